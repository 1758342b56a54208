-- lifecycle_agg in one pass over raw events: the same state as over the histories of the customers, for every
-- type of customer and of time, with and without a grace, on one backend and on several.
SET datestyle = 'ISO';
SET TimeZone = 'Asia/Tokyo';
SELECT * FROM lifecycle_table((SELECT lifecycle_agg(customer, at, 'day', 3) FROM (VALUES (1,
	date '2026-06-29'),
	(1, '2026-07-02'), (2, '2026-07-01'), (NULL, '2026-01-01'), (3, NULL)) v (customer, at)), '2026-07-09');
SELECT lifecycle_agg(1, NULL::date, 'day', 3) AS none, lifecycle_agg(NULL::uuid, date '2026-01-01',
	'day') AS none,
	lifecycle_agg(1, date '2026-01-01', 'month', 0) = lifecycle_agg(1, date '2026-01-01',
		'month') AS no_grace,
	(SELECT lifecycle_agg(1, date '2026-01-01', 'day', 3) WHERE false) AS no_rows;

-- Customers far apart are in a hash, those close together in bitmaps.
SELECT setseed(0.29);
CREATE TABLE visits AS
SELECT close, close * 1000003::bigint AS far,
	date '2024-01-01' + (floor(400 * random()) * random() ^ (close % 3))::int AS day,
	random() * interval '1 day' AS time
FROM generate_series(1, 3000) close, generate_series(1, 1 + close % 9);
ALTER TABLE visits ADD at timestamptz, ADD local timestamp;
UPDATE visits SET local = day + time, at = (day + time) AT TIME ZONE 'America/New_York';
INSERT INTO visits (close, far, day, at, local) VALUES (NULL, NULL, '2020-01-01', '2020-01-01',
	'2020-01-01'), (1, 1, NULL, NULL, NULL);
CREATE TABLE states AS
SELECT period, grace, lifecycle_agg(a, grace) AS s, lifecycle_agg(a) AS plain
FROM (SELECT period, close, activity_agg(day, period) AS a FROM visits,
	unnest('{day, week, month}'::cx_period[]) period
	WHERE close IS NOT NULL GROUP BY 1, 2) h, unnest('{0, 1, 6, 29}'::int[]) grace GROUP BY 1, 2;
SELECT period, grace, s = date_close AS date_close, s = date_far AS date_far, s = date_small AS date_small,
	s = date_uuid AS date_uuid,
	s = date_text AS date_text, s = at_close AS at_close, s = at_far AS at_far, s = at_text AS at_text,
	s = local_close AS local_close, s = local_uuid AS local_uuid
FROM states JOIN (SELECT period, grace, lifecycle_agg(close, day, period, grace) AS date_close,
	lifecycle_agg(far, day, period, grace) AS date_far,
		lifecycle_agg(close::smallint, day, period, grace) AS date_small,
			lifecycle_agg(md5(close::text)::uuid, day, period, grace) AS date_uuid,
		lifecycle_agg(close::text, day, period, grace) AS date_text, lifecycle_agg(close, at, period,
			'America/New_York', grace) AS at_close,
		lifecycle_agg(far, at, period, 'America/New_York', grace) AS at_far, lifecycle_agg(far::text, at,
			period, 'America/New_York', grace) AS at_text,
		lifecycle_agg(close, local, period, grace) AS local_close, lifecycle_agg(md5(far::text)::uuid,
			local, period, grace) AS local_uuid
	FROM visits, unnest('{day, week, month}'::cx_period[]) period, unnest('{0, 6, 29}'::int[]) grace
		GROUP BY 1, 2) v USING (period, grace)
ORDER BY 1, 2;
SELECT period, plain = date_close AS date_close, plain = at_far AS at_far, plain = local_text AS local_text
FROM states JOIN (SELECT period, lifecycle_agg(close, day, period) AS date_close, lifecycle_agg(far, at,
	period, 'America/New_York') AS at_far,
		lifecycle_agg(far::text, local, period) AS local_text
	FROM visits, unnest('{day, week, month}'::cx_period[]) period GROUP BY 1) v USING (period)
		WHERE grace = 0 ORDER BY 1;
-- workers' parts carry the grace
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT grace, s = close AS close, s = far AS far, s = text AS text
FROM states JOIN (SELECT 29 AS grace, lifecycle_agg(close, day, 'day', 29) AS close, lifecycle_agg(far, day,
	'day', 29) AS far,
	lifecycle_agg(close::text, day, 'day', 29) AS text FROM visits) v USING (grace) WHERE period = 'day';
SELECT plain = close AS close, r = retention AS with_retention
FROM states, (SELECT lifecycle_agg(close, day, 'day') AS close, retention_agg(close, day, 'day') AS r
	FROM visits) v,
	(SELECT retention_agg(a) AS retention FROM (SELECT activity_agg(day, 'day') AS a FROM visits
		WHERE close IS NOT NULL GROUP BY close) h) w
WHERE period = 'day' AND grace = 0;
SELECT test.refusal('SELECT lifecycle_agg(close, day, ''day'', close % 2) FROM visits')
	~ '^22023 periods of grace differ: [01] and [01]' AS refused;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
DROP TABLE visits, states;

-- What cannot be.
SELECT q, test.refusal('SELECT lifecycle_agg(' || q || ')')
	FROM unnest(ARRAY['1, date ''2026-01-01'', ''day'', NULL::integer',
	'NULL::bigint, date ''2026-01-01'', ''day'', -1', '1, date ''2026-01-01'', ''day'', 65536',
		'1, date ''2026-01-01'', NULL, 1',
	'''a''::text, date ''infinity'', ''day'', 1', '1, timestamptz ''2026-01-01'', ''day'', 1',
		'1, timestamptz ''2026-01-01'', ''day''',
	'1, timestamptz ''2026-01-01'', ''day'', NULL::cx_zone, 1',
		'1, date ''2026-01-01'', ''day'', ''UTC'', 1', '1, date ''2026-01-01'', ''day'', ''UTC''',
	'1, timestamp ''2026-01-01'', ''day'', ''UTC'', 1', '1, date ''5874897-12-01'', ''day'', 30']) q;
