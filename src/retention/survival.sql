-- Type cx_survival

CREATE TYPE cx_survival;

CREATE FUNCTION cx_survival_in(cstring) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_out(cx_survival) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_recv(internal) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_send(cx_survival) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_survival (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_survival_in,
	OUTPUT = cx_survival_out,
	RECEIVE = cx_survival_recv,
	SEND = cx_survival_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_survival IS
'how many customers churned, were censored and entered late, at each distinct time; () when no rows; stored, added with +, aggregated with rollup(); at most 16777216 different times';
COMMENT ON FUNCTION cx_survival_in(cstring) IS 'text input of cx_survival';
COMMENT ON FUNCTION cx_survival_out(cx_survival) IS 'text output of cx_survival';
COMMENT ON FUNCTION cx_survival_recv(internal) IS 'binary input of cx_survival';
COMMENT ON FUNCTION cx_survival_send(cx_survival) IS 'binary output of cx_survival';

-- Equality and hashing

CREATE FUNCTION cx_survival_eq(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_ne(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_hash(cx_survival) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_hash_extended(cx_survival, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_survival_hash_ops DEFAULT FOR TYPE cx_survival USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_survival_hash(cx_survival),
	FUNCTION 2 cx_survival_hash_extended(cx_survival, bigint);

COMMENT ON FUNCTION cx_survival_eq(cx_survival, cx_survival) IS 'same times and same counts';
COMMENT ON FUNCTION cx_survival_ne(cx_survival, cx_survival) IS 'not equal';
COMMENT ON FUNCTION cx_survival_hash(cx_survival) IS 'hash of a state';
COMMENT ON FUNCTION cx_survival_hash_extended(cx_survival, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_survival, cx_survival) IS 'same times and same counts';
COMMENT ON OPERATOR <> (cx_survival, cx_survival) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_survival_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_survival';
COMMENT ON OPERATOR CLASS cx_survival_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_survival';

-- Casts

CREATE FUNCTION cx_survival_json(cx_survival) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_survival_jsonb(cx_survival) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_survival AS json) WITH FUNCTION cx_survival_json(cx_survival);
CREATE CAST (cx_survival AS jsonb) WITH FUNCTION cx_survival_jsonb(cx_survival);

COMMENT ON FUNCTION cx_survival_json(cx_survival) IS
'the state as json: churned, censored, times (time, churned, censored, entered)';
COMMENT ON CAST (cx_survival AS json) IS
'the state as json: churned, censored, times (time, churned, censored, entered)';
COMMENT ON FUNCTION cx_survival_jsonb(cx_survival) IS
'the state as jsonb: churned, censored, times (time, churned, censored, entered)';
COMMENT ON CAST (cx_survival AS jsonb) IS
'the state as jsonb: churned, censored, times (time, churned, censored, entered)';

-- Arithmetic

CREATE FUNCTION cx_survival_add(cx_survival, cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_add, COMMUTATOR = +
);

COMMENT ON FUNCTION cx_survival_add(cx_survival, cx_survival) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON OPERATOR + (cx_survival, cx_survival) IS
'the customers of both states; NULL when one is NULL';
