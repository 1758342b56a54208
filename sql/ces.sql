-- Customer Effort Score.
SELECT ces(score, 1, 5), 3.5 AS "Formbricks tests" FROM unnest('{5, 4, 2, 3}'::int[]) score;
SELECT round(ces(score)::numeric, 2) AS ces, 4.67 AS "Formbricks tests" FROM unnest('{7, 6, 1}'::int[]) score;
-- net easy: 570 of 1000 answer 6 or 7, 190 answer 4 or 5 (CES index article)
SELECT score_share(s, 6, 7) - score_share(s, 1, 3) AS net_easy, 33 AS derived, ces_easy(s) AS "5 to 7",
	ces_easy(s, easy_from => 6) AS "6 and 7"
FROM (VALUES ('(1..7: 0 0 240 190 0 570 0)'::cx_scores)) v (s);

-- Both directions: 1, 1, 2 asked as effort (low is good) and as ease (high is good)
SELECT round(ease_index(s, low_is_easy => true)::numeric, 2) AS effort, 91.67 AS derived,
	round(ease_index(s)::numeric, 2) AS ease, 8.33 AS derived,
	ces_easy(s, low_is_easy => true) AS effort_easy, ces_easy(s) AS ease_easy
FROM (SELECT score_agg(score, 1, 5) AS s FROM unnest('{1, 1, 2}'::int[]) score) v;
-- The default cut is what lies beyond the middle, from either end.
SELECT low, high, score_count(s, low, high) AS n, ces_easy(s) / 100 * (high - low + 1) AS easy_points,
	ces_easy(s, low_is_easy => true) / 100 * (high - low + 1) AS easy_points_low
FROM (SELECT low, high, score_agg(score, low, high) AS s
	FROM (VALUES (1, 7), (1, 5), (0, 10), (1, 10), (1, 4), (0, 1), (-2, 2)) AS scales (low, high),
	LATERAL generate_series(low, high) score
	GROUP BY low, high) v ORDER BY low, high;
SELECT ces_easy(s, 5, low_is_easy => true), ces_easy(s, 1, true), ces_easy(s, NULL, NULL), ease_index(s, NULL)
FROM (SELECT score_agg(score, 1, 5) AS s FROM generate_series(1, 5) score) v;
SELECT ces_easy(ces_agg(score), easy_from => 8) FROM generate_series(1, 7) score;
SELECT ces_easy(ces_agg(score), easy_from => 0) FROM generate_series(1, 7) score;
SELECT ces_easy('(1..5: 7 0 0 0 3)'::cx_scores, NULL, NULL) AS high_is_easy,
	ease_index('(1..5: 6 0 0 0 2)'::cx_scores, NULL) AS high_is_easy;

-- The index runs from 0 to 100, and the directions mirror each other.
SELECT ease_index('(1..7: 4 0 0 0 0 0 0)'::cx_scores) AS hardest,
	ease_index('(1..7: 0 0 0 0 0 0 4)'::cx_scores) AS easiest,
	ease_index('(1..7: 0 0 0 0 0 0 4)'::cx_scores, true) AS mirrored;

SELECT ces(score::smallint) AS i2, ces(score) AS i4, ces(score::bigint) AS i8, ces(score::numeric) AS num,
	ces(score::real) AS f4
FROM generate_series(1, 7) score;
SELECT ces(score::smallint, 1, 5) AS i2, ces(score, 1, 5) AS i4, ces(score::bigint, 1, 5) AS i8,
	ces(score::numeric, 1, 5) AS num
FROM generate_series(1, 5) score;
SELECT ces_agg(score::smallint) = ces_agg(score::numeric) AS same FROM generate_series(1, 7) score;

-- No rows, only NULLs, one row.
SELECT ces(score), ces(score, 1, 5), ces_agg(score), ces_easy(ces_agg(score)), ease_index(ces_agg(score)),
	ces_ci(ces_agg(score)) FROM unnest('{}'::int[]) score;
SELECT ces(score), ces(score, 1, 5), ces_agg(score), ces_easy(ces_agg(score)), ease_index(ces_agg(score)),
	ces_ci(ces_agg(score)) FROM unnest('{NULL}'::int[]) score;
SELECT ces(NULL::cx_scores), ces_easy(NULL::cx_scores), ease_index(NULL::cx_scores), ces_ci(NULL::cx_scores);
SELECT ces(score), ces_ci(ces_agg(score)) AS "no variance from one answer" FROM unnest('{6}'::int[]) score;
