-- Laws of funnel() and chain_agg() over random customers, by every mode. That each mode is ClickHouse's is
-- shown
-- beside it (test/peer/clickhouse).
SELECT setseed(0.7);
CREATE TABLE event AS
SELECT customer, n, (random() * span)::integer AS t, random() < 0.3 AS a, random() < 0.3 AS b,
	random() < 0.3 AS c
FROM (SELECT customer, (random() * 20)::integer + 3 AS span FROM generate_series(1, 500) customer) v,
	generate_series(1, 8) n;
CREATE TABLE mode (mode cx_funnel_mode);
INSERT INTO mode VALUES (''), ('strict_order'), ('strict_increase'), ('strict_once'),
	('strict_deduplication'),
	('strict_order, allow_reentry'), ('strict_order, strict_increase, strict_once, strict_deduplication'),
	('first_start'), ('first_start, strict_once'), ('first_start, strict_order, strict_increase');
CREATE FUNCTION at(t integer) RETURNS timestamp IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN timestamp '2026-01-01' + t * interval '1 s';
CREATE TABLE answer AS
SELECT customer, mode, funnel(mode, at(t), '5 s', a, b, c) AS reached,
	chain_agg(mode, at(t), '5 s', a, b, c) AS chain,
	funnel(mode, at(t), '3 s', a, b, c) AS sooner, funnel(mode, at(t), '5 s', a, b) AS two,
	funnel(mode, at(t), '5 s', a, b, c OR n = 4) AS more,
	-- in another order, and from parts
	funnel(mode, at(t), '5 s', a, b, c ORDER BY n % 3, t DESC, n) AS shuffled,
	chain_agg(mode, at(t), '5 s', a, b, c ORDER BY n % 5, c, t DESC) AS shuffled_chain
FROM event, mode GROUP BY customer, mode;
SELECT mode, count(*) AS customers, bool_and(steps_reached(chain) = reached) AS chain,
	bool_and(shuffled = reached AND shuffled_chain = chain) AS any_order, count(DISTINCT reached) AS depths
FROM answer GROUP BY mode ORDER BY mode::text COLLATE "C";
-- The default goes at least as far as any strict mode. A smaller window is no help, but where repeats end the
-- scan. One condition more met is no hindrance, and the last step none for those before, in the default mode.
SELECT bool_and(s.reached <= d.reached) AS default_is_deepest,
	bool_and(s.sooner <= s.reached) FILTER (WHERE s.mode::text NOT LIKE '%deduplication%') AS smaller_window
FROM answer s JOIN answer d ON d.customer = s.customer AND d.mode = '';
SELECT bool_and(more >= reached) AS more, bool_and(two = least(reached, 2)) AS without_the_last
FROM answer WHERE mode = '';
-- A chain is rows of the customer, in order, within its time, later each where that is asked for.
SELECT count(*) > 2000 AS many,
	bool_and(times[1] <= times[2] AND times[2] <= coalesce(times[3], times[2])) AS order,
	bool_and(coalesce(times[3], times[2]) <= times[1] + interval '5 s') AS within,
	bool_and(times[1] < times[2] AND (times[3] IS NULL OR times[2] < times[3]))
		FILTER (WHERE mode::text LIKE '%increase%') AS increase,
	bool_and((SELECT bool_or(a AND at(t) = times[1]) AND bool_or(b AND at(t) = times[2])
			AND (times[3] IS NULL OR bool_or(c AND at(t) = times[3]))
		FROM event e WHERE e.customer = v.customer)) AS rows,
	bool_and(times[1] = (SELECT min(at(t)) FROM event e WHERE a AND e.customer = v.customer))
		FILTER (WHERE mode::text LIKE '%first_start%') AS first_start
FROM (SELECT customer, mode, step_times_local(chain) AS times FROM answer WHERE steps_reached(chain) > 1) v;
-- Plain SQL: is there a chain?
SELECT count(*) AS customers,
	bool_and(reached = CASE WHEN three_ok THEN 3 WHEN two_ok THEN 2 WHEN one_ok THEN 1 ELSE 0 END) AS same
FROM answer, LATERAL (SELECT bool_or(x.a) AS one_ok,
	bool_or(x.a AND y.b AND y.t BETWEEN x.t AND x.t + 5) AS two_ok,
	bool_or(x.a AND y.b AND z.c AND y.t BETWEEN x.t AND z.t AND z.t <= x.t + 5) AS three_ok
	FROM event x, event y, event z
	WHERE (x.customer, y.customer, z.customer) = (answer.customer, answer.customer, answer.customer)) v
WHERE mode = '' AND customer <= 400;
-- Serial and parallel, of instants and days: the rows of a customer are read by several workers.
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS
SELECT customer, chain_agg('strict_order', at(t) AT TIME ZONE 'UTC', '5 s', a, b, c) AS s,
	chain_agg(at(t * 3600)::date, '1 day', a, b, c) AS d FROM event GROUP BY customer;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
ALTER TABLE event SET (parallel_workers = 2);
ANALYZE event;
SELECT test.plan('SELECT customer, chain_agg(at(t), ''5 s'', a, b, c) FROM event GROUP BY customer')
	AS parallel;
SELECT count(*) AS customers, bool_and(p.s = serial.s AND p.d = serial.d) AS same
FROM serial JOIN (SELECT customer, chain_agg('strict_order', at(t) AT TIME ZONE 'UTC', '5 s', a, b, c) AS s,
	chain_agg(at(t * 3600)::date, '1 day', a, b, c) AS d FROM event GROUP BY customer) p USING (customer);
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
-- Two to six steps have functions of their own, which make no array of them: the same as with one, NULL among
-- them false.
CREATE FUNCTION listed(at text, steps text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	EXECUTE format('
		SELECT format(''%%s of %%s, reached %%s'', count(*) FILTER (WHERE same), count(*), max(deepest))
		FROM (SELECT funnel(%1$s, ''5 days'', %2$s) AS deepest,
			funnel(%1$s, ''5 days'', %2$s) = funnel(%1$s, ''5 days'', VARIADIC ARRAY[%2$s])
			AND chain_agg(%1$s, ''5 days'', %2$s) = chain_agg(%1$s, ''5 days'', VARIADIC ARRAY[%2$s]) AS same
			FROM event GROUP BY customer) v', at, steps) INTO result;
	RETURN result;
END $$;
SELECT at, steps, listed(CASE at WHEN 'date' THEN 'at(86400 * t)::date' WHEN 'local' THEN 'at(86400 * t + n)'
		ELSE 'at(86400 * t + n) AT TIME ZONE ''UTC''' END,
	array_to_string(('{a,b,c,t % 2 = 1,"CASE WHEN n <> 4 THEN b END",a,c}'::text[])[:steps], ', ')) AS same
FROM unnest('{date,local,instant}'::text[]) at, generate_series(1, 7) steps ORDER BY 1, 2;
DROP FUNCTION listed;
-- Many rows of one customer, out of order.
SELECT funnel(mode, timestamp '2026-01-01' + (i * 7919 % 200003) * interval '1 s', '1 day',
	i % 1000 = 1, i % 1000 = 2, i % 1000 = 3)
FROM generate_series(1::bigint, 200000) i, (VALUES (cx_funnel_mode ''), ('strict_once')) v (mode)
	GROUP BY mode;
DROP TABLE event, mode, answer, serial;
DROP FUNCTION at;
