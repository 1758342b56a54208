-- Weighted scores: counts in weights, intervals with Kish's effective number of responses.
SELECT weighted_score_agg(score, w, 0, 10) FROM (VALUES (10, 2.0), (9, 0.5), (7, 1.0), (3, 0.5), (NULL, 9.0)) v (score, w);
SELECT nps(s), 100 * (2.5 - 0.5) / 4 AS by_hand, promoters(s), passives(s), detractors(s), responses(s), effective_responses(s), 4 ^ 2 / (4 + 0.25 + 1 + 0.25) AS kish,
	score_count(s, 9, 10), score_share(s, 9, 10), mean_score(s), (20 + 4.5 + 7 + 1.5) / 4.0 AS mean
FROM (SELECT weighted_score_agg(score, w, 0, 10) AS s FROM (VALUES (10, 2.0), (9, 0.5), (7, 1.0), (3, 0.5)) v (score, w)) w;
SELECT csat(s), csat(s, 5), ces(s), ces_easy(s), ces_easy(s, low_is_easy => true), ease_index(s), ease_index(s, true)
FROM (SELECT weighted_score_agg(score, w, 1, 5) AS s FROM (VALUES (5, 3), (4, 1), (1, 4)) v (score, w)) w;
SELECT d.* FROM (SELECT weighted_score_agg(score, w, 1, 3) AS s FROM (VALUES (1, 0.5), (3, 1.5)) v (score, w)) w, score_distribution(s) d;

-- Column types: the weight arrives as double precision, the score like any score.
SELECT weighted_score_agg(score::smallint, 2, 1, 5) AS i2, weighted_score_agg(score, 2::real, 1, 5) AS i4,
	weighted_score_agg(score::bigint, 2::bigint, 1, 5) AS i8, weighted_score_agg(score::numeric, 2.0, 1, 5) AS num FROM generate_series(4, 5) score;

-- Weights of 1 are no weights.
SELECT nps(w) = nps(s) AS nps, nps_ci(w) = nps_ci(s) AS nps_ci, csat(w) = csat(s) AS csat, csat_ci(w) = csat_ci(s) AS csat_ci,
	ces_ci(w) = ces_ci(s) AS ces_ci, mean_score(w) = mean_score(s) AS mean, effective_responses(w) = responses(s) AS effective, responses(w) = responses(s) AS responses
FROM (SELECT nps_agg(score) AS s, weighted_score_agg(score, 1, 0, 10) AS w FROM (SELECT (7 * i * i + i) % 11 AS score FROM generate_series(1, 500) i) a) b;
-- All is exactly all, whatever the weights.
SELECT count(*) FILTER (WHERE nps(d) <> -100 OR nps(p) <> 100 OR csat(p) <> 100 OR score_share(p, 0, 10) <> 100 OR mean_score(one) <> 7) AS inexact
FROM (SELECT k, weighted_score_agg(i % 7, 0.1 * (1 + (i * k) % 17), 0, 10) AS d, weighted_score_agg(9 + i % 2, 0.1 * (1 + (i * k) % 17), 0, 10) AS p, weighted_score_agg(7, 0.1 * (1 + (i * k) % 17), 0, 10) AS one
	FROM generate_series(1, 200) k, generate_series(1, 1 + k % 5) i GROUP BY k) v;
-- Kish's number is what the intervals go by, here by hand: weights 3, 1, 1, 0.5 have 5.5^2 / 11.25 of it.
SELECT round(a.low::numeric, 8) = round((100 * (d - 1.959963984540054 * e))::numeric, 8) AS nps_low, round(a.high::numeric, 8) = round((100 * (d + 1.959963984540054 * e))::numeric, 8) AS nps_high,
	round(c.low::numeric, 8) = round((100 * (p + z2 / (2 * n) - sqrt(z2) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n))::numeric, 8) AS csat_low,
	round(c.high::numeric, 8) = round((100 * (p + z2 / (2 * n) + sqrt(z2) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))) / (1 + z2 / n))::numeric, 8) AS csat_high,
	round(n::numeric, 6) AS n, round((ces_ci(w)).low::numeric, 6) AS ces_low, round((ces_ci(w)).high::numeric, 6) AS ces_high
FROM (SELECT weighted_score_agg(score, weight, 0, 10) AS w FROM (VALUES (10, 3.0), (9, 1.0), (7, 1.0), (3, 0.5)) v (score, weight)) s,
	LATERAL (SELECT 5.5 ^ 2 / 11.25::float8 AS n, 4 / 5.5::float8 AS p, 1.959963984540054 ^ 2::float8 AS z2) k,
	LATERAL (SELECT (4 / 5.5 * n + 0.75) / (n + 3) AS pp, (0.5 / 5.5 * n + 0.75) / (n + 3) AS dd) q, LATERAL (SELECT pp - dd AS d, sqrt((pp + dd - (pp - dd) ^ 2) / (n + 3)) AS e) f, nps_ci(w) a, csat_ci(w) c;
-- and so do the tests: half the effective answers, a z smaller by the root of two
SELECT round((csat_z / csat_z1)::numeric, 6) AS csat, round((nps_z / nps_z1)::numeric, 1) AS nps, round((ces_z / ces_z1)::numeric, 2) AS ces, round((1 / sqrt(2))::numeric, 6) AS root
FROM (SELECT (csat_change(a, b)).z AS csat_z, (csat_change(c, d)).z AS csat_z1, (nps_change(a, b, promoters_from => 5, detractors_to => 3)).z AS nps_z, (nps_change(c, d, promoters_from => 5, detractors_to => 3)).z AS nps_z1, (ces_change(a, b)).z AS ces_z, (ces_change(c, d)).z AS ces_z1
	FROM (VALUES ('(1..5: 100 200 300 400 500 / 1500 / 3000)'::cx_weighted_scores, '(1..5: 500 400 300 200 100 / 1500 / 3000)'::cx_weighted_scores, '(1..5: 100 200 300 400 500)'::cx_scores, '(1..5: 500 400 300 200 100)'::cx_scores)) v (a, b, c, d)) z;
SELECT effective_responses('(1..2: 50000003 50000004 / 100000007 / 100000007)'::cx_weighted_scores);
-- A weight of k is k rows, for the figure; the interval knows there were fewer people.
SELECT round(nps(w)::numeric, 10) = round(nps(s)::numeric, 10) AS nps, (nps_ci(w)).high > (nps_ci(s)).high AS wider
FROM (SELECT weighted_score_agg(score, k, 0, 10) AS w FROM (SELECT i % 11 AS score, 1 + i % 4 AS k FROM generate_series(1, 300) i) a) b,
	(SELECT nps_agg(score) AS s FROM (SELECT i % 11 AS score, 1 + i % 4 AS k FROM generate_series(1, 300) i) a, generate_series(1, k)) c;
-- All weights scaled alike change nothing.
SELECT round((nps_ci(a)).low::numeric, 10) = round((nps_ci(b)).low::numeric, 10) AS nps_ci, round((ces_ci(a)).low::numeric, 10) = round((ces_ci(b)).low::numeric, 10) AS ces_ci
FROM (SELECT weighted_score_agg(i % 11, 1 + i % 4, 0, 10) AS a, weighted_score_agg(i % 11, 1e-90 * (1 + i % 4), 0, 10) AS b FROM generate_series(1, 300) i) s;

-- Comparisons.
SELECT change, round(z::numeric, 4) AS z, round(p_value::numeric, 4) AS p FROM nps_change('(0..10: 30 0 0 0 0 0 0 40 0 0 30 / 100 / 100)'::cx_weighted_scores, '(0..10: 20 0 0 0 0 0 0 40 0 0 40 / 100 / 100)');
SELECT round(z::numeric, 4) AS unweighted FROM nps_change('(0..10: 30 0 0 0 0 0 0 40 0 0 30)'::cx_scores, '(0..10: 20 0 0 0 0 0 0 40 0 0 40)');
SELECT csat_change(a, b) = csat_change(c, d) AS csat, ces_change(a, b) = ces_change(c, d) AS ces
FROM (VALUES ('(1..5: 1 2 3 4 5 / 15 / 15)'::cx_weighted_scores, '(1..5: 5 4 3 2 1 / 15 / 15)'::cx_weighted_scores, '(1..5: 1 2 3 4 5)'::cx_scores, '(1..5: 5 4 3 2 1)'::cx_scores)) v (a, b, c, d);

-- NULLs, zeros, nothing.
SELECT weighted_score_agg(score, w, 0, 10) FROM (VALUES (NULL::int, 1.0), (NULL, NULL), (NULL, -1)) v (score, w);
SELECT weighted_score_agg(score, w, 0, 10) AS s FROM (VALUES (10, 0.0), (9, 1.0)) v (score, w);
SELECT weighted_score_agg(10, 0, 0, 10) AS "only zeros", nps(weighted_score_agg(10, 0, 0, 10)), responses(weighted_score_agg(10, 0, 0, 10));
SELECT nps(s), promoters(s), responses(s), effective_responses(s), csat(s), ces(s), nps_ci(s), csat_ci(s), ces_ci(s), score_count(s, 0, 9), score_share(s, 0, 9), mean_score(s), ease_index(s), ces_easy(s)
FROM (VALUES ('()'::cx_weighted_scores)) v (s);
SELECT nps(NULL::cx_weighted_scores), promoters(NULL::cx_weighted_scores), responses(NULL::cx_weighted_scores), nps_ci(NULL::cx_weighted_scores), nps_change(NULL, NULL::cx_weighted_scores);
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

-- Rollup of parts is the whole, in any order, to 1e-12; sums carry their error, so ten million times 0.1 is a million.
SELECT abs(nps(whole) - nps(parts)) < 1e-12 AS nps, abs(effective_responses(whole) / effective_responses(parts) - 1) < 1e-12 AS effective, responses(whole) = responses(parts) AS responses
FROM (SELECT weighted_score_agg(i % 11, 0.1 + (i % 7) / 3.0, 0, 10) AS whole FROM generate_series(1, 20000) i) a,
	(SELECT rollup(part) AS parts FROM (SELECT weighted_score_agg(i % 11, 0.1 + (i % 7) / 3.0, 0, 10) AS part FROM generate_series(20000, 1, -1) i GROUP BY i % 13) p) b;
SELECT promoters(weighted_score_agg(10, 0.1, 0, 10)) AS carried, sum(0.1::float8) = 100000 AS plain FROM generate_series(1, 1000000);
-- a merge carries the error as well: a thousand states of a tenth are a hundred, which plain sums miss
SELECT promoters(rollup(s)) AS carried, sum(promoters(s)) = 100 AS plain FROM (SELECT weighted_score_agg(10, 0.1, 0, 10) AS s FROM generate_series(1, 1000) i GROUP BY i) v;
SELECT rollup(s) FROM (VALUES ('()'::cx_weighted_scores), (NULL), ('(1..2: 1 2 / 2 / 5)'), ('(1..2: 0.5 0 / 1 / 0.25)')) v (s);
SELECT rollup(s) FROM (VALUES ('()'::cx_weighted_scores)) v (s) WHERE false;
SELECT '(1..2: 1 2 / 2 / 5)'::cx_weighted_scores + '(1..2: 0.5 0 / 1 / 0.25)';
SELECT '()'::cx_weighted_scores + '()', '()'::cx_weighted_scores + NULL;
SELECT '(1..2: 1 2 / 2 / 5)'::cx_weighted_scores + '(1..3: 1 2 0 / 2 / 5)';
SELECT '(1..2: 1 2 / 9223372036854775807 / 5)'::cx_weighted_scores;
SELECT '(1..2: 9e18 0 / 9223372036854775807 / 9e18)'::cx_weighted_scores + '(1..2: 1 2 / 2 / 5)';
-- a window recomputes, for lack of an inverse
SELECT i, nps(weighted_score_agg(i + 5, i, 0, 10) OVER (ORDER BY i ROWS 1 PRECEDING)) FROM generate_series(1, 5) i;
