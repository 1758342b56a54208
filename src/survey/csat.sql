-- Customer Satisfaction, percentage of the top boxes

@for s in state
CREATE FUNCTION csat(state {s.type}, satisfied_from integer DEFAULT NULL) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_csat' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat({s.type}, integer) IS
'percentage of {s.answers} from satisfied_from up, by default the top two scores; NULL for no rows or NULL';

CREATE FUNCTION csat_std_error(
	state {s.type}, satisfied_from integer DEFAULT NULL
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_csat_std_error' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_std_error({s.type}, integer) IS
'standard error of csat() by linearisation, in percentage points; NULL for fewer than two answers or NULL';

CREATE FUNCTION csat_ci(
	state {s.type}, level double precision DEFAULT 0.95, satisfied_from integer DEFAULT NULL,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', '{s.type}_csat_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_ci({s.type}, double precision, integer) IS
'Wilson confidence interval for csat(), in percent{s.sample: }; NULL for no rows or NULL';

CREATE FUNCTION csat_change(
	before {s.type}, after {s.type}, level double precision DEFAULT 0.95,
	satisfied_from integer DEFAULT NULL, OUT change double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', '{s.type}_csat_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_change({s.type}, {s.type}, double precision, integer) IS
'CSAT of after less CSAT of before, in percentage points, of different customers; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are satisfied; NULL when a state is empty or NULL';
@end

CREATE FUNCTION cx_scores_csat_final(state cx_scores) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_scores_csat' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_scores_csat_final(cx_scores) IS 'final function of the aggregate csat';

@for x in score
CREATE AGGREGATE csat(score {x.type}) (
	SFUNC = cx_scores_count_csat, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_csat, MINVFUNC = cx_scores_uncount_csat, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat({x.type}) IS
'percentage of answers in the top two boxes of scores from 1 to 5; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE csat(score {x.type}, low {x.bound}, high {x.bound}) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = cx_scores_csat_final, MFINALFUNC = cx_scores_csat_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE csat({x.type}, {x.bound}, {x.bound}) IS
'percentage of answers in the top two boxes of scores from low to high, of at least 3 points; NULL scores are skipped; NULL over no rows';
@end
