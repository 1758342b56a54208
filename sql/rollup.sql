-- Adding states is adding their rows.
CREATE TABLE answers AS SELECT i, (i * i * 7 + i) % 11 AS score, i % 30 AS day, i % 4 AS touchpoint
FROM generate_series(1, 3000) i;
INSERT INTO answers SELECT i, NULL, i % 30, i % 4 FROM generate_series(1, 100) i;
CREATE TABLE daily AS SELECT day, touchpoint, nps_agg(score) AS scores FROM answers GROUP BY day, touchpoint;
SELECT rollup(scores) = (SELECT nps_agg(score) FROM answers) AS total,
	nps(rollup(scores)) = (SELECT nps(score) FROM answers) AS nps FROM daily;
SELECT count(*) AS groups, bool_and(a.s = b.s) AS same
FROM (SELECT touchpoint, rollup(scores) AS s FROM daily GROUP BY 1) a
	JOIN (SELECT touchpoint, nps_agg(score) AS s FROM answers GROUP BY 1) b USING (touchpoint);
-- any order, any grouping
SELECT rollup(s) = (SELECT nps_agg(score) FROM answers) AS "rollup of rollups"
FROM (SELECT rollup(scores ORDER BY scores::text DESC) AS s FROM daily GROUP BY day % 7) v;
-- + is associative and commutative, () is neutral, - takes away what + added
SELECT bool_and(a + b = b + a) AS commutative, bool_and((a + b) + c = a + (b + c)) AS associative,
	bool_and(a + '()' = a AND '()' + a = a AND a - '()' = a) AS neutral,
	bool_and((a + b) - b = a) AS inverse, bool_and(a - a = '()') AS "nothing left",
	bool_and('()' - a + a = '()') AS signed
FROM (SELECT scores AS a, lead(scores) OVER w AS b, lead(scores, 2) OVER w AS c
	FROM daily WINDOW w AS (ORDER BY day, touchpoint)) v WHERE c IS NOT NULL;
-- strict operators; rollup skips NULL
SELECT '(1..2: 1 0)'::cx_scores + NULL, NULL - '(1..2: 1 0)'::cx_scores, rollup(s)
FROM (VALUES ('(1..2: 1 0)'::cx_scores), (NULL), ('()')) v (s);
SELECT rollup(scores), rollup(NULL::cx_scores) FROM daily WHERE false;
-- rollup in FILTER, GROUPING SETS and a moving window
SELECT rollup(scores) FILTER (WHERE day < 10) + rollup(scores) FILTER (WHERE day >= 10)
	= rollup(scores) AS filter FROM daily;
SELECT bool_and(s = CASE WHEN g = 1 THEN (SELECT nps_agg(score) FROM answers)
	ELSE (SELECT nps_agg(score) FROM answers a WHERE a.touchpoint = v.touchpoint) END) AS grouping_sets
FROM (SELECT touchpoint, grouping(touchpoint) AS g, rollup(scores) AS s FROM daily
	GROUP BY ROLLUP (touchpoint)) v;
SELECT bool_and(rolling = (SELECT rollup(scores) FROM daily d
	WHERE d.touchpoint = v.touchpoint AND d.day BETWEEN v.day - 6 AND v.day)) AS "7 days"
FROM (SELECT day, touchpoint, rollup(scores)
	OVER (PARTITION BY touchpoint ORDER BY day RANGE 6 PRECEDING) AS rolling FROM daily) v;
-- a correction, stored as a difference and added later
INSERT INTO daily SELECT 0, 0, nps_agg(9) - nps_agg(2) FROM generate_series(1, 1);
SELECT promoters(rollup(scores)) - 1 = (SELECT promoters(nps_agg(score)) FROM answers) AS promoters,
	responses(rollup(scores)) = (SELECT count(score) FROM answers) AS responses FROM daily;
DROP TABLE answers, daily;
