-- Text form of cx_stickiness: what is read back is the same, whatever the settings; what is malformed is
-- refused.
SELECT s, s::text::cx_stickiness = s AS round_trip
FROM unnest(ARRAY['()', '(day 2026-01-01 2026-01-08: 3 0 1 0 0 0 2)', '(week 2026-01-05 2026-01-12: 1)',
	'(week_sunday 2026-01-04 2026-01-18: -1 2)', '(quarter 2026-10-01 2027-04-01: 0 5)',
	'(year 0000-01-01 0002-01-01: 9223372036854775807 -9223372036854775808)',
	'(day -4713-11-24 -4713-11-25: 1)', '(day 5874897-12-30 5874897-12-31: 1)',
	'(month -4713-12-01 -4712-01-01: 7)']::cx_stickiness[]) AS s;
SELECT E'  ( \t) '::cx_stickiness, E'\n(month  2026-01-01\t2026-03-01 :1   2 ) '::cx_stickiness;
SET DateStyle = 'German';
SELECT '(month 2026-02-01 2026-03-01: 1)'::cx_stickiness,
	'(month 2026-02-01 2026-03-01: 1)'::cx_stickiness::json;
RESET DateStyle;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_stickiness', input))
FROM unnest(ARRAY['', ' ', '(', ')', '()x', '(day)', '(day 2026-01-01)', '(day 2026-01-01 2026-01-02)',
	'(day 2026-01-01 2026-01-02:)', '(day 2026-01-01 2026-01-03: 1)', '(day 2026-01-01 2026-01-02: 1 1)',
	'(day 2026-01-01 2026-01-01: )', '(day 2026-01-02 2026-01-01: 1)', '(day 2026-01-01 2026-01-02: 0)',
	'(day 2026-01-01 2026-01-02 1)', '(day: 2026-01-01 2026-01-02: 1)', 'day 2026-01-01 2026-01-02: 1',
	'(day 2026-01-01 2026-01-02: 1', '(day 2026-01-01 2026-01-02: 1) 1', '(day 2026-01-01 2026-01-03: 1, 1)',
	'(day 2026-01-01 2026-01-03: 1 x)', '(day 2026-01-01 2026-01-02: 1.0)',
	'(day 2026-01-01 2026-01-02: 9223372036854775808)', '(hour 2026-01-01 2026-01-02: 1)',
	'(rolling 1us 2026-01-01 2026-01-02: 1)', '(Day 2026-01-01 2026-01-02: 1)',
	'(month 2026-01-02 2026-02-01: 1)', '(month 2026-01-01 2026-02-02: 1)',
	'(week 2026-01-04 2026-01-11: 1)', '(week_sunday 2026-01-05 2026-01-12: 1)',
	'(year 2026-02-01 2027-02-01: 1)', '(day 2026-02-29 2026-03-01: 1)', '(day infinity infinity: 1)',
	'(day -4713-11-23 -4713-11-24: 1)', '(day 5874897-12-31 5874898-01-01: 1)',
	'(day 2026-01-01 2205-06-09: 1)', '(day -4713-11-24 5874897-12-31: 1)', 'NULL']) AS input;
SELECT '(month 2026-01-02 2026-02-01: 1)'::cx_stickiness;

-- Binary form: version 1, code of the period, number of the first period, number of periods, counts.
SELECT encode(cx_stickiness_send('(month 2026-01-01 2026-03-01: 10 1)'), 'hex') AS some,
	encode(cx_stickiness_send('()'), 'hex') AS empty;

-- Equality, hashing, grouping.
SELECT a = b AS eq, a <> b AS ne, cx_stickiness_hash(a) = cx_stickiness_hash(b) AS hash,
	cx_stickiness_hash_extended(a, 7) = cx_stickiness_hash_extended(b, 7) AS hash_extended
FROM (VALUES ('(day 2026-01-01 2026-01-02: 1)'::cx_stickiness,
	'(day 2026-01-01 2026-01-02: 1)'::cx_stickiness),
	('(day 2026-01-01 2026-01-02: 1)', '(day 2026-01-01 2026-01-02: 2)'),
	('(day 2026-01-01 2026-01-02: 1)', '(day 2026-01-02 2026-01-03: 1)'),
	('(day 2026-01-01 2026-01-02: 1)', '(day 2026-01-01 2026-01-03: 1 0)'),
	('(day 2000-01-01 2000-01-02: 1)', '(month 2000-01-01 2000-02-01: 1)'), ('()', '()'),
	('()', '(day 2026-01-01 2026-01-02: 1)')) AS v (a, b);
SELECT s, count(*) FROM (VALUES ('(day 2026-01-01 2026-01-02: 1)'::cx_stickiness),
	('(day 2026-01-01 2026-01-02: 1)'), ('()')) AS v (s) GROUP BY s ORDER BY s::text;

-- Casts are explicit, and only to json and jsonb.
SELECT '()'::cx_stickiness::json, '(day 2026-01-01 2026-01-04: 3 0 2)'::cx_stickiness::json;
SELECT '()'::cx_stickiness::jsonb, '(month 2026-01-01 2026-02-01: -3)'::cx_stickiness::jsonb;
SELECT '()'::cx_stickiness::bytea;

-- In tables: short, compressed, out of line; the longest.
CREATE TABLE stickiness_io (k int, s cx_stickiness, a cx_stickiness[]);
INSERT INTO stickiness_io SELECT n, s, ARRAY[s, '()', NULL]
FROM unnest('{1, 3, 30, 300, 3000, 30000, 65536}'::int[]) n,
	LATERAL (SELECT stickiness_agg(activity_agg, '2000-01-01', date '2000-01-01' + n) AS s
		FROM (SELECT activity_agg(date '2000-01-01' + i * n / 7, 'day')
			FROM generate_series(0, 6) i, generate_series(1, 3) k WHERE i < k * 2 GROUP BY k) v) v;
ALTER TABLE stickiness_io ALTER s SET STORAGE external;
INSERT INTO stickiness_io SELECT -k, s, a FROM stickiness_io;
SELECT p.k, p.s = n.s AND p.a[1] = n.s AND p.s::text::cx_stickiness = n.s AS same, length(p.s::text),
	(SELECT count(*) FROM stickiness_table(p.s)) AS rows
	FROM stickiness_io p JOIN stickiness_io n ON n.k = -p.k WHERE p.k > 0 ORDER BY 1;
SELECT k, left(s::text, 60) FROM stickiness_io WHERE k IN (1, -3, 30) ORDER BY 1;
DROP TABLE stickiness_io;
