-- Net and gross revenue retention, the quick ratio, rates of another length of time

CREATE FUNCTION nrr(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_nrr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION grr(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_grr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION quick_ratio(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_quick_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION rescale_rate(rate double precision, from_days double precision, to_days double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rescale_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE nrr(before smallint, after smallint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = nrr,
	PARALLEL = SAFE
);

CREATE AGGREGATE nrr(before integer, after integer) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = nrr,
	PARALLEL = SAFE
);

CREATE AGGREGATE nrr(before bigint, after bigint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = nrr,
	PARALLEL = SAFE
);

CREATE AGGREGATE nrr(before numeric, after numeric) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = nrr,
	PARALLEL = SAFE
);

CREATE AGGREGATE nrr(before double precision, after double precision) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = nrr,
	PARALLEL = SAFE
);

CREATE AGGREGATE grr(before smallint, after smallint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = grr,
	PARALLEL = SAFE
);

CREATE AGGREGATE grr(before integer, after integer) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = grr,
	PARALLEL = SAFE
);

CREATE AGGREGATE grr(before bigint, after bigint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = grr,
	PARALLEL = SAFE
);

CREATE AGGREGATE grr(before numeric, after numeric) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = grr,
	PARALLEL = SAFE
);

CREATE AGGREGATE grr(before double precision, after double precision) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add, FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()', MFINALFUNC = grr,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION nrr(cx_revenue) IS
'net revenue retention in percent: revenue after of the customers who had some before; NULL when nobody had';
COMMENT ON FUNCTION grr(cx_revenue) IS
'gross revenue retention in percent: the same without expansion, at most 100 and at most nrr; NULL when nobody had revenue before';
COMMENT ON FUNCTION quick_ratio(cx_revenue) IS
'(new + expansion + reactivated) / (contraction + churned) of revenue; NULL when nothing was lost';
COMMENT ON FUNCTION rescale_rate(double precision, double precision, double precision) IS
'a churn rate in percent over from_days as it is over to_days at the same pace; NULL for NULL';
COMMENT ON AGGREGATE nrr(smallint, smallint) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE grr(smallint, smallint) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE nrr(integer, integer) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE grr(integer, integer) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE nrr(bigint, bigint) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE grr(bigint, bigint) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE nrr(numeric, numeric) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE grr(numeric, numeric) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE nrr(double precision, double precision) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
COMMENT ON AGGREGATE grr(double precision, double precision) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
