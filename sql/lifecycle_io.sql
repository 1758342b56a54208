-- Text form of cx_lifecycle: what is read back is the same, whatever the settings; what is malformed is
-- refused.
SELECT s, s::text::cx_lifecycle = s AS round_trip
FROM unnest(ARRAY['()', '(month: 2026-01-01 10 0 0, 2026-02-01 3 1 2)', '(day: 2024-02-29 0 0 1)',
	'(week: 2026-01-05 1 0 0)', '(week_sunday: 2026-01-04 1 0 0)', '(quarter: 2026-10-01 1 2 3)',
	'(year: 0001-01-01 -1 -2 -3)',
	'(day: -4713-11-24 1 0 0, -0043-03-15 1 0 0, 5874897-12-31 0 0 1)', '(month: -4713-12-01 1 0 0)',
	'(year: -4712-01-01 1 0 0, 0000-01-01 0 1 0, '
		'5874897-01-01 9223372036854775807 -9223372036854775808 0)']::cx_lifecycle[]) AS s;
SELECT E'  ( \t) '::cx_lifecycle, E'\n(month :2026-01-01   1 2\t3 ,2026-02-01 0 0 1 ) '::cx_lifecycle;
SET DateStyle = 'German';
SELECT '(month: 2026-02-01 1 0 0)'::cx_lifecycle,
	'(day: -0043-03-15 1 0 0)'::cx_lifecycle::text::cx_lifecycle;
SET DateStyle = 'SQL, DMY';
SELECT '(month: 2026-02-01 1 0 0)'::cx_lifecycle, '(month: 2026-02-01 1 0 0)'::cx_lifecycle::json;
RESET DateStyle;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_lifecycle', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(month)', '(month:)', '(month: )', '(months: 2026-01-01 1 0 0)',
	'(hour: 2026-01-01 1 0 0)', '(Month: 2026-01-01 1 0 0)', '(week_: 2026-01-05 1 0 0)',
	'(month: 2026-01-01)', '(month: 2026-01-01 1)', '(month: 2026-01-01 1 0)', '(month: 2026-01-01 1 0 0 0)',
	'(month: 2026-01-01 1 0 0', 'month: 2026-01-01 1 0 0', '(month: 2026-01-01 1 0 0) 1',
	'(month: 2026-01-01 1 0 0,)', '(month: , 2026-01-01 1 0 0)', '(month 2026-01-01 1 0 0)',
	'(month: 2026-01-02 1 0 0)', '(week: 2026-01-04 1 0 0)', '(week_sunday: 2026-01-05 1 0 0)',
	'(quarter: 2026-02-01 1 0 0)', '(year: 2026-02-01 1 0 0)',
	'(day: 2026-02-29 1 0 0)', '(day: 2026-00-01 1 0 0)', '(day: 2026-13-01 1 0 0)',
	'(day: 2026-01-00 1 0 0)', '(day: 2026-01-32 1 0 0)', '(day: 026-01-01 1 0 0)', '(day: 2026-1-01 1 0 0)',
	'(day: 2026--1-01 1 0 0)', '(day: 2026/01/01 1 0 0)', '(day: infinity 1 0 0)',
	'(day: -4713-11-23 1 0 0)', '(month: -4713-11-01 1 0 0)', '(day: 5874898-01-01 1 0 0)',
	'(day: 2147483647-01-01 1 0 0)', '(day: 2147483648-01-01 1 0 0)', '(day: 12345678-01-01 1 0 0)',
	'(day: 2026-01-01 0 0 0)', '(day: 2026-01-01 1 0 0, 2026-01-01 1 0 0)',
	'(day: 2026-01-02 1 0 0, 2026-01-01 1 0 0)',
	'(day: 2026-01-01 1.0 0 0)', '(day: 2026-01-01 +1 0 0)', '(day: 2026-01-01 1e0 0 0)',
	'(day: 2026-01-01 0x1 0 0)', '(day: 2026-01-01 9223372036854775808 0 0)', '(day: 2026-01-01 1 0 x)',
	'NULL']) AS input;
SELECT '(month: 2026-01-02 1 0 0)'::cx_lifecycle;

-- Binary form: version 1, code of the period, number of rows, for each the period's number and three counts.
SELECT encode(cx_lifecycle_send('(month: 2026-01-01 10 1 2)'), 'hex') AS some,
	encode(cx_lifecycle_send('()'), 'hex') AS empty,
	length(cx_lifecycle_send('(day: -4713-11-24 1 0 0, 5874897-12-31 0 0 1)'));

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_lifecycle_hash(a) = cx_lifecycle_hash(b) AS hash,
	cx_lifecycle_hash_extended(a, 7) = cx_lifecycle_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(day: 2026-01-01 1 0 0)'::cx_lifecycle, '(day: 2026-01-01 1 0 0)'::cx_lifecycle),
	('(day: 2026-01-01 1 0 0)', '(day: 2026-01-01 0 1 0)'),
	('(day: 2026-01-01 1 0 0)', '(day: 2026-01-02 1 0 0)'),
	('(day: 2000-01-01 1 0 0)', '(month: 2000-01-01 1 0 0)'),
	('(day: 2026-01-01 1 0 0)', '(day: 2026-01-01 1 0 0, 2026-01-02 1 0 0)'), ('()', '()'),
	('()', '(day: 2026-01-01 1 0 0)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(day: 2026-01-01 1 0 0)'::cx_lifecycle), ('(day: 2026-01-01 1 0 0)'),
	('()')) AS v (s) GROUP BY s ORDER BY s::text;
SELECT cx_lifecycle_hash_extended('()', 1) <> cx_lifecycle_hash_extended('()', 2) AS seeded;
SELECT test.detail($$SELECT '()'::cx_lifecycle < '()'::cx_lifecycle$$);

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_lifecycle::json, '(month: 2026-01-01 10 0 0, 2026-02-01 3 1 2)'::cx_lifecycle::json;
SELECT '()'::cx_lifecycle::jsonb, '(month: 2026-01-01 10 0 0)'::cx_lifecycle::jsonb;
SELECT '()'::cx_lifecycle::bytea;

-- In tables: short, compressed, out of line; in arrays, rows and partitions.
CREATE TABLE lifecycle_io (k int, s cx_lifecycle, a cx_lifecycle[]) PARTITION BY HASH (s);
CREATE TABLE lifecycle_io_0 PARTITION OF lifecycle_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE lifecycle_io_1 PARTITION OF lifecycle_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO lifecycle_io SELECT i, s, ARRAY[s, '()', NULL]
FROM unnest('{0, 1, 3, 30, 300, 3000, 30000}'::int[]) i,
	LATERAL (SELECT subscription_agg('2000-01-01'::date + j * 7, '2000-01-04'::date + j * 7 + j % 3,
		'day') AS s FROM generate_series(1, i) j) v;
ALTER TABLE lifecycle_io_0 ALTER s SET STORAGE external;
INSERT INTO lifecycle_io SELECT -k, s, a FROM lifecycle_io WHERE k > 0;
SELECT k, s FROM lifecycle_io WHERE s = '(day: 2000-01-08 1 0 0, 2000-01-12 0 0 1)' ORDER BY k;
SELECT p.k, p.s = n.s AND p.a[1] = n.s AND p.s::text::cx_lifecycle = n.s AS same, length(p.s::text),
	(SELECT count(*) FROM lifecycle_table(p.s, '-infinity')) AS rows
	FROM lifecycle_io p JOIN lifecycle_io n ON n.k = -p.k AND n.s = p.s WHERE p.k > 0 ORDER BY 1;
SELECT rollup(s ORDER BY k) = rollup(s ORDER BY k DESC) AS any_order, length(rollup(s)::text)
FROM lifecycle_io;
SELECT (r).s FROM (SELECT lifecycle_io AS r FROM lifecycle_io WHERE k = 1) v;
DROP TABLE lifecycle_io;
