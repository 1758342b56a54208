-- Is a rollup right, and making it right

CREATE FUNCTION cx_verify(
	target regclass, OUT bucket text, OUT name text, OUT stored text, OUT expected text
) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION cx_verify(regclass) IS
'compares a rollup with what its source holds, in one snapshot: a row for each column that differs, with its group; no rows when all is right, or for NULL';

CREATE FUNCTION cx_rebuild(target regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION cx_rebuild(regclass) IS
'makes a rollup agree with its source again while others write, and returns how many groups were wrong; NULL for NULL';
