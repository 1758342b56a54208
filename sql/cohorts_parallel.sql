-- Parallel plans give the serial answer, for histories, cohorts and lifecycles, in two steps and in one pass.
CREATE TABLE events AS SELECT i, (i * 7919::bigint) % 3001 AS customer,
	md5(((i * 7919::bigint) % 3001)::text)::uuid AS id,
	timestamptz '2020-01-01 00:00+00' + ((i * 104729::bigint) % 90000) * interval '17 minutes' AS at,
	i % 6 AS k FROM generate_series(1, 40000) i;
INSERT INTO events VALUES (0, NULL, NULL, '2020-01-01', 0), (0, 1, md5('1')::uuid, NULL, 0);
CREATE TABLE histories AS SELECT customer, activity_agg(at, 'week', 'UTC') AS a,
	retention_agg(activity, 'recurring') AS s FROM (SELECT customer, at, activity_agg(at, 'month', 'UTC')
	OVER (PARTITION BY customer) AS activity FROM events) v GROUP BY 1;
ANALYZE events;
ANALYZE histories;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT retention_agg(customer, at, ''month'', ''UTC'') FROM events',
		'SELECT retention_agg(customer, at, ''day'', ''Europe/Berlin''), retention_agg(id, at, ''week'',
			''UTC'') FROM events',
		'SELECT retention_agg(customer, at AT TIME ZONE ''UTC'', ''month''), retention_agg(id,
			(at AT TIME ZONE ''UTC'')::date, ''quarter'') FROM events',
		'SELECT retention_agg(''c'' || customer, at, ''week'', ''UTC''), retention_agg(customer::text,
			at::date, ''day''),
			retention_agg(customer::text, at::timestamp, ''month'') FROM events',
		'SELECT string_agg(s::text, '' '' ORDER BY k) FROM (SELECT k, retention_agg(id::text, at, ''day'',
			''UTC'') AS s FROM events GROUP BY k) v',
		'SELECT retention_agg(customer, at, ''day'', ''UTC'') FILTER (WHERE k = 1), retention_agg(customer,
			at, ''day'', ''UTC'') FILTER (WHERE k > 100) FROM events',
		'SELECT string_agg(s::text, '' '' ORDER BY k) FROM (SELECT k, retention_agg(id, at, ''month'',
			''UTC'') AS s FROM events GROUP BY k) v',
		'SELECT string_agg(a::text, '' '' ORDER BY customer) FROM (SELECT customer, activity_agg(at,
			''month'', ''UTC'') AS a FROM events GROUP BY customer) v',
		'SELECT string_agg(a::text, '' '' ORDER BY customer) FROM (SELECT customer,
			rolling_activity_agg(at, timestamptz ''2020-03-01 00:00+00'', ''30 days'') AS a FROM events
			GROUP BY customer) v',
		'SELECT rollup(a), rollup(s), retention_agg(a), retention_agg(a, ''recurring''), retention_agg(a,
			a, ''first'') FROM histories',
		'SELECT lifecycle_agg(a) FROM histories',
		'SELECT retention(at < ''2021-01-01'', at >= ''2021-01-01'', k = 100), churn_agg(k < 3, k > 1),
			churn_rate(k < 3, k > 1), subscription_agg(at, NULL, ''month'', ''UTC'') FROM events']
	LOOP
		EXECUTE 'SELECT v::text FROM (' || q || ') AS v' INTO r;
		INSERT INTO results VALUES (q, mode || ' ' || test.plan(q), r);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT run('forced');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE events SET (parallel_workers = 2);
ALTER TABLE histories SET (parallel_workers = 2);
SELECT run('forced');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(left(result, 200)) FROM results GROUP BY query HAVING count(DISTINCT result) <> 1
	OR count(*) <> 2;
-- and the leader takes no part
SET parallel_leader_participation = off;
SELECT run('leaderless');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(left(result, 200)) FROM results GROUP BY query HAVING count(DISTINCT result) <> 1
	OR count(*) <> 3;
RESET parallel_leader_participation;
-- workers that saw no rows at all, and all workers
SELECT retention_agg(customer, at, 'month', 'UTC') AS none FROM events WHERE i < 0;
-- accessors run inside workers
SELECT count(*) FROM histories, retention_table(s, 'on', 'infinity') WHERE active_in(a, cohort)
	OR period_count(a) > 0 AND complete AND age = 0;
DROP TABLE events, histories, results;
DROP FUNCTION run;
