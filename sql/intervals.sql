-- Confidence intervals, against published figures.
-- NPS: adjusted Wald. 1 detractor, 2 passives, 3 promoters (derived from the formulas of R NPS)
SELECT round(low::numeric, 3) AS low, -26.743 AS published, round(high::numeric, 3) AS high,
	71.188 AS published
FROM nps_ci('(0..10: 1 0 0 0 0 0 0 2 0 0 3)'::cx_scores);
-- the same by hand: +3/4, +3/2, +3/4 on n + 3, and 1.959963984540054 standard errors
SELECT round(ci.low::numeric, 8) = round((100 * (s - 1.959963984540054 * e))::numeric, 8) AS low,
	round(ci.high::numeric, 8) = round((100 * (s + 1.959963984540054 * e))::numeric, 8) AS high
FROM nps_ci('(0..10: 447 0 0 0 0 0 0 935 0 0 1268)'::cx_scores) AS ci,
	LATERAL (SELECT (1268 + 0.75) / 2653 AS p, (447 + 0.75) / 2653 AS d) c,
	LATERAL (SELECT p - d AS s, sqrt((p + d - (p - d) ^ 2) / 2653) AS e) f;
-- more confidence, wider; cuts go through
SELECT level, round(low::numeric, 2) AS low, round(high::numeric, 2) AS high
FROM (VALUES (0.5), (0.9), (0.95), (0.99)) l (level),
	nps_ci('(0..10: 1 0 0 0 0 0 0 2 0 0 3)'::cx_scores, level) ORDER BY level;
SELECT nps_ci(s, promoters_from => 8, detractors_to => 5) = nps_ci(s, 0.95, 8, 5) AS named,
	nps_ci(s, promoters_from => 8, detractors_to => 5) <> nps_ci(s) AS other_cuts
FROM (VALUES ('(0..10: 1 0 0 0 0 0 3 2 4 0 3)'::cx_scores)) v (s);
-- within -100..100 and around the score, however few and unanimous the answers
SELECT nps(s), round(low::numeric, 2) AS low, round(high::numeric, 2) AS high
FROM (VALUES (1, '(0..10: 0 0 0 0 0 0 0 0 0 0 1)'::cx_scores), (2, '(0..10: 1 0 0 0 0 0 0 0 0 0 0)'),
	(3, '(0..10: 0 0 0 0 0 0 0 0 0 0 10)'), (4, '(0..10: 0 0 0 0 0 0 0 10 0 0 0)')) v (k, s), nps_ci(s)
	ORDER BY k;

-- CSAT: Wilson. statsmodels (from R binom): 18 of 20, 19 of 38, 1 of 30, 0 of 30, 38 of 38
SELECT hits, n, round((low / 100)::numeric, 8) AS low, round((high / 100)::numeric, 8) AS high
FROM (VALUES (18, 20), (19, 38), (1, 30), (0, 30), (38, 38)) v (hits, n),
	csat_ci(format('(1..5: %s 0 0 0 %s)', n - hits, hits)::cx_scores);
SELECT low, high > 0 AND high < 100 AS inside FROM csat_ci('(1..5: 77 0 0 0 0)'::cx_scores, 0.95);
SELECT csat_ci('(1..5: 1 2 3 4 5)'::cx_scores, satisfied_from => 5)
	= csat_ci('(1..5: 10 0 0 0 5)'::cx_scores) AS cut;
SELECT csat_ci('(0..1: 1 2)'::cx_scores);

-- CES: Student's t. R 4.2: t.test(c(7, 6, 1))$conf.int is -3.31871884477746, 12.65205217811079
SELECT round(low::numeric, 10) AS low, -3.3187188448 AS "R", round(high::numeric, 10) AS high,
	12.6520521781 AS "R"
FROM ces_ci('(1..7: 1 0 0 0 0 1 1)'::cx_scores);
-- R's t.test stops at data that are constant, as at one answer
SELECT ces_ci('(1..7: 0 0 0 0 0 0 9)'::cx_scores) AS "all alike",
	ces_ci('(1..7: 0 0 0 0 0 0 1)'::cx_scores) AS "one answer";

-- The level.
SELECT nps_ci('(0..10: 1 0 0 0 0 0 0 2 0 0 3)'::cx_scores, 95);
SELECT csat_ci('(1..5: 1 2 3 4 5)'::cx_scores, 0);
SELECT ces_ci('(1..7: 1 2 3 4 5 6 7)'::cx_scores, 1);
SELECT ces_ci('(1..7: 1 2 3 4 5 6 7)'::cx_scores, 'NaN');
SELECT nps_ci('(0..10: 1 0 0 0 0 0 0 2 0 0 3)'::cx_scores, NULL);
SELECT nps_ci('()'::cx_scores), csat_ci('()'::cx_scores), ces_ci('()'::cx_scores);
SELECT nps_ci(NULL::cx_scores), csat_ci(NULL::cx_scores), ces_ci(NULL::cx_scores);
