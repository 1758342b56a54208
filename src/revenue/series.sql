-- Type cx_revenue_series

@type
name       cx_revenue_series
called     state
length     VARIABLE
storage    extended
is         how recurring revenue moved, period by period: customers and exact sums that are new, reactivated, expansion, contraction, churned; () when no movements; stored, added with +, subtracted with -, aggregated with rollup()
equal      same counts and sums
sum        the movements of both series, of different customers; NULL when one is NULL; different periods are an error
difference the movements of the first series without those of the second; counts and sums may become negative; different periods are an error
json       period, and for each with movements its first day, customers and amounts
@end

CREATE AGGREGATE rollup(state cx_revenue_series) (
	SFUNC = cx_revenue_series_add, STYPE = cx_revenue_series, SSPACE = -1, INITCOND = '()', COMBINEFUNC = cx_revenue_series_add,
	MSFUNC = cx_revenue_series_add, MINVFUNC = cx_revenue_series_subtract, MSTYPE = cx_revenue_series, MSSPACE = -1, MINITCOND = '()',
	PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_revenue_series) IS
'the movements of many series, of different customers, as one; NULL series are skipped; () over no rows; different periods are an error';

-- What is in it. Not strict: a NULL as_of is an error.

CREATE FUNCTION revenue_table(
	series cx_revenue_series, as_of date DEFAULT CURRENT_DATE,
	OUT period date, OUT revenue_before double precision, OUT new_revenue double precision,
	OUT reactivated_revenue double precision, OUT expansion_revenue double precision,
	OUT contraction_revenue double precision, OUT churned_revenue double precision,
	OUT revenue_after double precision, OUT nrr double precision, OUT grr double precision,
	OUT quick_ratio double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_revenue_series_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;

CREATE FUNCTION revenue_customers_table(
	series cx_revenue_series, as_of date DEFAULT CURRENT_DATE,
	OUT period date, OUT customers_before bigint, OUT new_customers bigint,
	OUT reactivated_customers bigint, OUT expanded_customers bigint, OUT contracted_customers bigint,
	OUT churned_customers bigint, OUT customers_after bigint, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_revenue_series_customers_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;

CREATE FUNCTION revenue_in(series cx_revenue_series, day date) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_series_in_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION revenue_table(cx_revenue_series, date) IS
'a row for each period that begins before as_of: recurring revenue before and after, movements (losses positive), nrr and grr in percent; complete when it ended by as_of; no rows for NULL';
COMMENT ON FUNCTION revenue_customers_table(cx_revenue_series, date) IS
'a row for each period that begins before as_of: customers with revenue before and after, and how many moved; complete when it ended by as_of; no rows for NULL';
COMMENT ON FUNCTION revenue_in(cx_revenue_series, date) IS
'what revenue_agg gives for the period that holds the day; () before the first movement; NULL for NULL';
