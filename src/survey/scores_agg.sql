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
