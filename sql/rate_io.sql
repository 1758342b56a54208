-- Text form of cx_rate: what is read back is the same, what is malformed is refused.
SELECT s, s::text::cx_rate = s AS round_trip
FROM unnest(ARRAY['()', '(50 of 500)', '(0 of 1)', '(1 of 0)', '(-3 of -7)',
	'(9223372036854775807 of -9223372036854775808)']::cx_rate[]) AS s;
SELECT E'  ( \t) '::cx_rate, E'\n(1  of2 ) '::cx_rate;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_rate', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(1)', '(1 of)', '(of 1)', '(1 of 2', '1 of 2', '(1 of 2) 3',
	'(1/2)', '(1, 2)', '(1 of 2 of 3)', '(1.0 of 2)', '(+1 of 2)', '(- 1 of 2)', '(1 OF 2)',
	'(0x1 of 2)', '(1e0 of 2)', '(9223372036854775808 of 1)', '(0 of 0)', '(0 of -0)', 'NULL']) AS input;
SELECT '(50 of 500'::cx_rate;
SELECT '(0 of 0)'::cx_rate;

-- Binary form: version 1, trials, successes.
SELECT encode(cx_rate_send('(50 of 500)'), 'hex') AS some, encode(cx_rate_send('()'), 'hex') AS empty;

-- Equality, hashing, order.
SELECT a = b AS eq, a <> b AS ne, cx_rate_hash(a) = cx_rate_hash(b) AS hash,
	cx_rate_hash_extended(a, 7) = cx_rate_hash_extended(b, 7) AS hash_extended,
	sign(cx_rate_cmp(a, b)) = -sign(cx_rate_cmp(b, a)) AS one_way
FROM (VALUES ('(1 of 2)'::cx_rate, '(1 of 2)'::cx_rate), ('(1 of 2)', '(2 of 1)'), ('(1 of 2)', '(1 of 3)'),
	('()', '()'), ('()', '(0 of 1)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(1 of 2)'::cx_rate), ('(1 of 2)'), ('()')) AS v (s) GROUP BY s
ORDER BY s::text;
CREATE TABLE rate_io (k int, s cx_rate, a cx_rate[], PRIMARY KEY (k, s)) PARTITION BY HASH (s);
CREATE TABLE rate_io_0 PARTITION OF rate_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE rate_io_1 PARTITION OF rate_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO rate_io SELECT i, s, ARRAY[s, '()', NULL]
FROM generate_series(1, 20) i, LATERAL (SELECT rate_agg(j % 3 = 0) AS s FROM generate_series(1, i) j) v;
SELECT k, s, a FROM rate_io WHERE s = '(2 of 8)';
SELECT (r).s FROM (SELECT rate_io AS r FROM rate_io WHERE k = 20) v;
SELECT count(*), count(DISTINCT s) FROM rate_io;
DROP TABLE rate_io;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_rate::json, '(50 of 500)'::cx_rate::json, '()'::cx_rate::jsonb, '(50 of 500)'::cx_rate::jsonb;
SELECT '()'::cx_rate::bytea;
-- A state of customers is no state of rows, though it looks alike.
SELECT test.refusal('SELECT ''(1 of 2)''::cx_rate + ''(1 of 2)''::cx_churn');
