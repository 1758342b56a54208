-- Laws that hold for any conditions, over random ones: 300 samples of 0 to 200 rows, of every share.
SELECT setseed(0.2027);
CREATE TABLE answers AS
SELECT sample, row_number() OVER () AS i,
	CASE WHEN random() > 0.1 THEN 1 + floor(5 * random() ^ shape)::int END AS score
FROM (SELECT sample, exp(6 * random() - 3) AS shape, floor(201 * random() ^ 2)::int AS size
	FROM generate_series(1, 300) sample) v, generate_series(1, size);
CREATE TABLE samples AS
SELECT sample, rate_agg(score >= 4) AS r, rate(score >= 4) AS rate, csat_agg(score) AS c, count(score) AS n,
	count(*) FILTER (WHERE score >= 4) AS k, 100 * avg((score >= 4)::int) AS plain
FROM answers GROUP BY sample;
INSERT INTO samples SELECT 0, '()', NULL, '()', 0, 0, NULL;
SELECT count(*) > 250 AS enough, count(*) FILTER (WHERE k IN (0, n)) > 5 AS one_sided FROM samples;
SELECT count(*) AS broken FROM samples WHERE trials(r) <> n OR successes(r) <> k
	OR rate IS DISTINCT FROM rate(r) OR (n = 0) <> (rate IS NULL) OR abs(rate - plain) > 1e-9
	OR r::text::cx_rate <> r;
-- A satisfied answer is a condition: CSAT, its interval and its change are those of the rate, to the last
-- digit.
SELECT count(*) AS broken FROM samples WHERE rate IS DISTINCT FROM csat(c)
	OR rate_ci(r) IS DISTINCT FROM csat_ci(c) OR rate_ci(r, 0.8) IS DISTINCT FROM csat_ci(c, 0.8);
SELECT count(*) > 200 AS pairs, count(*) FILTER (WHERE rate_change(a, b) IS DISTINCT FROM csat_change(x, y)
	OR rate_change(a, b, 0.5) IS DISTINCT FROM csat_change(x, y, 0.5)) AS broken
FROM (SELECT r AS a, c AS x, lead(r) OVER (ORDER BY sample) AS b, lead(c) OVER (ORDER BY sample) AS y
	FROM samples) v;
-- So are customers who were lost.
SELECT count(*) AS broken
FROM (SELECT r AS a, lead(r) OVER (ORDER BY sample) AS b FROM samples) v,
	LATERAL (SELECT a::text::cx_churn AS x, b::text::cx_churn AS y) w
WHERE rate(a) IS DISTINCT FROM churn_rate(x) OR rate_ci(a) IS DISTINCT FROM churn_rate_ci(x)
	OR rate_change(a, b) IS DISTINCT FROM churn_change(x, y);
-- An interval holds its rate; swapping the two turns the sign; the interval of a change holds the change.
SELECT count(*) AS broken FROM samples, unnest('{0.5, 0.95, 0.999}'::float8[]) level, rate_ci(r, level)
WHERE n > 0 AND (rate NOT BETWEEN low AND high OR low < 0 OR high > 100);
SELECT count(*) AS broken
FROM (SELECT r AS a, lead(r) OVER (ORDER BY sample) AS b FROM samples WHERE n > 0) v,
	rate_change(a, b) f, rate_change(b, a) g
WHERE f.change <> -g.change OR f.low <> -g.high OR f.z <> -g.z OR f.p_value <> g.p_value
	OR f.change < f.low - 1e-9 OR f.change > f.high + 1e-9;

-- Adding states is adding their rows: any split, any order; what is added can be taken away.
SELECT rollup(r ORDER BY random()) = (SELECT rate_agg(score >= 4) FROM answers) AS rollup FROM samples;
SELECT rollup(t) = (SELECT rate_agg(score >= 4) FROM answers) AS "rollup of rollups"
FROM (SELECT rollup(r) AS t FROM samples GROUP BY floor(10 * random())) v;
SELECT bool_and(a + b = b + a AND (a + b) + c = a + (b + c)) AS abelian,
	bool_and(a + '()' = a AND '()' + a = a AND a - '()' = a) AS neutral, bool_and(a + b - b = a) AS inverse,
	bool_and(a - a = '()') AS "nothing left"
FROM (SELECT r AS a, lead(r) OVER w AS b, lead(r, 2) OVER w AS c
	FROM samples WINDOW w AS (ORDER BY sample)) v
WHERE c IS NOT NULL;
SELECT bool_and(s = CASE WHEN g = 1 THEN (SELECT rate_agg(score >= 4) FROM answers)
	ELSE (SELECT r FROM samples b WHERE b.sample = v.sample) END) AS grouping_sets
FROM (SELECT sample, grouping(sample) AS g, rate_agg(score >= 4) AS s FROM answers
	GROUP BY ROLLUP (sample)) v;

-- In a moving window every row equals a recomputation from nothing, also where the frame empties.
CREATE TABLE few AS SELECT i, score >= 4 AS x FROM answers WHERE i <= 400;
SELECT count(*),
	bool_and(w = (SELECT rate_agg(x) FROM few b WHERE b.i BETWEEN v.i - 5 AND v.i + 2)) AS frame,
	bool_and(r IS NOT DISTINCT FROM (SELECT rate(x) FROM few b
		WHERE b.i BETWEEN v.i - 5 AND v.i + 2)) AS rate,
	bool_and(e = (SELECT rate_agg(x) FROM few b WHERE b.i BETWEEN v.i - 5 AND v.i - 4)) AS emptied,
	bool_and(f = (SELECT rate_agg(x) FROM few b
		WHERE b.i BETWEEN v.i - 5 AND v.i + 2 AND b.i % 2 = 0)) AS filtered
FROM (SELECT i, rate_agg(x) OVER w AS w, rate(x) OVER w AS r,
	rate_agg(x) OVER (ORDER BY i ROWS BETWEEN 5 PRECEDING AND 4 PRECEDING) AS e,
	rate_agg(x) FILTER (WHERE i % 2 = 0) OVER w AS f
	FROM few WINDOW w AS (ORDER BY i ROWS BETWEEN 5 PRECEDING AND 2 FOLLOWING)) v;
SELECT bool_and(w = (SELECT rollup(r) FROM samples b
	WHERE b.sample BETWEEN v.sample - 6 AND v.sample)) AS rollup
FROM (SELECT sample, rollup(r) OVER (ORDER BY sample RANGE 6 PRECEDING) AS w FROM samples) v;

-- Parallel plans give the serial answer.
CREATE FUNCTION partial(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ 'Partial .*Aggregate' THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;
CREATE TABLE serial AS
SELECT rate_agg(score >= 4) AS s, rate(score >= 4) AS r, rate_agg(score > 9) AS none FROM answers;
ANALYZE answers, samples;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE answers SET (parallel_workers = 2);
ALTER TABLE samples SET (parallel_workers = 2);
SELECT partial('SELECT rate_agg(score >= 4), rate(score >= 4) FROM answers'),
	rate_agg(score >= 4) = (SELECT s FROM serial) AS state,
	rate(score >= 4) = (SELECT r FROM serial) AS rate,
	rate_agg(score > 9) = (SELECT none FROM serial) AS none FROM answers;
SELECT partial('SELECT rollup(r) FROM samples'), rollup(r) = (SELECT s FROM serial) AS rollup FROM samples;
DROP FUNCTION partial;
DROP TABLE answers, samples, few, serial;
