-- What customers do next.
SET timezone = 'UTC';
CREATE TABLE event (customer integer, step text, at timestamptz);
INSERT INTO event VALUES (1, 'home', '2026-03-01 10:00Z'), (1, 'product', '2026-03-01 10:10Z'),
	(1, 'cart', '2026-03-01 10:30Z'), (2, 'home', '2026-03-01 11:00Z'), (2, 'product', '2026-03-01 11:20Z'),
	(2, 'home', '2026-03-01 11:25Z'), (2, 'product', '2026-03-01 13:25Z'),
	(3, 'product', '2026-03-02 09:00Z'), (3, 'product', '2026-03-02 09:00Z'),
	(4, NULL, '2026-03-02 09:00Z'), (4, 'cart', NULL);
CREATE VIEW whole AS SELECT rollup(t) AS s FROM (
	SELECT transition_agg(step, at) AS t FROM event GROUP BY customer) v;
SELECT * FROM whole;
SELECT t.* FROM whole, transition_table(s) t;
-- A gap longer than within ends a journey; exactly as long does not: customer 2 has two journeys, or three.
SELECT within, transition_agg(step, at, within) AS s
FROM event, unnest('{2 h,119 min 59.999999 s}'::interval[]) within
WHERE customer = 2 GROUP BY within ORDER BY within;
SELECT t.* FROM (SELECT rollup(t) AS s FROM (
	SELECT transition_agg(step, at, '1 hour') AS t FROM event GROUP BY customer) v) w, transition_table(s) t;
-- By position in the first steps; what comes after the last of them is not told, neither a step nor an end.
SELECT t.* FROM (SELECT rollup(t) AS s FROM (
	SELECT transition_agg(step, at, NULL, 3) AS t FROM event GROUP BY customer) v) w, transition_table(s) t;
SELECT depth, transition_agg(step, at, '1 hour', depth) FROM event, generate_series(1, 4) depth
WHERE customer = 2 GROUP BY depth ORDER BY depth;
-- Dates, local times; at one time the bytes of the steps decide: Z before a before z before ä.
SELECT transition_agg(step, date '2026-03-01' + day) AS days,
	transition_agg(step, date '2026-03-01' + day, '2 days') AS within,
	transition_agg(step, timestamp '2026-03-01' + day * interval '1 day') AS local
FROM (VALUES ('a', 0), ('b', 2), ('a', 5), ('b', 4)) v (step, day);
SELECT from_step, to_step FROM (SELECT transition_agg(step, date '2026-03-01') AS s
	FROM unnest('{z,ä,a,Z}'::text[]) step) v, transition_table(s);
-- Times as far apart as they get.
SELECT transition_agg(step, at, '1 day')
FROM (VALUES ('a', date '4713-01-01 BC'), ('b', '5874897-12-31')) v (step, at);
SELECT transition_agg(step, at)
FROM (VALUES ('a', timestamp '4713-01-01 00:00 BC'), ('b', '287000-12-31 23:59')) v (step, at);
-- Nothing: () and no rows.
SELECT transition_agg(step, at) AS none, rollup(NULL::cx_transitions) AS null_states FROM event WHERE false;
SELECT transition_agg(NULL, at) FROM event;
SELECT * FROM transition_table('()') UNION ALL SELECT * FROM transition_table(NULL);
SELECT (transition_table(s)).transitions FROM whole LIMIT 2;
-- What is refused.
SELECT statement, test.refusal('SELECT ' || statement || ' FROM event WHERE customer < 3') FROM (VALUES
	('transition_agg(step, at, ''0'')'), ('transition_agg(step, at, ''-1 hour'')'),
	('transition_agg(step, at, ''1 month'')'), ('transition_agg(step, at, 30)'),
	('transition_agg(step, at, NULL, 0)'), ('transition_agg(step, at, NULL, -1)'),
	('transition_agg(step, at, NULL, NULL)'), ('transition_agg(step, at, customer * interval ''1 h'')'),
	('transition_agg(step, at, NULL, customer)'), ('transition_agg(step, ''infinity''::timestamptz)'),
	('transition_agg(step, ''-infinity''::timestamp)'), ('transition_agg(step, ''infinity''::date)'),
	('transition_agg(customer, at)'), ('transition_agg(customer::text, at::text)'),
	('transition_agg(step, coalesce(at, at::date))'),
	('transition_agg(step, CASE customer WHEN 1 THEN at ELSE at::timestamp END)'),
	('transition_agg(step, coalesce(at, at::date::timestamptz))')) v (statement);
SELECT test.refusal($$SELECT transition_agg(step, at)
	FROM (VALUES ('a', date '4713-01-01 BC'), ('b', '5874897-12-31')) v (step, at)$$);
SELECT test.refusal($$SELECT rollup(t) FROM (SELECT transition_agg(step, at, customer * interval '1 h') AS t
	FROM event GROUP BY customer ORDER BY customer) v WHERE t <> '()'$$);
DROP VIEW whole;
DROP TABLE event;

-- Laws, over random rows with ties, repeats and NULLs, against plain SQL: few rows a customer, and many.
SELECT setseed(0.20261129);
CREATE TABLE event AS
SELECT customer, i AS row, CASE WHEN random() < 0.97 THEN
	(ARRAY['home', 'search', 'product page', 'cart', '', 'Größe', '"', 'paid'])[
	1 + (random() * random() * 8)::int] END AS step, CASE WHEN random() < 0.97 THEN
	timestamptz '2026-01-01 00:00Z' + (random() * random() * 40 * 10 ^ (customer % 4))::int
		* interval '307.5 s' END AS at
FROM generate_series(1, 150) customer,
	generate_series(1, CASE customer % 10 WHEN 0 THEN 200 ELSE customer % 70 END) i;
CREATE TABLE setting (n integer, within interval, depth integer);
INSERT INTO setting VALUES (1, NULL, NULL), (2, '1 hour', NULL), (3, NULL, 1), (4, NULL, 3),
	(5, '4 hours', 5), (6, '100000 days', 1000), (7, '1 microsecond', 2);
CREATE VIEW kept AS SELECT * FROM event WHERE step IS NOT NULL AND at IS NOT NULL;
-- In plain SQL: each row with its journey, the one before and after, and its place.
CREATE TABLE visit AS
SELECT n, depth, customer, journey, step, at, lead(step) OVER j AS next, lead(at) OVER j - at AS time,
	row_number() OVER j AS place
FROM (SELECT *, count(*) FILTER (WHERE new) OVER c AS journey
	FROM (SELECT *, coalesce(at - lag(at) OVER c > within, false) AS new FROM setting, kept
		WINDOW c AS (PARTITION BY n, customer ORDER BY at, step COLLATE "C", row)) g
	WINDOW c AS (PARTITION BY n, customer ORDER BY at, step COLLATE "C", row)) r
WINDOW j AS (PARTITION BY n, customer, journey ORDER BY at, step COLLATE "C", row);
CREATE TABLE move AS
SELECT n, customer, depth, place AS position, step AS from_step, next AS to_step, time FROM visit
UNION ALL SELECT n, customer, depth, 0, NULL, step, NULL FROM visit WHERE place = 1;
CREATE TABLE state AS
SELECT n, within, depth, customer, CASE WHEN within IS NULL AND depth IS NULL THEN transition_agg(step, at)
	WHEN depth IS NULL THEN transition_agg(step, at, within)
	ELSE transition_agg(step, at, within, coalesce(depth, 1)) END AS s
FROM setting, event GROUP BY n, within, depth, customer;
CREATE TABLE ours AS
SELECT n, t.* FROM (SELECT n, rollup(s) AS s FROM state GROUP BY n) v, transition_table(s) t;
CREATE TABLE theirs AS
SELECT n, CASE WHEN depth IS NOT NULL THEN position::int END AS position, from_step, to_step,
	count(*) AS transitions, count(DISTINCT customer) AS customers,
	extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY time))::float8 / 3600 AS hours
FROM move WHERE position < depth OR depth IS NULL GROUP BY 1, 2, 3, 4;
SELECT n, count(*) AS rows, sum(transitions) > 500 AS many FROM theirs GROUP BY n ORDER BY n;
(SELECT n, position, from_step, to_step, transitions, customers FROM ours
EXCEPT ALL SELECT n, position, from_step, to_step, transitions, customers FROM theirs)
UNION ALL (SELECT n, position, from_step, to_step, transitions, customers FROM theirs
EXCEPT ALL SELECT n, position, from_step, to_step, transitions, customers FROM ours);
-- Hours are within 1 % of the median, NULL at begin and end.
SELECT count(median_hours) > 100 AS many,
	count(*) FILTER (WHERE (median_hours IS NULL) <> (o.from_step IS NULL OR o.to_step IS NULL)) AS misplaced,
	count(*) FILTER (WHERE abs(median_hours - hours) > 0.01 * hours) AS far
FROM ours o JOIN theirs t ON (o.n, o.transitions) = (t.n, t.transitions)
	AND (o.position, o.from_step, o.to_step) IS NOT DISTINCT FROM (t.position, t.from_step, t.to_step);
-- Shares sum to 100 for each step; what leaves a step is what came to it; without a depth, its visits.
SELECT count(*) FILTER (WHERE abs(sum - 100) > 1e-9) AS not_100 FROM (
	SELECT sum(share) FROM ours GROUP BY n, position, from_step) v;
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE came IS DISTINCT FROM gone) AS differ,
	count(*) FILTER (WHERE v.n < 3 AND came <>
		(SELECT count(*) FROM visit WHERE visit.n = v.n AND visit.step = v.step)) AS not_visits
FROM (SELECT n, position + 1 AS position, to_step AS step, sum(transitions) AS came FROM ours
	WHERE to_step IS NOT NULL GROUP BY 1, 2, 3) v
FULL JOIN (SELECT n, position, from_step AS step, sum(transitions) AS gone FROM ours
	WHERE from_step IS NOT NULL GROUP BY 1, 2, 3) w
	ON v.n = w.n AND v.step = w.step AND v.position IS NOT DISTINCT FROM w.position
JOIN setting s ON s.n = coalesce(v.n, w.n)
WHERE s.depth IS NULL OR coalesce(v.position, w.position) < s.depth;
-- Journeys begin as often as they end, where all of each is looked at.
SELECT n, sum(transitions) FILTER (WHERE from_step IS NULL)
	= sum(transitions) FILTER (WHERE to_step IS NULL) AS ends
FROM ours WHERE n IN (1, 2, 6) GROUP BY n ORDER BY n;
-- The order of rows does not matter, nor do parts: the rollup of parts is that of all, in any way.
SELECT count(*) AS differ FROM state JOIN (
	SELECT customer, transition_agg(step, at ORDER BY at DESC, row) AS down,
		transition_agg(step, at ORDER BY at, row) AS up
	FROM event GROUP BY customer) v USING (customer) WHERE n = 1 AND (s <> down OR s <> up);
SELECT n, count(DISTINCT s) AS different FROM (
	SELECT n, rollup(s) AS s FROM state GROUP BY n
	UNION ALL SELECT n, rollup(s) FROM (
		SELECT n, rollup(s ORDER BY customer DESC) AS s FROM state GROUP BY n, customer % 7) v GROUP BY n
	UNION ALL SELECT n, (rollup(s) FILTER (WHERE customer < 50)) + (rollup(s) FILTER (WHERE customer >= 50))
	FROM state GROUP BY n
	UNION ALL SELECT n, (rollup(s)) - (rollup(s) FILTER (WHERE customer % 3 = 0))
		+ (rollup(s) FILTER (WHERE customer % 3 = 0)) FROM state GROUP BY n
	UNION ALL SELECT n, rollup(s) - '()' + '()' FROM state GROUP BY n) v GROUP BY n ORDER BY n;
-- In a window that moves, what left is taken away.
SELECT count(*) AS rows, count(*) FILTER (WHERE moving <> (SELECT rollup(s) FROM state w
	WHERE w.n = v.n AND w.customer BETWEEN v.customer - 3 AND v.customer + 2)) AS differ
FROM (SELECT n, customer, rollup(s) OVER (PARTITION BY n ORDER BY customer
	ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING) AS moving FROM state) v WHERE n < 6;
SELECT count(*) AS differ FROM (SELECT customer, rollup(s) OVER (ORDER BY customer ROWS 0 PRECEDING) AS own, s
	FROM state WHERE n = 2) v WHERE own <> s;
-- Parallel is serial, of both aggregates: each customer's rows are read by several workers.
CREATE TABLE result (mode text, query text, workers text, customer integer, s cx_transitions);
CREATE FUNCTION run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE query text;
BEGIN
	FOREACH query IN ARRAY ARRAY[
		'SELECT customer, transition_agg(step, at, ''4 hours'', 5) FROM event GROUP BY customer',
		'SELECT customer % 2, transition_agg(step, at::date) FROM event GROUP BY customer % 2',
		'SELECT 0, transition_agg(step, at::timestamp) FROM event WHERE false',
		'SELECT 0, rollup(s) FROM state WHERE n = 5', 'SELECT n, rollup(s) FROM state GROUP BY n',
		'SELECT 0, rollup(s) FROM state WHERE n > 99']
	LOOP
		EXECUTE format('INSERT INTO result SELECT %L, %L, %L, v.* FROM (%s) v',
			mode, query, test.plan(query), query);
	END LOOP;
END $$;
ANALYZE event, state;
SET max_parallel_workers_per_gather = 0;
SELECT run('serial');
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
ALTER TABLE event SET (parallel_workers = 2);
ALTER TABLE state SET (parallel_workers = 2);
SELECT run('parallel');
SELECT p.query, p.workers, count(*) AS rows, count(*) FILTER (WHERE p.s IS DISTINCT FROM s.s) AS differ
FROM result p LEFT JOIN result s ON s.query = p.query AND s.customer = p.customer AND s.mode = 'serial'
WHERE p.mode = 'parallel' GROUP BY 1, 2 ORDER BY p.query COLLATE "C";
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
DROP FUNCTION run;
DROP TABLE result;
-- More steps than the customers of a query share, and longer ones: the same as of each alone.
CREATE TABLE page AS
SELECT i / 6 AS customer, i % 2000 || repeat('x', i % 3 * 100) AS step, date '2026-01-01' + i AS day
FROM generate_series(0, 2999) i;
SELECT count(*) AS customers, count(*) FILTER (WHERE s <> (
	SELECT transition_agg(step, day) FROM page p WHERE p.customer = v.customer)) AS differ
FROM (SELECT customer, transition_agg(step, day) AS s FROM page GROUP BY customer) v;
SELECT count(*) FILTER (WHERE transitions <> 1 OR customers <> 1) AS twice, count(*) AS pairs,
	(SELECT count(DISTINCT (a.step, b.step)) FROM page a JOIN page b USING (customer)
	WHERE b.day = a.day + 1) AS between
FROM transition_table((SELECT rollup(s) FROM (
	SELECT transition_agg(step, day) AS s FROM page GROUP BY customer) v));
DROP TABLE page;
-- Too many pairs, here of positions, are an error.
SELECT test.refusal($$SELECT transition_agg('a', timestamp '2026-01-01' + i * interval '1 s', NULL, 2000000)
	FROM generate_series(1::bigint, 1100000) i$$);
-- A hundred thousand rows of one customer.
SELECT count(*) AS rows, sum(transitions) AS transitions, max(customers) AS customers FROM (
	SELECT transition_agg((i * i % 97)::text, timestamp '2026-01-01' + i * interval '1 s', '1 day') AS s
	FROM generate_series(1::bigint, 100000) i) v, transition_table(s);
DROP VIEW kept;
DROP TABLE event, setting, visit, move, state, ours, theirs;
RESET timezone;
