-- Text form of cx_outcomes: what is read back is the same, what is malformed is refused.
SELECT s, s::text::cx_outcomes = s AS round_trip
FROM unnest(ARRAY['()', '(1..5: 4 of 10, 2 of 12, 0 of 0, 1 of 30, 0 of 41)', '(0..1: -3 of -7, 5 of 1)',
	'(-2147483648..-2147483647: 0 of 1, 9223372036854775807 of -9223372036854775808)']::cx_outcomes[]) AS s;
SELECT E'  ( \t) '::cx_outcomes, E'\n( 0 ..1:1 of2,3  of 4 ) '::cx_outcomes;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_outcomes', input))
FROM unnest(ARRAY['', '(', ')', '()x', '(1..2)', '(1..2:)', '(1..2: 1 of 2)', '(1..2: 1 of 2 3 of 4)',
	'(1..2: 1 of 2, 3 of 4', '(1..2: 1 of 2, 3 of 4) 5', '(1..2: 1 of 2, 3 of 4, 5 of 6)', '(1..2: 1, 2)',
	'(1..2: 1/2, 3/4)', '(1..2: 1.0 of 2, 3 of 4)', '(1..2: 1 of 2, 3 of 9223372036854775808)',
	'(1..2: 0 of 0, 0 of 0)', '(1..1: 1 of 2)', '(2..1: 1 of 2, 1 of 2)', '(0..11: 1 of 2)', 'NULL'])
		AS input;
SELECT '(1..2: 1 of 2'::cx_outcomes;

-- Binary form: version 1, the scale, answers and outcomes of each score.
SELECT encode(cx_outcomes_send('(1..2: 1 of 2, 3 of 4)'), 'hex') AS some,
	encode(cx_outcomes_send('()'), 'hex') AS empty;

-- Equality, hashing, order.
SELECT a = b AS eq, a <> b AS ne, cx_outcomes_hash(a) = cx_outcomes_hash(b) AS hash,
	cx_outcomes_hash_extended(a, 7) = cx_outcomes_hash_extended(b, 7) AS hash_extended,
	sign(cx_outcomes_cmp(a, b)) = -sign(cx_outcomes_cmp(b, a)) AS one_way
FROM (VALUES ('(0..1: 1 of 2, 0 of 1)'::cx_outcomes, '(0..1: 1 of 2, 0 of 1)'::cx_outcomes),
	('(0..1: 1 of 2, 0 of 1)', '(1..2: 1 of 2, 0 of 1)'), ('(0..1: 1 of 2, 0 of 1)', '(0..1: 2 of 2,
		0 of 1)'),
	('(0..1: 1 of 2, 0 of 1)', '(0..1: 1 of 2, 0 of 2)'), ('()', '()'), ('()', '(0..1: 0 of 1, 0 of 0)'))
	AS v (a, b);
CREATE TABLE outcomes_io (k int, s cx_outcomes, a cx_outcomes[], PRIMARY KEY (k, s)) PARTITION BY HASH (s);
CREATE TABLE outcomes_io_0 PARTITION OF outcomes_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE outcomes_io_1 PARTITION OF outcomes_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO outcomes_io SELECT i, s, ARRAY[s, '()', NULL]
FROM generate_series(1, 20) i,
	LATERAL (SELECT outcome_agg(j % 2, j % 3 = 0, 0, 1) AS s FROM generate_series(1, i) j) v;
SELECT k, s, a FROM outcomes_io WHERE s = '(0..1: 1 of 4, 1 of 4)';
SELECT count(*), count(DISTINCT s) FROM outcomes_io;
DROP TABLE outcomes_io;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_outcomes::json, '(1..2: 1 of 2, 3 of 4)'::cx_outcomes::json;
SELECT '()'::cx_outcomes::jsonb, '(1..2: 1 of 2, 3 of 4)'::cx_outcomes::jsonb;
SELECT '()'::cx_outcomes::bytea;
SELECT test.refusal('SELECT ''()''::cx_outcomes + ''()''::cx_scores');
