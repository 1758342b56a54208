-- Type cx_revenue_series

CREATE TYPE cx_revenue_series;

CREATE FUNCTION cx_revenue_series_in(cstring) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_out(cx_revenue_series) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_recv(internal) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_send(cx_revenue_series) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_revenue_series (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_revenue_series_in,
	OUTPUT = cx_revenue_series_out,
	RECEIVE = cx_revenue_series_recv,
	SEND = cx_revenue_series_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_revenue_series IS
'how recurring revenue moved, period by period: customers and exact sums that are new, reactivated, expansion, contraction, churned; () when no movements; stored, added with +, subtracted with -, aggregated with rollup()';
COMMENT ON FUNCTION cx_revenue_series_in(cstring) IS 'text input of cx_revenue_series';
COMMENT ON FUNCTION cx_revenue_series_out(cx_revenue_series) IS 'text output of cx_revenue_series';
COMMENT ON FUNCTION cx_revenue_series_recv(internal) IS 'binary input of cx_revenue_series';
COMMENT ON FUNCTION cx_revenue_series_send(cx_revenue_series) IS 'binary output of cx_revenue_series';

-- Equality and hashing

CREATE FUNCTION cx_revenue_series_eq(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_ne(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_hash(cx_revenue_series) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_hash_extended(cx_revenue_series, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_revenue_series_hash_ops DEFAULT FOR TYPE cx_revenue_series USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_revenue_series_hash(cx_revenue_series),
	FUNCTION 2 cx_revenue_series_hash_extended(cx_revenue_series, bigint);

COMMENT ON FUNCTION cx_revenue_series_eq(cx_revenue_series, cx_revenue_series) IS 'same counts and sums';
COMMENT ON FUNCTION cx_revenue_series_ne(cx_revenue_series, cx_revenue_series) IS 'not equal';
COMMENT ON FUNCTION cx_revenue_series_hash(cx_revenue_series) IS 'hash of a state';
COMMENT ON FUNCTION cx_revenue_series_hash_extended(cx_revenue_series, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_revenue_series, cx_revenue_series) IS 'same counts and sums';
COMMENT ON OPERATOR <> (cx_revenue_series, cx_revenue_series) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_revenue_series_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue_series';
COMMENT ON OPERATOR CLASS cx_revenue_series_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue_series';

-- Arithmetic

CREATE FUNCTION cx_revenue_series_add(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_subtract(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_add, COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_subtract
);

COMMENT ON FUNCTION cx_revenue_series_add(cx_revenue_series, cx_revenue_series) IS
'the movements of both series, of different customers; NULL when one is NULL; different periods are an error';
COMMENT ON OPERATOR + (cx_revenue_series, cx_revenue_series) IS
'the movements of both series, of different customers; NULL when one is NULL; different periods are an error';
COMMENT ON FUNCTION cx_revenue_series_subtract(cx_revenue_series, cx_revenue_series) IS
'the movements of the first series without those of the second; counts and sums may become negative; different periods are an error';
COMMENT ON OPERATOR - (cx_revenue_series, cx_revenue_series) IS
'the movements of the first series without those of the second; counts and sums may become negative; different periods are an error';

CREATE AGGREGATE rollup(state cx_revenue_series) (
	SFUNC = cx_revenue_series_add, STYPE = cx_revenue_series, SSPACE = 8192, INITCOND = '()', COMBINEFUNC = cx_revenue_series_add,
	MSFUNC = cx_revenue_series_add, MINVFUNC = cx_revenue_series_subtract, MSTYPE = cx_revenue_series, MSSPACE = 8192, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_revenue_series) IS
'the movements of many series, of different customers, as one; NULL series are skipped; () over no rows; different periods are an error';

-- Casts

CREATE FUNCTION cx_revenue_series_json(cx_revenue_series) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_series_jsonb(cx_revenue_series) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_revenue_series AS json) WITH FUNCTION cx_revenue_series_json(cx_revenue_series);
CREATE CAST (cx_revenue_series AS jsonb) WITH FUNCTION cx_revenue_series_jsonb(cx_revenue_series);

COMMENT ON FUNCTION cx_revenue_series_json(cx_revenue_series) IS
'the state as json: period, and for each with movements its first day, customers and amounts';
COMMENT ON CAST (cx_revenue_series AS json) IS
'the state as json: period, and for each with movements its first day, customers and amounts';
COMMENT ON FUNCTION cx_revenue_series_jsonb(cx_revenue_series) IS
'the state as jsonb: period, and for each with movements its first day, customers and amounts';
COMMENT ON CAST (cx_revenue_series AS jsonb) IS
'the state as jsonb: period, and for each with movements its first day, customers and amounts';

-- What is in it. Not strict: a NULL as_of is an error.

CREATE FUNCTION revenue_table(
	series cx_revenue_series, as_of date DEFAULT CURRENT_DATE,
	OUT period date, OUT revenue_before double precision, OUT new_revenue double precision,
	OUT reactivated_revenue double precision, OUT expansion_revenue double precision,
	OUT contraction_revenue double precision, OUT churned_revenue double precision,
	OUT revenue_after double precision, OUT nrr double precision, OUT grr double precision,
	OUT quick_ratio double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_revenue_series_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;

CREATE FUNCTION revenue_customers_table(
	series cx_revenue_series, as_of date DEFAULT CURRENT_DATE,
	OUT period date, OUT customers_before bigint, OUT new_customers bigint,
	OUT reactivated_customers bigint, OUT expanded_customers bigint, OUT contracted_customers bigint,
	OUT churned_customers bigint, OUT customers_after bigint, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_revenue_series_customers_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;

CREATE FUNCTION revenue_in(series cx_revenue_series, day date) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_series_in_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION revenue_table(cx_revenue_series, date) IS
'a row for each period that begins before as_of: recurring revenue before and after, movements (losses positive), nrr and grr in percent; complete when it ended by as_of; no rows for NULL';
COMMENT ON FUNCTION revenue_customers_table(cx_revenue_series, date) IS
'a row for each period that begins before as_of: customers with revenue before and after, and how many moved; complete when it ended by as_of; no rows for NULL';
COMMENT ON FUNCTION revenue_in(cx_revenue_series, date) IS
'what revenue_agg gives for the period that holds the day; () before the first movement; NULL for NULL';
