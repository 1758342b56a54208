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
