-- Reading cohorts. Not strict: a NULL mode or as_of is an error. as_of is the first day that is not fully
-- observed; only its default depends on the day of the call.

CREATE FUNCTION retention_table(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	OUT cohort date, OUT age integer, OUT customers bigint, OUT retained bigint,
	OUT rate double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 500;

CREATE FUNCTION retention_curve(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	OUT age integer, OUT customers bigint, OUT retained bigint, OUT rate double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_curve' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;

COMMENT ON FUNCTION retention_table(cx_retention, text, date) IS
'for every cohort and age how many customers were retained, in percent; mode on, on_or_after, on_or_before or streak; complete when the period had ended by as_of; no rows for NULL';
COMMENT ON FUNCTION retention_curve(cx_retention, text, date) IS
'for every age how many customers were retained, in percent, pooled over the cohorts observed so long; modes as retention_table; no rows for NULL';
