-- Aggregates over one row per customer: recurring revenue before and after. Money is smallint, integer,
-- bigint, numeric or double precision, and its sums are exact in all of them. The aggregates over the same
-- arguments share one transition, hence one pass.

-- Transitions and their inverses. Not strict: NULL money is 0.

CREATE FUNCTION cx_revenue_count(cx_revenue, smallint, smallint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, smallint, smallint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, integer, integer) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, integer, integer, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, integer, integer) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, integer, integer, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, bigint, bigint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, bigint, bigint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, numeric, numeric) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, numeric, numeric, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, double precision, double precision) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, double precision, double precision, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_revenue_count(cx_revenue, smallint, smallint) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, smallint, smallint, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, integer, integer) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, integer, integer, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, integer, integer) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, integer, integer, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, bigint, bigint) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, bigint, bigint, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, numeric, numeric) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, numeric, numeric, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, double precision, double precision) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, double precision, double precision, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';

-- Aggregates that return the state

CREATE AGGREGATE revenue_agg(before smallint, after smallint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before smallint, after smallint, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before integer, after integer) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before integer, after integer, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before bigint, after bigint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before bigint, after bigint, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before numeric, after numeric) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before numeric, after numeric, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before double precision, after double precision) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before double precision, after double precision, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_revenue) (
	SFUNC = cx_revenue_add, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_add, MINVFUNC = cx_revenue_subtract, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(smallint, smallint) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(smallint, smallint, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(integer, integer) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(integer, integer, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(bigint, bigint) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(bigint, bigint, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(numeric, numeric) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(numeric, numeric, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(double precision, double precision) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(double precision, double precision, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE rollup(cx_revenue) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
