-- Is the quality the same at every touchpoint?
CREATE TABLE answers AS
SELECT n % 3 AS g, abs(hashint4(n * 31)) % (9 + n % 3) AS score
FROM generate_series(1, 400) AS n;
CREATE TABLE states AS
SELECT array_agg(s ORDER BY g) AS s, array_agg(w ORDER BY g) AS w, array_agg(w3 ORDER BY g) AS w3,
	array_agg(r ORDER BY g) AS r, array_agg(s ORDER BY -g) || '()'::cx_scores || NULL AS turned
FROM (SELECT g, nps_agg(score) AS s, weighted_score_agg(score, 1, 0, 10) AS w,
	weighted_score_agg(score, 0.3, 0, 10) AS w3, rate_agg(score >= 7) AS r FROM answers GROUP BY g) AS v;

-- From the rows: Welch, DerSimonian and Laird, omega squared. With three groups F has two degrees of freedom
-- above, and its tail is (1 + 2 F / n)^(-n/2).
CREATE FUNCTION expected(answers) RETURNS TABLE (figure text, y float8) LANGUAGE sql IMMUTABLE AS $$
	VALUES ('nps', 100.0 * (($1.score >= 9)::int - ($1.score <= 6)::int)), ('ces', $1.score),
		('csat', 100.0 * ($1.score >= 7)::int)
$$;
CREATE TABLE expected AS
WITH groups AS (
	SELECT figure, g, count(*)::float8 AS n, avg(y) AS m, var_samp(y) AS v, count(*) / var_samp(y) AS w
	FROM answers AS a, expected(a) GROUP BY figure, g
), overall AS (
	SELECT figure, avg(y) AS mean, var_pop(y) * count(*) AS sst, count(*) AS n FROM answers AS a, expected(a)
	GROUP BY figure
), pooled AS (
	SELECT *, sum(w * m) OVER f / sum(w) OVER f AS wm, (1 - w / sum(w) OVER f) ^ 2 / (n - 1) AS unsure
	FROM groups WINDOW f AS (PARTITION BY figure)
), sums AS (
	SELECT figure, sum(w) AS w, sum(w * w) AS ww, sum(w * (m - wm) ^ 2) AS q, sum(unsure) AS unsure,
		sum((n - 1) * v) AS ssw, count(*) AS k
	FROM pooled GROUP BY figure
)
SELECT figure, mean, sqrt(greatest(0, (q - 2) / (w - ww / w))) AS between_sd,
	(sst - ssw - 2 * ssw / (n - 3)) / (sst + ssw / (n - 3)) AS omega_squared, q / 2 / (1 + unsure / 4) AS f,
	8 / (3 * unsure) AS df_within, (SELECT sum(c.n * (c.m - o.mean) ^ 2) / (o.mean * (100 - o.mean))
		FROM groups AS c WHERE c.figure = s.figure) AS chi_square
FROM sums AS s JOIN overall AS o USING (figure);
SELECT figure, groups, round(c.mean::numeric, 4) AS mean, abs(c.mean - x.mean) < 1e-12 AS same_mean,
	round(c.between_sd::numeric, 4) AS sd, abs(c.between_sd - x.between_sd) < 1e-9 AS same_sd,
	round(c.omega_squared::numeric, 4) AS omega, abs(c.omega_squared - x.omega_squared) < 1e-12 AS same_omega
FROM states, LATERAL (
	SELECT 'nps' AS figure, groups, mean, between_sd, omega_squared FROM nps_consistency(s)
	UNION ALL SELECT 'ces', groups, mean, between_sd, omega_squared FROM ces_consistency(s)
	UNION ALL SELECT 'csat', groups, mean, between_sd, omega_squared FROM csat_consistency(s, 7)) AS c
	JOIN expected x USING (figure) ORDER BY figure;
SELECT figure, round(statistic::numeric, 4) AS statistic, abs(statistic - f) < 1e-11 AS welch, df,
	round(c.df_within::numeric, 2) AS df_within, abs(c.df_within - x.df_within) < 1e-9 AS same_df,
	abs(p_value - (1 + 2 * f / x.df_within) ^ (-x.df_within / 2)) < 1e-12 AS closed_form
FROM states, LATERAL (
	SELECT 'nps' AS figure, statistic, df, df_within, p_value FROM nps_consistency(s)
	UNION ALL SELECT 'ces', statistic, df, df_within, p_value FROM ces_consistency(s)) AS c
	JOIN expected x USING (figure) ORDER BY figure;
-- Chi-square with two degrees of freedom is exp(-x/2).
SELECT round(statistic::numeric, 4) AS statistic, abs(statistic - chi_square) < 1e-11 AS pearson, df,
	abs(p_value - exp(-chi_square / 2)) < 1e-14 AS closed_form
FROM states, csat_consistency(s, 7), expected WHERE figure = 'csat';
-- A rate is the CSAT of its condition; weights of 1 change nothing, nor does another unit of weight, nor the
-- order of groups, nor those without answers.
SELECT csat_consistency(s, satisfied_from => 7) = rate_consistency(r) AS rate,
	nps_consistency(s) = nps_consistency(w) AS weights_of_one,
	csat_consistency(s, 7) = csat_consistency(w, 7) AS csat,
	ces_consistency(s) = ces_consistency(w) AS ces FROM states;
SELECT abs(a.statistic - b.statistic) < 1e-11 AS unit, abs(a.between_sd - b.between_sd) < 1e-9 AS sd,
	abs(a.omega_squared - b.omega_squared) < 1e-12 AS omega, b.groups,
	abs(c.statistic - d.statistic) < 1e-11 AS turned, abs(c.between_sd - d.between_sd) < 1e-9 AS turned_sd,
		d.groups
FROM states, nps_consistency(w) AS a, nps_consistency(w3) AS b, ces_consistency(s) AS c,
	ces_consistency(turned) AS d;
-- Two groups: Welch's t squared, and the pooled z squared, with their p.
SELECT abs(statistic - z ^ 2) < 1e-10 AS welch, abs(c.p_value - t.p_value) < 1e-13 AS same_p
FROM states, ces_consistency(s[1:2]) AS c, ces_change(s[1], s[2]) AS t
UNION ALL
SELECT abs(statistic - z ^ 2) < 1e-10, abs(c.p_value - t.p_value) < 1e-13
FROM states, csat_consistency(w3[2:3], 7) AS c, csat_change(w3[2], w3[3], satisfied_from => 7) AS t;
-- Groups that are alike: no distance, and nothing between them.
SELECT * FROM nps_consistency(array_fill('(0..10: 2 0 0 0 0 0 0 3 0 0 5)'::cx_scores, ARRAY[4]));
SELECT * FROM csat_consistency(array_fill('(1..5: 2 0 0 0 5)'::cx_scores, ARRAY[4]));
-- Unanimous groups have the error of the adjusted counts, that of NPS by hand: 3/4 promoters, 3/2 passives
-- and 3/4 detractors more. Of ten promoters 10.75, 1.5 and 0.75 of 13; its weight against one of ordinary
-- spread.
SELECT round(statistic::numeric, 9) AS statistic, round((d ^ 2 / (u + v))::numeric, 9) AS by_hand
FROM nps_consistency(ARRAY['(0..10: 0 0 0 0 0 0 0 0 0 0 10)'::cx_scores, '(0..10: 4 0 0 0 0 0 0 4 0 0 4)']),
	LATERAL (SELECT 1.0::float8 AS d, ((10.75 + 0.75) / 13 - (10.0 / 13) ^ 2) / 13 AS u,
		8 / 12.0 / 11 AS v) AS hand;
SELECT round(statistic::numeric, 9) AS statistic, round((d ^ 2 / (u + v))::numeric, 9) AS by_hand
FROM ces_consistency(ARRAY['(1..5: 0 0 0 0 6)'::cx_scores, '(1..5: 2 0 2 0 2)']),
	LATERAL (SELECT 2.0::float8 AS d, ((6 * 25 + 0.75 * 25 + 1.5 * 9 + 0.75) / 9 - (39 / 9.0) ^ 2) / 9 AS u,
		16 / 5.0 / 6 AS v) AS hand;
SELECT round(between_sd::numeric, 9) AS between_sd, statistic, p_value, omega_squared
FROM csat_consistency(ARRAY['(1..5: 0 0 0 0 6)'::cx_scores, '(1..5: 0 0 0 3 3)']);
-- Of shares, 7.5 and 1.5 of 9; with weights w and v, Q - 1 over 2 w v / (w + v).
SELECT round(between_sd::numeric, 9) AS between_sd,
	round((100 * sqrt((0.25 * w * v / (w + v) - 1) * (w + v) / (2 * w * v)))::numeric, 9) AS by_hand
FROM csat_consistency(ARRAY['(1..5: 0 0 0 0 6)'::cx_scores, '(1..5: 10 0 0 0 10)']),
	LATERAL (SELECT 9 / (7.5 * 1.5 / 81) AS w, 19 / 0.25 AS v) AS hand;
-- Fewer than two answers, fewer than two groups, none.
SELECT * FROM nps_consistency(ARRAY['(0..10: 2 0 0 0 0 0 0 3 0 0 5)'::cx_scores,
	'(0..10: 0 0 0 0 0 0 0 0 0 0 1)', '()', NULL]);
SELECT * FROM csat_consistency('{}'::cx_scores[]);
SELECT * FROM rate_consistency(NULL::cx_rate[]);
SELECT groups, mean, statistic FROM rate_consistency('{(1 of 2),(1 of 1),(1 of 2)}'::cx_rate[]);
-- A group whose clusters are alike has no error, and leaves tests and distances of all undefined.
SELECT * FROM rate_consistency((SELECT array_agg(s) FROM (SELECT sample_agg(r) AS s
	FROM (VALUES (1, '(2 of 4)'::cx_rate), (1, '(2 of 4)'), (2, '(1 of 4)'), (2, '(3 of 4)'), (3, '(4 of 4)'),
		(3, '(0 of 4)')) AS v (g, r) GROUP BY g) AS w));
SELECT * FROM ces_consistency((SELECT array_agg(s) FROM (SELECT sample_agg(c) AS s
	FROM (VALUES (1, '(1..2: 2 2)'::cx_scores), (1, '(1..2: 2 2)'), (2, '(1..2: 1 3)'), (2, '(1..2: 3 1)'))
		AS v (g, c) GROUP BY g) AS w));
-- What is refused.
SELECT test.refusal($$SELECT nps_consistency(ARRAY['(1..5: 1 0 0 0 9)'::cx_scores, '(1..5: 1 0 0 0 9)'])$$);
SELECT test.refusal($$SELECT ces_consistency(ARRAY['(1..5: 1 0 0 0 9)'::cx_scores,
	'(1..7: 1 0 0 0 0 0 9)'])$$);
SELECT test.refusal($$SELECT rate_consistency('{{(1 of 2)},{(3 of 4)}}'::cx_rate[])$$);
SELECT test.sqlstate($$SELECT csat_consistency(ARRAY['(1..5: 1 0 0 0 -9)'::cx_scores])$$);
DROP TABLE states, expected;
DROP FUNCTION expected(answers);
DROP TABLE answers;
