-- Forced parallel plans give the serial answer, for every aggregate of churn and lifecycles.
CREATE TABLE customers AS
SELECT i, i % 50 AS k, '2024-01-01'::date + (i * 7919) % 700 AS started,
	CASE WHEN i % 3 = 0 THEN NULL ELSE '2024-01-02'::date + (i * 7919) % 700 + i % 90 END AS ended,
	CASE WHEN i % 11 > 0 THEN i % 2 = 0 END AS a, CASE WHEN i % 13 > 0 THEN i % 3 = 0 END AS b
FROM generate_series(1, 30000) i;
ANALYZE customers;
CREATE TABLE empty (started date, ended date, a boolean, b boolean);
CREATE TABLE states AS SELECT i % 500 AS k, churn_agg(a, b) AS c, subscription_agg(started, ended, 'day') AS l
FROM customers GROUP BY 1;
ANALYZE states;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT churn_agg(a, b), churn_rate(a, b), retention_rate(a, b) FROM customers',
		'SELECT churn_agg(started, ended, ''2024-06-01'', ''2024-07-01''), churn_rate(started, ended, '
			'''2024-06-01'', ''2024-07-01''), retention_rate(started, ended, ''2024-06-01'', '
			'''2024-07-01'') FROM customers',
		'SELECT churn_agg(started::timestamp, ended::timestamp, ''2024-06-01'', ''2024-07-01''), '
			'churn_rate(started::timestamptz, ended::timestamptz, ''2024-06-01'', ''2024-07-01'')'
			' FROM customers',
		'SELECT retention(i % 5 = 0, a, b, false), retention(i < 0, a), retention(VARIADIC ARRAY[a, b])'
			' FROM customers',
		'SELECT retention(VARIADIC CASE WHEN i % 2 = 0 THEN ARRAY[true] ELSE ARRAY[false, a, '
			'i = 29999] END) FROM customers',
		'SELECT subscription_agg(started, ended, ''day'') FROM customers',
		'SELECT subscription_agg(started::timestamp, ended::timestamp, ''year''), '
			'subscription_agg(started::timestamptz, ended::timestamptz, ''week_sunday'', '
			'''America/New_York'') FROM customers',
		'SELECT md5(string_agg(l::text || c::text || r::text, '' '' ORDER BY k)) FROM (SELECT k, '
			'subscription_agg(started, ended, ''day'') AS l, churn_agg(a, b) AS c, retention(a, b) AS r'
			' FROM customers GROUP BY k) g',
		'SELECT subscription_agg(started, ended, ''day''), churn_agg(a, b), churn_rate(a, b), retention(a, '
			'b) FROM empty',
		'SELECT rollup(c), churn_rate(rollup(c)), md5(rollup(l)::text) FROM states']
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
ALTER TABLE customers SET (parallel_workers = 2);
ALTER TABLE states SET (parallel_workers = 2);
ALTER TABLE empty SET (parallel_workers = 2);
SELECT run('forced');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(result) FROM results GROUP BY query
HAVING count(DISTINCT result) <> 1 OR count(*) <> 2;
SET parallel_leader_participation = off;
SELECT run('leaderless');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(result) FROM results GROUP BY query
HAVING count(DISTINCT result) <> 1 OR count(*) <> 3;
SELECT DISTINCT result FROM results WHERE query ~ 'FROM empty';
-- states and tables of them inside workers as well
SELECT count(*), sum(churn_rate(c)) > 0 AS inside FROM states
WHERE (churn_rate_ci(c)).low < churn_rate(c) AND l = l + '()'
	AND (SELECT bool_and(active >= 0) FROM lifecycle_table(l, '2026-01-01'));
RESET parallel_leader_participation;
-- partitions aggregated apart, then together
CREATE TABLE parts (k int, started date, ended date) PARTITION BY LIST (k);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (0, 1, 2);
CREATE TABLE parts_2 PARTITION OF parts DEFAULT;
INSERT INTO parts SELECT i % 8, started, ended FROM customers;
ANALYZE parts;
SET enable_partitionwise_aggregate = on;
SELECT test.plan('SELECT subscription_agg(started, ended, ''day'') FROM parts') AS plan,
	subscription_agg(started, ended, 'day')
	= (SELECT subscription_agg(started, ended, 'day') FROM customers) AS same FROM parts;
RESET enable_partitionwise_aggregate;
DROP FUNCTION run;
DROP TABLE parts, customers, empty, states, results;
