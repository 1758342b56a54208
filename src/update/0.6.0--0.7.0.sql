-- What the program that writes the update script can't write: objects that are gone or changed. Intervals
-- are columns beside the rate, and a level is one more argument. A view over one of these has to be dropped
-- before the update and made again after it: PostgreSQL refuses otherwise, and names it.
@instead CREATE FUNCTION retention_table
DROP FUNCTION retention_table(cx_retention, text, date);
CREATE FUNCTION retention_table(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	level double precision DEFAULT 0.95,
	OUT cohort date, OUT age integer, OUT customers bigint, OUT retained bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_table_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 500;
@instead CREATE FUNCTION retention_curve
DROP FUNCTION retention_curve(cx_retention, text, date);
CREATE FUNCTION retention_curve(
	state cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
	level double precision DEFAULT 0.95,
	OUT age integer, OUT customers bigint, OUT retained bigint, OUT rate double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_retention_curve_interval' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 36;
