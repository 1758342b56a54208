-- What a rollup keeps, for the views that stand on one.

CREATE FUNCTION cx_rollup_columns(
	rollup regclass, OUT source regclass, OUT name text, OUT call text, OUT argument text, OUT words text[],
	OUT filtered boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rollup_columns' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 4;
COMMENT ON FUNCTION cx_rollup_columns(regclass) IS
'the groups and states of a rollup: the column of the source that each is of, and the function called with it, its further arguments as text; call NULL for the column itself; filtered: not of all rows; name alone for any other expression; no rows for NULL; what is no rollup is an error';
