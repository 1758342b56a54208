-- The rollups of the database, for cx_sources.

CREATE FUNCTION cx_rollup_sources(
	OUT source regclass, OUT relation regclass, OUT grain text, OUT zone text, OUT definition regclass,
	OUT base regclass, OUT delta regclass, OUT groups text[], OUT states text[], OUT filled boolean,
	OUT pending_deltas bigint, OUT pending_dirty bigint, OUT gap text
) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C STRICT PARALLEL UNSAFE ROWS 10;
COMMENT ON FUNCTION cx_rollup_sources() IS
'the rollups of this database with their parts: grain and zone of the first group that is period_start(...), else NULL; pending_deltas and pending_dirty NULL for who may not read the rollup; gap: what it does not see, NULL when nothing';
