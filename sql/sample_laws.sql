-- Laws of samples, over random designs: 120 of 2 to 40 customers with 0 to 8 answers, in up to four strata.
SELECT setseed(0.2029);
CREATE TABLE answer AS
SELECT sample, customer, stratum, answer, row_number() OVER () AS i, CASE WHEN random() > 0.05 THEN
	greatest(0, least(10, round(mood + 6 * random() - 3)))::int END AS score, exp(3 * random() - 1.5)
		AS weight
FROM (SELECT sample, customer, customer % (1 + sample % 4) AS stratum, 5 + spread * (random() - 0.5) AS mood,
		floor(9 * random() ^ 2)::int AS n
	FROM (SELECT sample, 10 * random() AS spread, 2 + floor(39 * random() ^ 2)::int AS customers
		FROM generate_series(1, 120) sample) s, generate_series(1, customers + 6) customer) c,
	generate_series(0, n) answer;
-- customers without answers count as customers, too
UPDATE answer SET score = NULL WHERE answer = 0;
CREATE TABLE customer AS
SELECT sample, stratum, customer, nps_agg(score) AS s, weighted_score_agg(score, weight, 0, 10) AS w,
	weighted_score_agg(score, 1, 0, 10) AS w1, weighted_score_agg(score, 7e-40 * weight, 0, 10) AS w7
FROM answer GROUP BY sample, stratum, customer;
CREATE TABLE sample AS
SELECT sample, sample_agg(s) AS s, sample_agg(w) AS w, sample_agg(w1) AS w1, sample_agg(w7) AS w7, rollup(s)
	AS u
FROM customer GROUP BY sample;
SELECT count(*) > 100 AS enough, min(clusters(s)) > 1 AS pairs, bool_or(nps_std_error(s) IS NULL)
	AS "no answers"
FROM sample;

-- The error is that of the sum over customers: what R computes, in SQL.
CREATE TABLE direct AS
SELECT sample, stratum, customer, sum(weight * (score - ces)) / tw AS wz, sum(score - m) / n AS z,
	100 * sum((score >= 9)::int - (score <= 6)::int - nps / 100) / n AS nz
FROM (SELECT *, sum(weight) FILTER (WHERE score IS NOT NULL) OVER w AS tw,
		sum(weight * score) OVER w / sum(weight) FILTER (WHERE score IS NOT NULL) OVER w AS ces,
		avg(score) OVER w AS m, count(score) OVER w AS n,
		100 * avg((score >= 9)::int - (score <= 6)::int) OVER w AS nps
	FROM answer WINDOW w AS (PARTITION BY sample)) v
GROUP BY sample, stratum, customer, n, tw;
SELECT count(*) FILTER (WHERE e > 0) > 100 AS enough,
	count(*) FILTER (WHERE abs(ces_std_error(s) - e) > 1e-12 * (e + 1)) AS ces,
	count(*) FILTER (WHERE abs(ces_std_error(w) - we) > 1e-12 * (we + 1)) AS weighted,
	count(*) FILTER (WHERE abs(nps_std_error(s) - ne) > 1e-12 * (ne + 1)) AS nps
FROM sample JOIN (SELECT sample, sqrt(n / (n - 1) * sum(z * z)) AS e, sqrt(n / (n - 1) * sum(wz * wz)) AS we,
		sqrt(n / (n - 1) * sum(nz * nz)) AS ne
	FROM (SELECT sample, coalesce(z, 0) AS z, coalesce(wz, 0) AS wz, coalesce(nz, 0) AS nz,
		(count(*) OVER (PARTITION BY sample))::float8 AS n FROM direct) v
	GROUP BY sample, n) d USING (sample);
-- in strata of weighted answers, each about its own mean, (N - n) / N of it
SELECT count(*) FILTER (WHERE lonely_strata(t) = 0) > 50 AS enough,
	count(*) FILTER (WHERE abs(ces_std_error(t) - e) > 1e-12 * (e + 1)) AS broken
FROM (SELECT sample, strata_agg(w, 10 + clusters(w)) AS t FROM (SELECT sample, stratum, sample_agg(w) AS w
		FROM customer GROUP BY sample, stratum) v GROUP BY sample) s
	JOIN (SELECT sample, sqrt(sum(10 / (10 + n) * n / (n - 1) * v)) AS e
		FROM (SELECT sample, stratum, count(*)::float8 AS n, var_pop(coalesce(wz, 0)) * count(*) AS v
			FROM direct GROUP BY sample, stratum) x GROUP BY sample HAVING min(n) > 1) d USING (sample)
WHERE lonely_strata(t) = 0;

-- A cluster of one answer is no cluster, a weight of 1 no weight; the same for all is the same for none.
SELECT count(*) > 100 AS samples, count(*) FILTER (WHERE nps(a) IS DISTINCT FROM nps(u)
		OR abs(nps_std_error(a) - nps_std_error(u)) > 1e-11
		OR abs(ces_std_error(a) - ces_std_error(u)) > 1e-12
		OR abs(csat_std_error(a) - csat_std_error(u)) > 1e-11
		OR abs(nps_design_effect(a) - 1) > 1e-12) AS errors,
	count(*) FILTER (WHERE abs(n.low - m.low) > 1e-10 OR abs(n.high - m.high) > 1e-10
		OR abs(c.low - d.low) > 1e-10
		OR abs(c.high - d.high) > 1e-10 OR abs(e.low - f.low) > 1e-10) AS intervals
FROM (SELECT sample, sample_agg(s) AS a, rollup(s) AS u FROM (SELECT sample, nps_agg(score) AS s FROM answer
		WHERE score IS NOT NULL GROUP BY sample, i) v GROUP BY sample) x, nps_ci(a) n, nps_ci(u) m,
			csat_ci(a) c,
	csat_ci(u) d, ces_ci(a) e, ces_ci(u) f
WHERE responses(u) > 1;
SELECT count(*) > 100 AS samples, count(*) FILTER (WHERE abs(nps_std_error(a) - nps_std_error(u)) > 1e-11
	OR abs(ces_std_error(a) - ces_std_error(u)) > 1e-12) AS errors,
	count(*) FILTER (WHERE abs(n.low - m.low) > 1e-10 OR abs(n.high - m.high) > 1e-10
		OR abs(c.low - d.low) > 1e-10 OR abs(e.low - f.low) > 1e-10
		OR abs(e.high - f.high) > 1e-10) AS intervals
FROM (SELECT sample, sample_agg(s) AS a, rollup(s) AS u FROM (SELECT sample, weighted_score_agg(score,
	weight, 0, 10) AS s
		FROM answer WHERE score IS NOT NULL GROUP BY sample, i) v GROUP BY sample) x,
	nps_ci(a) n, nps_ci(u) m, csat_ci(a) c, csat_ci(u) d, ces_ci(a) e, ces_ci(u) f
WHERE responses(u) > 1;
SELECT count(*) FILTER (WHERE nps(w1) IS DISTINCT FROM nps(s) OR nps_std_error(w1) IS DISTINCT
	FROM nps_std_error(s)
		OR nps_ci(w1) IS DISTINCT FROM nps_ci(s) OR csat_ci(w1) IS DISTINCT FROM csat_ci(s)
		OR ces_ci(w1) IS DISTINCT FROM ces_ci(s) OR nps_change(w1, w1) IS DISTINCT FROM nps_change(s, s))
			AS ones,
	count(*) FILTER (WHERE abs(nps_std_error(w7) - nps_std_error(w)) > 1e-12 * nps_std_error(w)
		OR abs((nps_ci(w7)).low - (nps_ci(w)).low) > 1e-10
		OR abs((ces_ci(w7)).high - (ces_ci(w)).high) > 1e-10) AS sevenths
FROM sample;
SELECT count(*) FILTER (WHERE nps(s) IS DISTINCT FROM nps(u) OR csat(s) IS DISTINCT FROM csat(u)
	OR ces(s) IS DISTINCT FROM ces(u) OR responses(s) <> responses(u) OR promoters(s) <> promoters(u))
		AS figures
FROM sample;
-- Strata of equal make-up: their populations weigh nothing, and each has its own n / (n - 1).
SELECT count(*) > 100 AS samples, count(*) FILTER (WHERE abs(nps(t) - nps(s)) > 1e-12
	OR abs(nps_std_error(t) / nps_std_error(s + s + s)
		- sqrt((3 * n - 1) / (3 * (n - 1.0)) * 5 / (n + 5))) > 1e-12) AS broken
FROM sample, LATERAL (SELECT clusters(s) AS n) c,
	LATERAL (SELECT strata_agg(x, clusters(x) + 5) AS t FROM unnest(ARRAY[s, s, s]) x) v
WHERE nps_std_error(s) > 0;
-- Clusters of equal weight in strata of equal size have clusters - strata degrees of freedom, others fewer,
-- from 1 up: the square of the ratio of the two numbers that a sample of strata has after its totals.
SELECT count(*) > 100 AS samples, count(*) FILTER (WHERE abs(df - spare) < 1e-9 * spare) AS equal,
	count(*) FILTER (WHERE df BETWEEN 1 AND spare * (1 + 1e-9)) AS "between"
FROM (SELECT (part[1]::float8 / part[2]::float8) ^ 2 AS df, clusters(s) - strata(s) AS spare
	FROM (SELECT strata_agg(x, 99) AS s
		FROM (SELECT design, sample_agg(s) AS x
			FROM (SELECT design, stratum, customer, csat_agg(1 + (design + customer * answer) % 5) AS s
				FROM generate_series(1, 60) design, generate_series(0, design % 4) stratum,
					generate_series(0, 1 + design % 7) customer, generate_series(0, design % 3) answer
				GROUP BY 1, 2, 3) v GROUP BY design, stratum) w GROUP BY design
		UNION ALL SELECT strata_agg(x, 99)
		FROM (SELECT sample, sample_agg(s) AS x FROM customer GROUP BY sample, stratum
			HAVING count(*) FILTER (WHERE responses(s) > 0) > 1) w
		GROUP BY sample) y,
		regexp_match(s::text, '/ ([^ ~]+)(?:~[^ ]+)? ([^ ]+) /') part) z;

-- Every interval holds its figure and stays on its scale; swapped samples turn the sign.
SELECT count(*) FILTER (WHERE (nps(s) BETWEEN n.low AND n.high AND n.low >= -100 AND n.high <= 100
		AND csat(s) BETWEEN c.low AND c.high AND c.low >= 0 AND c.high <= 100) IS NOT TRUE) AS broken,
	count(*) FILTER (WHERE ces(s) NOT BETWEEN e.low AND e.high) AS broken_means
FROM (SELECT s FROM sample UNION ALL SELECT w FROM sample) x, unnest('{0.5, 0.95, 0.999}'::float8[]) level,
	nps_ci(s, level) n, csat_ci(s, level) c, ces_ci(s, level) e WHERE nps(s) IS NOT NULL
		AND nps_std_error(s) > 0;
SELECT count(*) FILTER (WHERE f.change <> -g.change OR f.low <> -g.high OR f.z <> -g.z
	OR f.p_value <> g.p_value
	OR (f.p_value < 0.05) <> (f.low > 0 OR f.high < 0)) AS broken
FROM (SELECT s AS a, lead(s) OVER (ORDER BY sample) AS b FROM sample WHERE nps_std_error(s) > 0) v,
	nps_change(a, b) f, nps_change(b, a) g;

-- Parts of a stratum, and strata of a sample, add up in any order; whole counts to the last bit.
SELECT count(*) FILTER (WHERE r IS DISTINCT FROM s) AS broken, count(*) FILTER (WHERE x IS DISTINCT FROM s)
	AS shuffled
FROM sample JOIN (SELECT sample, rollup(p ORDER BY part DESC) AS r FROM (SELECT sample, customer % 3 AS part,
		sample_agg(s) AS p FROM customer GROUP BY 1, 2) v GROUP BY sample) v USING (sample)
	JOIN (SELECT sample, sample_agg(s ORDER BY random()) AS x FROM customer GROUP BY sample) w USING (sample);
SELECT count(*) FILTER (WHERE abs(nps_std_error(x) - nps_std_error(w)) > 1e-12 * nps_std_error(w)
	OR abs((ces_ci(x)).low - (ces_ci(w)).low) > 1e-11) AS weighted
FROM sample JOIN (SELECT sample, sample_agg(w ORDER BY random()) AS x FROM customer
	GROUP BY sample) v USING (sample);
SELECT bool_and(a + b = b + a) AS commutes, bool_and(a + '()' = a AND '()' + a = a) AS neutral,
	bool_and((a + b) + c = a + (b + c)) AS associates
FROM (SELECT s AS a, lead(s) OVER w AS b, lead(s, 2) OVER w AS c FROM sample WINDOW w AS (ORDER BY sample)) v
WHERE c IS NOT NULL;
SELECT abs(nps_std_error(rollup(t ORDER BY sample DESC)) / nps_std_error(strata_agg(s, 100
	ORDER BY sample)) - 1) < 1e-12
	AS strata, strata(rollup(t)) = count(*) AS all
FROM (SELECT sample, s, strata_agg(s, 100) AS t FROM sample GROUP BY sample, s) v;
-- what is written is read again
SELECT bool_and(s::text::cx_sample = s AND w::text::cx_sample = w) AS stratum FROM sample;
SELECT bool_and(t::text::cx_sample = t) AS strata
FROM (SELECT strata_agg(x, clusters(x) + 1) AS t FROM (SELECT sample, sample_agg(s) AS x FROM customer
		GROUP BY sample, stratum) v GROUP BY sample
	UNION ALL SELECT strata_agg(x, 1000 * clusters(x)) FROM (SELECT sample, sample_agg(w) AS x FROM customer
		GROUP BY sample, stratum) v GROUP BY sample) w;

-- Parallel plans give the serial answer.
CREATE TABLE serial AS SELECT sample_agg(s) AS s, sample_agg(w) AS w FROM customer;
INSERT INTO sample SELECT v.* FROM sample v, generate_series(1, 9);
CREATE TABLE serial_strata AS SELECT strata_agg(s, 100) AS s, rollup(s) AS r FROM sample;
ANALYZE customer, sample;
SET seq_page_cost = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE customer SET (parallel_workers = 2);
ALTER TABLE sample SET (parallel_workers = 2);
SELECT test.plan('SELECT sample_agg(s), sample_agg(w) FROM customer'),
	sample_agg(s) = (SELECT s FROM serial) AS state,
	abs(nps_std_error(sample_agg(w)) / (SELECT nps_std_error(w) FROM serial) - 1) < 1e-12 AS weighted
		FROM customer;
SELECT test.plan('SELECT strata_agg(s, 100), rollup(s) FROM sample'),
	abs(nps_std_error(strata_agg(s, 100)) / (SELECT nps_std_error(s) FROM serial_strata) - 1) < 1e-12
		AS strata,
	rollup(s) = (SELECT r FROM serial_strata) AS rollup FROM sample;
DROP TABLE answer, customer, sample, direct, serial, serial_strata;
