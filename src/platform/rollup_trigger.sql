-- What feeds rollups. cx_create_rollup makes the triggers.

CREATE FUNCTION cx_rollup_trigger() RETURNS trigger
AS 'MODULE_PATHNAME' LANGUAGE C PARALLEL UNSAFE;
COMMENT ON FUNCTION cx_rollup_trigger() IS
'trigger that appends what a statement did to the delta of a rollup, as the owner of the source; the rollup is named by its WHEN';
