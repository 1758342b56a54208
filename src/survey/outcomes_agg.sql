-- Scores and whether an outcome followed. A NULL outcome is an error: after a LEFT JOIN it is the answer no,
-- of a period that is not over yet it is none.

@for d in step, s in score
CREATE FUNCTION cx_outcomes_{d.name}(
	cx_outcomes, {s.type}, boolean, {s.bound}, {s.bound}
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME', 'cx_outcomes_{d.name}_{s.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_outcomes_{d.name}(cx_outcomes, {s.type}, boolean, {s.bound}, {s.bound}) IS
'{d.does} a state of the scale low..high, and its outcome; a NULL score is skipped, a NULL outcome an error';
@end

@for s in score
CREATE AGGREGATE outcome_agg(score {s.type}, outcome boolean, low {s.bound}, high {s.bound}) (
	SFUNC = cx_outcomes_count, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_count, MINVFUNC = cx_outcomes_uncount, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE outcome_agg({s.type}, boolean, {s.bound}, {s.bound}) IS
'state of whole-number scores from low to high, at most 11 points, and whether an outcome followed each; a row with a NULL score is skipped, a NULL outcome beside a score is an error; () over no rows';
@end

CREATE AGGREGATE rollup(state cx_outcomes) (
	SFUNC = cx_outcomes_add, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_add, MINVFUNC = cx_outcomes_subtract, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_outcomes) IS
'all answers of many states as one, with their outcomes; NULL states are skipped; () over no rows; different scales are an error';

-- Forms that only say what to write, for 0 and 1 above all.

@for s in score
CREATE FUNCTION cx_outcomes_refuse(
	cx_outcomes, {s.type}, "any", {s.bound}, {s.bound}
) RETURNS cx_outcomes
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_outcomes_refuse(cx_outcomes, {s.type}, "any", {s.bound}, {s.bound}) IS
'always an error: an outcome is boolean';

CREATE AGGREGATE outcome_agg(score {s.type}, outcome "any", low {s.bound}, high {s.bound}) (
	SFUNC = cx_outcomes_refuse, STYPE = cx_outcomes, INITCOND = '()', COMBINEFUNC = cx_outcomes_add,
	MSFUNC = cx_outcomes_refuse, MINVFUNC = cx_outcomes_refuse, MSTYPE = cx_outcomes, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE outcome_agg({s.type}, "any", {s.bound}, {s.bound}) IS
'always an error: an outcome is boolean';
@end
