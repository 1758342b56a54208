-- Text form of cx_backlog: what is read back is the same, whatever the settings; what is malformed is
-- refused.
SELECT s, s::text::cx_backlog = s AS round_trip
FROM unnest(ARRAY['()', '(month: 2026-01-01 10 0, 2026-02-01 3 2)', '(day: 2024-02-29 0 1)',
	'(week: 2026-01-05 1 0)', '(week_sunday: 2026-01-04 1 0)', '(quarter: 2026-10-01 1 2)',
	'(year: 0001-01-01 -1 -2)', '(day: -4713-11-24 1 0, -0043-03-15 1 0, 5874897-12-31 0 1)',
	'(year: -4712-01-01 1 0, 5874897-01-01 9223372036854775807 -9223372036854775808)']::cx_backlog[]) AS s;
SELECT E'  ( \t) '::cx_backlog, E'\n(month :2026-01-01   1 2\t,2026-02-01 0 1 ) '::cx_backlog;
SET DateStyle = 'German';
SELECT '(month: 2026-02-01 1 0)'::cx_backlog, '(month: 2026-02-01 1 0)'::cx_backlog::json;
RESET DateStyle;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_backlog', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(month)', '(month:)', '(months: 2026-01-01 1 0)',
	'(Month: 2026-01-01 1 0)', '(month: 2026-01-01)', '(month: 2026-01-01 1)', '(month: 2026-01-01 1 0 0)',
	'(month: 2026-01-01 1 0', 'month: 2026-01-01 1 0', '(month: 2026-01-01 1 0) 1',
	'(month: 2026-01-01 1 0,)',
	'(month: 2026-01-02 1 0)', '(week: 2026-01-04 1 0)', '(week_sunday: 2026-01-05 1 0)',
	'(day: 2026-02-29 1 0)', '(day: infinity 1 0)', '(day: -4713-11-23 1 0)', '(day: 5874898-01-01 1 0)',
	'(day: 2026-01-01 0 0)', '(day: 2026-01-01 1 0, 2026-01-01 1 0)', '(day: 2026-01-02 1 0, 2026-01-01 1 0)',
	'(day: 2026-01-01 1.0 0)', '(day: 2026-01-01 +1 0)', '(day: 2026-01-01 9223372036854775808 0)',
	'NULL']) AS input;
SELECT '(month: 2026-01-02 1 0)'::cx_backlog;

-- Binary form: version 1, code of the period, number of rows, for each the period's number and two counts.
SELECT encode(cx_backlog_send('(month: 2026-01-01 10 2)'), 'hex') AS some,
	encode(cx_backlog_send('()'), 'hex') AS empty,
	length(cx_backlog_send('(day: -4713-11-24 1 0, 5874897-12-31 0 1)'));

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_backlog_hash(a) = cx_backlog_hash(b) AS hash,
	cx_backlog_hash_extended(a, 7) = cx_backlog_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(day: 2026-01-01 1 0)'::cx_backlog, '(day: 2026-01-01 1 0)'::cx_backlog),
	('(day: 2026-01-01 1 0)', '(day: 2026-01-01 0 1)'), ('(day: 2026-01-01 1 0)', '(day: 2026-01-02 1 0)'),
	('(day: 2000-01-01 1 0)', '(month: 2000-01-01 1 0)'), ('()', '()'), ('()', '(day: 2026-01-01 1 0)'))
	AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(day: 2026-01-01 1 0)'::cx_backlog), ('(day: 2026-01-01 1 0)'),
	('()')) AS v (s) GROUP BY s ORDER BY s::text;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_backlog::json, '(month: 2026-01-01 10 0, 2026-02-01 3 2)'::cx_backlog::json;
SELECT '()'::cx_backlog::jsonb, '(month: 2026-01-01 10 0)'::cx_backlog::jsonb;
SELECT '()'::cx_backlog::bytea;
-- A lifecycle is another type, though it is kept alike.
SELECT test.sqlstate($$SELECT '()'::cx_backlog + '()'::cx_lifecycle$$);

-- In tables: short, compressed, out of line; in arrays, rows and partitions.
CREATE TABLE backlog_io (k int, s cx_backlog, a cx_backlog[]) PARTITION BY HASH (s);
CREATE TABLE backlog_io_0 PARTITION OF backlog_io FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE backlog_io_1 PARTITION OF backlog_io FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO backlog_io SELECT i, s, ARRAY[s, '()', NULL]
FROM unnest('{0, 1, 3, 30, 300, 3000, 30000}'::int[]) i,
	LATERAL (SELECT backlog_agg('2000-01-01'::date + j * 7, '2000-01-04'::date + j * 7 + j % 3,
		'day') AS s FROM generate_series(1, i) j) v;
ALTER TABLE backlog_io_0 ALTER s SET STORAGE external;
INSERT INTO backlog_io SELECT -k, s, a FROM backlog_io WHERE k > 0;
SELECT k, s FROM backlog_io WHERE s = '(day: 2000-01-08 1 0, 2000-01-12 0 1)' ORDER BY k;
SELECT p.k, p.s = n.s AND p.a[1] = n.s AND p.s::text::cx_backlog = n.s AS same, length(p.s::text),
	(SELECT count(*) FROM backlog_table(p.s, 'infinity')) AS rows
	FROM backlog_io p JOIN backlog_io n ON n.k = -p.k AND n.s = p.s WHERE p.k > 0 ORDER BY 1;
SELECT rollup(s ORDER BY k) = rollup(s ORDER BY k DESC) AS any_order, length(rollup(s)::text) FROM backlog_io;
SELECT (r).s FROM (SELECT backlog_io AS r FROM backlog_io WHERE k = 1) v;
DROP TABLE backlog_io;
