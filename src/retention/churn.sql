-- Type cx_churn

CREATE TYPE cx_churn;

CREATE FUNCTION cx_churn_in(cstring) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_out(cx_churn) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_recv(internal) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_send(cx_churn) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_churn (
	INTERNALLENGTH = 24,
	INPUT = cx_churn_in,
	OUTPUT = cx_churn_out,
	RECEIVE = cx_churn_recv,
	SEND = cx_churn_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_churn IS
'how many customers were active before a period, and how many of them no more after it; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';
COMMENT ON FUNCTION cx_churn_in(cstring) IS 'text input of cx_churn';
COMMENT ON FUNCTION cx_churn_out(cx_churn) IS 'text output of cx_churn';
COMMENT ON FUNCTION cx_churn_recv(internal) IS 'binary input of cx_churn';
COMMENT ON FUNCTION cx_churn_send(cx_churn) IS 'binary output of cx_churn';

-- Equality and hashing

CREATE FUNCTION cx_churn_eq(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_ne(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_hash(cx_churn) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_hash_extended(cx_churn, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_churn_hash_ops DEFAULT FOR TYPE cx_churn USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_churn_hash(cx_churn),
	FUNCTION 2 cx_churn_hash_extended(cx_churn, bigint);

COMMENT ON FUNCTION cx_churn_eq(cx_churn, cx_churn) IS 'same counts';
COMMENT ON FUNCTION cx_churn_ne(cx_churn, cx_churn) IS 'not equal';
COMMENT ON FUNCTION cx_churn_hash(cx_churn) IS 'hash of a state';
COMMENT ON FUNCTION cx_churn_hash_extended(cx_churn, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_churn, cx_churn) IS 'same counts';
COMMENT ON OPERATOR <> (cx_churn, cx_churn) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_churn_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_churn';
COMMENT ON OPERATOR CLASS cx_churn_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_churn';

-- Arithmetic

CREATE FUNCTION cx_churn_add(cx_churn, cx_churn) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_subtract(cx_churn, cx_churn) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_add, COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_subtract
);

COMMENT ON FUNCTION cx_churn_add(cx_churn, cx_churn) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON OPERATOR + (cx_churn, cx_churn) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON FUNCTION cx_churn_subtract(cx_churn, cx_churn) IS
'the customers of the first state without those of the second; counts may become negative';
COMMENT ON OPERATOR - (cx_churn, cx_churn) IS
'the customers of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_churn_json(cx_churn) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_churn_jsonb(cx_churn) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_churn AS json) WITH FUNCTION cx_churn_json(cx_churn);
CREATE CAST (cx_churn AS jsonb) WITH FUNCTION cx_churn_jsonb(cx_churn);

COMMENT ON FUNCTION cx_churn_json(cx_churn) IS
'the state as json: before, lost';
COMMENT ON CAST (cx_churn AS json) IS
'the state as json: before, lost';
COMMENT ON FUNCTION cx_churn_jsonb(cx_churn) IS
'the state as jsonb: before, lost';
COMMENT ON CAST (cx_churn AS jsonb) IS
'the state as jsonb: before, lost';
