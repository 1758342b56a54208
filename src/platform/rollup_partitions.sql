-- Partitions that come and go

CREATE FUNCTION cx_adopt(target regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION cx_adopt(regclass) IS
'makes a rollup see partitions that were created or attached since, with the rows that they were attached with, and returns how many; best in the transaction that attaches; NULL for NULL';

CREATE FUNCTION cx_forget(target regclass, leaf regclass) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION cx_forget(regclass, regclass) IS
'takes the rows of a partition out of a rollup, and its triggers away, and returns how many groups that changed; for the transaction that detaches or drops it, without which a rollup keeps what it had; NULL for NULL';
