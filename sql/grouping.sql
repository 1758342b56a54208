-- The same states by every way of grouping: plain SQL counts decide.
CREATE TABLE answers AS SELECT i, CASE WHEN i % 19 = 0 THEN NULL ELSE (i * 7 + i / 3) % 11 END AS score,
	i % 97 AS k, chr(65 + i % 3) AS area FROM generate_series(1, 20000) i;
ANALYZE answers;
CREATE TABLE truth AS SELECT k, area, score, count(*) AS n FROM answers WHERE score IS NOT NULL
GROUP BY k, area, score;
CREATE FUNCTION as_scores(k int, area text) RETURNS cx_scores LANGUAGE sql AS $$
	SELECT format('(0..10: %s)', string_agg(coalesce(n, 0)::text, ' ' ORDER BY s))::cx_scores
	FROM generate_series(0, 10) s LEFT JOIN (SELECT t.score, sum(t.n) AS n FROM truth t
		WHERE (as_scores.k IS NULL OR t.k = as_scores.k)
		AND (as_scores.area IS NULL OR t.area = as_scores.area) GROUP BY t.score) t ON t.score = s $$;
SELECT nps_agg(score) = as_scores(NULL, NULL) AS plain FROM answers;
SET enable_sort = off;
SELECT count(*), bool_and(s = as_scores(k, NULL)) AS hashed
FROM (SELECT k, nps_agg(score) AS s FROM answers GROUP BY k) v;
RESET enable_sort;
SET enable_hashagg = off;
SELECT count(*), bool_and(s = as_scores(k, NULL)) AS sorted
FROM (SELECT k, nps_agg(score) AS s FROM answers GROUP BY k) v;
RESET enable_hashagg;
-- groups that do not fit into work_mem go to disk and come back
SET work_mem = '64kB';
SET enable_sort = off;
CREATE FUNCTION spilled(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text; found boolean := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
		found := found OR line ~ 'Disk Usage';
	END LOOP;
	RETURN found;
END $$;
SELECT spilled('SELECT i % 5000, nps_agg(score) FROM answers GROUP BY 1');
CREATE TEMP TABLE on_disk AS SELECT i % 5000 AS g, nps_agg(score) AS s FROM answers GROUP BY 1;
RESET work_mem;
CREATE TEMP TABLE in_memory AS SELECT i % 5000 AS g, nps_agg(score) AS s FROM answers GROUP BY 1;
SELECT count(*), bool_and(d.s = m.s) AS spilled, rollup(d.s) = as_scores(NULL, NULL) AS total
FROM on_disk d JOIN in_memory m USING (g);
RESET enable_sort;
SELECT count(*), bool_and(s = as_scores(k, area)) AS grouping_sets
FROM (SELECT k, area, nps_agg(score) AS s FROM answers GROUP BY GROUPING SETS ((k), (area), (k, area), ())) v;
SELECT count(*), bool_and(s = as_scores(k, area)) AS cube
FROM (SELECT k, area, score_agg(score, 0, 10) AS s FROM answers GROUP BY CUBE (k, area)) v;
SELECT bool_and(nps_agg = as_scores(NULL, area)) AS filter
FROM (VALUES ('A'), ('B'), ('C')) a (area),
	LATERAL (SELECT nps_agg(score) FILTER (WHERE answers.area = a.area) FROM answers) f;
SELECT nps_agg(DISTINCT score) AS each_once, nps(DISTINCT score) AS nps,
	nps_agg(score ORDER BY i DESC) = nps_agg(score) AS ordered FROM answers;
-- one state for each group, none shared
SELECT count(DISTINCT s::text) FROM (SELECT i, nps_agg(i % 11) AS s FROM generate_series(0, 10) i
	GROUP BY i) v;
DROP FUNCTION spilled, as_scores;
DROP TABLE answers, truth;
