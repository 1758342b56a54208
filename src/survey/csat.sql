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
