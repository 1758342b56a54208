-- Text form of cx_brackets: what is read back is the same, whatever the settings; what is malformed is
-- refused.
SELECT s, s::text::cx_brackets = s AS round_trip
FROM unnest(ARRAY['()', '(day 1 4 8 15 | 2026-01-01 4: 2 2 0)',
	'(month 0 1 | 2026-01-01 4: 4 | 2026-02-01 1: 0)',
	'(week 1 2 | 2026-01-05 -1: -1)', '(week_sunday 0 2147483647 | 2026-01-04 0: 1)',
	'(quarter 3 2147483646 2147483647 | 2026-10-01 9223372036854775807: -9223372036854775808 0)',
	'(rolling 604800000000us 1 2 5 | 2024-05-03 5: 0 0 | 2024-05-04 2: 1 0)',
	'(day 0 1 | -4713-11-24 1: 1 | 5874897-12-31 1: 1)', '(year 0 1 2 | -4712-01-01 1: 0 1)',
	'(rolling 1us 2147483646 2147483647 | 294276-12-31 1: 1)']::cx_brackets[]) AS s;
SELECT E'  ( \t) '::cx_brackets, E'\n(month  1\t3|2026-02-01   3 :  2 ) '::cx_brackets;
SET DateStyle = 'German';
SELECT '(month 1 3 | 2026-02-01 3: 2)'::cx_brackets, '(month 1 3 | 2026-02-01 3: 2)'::cx_brackets::json;
RESET DateStyle;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_brackets', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(day)', '(day 1)', '(day 1 4)', '(day 1 4 |)', '(day 1 4 | )',
	'(day | 2026-01-01 1: 1)', '(day 1 | 2026-01-01 1: 1)', '(day 1 4 | 2026-01-01)',
		'(day 1 4 | 2026-01-01 1)',
	'(day 1 4 | 2026-01-01 1:)', '(day 1 4 | 2026-01-01 1 1)', '(day 1 4 8 | 2026-01-01 1: 1)',
	'(day 1 4 | 2026-01-01 1: 1 1)', '(day 4 1 | 2026-01-01 1: 1)', '(day 1 1 | 2026-01-01 1: 1)',
	'(day -1 1 | 2026-01-01 1: 1)', '(day 1 2147483648 | 2026-01-01 1: 1)', '(day 1 4.0 | 2026-01-01 1: 1)',
	'(day 1, 4 | 2026-01-01 1: 1)', '(day 1 4 | 2026-01-01 0: 0)',
		'(day 1 4 | 2026-01-01 1: 1 | 2026-01-01 1: 1)',
	'(day 1 4 | 2026-01-02 1: 1 | 2026-01-01 1: 1)', '(day 1 4 | 2026-01-01 1: 1 |)',
	'(day 1 4 | 2026-01-01 1: 1', 'day 1 4 | 2026-01-01 1: 1', '(day 1 4 | 2026-01-01 1: 1) 1',
	'(day 1 4 | 2026-01-01 1: 9223372036854775808)', '(day 1 4 | 2026-01-01 x: 1)',
		'(hour 1 4 | 2026-01-01 1: 1)',
	'(Day 1 4 | 2026-01-01 1: 1)', '(month 1 4 | 2026-01-02 1: 1)', '(week 1 4 | 2026-01-04 1: 1)',
	'(week_sunday 1 4 | 2026-01-05 1: 1)', '(day 1 4 | 2026-02-29 1: 1)', '(day 1 4 | infinity 1: 1)',
	'(day 1 4 | 5874897-12-31 1: 1)', '(day 1 4 5 | 5874897-12-30 1: 1 1)', '(year 1 4 | 5874897-01-01 1: 1)',
	'(day 1 4 | -4713-11-23 1: 1)', '(rolling 1 4 | 2026-01-01 1: 1)', '(rolling 0us 1 4 | 2026-01-01 1: 1)',
	'(rolling -1us 1 4 | 2026-01-01 1: 1)', '(rolling 1us 1 4 | 294277-01-01 1: 1)',
	'(rolling 1us 1 4 | 2026-01-01 00:00 1: 1)', 'NULL']) AS input;
-- the last period may be the first of a bracket with a count, or the middle of one without
SELECT '(day 1 4 5 | 5874897-12-30 1: 1 0)'::cx_brackets;
-- more brackets, or cells, than there may be
SELECT test.refusal(format('SELECT ''(day %s | 2026-01-01 1:%s)''::cx_brackets <> ''()''',
	(SELECT string_agg(i::text, ' ')
	FROM generate_series(0, n) i), repeat(' 0', n))) ~ '^accepted' AS accepted
		FROM unnest('{65536, 65537}'::int[]) n;
SELECT '(month 1 2 | 2026-01-02 1: 1)'::cx_brackets;

-- Binary form: version 1, code of the period, width, number of brackets, first ages, number of cohorts, and
-- for each its number, customers, counts.
SELECT encode(cx_brackets_send('(month 1 4 8 | 2026-01-01 10: 1 2)'), 'hex') AS some,
	encode(cx_brackets_send('()'), 'hex') AS empty;

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_brackets_hash(a) = cx_brackets_hash(b) AS hash,
	cx_brackets_hash_extended(a, 7) = cx_brackets_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(day 1 2 | 2026-01-01 1: 1)'::cx_brackets, '(day 1 2 | 2026-01-01 1: 1)'::cx_brackets),
	('(day 1 2 | 2026-01-01 1: 1)', '(day 1 2 | 2026-01-01 2: 1)'),
	('(day 1 2 | 2026-01-01 1: 1)', '(day 1 2 | 2026-01-01 1: 0)'),
	('(day 1 2 | 2026-01-01 1: 1)', '(day 1 3 | 2026-01-01 1: 1)'),
	('(day 1 2 | 2026-01-01 1: 1)', '(day 1 2 | 2026-01-02 1: 1)'),
	('(day 1 2 | 2000-01-01 1: 1)', '(month 1 2 | 2000-01-01 1: 1)'),
	('(rolling 1us 1 2 | 2000-01-01 1: 1)', '(rolling 2us 1 2 | 2000-01-01 1: 1)'), ('()', '()'),
	('()', '(day 1 2 | 2026-01-01 1: 1)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(day 1 2 | 2026-01-01 1: 1)'::cx_brackets), ('(day 1 2 | 2026-01-01 1: 1)'),
	('()')) AS v (s) GROUP BY s ORDER BY s::text;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_brackets::json, '(day 1 4 8 | 2026-01-01 4: 2 0 | 2026-01-02 1: 1 1)'::cx_brackets::json;
SELECT '()'::cx_brackets::jsonb, '(rolling 86400000000us 0 7 | 2026-01-01 4: 2)'::cx_brackets::jsonb;
SELECT '()'::cx_brackets::bytea;

-- In tables: short, compressed, out of line; some cohorts of some brackets.
CREATE TABLE brackets_io (k int, s cx_brackets, a cx_brackets[]);
INSERT INTO brackets_io SELECT n, s, ARRAY[s, '()', NULL]
FROM unnest('{1, 3, 30, 300, 3000}'::int[]) n,
	LATERAL (SELECT bracket_agg(('(day ' || date '2000-01-01' + i % n || ': 1' || repeat('0',
		i % 70) || '1)')::cx_activity,
		VARIADIC ARRAY(SELECT j FROM generate_series(0, n % 97 + 1) j)) AS s
			FROM generate_series(1, 2 * n) i) v;
ALTER TABLE brackets_io ALTER s SET STORAGE external;
INSERT INTO brackets_io SELECT -k, s, a FROM brackets_io;
SELECT p.k, p.s = n.s AND p.a[1] = n.s AND p.s::text::cx_brackets = n.s AS same, length(p.s::text),
	(SELECT count(*) FROM bracket_table(p.s, '2100-01-01')) AS rows
	FROM brackets_io p JOIN brackets_io n ON n.k = -p.k WHERE p.k > 0 ORDER BY 1;
SELECT k, left(s::text, 60) FROM brackets_io WHERE k IN (1, -3, 30) ORDER BY 1;
DROP TABLE brackets_io;
