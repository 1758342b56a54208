-- What is in a cx_revenue_series. The tables are not strict: a NULL as_of is an error.

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
