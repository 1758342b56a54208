-- Folding deltas into base

CREATE FUNCTION cx_compact(target regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION cx_compact(regclass) IS
'adds the deltas of a rollup to its base and returns how many there were, so that reading takes less time; the rollup shows the same before and after; NULL for NULL';
