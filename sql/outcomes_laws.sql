-- Laws that hold for any answers and outcomes, over random ones: 300 samples of 0 to 200 rows.
SELECT setseed(0.1207);
CREATE TABLE answers AS
SELECT sample, row_number() OVER () AS i, score, random() < power(score / 10.0, shape) AS outcome
FROM (SELECT sample, shape, CASE WHEN random() > 0.1 THEN floor(11 * random() ^ shape)::int END AS score
	FROM (SELECT sample, exp(4 * random() - 2) AS shape, floor(201 * random() ^ 2)::int AS size
		FROM generate_series(1, 300) sample) v, generate_series(1, size)) w;
CREATE TABLE samples AS
SELECT sample, outcome_agg(score, outcome, 0, 10) AS s, nps_agg(score) AS whole,
	nps_agg(score) FILTER (WHERE outcome) AS part FROM answers GROUP BY sample;
INSERT INTO samples SELECT 0, '()', '()', '()';

-- Its answers are those of nps_agg(), its outcomes those of nps_agg() over the rows that have it; bands add
-- up
-- scores; text and json say the same.
SELECT count(*) > 250 AS enough, count(*) FILTER (WHERE s::text::cx_outcomes <> s) AS broken FROM samples;
SELECT count(*) > 2500 AS enough, count(*) FILTER (WHERE responses <> score_count(whole, score, score)
	OR outcomes <> score_count(part, score, score)
	OR abs(rate - 100 * outcomes::float8 / nullif(responses, 0)) > 1e-12 OR (rate IS NULL) <> (responses = 0)
	OR responses <> ((s::json -> 'counts') ->> score)::bigint) AS broken
FROM samples, outcome_by_score(s);
SELECT count(*) > 750 AS enough, count(*) FILTER (WHERE responses <> CASE band WHEN 'promoters' THEN
	promoters(whole) WHEN 'passives' THEN passives(whole) ELSE detractors(whole) END
	OR outcomes <> CASE band WHEN 'promoters' THEN promoters(part) WHEN 'passives' THEN passives(part)
	ELSE detractors(part) END) AS broken
FROM samples, outcome_by_band(s);

-- Rates and intervals are those of the condition; odds by the plain formula, halves only where one of four
-- is 0.
SELECT count(*) AS broken
FROM samples, outcome_by_score(s, 0.9) b, LATERAL (SELECT format('(%s of %s)', outcomes, responses) AS t) v,
	LATERAL (SELECT CASE WHEN t = '(0 of 0)' THEN '()' ELSE t END::cx_rate AS r) w
WHERE rate IS DISTINCT FROM rate(r) OR low IS DISTINCT FROM (rate_ci(r, 0.9)).low
	OR high IS DISTINCT FROM (rate_ci(r, 0.9)).high;
CREATE TABLE cells AS
SELECT odds_ratio, odds_low, odds_high, h, o.a + h AS a, o.b + h AS b, o.c + h AS c, o.d + h AS d,
	o.a + o.b = 0 OR o.c + o.d = 0 OR o.a + o.c = 0 OR o.b + o.d = 0 AS none
FROM samples, outcome_by_score(s),
	LATERAL (SELECT outcomes AS a, responses - outcomes AS b, responses(part) - outcomes AS c,
		responses(whole) - responses(part) - responses + outcomes AS d) o,
	LATERAL (SELECT CASE WHEN 0 IN (o.a, o.b, o.c, o.d) THEN 0.5 ELSE 0 END::float8 AS h) v;
SELECT count(*) FILTER (WHERE NOT none AND h = 0) > 500 AS plain,
	count(*) FILTER (WHERE NOT none AND h > 0) > 500 AS halves, count(*) FILTER (WHERE none) > 50 AS none,
	count(*) FILTER (WHERE none <> (odds_ratio IS NULL) OR none <> (odds_low IS NULL)
		OR none <> (odds_high IS NULL)) AS undefined,
	count(*) FILTER (WHERE NOT none AND NOT (abs(odds_ratio / ((a / b) / (c / d)) - 1) < 1e-12 AND
		abs(odds_low / exp(ln(a * d / (b * c)) - 1.959963984540054 * sqrt(1 / a + 1 / b + 1 / c + 1 / d)) - 1)
			< 1e-10
		AND abs(odds_high * odds_low / odds_ratio ^ 2 - 1) < 1e-12)) AS broken
FROM cells;
-- Against a band the other way round is one over it; the odds of a band against itself are none.
SELECT count(*) > 150 AS enough, count(*) FILTER (WHERE abs(d.odds_ratio * p.odds_ratio - 1) > 1e-12
	OR abs(d.odds_low * p.odds_high - 1) > 1e-12) AS broken
FROM samples, outcome_by_band(s, against => 'detractors') d, outcome_by_band(s, against => 'passives') p
WHERE d.band = 'passives' AND p.band = 'detractors' AND d.odds_ratio IS NOT NULL;
SELECT count(*) > 100 AS enough, count(*) FILTER (WHERE odds_ratio IS NOT NULL) AS broken
FROM samples, outcome_by_band(s, against => 'detractors') WHERE band = 'detractors';

-- Adding states is adding their rows: any split, any order; what is added can be taken away.
SELECT rollup(s ORDER BY random()) = (SELECT outcome_agg(score, outcome, 0, 10) FROM answers) AS rollup
	FROM samples;
SELECT bool_and(a + b = b + a AND (a + b) + c = a + (b + c)) AS abelian,
	bool_and(a + '()' = a AND '()' + a = a AND a - '()' = a) AS neutral, bool_and(a + b - b = a) AS inverse,
	bool_and(a - a = '()') AS "nothing left"
FROM (SELECT s AS a, lead(s) OVER w AS b, lead(s, 2) OVER w AS c
	FROM samples WINDOW w AS (ORDER BY sample)) v
WHERE c IS NOT NULL;

-- In a moving window every row equals a recomputation from nothing, also where the frame empties.
CREATE TABLE few AS SELECT * FROM answers WHERE i <= 400;
SELECT count(*), bool_and(w = (SELECT outcome_agg(score, outcome, 0, 10) FROM few b
		WHERE b.i BETWEEN v.i - 5 AND v.i + 2)) AS frame,
	bool_and(e = (SELECT outcome_agg(score, outcome, 0, 10) FROM few b
		WHERE b.i BETWEEN v.i - 5 AND v.i - 4)) AS emptied
FROM (SELECT i,
	outcome_agg(score, outcome, 0, 10) OVER (ORDER BY i ROWS BETWEEN 5 PRECEDING AND 2 FOLLOWING) AS w,
	outcome_agg(score, outcome, 0, 10) OVER (ORDER BY i ROWS BETWEEN 5 PRECEDING AND 4 PRECEDING) AS e
		FROM few) v;
SELECT bool_and(w = (SELECT rollup(s) FROM samples b
	WHERE b.sample BETWEEN v.sample - 6 AND v.sample)) AS rollup
FROM (SELECT sample, rollup(s) OVER (ORDER BY sample RANGE 6 PRECEDING) AS w FROM samples) v;

-- Parallel plans give the serial answer.
CREATE TABLE serial AS SELECT outcome_agg(score, outcome, 0, 10) AS s FROM answers;
ANALYZE answers, samples;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE answers SET (parallel_workers = 2);
ALTER TABLE samples SET (parallel_workers = 2);
SELECT test.plan('SELECT outcome_agg(score, outcome, 0, 10) FROM answers'),
	outcome_agg(score, outcome, 0, 10) = (SELECT s FROM serial) AS state FROM answers;
SELECT test.plan('SELECT rollup(s) FROM samples'), rollup(s) = (SELECT s FROM serial) AS rollup FROM samples;
DROP TABLE answers, samples, cells, few, serial;
