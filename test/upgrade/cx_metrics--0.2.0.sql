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
-- Periods of the calendar

CREATE TYPE cx_period AS ENUM ('day', 'week', 'week_sunday', 'month', 'quarter', 'year');

COMMENT ON TYPE cx_period IS
'a period of the calendar: day, week (ISO, from Monday), week_sunday, month, quarter, year';
-- Type cx_zone

CREATE TYPE cx_zone;

CREATE FUNCTION cx_zone_in(cstring) RETURNS cx_zone
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_out(cx_zone) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_recv(internal) RETURNS cx_zone
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_send(cx_zone) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_zone (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_zone_in,
	OUTPUT = cx_zone_out,
	RECEIVE = cx_zone_recv,
	SEND = cx_zone_send,
	ALIGNMENT = int4,
	STORAGE = extended
);

COMMENT ON TYPE cx_zone IS
'a time zone of pg_timezone_names, checked on input; text is cast to it implicitly';
COMMENT ON FUNCTION cx_zone_in(cstring) IS 'text input of cx_zone';
COMMENT ON FUNCTION cx_zone_out(cx_zone) IS 'text output of cx_zone';
COMMENT ON FUNCTION cx_zone_recv(internal) IS 'binary input of cx_zone';
COMMENT ON FUNCTION cx_zone_send(cx_zone) IS 'binary output of cx_zone';

CREATE FUNCTION cx_zone(text) RETURNS cx_zone
AS 'MODULE_PATHNAME', 'cx_zone_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (text AS cx_zone) WITH FUNCTION cx_zone(text) AS IMPLICIT;
CREATE CAST (varchar AS cx_zone) WITH FUNCTION cx_zone(text) AS IMPLICIT;

COMMENT ON FUNCTION cx_zone(text) IS 'the zone of that name; an unknown one is an error';
COMMENT ON CAST (text AS cx_zone) IS 'the zone of that name; an unknown one is an error';
COMMENT ON CAST (varchar AS cx_zone) IS 'the zone of that name; an unknown one is an error';

-- Equality and hashing

CREATE FUNCTION cx_zone_eq(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_ne(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_hash(cx_zone) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_hash_extended(cx_zone, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);

CREATE OPERATOR <> (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_zone_hash_ops DEFAULT FOR TYPE cx_zone USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_zone_hash(cx_zone),
	FUNCTION 2 cx_zone_hash_extended(cx_zone, bigint);

COMMENT ON FUNCTION cx_zone_eq(cx_zone, cx_zone) IS 'same name';
COMMENT ON FUNCTION cx_zone_ne(cx_zone, cx_zone) IS 'not equal';
COMMENT ON FUNCTION cx_zone_hash(cx_zone) IS 'hash of a zone';
COMMENT ON FUNCTION cx_zone_hash_extended(cx_zone, bigint) IS 'seeded hash of a zone';
COMMENT ON OPERATOR = (cx_zone, cx_zone) IS 'same name';
COMMENT ON OPERATOR <> (cx_zone, cx_zone) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_zone_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_zone';
COMMENT ON OPERATOR CLASS cx_zone_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_zone';

-- Order

CREATE FUNCTION cx_zone_lt(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_le(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_ge(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_gt(cx_zone, cx_zone) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_zone_cmp(cx_zone, cx_zone) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR < (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

CREATE OPERATOR <= (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

CREATE OPERATOR >= (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR > (
	LEFTARG = cx_zone, RIGHTARG = cx_zone, FUNCTION = cx_zone_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

CREATE OPERATOR CLASS cx_zone_ops DEFAULT FOR TYPE cx_zone USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_zone_cmp(cx_zone, cx_zone);

COMMENT ON FUNCTION cx_zone_lt(cx_zone, cx_zone) IS 'before in the order of the names';
COMMENT ON OPERATOR < (cx_zone, cx_zone) IS 'before in the order of the names';
COMMENT ON FUNCTION cx_zone_le(cx_zone, cx_zone) IS 'not after in the order of the names';
COMMENT ON OPERATOR <= (cx_zone, cx_zone) IS 'not after in the order of the names';
COMMENT ON FUNCTION cx_zone_ge(cx_zone, cx_zone) IS 'not before in the order of the names';
COMMENT ON OPERATOR >= (cx_zone, cx_zone) IS 'not before in the order of the names';
COMMENT ON FUNCTION cx_zone_gt(cx_zone, cx_zone) IS 'after in the order of the names';
COMMENT ON OPERATOR > (cx_zone, cx_zone) IS 'after in the order of the names';
COMMENT ON FUNCTION cx_zone_cmp(cx_zone, cx_zone) IS 'order of the names, byte by byte';
COMMENT ON OPERATOR FAMILY cx_zone_ops USING btree IS 'sorting and indexes of cx_zone';
COMMENT ON OPERATOR CLASS cx_zone_ops USING btree IS 'sorting and indexes of cx_zone';
-- The first day of the period that something falls in. Not strict: a NULL period or zone is an error.

CREATE FUNCTION period_start(at date, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamp, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamptz, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamptz, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at date, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamp, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION period_start(date, cx_period) IS
'first day of the period that holds the day; NULL for NULL';
COMMENT ON FUNCTION period_start(timestamp, cx_period) IS
'first day of the period that holds the local time; NULL for NULL';
COMMENT ON FUNCTION period_start(timestamptz, cx_period, cx_zone) IS
'first day of the period, in the zone''s calendar, that holds the instant; NULL for NULL';
COMMENT ON FUNCTION period_start(timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION period_start(date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION period_start(timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
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
-- The history of one customer, from rows of events

-- Transitions. Not strict: only a NULL time means skip. The forms that only raise say what is missing.

CREATE FUNCTION cx_activity_count(cx_activity, date, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamp, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, date, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamp, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_roll(cx_activity, date, date, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_roll(cx_activity, timestamp, timestamp, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_roll(cx_activity, timestamptz, timestamptz, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_activity_count(cx_activity, date, cx_period) IS
'adds an event to a history; a NULL time is skipped';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamp, cx_period) IS
'adds an event to a history; a NULL time is skipped';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period, cx_zone) IS
'adds an event to a history; a NULL time is skipped';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_activity_count(cx_activity, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_activity_roll(cx_activity, date, date, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';
COMMENT ON FUNCTION cx_activity_roll(cx_activity, timestamp, timestamp, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';
COMMENT ON FUNCTION cx_activity_roll(cx_activity, timestamptz, timestamptz, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';

-- Aggregates

CREATE AGGREGATE activity_agg(at date, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamp, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamptz, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at date, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE activity_agg(date, cx_period) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
COMMENT ON AGGREGATE activity_agg(timestamp, cx_period) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
COMMENT ON AGGREGATE activity_agg(timestamptz, cx_period, cx_zone) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
COMMENT ON AGGREGATE activity_agg(timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE activity_agg(date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE activity_agg(timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rolling_activity_agg(at date, started date, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE rolling_activity_agg(at timestamp, started timestamp, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE rolling_activity_agg(at timestamptz, started timestamptz, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rolling_activity_agg(date, date, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';
COMMENT ON AGGREGATE rolling_activity_agg(timestamp, timestamp, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';
COMMENT ON AGGREGATE rolling_activity_agg(timestamptz, timestamptz, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';

CREATE AGGREGATE rollup(activity cx_activity) (
	SFUNC = cx_activity_add, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_activity) IS
'active where any of the histories is; NULLs are skipped; () over no rows';

-- Accessors

CREATE FUNCTION first_period(activity cx_activity) RETURNS date
AS 'MODULE_PATHNAME', 'cx_activity_first_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_period(cx_activity) IS
'first day of the first period with activity; NULL when there is none';

CREATE FUNCTION last_period(activity cx_activity) RETURNS date
AS 'MODULE_PATHNAME', 'cx_activity_last_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_period(cx_activity) IS
'first day of the last period with activity; NULL when there is none';

CREATE FUNCTION period_count(activity cx_activity) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_activity_period_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_count(cx_activity) IS
'in how many periods, or windows, the customer was active';

CREATE FUNCTION active_in(activity cx_activity, day date) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_activity_active_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION active_in(cx_activity, date) IS
'whether the customer was active in the period that holds the day';

CREATE FUNCTION active_periods(activity cx_activity) RETURNS SETOF date
AS 'MODULE_PATHNAME', 'cx_activity_active_periods' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION active_periods(cx_activity) IS
'first days of the periods with activity, in order';
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
-- The cohort table, from histories: one row a customer

CREATE TYPE cx_cohort_entry AS ENUM ('first', 'recurring');

COMMENT ON TYPE cx_cohort_entry IS
'when a customer enters a cohort: with the first active period, or anew with every active one';

CREATE FUNCTION cx_retention_count(cx_retention, cx_activity) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_uncount(cx_retention, cx_activity) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_count(cx_retention, cx_activity, cx_cohort_entry) RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_count_entry' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_cohort_entry) RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_uncount_entry' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_count(cx_retention, cx_activity, cx_activity, cx_cohort_entry) RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_count_return' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_activity, cx_cohort_entry) RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_uncount_return' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_count(cx_retention, cx_activity) IS
'adds a customer to the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_uncount(cx_retention, cx_activity) IS
'takes a customer out of the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_count(cx_retention, cx_activity, cx_cohort_entry) IS
'adds a customer to the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_cohort_entry) IS
'takes a customer out of the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_count(cx_retention, cx_activity, cx_activity, cx_cohort_entry) IS
'adds a customer to the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_activity, cx_cohort_entry) IS
'takes a customer out of the cohorts; a NULL history is skipped';

CREATE AGGREGATE retention_agg(activity cx_activity) (
	SFUNC = cx_retention_count, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_count, MINVFUNC = cx_retention_uncount,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(activity cx_activity, entry cx_cohort_entry) (
	SFUNC = cx_retention_count, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_count, MINVFUNC = cx_retention_uncount,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(started cx_activity, returned cx_activity, entry cx_cohort_entry) (
	SFUNC = cx_retention_count, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_count, MINVFUNC = cx_retention_uncount,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_retention) (
	SFUNC = cx_retention_add, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_add, MINVFUNC = cx_retention_subtract,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE retention_agg(cx_activity) IS
'cohorts by first active period; NULL and empty histories are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(cx_activity, cx_cohort_entry) IS
'cohorts by first, or by every (recurring), active period; NULL and empty histories are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(cx_activity, cx_activity, cx_cohort_entry) IS
'cohorts by what started, retention by what returned; NULL and empty starts are skipped; () over no rows';
COMMENT ON AGGREGATE rollup(cx_retention) IS
'the customers of all states; NULLs are skipped; () over no rows';
-- The cohort table in one pass over raw events. The state is internal: a hash of customers, which nobody
-- stores. Its planned size is that of a group of a few hundred customers.

CREATE FUNCTION cx_retention_pass(internal, bigint, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_final(internal) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_pass(internal, bigint, date, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period, cx_zone) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, date, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period, cx_zone) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass_combine(internal, internal) IS 'the customers of both hashes';
COMMENT ON FUNCTION cx_retention_pass_serialize(internal) IS
'a hash of customers on its way from a worker';
COMMENT ON FUNCTION cx_retention_pass_deserialize(bytea, internal) IS
'a hash of customers that came from a worker';
COMMENT ON FUNCTION cx_retention_pass_final(internal) IS 'cohorts by first active period';

CREATE AGGREGATE retention_agg(customer bigint, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE retention_agg(bigint, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(bigint, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(bigint, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(bigint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE retention_agg(bigint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(bigint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(uuid, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(uuid, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(uuid, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(uuid, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE retention_agg(uuid, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(uuid, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
-- Reading cohorts. Not strict: a NULL mode or as_of is an error. as_of is the first day that is not fully
-- observed; only its default depends on the day of the call.

CREATE FUNCTION retention_table(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	OUT cohort date, OUT age integer, OUT customers bigint, OUT retained bigint,
	OUT rate double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 500;

CREATE FUNCTION retention_curve(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	OUT age integer, OUT customers bigint, OUT retained bigint, OUT rate double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_curve' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;

COMMENT ON FUNCTION retention_table(cx_retention, text, date) IS
'for every cohort and age how many customers were retained, in percent; mode on, on_or_after, on_or_before or streak; complete when the period had ended by as_of; no rows for NULL';
COMMENT ON FUNCTION retention_curve(cx_retention, text, date) IS
'for every age how many customers were retained, in percent, pooled over the cohorts observed so long; modes as retention_table; no rows for NULL';
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
-- Aggregates over customers before and after a period: two flags, or subscriptions and the period. All
-- aggregates over the same arguments share one transition, hence one pass. Not strict: a NULL flag is false.

CREATE FUNCTION cx_churn_count(cx_churn, boolean, boolean) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_count(cx_churn, date, date, date, date) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_count(cx_churn, timestamp, timestamp, timestamp, timestamp) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_count(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, boolean, boolean) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, date, date, date, date) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, timestamp, timestamp, timestamp, timestamp) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_churn_uncount(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_churn_count(cx_churn, boolean, boolean) IS
'adds a customer to a state, by whether active before and after; a NULL flag is false';
COMMENT ON FUNCTION cx_churn_count(cx_churn, date, date, date, date) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_count(cx_churn, timestamp, timestamp, timestamp, timestamp) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_count(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, boolean, boolean) IS
'takes a customer from a state, by whether active before and after; a NULL flag is false';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, date, date, date, date) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, timestamp, timestamp, timestamp, timestamp) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';

-- The figures of a state

CREATE FUNCTION retention_rate(state cx_churn) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION churn_rate(state cx_churn) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_rate_ci(
	state cx_churn, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION churn_rate_ci(
	state cx_churn, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION customers_before(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_before' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_lost(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_lost' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_retained(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_retained' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION retention_rate(cx_churn) IS
'percentage of the customers active before who were active after; NULL for no customers';
COMMENT ON FUNCTION churn_rate(cx_churn) IS
'percentage of the customers active before who were not active after; NULL for no customers';
COMMENT ON FUNCTION retention_rate_ci(cx_churn, double precision) IS
'Wilson interval of the retention rate, in percent; NULL for no customers';
COMMENT ON FUNCTION churn_rate_ci(cx_churn, double precision) IS
'Wilson interval of the churn rate, in percent; NULL for no customers';
COMMENT ON FUNCTION customers_before(cx_churn) IS
'how many customers were active before; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION customers_lost(cx_churn) IS
'how many customers were active before and not after; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION customers_retained(cx_churn) IS
'how many customers were active before and after; 0 for no rows, NULL for NULL';

-- The aggregates

CREATE AGGREGATE churn_agg(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_agg(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_agg(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_agg(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE retention_rate(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE churn_rate(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_churn) (
	SFUNC = cx_churn_add, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_add, MINVFUNC = cx_churn_subtract, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE churn_agg(boolean, boolean) IS
'state of the customers active before and lost, by two flags, a NULL one being false; () over no rows';
COMMENT ON AGGREGATE churn_agg(date, date, date, date) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE churn_agg(timestamp, timestamp, timestamp, timestamp) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE churn_agg(timestamptz, timestamptz, timestamptz, timestamptz) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE retention_rate(boolean, boolean) IS
'percentage of the customers active before who were active after, by two flags, a NULL one being false; NULL when nobody was';
COMMENT ON AGGREGATE retention_rate(date, date, date, date) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE retention_rate(timestamp, timestamp, timestamp, timestamp) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE retention_rate(timestamptz, timestamptz, timestamptz, timestamptz) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(boolean, boolean) IS
'percentage of the customers active before who were not active after, by two flags, a NULL one being false; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(date, date, date, date) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(timestamp, timestamp, timestamp, timestamp) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE churn_rate(timestamptz, timestamptz, timestamptz, timestamptz) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
COMMENT ON AGGREGATE rollup(cx_churn) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
-- Which of several conditions a customer met, given the first

CREATE FUNCTION cx_retention_flags_count(boolean[], boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_flags_combine(boolean[], boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_flags_final(boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE retention(VARIADIC conditions boolean[]) (
	SFUNC = cx_retention_flags_count, STYPE = boolean[], INITCOND = '{}',
	COMBINEFUNC = cx_retention_flags_combine, FINALFUNC = cx_retention_flags_final,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION cx_retention_flags_count(boolean[], boolean[]) IS
'adds the conditions that a row meets to those met before; NULL is false';
COMMENT ON FUNCTION cx_retention_flags_combine(boolean[], boolean[]) IS
'the conditions met in either state';
COMMENT ON FUNCTION cx_retention_flags_final(boolean[]) IS
'for each condition whether it and the first were met; NULL for no rows';
COMMENT ON AGGREGATE retention(VARIADIC boolean[]) IS
'for each condition whether it and the first were met, by any rows in any order; NULL is false; NULL over no rows';
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
-- Subscriptions [started, ended), one a row, as flows of customers. Not strict: a NULL period or zone is
-- an error.

CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, date, date, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamp, timestamp, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, date, date, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamp, timestamp, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, date, date, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, date, date, cx_period) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamp, timestamp, cx_period) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, date, date, cx_period) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamp, timestamp, cx_period) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE subscription_agg(
	started date, ended date, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamp, ended timestamp, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamptz, ended timestamptz, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamptz, ended timestamptz, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	SSPACE = 2048, PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started date, ended date, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	SSPACE = 2048, PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamp, ended timestamp, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	SSPACE = 2048, PARALLEL = SAFE
);

COMMENT ON AGGREGATE subscription_agg(date, date, cx_period) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE subscription_agg(timestamp, timestamp, cx_period) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE subscription_agg(timestamptz, timestamptz, cx_period, cx_zone) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE subscription_agg(timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE subscription_agg(date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE subscription_agg(timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
-- The lifecycle, from histories: one row a customer. Not strict: a NULL history means skip.

CREATE FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_count_activity' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_uncount_activity' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity) IS
'adds a customer to the lifecycle; a NULL history is skipped';
COMMENT ON FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity) IS
'takes a customer out of the lifecycle; a NULL history is skipped';

CREATE AGGREGATE lifecycle_agg(activity cx_activity) (
	SFUNC = cx_lifecycle_count, STYPE = cx_lifecycle, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_lifecycle_add, MSFUNC = cx_lifecycle_count, MINVFUNC = cx_lifecycle_uncount,
	MSTYPE = cx_lifecycle, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE lifecycle_agg(cx_activity) IS
'customers who came, came back and left in each period; NULL and empty histories are skipped; () over no rows';
-- Type cx_revenue

CREATE TYPE cx_revenue;

CREATE FUNCTION cx_revenue_in(cstring) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_out(cx_revenue) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_recv(internal) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_send(cx_revenue) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_revenue (
	INTERNALLENGTH = 248,
	INPUT = cx_revenue_in,
	OUTPUT = cx_revenue_out,
	RECEIVE = cx_revenue_recv,
	SEND = cx_revenue_send,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE cx_revenue IS
'recurring revenue before, and how it moved: customers and exact sums that are new, reactivated, expansion, contraction, churned; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';
COMMENT ON FUNCTION cx_revenue_in(cstring) IS 'text input of cx_revenue';
COMMENT ON FUNCTION cx_revenue_out(cx_revenue) IS 'text output of cx_revenue';
COMMENT ON FUNCTION cx_revenue_recv(internal) IS 'binary input of cx_revenue';
COMMENT ON FUNCTION cx_revenue_send(cx_revenue) IS 'binary output of cx_revenue';

-- Equality and hashing

CREATE FUNCTION cx_revenue_eq(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_ne(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_hash(cx_revenue) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_hash_extended(cx_revenue, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_revenue_hash_ops DEFAULT FOR TYPE cx_revenue USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_revenue_hash(cx_revenue),
	FUNCTION 2 cx_revenue_hash_extended(cx_revenue, bigint);

COMMENT ON FUNCTION cx_revenue_eq(cx_revenue, cx_revenue) IS 'same counts and sums';
COMMENT ON FUNCTION cx_revenue_ne(cx_revenue, cx_revenue) IS 'not equal';
COMMENT ON FUNCTION cx_revenue_hash(cx_revenue) IS 'hash of a state';
COMMENT ON FUNCTION cx_revenue_hash_extended(cx_revenue, bigint) IS 'seeded hash of a state';
COMMENT ON OPERATOR = (cx_revenue, cx_revenue) IS 'same counts and sums';
COMMENT ON OPERATOR <> (cx_revenue, cx_revenue) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue';
COMMENT ON OPERATOR CLASS cx_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue';

-- Arithmetic

CREATE FUNCTION cx_revenue_add(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_subtract(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_add, COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_subtract
);

COMMENT ON FUNCTION cx_revenue_add(cx_revenue, cx_revenue) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON OPERATOR + (cx_revenue, cx_revenue) IS
'the customers of both states; NULL when one is NULL';
COMMENT ON FUNCTION cx_revenue_subtract(cx_revenue, cx_revenue) IS
'the customers of the first state without those of the second; counts and sums may become negative';
COMMENT ON OPERATOR - (cx_revenue, cx_revenue) IS
'the customers of the first state without those of the second; counts and sums may become negative';

-- Casts

CREATE FUNCTION cx_revenue_json(cx_revenue) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_revenue_jsonb(cx_revenue) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_revenue AS json) WITH FUNCTION cx_revenue_json(cx_revenue);
CREATE CAST (cx_revenue AS jsonb) WITH FUNCTION cx_revenue_jsonb(cx_revenue);

COMMENT ON FUNCTION cx_revenue_json(cx_revenue) IS
'the state as json: customers and amount before and of each movement';
COMMENT ON CAST (cx_revenue AS json) IS
'the state as json: customers and amount before and of each movement';
COMMENT ON FUNCTION cx_revenue_jsonb(cx_revenue) IS
'the state as jsonb: customers and amount before and of each movement';
COMMENT ON CAST (cx_revenue AS jsonb) IS
'the state as jsonb: customers and amount before and of each movement';
-- Aggregates over one row per customer: recurring revenue before and after. Money is smallint, integer,
-- bigint, numeric or double precision, and its sums are exact in all of them. The aggregates over the same
-- arguments share one transition, hence one pass.

-- Transitions and their inverses. Not strict: NULL money is 0.

CREATE FUNCTION cx_revenue_count(cx_revenue, smallint, smallint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, smallint, smallint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, integer, integer) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, integer, integer, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, integer, integer) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, integer, integer, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, bigint, bigint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, bigint, bigint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, numeric, numeric) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, numeric, numeric, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, double precision, double precision) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_count(cx_revenue, double precision, double precision, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_revenue_count(cx_revenue, smallint, smallint) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, smallint, smallint, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, integer, integer) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, integer, integer, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, integer, integer) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, integer, integer, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, bigint, bigint) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, bigint, bigint, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, numeric, numeric) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, numeric, numeric, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, double precision, double precision) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, double precision, double precision, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision) IS
'takes a customer from a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';

-- Aggregates that return the state

CREATE AGGREGATE revenue_agg(before smallint, after smallint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before smallint, after smallint, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before integer, after integer) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before integer, after integer, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before bigint, after bigint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before bigint, after bigint, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before numeric, after numeric) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before numeric, after numeric, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before double precision, after double precision) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(before double precision, after double precision, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_revenue) (
	SFUNC = cx_revenue_add, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_add, MINVFUNC = cx_revenue_subtract, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE revenue_agg(smallint, smallint) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(smallint, smallint, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(integer, integer) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(integer, integer, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(bigint, bigint) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(bigint, bigint, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(numeric, numeric) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(numeric, numeric, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE revenue_agg(double precision, double precision) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
COMMENT ON AGGREGATE revenue_agg(double precision, double precision, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
COMMENT ON AGGREGATE rollup(cx_revenue) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
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
-- Customers and amounts of a cx_revenue

CREATE FUNCTION revenue_before(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_revenue_before' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION new_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_new_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION reactivated_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_reactivated_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION expansion_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_expansion_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION contraction_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_contraction_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION churned_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_churned_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION revenue_after(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_revenue_after' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_before(state cx_revenue) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_revenue_customers_before' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_after(state cx_revenue) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_revenue_customers_after' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION revenue_movements(
	state cx_revenue, OUT movement text, OUT customers bigint, OUT amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_revenue_movements' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;

COMMENT ON FUNCTION revenue_before(cx_revenue) IS
'recurring revenue before; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION new_revenue(cx_revenue) IS
'revenue of customers who never had any; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION reactivated_revenue(cx_revenue) IS
'revenue of customers who came back; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION expansion_revenue(cx_revenue) IS
'what customers pay more than before; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION contraction_revenue(cx_revenue) IS
'what customers pay less than before, without those who left; positive; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION churned_revenue(cx_revenue) IS
'what customers who left paid before; positive; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION revenue_after(cx_revenue) IS
'recurring revenue after: before + new + reactivated + expansion - contraction - churned; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION customers_before(cx_revenue) IS
'customers with revenue before; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION customers_after(cx_revenue) IS
'customers with revenue after; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION revenue_movements(cx_revenue) IS
'customers and amount of new, reactivated, expansion, contraction and churned, a row each, losses positive; no rows for NULL';
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
-- Movements in one pass over subscriptions: customer, when it started and ended, its recurring amount.
-- The working state holds all subscriptions, which nobody stores; the result is a cx_revenue_series.

CREATE FUNCTION cx_spells_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_spells_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_spells_final(internal) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, integer, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

-- Only to say what is missing, or too much. A date or a local time with a zone must find its own form for
-- every type of amount, or it would be cast to timestamptz by the session's zone.

CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION cx_spells_combine(internal, internal) IS
'the subscriptions of both states';
COMMENT ON FUNCTION cx_spells_serialize(internal) IS
'the subscriptions of a state, for another process';
COMMENT ON FUNCTION cx_spells_deserialize(bytea, internal) IS
'the subscriptions that another process sent';
COMMENT ON FUNCTION cx_spells_final(internal) IS
'the movements of the subscriptions, period by period';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, integer, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, integer, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
