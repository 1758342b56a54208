-- Laws that hold for any answers, over random ones: 400 samples of 0 to 200 answers, of many shapes.
SELECT setseed(0.2026);
CREATE TABLE samples AS
SELECT id, nps_agg(score) AS s, csat_agg(1 + score % 5) AS c, ces_agg(1 + score % 7) AS e,
	weighted_score_agg(score, weight, 0, 10) AS w, count(score) AS n,
	count(*) FILTER (WHERE score >= 9) AS p, count(*) FILTER (WHERE score <= 6) AS d, avg(score) AS mean,
	avg((score >= 9)::int - (score <= 6)::int) * 100 AS plain
FROM (SELECT id, CASE WHEN random() < 0.05 THEN NULL
	ELSE floor(11 * power(random(), shape))::int END AS score, exp(2 * random()) AS weight
	FROM (SELECT id, exp(3 * random() - 1.5) AS shape, floor(200 * random() ^ 2)::int AS size
		FROM generate_series(1, 400) id) h, generate_series(1, size)) r
GROUP BY id;
SELECT count(*) > 300 AS enough FROM samples;
SELECT count(*) AS broken FROM samples WHERE promoters(s) <> p OR detractors(s) <> d OR responses(s) <> n
	OR promoters(s) + passives(s) + detractors(s) <> responses(s);
SELECT count(*) AS broken FROM samples WHERE abs(nps(s) - plain) > 1e-9 OR abs(mean_score(s) - mean) > 1e-9
	OR nps(s) NOT BETWEEN -100 AND 100 OR (n = 0) <> (nps(s) IS NULL);
-- an interval holds its estimate, for any level; more confidence is wider
SELECT count(*) AS broken FROM samples, unnest('{0.5, 0.8, 0.95, 0.999}'::float8[]) level, nps_ci(s, level) a,
	csat_ci(c, level) b, ces_ci(e, level) f
WHERE n > 0 AND (nps(s) NOT BETWEEN a.low AND a.high OR a.low < -100 OR a.high > 100
	OR csat(c) NOT BETWEEN b.low AND b.high OR b.low < 0 OR b.high > 100
	OR ces(e) NOT BETWEEN f.low AND f.high);
SELECT count(*) AS broken FROM samples, nps_ci(s, 0.8) a, nps_ci(s, 0.95) b, csat_ci(c, 0.8) f,
	csat_ci(c, 0.95) g, ces_ci(e, 0.8) h, ces_ci(e, 0.95) i
WHERE a.low < b.low OR a.high > b.high OR f.low < g.low OR f.high > g.high OR h.low < i.low
	OR h.high > i.high;
-- a test finds a difference exactly when the interval of the difference leaves out 0
SELECT count(*) > 300 AS pairs, count(*) FILTER (WHERE (p_value < 0.05) <> (low > 0 OR high < 0)) AS broken,
	count(*) FILTER (WHERE p_value NOT BETWEEN 0 AND 1) AS no_probability
FROM (SELECT s AS before, lead(s) OVER (ORDER BY id) AS after FROM samples WHERE n > 0) v,
	nps_change(before, after);
SELECT count(*) FILTER (WHERE (p_value < 0.05) <> (low > 0 OR high < 0)) AS broken
FROM (SELECT e AS before, lead(e) OVER (ORDER BY id) AS after FROM samples WHERE n > 1) v,
	ces_change(before, after);
-- swapping the two turns the sign
SELECT count(*) AS broken FROM (SELECT c AS a, lead(c) OVER (ORDER BY id) AS b FROM samples WHERE n > 0) v,
	csat_change(a, b) f, csat_change(b, a) g
WHERE abs(f.change + g.change) > 1e-9 OR abs(f.low + g.high) > 1e-9 OR abs(f.z + g.z) > 1e-9
	OR f.p_value <> g.p_value;
-- any split and any order of the parts
SELECT rollup(s) = (SELECT rollup(t) FROM (SELECT rollup(s ORDER BY random()) AS t FROM samples
	GROUP BY floor(10 * random())) v) AS any_split FROM samples;
-- text goes round; so does addition and subtraction
SELECT count(*) AS broken FROM samples WHERE s::text::cx_scores <> s OR w::text::cx_weighted_scores <> w;
SELECT count(*) AS broken FROM (SELECT s AS a, lead(s) OVER (ORDER BY id) AS b FROM samples) v
WHERE a + b - b <> a OR a - b + b <> a;
-- effective responses lie between 1 and the responses; weighting changes no bound
SELECT count(*) AS broken FROM samples, nps_ci(w) a
WHERE n > 0 AND (effective_responses(w) NOT BETWEEN 1 AND n OR nps(w) NOT BETWEEN a.low AND a.high
	OR nps(w) NOT BETWEEN -100 AND 100);
SELECT count(*) AS broken FROM samples WHERE abs(promoters(w) + passives(w)
	+ detractors(w) - score_count(w, 0, 10)) > 1e-9 OR ease_index(w) NOT BETWEEN 0 AND 100;
-- both directions of the effort scale mirror each other
SELECT count(*) AS broken FROM samples WHERE abs(ease_index(e) + ease_index(e, true) - 100) > 1e-9
	OR ces_easy(e) + ces_easy(e, low_is_easy => true) > 100 + 1e-9;
-- categories are the classes
SELECT bool_and(nps_category(score) = CASE WHEN promoters(s) = 1 THEN 'promoter'
	WHEN passives(s) = 1 THEN 'passive' WHEN detractors(s) = 1 THEN 'detractor' END)
FROM (SELECT score, nps_agg(score) AS s FROM generate_series(0, 10) score GROUP BY score) v;
DROP TABLE samples;
