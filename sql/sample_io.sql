-- Text form of cx_sample: what is read back is the same, what no clusters can have made is refused.
SELECT s, s::text::cx_sample = s AS round_trip
FROM unnest(ARRAY[
	'()',
	'(stratum: clusters 3, answers 0)',
	'(weighted stratum: clusters 1, answers 0)',
	'(strata 2, lonely 1: clusters 3, answers 0)',
	'(stratum: clusters 4, answers 9; 1..3: 3 2 4 / 5 2 4 / 2 1 / 6)',
	'(weighted stratum: clusters 2, answers 3; 1..2: 0.5 2 / 0.25 0.5 / 2)',
	'(strata 2, lonely 0: clusters 7, answers 30; 1..3: 30 20 40 / 50 25 / 5 -2 -3 / 2 1 / 6)',
	'(weighted strata 1, lonely 1: clusters 1, answers 2; 1..2: 3 4.5 / 56.25 56.25 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 0 0 / 0 0 / 0)',
	'(stratum: clusters 4, silent 1, answers 9; 1..3: 3 2 4 / 5 2 4 / 2 1 / 6)',
	'(weighted strata 2, lonely 0: clusters 7, silent 5, answers 30; 1..2: 30 20 / 50 40 / 5 -2 / 2)'
]::cx_sample[]) AS s;
-- blanks are free; the settings for floats are not looked at
SET extra_float_digits = -15;
SELECT E' ( weighted  stratum: clusters 2, answers\t3;1..2: 5e-1 2/0.25 0.5e0 / 2\n) '::cx_sample;
RESET extra_float_digits;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_sample', input))
FROM unnest(ARRAY['', '(', ')', '() x', '(stratum)', '(stratum: clusters 2)',
	'(stratum: clusters 2, answers 1)',
	'(stratum: clusters 2, answers 0; 1..2: 0 0 / 0 0 / 0)', '(stratum: clusters 0, answers 0)',
	'(stratum: clusters -1, answers 0)', '(stratum: clusters 1, answers -1; 1..2: 1 1 / 1 1 / 1)',
	'(weighted: clusters 1, answers 0)', '(strata 0, lonely 0: clusters 1, answers 0)',
	'(strata -1, lonely 0: clusters 1, answers 0)', '(strata 2, lonely 0: clusters 1, answers 0)',
	'(strata 1, lonely 2: clusters 2, answers 0)', '(strata 1, lonely -1: clusters 2, answers 0)',
	'(strata 1: clusters 2, answers 0)', '(strata 1, lonely 0: clusters 0, answers 0)',
	'(stratum: clusters 2, answers 2; 1..12: 1 1)', '(stratum: clusters 2, answers 2; 2..2: 1 / 1)',
	'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 0)',
		'(stratum: clusters 2, answers 2; 1..2: 1 1 1 / 1 0 / 1)',
	'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 0 / 1',
		'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 / 0 1)',
	'(stratum: clusters 2, answers 3; 1..2: 1 1 / 1 0 / 1)',
		'(stratum: clusters 2, answers 2; 1..2: 1.5 0.5 / 1 0 / 1)',
	'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1.5 0 / 1)',
		'(stratum: clusters 2, answers 2; 1..2: 2 0 / 1 0 / 0)',
	'(stratum: clusters 2, answers 2; 1..2: 1 1 / 2 0 / 1)',
		'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 2 / 1)',
	'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 -1 / 1)',
		'(stratum: clusters 2, answers 2; 1..2: 3 -1 / 9 0 / 1)',
	'(stratum: clusters 2, answers 4; 1..2: 4 0 / 4 0 / 0)',
		'(stratum: clusters 2, answers 2; 1..2: 2 0 / 4 1 / 0)',
	'(weighted stratum: clusters 2, answers 2; 1..2: 0 0 / 0 0 / 0)',
	'(weighted stratum: clusters 2, answers 2; 1..2: nan 1 / 1 0 / 1)',
	'(weighted stratum: clusters 2, answers 2; 1..2: 1e-101 1 / 1e-202 0 / 1)',
	'(weighted stratum: clusters 2, answers 2; 1..2: 1e101 1 / 1e202 0 / 1)',
	'(weighted stratum: clusters 2, answers 2; 1..2: 1~1 1 / 1 0 / 1)',
	'(weighted stratum: clusters 2, answers 2; 1..2: 1 1 / 1~1 0 / 1)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / -1 1 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 2 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 2 2.1 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 2 1.4 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 0 1 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 2 0 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 1e300 1e300 / 0 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 0 0 / -1 0 / 0)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 0 0 / 1 2 / 1)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 0 0 / 1 -2 / 1)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 0 0 / 1e300 0 / 1)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 1 0 / 0 0 / 1 0 / 1)',
	'(strata 2, lonely 0: clusters 2, answers 2; 1..2: 1 1 / 0 0 / 1 0 / 1)',
	'(strata 1, lonely 0: clusters 2, answers 2; 1..2: 0 0 / 0 0 / 0 0 / 0)']) AS input;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_sample', input))
FROM unnest(ARRAY['(stratum: clusters 2, silent -1, answers 2; 1..2: 1 1 / 1 0 / 1)',
	'(stratum: clusters 2, silent 2, answers 2; 1..2: 1 1 / 1 0 / 1)',
	'(stratum: clusters 2, silent 1, answers 0)',
	'(strata 2, lonely 0: clusters 3, silent 2, answers 2; 1..2: 1 1 / 0 0 / 0 0 / 0)']) AS input;
-- Binary form: version 1, flags, bounds, clusters, answers; then sums. Of strata their numbers, too.
SELECT encode(cx_sample_send('()'), 'hex') AS empty,
	encode(cx_sample_send('(weighted strata 2, lonely 1: clusters 3, answers 0)'), 'hex') AS strata;
SELECT substr(encode(cx_sample_send(s), 'hex'), 1, 52) AS head, length(cx_sample_send(s)) AS bytes
FROM (VALUES ('(stratum: clusters 4, answers 9; 1..3: 3 2 4 / 5 2 4 / 2 1 / 6)'::cx_sample)) v (s);
SELECT substr(encode(cx_sample_send(
	'(stratum: clusters 4, silent 1, answers 9; 1..3: 3 2 4 / 5 2 4 / 2 1 / 6)'), 'hex'), 1, 68) AS head;

-- Equality, hashing, order.
SELECT a = b AS eq, a <> b AS ne, cx_sample_hash(a) = cx_sample_hash(b) AS hash,
	cx_sample_hash_extended(a, 7) = cx_sample_hash_extended(b, 7) AS hash_extended,
	sign(cx_sample_cmp(a, b)) = -sign(cx_sample_cmp(b, a)) AS one_way
FROM (VALUES ('(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 0 / 1)'::cx_sample,
		'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 0 / 1)'::cx_sample),
	('(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 0 / 1)',
		'(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 1 / 1)'),
	('(stratum: clusters 2, answers 2; 1..2: 1 1 / 1 0 / 1)',
		'(weighted stratum: clusters 2, answers 2; 1..2: 1 1 / 1 0 / 1)'),
	('()', '()'), ('()', '(stratum: clusters 1, answers 0)')) AS v (a, b);
CREATE TABLE sample_io (s cx_sample PRIMARY KEY);
INSERT INTO sample_io SELECT sample_agg(s) FROM (SELECT i, j, csat_agg(1 + (i * j + k) % 5) AS s
	FROM generate_series(1, 20) i, generate_series(1, i) j, generate_series(1, j) k GROUP BY i, j) v
		GROUP BY i;
INSERT INTO sample_io VALUES ('()');
SELECT count(*) AS states, count(DISTINCT s) AS different, bool_and(s > before) AS sorted
FROM (SELECT s, lag(s) OVER (ORDER BY s) AS before FROM sample_io) v;
SELECT test.detail('INSERT INTO sample_io SELECT s FROM sample_io LIMIT 1') ~ '23505' AS unique;
DROP TABLE sample_io;
-- Weights that differ in their last digits only have no variance, so nothing varies together with them, and
-- what is written is read.
SELECT s, s = s::text::cx_sample AS text
FROM (SELECT strata_agg(s) AS s FROM (SELECT sample_agg(s) AS s
	FROM (SELECT weighted_score_agg(score, weight, 1, 2) AS s
		FROM (VALUES (1, 1, 0.3), (1, 2, 1), (2, 1, 0.1), (2, 1, 0.2), (2, 2, 2), (3, 1, 0.3), (3, 2, 5))
			v (customer, score, weight) GROUP BY customer) w) x) y;

SELECT '()'::cx_sample::json,
	'(stratum: clusters 4, answers 9; 1..3: 3 2 4 / 5 2 4 / 2 1 / 6)'::cx_sample::json;
SELECT '(stratum: clusters 3, answers 0)'::cx_sample::jsonb,
	'(strata 2, lonely 0: clusters 7, answers 30; 1..2: 30.5 20 / 50 25 / 5 -2 / 2)'::cx_sample::jsonb;
SELECT test.sqlstate($$SELECT '()'::cx_sample - '()'$$) AS minus,
	test.sqlstate($$SELECT '()'::cx_sample::cx_scores$$) AS cast;
