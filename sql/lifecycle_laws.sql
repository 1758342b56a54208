-- What must hold for any subscriptions, over random ones: against plain SQL, cell by cell, in all six
-- periods.
SET DateStyle = 'ISO, YMD';
SELECT setseed(0.39439);
-- Instants around changes of the clock, and a day that Samoa left out; some end, some on a day's first
-- moment.
CREATE TABLE spells AS
SELECT i, s, CASE WHEN i % 5 = 0 THEN NULL WHEN i % 7 = 0 THEN 'infinity' WHEN i % 11 = 0 THEN s
	WHEN i % 3 = 0 THEN date_trunc('hour', s) + (1 + random() * 100)::int * interval '1 hour'
	ELSE s + random() ^ 4 * interval '300 days' END AS e
FROM (SELECT i, CASE WHEN i % 2 = 0 THEN timestamptz '2011-10-01 00:00+00' + random() * interval '200 days'
	WHEN i % 13 = 0 THEN NULL ELSE date_trunc('hour',
		timestamptz '2011-10-01 00:00+00' + random() * interval '400 days') END AS s
		FROM generate_series(1, 300) i) v;
UPDATE spells SET e = s + interval '1 us' WHERE e < s;
SELECT count(*) FILTER (WHERE s IS NULL) > 0 AND count(*) FILTER (WHERE e = s) > 0
	AND count(*) FILTER (WHERE e = 'infinity') > 0 AND count(*) FILTER (WHERE e IS NULL) > 0 AS all_kinds
	FROM spells;
-- The first moments of periods, by PostgreSQL's own functions.
CREATE TABLE steps (p cx_period, step interval, origin timestamp);
INSERT INTO steps VALUES ('day', '1 day', '2011-09-01'), ('week', '7 days', '2011-08-29'),
	('week_sunday', '7 days', '2011-08-28'), ('month', '1 month', '2011-09-01'),
	('quarter', '3 months', '2011-07-01'), ('year', '1 year', '2011-01-01');
CREATE TABLE expected (p cx_period, zone text, period date, active bigint, new bigint, retained bigint,
	churned bigint);
CREATE FUNCTION pg_temp.expect(p cx_period, step interval, origin timestamp,
	zone text) RETURNS void LANGUAGE sql AS $$
INSERT INTO expected
SELECT p, zone, b::date,
	count(*) FILTER (WHERE s < till AND (e > since OR e IS NULL)),
	count(*) FILTER (WHERE s >= since AND s < till),
	count(*) FILTER (WHERE s < since AND (e > before OR e IS NULL) AND (e > since OR e IS NULL)),
	count(*) FILTER (WHERE s < since AND (e > before OR e IS NULL)
		AND NOT (s < till AND (e > since OR e IS NULL)))
FROM (SELECT b, (b - step) AT TIME ZONE zone AS before, b AT TIME ZONE zone AS since,
	(b + step) AT TIME ZONE zone AS till FROM generate_series(origin, '2014-01-01', step) b) periods
	LEFT JOIN spells ON e > s OR e IS NULL AND s IS NOT NULL
GROUP BY b $$;
SELECT count(pg_temp.expect(p, step, origin, zone))
FROM steps,
	unnest('{UTC, Europe/Berlin, America/New_York, America/Sao_Paulo, Pacific/Apia, '
		'Australia/Lord_Howe, Asia/Kathmandu}'::text[]) zone;
CREATE TABLE states AS SELECT p, zone::text AS zone, subscription_agg(s, e, p, zone) AS x
FROM spells, steps,
	unnest('{UTC, Europe/Berlin, America/New_York, America/Sao_Paulo, Pacific/Apia, '
		'Australia/Lord_Howe, Asia/Kathmandu}'::text[]) zone
GROUP BY 1, 2;
SELECT p, count(DISTINCT zone) AS zones, count(*) >= 7 * 3 AS enough,
	count(*) FILTER (WHERE (t.active, t.new, t.retained, t.churned) IS DISTINCT FROM (e.active, e.new,
		e.retained, e.churned)) AS broken
FROM states CROSS JOIN lifecycle_table(x, '2013-12-01') t LEFT JOIN expected e USING (p, zone, period)
GROUP BY p ORDER BY p;
-- nothing but zeros before the first row
SELECT count(*) FILTER (WHERE period < first) > 100 AS enough,
	count(*) FILTER (WHERE (period >= first OR active + new + retained + churned = 0) IS NOT TRUE) AS broken
	FROM expected e LEFT JOIN (SELECT p, zone, min(period) AS first
		FROM states, lifecycle_table(x, '2013-12-01') GROUP BY 1, 2) v USING (p, zone);
-- dates and local times are cut as instants of UTC are
SELECT bool_and(subscription = x) AS same
FROM states JOIN (SELECT p, subscription_agg(s AT TIME ZONE 'UTC', e AT TIME ZONE 'UTC', p) AS subscription
	FROM spells, steps GROUP BY p) v USING (p) WHERE zone = 'UTC';
SELECT bool_and(a = b) AS same FROM (SELECT p,
	subscription_agg((s AT TIME ZONE 'UTC')::date, (e AT TIME ZONE 'UTC')::date, p) AS a,
	subscription_agg((s AT TIME ZONE 'UTC')::date::timestamp, (e AT TIME ZONE 'UTC')::date::timestamp, p) AS b
	FROM spells, steps GROUP BY p) v;
-- a period and a zone in every row
SELECT bool_and(x = y) AS same FROM states
	JOIN (SELECT p, zone, subscription_agg(s, e, p, zone) AS y
		FROM spells, (SELECT p, zone FROM states ORDER BY random()) r GROUP BY p, zone) v USING (p, zone);

-- active(t) = active(t-1) + new + reactivated - churned(t); retained + new + reactivated = active; the rates
-- add up.
CREATE TABLE random_states AS
SELECT k, ('(month: ' || string_agg(format('%s %s %s %s', d::date, n, r, c), ', '
	ORDER BY d) || ')')::cx_lifecycle AS x
FROM (SELECT k, d, 1000 + (random() * 100)::int AS n, (random() * 50)::int AS r,
	CASE WHEN d > '2020-01-01' THEN (random() * 90)::int ELSE 0 END AS c
	FROM generate_series(1, 40) k, generate_series('2020-01-01'::timestamp, '2023-12-01', '1 month') d
	WHERE d = '2020-01-01' OR random() < 0.7) v GROUP BY k;
SELECT count(*) > 1500 AS enough, count(*) FILTER (WHERE (active = coalesce(lag, 0) + new
	+ reactivated - churned AND retained = coalesce(lag, 0) - churned
	AND active = retained + new + reactivated) IS NOT TRUE) AS broken,
	count(*) FILTER (WHERE (CASE WHEN lag > 0 THEN abs(retention_rate + churn_rate - 100) <= 1e-9
		AND retention_rate BETWEEN 0 AND 100 ELSE retention_rate IS NULL AND churn_rate IS NULL END
		AND (churned > 0) = (quick_ratio IS NOT NULL)) IS NOT TRUE) AS broken_rates
FROM (SELECT k, t.*, lag(active) OVER (PARTITION BY k ORDER BY period)
	FROM random_states, lifecycle_table(x, '2024-06-01') t) v;

-- rollup of any split is the whole, in any order and by any plan
SELECT p, zone, (SELECT rollup(part) FROM (SELECT subscription_agg(s, e, p, zone) AS part
	FROM (SELECT *, floor(random() * 20) AS k FROM spells) r GROUP BY k) parts) = x AS any_split,
	(SELECT subscription_agg(s, e, p, zone ORDER BY i * 7919 % 300) FROM spells) = x AS any_order FROM states
	WHERE zone IN ('Europe/Berlin', 'Pacific/Apia') ORDER BY 1, 2;
SET enable_hashagg = off;
SELECT md5(string_agg(x::text, ' ' ORDER BY k)) AS sorted
FROM (SELECT i % 100 AS k, subscription_agg(s, e, 'day', 'UTC') AS x FROM spells GROUP BY 1) v \gset
SET enable_hashagg = on;
SET enable_sort = off;
SELECT md5(string_agg(x::text, ' ' ORDER BY k)) = :'sorted' AS hashed
FROM (SELECT i % 100 AS k, subscription_agg(s, e, 'day', 'UTC') AS x FROM spells GROUP BY 1) v;
RESET enable_sort;
SELECT bool_and(x = y) AS grouping_sets FROM (SELECT i % 100 AS k, subscription_agg(s, e, 'day', 'UTC') AS x
	FROM spells GROUP BY ROLLUP (1)) v LEFT
	JOIN (SELECT i % 100 AS k, subscription_agg(s, e, 'day', 'UTC') AS y FROM spells GROUP BY 1) w USING (k)
	WHERE k IS NOT NULL;
-- more groups than get an object of their own, short and long, with memory and without
SET work_mem = '64MB';
CREATE TABLE many AS SELECT k, subscription_agg('2020-01-01'::date + (k * j) % 700,
	'2020-02-01'::date + (k * j) % 700 + j % 9, 'day') AS x
	FROM generate_series(1, 1500) k, generate_series(1, 60) j GROUP BY k;
SELECT count(*), count(*) FILTER (WHERE length(x::text) > 1500) > 100 AS many_are_long,
	bool_and(x = y) AS same FROM many, LATERAL (SELECT subscription_agg('2020-01-01'::date + (k * j) % 700,
		'2020-02-01'::date + (k * j) % 700 + j % 9, 'day') AS y FROM generate_series(1, 60) j) v
		WHERE k % 10 = 0;
RESET work_mem;
DROP TABLE many;

-- periods in any order, far apart, more than there is room for at first
SELECT x = y AS any_order, length(x::text)
FROM (SELECT subscription_agg(d, d + 1, 'day') AS x, subscription_agg(d, d + 1, 'day' ORDER BY d) AS y
	FROM (SELECT '1000-01-01'::date + (i::bigint * 7919 * 104729 % 1000003)::int AS d
		FROM generate_series(1, 20000) i) v) w;
-- and a limit
SELECT cardinality(regexp_split_to_array(subscription_agg('0001-01-01'::date + i * 2,
	'0001-01-01'::date + i * 2 + 1, 'day')::text, ',')) AS most FROM generate_series(1, 500000) i;
SELECT length(subscription_agg('0001-01-01'::date + i * 2, '0001-01-01'::date + i * 2 + 1, 'day')::text)
FROM generate_series(1, 500001) i;

-- A state of a million periods is taken in within its size, not its square: that took minutes.
SET statement_timeout = '60s';
CREATE TABLE long AS
SELECT subscription_agg('0001-01-01'::date + i * 2, '0001-01-01'::date + i * 2 + 1, 'day') AS s
FROM generate_series(1, 500000) i;
SELECT (SELECT rollup(s) FROM long) = s AS the_same, (SELECT rollup(s) FROM long) - s AS nothing FROM long;
RESET statement_timeout;
-- Every reader and writer of it listens to a cancel.
ALTER TABLE long ADD t text, ALTER s SET STORAGE external, ALTER t SET STORAGE external;
UPDATE long SET t = s::text, s = s + '()';
\set VERBOSITY terse
SELECT clock_timestamp() AS started \gset
SET statement_timeout = '10ms';
SELECT length(s::text) FROM long;
SELECT t::cx_lifecycle = '()' FROM long;
SELECT length(cx_lifecycle_send(s)) FROM long;
SELECT length(s::json::text) FROM long;
SELECT rollup(s) = '()' FROM long;
SELECT count(*) FROM long, lifecycle_table(s, 'infinity');
RESET statement_timeout;
SELECT clock_timestamp() - :'started' < interval '2.5 seconds' AS heard_soon;
-- from 19 on, PostgreSQL's own parser makes the jsonb, and does not listen
SELECT clock_timestamp() AS started \gset
SET statement_timeout = '10ms';
SELECT s::jsonb = '{}' FROM long;
RESET statement_timeout;
\set VERBOSITY default
SELECT clock_timestamp() - :'started' <
	CASE WHEN current_setting('server_version_num')::int < 190000 THEN interval '1 second' ELSE '1 minute' END
	AS heard_soon;
DROP TABLE long;

-- a window is its recomputation, bytes and all
CREATE FUNCTION pg_temp.fresh(a int, b int) RETURNS cx_lifecycle LANGUAGE sql AS $$ SELECT subscription_agg(s,
	e, 'day', 'UTC') FROM spells WHERE i BETWEEN a AND b $$;
SELECT count(*), bool_and(w = pg_temp.fresh(i - 3, i + 1)) AS same,
	bool_and(w::text = pg_temp.fresh(i - 3, i + 1)::text) AS same_text
	FROM (SELECT i, subscription_agg(s, e, 'day', 'UTC')
		OVER (ORDER BY i ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING) AS w FROM spells) v WHERE i <= 200;
SELECT bool_and(w = pg_temp.fresh(i - 99, i)) AS long
FROM (SELECT i, subscription_agg(s, e, 'day', 'UTC') OVER (ORDER BY i ROWS 99 PRECEDING) AS w FROM spells) v
WHERE i % 29 = 0;
SELECT bool_and(w = pg_temp.fresh(i - 99, i)) AS rollup
FROM (SELECT i, rollup(x) OVER (ORDER BY i ROWS 99 PRECEDING) AS w
	FROM (SELECT i, subscription_agg(s, e, 'day', 'UTC') AS x FROM spells GROUP BY i) g) v WHERE i % 29 = 0;
SELECT bool_and(n = (SELECT active FROM lifecycle_table(w, '-infinity')
	ORDER BY period DESC LIMIT 1)) AS read_beside
	FROM (SELECT i, subscription_agg('2020-01-01'::date + i, NULL, 'day')
		OVER (ORDER BY i ROWS 49 PRECEDING) AS w, count(*) OVER (ORDER BY i ROWS 49 PRECEDING) AS n
		FROM generate_series(1, 200) i) v;

-- text goes round; so do addition and subtraction
SELECT count(*) AS compared, count(*) FILTER (WHERE x::text::cx_lifecycle IS DISTINCT FROM x) AS broken
FROM states;
SELECT count(*) AS compared, count(*) FILTER (WHERE (a + b - b = a AND a - b + b = a AND a + b = b + a
	AND a - a = '()') IS NOT TRUE) AS broken
	FROM (SELECT x AS a, lead(x, 1, x) OVER (PARTITION BY p ORDER BY zone) AS b FROM states) v;
DROP TABLE spells, steps, expected, states, random_states;
