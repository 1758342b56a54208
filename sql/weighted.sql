-- Weighted scores: counts in weights, errors by linearisation.
SELECT weighted_score_agg(score, w, 0, 10)
FROM (VALUES (10, 2.0), (9, 0.5), (7, 1.0), (3, 0.5), (NULL, 9.0)) v (score, w);
SELECT nps(s), 100 * (2.5 - 0.5) / 4 AS by_hand, promoters(s), passives(s), detractors(s), responses(s),
	effective_responses(s), 4 ^ 2 / (4 + 0.25 + 1 + 0.25) AS kish,
	score_count(s, 9, 10), score_share(s, 9, 10), mean_score(s), (20 + 4.5 + 7 + 1.5) / 4.0 AS mean
FROM (SELECT weighted_score_agg(score, w, 0, 10) AS s
	FROM (VALUES (10, 2.0), (9, 0.5), (7, 1.0), (3, 0.5)) v (score, w)) w;
SELECT csat(s), csat(s, 5), ces(s), ces_easy(s), ces_easy(s, low_is_easy => true), ease_index(s),
	ease_index(s, true)
FROM (SELECT weighted_score_agg(score, w, 1, 5) AS s FROM (VALUES (5, 3), (4, 1), (1, 4)) v (score, w)) w;
SELECT d.*
FROM (SELECT weighted_score_agg(score, w, 1, 3) AS s FROM (VALUES (1, 0.5), (3, 1.5)) v (score, w)) w,
	score_distribution(s) d;

-- Column types: the weight arrives as double precision, the score like any score.
SELECT weighted_score_agg(score::smallint, 2, 1, 5) AS i2, weighted_score_agg(score, 2::real, 1, 5) AS i4,
	weighted_score_agg(score::bigint, 2::bigint, 1, 5) AS i8,
	weighted_score_agg(score::numeric, 2.0, 1, 5) AS num
FROM generate_series(4, 5) score;

-- Weights of 1 are no weights.
SELECT nps(w) = nps(s) AS nps, nps_ci(w) = nps_ci(s) AS nps_ci, csat(w) = csat(s) AS csat,
	csat_ci(w) = csat_ci(s) AS csat_ci, ces_ci(w) = ces_ci(s) AS ces_ci,
	mean_score(w) = mean_score(s) AS mean,
	effective_responses(w) = responses(s) AS effective, responses(w) = responses(s) AS responses,
	nps_std_error(w) = nps_std_error(s) AS nps_error, csat_std_error(w) = csat_std_error(s) AS csat_error,
	ces_std_error(w) = ces_std_error(s) AS ces_error,
	score_share_std_error(w, 2, 4) = score_share_std_error(s, 2, 4) AS share_error
FROM (SELECT nps_agg(score) AS s, weighted_score_agg(score, 1, 0, 10) AS w
	FROM (SELECT (7 * i * i + i) % 11 AS score FROM generate_series(1, 500) i) a) b;
-- that holds for one answer, and for answers that are all alike
SELECT count(*), bool_and(nps_ci(w) = nps_ci(s) AND csat_ci(w) = csat_ci(s)) AS ci,
	bool_and(nps_change(w, w) = nps_change(s, s) AND csat_change(w, w) IS NOT DISTINCT FROM csat_change(s, s))
		AS change
FROM (SELECT nps_agg(score) AS s, weighted_score_agg(score, 1, 0, 10) AS w
	FROM generate_series(0, 10) score, generate_series(1, 3) n, generate_series(1, n) i GROUP BY score, n) v;
-- All is exactly all, whatever the weights.
SELECT count(*) FILTER (WHERE nps(d) <> -100 OR nps(p) <> 100 OR csat(p) <> 100
	OR score_share(p, 0, 10) <> 100
	OR mean_score(one) <> 7) AS inexact
FROM (SELECT k, weighted_score_agg(i % 7, 0.1 * (1 + (i * k) % 17), 0, 10) AS d,
		weighted_score_agg(9 + i % 2, 0.1 * (1 + (i * k) % 17), 0, 10) AS p,
		weighted_score_agg(7, 0.1 * (1 + (i * k) % 17), 0, 10) AS one
	FROM generate_series(1, 200) k, generate_series(1, 1 + k % 5) i GROUP BY k) v;

-- Standard errors. R 4.2.2, survey 4.1.1: svymean(~y, svydesign(ids = ~1, weights = ~w)) of 10, 9, 7, 3 with
-- weights 2, 0.5, 1, 0.5 and of 3, 7, 9, 4 with weights 3 and 4, y a score, 100 for who is satisfied, or 100
-- and
-- -100 for promoters and detractors.
SELECT to_char(nps_std_error(s), '90.999999999999') AS nps, "R nps",
	to_char(csat_std_error(s, 9), '90.999999999999') AS csat, "R csat",
	to_char(score_share_std_error(s, 9, 10), '90.999999999999') AS share,
	to_char(ces_std_error(s), '90.999999999999') AS ces, "R ces"
FROM (VALUES ('(0..10: 0 0 0 0.5 0 0 0 1 0 0.5 2 / 4 / 0 0 0 0.25 0 0 0 1 0 0.25 4)'::cx_weighted_scores,
		39.528470752105, 30.082352246237, 1.317945054495),
	('(0..10: 0 0 0 3 11 0 0 10 0 3 0 / 8 / 0 0 0 9 41 0 0 34 0 9 0)',
		25.361600178601, 11.302165634989, 0.725454661525)) v (s, "R nps", "R csat", "R ces");
-- without weights the usual s / sqrt(n)
SELECT abs(ces_std_error(s) / e - 1) < 1e-14 AS ces, abs(nps_std_error(s) / n - 1) < 1e-14 AS nps,
	abs(csat_std_error(s) / c - 1) < 1e-14 AS csat,
	abs(score_share_std_error(s, 3, 5) / h - 1) < 1e-14 AS share
FROM (SELECT nps_agg(x) AS s, stddev_samp(x) / sqrt(count(*)) AS e,
		100 * stddev_samp((x >= 9)::int - (x <= 6)::int) / sqrt(count(*)) AS n,
		100 * stddev_samp((x >= 9)::int) / sqrt(count(*)) AS c,
		100 * stddev_samp((x BETWEEN 3 AND 5)::int) / sqrt(count(*)) AS h
	FROM (SELECT (7 * i * i + i) % 11 AS x FROM generate_series(1, 500) i) a) b;
-- with weights, the sum over rows
SELECT abs(ces_std_error(s) / e - 1) < 1e-12 AS ces, abs(nps_std_error(s, 8, 5) / n - 1) < 1e-12 AS nps,
	abs(csat_std_error(s, 7) / c - 1) < 1e-12 AS csat,
	abs(score_share_std_error(s, 3, 5) / h - 1) < 1e-12 AS share
FROM (SELECT weighted_score_agg(x, w, 0, 10) AS s,
		sqrt(500 / 499.0 * sum((w * (x - mean)) ^ 2)) / sum(w) AS e,
		sqrt(500 / 499.0 * sum((w * (100 * ((x >= 8)::int - (x <= 5)::int) - score)) ^ 2)) / sum(w) AS n,
		sqrt(500 / 499.0 * sum((w * (100 * (x >= 7)::int - satisfied)) ^ 2)) / sum(w) AS c,
		sqrt(500 / 499.0 * sum((w * (100 * (x BETWEEN 3 AND 5)::int - share)) ^ 2)) / sum(w) AS h
	FROM (SELECT x, w, sum(w * x) OVER () / sum(w) OVER () AS mean,
			100 * sum(w * ((x >= 8)::int - (x <= 5)::int)) OVER () / sum(w) OVER () AS score,
			100 * sum(w * (x >= 7)::int) OVER () / sum(w) OVER () AS satisfied,
			100 * sum(w * (x BETWEEN 3 AND 5)::int) OVER () / sum(w) OVER () AS share
		FROM (SELECT (7 * i * i + i) % 11 AS x, exp(i % 7 / 3.0) AS w FROM generate_series(1, 500) i) r) a) b;
-- no error from one answer; answers that are all alike differ by 0; a level is no argument
SELECT nps_std_error(s), csat_std_error(s), ces_std_error(s), score_share_std_error(s, 0, 9)
FROM unnest('{(),(1..10: 0 0 0 0 0 0 0 0 0 1),(1..10: 0 0 0 0 0 0 0 0 0 2)}'::cx_scores[]) s;
SELECT nps_std_error(s), csat_std_error(s), ces_std_error(s), score_share_std_error(s, 0, 9)
FROM unnest(ARRAY[NULL, '()', '(1..10: 0 0 0 0 0 0 0 0 0 3 / 1 / 0 0 0 0 0 0 0 0 0 9)',
	'(1..10: 0 0 0 0 0 0 0 0 0 3 / 2 / 0 0 0 0 0 0 0 0 0 5)']::cx_weighted_scores[]) s;
SELECT test.refusal(format('SELECT %s FROM (VALUES (%L::cx_weighted_scores)) v (s)', f,
	'(1..3: 1 2 3 / 3 / 1 4 9)'))
FROM unnest(ARRAY['nps_std_error(s)', 'nps_std_error(s, 2, 2)', 'csat_std_error(s, 4)',
	'score_share_std_error(s, 3, 2)']) f;

-- Intervals go by the effective number of Korn and Graubard, here by hand: of weights 3, 1, 1, 0.5 for 10, 9,
-- 7, 3
-- W sum w d^2 / sum w^2 d^2, d from the score for NPS and from the share of 9 and 10 for CSAT, times
-- (t(3) / t(df))^2 where df = 5.5^2 / 11.25 - 1. R: qt(0.975, 3) is 3.182446305285, qt(0.975, 1.688889)
-- 5.159029542546.
SELECT round(a.low::numeric, 8) = round((100 * (d - 1.959963984540054 * e))::numeric, 8) AS nps_low,
	round(a.high::numeric, 8) = round((100 * (d + 1.959963984540054 * e))::numeric, 8) AS nps_high,
	round(c.low::numeric, 8) = round((100 * (p + z2 / (2 * n) - half) / (1 + z2 / n))::numeric,
		8) AS csat_low,
	round(c.high::numeric, 8) = round((100 * (p + z2 / (2 * n) + half) / (1 + z2 / n))::numeric,
		8) AS csat_high,
	round(m::numeric, 6) AS nps_n, round(n::numeric, 6) AS csat_n,
	round(effective_responses(w)::numeric, 6) AS kish
FROM (SELECT weighted_score_agg(score, weight, 0, 10) AS w
		FROM (VALUES (10, 3.0), (9, 1.0), (7, 1.0), (3, 0.5)) v (score, weight)) s,
	LATERAL (SELECT 4 / 5.5::float8 AS p, 3.5 / 5.5::float8 AS r, 1.959963984540054 ^ 2::float8 AS z2) k,
	LATERAL (SELECT (3.182446305285 / 5.159029542546) ^ 2 AS f) g,
	LATERAL (SELECT f * 5.5 * (4 * (1 - p) ^ 2 + 1.5 * p ^ 2) / (10 * (1 - p) ^ 2 + 1.25 * p ^ 2) AS n,
		f * 5.5 * (4 * (1 - r) ^ 2 + r ^ 2 + 0.5 * (1 + r) ^ 2) / (10 * (1 - r) ^ 2 + r ^ 2
			+ 0.25 * (1 + r) ^ 2) AS m) l,
	LATERAL (SELECT sqrt(z2) * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) AS half) h,
	LATERAL (SELECT (4 / 5.5 * m + 0.75) / (m + 3) AS pp, (0.5 / 5.5 * m + 0.75) / (m + 3) AS dd) q,
	LATERAL (SELECT pp - dd AS d, sqrt((pp + dd - (pp - dd) ^ 2) / (m + 3)) AS e) f, nps_ci(w) a,
	csat_ci(w) c;
-- CES: Wilson's interval of the mean, on 0 to 1. R's confint(svymean(...), df = 3) has the same error,
-- (12.4442893692 - 4.0557106308) / 2 / qt(0.975, 3), and ends off the scale; the interval is R's arithmetic,
-- with df = 4^2 / 5.5 - 1
SELECT round(ces_std_error(s)::numeric, 9) AS error, 1.317945054 AS "R",
	to_char(low, '90.99999999') AS low, 1.99977317 AS "R",
	to_char(high, '90.99999999') AS high, 9.88877836 AS "R"
FROM (VALUES ('(0..10: 0 0 0 0.5 0 0 0 1 0 0.5 2 / 4 / 0 0 0 0.25 0 0 0 1 0 0.25 4)'::cx_weighted_scores))
	AS v (s), ces_ci(s);
-- and so do the tests: half the effective answers, a z smaller by the root of two and by what fewer degrees
-- of freedom take
SELECT round((csat_z / csat_z1)::numeric, 2) AS csat, round((nps_z / nps_z1)::numeric, 1) AS nps,
	round((ces_z / ces_z1)::numeric, 2) AS ces, round((1 / sqrt(2))::numeric, 2) AS root
FROM (SELECT (csat_change(a, b)).z AS csat_z, (csat_change(c, d)).z AS csat_z1,
		(nps_change(a, b, promoters_from => 5, detractors_to => 3)).z AS nps_z,
		(nps_change(c, d, promoters_from => 5, detractors_to => 3)).z AS nps_z1,
		(ces_change(a, b)).z AS ces_z, (ces_change(c, d)).z AS ces_z1
	FROM (VALUES ('(1..5: 100 200 300 400 500 / 1500 / 200 400 600 800 1000)'::cx_weighted_scores,
			'(1..5: 500 400 300 200 100 / 1500 / 1000 800 600 400 200)'::cx_weighted_scores,
			'(1..5: 100 200 300 400 500)'::cx_scores, '(1..5: 500 400 300 200 100)'::cx_scores)) v (a, b, c,
			d)) z;
SELECT effective_responses('(1..2: 50000003 50000004 / 100000007 / 50000003 50000004)'::cx_weighted_scores);
-- A weight of k is k rows, for the figure; the interval knows there were fewer people.
SELECT round(nps(w)::numeric, 10) = round(nps(s)::numeric, 10) AS nps,
	(nps_ci(w)).high > (nps_ci(s)).high AS wider
FROM (SELECT weighted_score_agg(score, k, 0, 10) AS w
		FROM (SELECT i % 11 AS score, 1 + i % 4 AS k FROM generate_series(1, 300) i) a) b,
	(SELECT nps_agg(score) AS s
		FROM (SELECT i % 11 AS score, 1 + i % 4 AS k FROM generate_series(1, 300) i) a,
		generate_series(1, k)) c;
-- All weights scaled alike change nothing.
SELECT round((nps_ci(a)).low::numeric, 10) = round((nps_ci(b)).low::numeric, 10) AS nps_ci,
	round((ces_ci(a)).low::numeric, 10) = round((ces_ci(b)).low::numeric, 10) AS ces_ci,
	abs(nps_std_error(a) / nps_std_error(b) - 1) < 1e-14 AS nps_error
FROM (SELECT weighted_score_agg(i % 11, 1 + i % 4, 0, 10) AS a,
		weighted_score_agg(i % 11, 1e-90 * (1 + i % 4), 0, 10) AS b
	FROM generate_series(1, 300) i) s;

-- Comparisons.
SELECT change, round(z::numeric, 4) AS z, round(p_value::numeric, 4) AS p
FROM nps_change('(0..10: 30 0 0 0 0 0 0 40 0 0 30 / 100 / 30 0 0 0 0 0 0 40 0 0 30)'::cx_weighted_scores,
	'(0..10: 20 0 0 0 0 0 0 40 0 0 40 / 100 / 20 0 0 0 0 0 0 40 0 0 40)'::cx_weighted_scores);
SELECT round(z::numeric, 4) AS unweighted
FROM nps_change('(0..10: 30 0 0 0 0 0 0 40 0 0 30)'::cx_scores, '(0..10: 20 0 0 0 0 0 0 40 0 0 40)');
SELECT csat_change(a, b) = csat_change(c, d) AS csat, ces_change(a, b) = ces_change(c, d) AS ces
FROM (VALUES ('(1..5: 1 2 3 4 5 / 15 / 1 2 3 4 5)'::cx_weighted_scores,
	'(1..5: 5 4 3 2 1 / 15 / 5 4 3 2 1)'::cx_weighted_scores,
	'(1..5: 1 2 3 4 5)'::cx_scores, '(1..5: 5 4 3 2 1)'::cx_scores)) v (a, b, c, d);
-- all satisfied, or none, before and after: nothing to test, whatever the weights
SELECT score, count(*), count(z) AS z, count(p_value) AS p,
	bool_and(change = 0 AND low <= 0 AND high >= 0 AND low < high) AS interval
FROM (SELECT score, w, n, weighted_score_agg(score, w, 1, 5) AS s
		FROM generate_series(1, 59) n, generate_series(1, n) i,
		unnest('{0.1,0.2,0.3,0.7,1.1,1.3}'::float8[]) w,
			(VALUES (1), (5)) v (score)
		GROUP BY score, w, n) a
	JOIN (SELECT score, weighted_score_agg(score, exp(i % 13 / 7.0), 1, 5) AS other
		FROM generate_series(1, 40) i, (VALUES (1), (5)) v (score) GROUP BY score) b USING (score),
	csat_change(s, other)
GROUP BY score ORDER BY score;
SELECT change, low > 99 AS low, z > 5 AS z, p_value < 1e-6 AS p
FROM csat_change('(1..2: 1000.1 0 / 1000 / 1000.3 0)'::cx_weighted_scores,
	'(1..2: 0 999.9 / 1000 / 0 1000.3)',
	satisfied_from => 2);
-- all alike: no interval of a mean, and none of a change between two such
SELECT ces_ci('(1..7: 0 0 0 0 0 4.5 0 / 3 / 0 0 0 0 0 7 0)'::cx_weighted_scores);
SELECT * FROM ces_change('(1..7: 0 0 0 0 0 4.5 0 / 3 / 0 0 0 0 0 7 0)'::cx_weighted_scores,
	'(1..7: 0 0 0 1.5 0 0 0 / 2 / 0 0 0 1.25 0 0 0)');
SELECT change, low IS NOT NULL AS interval, z IS NOT NULL AS z
FROM ces_change('(1..7: 0 0 0 0 0 4.5 0 / 3 / 0 0 0 0 0 7 0)'::cx_weighted_scores,
	'(1..7: 0 0 0 1.5 1 0 0 / 3 / 0 0 0 1.25 1 0 0)');
-- NPS has an interval there, from the adjusted counts
SELECT round(low::numeric, 4) AS low, high, round(z::numeric, 4) AS z
FROM nps_ci('(0..10: 0 0 0 0 0 0 0 0 0 3 1.5 / 3 / 0 0 0 0 0 0 0 0 0 5 2.25)'::cx_weighted_scores),
	LATERAL (SELECT z FROM nps_change('(0..10: 0 0 0 0 0 0 0 0 0 3 1.5 / 3 / 0 0 0 0 0 0 0 0 0 5 2.25)'
		::cx_weighted_scores, '(0..10: 0 0 0 0 0 0 0 0 0 3 1.5 / 3 / 0 0 0 0 0 0 0 0 0 5 2.25)')) c;

-- Weights as far apart as they may be: every figure within its interval, every interval on its scale.
CREATE TABLE extremes AS
SELECT k,
	weighted_score_agg(i * k * 7 % 11, 10.0::float8 ^ (100 * ((i * i + k / 5 + i * k) % 3 - 1)), 0, 10) AS s
FROM generate_series(1, 400) k, generate_series(1, 2 + k % 5) i GROUP BY k;
SELECT count(*), count(*) FILTER (WHERE (nps(s) BETWEEN n.low AND n.high AND n.low >= -100 AND n.high <= 100
		AND csat(s) BETWEEN c.low AND c.high AND c.low >= 0 AND c.high <= 100) IS NOT TRUE) AS broken,
	count(*) FILTER (WHERE ces(s) NOT BETWEEN e.low AND e.high) AS broken_means,
	count(*) FILTER (WHERE (nps_std_error(s) BETWEEN 0 AND 200 AND csat_std_error(s) BETWEEN 0 AND 100
		AND ces_std_error(s) BETWEEN 0 AND 10
		AND effective_responses(s) BETWEEN 1 AND responses(s)) IS NOT TRUE)
		AS broken_errors
FROM extremes, nps_ci(s) n, csat_ci(s) c, ces_ci(s) e;
SELECT count(*), count(*) FILTER (WHERE (n.low <= n.high AND c.low <= c.high
	AND c.change BETWEEN c.low AND c.high
		AND n.p_value BETWEEN 0 AND 1) IS NOT TRUE OR c.p_value NOT BETWEEN 0 AND 1
		OR e.change NOT BETWEEN e.low AND e.high OR e.p_value NOT BETWEEN 0 AND 1) AS broken
FROM (SELECT s AS a, lead(s) OVER (ORDER BY k) AS b FROM extremes) v, nps_change(a, b) n, csat_change(a, b) c,
	ces_change(a, b) e
WHERE b IS NOT NULL;
DROP TABLE extremes;

-- NULLs, zeros, nothing.
SELECT weighted_score_agg(score, w, 0, 10)
FROM (VALUES (NULL::int, 1.0), (NULL, NULL), (NULL, -1)) v (score, w);
SELECT weighted_score_agg(score, w, 0, 10) AS s FROM (VALUES (10, 0.0), (9, 1.0)) v (score, w);
-- a row of weight 0 is absent: what its score is does not matter
SELECT weighted_score_agg(score, w, 0, 10) AS i4, weighted_score_agg(score::smallint, w, 0, 10) AS i2,
	weighted_score_agg(score::numeric, w, 0, 10) AS num
FROM (VALUES (999, 0.0), (9, 1.0), (-1, -0.0), (NULL, 0.0)) v (score, w);
SELECT weighted_score_agg(score, 0, 0, 10) AS float8 FROM unnest('{6.5,NaN,Infinity,-1}'::float8[]) score;
-- what is wrong with the call is refused all the same
SELECT test.refusal('SELECT weighted_score_agg(999, 0, 0, 100)');
SELECT test.refusal('SELECT weighted_score_agg(999, 0, 0, NULL)');
SELECT weighted_score_agg(10, 0, 0, 10) AS "only zeros", nps(weighted_score_agg(10, 0, 0, 10)),
	responses(weighted_score_agg(10, 0, 0, 10));
SELECT nps(s), promoters(s), responses(s), effective_responses(s), csat(s), ces(s), nps_ci(s), csat_ci(s),
	ces_ci(s),
	score_count(s, 0, 9), score_share(s, 0, 9), mean_score(s), ease_index(s), ces_easy(s)
FROM (VALUES ('()'::cx_weighted_scores)) v (s);
SELECT nps(NULL::cx_weighted_scores), promoters(NULL::cx_weighted_scores),
	responses(NULL::cx_weighted_scores),
	nps_ci(NULL::cx_weighted_scores), nps_change(NULL, NULL::cx_weighted_scores);
SELECT ces_ci(weighted_score_agg(score, 0.3, 1, 7)) AS "one answer" FROM (VALUES (5)) v (score);
SELECT weighted_score_agg(10, NULL, 0, 10);
SELECT weighted_score_agg(10, -1, 0, 10);
SELECT weighted_score_agg(10, 'NaN', 0, 10);
SELECT weighted_score_agg(10, 'Infinity', 0, 10);
SELECT weighted_score_agg(10, 1e-200, 0, 10);
SELECT weighted_score_agg(11, 1, 0, 10);
SELECT weighted_score_agg(8.5, 1, 0, 10);
SELECT weighted_score_agg(8, 1, 0, NULL);
SELECT weighted_score_agg(NULL::int, 1, 0, NULL);
SELECT weighted_score_agg(8, 1, 10, 0);
SELECT weighted_score_agg(8, 1, 0, 10.5);
SELECT weighted_score_agg(score, 1, low, 10) FROM (VALUES (9, 0), (9, 1)) v (score, low);
SELECT nps(weighted_score_agg(3, 1, 1, 5));

-- Rollup of parts is the whole, in any order, to 1e-12; sums carry their error, so ten million times 0.1 is a
-- million.
SELECT abs(nps(whole) - nps(parts)) < 1e-12 AS nps,
	abs(effective_responses(whole) / effective_responses(parts) - 1) < 1e-12 AS effective,
	abs(nps_std_error(whole) / nps_std_error(parts) - 1) < 1e-12 AS error,
	responses(whole) = responses(parts) AS responses
FROM (SELECT weighted_score_agg(i % 11, 0.1 + (i % 7) / 3.0, 0, 10) AS whole
	FROM generate_series(1, 20000) i) a,
	(SELECT rollup(part) AS parts
		FROM (SELECT weighted_score_agg(i % 11, 0.1 + (i % 7) / 3.0, 0, 10) AS part
			FROM generate_series(20000, 1, -1) i GROUP BY i % 13) p) b;
SELECT promoters(weighted_score_agg(10, 0.1, 0, 10)) AS carried, sum(0.1::float8) = 100000 AS plain
FROM generate_series(1, 1000000);
-- a merge carries the error as well: a thousand states of a tenth are a hundred, which plain sums miss
SELECT promoters(rollup(s)) AS carried, sum(promoters(s)) = 100 AS plain
FROM (SELECT weighted_score_agg(10, 0.1, 0, 10) AS s FROM generate_series(1, 1000) i GROUP BY i) v;
SELECT rollup(s)
FROM (VALUES ('()'::cx_weighted_scores), (NULL), ('(1..2: 1 2 / 2 / 1 4)'),
	('(1..2: 0.5 0 / 1 / 0.25 0)')) v (s);
SELECT rollup(s) FROM (VALUES ('()'::cx_weighted_scores)) v (s) WHERE false;
SELECT '(1..2: 1 2 / 2 / 1 4)'::cx_weighted_scores + '(1..2: 0.5 0 / 1 / 0.25 0)';
SELECT '()'::cx_weighted_scores + '()', '()'::cx_weighted_scores + NULL;
SELECT '(1..2: 1 2 / 2 / 1 4)'::cx_weighted_scores + '(1..3: 1 2 0 / 2 / 1 4 0)';
SELECT '(1..2: 1 2 / 9223372036854775807 / 1 4)'::cx_weighted_scores;
SELECT '(1..2: 9e18 0 / 9223372036854775807 / 9e18 0)'::cx_weighted_scores + '(1..2: 1 2 / 2 / 1 4)';
-- a window recomputes, for lack of an inverse
SELECT i, nps(weighted_score_agg(i + 5, i, 0, 10) OVER (ORDER BY i ROWS 1 PRECEDING))
FROM generate_series(1, 5) i;
