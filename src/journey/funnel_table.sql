-- A funnel over customers as rows. Not strict: a NULL level is an error.

CREATE FUNCTION funnel_table(
	state cx_funnel, level double precision DEFAULT 0.95,
	OUT step integer, OUT customers bigint, OUT waiting bigint, OUT settled bigint,
	OUT rate_of_first double precision, OUT low double precision, OUT high double precision,
	OUT rate_of_previous double precision, OUT previous_low double precision,
	OUT previous_high double precision, OUT dropped bigint,
	OUT median_hours double precision, OUT p90_hours double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_funnel_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION funnel_table(cx_funnel, double precision) IS
'for every step the customers who reached it, those who wait for it, and of the settled ones, whose time has passed, the rates in percent of the first and of the previous step with Wilson intervals, how many dropped out, and the hours since the step before, within 1 %; no rows for no customers or NULL';
