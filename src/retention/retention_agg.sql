-- The cohort table, from histories: one row a customer

CREATE TYPE cx_cohort_entry AS ENUM ('first', 'recurring');

COMMENT ON TYPE cx_cohort_entry IS
'when a customer enters a cohort: with the first active period, or anew with every active one';

CREATE FUNCTION cx_retention_count(cx_retention, cx_activity) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_uncount(cx_retention, cx_activity) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_count(cx_retention, cx_activity, cx_cohort_entry) RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_count_entry' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_cohort_entry) RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_uncount_entry' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_count(cx_retention, cx_activity, cx_activity, cx_cohort_entry)
	RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_count_return' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_activity, cx_cohort_entry)
	RETURNS cx_retention
AS 'MODULE_PATHNAME', 'cx_retention_uncount_return' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_count(cx_retention, cx_activity) IS
'adds a customer to the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_uncount(cx_retention, cx_activity) IS
'takes a customer out of the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_count(cx_retention, cx_activity, cx_cohort_entry) IS
'adds a customer to the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_cohort_entry) IS
'takes a customer out of the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_count(cx_retention, cx_activity, cx_activity, cx_cohort_entry) IS
'adds a customer to the cohorts; a NULL history is skipped';
COMMENT ON FUNCTION cx_retention_uncount(cx_retention, cx_activity, cx_activity, cx_cohort_entry) IS
'takes a customer out of the cohorts; a NULL history is skipped';

CREATE AGGREGATE retention_agg(activity cx_activity) (
	SFUNC = cx_retention_count, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_count, MINVFUNC = cx_retention_uncount,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(activity cx_activity, entry cx_cohort_entry) (
	SFUNC = cx_retention_count, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_count, MINVFUNC = cx_retention_uncount,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(started cx_activity, returned cx_activity, entry cx_cohort_entry) (
	SFUNC = cx_retention_count, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_count, MINVFUNC = cx_retention_uncount,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_retention) (
	SFUNC = cx_retention_add, STYPE = cx_retention, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_retention_add, MSFUNC = cx_retention_add, MINVFUNC = cx_retention_subtract,
	MSTYPE = cx_retention, MSSPACE = 8192, MINITCOND = '()', PARALLEL = SAFE
);

COMMENT ON AGGREGATE retention_agg(cx_activity) IS
'cohorts by first active period; NULL and empty histories are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(cx_activity, cx_cohort_entry) IS
'cohorts by first, or by every (recurring), active period; NULL and empty histories are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(cx_activity, cx_activity, cx_cohort_entry) IS
'cohorts by what started, retention by what returned; NULL and empty starts are skipped; () over no rows';
COMMENT ON AGGREGATE rollup(cx_retention) IS
'the customers of all states; NULLs are skipped; () over no rows';
