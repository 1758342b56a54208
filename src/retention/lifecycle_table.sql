-- The table of a state

CREATE FUNCTION lifecycle_table(
	state cx_lifecycle, as_of date DEFAULT CURRENT_DATE,
	OUT period date, OUT active bigint, OUT new bigint, OUT retained bigint, OUT reactivated bigint,
	OUT churned bigint, OUT retention_rate double precision, OUT churn_rate double precision,
	OUT quick_ratio double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_lifecycle_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION lifecycle_table(cx_lifecycle, date) IS
'one row for each period: customers active, new, retained, reactivated and churned, rates in percent of those active before, (new + reactivated) / churned, and whether the period has ended by as_of and is not one of the first that a grace reaches back before; no rows for no rows or NULL';
