-- In a moving window rows are taken out again: each row must equal a recomputation from nothing.
CREATE TABLE answers AS SELECT i, CASE WHEN i % 17 = 0 THEN NULL ELSE (i * i * 7 + i) % 11 END AS score,
	i / 50 AS hour FROM generate_series(1, 400) i;
SELECT bool_and(o IS NOT DISTINCT FROM (SELECT nps_agg(score) FROM answers b
	WHERE b.i BETWEEN v.i - 5 AND v.i + 2)) AS rows_frame
FROM (SELECT i, nps_agg(score) OVER (ORDER BY i ROWS BETWEEN 5 PRECEDING AND 2 FOLLOWING) AS o
	FROM answers) v;
SELECT bool_and(o IS NOT DISTINCT FROM (SELECT nps(score) FROM answers b
	WHERE b.hour BETWEEN v.hour - 2 AND v.hour)) AS range_frame
FROM (SELECT hour, nps(score) OVER (ORDER BY hour RANGE 2 PRECEDING) AS o FROM answers) v;
SELECT bool_and(o IS NOT DISTINCT FROM (SELECT nps_agg(score) FROM answers b
	WHERE b.i BETWEEN v.i - 5 AND v.i - 3)) AS empties_itself
FROM (SELECT i, nps_agg(score) OVER (ORDER BY i ROWS BETWEEN 5 PRECEDING AND 3 PRECEDING) AS o
	FROM answers) v;
SELECT bool_and(o IS NOT DISTINCT FROM (SELECT nps_agg(score) FROM answers b
	WHERE b.i BETWEEN v.i - 5 AND v.i + 5 AND b.i <> v.i)) AS exclusion
FROM (SELECT i,
	nps_agg(score) OVER (ORDER BY i ROWS BETWEEN 5 PRECEDING AND 5 FOLLOWING EXCLUDE CURRENT ROW) AS o
	FROM answers) v;
SELECT bool_and(o IS NOT DISTINCT FROM (SELECT nps_agg(score) FROM answers b
	WHERE b.i BETWEEN v.i - 5 AND v.i AND b.i % 2 = 0)) AS filtered
FROM (SELECT i, nps_agg(score) FILTER (WHERE i % 2 = 0) OVER (ORDER BY i ROWS 5 PRECEDING) AS o
	FROM answers) v;
-- every transition has its inverse: all argument types and scales, one-word and state
SELECT bool_and(n2 = n4 AND n4 = n8 AND s2 = n2 AND s4 = n2 AND s8 = n2) AS same,
	bool_and(n2 = (SELECT nps_agg(score) FROM answers b WHERE b.i BETWEEN v.i - 3 AND v.i)) AS right
FROM (SELECT i, nps_agg(score::smallint) OVER w AS n2, nps_agg(score) OVER w AS n4,
	nps_agg(score::float8) OVER w AS n8,
		score_agg(score::smallint, 0, 10) OVER w AS s2, score_agg(score, 0, 10) OVER w AS s4,
		score_agg(score::float8, 0, 10) OVER w AS s8
	FROM answers WINDOW w AS (ORDER BY i ROWS 3 PRECEDING)) v;
SELECT bool_and(c2 = c4 AND c4 = c8 AND e2 = e4 AND e4 = e8) AS same,
	bool_and(c2 = (SELECT csat_agg(1 + score % 5) FROM answers b WHERE b.i BETWEEN v.i - 3 AND v.i)) AS csat,
	bool_and(e2 = (SELECT ces_agg(1 + score % 7) FROM answers b WHERE b.i BETWEEN v.i - 3 AND v.i)) AS ces
FROM (SELECT i, csat_agg((1 + score % 5)::smallint) OVER w AS c2, csat_agg(1 + score % 5) OVER w AS c4,
	csat_agg((1 + score % 5)::numeric) OVER w AS c8,
		ces_agg((1 + score % 7)::smallint) OVER w AS e2, ces_agg(1 + score % 7) OVER w AS e4,
		ces_agg((1 + score % 7)::numeric) OVER w AS e8
	FROM answers WINDOW w AS (ORDER BY i ROWS 3 PRECEDING)) v;
SELECT bool_and(a IS NOT DISTINCT FROM nps(s) AND b IS NOT DISTINCT FROM csat(s)
	AND c IS NOT DISTINCT FROM ces(s)) AS one_word
FROM (SELECT nps(score, 0, 10) OVER w AS a, csat(score, 0, 10) OVER w AS b, ces(score, 0, 10) OVER w AS c,
	score_agg(score, 0, 10) OVER w AS s FROM answers WINDOW w AS (ORDER BY i ROWS 3 PRECEDING)) v;
-- a state that a window handed out stays what it was while the window moves on: the rows are kept, as
-- they were handed out, by a sort above the window
SELECT bool_and(o IS NOT DISTINCT FROM (SELECT nps_agg(score) FROM answers b
	WHERE b.i BETWEEN v.i - 5 AND v.i)) AS kept
FROM (SELECT i, o FROM (SELECT i, nps_agg(score) OVER (ORDER BY i ROWS 5 PRECEDING) AS o FROM answers) a
	ORDER BY -i) v;
SELECT bool_and(o = p - nps_agg) AS lagged
FROM (SELECT i, nps_agg(score) OVER w AS o, rollup(s) OVER (ORDER BY i ROWS 5 PRECEDING) AS p,
	'()'::cx_scores AS nps_agg
	FROM (SELECT i, score, nps_agg(score) AS s FROM answers
		GROUP BY i, score) a WINDOW w AS (ORDER BY i ROWS 5 PRECEDING)) v;
-- growing and whole-partition frames, as the usual window functions
SELECT nps(score) OVER (PARTITION BY hour) = nps(score)
	OVER (PARTITION BY hour ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS whole
	FROM answers WHERE i = 60;
SELECT bool_and(o IS NOT DISTINCT FROM (SELECT nps(score) FROM answers b WHERE b.i <= v.i)) AS growing
FROM (SELECT i, nps(score) OVER (ORDER BY i) AS o FROM answers) v;
DROP TABLE answers;
