-- The table of a state. Not strict: a NULL as_of or level is an error.

CREATE FUNCTION bracket_table(
	state cx_brackets, as_of date DEFAULT CURRENT_DATE, level double precision DEFAULT 0.95,
	OUT cohort date, OUT first_age integer, OUT last_age integer, OUT customers bigint, OUT retained bigint,
	OUT rate double precision, OUT low double precision, OUT high double precision, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_bracket_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 100;

COMMENT ON FUNCTION bracket_table(cx_brackets, date, double precision) IS
'for every cohort and bracket that has begun by as_of how many customers were active at any of its ages, in percent with Wilson''s interval, which is NULL in a bracket from age 0 on where all are retained; complete when the period of the last age had ended by as_of; no rows for NULL';
