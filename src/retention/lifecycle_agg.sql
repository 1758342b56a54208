-- The lifecycle, from histories: one row a customer. Not strict: a NULL history means skip. A state is
-- bounded by its periods, not by its rows.

@table step name does
count   | adds a customer to
uncount | takes a customer out of
@end

@for d in step
CREATE FUNCTION cx_lifecycle_{d.name}(cx_lifecycle, cx_activity) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_{d.name}_activity' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_{d.name}(cx_lifecycle, cx_activity) IS
'{d.does} the lifecycle; a NULL history is skipped';
@end

CREATE AGGREGATE lifecycle_agg(activity cx_activity) (
	SFUNC = cx_lifecycle_count, STYPE = cx_lifecycle, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_lifecycle_add, MSFUNC = cx_lifecycle_count, MINVFUNC = cx_lifecycle_uncount,
	MSTYPE = cx_lifecycle, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE lifecycle_agg(cx_activity) IS
'customers who came, came back and left in each period; NULL and empty histories are skipped; () over no rows';

-- The same with a grace: a customer counts for so many inactive periods after the last active one. An
-- argument and not part of the table, because who is new, churned or reactivated depends on it.

@for d in step
CREATE FUNCTION cx_lifecycle_{d.name}(cx_lifecycle, cx_activity, integer) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_{d.name}_grace' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_{d.name}(cx_lifecycle, cx_activity, integer) IS
'{d.does} the lifecycle, who counts for grace inactive periods after the last active one; a NULL history is skipped';
@end

CREATE AGGREGATE lifecycle_agg(activity cx_activity, grace integer) (
	SFUNC = cx_lifecycle_count, STYPE = cx_lifecycle, SSPACE = 2048, INITCOND = '()',
	COMBINEFUNC = cx_lifecycle_add, MSFUNC = cx_lifecycle_count, MINVFUNC = cx_lifecycle_uncount,
	MSTYPE = cx_lifecycle, MSSPACE = 2048, MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE lifecycle_agg(cx_activity, integer) IS
'customers who came, came back and left in each period, where one counts as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; NULL and empty histories are skipped; () over no rows';

-- Of many states one. SSPACE is that of some thirty periods.

CREATE AGGREGATE rollup(state cx_lifecycle) (
	SFUNC = cx_lifecycle_add, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_add, MINVFUNC = cx_lifecycle_subtract, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_lifecycle) IS
'the flows of many states as one; NULL states are skipped; () over no rows; different periods or graces are an error';
