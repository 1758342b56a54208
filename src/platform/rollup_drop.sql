-- Taking a rollup down

CREATE FUNCTION cx_drop_rollup(target regclass) RETURNS void
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION cx_drop_rollup(regclass) IS
'drops a rollup with its triggers and tables; of a table, all rollups of it; an error where other views read it; NULL for NULL';
