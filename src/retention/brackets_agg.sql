-- Cohorts by brackets of ages, from histories: one row a customer. Not strict: a NULL history means skip. A
-- state grows with its cohorts and brackets, not with its rows; SSPACE is that of three years of months.

@table step name does
count   | adds a customer to
uncount | takes a customer out of
@end

@for d in step
CREATE FUNCTION cx_brackets_{d.name}(cx_brackets, cx_activity, integer[]) RETURNS cx_brackets
AS 'MODULE_PATHNAME', 'cx_brackets_{d.name}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_brackets_{d.name}(cx_brackets, cx_activity, integer[]) IS
'{d.does} the cohorts by brackets of ages; a NULL history is skipped';
@end

CREATE AGGREGATE bracket_agg(activity cx_activity, VARIADIC first_ages integer[]) (
	SFUNC = cx_brackets_count, STYPE = cx_brackets, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_brackets_add, MSFUNC = cx_brackets_count, MINVFUNC = cx_brackets_uncount,
	MSTYPE = cx_brackets, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE bracket_agg(cx_activity, integer[]) IS
'cohorts by first active period and who was active again within brackets of ages, each from a first age to just before the next, the last number being an end only; NULL and empty histories are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_brackets) (
	SFUNC = cx_brackets_add, STYPE = cx_brackets, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_brackets_add, MSFUNC = cx_brackets_add, MINVFUNC = cx_brackets_subtract,
	MSTYPE = cx_brackets, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_brackets) IS
'the customers of all states; NULL states are skipped; () over no rows; different periods or brackets are an error';
