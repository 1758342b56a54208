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
