\echo Use "CREATE EXTENSION cx_metrics" to load this file. \quit
-- DDL only: CREATE without OR REPLACE, so that an object planted under one of our names is an error.
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
-- Aggregates over scores. A score is smallint, integer or double precision; bigint, numeric and real
-- arrive as double precision. All aggregates over the same arguments share one transition, hence one pass.

-- Transitions and their inverses, for the fixed scales and for a scale in the arguments. Not strict: the
-- executor's own test for NULLs would cost more than theirs.

CREATE FUNCTION cx_scores_count_nps(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_nps_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_nps(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_nps_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count_nps(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_nps_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_nps(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_nps_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count_nps(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_nps_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_nps(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_nps_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_scores_count_csat(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_csat_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_csat(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_csat_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count_csat(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_csat_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_csat(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_csat_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count_csat(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_csat_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_csat(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_csat_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_scores_count_ces(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_ces_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_ces(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_ces_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count_ces(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_ces_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_ces(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_ces_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count_ces(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_ces_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount_ces(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_ces_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_scores_count(cx_scores, smallint, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount(cx_scores, smallint, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count(cx_scores, integer, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount(cx_scores, integer, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_count(
	cx_scores, double precision, double precision, double precision
) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_scores_uncount(
	cx_scores, double precision, double precision, double precision
) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_scores_count_nps(cx_scores, smallint) IS
'adds a score to a state of the scale 0..10; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_nps(cx_scores, smallint) IS
'takes a score from a state of the scale 0..10; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_nps(cx_scores, integer) IS
'adds a score to a state of the scale 0..10; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_nps(cx_scores, integer) IS
'takes a score from a state of the scale 0..10; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_nps(cx_scores, double precision) IS
'adds a score to a state of the scale 0..10; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_nps(cx_scores, double precision) IS
'takes a score from a state of the scale 0..10; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_csat(cx_scores, smallint) IS
'adds a score to a state of the scale 1..5; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_csat(cx_scores, smallint) IS
'takes a score from a state of the scale 1..5; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_csat(cx_scores, integer) IS
'adds a score to a state of the scale 1..5; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_csat(cx_scores, integer) IS
'takes a score from a state of the scale 1..5; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_csat(cx_scores, double precision) IS
'adds a score to a state of the scale 1..5; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_csat(cx_scores, double precision) IS
'takes a score from a state of the scale 1..5; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_ces(cx_scores, smallint) IS
'adds a score to a state of the scale 1..7; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_ces(cx_scores, smallint) IS
'takes a score from a state of the scale 1..7; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_ces(cx_scores, integer) IS
'adds a score to a state of the scale 1..7; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_ces(cx_scores, integer) IS
'takes a score from a state of the scale 1..7; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count_ces(cx_scores, double precision) IS
'adds a score to a state of the scale 1..7; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount_ces(cx_scores, double precision) IS
'takes a score from a state of the scale 1..7; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count(cx_scores, smallint, integer, integer) IS
'adds a score to a state of the scale low..high; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount(cx_scores, smallint, integer, integer) IS
'takes a score from a state of the scale low..high; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count(cx_scores, integer, integer, integer) IS
'adds a score to a state of the scale low..high; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount(cx_scores, integer, integer, integer) IS
'takes a score from a state of the scale low..high; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_count(cx_scores, double precision, double precision, double precision) IS
'adds a score to a state of the scale low..high; a NULL score is skipped';
COMMENT ON FUNCTION cx_scores_uncount(cx_scores, double precision, double precision, double precision) IS
'takes a score from a state of the scale low..high; a NULL score is skipped';

-- Aggregates that return the state

CREATE AGGREGATE score_agg(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE score_agg(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE score_agg(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE nps_agg(score smallint) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE nps_agg(score integer) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE nps_agg(score double precision) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE csat_agg(score smallint) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE csat_agg(score integer) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE csat_agg(score double precision) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE ces_agg(score smallint) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE ces_agg(score integer) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE ces_agg(score double precision) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_scores) (
	SFUNC = cx_scores_add, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_add, MINVFUNC = cx_scores_subtract, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE score_agg(smallint, integer, integer) IS
'state of whole-number scores from low to high, at most 11 points; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE score_agg(integer, integer, integer) IS
'state of whole-number scores from low to high, at most 11 points; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE score_agg(double precision, double precision, double precision) IS
'state of whole-number scores from low to high, at most 11 points; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE nps_agg(smallint) IS
'state of whole-number scores from 0 to 10; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE nps_agg(integer) IS
'state of whole-number scores from 0 to 10; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE nps_agg(double precision) IS
'state of whole-number scores from 0 to 10; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE csat_agg(smallint) IS
'state of whole-number scores from 1 to 5; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE csat_agg(integer) IS
'state of whole-number scores from 1 to 5; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE csat_agg(double precision) IS
'state of whole-number scores from 1 to 5; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE ces_agg(smallint) IS
'state of whole-number scores from 1 to 7; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE ces_agg(integer) IS
'state of whole-number scores from 1 to 7; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE ces_agg(double precision) IS
'state of whole-number scores from 1 to 7; NULL scores are skipped; () over no rows';
COMMENT ON AGGREGATE rollup(cx_scores) IS
'all answers of many states as one; NULL states are skipped; () over no rows; different scales are an error';
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
-- Aggregates over weighted scores. The weight is double precision; numeric and integer weights arrive so.
-- No inverse transition: sums of doubles cannot be taken apart again.

CREATE FUNCTION cx_weighted_scores_count(
	cx_weighted_scores, smallint, double precision, integer, integer
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME', 'cx_weighted_scores_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_weighted_scores_count(
	cx_weighted_scores, integer, double precision, integer, integer
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME', 'cx_weighted_scores_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_weighted_scores_count(
	cx_weighted_scores, double precision, double precision, double precision, double precision
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME', 'cx_weighted_scores_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_weighted_scores_count(cx_weighted_scores, smallint, double precision, integer, integer) IS
'adds a weighted score to a state of the scale low..high; a NULL score is skipped';
COMMENT ON FUNCTION cx_weighted_scores_count(cx_weighted_scores, integer, double precision, integer, integer) IS
'adds a weighted score to a state of the scale low..high; a NULL score is skipped';
COMMENT ON FUNCTION cx_weighted_scores_count(cx_weighted_scores, double precision, double precision, double precision, double precision) IS
'adds a weighted score to a state of the scale low..high; a NULL score is skipped';

CREATE AGGREGATE weighted_score_agg(score smallint, weight double precision, low integer, high integer) (
	SFUNC = cx_weighted_scores_count, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);

CREATE AGGREGATE weighted_score_agg(score integer, weight double precision, low integer, high integer) (
	SFUNC = cx_weighted_scores_count, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);

CREATE AGGREGATE weighted_score_agg(score double precision, weight double precision, low double precision, high double precision) (
	SFUNC = cx_weighted_scores_count, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_weighted_scores) (
	SFUNC = cx_weighted_scores_add, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE weighted_score_agg(smallint, double precision, integer, integer) IS
'state of weighted whole-number scores from low to high, at most 11 points; NULL scores are skipped, weight 0 is absent, a NULL weight is an error; () over no rows';
COMMENT ON AGGREGATE weighted_score_agg(integer, double precision, integer, integer) IS
'state of weighted whole-number scores from low to high, at most 11 points; NULL scores are skipped, weight 0 is absent, a NULL weight is an error; () over no rows';
COMMENT ON AGGREGATE weighted_score_agg(double precision, double precision, double precision, double precision) IS
'state of weighted whole-number scores from low to high, at most 11 points; NULL scores are skipped, weight 0 is absent, a NULL weight is an error; () over no rows';
COMMENT ON AGGREGATE rollup(cx_weighted_scores) IS
'all answers of many weighted states as one; NULL states are skipped; () over no rows; different scales are an error';
-- Counts, shares, mean and distribution, on any scale

CREATE FUNCTION responses(state cx_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION responses(state cx_weighted_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_weighted_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION effective_responses(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_effective_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_count(state cx_scores, from_score integer, to_score integer) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_count(
	state cx_weighted_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_share(
	state cx_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_share(
	state cx_weighted_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mean_score(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION mean_score(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION score_distribution(
	state cx_scores, OUT score integer, OUT responses bigint, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;

CREATE FUNCTION score_distribution(
	state cx_weighted_scores, OUT score integer, OUT responses double precision,
	OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;

COMMENT ON FUNCTION responses(cx_scores) IS
'how many answers a state holds; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION responses(cx_weighted_scores) IS
'how many answers with a positive weight a state holds, each counted once; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION effective_responses(cx_weighted_scores) IS
'Kish effective number of responses, (sum of weights)^2 / sum of squared weights; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION score_count(cx_scores, integer, integer) IS
'how many answers have a score from from_score to to_score, both included; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION score_count(cx_weighted_scores, integer, integer) IS
'how much weight scores from from_score to to_score have, both included; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION score_share(cx_scores, integer, integer) IS
'percentage of the answers with a score from from_score to to_score, both included; NULL for no rows';
COMMENT ON FUNCTION score_share(cx_weighted_scores, integer, integer) IS
'percentage of the weight with a score from from_score to to_score, both included; NULL for no rows';
COMMENT ON FUNCTION mean_score(cx_scores) IS
'mean of the scores; NULL for no rows';
COMMENT ON FUNCTION mean_score(cx_weighted_scores) IS
'weighted mean of the scores; NULL for no rows';
COMMENT ON FUNCTION score_distribution(cx_scores) IS
'one row for each score of the scale: how many answers, and their percentage; no rows for no rows or NULL';
COMMENT ON FUNCTION score_distribution(cx_weighted_scores) IS
'one row for each score of the scale: how much weight, and its percentage; no rows for no rows or NULL';
-- Net Promoter Score, -100..100

CREATE FUNCTION nps(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_nps' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION nps(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION promoters(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_promoters' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION promoters(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_promoters' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION passives(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_passives' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION passives(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_passives' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION detractors(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_detractors' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION detractors(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_detractors' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION nps_ci(
	state cx_scores, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL, OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_nps_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION nps_ci(
	state cx_weighted_scores, level double precision DEFAULT 0.95,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION nps_change(
	before cx_scores, after cx_scores, level double precision DEFAULT 0.95,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_nps_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION nps_change(
	before cx_weighted_scores, after cx_weighted_scores, level double precision DEFAULT 0.95,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION nps_category(score smallint) RETURNS text
AS 'MODULE_PATHNAME', 'cx_nps_category_int2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION nps_category(score integer) RETURNS text
AS 'MODULE_PATHNAME', 'cx_nps_category_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION nps_category(score double precision) RETURNS text
AS 'MODULE_PATHNAME', 'cx_nps_category_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_scores_nps_final(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_nps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE nps(score smallint) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE nps(score integer) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE nps(score double precision) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE nps(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE nps(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE nps(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION nps(cx_scores, integer, integer) IS
'Net Promoter Score, -100..100; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; NULL for no rows or NULL';
COMMENT ON FUNCTION nps(cx_weighted_scores, integer, integer) IS
'weighted Net Promoter Score, -100..100; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; NULL for no rows or NULL';
COMMENT ON FUNCTION promoters(cx_scores, integer, integer) IS
'how many answers are promoters; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION promoters(cx_weighted_scores, integer, integer) IS
'how much weight promoters have; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION passives(cx_scores, integer, integer) IS
'how many answers are passives; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION passives(cx_weighted_scores, integer, integer) IS
'how much weight passives have; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION detractors(cx_scores, integer, integer) IS
'how many answers are detractors; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION detractors(cx_weighted_scores, integer, integer) IS
'how much weight detractors have; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION nps_ci(cx_scores, double precision, integer, integer) IS
'adjusted Wald confidence interval for nps(); NULL for no rows or NULL';
COMMENT ON FUNCTION nps_ci(cx_weighted_scores, double precision, integer, integer) IS
'adjusted Wald confidence interval for nps(), with the effective number of responses; NULL for no rows or NULL';
COMMENT ON FUNCTION nps_change(cx_scores, cx_scores, double precision, integer, integer) IS
'NPS of after less NPS of before; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';
COMMENT ON FUNCTION nps_change(cx_weighted_scores, cx_weighted_scores, double precision, integer, integer) IS
'NPS of after less NPS of before; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';
COMMENT ON FUNCTION nps_category(smallint) IS
'promoter (9, 10), passive (7, 8) or detractor (0 to 6); NULL for NULL';
COMMENT ON FUNCTION nps_category(integer) IS
'promoter (9, 10), passive (7, 8) or detractor (0 to 6); NULL for NULL';
COMMENT ON FUNCTION nps_category(double precision) IS
'promoter (9, 10), passive (7, 8) or detractor (0 to 6); NULL for NULL';
COMMENT ON FUNCTION cx_scores_nps_final(cx_scores) IS 'final function of the aggregate nps';
COMMENT ON AGGREGATE nps(smallint) IS
'Net Promoter Score, -100..100, of scores from 0 to 10; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE nps(integer) IS
'Net Promoter Score, -100..100, of scores from 0 to 10; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE nps(double precision) IS
'Net Promoter Score, -100..100, of scores from 0 to 10; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE nps(smallint, integer, integer) IS
'Net Promoter Score, -100..100, of scores from low to high, which are 0, 10 or 1, 10; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE nps(integer, integer, integer) IS
'Net Promoter Score, -100..100, of scores from low to high, which are 0, 10 or 1, 10; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE nps(double precision, double precision, double precision) IS
'Net Promoter Score, -100..100, of scores from low to high, which are 0, 10 or 1, 10; NULL scores are skipped; NULL over no rows';
-- Customer Satisfaction, percentage of the top boxes

CREATE FUNCTION csat(state cx_scores, satisfied_from integer DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_csat' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION csat(
	state cx_weighted_scores, satisfied_from integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION csat_ci(
	state cx_scores, level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_csat_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION csat_ci(
	state cx_weighted_scores, level double precision DEFAULT 0.95,
	satisfied_from integer DEFAULT NULL, OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION csat_change(
	before cx_scores, after cx_scores, level double precision DEFAULT 0.95,
	satisfied_from integer DEFAULT NULL, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_csat_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION csat_change(
	before cx_weighted_scores, after cx_weighted_scores, level double precision DEFAULT 0.95,
	satisfied_from integer DEFAULT NULL, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_scores_csat_final(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_csat' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE csat(score smallint) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE csat(score integer) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE csat(score double precision) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE csat(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE csat(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);

CREATE AGGREGATE csat(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION csat(cx_scores, integer) IS
'percentage of answers from satisfied_from up, by default the top two scores; NULL for no rows or NULL';
COMMENT ON FUNCTION csat(cx_weighted_scores, integer) IS
'percentage of weight from satisfied_from up, by default the top two scores; NULL for no rows or NULL';
COMMENT ON FUNCTION csat_ci(cx_scores, double precision, integer) IS
'Wilson confidence interval for csat(), in percent; NULL for no rows or NULL';
COMMENT ON FUNCTION csat_ci(cx_weighted_scores, double precision, integer) IS
'Wilson confidence interval for csat(), in percent, with the effective number of responses; NULL for no rows or NULL';
COMMENT ON FUNCTION csat_change(cx_scores, cx_scores, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points; Newcombe interval, pooled z and two-sided p; NULL when a state is empty or NULL';
COMMENT ON FUNCTION csat_change(cx_weighted_scores, cx_weighted_scores, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points; Newcombe interval, pooled z and two-sided p; NULL when a state is empty or NULL';
COMMENT ON FUNCTION cx_scores_csat_final(cx_scores) IS 'final function of the aggregate csat';
COMMENT ON AGGREGATE csat(smallint) IS
'percentage of answers in the top two boxes of scores from 1 to 5; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE csat(integer) IS
'percentage of answers in the top two boxes of scores from 1 to 5; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE csat(double precision) IS
'percentage of answers in the top two boxes of scores from 1 to 5; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE csat(smallint, integer, integer) IS
'percentage of answers in the top two boxes of scores from low to high, of at least 3 points; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE csat(integer, integer, integer) IS
'percentage of answers in the top two boxes of scores from low to high, of at least 3 points; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE csat(double precision, double precision, double precision) IS
'percentage of answers in the top two boxes of scores from low to high, of at least 3 points; NULL scores are skipped; NULL over no rows';
-- Customer Effort Score

CREATE FUNCTION ces(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION ces(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION ces_easy(
	state cx_scores, easy_from integer DEFAULT NULL, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_ces_easy' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ces_easy(
	state cx_weighted_scores, easy_from integer DEFAULT NULL, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_easy' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ease_index(
	state cx_scores, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_ease_index' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ease_index(
	state cx_weighted_scores, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ease_index' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ces_ci(
	state cx_scores, level double precision DEFAULT 0.95, OUT low double precision,
	OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_ces_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ces_ci(
	state cx_weighted_scores, level double precision DEFAULT 0.95, OUT low double precision,
	OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ces_change(
	before cx_scores, after cx_scores, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_ces_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ces_change(
	before cx_weighted_scores, after cx_weighted_scores, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE ces(score smallint) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);

CREATE AGGREGATE ces(score integer) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);

CREATE AGGREGATE ces(score double precision) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);

CREATE AGGREGATE ces(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);

CREATE AGGREGATE ces(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);

CREATE AGGREGATE ces(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION ces(cx_scores) IS
'mean score; NULL for no rows or NULL';
COMMENT ON FUNCTION ces(cx_weighted_scores) IS
'weighted mean score; NULL for no rows or NULL';
COMMENT ON FUNCTION ces_easy(cx_scores, integer, boolean) IS
'percentage of answers from easy_from towards the easy end, by default beyond the middle of the scale; NULL for no rows or NULL';
COMMENT ON FUNCTION ces_easy(cx_weighted_scores, integer, boolean) IS
'percentage of weight from easy_from towards the easy end, by default beyond the middle of the scale; NULL for no rows or NULL';
COMMENT ON FUNCTION ease_index(cx_scores, boolean) IS
'mean score as a percentage of the way from the hard to the easy end of the scale, 0..100; NULL for no rows or NULL';
COMMENT ON FUNCTION ease_index(cx_weighted_scores, boolean) IS
'mean score as a percentage of the way from the hard to the easy end of the scale, 0..100; NULL for no rows or NULL';
COMMENT ON FUNCTION ces_ci(cx_scores, double precision) IS
'Student t confidence interval for ces(); NULL for one response, no rows or NULL';
COMMENT ON FUNCTION ces_ci(cx_weighted_scores, double precision) IS
'Student t confidence interval for ces(), with the effective number of responses; NULL for one response, no rows or NULL';
COMMENT ON FUNCTION ces_change(cx_scores, cx_scores, double precision) IS
'mean score of after less mean score of before; Welch interval, t (as z) and two-sided p; NULL when a state is empty or NULL';
COMMENT ON FUNCTION ces_change(cx_weighted_scores, cx_weighted_scores, double precision) IS
'mean score of after less mean score of before; Welch interval, t (as z) and two-sided p; NULL when a state is empty or NULL';
COMMENT ON AGGREGATE ces(smallint) IS
'mean of scores from 1 to 7; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE ces(integer) IS
'mean of scores from 1 to 7; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE ces(double precision) IS
'mean of scores from 1 to 7; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE ces(smallint, integer, integer) IS
'mean of scores from low to high, at most 11 points; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE ces(integer, integer, integer) IS
'mean of scores from low to high, at most 11 points; NULL scores are skipped; NULL over no rows';
COMMENT ON AGGREGATE ces(double precision, double precision, double precision) IS
'mean of scores from low to high, at most 11 points; NULL scores are skipped; NULL over no rows';
