\echo Use "CREATE EXTENSION cx_metrics" to load this file. \quit
-- DDL only: CREATE without OR REPLACE, so that an object planted under one of our names is an error.
-- The types that arguments come in. Each aggregate over them has a form for each; forms without the zone
-- that they need, or with one that they cannot use, exist to say so.

-- Times that are compared and not cut: they need no zone.

-- Type cx_scores

CREATE TYPE cx_scores;

CREATE FUNCTION cx_scores_in(cstring) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_in(cstring) IS 'text input of cx_scores';
CREATE FUNCTION cx_scores_out(cx_scores) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_out(cx_scores) IS 'text output of cx_scores';
CREATE FUNCTION cx_scores_recv(internal) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_recv(internal) IS 'binary input of cx_scores';
CREATE FUNCTION cx_scores_send(cx_scores) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_send(cx_scores) IS 'binary output of cx_scores';

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

-- Equality and hashing

CREATE FUNCTION cx_scores_eq(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_eq(cx_scores, cx_scores) IS 'same scale and same counts';
CREATE FUNCTION cx_scores_ne(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_ne(cx_scores, cx_scores) IS 'not equal';
CREATE FUNCTION cx_scores_hash(cx_scores) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_hash(cx_scores) IS 'hash of a state';
CREATE FUNCTION cx_scores_hash_extended(cx_scores, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_hash_extended(cx_scores, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_scores, cx_scores) IS 'same scale and same counts';
CREATE OPERATOR <> (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_scores, cx_scores) IS 'not equal';

CREATE OPERATOR CLASS cx_scores_hash_ops DEFAULT FOR TYPE cx_scores USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_scores_hash(cx_scores),
	FUNCTION 2 cx_scores_hash_extended(cx_scores, bigint);
COMMENT ON OPERATOR FAMILY cx_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_scores';
COMMENT ON OPERATOR CLASS cx_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_scores';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_scores_lt(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_lt(cx_scores, cx_scores) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_scores, cx_scores) IS 'before in the order of bytes';
CREATE FUNCTION cx_scores_le(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_le(cx_scores, cx_scores) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_scores, cx_scores) IS 'not after in the order of bytes';
CREATE FUNCTION cx_scores_ge(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_ge(cx_scores, cx_scores) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_scores, cx_scores) IS 'not before in the order of bytes';
CREATE FUNCTION cx_scores_gt(cx_scores, cx_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_gt(cx_scores, cx_scores) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_scores, cx_scores) IS 'after in the order of bytes';
CREATE FUNCTION cx_scores_cmp(cx_scores, cx_scores) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_cmp(cx_scores, cx_scores) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_scores_ops DEFAULT FOR TYPE cx_scores USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_scores_cmp(cx_scores, cx_scores);
COMMENT ON OPERATOR FAMILY cx_scores_ops USING btree IS
'sorting and indexes of cx_scores, by bytes';
COMMENT ON OPERATOR CLASS cx_scores_ops USING btree IS
'sorting and indexes of cx_scores, by bytes';

CREATE FUNCTION cx_scores_smaller(cx_scores, cx_scores) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_smaller(cx_scores, cx_scores) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_scores_larger(cx_scores, cx_scores) RETURNS cx_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_larger(cx_scores, cx_scores) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_scores) (
	SFUNC = cx_scores_smaller, STYPE = cx_scores, COMBINEFUNC = cx_scores_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_scores) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_scores) (
	SFUNC = cx_scores_larger, STYPE = cx_scores, COMBINEFUNC = cx_scores_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_scores) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_scores_add(cx_scores, cx_scores) RETURNS cx_scores AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_add(cx_scores, cx_scores) IS 'the answers of both states; NULL when one is NULL; different scales are an error';
CREATE OPERATOR + (LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_scores, cx_scores) IS 'the answers of both states; NULL when one is NULL; different scales are an error';
CREATE FUNCTION cx_scores_subtract(cx_scores, cx_scores) RETURNS cx_scores AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_subtract(cx_scores, cx_scores) IS 'the answers of the first state without those of the second; counts may become negative';
CREATE OPERATOR - (LEFTARG = cx_scores, RIGHTARG = cx_scores, FUNCTION = cx_scores_subtract);
COMMENT ON OPERATOR - (cx_scores, cx_scores) IS 'the answers of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_scores_json(cx_scores) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_json(cx_scores) IS 'the state as json: low, high, responses, counts';
CREATE CAST (cx_scores AS json) WITH FUNCTION cx_scores_json(cx_scores);
COMMENT ON CAST (cx_scores AS json) IS 'the state as json: low, high, responses, counts';
CREATE FUNCTION cx_scores_jsonb(cx_scores) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_jsonb(cx_scores) IS 'the state as jsonb: low, high, responses, counts';
CREATE CAST (cx_scores AS jsonb) WITH FUNCTION cx_scores_jsonb(cx_scores);
COMMENT ON CAST (cx_scores AS jsonb) IS 'the state as jsonb: low, high, responses, counts';
-- A score is smallint, integer or double precision; bigint, numeric and real arrive as the last.

-- Transitions and their inverses. Not strict: the executor's own test for NULLs would cost more than theirs.

CREATE FUNCTION cx_scores_count_nps(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_nps_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_nps(cx_scores, smallint) IS
'adds a score to a state of the scale 0..10; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_nps(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_nps_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_nps(cx_scores, integer) IS
'adds a score to a state of the scale 0..10; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_nps(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_nps_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_nps(cx_scores, double precision) IS
'adds a score to a state of the scale 0..10; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_csat(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_csat_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_csat(cx_scores, smallint) IS
'adds a score to a state of the scale 1..5; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_csat(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_csat_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_csat(cx_scores, integer) IS
'adds a score to a state of the scale 1..5; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_csat(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_csat_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_csat(cx_scores, double precision) IS
'adds a score to a state of the scale 1..5; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_ces(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_ces_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_ces(cx_scores, smallint) IS
'adds a score to a state of the scale 1..7; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_ces(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_ces_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_ces(cx_scores, integer) IS
'adds a score to a state of the scale 1..7; a NULL score is skipped';
CREATE FUNCTION cx_scores_count_ces(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_ces_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count_ces(cx_scores, double precision) IS
'adds a score to a state of the scale 1..7; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_nps(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_nps_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_nps(cx_scores, smallint) IS
'takes a score from a state of the scale 0..10; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_nps(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_nps_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_nps(cx_scores, integer) IS
'takes a score from a state of the scale 0..10; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_nps(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_nps_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_nps(cx_scores, double precision) IS
'takes a score from a state of the scale 0..10; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_csat(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_csat_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_csat(cx_scores, smallint) IS
'takes a score from a state of the scale 1..5; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_csat(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_csat_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_csat(cx_scores, integer) IS
'takes a score from a state of the scale 1..5; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_csat(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_csat_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_csat(cx_scores, double precision) IS
'takes a score from a state of the scale 1..5; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_ces(cx_scores, smallint) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_ces_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_ces(cx_scores, smallint) IS
'takes a score from a state of the scale 1..7; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_ces(cx_scores, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_ces_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_ces(cx_scores, integer) IS
'takes a score from a state of the scale 1..7; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount_ces(cx_scores, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_ces_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount_ces(cx_scores, double precision) IS
'takes a score from a state of the scale 1..7; a NULL score is skipped';

CREATE FUNCTION cx_scores_count(cx_scores, smallint, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count(cx_scores, smallint, integer, integer) IS
'adds a score to a state of the scale low..high; a NULL score is skipped';
CREATE FUNCTION cx_scores_count(cx_scores, integer, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count(cx_scores, integer, integer, integer) IS
'adds a score to a state of the scale low..high; a NULL score is skipped';
CREATE FUNCTION cx_scores_count(cx_scores, double precision, double precision, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_count(cx_scores, double precision, double precision, double precision) IS
'adds a score to a state of the scale low..high; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount(cx_scores, smallint, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount(cx_scores, smallint, integer, integer) IS
'takes a score from a state of the scale low..high; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount(cx_scores, integer, integer, integer) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount(cx_scores, integer, integer, integer) IS
'takes a score from a state of the scale low..high; a NULL score is skipped';
CREATE FUNCTION cx_scores_uncount(cx_scores, double precision, double precision, double precision) RETURNS cx_scores
AS 'MODULE_PATHNAME', 'cx_scores_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_uncount(cx_scores, double precision, double precision, double precision) IS
'takes a score from a state of the scale low..high; a NULL score is skipped';

-- Aggregates that return the state

CREATE AGGREGATE score_agg(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE score_agg(smallint, integer, integer) IS
'state of whole-number scores from low to high, at most 11 points; NULL scores are skipped; () over no rows';
CREATE AGGREGATE score_agg(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE score_agg(integer, integer, integer) IS
'state of whole-number scores from low to high, at most 11 points; NULL scores are skipped; () over no rows';
CREATE AGGREGATE score_agg(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE score_agg(double precision, double precision, double precision) IS
'state of whole-number scores from low to high, at most 11 points; NULL scores are skipped; () over no rows';

CREATE AGGREGATE nps_agg(score smallint) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps_agg(smallint) IS
'state of whole-number scores from 0 to 10; NULL scores are skipped; () over no rows';
CREATE AGGREGATE nps_agg(score integer) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps_agg(integer) IS
'state of whole-number scores from 0 to 10; NULL scores are skipped; () over no rows';
CREATE AGGREGATE nps_agg(score double precision) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps_agg(double precision) IS
'state of whole-number scores from 0 to 10; NULL scores are skipped; () over no rows';
CREATE AGGREGATE csat_agg(score smallint) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat_agg(smallint) IS
'state of whole-number scores from 1 to 5; NULL scores are skipped; () over no rows';
CREATE AGGREGATE csat_agg(score integer) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat_agg(integer) IS
'state of whole-number scores from 1 to 5; NULL scores are skipped; () over no rows';
CREATE AGGREGATE csat_agg(score double precision) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat_agg(double precision) IS
'state of whole-number scores from 1 to 5; NULL scores are skipped; () over no rows';
CREATE AGGREGATE ces_agg(score smallint) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces_agg(smallint) IS
'state of whole-number scores from 1 to 7; NULL scores are skipped; () over no rows';
CREATE AGGREGATE ces_agg(score integer) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces_agg(integer) IS
'state of whole-number scores from 1 to 7; NULL scores are skipped; () over no rows';
CREATE AGGREGATE ces_agg(score double precision) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores,
		MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces_agg(double precision) IS
'state of whole-number scores from 1 to 7; NULL scores are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_scores) (
	SFUNC = cx_scores_add, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_add, MINVFUNC = cx_scores_subtract, MSTYPE = cx_scores, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_scores) IS
'all answers of many states as one; NULL states are skipped; () over no rows; different scales are an error';
-- Type cx_weighted_scores

CREATE TYPE cx_weighted_scores;

CREATE FUNCTION cx_weighted_scores_in(cstring) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_in(cstring) IS 'text input of cx_weighted_scores';
CREATE FUNCTION cx_weighted_scores_out(cx_weighted_scores) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_out(cx_weighted_scores) IS 'text output of cx_weighted_scores';
CREATE FUNCTION cx_weighted_scores_recv(internal) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_recv(internal) IS 'binary input of cx_weighted_scores';
CREATE FUNCTION cx_weighted_scores_send(cx_weighted_scores) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_send(cx_weighted_scores) IS 'binary output of cx_weighted_scores';

CREATE TYPE cx_weighted_scores (
	INTERNALLENGTH = 376,
	INPUT = cx_weighted_scores_in,
	OUTPUT = cx_weighted_scores_out,
	RECEIVE = cx_weighted_scores_recv,
	SEND = cx_weighted_scores_send,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE cx_weighted_scores IS
'how much weight each score of a whole-number scale of at most 11 points was given, with the number of responses and what their errors need; () when no rows; stored, added with +, aggregated with rollup()';

-- Equality and hashing

CREATE FUNCTION cx_weighted_scores_eq(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_eq(cx_weighted_scores, cx_weighted_scores) IS 'same scale, responses, sums of weights and of their squares, to the last bit';
CREATE FUNCTION cx_weighted_scores_ne(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_ne(cx_weighted_scores, cx_weighted_scores) IS 'not equal';
CREATE FUNCTION cx_weighted_scores_hash(cx_weighted_scores) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_hash(cx_weighted_scores) IS 'hash of a state';
CREATE FUNCTION cx_weighted_scores_hash_extended(cx_weighted_scores, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_hash_extended(cx_weighted_scores, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_weighted_scores, cx_weighted_scores) IS 'same scale, responses, sums of weights and of their squares, to the last bit';
CREATE OPERATOR <> (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_weighted_scores, cx_weighted_scores) IS 'not equal';

CREATE OPERATOR CLASS cx_weighted_scores_hash_ops DEFAULT FOR TYPE cx_weighted_scores USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_weighted_scores_hash(cx_weighted_scores),
	FUNCTION 2 cx_weighted_scores_hash_extended(cx_weighted_scores, bigint);
COMMENT ON OPERATOR FAMILY cx_weighted_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_weighted_scores';
COMMENT ON OPERATOR CLASS cx_weighted_scores_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_weighted_scores';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_weighted_scores_lt(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_lt(cx_weighted_scores, cx_weighted_scores) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_weighted_scores, cx_weighted_scores) IS 'before in the order of bytes';
CREATE FUNCTION cx_weighted_scores_le(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_le(cx_weighted_scores, cx_weighted_scores) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_weighted_scores, cx_weighted_scores) IS 'not after in the order of bytes';
CREATE FUNCTION cx_weighted_scores_ge(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_ge(cx_weighted_scores, cx_weighted_scores) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_weighted_scores, cx_weighted_scores) IS 'not before in the order of bytes';
CREATE FUNCTION cx_weighted_scores_gt(cx_weighted_scores, cx_weighted_scores) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_gt(cx_weighted_scores, cx_weighted_scores) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_weighted_scores, cx_weighted_scores) IS 'after in the order of bytes';
CREATE FUNCTION cx_weighted_scores_cmp(cx_weighted_scores, cx_weighted_scores) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_cmp(cx_weighted_scores, cx_weighted_scores) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_weighted_scores_ops DEFAULT FOR TYPE cx_weighted_scores USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_weighted_scores_cmp(cx_weighted_scores, cx_weighted_scores);
COMMENT ON OPERATOR FAMILY cx_weighted_scores_ops USING btree IS
'sorting and indexes of cx_weighted_scores, by bytes';
COMMENT ON OPERATOR CLASS cx_weighted_scores_ops USING btree IS
'sorting and indexes of cx_weighted_scores, by bytes';

CREATE FUNCTION cx_weighted_scores_smaller(cx_weighted_scores, cx_weighted_scores) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_smaller(cx_weighted_scores, cx_weighted_scores) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_weighted_scores_larger(cx_weighted_scores, cx_weighted_scores) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_larger(cx_weighted_scores, cx_weighted_scores) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_weighted_scores) (
	SFUNC = cx_weighted_scores_smaller, STYPE = cx_weighted_scores, COMBINEFUNC = cx_weighted_scores_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_weighted_scores) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_weighted_scores) (
	SFUNC = cx_weighted_scores_larger, STYPE = cx_weighted_scores, COMBINEFUNC = cx_weighted_scores_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_weighted_scores) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_weighted_scores_add(cx_weighted_scores, cx_weighted_scores) RETURNS cx_weighted_scores AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_add(cx_weighted_scores, cx_weighted_scores) IS 'the answers of both states; NULL when one is NULL; different scales are an error';
CREATE OPERATOR + (LEFTARG = cx_weighted_scores, RIGHTARG = cx_weighted_scores, FUNCTION = cx_weighted_scores_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_weighted_scores, cx_weighted_scores) IS 'the answers of both states; NULL when one is NULL; different scales are an error';

-- Casts

CREATE FUNCTION cx_weighted_scores_json(cx_weighted_scores) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_json(cx_weighted_scores) IS 'the state as json: low, high, responses, effective_responses, weights';
CREATE CAST (cx_weighted_scores AS json) WITH FUNCTION cx_weighted_scores_json(cx_weighted_scores);
COMMENT ON CAST (cx_weighted_scores AS json) IS 'the state as json: low, high, responses, effective_responses, weights';
CREATE FUNCTION cx_weighted_scores_jsonb(cx_weighted_scores) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_jsonb(cx_weighted_scores) IS 'the state as jsonb: low, high, responses, effective_responses, weights';
CREATE CAST (cx_weighted_scores AS jsonb) WITH FUNCTION cx_weighted_scores_jsonb(cx_weighted_scores);
COMMENT ON CAST (cx_weighted_scores AS jsonb) IS 'the state as jsonb: low, high, responses, effective_responses, weights';
-- Aggregates over weighted scores. The weight is double precision; numeric and integer weights arrive so.
-- No inverse transition: sums of doubles cannot be taken apart again.

CREATE FUNCTION cx_weighted_scores_count(
	cx_weighted_scores, smallint, double precision, integer, integer
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME', 'cx_weighted_scores_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_count(cx_weighted_scores, smallint, double precision, integer,
	integer) IS
'adds a weighted score to a state of the scale low..high; a NULL score and a row of weight 0 are skipped';

CREATE AGGREGATE weighted_score_agg(score smallint, weight double precision, low integer, high integer) (
	SFUNC = cx_weighted_scores_count, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_score_agg(smallint, double precision, integer, integer) IS
'state of weighted whole-number scores from low to high, at most 11 points; NULL scores are skipped, a row of weight 0 is absent whatever its score, a NULL weight is an error; () over no rows';
CREATE FUNCTION cx_weighted_scores_count(
	cx_weighted_scores, integer, double precision, integer, integer
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME', 'cx_weighted_scores_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_count(cx_weighted_scores, integer, double precision, integer,
	integer) IS
'adds a weighted score to a state of the scale low..high; a NULL score and a row of weight 0 are skipped';

CREATE AGGREGATE weighted_score_agg(score integer, weight double precision, low integer, high integer) (
	SFUNC = cx_weighted_scores_count, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_score_agg(integer, double precision, integer, integer) IS
'state of weighted whole-number scores from low to high, at most 11 points; NULL scores are skipped, a row of weight 0 is absent whatever its score, a NULL weight is an error; () over no rows';
CREATE FUNCTION cx_weighted_scores_count(
	cx_weighted_scores, double precision, double precision, double precision, double precision
) RETURNS cx_weighted_scores
AS 'MODULE_PATHNAME', 'cx_weighted_scores_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_weighted_scores_count(cx_weighted_scores, double precision, double precision, double precision,
	double precision) IS
'adds a weighted score to a state of the scale low..high; a NULL score and a row of weight 0 are skipped';

CREATE AGGREGATE weighted_score_agg(score double precision, weight double precision, low double precision, high double precision) (
	SFUNC = cx_weighted_scores_count, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_score_agg(double precision, double precision, double precision, double precision) IS
'state of weighted whole-number scores from low to high, at most 11 points; NULL scores are skipped, a row of weight 0 is absent whatever its score, a NULL weight is an error; () over no rows';

CREATE AGGREGATE rollup(state cx_weighted_scores) (
	SFUNC = cx_weighted_scores_add, STYPE = cx_weighted_scores, INITCOND = '()',
	COMBINEFUNC = cx_weighted_scores_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_weighted_scores) IS
'all answers of many weighted states as one; NULL states are skipped; () over no rows; different scales are an error';
-- Counts, shares, mean and distribution, on any scale

-- What holds for both states. Of a weighted one, counts are sums of weights.

CREATE FUNCTION responses(state cx_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION responses(cx_scores) IS
'how many answers a state holds; 0 for no rows, NULL for NULL';

CREATE FUNCTION responses(state cx_weighted_scores) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_weighted_scores_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION responses(cx_weighted_scores) IS
'how many answers with a positive weight a state holds, each counted once; 0 for no rows, NULL for NULL';

CREATE FUNCTION effective_responses(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_effective_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION effective_responses(cx_weighted_scores) IS
'Kish effective number of responses, (sum of weights)^2 / sum of squared weights; 0 for no rows, NULL for NULL';

CREATE FUNCTION score_count(
	state cx_scores, from_score integer, to_score integer
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_count(cx_scores, integer, integer) IS
'number of answers with a score from from_score to to_score, both included; 0 for no rows, NULL for NULL';

CREATE FUNCTION score_share(
	state cx_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_share(cx_scores, integer, integer) IS
'percentage of the answers with a score from from_score to to_score, both included; NULL for no rows';

CREATE FUNCTION score_share_std_error(
	state cx_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_score_share_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_share_std_error(cx_scores, integer, integer) IS
'standard error of score_share() by linearisation, in percentage points; NULL for fewer than two answers';

CREATE FUNCTION mean_score(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_score(cx_scores) IS
'mean of the scores; NULL for no rows';

CREATE FUNCTION score_distribution(
	state cx_scores, OUT score integer, OUT responses bigint, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_scores_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;
COMMENT ON FUNCTION score_distribution(cx_scores) IS
'one row for each score of the scale: number of answers, and their percentage; no rows for no rows or NULL';
CREATE FUNCTION score_count(
	state cx_weighted_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_score_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_count(cx_weighted_scores, integer, integer) IS
'weight of answers with a score from from_score to to_score, both included; 0 for no rows, NULL for NULL';

CREATE FUNCTION score_share(
	state cx_weighted_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_score_share' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_share(cx_weighted_scores, integer, integer) IS
'percentage of the weight with a score from from_score to to_score, both included; NULL for no rows';

CREATE FUNCTION score_share_std_error(
	state cx_weighted_scores, from_score integer, to_score integer
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_score_share_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION score_share_std_error(cx_weighted_scores, integer, integer) IS
'standard error of score_share() by linearisation, in percentage points; NULL for fewer than two answers';

CREATE FUNCTION mean_score(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_score(cx_weighted_scores) IS
'weighted mean of the scores; NULL for no rows';

CREATE FUNCTION score_distribution(
	state cx_weighted_scores, OUT score integer, OUT responses double precision, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_distribution' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 11;
COMMENT ON FUNCTION score_distribution(cx_weighted_scores) IS
'one row for each score of the scale: weight of answers, and their percentage; no rows for no rows or NULL';
-- Net Promoter Score, -100..100

CREATE FUNCTION nps(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_nps' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps(cx_scores, integer, integer) IS
'Net Promoter Score, -100..100; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; NULL for no rows or NULL';

CREATE FUNCTION nps_std_error(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_nps_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_std_error(cx_scores, integer, integer) IS
'standard error of nps() by linearisation, in points; cuts as for nps(); NULL for fewer than two answers or NULL';

CREATE FUNCTION nps_ci(
	state cx_scores, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL, OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_nps_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_ci(cx_scores, double precision, integer, integer) IS
'adjusted Wald confidence interval for nps(); NULL for no rows or NULL';

CREATE FUNCTION nps_change(
	before cx_scores, after cx_scores, level double precision DEFAULT 0.95,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_nps_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_change(cx_scores, cx_scores, double precision, integer, integer) IS
'NPS of after less NPS of before; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';
CREATE FUNCTION nps(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps(cx_weighted_scores, integer, integer) IS
'weighted Net Promoter Score, -100..100; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; NULL for no rows or NULL';

CREATE FUNCTION nps_std_error(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_std_error(cx_weighted_scores, integer, integer) IS
'standard error of nps() by linearisation, in points; cuts as for nps(); NULL for fewer than two answers or NULL';

CREATE FUNCTION nps_ci(
	state cx_weighted_scores, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL, OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_ci(cx_weighted_scores, double precision, integer, integer) IS
'adjusted Wald confidence interval for nps(), with the effective number of answers of Korn and Graubard; NULL for no rows or NULL';

CREATE FUNCTION nps_change(
	before cx_weighted_scores, after cx_weighted_scores, level double precision DEFAULT 0.95,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_nps_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_change(cx_weighted_scores, cx_weighted_scores, double precision, integer, integer) IS
'NPS of after less NPS of before; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';

CREATE FUNCTION promoters(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_promoters' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION promoters(cx_scores, integer, integer) IS
'number of promoters; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
CREATE FUNCTION promoters(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_promoters' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION promoters(cx_weighted_scores, integer, integer) IS
'weight of promoters; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
CREATE FUNCTION passives(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_passives' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION passives(cx_scores, integer, integer) IS
'number of passives; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
CREATE FUNCTION passives(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_passives' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION passives(cx_weighted_scores, integer, integer) IS
'weight of passives; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
CREATE FUNCTION detractors(
	state cx_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_scores_detractors' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION detractors(cx_scores, integer, integer) IS
'number of detractors; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
CREATE FUNCTION detractors(
	state cx_weighted_scores, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_detractors' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION detractors(cx_weighted_scores, integer, integer) IS
'weight of detractors; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';

CREATE FUNCTION nps_category(score smallint) RETURNS text
AS 'MODULE_PATHNAME', 'cx_nps_category_int2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nps_category(smallint) IS
'promoter (9, 10), passive (7, 8) or detractor (0 to 6); NULL for NULL';
CREATE FUNCTION nps_category(score integer) RETURNS text
AS 'MODULE_PATHNAME', 'cx_nps_category_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nps_category(integer) IS
'promoter (9, 10), passive (7, 8) or detractor (0 to 6); NULL for NULL';
CREATE FUNCTION nps_category(score double precision) RETURNS text
AS 'MODULE_PATHNAME', 'cx_nps_category_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nps_category(double precision) IS
'promoter (9, 10), passive (7, 8) or detractor (0 to 6); NULL for NULL';

CREATE FUNCTION cx_scores_nps_final(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_nps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_nps_final(cx_scores) IS 'final function of the aggregate nps';

CREATE AGGREGATE nps(score smallint) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(smallint) IS
'Net Promoter Score, -100..100, of scores from 0 to 10; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE nps(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(smallint, integer, integer) IS
'Net Promoter Score, -100..100, of scores from low to high, which are 0, 10 or 1, 10; NULL scores are skipped; NULL over no rows';
CREATE AGGREGATE nps(score integer) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(integer) IS
'Net Promoter Score, -100..100, of scores from 0 to 10; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE nps(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(integer, integer, integer) IS
'Net Promoter Score, -100..100, of scores from low to high, which are 0, 10 or 1, 10; NULL scores are skipped; NULL over no rows';
CREATE AGGREGATE nps(score double precision) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(double precision) IS
'Net Promoter Score, -100..100, of scores from 0 to 10; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE nps(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps(double precision, double precision, double precision) IS
'Net Promoter Score, -100..100, of scores from low to high, which are 0, 10 or 1, 10; NULL scores are skipped; NULL over no rows';
-- Customer Satisfaction, percentage of the top boxes

CREATE FUNCTION csat(state cx_scores, satisfied_from integer DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_csat' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat(cx_scores, integer) IS
'percentage of answers from satisfied_from up, by default the top two scores; NULL for no rows or NULL';

CREATE FUNCTION csat_std_error(
	state cx_scores, satisfied_from integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_csat_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_std_error(cx_scores, integer) IS
'standard error of csat() by linearisation, in percentage points; NULL for fewer than two answers or NULL';

CREATE FUNCTION csat_ci(
	state cx_scores, level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_csat_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_ci(cx_scores, double precision, integer) IS
'Wilson confidence interval for csat(), in percent; NULL for no rows or NULL';

CREATE FUNCTION csat_change(
	before cx_scores, after cx_scores, level double precision DEFAULT 0.95,
	satisfied_from integer DEFAULT NULL, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_csat_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_change(cx_scores, cx_scores, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are satisfied; NULL when a state is empty or NULL';
CREATE FUNCTION csat(state cx_weighted_scores, satisfied_from integer DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat(cx_weighted_scores, integer) IS
'percentage of weight from satisfied_from up, by default the top two scores; NULL for no rows or NULL';

CREATE FUNCTION csat_std_error(
	state cx_weighted_scores, satisfied_from integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_std_error(cx_weighted_scores, integer) IS
'standard error of csat() by linearisation, in percentage points; NULL for fewer than two answers or NULL';

CREATE FUNCTION csat_ci(
	state cx_weighted_scores, level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_ci(cx_weighted_scores, double precision, integer) IS
'Wilson confidence interval for csat(), in percent, with the effective number of answers of Korn and Graubard; NULL for no rows or NULL';

CREATE FUNCTION csat_change(
	before cx_weighted_scores, after cx_weighted_scores, level double precision DEFAULT 0.95,
	satisfied_from integer DEFAULT NULL, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_csat_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_change(cx_weighted_scores, cx_weighted_scores, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are satisfied; NULL when a state is empty or NULL';

CREATE FUNCTION cx_scores_csat_final(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_csat' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_csat_final(cx_scores) IS 'final function of the aggregate csat';

CREATE AGGREGATE csat(score smallint) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(smallint) IS
'percentage of answers in the top two boxes of scores from 1 to 5; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE csat(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(smallint, integer, integer) IS
'percentage of answers in the top two boxes of scores from low to high, of at least 3 points; NULL scores are skipped; NULL over no rows';
CREATE AGGREGATE csat(score integer) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(integer) IS
'percentage of answers in the top two boxes of scores from 1 to 5; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE csat(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(integer, integer, integer) IS
'percentage of answers in the top two boxes of scores from low to high, of at least 3 points; NULL scores are skipped; NULL over no rows';
CREATE AGGREGATE csat(score double precision) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(double precision) IS
'percentage of answers in the top two boxes of scores from 1 to 5; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE csat(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat(double precision, double precision, double precision) IS
'percentage of answers in the top two boxes of scores from low to high, of at least 3 points; NULL scores are skipped; NULL over no rows';
-- Customer Effort Score

CREATE FUNCTION ces(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ces(cx_scores) IS
'mean score; NULL for no rows or NULL';

CREATE FUNCTION ces_std_error(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_ces_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ces_std_error(cx_scores) IS
'standard error of ces() and of mean_score() by linearisation; NULL for fewer than two answers or NULL';

CREATE FUNCTION ces_easy(
	state cx_scores, easy_from integer DEFAULT NULL, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_ces_easy' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_easy(cx_scores, integer, boolean) IS
'percentage of answers from easy_from towards the easy end, by default beyond the middle of the scale; NULL for no rows or NULL';

CREATE FUNCTION ease_index(
	state cx_scores, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_ease_index' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ease_index(cx_scores, boolean) IS
'mean score as a percentage of the way from the hard to the easy end of the scale, 0..100; NULL for no rows or NULL';

CREATE FUNCTION ces_ci(
	state cx_scores, level double precision DEFAULT 0.95, OUT low double precision,
	OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_ces_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_ci(cx_scores, double precision) IS
'Student t confidence interval for ces(); NULL for one response, for responses that are all alike, no rows or NULL';

CREATE FUNCTION ces_change(
	before cx_scores, after cx_scores, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_scores_ces_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_change(cx_scores, cx_scores, double precision) IS
'mean score of after less mean score of before; Welch interval, t (as z) and two-sided p, which are NULL when a state has one response or neither varies; NULL when a state is empty or NULL';
CREATE FUNCTION ces(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ces(cx_weighted_scores) IS
'weighted mean score; NULL for no rows or NULL';

CREATE FUNCTION ces_std_error(state cx_weighted_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ces_std_error(cx_weighted_scores) IS
'standard error of ces() and of mean_score() by linearisation; NULL for fewer than two answers or NULL';

CREATE FUNCTION ces_easy(
	state cx_weighted_scores, easy_from integer DEFAULT NULL, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_easy' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_easy(cx_weighted_scores, integer, boolean) IS
'percentage of weight from easy_from towards the easy end, by default beyond the middle of the scale; NULL for no rows or NULL';

CREATE FUNCTION ease_index(
	state cx_weighted_scores, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ease_index' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ease_index(cx_weighted_scores, boolean) IS
'mean score as a percentage of the way from the hard to the easy end of the scale, 0..100; NULL for no rows or NULL';

CREATE FUNCTION ces_ci(
	state cx_weighted_scores, level double precision DEFAULT 0.95, OUT low double precision,
	OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_ci(cx_weighted_scores, double precision) IS
'Student t confidence interval for ces(); NULL for one response, for responses that are all alike, no rows or NULL';

CREATE FUNCTION ces_change(
	before cx_weighted_scores, after cx_weighted_scores, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_weighted_scores_ces_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_change(cx_weighted_scores, cx_weighted_scores, double precision) IS
'mean score of after less mean score of before; Welch interval, t (as z) and two-sided p, which are NULL when a state has one response or neither varies; NULL when a state is empty or NULL';

CREATE AGGREGATE ces(score smallint) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(smallint) IS
'mean of scores from 1 to 7; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE ces(score smallint, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(smallint, integer, integer) IS
'mean of scores from low to high, at most 11 points; NULL scores are skipped; NULL over no rows';
CREATE AGGREGATE ces(score integer) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(integer) IS
'mean of scores from 1 to 7; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE ces(score integer, low integer, high integer) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(integer, integer, integer) IS
'mean of scores from low to high, at most 11 points; NULL scores are skipped; NULL over no rows';
CREATE AGGREGATE ces(score double precision) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(double precision) IS
'mean of scores from 1 to 7; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE ces(score double precision, low double precision, high double precision) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces(double precision, double precision, double precision) IS
'mean of scores from low to high, at most 11 points; NULL scores are skipped; NULL over no rows';
-- Type cx_rate

CREATE TYPE cx_rate;

CREATE FUNCTION cx_rate_in(cstring) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_in(cstring) IS 'text input of cx_rate';
CREATE FUNCTION cx_rate_out(cx_rate) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_out(cx_rate) IS 'text output of cx_rate';
CREATE FUNCTION cx_rate_recv(internal) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_recv(internal) IS 'binary input of cx_rate';
CREATE FUNCTION cx_rate_send(cx_rate) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_send(cx_rate) IS 'binary output of cx_rate';

CREATE TYPE cx_rate (
	INTERNALLENGTH = 24,
	INPUT = cx_rate_in,
	OUTPUT = cx_rate_out,
	RECEIVE = cx_rate_recv,
	SEND = cx_rate_send,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE cx_rate IS
'how often a condition was asked for and how often it held; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

-- Equality and hashing

CREATE FUNCTION cx_rate_eq(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_eq(cx_rate, cx_rate) IS 'same counts';
CREATE FUNCTION cx_rate_ne(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_ne(cx_rate, cx_rate) IS 'not equal';
CREATE FUNCTION cx_rate_hash(cx_rate) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_hash(cx_rate) IS 'hash of a state';
CREATE FUNCTION cx_rate_hash_extended(cx_rate, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_hash_extended(cx_rate, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_rate, cx_rate) IS 'same counts';
CREATE OPERATOR <> (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_rate, cx_rate) IS 'not equal';

CREATE OPERATOR CLASS cx_rate_hash_ops DEFAULT FOR TYPE cx_rate USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rate_hash(cx_rate),
	FUNCTION 2 cx_rate_hash_extended(cx_rate, bigint);
COMMENT ON OPERATOR FAMILY cx_rate_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rate';
COMMENT ON OPERATOR CLASS cx_rate_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rate';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_rate_lt(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_lt(cx_rate, cx_rate) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_rate, cx_rate) IS 'before in the order of bytes';
CREATE FUNCTION cx_rate_le(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_le(cx_rate, cx_rate) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_rate, cx_rate) IS 'not after in the order of bytes';
CREATE FUNCTION cx_rate_ge(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_ge(cx_rate, cx_rate) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_rate, cx_rate) IS 'not before in the order of bytes';
CREATE FUNCTION cx_rate_gt(cx_rate, cx_rate) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_gt(cx_rate, cx_rate) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_rate, cx_rate) IS 'after in the order of bytes';
CREATE FUNCTION cx_rate_cmp(cx_rate, cx_rate) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_cmp(cx_rate, cx_rate) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_rate_ops DEFAULT FOR TYPE cx_rate USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_rate_cmp(cx_rate, cx_rate);
COMMENT ON OPERATOR FAMILY cx_rate_ops USING btree IS
'sorting and indexes of cx_rate, by bytes';
COMMENT ON OPERATOR CLASS cx_rate_ops USING btree IS
'sorting and indexes of cx_rate, by bytes';

CREATE FUNCTION cx_rate_smaller(cx_rate, cx_rate) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_smaller(cx_rate, cx_rate) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_rate_larger(cx_rate, cx_rate) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_larger(cx_rate, cx_rate) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_rate) (
	SFUNC = cx_rate_smaller, STYPE = cx_rate, COMBINEFUNC = cx_rate_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_rate) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_rate) (
	SFUNC = cx_rate_larger, STYPE = cx_rate, COMBINEFUNC = cx_rate_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_rate) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_rate_add(cx_rate, cx_rate) RETURNS cx_rate AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_add(cx_rate, cx_rate) IS 'the trials of both states; NULL when one is NULL';
CREATE OPERATOR + (LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_rate, cx_rate) IS 'the trials of both states; NULL when one is NULL';
CREATE FUNCTION cx_rate_subtract(cx_rate, cx_rate) RETURNS cx_rate AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_subtract(cx_rate, cx_rate) IS 'the trials of the first state without those of the second; counts may become negative';
CREATE OPERATOR - (LEFTARG = cx_rate, RIGHTARG = cx_rate, FUNCTION = cx_rate_subtract);
COMMENT ON OPERATOR - (cx_rate, cx_rate) IS 'the trials of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_rate_json(cx_rate) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_json(cx_rate) IS 'the state as json: trials, successes';
CREATE CAST (cx_rate AS json) WITH FUNCTION cx_rate_json(cx_rate);
COMMENT ON CAST (cx_rate AS json) IS 'the state as json: trials, successes';
CREATE FUNCTION cx_rate_jsonb(cx_rate) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_jsonb(cx_rate) IS 'the state as jsonb: trials, successes';
CREATE CAST (cx_rate AS jsonb) WITH FUNCTION cx_rate_jsonb(cx_rate);
COMMENT ON CAST (cx_rate AS jsonb) IS 'the state as jsonb: trials, successes';
-- The rate and the counts of a state

CREATE FUNCTION rate(state cx_rate) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rate_percent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate(cx_rate) IS
'percentage of the trials that were successes; NULL for no trials';

CREATE FUNCTION rate_ci(
	state cx_rate, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_rate_percent_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_ci(cx_rate, double precision) IS
'Wilson confidence interval for rate(), in percent; NULL for no trials or NULL';

CREATE FUNCTION rate_change(
	before cx_rate, after cx_rate, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_rate_percent_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_change(cx_rate, cx_rate, double precision) IS
'rate of after less rate of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none of the trials are successes; NULL when a state is empty or NULL';

CREATE FUNCTION successes(state cx_rate) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rate_successes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION successes(cx_rate) IS
'how often the condition held; 0 for no rows, NULL for NULL';

CREATE FUNCTION trials(state cx_rate) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rate_trials' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trials(cx_rate) IS
'how often the condition was true or false; 0 for no rows, NULL for NULL';
-- How often a condition holds. A NULL condition is no trial, as a NULL score is no answer: of a question that
-- was not answered, a ticket that is still open, a visit whose end is not known.

CREATE FUNCTION cx_rate_count(cx_rate, boolean) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_count(cx_rate, boolean) IS
'adds a trial to a state, a success where the condition holds; a NULL condition is skipped';

CREATE FUNCTION cx_rate_uncount(cx_rate, boolean) RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_uncount(cx_rate, boolean) IS
'takes a trial from a state, a success where the condition holds; a NULL condition is skipped';

CREATE FUNCTION cx_rate_refuse(cx_rate, "any") RETURNS cx_rate
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rate_refuse(cx_rate, "any") IS 'always an error: a condition is boolean';

CREATE AGGREGATE rate_agg(condition boolean) (
	SFUNC = cx_rate_count, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_count, MINVFUNC = cx_rate_uncount, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_agg(boolean) IS
'state of how often the condition was true or false, and how often true; NULL conditions are skipped; () over no rows';

CREATE AGGREGATE rate(condition boolean) (
	SFUNC = cx_rate_count, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_count, MINVFUNC = cx_rate_uncount, MSTYPE = cx_rate, MINITCOND = '()',
	FINALFUNC = rate, MFINALFUNC = rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate(boolean) IS
'percentage of the rows whose condition holds, of those where it is true or false; NULL conditions are skipped; NULL over no rows';

CREATE AGGREGATE rollup(state cx_rate) (
	SFUNC = cx_rate_add, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_add, MINVFUNC = cx_rate_subtract, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_rate) IS
'the trials of many states as one; NULL states are skipped; () over no rows';

-- Forms that only say what to write, for 0 and 1 above all.

CREATE AGGREGATE rate_agg(condition "any") (
	SFUNC = cx_rate_refuse, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_refuse, MINVFUNC = cx_rate_refuse, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate_agg("any") IS
'always an error: a condition is boolean';
CREATE AGGREGATE rate(condition "any") (
	SFUNC = cx_rate_refuse, STYPE = cx_rate, INITCOND = '()', COMBINEFUNC = cx_rate_add,
	MSFUNC = cx_rate_refuse, MINVFUNC = cx_rate_refuse, MSTYPE = cx_rate, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rate("any") IS
'always an error: a condition is boolean';
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
	STORAGE = extended,
	-- a string, so that of two forms with a zone or a number a literal in quotes means the zone
	CATEGORY = 'S'
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
COMMENT ON FUNCTION period_start(date, cx_period) IS
'first day of the period that holds the day; NULL for NULL';
CREATE FUNCTION period_start(at timestamp, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_start(timestamp, cx_period) IS
'first day of the period that holds the local time; NULL for NULL';
CREATE FUNCTION period_start(at timestamptz, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_start(timestamptz, cx_period, cx_zone) IS
'first day of the period that holds the instant in the zone''s calendar; NULL for NULL';
CREATE FUNCTION period_start(at timestamptz, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_start(timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION period_start(at date, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_start(date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION period_start(at timestamp, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_start(timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
-- Type cx_activity

CREATE TYPE cx_activity;

CREATE FUNCTION cx_activity_in(cstring) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_in(cstring) IS 'text input of cx_activity';
CREATE FUNCTION cx_activity_out(cx_activity) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_out(cx_activity) IS 'text output of cx_activity';
CREATE FUNCTION cx_activity_recv(internal) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_recv(internal) IS 'binary input of cx_activity';
CREATE FUNCTION cx_activity_send(cx_activity) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_send(cx_activity) IS 'binary output of cx_activity';

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

-- Equality and hashing

CREATE FUNCTION cx_activity_eq(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_eq(cx_activity, cx_activity) IS 'same periods';
CREATE FUNCTION cx_activity_ne(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_ne(cx_activity, cx_activity) IS 'not equal';
CREATE FUNCTION cx_activity_hash(cx_activity) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_hash(cx_activity) IS 'hash of a state';
CREATE FUNCTION cx_activity_hash_extended(cx_activity, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_hash_extended(cx_activity, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_activity, cx_activity) IS 'same periods';
CREATE OPERATOR <> (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_activity, cx_activity) IS 'not equal';

CREATE OPERATOR CLASS cx_activity_hash_ops DEFAULT FOR TYPE cx_activity USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_activity_hash(cx_activity),
	FUNCTION 2 cx_activity_hash_extended(cx_activity, bigint);
COMMENT ON OPERATOR FAMILY cx_activity_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_activity';
COMMENT ON OPERATOR CLASS cx_activity_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_activity';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_activity_lt(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_lt(cx_activity, cx_activity) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_activity, cx_activity) IS 'before in the order of bytes';
CREATE FUNCTION cx_activity_le(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_le(cx_activity, cx_activity) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_activity, cx_activity) IS 'not after in the order of bytes';
CREATE FUNCTION cx_activity_ge(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_ge(cx_activity, cx_activity) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_activity, cx_activity) IS 'not before in the order of bytes';
CREATE FUNCTION cx_activity_gt(cx_activity, cx_activity) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_gt(cx_activity, cx_activity) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_activity, cx_activity) IS 'after in the order of bytes';
CREATE FUNCTION cx_activity_cmp(cx_activity, cx_activity) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_cmp(cx_activity, cx_activity) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_activity_ops DEFAULT FOR TYPE cx_activity USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_activity_cmp(cx_activity, cx_activity);
COMMENT ON OPERATOR FAMILY cx_activity_ops USING btree IS
'sorting and indexes of cx_activity, by bytes';
COMMENT ON OPERATOR CLASS cx_activity_ops USING btree IS
'sorting and indexes of cx_activity, by bytes';

CREATE FUNCTION cx_activity_smaller(cx_activity, cx_activity) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_smaller(cx_activity, cx_activity) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_activity_larger(cx_activity, cx_activity) RETURNS cx_activity
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_larger(cx_activity, cx_activity) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_activity) (
	SFUNC = cx_activity_smaller, STYPE = cx_activity, COMBINEFUNC = cx_activity_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_activity) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_activity) (
	SFUNC = cx_activity_larger, STYPE = cx_activity, COMBINEFUNC = cx_activity_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_activity) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_activity_add(cx_activity, cx_activity) RETURNS cx_activity AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_add(cx_activity, cx_activity) IS 'active where either is; NULL when one is NULL; different periods are an error';
CREATE OPERATOR + (LEFTARG = cx_activity, RIGHTARG = cx_activity, FUNCTION = cx_activity_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_activity, cx_activity) IS 'active where either is; NULL when one is NULL; different periods are an error';

-- Casts

CREATE FUNCTION cx_activity_json(cx_activity) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_json(cx_activity) IS 'the state as json: period, active';
CREATE CAST (cx_activity AS json) WITH FUNCTION cx_activity_json(cx_activity);
COMMENT ON CAST (cx_activity AS json) IS 'the state as json: period, active';
CREATE FUNCTION cx_activity_jsonb(cx_activity) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_jsonb(cx_activity) IS 'the state as jsonb: period, active';
CREATE CAST (cx_activity AS jsonb) WITH FUNCTION cx_activity_jsonb(cx_activity);
COMMENT ON CAST (cx_activity AS jsonb) IS 'the state as jsonb: period, active';
-- The history of one customer, from rows of events. A state is bounded by its periods, not by its rows:
-- a few words, at most 8 kB.

-- By periods of the calendar. Not strict: only a NULL time means skip.

CREATE FUNCTION cx_activity_count(cx_activity, date, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_count(cx_activity, date, cx_period) IS
'adds an event to a history; a NULL time is skipped';

CREATE AGGREGATE activity_agg(at date, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity_agg(date, cx_period) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
CREATE FUNCTION cx_activity_count(cx_activity, timestamp, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamp, cx_period) IS
'adds an event to a history; a NULL time is skipped';

CREATE AGGREGATE activity_agg(at timestamp, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity_agg(timestamp, cx_period) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
CREATE FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period, cx_zone) IS
'adds an event to a history; a NULL time is skipped';

CREATE AGGREGATE activity_agg(at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity_agg(timestamptz, cx_period, cx_zone) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
CREATE FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE activity_agg(at timestamptz, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity_agg(timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_activity_count(cx_activity, date, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_count(cx_activity, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE activity_agg(at date, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity_agg(date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_activity_count(cx_activity, timestamp, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE activity_agg(at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity_agg(timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- By windows of a width since the customer's own start. A day is 24 hours there, so no zone is needed.

CREATE FUNCTION cx_activity_roll(cx_activity, date, date, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_roll(cx_activity, date, date, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';

CREATE AGGREGATE rolling_activity_agg(at date, started date, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rolling_activity_agg(date, date, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';
CREATE FUNCTION cx_activity_roll(cx_activity, timestamp, timestamp, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_roll(cx_activity, timestamp, timestamp, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';

CREATE AGGREGATE rolling_activity_agg(at timestamp, started timestamp, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rolling_activity_agg(timestamp, timestamp, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';
CREATE FUNCTION cx_activity_roll(cx_activity, timestamptz, timestamptz, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_roll(cx_activity, timestamptz, timestamptz, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';

CREATE AGGREGATE rolling_activity_agg(at timestamptz, started timestamptz, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rolling_activity_agg(timestamptz, timestamptz, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';

CREATE AGGREGATE rollup(activity cx_activity) (
	SFUNC = cx_activity_add, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_activity) IS
'active where any of the histories is; NULLs are skipped; () over no rows';
-- The periods of a history

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
COMMENT ON FUNCTION cx_retention_in(cstring) IS 'text input of cx_retention';
CREATE FUNCTION cx_retention_out(cx_retention) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_out(cx_retention) IS 'text output of cx_retention';
CREATE FUNCTION cx_retention_recv(internal) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_recv(internal) IS 'binary input of cx_retention';
CREATE FUNCTION cx_retention_send(cx_retention) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_send(cx_retention) IS 'binary output of cx_retention';

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

-- Equality and hashing

CREATE FUNCTION cx_retention_eq(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_eq(cx_retention, cx_retention) IS 'same cohorts and same counts';
CREATE FUNCTION cx_retention_ne(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_ne(cx_retention, cx_retention) IS 'not equal';
CREATE FUNCTION cx_retention_hash(cx_retention) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_hash(cx_retention) IS 'hash of a state';
CREATE FUNCTION cx_retention_hash_extended(cx_retention, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_hash_extended(cx_retention, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_retention, cx_retention) IS 'same cohorts and same counts';
CREATE OPERATOR <> (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_retention, cx_retention) IS 'not equal';

CREATE OPERATOR CLASS cx_retention_hash_ops DEFAULT FOR TYPE cx_retention USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_retention_hash(cx_retention),
	FUNCTION 2 cx_retention_hash_extended(cx_retention, bigint);
COMMENT ON OPERATOR FAMILY cx_retention_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_retention';
COMMENT ON OPERATOR CLASS cx_retention_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_retention';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_retention_lt(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_lt(cx_retention, cx_retention) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_retention, cx_retention) IS 'before in the order of bytes';
CREATE FUNCTION cx_retention_le(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_le(cx_retention, cx_retention) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_retention, cx_retention) IS 'not after in the order of bytes';
CREATE FUNCTION cx_retention_ge(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_ge(cx_retention, cx_retention) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_retention, cx_retention) IS 'not before in the order of bytes';
CREATE FUNCTION cx_retention_gt(cx_retention, cx_retention) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_gt(cx_retention, cx_retention) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_retention, cx_retention) IS 'after in the order of bytes';
CREATE FUNCTION cx_retention_cmp(cx_retention, cx_retention) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_cmp(cx_retention, cx_retention) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_retention_ops DEFAULT FOR TYPE cx_retention USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_retention_cmp(cx_retention, cx_retention);
COMMENT ON OPERATOR FAMILY cx_retention_ops USING btree IS
'sorting and indexes of cx_retention, by bytes';
COMMENT ON OPERATOR CLASS cx_retention_ops USING btree IS
'sorting and indexes of cx_retention, by bytes';

CREATE FUNCTION cx_retention_smaller(cx_retention, cx_retention) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_smaller(cx_retention, cx_retention) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_retention_larger(cx_retention, cx_retention) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_larger(cx_retention, cx_retention) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_retention) (
	SFUNC = cx_retention_smaller, STYPE = cx_retention, COMBINEFUNC = cx_retention_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_retention) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_retention) (
	SFUNC = cx_retention_larger, STYPE = cx_retention, COMBINEFUNC = cx_retention_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_retention) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_retention_add(cx_retention, cx_retention) RETURNS cx_retention AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_add(cx_retention, cx_retention) IS 'the customers of both states; NULL when one is NULL; different periods are an error';
CREATE OPERATOR + (LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_retention, cx_retention) IS 'the customers of both states; NULL when one is NULL; different periods are an error';
CREATE FUNCTION cx_retention_subtract(cx_retention, cx_retention) RETURNS cx_retention AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_subtract(cx_retention, cx_retention) IS 'the customers of the first state without those of the second; counts may become negative';
CREATE OPERATOR - (LEFTARG = cx_retention, RIGHTARG = cx_retention, FUNCTION = cx_retention_subtract);
COMMENT ON OPERATOR - (cx_retention, cx_retention) IS 'the customers of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_retention_json(cx_retention) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_json(cx_retention) IS 'the state as json: period, cohorts';
CREATE CAST (cx_retention AS json) WITH FUNCTION cx_retention_json(cx_retention);
COMMENT ON CAST (cx_retention AS json) IS 'the state as json: period, cohorts';
CREATE FUNCTION cx_retention_jsonb(cx_retention) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_jsonb(cx_retention) IS 'the state as jsonb: period, cohorts';
CREATE CAST (cx_retention AS jsonb) WITH FUNCTION cx_retention_jsonb(cx_retention);
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
CREATE FUNCTION cx_retention_count(cx_retention, cx_activity, cx_activity, cx_cohort_entry)
	RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_count_return' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_activity, cx_cohort_entry)
	RETURNS cx_retention
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
-- The cohort table in one pass over raw events. The state is internal: which customers were active when,
-- which nobody stores. It grows with its rows: a negative SSPACE says so, and the planner of PostgreSQL 19
-- does not aggregate below joins with it. For the size of a group it takes 8 kB, a few hundred customers.

CREATE FUNCTION cx_retention_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_final(internal) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_pass_combine(internal, internal) IS 'adds the customers of a partial state';
COMMENT ON FUNCTION cx_retention_pass_serialize(internal) IS
'the customers on their way from a worker';
COMMENT ON FUNCTION cx_retention_pass_deserialize(bytea, internal) IS
'customers that came from a worker';
COMMENT ON FUNCTION cx_retention_pass_final(internal) IS 'cohorts by first active period';

-- Customers that are integer or smallint spare every row a cast; if only one of them were there, a call
-- with the other could mean it or bigint, and would be refused. A literal without a type is a text.

CREATE FUNCTION cx_retention_pass(internal, bigint, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, date, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer bigint, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(bigint, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer bigint, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(bigint, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period, cx_zone) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer bigint, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(bigint, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE retention_agg(customer bigint, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(bigint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, bigint, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer bigint, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(bigint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer bigint, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(bigint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, integer, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_integer_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, integer, date, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer integer, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(integer, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_integer_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer integer, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(integer, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_integer_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period, cx_zone) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer integer, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(integer, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE retention_agg(customer integer, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(integer, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, integer, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, integer, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer integer, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(integer, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer integer, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(integer, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, smallint, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_smallint_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, date, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer smallint, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(smallint, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_smallint_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer smallint, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(smallint, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_smallint_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period, cx_zone) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer smallint, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(smallint, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE retention_agg(customer smallint, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(smallint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, smallint, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer smallint, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(smallint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer smallint, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(smallint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, uuid, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, date, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer uuid, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(uuid, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer uuid, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(uuid, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period, cx_zone) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer uuid, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(uuid, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE retention_agg(customer uuid, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(uuid, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, uuid, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer uuid, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(uuid, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer uuid, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(uuid, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, text, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_text_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, text, date, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer text, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(text, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period), a customer told by the bytes; rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, text, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_text_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, text, timestamp, cx_period) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer text, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(text, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period), a customer told by the bytes; rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, text, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_text_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, text, timestamptz, cx_period, cx_zone) IS
'adds an event of a customer; a NULL customer or time is skipped';

CREATE AGGREGATE retention_agg(customer text, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(text, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone), a customer told by the bytes; rows with a NULL customer or at are skipped; () over no rows';
CREATE FUNCTION cx_retention_pass(internal, text, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, text, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE retention_agg(customer text, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(text, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, text, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, text, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer text, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(text, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_retention_pass(internal, text, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, text, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer text, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg(text, timestamp, cx_period, cx_zone) IS
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
COMMENT ON FUNCTION cx_churn_in(cstring) IS 'text input of cx_churn';
CREATE FUNCTION cx_churn_out(cx_churn) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_out(cx_churn) IS 'text output of cx_churn';
CREATE FUNCTION cx_churn_recv(internal) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_recv(internal) IS 'binary input of cx_churn';
CREATE FUNCTION cx_churn_send(cx_churn) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_send(cx_churn) IS 'binary output of cx_churn';

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

-- Equality and hashing

CREATE FUNCTION cx_churn_eq(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_eq(cx_churn, cx_churn) IS 'same counts';
CREATE FUNCTION cx_churn_ne(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_ne(cx_churn, cx_churn) IS 'not equal';
CREATE FUNCTION cx_churn_hash(cx_churn) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_hash(cx_churn) IS 'hash of a state';
CREATE FUNCTION cx_churn_hash_extended(cx_churn, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_hash_extended(cx_churn, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_churn, cx_churn) IS 'same counts';
CREATE OPERATOR <> (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_churn, cx_churn) IS 'not equal';

CREATE OPERATOR CLASS cx_churn_hash_ops DEFAULT FOR TYPE cx_churn USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_churn_hash(cx_churn),
	FUNCTION 2 cx_churn_hash_extended(cx_churn, bigint);
COMMENT ON OPERATOR FAMILY cx_churn_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_churn';
COMMENT ON OPERATOR CLASS cx_churn_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_churn';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_churn_lt(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_lt(cx_churn, cx_churn) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_churn, cx_churn) IS 'before in the order of bytes';
CREATE FUNCTION cx_churn_le(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_le(cx_churn, cx_churn) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_churn, cx_churn) IS 'not after in the order of bytes';
CREATE FUNCTION cx_churn_ge(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_ge(cx_churn, cx_churn) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_churn, cx_churn) IS 'not before in the order of bytes';
CREATE FUNCTION cx_churn_gt(cx_churn, cx_churn) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_gt(cx_churn, cx_churn) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_churn, cx_churn) IS 'after in the order of bytes';
CREATE FUNCTION cx_churn_cmp(cx_churn, cx_churn) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_cmp(cx_churn, cx_churn) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_churn_ops DEFAULT FOR TYPE cx_churn USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_churn_cmp(cx_churn, cx_churn);
COMMENT ON OPERATOR FAMILY cx_churn_ops USING btree IS
'sorting and indexes of cx_churn, by bytes';
COMMENT ON OPERATOR CLASS cx_churn_ops USING btree IS
'sorting and indexes of cx_churn, by bytes';

CREATE FUNCTION cx_churn_smaller(cx_churn, cx_churn) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_smaller(cx_churn, cx_churn) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_churn_larger(cx_churn, cx_churn) RETURNS cx_churn
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_larger(cx_churn, cx_churn) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_churn) (
	SFUNC = cx_churn_smaller, STYPE = cx_churn, COMBINEFUNC = cx_churn_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_churn) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_churn) (
	SFUNC = cx_churn_larger, STYPE = cx_churn, COMBINEFUNC = cx_churn_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_churn) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_churn_add(cx_churn, cx_churn) RETURNS cx_churn AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_add(cx_churn, cx_churn) IS 'the customers of both states; NULL when one is NULL';
CREATE OPERATOR + (LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_churn, cx_churn) IS 'the customers of both states; NULL when one is NULL';
CREATE FUNCTION cx_churn_subtract(cx_churn, cx_churn) RETURNS cx_churn AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_subtract(cx_churn, cx_churn) IS 'the customers of the first state without those of the second; counts may become negative';
CREATE OPERATOR - (LEFTARG = cx_churn, RIGHTARG = cx_churn, FUNCTION = cx_churn_subtract);
COMMENT ON OPERATOR - (cx_churn, cx_churn) IS 'the customers of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_churn_json(cx_churn) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_json(cx_churn) IS 'the state as json: before, lost';
CREATE CAST (cx_churn AS json) WITH FUNCTION cx_churn_json(cx_churn);
COMMENT ON CAST (cx_churn AS json) IS 'the state as json: before, lost';
CREATE FUNCTION cx_churn_jsonb(cx_churn) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_jsonb(cx_churn) IS 'the state as jsonb: before, lost';
CREATE CAST (cx_churn AS jsonb) WITH FUNCTION cx_churn_jsonb(cx_churn);
COMMENT ON CAST (cx_churn AS jsonb) IS 'the state as jsonb: before, lost';
-- The rates and counts of a state

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

-- Two states compared.

CREATE FUNCTION churn_change(
	before cx_churn, after cx_churn, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION churn_change(cx_churn, cx_churn, double precision) IS
'churn_rate of after less churn_rate of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are lost; NULL when a state is empty or NULL';
CREATE FUNCTION retention_change(
	before cx_churn, after cx_churn, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION retention_change(cx_churn, cx_churn, double precision) IS
'retention_rate of after less retention_rate of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are lost; NULL when a state is empty or NULL';
-- Customers before and after a period: by two flags, or by subscriptions and the period. All aggregates
-- over the same arguments share one transition, hence one pass. Not strict: a NULL flag is false.

CREATE FUNCTION cx_churn_count(cx_churn, boolean, boolean) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_count(cx_churn, boolean, boolean) IS
'adds a customer to a state, by whether active before and after; a NULL flag is false';
CREATE FUNCTION cx_churn_uncount(cx_churn, boolean, boolean) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, boolean, boolean) IS
'takes a customer from a state, by whether active before and after; a NULL flag is false';

CREATE FUNCTION cx_churn_count(cx_churn, date, date, date, date) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_count(cx_churn, date, date, date, date) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
CREATE FUNCTION cx_churn_count(cx_churn, timestamp, timestamp, timestamp, timestamp) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_count(cx_churn, timestamp, timestamp, timestamp, timestamp) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
CREATE FUNCTION cx_churn_count(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_count(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) IS
'adds a customer to a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
CREATE FUNCTION cx_churn_uncount(cx_churn, date, date, date, date) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, date, date, date, date) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
CREATE FUNCTION cx_churn_uncount(cx_churn, timestamp, timestamp, timestamp, timestamp) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, timestamp, timestamp, timestamp, timestamp) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
CREATE FUNCTION cx_churn_uncount(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_uncount(cx_churn, timestamptz, timestamptz, timestamptz, timestamptz) IS
'takes a customer from a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';

-- An answer is a state or a rate of it.

CREATE AGGREGATE churn_agg(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_agg(boolean, boolean) IS
'state of the customers active before and lost, by two flags, a NULL one being false; () over no rows';
CREATE AGGREGATE retention_rate(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_rate(boolean, boolean) IS
'percentage of the customers active before who were active after, by two flags, a NULL one being false; NULL when nobody was';
CREATE AGGREGATE churn_rate(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_rate(boolean, boolean) IS
'percentage of the customers active before who were not active after, by two flags, a NULL one being false; NULL when nobody was';

CREATE AGGREGATE churn_agg(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_agg(date, date, date, date) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
CREATE AGGREGATE churn_agg(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_agg(timestamp, timestamp, timestamp, timestamp) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
CREATE AGGREGATE churn_agg(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_agg(timestamptz, timestamptz, timestamptz, timestamptz) IS
'state of the subscriptions, one a row, running before and lost, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
CREATE AGGREGATE retention_rate(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_rate(date, date, date, date) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
CREATE AGGREGATE retention_rate(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_rate(timestamp, timestamp, timestamp, timestamp) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
CREATE AGGREGATE retention_rate(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = retention_rate, MFINALFUNC = retention_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_rate(timestamptz, timestamptz, timestamptz, timestamptz) IS
'percentage of the subscriptions, one a row, running before that ran after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
CREATE AGGREGATE churn_rate(
	started date, ended date, period_start date, period_end date
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_rate(date, date, date, date) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
CREATE AGGREGATE churn_rate(
	started timestamp, ended timestamp, period_start timestamp, period_end timestamp
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_rate(timestamp, timestamp, timestamp, timestamp) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';
CREATE AGGREGATE churn_rate(
	started timestamptz, ended timestamptz, period_start timestamptz, period_end timestamptz
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	FINALFUNC = churn_rate, MFINALFUNC = churn_rate,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE churn_rate(timestamptz, timestamptz, timestamptz, timestamptz) IS
'percentage of the subscriptions, one a row, running before that did not run after, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; NULL when nobody was';

CREATE AGGREGATE rollup(state cx_churn) (
	SFUNC = cx_churn_add, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_add, MINVFUNC = cx_churn_subtract, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_churn) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
-- Which of several conditions a customer met, given the first

CREATE FUNCTION cx_conditions_count(boolean[], boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_conditions_combine(boolean[], boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_conditions_final(boolean[]) RETURNS boolean[]
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE retention(VARIADIC conditions boolean[]) (
	SFUNC = cx_conditions_count, STYPE = boolean[], INITCOND = '{}',
	COMBINEFUNC = cx_conditions_combine, FINALFUNC = cx_conditions_final,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION cx_conditions_count(boolean[], boolean[]) IS
'adds the conditions that a row meets to those met before; NULL is false';
COMMENT ON FUNCTION cx_conditions_combine(boolean[], boolean[]) IS
'the conditions met in either state';
COMMENT ON FUNCTION cx_conditions_final(boolean[]) IS
'for each condition whether it and the first were met; NULL for no rows';
COMMENT ON AGGREGATE retention(VARIADIC boolean[]) IS
'for each condition whether it and the first were met, by any rows in any order; NULL is false; NULL over no rows';
-- Type cx_lifecycle

CREATE TYPE cx_lifecycle;

CREATE FUNCTION cx_lifecycle_in(cstring) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_in(cstring) IS 'text input of cx_lifecycle';
CREATE FUNCTION cx_lifecycle_out(cx_lifecycle) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_out(cx_lifecycle) IS 'text output of cx_lifecycle';
CREATE FUNCTION cx_lifecycle_recv(internal) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_recv(internal) IS 'binary input of cx_lifecycle';
CREATE FUNCTION cx_lifecycle_send(cx_lifecycle) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_send(cx_lifecycle) IS 'binary output of cx_lifecycle';

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

-- Equality and hashing

CREATE FUNCTION cx_lifecycle_eq(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_eq(cx_lifecycle, cx_lifecycle) IS 'same period and same flows';
CREATE FUNCTION cx_lifecycle_ne(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_ne(cx_lifecycle, cx_lifecycle) IS 'not equal';
CREATE FUNCTION cx_lifecycle_hash(cx_lifecycle) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_hash(cx_lifecycle) IS 'hash of a state';
CREATE FUNCTION cx_lifecycle_hash_extended(cx_lifecycle, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_hash_extended(cx_lifecycle, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_lifecycle, cx_lifecycle) IS 'same period and same flows';
CREATE OPERATOR <> (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_lifecycle, cx_lifecycle) IS 'not equal';

CREATE OPERATOR CLASS cx_lifecycle_hash_ops DEFAULT FOR TYPE cx_lifecycle USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_lifecycle_hash(cx_lifecycle),
	FUNCTION 2 cx_lifecycle_hash_extended(cx_lifecycle, bigint);
COMMENT ON OPERATOR FAMILY cx_lifecycle_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_lifecycle';
COMMENT ON OPERATOR CLASS cx_lifecycle_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_lifecycle';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_lifecycle_lt(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_lt(cx_lifecycle, cx_lifecycle) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_lifecycle, cx_lifecycle) IS 'before in the order of bytes';
CREATE FUNCTION cx_lifecycle_le(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_le(cx_lifecycle, cx_lifecycle) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_lifecycle, cx_lifecycle) IS 'not after in the order of bytes';
CREATE FUNCTION cx_lifecycle_ge(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_ge(cx_lifecycle, cx_lifecycle) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_lifecycle, cx_lifecycle) IS 'not before in the order of bytes';
CREATE FUNCTION cx_lifecycle_gt(cx_lifecycle, cx_lifecycle) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_gt(cx_lifecycle, cx_lifecycle) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_lifecycle, cx_lifecycle) IS 'after in the order of bytes';
CREATE FUNCTION cx_lifecycle_cmp(cx_lifecycle, cx_lifecycle) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_cmp(cx_lifecycle, cx_lifecycle) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_lifecycle_ops DEFAULT FOR TYPE cx_lifecycle USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_lifecycle_cmp(cx_lifecycle, cx_lifecycle);
COMMENT ON OPERATOR FAMILY cx_lifecycle_ops USING btree IS
'sorting and indexes of cx_lifecycle, by bytes';
COMMENT ON OPERATOR CLASS cx_lifecycle_ops USING btree IS
'sorting and indexes of cx_lifecycle, by bytes';

CREATE FUNCTION cx_lifecycle_smaller(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_smaller(cx_lifecycle, cx_lifecycle) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_lifecycle_larger(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_larger(cx_lifecycle, cx_lifecycle) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_lifecycle) (
	SFUNC = cx_lifecycle_smaller, STYPE = cx_lifecycle, COMBINEFUNC = cx_lifecycle_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_lifecycle) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_lifecycle) (
	SFUNC = cx_lifecycle_larger, STYPE = cx_lifecycle, COMBINEFUNC = cx_lifecycle_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_lifecycle) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_lifecycle_add(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_add(cx_lifecycle, cx_lifecycle) IS 'the flows of both states; NULL when one is NULL; different periods are an error';
CREATE OPERATOR + (LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_lifecycle, cx_lifecycle) IS 'the flows of both states; NULL when one is NULL; different periods are an error';
CREATE FUNCTION cx_lifecycle_subtract(cx_lifecycle, cx_lifecycle) RETURNS cx_lifecycle AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_subtract(cx_lifecycle, cx_lifecycle) IS 'the flows of the first state without those of the second; counts may become negative';
CREATE OPERATOR - (LEFTARG = cx_lifecycle, RIGHTARG = cx_lifecycle, FUNCTION = cx_lifecycle_subtract);
COMMENT ON OPERATOR - (cx_lifecycle, cx_lifecycle) IS 'the flows of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_lifecycle_json(cx_lifecycle) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_json(cx_lifecycle) IS 'the state as json: period, flows (period, new, reactivated, churned)';
CREATE CAST (cx_lifecycle AS json) WITH FUNCTION cx_lifecycle_json(cx_lifecycle);
COMMENT ON CAST (cx_lifecycle AS json) IS 'the state as json: period, flows (period, new, reactivated, churned)';
CREATE FUNCTION cx_lifecycle_jsonb(cx_lifecycle) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_jsonb(cx_lifecycle) IS 'the state as jsonb: period, flows (period, new, reactivated, churned)';
CREATE CAST (cx_lifecycle AS jsonb) WITH FUNCTION cx_lifecycle_jsonb(cx_lifecycle);
COMMENT ON CAST (cx_lifecycle AS jsonb) IS 'the state as jsonb: period, flows (period, new, reactivated, churned)';
-- The lifecycle, from histories: one row a customer. Not strict: a NULL history means skip. A state is
-- bounded by its periods, not by its rows.

CREATE FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_count_activity' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_count(cx_lifecycle, cx_activity) IS
'adds a customer to the lifecycle; a NULL history is skipped';
CREATE FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_uncount_activity' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_uncount(cx_lifecycle, cx_activity) IS
'takes a customer out of the lifecycle; a NULL history is skipped';

CREATE AGGREGATE lifecycle_agg(activity cx_activity) (
	SFUNC = cx_lifecycle_count, STYPE = cx_lifecycle, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_lifecycle_add, MSFUNC = cx_lifecycle_count, MINVFUNC = cx_lifecycle_uncount,
	MSTYPE = cx_lifecycle, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE lifecycle_agg(cx_activity) IS
'customers who came, came back and left in each period; NULL and empty histories are skipped; () over no rows';

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
-- an error. A state is bounded by its periods, not by its rows; SSPACE is that of some thirty periods.

CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, date, date, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, date, date, cx_period) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamp, timestamp, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamp, timestamp, cx_period) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, date, date, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, date, date, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, date, date, cx_period) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamp, timestamp, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamp, timestamp, cx_period) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, date, date, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE subscription_agg(
	started date, ended date, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle,
		MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subscription_agg(date, date, cx_period) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
CREATE AGGREGATE subscription_agg(
	started timestamp, ended timestamp, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle,
		MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subscription_agg(timestamp, timestamp, cx_period) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
CREATE AGGREGATE subscription_agg(
	started timestamptz, ended timestamptz, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle,
		MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subscription_agg(timestamptz, timestamptz, cx_period, cx_zone) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
CREATE AGGREGATE subscription_agg(
	started timestamptz, ended timestamptz, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle,
		MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subscription_agg(timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE AGGREGATE subscription_agg(
	started date, ended date, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle,
		MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subscription_agg(date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE AGGREGATE subscription_agg(
	started timestamp, ended timestamp, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle,
		MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subscription_agg(timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
-- Type cx_revenue

CREATE TYPE cx_revenue;

CREATE FUNCTION cx_revenue_in(cstring) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_in(cstring) IS 'text input of cx_revenue';
CREATE FUNCTION cx_revenue_out(cx_revenue) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_out(cx_revenue) IS 'text output of cx_revenue';
CREATE FUNCTION cx_revenue_recv(internal) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_recv(internal) IS 'binary input of cx_revenue';
CREATE FUNCTION cx_revenue_send(cx_revenue) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_send(cx_revenue) IS 'binary output of cx_revenue';

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

-- Equality and hashing

CREATE FUNCTION cx_revenue_eq(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_eq(cx_revenue, cx_revenue) IS 'same counts and sums';
CREATE FUNCTION cx_revenue_ne(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_ne(cx_revenue, cx_revenue) IS 'not equal';
CREATE FUNCTION cx_revenue_hash(cx_revenue) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_hash(cx_revenue) IS 'hash of a state';
CREATE FUNCTION cx_revenue_hash_extended(cx_revenue, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_hash_extended(cx_revenue, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_revenue, cx_revenue) IS 'same counts and sums';
CREATE OPERATOR <> (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_revenue, cx_revenue) IS 'not equal';

CREATE OPERATOR CLASS cx_revenue_hash_ops DEFAULT FOR TYPE cx_revenue USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_revenue_hash(cx_revenue),
	FUNCTION 2 cx_revenue_hash_extended(cx_revenue, bigint);
COMMENT ON OPERATOR FAMILY cx_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue';
COMMENT ON OPERATOR CLASS cx_revenue_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_revenue_lt(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_lt(cx_revenue, cx_revenue) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_revenue, cx_revenue) IS 'before in the order of bytes';
CREATE FUNCTION cx_revenue_le(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_le(cx_revenue, cx_revenue) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_revenue, cx_revenue) IS 'not after in the order of bytes';
CREATE FUNCTION cx_revenue_ge(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_ge(cx_revenue, cx_revenue) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_revenue, cx_revenue) IS 'not before in the order of bytes';
CREATE FUNCTION cx_revenue_gt(cx_revenue, cx_revenue) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_gt(cx_revenue, cx_revenue) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_revenue, cx_revenue) IS 'after in the order of bytes';
CREATE FUNCTION cx_revenue_cmp(cx_revenue, cx_revenue) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_cmp(cx_revenue, cx_revenue) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_revenue_ops DEFAULT FOR TYPE cx_revenue USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_revenue_cmp(cx_revenue, cx_revenue);
COMMENT ON OPERATOR FAMILY cx_revenue_ops USING btree IS
'sorting and indexes of cx_revenue, by bytes';
COMMENT ON OPERATOR CLASS cx_revenue_ops USING btree IS
'sorting and indexes of cx_revenue, by bytes';

CREATE FUNCTION cx_revenue_smaller(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_smaller(cx_revenue, cx_revenue) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_revenue_larger(cx_revenue, cx_revenue) RETURNS cx_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_larger(cx_revenue, cx_revenue) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_revenue) (
	SFUNC = cx_revenue_smaller, STYPE = cx_revenue, COMBINEFUNC = cx_revenue_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_revenue) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_revenue) (
	SFUNC = cx_revenue_larger, STYPE = cx_revenue, COMBINEFUNC = cx_revenue_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_revenue) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_revenue_add(cx_revenue, cx_revenue) RETURNS cx_revenue AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_add(cx_revenue, cx_revenue) IS 'the customers of both states; NULL when one is NULL';
CREATE OPERATOR + (LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_revenue, cx_revenue) IS 'the customers of both states; NULL when one is NULL';
CREATE FUNCTION cx_revenue_subtract(cx_revenue, cx_revenue) RETURNS cx_revenue AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_subtract(cx_revenue, cx_revenue) IS 'the customers of the first state without those of the second; counts and sums may become negative';
CREATE OPERATOR - (LEFTARG = cx_revenue, RIGHTARG = cx_revenue, FUNCTION = cx_revenue_subtract);
COMMENT ON OPERATOR - (cx_revenue, cx_revenue) IS 'the customers of the first state without those of the second; counts and sums may become negative';

-- Casts

CREATE FUNCTION cx_revenue_json(cx_revenue) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_json(cx_revenue) IS 'the state as json: customers and amount before and of each movement';
CREATE CAST (cx_revenue AS json) WITH FUNCTION cx_revenue_json(cx_revenue);
COMMENT ON CAST (cx_revenue AS json) IS 'the state as json: customers and amount before and of each movement';
CREATE FUNCTION cx_revenue_jsonb(cx_revenue) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_jsonb(cx_revenue) IS 'the state as jsonb: customers and amount before and of each movement';
CREATE CAST (cx_revenue AS jsonb) WITH FUNCTION cx_revenue_jsonb(cx_revenue);
COMMENT ON CAST (cx_revenue AS jsonb) IS 'the state as jsonb: customers and amount before and of each movement';
-- Aggregates over one row per customer: recurring revenue before and after. Money is smallint, integer,
-- bigint, numeric or double precision, and its sums are exact in all of them. The aggregates over the same
-- arguments share one transition, hence one pass.

-- Transitions and their inverses are not strict: NULL money is 0.

CREATE FUNCTION cx_revenue_count(cx_revenue, smallint, smallint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, smallint, smallint) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint) IS
'takes a customer from a state; NULL money is 0';

CREATE AGGREGATE revenue_agg(before smallint, after smallint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(smallint, smallint) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, smallint, smallint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, smallint, smallint, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, smallint, smallint, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';

CREATE AGGREGATE revenue_agg(before smallint, after smallint, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(smallint, smallint, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, integer, integer) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, integer, integer) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, integer, integer) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, integer, integer) IS
'takes a customer from a state; NULL money is 0';

CREATE AGGREGATE revenue_agg(before integer, after integer) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(integer, integer) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, integer, integer, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, integer, integer, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, integer, integer, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, integer, integer, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';

CREATE AGGREGATE revenue_agg(before integer, after integer, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(integer, integer, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, bigint, bigint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, bigint, bigint) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint) IS
'takes a customer from a state; NULL money is 0';

CREATE AGGREGATE revenue_agg(before bigint, after bigint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, bigint) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, bigint, bigint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, bigint, bigint, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, bigint, bigint, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';

CREATE AGGREGATE revenue_agg(before bigint, after bigint, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, bigint, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, numeric, numeric) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, numeric, numeric) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric) IS
'takes a customer from a state; NULL money is 0';

CREATE AGGREGATE revenue_agg(before numeric, after numeric) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(numeric, numeric) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, numeric, numeric, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, numeric, numeric, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, numeric, numeric, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';

CREATE AGGREGATE revenue_agg(before numeric, after numeric, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(numeric, numeric, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, double precision, double precision) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, double precision, double precision) IS
'adds a customer to a state; NULL money is 0';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision) IS
'takes a customer from a state; NULL money is 0';

CREATE AGGREGATE revenue_agg(before double precision, after double precision) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(double precision, double precision) IS
'state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows';
CREATE FUNCTION cx_revenue_count(cx_revenue, double precision, double precision, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count_ever_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision, boolean) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount_ever_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, double precision, double precision, boolean) IS
'adds a customer to a state; NULL money is 0, NULL ever_before false';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, double precision, double precision, boolean) IS
'takes a customer from a state; NULL money is 0, NULL ever_before false';

CREATE AGGREGATE revenue_agg(before double precision, after double precision, ever_before boolean) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(double precision, double precision, boolean) IS
'the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows';

CREATE AGGREGATE rollup(state cx_revenue) (
	SFUNC = cx_revenue_add, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_add, MINVFUNC = cx_revenue_subtract, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_revenue) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
-- Net and gross revenue retention, the quick ratio, rates of another length of time

CREATE FUNCTION nrr(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_nrr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION grr(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_grr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION quick_ratio(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_quick_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION rescale_rate(rate double precision, from_days double precision, to_days double precision)
	RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rescale_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nrr(cx_revenue) IS
'net revenue retention in percent: revenue after of the customers who had some before; NULL when nobody had';
COMMENT ON FUNCTION grr(cx_revenue) IS
'gross revenue retention in percent: the same without expansion, at most 100 and at most nrr; NULL when nobody had revenue before';
COMMENT ON FUNCTION quick_ratio(cx_revenue) IS
'(new + expansion + reactivated) / (contraction + churned) of revenue; NULL when nothing was lost';
COMMENT ON FUNCTION rescale_rate(double precision, double precision, double precision) IS
'a churn rate in percent over from_days as it is over to_days at the same pace; NULL for NULL';

CREATE AGGREGATE nrr(before smallint, after smallint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = nrr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nrr(smallint, smallint) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE nrr(before integer, after integer) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = nrr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nrr(integer, integer) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE nrr(before bigint, after bigint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = nrr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nrr(bigint, bigint) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE nrr(before numeric, after numeric) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = nrr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nrr(numeric, numeric) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE nrr(before double precision, after double precision) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = nrr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = nrr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nrr(double precision, double precision) IS
'net revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE grr(before smallint, after smallint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = grr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE grr(smallint, smallint) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE grr(before integer, after integer) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = grr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE grr(integer, integer) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE grr(before bigint, after bigint) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = grr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE grr(bigint, bigint) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE grr(before numeric, after numeric) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = grr,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE grr(numeric, numeric) IS
'gross revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
CREATE AGGREGATE grr(before double precision, after double precision) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = grr,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = grr,
	PARALLEL = SAFE
);
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
COMMENT ON FUNCTION cx_revenue_series_in(cstring) IS 'text input of cx_revenue_series';
CREATE FUNCTION cx_revenue_series_out(cx_revenue_series) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_out(cx_revenue_series) IS 'text output of cx_revenue_series';
CREATE FUNCTION cx_revenue_series_recv(internal) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_recv(internal) IS 'binary input of cx_revenue_series';
CREATE FUNCTION cx_revenue_series_send(cx_revenue_series) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_send(cx_revenue_series) IS 'binary output of cx_revenue_series';

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

-- Equality and hashing

CREATE FUNCTION cx_revenue_series_eq(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_eq(cx_revenue_series, cx_revenue_series) IS 'same counts and sums';
CREATE FUNCTION cx_revenue_series_ne(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_ne(cx_revenue_series, cx_revenue_series) IS 'not equal';
CREATE FUNCTION cx_revenue_series_hash(cx_revenue_series) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_hash(cx_revenue_series) IS 'hash of a state';
CREATE FUNCTION cx_revenue_series_hash_extended(cx_revenue_series, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_hash_extended(cx_revenue_series, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_revenue_series, cx_revenue_series) IS 'same counts and sums';
CREATE OPERATOR <> (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_revenue_series, cx_revenue_series) IS 'not equal';

CREATE OPERATOR CLASS cx_revenue_series_hash_ops DEFAULT FOR TYPE cx_revenue_series USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_revenue_series_hash(cx_revenue_series),
	FUNCTION 2 cx_revenue_series_hash_extended(cx_revenue_series, bigint);
COMMENT ON OPERATOR FAMILY cx_revenue_series_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue_series';
COMMENT ON OPERATOR CLASS cx_revenue_series_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_revenue_series';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_revenue_series_lt(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_lt(cx_revenue_series, cx_revenue_series) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_revenue_series, cx_revenue_series) IS 'before in the order of bytes';
CREATE FUNCTION cx_revenue_series_le(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_le(cx_revenue_series, cx_revenue_series) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_revenue_series, cx_revenue_series) IS 'not after in the order of bytes';
CREATE FUNCTION cx_revenue_series_ge(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_ge(cx_revenue_series, cx_revenue_series) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_revenue_series, cx_revenue_series) IS 'not before in the order of bytes';
CREATE FUNCTION cx_revenue_series_gt(cx_revenue_series, cx_revenue_series) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_gt(cx_revenue_series, cx_revenue_series) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_revenue_series, cx_revenue_series) IS 'after in the order of bytes';
CREATE FUNCTION cx_revenue_series_cmp(cx_revenue_series, cx_revenue_series) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_cmp(cx_revenue_series, cx_revenue_series) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_revenue_series_ops DEFAULT FOR TYPE cx_revenue_series USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_revenue_series_cmp(cx_revenue_series, cx_revenue_series);
COMMENT ON OPERATOR FAMILY cx_revenue_series_ops USING btree IS
'sorting and indexes of cx_revenue_series, by bytes';
COMMENT ON OPERATOR CLASS cx_revenue_series_ops USING btree IS
'sorting and indexes of cx_revenue_series, by bytes';

CREATE FUNCTION cx_revenue_series_smaller(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_smaller(cx_revenue_series, cx_revenue_series) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_revenue_series_larger(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_larger(cx_revenue_series, cx_revenue_series) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_revenue_series) (
	SFUNC = cx_revenue_series_smaller, STYPE = cx_revenue_series, COMBINEFUNC = cx_revenue_series_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_revenue_series) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_revenue_series) (
	SFUNC = cx_revenue_series_larger, STYPE = cx_revenue_series, COMBINEFUNC = cx_revenue_series_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_revenue_series) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_revenue_series_add(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_add(cx_revenue_series, cx_revenue_series) IS 'the movements of both series, of different customers; NULL when one is NULL; different periods are an error';
CREATE OPERATOR + (LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_revenue_series, cx_revenue_series) IS 'the movements of both series, of different customers; NULL when one is NULL; different periods are an error';
CREATE FUNCTION cx_revenue_series_subtract(cx_revenue_series, cx_revenue_series) RETURNS cx_revenue_series AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_subtract(cx_revenue_series, cx_revenue_series) IS 'the movements of the first series without those of the second; counts and sums may become negative; different periods are an error';
CREATE OPERATOR - (LEFTARG = cx_revenue_series, RIGHTARG = cx_revenue_series, FUNCTION = cx_revenue_series_subtract);
COMMENT ON OPERATOR - (cx_revenue_series, cx_revenue_series) IS 'the movements of the first series without those of the second; counts and sums may become negative; different periods are an error';

-- Casts

CREATE FUNCTION cx_revenue_series_json(cx_revenue_series) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_json(cx_revenue_series) IS 'the state as json: period, and for each with movements its first day, customers and amounts';
CREATE CAST (cx_revenue_series AS json) WITH FUNCTION cx_revenue_series_json(cx_revenue_series);
COMMENT ON CAST (cx_revenue_series AS json) IS 'the state as json: period, and for each with movements its first day, customers and amounts';
CREATE FUNCTION cx_revenue_series_jsonb(cx_revenue_series) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_series_jsonb(cx_revenue_series) IS 'the state as jsonb: period, and for each with movements its first day, customers and amounts';
CREATE CAST (cx_revenue_series AS jsonb) WITH FUNCTION cx_revenue_series_jsonb(cx_revenue_series);
COMMENT ON CAST (cx_revenue_series AS jsonb) IS 'the state as jsonb: period, and for each with movements its first day, customers and amounts';
-- Series of different customers as one

CREATE AGGREGATE rollup(state cx_revenue_series) (
	SFUNC = cx_revenue_series_add, STYPE = cx_revenue_series, SSPACE = -1, INITCOND = '()',
		COMBINEFUNC = cx_revenue_series_add,
	MSFUNC = cx_revenue_series_add, MINVFUNC = cx_revenue_series_subtract, MSTYPE = cx_revenue_series,
		MSSPACE = -1, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_revenue_series) IS
'the movements of many series, of different customers, as one; NULL series are skipped; () over no rows; different periods are an error';
-- What is in a cx_revenue_series. The tables are not strict: a NULL as_of is an error.

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
-- Collected subscriptions on their way from a worker

CREATE FUNCTION cx_subscriptions_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_subscriptions_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_subscriptions_serialize(internal) IS
'the subscriptions of a state, for another process';
COMMENT ON FUNCTION cx_subscriptions_deserialize(bytea, internal) IS
'the subscriptions that another process sent';
-- Movements in one pass over subscriptions: customer, when it started and ended, its recurring amount.
-- The working state holds all subscriptions, which nobody stores; the result is a cx_revenue_series.

CREATE FUNCTION cx_subscriptions_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_subscriptions_final(internal) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

-- Customers that are smallint or integer are cast. A date or a local time with a zone must find its own form
-- for every type of amount, or it would be cast to timestamptz by the session's zone.

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, smallint,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, smallint,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, smallint,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, integer,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, integer, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, integer,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, integer,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, bigint,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, bigint,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, bigint,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, numeric,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, numeric,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, numeric,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_day_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamp_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_bigint_timestamptz_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, date, date, double precision,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamp, timestamp, double precision,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount smallint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount smallint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, smallint,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, smallint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, smallint,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, smallint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, smallint,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, smallint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount integer, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount integer, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, integer,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, integer, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, integer,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, integer, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, integer,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, integer, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount bigint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, bigint,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, bigint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, bigint,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, bigint,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount numeric, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, numeric,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, numeric, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, numeric,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, numeric,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_day_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamp_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_uuid_timestamptz_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, double precision, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, date, date, double precision,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started date, ended date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, date, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamp, timestamp, double precision,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamp, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount smallint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount smallint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_int2'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, smallint,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, smallint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, smallint,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, smallint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, smallint,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, smallint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount integer, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount integer, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_int4'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, integer,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, integer, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, integer,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, integer, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, integer,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, integer, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount bigint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_int8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, bigint,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, bigint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, bigint,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, bigint,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount numeric, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_numeric'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, numeric,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, numeric, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, numeric,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, numeric,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_day_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamp_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_subscriptions_collect_text_timestamptz_float8'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, double precision, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows';
CREATE FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, date, date, double precision,
	cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started date, ended date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, date, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamp, timestamp, double precision,
	cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamp, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- Only to say what is missing.

CREATE FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, bigint, timestamptz, timestamptz, double precision,
	cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, uuid, timestamptz, timestamptz, double precision,
	cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer uuid, started timestamptz, ended timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(uuid, timestamptz, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, text, timestamptz, timestamptz, double precision,
	cx_period) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer text, started timestamptz, ended timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg(text, timestamptz, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';

COMMENT ON FUNCTION cx_subscriptions_combine(internal, internal) IS
'the subscriptions of both states';
COMMENT ON FUNCTION cx_subscriptions_final(internal) IS
'the movements of the subscriptions, period by period';
-- Type cx_survival

CREATE TYPE cx_survival;

CREATE FUNCTION cx_survival_in(cstring) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_in(cstring) IS 'text input of cx_survival';
CREATE FUNCTION cx_survival_out(cx_survival) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_out(cx_survival) IS 'text output of cx_survival';
CREATE FUNCTION cx_survival_recv(internal) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_recv(internal) IS 'binary input of cx_survival';
CREATE FUNCTION cx_survival_send(cx_survival) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_send(cx_survival) IS 'binary output of cx_survival';

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

-- Equality and hashing

CREATE FUNCTION cx_survival_eq(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_eq(cx_survival, cx_survival) IS 'same times and same counts';
CREATE FUNCTION cx_survival_ne(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_ne(cx_survival, cx_survival) IS 'not equal';
CREATE FUNCTION cx_survival_hash(cx_survival) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_hash(cx_survival) IS 'hash of a state';
CREATE FUNCTION cx_survival_hash_extended(cx_survival, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_hash_extended(cx_survival, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_survival, cx_survival) IS 'same times and same counts';
CREATE OPERATOR <> (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_survival, cx_survival) IS 'not equal';

CREATE OPERATOR CLASS cx_survival_hash_ops DEFAULT FOR TYPE cx_survival USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_survival_hash(cx_survival),
	FUNCTION 2 cx_survival_hash_extended(cx_survival, bigint);
COMMENT ON OPERATOR FAMILY cx_survival_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_survival';
COMMENT ON OPERATOR CLASS cx_survival_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_survival';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_survival_lt(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_lt(cx_survival, cx_survival) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_survival, cx_survival) IS 'before in the order of bytes';
CREATE FUNCTION cx_survival_le(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_le(cx_survival, cx_survival) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_survival, cx_survival) IS 'not after in the order of bytes';
CREATE FUNCTION cx_survival_ge(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_ge(cx_survival, cx_survival) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_survival, cx_survival) IS 'not before in the order of bytes';
CREATE FUNCTION cx_survival_gt(cx_survival, cx_survival) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_gt(cx_survival, cx_survival) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_survival, cx_survival) IS 'after in the order of bytes';
CREATE FUNCTION cx_survival_cmp(cx_survival, cx_survival) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_cmp(cx_survival, cx_survival) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_survival_ops DEFAULT FOR TYPE cx_survival USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_survival_cmp(cx_survival, cx_survival);
COMMENT ON OPERATOR FAMILY cx_survival_ops USING btree IS
'sorting and indexes of cx_survival, by bytes';
COMMENT ON OPERATOR CLASS cx_survival_ops USING btree IS
'sorting and indexes of cx_survival, by bytes';

CREATE FUNCTION cx_survival_smaller(cx_survival, cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_smaller(cx_survival, cx_survival) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_survival_larger(cx_survival, cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_larger(cx_survival, cx_survival) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_survival) (
	SFUNC = cx_survival_smaller, STYPE = cx_survival, COMBINEFUNC = cx_survival_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_survival) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_survival) (
	SFUNC = cx_survival_larger, STYPE = cx_survival, COMBINEFUNC = cx_survival_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_survival) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_survival_add(cx_survival, cx_survival) RETURNS cx_survival AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_add(cx_survival, cx_survival) IS 'the customers of both states; NULL when one is NULL';
CREATE OPERATOR + (LEFTARG = cx_survival, RIGHTARG = cx_survival, FUNCTION = cx_survival_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_survival, cx_survival) IS 'the customers of both states; NULL when one is NULL';

-- Casts

CREATE FUNCTION cx_survival_json(cx_survival) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_json(cx_survival) IS 'the state as json: churned, censored, times (time, churned, censored, entered)';
CREATE CAST (cx_survival AS json) WITH FUNCTION cx_survival_json(cx_survival);
COMMENT ON CAST (cx_survival AS json) IS 'the state as json: churned, censored, times (time, churned, censored, entered)';
CREATE FUNCTION cx_survival_jsonb(cx_survival) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_jsonb(cx_survival) IS 'the state as jsonb: churned, censored, times (time, churned, censored, entered)';
CREATE CAST (cx_survival AS jsonb) WITH FUNCTION cx_survival_jsonb(cx_survival);
COMMENT ON CAST (cx_survival AS jsonb) IS 'the state as jsonb: churned, censored, times (time, churned, censored, entered)';
-- Aggregates over spells. A duration is double precision, in any unit; integer, bigint and numeric arrive as
-- that. All aggregates over the same arguments, fits included, share one transition, hence one pass.
--
-- A negative SSPACE says that a state grows with its rows: the planner of 19 and later then does not
-- aggregate below a join, where there would be many states. Older ones take the average of the type.

CREATE FUNCTION cx_survival_count(cx_survival, double precision, boolean) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_count_late(
	cx_survival, double precision, double precision, boolean
) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_count_weight(
	cx_survival, double precision, boolean, double precision
) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_survival_close(cx_survival) RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_survival_count(cx_survival, double precision, boolean) IS
'adds a spell to a state; a NULL churned is false, a NULL duration is skipped, but an error where churned is false';
COMMENT ON FUNCTION cx_survival_count_late(cx_survival, double precision, double precision, boolean) IS
'adds a spell that was observed from an age on to a state; a NULL churned is false, a NULL entry or exit is skipped, but an error where churned is false';
COMMENT ON FUNCTION cx_survival_count_weight(cx_survival, double precision, boolean, double precision) IS
'adds a spell that stands for so many customers to a state; a NULL churned is false, a NULL duration is skipped, but an error where churned is false, a NULL weight is an error';
COMMENT ON FUNCTION cx_survival_close(cx_survival) IS
'the state with everything sorted in that an aggregate has collected';

CREATE AGGREGATE survival_agg(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE survival_agg(entry double precision, exit double precision, churned boolean) (
	SFUNC = cx_survival_count_late, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE weighted_survival_agg(
	duration double precision, churned boolean, weight double precision
) (
	SFUNC = cx_survival_count_weight, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_survival) (
	SFUNC = cx_survival_add, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);

COMMENT ON AGGREGATE survival_agg(double precision, boolean) IS
'state of spells: how long each lasted, in any unit, and whether it ended in churn (true) or was still going on when last seen (false, NULL); NULL durations are skipped, but an error where churned is false; () over no rows';
COMMENT ON AGGREGATE survival_agg(double precision, double precision, boolean) IS
'state of spells that came under observation at age entry and left it at age exit, in any unit; a NULL entry or exit is skipped, but an error where churned is false; () over no rows';
COMMENT ON AGGREGATE weighted_survival_agg(double precision, boolean, double precision) IS
'state of spells that stand for weight customers each; NULL durations are skipped, but an error where churned is false; a NULL weight is an error; () over no rows';
COMMENT ON AGGREGATE rollup(cx_survival) IS
'all customers of many states as one; NULL states are skipped; () over no rows';

-- Spells by their start and end. All three arguments are of one kind; a literal as_of without a type is a
-- text to the parser, and is read as the kind of the others.

CREATE FUNCTION cx_survival_count_spell(cx_survival, date, date, date) RETURNS cx_survival
AS 'MODULE_PATHNAME', 'cx_survival_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_count_spell(cx_survival, date, date, date) IS
'adds a spell as it was seen at as_of to a state; a NULL started is skipped, a NULL or infinite ended is open, a NULL as_of is an error';
CREATE AGGREGATE survival_agg(started date, ended date, as_of date) (
	SFUNC = cx_survival_count_spell, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, date, date) IS
'state of spells [started, ended), in days, as seen at as_of, the first moment that is not observed. A spell goes on if its end is NULL, infinite, or at as_of or later. A row is skipped if started is NULL, or at as_of or later. () over no rows';
CREATE FUNCTION cx_survival_count_spell(cx_survival, timestamp, timestamp, timestamp) RETURNS cx_survival
AS 'MODULE_PATHNAME', 'cx_survival_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_count_spell(cx_survival, timestamp, timestamp, timestamp) IS
'adds a spell as it was seen at as_of to a state; a NULL started is skipped, a NULL or infinite ended is open, a NULL as_of is an error';
CREATE AGGREGATE survival_agg(started timestamp, ended timestamp, as_of timestamp) (
	SFUNC = cx_survival_count_spell, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, timestamp, timestamp) IS
'state of spells [started, ended), in days, as seen at as_of, the first moment that is not observed. A spell goes on if its end is NULL, infinite, or at as_of or later. A row is skipped if started is NULL, or at as_of or later. () over no rows';
CREATE FUNCTION cx_survival_count_spell(cx_survival, timestamptz, timestamptz, timestamptz) RETURNS cx_survival
AS 'MODULE_PATHNAME', 'cx_survival_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_count_spell(cx_survival, timestamptz, timestamptz, timestamptz) IS
'adds a spell as it was seen at as_of to a state; a NULL started is skipped, a NULL or infinite ended is open, a NULL as_of is an error';
CREATE AGGREGATE survival_agg(started timestamptz, ended timestamptz, as_of timestamptz) (
	SFUNC = cx_survival_count_spell, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, timestamptz, timestamptz) IS
'state of spells [started, ended), in days, as seen at as_of, the first moment that is not observed. A spell goes on if its end is NULL, infinite, or at as_of or later. A row is skipped if started is NULL, or at as_of or later. () over no rows';

CREATE FUNCTION cx_survival_count_spell(cx_survival, date, date, text) RETURNS cx_survival
AS 'MODULE_PATHNAME', 'cx_survival_count_date_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_count_spell(cx_survival, date, date, text) IS
'adds a spell as it was seen at as_of to a state; a NULL started is skipped, a NULL or infinite ended is open, a NULL as_of is an error';
CREATE AGGREGATE survival_agg(started date, ended date, as_of text) (
	SFUNC = cx_survival_count_spell, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, date, text) IS
'the same for an as_of that is a literal without a type: it is read as a date';
CREATE FUNCTION cx_survival_count_spell(cx_survival, timestamp, timestamp, text) RETURNS cx_survival
AS 'MODULE_PATHNAME', 'cx_survival_count_timestamp_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_count_spell(cx_survival, timestamp, timestamp, text) IS
'adds a spell as it was seen at as_of to a state; a NULL started is skipped, a NULL or infinite ended is open, a NULL as_of is an error';
CREATE AGGREGATE survival_agg(started timestamp, ended timestamp, as_of text) (
	SFUNC = cx_survival_count_spell, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = cx_survival_close, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, timestamp, text) IS
'the same for an as_of that is a literal without a type: it is read as a timestamp';

-- Forms that only say what to write: dates mixed with instants or local times, which would all become
-- instants by the session's zone; intervals; and numbers for churned.

CREATE FUNCTION cx_survival_refuse_kinds(cx_survival, "any", "any", "any") RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_refuse_kinds(cx_survival, "any", "any", "any") IS
'always an error: started, ended and as_of are of one type';

CREATE AGGREGATE survival_agg(started date, ended date, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, date, timestamp) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started date, ended date, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, date, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started date, ended timestamp, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, timestamp, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started date, ended timestamp, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, timestamp, timestamp) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started date, ended timestamp, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, timestamp, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started date, ended timestamptz, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, timestamptz, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started date, ended timestamptz, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, timestamptz, timestamp) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started date, ended timestamptz, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(date, timestamptz, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended date, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, date, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended date, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, date, timestamp) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended date, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, date, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended timestamp, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, timestamp, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended timestamp, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, timestamp, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended timestamptz, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, timestamptz, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended timestamptz, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, timestamptz, timestamp) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamp, ended timestamptz, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamp, timestamptz, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended date, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, date, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended date, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, date, timestamp) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended date, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, date, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended timestamp, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, timestamp, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended timestamp, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, timestamp, timestamp) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended timestamp, as_of timestamptz) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, timestamp, timestamptz) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended timestamptz, as_of date) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, timestamptz, date) IS
'always an error: started, ended and as_of are of one type';
CREATE AGGREGATE survival_agg(started timestamptz, ended timestamptz, as_of timestamp) (
	SFUNC = cx_survival_refuse_kinds, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg(timestamptz, timestamptz, timestamp) IS
'always an error: started, ended and as_of are of one type';

CREATE FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any") RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any", "any") RETURNS cx_survival
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any") IS
'always an error: a duration is a number, churned is boolean';
COMMENT ON FUNCTION cx_survival_refuse_arguments(cx_survival, "any", "any", "any") IS
'always an error: a duration is a number, churned is boolean';

CREATE AGGREGATE survival_agg(duration "any", churned "any") (
	SFUNC = cx_survival_refuse_arguments, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg("any", "any") IS
'always an error: a duration is a number, churned is boolean';
CREATE AGGREGATE survival_agg(entry "any", exit "any", churned "any") (
	SFUNC = cx_survival_refuse_arguments, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE survival_agg("any", "any", "any") IS
'always an error: a duration is a number, churned is boolean';
CREATE AGGREGATE weighted_survival_agg(duration "any", churned "any", weight "any") (
	SFUNC = cx_survival_refuse_arguments, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE weighted_survival_agg("any", "any", "any") IS
'always an error: a duration is a number, churned is boolean';
-- Kaplan-Meier from a state. Survival is a fraction from 0 to 1, times are in the unit of the durations.

CREATE FUNCTION survival_at(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_ci(
	state cx_survival, t double precision, level double precision DEFAULT 0.95,
	method text DEFAULT 'log', OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cumulative_hazard(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_cumulative_hazard' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_median(state cx_survival) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_median' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_median_ci(
	state cx_survival, level double precision DEFAULT 0.95, method text DEFAULT 'log',
	OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_median_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION survival_quantile(state cx_survival, p double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_quantile_ci(
	state cx_survival, p double precision, level double precision DEFAULT 0.95,
	method text DEFAULT 'log', OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_quantile_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION restricted_mean(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_restricted_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION restricted_mean_ci(
	state cx_survival, t double precision, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_restricted_mean_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION survival_table(
	state cx_survival, level double precision DEFAULT 0.95, method text DEFAULT 'log',
	OUT t double precision, OUT at_risk double precision, OUT churned double precision,
	OUT censored double precision, OUT survival double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision, OUT cumulative_hazard double precision,
	OUT hazard_error double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_survival_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION survival_at(cx_survival, double precision) IS
'share of the customers, 0 to 1, still there after time t (Kaplan-Meier); NULL for no rows or NULL, and beyond the longest spell unless all have churned';
COMMENT ON FUNCTION survival_ci(cx_survival, double precision, double precision, text) IS
'confidence interval of survival_at, 0 to 1, by method log, log-log or plain; NULL for no rows or NULL, and where survival is NULL or 0';
COMMENT ON FUNCTION cumulative_hazard(cx_survival, double precision) IS
'Nelson-Aalen estimate of the cumulative hazard at time t; NULL where survival_at is NULL';
COMMENT ON FUNCTION survival_median(cx_survival) IS
'time by which half of the customers have churned, in the unit of the durations; NULL when fewer have, for no rows or NULL';
COMMENT ON FUNCTION survival_median_ci(cx_survival, double precision, text) IS
'confidence interval of survival_median, by method log, log-log or plain; a bound is NULL when it is not reached, NULL for NULL';
COMMENT ON FUNCTION survival_quantile(cx_survival, double precision) IS
'time by which a fraction p of the customers, between 0 and 1, has churned; NULL when fewer have, for no rows or NULL';
COMMENT ON FUNCTION survival_quantile_ci(cx_survival, double precision, double precision, text) IS
'confidence interval of survival_quantile, by method log, log-log or plain; a bound is NULL when it is not reached, NULL for NULL';
COMMENT ON FUNCTION restricted_mean(cx_survival, double precision) IS
'mean time that a customer stays within the first t, in the unit of the durations; NULL where survival_at is NULL';
COMMENT ON FUNCTION restricted_mean_ci(cx_survival, double precision, double precision) IS
'confidence interval of restricted_mean; NULL where that is NULL';
COMMENT ON FUNCTION survival_table(cx_survival, double precision, text) IS
'one row for each time at which somebody churned or was censored, with counts, survival and its standard error and interval, and the Nelson-Aalen hazard; errors and bounds are NULL where survival is 0; no rows for no rows or NULL';
-- Comparing groups of customers

CREATE FUNCTION logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION peto_logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_peto_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION fleming_harrington_logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_fleming_harrington_logrank'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION logrank_groups(
	VARIADIC states cx_survival[], OUT group_number integer, OUT customers double precision,
	OUT observed double precision, OUT expected double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_survival_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5;

CREATE FUNCTION hazard_ratio(
	first_group cx_survival, second_group cx_survival, level double precision DEFAULT 0.95,
	ties text DEFAULT 'efron', OUT hazard_ratio double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_hazard_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION logrank(cx_survival[]) IS
'log-rank test of whether groups of customers churn at the same rate; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION peto_logrank(cx_survival[]) IS
'log-rank test weighed by Peto and Peto''s estimate of survival, as Stata, SAS and lifelines have it, which looks at early churn more; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION fleming_harrington_logrank(cx_survival[]) IS
'log-rank test weighed by Kaplan-Meier survival just before each time, as survdiff of R with rho = 1, which looks at early churn more; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION logrank_groups(cx_survival[]) IS
'for each group, in the order given, how many churned and how many would have if all groups churned at the same rate; 0 for NULL and empty groups';
COMMENT ON FUNCTION hazard_ratio(cx_survival, cx_survival, double precision, text) IS
'how many times as fast the second group churns as the first (Cox proportional hazards), ties by efron or breslow; NULL for NULL, NULL columns where it is 0, infinite or undefined';
-- Type cx_sbg

CREATE TYPE cx_sbg;

CREATE FUNCTION cx_sbg_in(cstring) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_in(cstring) IS 'text input of cx_sbg';
CREATE FUNCTION cx_sbg_out(cx_sbg) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_out(cx_sbg) IS 'text output of cx_sbg';
CREATE FUNCTION cx_sbg_recv(internal) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_recv(internal) IS 'binary input of cx_sbg';
CREATE FUNCTION cx_sbg_send(cx_sbg) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_send(cx_sbg) IS 'binary output of cx_sbg';

CREATE TYPE cx_sbg (
	INTERNALLENGTH = 64,
	INPUT = cx_sbg_in,
	OUTPUT = cx_sbg_out,
	RECEIVE = cx_sbg_recv,
	SEND = cx_sbg_send,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE cx_sbg IS
'fitted shifted-beta-geometric model of churn: status, gamma, delta, their covariances, log-likelihood and number of customers';

-- Equality and hashing

CREATE FUNCTION cx_sbg_eq(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_eq(cx_sbg, cx_sbg) IS 'same status and same figures';
CREATE FUNCTION cx_sbg_ne(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_ne(cx_sbg, cx_sbg) IS 'not equal';
CREATE FUNCTION cx_sbg_hash(cx_sbg) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_hash(cx_sbg) IS 'hash of a model';
CREATE FUNCTION cx_sbg_hash_extended(cx_sbg, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_hash_extended(cx_sbg, bigint) IS 'seeded hash of a model';

CREATE OPERATOR = (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_sbg, cx_sbg) IS 'same status and same figures';
CREATE OPERATOR <> (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_sbg, cx_sbg) IS 'not equal';

CREATE OPERATOR CLASS cx_sbg_hash_ops DEFAULT FOR TYPE cx_sbg USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_sbg_hash(cx_sbg),
	FUNCTION 2 cx_sbg_hash_extended(cx_sbg, bigint);
COMMENT ON OPERATOR FAMILY cx_sbg_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sbg';
COMMENT ON OPERATOR CLASS cx_sbg_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sbg';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_sbg_lt(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_lt(cx_sbg, cx_sbg) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_sbg, cx_sbg) IS 'before in the order of bytes';
CREATE FUNCTION cx_sbg_le(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_le(cx_sbg, cx_sbg) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_sbg, cx_sbg) IS 'not after in the order of bytes';
CREATE FUNCTION cx_sbg_ge(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_ge(cx_sbg, cx_sbg) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_sbg, cx_sbg) IS 'not before in the order of bytes';
CREATE FUNCTION cx_sbg_gt(cx_sbg, cx_sbg) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_gt(cx_sbg, cx_sbg) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_sbg, RIGHTARG = cx_sbg, FUNCTION = cx_sbg_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_sbg, cx_sbg) IS 'after in the order of bytes';
CREATE FUNCTION cx_sbg_cmp(cx_sbg, cx_sbg) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_cmp(cx_sbg, cx_sbg) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_sbg_ops DEFAULT FOR TYPE cx_sbg USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_sbg_cmp(cx_sbg, cx_sbg);
COMMENT ON OPERATOR FAMILY cx_sbg_ops USING btree IS
'sorting and indexes of cx_sbg, by bytes';
COMMENT ON OPERATOR CLASS cx_sbg_ops USING btree IS
'sorting and indexes of cx_sbg, by bytes';

CREATE FUNCTION cx_sbg_smaller(cx_sbg, cx_sbg) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_smaller(cx_sbg, cx_sbg) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_sbg_larger(cx_sbg, cx_sbg) RETURNS cx_sbg
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_larger(cx_sbg, cx_sbg) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_sbg) (
	SFUNC = cx_sbg_smaller, STYPE = cx_sbg, COMBINEFUNC = cx_sbg_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_sbg) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_sbg) (
	SFUNC = cx_sbg_larger, STYPE = cx_sbg, COMBINEFUNC = cx_sbg_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_sbg) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

-- Casts

CREATE FUNCTION cx_sbg_json(cx_sbg) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_json(cx_sbg) IS 'the model as json: status, gamma, delta, log_likelihood, customers';
CREATE CAST (cx_sbg AS json) WITH FUNCTION cx_sbg_json(cx_sbg);
COMMENT ON CAST (cx_sbg AS json) IS 'the model as json: status, gamma, delta, log_likelihood, customers';
CREATE FUNCTION cx_sbg_jsonb(cx_sbg) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sbg_jsonb(cx_sbg) IS 'the model as jsonb: status, gamma, delta, log_likelihood, customers';
CREATE CAST (cx_sbg AS jsonb) WITH FUNCTION cx_sbg_jsonb(cx_sbg);
COMMENT ON CAST (cx_sbg AS jsonb) IS 'the model as jsonb: status, gamma, delta, log_likelihood, customers';

-- Type cx_bdw

CREATE TYPE cx_bdw;

CREATE FUNCTION cx_bdw_in(cstring) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_in(cstring) IS 'text input of cx_bdw';
CREATE FUNCTION cx_bdw_out(cx_bdw) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_out(cx_bdw) IS 'text output of cx_bdw';
CREATE FUNCTION cx_bdw_recv(internal) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_recv(internal) IS 'binary input of cx_bdw';
CREATE FUNCTION cx_bdw_send(cx_bdw) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_send(cx_bdw) IS 'binary output of cx_bdw';

CREATE TYPE cx_bdw (
	INTERNALLENGTH = 96,
	INPUT = cx_bdw_in,
	OUTPUT = cx_bdw_out,
	RECEIVE = cx_bdw_recv,
	SEND = cx_bdw_send,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE cx_bdw IS
'fitted beta-discrete-Weibull model of churn: status, gamma, delta, c, their covariances, log-likelihood and number of customers';

-- Equality and hashing

CREATE FUNCTION cx_bdw_eq(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_eq(cx_bdw, cx_bdw) IS 'same status and same figures';
CREATE FUNCTION cx_bdw_ne(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_ne(cx_bdw, cx_bdw) IS 'not equal';
CREATE FUNCTION cx_bdw_hash(cx_bdw) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_hash(cx_bdw) IS 'hash of a model';
CREATE FUNCTION cx_bdw_hash_extended(cx_bdw, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_hash_extended(cx_bdw, bigint) IS 'seeded hash of a model';

CREATE OPERATOR = (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_bdw, cx_bdw) IS 'same status and same figures';
CREATE OPERATOR <> (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_bdw, cx_bdw) IS 'not equal';

CREATE OPERATOR CLASS cx_bdw_hash_ops DEFAULT FOR TYPE cx_bdw USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_bdw_hash(cx_bdw),
	FUNCTION 2 cx_bdw_hash_extended(cx_bdw, bigint);
COMMENT ON OPERATOR FAMILY cx_bdw_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_bdw';
COMMENT ON OPERATOR CLASS cx_bdw_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_bdw';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_bdw_lt(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_lt(cx_bdw, cx_bdw) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_bdw, cx_bdw) IS 'before in the order of bytes';
CREATE FUNCTION cx_bdw_le(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_le(cx_bdw, cx_bdw) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_bdw, cx_bdw) IS 'not after in the order of bytes';
CREATE FUNCTION cx_bdw_ge(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_ge(cx_bdw, cx_bdw) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_bdw, cx_bdw) IS 'not before in the order of bytes';
CREATE FUNCTION cx_bdw_gt(cx_bdw, cx_bdw) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_gt(cx_bdw, cx_bdw) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_bdw, RIGHTARG = cx_bdw, FUNCTION = cx_bdw_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_bdw, cx_bdw) IS 'after in the order of bytes';
CREATE FUNCTION cx_bdw_cmp(cx_bdw, cx_bdw) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_cmp(cx_bdw, cx_bdw) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_bdw_ops DEFAULT FOR TYPE cx_bdw USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_bdw_cmp(cx_bdw, cx_bdw);
COMMENT ON OPERATOR FAMILY cx_bdw_ops USING btree IS
'sorting and indexes of cx_bdw, by bytes';
COMMENT ON OPERATOR CLASS cx_bdw_ops USING btree IS
'sorting and indexes of cx_bdw, by bytes';

CREATE FUNCTION cx_bdw_smaller(cx_bdw, cx_bdw) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_smaller(cx_bdw, cx_bdw) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_bdw_larger(cx_bdw, cx_bdw) RETURNS cx_bdw
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_larger(cx_bdw, cx_bdw) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_bdw) (
	SFUNC = cx_bdw_smaller, STYPE = cx_bdw, COMBINEFUNC = cx_bdw_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_bdw) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_bdw) (
	SFUNC = cx_bdw_larger, STYPE = cx_bdw, COMBINEFUNC = cx_bdw_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_bdw) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

-- Casts

CREATE FUNCTION cx_bdw_json(cx_bdw) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_json(cx_bdw) IS 'the model as json: status, gamma, delta, c, log_likelihood, customers';
CREATE CAST (cx_bdw AS json) WITH FUNCTION cx_bdw_json(cx_bdw);
COMMENT ON CAST (cx_bdw AS json) IS 'the model as json: status, gamma, delta, c, log_likelihood, customers';
CREATE FUNCTION cx_bdw_jsonb(cx_bdw) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_bdw_jsonb(cx_bdw) IS 'the model as jsonb: status, gamma, delta, c, log_likelihood, customers';
CREATE CAST (cx_bdw AS jsonb) WITH FUNCTION cx_bdw_jsonb(cx_bdw);
COMMENT ON CAST (cx_bdw AS jsonb) IS 'the model as jsonb: status, gamma, delta, c, log_likelihood, customers';
-- Fitting sBG and BdW, and projecting from them. A duration is a whole number of periods.

CREATE FUNCTION sbg_fit(state cx_survival) RETURNS cx_sbg
AS 'MODULE_PATHNAME', 'cx_sbg_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE sbg_fit(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = sbg_fit, PARALLEL = SAFE
);

-- What survival_agg() refuses, with a result of the right type: a call such as model_status() around it
-- must be found, or nobody reads what to write.
CREATE AGGREGATE sbg_fit(duration "any", churned "any") (
	SFUNC = cx_survival_refuse_arguments, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = sbg_fit, PARALLEL = SAFE
);

CREATE FUNCTION survival_at(model cx_sbg, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_at(model cx_sbg, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_retention_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION del(model cx_sbg, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_del' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION derl(
	model cx_sbg, discount double precision, age double precision
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_derl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_status(model cx_sbg) RETURNS text
AS 'MODULE_PATHNAME', 'cx_sbg_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_limits(model cx_sbg) RETURNS text
AS 'MODULE_PATHNAME', 'cx_sbg_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION log_likelihood(model cx_sbg) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_summary(
	model cx_sbg, level double precision DEFAULT 0.95, OUT parameter text,
	OUT estimate double precision, OUT std_error double precision, OUT low double precision,
	OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sbg_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 2;

COMMENT ON FUNCTION sbg_fit(cx_survival) IS
'shifted-beta-geometric model of a state whose durations are whole numbers of periods; NULL for no rows or NULL';
COMMENT ON AGGREGATE sbg_fit(double precision, boolean) IS
'shifted-beta-geometric model of spells: the number of periods, begun ones included, after which a customer churned (true) or was last seen (false, NULL); NULL durations are skipped, but an error where churned is false; NULL over no rows';
COMMENT ON AGGREGATE sbg_fit("any", "any") IS
'always an error: a duration is a number, churned is boolean';
COMMENT ON FUNCTION survival_at(cx_sbg, double precision) IS
'share of the customers, 0 to 1, still there after t periods; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION retention_at(cx_sbg, double precision) IS
'share, 0 to 1, of the customers in period t that stays beyond it; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION del(cx_sbg, double precision) IS
'discounted expected lifetime of a new customer, in periods; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION derl(cx_sbg, double precision, double precision) IS
'discounted expected residual lifetime, in periods, of a customer in period age, the next period first; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION model_status(cx_sbg) IS
'converged, boundary, not_identified or not_converged; NULL for NULL';
COMMENT ON FUNCTION model_limits(cx_sbg) IS
'the limits of the model that a fit on a boundary ended in: no_churn, certain_churn, split_churn, equal_churn, lowest_c (0.02), highest_c (50); NULL when it did not, or NULL';
COMMENT ON FUNCTION log_likelihood(cx_sbg) IS
'log-likelihood of the model; NULL for one that is not identified or NULL';
COMMENT ON FUNCTION model_summary(cx_sbg, double precision) IS
'one row for each parameter: estimate, standard error and confidence interval; NULL where the data leave it open; no rows for NULL';
CREATE FUNCTION bdw_fit(state cx_survival) RETURNS cx_bdw
AS 'MODULE_PATHNAME', 'cx_bdw_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE bdw_fit(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = bdw_fit, PARALLEL = SAFE
);

-- What survival_agg() refuses, with a result of the right type: a call such as model_status() around it
-- must be found, or nobody reads what to write.
CREATE AGGREGATE bdw_fit(duration "any", churned "any") (
	SFUNC = cx_survival_refuse_arguments, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = bdw_fit, PARALLEL = SAFE
);

CREATE FUNCTION survival_at(model cx_bdw, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_at(model cx_bdw, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_retention_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION del(model cx_bdw, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_del' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION derl(
	model cx_bdw, discount double precision, age double precision
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_derl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_status(model cx_bdw) RETURNS text
AS 'MODULE_PATHNAME', 'cx_bdw_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_limits(model cx_bdw) RETURNS text
AS 'MODULE_PATHNAME', 'cx_bdw_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION log_likelihood(model cx_bdw) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_summary(
	model cx_bdw, level double precision DEFAULT 0.95, OUT parameter text,
	OUT estimate double precision, OUT std_error double precision, OUT low double precision,
	OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_bdw_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 3;

COMMENT ON FUNCTION bdw_fit(cx_survival) IS
'beta-discrete-Weibull model of a state whose durations are whole numbers of periods; NULL for no rows or NULL';
COMMENT ON AGGREGATE bdw_fit(double precision, boolean) IS
'beta-discrete-Weibull model of spells: the number of periods, begun ones included, after which a customer churned (true) or was last seen (false, NULL); NULL durations are skipped, but an error where churned is false; NULL over no rows';
COMMENT ON AGGREGATE bdw_fit("any", "any") IS
'always an error: a duration is a number, churned is boolean';
COMMENT ON FUNCTION survival_at(cx_bdw, double precision) IS
'share of the customers, 0 to 1, still there after t periods; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION retention_at(cx_bdw, double precision) IS
'share, 0 to 1, of the customers in period t that stays beyond it; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION del(cx_bdw, double precision) IS
'discounted expected lifetime of a new customer, in periods; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION derl(cx_bdw, double precision, double precision) IS
'discounted expected residual lifetime, in periods, of a customer in period age, the next period first; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION model_status(cx_bdw) IS
'converged, boundary, not_identified or not_converged; NULL for NULL';
COMMENT ON FUNCTION model_limits(cx_bdw) IS
'the limits of the model that a fit on a boundary ended in: no_churn, certain_churn, split_churn, equal_churn, lowest_c (0.02), highest_c (50); NULL when it did not, or NULL';
COMMENT ON FUNCTION log_likelihood(cx_bdw) IS
'log-likelihood of the model; NULL for one that is not identified or NULL';
COMMENT ON FUNCTION model_summary(cx_bdw, double precision) IS
'one row for each parameter: estimate, standard error and confidence interval; NULL where the data leave it open; no rows for NULL';
-- Type cx_rfm

CREATE TYPE cx_rfm;

CREATE FUNCTION cx_rfm_in(cstring) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_in(cstring) IS 'text input of cx_rfm';
CREATE FUNCTION cx_rfm_out(cx_rfm) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_out(cx_rfm) IS 'text output of cx_rfm';
CREATE FUNCTION cx_rfm_recv(internal) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_recv(internal) IS 'binary input of cx_rfm';
CREATE FUNCTION cx_rfm_send(cx_rfm) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_send(cx_rfm) IS 'binary output of cx_rfm';

CREATE TYPE cx_rfm (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_rfm_in,
	OUTPUT = cx_rfm_out,
	RECEIVE = cx_rfm_recv,
	SEND = cx_rfm_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE cx_rfm IS
'what the days of one customer brought, and until when the customer was observed; () without a row; a state over rows: any split of them is united by + and rollup()';

-- Equality and hashing

CREATE FUNCTION cx_rfm_eq(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_eq(cx_rfm, cx_rfm) IS 'same days with the same sums';
CREATE FUNCTION cx_rfm_ne(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_ne(cx_rfm, cx_rfm) IS 'not equal';
CREATE FUNCTION cx_rfm_hash(cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_hash(cx_rfm) IS 'hash of a state';
CREATE FUNCTION cx_rfm_hash_extended(cx_rfm, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_hash_extended(cx_rfm, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_rfm, cx_rfm) IS 'same days with the same sums';
CREATE OPERATOR <> (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_rfm, cx_rfm) IS 'not equal';

CREATE OPERATOR CLASS cx_rfm_hash_ops DEFAULT FOR TYPE cx_rfm USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rfm_hash(cx_rfm),
	FUNCTION 2 cx_rfm_hash_extended(cx_rfm, bigint);
COMMENT ON OPERATOR FAMILY cx_rfm_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm';
COMMENT ON OPERATOR CLASS cx_rfm_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_rfm_lt(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_lt(cx_rfm, cx_rfm) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_rfm, cx_rfm) IS 'before in the order of bytes';
CREATE FUNCTION cx_rfm_le(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_le(cx_rfm, cx_rfm) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_rfm, cx_rfm) IS 'not after in the order of bytes';
CREATE FUNCTION cx_rfm_ge(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_ge(cx_rfm, cx_rfm) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_rfm, cx_rfm) IS 'not before in the order of bytes';
CREATE FUNCTION cx_rfm_gt(cx_rfm, cx_rfm) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_gt(cx_rfm, cx_rfm) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_rfm, cx_rfm) IS 'after in the order of bytes';
CREATE FUNCTION cx_rfm_cmp(cx_rfm, cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_cmp(cx_rfm, cx_rfm) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_rfm_ops DEFAULT FOR TYPE cx_rfm USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_rfm_cmp(cx_rfm, cx_rfm);
COMMENT ON OPERATOR FAMILY cx_rfm_ops USING btree IS
'sorting and indexes of cx_rfm, by bytes';
COMMENT ON OPERATOR CLASS cx_rfm_ops USING btree IS
'sorting and indexes of cx_rfm, by bytes';

CREATE FUNCTION cx_rfm_smaller(cx_rfm, cx_rfm) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_smaller(cx_rfm, cx_rfm) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_rfm_larger(cx_rfm, cx_rfm) RETURNS cx_rfm
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_larger(cx_rfm, cx_rfm) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_rfm) (
	SFUNC = cx_rfm_smaller, STYPE = cx_rfm, COMBINEFUNC = cx_rfm_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_rfm) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_rfm) (
	SFUNC = cx_rfm_larger, STYPE = cx_rfm, COMBINEFUNC = cx_rfm_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_rfm) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_rfm_add(cx_rfm, cx_rfm) RETURNS cx_rfm AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_add(cx_rfm, cx_rfm) IS 'the rows of both; NULL when one is NULL; different observed_until are an error';
CREATE OPERATOR + (LEFTARG = cx_rfm, RIGHTARG = cx_rfm, FUNCTION = cx_rfm_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_rfm, cx_rfm) IS 'the rows of both; NULL when one is NULL; different observed_until are an error';

-- Casts

CREATE FUNCTION cx_rfm_json(cx_rfm) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_json(cx_rfm) IS 'the state as json: first, observed_until, days';
CREATE CAST (cx_rfm AS json) WITH FUNCTION cx_rfm_json(cx_rfm);
COMMENT ON CAST (cx_rfm AS json) IS 'the state as json: first, observed_until, days';
CREATE FUNCTION cx_rfm_jsonb(cx_rfm) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_jsonb(cx_rfm) IS 'the state as jsonb: first, observed_until, days';
CREATE CAST (cx_rfm AS jsonb) WITH FUNCTION cx_rfm_jsonb(cx_rfm);
COMMENT ON CAST (cx_rfm AS jsonb) IS 'the state as jsonb: first, observed_until, days';
-- One customer's purchases, folded into cx_rfm, and read from it. Transitions are not strict: only a NULL
-- time means skip. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_count(cx_rfm, date, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, bigint, date) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(date, bigint, date) IS
'what the days of one customer brought, from rows (at, amount, observed_until); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamp, bigint, date) IS
'what the days of one customer brought, from rows (at, amount, observed_until); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date, cx_zone) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamptz, bigint, date, cx_zone) IS
'what the days of one customer brought, from rows (at, amount, observed_until, zone); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, date, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, date, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, numeric, date) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(date, numeric, date) IS
'what the days of one customer brought, from rows (at, amount, observed_until); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamp, numeric, date) IS
'what the days of one customer brought, from rows (at, amount, observed_until); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date, cx_zone) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamptz, numeric, date, cx_zone) IS
'what the days of one customer brought, from rows (at, amount, observed_until, zone); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, date, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, date, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, double precision, date) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(date, double precision, date) IS
'what the days of one customer brought, from rows (at, amount, observed_until); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamp, double precision, date) IS
'what the days of one customer brought, from rows (at, amount, observed_until); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_rfm_count_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date, cx_zone) IS
'adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0';

CREATE AGGREGATE rfm_agg(at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamptz, double precision, date, cx_zone) IS
'what the days of one customer brought, from rows (at, amount, observed_until, zone); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, date, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date, cx_zone) RETURNS cx_rfm
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rollup(rfm cx_rfm) (
	SFUNC = cx_rfm_add, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_rfm) IS
'the rows of all parts of a customer, whatever the split; NULLs are skipped; () over no rows';
-- What one customer's days say. A purchase day is one whose amounts sum to more than 0, or that has rows
-- and no amount other than 0 or NULL.

CREATE FUNCTION frequency(rfm cx_rfm) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rfm_frequency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frequency(cx_rfm) IS
'purchase days after the first; NULL without a purchase day';

CREATE FUNCTION recency(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_recency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION recency(cx_rfm) IS
'days from the first purchase day to the last; NULL without a purchase day';

CREATE FUNCTION age(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_age_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION age(cx_rfm) IS
'days from the first purchase day to the last day observed; NULL without a purchase day';

CREATE FUNCTION mean_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_mean_amount_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_amount(cx_rfm) IS
'mean amount of the purchase days after the first; NULL when there is none';

CREATE FUNCTION total_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(cx_rfm) IS
'the money of all rows, returns taken off; NULL without a row';

CREATE FUNCTION first_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_first_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_purchase(cx_rfm) IS
'the first purchase day; NULL when there is none';

CREATE FUNCTION last_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_last_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_purchase(cx_rfm) IS
'the last purchase day; NULL when there is none';

CREATE FUNCTION observed_until(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_observed_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION observed_until(cx_rfm) IS
'the last day observed; NULL without a row';
-- Type cx_rfm_set

CREATE TYPE cx_rfm_set;

CREATE FUNCTION cx_rfm_set_in(cstring) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_in(cstring) IS 'text input of cx_rfm_set';
CREATE FUNCTION cx_rfm_set_out(cx_rfm_set) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_out(cx_rfm_set) IS 'text output of cx_rfm_set';
CREATE FUNCTION cx_rfm_set_recv(internal) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_recv(internal) IS 'binary input of cx_rfm_set';
CREATE FUNCTION cx_rfm_set_send(cx_rfm_set) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_send(cx_rfm_set) IS 'binary output of cx_rfm_set';

CREATE TYPE cx_rfm_set (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_rfm_set_in,
	OUTPUT = cx_rfm_set_out,
	RECEIVE = cx_rfm_set_recv,
	SEND = cx_rfm_set_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE cx_rfm_set IS
'frequency, recency, age and mean amount of many customers, to be read with rfm_table(); () without any; a state over customers: it cannot be united with another';

-- Equality and hashing

CREATE FUNCTION cx_rfm_set_eq(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_eq(cx_rfm_set, cx_rfm_set) IS 'same customers';
CREATE FUNCTION cx_rfm_set_ne(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_ne(cx_rfm_set, cx_rfm_set) IS 'not equal';
CREATE FUNCTION cx_rfm_set_hash(cx_rfm_set) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_hash(cx_rfm_set) IS 'hash of a set';
CREATE FUNCTION cx_rfm_set_hash_extended(cx_rfm_set, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_hash_extended(cx_rfm_set, bigint) IS 'seeded hash of a set';

CREATE OPERATOR = (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_rfm_set, cx_rfm_set) IS 'same customers';
CREATE OPERATOR <> (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_rfm_set, cx_rfm_set) IS 'not equal';

CREATE OPERATOR CLASS cx_rfm_set_hash_ops DEFAULT FOR TYPE cx_rfm_set USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rfm_set_hash(cx_rfm_set),
	FUNCTION 2 cx_rfm_set_hash_extended(cx_rfm_set, bigint);
COMMENT ON OPERATOR FAMILY cx_rfm_set_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm_set';
COMMENT ON OPERATOR CLASS cx_rfm_set_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm_set';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_rfm_set_lt(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_lt(cx_rfm_set, cx_rfm_set) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_rfm_set, cx_rfm_set) IS 'before in the order of bytes';
CREATE FUNCTION cx_rfm_set_le(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_le(cx_rfm_set, cx_rfm_set) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_rfm_set, cx_rfm_set) IS 'not after in the order of bytes';
CREATE FUNCTION cx_rfm_set_ge(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_ge(cx_rfm_set, cx_rfm_set) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_rfm_set, cx_rfm_set) IS 'not before in the order of bytes';
CREATE FUNCTION cx_rfm_set_gt(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_gt(cx_rfm_set, cx_rfm_set) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_rfm_set, cx_rfm_set) IS 'after in the order of bytes';
CREATE FUNCTION cx_rfm_set_cmp(cx_rfm_set, cx_rfm_set) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_cmp(cx_rfm_set, cx_rfm_set) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_rfm_set_ops DEFAULT FOR TYPE cx_rfm_set USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_rfm_set_cmp(cx_rfm_set, cx_rfm_set);
COMMENT ON OPERATOR FAMILY cx_rfm_set_ops USING btree IS
'sorting and indexes of cx_rfm_set, by bytes';
COMMENT ON OPERATOR CLASS cx_rfm_set_ops USING btree IS
'sorting and indexes of cx_rfm_set, by bytes';

CREATE FUNCTION cx_rfm_set_smaller(cx_rfm_set, cx_rfm_set) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_smaller(cx_rfm_set, cx_rfm_set) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_rfm_set_larger(cx_rfm_set, cx_rfm_set) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_larger(cx_rfm_set, cx_rfm_set) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_rfm_set) (
	SFUNC = cx_rfm_set_smaller, STYPE = cx_rfm_set, COMBINEFUNC = cx_rfm_set_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_rfm_set) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_rfm_set) (
	SFUNC = cx_rfm_set_larger, STYPE = cx_rfm_set, COMBINEFUNC = cx_rfm_set_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_rfm_set) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

-- Casts

CREATE FUNCTION cx_rfm_set_json(cx_rfm_set) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_json(cx_rfm_set) IS 'the set as json: observed_until, customers';
CREATE CAST (cx_rfm_set AS json) WITH FUNCTION cx_rfm_set_json(cx_rfm_set);
COMMENT ON CAST (cx_rfm_set AS json) IS 'the set as json: observed_until, customers';
CREATE FUNCTION cx_rfm_set_jsonb(cx_rfm_set) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_set_jsonb(cx_rfm_set) IS 'the set as jsonb: observed_until, customers';
CREATE CAST (cx_rfm_set AS jsonb) WITH FUNCTION cx_rfm_set_jsonb(cx_rfm_set);
COMMENT ON CAST (cx_rfm_set AS jsonb) IS 'the set as jsonb: observed_until, customers';
-- All customers in one pass over raw orders. The state is internal: a hash of customers, which nobody stores.
-- It grows with its rows, which a negative size says. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_combine(internal, internal) IS 'the orders of both';

CREATE FUNCTION cx_rfm_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_serialize(internal) IS 'a hash of customers on its way from a worker';

CREATE FUNCTION cx_rfm_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_deserialize(bytea, internal) IS 'a hash of customers that came from a worker';

CREATE FUNCTION cx_rfm_pass_final(internal) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_final(internal) IS 'the figures of every customer';

CREATE FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, date, bigint, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, bigint, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, bigint, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, date, numeric, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, numeric, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, numeric, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, date, double precision, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, double precision, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, double precision, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, date, bigint, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, bigint, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_bigint'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, bigint, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, date, numeric, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, numeric, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_numeric'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, numeric, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, date, double precision, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, double precision, date) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_float8'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, double precision, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- A text customer is kept as a hash, which cannot be given back.

CREATE FUNCTION cx_rfm_pass(internal, text, date, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, date, bigint, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, date, bigint, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamp, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamp, bigint, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamp, bigint, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamptz, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamptz, bigint, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamptz, bigint, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamptz, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamptz, bigint, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamptz, bigint, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, date, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, date, bigint, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, date, bigint, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamp, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamp, bigint, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamp, bigint, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, date, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, date, numeric, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, date, numeric, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamp, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamp, numeric, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamp, numeric, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamptz, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamptz, numeric, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamptz, numeric, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamptz, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamptz, numeric, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamptz, numeric, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, date, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, date, numeric, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, date, numeric, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamp, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamp, numeric, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamp, numeric, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, date, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, date, double precision, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, date, double precision, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamp, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamp, double precision, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamp, double precision, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamptz, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamptz, double precision, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamptz, double precision, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamptz, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamptz, double precision, date) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamptz, double precision, date) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, date, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, date, double precision, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, date, double precision, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
CREATE FUNCTION cx_rfm_pass(internal, text, timestamp, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, timestamp, double precision, date, cx_zone) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, timestamp, double precision, date, cx_zone) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
-- The rows of a cx_rfm_set

CREATE FUNCTION rfm_table(
	customers cx_rfm_set,
	OUT customer bigint, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_table(cx_rfm_set) IS
'customers of type bigint in order, with purchase days after the first, days from the first to the last '
'and to the end of observation, and the mean amount of those after the first, NULL without one; '
'customers without a purchase day have no row';

CREATE FUNCTION rfm_uuid_table(
	customers cx_rfm_set,
	OUT customer uuid, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_uuid_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_uuid_table(cx_rfm_set) IS
'the same for customers of type uuid';
-- Types cx_purchase_model and cx_spend_model

CREATE TYPE cx_purchase_model;

CREATE FUNCTION cx_purchase_model_in(cstring) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_in(cstring) IS 'text input of cx_purchase_model';
CREATE FUNCTION cx_purchase_model_out(cx_purchase_model) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_out(cx_purchase_model) IS 'text output of cx_purchase_model';
CREATE FUNCTION cx_purchase_model_recv(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_recv(internal) IS 'binary input of cx_purchase_model';
CREATE FUNCTION cx_purchase_model_send(cx_purchase_model) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_send(cx_purchase_model) IS 'binary output of cx_purchase_model';

CREATE TYPE cx_purchase_model (
	INTERNALLENGTH = 144,
	INPUT = cx_purchase_model_in,
	OUTPUT = cx_purchase_model_out,
	RECEIVE = cx_purchase_model_recv,
	SEND = cx_purchase_model_send,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE cx_purchase_model IS
'a model of how often customers buy, and whether they have left: BG/NBD, MBG/NBD or Pareto/NBD, fitted or given';

-- Equality and hashing

CREATE FUNCTION cx_purchase_model_eq(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_eq(cx_purchase_model, cx_purchase_model) IS 'same model';
CREATE FUNCTION cx_purchase_model_ne(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_ne(cx_purchase_model, cx_purchase_model) IS 'not equal';
CREATE FUNCTION cx_purchase_model_hash(cx_purchase_model) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_hash(cx_purchase_model) IS 'hash of a model';
CREATE FUNCTION cx_purchase_model_hash_extended(cx_purchase_model, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_hash_extended(cx_purchase_model, bigint) IS 'seeded hash of a model';

CREATE OPERATOR = (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_purchase_model, cx_purchase_model) IS 'same model';
CREATE OPERATOR <> (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_purchase_model, cx_purchase_model) IS 'not equal';

CREATE OPERATOR CLASS cx_purchase_model_hash_ops DEFAULT FOR TYPE cx_purchase_model USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_purchase_model_hash(cx_purchase_model),
	FUNCTION 2 cx_purchase_model_hash_extended(cx_purchase_model, bigint);
COMMENT ON OPERATOR FAMILY cx_purchase_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_purchase_model';
COMMENT ON OPERATOR CLASS cx_purchase_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_purchase_model';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_purchase_model_lt(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_lt(cx_purchase_model, cx_purchase_model) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_purchase_model, cx_purchase_model) IS 'before in the order of bytes';
CREATE FUNCTION cx_purchase_model_le(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_le(cx_purchase_model, cx_purchase_model) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_purchase_model, cx_purchase_model) IS 'not after in the order of bytes';
CREATE FUNCTION cx_purchase_model_ge(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_ge(cx_purchase_model, cx_purchase_model) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_purchase_model, cx_purchase_model) IS 'not before in the order of bytes';
CREATE FUNCTION cx_purchase_model_gt(cx_purchase_model, cx_purchase_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_gt(cx_purchase_model, cx_purchase_model) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_purchase_model, RIGHTARG = cx_purchase_model, FUNCTION = cx_purchase_model_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_purchase_model, cx_purchase_model) IS 'after in the order of bytes';
CREATE FUNCTION cx_purchase_model_cmp(cx_purchase_model, cx_purchase_model) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_cmp(cx_purchase_model, cx_purchase_model) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_purchase_model_ops DEFAULT FOR TYPE cx_purchase_model USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_purchase_model_cmp(cx_purchase_model, cx_purchase_model);
COMMENT ON OPERATOR FAMILY cx_purchase_model_ops USING btree IS
'sorting and indexes of cx_purchase_model, by bytes';
COMMENT ON OPERATOR CLASS cx_purchase_model_ops USING btree IS
'sorting and indexes of cx_purchase_model, by bytes';

CREATE FUNCTION cx_purchase_model_smaller(cx_purchase_model, cx_purchase_model) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_smaller(cx_purchase_model, cx_purchase_model) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_purchase_model_larger(cx_purchase_model, cx_purchase_model) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_larger(cx_purchase_model, cx_purchase_model) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_purchase_model) (
	SFUNC = cx_purchase_model_smaller, STYPE = cx_purchase_model, COMBINEFUNC = cx_purchase_model_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_purchase_model) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_purchase_model) (
	SFUNC = cx_purchase_model_larger, STYPE = cx_purchase_model, COMBINEFUNC = cx_purchase_model_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_purchase_model) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

-- Casts

CREATE FUNCTION cx_purchase_model_json(cx_purchase_model) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_json(cx_purchase_model) IS 'the model as json: model, status, limits, customers, log_likelihood, parameters';
CREATE CAST (cx_purchase_model AS json) WITH FUNCTION cx_purchase_model_json(cx_purchase_model);
COMMENT ON CAST (cx_purchase_model AS json) IS 'the model as json: model, status, limits, customers, log_likelihood, parameters';
CREATE FUNCTION cx_purchase_model_jsonb(cx_purchase_model) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchase_model_jsonb(cx_purchase_model) IS 'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';
CREATE CAST (cx_purchase_model AS jsonb) WITH FUNCTION cx_purchase_model_jsonb(cx_purchase_model);
COMMENT ON CAST (cx_purchase_model AS jsonb) IS 'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';

CREATE TYPE cx_spend_model;

CREATE FUNCTION cx_spend_model_in(cstring) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_in(cstring) IS 'text input of cx_spend_model';
CREATE FUNCTION cx_spend_model_out(cx_spend_model) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_out(cx_spend_model) IS 'text output of cx_spend_model';
CREATE FUNCTION cx_spend_model_recv(internal) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_recv(internal) IS 'binary input of cx_spend_model';
CREATE FUNCTION cx_spend_model_send(cx_spend_model) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_send(cx_spend_model) IS 'binary output of cx_spend_model';

CREATE TYPE cx_spend_model (
	INTERNALLENGTH = 144,
	INPUT = cx_spend_model_in,
	OUTPUT = cx_spend_model_out,
	RECEIVE = cx_spend_model_recv,
	SEND = cx_spend_model_send,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE cx_spend_model IS
'a model of how much customers spend: gamma-gamma, fitted or given';

-- Equality and hashing

CREATE FUNCTION cx_spend_model_eq(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_eq(cx_spend_model, cx_spend_model) IS 'same model';
CREATE FUNCTION cx_spend_model_ne(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_ne(cx_spend_model, cx_spend_model) IS 'not equal';
CREATE FUNCTION cx_spend_model_hash(cx_spend_model) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_hash(cx_spend_model) IS 'hash of a model';
CREATE FUNCTION cx_spend_model_hash_extended(cx_spend_model, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_hash_extended(cx_spend_model, bigint) IS 'seeded hash of a model';

CREATE OPERATOR = (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_spend_model, cx_spend_model) IS 'same model';
CREATE OPERATOR <> (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_spend_model, cx_spend_model) IS 'not equal';

CREATE OPERATOR CLASS cx_spend_model_hash_ops DEFAULT FOR TYPE cx_spend_model USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_spend_model_hash(cx_spend_model),
	FUNCTION 2 cx_spend_model_hash_extended(cx_spend_model, bigint);
COMMENT ON OPERATOR FAMILY cx_spend_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_spend_model';
COMMENT ON OPERATOR CLASS cx_spend_model_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_spend_model';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_spend_model_lt(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_lt(cx_spend_model, cx_spend_model) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_spend_model, cx_spend_model) IS 'before in the order of bytes';
CREATE FUNCTION cx_spend_model_le(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_le(cx_spend_model, cx_spend_model) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_spend_model, cx_spend_model) IS 'not after in the order of bytes';
CREATE FUNCTION cx_spend_model_ge(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_ge(cx_spend_model, cx_spend_model) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_spend_model, cx_spend_model) IS 'not before in the order of bytes';
CREATE FUNCTION cx_spend_model_gt(cx_spend_model, cx_spend_model) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_gt(cx_spend_model, cx_spend_model) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_spend_model, RIGHTARG = cx_spend_model, FUNCTION = cx_spend_model_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_spend_model, cx_spend_model) IS 'after in the order of bytes';
CREATE FUNCTION cx_spend_model_cmp(cx_spend_model, cx_spend_model) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_cmp(cx_spend_model, cx_spend_model) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_spend_model_ops DEFAULT FOR TYPE cx_spend_model USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_spend_model_cmp(cx_spend_model, cx_spend_model);
COMMENT ON OPERATOR FAMILY cx_spend_model_ops USING btree IS
'sorting and indexes of cx_spend_model, by bytes';
COMMENT ON OPERATOR CLASS cx_spend_model_ops USING btree IS
'sorting and indexes of cx_spend_model, by bytes';

CREATE FUNCTION cx_spend_model_smaller(cx_spend_model, cx_spend_model) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_smaller(cx_spend_model, cx_spend_model) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_spend_model_larger(cx_spend_model, cx_spend_model) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_larger(cx_spend_model, cx_spend_model) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_spend_model) (
	SFUNC = cx_spend_model_smaller, STYPE = cx_spend_model, COMBINEFUNC = cx_spend_model_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_spend_model) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_spend_model) (
	SFUNC = cx_spend_model_larger, STYPE = cx_spend_model, COMBINEFUNC = cx_spend_model_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_spend_model) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

-- Casts

CREATE FUNCTION cx_spend_model_json(cx_spend_model) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_json(cx_spend_model) IS 'the model as json: model, status, limits, customers, log_likelihood, parameters';
CREATE CAST (cx_spend_model AS json) WITH FUNCTION cx_spend_model_json(cx_spend_model);
COMMENT ON CAST (cx_spend_model AS json) IS 'the model as json: model, status, limits, customers, log_likelihood, parameters';
CREATE FUNCTION cx_spend_model_jsonb(cx_spend_model) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_model_jsonb(cx_spend_model) IS 'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';
CREATE CAST (cx_spend_model AS jsonb) WITH FUNCTION cx_spend_model_jsonb(cx_spend_model);
COMMENT ON CAST (cx_spend_model AS jsonb) IS 'the model as jsonb: model, status, limits, customers, log_likelihood, parameters';

-- How a fit ended

CREATE FUNCTION model_status(model cx_purchase_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_status(cx_purchase_model) IS
'converged, boundary, no_repeat_purchases, not_identified, not_converged or given';

CREATE FUNCTION model_limits(model cx_purchase_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_limits(cx_purchase_model) IS
'the limits of the model that a fit on a boundary ended in; NULL when it did not';

CREATE FUNCTION log_likelihood(model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_model_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_likelihood(cx_purchase_model) IS
'log-likelihood of the fit, times in days; NULL without an estimate';
CREATE FUNCTION model_status(model cx_spend_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_status(cx_spend_model) IS
'converged, boundary, no_repeat_purchases, not_identified, not_converged or given';

CREATE FUNCTION model_limits(model cx_spend_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_limits(cx_spend_model) IS
'the limits of the model that a fit on a boundary ended in; NULL when it did not';

CREATE FUNCTION log_likelihood(model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_model_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_likelihood(cx_spend_model) IS
'log-likelihood of the fit, times in days; NULL without an estimate';

-- Models with parameters from elsewhere

CREATE FUNCTION bgnbd_model(r double precision, alpha double precision, a double precision,
	b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_bgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bgnbd_model(double precision, double precision, double precision, double precision) IS
'BG/NBD with the parameters given, alpha in days';

CREATE FUNCTION mbgnbd_model(r double precision, alpha double precision, a double precision,
	b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_mbgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mbgnbd_model(double precision, double precision, double precision, double precision) IS
'MBG/NBD with the parameters given, alpha in days';

CREATE FUNCTION pareto_nbd_model(r double precision, alpha double precision, s double precision,
	beta double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_pareto_nbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pareto_nbd_model(double precision, double precision, double precision,
	double precision) IS
'Pareto/NBD with the parameters given, alpha and beta in days';

CREATE FUNCTION gamma_gamma_model(p double precision, q double precision, v double precision)
	RETURNS cx_spend_model
AS 'MODULE_PATHNAME', 'cx_model_gamma_gamma' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gamma_gamma_model(double precision, double precision, double precision) IS
'gamma-gamma with the parameters given, v in money';
-- What a model says

CREATE FUNCTION model_summary(
	model cx_purchase_model, level double precision DEFAULT 0.95,
	OUT parameter text, OUT estimate double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION model_summary(cx_purchase_model, double precision) IS
'parameters and what they amount to, with standard errors and intervals; NULL where there is none';
CREATE FUNCTION model_summary(
	model cx_spend_model, level double precision DEFAULT 0.95,
	OUT parameter text, OUT estimate double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION model_summary(cx_spend_model, double precision) IS
'parameters and what they amount to, with standard errors and intervals; NULL where there is none';
-- Fitting models. The state is internal: a hash of how many customers are alike, which nobody stores. Its
-- planned size is that of a segment of a few hundred different customers; it grows with the rows.

CREATE FUNCTION cx_purchases_count(internal, cx_rfm) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count_rfm' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchases_count(internal, cx_rfm) IS
'counts customers that are alike; a NULL figure skips the row';
CREATE FUNCTION cx_purchases_count(internal, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchases_count(internal, double precision, double precision, double precision) IS
'counts customers that are alike; a NULL figure skips the row';
CREATE FUNCTION cx_purchases_count(internal, double precision, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchases_count(internal, double precision, double precision, double precision, double precision) IS
'counts customers that are alike; a NULL figure, and a weight of 0, skip the row';

CREATE FUNCTION cx_spending_count(internal, cx_rfm) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count_rfm' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_spending_count(internal, cx_rfm) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
CREATE FUNCTION cx_spending_count(internal, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_spending_count(internal, double precision, double precision) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
CREATE FUNCTION cx_spending_count(internal, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_spending_count(internal, double precision, double precision, double precision) IS
'counts spenders that are alike; a NULL figure, a weight of 0, and no repeat purchases that brought money, skip the row';

CREATE FUNCTION cx_fit_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_fit_combine(internal, internal) IS 'the customers of both states';

CREATE FUNCTION cx_fit_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_fit_serialize(internal) IS 'a state on its way from a worker';

CREATE FUNCTION cx_fit_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_fit_deserialize(bytea, internal) IS 'a state that came from a worker';

CREATE FUNCTION cx_bgnbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_bgnbd_final(internal) IS 'the BG/NBD model with the highest likelihood';
CREATE FUNCTION cx_mbgnbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_mbgnbd_final(internal) IS 'the MBG/NBD model with the highest likelihood';
CREATE FUNCTION cx_pareto_nbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_pareto_nbd_final(internal) IS 'the Pareto/NBD model with the highest likelihood';

CREATE AGGREGATE bgnbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bgnbd_fit(cx_rfm) IS
'BG/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE bgnbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bgnbd_fit(double precision, double precision, double precision) IS
'BG/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE bgnbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE bgnbd_fit(double precision, double precision, double precision, double precision) IS
'BG/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE mbgnbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE mbgnbd_fit(cx_rfm) IS
'MBG/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE mbgnbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE mbgnbd_fit(double precision, double precision, double precision) IS
'MBG/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE mbgnbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE mbgnbd_fit(double precision, double precision, double precision, double precision) IS
'MBG/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE pareto_nbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE pareto_nbd_fit(cx_rfm) IS
'Pareto/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE pareto_nbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE pareto_nbd_fit(double precision, double precision, double precision) IS
'Pareto/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
CREATE AGGREGATE pareto_nbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE pareto_nbd_fit(double precision, double precision, double precision, double precision) IS
'Pareto/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';

CREATE FUNCTION cx_gamma_gamma_final(internal) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_gamma_gamma_final(internal) IS 'the gamma-gamma model with the highest likelihood';

CREATE AGGREGATE gamma_gamma_fit(rfm cx_rfm) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE gamma_gamma_fit(cx_rfm) IS
'gamma-gamma fitted to customers with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
CREATE AGGREGATE gamma_gamma_fit(frequency double precision, mean_amount double precision) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE gamma_gamma_fit(double precision, double precision) IS
'gamma-gamma fitted to customers (frequency, mean_amount) with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
CREATE AGGREGATE gamma_gamma_fit(frequency double precision, mean_amount double precision, weight double precision) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE gamma_gamma_fit(double precision, double precision, double precision) IS
'gamma-gamma fitted to customers (frequency, mean_amount, weight) with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
-- What a model says about a customer: of a state, or of columns.

CREATE FUNCTION expected_purchases(rfm cx_rfm, model cx_purchase_model, horizon_days double precision)
	RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_expected_purchases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_purchases(cx_rfm, cx_purchase_model, double precision) IS
'days with a purchase expected within the horizon after the last day observed, in the unit of time of the model; NULL without an estimate';

CREATE FUNCTION p_alive(rfm cx_rfm, model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_p_alive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_alive(cx_rfm, cx_purchase_model) IS
'probability, 0 to 1, that the customer has not left for good; NULL without an estimate';
CREATE FUNCTION expected_purchases(frequency double precision, recency double precision, age double precision, model cx_purchase_model, horizon_days double precision)
	RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_expected_purchases' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_purchases(double precision, double precision, double precision, cx_purchase_model, double precision) IS
'days with a purchase expected within the horizon after the last day observed, in the unit of time of the model; NULL without an estimate';

CREATE FUNCTION p_alive(frequency double precision, recency double precision, age double precision, model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_p_alive' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION p_alive(double precision, double precision, double precision, cx_purchase_model) IS
'probability, 0 to 1, that the customer has not left for good; NULL without an estimate';

CREATE FUNCTION expected_spend(rfm cx_rfm, model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_expected_spend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION expected_spend(cx_rfm, cx_spend_model) IS
'mean amount of the days with a purchase that are to come; the mean of all without a repeat purchase; NULL where the model has none';
CREATE FUNCTION expected_spend(frequency double precision, mean_amount double precision, model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_expected_spend' LANGUAGE C IMMUTABLE  PARALLEL SAFE;
COMMENT ON FUNCTION expected_spend(double precision, double precision, cx_spend_model) IS
'mean amount of the days with a purchase that are to come; the mean of all without a repeat purchase; NULL where the model has none';

CREATE FUNCTION clv(rfm cx_rfm, model cx_purchase_model, spending cx_spend_model,
	horizon_days double precision, annual_discount double precision,
	periods_per_year double precision DEFAULT 365) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_clv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv(cx_rfm, cx_purchase_model, cx_spend_model, double precision, double precision,
	double precision) IS
'value today of the purchases expected within the horizon, in the unit of the amounts; the discount a fraction per year of so many units of time of the model; NULL without an estimate';
CREATE FUNCTION clv(frequency double precision, recency double precision, age double precision, mean_amount double precision, model cx_purchase_model, spending cx_spend_model,
	horizon_days double precision, annual_discount double precision,
	periods_per_year double precision DEFAULT 365) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv' LANGUAGE C IMMUTABLE  PARALLEL SAFE;
COMMENT ON FUNCTION clv(double precision, double precision, double precision, double precision, cx_purchase_model, cx_spend_model, double precision, double precision,
	double precision) IS
'value today of the purchases expected within the horizon, in the unit of the amounts; the discount a fraction per year of so many units of time of the model; NULL without an estimate';
-- Lifetime value without a model

CREATE FUNCTION clv_simple(margin double precision, churn double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_simple' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_simple(double precision, double precision) IS
'margin of a period / churn in percent of it; NULL without churn, when it is infinite';

CREATE FUNCTION clv_geometric(margin double precision, retention double precision, discount double precision)
	RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_geometric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_geometric(double precision, double precision, double precision) IS
'margin * r / (1 + d - r), the first margin one period ahead; retention in percent and discount as a fraction, of one period; NULL when it is infinite';
-- Type cx_calendar

CREATE TYPE cx_calendar;

CREATE FUNCTION cx_calendar_in(cstring) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_in(cstring) IS 'text input of cx_calendar';
CREATE FUNCTION cx_calendar_out(cx_calendar) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_out(cx_calendar) IS 'text output of cx_calendar';
CREATE FUNCTION cx_calendar_recv(internal) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_recv(internal) IS 'binary input of cx_calendar';
CREATE FUNCTION cx_calendar_send(cx_calendar) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_send(cx_calendar) IS 'binary output of cx_calendar';

CREATE TYPE cx_calendar (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_calendar_in,
	OUTPUT = cx_calendar_out,
	RECEIVE = cx_calendar_recv,
	SEND = cx_calendar_send,
	ALIGNMENT = double,
	STORAGE = main
);
COMMENT ON TYPE cx_calendar IS
'the hours that count: a zone, windows of each day of the week, and dates that differ, as in Europe/Berlin; Mon-Fri 09:00-17:00; 2026-12-25; text is cast to it implicitly';

-- Equality and hashing

CREATE FUNCTION cx_calendar_eq(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_eq(cx_calendar, cx_calendar) IS 'same zone, same windows, same dates';
CREATE FUNCTION cx_calendar_ne(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_ne(cx_calendar, cx_calendar) IS 'not equal';
CREATE FUNCTION cx_calendar_hash(cx_calendar) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_hash(cx_calendar) IS 'hash of a calendar';
CREATE FUNCTION cx_calendar_hash_extended(cx_calendar, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_hash_extended(cx_calendar, bigint) IS 'seeded hash of a calendar';

CREATE OPERATOR = (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_calendar, cx_calendar) IS 'same zone, same windows, same dates';
CREATE OPERATOR <> (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_calendar, cx_calendar) IS 'not equal';

CREATE OPERATOR CLASS cx_calendar_hash_ops DEFAULT FOR TYPE cx_calendar USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_calendar_hash(cx_calendar),
	FUNCTION 2 cx_calendar_hash_extended(cx_calendar, bigint);
COMMENT ON OPERATOR FAMILY cx_calendar_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_calendar';
COMMENT ON OPERATOR CLASS cx_calendar_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_calendar';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_calendar_lt(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_lt(cx_calendar, cx_calendar) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_calendar, cx_calendar) IS 'before in the order of bytes';
CREATE FUNCTION cx_calendar_le(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_le(cx_calendar, cx_calendar) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_calendar, cx_calendar) IS 'not after in the order of bytes';
CREATE FUNCTION cx_calendar_ge(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_ge(cx_calendar, cx_calendar) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_calendar, cx_calendar) IS 'not before in the order of bytes';
CREATE FUNCTION cx_calendar_gt(cx_calendar, cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_gt(cx_calendar, cx_calendar) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_calendar, RIGHTARG = cx_calendar, FUNCTION = cx_calendar_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_calendar, cx_calendar) IS 'after in the order of bytes';
CREATE FUNCTION cx_calendar_cmp(cx_calendar, cx_calendar) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_cmp(cx_calendar, cx_calendar) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_calendar_ops DEFAULT FOR TYPE cx_calendar USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_calendar_cmp(cx_calendar, cx_calendar);
COMMENT ON OPERATOR FAMILY cx_calendar_ops USING btree IS
'sorting and indexes of cx_calendar, by bytes';
COMMENT ON OPERATOR CLASS cx_calendar_ops USING btree IS
'sorting and indexes of cx_calendar, by bytes';

CREATE FUNCTION cx_calendar_smaller(cx_calendar, cx_calendar) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_smaller(cx_calendar, cx_calendar) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_calendar_larger(cx_calendar, cx_calendar) RETURNS cx_calendar
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_larger(cx_calendar, cx_calendar) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_calendar) (
	SFUNC = cx_calendar_smaller, STYPE = cx_calendar, COMBINEFUNC = cx_calendar_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_calendar) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_calendar) (
	SFUNC = cx_calendar_larger, STYPE = cx_calendar, COMBINEFUNC = cx_calendar_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_calendar) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

-- Casts

CREATE FUNCTION cx_calendar_json(cx_calendar) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_json(cx_calendar) IS 'the calendar as json: zone, week, dates';
CREATE CAST (cx_calendar AS json) WITH FUNCTION cx_calendar_json(cx_calendar);
COMMENT ON CAST (cx_calendar AS json) IS 'the calendar as json: zone, week, dates';
CREATE FUNCTION cx_calendar_jsonb(cx_calendar) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar_jsonb(cx_calendar) IS 'the calendar as jsonb: zone, week, dates';
CREATE CAST (cx_calendar AS jsonb) WITH FUNCTION cx_calendar_jsonb(cx_calendar);
COMMENT ON CAST (cx_calendar AS jsonb) IS 'the calendar as jsonb: zone, week, dates';

CREATE FUNCTION cx_calendar(text) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar(text) IS 'the calendar written so; NULL for NULL';

CREATE CAST (text AS cx_calendar) WITH FUNCTION cx_calendar(text) AS IMPLICIT;
CREATE CAST (varchar AS cx_calendar) WITH FUNCTION cx_calendar(text) AS IMPLICIT;
COMMENT ON CAST (text AS cx_calendar) IS 'the calendar written so';
COMMENT ON CAST (varchar AS cx_calendar) IS 'the calendar written so';
-- Calendars from columns. Not strict: no special days, and no holidays, are NULL.

CREATE FUNCTION business_calendar(zone cx_zone, hours text, special text DEFAULT '') RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_of_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar(cx_zone, text, text) IS
'the calendar of a zone, windows of the week, and dates that differ, each written as in a calendar; NULL or empty special: none; NULL zone or hours: NULL';

CREATE FUNCTION business_calendar(zone cx_zone, hours text, holidays date[]) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_of_holidays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar(cx_zone, text, date[]) IS
'the calendar of a zone and windows of the week, closed on the holidays; NULL holidays: none; NULL zone or hours: NULL';

CREATE FUNCTION with_holidays(calendar cx_calendar, holidays date[]) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_with_holidays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION with_holidays(cx_calendar, date[]) IS
'the calendar, closed on the holidays too; NULL holidays: none; NULL for NULL';
-- Open time between two instants, and within ranges

CREATE FUNCTION business_elapsed(started timestamptz, ended timestamptz, calendar cx_calendar)
RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamptz, timestamptz, cx_calendar) IS
'open time from started to ended, in hours and finer units only; negative when ended is earlier; NULL for NULL or infinity';

CREATE FUNCTION business_elapsed(started timestamp, ended timestamp, calendar cx_calendar)
RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamp, timestamp, cx_calendar) IS
'open time between two local times of the calendar''s zone, in hours and finer units only; NULL for NULL or infinity';

CREATE FUNCTION business_elapsed(during tstzmultirange, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed_ranges' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(tstzmultirange, cx_calendar) IS
'open time within the ranges, in hours and finer units only; 0 for an empty multirange; NULL for NULL or a range without an end';

-- Kinds of time that do not go together: casts would decide by the session's zone.

CREATE FUNCTION business_elapsed(started timestamptz, ended timestamp, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamptz, timestamp, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
CREATE FUNCTION business_elapsed(started timestamp, ended timestamptz, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamp, timestamptz, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
CREATE FUNCTION business_elapsed(started date, ended date, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(date, date, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
CREATE FUNCTION business_elapsed(started date, ended timestamp, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(date, timestamp, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
CREATE FUNCTION business_elapsed(started timestamp, ended date, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamp, date, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
CREATE FUNCTION business_elapsed(started date, ended timestamptz, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(date, timestamptz, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
CREATE FUNCTION business_elapsed(started timestamptz, ended date, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamptz, date, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
-- The instant that lies so much open time away, whether one is open, and the next that is

CREATE FUNCTION business_add(started timestamptz, open_time interval, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_add' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_add(timestamptz, interval, cx_calendar) IS
'when so many open hours have passed since started; negative: since when so many were open before; NULL for NULL or infinity';
CREATE FUNCTION business_open(at timestamptz, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_open(timestamptz, cx_calendar) IS
'does it lie in a window of the calendar; NULL for NULL or infinity';
CREATE FUNCTION business_next(at timestamptz, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_next' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_next(timestamptz, cx_calendar) IS
'the first open instant from at on, which may be at itself; NULL for NULL or infinity';
CREATE FUNCTION business_add_days(started timestamptz, days integer, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_add_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_add_days(timestamptz, integer, cx_calendar) IS
'the last closing on the n-th open date after that of started; NULL for NULL or infinity';
CREATE FUNCTION business_add(started timestamp, open_time interval, calendar cx_calendar) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_business_add_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_add(timestamp, interval, cx_calendar) IS
'when so many open hours have passed since started, local times of the calendar''s zone; negative: since when so many were open before; NULL for NULL or infinity';
CREATE FUNCTION business_open(at timestamp, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_open_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_open(timestamp, cx_calendar) IS
'does it lie in a window of the calendar, local times of the calendar''s zone; NULL for NULL or infinity';
CREATE FUNCTION business_next(at timestamp, calendar cx_calendar) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_business_next_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_next(timestamp, cx_calendar) IS
'the first open instant from at on, which may be at itself, local times of the calendar''s zone; NULL for NULL or infinity';
CREATE FUNCTION business_add_days(started timestamp, days integer, calendar cx_calendar) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_business_add_days_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_add_days(timestamp, integer, cx_calendar) IS
'the last closing on the n-th open date after that of started, local times of the calendar''s zone; NULL for NULL or infinity';

-- A date would become an instant by the session's zone.
CREATE FUNCTION business_add(started date, open_time interval, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_add(date, interval, cx_calendar) IS 'always an error: a date is no instant';
CREATE FUNCTION business_open(at date, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_open(date, cx_calendar) IS 'always an error: a date is no instant';
CREATE FUNCTION business_next(at date, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_next(date, cx_calendar) IS 'always an error: a date is no instant';
CREATE FUNCTION business_add_days(started date, days integer, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_add_days(date, integer, cx_calendar) IS 'always an error: a date is no instant';
-- Open dates, and their windows as ranges

CREATE FUNCTION business_days(from_day date, to_day date, calendar cx_calendar) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_business_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_days(date, date, cx_calendar) IS
'number of dates from from_day to the day before to_day that are open at any time; negative when to_day is earlier; NULL for NULL or infinity';

CREATE FUNCTION business_hours(from_day date, to_day date, calendar cx_calendar) RETURNS SETOF tstzrange
AS 'MODULE_PATHNAME', 'cx_business_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 500;
COMMENT ON FUNCTION business_hours(date, date, cx_calendar) IS
'the windows of each date from from_day to the day before to_day, as ranges of instants; no rows for NULL';
-- Type cx_durations

CREATE TYPE cx_durations;

CREATE FUNCTION cx_durations_in(cstring) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_in(cstring) IS 'text input of cx_durations';
CREATE FUNCTION cx_durations_out(cx_durations) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_out(cx_durations) IS 'text output of cx_durations';
CREATE FUNCTION cx_durations_recv(internal) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_recv(internal) IS 'binary input of cx_durations';
CREATE FUNCTION cx_durations_send(cx_durations) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_send(cx_durations) IS 'binary output of cx_durations';

CREATE TYPE cx_durations (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_durations_in,
	OUTPUT = cx_durations_out,
	RECEIVE = cx_durations_recv,
	SEND = cx_durations_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE cx_durations IS
'how many durations fell into each of the buckets that lie at most 1/128 apart, and their exact sums; () when no rows; a state over rows: stored, added with +, taken away with -, aggregated with rollup()';

-- Equality and hashing

CREATE FUNCTION cx_durations_eq(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_eq(cx_durations, cx_durations) IS 'same counts and same sums';
CREATE FUNCTION cx_durations_ne(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_ne(cx_durations, cx_durations) IS 'not equal';
CREATE FUNCTION cx_durations_hash(cx_durations) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_hash(cx_durations) IS 'hash of a state';
CREATE FUNCTION cx_durations_hash_extended(cx_durations, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_hash_extended(cx_durations, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_durations, cx_durations) IS 'same counts and same sums';
CREATE OPERATOR <> (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_durations, cx_durations) IS 'not equal';

CREATE OPERATOR CLASS cx_durations_hash_ops DEFAULT FOR TYPE cx_durations USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_durations_hash(cx_durations),
	FUNCTION 2 cx_durations_hash_extended(cx_durations, bigint);
COMMENT ON OPERATOR FAMILY cx_durations_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_durations';
COMMENT ON OPERATOR CLASS cx_durations_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_durations';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_durations_lt(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_lt(cx_durations, cx_durations) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_durations, cx_durations) IS 'before in the order of bytes';
CREATE FUNCTION cx_durations_le(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_le(cx_durations, cx_durations) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_durations, cx_durations) IS 'not after in the order of bytes';
CREATE FUNCTION cx_durations_ge(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_ge(cx_durations, cx_durations) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_durations, cx_durations) IS 'not before in the order of bytes';
CREATE FUNCTION cx_durations_gt(cx_durations, cx_durations) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_gt(cx_durations, cx_durations) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_durations, cx_durations) IS 'after in the order of bytes';
CREATE FUNCTION cx_durations_cmp(cx_durations, cx_durations) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_cmp(cx_durations, cx_durations) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_durations_ops DEFAULT FOR TYPE cx_durations USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_durations_cmp(cx_durations, cx_durations);
COMMENT ON OPERATOR FAMILY cx_durations_ops USING btree IS
'sorting and indexes of cx_durations, by bytes';
COMMENT ON OPERATOR CLASS cx_durations_ops USING btree IS
'sorting and indexes of cx_durations, by bytes';

CREATE FUNCTION cx_durations_smaller(cx_durations, cx_durations) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_smaller(cx_durations, cx_durations) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_durations_larger(cx_durations, cx_durations) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_larger(cx_durations, cx_durations) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_durations) (
	SFUNC = cx_durations_smaller, STYPE = cx_durations, COMBINEFUNC = cx_durations_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_durations) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_durations) (
	SFUNC = cx_durations_larger, STYPE = cx_durations, COMBINEFUNC = cx_durations_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_durations) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_durations_add(cx_durations, cx_durations) RETURNS cx_durations AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_add(cx_durations, cx_durations) IS 'the durations of both states; NULL when one is NULL';
CREATE OPERATOR + (LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_durations, cx_durations) IS 'the durations of both states; NULL when one is NULL';
CREATE FUNCTION cx_durations_subtract(cx_durations, cx_durations) RETURNS cx_durations AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_subtract(cx_durations, cx_durations) IS 'the durations of the first state without those of the second, which must be among them; NULL when one is NULL';
CREATE OPERATOR - (LEFTARG = cx_durations, RIGHTARG = cx_durations, FUNCTION = cx_durations_subtract);
COMMENT ON OPERATOR - (cx_durations, cx_durations) IS 'the durations of the first state without those of the second, which must be among them; NULL when one is NULL';

-- Casts

CREATE FUNCTION cx_durations_json(cx_durations) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_json(cx_durations) IS 'the state as json: count, seconds, buckets (least, most, count, seconds)';
CREATE CAST (cx_durations AS json) WITH FUNCTION cx_durations_json(cx_durations);
COMMENT ON CAST (cx_durations AS json) IS 'the state as json: count, seconds, buckets (least, most, count, seconds)';
CREATE FUNCTION cx_durations_jsonb(cx_durations) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_jsonb(cx_durations) IS 'the state as jsonb: count, seconds, buckets (least, most, count, seconds)';
CREATE CAST (cx_durations AS jsonb) WITH FUNCTION cx_durations_jsonb(cx_durations);
COMMENT ON CAST (cx_durations AS jsonb) IS 'the state as jsonb: count, seconds, buckets (least, most, count, seconds)';
-- Aggregates over durations: intervals, or starts and ends of one kind. Those over the same arguments share
-- one pass: resolution_time(opened, resolved) is the mean of duration_agg(opened, resolved).
--
-- A state has at most one entry for each bucket, some 7,300 of them, so that its size is bounded: SSPACE is
-- what one of a hundred durations takes, and PostgreSQL 19 may make such states below a join.

-- Transitions and their inverses. Not strict: the executor's own test for NULLs would cost more than theirs.

CREATE FUNCTION cx_durations_count(cx_durations, interval) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_count(cx_durations, interval) IS
'adds a duration to a state; NULL durations are skipped';
CREATE FUNCTION cx_durations_count(cx_durations, timestamptz, timestamptz) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_count(cx_durations, timestamptz, timestamptz) IS
'adds a duration to a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';
CREATE FUNCTION cx_durations_count(cx_durations, timestamp, timestamp) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_count(cx_durations, timestamp, timestamp) IS
'adds a duration to a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';
CREATE FUNCTION cx_durations_count(cx_durations, date, date) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_count(cx_durations, date, date) IS
'adds a duration to a state; in whole days of 24 hours; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';
CREATE FUNCTION cx_durations_uncount(cx_durations, interval) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_uncount(cx_durations, interval) IS
'takes a duration from a state; NULL durations are skipped';
CREATE FUNCTION cx_durations_uncount(cx_durations, timestamptz, timestamptz) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_uncount(cx_durations, timestamptz, timestamptz) IS
'takes a duration from a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';
CREATE FUNCTION cx_durations_uncount(cx_durations, timestamp, timestamp) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_uncount(cx_durations, timestamp, timestamp) IS
'takes a duration from a state; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';
CREATE FUNCTION cx_durations_uncount(cx_durations, date, date) RETURNS cx_durations
AS 'MODULE_PATHNAME', 'cx_durations_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_uncount(cx_durations, date, date) IS
'takes a duration from a state; in whole days of 24 hours; a NULL started is skipped, and so is what is open, with a NULL or infinite ended';

CREATE FUNCTION cx_durations_close(cx_durations) RETURNS cx_durations
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_close(cx_durations) IS
'the state that an aggregate has worked in, as it is stored';

CREATE AGGREGATE duration_agg(duration interval) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE duration_agg(interval) IS
'state of durations, their exact sum and how many are how long within 1 %; NULL durations are skipped; () over no rows';
CREATE AGGREGATE duration_agg(started timestamptz, ended timestamptz) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE duration_agg(timestamptz, timestamptz) IS
'state of durations, their exact sum and how many are how long within 1 %; a NULL started is skipped, and so is what is open, with a NULL or infinite ended; () over no rows';
CREATE AGGREGATE duration_agg(started timestamp, ended timestamp) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE duration_agg(timestamp, timestamp) IS
'state of durations, their exact sum and how many are how long within 1 %; a NULL started is skipped, and so is what is open, with a NULL or infinite ended; () over no rows';
CREATE AGGREGATE duration_agg(started date, ended date) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE duration_agg(date, date) IS
'state of durations, their exact sum and how many are how long within 1 %; in whole days of 24 hours; a NULL started is skipped, and so is what is open, with a NULL or infinite ended; () over no rows';

CREATE AGGREGATE rollup(state cx_durations) (
	SFUNC = cx_durations_add, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_close,
	MSFUNC = cx_durations_add, MINVFUNC = cx_durations_subtract, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_close,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_durations) IS
'all durations of many states as one; NULL states are skipped; () over no rows';

-- The one word.

CREATE FUNCTION resolution_time(state cx_durations) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_durations_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION resolution_time(cx_durations) IS
'mean duration as an interval of hours, minutes and seconds, to the microsecond; NULL for no durations or NULL';

CREATE FUNCTION cx_durations_mean_final(cx_durations) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_durations_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_durations_mean_final(cx_durations) IS
'final function of the aggregate resolution_time';

CREATE AGGREGATE resolution_time(duration interval) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE resolution_time(interval) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; NULL durations are skipped; NULL over no rows';
CREATE AGGREGATE resolution_time(opened timestamptz, resolved timestamptz) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE resolution_time(timestamptz, timestamptz) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved; NULL over no rows';
CREATE AGGREGATE resolution_time(opened timestamp, resolved timestamp) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE resolution_time(timestamp, timestamp) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved; NULL over no rows';
CREATE AGGREGATE resolution_time(opened date, resolved date) (
	SFUNC = cx_durations_count, STYPE = cx_durations, SSPACE = 1024, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, FINALFUNC = cx_durations_mean_final,
	MSFUNC = cx_durations_count, MINVFUNC = cx_durations_uncount, MSTYPE = cx_durations, MSSPACE = 65536,
		MINITCOND = '()', MFINALFUNC = cx_durations_mean_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE resolution_time(date, date) IS
'average resolution time, an interval of hours, minutes and seconds, to the microsecond; in whole days of 24 hours; a NULL opened is skipped, and so is what is open, with a NULL or infinite resolved; NULL over no rows';
-- Figures from a state. Hours are those of the clock that the durations were measured by.

CREATE FUNCTION duration_count(state cx_durations) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_durations_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_count(cx_durations) IS
'how many durations; 0 for no rows, NULL for NULL';

CREATE FUNCTION mean_hours(state cx_durations) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_mean_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_hours(cx_durations) IS
'mean duration in hours, exact; NULL for no rows or NULL';

CREATE FUNCTION median_hours(state cx_durations) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_median_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median_hours(cx_durations) IS
'shortest duration in hours, within 1 %, that at least half of them do not exceed; NULL for no rows or NULL';

CREATE FUNCTION quantile_hours(state cx_durations, p double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_quantile_hours' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION quantile_hours(cx_durations, double precision) IS
'shortest duration in hours, within 1 %, that at least a fraction p of them, 0 to 1, do not exceed, as percentile_disc; p of 0 and 1 are the shortest and the longest; NULL for no rows or NULL';

CREATE FUNCTION share_within(state cx_durations, bound interval) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_share_within' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_within(cx_durations, interval) IS
'% of the durations that are at most bound: exact at every whole minute to 256 and at 5, 6, 8, 10, 12, 16, 24, 36, 48, 72, 96 and 120 hours, elsewhere linear in the bucket that bound falls into; NULL for no rows or NULL';

CREATE FUNCTION share_within_bounds(
	state cx_durations, bound interval, OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_durations_share_within_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_within_bounds(cx_durations, interval) IS
'between which % the share lies for certain of durations that are at most bound, equal where share_within is exact; NULL for no rows or NULL';
-- Type cx_sla

CREATE TYPE cx_sla;

CREATE FUNCTION cx_sla_in(cstring) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_in(cstring) IS 'text input of cx_sla';
CREATE FUNCTION cx_sla_out(cx_sla) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_out(cx_sla) IS 'text output of cx_sla';
CREATE FUNCTION cx_sla_recv(internal) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_recv(internal) IS 'binary input of cx_sla';
CREATE FUNCTION cx_sla_send(cx_sla) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_send(cx_sla) IS 'binary output of cx_sla';

CREATE TYPE cx_sla (
	INTERNALLENGTH = 40,
	INPUT = cx_sla_in,
	OUTPUT = cx_sla_out,
	RECEIVE = cx_sla_recv,
	SEND = cx_sla_send,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE cx_sla IS
'how many tickets were resolved within their target, breached it, or are open within it, and as of when; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

-- Equality and hashing

CREATE FUNCTION cx_sla_eq(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_eq(cx_sla, cx_sla) IS 'same counts, open as of the same time';
CREATE FUNCTION cx_sla_ne(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_ne(cx_sla, cx_sla) IS 'not equal';
CREATE FUNCTION cx_sla_hash(cx_sla) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_hash(cx_sla) IS 'hash of a state';
CREATE FUNCTION cx_sla_hash_extended(cx_sla, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_hash_extended(cx_sla, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_sla, cx_sla) IS 'same counts, open as of the same time';
CREATE OPERATOR <> (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_sla, cx_sla) IS 'not equal';

CREATE OPERATOR CLASS cx_sla_hash_ops DEFAULT FOR TYPE cx_sla USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_sla_hash(cx_sla),
	FUNCTION 2 cx_sla_hash_extended(cx_sla, bigint);
COMMENT ON OPERATOR FAMILY cx_sla_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sla';
COMMENT ON OPERATOR CLASS cx_sla_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_sla';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_sla_lt(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_lt(cx_sla, cx_sla) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_sla, cx_sla) IS 'before in the order of bytes';
CREATE FUNCTION cx_sla_le(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_le(cx_sla, cx_sla) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_sla, cx_sla) IS 'not after in the order of bytes';
CREATE FUNCTION cx_sla_ge(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_ge(cx_sla, cx_sla) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_sla, cx_sla) IS 'not before in the order of bytes';
CREATE FUNCTION cx_sla_gt(cx_sla, cx_sla) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_gt(cx_sla, cx_sla) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_sla, cx_sla) IS 'after in the order of bytes';
CREATE FUNCTION cx_sla_cmp(cx_sla, cx_sla) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_cmp(cx_sla, cx_sla) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_sla_ops DEFAULT FOR TYPE cx_sla USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_sla_cmp(cx_sla, cx_sla);
COMMENT ON OPERATOR FAMILY cx_sla_ops USING btree IS
'sorting and indexes of cx_sla, by bytes';
COMMENT ON OPERATOR CLASS cx_sla_ops USING btree IS
'sorting and indexes of cx_sla, by bytes';

CREATE FUNCTION cx_sla_smaller(cx_sla, cx_sla) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_smaller(cx_sla, cx_sla) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_sla_larger(cx_sla, cx_sla) RETURNS cx_sla
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_larger(cx_sla, cx_sla) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_sla) (
	SFUNC = cx_sla_smaller, STYPE = cx_sla, COMBINEFUNC = cx_sla_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_sla) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_sla) (
	SFUNC = cx_sla_larger, STYPE = cx_sla, COMBINEFUNC = cx_sla_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_sla) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_sla_add(cx_sla, cx_sla) RETURNS cx_sla AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_add(cx_sla, cx_sla) IS 'the tickets of both states; NULL when one is NULL; tickets open as of different times are an error';
CREATE OPERATOR + (LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_sla, cx_sla) IS 'the tickets of both states; NULL when one is NULL; tickets open as of different times are an error';
CREATE FUNCTION cx_sla_subtract(cx_sla, cx_sla) RETURNS cx_sla AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_subtract(cx_sla, cx_sla) IS 'the tickets of the first state without those of the second; counts may become negative';
CREATE OPERATOR - (LEFTARG = cx_sla, RIGHTARG = cx_sla, FUNCTION = cx_sla_subtract);
COMMENT ON OPERATOR - (cx_sla, cx_sla) IS 'the tickets of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_sla_json(cx_sla) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_json(cx_sla) IS 'the state as json: met, breached, open, as_of';
CREATE CAST (cx_sla AS json) WITH FUNCTION cx_sla_json(cx_sla);
COMMENT ON CAST (cx_sla AS json) IS 'the state as json: met, breached, open, as_of';
CREATE FUNCTION cx_sla_jsonb(cx_sla) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_jsonb(cx_sla) IS 'the state as jsonb: met, breached, open, as_of';
CREATE CAST (cx_sla AS jsonb) WITH FUNCTION cx_sla_jsonb(cx_sla);
COMMENT ON CAST (cx_sla AS jsonb) IS 'the state as jsonb: met, breached, open, as_of';
-- Tickets against their targets: by how long they took, or by when they were opened and resolved. Not
-- strict: a NULL target or as_of is an error.

CREATE FUNCTION cx_sla_count(cx_sla, interval, interval, boolean) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_elapsed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_count(cx_sla, interval, interval, boolean) IS
'adds a ticket to a state, by elapsed, target and whether resolved; a NULL elapsed is skipped, but an error where not resolved';
CREATE FUNCTION cx_sla_uncount(cx_sla, interval, interval, boolean) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_elapsed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_uncount(cx_sla, interval, interval, boolean) IS
'takes a ticket from a state, by elapsed, target and whether resolved; a NULL elapsed is skipped, but an error where not resolved';

CREATE AGGREGATE sla_agg(elapsed interval, target interval, resolved boolean) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(interval, interval, boolean) IS
'state of tickets: met when resolved within target, breached when elapsed is longer, resolved or not, else open; a NULL elapsed is skipped, but an error where not resolved, a NULL target is an error; () over no rows';

-- Hours of the clock, or of a calendar.

CREATE FUNCTION cx_sla_count(
	cx_sla, timestamptz, timestamptz, interval, timestamptz
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamptz, timestamptz, interval, timestamptz) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';
CREATE FUNCTION cx_sla_count(
	cx_sla, timestamp, timestamp, interval, timestamp
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamp, timestamp, interval, timestamp) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';
CREATE FUNCTION cx_sla_count(
	cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamptz_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours that the calendar has open; a NULL opened is skipped, a NULL, infinite or later resolved is open';
CREATE FUNCTION cx_sla_count(
	cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_count_timestamp_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_count(cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar) IS
'adds a ticket to a state, by opened, resolved, target and as_of, in hours that the calendar has open, by clocks in its zone; a NULL opened is skipped, a NULL, infinite or later resolved is open';
CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamptz, timestamptz, interval, timestamptz
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamptz, timestamptz, interval, timestamptz) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';
CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamp, timestamp, interval, timestamp
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamp, timestamp, interval, timestamp) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours of the clock; a NULL opened is skipped, a NULL, infinite or later resolved is open';
CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamptz_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamptz, timestamptz, interval, timestamptz, cx_calendar) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours that the calendar has open; a NULL opened is skipped, a NULL, infinite or later resolved is open';
CREATE FUNCTION cx_sla_uncount(
	cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_uncount_timestamp_business' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_uncount(cx_sla, timestamp, timestamp, interval, timestamp, cx_calendar) IS
'takes a ticket from a state, by opened, resolved, target and as_of, in hours that the calendar has open, by clocks in its zone; a NULL opened is skipped, a NULL, infinite or later resolved is open';

CREATE AGGREGATE sla_agg(
	opened timestamptz, resolved timestamptz, target interval, as_of timestamptz
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(timestamptz, timestamptz, interval, timestamptz) IS
'state of tickets as they were at as_of, against a target in hours of the clock; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';
CREATE AGGREGATE sla_agg(
	opened timestamp, resolved timestamp, target interval, as_of timestamp
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(timestamp, timestamp, interval, timestamp) IS
'state of tickets as they were at as_of, against a target in hours of the clock; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';
CREATE AGGREGATE sla_agg(
	opened timestamptz, resolved timestamptz, target interval, as_of timestamptz, calendar cx_calendar
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(timestamptz, timestamptz, interval, timestamptz, cx_calendar) IS
'state of tickets as they were at as_of, against a target in hours that the calendar has open; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';
CREATE AGGREGATE sla_agg(
	opened timestamp, resolved timestamp, target interval, as_of timestamp, calendar cx_calendar
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(timestamp, timestamp, interval, timestamp, cx_calendar) IS
'state of tickets as they were at as_of, against a target in hours that the calendar has open, by clocks in its zone; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';

-- Dates would be midnights in the session's zone.

CREATE FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_refuse_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date) IS
'always an error: a date has no time of day to count hours from';
CREATE AGGREGATE sla_agg(opened date, resolved date, target interval, as_of date) (
	SFUNC = cx_sla_refuse, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_refuse, MINVFUNC = cx_sla_refuse, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(date, date, interval, date) IS
'always an error: a date has no time of day to count hours from';
CREATE FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date, cx_calendar) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_refuse_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date, cx_calendar) IS
'always an error: a date has no time of day to count hours from';
CREATE AGGREGATE sla_agg(opened date, resolved date, target interval, as_of date, calendar cx_calendar) (
	SFUNC = cx_sla_refuse, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_refuse, MINVFUNC = cx_sla_refuse, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(date, date, interval, date, cx_calendar) IS
'always an error: a date has no time of day to count hours from';

-- Of many states one

CREATE AGGREGATE rollup(state cx_sla) (
	SFUNC = cx_sla_add, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_add, MINVFUNC = cx_sla_subtract, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_sla) IS
'the tickets of many states as one; NULL states are skipped; () over no rows; tickets open as of different times are an error';
-- Attainment and counts

CREATE FUNCTION sla_attainment(state cx_sla) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sla_attainment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_attainment(cx_sla) IS
'percentage of the tickets met among those met and breached; open ones are in neither; NULL for none or NULL';

CREATE FUNCTION sla_ci(
	state cx_sla, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sla_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sla_ci(cx_sla, double precision) IS
'Wilson confidence interval for sla_attainment(), in percent; NULL for none met or breached, or NULL';

CREATE FUNCTION sla_change(
	before cx_sla, after cx_sla, level double precision DEFAULT 0.95, OUT change double precision,
	OUT low double precision, OUT high double precision, OUT z double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sla_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sla_change(cx_sla, cx_sla, double precision) IS
'attainment of after less that of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are met; NULL when nothing is met or breached in one, or NULL';

CREATE FUNCTION sla_met(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_met' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_met(cx_sla) IS
'how many tickets were resolved within their target; 0 for no rows, NULL for NULL';

CREATE FUNCTION sla_breached(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_breached' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_breached(cx_sla) IS
'how many tickets took longer than their target, resolved or not; 0 for no rows, NULL for NULL';

CREATE FUNCTION sla_open(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_open(cx_sla) IS
'how many tickets are not resolved and within their target so far; 0 for no rows, NULL for NULL';
-- Type cx_backlog

CREATE TYPE cx_backlog;

CREATE FUNCTION cx_backlog_in(cstring) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_in(cstring) IS 'text input of cx_backlog';
CREATE FUNCTION cx_backlog_out(cx_backlog) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_out(cx_backlog) IS 'text output of cx_backlog';
CREATE FUNCTION cx_backlog_recv(internal) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_recv(internal) IS 'binary input of cx_backlog';
CREATE FUNCTION cx_backlog_send(cx_backlog) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_send(cx_backlog) IS 'binary output of cx_backlog';

CREATE TYPE cx_backlog (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_backlog_in,
	OUTPUT = cx_backlog_out,
	RECEIVE = cx_backlog_recv,
	SEND = cx_backlog_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE cx_backlog IS
'how many tickets were opened and resolved in each period; () when no rows; stored, added with +, subtracted with -, aggregated with rollup()';

-- Equality and hashing

CREATE FUNCTION cx_backlog_eq(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_eq(cx_backlog, cx_backlog) IS 'same period and same counts';
CREATE FUNCTION cx_backlog_ne(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_ne(cx_backlog, cx_backlog) IS 'not equal';
CREATE FUNCTION cx_backlog_hash(cx_backlog) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_hash(cx_backlog) IS 'hash of a state';
CREATE FUNCTION cx_backlog_hash_extended(cx_backlog, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_hash_extended(cx_backlog, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_backlog, cx_backlog) IS 'same period and same counts';
CREATE OPERATOR <> (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_backlog, cx_backlog) IS 'not equal';

CREATE OPERATOR CLASS cx_backlog_hash_ops DEFAULT FOR TYPE cx_backlog USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_backlog_hash(cx_backlog),
	FUNCTION 2 cx_backlog_hash_extended(cx_backlog, bigint);
COMMENT ON OPERATOR FAMILY cx_backlog_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_backlog';
COMMENT ON OPERATOR CLASS cx_backlog_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_backlog';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_backlog_lt(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_lt(cx_backlog, cx_backlog) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_backlog, cx_backlog) IS 'before in the order of bytes';
CREATE FUNCTION cx_backlog_le(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_le(cx_backlog, cx_backlog) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_backlog, cx_backlog) IS 'not after in the order of bytes';
CREATE FUNCTION cx_backlog_ge(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_ge(cx_backlog, cx_backlog) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_backlog, cx_backlog) IS 'not before in the order of bytes';
CREATE FUNCTION cx_backlog_gt(cx_backlog, cx_backlog) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_gt(cx_backlog, cx_backlog) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_backlog, cx_backlog) IS 'after in the order of bytes';
CREATE FUNCTION cx_backlog_cmp(cx_backlog, cx_backlog) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_cmp(cx_backlog, cx_backlog) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_backlog_ops DEFAULT FOR TYPE cx_backlog USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_backlog_cmp(cx_backlog, cx_backlog);
COMMENT ON OPERATOR FAMILY cx_backlog_ops USING btree IS
'sorting and indexes of cx_backlog, by bytes';
COMMENT ON OPERATOR CLASS cx_backlog_ops USING btree IS
'sorting and indexes of cx_backlog, by bytes';

CREATE FUNCTION cx_backlog_smaller(cx_backlog, cx_backlog) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_smaller(cx_backlog, cx_backlog) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_backlog_larger(cx_backlog, cx_backlog) RETURNS cx_backlog
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_larger(cx_backlog, cx_backlog) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_backlog) (
	SFUNC = cx_backlog_smaller, STYPE = cx_backlog, COMBINEFUNC = cx_backlog_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_backlog) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_backlog) (
	SFUNC = cx_backlog_larger, STYPE = cx_backlog, COMBINEFUNC = cx_backlog_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_backlog) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_backlog_add(cx_backlog, cx_backlog) RETURNS cx_backlog AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_add(cx_backlog, cx_backlog) IS 'the tickets of both states; NULL when one is NULL; different periods are an error';
CREATE OPERATOR + (LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_backlog, cx_backlog) IS 'the tickets of both states; NULL when one is NULL; different periods are an error';
CREATE FUNCTION cx_backlog_subtract(cx_backlog, cx_backlog) RETURNS cx_backlog AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_subtract(cx_backlog, cx_backlog) IS 'the tickets of the first state without those of the second; counts may become negative';
CREATE OPERATOR - (LEFTARG = cx_backlog, RIGHTARG = cx_backlog, FUNCTION = cx_backlog_subtract);
COMMENT ON OPERATOR - (cx_backlog, cx_backlog) IS 'the tickets of the first state without those of the second; counts may become negative';

-- Casts

CREATE FUNCTION cx_backlog_json(cx_backlog) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_json(cx_backlog) IS 'the state as json: period, flows (period, opened, resolved)';
CREATE CAST (cx_backlog AS json) WITH FUNCTION cx_backlog_json(cx_backlog);
COMMENT ON CAST (cx_backlog AS json) IS 'the state as json: period, flows (period, opened, resolved)';
CREATE FUNCTION cx_backlog_jsonb(cx_backlog) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_jsonb(cx_backlog) IS 'the state as jsonb: period, flows (period, opened, resolved)';
CREATE CAST (cx_backlog AS jsonb) WITH FUNCTION cx_backlog_jsonb(cx_backlog);
COMMENT ON CAST (cx_backlog AS jsonb) IS 'the state as jsonb: period, flows (period, opened, resolved)';
-- Tickets [opened, resolved), one a row, as counts of each period. Not strict: a NULL period or zone is an
-- error. A state is bounded by its periods, not by its rows; SSPACE is that of some sixty periods.

CREATE FUNCTION cx_backlog_count(
	cx_backlog, date, date, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_count(cx_backlog, date, date, cx_period) IS
'adds a ticket to a state; a NULL opened is skipped, a NULL or infinite resolved is open';
CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamp, timestamp, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamp, timestamp, cx_period) IS
'adds a ticket to a state; a NULL opened is skipped, a NULL or infinite resolved is open';
CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamptz, timestamptz, cx_period, cx_zone) IS
'adds a ticket to a state; a NULL opened is skipped, a NULL or infinite resolved is open';
CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamptz, timestamptz, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_backlog_count(
	cx_backlog, date, date, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_count(cx_backlog, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_backlog_count(
	cx_backlog, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_count(cx_backlog, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, date, date, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_uncount_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, date, date, cx_period) IS
'takes a ticket from a state; a NULL opened is skipped, a NULL or infinite resolved is open';
CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamp, timestamp, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_uncount_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamp, timestamp, cx_period) IS
'takes a ticket from a state; a NULL opened is skipped, a NULL or infinite resolved is open';
CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_backlog_uncount_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamptz, timestamptz, cx_period, cx_zone) IS
'takes a ticket from a state; a NULL opened is skipped, a NULL or infinite resolved is open';
CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamptz, timestamptz, cx_period
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, date, date, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE FUNCTION cx_backlog_uncount(
	cx_backlog, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_uncount(cx_backlog, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE backlog_agg(opened date, resolved date, period cx_period) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(date, date, cx_period) IS
'tickets opened and resolved in each period, one row a ticket; a NULL opened is skipped, a NULL or infinite resolved is open; () over no rows';
CREATE AGGREGATE backlog_agg(opened timestamp, resolved timestamp, period cx_period) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(timestamp, timestamp, cx_period) IS
'tickets opened and resolved in each period, one row a ticket; a NULL opened is skipped, a NULL or infinite resolved is open; () over no rows';
CREATE AGGREGATE backlog_agg(opened timestamptz, resolved timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(timestamptz, timestamptz, cx_period, cx_zone) IS
'tickets opened and resolved in each period, one row a ticket; a NULL opened is skipped, a NULL or infinite resolved is open; () over no rows';
CREATE AGGREGATE backlog_agg(opened timestamptz, resolved timestamptz, period cx_period) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
CREATE AGGREGATE backlog_agg(opened date, resolved date, period cx_period, zone cx_zone) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
CREATE AGGREGATE backlog_agg(opened timestamp, resolved timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg(timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- Of many states one

CREATE AGGREGATE rollup(state cx_backlog) (
	SFUNC = cx_backlog_add, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_add, MINVFUNC = cx_backlog_subtract, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_backlog) IS
'the tickets of many states as one; NULL states are skipped; () over no rows; different periods are an error';
-- The table of a state

CREATE FUNCTION backlog_table(
	state cx_backlog, as_of date DEFAULT CURRENT_DATE, from_day date DEFAULT NULL,
	OUT period date, OUT opened bigint, OUT resolved bigint, OUT open_at_end bigint, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_backlog_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION backlog_table(cx_backlog, date, date) IS
'one row for each period: tickets opened, resolved, open at its end, and whether it has ended by as_of; from the first ticket, or from the period that holds from_day, with what came before as opening stock; no rows for no rows or NULL';
-- Costs and returns. Money in any numeric type arrives as double precision.

CREATE FUNCTION retention_cost(spend double precision, retained double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_retention_cost' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION retention_cost(double precision, double precision) IS
'customer retention cost: what was spent on keeping customers / customers kept, in the currency of spend; NULL when none was kept, or NULL';

CREATE FUNCTION cx_roi(gain double precision, cost double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_roi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_roi(double precision, double precision) IS
'return on customer experience: (gain - cost) / cost in percent; -100 when all is lost; NULL without cost, or NULL';
-- Type cx_statuses

CREATE TYPE cx_statuses;

CREATE FUNCTION cx_statuses_in(cstring) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_in(cstring) IS 'text input of cx_statuses';
CREATE FUNCTION cx_statuses_out(cx_statuses) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_out(cx_statuses) IS 'text output of cx_statuses';
CREATE FUNCTION cx_statuses_recv(internal) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_recv(internal) IS 'binary input of cx_statuses';
CREATE FUNCTION cx_statuses_send(cx_statuses) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_send(cx_statuses) IS 'binary output of cx_statuses';

CREATE TYPE cx_statuses (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_statuses_in,
	OUTPUT = cx_statuses_out,
	RECEIVE = cx_statuses_recv,
	SEND = cx_statuses_send,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE cx_statuses IS
'the history of a ticket: at which instants it came into which status; () when no rows; stored, added with +, aggregated with rollup(); at most 8388608 events';

-- Equality and hashing

CREATE FUNCTION cx_statuses_eq(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_eq(cx_statuses, cx_statuses) IS 'same events';
CREATE FUNCTION cx_statuses_ne(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_ne(cx_statuses, cx_statuses) IS 'not equal';
CREATE FUNCTION cx_statuses_hash(cx_statuses) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_hash(cx_statuses) IS 'hash of a state';
CREATE FUNCTION cx_statuses_hash_extended(cx_statuses, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_hash_extended(cx_statuses, bigint) IS 'seeded hash of a state';

CREATE OPERATOR = (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (cx_statuses, cx_statuses) IS 'same events';
CREATE OPERATOR <> (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (cx_statuses, cx_statuses) IS 'not equal';

CREATE OPERATOR CLASS cx_statuses_hash_ops DEFAULT FOR TYPE cx_statuses USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_statuses_hash(cx_statuses),
	FUNCTION 2 cx_statuses_hash_extended(cx_statuses, bigint);
COMMENT ON OPERATOR FAMILY cx_statuses_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_statuses';
COMMENT ON OPERATOR CLASS cx_statuses_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_statuses';

-- Order: by bytes. It means nothing, but DISTINCT, ORDER BY, min, max, primary keys and
-- merge joins need one.

CREATE FUNCTION cx_statuses_lt(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_lt(cx_statuses, cx_statuses) IS 'before in the order of bytes';
CREATE OPERATOR < (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (cx_statuses, cx_statuses) IS 'before in the order of bytes';
CREATE FUNCTION cx_statuses_le(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_le(cx_statuses, cx_statuses) IS 'not after in the order of bytes';
CREATE OPERATOR <= (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (cx_statuses, cx_statuses) IS 'not after in the order of bytes';
CREATE FUNCTION cx_statuses_ge(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_ge(cx_statuses, cx_statuses) IS 'not before in the order of bytes';
CREATE OPERATOR >= (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (cx_statuses, cx_statuses) IS 'not before in the order of bytes';
CREATE FUNCTION cx_statuses_gt(cx_statuses, cx_statuses) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_gt(cx_statuses, cx_statuses) IS 'after in the order of bytes';
CREATE OPERATOR > (
	LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (cx_statuses, cx_statuses) IS 'after in the order of bytes';
CREATE FUNCTION cx_statuses_cmp(cx_statuses, cx_statuses) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_cmp(cx_statuses, cx_statuses) IS 'order of the bytes, which means nothing';

CREATE OPERATOR CLASS cx_statuses_ops DEFAULT FOR TYPE cx_statuses USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 cx_statuses_cmp(cx_statuses, cx_statuses);
COMMENT ON OPERATOR FAMILY cx_statuses_ops USING btree IS
'sorting and indexes of cx_statuses, by bytes';
COMMENT ON OPERATOR CLASS cx_statuses_ops USING btree IS
'sorting and indexes of cx_statuses, by bytes';

CREATE FUNCTION cx_statuses_smaller(cx_statuses, cx_statuses) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_smaller(cx_statuses, cx_statuses) IS 'the first of both in the order of bytes';
CREATE FUNCTION cx_statuses_larger(cx_statuses, cx_statuses) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_larger(cx_statuses, cx_statuses) IS 'the last of both in the order of bytes';
CREATE AGGREGATE min(cx_statuses) (
	SFUNC = cx_statuses_smaller, STYPE = cx_statuses, COMBINEFUNC = cx_statuses_smaller, SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(cx_statuses) IS
'the first in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';
CREATE AGGREGATE max(cx_statuses) (
	SFUNC = cx_statuses_larger, STYPE = cx_statuses, COMBINEFUNC = cx_statuses_larger, SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(cx_statuses) IS
'the last in the order of bytes, which means nothing; NULL when no rows, NULLs are skipped';

-- Arithmetic

CREATE FUNCTION cx_statuses_add(cx_statuses, cx_statuses) RETURNS cx_statuses AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_add(cx_statuses, cx_statuses) IS 'the events of both states, those that both have once; NULL when one is NULL';
CREATE OPERATOR + (LEFTARG = cx_statuses, RIGHTARG = cx_statuses, FUNCTION = cx_statuses_add, COMMUTATOR = +);
COMMENT ON OPERATOR + (cx_statuses, cx_statuses) IS 'the events of both states, those that both have once; NULL when one is NULL';

-- Casts

CREATE FUNCTION cx_statuses_json(cx_statuses) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_json(cx_statuses) IS 'the state as json: events (at, seq, status)';
CREATE CAST (cx_statuses AS json) WITH FUNCTION cx_statuses_json(cx_statuses);
COMMENT ON CAST (cx_statuses AS json) IS 'the state as json: events (at, seq, status)';
CREATE FUNCTION cx_statuses_jsonb(cx_statuses) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_jsonb(cx_statuses) IS 'the state as jsonb: events (at, seq, status)';
CREATE CAST (cx_statuses AS jsonb) WITH FUNCTION cx_statuses_jsonb(cx_statuses);
COMMENT ON CAST (cx_statuses AS jsonb) IS 'the state as jsonb: events (at, seq, status)';
-- Aggregates over the events of a ticket, which came into a status at an instant.
--
-- A negative SSPACE says that a state grows with its rows: the planner of 19 and later then does not
-- aggregate below a join, where there would be many states. Older ones take the average of the type.

CREATE FUNCTION cx_statuses_count(cx_statuses, timestamptz, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_statuses_count(cx_statuses, timestamptz, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME', 'cx_statuses_count_seq' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_statuses_close(cx_statuses) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_count(cx_statuses, timestamptz, text) IS
'adds an event to a state; a NULL instant or status is skipped';
COMMENT ON FUNCTION cx_statuses_count(cx_statuses, timestamptz, text, bigint) IS
'adds an event to a state; a NULL instant or status is skipped, a NULL seq comes before the others of its instant';
COMMENT ON FUNCTION cx_statuses_close(cx_statuses) IS
'the state with everything sorted in that an aggregate has collected';

CREATE AGGREGATE status_agg(at timestamptz, status text) (
	SFUNC = cx_statuses_count, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

CREATE AGGREGATE status_agg(at timestamptz, status text, seq bigint) (
	SFUNC = cx_statuses_count, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_statuses) (
	SFUNC = cx_statuses_add, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

COMMENT ON AGGREGATE status_agg(timestamptz, text) IS
'history of one ticket: it came into each status at an instant, in any order of the rows; events of one instant are in the order of the bytes of their statuses; a NULL instant or status is skipped; () over no rows';
COMMENT ON AGGREGATE status_agg(timestamptz, text, bigint) IS
'history of one ticket, in which seq orders the events of one instant, NULL first; a NULL instant or status is skipped; () over no rows';
COMMENT ON AGGREGATE rollup(cx_statuses) IS
'the parts of one ticket''s history as one, an event that several have once; NULL states are skipped; () over no rows';

-- Forms that only say what to write: dates and local times would become instants by the session's zone.

CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, date, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, date, text) IS
'always an error: a date is no instant';
CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, date, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, date, text, bigint) IS
'always an error: a date is no instant';
CREATE AGGREGATE status_agg(at date, status text) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE status_agg(date, text) IS
'always an error: a date is no instant';
CREATE AGGREGATE status_agg(at date, status text, seq bigint) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE status_agg(date, text, bigint) IS
'always an error: a date is no instant';
CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text) IS
'always an error: a timestamp is no instant';
CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, timestamp, text, bigint) IS
'always an error: a timestamp is no instant';
CREATE AGGREGATE status_agg(at timestamp, status text) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE status_agg(timestamp, text) IS
'always an error: a timestamp is no instant';
CREATE AGGREGATE status_agg(at timestamp, status text, seq bigint) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE status_agg(timestamp, text, bigint) IS
'always an error: a timestamp is no instant';
-- What the history of a ticket says. A status lasts from its event to the next event with another one.

CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of timestamptz) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_time' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of timestamptz, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_business_time' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of timestamptz)
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_ranges' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION times_entered(state cx_statuses, status text) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_statuses_times_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION first_entered(state cx_statuses, status text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_first_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION last_entered(state cx_statuses, status text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_last_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION status_at(state cx_statuses, at timestamptz) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_status_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION last_status(state cx_statuses) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_last_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION status_ties(state cx_statuses) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_statuses_ties' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamptz) IS
'how long the ticket was in any of the statuses before as_of, an interval without days; the last status goes on to as_of; 0 where it never was in them, NULL for no rows or NULL; a NULL array, element or as_of is an error';
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamptz, cx_calendar) IS
'how long the ticket was in any of the statuses before as_of, in the hours that the calendar counts, an interval without days; the last status goes on to as_of; 0 where it never was in them, NULL for no rows or NULL; a NULL array, element, as_of or calendar is an error';
COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], timestamptz) IS
'when the ticket was in any of the statuses before as_of, in ranges [from, to); the last status goes on to as_of; empty where it never was in them, NULL for no rows or NULL; a NULL array, element or as_of is an error';
COMMENT ON FUNCTION times_entered(cx_statuses, text) IS
'how often the ticket came into the status, from another one or as its first; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION first_entered(cx_statuses, text) IS
'when the ticket first came into the status; NULL where it never did, for no rows or NULL';
COMMENT ON FUNCTION last_entered(cx_statuses, text) IS
'when the ticket last came into the status from another one, or as its first; NULL where it never did, for no rows or NULL';
COMMENT ON FUNCTION status_at(cx_statuses, timestamptz) IS
'the status at that instant; NULL before the first event, for no rows or NULL';
COMMENT ON FUNCTION last_status(cx_statuses) IS
'the status of the last event; NULL for no rows or NULL';
COMMENT ON FUNCTION status_ties(cx_statuses) IS
'number of instants at which only the bytes of the statuses say which event came first; 0 for no rows, NULL for NULL';

-- Forms that only say what to write: dates and local times would become instants by the session's zone.

CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of date) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], date) IS
'always an error: a date is no instant';
CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of date, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], date, cx_calendar) IS
'always an error: a date is no instant';
CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of date)
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], date) IS
'always an error: a date is no instant';
CREATE FUNCTION status_at(state cx_statuses, at date) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION status_at(cx_statuses, date) IS
'always an error: a date is no instant';
CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of timestamp) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamp) IS
'always an error: a timestamp is no instant';
CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of timestamp, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamp, cx_calendar) IS
'always an error: a timestamp is no instant';
CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of timestamp)
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], timestamp) IS
'always an error: a timestamp is no instant';
CREATE FUNCTION status_at(state cx_statuses, at timestamp) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION status_at(cx_statuses, timestamp) IS
'always an error: a timestamp is no instant';
-- The history of a ticket as a table.

CREATE FUNCTION status_table(
	state cx_statuses, as_of timestamptz, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;
COMMENT ON FUNCTION status_table(cx_statuses, timestamptz) IS
'a row for each stay in a status before as_of: from when until when, NULL where it still goes on at as_of, and how long, an interval without days; no rows for no rows or NULL; a NULL as_of is an error';

CREATE FUNCTION status_table(
	state cx_statuses, as_of date, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_only_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;
COMMENT ON FUNCTION status_table(cx_statuses, date) IS
'always an error: a date is no instant';
CREATE FUNCTION status_table(
	state cx_statuses, as_of timestamp, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_only_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;
COMMENT ON FUNCTION status_table(cx_statuses, timestamp) IS
'always an error: a timestamp is no instant';
