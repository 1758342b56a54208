-- min and max of states: by bytes, as ORDER BY has them, whatever holds the state.
CREATE TABLE states AS
SELECT i % 3 AS g, nps_agg(i % 11) AS scores, survival_agg(i + j, j % 2 = 0) AS survival,
	duration_agg((i + j) * interval '1 minute') AS durations,
	rfm_agg(date '2026-01-01' + i, j, '2027-01-01') AS rfm,
	status_agg('2026-01-01Z', 'status ' || i) AS statuses,
	activity_agg(date '2026-01-01' + i, 'day') AS activity,
	subscription_agg(date '2026-01-01' + i, NULL, 'day') AS lifecycle,
	('UTC; Mon-Fri 09:00-' || 10 + i % 12 || ':00')::cx_calendar AS calendar
FROM generate_series(1, 30) i, generate_series(1, 3) j GROUP BY i;
INSERT INTO states (g) VALUES (1), (4);
ANALYZE states;
CREATE FUNCTION like_order_by(kind text, OUT groups bigint, OUT nulls bigint, OUT same bigint)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT count(*), count(*) - count(least), count(*) FILTER (WHERE least = a[1] '
		'AND greatest = a[cardinality(a)]) FROM (SELECT min(%1$I) AS least, max(%1$I) AS greatest, '
		'array_agg(%1$I ORDER BY %1$I) FILTER (WHERE %1$I IS NOT NULL) AS a FROM states GROUP BY g) v', kind)
	INTO groups, nulls, same;
END $$;
SELECT kind, o.* FROM unnest('{scores,survival,durations,rfm,statuses,activity,lifecycle,calendar}'::text[])
	AS kind, like_order_by(kind) AS o;
SELECT min(scores), max(survival), min(durations) FROM states WHERE false;
-- as they are made, before anything has stored them, and from a row of a window
SELECT min(d), max(d), max(first) FROM (SELECT d, first_value(d) OVER (ORDER BY d DESC) AS first
	FROM (SELECT duration_agg(i * interval '1 hour') AS d FROM generate_series(1, 3) i GROUP BY i) s) s;
-- by workers, and by an index
CREATE TABLE serial AS SELECT min(scores) AS scores, max(survival) AS survival, min(statuses) AS statuses,
	max(durations) AS durations FROM states;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT min(s.scores) = min(r.scores) AS scores, max(s.survival) = min(r.survival) AS survival,
	min(s.statuses) = min(r.statuses) AS statuses FROM states s, serial r;
RESET ALL;
CREATE INDEX ON states (durations);
SET enable_seqscan = off;
CREATE FUNCTION by_index(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ 'Index Only Scan Backward' THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;
SELECT by_index('SELECT max(durations) FROM states');
SELECT max(durations) = (SELECT durations FROM serial) AS same FROM states;
DROP TABLE states, serial;
DROP FUNCTION like_order_by, by_index;
