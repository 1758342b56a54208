-- Text form of cx_durations: what is read back is the same, what is malformed is refused.
SELECT s, s::text::cx_durations = s AS round_trip, duration_count(s), mean_hours(s)
FROM unnest(ARRAY['()', '(1: 0)', '(1: 0.000001)', '(1: 60, 3: 5400.5)', '(2: 0, 4: 0.5, 1: 3600)',
	'(1: 9223372036854.775807)', '(9223372036854775807: 85070591730234615838173535747377.725249)',
	'(9223372036854775807: 0)']::cx_durations[]) AS s;
SELECT s, s::text::cx_durations = s AS round_trip FROM unnest(ARRAY['(#0 -1: 0)',
	'(#3201 -1: -60.5, #3500 2: 7)', '( # 8080 0 :-0.000001 )',
	'(#3201 -9223372036854775808: 85070591730234615838173535747377.725249)',
	'(#0 1: 0)']::cx_durations[]) AS s;
-- Blanks are free; the output has one form.
SELECT E' ( \t) '::cx_durations, E'\n(1:60 ,3 : 5400.500000 )'::cx_durations, '(01: 0060.0)'::cx_durations;
-- Every one of these is refused.
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_durations', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(())', 'NULL', '{}', '(60)', '(1:)', '(:60)', '(1 60)', '(1: x)',
	'(1: 60', '(1: 60,)', '(1: 60 2: 240)', '(1: 60) x', '(1: 60.)', '(1: .5)', '(1: 60.1234567)', '(1: 6e1)',
	'(1: -60)', '(-1: 60)', '(0: 0)', '(1.5: 60)', '(1: inf)', '(1: nan)', '(1: 0x10)', '(1: 60.5.5)',
	'(9223372036854775808: 0)', '(1: 9223372036854.775808)', '(1: 400000000000000000000000000000000000000)',
	'(1: 99999999999999999999999999999999999999999999999999)',
	'(1: 60, 1: 60)', '(1: 60, 1: 59)', '(2: 120, 1: 60)', '(2: 0.000001)', '(2: 36240.000001)',
		'(2: 0, 1: 0)',
	'(9223372036854775807: 0, 1: 60)', '(1: ٦٠)',
	'(#)', '(#1)', '(#3201 1)', '(#3201 1:)', '(#3201 0: 0)', '(#-1 1: 1)', '(#1 1: 1)',
	'(#8081 1: 1)', '(#0 -1: 1)', '(#3201 -1: 0, #3201 1: 1)',
	'(#3328 -1: 0, #3201 1: 1)', '(#3201 -1: 0, 1: 60)', '(#3201 -1: --1)',
	'(#3201 -1: 0', '(#3201 -1: 0) x', '(#3201 -1: 200000000000000000000000000000000)',
	'(#3201 9223372036854775807: 0, #3328 1: 0)', '(#3201 -9223372036854775809: 0)']) AS input;
SELECT '(2: 0.000001)'::cx_durations;

-- Binary form: version, buckets, then the count and the sum, in two halves, of each.
SELECT s, encode(cx_durations_send(s), 'hex')
	FROM unnest('{(),"(1: 0)","(1: 60, 3: 5400.5)","(#3328 -1: -60)"}'::cx_durations[]) s;

-- Equality, hashing, order and grouping.
SELECT a, b, a = b AS eq, a <> b AS ne, cx_durations_hash(a) = cx_durations_hash(b) AS hash,
	cx_durations_hash_extended(a, 7) = cx_durations_hash_extended(b, 7) AS hash_extended,
	cx_durations_cmp(a, b) = 0 AS cmp, (a < b) <> (a >= b) AND (a > b) <> (a <= b) AS total
FROM (VALUES ('(1: 60)'::cx_durations, '(1: 60.0)'::cx_durations), ('(1: 60)', '(1: 60.000001)'),
	('(1: 60)', '(2: 120)'), ('()', '()'), ('()', '(1: 0)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(1: 60)'::cx_durations), ('(1: 60)'), ('()'), (NULL)) v (s)
	GROUP BY s ORDER BY s::text;

-- Casts are explicit, and only to json and jsonb. Seconds: a bucket holds those from least to most.
SELECT '()'::cx_durations::json, '(1: 0, 1: 60, 3: 5400.5)'::cx_durations::json;
SELECT '(1: 0.000001, 1: 9223372036854.775807)'::cx_durations::jsonb;
SELECT '()'::cx_durations::bytea;

-- In tables, with a short header, toasted, in arrays and partitions. A hundred
-- durations take at most 500 bytes.
CREATE TABLE stored (k int, s cx_durations, a cx_durations[]) PARTITION BY HASH (s);
CREATE TABLE stored_0 PARTITION OF stored FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE stored_1 PARTITION OF stored FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO stored SELECT n, s, ARRAY[s, '()', NULL]
FROM unnest('{0,1,5,100,20000}'::int[]) n,
	LATERAL (SELECT duration_agg(exp(i / 1000.0) * interval '0.1 second') AS s
	FROM generate_series(1, n) i) v;
SELECT k, duration_count(s), s = a[1] AS same, s = s::text::cx_durations AS text,
	pg_column_size(s) < 100000 AS small,
	s - a[1] AS nothing, (s + a[2]) = s AS neutral, duration_count(rollup(s) OVER (PARTITION BY k)) AS rolled
FROM stored ORDER BY k;
SELECT duration_count(rollup(s)), duration_count(rollup(a[1])) FROM stored;
SELECT count(DISTINCT s) FROM stored;
SELECT bool_and(bytes <= 500) AS small, count(*)
FROM (SELECT g, pg_column_size(duration_agg(exp(8 + 1.5 * z) * interval '1 second')) AS bytes
	FROM (SELECT setseed(0.1)) s, LATERAL (SELECT i % 200 AS g,
		sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) AS z
		FROM generate_series(1, 20000) i) v GROUP BY g) w;
DROP TABLE stored;
-- A state that somebody's own aggregate left as it was worked in, of few rows and of many.
CREATE AGGREGATE left_open(interval) (SFUNC = cx_durations_count, STYPE = cx_durations, INITCOND = '()',
	COMBINEFUNC = cx_durations_add, PARALLEL = SAFE);
SELECT n, o = c AS equal, c = o AS alike, o::text = c::text AS text,
	cx_durations_send(o) = cx_durations_send(c) AS binary,
	o::json::text = c::json::text AS json, cx_durations_hash(o) = cx_durations_hash(c) AS hash,
		o + o = c + c AS sum,
	o - c AS nothing, c - o AS none, duration_count(o), median_hours(o) = median_hours(c) AS median,
	share_within(o, '1 minute') = share_within(c, '1 minute') AS share, cx_durations_close(o) = c AS closed
FROM unnest('{1,40,5000}'::int[]) n, LATERAL (SELECT left_open(d) AS o, duration_agg(d) AS c
	FROM (SELECT (i * 7919 % 4001) * interval '1 second' AS d FROM generate_series(1, n) i) w) v;
SELECT rollup(o) = rollup(c) AS rolled, rollup(o ORDER BY n DESC) = rollup(c) AS other_order
FROM unnest('{1,40,5000}'::int[]) n, LATERAL (SELECT left_open(d) AS o, duration_agg(d) AS c
	FROM (SELECT (i * 7919 % 4001) * interval '1 second' AS d FROM generate_series(1, n) i) w) v;
DROP AGGREGATE left_open(interval);
-- Sorting states that an aggregate of somebody's left open keeps nothing of what a comparison needs.
CREATE AGGREGATE test_open(interval) (SFUNC = cx_durations_count, STYPE = cx_durations, INITCOND = '()');
CREATE TABLE open AS SELECT test_open((600 + (i * j) % 300) * interval '1 second') AS s
FROM generate_series(1, 500) i, generate_series(1, 200) j GROUP BY i;
SELECT bytes < 1000000 AS little
FROM (SELECT (SELECT sum(used_bytes) FROM pg_backend_memory_contexts WHERE name ~ 'Sort') AS bytes
	FROM (SELECT s FROM open ORDER BY s OFFSET 0) v LIMIT 1) w;
DROP TABLE open;
DROP AGGREGATE test_open(interval);
