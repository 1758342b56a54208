-- Every way to get at a table of cohorts, over random events. What is in it: cohorts_laws.
SELECT setseed(0.77);
CREATE TABLE events AS SELECT customer, ('00000000-0000-0000-0000-' || lpad(to_hex(customer),
	12, '0'))::uuid AS id,
	timestamptz '2021-06-01 00:00+00'
	+ (start + (1 - start) * random() ^ loyalty) * interval '900 days' AS at, floor(4 * random())::int AS part
FROM (SELECT customer, random() ^ 2 AS start, 1 + 4 * random() AS loyalty,
	floor(25 * random() ^ 2)::int AS visits FROM generate_series(1, 300) customer) v,
	generate_series(0, visits);
INSERT INTO events VALUES (NULL, NULL, '2022-01-01', 0), (17, '00000000-0000-0000-0000-000000000011', NULL,
	0);
CREATE TABLE periods AS SELECT period, zone, period_start('2023-11-18 00:00+00', period, zone) AS last
	FROM (VALUES ('day'::cx_period, 'UTC'::cx_zone), ('week', 'America/Havana'),
	('week_sunday', 'Asia/Kolkata'), ('month', 'Europe/Berlin'), ('quarter', 'UTC'),
	('year', 'Pacific/Apia')) v (period, zone);
CREATE INDEX ON events (customer);
ANALYZE events, periods;
CREATE TABLE ours AS SELECT period, zone, entry, retention_agg(a, entry) AS s
	FROM (SELECT period, zone, customer, activity_agg(at, period, zone) AS a FROM events, periods
	WHERE customer % (CASE WHEN period IN ('day', 'week', 'week_sunday') THEN 30 ELSE 1 END) = 0
	GROUP BY 1, 2, 3) v, unnest('{first,recurring}'::cx_cohort_entry[]) entry GROUP BY 1, 2, 3;
ANALYZE ours;
-- one pass over raw events is the same state: bigint and uuid, instants, local times, days
SELECT period, s = (SELECT retention_agg(customer, at, period, zone) FROM events
	WHERE customer % (CASE WHEN period IN ('day', 'week', 'week_sunday') THEN 30
	ELSE 1 END) = 0) AS bigints, s = (SELECT retention_agg(id, at, period, zone) FROM events
	WHERE customer % (CASE WHEN period IN ('day', 'week', 'week_sunday') THEN 30 ELSE 1 END) = 0) AS uuids
	FROM ours WHERE entry = 'first' ORDER BY 1;
SELECT retention_agg(customer, at, 'month', 'Europe/Berlin') = retention_agg(customer,
	at AT TIME ZONE 'Europe/Berlin', 'month') AS local,
	retention_agg(customer, at, 'month', 'Europe/Berlin') = retention_agg(customer,
	(at AT TIME ZONE 'Europe/Berlin')::date, 'month') AS days,
	retention_agg(id, at, 'day', 'Europe/Berlin') = retention_agg(id,
		at AT TIME ZONE 'Europe/Berlin', 'day') AS local,
		retention_agg(id, at, 'day', 'Europe/Berlin') = retention_agg(id,
		(at AT TIME ZONE 'Europe/Berlin')::date, 'day') AS days FROM events;
-- in any order of rows, which is what moves and widens the masks
SELECT retention_agg(customer, at, 'day', 'UTC' ORDER BY at) = retention_agg(customer, at, 'day', 'UTC'
	ORDER BY at DESC) AS descending, retention_agg(customer, at, 'day', 'UTC'
	ORDER BY at) = retention_agg(customer, at, 'day', 'UTC' ORDER BY md5(at::text)) AS random,
	retention_agg(customer, at, 'month', 'UTC' ORDER BY at) = retention_agg(customer, at, 'month', 'UTC'
		ORDER BY at DESC) AS descending, retention_agg(customer, at, 'month', 'UTC'
		ORDER BY at) = retention_agg(customer, at, 'month', 'UTC' ORDER BY md5(at::text)) AS random
		FROM events;
SELECT (SELECT retention_agg(i % 5, date '2024-01-01' + i * (i % 2 * 2 - 1), 'day')
	FROM generate_series(0, 400) i) = (SELECT retention_agg(a)
	FROM (SELECT activity_agg(date '2024-01-01' + i * (i % 2 * 2 - 1), 'day') AS a
	FROM generate_series(0, 400) i GROUP BY i % 5) v) AS both_ways;
SELECT retention_agg(customer, at, 'month')
	FROM (VALUES (1, date '2024-01-01'), (1, '1900-01-01'), (2, '2124-05-05'), (1, '2024-02-01'),
	(2, '2020-01-01')) v (customer, at);
-- more customers than rows are collected for, twice the limit of small tables
SELECT (SELECT retention_agg(i % 30000, date '2020-01-01' + (i * 7919::bigint % 2000)::int, 'month')
	FROM generate_series(1, 100000) i) = (SELECT retention_agg(a)
	FROM (SELECT activity_agg(date '2020-01-01' + (i * 7919::bigint % 2000)::int, 'month') AS a
	FROM generate_series(1, 100000) i GROUP BY i % 30000) v) AS large;
SELECT (SELECT retention_agg(md5((i % 20000)::text)::uuid,
	date '2020-01-01' + (i * 7919::bigint % 2000)::int, 'week') FROM generate_series(1, 60000) i)
	= (SELECT retention_agg(a)
	FROM (SELECT activity_agg(date '2020-01-01' + (i * 7919::bigint % 2000)::int, 'week') AS a
	FROM generate_series(1, 60000) i GROUP BY i % 20000) v) AS large;
-- keys that look alike to a poor hash: multiples of powers of two, negative, the ends of the range
SELECT (SELECT retention_agg(i * 4294967296, date '2020-01-01' + i, 'month')
	FROM generate_series(-1000, 1000) i) = (SELECT retention_agg(a)
	FROM (SELECT activity_agg(date '2020-01-01' + i, 'month') AS a FROM generate_series(-1000, 1000) i
	GROUP BY i) v) AS shifted;
-- Keys made for one slot of the hash without a seed, by running its mixing backwards: 200,000 of them took
-- three quarters of a minute. In two steps, PostgreSQL's own hash has them.
CREATE FUNCTION wrapped(n numeric) RETURNS numeric
	LANGUAGE sql IMMUTABLE AS $$ SELECT n % 18446744073709551616 $$;
CREATE FUNCTION unshifted(x bit(64), by int) RETURNS bit(64) LANGUAGE sql IMMUTABLE AS
	$$ SELECT x # (x >> by) # (x >> 2 * by) $$;
CREATE FUNCTION number(x bit(64)) RETURNS numeric LANGUAGE sql IMMUTABLE AS
	$$ SELECT wrapped(x::bigint::numeric + 18446744073709551616) $$;
CREATE FUNCTION bits(n numeric) RETURNS bit(64) LANGUAGE sql IMMUTABLE AS
	$$ SELECT (CASE WHEN n >= 9223372036854775808 THEN n - 18446744073709551616
		ELSE n END)::bigint::bit(64) $$;
SET jit = off;
CREATE TABLE crafted AS
SELECT i, bits(wrapped(number(unshifted(bits(wrapped(number(unshifted(bits(wrapped(
	number(unshifted(i::bit(64), 31)) * 3573116690164977347)), 27)) * 10871156337175269513)), 30))
	+ 18446744073709551616 - 11400714819323198485))::bigint AS customer
FROM generate_series(1::bigint, 200000) AS i;
RESET jit;
SELECT count(DISTINCT customer) FROM crafted;
SET statement_timeout = '20s';
SELECT retention_agg(customer, date '2024-01-01' + (i % 60)::int, 'month') FROM crafted;
RESET statement_timeout;
DROP TABLE crafted;
DROP FUNCTION wrapped, unshifted, number, bits;
SELECT retention_agg(c, d, 'month')
	FROM (VALUES (0, date '2024-01-01'), (-9223372036854775808, '2024-01-01'),
	(9223372036854775807, '2024-01-01'), (-1, '2024-01-01'), (0, '2024-02-01')) v (c, d);
SELECT retention_agg(c, d, 'month')
	FROM (VALUES ('00000000-0000-0000-0000-000000000000'::uuid, date '2024-01-01'),
	('ffffffff-ffff-ffff-ffff-ffffffffffff', '2024-01-01'),
	('ffffffff-ffff-ffff-0000-000000000000', '2024-01-01'),
	('00000000-0000-0000-ffff-ffffffffffff', '2024-01-01')) v (c, d);
-- customers who are texts: by bytes, for every type of time, as in two steps; varchar, name, and a literal
-- without a type are texts; char(n) becomes one without the blanks at its end
CREATE TABLE texts AS SELECT customer, 'customer no. ' || customer AS id, at FROM events;
SELECT retention_agg(customer, at, 'week', 'Asia/Tokyo') = retention_agg(id,
	at, 'week', 'Asia/Tokyo') AS instants,
	retention_agg(customer, at::date, 'month') = retention_agg(id, at::date, 'month') AS days,
	retention_agg(customer, at::timestamp, 'day') = retention_agg(id, at::timestamp, 'day') AS local,
	retention_agg(customer, at::date, 'month') = retention_agg(id::varchar(30),
		at::date, 'month') AS varchars,
	retention_agg(customer, at::date, 'month') = retention_agg(id::name, at::date, 'month') AS names
FROM texts;
SELECT (SELECT retention_agg(id, at, 'month', 'UTC') FROM texts) = (SELECT retention_agg(a) FROM (
	SELECT activity_agg(at, 'month', 'UTC') AS a FROM texts WHERE id IS NOT NULL
		GROUP BY id) AS v) AS two_steps;
SELECT retention_agg(c, '2024-01-01'::date, 'month') AS texts,
	retention_agg(c::char(3), '2024-01-01'::date, 'month') AS chars
FROM (VALUES ('a'), ('A'), ('a '), (''), (repeat('a', 10000)), (NULL)) AS v (c);
SELECT retention_agg('17', date '2024-01-01', 'month') = retention_agg(17,
	date '2024-01-01', 'month') AS untyped,
	retention_agg(NULL, date '2024-01-01', 'month') AS none;
DROP TABLE texts;
-- groups, filters, windows
SELECT bool_and(s = t) AS grouped FROM (SELECT part, retention_agg(customer, at, 'month', 'UTC') AS s
	FROM events GROUP BY part) a JOIN (SELECT part, retention_agg(a) AS t
	FROM (SELECT part, customer, activity_agg(at, 'month', 'UTC') AS a FROM events
	WHERE customer IS NOT NULL GROUP BY 1, 2) v GROUP BY part) b USING (part);
SELECT retention_agg(customer, at, 'year', 'UTC')
	FILTER (WHERE part = 1) = (SELECT retention_agg(customer, at, 'year', 'UTC') FROM events
	WHERE part = 1) AS filtered FROM events;
SELECT bool_and(running = (SELECT retention_agg(customer, at, 'month', 'UTC') FROM events i
	WHERE (i.part, i.at) <= (o.part, o.at))) AS running
	FROM (SELECT part, at, retention_agg(customer, at, 'month', 'UTC') OVER (ORDER BY part, at) AS running,
	row_number() OVER (ORDER BY part, at) AS n FROM events WHERE at IS NOT NULL) o WHERE n % 500 = 3;
SELECT retention_agg(customer, at, 'month', 'UTC') AS none FROM events WHERE false;
SELECT retention_agg(NULL::bigint, at, 'month', 'UTC') AS none,
	retention_agg(customer, NULL::timestamptz, 'month', 'UTC') AS none,
	retention_agg(NULL::uuid, NULL::date, 'month') AS none FROM events;
-- a million groups of one customer do not take a megabyte each
SELECT count(*), sum(length(s::text)) FROM (SELECT retention_agg(i, date '2024-01-01', 'month') AS s
	FROM generate_series(1, 50000) i GROUP BY i) v;
-- more than a thousand groups at once, whose states grow another way: the same as one after the other
CREATE TABLE grouped AS SELECT i % 1500 AS k,
	activity_agg(date '2020-01-06' + i % 97 + (i * j * 31 % 700), 'week') AS a
	FROM generate_series(1, 6000) i, generate_series(0, 2) j GROUP BY i;
ANALYZE grouped;
SET work_mem = '256MB';
SET enable_sort = off;
CREATE TABLE at_once AS SELECT k, retention_agg(a) AS s FROM grouped GROUP BY k;
RESET enable_sort;
SET enable_hashagg = off;
SELECT count(*), bool_and(length(s::text) > 1024) AS large, count(*)
	FILTER (WHERE s IS DISTINCT FROM t) AS differ FROM at_once JOIN (SELECT k, retention_agg(a) AS t
	FROM grouped GROUP BY k) v USING (k);
RESET enable_hashagg;
RESET work_mem;
DROP TABLE grouped, at_once;
-- errors
SELECT retention_agg(1, timestamptz '2024-01-01 00:00+00', 'month');
SELECT retention_agg(1, date '2024-01-01', 'month', 'UTC');
SELECT retention_agg(1, timestamp '2024-01-01', 'month', 'UTC');
SELECT retention_agg('00000000-0000-0000-0000-000000000000'::uuid,
	timestamptz '2024-01-01 00:00+00', 'month');
SELECT retention_agg('00000000-0000-0000-0000-000000000000'::uuid, date '2024-01-01', 'month', 'UTC');
SELECT retention_agg('00000000-0000-0000-0000-000000000000'::uuid, timestamp '2024-01-01', 'month', 'UTC');
SELECT retention_agg('a'::text, timestamptz '2024-01-01 00:00+00', 'month');
SELECT retention_agg('a'::text, date '2024-01-01', 'month', 'UTC');
SELECT retention_agg('a'::text, timestamp '2024-01-01', 'month', 'UTC');
SELECT retention_agg(1, date '2024-01-01', NULL);
SELECT retention_agg(1, timestamptz '2024-01-01 00:00+00', 'month', NULL);
SELECT retention_agg(1, date 'infinity', 'month');
SELECT retention_agg(1, date '2024-01-01', p) FROM unnest('{month,week}'::cx_period[]) p;
SELECT retention_agg(1, d, 'day') FROM (VALUES (date '2024-01-01'), ('1824-01-01')) v (d);
SELECT retention_agg(1, d, 'day') FROM (VALUES (date '2024-01-01'), (date '2024-01-01' - 65536)) v (d);
SELECT length(retention_agg(1, d, 'day')::text)
	FROM (VALUES (date '2024-01-01'), (date '2024-01-01' - 65535)) v (d);
-- the largest table of cohorts is one that can be read again: with a cohort a day, each back on the last of
-- 5792 days, it is not
SELECT length(retention_agg(i, date '2000-01-01' + CASE k WHEN 0 THEN i ELSE 5792 END, 'day')::text)
	FROM generate_series(1, 5792) i, generate_series(0, 1) k;
-- Laws: any split of the customers; a window is its recomputation; on_or_after falls and is at least on; a
-- streak is at most on; on_or_before rises
CREATE TABLE histories AS SELECT customer, customer % 7 AS part, activity_agg(at, 'month', 'UTC') AS a
	FROM events WHERE customer IS NOT NULL GROUP BY 1;
SELECT entry, retention_agg(a, entry) = (SELECT rollup(s) FROM (SELECT retention_agg(a, entry) AS s
	FROM histories GROUP BY part) v) AS any_split FROM histories,
	unnest('{first,recurring}'::cx_cohort_entry[]) entry GROUP BY entry ORDER BY entry;
SELECT count(*) AS broken FROM (SELECT entry, retention_agg(a, entry) OVER w AS moving,
	retention_agg(a, a, entry) OVER w AS twice, array_agg(a) OVER w AS frame FROM histories,
	unnest('{first,recurring}'::cx_cohort_entry[]) entry WHERE customer < 200
	WINDOW w AS (PARTITION BY entry ORDER BY customer ROWS BETWEEN 7 PRECEDING AND 2 PRECEDING)) v
WHERE moving <> (SELECT retention_agg(a, v.entry) FROM unnest(frame) a) OR twice <> moving;
SELECT count(*) AS broken FROM (SELECT rollup(s) OVER w AS moving, array_agg(s) OVER w AS frame
	FROM (SELECT customer, retention_agg(a, 'recurring') AS s FROM histories GROUP BY 1) v
	WINDOW w AS (ORDER BY customer ROWS BETWEEN 5 PRECEDING AND CURRENT ROW)) v
	WHERE moving <> (SELECT rollup(s) FROM unnest(frame) s);
CREATE TABLE cells AS SELECT entry, mode, t.* FROM (SELECT entry, retention_agg(a, entry) AS s
	FROM histories, unnest('{first,recurring}'::cx_cohort_entry[]) entry GROUP BY 1) v,
	unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode, retention_table(s, mode, '2024-03-01') t;
SELECT count(*) > 500 AS many, count(*) FILTER (WHERE after.retained < active.retained
	OR streak.retained > active.retained OR after.retained > active.customers OR age = 0
	AND active.retained <> active.customers) AS broken
FROM (SELECT * FROM cells WHERE mode = 'on') active
	JOIN (SELECT * FROM cells WHERE mode = 'on_or_after') after USING (entry, cohort, age)
	JOIN (SELECT * FROM cells WHERE mode = 'streak') streak USING (entry, cohort, age);
SELECT count(*) FILTER (WHERE mode IN ('on_or_after', 'streak') AND retained > before) AS rising, count(*)
	FILTER (WHERE mode = 'on_or_before' AND age > 1 AND retained < before) AS falling
	FROM (SELECT *, lag(retained) OVER (PARTITION BY entry, mode, cohort ORDER BY age) AS before
	FROM cells) v;
-- first entries partition the customers; recurring entries are the active periods
SELECT (SELECT sum(customers) FROM cells WHERE entry = 'first' AND mode = 'on'
	AND age = 0) = count(*) AS first, (SELECT sum(customers) FROM cells WHERE entry = 'recurring'
	AND mode = 'on' AND age = 0) = sum(period_count(a)) AS recurring FROM histories;
SELECT bool_and(s::text::cx_retention = s) AS text_again FROM ours;
DROP TABLE events, periods, ours, histories, cells;
