-- Counts end in an error, not in a wrong number.
SELECT score_agg(score, 1, 2) FROM (VALUES (1)) v (score);
SELECT cx_scores_count('(1..2: 9223372036854775806 0)', 1, 1, 2) AS last_one;
SELECT cx_scores_count('(1..2: 9223372036854775807 0)', 1, 1, 2);
SELECT cx_scores_count_nps('(0..10: 0 0 0 0 0 0 0 0 0 0 9223372036854775807)', 10::smallint);
SELECT cx_scores_count_nps('(0..10: 0 0 0 0 0 0 0 0 0 0 9223372036854775807)', 10::float8);
SELECT cx_scores_uncount('(1..2: -9223372036854775808 0)', 1, 1, 2);
SELECT '(1..2: 9223372036854775807 0)'::cx_scores + '(1..2: 1 0)';
SELECT '(1..2: -9223372036854775807 0)'::cx_scores - '(1..2: 2 0)';
SELECT '(1..2: 1 0)'::cx_scores - '(1..2: -9223372036854775808 0)';
SELECT rollup(s) FROM (VALUES ('(1..2: 9223372036854775807 0)'::cx_scores), ('(1..2: 0 1)')) v (s);
SELECT rollup(s) FROM (VALUES ('(1..2: 9223372036854775807 0)'::cx_scores), ('(1..2: 1 0)')) v (s);
-- each count fits, their sum does not: shares and scores are still right
SELECT responses('(1..2: 9223372036854775807 1)'::cx_scores);
SELECT promoters('(0..10: 0 0 0 0 0 0 0 0 0 9223372036854775807 9223372036854775807)'::cx_scores);
SELECT score_count('(1..2: 9223372036854775807 9223372036854775807)'::cx_scores, 1, 2);
SELECT '(1..2: 9223372036854775807 9223372036854775807)'::cx_scores::json;
SELECT nps('(0..10: 9223372036854775807 0 0 0 0 0 0 0 0 9223372036854775807 9223372036854775807)'::cx_scores)
		AS third,
	mean_score('(1..2: 9223372036854775807 9223372036854775807)'::cx_scores),
	score_share('(1..2: 9223372036854775807 9223372036854775807)'::cx_scores, 2, 2);
-- an exact count is read exactly, not through a double
SELECT * FROM score_distribution('(1..2: 9007199254740993 9223372036854775807)'::cx_scores);
-- a total that fits is given, whatever its parts add up to on the way
SELECT responses('(1..3: 9223372036854775807 1 -5)'::cx_scores),
	'(1..3: 9223372036854775807 1 -5)'::cx_scores::json;
SELECT responses('(1..3: -9223372036854775808 -1 1)'::cx_scores) AS least,
	responses('(1..3: -1 4294967296 -4294967296)'::cx_scores) AS minus_one;
SELECT responses('(1..2: -9223372036854775808 -1)'::cx_scores);
SELECT responses(weighted_score_agg(1, 1, 1, 2)) FROM generate_series(1, 3);
