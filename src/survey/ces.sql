-- Customer Effort Score

@for s in state
CREATE FUNCTION ces(state {s.type}) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_mean_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ces({s.type}) IS
'{s.mean} score; NULL for no rows or NULL';

CREATE FUNCTION ces_std_error(state {s.type}) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_ces_std_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ces_std_error({s.type}) IS
'standard error of ces() and of mean_score() by linearisation; NULL for fewer than two answers or NULL';

CREATE FUNCTION ces_easy(
	state {s.type}, easy_from integer DEFAULT NULL, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_ces_easy' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_easy({s.type}, integer, boolean) IS
'percentage of {s.answers} from easy_from towards the easy end, by default beyond the middle of the scale; NULL for no rows or NULL';

CREATE FUNCTION ease_index(
	state {s.type}, low_is_easy boolean DEFAULT false
) RETURNS double precision
AS 'MODULE_PATHNAME', '{s.type}_ease_index' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ease_index({s.type}, boolean) IS
'mean score as a percentage of the way from the hard to the easy end of the scale, 0..100; NULL for no rows or NULL';

CREATE FUNCTION ces_ci(
	state {s.type}, level double precision DEFAULT 0.95, OUT low double precision,
	OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', '{s.type}_ces_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_ci({s.type}, double precision) IS
'Student t confidence interval for ces(); of weighted answers and of clusters Wilson''s for a mean, at the t quantile of their degrees of freedom, on the scale; NULL for one response, for responses that are all alike, no rows or NULL';

CREATE FUNCTION ces_change(
	before {s.type}, after {s.type}, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', '{s.type}_ces_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_change({s.type}, {s.type}, double precision) IS
'mean score of after less mean score of before, of different customers; Welch interval, t (as z) and two-sided p, which are NULL when a state has one response or neither varies; NULL when a state is empty or NULL';
@end

@for x in score
CREATE AGGREGATE ces(score {x.type}) (
	SFUNC = cx_scores_count_ces, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count_ces, MINVFUNC = cx_scores_uncount_ces, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces({x.type}) IS
'mean of scores from 1 to 7; NULL scores are skipped; NULL over no rows';

CREATE AGGREGATE ces(score {x.type}, low {x.bound}, high {x.bound}) (
	SFUNC = cx_scores_count, STYPE = cx_scores, INITCOND = '()', COMBINEFUNC = cx_scores_add,
	MSFUNC = cx_scores_count, MINVFUNC = cx_scores_uncount, MSTYPE = cx_scores, MINITCOND = '()',
	FINALFUNC = mean_score, MFINALFUNC = mean_score,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE ces({x.type}, {x.bound}, {x.bound}) IS
'mean of scores from low to high, at most 11 points; NULL scores are skipped; NULL over no rows';
@end
