-- Type cx_activity

CREATE TYPE cx_activity;

CREATE FUNCTION cx_activity_in(cstring) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_activity_out(cx_activity) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_activity_recv(internal) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_activity_send(cx_activity) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_activity (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_activity_in,
	OUTPUT = cx_activity_out,
	RECEIVE = cx_activity_recv,
	SEND = cx_activity_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_activity IS
'the periods in which a customer was active, or windows since the customer''s start; () when never; stored, united with +, aggregated with rollup()';
COMMENT ON FUNCTION cx_activity_in(cstring) IS 'text input of cx_activity';
COMMENT ON FUNCTION cx_activity_out(cx_activity) IS 'text output of cx_activity';
COMMENT ON FUNCTION cx_activity_recv(internal) IS 'binary input of cx_activity';
COMMENT ON FUNCTION cx_activity_send(cx_activity) IS 'binary output of cx_activity';

-- Equality and hashing

CREATE FUNCTION cx_activity_eq(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_activity_ne(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_activity_hash(cx_activity) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_activity_hash_extended(cx_activity, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_activity_hash_ops DEFAULT FOR TYPE cx_activity USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_activity_hash(cx_activity),
	FUNCTION 2 cx_activity_hash_extended(cx_activity, bigint);

COMMENT ON FUNCTION cx_activity_eq(cx_activity, cx_activity) IS 'same periods';
COMMENT ON FUNCTION cx_activity_ne(cx_activity, cx_activity) IS 'not equal';
COMMENT ON FUNCTION cx_activity_hash(cx_activity) IS 'hash of a state';
COMMENT ON FUNCTION cx_activity_hash_extended(cx_activity, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_activity, cx_activity) IS 'same periods';
COMMENT ON OPERATOR <> (cx_activity, cx_activity) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_activity_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_activity';
COMMENT ON OPERATOR CLASS cx_activity_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_activity';

-- Union

CREATE FUNCTION cx_activity_add(cx_activity, cx_activity) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_add, COMMUTATOR = +
);

COMMENT ON FUNCTION cx_activity_add(cx_activity, cx_activity) IS
'active where either is; NULL when one is NULL; different periods are an error';
COMMENT ON OPERATOR + (cx_activity, cx_activity) IS
'active where either is; NULL when one is NULL; different periods are an error';

-- Casts

CREATE FUNCTION cx_activity_json(cx_activity) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_activity_jsonb(cx_activity) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_activity AS json) WITH FUNCTION cx_activity_json(cx_activity);
CREATE CAST (cx_activity AS jsonb) WITH FUNCTION cx_activity_jsonb(cx_activity);

COMMENT ON FUNCTION cx_activity_json(cx_activity) IS 'the state as json: period, active';
COMMENT ON CAST (cx_activity AS json) IS 'the state as json: period, active';
COMMENT ON FUNCTION cx_activity_jsonb(cx_activity) IS
'the state as jsonb: period, active';
COMMENT ON CAST (cx_activity AS jsonb) IS 'the state as jsonb: period, active';
