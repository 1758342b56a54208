-- Forced parallel plans give the serial answer, for every aggregate.
CREATE TABLE answers AS
SELECT i, CASE WHEN i % 19 = 0 THEN NULL ELSE ((i * 7 + i / 3) % 11)::smallint END AS i2, i % 8 AS k,
	1 + (i % 9) / 4.0 AS weight
FROM generate_series(1, 30000) i;
ANALYZE answers;
CREATE TABLE empty (score smallint);
CREATE TABLE states AS SELECT i % 500 AS day, nps_agg(i2) AS s, weighted_score_agg(i2, weight, 0, 10) AS w
FROM answers GROUP BY 1;
ANALYZE states;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT nps(i2), nps(i2::int), nps(i2::float8), nps_agg(i2), nps_agg(i2::int), '
		'nps_agg(i2::numeric) FROM answers',
		'SELECT csat(1 + i2 % 5), csat((1 + i2 % 5)::smallint), csat((1 + i2 % 5)::float8), '
		'csat_agg(1 + i2 % 5), csat_agg((1 + i2 % 5)::smallint), csat_agg((1 + i2 % 5)::float8) FROM answers',
		'SELECT ces(1 + i2 % 7), ces((1 + i2 % 7)::smallint), ces((1 + i2 % 7)::float8), '
		'ces_agg(1 + i2 % 7), ces_agg((1 + i2 % 7)::smallint), ces_agg((1 + i2 % 7)::float8) FROM answers',
		'SELECT score_agg(i2, 0, 10), score_agg(i2::int, 0, 10), score_agg(i2::bigint, 0, 10), '
		'nps(i2, 0, 10), csat(i2::int, 0, 10), ces(i2::numeric, 0, 10) FROM answers',
		'SELECT string_agg(v::text, '' '' ORDER BY k) '
		'FROM (SELECT k, nps_agg(i2) AS v FROM answers GROUP BY k) g',
		'SELECT nps_agg(i2) FILTER (WHERE k = 3), nps(i2) FILTER (WHERE k > 100) FROM answers',
		'SELECT nps_agg(score), nps(score), nps(score, 0, 10), score_agg(score, 0, 10) FROM empty',
		'SELECT rollup(s), nps(rollup(s)) FROM states',
		'SELECT nps_ci(nps_agg(i2)), responses(nps_agg(i2)), promoters(nps_agg(i2)) FROM answers',
		'SELECT round(nps(w)::numeric, 11), round(effective_responses(w)::numeric, 8), '
		'round(nps_std_error(w)::numeric, 11), responses(w) '
		'FROM (SELECT weighted_score_agg(i2, weight, 0, 10) AS w FROM answers OFFSET 0) v',
		'SELECT round(nps(w)::numeric, 11), responses(w) '
		'FROM (SELECT weighted_score_agg(i2::int, weight, 0, 10) AS w FROM answers OFFSET 0) v',
		'SELECT round(nps(w)::numeric, 11), responses(w) '
		'FROM (SELECT weighted_score_agg(i2::float8, weight, 0, 10) AS w FROM answers OFFSET 0) v',
		'SELECT round(nps(rollup(w))::numeric, 11) FROM states']
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
ALTER TABLE answers SET (parallel_workers = 2);
ALTER TABLE states SET (parallel_workers = 2);
ALTER TABLE empty SET (parallel_workers = 2);
SELECT run('forced');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(result) FROM results GROUP BY query
HAVING count(DISTINCT result) <> 1 OR count(*) <> 2;
-- and the leader takes no part
SET parallel_leader_participation = off;
SELECT run('leaderless');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(result) FROM results GROUP BY query
HAVING count(DISTINCT result) <> 1 OR count(*) <> 3;
SELECT DISTINCT result FROM results WHERE query ~ 'FROM empty';
-- accessors run inside workers as well
SELECT count(*), sum(nps(s)) IS NOT NULL AS inside FROM states
WHERE responses(s) > 0 AND (nps_ci(s)).low < (csat_ci(s, satisfied_from => 9)).high * 100 AND s = s + '()';
RESET parallel_leader_participation;
-- partitions aggregated apart, then together
CREATE TABLE parts (k int, score smallint) PARTITION BY LIST (k);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (0, 1, 2);
CREATE TABLE parts_2 PARTITION OF parts DEFAULT;
INSERT INTO parts SELECT k, i2 FROM answers;
ANALYZE parts;
SET enable_partitionwise_aggregate = on;
SELECT test.plan('SELECT nps_agg(score) FROM parts') AS plan,
	nps_agg(score) = (SELECT nps_agg(i2) FROM answers) AS same FROM parts;
SELECT count(*), bool_and(a.s = b.s) AS same
FROM (SELECT k, nps_agg(score) AS s FROM parts GROUP BY k) a
	JOIN (SELECT k, nps_agg(i2) AS s FROM answers GROUP BY k) b USING (k);
RESET enable_partitionwise_aggregate;
DROP FUNCTION run;
DROP TABLE parts;
DROP TABLE answers, empty, states, results;
