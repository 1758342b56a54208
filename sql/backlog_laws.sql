-- What must hold for any tickets, over random ones: against plain SQL, cell by cell, in all six periods.
SET DateStyle = 'ISO, YMD';
SELECT setseed(0.271828);
-- Instants around changes of the clock, and a day that Samoa left out; some resolved on a day's first moment.
CREATE TABLE tickets AS
SELECT i, s, CASE WHEN i % 5 = 0 THEN NULL WHEN i % 7 = 0 THEN 'infinity' WHEN i % 11 = 0 THEN s
	WHEN i % 3 = 0 THEN date_trunc('hour', s) + (1 + random() * 100)::int * interval '1 hour'
	ELSE s + random() ^ 4 * interval '300 days' END AS e
FROM (SELECT i, CASE WHEN i % 13 = 0 THEN NULL ELSE date_trunc(CASE WHEN i % 2 = 0 THEN 'hour'
	ELSE 'second' END, timestamptz '2011-10-01 00:00+00' + random() * interval '400 days') END AS s
	FROM generate_series(1, 300) i) v;
CREATE TABLE zones AS
SELECT zone FROM unnest('{UTC, America/Sao_Paulo, Pacific/Apia}'::text[]) zone;
-- The first moments of periods, by PostgreSQL's own functions.
CREATE TABLE steps (p cx_period, step interval, origin timestamp);
INSERT INTO steps VALUES ('day', '1 day', '2011-09-01'), ('week', '7 days', '2011-08-29'),
	('week_sunday', '7 days', '2011-08-28'), ('month', '1 month', '2011-09-01'),
	('quarter', '3 months', '2011-07-01'), ('year', '1 year', '2011-01-01');
CREATE TABLE expected AS
SELECT p, zone, b::date AS period, count(s) FILTER (WHERE s >= since AND s < till) AS opened,
	count(s) FILTER (WHERE e >= since AND e < till) AS resolved,
	count(s) FILTER (WHERE s < till AND (e >= till OR e IS NULL)) AS open_at_end
FROM (SELECT p, zone, b, b AT TIME ZONE zone AS since, (b + step) AT TIME ZONE zone AS till
	FROM zones, steps, generate_series(origin, '2013-12-31', step) b) periods
	LEFT JOIN tickets ON s IS NOT NULL GROUP BY p, zone, b;
CREATE TABLE states AS
SELECT p, zone, backlog_agg(s, e, p, zone) AS x FROM tickets, steps, zones GROUP BY 1, 2;
SELECT p, count(DISTINCT zone) AS zones, count(*) FILTER (WHERE (t.opened, t.resolved, t.open_at_end)
	IS DISTINCT FROM (e.opened, e.resolved, e.open_at_end)) AS broken
FROM states CROSS JOIN backlog_table(x, '2013-12-01') t LEFT JOIN expected e USING (p, zone, period)
GROUP BY p ORDER BY p;
-- nothing but zeros before the first row; every period after it until as_of has one
SELECT count(*) FILTER (WHERE period < first) > 100 AS enough,
	count(*) FILTER (WHERE (period >= first OR opened + resolved + open_at_end = 0) IS NOT TRUE) AS broken,
	bool_and(CASE WHEN period >= first AND period < '2013-12-01' THEN has_row ELSE NOT has_row END) AS no_gaps
FROM (SELECT e.*, min(t.period) OVER (PARTITION BY p, zone) AS first, t.period IS NOT NULL AS has_row
	FROM expected e LEFT JOIN (SELECT p, zone, (backlog_table(x, '2013-12-01')).* FROM states) t
		USING (p, zone, period)) v;
-- open(t) = open(t-1) + opened - resolved, whatever the first row is; and never below 0
SELECT count(*) > 2000 AS enough, count(*) FILTER (WHERE (open_at_end = before + opened - resolved
	AND open_at_end >= 0) IS NOT TRUE) AS broken
FROM (SELECT t.*, lag(open_at_end, 1, 0::bigint) OVER (PARTITION BY p, zone ORDER BY period) AS before
	FROM states, backlog_table(x, '2013-12-01') t) v;
SELECT count(*) > 2000 AS enough, count(*) FILTER (WHERE a IS DISTINCT FROM b) AS broken
FROM (SELECT p, zone, a FROM states, unnest('{2010-01-01, 2012-02-29, 2012-12-31, 2013-11-30}'::date[]) f,
		backlog_table(x, '2013-12-01', f) a) v
	JOIN (SELECT p, zone, b FROM states, backlog_table(x, '2013-12-01') b) w USING (p, zone)
WHERE (a).period = (b).period;
-- resolved never gets ahead of opened
SELECT count(*) FILTER (WHERE sum_resolved > sum_opened) AS broken
FROM (SELECT sum(opened) OVER w AS sum_opened, sum(resolved) OVER w AS sum_resolved
	FROM states, backlog_table(x, 'infinity') WINDOW w AS (PARTITION BY p, zone ORDER BY period)) v;
-- dates and local times are cut as instants of UTC are
SELECT bool_and(y = x) AS same
FROM states JOIN (SELECT p, backlog_agg(s AT TIME ZONE 'UTC', e AT TIME ZONE 'UTC', p) AS y
	FROM tickets, steps GROUP BY p) v USING (p) WHERE zone = 'UTC';
SELECT bool_and(y = x) AS same
FROM states JOIN (SELECT p, backlog_agg((s AT TIME ZONE 'UTC')::date, (e AT TIME ZONE 'UTC')::date, p) AS y
	FROM tickets, steps GROUP BY p) v USING (p) WHERE zone = 'UTC';
-- a period and a zone in every row
SELECT bool_and(x = y) AS same FROM states
	JOIN (SELECT p, zone, backlog_agg(s, e, p, zone) AS y
		FROM tickets, (SELECT p, zone FROM states ORDER BY random()) r GROUP BY p, zone) v USING (p, zone);

-- rollup of any split is the whole, in any order and by any plan
SELECT p, (SELECT rollup(part) FROM (SELECT backlog_agg(s, e, p, zone) AS part
	FROM (SELECT *, floor(random() * 20) AS k FROM tickets) r GROUP BY k) parts) = x AS any_split,
	(SELECT backlog_agg(s, e, p, zone ORDER BY i * 7919 % 300) FROM tickets) = x AS any_order FROM states
	WHERE zone = 'Pacific/Apia' ORDER BY 1;
CREATE TABLE many AS SELECT date '2020-01-01' + (random() * 900)::int AS o, random() AS r
FROM generate_series(1, 20000);
ALTER TABLE many ADD d date;
UPDATE many SET d = CASE WHEN r > 0.2 THEN o + (r ^ 9 * 200)::int END;
SELECT backlog_agg(o, d, 'day')::text AS whole FROM many \gset
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE many SET (parallel_workers = 2);
SELECT backlog_agg(o, d, 'day')::text = :'whole' AS parallel FROM many;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT bool_and(x = y) AS hashed_as_sorted
FROM (SELECT o AS k, backlog_agg(o, d, 'day') AS x FROM many GROUP BY o) a
	JOIN (SELECT o AS k, backlog_agg(o, d, 'day' ORDER BY d) AS y FROM many GROUP BY o) b USING (k);
SELECT rollup(x)::text = :'whole' AS days_rolled_up FROM (SELECT backlog_agg(o, d, 'day') AS x FROM many
	GROUP BY o) v;

-- a window is its recomputation, bytes and all
CREATE FUNCTION pg_temp.fresh(a int, b int) RETURNS cx_backlog LANGUAGE sql AS $$
SELECT backlog_agg(s, e, 'day', 'UTC') FROM tickets WHERE i BETWEEN a AND b $$;
SELECT count(*), bool_and(w = pg_temp.fresh(i - 3, i + 1)) AS same,
	bool_and(w::text = pg_temp.fresh(i - 3, i + 1)::text) AS same_text
	FROM (SELECT i, backlog_agg(s, e, 'day', 'UTC')
		OVER (ORDER BY i ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING) AS w FROM tickets) v WHERE i <= 200;
SELECT bool_and(w = pg_temp.fresh(i - 99, i)) AS long
FROM (SELECT i, backlog_agg(s, e, 'day', 'UTC') OVER (ORDER BY i ROWS 99 PRECEDING) AS w FROM tickets) v
WHERE i % 29 = 0;
SELECT bool_and(w = pg_temp.fresh(i - 99, i)) AS rollup
FROM (SELECT i, rollup(x) OVER (ORDER BY i ROWS 99 PRECEDING) AS w
	FROM (SELECT i, backlog_agg(s, e, 'day', 'UTC') AS x FROM tickets GROUP BY i) g) v WHERE i % 29 = 0;

-- text goes round; so do addition and subtraction
SELECT count(*) AS compared, count(*) FILTER (WHERE x::text::cx_backlog IS DISTINCT FROM x) AS broken
FROM states;
SELECT count(*) AS compared, count(*) FILTER (WHERE (a + b - b = a AND a - b + b = a AND a + b = b + a
	AND a - a = '()') IS NOT TRUE) AS broken
	FROM (SELECT x AS a, lead(x, 1, x) OVER (PARTITION BY p ORDER BY zone) AS b FROM states) v;
-- and a limit
SELECT length(s) - length(replace(s, ',', '')) + 1 AS most
FROM (SELECT backlog_agg('0001-01-01'::date + i * 2, '0001-01-01'::date + i * 2 + 1, 'day')::text AS s
	FROM generate_series(1, 500000) i) v;
SELECT test.refusal('SELECT backlog_agg(''0001-01-01''::date + i * 2, ''0001-01-01''::date + i * 2 + 1, '
	'''day'') = ''()'' FROM generate_series(1, 500001) i');
DROP TABLE tickets, zones, steps, expected, states, many;
