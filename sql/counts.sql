-- Counts, shares, mean and distribution.
CREATE TEMP TABLE s AS SELECT '(0..10: 1 0 0 0 0 2 0 3 0 4 10)'::cx_scores AS s;
SELECT responses(s), score_count(s, 9, 10), score_count(s, 0, 10), score_count(s, 6, 6),
	score_count(s, -5, 5), score_count(s, 10, 99), score_count(s, 20, 30) FROM s;
SELECT score_share(s, 9, 10), score_share(s, 0, 10), score_share(s, 6, 6) FROM s;
SELECT mean_score(s), (0 * 1 + 5 * 2 + 7 * 3 + 9 * 4 + 10 * 10) / 20.0 AS by_hand FROM s;
SELECT d.* FROM s, score_distribution(s) AS d;
SELECT sum(responses) = responses((SELECT s FROM s)) AS partition, sum(share) FROM s, score_distribution(s);
-- also in the select list, more than once in a query, and cut short
SELECT score_distribution(s) FROM s LIMIT 2;
SELECT a.score, a.responses, b.responses FROM s,
	score_distribution(s) a JOIN score_distribution('(9..10: 7 8)'::cx_scores) b USING (score);
-- a scale that starts elsewhere
SELECT mean_score('(-2..2: 1 0 0 0 3)'::cx_scores), 1 AS by_hand;
SELECT mean_score('(2147483646..2147483647: 1 1)'::cx_scores) - 2147483646 AS half;
SELECT score_agg(2147483640::bigint, 2147483640, 2147483647),
	score_agg(-2147483648::bigint, -2147483648, -2147483647);
-- empty and NULL
SELECT responses('()'::cx_scores), score_count('()'::cx_scores, 0, 10), score_share('()'::cx_scores, 0, 10),
	mean_score('()'::cx_scores);
SELECT responses(NULL::cx_scores), score_count(NULL::cx_scores, 0, 10),
	score_count('()'::cx_scores, NULL, 10), score_share(NULL::cx_scores, 0, 10), mean_score(NULL::cx_scores);
SELECT count(*) FROM score_distribution('()'::cx_scores);
SELECT count(*) FROM score_distribution(NULL::cx_scores);
SELECT score_count(s, 5, 4) FROM s;
SELECT score_share('()'::cx_scores, 5, 4);
DROP TABLE s;
