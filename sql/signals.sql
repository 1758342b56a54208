-- Signal or noise: Laney's P' chart.
CREATE TABLE points AS
SELECT date '2026-01-01' + 7 * p AS week, p, nps_agg(score) AS s,
	weighted_score_agg(score, weight, 0, 10) AS w, rate_agg(score >= 7) AS r
FROM (SELECT n % 21 AS p, abs(hashint4(n * 31)) % 11 AS score,
	0.2 + abs(hashint4(n * 77)) % 100 / 40.0 AS weight
	FROM generate_series(1, 1400) AS n WHERE n % 21 <> 13 AND abs(hashint4(n)) % 4 < 1 + n % 21 % 3
	UNION ALL SELECT 20, 0, 1 FROM generate_series(1, 60)) AS answers
GROUP BY p;
INSERT INTO points VALUES ('2026-04-02', 13, '()', '()', NULL);
CREATE TABLE all_points AS
SELECT array_agg(week ORDER BY hashint4(p)) AS weeks, array_agg(s ORDER BY hashint4(p)) AS s,
	array_agg(w ORDER BY hashint4(p)) AS w, array_agg(r ORDER BY hashint4(p)) AS r,
	array_agg(p ORDER BY hashint4(p)) AS p
FROM points;

-- From the counts: pooled classes, each point's sampling error, the mean distance of neighbours over
-- 2 / sqrt(pi), which tables print as 1.128.
CREATE FUNCTION charted(baseline int) RETURNS TABLE (week date, value float8, center float8, low float8,
	high float8, z float8, signal boolean) LANGUAGE sql STABLE AS $$
WITH pooled AS (
	SELECT nps(t) AS center, 1.0 * promoters(t) / responses(t) AS p, 1.0 * detractors(t) / responses(t) AS d
	FROM (SELECT rollup(s) AS t FROM points WHERE p < baseline) AS v
), standard AS (
	SELECT points.p, points.week, nps(s) AS value, center,
		100 * sqrt((pooled.p + d - (pooled.p - d) ^ 2) / responses(s)) AS sigma
	FROM points, pooled WHERE responses(s) > 0
), neighbours AS (
	SELECT avg(abs(distance)) / (2 / sqrt(pi())) AS sigma_z
	FROM (SELECT (value - center) / sigma - lag((value - center) / sigma) OVER (ORDER BY p) AS distance
		FROM standard WHERE p < baseline) AS v
)
SELECT week, value, center, greatest(-100, center - 3 * sigma * sigma_z),
	least(100, center + 3 * sigma * sigma_z),
	(value - center) / (sigma * sigma_z), abs((value - center) / (sigma * sigma_z)) > 3
FROM standard, neighbours
$$;
SELECT count(*), count(*) FILTER (WHERE c.signal) AS signals,
	bool_and(c.value = x.value AND c.center = x.center) AS same,
	bool_and(abs(c.low - x.low) < 1e-10 AND abs(c.high - x.high) < 1e-10
		AND abs(c.z - x.z) < 1e-12) AS limits,
	bool_and(c.signal = x.signal) AS as_signal
FROM all_points, nps_signals(weeks, s) AS c JOIN charted(21) AS x ON c.name = x.week;
SELECT count(*), count(*) FILTER (WHERE c.signal) AS signals,
	bool_and(abs(c.low - x.low) < 1e-10 AND abs(c.high - x.high) < 1e-10 AND abs(c.z - x.z) < 1e-12) AS limits
FROM all_points, nps_signals(weeks, s, baseline => 12) AS c JOIN charted(12) AS x ON c.name = x.week;
-- Dates are put in order; the week without answers is there and empty.
SELECT name, round(value::numeric, 2) AS value, round(center::numeric, 2) AS center,
	round(low::numeric, 2) AS low, round(high::numeric, 2) AS high, round(z::numeric, 2) AS z, signal
FROM all_points, nps_signals(weeks, s) WITH ORDINALITY ORDER BY ordinality DESC LIMIT 9;
-- Numbers are sorted, too; text stays as given, as though it were numbered.
SELECT count(*), bool_and((d.value, d.z) IS NOT DISTINCT FROM (i.value, i.z)) AS numbers
FROM all_points, nps_signals(weeks, s) AS d
	JOIN (SELECT date '2026-01-01' + 7 * name AS name, value, z FROM all_points,
		nps_signals(p, s)) AS i USING (name);
SELECT count(*), bool_and((t.value, t.z) IS NOT DISTINCT FROM (n.value, n.z)) AS texts,
	bool_and(t.name = p[t.o]::text) AS as_given
FROM all_points AS a, ROWS FROM (nps_signals(a.p::text[], a.s)) WITH ORDINALITY
	AS t (name, value, center, low, high, z, signal, o)
	JOIN (SELECT name AS o, value, z
		FROM all_points, nps_signals((SELECT array_agg(i) FROM generate_series(1, 21) AS i),
			s)) AS n USING (o);
-- Shares and means; a rate is the CSAT of its condition; weights of 1 change nothing.
SELECT count(*), bool_and(c.value = r.value AND c.center = r.center
	AND abs(c.low - r.low) + abs(c.high - r.high) < 1e-11 AND abs(c.z - r.z) < 1e-12
	AND c.signal = r.signal) AS rate_is_csat, min(c.low) >= 0 AND max(c.high) <= 100 AS cut
FROM all_points, csat_signals(weeks, s, satisfied_from => 7) AS c
	JOIN rate_signals((SELECT weeks FROM all_points), (SELECT r FROM all_points)) AS r USING (name);
SELECT bool_and((c.value, c.center, c.low, c.high, c.z, c.signal) IS NOT DISTINCT FROM
	(w.value, w.center, w.low, w.high, w.z, w.signal)) AS weights_of_one
FROM ces_signals(ARRAY[1, 2, 3, 4, 5, 6, 7, 8],
	(SELECT array_agg(x) FROM (SELECT ces_agg(1 + abs(hashint4(n)) % 7) AS x
		FROM generate_series(1, 200) AS n GROUP BY n % 8 ORDER BY n % 8) AS v)) AS c
	JOIN ces_signals(ARRAY[1, 2, 3, 4, 5, 6, 7, 8], (SELECT array_agg(x)
		FROM (SELECT weighted_score_agg(1 + abs(hashint4(n)) % 7, 1, 1, 7) AS x
		FROM generate_series(1, 200) AS n GROUP BY n % 8 ORDER BY n % 8) AS v)) AS w USING (name);
-- Weighted: chance spreads a point as so many effective answers would, s2 n / ((n - 1) SE^2) of them, so that
-- this product is one for all points.
SELECT count(*), max(product) / min(product) - 1 < 1e-9 AS effective
FROM (SELECT ((value - center) / z) ^ 2 * (share + rest - (share - rest) ^ 2) * n / (n - 1) / error ^ 2
		AS product
	FROM all_points AS a, nps_signals(a.p, a.w) AS c
		JOIN (SELECT p AS name, nps_std_error(w) AS error, promoters(w) / score_count(w, 0, 10) AS share,
			detractors(w) / score_count(w, 0, 10) AS rest, responses(w)::float8 AS n
			FROM points WHERE responses(w) > 1) AS v USING (name)) AS u;
-- Fewer than eight points: no limits and no signal, but z; none with answers; all alike; neighbours that do
-- not differ.
SELECT name, value, round(center::numeric, 3) AS center, low, high, round(z::numeric, 3) AS z, signal
FROM rate_signals('{1, 2, 3}'::int[], '{(1 of 4),(2 of 4),NULL}'::cx_rate[]);
SELECT * FROM csat_signals('{a, b}'::text[], '{NULL, ()}'::cx_scores[]);
SELECT DISTINCT value, center, low, high, z, signal
FROM rate_signals((SELECT array_agg(i) FROM generate_series(1, 9) AS i),
	array_fill('(4 of 4)'::cx_rate, ARRAY[9]));
SELECT DISTINCT value, center, low, high, z, signal
FROM rate_signals((SELECT array_agg(i) FROM generate_series(1, 9) AS i),
	array_fill('(1 of 4)'::cx_rate, ARRAY[9]));
SELECT count(*) FROM rate_signals('{}'::int[], '{}'::cx_rate[]);
-- A single point out of eight like ones of many answers is one.
SELECT name, round(z::numeric, 2) AS z, signal
FROM rate_signals((SELECT array_agg(i) FROM generate_series(1, 30) AS i),
	(SELECT array_agg(format('(%s of 1000)', 300 + i * 7 % 5 + 60 * (i = 30)::int)::cx_rate ORDER BY i)
	FROM generate_series(1, 30) AS i)) WHERE signal;
-- A point whose clusters are alike does not say by how much chance moves it: of the others neighbours are
-- 2 / sqrt(pi) apart on average.
CREATE TABLE alike AS
SELECT p, sample_agg(r) AS s FROM (SELECT p, CASE p WHEN 4 THEN '(2 of 4)' ELSE
		format('(%s of 4)', abs(hashint4(p * 31 + n)) % 5) END::cx_rate AS r
	FROM generate_series(1, 9) AS p, generate_series(1, 6) AS n) AS v
GROUP BY p;
SELECT count(*), count(center) AS centers, round(avg(distance)::numeric, 12) AS apart,
	round(2 / sqrt(pi())::numeric, 12) AS mean_distance, count(low) AS limits,
	string_agg(name::text, '')
		FILTER (WHERE z IS NULL AND low IS NULL AND high IS NULL AND signal IS NULL) AS alike
FROM (SELECT *, abs(z - lag(z) OVER (PARTITION BY z IS NULL ORDER BY name)) AS distance
	FROM rate_signals((SELECT array_agg(p ORDER BY p) FROM alike),
		(SELECT array_agg(s ORDER BY p) FROM alike))) AS c;
DROP TABLE alike;
-- What is refused.
SELECT test.refusal($$SELECT rate_signals('{1, 2}'::int[], '{(1 of 2),(3 of 4)}'::cx_rate[], 7)$$);
SELECT test.refusal($$SELECT rate_signals('{1, 1}'::int[], '{(1 of 2),(3 of 4)}'::cx_rate[])$$);
SELECT test.refusal($$SELECT rate_signals('{1, NULL}'::int[], '{(1 of 2),(3 of 4)}'::cx_rate[])$$);
SELECT test.refusal($$SELECT rate_signals('{1}'::int[], '{(1 of 2),(3 of 4)}'::cx_rate[])$$);
SELECT test.sqlstate($$SELECT ces_signals(ARRAY['x', 'y'],
	ARRAY['(1..5: 1 0 0 0 9)'::cx_scores, '(1..7: 1 0 0 0 9 0 0)'])$$);
SELECT test.sqlstate($$SELECT csat_signals(ARRAY['x', 'y'], ARRAY['(1..5: 1 0 0 0 9)'::cx_scores, '()'],
	satisfied_from => 9)$$);
DROP FUNCTION charted(int);
DROP TABLE points, all_points;
