-- Type cx_retention

CREATE TYPE cx_retention;

CREATE FUNCTION cx_retention_in(cstring) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_out(cx_retention) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_recv(internal) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_send(cx_retention) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_retention (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_retention_in,
	OUTPUT = cx_retention_out,
	RECEIVE = cx_retention_recv,
	SEND = cx_retention_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_retention IS
'how the customers of each cohort came back, at every age and in every mode; () when no customers; stored, added with +, subtracted with -, aggregated with rollup()';
COMMENT ON FUNCTION cx_retention_in(cstring) IS 'text input of cx_retention';
COMMENT ON FUNCTION cx_retention_out(cx_retention) IS 'text output of cx_retention';
COMMENT ON FUNCTION cx_retention_recv(internal) IS 'binary input of cx_retention';
COMMENT ON FUNCTION cx_retention_send(cx_retention) IS 'binary output of cx_retention';

-- Equality and hashing

CREATE FUNCTION cx_retention_eq(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_ne(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_hash(cx_retention) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_hash_extended(cx_retention, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_retention_hash_ops DEFAULT FOR TYPE cx_retention USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_retention_hash(cx_retention),
	FUNCTION 2 cx_retention_hash_extended(cx_retention, bigint);

COMMENT ON FUNCTION cx_retention_eq(cx_retention, cx_retention) IS 'same cohorts and same counts';
COMMENT ON FUNCTION cx_retention_ne(cx_retention, cx_retention) IS 'not equal';
COMMENT ON FUNCTION cx_retention_hash(cx_retention) IS 'hash of a state';
COMMENT ON FUNCTION cx_retention_hash_extended(cx_retention, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_retention, cx_retention) IS 'same cohorts and same counts';
COMMENT ON OPERATOR <> (cx_retention, cx_retention) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_retention_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_retention';
COMMENT ON OPERATOR CLASS cx_retention_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_retention';

-- Arithmetic

CREATE FUNCTION cx_retention_add(cx_retention, cx_retention) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_subtract(cx_retention, cx_retention) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_add, COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_subtract
);

COMMENT ON FUNCTION cx_retention_add(cx_retention, cx_retention) IS
'the customers of both states; NULL when one is NULL; different periods are an error';
COMMENT ON OPERATOR + (cx_retention, cx_retention) IS
'the customers of both states; NULL when one is NULL; different periods are an error';
COMMENT ON FUNCTION cx_retention_subtract(cx_retention, cx_retention) IS
'the customers of the first state without those of the second; counts may become negative';
COMMENT ON OPERATOR - (cx_retention, cx_retention) IS
'the customers of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_retention_json(cx_retention) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_jsonb(cx_retention) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_retention AS json) WITH FUNCTION cx_retention_json(cx_retention);
CREATE CAST (cx_retention AS jsonb) WITH FUNCTION cx_retention_jsonb(cx_retention);

COMMENT ON FUNCTION cx_retention_json(cx_retention) IS 'the state as json: period, cohorts';
COMMENT ON CAST (cx_retention AS json) IS 'the state as json: period, cohorts';
COMMENT ON FUNCTION cx_retention_jsonb(cx_retention) IS
'the state as jsonb: period, cohorts';
COMMENT ON CAST (cx_retention AS jsonb) IS 'the state as jsonb: period, cohorts';
