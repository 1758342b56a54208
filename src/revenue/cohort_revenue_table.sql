-- Reading money by cohort and age. Not strict: a NULL mode or as_of is an error. as_of is the first day that
-- is not fully observed; only its default depends on the day of the call.

CREATE FUNCTION cohort_revenue_table(
	state cx_cohort_revenue, mode text DEFAULT 'in', as_of date DEFAULT CURRENT_DATE,
	OUT cohort date, OUT age integer, OUT customers bigint, OUT buyers bigint,
	OUT revenue double precision, OUT per_customer double precision,
	OUT share_of_first double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_cohort_revenue_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 500;
COMMENT ON FUNCTION cohort_revenue_table(cx_cohort_revenue, text, date) IS
'for every cohort and age revenue, by customer of the cohort, and in percent of that at age 0; mode in (the period) or cumulative (up to its end; buyers are then those who bought again by then); complete when the period had ended by as_of; a last row without a cohort for money from before first purchases; no rows for NULL';
