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
