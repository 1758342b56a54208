-- Comparing two states: after less before.
-- NPS: change is plain, the rest from the adjusted counts, here by hand
SELECT c.change, round(c.low::numeric, 8) = round((100 * (d - 1.959963984540054 * e))::numeric, 8) AS low,
	round(c.high::numeric, 8) = round((100 * (d + 1.959963984540054 * e))::numeric, 8) AS high,
	round(c.z::numeric, 8) = round((d / e)::numeric, 8) AS z, round(c.z::numeric, 4) AS z,
	round(c.p_value::numeric, 4) AS p_value
FROM nps_change('(0..10: 30 0 0 0 0 0 0 40 0 0 30)'::cx_scores, '(0..10: 20 0 0 0 0 0 0 40 0 0 40)') AS c,
	LATERAL (SELECT 30.75 / 103 AS p1, 30.75 / 103 AS d1, 40.75 / 103 AS p2, 20.75 / 103 AS d2) a,
	LATERAL (SELECT (p2 - d2) - (p1 - d1) AS d,
		sqrt((p1 + d1 - (p1 - d1) ^ 2) / 103 + (p2 + d2 - (p2 - d2) ^ 2) / 103) AS e) b;

-- CSAT: 1 of 34 to 7 of 34. Newcombe (0.019, 0.340) in statsmodels' tests (Fagerland 2015)
SELECT round((change / 100)::numeric, 4) AS change, round((6 / 34.0)::numeric, 4) AS by_hand,
	round((low / 100)::numeric, 3) AS low, round((high / 100)::numeric, 3) AS high,
	round(z::numeric, 6) AS z, round((6 / sqrt(34 * 2 * (8 / 68.0) * (60 / 68.0)))::numeric, 6) AS pooled,
	round(p_value::numeric, 6) AS p_value
FROM csat_change('(1..5: 33 0 0 0 1)'::cx_scores, '(1..5: 27 0 0 0 7)');
-- all satisfied, before and after: no variance to test with, but an interval
SELECT change, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high, z, p_value
FROM csat_change('(1..5: 0 0 0 0 10)'::cx_scores, '(1..5: 0 0 0 0 10)');

-- CES: Welch. R 4.2: t.test(c(6, 7, 5, 7, 4), c(3, 4, 2, 5, 4, 6)) gives t = 2.1936, df = 8.8685, p =
-- 0.05635, -0.06045975..3.66045975
SELECT round(change::numeric, 8) AS change, round(low::numeric, 8) AS low, round(high::numeric, 8) AS high,
	round(z::numeric, 4) AS t, round(p_value::numeric, 5) AS p_value
FROM ces_change('(1..7: 0 1 1 2 1 1 0)'::cx_scores, '(1..7: 0 0 0 1 1 1 2)');
-- one answer on a side, or no variance on either (R: data are essentially constant): only the difference
SELECT * FROM ces_change('(1..7: 0 1 1 2 1 1 0)'::cx_scores, '(1..7: 0 0 0 1 0 0 0)');
SELECT * FROM ces_change('(1..7: 0 0 0 0 0 5 0)'::cx_scores, '(1..7: 0 0 0 9 0 0 0)');

-- The other way round is the same with the other sign.
SELECT a.change = -b.change AS change, round((a.low + b.high)::numeric, 10) AS ends,
	round((a.z + b.z)::numeric, 10) AS z, a.p_value = b.p_value AS p
FROM nps_change('(0..10: 3 0 0 0 0 0 0 4 0 0 3)'::cx_scores, '(0..10: 2 0 0 0 0 0 0 9 0 0 8)') a,
	nps_change('(0..10: 2 0 0 0 0 0 0 9 0 0 8)'::cx_scores, '(0..10: 3 0 0 0 0 0 0 4 0 0 3)') b;
-- Nothing changed.
SELECT change, z, p_value, round((low + high)::numeric, 10) AS centred
FROM nps_change('(0..10: 3 0 0 0 0 0 0 4 0 0 3)'::cx_scores, '(0..10: 3 0 0 0 0 0 0 4 0 0 3)');
-- Cuts and level.
SELECT nps_change(a, b, 0.9, 8, 5) = nps_change(a, b, level => 0.9, promoters_from => 8,
	detractors_to => 5) AS named
FROM (VALUES ('(0..10: 3 0 0 0 0 0 1 4 2 0 3)'::cx_scores, '(0..10: 3 0 0 0 0 0 4 0 0 0 3)'::cx_scores)) v (a,
	b);
SELECT change FROM nps_change('(1..5: 3 0 0 4 3)'::cx_scores, '(1..5: 0 0 0 5 5)', promoters_from => 5,
	detractors_to => 3);
SELECT change FROM csat_change('(1..5: 3 0 0 4 3)'::cx_scores, '(1..5: 0 0 0 5 5)', satisfied_from => 5);
SELECT nps_change('(1..5: 3 0 0 4 3)'::cx_scores, '(1..5: 0 0 0 5 5)');
SELECT nps_change('(0..10: 3 0 0 0 0 0 0 4 0 0 3)'::cx_scores, '(1..10: 3 0 0 0 0 0 4 0 0 3)');
SELECT csat_change('(1..5: 3 0 0 4 3)'::cx_scores, '(1..7: 3 0 0 0 0 4 3)');
SELECT ces_change('(1..5: 3 0 0 4 3)'::cx_scores, '(1..7: 3 0 0 0 0 4 3)');
SELECT nps_change('(0..10: 3 0 0 0 0 0 0 4 0 0 3)'::cx_scores, '(0..10: 3 0 0 0 0 0 0 4 0 0 3)', 1.5);
SELECT csat_change('(1..5: 3 0 0 4 3)'::cx_scores, '(1..5: 3 0 0 4 3)', NULL);
SELECT a.high - a.low < b.high - b.low AS ces_level, c.high - c.low < d.high - d.low AS csat_level
FROM ces_change('(1..7: 0 1 1 2 1 1 0)'::cx_scores, '(1..7: 0 0 0 1 1 1 2)', 0.8) a,
	ces_change('(1..7: 0 1 1 2 1 1 0)'::cx_scores, '(1..7: 0 0 0 1 1 1 2)', 0.99) b,
	csat_change('(1..7: 0 1 1 2 1 1 0)'::cx_scores, '(1..7: 0 0 0 1 1 1 2)', 0.8) c,
	csat_change('(1..7: 0 1 1 2 1 1 0)'::cx_scores, '(1..7: 0 0 0 1 1 1 2)', 0.99) d;
-- A side without answers.
SELECT * FROM nps_change('()'::cx_scores, '(0..10: 3 0 0 0 0 0 0 4 0 0 3)');
SELECT nps_change('(1..5: 3 0 0 4 3)'::cx_scores, '()') IS NULL AS "no cuts asked for";
SELECT nps_change(NULL, '()'::cx_scores) IS NULL AS nps, csat_change('()'::cx_scores, '()') IS NULL AS csat,
	ces_change('(1..5: 3 0 0 4 3)'::cx_scores, '()') IS NULL AS ces;
