-- Customers before and after a period: by two flags, or by subscriptions and the period. All aggregates
-- over the same arguments share one transition, hence one pass. Not strict: a NULL flag is false.

@table step name does
count   | adds a customer to
uncount | takes a customer from
@end

@for d in step
CREATE FUNCTION cx_churn_{d.name}(cx_churn, boolean, boolean) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_{d.name}_flags' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_{d.name}(cx_churn, boolean, boolean) IS
'{d.does} a state, by whether active before and after; a NULL flag is false';
@end

@for d in step, m in moment
CREATE FUNCTION cx_churn_{d.name}(cx_churn, {m.type}, {m.type}, {m.type}, {m.type}) RETURNS cx_churn
AS 'MODULE_PATHNAME', 'cx_churn_{d.name}_{m.type}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_churn_{d.name}(cx_churn, {m.type}, {m.type}, {m.type}, {m.type}) IS
'{d.does} a state, by start and end of the subscription and of the period; a NULL start is skipped, a NULL end is open';
@end

-- An answer is a state or a rate of it.

@table answer name final by_flags by_spells empty
churn_agg      | | state of the customers active before and lost | state of the subscriptions, one a row, running before and lost | () over no rows
retention_rate | FINALFUNC = retention_rate, MFINALFUNC = retention_rate, | percentage of the customers active before who were active after | percentage of the subscriptions, one a row, running before that ran after | NULL when nobody was
churn_rate     | FINALFUNC = churn_rate, MFINALFUNC = churn_rate, | percentage of the customers active before who were not active after | percentage of the subscriptions, one a row, running before that did not run after | NULL when nobody was
@end

@for a in answer
CREATE AGGREGATE {a.name}(active_before boolean, active_after boolean) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	{a.final: }
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE {a.name}(boolean, boolean) IS
'{a.by_flags}, by two flags, a NULL one being false; {a.empty}';
@end

@for a in answer, m in moment
CREATE AGGREGATE {a.name}(
	started {m.type}, ended {m.type}, period_start {m.type}, period_end {m.type}
) (
	SFUNC = cx_churn_count, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_count, MINVFUNC = cx_churn_uncount, MSTYPE = cx_churn, MINITCOND = '()',
	{a.final: }
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE {a.name}({m.type}, {m.type}, {m.type}, {m.type}) IS
'{a.by_spells}, by [started, ended) and a period [period_start, period_end); a NULL start is skipped, a NULL or infinite end is open; {a.empty}';
@end

CREATE AGGREGATE rollup(state cx_churn) (
	SFUNC = cx_churn_add, STYPE = cx_churn, INITCOND = '()', COMBINEFUNC = cx_churn_add,
	MSFUNC = cx_churn_add, MINVFUNC = cx_churn_subtract, MSTYPE = cx_churn, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_churn) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
