-- Comparing groups. Published numbers are those of R's package survival: survdiff(), coxph().
CREATE TABLE aml AS SELECT 'Maintained' AS x, '(9 13 13+ 18 23 28+ 31 34 45+ 48 161+)'::cx_survival AS s
UNION ALL SELECT 'Nonmaintained', '(5*2 8*2 12 16+ 23 27 30 33 43 45)';
-- R35, S-3
SELECT round(chi_square::numeric, 10) AS chi_square, 3.3963886990 AS published, df,
	round(p_value::numeric, 7) AS p_value, .0653393 AS published
	FROM (SELECT array_agg(s ORDER BY x) AS a FROM aml) v, logrank(VARIADIC a);
SELECT round(chi_square::numeric, 10) AS chi_square, 2.7792795448 AS published, df,
	round(p_value::numeric, 7) AS p_value, .0954911 AS published
	FROM (SELECT array_agg(s ORDER BY x) AS a FROM aml) v, fleming_harrington_logrank(VARIADIC a);
SELECT group_number, customers, observed, round(expected::numeric, 6) AS expected,
	CASE group_number WHEN 1 THEN 10.689336 ELSE 7.310664 END AS published
	FROM (SELECT array_agg(s ORDER BY x) AS a FROM aml) v, logrank_groups(VARIADIC a);
-- Kleinbaum and Klein, Survival Analysis (2012), remission of leukaemia: three tests, and which program
-- calls which of the two weighed ones Peto's. Stata, SAS, lifelines and the book: 14.084; R, rho = 1: 14.457.
CREATE TABLE leukaemia AS SELECT
	'(6*3 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+*2 34+ 35+)'::cx_survival AS mp,
	'(1*2 2*2 3 4*2 5*2 8*4 11*2 12*2 15 17 22 23)'::cx_survival AS placebo;
SELECT round(chi_square::numeric, 6) AS logrank, 16.792941 AS published FROM leukaemia, logrank(mp, placebo);
SELECT round(chi_square::numeric, 6) AS peto, 14.084140 AS published
	FROM leukaemia, peto_logrank(mp, placebo);
SELECT round(chi_square::numeric, 6) AS fleming_harrington, 14.457151 AS published
FROM leukaemia, fleming_harrington_logrank(mp, placebo);
-- Both by hand: two at risk, then one. Weights 2/3 and 1/3 (Peto: 1 - 1/3, then times 1 - 1/2), 1 and 1/2;
-- only the first time has a variance, 1/4, so that either weight cancels: chi-square 1, as without.
SELECT p.chi_square, f.chi_square FROM peto_logrank('(1)', '(2)') p,
	fleming_harrington_logrank('(1)', '(2)') f;
-- With three: (1 3) against (2). At 1, of 3 at risk 1 churns: O - E = 1 - 2/3, V = 2/9; at 2, of 2 one, of
-- the
-- other group: O - E = -1/2, V = 1/4. Weights 3/4 and 1/2 (Peto), 1 and 2/3 (Fleming and Harrington):
-- chi-square 0 of 3/4 * 1/3 - 1/2 * 1/2, and 0 of 1/3 - 2/3 * 1/2.
SELECT round(p.chi_square::numeric, 12) AS peto, round(f.chi_square::numeric, 12) AS fleming_harrington,
	round(l.chi_square::numeric, 12) AS logrank, round((1.0 / 6) ^ 2 / (2.0 / 9 + 0.25), 12) AS by_hand
FROM peto_logrank('(1 3)', '(2)') p, fleming_harrington_logrank('(1 3)', '(2)') f, logrank('(1 3)', '(2)') l;
DROP TABLE leukaemia;
-- R37
SELECT ties, round(ln(hazard_ratio)::numeric, 10) AS coefficient,
	round((ln(high / low) / (2 * 1.959963984540054))::numeric, 10) AS std_error, published
FROM (VALUES ('efron', '.9155325750 .5119342752'), ('breslow', '.9042197237 .5122479073')) p (ties,
	published), (SELECT (array_agg(s ORDER BY x))[1] AS a, (array_agg(s ORDER BY x))[2] AS b FROM aml) v,
	hazard_ratio(a, b, ties => p.ties);
SELECT round(z::numeric, 3) AS z, round(p_value::numeric, 4) AS p_value, '1.788 0.0737' AS published
	FROM (SELECT (array_agg(s ORDER BY x))[1] AS a, (array_agg(s ORDER BY x))[2] AS b FROM aml) v,
	hazard_ratio(a, b);

-- By hand: two at risk, one churns, then one: O - E = 1/2, V = 1/4, chi-square 1; p of it 0.3173105
SELECT chi_square, df, round(p_value::numeric, 7) AS p_value FROM logrank('(1)', '(2)');
SELECT * FROM logrank_groups('(1)', '(2)');
-- Groups that cannot be compared: none, one, NULL, empty, nobody churned, or never at risk together with a
-- churn.
SELECT what, chi_square, df, round(p_value::numeric, 9) AS p_value
	FROM (SELECT 'one' AS what, * FROM logrank('(1 2)') UNION ALL SELECT 'null', *
	FROM logrank('(1 2)', NULL) UNION ALL SELECT 'empty', * FROM logrank('(1 2)', '()')
	UNION ALL SELECT 'none', * FROM logrank(VARIADIC '{}') UNION ALL SELECT 'no churn', *
	FROM logrank('(1+ 2+)', '(1+)')
UNION ALL SELECT 'never together', * FROM logrank('(1 2)', '(5^ 6)') UNION ALL SELECT 'with one more', *
	FROM logrank('(1)', '()', '(2)', NULL)) v ORDER BY what;
-- Groups of two times that never met: each two by themselves 1 with one degree of freedom, so 2 with two, and
-- p = exp(-1); one that met nobody tells nothing.
SELECT round(chi_square::numeric, 12) AS chi_square, df, round(p_value::numeric, 9) AS p_value,
	round(exp(-1::numeric), 9) AS by_hand FROM logrank('(1)', '(5^ 6)', '(2)', '(8^ 9)', '(5^ 7)');
SELECT logrank(VARIADIC NULL);
SELECT group_number, customers, observed, round(expected::numeric, 9) AS expected
	FROM logrank_groups('(1 2+)', NULL, '()', '(3)');
SELECT hazard_ratio(NULL, '(1)'), hazard_ratio('(1)', NULL), hazard_ratio('(1)', '()'),
	hazard_ratio('(1)', '(2)'), hazard_ratio('(1+)', '(2+)'), hazard_ratio('(1 3)', '(4+ 5+)');
-- An answer for two that are alike.
SELECT round(chi_square::numeric, 12) AS chi_square, p_value FROM logrank('(1 2 3+ 4)', '(1 2 3+ 4)');
SELECT round(hazard_ratio::numeric, 9) AS ratio, round(low::numeric, 9) < 1 AS low, high > 1 AS high,
	round(z::numeric, 9) AS z, round(p_value::numeric, 9) AS p_value
	FROM hazard_ratio('(1 2 3+ 4)', '(1 2 3+ 4)');

-- Over random data: against plain SQL, with ties and late entry.
SELECT setseed(0.77);
CREATE TABLE spells AS SELECT h, g, ceil(10 * -ln(1 - random()) / speed)::int + 1 AS d, random() < 0.7 AS c,
	CASE WHEN h % 4 = 0 THEN floor(2 * random())::int ELSE 0 END AS e
FROM (SELECT h, g, 1 + random() AS speed, 20 + floor(80 * random())::int AS size
	FROM generate_series(1, 100) h, generate_series(1, 2) g) v, generate_series(1, size);
CREATE INDEX ON spells (h);
CREATE TABLE pairs AS SELECT h, survival_agg(e, d, c) FILTER (WHERE g = 1) AS a,
	survival_agg(e, d, c) FILTER (WHERE g = 2) AS b FROM spells GROUP BY h;
CREATE TABLE plain AS
SELECT h, sum(o) AS o, sum(d * a / n) AS expected,
	sum(o - d * a / n) ^ 2 / sum(d * (n - d) / nullif(n - 1, 0) * a / n * (1 - a / n)) AS chi_square
FROM (SELECT x.h, x.t, count(*) FILTER (WHERE e < t AND d >= t)::float8 AS n,
	count(*) FILTER (WHERE e < t AND d >= t AND g = 1)::float8 AS a,
	count(*) FILTER (WHERE d = t AND c)::float8 AS d,
	count(*) FILTER (WHERE d = t AND c AND g = 1)::float8 AS o
	FROM (SELECT DISTINCT h, d AS t FROM spells WHERE c) x JOIN spells y USING (h) GROUP BY 1, 2) v
		GROUP BY h;
SELECT count(*) AS pairs, count(*) FILTER (WHERE (abs(p.chi_square - l.chi_square) <= 1e-10 AND l.df = 1
	AND p.o = g.observed AND abs(p.expected - g.expected) <= 1e-10) IS NOT TRUE) AS broken FROM plain p
	JOIN pairs USING (h), logrank(a, b) l, logrank_groups(a, b) g WHERE group_number = 1;
-- the order of groups does not matter; expected add up to observed; an empty group changes nothing
SELECT count(*) AS pairs, count(*) FILTER (WHERE (abs(l.chi_square - m.chi_square) <= 1e-10
	AND abs(l.chi_square - n.chi_square) <= 1e-12 AND m.df = 1 AND n.df = 1 AND l.p_value BETWEEN 0 AND 1
	AND abs(l.p_value - m.p_value) <= 1e-10 AND abs(l.p_value - n.p_value) <= 1e-10) IS NOT TRUE) AS broken
	FROM pairs, logrank(a, b) l, logrank(b, a) m, logrank('()', a, NULL, b) n;
SELECT count(*) AS pairs, count(*) FILTER (WHERE (n = 3 AND abs(o - e) <= 1e-9) IS NOT TRUE) AS broken
	FROM (SELECT h, count(*) AS n, sum(observed) AS o, sum(expected) AS e FROM pairs, logrank_groups(a, b, a)
	GROUP BY h) v;
SELECT abs(l.chi_square - m.chi_square) <= 1e-8 AS same, l.df, m.df
	FROM (SELECT array_agg(a ORDER BY h) AS x, array_agg(a ORDER BY h DESC) AS y FROM pairs) v,
	logrank(VARIADIC x) l, logrank(VARIADIC y) m;
-- The covariance of more than sixteen groups is added up in another way: with twenty empty ones, the same
SELECT count(*) AS pairs, count(*) FILTER (WHERE (abs(l.chi_square - m.chi_square) <= 1e-10 AND l.df = m.df
	AND abs(p.chi_square - q.chi_square) <= 1e-10 AND abs(f.chi_square - g.chi_square) <= 1e-10) IS NOT TRUE)
	AS broken
FROM (SELECT ARRAY[a, b, a + b] AS few, ARRAY[a, b, a + b] || array_fill('()'::cx_survival, ARRAY[20]) AS many
	FROM pairs) v, logrank(VARIADIC few) l, logrank(VARIADIC many) m, peto_logrank(VARIADIC few) p,
	peto_logrank(VARIADIC many) q, fleming_harrington_logrank(VARIADIC few) f,
	fleming_harrington_logrank(VARIADIC many) g;
SELECT round(chi_square::numeric, 12) AS chi_square, df
FROM logrank(VARIADIC ARRAY['(1)', '(5^ 6)', '(2)', '(8^ 9)', '(5^ 7)']::cx_survival[]
	|| array_fill(NULL::cx_survival, ARRAY[20]));
-- the score test of Cox's model is the log-rank test: signs agree, and the other way round the ratio is its
-- inverse
SELECT count(*) AS pairs, count(*) FILTER (WHERE (abs(r.hazard_ratio * s.hazard_ratio - 1) <= 1e-9
	AND abs(r.low * s.high - 1) <= 1e-9 AND abs(r.high * s.low - 1) <= 1e-9
	AND (r.hazard_ratio > 1.02 AND observed > expected OR r.hazard_ratio BETWEEN 1 / 1.02 AND 1.02
	OR r.hazard_ratio < 1 / 1.02 AND observed < expected) AND r.hazard_ratio BETWEEN r.low AND r.high
	AND abs(r.z + s.z) <= 1e-9 AND abs(r.p_value - s.p_value) <= 1e-9) IS NOT TRUE) AS broken
FROM pairs, hazard_ratio(a, b) r, hazard_ratio(b, a) s, logrank_groups(a, b) g WHERE group_number = 2;
-- weights that are whole numbers are repeated rows, and so is a state added to itself; without ties the two
-- methods agree
CREATE TABLE weighed AS SELECT h, g, weighted_survival_agg(d, c, 1 + d % 3) AS s FROM spells GROUP BY h, g;
CREATE TABLE repeated AS SELECT h, g, survival_agg(d, c) AS s FROM spells, generate_series(1, 1 + d % 3)
	GROUP BY h, g;
SELECT count(*) AS pairs, count(*) FILTER (WHERE (r.hazard_ratio > 0 AND r = again AND l.df = 1 AND l = m
	AND p.df = 1 AND p = q) IS NOT TRUE) AS broken
FROM weighed a JOIN weighed b USING (h) JOIN repeated x USING (h)
	JOIN repeated y USING (h), hazard_ratio(a.s, b.s) r, hazard_ratio(x.s, y.s) again, logrank(a.s, b.s) l,
	logrank(x.s, y.s) m, peto_logrank(a.s, b.s) p, peto_logrank(x.s, y.s) q
WHERE a.g = 1 AND b.g = 2 AND x.g = 1 AND y.g = 2;
SELECT count(*) AS pairs, count(*) FILTER (WHERE (r.hazard_ratio > 0 AND r = s) IS NOT TRUE) AS broken
FROM pairs JOIN (SELECT h, survival_agg(e, d, c) FILTER (WHERE g = 1) AS x,
	survival_agg(e, d, c) FILTER (WHERE g = 2) AS y FROM spells, generate_series(1, 2)
	GROUP BY h) v USING (h), hazard_ratio(a + a, b + b) r, hazard_ratio(x, y) s;
SELECT abs(e.hazard_ratio - b.hazard_ratio) < 1e-12 AS agree
	FROM hazard_ratio('(1 3 5+ 7 9)', '(2 4 6 8+)') e,
	hazard_ratio('(1 3 5+ 7 9)', '(2 4 6 8+)', ties => 'Breslow') b;
-- Efron's method needs whole numbers of those who churned, not of those who were censored: 0.1 + 0.1 + 0.1 is
-- no double. By hand: 2r / (2.3 + 2r) + 2r / (1.3 + 2r) + r / (1 + r) = 1 at 0.4495.
SELECT s, round(hazard_ratio::numeric, 9) AS hazard_ratio
	FROM (SELECT weighted_survival_agg(d, c, w) AS s
	FROM (VALUES (1, true, 1), (2, false, 0.1), (2, false, 0.1), (2, false, 0.1), (3, true, 1)) v (d, c,
	w)) w, hazard_ratio(s, '(2 4+)');

\pset format unaligned
\pset tuples_only
SELECT format(E'%s\n%s', call, test.refusal('SELECT ' || call))
FROM (VALUES (1, 'hazard_ratio(''(1*2.5)'', ''(2)'')'), (2, 'hazard_ratio(''(1)'', ''(2*1e9)'')'),
	(3, 'hazard_ratio(''(1)'', ''(2)'', ties => ''exact'')'), (4, 'hazard_ratio(''(1)'', ''(2)'', NULL)'),
	(5, 'hazard_ratio(''(1)'', ''(2)'', ties => NULL)'),
	(6, 'hazard_ratio(''(1)'', ''(2)'', 95)'),
		(7, 'logrank(VARIADIC array_fill(''(1)''::cx_survival, ARRAY[4097]))'),
		(8, 'hazard_ratio(weighted_survival_agg(1, true, 0.1), ''(2)'') FROM generate_series(1, 3)')) v (k,
		call) ORDER BY k;
DROP TABLE aml, spells, pairs, plain, weighed, repeated;

-- A test looks at all groups at each time of one, so that it compares 512 of those that are there when
-- somebody churns: thousands took minutes. Any of the tests.
SELECT format(E'%s\n%s', call, test.refusal('SELECT ' || call))
FROM (VALUES (1, 'logrank(VARIADIC array_fill(''(1 2)''::cx_survival, ARRAY[4095]))'),
	(2, 'peto_logrank(VARIADIC array_fill(''(1 2+)''::cx_survival, ARRAY[513]))'),
	(3, 'fleming_harrington_logrank(VARIADIC ''(1)''::cx_survival
	|| array_fill(''(3)''::cx_survival, ARRAY[512]))'))
	v (k, call) ORDER BY k;
-- Those that are not there change nothing, however many there are.
SELECT l.df, l = few AS same
FROM (SELECT array_fill('(1 2 3+ 4)'::cx_survival, ARRAY[256])
	|| array_fill('(1*2 3 5+)'::cx_survival, ARRAY[256]) AS a) v,
	logrank(VARIADIC array_fill('(0.5+ 0.9+)'::cx_survival, ARRAY[1792]) || a
	|| array_fill('()'::cx_survival, ARRAY[1792])) l, logrank(VARIADIC a) few;
-- It can be cancelled.
CREATE TABLE churning AS SELECT array_agg(s) AS a
FROM (SELECT survival_agg(i + j / 4096.0::float8, i % 3 > 0) AS s
	FROM generate_series(1, 512) j, generate_series(1, 1000) i GROUP BY j) v;
SET statement_timeout = '100ms';
DO $$
DECLARE started timestamptz := clock_timestamp();
BEGIN
	PERFORM logrank(VARIADIC a) FROM churning;
	RAISE NOTICE 'done before it was cancelled';
EXCEPTION WHEN query_canceled THEN
	IF clock_timestamp() - started > '3.1s' THEN
		RAISE NOTICE 'cancelled after %', clock_timestamp() - started;
	END IF;
END $$;
DROP TABLE churning;
-- Efron's method adds up in one step all but the last of very many who churn together; 90 million took seven
-- seconds. By mpmath, from digamma functions of 40 digits: 1.000000240888064133.
SET statement_timeout = '3s';
SELECT round(hazard_ratio::numeric, 14) AS hazard_ratio FROM hazard_ratio('(1*5e7 2 3)', '(1*4e7 3)');
RESET statement_timeout;
-- One by one: the score is 0 at the ratio, and the error is that of the information there. With some who
-- stay, with none, and where one group alone churns.
CREATE TABLE ties AS SELECT k, t, n1, n2, d1, d2 FROM (VALUES (1, 1, 3550, 6100, 3000, 5000),
	(1, 2, 550, 1100, 50, 100), (2, 1, 3000, 5000, 3000, 5000), (3, 1, 3000, 1, 2990, 0), (3, 2, 10, 1, 3, 1),
	(4, 1, 50, 3000, 0, 2999), (4, 2, 50, 1, 4, 1)) v (k, t, n1, n2, d1, d2);
SELECT k, round(hazard_ratio::numeric, 8) AS hazard_ratio, abs(score / info) < 1e-11 AS score_is_0,
	abs(ln(high / hazard_ratio) / 1.959963984540054 * sqrt(info) - 1) < 1e-9 AS error_is_right
FROM (VALUES (1, '(1*3000 2*50 3+*500)', '(1*5000 2*100 3+*1000)'), (2, '(1*3000)', '(1*5000)'),
	(3, '(1*2990 2*3 3+*7)', '(2)'), (4, '(2*4 3+*46)', '(1*2999 2)')) s (k, one, two),
	hazard_ratio(one::cx_survival, two::cx_survival) h,
	LATERAL (SELECT sum(d2 / (d1 + d2)::float8 - p) AS score, sum(p * (1 - p)) AS info
		FROM (SELECT d1, d2, (n2 - j * d2 / (d1 + d2)::float8) * hazard_ratio
			/ (n1 - j * d1 / (d1 + d2)::float8 + (n2 - j * d2 / (d1 + d2)::float8) * hazard_ratio) AS p
			FROM ties, generate_series(0, d1 + d2 - 1) j WHERE ties.k = s.k) w) x
ORDER BY k;
DROP TABLE ties;
-- What it compares needs no test, and so no such time.
SET statement_timeout = '6s';
SELECT count(*), sum(customers), sum(observed), round(sum(expected)::numeric, 6)
	FROM logrank_groups(VARIADIC array_fill('(1 2)'::cx_survival, ARRAY[4096]));
RESET statement_timeout;
-- Nor do thousands of groups of a thousand times each, which took minutes that nobody could end.
CREATE TABLE many AS SELECT survival_agg(i + j / 4096.0::float8, false) AS s
FROM generate_series(1, 1024) j, generate_series(1, 1000) i GROUP BY j;
SET statement_timeout = '20s';
SELECT l.* FROM (SELECT array_agg(s) AS a FROM many) v, logrank(VARIADIC a || a || a || a) l;
SELECT count(*), sum(customers), sum(expected)
FROM (SELECT array_agg(s) AS a FROM many) v, logrank_groups(VARIADIC a || a || a || a);
RESET statement_timeout;
DROP TABLE many;
