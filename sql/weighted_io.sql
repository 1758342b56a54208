-- Text form of cx_weighted_scores: what is read back is the same, what no rows can have made is refused.
SELECT s, s::text::cx_weighted_scores = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(1..3: 0.5 1 2.5 / 4 / 0.25 1 3.25)',
	'(1..2: 1 0 / 1 / 1 0)',
	'(-1..1: 0 0 1e-100 / 1 / 0 0 1e-200)',
	'(0..10: 0 0 0 0 0 0 0 0 0 0 1e+100 / 1 / 0 0 0 0 0 0 0 0 0 0 1e+200)'
]::cx_weighted_scores[]) AS s;
-- what a sum leaves out is carried along
SELECT s, s::text::cx_weighted_scores = s AS round_trip
FROM (SELECT weighted_score_agg(1, 0.1, 1, 2) AS s FROM generate_series(1, 3)) v;
SELECT bool_and(s::text::cx_weighted_scores = s) AS round_trip
FROM (SELECT weighted_score_agg(i % 11, exp((i * 37 % 101) - 50), 0, 10) AS s
	FROM generate_series(1, 5000) i GROUP BY i % 50) v;
-- blanks are free; the settings for floats are not looked at
SET extra_float_digits = -15;
SELECT E' ( 1 .. 2 : 0.5e1\t2.500/3 /20\n6.25 ) '::cx_weighted_scores,
	weighted_score_agg(1, 1 / 3.0::float8, 1, 2) FROM generate_series(1, 1);
RESET extra_float_digits;

SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_weighted_scores', input))
FROM unnest(ARRAY[
	'', '(', '() ()', '(1..2: 1 2)', '(1..2: 1 2 / 2)', '(1..2: 1 2 / 2 / 1 4', '(1..2: 1 2 / 2 / 1 4) x',
	'(1..2: 1 / 2 / 1 4)', '(1..2: 1 2 3 / 3 / 1 4)', '(1..2: 1 2 / 2.5 / 1 4)', '(1..2: 1 2 / 2 / 5)',
	'(1..2: 1 2 / 2 / 1 4 5)', '(1..2: nan 2 / 2 / 1 4)', '(1..2: 1 inf / 2 / 1 4)',
	'(1..2: 1 1e999 / 2 / 1 4)', '(1..2: 1 2 / 2 / 1 inf)', '(1..2: 0x1 2 / 2 / 1 4)',
	'(1..2: +1 2 / 2 / 1 4)', '(1..2: .5 2 / 2 / 1 4)', '(1..2: 1 2~ / 2 / 1 4)',
	'(1..2: 1 2~nan / 2 / 1 4)', '(1..2: 1 2 / 2 / 1 4~)',
	'(0..11: 1 1 1 1 1 1 1 1 1 1 1 1 / 12 / 1 1 1 1 1 1 1 1 1 1 1 1)', '(2..1: 1 1 / 2 / 1 1)',
	'(3..3: / 0 / )', '(0..0: / 1 / )', '(0..0: 1 / 1 / 1)',
	'(1..2: -1 2 / 2 / 1 4)', '(1..2: -0 2 / 2 / 0 4)', '(1..2: 1 2~1 / 2 / 1 4)',
	'(1..2: 1 0~1e-20 / 2 / 1 0)', '(1..2: 1 2~-0 / 2 / 1 4)', '(1..2: --1 2 / 2 / 1 4)',
	'(1..2: 1 2~1e-310 / 2 / 1 4)', '(1..2: 1 2~-1e-17-1 / 2 / 1 4)', '(1..2: 1 1e-400 / 2 / 1 1e-800)',
	'(1..2: 1e-101 0 / 1 / 1e-202 0)', '(1..2: 1e101 0 / 1 / 1e202 0)', '(1..2: 0 0 / 0 / 0 0)',
	'(1..2: 0 0 / 1 / 0 0)', '(1..2: 0 0 / 1 / 1 0)', '(1..2: 1 2 / 1 / 1 4)', '(1..2: 1 2 / 0 / 1 4)',
	'(1..2: 1 2 / -2 / 1 4)',
	'(1..2: 1 2 / 2 / 1 0)', '(1..2: 1 2 / 2 / 0 4)', '(1..2: 1 0 / 2 / 1 4)', '(1..2: 1 2 / 2 / 1 -4)',
	'(1..2: 1 2 / 2 / 1 4~1)', '(1..2: 1 2 / 2 / 1 4~-0)',
	-- squares that no row, or no so few rows, can have made of these weights
	'(1..2: 1 2 / 2 / 1 4.1)', '(1..2: 1 2 / 2 / 1 2)', '(1..2: 1 2 / 2 / 1 3.9)', '(1..2: 1 2 / 3 / 1 1.9)',
	'(1..2: 1 2 / 9 / 1 1e-300)'
]) AS input;
-- and those that they can
SELECT test.detail(format('SELECT %L::cx_weighted_scores', input)) AS "1 and 2"
FROM unnest(ARRAY['(1..2: 1 2 / 2 / 1 4)', '(1..2: 1 2 / 3 / 1 2)', '(1..2: 1 2 / 3 / 1 3.9)',
	'(1..2: 1 2 / 9 / 1 4)']) AS input;

-- Equality, hashing, grouping, order.
SELECT a = b AS eq, a <> b AS ne, cx_weighted_scores_hash(a) = cx_weighted_scores_hash(b) AS hash,
	cx_weighted_scores_hash_extended(a, 7) = cx_weighted_scores_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(1..2: 1 2 / 2 / 1 4)'::cx_weighted_scores, '(1..2: 1 2 / 2 / 1 4)'::cx_weighted_scores),
	('(1..2: 1 2 / 2 / 1 4)', '(1..2: 1 2 / 3 / 1 4)'), ('(1..2: 1 2 / 2 / 1 4)', '(2..3: 1 2 / 2 / 1 4)'),
	('(1..2: 1 2 / 3 / 1 4)', '(1..2: 1 2 / 3 / 1 3)'),
	('(1..2: 1 2 / 3 / 1 3)', '(1..2: 1 2 / 3 / 1 3~1e-17)'),
	('()', '()'), ('()', '(1..2: 1 2 / 2 / 1 4)')) AS v (a, b);
SELECT s, count(*)
FROM (VALUES ('(1..2: 1 2 / 2 / 1 4)'::cx_weighted_scores), ('(1..2: 1 2 / 2 / 1 4)'), ('()')) AS v (s)
GROUP BY s ORDER BY s::text;
CREATE TABLE weighted_io (s cx_weighted_scores PRIMARY KEY);
INSERT INTO weighted_io
SELECT weighted_score_agg(1 + j % 4, 0.1 + j % 3, 1, 4) FROM generate_series(1, 40) i, generate_series(1, i) j
GROUP BY i;
INSERT INTO weighted_io VALUES ('()');
SELECT count(*) AS states, count(DISTINCT s) AS different,
	bool_and(s > before) AS sorted, bool_and((s = before OR s < before) IS NOT TRUE) AS one_way
FROM (SELECT s, lag(s) OVER (ORDER BY s) AS before FROM weighted_io) v;
SELECT (SELECT s FROM weighted_io ORDER BY s LIMIT 1) = (SELECT s FROM weighted_io w
	WHERE NOT EXISTS (SELECT FROM weighted_io v WHERE v.s < w.s)) AS least;
SELECT test.detail('INSERT INTO weighted_io SELECT s FROM weighted_io LIMIT 1') ~ '23505' AS unique;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT s FROM weighted_io WHERE s = '()';
SELECT s FROM weighted_io WHERE s = '()';
RESET enable_seqscan;
RESET enable_bitmapscan;
DROP TABLE weighted_io;

SELECT '()'::cx_weighted_scores::json, '(1..3: 0.5 1 2.5 / 4 / 0.25 1 3.25)'::cx_weighted_scores::json;
SELECT '()'::cx_weighted_scores::jsonb, '(1..3: 0.5 1 2.5 / 4 / 0.25 1 3.25)'::cx_weighted_scores::jsonb;
SELECT test.sqlstate($$SELECT '()'::cx_weighted_scores - '()'$$) AS minus,
	test.sqlstate($$SELECT '()'::cx_weighted_scores::cx_scores$$) AS cast;
