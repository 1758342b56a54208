-- Type cx_lifecycle

CREATE TYPE cx_lifecycle;

CREATE FUNCTION cx_lifecycle_in(cstring) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_out(cx_lifecycle) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_recv(internal) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_send(cx_lifecycle) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_lifecycle (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_lifecycle_in,
	OUTPUT = cx_lifecycle_out,
	RECEIVE = cx_lifecycle_recv,
	SEND = cx_lifecycle_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_lifecycle IS
'how many customers were new, reactivated and churned in each period; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';
COMMENT ON FUNCTION cx_lifecycle_in(cstring) IS 'text input of cx_lifecycle';
COMMENT ON FUNCTION cx_lifecycle_out(cx_lifecycle) IS 'text output of cx_lifecycle';
COMMENT ON FUNCTION cx_lifecycle_recv(internal) IS 'binary input of cx_lifecycle';
COMMENT ON FUNCTION cx_lifecycle_send(cx_lifecycle) IS 'binary output of cx_lifecycle';

-- Equality and hashing

CREATE FUNCTION cx_lifecycle_eq(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_ne(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_hash(cx_lifecycle) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_hash_extended(cx_lifecycle, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_lifecycle_hash_ops DEFAULT FOR TYPE cx_lifecycle USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_lifecycle_hash(cx_lifecycle),
	FUNCTION 2 cx_lifecycle_hash_extended(cx_lifecycle, bigint);

COMMENT ON FUNCTION cx_lifecycle_eq(cx_lifecycle, cx_lifecycle) IS 'same period and same flows';
COMMENT ON FUNCTION cx_lifecycle_ne(cx_lifecycle, cx_lifecycle) IS 'not equal';
COMMENT ON FUNCTION cx_lifecycle_hash(cx_lifecycle) IS 'hash of a state';
COMMENT ON FUNCTION cx_lifecycle_hash_extended(cx_lifecycle, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_lifecycle, cx_lifecycle) IS 'same period and same flows';
COMMENT ON OPERATOR <> (cx_lifecycle, cx_lifecycle) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_lifecycle_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_lifecycle';
COMMENT ON OPERATOR CLASS cx_lifecycle_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_lifecycle';

-- Arithmetic

CREATE FUNCTION cx_lifecycle_add(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_subtract(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_add, COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_subtract
);

COMMENT ON FUNCTION cx_lifecycle_add(cx_lifecycle, cx_lifecycle) IS
'the flows of both states; NULL when one is NULL; different periods are an error';
COMMENT ON OPERATOR + (cx_lifecycle, cx_lifecycle) IS
'the flows of both states; NULL when one is NULL; different periods are an error';
COMMENT ON FUNCTION cx_lifecycle_subtract(cx_lifecycle, cx_lifecycle) IS
'the flows of the first state without those of the second; counts may become negative';
COMMENT ON OPERATOR - (cx_lifecycle, cx_lifecycle) IS
'the flows of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_lifecycle_json(cx_lifecycle) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_jsonb(cx_lifecycle) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_lifecycle AS json) WITH FUNCTION cx_lifecycle_json(cx_lifecycle);
CREATE CAST (cx_lifecycle AS jsonb) WITH FUNCTION cx_lifecycle_jsonb(cx_lifecycle);

COMMENT ON FUNCTION cx_lifecycle_json(cx_lifecycle) IS
'the state as json: period, flows (period, new, reactivated, churned)';
COMMENT ON CAST (cx_lifecycle AS json) IS
'the state as json: period, flows (period, new, reactivated, churned)';
COMMENT ON FUNCTION cx_lifecycle_jsonb(cx_lifecycle) IS
'the state as jsonb: period, flows (period, new, reactivated, churned)';
COMMENT ON CAST (cx_lifecycle AS jsonb) IS
'the state as jsonb: period, flows (period, new, reactivated, churned)';

-- Of many states one. SSPACE is that of some thirty periods.

CREATE AGGREGATE rollup(state cx_lifecycle) (
	SFUNC = cx_lifecycle_add, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_add, MINVFUNC = cx_lifecycle_subtract, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_lifecycle) IS
'the flows of many states as one; NULL states are skipped; () over no rows; different periods are an error';

-- The table of a state

CREATE FUNCTION lifecycle_table(
	state cx_lifecycle, as_of date DEFAULT CURRENT_DATE,
	OUT period date, OUT active bigint, OUT new bigint, OUT retained bigint, OUT reactivated bigint,
	OUT churned bigint, OUT retention_rate double precision, OUT churn_rate double precision,
	OUT quick_ratio double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_lifecycle_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION lifecycle_table(cx_lifecycle, date) IS
'one row for each period: customers active, new, retained, reactivated and churned, rates in percent of those active before, (new + reactivated) / churned, and whether the period has ended by as_of; no rows for no rows or NULL';
