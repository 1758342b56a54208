-- Type cx_scores

CREATE TYPE cx_scores;

CREATE FUNCTION cx_scores_in(cstring) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_out(cx_scores) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_recv(internal) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_send(cx_scores) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_scores (
	INTERNALLENGTH = 104,
	INPUT = cx_scores_in,
	OUTPUT = cx_scores_out,
	RECEIVE = cx_scores_recv,
	SEND = cx_scores_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_scores IS
'how often each score of a whole-number scale of at most 11 points was given; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';
COMMENT ON FUNCTION cx_scores_in(cstring) IS 'text input of cx_scores';
COMMENT ON FUNCTION cx_scores_out(cx_scores) IS 'text output of cx_scores';
COMMENT ON FUNCTION cx_scores_recv(internal) IS 'binary input of cx_scores';
COMMENT ON FUNCTION cx_scores_send(cx_scores) IS 'binary output of cx_scores';

-- Equality and hashing

CREATE FUNCTION cx_scores_eq(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_ne(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_hash(cx_scores) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_hash_extended(cx_scores, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_scores_hash_ops DEFAULT FOR TYPE cx_scores USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_scores_hash(cx_scores),
	FUNCTION 2 cx_scores_hash_extended(cx_scores, bigint);

COMMENT ON FUNCTION cx_scores_eq(cx_scores, cx_scores) IS 'same scale and same counts';
COMMENT ON FUNCTION cx_scores_ne(cx_scores, cx_scores) IS 'not equal';
COMMENT ON FUNCTION cx_scores_hash(cx_scores) IS 'hash of a state';
COMMENT ON FUNCTION cx_scores_hash_extended(cx_scores, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_scores, cx_scores) IS 'same scale and same counts';
COMMENT ON OPERATOR <> (cx_scores, cx_scores) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_scores';
COMMENT ON OPERATOR CLASS cx_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_scores';

-- Arithmetic

CREATE FUNCTION cx_scores_add(cx_scores, cx_scores) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_subtract(cx_scores, cx_scores) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_add, COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_subtract
);

COMMENT ON FUNCTION cx_scores_add(cx_scores, cx_scores) IS
'the answers of both states; NULL when one is NULL; different scales are an error';
COMMENT ON OPERATOR + (cx_scores, cx_scores) IS
'the answers of both states; NULL when one is NULL; different scales are an error';
COMMENT ON FUNCTION cx_scores_subtract(cx_scores, cx_scores) IS
'the answers of the first state without those of the second; counts may become negative';
COMMENT ON OPERATOR - (cx_scores, cx_scores) IS
'the answers of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_scores_json(cx_scores) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_jsonb(cx_scores) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_scores AS json) WITH FUNCTION cx_scores_json(cx_scores);
CREATE CAST (cx_scores AS jsonb) WITH FUNCTION cx_scores_jsonb(cx_scores);

COMMENT ON FUNCTION cx_scores_json(cx_scores) IS 'the state as json: low, high, responses, counts';
COMMENT ON CAST (cx_scores AS json) IS 'the state as json: low, high, responses, counts';
COMMENT ON FUNCTION cx_scores_jsonb(cx_scores) IS
'the state as jsonb: low, high, responses, counts';
COMMENT ON CAST (cx_scores AS jsonb) IS 'the state as jsonb: low, high, responses, counts';
