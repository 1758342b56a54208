-- Which of many groups differ.
CREATE TABLE answers AS
SELECT 'g' || n % 7 AS name, n, CASE WHEN n % 7 = 6 THEN NULL
	ELSE abs(hashint4(n * 31)) % (9 + n % 3) END AS score, 0.2 + abs(hashint4(n * 77)) % 100 / 40.0 AS weight
FROM generate_series(1, 900) AS n;
CREATE TABLE groups AS
SELECT name, nps_agg(score) AS s, weighted_score_agg(score, weight, 0, 10) AS w, rate_agg(score > 6) AS r
FROM answers GROUP BY name ORDER BY name;
CREATE TABLE all_of AS
SELECT array_agg(name ORDER BY name) AS names, array_agg(s ORDER BY name) AS s,
	array_agg(w ORDER BY name) AS w, array_agg(r ORDER BY name) AS r FROM groups;

-- Every pair is what ..._change says of it, adjusted by Holm in SQL, in the order given; g6 has no answers.
WITH changed AS (
	SELECT a.name AS a, b.name AS b, c.* FROM groups a JOIN groups b ON a.name < b.name,
		nps_change(a.s, b.s) AS c
), adjusted AS (
	SELECT *, max(least(1, p_value * (m - rank + 1))) OVER (ORDER BY rank) AS p_adjusted
	FROM (SELECT *, row_number() OVER (ORDER BY p_value) AS rank, count(p_value) OVER () AS m
		FROM changed) AS v
), ours AS (
	SELECT * FROM all_of, nps_compare(names, s)
)
SELECT count(*), count(o.p_adjusted) AS tested,
	bool_and((o.change, o.low, o.high, o.z, o.p_value) IS NOT DISTINCT FROM (x.change, x.low, x.high, x.z,
		x.p_value))
		AS as_change, bool_and(abs(o.p_adjusted - x.p_adjusted) < 1e-13) AS holm
FROM adjusted x FULL JOIN ours o USING (a, b);
SELECT string_agg(a || b, ' ' ORDER BY o) AS in_order
FROM (SELECT a, b, o FROM all_of, ROWS FROM (nps_compare(names, s)) WITH ORDINALITY AS c (a, b, d, l, h, z,
	p, q, o)) AS v;
-- CSAT, CES, rates, weights, a level, cuts: the same.
SELECT 'csat' AS figure, count(*), bool_and((o.change, o.low, o.high, o.z, o.p_value) IS NOT DISTINCT FROM
	(c.change, c.low, c.high, c.z, c.p_value)) AS as_change
FROM all_of, csat_compare(names, s, level => 0.9, satisfied_from => 8) AS o JOIN groups a ON a.name = o.a
	JOIN groups b ON b.name = o.b, csat_change(a.s, b.s, 0.9, 8) AS c
UNION ALL
SELECT 'ces', count(*), bool_and((o.change, o.low, o.high, o.statistic, o.p_value) IS NOT DISTINCT FROM
	(c.change, c.low, c.high, c.z, c.p_value))
FROM all_of, ces_compare(names, s) AS o JOIN groups a ON a.name = o.a
	JOIN groups b ON b.name = o.b, ces_change(a.s, b.s) AS c
UNION ALL
SELECT 'rate', count(*), bool_and((o.change, o.low, o.high, o.z, o.p_value) IS NOT DISTINCT FROM
	(c.change, c.low, c.high, c.z, c.p_value))
FROM all_of, rate_compare(names, r, level => 0.99) AS o JOIN groups a ON a.name = o.a
	JOIN groups b ON b.name = o.b, rate_change(a.r, b.r, 0.99) AS c
UNION ALL
SELECT 'weighted nps', count(*), bool_and((o.change, o.low, o.high, o.z, o.p_value) IS NOT DISTINCT FROM
	(c.change, c.low, c.high, c.z, c.p_value))
FROM all_of, nps_compare(names, w, promoters_from => 8, detractors_to => 5) AS o JOIN groups a ON a.name = o.a
	JOIN groups b ON b.name = o.b, nps_change(a.w, b.w, 0.95, 8, 5) AS c
UNION ALL
SELECT 'weighted csat', count(*), bool_and((o.change, o.low, o.high, o.z, o.p_value) IS NOT DISTINCT FROM
	(c.change, c.low, c.high, c.z, c.p_value))
FROM all_of, csat_compare(names, w) AS o JOIN groups a ON a.name = o.a
	JOIN groups b ON b.name = o.b, csat_change(a.w, b.w) AS c
UNION ALL
SELECT 'weighted ces', count(*), bool_and((o.change, o.low, o.high, o.statistic, o.p_value) IS NOT DISTINCT
	FROM (c.change, c.low, c.high, c.z, c.p_value))
FROM all_of, ces_compare(names, w) AS o JOIN groups a ON a.name = o.a
	JOIN groups b ON b.name = o.b, ces_change(a.w, b.w) AS c
ORDER BY 1;
-- A rate is the CSAT of its condition.
SELECT bool_and((r.change, r.low, r.high, r.z, r.p_adjusted) IS NOT DISTINCT FROM
	(c.change, c.low, c.high, c.z, c.p_adjusted)) AS rate_is_csat, count(*)
FROM all_of, rate_compare(names, r, 'rest') AS r JOIN csat_compare((SELECT names FROM all_of),
	(SELECT s FROM all_of), 'rest', satisfied_from => 7) AS c USING (b);
-- The degrees of freedom of Welch. R 4.2, t.test(c(6, 7, 5, 7, 4), c(3, 4, 2, 5, 4, 6)): t = 2.1936,
-- df = 8.8685.
SELECT a, b, round(statistic::numeric, 4) AS t, round(df::numeric, 4) AS df, round(p_value::numeric,
	5) AS p_value, p_adjusted = p_value AS one
FROM ces_compare(ARRAY['before', 'after'], ARRAY['(1..7: 0 1 1 2 1 1 0)'::cx_scores,
	'(1..7: 0 0 0 1 1 1 2)']);
-- Against the rest: all rows but those of the group. Against the first: every other.
SELECT string_agg(b, ' ' ORDER BY b) AS groups, bool_and(a IS NULL) AS rest,
	bool_and(abs(o.change - c.change) < 1e-12 AND abs(o.low - c.low) < 1e-12 AND abs(o.high - c.high) < 1e-12
		AND abs(o.z - c.z) < 1e-12 AND abs(o.p_value - c.p_value) < 1e-12) AS as_change
FROM all_of, nps_compare(names, w, 'rest') AS o,
	LATERAL (SELECT weighted_score_agg(score, weight, 0, 10) FILTER (WHERE name <> b) AS others,
		weighted_score_agg(score, weight, 0, 10) FILTER (WHERE name = b) AS own FROM answers) AS v,
	nps_change(others, own) AS c;
SELECT string_agg(a || b, ' ' ORDER BY b) AS groups,
	bool_and(o.change IS NOT DISTINCT FROM c.change) AS as_change,
	bool_and(p_adjusted = least(1, 5 * o.p_value)) AS bonferroni
FROM all_of, csat_compare(names, s, 'First', 'bonferroni') AS o JOIN groups a ON a.name = o.a
	JOIN groups b ON b.name = o.b, csat_change(a.s, b.s) AS c;
-- The order of the other groups does not matter, nor does a group without answers.
SELECT count(*), bool_and(abs(x.change - y.change) < 1e-12 AND abs(x.low - y.low) < 1e-12
	AND abs(x.z - y.z) < 1e-12 AND abs(x.p_adjusted - y.p_adjusted) < 1e-12) AS any_order,
	bool_and(abs(x.p_adjusted - e.p_adjusted) < 1e-12) AS without_empty
FROM (SELECT o.* FROM all_of, nps_compare(names, w, 'rest') AS o) AS x
	JOIN (SELECT o.* FROM (SELECT array_agg(name ORDER BY hashtext(name)) AS names,
		array_agg(w ORDER BY hashtext(name)) AS w FROM groups) AS v,
			nps_compare(names, w, 'rest') AS o) AS y USING (b)
	LEFT JOIN (SELECT o.* FROM (SELECT array_agg(name) AS names, array_agg(w) AS w FROM groups
		WHERE name <> 'g6') AS v,
		nps_compare(names, w, 'rest') AS o) AS e USING (b)
WHERE x.change IS NOT NULL;
-- Adjustments: those of p_adjust.
SELECT adjust, bool_and(ours IS NOT DISTINCT FROM again) AS as_p_adjust
FROM all_of, unnest('{holm,bh,bonferroni,none}'::text[]) AS adjust,
	LATERAL (SELECT array_agg(p_adjusted ORDER BY a, b) AS adjusted, array_agg(p_value ORDER BY a, b) AS p
		FROM nps_compare(names, s, adjust => adjust)) AS o,
	unnest(adjusted, p_adjust(p, adjust)) AS v (ours, again)
GROUP BY adjust ORDER BY adjust;

-- States that are empty or NULL, all satisfied, one answer: what there is no test of is not counted.
SELECT a, b, change, round(z::numeric, 3) AS z, round(p_value::numeric, 4) AS p_value,
	round(p_adjusted::numeric, 4) AS p_adjusted
FROM csat_compare('{1, 2, 3, 4, 5}'::int[], ARRAY['(1..5: 1 0 0 0 9)'::cx_scores, NULL, '()',
	'(1..5: 0 0 0 0 20)', '(1..5: 0 0 0 0 5)'])
ORDER BY a, b;
SELECT * FROM ces_compare(ARRAY['one answer', 'three'], ARRAY['(1..5: 0 0 0 0 1)'::cx_scores,
	'(1..5: 0 0 1 1 1)']);
SELECT a, b, change IS NULL AS nothing FROM nps_compare(ARRAY['x', 'y'], ARRAY[NULL, '()']::cx_scores[],
	'rest') ORDER BY b;
-- Fewer than two groups, no arrays: no rows.
SELECT (SELECT count(*) FROM nps_compare(ARRAY['x'], ARRAY['(0..10: 1 0 0 0 0 0 0 0 0 0 3)'::cx_scores],
	'rest')) AS one,
	(SELECT count(*) FROM nps_compare('{}'::text[], '{}'::cx_scores[], 'first')) AS none,
	(SELECT count(*) FROM rate_compare(NULL::text[], NULL::cx_rate[])) AS of_null,
	(SELECT count(*) FROM nps_compare((SELECT array_agg(name) FROM groups WHERE false), (SELECT array_agg(s)
		FROM groups WHERE false))) AS no_rows;
-- Names of any type, which the rows keep.
SELECT pg_typeof(a), b, change FROM rate_compare('{2026-01-31, 2026-01-01}'::date[],
	'{(1 of 2),(3 of 4)}'::cx_rate[], 'first');
SELECT pg_typeof(b), a, b, change FROM rate_compare('{1.50, 2.5}'::numeric[],
	'{(1 of 2),(3 of 4)}'::cx_rate[]);
SELECT a, b, change FROM rate_compare('{x, y}'::varchar[], '{(1 of 2),(3 of 4)}'::cx_rate[], 'rest')
	ORDER BY b;

-- What is refused.
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y', 'z'], ARRAY['()'::cx_scores, '()'])$$);
SELECT test.refusal($$SELECT nps_compare(NULL::text[], ARRAY['()'::cx_scores, '()'])$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', NULL], ARRAY['()'::cx_scores, '()'])$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y', 'x'], ARRAY['()'::cx_scores, '()', '()'])$$);
SELECT test.refusal($$SELECT rate_compare('{2026-01-01, 2026-01-01}'::date[],
	'{(1 of 2),(3 of 4)}'::cx_rate[])$$);
SELECT test.refusal($$SELECT rate_compare('{1, 2}'::json[], '{(1 of 2),(3 of 4)}'::cx_rate[])$$);
SELECT test.refusal($$SELECT rate_compare('{{1, 2}}'::int[], '{(1 of 2),(3 of 4)}'::cx_rate[])$$);
SELECT test.refusal($$SELECT rate_compare('{1, 2}'::int[], '{{(1 of 2),(3 of 4)}}'::cx_rate[])$$);
SELECT test.refusal($$SELECT csat_compare(ARRAY['x', 'y'], ARRAY['(1..5: 1 0 0 0 9)'::cx_scores,
	'(1..7: 1 0 0 0 9 0 0)'])$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y'], ARRAY['(1..5: 1 0 0 0 9)'::cx_scores,
	'(1..5: 1 0 0 0 9)'])$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y'], ARRAY['()'::cx_scores, '()'], 'all')$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y'], ARRAY['()'::cx_scores, '()'], NULL)$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y'], ARRAY['()'::cx_scores, '()'], adjust => 'fdr')$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y'], ARRAY['()'::cx_scores, '()'], level => 95)$$);
SELECT test.refusal($$SELECT rate_compare('{1, 2}'::int[], '{(5 of 2),(3 of 4)}'::cx_rate[])$$);
SELECT test.refusal($$SELECT nps_compare(ARRAY['x', 'y'], ARRAY['(1..5: 1 0 0 0 -9)'::cx_scores, '()'])$$);
-- Where the answers of one stand for a population, those of others for themselves, there is no rest.
CREATE TABLE designs AS
SELECT array_agg(p::text ORDER BY p) AS names, array_agg(s ORDER BY p) AS stratum,
	array_agg(CASE p WHEN 2 THEN t ELSE s END ORDER BY p) AS mixed, array_agg(t ORDER BY p) AS strata
FROM (SELECT p, s, strata_agg(s, 1000) AS t
	FROM (SELECT p, sample_agg(format('(%s of 4)', (p + n * n) % 5)::cx_rate) AS s
		FROM generate_series(1, 3) AS p, generate_series(1, 6) AS n GROUP BY p) AS v GROUP BY p, s) AS w;
SELECT test.refusal(format('SELECT %s FROM designs', f))
FROM unnest(ARRAY['rate_compare(names, mixed, $$rest$$)',
	'rate_signals(names, mixed)', 'rate_consistency(mixed)']) AS f;
SELECT (SELECT count(p_value) FROM rate_compare(names, mixed)) AS pairs,
	(SELECT count(p_value) FROM rate_compare(names, stratum, 'rest')) AS stratum,
	(SELECT count(p_value) FROM rate_compare(names, strata, 'rest')) AS strata FROM designs;
DROP TABLE designs;
-- As many as there may be.
SELECT count(*) FROM rate_compare((SELECT array_agg(i) FROM generate_series(1, 30000) AS i),
	array_fill('(1 of 2)'::cx_rate, ARRAY[30000]), 'rest');
SELECT test.refusal($$SELECT count(*) FROM rate_compare((SELECT array_agg(i)
	FROM generate_series(1, 2001) AS i),
	array_fill('(1 of 2)'::cx_rate, ARRAY[2001]))$$);
SELECT test.refusal($$SELECT count(*) FROM rate_compare((SELECT array_agg(i)
	FROM generate_series(1, 100001) AS i),
	array_fill('(1 of 2)'::cx_rate, ARRAY[100001]), 'rest')$$);
DROP TABLE answers, groups, all_of;
