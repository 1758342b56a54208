-- Reading cohorts. Not strict: a NULL mode, as_of or level is an error. as_of is the first day that is not
-- fully observed; only its default depends on the day of the call.

CREATE FUNCTION retention_table(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	level double precision DEFAULT 0.95,
	OUT cohort date, OUT age integer, OUT customers bigint, OUT retained bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_table_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 500;

CREATE FUNCTION retention_curve(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	level double precision DEFAULT 0.95,
	OUT age integer, OUT customers bigint, OUT retained bigint, OUT rate double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_curve_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;

COMMENT ON FUNCTION retention_table(cx_retention, text, date, double precision) IS
'for every cohort and age how many customers were retained, in percent with Wilson''s interval, which is NULL at age 0 where all are retained by construction; mode on, on_or_after, on_or_before or streak; complete when the period had ended by as_of; no rows for NULL';
COMMENT ON FUNCTION retention_curve(cx_retention, text, date, double precision) IS
'for every age how many customers were retained, in percent with Wilson''s interval, pooled over the cohorts observed so long; no interval for recurring entries, which count a customer several times, nor at age 0 where all are retained by construction; modes as retention_table; no rows for NULL';
