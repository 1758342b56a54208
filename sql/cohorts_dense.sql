-- Customers with numbers that lie close together are kept another way while rows come in, in bitmaps.
-- It must not be seen: here they come and go in every way, and their parts are merged in every way.
-- Numbers that go up, down, in any order, with gaps, around 0, at the ends of the range, with one far off;
-- periods that go on and back.
CREATE TABLE numbered AS SELECT kind, i, n, date '2020-01-01' + (i * 104729::bigint % 1500)::int + CASE
	WHEN kind = 'wider' AND i > 16000 THEN 4000 WHEN kind = 'moved' AND i > 16000 THEN -500
	WHEN kind = 'nulls' THEN CASE WHEN i % 7 <> 5 THEN -7305 END ELSE 0 END AS d
FROM generate_series(1, 20000) i,
	LATERAL (VALUES ('up', i / 2), ('down', -(i / 2)), ('any order', i * 7919::bigint % 9001), ('gaps',
	i / 2 * 3), ('some gaps', i / 2 * 2 - 10000), ('growing gaps', i / 2 + greatest(0, i - 12000)), ('far',
	CASE WHEN i = 14000 THEN -1000000000000 ELSE i / 2 END),
	('first', -9223372036854775808 + i / 2), ('last', 9223372036854775807 - i / 2), ('both ends', CASE
		WHEN i % 2 = 0 THEN -9223372036854775808 + i ELSE 9223372036854775807 - i END), ('wider', i / 2),
		('moved', i / 2), ('nulls', CASE WHEN i % 7 <> 3 THEN i / 2 END)) v (kind, n);
SELECT kind, one_pass = two_steps AS same, length(one_pass::text) > 1000 AS large
	FROM (SELECT kind, retention_agg(n, d, 'month' ORDER BY i) AS one_pass FROM numbered GROUP BY kind) a
JOIN (SELECT kind, retention_agg(a) AS two_steps FROM (SELECT kind, n, activity_agg(d, 'month') AS a
	FROM numbered WHERE n IS NOT NULL GROUP BY 1, 2) v GROUP BY kind) b USING (kind) ORDER BY kind;
-- masks of many words
SELECT kind, one_pass = two_steps AS same, length(one_pass::text) > 1000 AS large
	FROM (SELECT kind, retention_agg(n, d, 'week' ORDER BY i) AS one_pass FROM numbered WHERE i > 12000
	GROUP BY kind) a
JOIN (SELECT kind, retention_agg(a) AS two_steps FROM (SELECT kind, n, activity_agg(d, 'week') AS a
	FROM numbered WHERE i > 12000 AND n IS NOT NULL GROUP BY 1, 2) v GROUP BY kind) b USING (kind)
	ORDER BY kind;
-- a result on the way changes nothing
SELECT count(*), bool_and(s = t) AS same FROM (SELECT i, retention_agg(n, d, 'month')
	OVER (ORDER BY i / 1000) AS s FROM numbered WHERE kind = 'up') v
	JOIN (SELECT m AS i, retention_agg(n, d, 'month') AS t FROM numbered,
	generate_series(10999, 19999, 3000) m WHERE kind = 'up' AND i <= m GROUP BY m) w USING (i);
-- integer and smallint without a cast, negative ones too; the same by date, local time and instant
SELECT kind, a = b AND a = c AND a = d AND a = e AND a = f AND a = g AS same
	FROM (SELECT kind, retention_agg(n, d, 'month') AS a, retention_agg(n::int, d, 'month') AS b,
	retention_agg(n::int2, d, 'month') AS c, retention_agg(n::int, d::timestamp, 'month') AS d,
	retention_agg(n::int2, d::timestamp, 'month') AS e,
	retention_agg(n::int, d::timestamp AT TIME ZONE 'Europe/Berlin', 'month', 'Europe/Berlin') AS f,
		retention_agg(n::int2, d::timestamp AT TIME ZONE 'Europe/Berlin', 'month', 'Europe/Berlin') AS g
		FROM numbered WHERE kind IN ('up', 'down', 'any order') GROUP BY kind) v ORDER BY kind;
SELECT retention_agg(c::int2, d, 'month')
	FROM (VALUES ('-32768'::int2, date '2024-01-01'), (32767, '2024-01-01'), (NULL, '2024-01-01'),
	(-32768, '2024-02-01')) v (c, d);
SELECT retention_agg(c, d, 'month')
	FROM (VALUES (-2147483648, date '2024-01-01'), (2147483647, '2024-01-01'), (NULL, '2024-01-01'),
	(-2147483648, '2024-02-01')) v (c, d);
SELECT retention_agg(1::int2, timestamptz '2024-01-01 00:00+00', 'month');
SELECT retention_agg(1::int2, date '2024-01-01', 'month', 'UTC');
SELECT retention_agg(1::int2, timestamp '2024-01-01', 'month', 'UTC');
SELECT retention_agg(1::bigint, timestamptz '2024-01-01 00:00+00', 'month');
SELECT retention_agg(1::bigint, date '2024-01-01', 'month', 'UTC');
SELECT retention_agg(1::bigint, timestamp '2024-01-01', 'month', 'UTC');
SELECT retention_agg(i, date '2024-01-01', CASE WHEN i < 19000 THEN 'month' ELSE 'week' END::cx_period)
	FROM generate_series(1, 20000) i;
-- a number far away, at each moment, also the one at which bitmaps are begun
SELECT count(*) AS moments, count(*) FILTER (WHERE one_pass <> two_steps) AS differ
	FROM generate_series(3670, 3700) far, LATERAL (SELECT retention_agg(CASE i WHEN far THEN -1000000000000
	ELSE i END, date '2020-01-01', 'year') AS one_pass FROM generate_series(1::bigint, 3700) i) a,
	(SELECT retention_agg(a) AS two_steps FROM (SELECT activity_agg(date '2020-01-01', 'year') AS a
		FROM generate_series(1, 3700) i GROUP BY i) v) b;
-- numbers with ever more room between them do not move all the rest for each of them: that took minutes
SET statement_timeout = '20s';
SELECT retention_agg(CASE WHEN i <= 100000 THEN i * 100 ELSE 10000000 + (i - 100000) * 300 END,
	date '2020-01-01', 'month') FROM generate_series(1::bigint, 180000) i;
RESET statement_timeout;
-- a mistaken year leaves thousands of periods empty
SELECT one_pass = two_steps AS same
	FROM (SELECT retention_agg(i * 100, CASE i WHEN 1 THEN date '1900-01-01'
	ELSE date '2024-01-01' + (i % 30)::int END, 'day') AS one_pass FROM generate_series(1::bigint, 5000) i) a,
	(SELECT retention_agg(a) AS two_steps FROM (SELECT activity_agg(CASE i WHEN 1 THEN date '1900-01-01'
		ELSE date '2024-01-01' + i % 30 END, 'day') AS a FROM generate_series(1, 5000) i GROUP BY i) v) b;
-- too long a history, of all customers together as of one
SELECT retention_agg(i, date '1900-01-01' + CASE i WHEN 19999 THEN 65536 ELSE 0 END, 'day')
	FROM generate_series(1, 20000) i;
SELECT length(retention_agg(i, date '1900-01-01' + CASE i WHEN 19999 THEN 65535 ELSE 0 END, 'day')::text)
	FROM generate_series(1, 20000) i;
DROP TABLE numbered;
-- Parts of a partitioned table are aggregated one by one and merged in their order, with and without
-- bitmaps on either side.
CREATE TABLE shapes AS SELECT part, n, d
	FROM (VALUES (0, 'few'), (1, 'low'), (2, 'low again'), (3, 'above'), (4, 'below'), (5, 'away'),
	(6, 'sparse'), (7, 'long ago'), (8, 'one, far away'), (9, 'none'), (10, 'few, later'),
	(11, 'low')) p (part, name), generate_series(1, 7000) i,
	LATERAL (SELECT CASE name WHEN 'above' THEN i + 6990 WHEN 'below' THEN 77 - i WHEN 'away'
		THEN i + 1000000000000 WHEN 'sparse' THEN i * 1000003::bigint WHEN 'one, far away'
		THEN -1000000000000 ELSE i END AS n,
		date '2020-01-01' + (i * 104729::bigint % 800)::int + CASE name WHEN 'low again' THEN 500
			WHEN 'above' THEN 900 WHEN 'long ago' THEN -12000 WHEN 'few, later' THEN 3000 ELSE 0 END AS d) v
WHERE name <> 'none' AND (name NOT LIKE 'few%' OR i <= 100) AND (name <> 'one, far away' OR i = 1);
CREATE TABLE upwards (part int, n bigint, d date) PARTITION BY LIST (part);
CREATE TABLE downwards (part int, n bigint, d date) PARTITION BY LIST (part);
SELECT format('CREATE TABLE upwards_%1$s PARTITION OF upwards FOR VALUES IN (%1$s);
	CREATE TABLE downwards_%1$s PARTITION OF downwards FOR VALUES IN (-%1$s);', part)
	FROM generate_series(0, 11) part \gexec
INSERT INTO upwards SELECT * FROM shapes;
INSERT INTO downwards SELECT -part, n, d FROM shapes;
ANALYZE upwards, downwards;
CREATE FUNCTION merged(parts int[]) RETURNS TABLE (partials bigint, s cx_retention) LANGUAGE plpgsql AS $$
DECLARE
	query text := format('SELECT retention_agg(n, d, ''month'') FROM %s WHERE part IN (%s)', CASE
		WHEN parts[1] < 0 OR parts[2] < 0 THEN 'downwards' ELSE 'upwards' END, array_to_string(parts, ', '));
	line text;
BEGIN
	partials := 0;
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		partials := partials + (line ~ 'Partial Aggregate')::int;
	END LOOP;
	EXECUTE query INTO s;
	RETURN NEXT;
END $$;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE alone AS SELECT a, b, s FROM generate_series(0, 9) a, generate_series(a + 1, 9) b,
	merged(ARRAY[a, b]);
SET enable_partitionwise_aggregate = on;
SELECT count(*) AS pairs, count(*) FILTER (WHERE u.s = alone.s) AS upwards, count(*)
	FILTER (WHERE d.s = alone.s) AS downwards, bool_and(u.partials = 2 AND d.partials = 2)
	FILTER (WHERE a BETWEEN 1 AND 7 OR b BETWEEN 1 AND 7) AS merged FROM alone, merged(ARRAY[a, b]) u,
	merged(ARRAY[-a, -b]) d;
SELECT u.s = two_steps AS upwards, d.s = two_steps AS downwards, length(two_steps::text) > 1000 AS large,
	u.partials FROM merged(ARRAY[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) u,
	merged(ARRAY[0, -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11]) d,
	(SELECT retention_agg(a) AS two_steps FROM (SELECT activity_agg(d, 'month') AS a FROM shapes
		GROUP BY n) v) t;
SELECT u.s = two_steps AS dense FROM merged(ARRAY[1, 2, 3, 4]) u, (SELECT retention_agg(a) AS two_steps
	FROM (SELECT activity_agg(d, 'month') AS a FROM shapes WHERE part BETWEEN 1 AND 4 GROUP BY n) v) t;
SELECT u.s = two_steps AS dense FROM merged(ARRAY[1, 10, 11]) u, (SELECT retention_agg(a) AS two_steps
	FROM (SELECT activity_agg(d, 'month') AS a FROM shapes WHERE part IN (1, 10, 11) GROUP BY n) v) t;
-- the history of two parts is too long where that of each is not
UPDATE upwards SET d = d - 80000 WHERE part = 2;
SELECT retention_agg(n, d, 'day') FROM upwards WHERE part IN (1, 2);
SELECT retention_agg(n, d, 'day') FROM upwards WHERE part IN (0, 2);
SELECT length(retention_agg(n, d, 'day')::text) > 1000 AS alone FROM upwards WHERE part = 2;
RESET enable_partitionwise_aggregate;
RESET max_parallel_workers_per_gather;
DROP TABLE shapes, upwards, downwards, alone;
DROP FUNCTION merged;
