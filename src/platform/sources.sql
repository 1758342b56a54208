-- What there is, read from the catalogs: no table is kept beside them that could disagree.

CREATE FUNCTION cx_view_sources(
	OUT source regclass, OUT relation regclass, OUT kind text, OUT grain text, OUT zone text
) RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
	SELECT m.source, v.relation, m.kind, m.grain, m.zone
	FROM (SELECT DISTINCT r.ev_class::regclass AS relation
		FROM pg_depend AS d JOIN pg_rewrite AS r ON r.oid = d.objid
		WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_proc'::regclass AND d.refobjid =
			'@extschema@.cx_view(text, @extschema@.cx_period, @extschema@.cx_zone, regclass)'::regprocedure
		) AS v,
		@extschema@.cx_view_mark(v.relation) AS m
	WHERE m.kind IS NOT NULL
$$;
COMMENT ON FUNCTION cx_view_sources() IS
'the ready-made views in this database, by their marks: over what, of which kind, how long a period is (NULL without one) and in which zone';

CREATE VIEW cx_sources WITH (security_invoker = true) AS
SELECT v.source, v.relation, v.kind, v.grain, v.zone,
	NULL::bigint AS pending_deltas, NULL::bigint AS pending_dirty, NULL::text AS gap
FROM cx_view_sources() AS v
UNION ALL
SELECT r.source, coalesce(r.relation, r.definition), 'rollup', r.grain, r.zone,
	r.pending_deltas, r.pending_dirty, r.gap
FROM cx_rollup_sources() AS r;
COMMENT ON VIEW cx_sources IS
'the ready-made views and rollups in this database, and over what they are';
COMMENT ON COLUMN cx_sources.source IS 'the table or view that it is over';
COMMENT ON COLUMN cx_sources.relation IS 'the view to read';
COMMENT ON COLUMN cx_sources.kind IS 'what it shows, such as nps, nps_by or retention, or rollup';
COMMENT ON COLUMN cx_sources.grain IS 'how long a period is; NULL where there are none';
COMMENT ON COLUMN cx_sources.zone IS 'the time zone that periods are cut in';
COMMENT ON COLUMN cx_sources.pending_deltas IS
'of a rollup: changes that wait to be put together; NULL for a view';
COMMENT ON COLUMN cx_sources.pending_dirty IS
'of a rollup: how many of those changes mark a group that waits to be computed anew; NULL for a view';
COMMENT ON COLUMN cx_sources.gap IS 'of a rollup: what it misses; NULL for nothing, and for a view';

-- It shows names alone, which pg_class shows to everybody, and is read with the rights of who reads it.
GRANT SELECT ON cx_sources TO PUBLIC;
