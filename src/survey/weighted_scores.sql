-- Type cx_weighted_scores

CREATE TYPE cx_weighted_scores;

CREATE FUNCTION cx_weighted_scores_in(cstring) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_weighted_scores_out(cx_weighted_scores) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_weighted_scores_recv(internal) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_weighted_scores_send(cx_weighted_scores) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_weighted_scores (
	INTERNALLENGTH = 216,
	INPUT = cx_weighted_scores_in,
	OUTPUT = cx_weighted_scores_out,
	RECEIVE = cx_weighted_scores_recv,
	SEND = cx_weighted_scores_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_weighted_scores IS
'how much weight each score of a whole-number scale of at most 11 points was given, with the number of responses; () when no rows; stored, added with +, aggregated with rollup()';
COMMENT ON FUNCTION cx_weighted_scores_in(cstring) IS 'text input of cx_weighted_scores';
COMMENT ON FUNCTION cx_weighted_scores_out(cx_weighted_scores) IS
'text output of cx_weighted_scores';
COMMENT ON FUNCTION cx_weighted_scores_recv(internal) IS 'binary input of cx_weighted_scores';
COMMENT ON FUNCTION cx_weighted_scores_send(cx_weighted_scores) IS
'binary output of cx_weighted_scores';

-- Equality and hashing

CREATE FUNCTION cx_weighted_scores_eq(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_weighted_scores_ne(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_weighted_scores_hash(cx_weighted_scores) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_weighted_scores_hash_extended(cx_weighted_scores, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_weighted_scores_hash_ops DEFAULT FOR TYPE cx_weighted_scores USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_weighted_scores_hash(cx_weighted_scores),
	FUNCTION 2 cx_weighted_scores_hash_extended(cx_weighted_scores, bigint);

COMMENT ON FUNCTION cx_weighted_scores_eq(cx_weighted_scores, cx_weighted_scores) IS
'same scale, responses and sums of weights, to the last bit';
COMMENT ON FUNCTION cx_weighted_scores_ne(cx_weighted_scores, cx_weighted_scores) IS 'not equal';
COMMENT ON FUNCTION cx_weighted_scores_hash(cx_weighted_scores) IS 'hash of a state';
COMMENT ON FUNCTION cx_weighted_scores_hash_extended(cx_weighted_scores, bigint) IS
'seeded hash of a state';
COMMENT ON OPERATOR = (cx_weighted_scores, cx_weighted_scores) IS
'same scale, responses and sums of weights, to the last bit';
COMMENT ON OPERATOR <> (cx_weighted_scores, cx_weighted_scores) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_weighted_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_weighted_scores';
COMMENT ON OPERATOR CLASS cx_weighted_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_weighted_scores';

-- Arithmetic

CREATE FUNCTION cx_weighted_scores_add(
	cx_weighted_scores, cx_weighted_scores
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_add, COMMUTATOR = +
);

COMMENT ON FUNCTION cx_weighted_scores_add(cx_weighted_scores, cx_weighted_scores) IS
'the answers of both states; NULL when one is NULL; different scales are an error';
COMMENT ON OPERATOR + (cx_weighted_scores, cx_weighted_scores) IS
'the answers of both states; NULL when one is NULL; different scales are an error';

-- Casts

CREATE FUNCTION cx_weighted_scores_json(cx_weighted_scores) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_weighted_scores_jsonb(cx_weighted_scores) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_weighted_scores AS json) WITH FUNCTION cx_weighted_scores_json(cx_weighted_scores);
CREATE CAST (cx_weighted_scores AS jsonb) WITH FUNCTION cx_weighted_scores_jsonb(cx_weighted_scores);

COMMENT ON FUNCTION cx_weighted_scores_json(cx_weighted_scores) IS
'the state as json: low, high, responses, effective_responses, weights';
COMMENT ON CAST (cx_weighted_scores AS json) IS
'the state as json: low, high, responses, effective_responses, weights';
COMMENT ON FUNCTION cx_weighted_scores_jsonb(cx_weighted_scores) IS
'the state as jsonb: low, high, responses, effective_responses, weights';
COMMENT ON CAST (cx_weighted_scores AS jsonb) IS
'the state as jsonb: low, high, responses, effective_responses, weights';
