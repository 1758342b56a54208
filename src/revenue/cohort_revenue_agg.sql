-- Money by cohort and age, from what each customer spent: one row a customer

CREATE FUNCTION cx_cohort_revenue_count(cx_cohort_revenue, cx_spend) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_cohort_revenue_count(cx_cohort_revenue, cx_spend) IS
'adds a customer to the cohorts; a NULL spend is skipped';
CREATE FUNCTION cx_cohort_revenue_uncount(cx_cohort_revenue, cx_spend) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_cohort_revenue_uncount(cx_cohort_revenue, cx_spend) IS
'takes a customer out of the cohorts; a NULL spend is skipped';

CREATE AGGREGATE cohort_revenue_agg(spend cx_spend) (
	SFUNC = cx_cohort_revenue_count, STYPE = cx_cohort_revenue, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cohort_revenue_add, MSFUNC = cx_cohort_revenue_count,
	MINVFUNC = cx_cohort_revenue_uncount, MSTYPE = cx_cohort_revenue, MSSPACE = 8192,
	MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE cohort_revenue_agg(cx_spend) IS
'revenue by cohort, the period of the first purchase day, and age; a row for each customer; NULL and empty spends are skipped; () over no rows';

CREATE AGGREGATE rollup(state cx_cohort_revenue) (
	SFUNC = cx_cohort_revenue_add, STYPE = cx_cohort_revenue, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cohort_revenue_add, MSFUNC = cx_cohort_revenue_add,
	MINVFUNC = cx_cohort_revenue_subtract, MSTYPE = cx_cohort_revenue, MSSPACE = 8192,
	MINITCOND = '()', PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_cohort_revenue) IS
'the customers of all states; NULLs are skipped; () over no rows';
