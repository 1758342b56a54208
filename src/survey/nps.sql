-- Net Promoter Score, -100..100

@table nps_class name
promoters
passives
detractors
@end

@for s in state
CREATE FUNCTION nps(
	state {s.type}, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_nps' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps({s.type}, integer, integer) IS
'{s.nps}, -100..100; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; NULL for no rows or NULL';

CREATE FUNCTION nps_std_error(
	state {s.type}, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_nps_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_std_error({s.type}, integer, integer) IS
'standard error of nps() by linearisation, in points; cuts as for nps(); NULL for fewer than two answers or NULL';

CREATE FUNCTION nps_design_effect(
	state {s.type}, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_nps_design_effect' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_design_effect({s.type}, integer, integer) IS
'how many times the variance of nps() is that of as many unweighted answers drawn one by one; NULL for fewer than two answers, for answers that are all alike or NULL';

CREATE FUNCTION nps_ci(
	state {s.type}, level double precision DEFAULT 0.95, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL, OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', '{s.type}_nps_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_ci({s.type}, double precision, integer, integer) IS
'adjusted Wald confidence interval for nps(){s.sample: }; NULL for no rows or NULL';

CREATE FUNCTION nps_change(
	before {s.type}, after {s.type}, level double precision DEFAULT 0.95,
	promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', '{s.type}_nps_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_change({s.type}, {s.type}, double precision, integer, integer) IS
'NPS of after less NPS of before, of different customers; interval, z and two-sided p from adjusted counts; NULL when a state is empty or NULL';
@end

@for c in nps_class, s in state
CREATE FUNCTION {c.name}(
	state {s.type}, promoters_from integer DEFAULT NULL, detractors_to integer DEFAULT NULL
) RETURNS {s.number}
AS 'MODULE_PATHNAME', '{s.type}_{c.name}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION {c.name}({s.type}, integer, integer) IS
'{s.count} of {c.name}; cuts 9 and 6 on 0..10 and 1..10, to be given on other scales; 0 for no rows, NULL for NULL';
@end

@for x in score
CREATE FUNCTION nps_category(score {x.type}) RETURNS text
AS 'MODULE_PATHNAME', 'cx_nps_category_{x.symbol}' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nps_category({x.type}) IS
'promoter (9, 10), passive (7, 8) or detractor (0 to 6); NULL for NULL';
@end

CREATE FUNCTION cx_scores_nps_final(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_nps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_nps_final(cx_scores) IS 'final function of the aggregate nps';

@for x in score
CREATE AGGREGATE nps(score {x.type}) (
	SFUNC = cx_scores_count_nps, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_nps, MINVFUNC = cx_scores_uncount_nps, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps({x.type}) IS
'Net Promoter Score, -100..100, of scores from 0 to 10; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE nps(score {x.type}, low {x.bound}, high {x.bound}) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_nps_final, MFINALFUNC = cx_scores_nps_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE nps({x.type}, {x.bound}, {x.bound}) IS
'Net Promoter Score, -100..100, of scores from low to high, which are 0, 10 or 1, 10; NULL scores are skipped; NULL over no rows';
@end
