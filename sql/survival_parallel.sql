-- Forced parallel plans give the serial answer, to the last bit where counts are whole.
CREATE TABLE spells AS SELECT i, CASE WHEN i % 57 = 0 THEN NULL ELSE (i * 7919 % 30011)
	/ 8.0::float8 END AS d, 1 + i % 40 AS months,
	date '2026-01-01' + i % 700 AS day, i % 3 = 0 AS c, i % 8 AS k,
	1 + (i % 9) / 7.0::float8 AS weight FROM generate_series(1, 30000) i;
ANALYZE spells;
CREATE TABLE empty (d float8, c boolean);
CREATE TABLE states AS SELECT i % 500 AS day, survival_agg(d, c) AS s,
	weighted_survival_agg(d, c, weight) AS w FROM spells GROUP BY 1;
ANALYZE states;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT survival_agg(d, c), survival_agg(0.5, 1 + d, c), survival_agg(months, c) FROM spells',
		'SELECT sbg_fit(months, c), bdw_fit(months, c) FROM spells',
		'SELECT survival_median(survival_agg(d, c)), survival_ci(survival_agg(d, c), 1000) FROM spells',
		'SELECT string_agg(v::text, '' '' ORDER BY k)
			FROM (SELECT k, survival_agg(d, c) AS v FROM spells GROUP BY k) g',
		'SELECT survival_agg(d, c) FILTER (WHERE k = 3), survival_agg(d, c) FILTER (WHERE k > 100)
			FROM spells',
		'SELECT survival_agg(d, c), survival_agg(d, d, c), weighted_survival_agg(d, c, d), sbg_fit(d, c)
			FROM empty',
		'SELECT survival_agg(day, day + months, date ''2027-06-01'') FROM spells',
		'SELECT survival_agg(day::timestamp, NULL::timestamp, ''2027-06-01 12:00'') FROM spells',
		'SELECT rollup(s) FROM states',
		'SELECT weighted_survival_agg(months, c, 1 + i % 3) FROM spells',
		'SELECT round(survival_at(w, 1000)::numeric, 12), round(survival_median(w)::numeric, 12)
			FROM (SELECT weighted_survival_agg(d, c, weight) AS w FROM spells OFFSET 0) v',
		'SELECT round(survival_at(rollup(w), 1000)::numeric, 12) FROM states']
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
ALTER TABLE spells SET (parallel_workers = 2);
ALTER TABLE states SET (parallel_workers = 2);
ALTER TABLE empty SET (parallel_workers = 2);
SELECT run('forced');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query FROM results GROUP BY query HAVING count(DISTINCT result) <> 1 OR count(result) <> 2;
-- and the leader takes no part
SET parallel_leader_participation = off;
SELECT run('leaderless');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query FROM results GROUP BY query HAVING count(DISTINCT result) <> 1 OR count(result) <> 3;
SELECT DISTINCT result FROM results WHERE query ~ 'FROM empty';
-- accessors run inside workers as well
SELECT count(*) AS days, count(*) FILTER (WHERE (survival_ci(s, 1000)).low < survival_at(s, 1000) AND s = s
	+ '()') > 400 AS inside FROM states;
RESET parallel_leader_participation;
-- enough spells in each worker that they are counted on the way
CREATE TABLE many AS SELECT i % 1000 AS d, i % 3 = 0 AS c, i / 3.0::float8 AS exact
	FROM generate_series(1, 300000) i;
ALTER TABLE many SET (parallel_workers = 2);
SELECT test.plan('SELECT survival_agg(d, c) FROM many') AS plan,
	survival_agg(d, c) = (SELECT rollup(s) FROM (SELECT survival_agg(d, c) AS s FROM many
	GROUP BY d OFFSET 0) v) AS same, survival_agg(exact, c) = (SELECT rollup(s)
	FROM (SELECT survival_agg(exact, c) AS s FROM many GROUP BY d OFFSET 0) v) AS exact FROM many;
DROP FUNCTION run;
DROP TABLE spells, empty, states, results, many;
