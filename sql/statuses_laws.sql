-- Laws of cx_statuses over random histories, against plain SQL.
SET timezone = 'UTC';
SELECT setseed(0.20261128);
CREATE TABLE events AS
SELECT ticket, i AS row, CASE WHEN random() < 0.03 THEN NULL ELSE
	timestamptz '2026-01-01' + (random() * 50 * 10 ^ (ticket % 4))::int * interval '7 min 0.3 s' END AS at,
	CASE WHEN random() < 0.03 THEN NULL ELSE
	(ARRAY['new', 'open', 'pending', 'on hold', 'solved', '', 'Größe'])[
	1 + (random() * (2 + ticket % 5))::int]
	END AS status, CASE WHEN random() < 0.5 THEN (random() * 3)::int END AS seq, (random() * 4)::int AS part
FROM generate_series(1, 300) ticket, generate_series(1, 1 + ticket % 40) i;
CREATE TABLE state AS SELECT ticket, status_agg(at, status, seq) AS s FROM events GROUP BY 1;
CREATE TABLE as_of (at timestamptz);
INSERT INTO as_of VALUES ('2026-01-01'), ('2026-01-01 03:30:12.6'), ('2026-01-04'), ('2030-01-01');
-- In plain SQL: each event once, in order, until the next one or as_of.
CREATE TABLE spells AS
SELECT a.at AS as_of, ticket, status, e.at AS started, lead(e.at, 1, a.at) OVER w AS ended,
	status IS DISTINCT FROM lag(status) OVER w AS entered
FROM as_of a, (SELECT DISTINCT ticket, at, status, seq FROM events
	WHERE at IS NOT NULL AND status IS NOT NULL) e
WHERE e.at < a.at
WINDOW w AS (PARTITION BY a.at, ticket ORDER BY e.at, seq NULLS FIRST, status COLLATE "C");
CREATE INDEX ON spells (ticket);
ANALYZE spells;
CREATE TABLE sets (statuses text[]);
INSERT INTO sets VALUES ('{open}'), ('{pending,on hold}'), ('{"",Größe,solved,new}'), ('{}'), ('{never}');
SELECT count(*) AS figures, count(DISTINCT time) > 100 AS many,
	count(*) FILTER (WHERE time IS DISTINCT FROM expected) AS time_differs,
	count(*) FILTER (WHERE ranges IS DISTINCT FROM expected_ranges) AS ranges_differ,
	count(*) FILTER (WHERE open_time IS DISTINCT FROM
		business_elapsed(ranges, 'Europe/Berlin; Mon-Fri 09:00-17:00')) AS business_differs,
	count(*) FILTER (WHERE time < open_time OR time < '0') AS impossible
FROM (
	SELECT time_in_status(s, statuses, a.at) AS time, ranges_in_status(s, statuses, a.at) AS ranges,
		time_in_status(s, statuses, a.at, 'Europe/Berlin; Mon-Fri 09:00-17:00') AS open_time,
		CASE WHEN s <> '()' THEN coalesce(e.time, '0') END AS expected,
		CASE WHEN s <> '()' THEN coalesce(e.ranges, '{}') END AS expected_ranges
	FROM state, sets, as_of a LEFT JOIN LATERAL (
		SELECT sum(ended - started) AS time, range_agg(tstzrange(started, ended)) AS ranges
		FROM spells p WHERE p.as_of = a.at AND p.ticket = state.ticket AND status = ANY (statuses)
	) e ON true) v;
SELECT count(*) AS figures, count(*) FILTER (WHERE times_entered(s, status) IS DISTINCT FROM times) AS times,
	count(*) FILTER (WHERE first_entered(s, status) IS DISTINCT FROM first) AS first,
	count(*) FILTER (WHERE last_entered(s, status) IS DISTINCT FROM last) AS last,
	count(*) FILTER (WHERE rows IS DISTINCT FROM times) AS rows
FROM state, unnest('{new,open,pending,on hold,solved,"",Größe,never}'::text[]) status,
	LATERAL (SELECT count(*) AS times, min(started) AS first, max(started) AS last FROM spells p
		WHERE p.as_of = '2030-01-01' AND p.ticket = state.ticket AND p.status = status.status AND entered) e,
	LATERAL (SELECT count(*) AS rows FROM status_table(s, '2030-01-01') t
		WHERE t.status = status.status) r;
-- status_at from instant to instant, and just before; last_status is that of infinity.
SELECT count(*) AS instants, count(*) FILTER (WHERE status_at(s, at) IS DISTINCT FROM expected) AS different,
	bool_and(last_status(s) = status_at(s, 'infinity')) AS last
FROM state, LATERAL (SELECT started AS at FROM spells p WHERE p.ticket = state.ticket
		UNION ALL SELECT started - interval '1 us' FROM spells p WHERE p.ticket = state.ticket) i,
	LATERAL (SELECT max(status) AS expected FROM spells p
		WHERE p.as_of = '2030-01-01' AND p.ticket = state.ticket AND i.at >= started AND i.at < ended) e;
SELECT count(*) FILTER (WHERE status_ties(s) IS DISTINCT FROM ties) AS ties_differ, max(ties) > 1 AS some
FROM state, LATERAL (SELECT count(DISTINCT at) AS ties FROM (
	SELECT at FROM events e WHERE e.ticket = state.ticket AND at IS NOT NULL AND status IS NOT NULL
	GROUP BY at, seq HAVING count(DISTINCT status) > 1) t) e;
-- The table adds up: every moment from the first event to as_of is in one stay, and each stay in one status.
SELECT bool_and(total = a.at - first) AS complete, bool_and(chained) AS chained
FROM state, as_of a, LATERAL (
	SELECT sum(duration) AS total, min(started) AS first,
		bool_and(coalesce(next_started = ended AND next_status <> status, ended IS NULL)) AS chained
	FROM (SELECT *, lead(started) OVER () AS next_started, lead(status) OVER () AS next_status
		FROM status_table(s, a.at)) t) e
WHERE total IS NOT NULL;
-- Time in a window of time is a difference, and intersection of ranges says the same.
SELECT bool_and(
	time_in_status(s, '{open,""}', '2026-01-04') - time_in_status(s, '{open,""}', '2026-01-02') = (
	SELECT coalesce(sum(upper(r) - lower(r)), '0') FROM unnest(ranges_in_status(s, '{open,""}', '2026-01-04')
		* tstzmultirange(tstzrange('2026-01-02', '2026-01-04'))) r)) AS additive
FROM state WHERE s <> '()';
-- Any order of the rows and any split into parts give the same bytes.
SELECT bool_and(s = forward AND s = backward AND s = shuffled AND s = doubled
	AND cx_statuses_send(s) = cx_statuses_send(shuffled)) AS any_order
FROM state JOIN (SELECT ticket, status_agg(at, status, seq ORDER BY at, row) AS forward,
		status_agg(at, status, seq ORDER BY at DESC, row DESC) AS backward,
		status_agg(at, status, seq ORDER BY md5(row::text)) AS shuffled
		FROM events GROUP BY 1) o USING (ticket)
	JOIN (SELECT ticket, status_agg(at, status, seq) AS doubled
		FROM (SELECT * FROM events UNION ALL SELECT * FROM events) e GROUP BY 1) d USING (ticket);
CREATE TABLE part AS SELECT ticket, part, status_agg(at, status, seq) AS s FROM events GROUP BY 1, 2;
SELECT bool_and(state.s = up AND state.s = down AND state.s = added AND state.s = nested) AS any_split
FROM state JOIN (SELECT ticket, rollup(s ORDER BY part) AS up, rollup(s ORDER BY part DESC) AS down,
		(array_agg(s ORDER BY part))[1] + rollup(s) AS added FROM part GROUP BY 1) r USING (ticket)
	JOIN (SELECT ticket, rollup(s) AS nested
		FROM (SELECT ticket, rollup(s) AS s FROM part GROUP BY ticket, part % 2) n
		GROUP BY 1) n USING (ticket);
SELECT bool_and(a.s + b.s = b.s + a.s) AS commutative,
	bool_and((a.s + b.s) + c.s = a.s + (b.s + c.s)) AS associative,
	bool_and(a.s + a.s = a.s AND a.s + '()' = a.s) AS idempotent
FROM part a JOIN part b USING (ticket) JOIN part c USING (ticket)
WHERE a.part = 0 AND b.part = 1 AND c.part = 2;
SELECT bool_and(s::text::cx_statuses = s) AS text_again FROM state;
-- Grouping sets, windows, spilled hashes.
SELECT bool_and(s = again) AS grouped FROM state JOIN (
	SELECT ticket, status_agg(at, status, seq) AS again FROM events
	GROUP BY GROUPING SETS ((ticket), (part), ())) g USING (ticket);
SELECT bool_and(w = (SELECT rollup(p.s) FROM part p
	WHERE p.ticket = o.ticket AND p.part BETWEEN o.part - 1 AND o.part)) AS windows
FROM (SELECT ticket, part, rollup(s) OVER w AS w FROM part
	WINDOW w AS (PARTITION BY ticket ORDER BY part RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)) o;
SET work_mem = '64kB';
SELECT bool_and(s = again) AS spilled FROM state JOIN (
	SELECT ticket, status_agg(at, status, seq) AS again FROM events GROUP BY ticket) g USING (ticket);
RESET work_mem;
-- Parallel plans give the serial answer.
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ANALYZE events;
CREATE TABLE plan (line text);
DO $$ DECLARE line text; BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) SELECT status_agg(at, status, seq) FROM events' LOOP
		INSERT INTO plan VALUES (line);
	END LOOP;
END $$;
SELECT bool_or(line ~ 'Partial Aggregate') AS partial,
	bool_or(line ~ 'Finalize Aggregate') AS final FROM plan;
CREATE TABLE parallel AS
SELECT status_agg(at, status, seq) AS one, status_agg(at, status) AS other FROM events;
CREATE TABLE parallel_rollup AS SELECT rollup(s) AS one FROM part;
SET max_parallel_workers_per_gather = 0;
SELECT p.one = status_agg(at, status, seq) AS same, p.other = status_agg(at, status) AS without_seq,
	(SELECT r.one = p.one FROM parallel_rollup r) AS rolled_up
FROM events, parallel p GROUP BY p.one, p.other;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
-- A long one, over many rounds of sorting in, with a thousand names; and half of it again.
CREATE TABLE long AS SELECT timestamptz '2026-01-01' + (i * 7919 % 50021) * interval '1 s' AS at,
	'status ' || i * 31 % 1000 AS status, i FROM generate_series(1, 50000) i;
SELECT whole = forward AS same, whole = whole + half AS half, time = '50019 s' AS all_time
FROM (SELECT status_agg(at, status) AS whole, status_agg(at, status ORDER BY at, i) AS forward,
	status_agg(at, status) FILTER (WHERE i % 2 = 0) AS half,
	time_in_status(status_agg(at, status), array_agg(status), max(at)) AS time FROM long) v;
DROP TABLE spells;
DROP TABLE events, state, as_of, sets, part, plan, parallel, parallel_rollup, long;
RESET timezone;
