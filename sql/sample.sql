-- Samples of clusters: a customer's answers are one cluster, and errors know it.
CREATE TABLE answer (customer integer, stratum text, score integer, weight double precision);
INSERT INTO answer VALUES (1, 'A', 10, 2), (1, 'A', 10, 2), (1, 'A', 9, 2), (2, 'A', 3, 0.5), (3, 'A', 9, 1),
	(3, 'A', 8, 1.5), (4, 'B', 6, 1), (4, 'B', 5, 1), (4, 'B', 6, 3), (4, 'B', 7, 1), (5, 'B', 10, 0.5),
	(6, 'B', 8, 2), (6, 'B', 9, 1), (6, 'B', 9, 1);
CREATE VIEW customers AS
SELECT customer, stratum, nps_agg(score) AS s, weighted_score_agg(score, weight, 0, 10) AS w,
	rate_agg(score >= 9) AS r FROM answer GROUP BY customer, stratum;
CREATE VIEW samples AS
SELECT 1 AS k, 'clusters' AS design, sample_agg(s) AS s FROM customers
UNION ALL SELECT 2, 'weighted clusters', sample_agg(w) FROM customers
UNION ALL SELECT 3, 'fpc, no weights', strata_agg(s, CASE stratum WHEN 'A' THEN 10 ELSE 40 END)
	FROM (SELECT stratum, sample_agg(s) AS s FROM customers GROUP BY stratum) v
UNION ALL SELECT 4, 'weighted strata', strata_agg(s)
	FROM (SELECT stratum, sample_agg(w) AS s FROM customers GROUP BY stratum) v
UNION ALL SELECT 5, 'weighted strata, fpc', strata_agg(s, CASE stratum WHEN 'A' THEN 10 ELSE 40 END)
	FROM (SELECT stratum, sample_agg(w) AS s FROM customers GROUP BY stratum) v;
SELECT s FROM samples WHERE k <= 2 ORDER BY k;
-- R 4.2.2, survey 4.1.1: svymean(~y, svydesign(ids = ~customer, ...)) with weights = ~1 or ~weight, and with
-- strata and fpc of 10 and 40; y is 100 and -100 for promoters and detractors, 100 for 9 and 10, 100 up to 6
-- and the score
CREATE TABLE r (k integer, nps float8, nps_se float8, csat float8, csat_se float8, low_se float8, ces float8,
	ces_se float8, deff float8, df integer);
INSERT INTO r VALUES
	(1, 21.42857142857143, 38.88277323113806, 50, 20.70196678027063, 18.90373253372965, 7.78571428571429,
		0.85604886453732, 2.65672061928220, 5),
	(2, 20.51282051282051, 44.842083638790342, 48.71794871794872, 23.957258452828668, 22.275688552430026,
		7.97435897435897, 0.899172374103903, 3.59491816200677, 5),
	(3, 7.89473684210526, 48.289434454923644, 42.10526315789474, 24.130468813772744, 24.437045677278252,
		7.60526315789474, 0.957647140681529, 4.00492716176728, 4),
	(4, 20.51282051282051, 44.09008349243275, 48.71794871794872, 23.18512258800117, 22.60484682460997,
		7.97435897435897, 0.90009720204234, 3.47535586776093, 4),
	(5, 20.51282051282051, 40.681754407738275, 48.71794871794872, 20.796444861626021, 21.306652289463091,
		7.97435897435897, 0.820950070460919, 2.95880801687764, 4);
SELECT design, round(nps(s)::numeric, 10) AS nps, round(nps_std_error(s)::numeric, 10) AS error,
	abs(nps(s) / nps - 1) < 1e-12 AND abs(nps_std_error(s) / nps_se - 1) < 1e-12 AS nps_as_r,
	abs(csat(s, 9) / csat - 1) < 1e-12 AND abs(csat_std_error(s, 9) / csat_se - 1) < 1e-12 AS csat,
	abs(score_share_std_error(s, 0, 6) / low_se - 1) < 1e-12 AS share,
	abs(ces(s) / ces - 1) < 1e-12 AND abs(ces_std_error(s) / ces_se - 1) < 1e-12 AS ces,
	abs(nps_design_effect(s) / deff - 1) < 1e-12 AS deff, clusters(s) - strata(s) = df AS df,
	responses(s), clusters(s), strata(s)
FROM samples JOIN r USING (k) ORDER BY k;
-- every other figure is that of the weights
SELECT design, promoters(s), passives(s), round(detractors(s)::numeric, 4) AS detractors,
	round(score_count(s, 8, 9)::numeric, 4) AS count, round(score_share(s, 8, 9)::numeric, 4) AS share,
	mean_score(s) = ces(s) AS mean, round(ces_easy(s)::numeric, 4) AS easy, round(ease_index(s)::numeric, 4)
		AS ease
FROM samples ORDER BY k;
SELECT d.* FROM samples, score_distribution(s) d WHERE k = 3 AND share > 0 ORDER BY score;

-- Intervals, by hand: n s2 / ((n - 1) SE^2) (t(n - 1) / t(df))^2 answers in the place of 14. Customers give
-- 3 1 2, 4 1 3 answers, and count like 14^2 / 40 = 4.9 of equal weight, so df is 3.9; with weights 6 0.5 2.5,
-- 6 0.5 4 it is 19.5^2 / 94.75 - 1. In strata the squares are 14 and 26, of populations 14 f^2 (10 - 3) / 10
-- where f = 10 / 3 and 26 f^2 (40 - 3) / 40 where f = 40 / 3, with degrees of freedom 6^2 / 14 - 1 and
-- 8^2 / 26 - 1, and df is (sum S)^2 / sum (S^2 / df). With weights the squares are 42.5 and 52.25, and three
-- customers who count like 9^2 / 42.5 = 1.91 have one degree. R: qt(0.975, 13) is 2.160368656463.
CREATE TABLE freedom (k integer, df float8, t float8);
INSERT INTO freedom VALUES (1, 3.9, 2.80474801139), (2, 3.01319261214, 3.17457824616),
	(3, 1.53600409812, 5.82306547323), (4, 2.1046128903, 4.1040636449), (5, 2.03943662995, 4.22389767202);
SELECT k, round(m::numeric, 6) AS effective, abs(i.low - 100 * (d - 1.959963984540054 * e)) < 1e-7
		AND abs(i.high - 100 * (d + 1.959963984540054 * e)) < 1e-7 AS nps,
	abs(c.low - 100 * (p + z2 / (2 * n) - half) / (1 + z2 / n)) < 1e-7
		AND abs(c.high - 100 * (p + z2 / (2 * n) + half) / (1 + z2 / n)) < 1e-7 AS csat,
	abs(ce.low - 10 * (r + z2 / (2 * o) - of_mean) / (1 + z2 / o)) < 1e-8
		AND abs(ce.high - 10 * (r + z2 / (2 * o) + of_mean) / (1 + z2 / o)) < 1e-8 AS ces,
	round(ce.low::numeric, 4) AS ces_low, round(ce.high::numeric, 4) AS ces_high
FROM (SELECT k, s, t, 14 / nps_design_effect(s) * (2.160368656463 / t) ^ 2 AS m, csat(s, 9) / 100 AS p,
		ces(s) / 10 AS r
	FROM samples JOIN freedom USING (k)) v,
	LATERAL (SELECT 14 * p * (1 - p) / (13 * (csat_std_error(s, 9) / 100) ^ 2)
			* (2.160368656463 / t) ^ 2 AS n,
		r * (1 - r) / (ces_std_error(s) / 10) ^ 2 * (1.959963984540054 / t) ^ 2 AS o,
		1.959963984540054 ^ 2::float8 AS z2) l,
	LATERAL (SELECT sqrt(z2) * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) AS half,
		sqrt(z2) * sqrt(r * (1 - r) / o + z2 / (4 * o * o)) AS of_mean) h,
	LATERAL (SELECT (score_share(s, 9, 10) / 100 * m + 0.75) / (m + 3) AS pp,
		(score_share(s, 0, 6) / 100 * m + 0.75) / (m + 3) AS dd) q,
	LATERAL (SELECT pp - dd AS d, sqrt((pp + dd - (pp - dd) ^ 2) / (m + 3)) AS e) f, nps_ci(s) i,
	csat_ci(s, satisfied_from => 9) c, ces_ci(s) ce
ORDER BY k;
-- so twelve answers of a customer are not twelve customers
SELECT round(a.low::numeric, 2) AS low, round(a.high::numeric, 2) AS high, round(b.low::numeric, 2)
	AS naive_low,
	round(b.high::numeric, 2) AS naive_high
FROM (SELECT sample_agg(s) AS s, rollup(s) AS u FROM customers) v, nps_ci(s) a, nps_ci(u) b;
-- the level moves both: p_value < 1 - level says the same as the interval
SELECT level, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, p_value < 1 - level AS differs,
	low > 0 OR high < 0 AS excluded
FROM unnest('{0.5, 0.8, 0.95}'::float8[]) level, (SELECT sample_agg(s) AS a FROM customers
	WHERE stratum = 'A') a,
	(SELECT sample_agg(s) AS b FROM customers WHERE stratum = 'B') b, nps_change(a, b, level) ORDER BY level;
SELECT round(c.change::numeric, 4) AS csat, round(c.z::numeric, 4) AS z, round(e.change::numeric, 4) AS ces,
	round(e.z::numeric, 4) AS t, round(e.p_value::numeric, 4) AS p
FROM (SELECT sample_agg(s) AS a FROM customers WHERE stratum = 'A') a,
	(SELECT sample_agg(s) AS b FROM customers WHERE stratum = 'B') b, csat_change(a, b,
		satisfied_from => 9) c,
	ces_change(a, b) e;
-- Welch's t of the two errors
SELECT round(((ces(b) - ces(a)) / sqrt(ces_std_error(a) ^ 2 + ces_std_error(b) ^ 2))::numeric, 4) AS t
FROM (SELECT sample_agg(s) AS a FROM customers WHERE stratum = 'A') a,
	(SELECT sample_agg(s) AS b FROM customers WHERE stratum = 'B') b;

-- Many groups: each pair as ..._change has it; the rest are strata of one sample.
CREATE VIEW branch AS
SELECT b, sample_agg(s) AS s, sample_agg(w1) AS w1, sample_agg(r) AS r
FROM (SELECT customer % 4 AS b, customer, nps_agg(score) AS s, weighted_score_agg(score, 1, 0, 10) AS w1,
		rate_agg(score >= 9) AS r
	FROM (SELECT customer, (customer * answer + customer % 7) % 11 AS score
		FROM generate_series(1, 40) customer, generate_series(1, 1 + customer % 5) answer) v
	GROUP BY customer) x
GROUP BY b;
SELECT count(*), bool_and((c.change, c.low, c.high, c.z, c.p_value) = (n.change, n.low, n.high, n.z,
	n.p_value))
	AS changes
FROM nps_compare(ARRAY(SELECT b FROM branch ORDER BY b), ARRAY(SELECT s FROM branch ORDER BY b)) c
	JOIN branch x ON x.b = c.a JOIN branch y ON y.b = c.b, nps_change(x.s, y.s) n;
SELECT c.b, round(c.change::numeric, 4) AS change, round(c.statistic::numeric, 4) AS t,
	abs(c.change - n.change) < 1e-12 AND abs(c.low - n.low) < 1e-12 AS rest
FROM ces_compare(ARRAY(SELECT b FROM branch ORDER BY b), ARRAY(SELECT s FROM branch ORDER BY b), 'rest') c
	JOIN branch USING (b),
	ces_change((SELECT strata_agg(o.w1) FROM branch o WHERE o.b <> branch.b), branch.w1) n
ORDER BY c.b;
SELECT bool_and(abs(c.change - d.change) < 1e-12 AND abs(c.low - d.low) < 1e-12 AND abs(c.z - d.z) < 1e-12)
	AS rates
FROM rate_compare(ARRAY(SELECT b FROM branch ORDER BY b), ARRAY(SELECT r FROM branch ORDER BY b), 'rest') c
	JOIN csat_compare(ARRAY(SELECT b FROM branch ORDER BY b), ARRAY(SELECT s FROM branch ORDER BY b), 'rest',
		satisfied_from => 9) d USING (b);
-- Consistency and signals: a cluster of one answer is no cluster, and one cluster alone takes no part.
CREATE TABLE month AS
SELECT g, sample_agg(s) AS s, rollup(s) AS u
FROM (SELECT i % 9 AS g, nps_agg((i * i + i / 9) % 11) AS s FROM generate_series(1, 200) i GROUP BY i) v
	GROUP BY g;
SELECT c.groups, abs(c.statistic - d.statistic) < 1e-9 AS f, abs(c.between_sd - d.between_sd) < 1e-9 AS sd,
	abs(c.p_value - d.p_value) < 1e-9 AS p
FROM (SELECT array_agg(s) AS s, array_agg(u) AS u FROM month) m, nps_consistency(s) c, nps_consistency(u) d;
SELECT count(*), bool_and(abs(a.low - b.low) < 1e-9 AND abs(a.z - b.z) < 1e-9 AND a.signal = b.signal)
	AS signals
FROM (SELECT array_agg(g ORDER BY g) AS g, array_agg(s ORDER BY g) AS s, array_agg(u ORDER BY g) AS u
	FROM month) m,
	nps_signals(g, s) a, nps_signals(g, u) b WHERE a.name = b.name;
INSERT INTO month SELECT 10, sample_agg(s), rollup(s)
	FROM unnest('{(0..10: 0 0 1 0 0 0 0 0 3 2 2)}'::cx_scores[]) s;
SELECT c.groups FROM (SELECT array_agg(s) AS s FROM month) m, nps_consistency(s) c;
SELECT count(*), count(value) AS value, count(low) AS low, count(z) AS z
FROM (SELECT array_agg(g) AS g, array_agg(s) AS s FROM month) m, nps_signals(g, s);
DROP TABLE month;
-- a group of one customer is a row of NULLs, and no part of a rest
SELECT count(*), count(change) AS change, count(low) AS low, count(p_adjusted) AS p
FROM (SELECT array_agg(s ORDER BY b) || (SELECT sample_agg(s) FROM customers WHERE customer = 2) AS s
	FROM branch) v,
	nps_compare('{1, 2, 3, 4, 5}'::int[], s);
SELECT test.refusal('SELECT nps_compare(''{1, 2, 3, 4, 5}''::int[], s, ''rest'') FROM (SELECT array_agg(s)
	|| (SELECT sample_agg(s) FROM customers WHERE customer = 2) AS s FROM branch) v');
DROP VIEW branch;

-- A part of a sample is a FILTER on the answers: who gave none is still drawn. R's svyby: 13.6821051012; of
-- customers with such an answer only, 13.9642400438.
SELECT round(nps_std_error(sample_agg(s))::numeric, 10) AS filter, clusters(sample_agg(s)),
	responses(sample_agg(s))
FROM (SELECT nps_agg(score) FILTER (WHERE score >= 7) AS s FROM answer GROUP BY customer) v;
SELECT round(nps_std_error(sample_agg(s))::numeric, 10) AS "where", clusters(sample_agg(s))
FROM (SELECT nps_agg(score) AS s FROM answer WHERE score >= 7 GROUP BY customer) v;

-- Rates: trials are answers of 0 and 1.
SELECT s, rate(s), rate(s) = csat(x, 9) AS csat, rate_ci(s) = csat_ci(x, satisfied_from => 9) AS ci,
	rate_change(s, s) = csat_change(x, x, satisfied_from => 9) AS change,
	score_share_std_error(s, 1, 1) = csat_std_error(x, 9) AS error, responses(s)
FROM (SELECT sample_agg(r) AS s, sample_agg(s) AS x FROM customers) v;
SELECT rate(s) = csat(x, 9) AS csat, abs((rate_ci(s)).low / (csat_ci(x,
	satisfied_from => 9)).low - 1) < 1e-12 AS ci,
	strata(s)
FROM (SELECT strata_agg(r, 50) AS s, strata_agg(s, 50) AS x
	FROM (SELECT sample_agg(r) AS r, sample_agg(s) AS s FROM customers GROUP BY stratum) v) w;

-- Populations. All of them asked: no error, the interval is the figure, and two such differ without a test.
SELECT nps(s) = nps(u) AS same, nps_std_error(s) AS e, n.low = nps(s) AND n.high = nps(s) AS nps,
	c.low = csat(s) AND c.high = csat(s) AS csat, m.low = ces(s) AND m.high = ces(s) AS ces, clusters(s)
FROM (SELECT strata_agg(s, clusters(s)) AS s, rollup(u) AS u
	FROM (SELECT sample_agg(s) AS s, rollup(s) AS u FROM customers GROUP BY stratum) v) w, nps_ci(s) n,
		csat_ci(s) c,
	ces_ci(s) m;
SELECT n.change, n.low, n.high, n.z, n.p_value, c.z AS csat_z, m.z AS ces_z
FROM (SELECT strata_agg(s, clusters(s)) AS s FROM (SELECT sample_agg(s) AS s FROM customers
	GROUP BY stratum) v) w,
	nps_change(s, s) n, csat_change(s, s) c, ces_change(s, s) m;
-- against one that was drawn there is
SELECT round(change::numeric, 4) AS change, round(z::numeric, 4) AS z, low < change AND change < high
	AS inside
FROM (SELECT strata_agg(s, clusters(s)) AS a, strata_agg(s, 9) AS b
	FROM (SELECT sample_agg(s) AS s FROM customers GROUP BY stratum) v) w, csat_change(a, b,
		satisfied_from => 9);
-- (N - n) / N of the variance is left: 6 of 8 customers, half the error
SELECT round((nps_std_error(b) / nps_std_error(a))::numeric, 10) AS half
FROM (SELECT sample_agg(s) AS a FROM customers) v, (SELECT strata_agg(s, 8) AS b FROM (SELECT sample_agg(s)
	AS s
	FROM customers) x) w;
-- integer, numeric and double precision for a population; none over weighted answers is no correction
SELECT strata_agg(s, 40) = strata_agg(s, 40::bigint) AS "int", strata_agg(s, 40.0) = strata_agg(s, 40)
	AS "numeric",
	strata_agg(s, 40::smallint) = strata_agg(s, 40) AS "smallint",
	strata_agg(w, NULL::bigint) = strata_agg(w) AS none, strata_agg(w, NULL::float8) = strata_agg(w)
		AS none_either,
	nps_std_error(strata_agg(w)) > nps_std_error(strata_agg(w, 40)) AS less
FROM (SELECT stratum, sample_agg(s) AS s, sample_agg(w) AS w FROM customers GROUP BY stratum) v;
SELECT test.refusal(format('SELECT strata_agg(s%s) FROM (SELECT sample_agg(s) AS s FROM customers) v',
	population))
FROM unnest('{"", ", NULL::bigint", ", NULL::float8", ", 5", ", -1", ", 7.5", ", ''NaN''::float8",
	", ''Infinity''::float8",
	", 1e30"}'::text[]) population;

-- One customer of a stratum: what others would say nobody knows. The figures are there, their errors are not.
CREATE VIEW lonely AS
SELECT strata_agg(s, n) AS s FROM (SELECT CASE WHEN customer = 2 THEN 'C' ELSE stratum END AS stratum,
	sample_agg(s) AS s, 20 AS n FROM customers GROUP BY 1) v;
SELECT strata(s), lonely_strata(s), clusters(s), round(nps(s)::numeric, 4) AS nps, promoters(s) > 0
	AS promoters
FROM lonely;
SELECT test.refusal(format('SELECT %s FROM lonely', f))
FROM unnest('{nps_std_error(s), nps_ci(s), csat_ci(s)}'::text[]) f;
SELECT test.detail('SELECT nps_ci(s) FROM lonely');
SELECT DISTINCT test.sqlstate(format('SELECT %s FROM lonely', f))
FROM unnest('{csat_std_error(s),ces_std_error(s),"score_share_std_error(s,1,2)",nps_design_effect(s),
	ces_ci(s),"nps_change(s,s)","csat_change(s,s)","ces_change(s,s)"}'::text[]) f;
-- unless that customer is all there is
SELECT lonely_strata(s), round(nps_std_error(s)::numeric, 6) AS error
FROM (SELECT strata_agg(s, n) AS s FROM (SELECT CASE WHEN customer = 2 THEN 'C' ELSE stratum END AS stratum,
	sample_agg(s) AS s, CASE WHEN max(customer) = 2 THEN 1 ELSE 20 END AS n FROM customers GROUP BY 1) v) w;
-- or is put together with a neighbour
SELECT lonely_strata(s), strata(s), round(nps_std_error(s)::numeric, 6) AS error
FROM (SELECT strata_agg(s, 20 * parts) AS s FROM (SELECT CASE WHEN stratum = 'C' THEN 'A' ELSE stratum END,
		rollup(s) AS s, count(*) AS parts FROM (SELECT CASE WHEN customer = 2 THEN 'C' ELSE stratum END
			AS stratum,
		sample_agg(s) AS s FROM customers GROUP BY 1) v GROUP BY 1) w) x;

-- Strata and samples of several.
SELECT rollup(p) = (SELECT strata_agg(s, 20) FROM (SELECT sample_agg(s) AS s FROM customers
	GROUP BY stratum) v)
	AS rollup
FROM (SELECT strata_agg(s, 20) AS p FROM (SELECT stratum, sample_agg(s) AS s FROM customers
	GROUP BY stratum) v
	GROUP BY stratum) w;
SELECT test.refusal(format('SELECT %s FROM (SELECT sample_agg(s) AS s, sample_agg(w) AS w FROM customers) v,
	(SELECT strata_agg(s, 20) AS t FROM (SELECT sample_agg(s) AS s FROM customers) x) y', f))
FROM unnest('{s + t,t + s,s + w,"strata_agg(t, 20)"}'::text[]) f;
SELECT test.refusal('SELECT s - s FROM samples');
SELECT test.refusal(
	'SELECT sample_agg(s) FROM unnest(''{(1..5: 1 2 3 4 5),(1..3: 1 1 1)}''::cx_scores[]) s');
SELECT test.refusal('SELECT sample_agg(s) FROM unnest(''{(1..5: 1 2 -3 4 5)}''::cx_scores[]) s');
SELECT test.refusal('SELECT sample_agg(s) FROM unnest(''{(5 of 3)}''::cx_rate[]) s');
SELECT test.refusal('SELECT rate(s) FROM samples');
SELECT test.refusal('SELECT nps(sample_agg(r)) FROM customers');

-- NULL is skipped, () is a cluster without answers; over nothing the sample is empty.
SELECT sample_agg(s), sample_agg(w), sample_agg(r) FROM (VALUES ('()'::cx_scores, '()'::cx_weighted_scores,
	'()'::cx_rate),
	(NULL, NULL, NULL), ('()', '()', '()')) v (s, w, r);
SELECT sample_agg(s), strata_agg(t, 5), rollup(t), strata_agg(t)
FROM (VALUES (NULL::cx_scores, NULL::cx_sample), (NULL, '()')) v (s, t);
SELECT sample_agg(s) = '()' AS none FROM customers WHERE false;
SELECT s, nps(s), promoters(s), nps_std_error(s), nps_ci(s), csat(s), csat_ci(s), ces(s), ces_ci(s),
	responses(s), clusters(s),
	strata(s), lonely_strata(s), rate(s), rate_ci(s), nps_change(s, s), nps_design_effect(s)
FROM unnest('{(),"(stratum: clusters 3, answers 0)",
	"(strata 2, lonely 1: clusters 3, answers 0)"}'::cx_sample[]) s;
SELECT nps(s), nps_ci(s), nps_change(s, s), clusters(s), rate(s), rate_ci(s), rate_change(s, s), s + '()'
FROM (VALUES (NULL::cx_sample)) v (s);
-- one cluster has no error; nor do answers that are all alike differ
SELECT s, nps(s), nps_std_error(s), nps_ci(s), ces_ci(s), nps_design_effect(s) FROM (SELECT sample_agg(s)
	AS s FROM customers WHERE customer = 1) v;
-- there the effective answers are those of Kish: (4 + 1)^2 / (4^2 + 1^2) = 25 / 17
SELECT nps(s), nps_std_error(s), nps_ci(s) = (SELECT nps_ci(w)
	FROM (VALUES ('(0..10: 0 0 0 0 0 0 0 0 0 0 5 / 5 / 0 0 0 0 0 0 0 0 0 0 17)'
	::cx_weighted_scores)) x (w)) AS kish, ces_ci(s), nps_design_effect(s)
FROM (SELECT sample_agg(s) AS s
	FROM unnest('{(0..10: 0 0 0 0 0 0 0 0 0 0 4),(0..10: 0 0 0 0 0 0 0 0 0 0 1)}'::cx_scores[]) s) v;
-- clusters that are alike but for their size: no error, exactly, though answers differ
SELECT nps_std_error(sample_agg(s)) AS whole, nps_std_error(sample_agg(w)) AS weighted,
	nps_ci(sample_agg(w)) AS point
FROM (SELECT nps_agg(score) AS s, weighted_score_agg(score, n * 0.1, 0, 10) AS w
	FROM generate_series(1, 9) n, generate_series(1, n) i, unnest('{10, 7, 3, 3}'::int[]) score GROUP BY n) v;
-- Clusters without answers are drawn, too, but give no degree of freedom: one that answers says as little as
-- one alone; of three t has two; of shares the effective answers are those that were given.
SELECT s, nps(s), nps_std_error(s), nps_ci(s), ces_ci(s), csat_ci(s, satisfied_from => 9),
	nps_design_effect(s)
FROM (SELECT sample_agg(s) AS s
	FROM unnest('{(0..10: 3 0 0 0 0 0 0 0 0 0 4),(),(),()}'::cx_scores[]) s) v;
SELECT round(((c.high - ces(s)) / ces_std_error(s))::numeric, 9) AS t
FROM (SELECT sample_agg(s) AS s
	FROM unnest('{(1..5: 0 1 0 0 0),(1..5: 0 0 1 0 0),(1..5: 0 0 0 0 1),(),(),()}'::cx_scores[]) s) v,
	ces_ci(s) c;
SELECT abs(a.low - b.low) + abs(a.high - b.high) < 1e-9 AS effective
FROM (SELECT sample_agg(r) AS s, rollup(r) AS r
	FROM (SELECT CASE WHEN i < 5 THEN format('(%s of 1)', (i > 1)::int) ELSE '()' END::cx_rate AS r
	FROM generate_series(1, 100) i) v) w, rate_ci(s) a, rate_ci(r) b;
-- One customer of a stratum who answers has an error beside others who do, but not alone: R's 0 would be
-- certainty. R's svymean(~y, subset(design, counts)), y 100 for 9 and 10: 5.8517420503.
SELECT round(csat_std_error(s, 9)::numeric, 10) AS error, csat_ci(s, satisfied_from => 9) AS ci, strata(s),
	csat_std_error(alone, 9) AS alone, ces_ci(alone), csat_change(alone, s)
FROM (SELECT strata_agg(s, 9 * n) AS s, strata_agg(s, 9 * n) FILTER (WHERE n = 1) AS alone
	FROM (SELECT n, sample_agg(s) AS s
		FROM (VALUES (1, '(0..10: 3 0 0 0 0 0 0 0 0 0 4)'::cx_scores), (1, '()'), (1, '()'),
			(2, '(0..10: 1 0 0 0 0 0 0 0 0 0 1)'), (2, '(0..10: 0 0 0 0 0 0 2 0 0 1 0)'), (2, '()')) v (n, s)
		GROUP BY n) w) x;
-- of strata, neither does one without answers: one of its clusters is not silent, for a stratum takes one
SELECT strata_agg(s, 9), rollup(s) FROM (VALUES ('(stratum: clusters 3, answers 0)'::cx_sample)) v (s);
SELECT strata_agg(s, 9) FROM unnest('{"(stratum: clusters 3, answers 0)",
	"(stratum: clusters 3, silent 1, answers 2; 1..2: 1 1 / 1 0 / 1)"}'::cx_sample[]) s;
DROP VIEW lonely, samples, customers;
DROP TABLE answer, r, freedom;
