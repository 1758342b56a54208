-- Text form of cx_scores: what is read back is the same, what is malformed is refused.
SELECT s, s::text::cx_scores = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(0..10: 3 0 0 0 1 2 0 4 9 12 20)',
	'(1..5: 1 2 3 4 5)',
	'(0..1: 0 1)',
	'(-5..5: 0 0 0 0 0 1 0 0 0 0 0)',
	'(1..2: -3 3)',
	'(1..3: 9223372036854775807 -9223372036854775808 0)',
	'(-2147483648..-2147483647: 1 1)',
	'(2147483637..2147483647: 1 1 1 1 1 1 1 1 1 1 1)'
]::cx_scores[]) AS s;
-- Blanks are free; the output has one form.
SELECT E'  ( \t) '::cx_scores, E'\n( 1 .. 3:1\t2   3 ) '::cx_scores;

-- Every one of these is refused.
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_scores', input))
FROM unnest(ARRAY[
	'', ' ', '(', ')', '()x', '(())', 'NULL', '{}', '[]',
	'(1..5)', '(1..5:)', '(1..5: 1 2 3 4)', '(1..5: 1 2 3 4 5 6)', '(1..5: 1 2 3 4 5', '1..5: 1 2 3 4 5',
	'(1..5: 1,2,3,4,5)', '(1..5: 1 2 3 4 5) 6', '(1-5: 1 2 3 4 5)', '(1.5: 1 2 3 4 5)',
	'(1..5: 1 2 3 4 x)', '(1..5: 1 2 3 4 5.0)', '(1..5: 1 2 3 4 5e0)', '(1..5: +1 2 3 4 5)',
	'(1..5: - 1 2 3 4 5)',
	'(1..5: 0x1 2 3 4 5)', '(1..5: 1 2 3 4 --5)',
	'(1..5: 9223372036854775808 0 0 0 0)', '(1..5: -9223372036854775809 0 0 0 0)',
	'(1..5: 99999999999999999999999999999 0 0 0 0)',
	'(1..2: 1-1)', '(1..2: 1 1x)', '(1..2 1 1)', '(1..2: -- 1)',
	'(0..11: 1 1 1 1 1 1 1 1 1 1 1 1)', '(5..1: 1 1 1 1 1)', '(3..3: 1)', '(0..0:)', '(0..0: 1)', '(3..3:)',
	'(-2147483648..2147483647: 1)', '(2147483648..2147483649: 1 1)', '(2147483647..-2147483648: 1 1)',
	'(1..5: 0 0 0 0 0)',
	'(٠..١٠: 1 1 1 1 1 1 1 1 1 1 1)'
]) AS input;
SELECT '(1..5: 1 2'::cx_scores;
SELECT '(1..5: 0 0 0 0 0)'::cx_scores;

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_scores_hash(a) = cx_scores_hash(b) AS hash,
	cx_scores_hash_extended(a, 7) = cx_scores_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(1..2: 1 2)'::cx_scores, '(1..2: 1 2)'::cx_scores),
	('(1..2: 1 2)', '(1..2: 2 1)'), ('(1..2: 1 2)', '(2..3: 1 2)'), ('(1..2: 1 0)', '(1..3: 1 0 0)'),
	('()', '()'), ('()', '(1..2: 1 2)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(1..2: 1 2)'::cx_scores), ('(1..2: 1 2)'), ('()')) AS v (s) GROUP BY s
ORDER BY s::text;
SELECT count(*), count(s) FROM (SELECT DISTINCT s
	FROM (VALUES ('()'::cx_scores), ('()'), (NULL)) AS v (s)) AS d;
SELECT s FROM (VALUES ('()'::cx_scores), ('(1..2: 1 2)')) AS v (s) EXCEPT SELECT '()'::cx_scores;
-- every byte counts
SELECT count(*) AS pairs, bool_and((a = b) = (i = j) AND (a <> b) = (i <> j)) AS right
FROM (SELECT i, ('(0..10:' || string_agg(CASE WHEN k = i THEN ' 2' ELSE ' 1' END, ''
	ORDER BY k) || ')')::cx_scores AS a FROM generate_series(0, 10) i, generate_series(0, 10) k GROUP BY i) x,
	(SELECT i AS j, ('(0..10:' || string_agg(CASE WHEN k = i THEN ' 2' ELSE ' 1' END, ''
		ORDER BY k) || ')')::cx_scores AS b FROM generate_series(0, 10) i, generate_series(0, 10) k
		GROUP BY i) y;
SELECT cx_scores_hash_extended('()', 1) <> cx_scores_hash_extended('()', 2) AS seeded,
	cx_weighted_scores_hash_extended('()', 1) <> cx_weighted_scores_hash_extended('()', 2) AS seeded;
-- States have an order, which means nothing: DISTINCT, ORDER BY, a primary key and the least one work.
SELECT a < b AS lt, a <= b AS le, a >= b AS ge, a > b AS gt, sign(cx_scores_cmp(a, b)) AS cmp
FROM (VALUES ('()'::cx_scores, '()'::cx_scores), ('()', '(0..1: 1 0)'), ('(0..1: 1 0)', '()')) AS v (a, b);
CREATE TABLE scores_io (s cx_scores PRIMARY KEY);
INSERT INTO scores_io
SELECT score_agg(1 + j % 4, 1, 4) FROM generate_series(1, 40) i, generate_series(1, i) j GROUP BY i;
INSERT INTO scores_io VALUES ('()');
SELECT count(*) AS states, count(DISTINCT s) AS different, bool_and(s > before) AS sorted,
	bool_and((s = before OR s < before) IS NOT TRUE) AS one_way
FROM (SELECT s, lag(s) OVER (ORDER BY s) AS before FROM scores_io) v;
SELECT (SELECT s FROM scores_io ORDER BY s LIMIT 1) = (SELECT s FROM scores_io w
	WHERE NOT EXISTS (SELECT FROM scores_io v WHERE v.s < w.s)) AS least;
SELECT test.detail('INSERT INTO scores_io SELECT s FROM scores_io LIMIT 1') ~ '23505' AS unique;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT s FROM scores_io WHERE s = '()';
SELECT s FROM scores_io WHERE s = '()';
RESET enable_seqscan;
RESET enable_bitmapscan;
DROP TABLE scores_io;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_scores::json, '(1..3: 1 0 -2)'::cx_scores::json;
SELECT '()'::cx_scores::jsonb, '(1..3: 1 0 -2)'::cx_scores::jsonb;
SELECT '(0..1: 1 2)'::cx_scores::bytea;

-- In tables, arrays, rows and partitions.
CREATE TABLE scores_io (k int, s cx_scores, a cx_scores[]) PARTITION BY HASH (s);
CREATE TABLE scores_io_0 PARTITION OF scores_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE scores_io_1 PARTITION OF scores_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO scores_io SELECT i, s, ARRAY[s, '()', NULL]
FROM generate_series(1, 20) i, LATERAL (SELECT score_agg(1 + j % 4, 1, 4) AS s
	FROM generate_series(1, i) j) v;
SELECT k, s, a FROM scores_io WHERE s = '(1..4: 0 1 1 1)';
SELECT (r).s FROM (SELECT scores_io AS r FROM scores_io WHERE k = 20) v;
DROP TABLE scores_io;
