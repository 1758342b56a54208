-- What is not a score is refused, by name, with a hint; nothing is rounded, clamped or dropped.
\set VERBOSITY verbose
\set SHOW_CONTEXT never
\pset format unaligned
\pset tuples_only
SELECT format('%s(%s)%s: %s', f, arguments, E'\n', test.refusal(format('SELECT %s(%s)', f, arguments)))
FROM (VALUES
	(1, 'nps', '11'), (2, 'nps', '-1'), (3, 'nps', '11::smallint'), (4, 'nps', '11::bigint'),
	(5, 'nps', '10.5'), (6, 'nps', '6.5'), (7, 'nps', '6.5::real'),
	(8, 'nps', '''NaN''::float8'), (9, 'nps', '''Infinity''::float8'), (10, 'nps', '''-Infinity''::numeric'),
	(11, 'nps', '1e300::float8'), (12, 'nps', '-0.5::float8'), (13, 'nps', '2147483648'),
	(14, 'nps', '4294967303'),
	(15, 'csat', '0'), (16, 'csat', '6::smallint'), (17, 'ces', '8'), (18, 'ces', '4.2'),
	(20, 'score_agg', '0, 1, 5'), (21, 'score_agg', '5.5, 1, 5'), (22, 'score_agg', '3, 5, 1'),
	(23, 'score_agg', '3, 3, 3'), (24, 'score_agg', '3, 0, 11'), (25, 'score_agg', '3, 0, 100'),
	(26, 'score_agg', '3, NULL, 5'), (27, 'score_agg', '3, 1, NULL'), (28, 'score_agg', 'NULL::int, 1, NULL'),
	(29, 'score_agg', 'NULL::smallint, 5, 1'), (30, 'score_agg', 'NULL::float8, 0, 100'),
	(31, 'score_agg', '3::bigint, 0.5, 5'), (32, 'score_agg', '3::bigint, 0, 1e10'),
	(33, 'score_agg', '3::numeric, ''NaN'', 5'), (34, 'score_agg', '0, -2147483648, 2147483647'),
	(35, 'score_agg', '0, 2147483647, -2147483648'),
	(36, 'score_agg', '0, 0, 0'), (37, 'score_agg', '0::smallint, 0, 0'),
	(38, 'score_agg', '0::float8, 0, 0'), (39, 'score_agg', 'NULL::int, 0, 0'), (40, 'nps', '0, 0, 0'),
	(41, 'cx_scores_uncount', '''()'', 0, 0, 0'),
	(42, 'score_agg', '3::float8, NULL, 5'), (43, 'score_agg', '3::float8, 1, NULL'),
	(44, 'score_agg', '0::smallint, NULL, 5'),
	(45, 'weighted_score_agg', '50, 1, 0, 100'), (46, 'weighted_score_agg', '50::smallint, 1, 0, 100'),
	(47, 'weighted_score_agg', '50::float8, 1, 0, 100'), (48, 'weighted_score_agg', '0, 1, 0, 0'),
	(49, 'nps', '9, 0, 9')
) v (k, f, arguments) ORDER BY k;
-- a scale that changes from row to row
SELECT test.refusal('SELECT score_agg(3, 1, high) FROM (VALUES (5), (7)) v (high)');
-- states of different scales
SELECT test.refusal('SELECT rollup(s) FROM (VALUES (''(1..2: 1 0)''::cx_scores), '
	'(''(1..3: 1 0 0)'')) v (s)');
SELECT test.refusal('SELECT ''(1..2: 1 0)''::cx_scores + ''(0..1: 1 0)''');
SELECT test.refusal('SELECT ''(1..2: 1 0)''::cx_scores - ''(0..1: 1 0)''');
-- a transition called by hand cannot spoil a state either
SELECT test.refusal('SELECT cx_scores_count_nps(''(1..5: 1 1 1 1 1)'', 3)');
SELECT test.refusal('SELECT cx_scores_count(''(1..5: 1 1 1 1 1)'', 3, 1, 7)');
SELECT cx_scores_count('()', 3, 1, 5), cx_scores_count(NULL, 3, 1, 5),
	cx_scores_uncount('(1..5: 0 0 1 0 0)', 3, 1, 5), cx_scores_uncount('()', 3, 1, 5);
SELECT cx_scores_count_nps(NULL, 9), cx_scores_count_nps('()', NULL::int),
	cx_weighted_scores_count(NULL, 9, 1, 0, 10), cx_weighted_scores_count('()', NULL::int, 1, 0, 10);
SELECT s, cx_scores_count_nps(s, 9), s FROM (VALUES ('(0..10: 0 0 0 0 0 0 0 0 0 1 0)'::cx_scores)) v (s);

-- A difference is a state, and its counts may be read; a metric of it is an error.
CREATE TEMP TABLE d AS
SELECT '(0..10: 1 0 0 0 0 0 0 0 0 5 0)'::cx_scores - '(0..10: 3 0 0 0 0 0 0 0 0 2 0)' AS d;
SELECT d, responses(d), promoters(d), detractors(d), score_count(d, 0, 0) FROM d;
SELECT d + '(0..10: 3 0 0 0 0 0 0 0 0 2 0)', nps(d + '(0..10: 3 0 0 0 0 0 0 0 0 2 0)') FROM d;
SELECT format('%s: %s', f, test.refusal(format('SELECT %s FROM d', f)))
FROM unnest(ARRAY['nps(d)', 'nps_std_error(d)', 'nps_ci(d)', 'csat(d)', 'csat_std_error(d)', 'csat_ci(d)',
	'ces(d)',
	'ces_std_error(d)', 'ces_ci(d)', 'ces_easy(d)', 'ease_index(d)', 'mean_score(d)', 'score_share(d, 9, 10)',
	'score_share_std_error(d, 9, 10)', 'score_distribution(d)', 'nps_change(d, d)', 'csat_change(d, d)',
	'ces_change(d, d)']) f;
SELECT test.refusal('SELECT nps(s) FROM (SELECT rollup(d) AS s FROM d) v');
SELECT test.refusal('SELECT csat(''(1..5: 0 0 9 0 -1)''::cx_scores)');
DROP TABLE d;
