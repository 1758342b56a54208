-- Text form of cx_churn: what is read back is the same, what is malformed is refused.
SELECT s, s::text::cx_churn = s AS round_trip
FROM unnest(ARRAY['()', '(50 of 500)', '(0 of 1)', '(1 of 0)', '(-3 of -7)',
	'(9223372036854775807 of -9223372036854775808)']::cx_churn[]) AS s;
SELECT E'  ( \t) '::cx_churn, E'\n(1  of2 ) '::cx_churn;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_churn', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(1)', '(1 of)', '(of 1)', '(1 of 2', '1 of 2', '(1 of 2) 3',
	'(1/2)', '(1, 2)', '(1 of 2 of 3)', '(1.0 of 2)', '(+1 of 2)', '(- 1 of 2)', '(1 OF 2)',
	'(0x1 of 2)', '(1e0 of 2)', '(9223372036854775808 of 1)', '(0 of 0)', '(0 of -0)', 'NULL']) AS input;
SELECT '(50 of 500'::cx_churn;
SELECT '(0 of 0)'::cx_churn;

-- Binary form: version 1, before, lost.
SELECT encode(cx_churn_send('(50 of 500)'), 'hex') AS some, encode(cx_churn_send('()'), 'hex') AS empty;

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_churn_hash(a) = cx_churn_hash(b) AS hash,
	cx_churn_hash_extended(a, 7) = cx_churn_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(1 of 2)'::cx_churn, '(1 of 2)'::cx_churn), ('(1 of 2)', '(2 of 1)'), ('(1 of 2)', '(1 of 3)'),
	('()', '()'), ('()', '(0 of 1)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(1 of 2)'::cx_churn), ('(1 of 2)'), ('()')) AS v (s) GROUP BY s
ORDER BY s::text;
SELECT cx_churn_hash_extended('()', 1) <> cx_churn_hash_extended('()', 2) AS seeded;
SELECT test.detail($$SELECT '()'::cx_churn < '()'::cx_churn$$);

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_churn::json, '(50 of 500)'::cx_churn::json, '()'::cx_churn::jsonb,
	'(50 of 500)'::cx_churn::jsonb;
SELECT '()'::cx_churn::bytea;

CREATE TABLE churn_io (k int, s cx_churn, a cx_churn[]) PARTITION BY HASH (s);
CREATE TABLE churn_io_0 PARTITION OF churn_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE churn_io_1 PARTITION OF churn_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO churn_io SELECT i, s, ARRAY[s, '()', NULL]
FROM generate_series(1, 20) i, LATERAL (SELECT churn_agg(true, j % 3 = 0) AS s
	FROM generate_series(1, i) j) v;
SELECT k, s, a FROM churn_io WHERE s = '(3 of 4)';
SELECT (r).s FROM (SELECT churn_io AS r FROM churn_io WHERE k = 20) v;
DROP TABLE churn_io;
