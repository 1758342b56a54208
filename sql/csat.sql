-- Customer Satisfaction.
SELECT csat(score), 50 AS "Formbricks tests" FROM unnest('{5, 4, 2, 1}'::int[]) score;
SELECT csat(score), 100 AS "Formbricks tests, 2 of 3 blank" FROM unnest('{5, NULL, NULL}'::int[]) score;
SELECT csat(s), 60 AS "Intercom VoC help", mean_score(s) AS mean, 3.5 AS derived,
	score_share(s, 4, 5) - score_share(s, 1, 2) AS net, 40 AS derived
FROM (VALUES ('(1..5: 5 5 10 20 10)'::cx_scores)) v (s);
-- percent of maximum, as one vendor calls CSAT: mean / highest score
SELECT 100 * mean_score(score_agg(score, 1, 10)) / 10 AS percent_of_maximum,
	60 AS "survey platform help, case C-5"
FROM unnest('{6, 7, 5, 3, 8, 9, 4, 10, 7, 1}'::int[]) score;

-- Column types, scales, cuts.
SELECT csat(score::smallint) AS i2, csat(score) AS i4, csat(score::bigint) AS i8, csat(score::numeric) AS num,
	csat(score::float8) AS f8
FROM generate_series(1, 5) score;
SELECT csat(score::smallint, 1, 7) AS i2, csat(score, 1, 7) AS i4, csat(score::bigint, 1, 7) AS i8,
	csat(score::numeric, 1, 7) AS num
FROM unnest('{1, 6, 7, 7}'::int[]) score;
SELECT cut, csat(csat_agg(score), satisfied_from => cut)
FROM generate_series(1, 5) score, (VALUES (NULL), (1), (3), (5)) c (cut) GROUP BY cut ORDER BY cut;
SELECT csat(csat_agg(score), satisfied_from => 6) FROM generate_series(1, 5) score;
SELECT csat(csat_agg(score), satisfied_from => 0) FROM generate_series(1, 5) score;
-- thumbs: the top two boxes would be everybody
SELECT csat(score, 0, 1) FROM unnest('{0, 1, 1, 1}'::int[]) score;
SELECT csat(score_agg(score, 0, 1), satisfied_from => 1) FROM unnest('{0, 1, 1, 1}'::int[]) score;

-- No rows, only NULLs.
SELECT csat(score), csat(score, 1, 5), csat_agg(score), csat_ci(csat_agg(score))
FROM unnest('{}'::int[]) score;
SELECT csat(score), csat(score, 1, 5), csat_agg(score), csat_ci(csat_agg(score))
FROM unnest('{NULL}'::int[]) score;
SELECT csat(NULL::cx_scores), csat_ci(NULL::cx_scores), csat_change(NULL::cx_scores, '()'::cx_scores);

SELECT csat('()'::cx_scores, 99) AS "no scale to be off";
-- 0 is not on the scale 1..5
SELECT csat(score) FROM unnest('{0, 5}'::int[]) score;
