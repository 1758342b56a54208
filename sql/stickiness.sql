-- In how many periods of a range were customers active: stickiness_agg, stickiness_table.
SET datestyle = 'ISO';
-- PostHog's test of stickiness (posthog/queries/test/test_stickiness.py): four customers from 2020-01-01 to
-- 2020-01-08, active on days 1; 1 and 2, twice on the second; 1, 2 and 3; 5. In 1, 2, 3, ... 7 days: 2, 1, 1,
-- 0, 0, 0, 0.
CREATE TABLE watched (customer int, at date);
INSERT INTO watched VALUES (1, '2020-01-01'), (2, '2020-01-01'), (2, '2020-01-02'), (2, '2020-01-02'),
	(3, '2020-01-01'), (3, '2020-01-02'), (3, '2020-01-03'), (4, '2020-01-05');
CREATE VIEW histories AS SELECT customer, activity_agg(at, 'day') AS a FROM watched GROUP BY customer;
SELECT stickiness_agg(a, '2020-01-01', '2020-01-08') FROM histories;
SELECT t.* FROM (SELECT stickiness_agg(a, '2020-01-01', '2020-01-08') AS s FROM histories) v,
	stickiness_table(s) t;
-- a range that cuts: two are active in it, the others do not count
SELECT t.* FROM (SELECT stickiness_agg(a, '2020-01-02', '2020-01-05') AS s FROM histories) v,
	stickiness_table(s) t;
-- nobody in the range, an empty range, no rows, nothing to skip
SELECT stickiness_agg(a, '2019-01-01', '2019-02-01') AS nobody, stickiness_agg(a, '2020-01-02', '2020-01-02')
	AS empty_range,
	stickiness_agg(a, '2020-01-01', '2020-01-08') FILTER (WHERE false) AS no_rows, count(*)
FROM histories;
SELECT stickiness_agg(a, '2020-01-01', '2020-01-03')
FROM (VALUES (NULL::cx_activity), ('()'), ('(day 2020-01-02: 1)')) v (a);
SELECT count(*) AS none FROM stickiness_table('()');
SELECT count(*) AS none FROM stickiness_table(NULL);
DROP VIEW histories;
DROP TABLE watched;
-- months; the last period of the calendar
SELECT periods_active, customers, round(share::numeric, 2) AS share, at_least,
	round(share_at_least::numeric, 2) AS share_at_least
FROM (SELECT stickiness_agg(a, '2024-01-01', '2024-05-01') AS s
	FROM (VALUES ('(month 2023-11-01: 11111)'::cx_activity),
	('(month 2024-04-01: 11)'), ('(month 2024-01-01: 1001)')) v (a)) v, stickiness_table(s);
SELECT stickiness_agg('(day 5874897-12-29: 111)', '5874897-12-29', '5874897-12-31');

-- What cannot be.
SELECT q, test.refusal('SELECT ' || q) FROM unnest(ARRAY[
	'stickiness_agg(''(day 2024-01-01: 1)'', NULL, ''2024-02-01'')',
	'stickiness_agg(''(day 2024-01-01: 1)'', ''2024-02-01'', NULL)',
	'stickiness_agg(NULL, NULL, ''2024-02-01'')',
	'stickiness_agg(''()'', ''2024-02-01'', ''2024-01-01'')',
	'stickiness_agg(''()'', ''-infinity'', ''2024-01-01'')',
	'stickiness_agg(''()'', ''2024-01-01'', ''infinity'')',
	'stickiness_agg(''(month 2024-01-01: 1)'', ''2024-01-15'', ''2024-02-01'')',
	'stickiness_agg(''(month 2024-01-01: 1)'', ''2024-01-01'', ''2024-01-31'')',
	'stickiness_agg(''(week 2024-01-01: 1)'', ''2023-12-31'', ''2024-01-08'')',
	'stickiness_agg(''(rolling 86400000000us 2024-01-01 0us: 1)'', ''2024-01-01'', ''2024-02-01'')',
	'stickiness_agg(''(day 2024-01-01: 1)'', ''2024-01-01'', date ''2024-01-01'' + 65536)',
	'stickiness_agg(''(day 2024-01-01: 1)'', ''2024-01-01'', date ''2024-01-01'' + 65537)',
	'stickiness_agg(''(day 2024-01-01: 1)'', ''4714-11-24 BC'', ''5874897-12-31'')',
	'stickiness_agg(''(day 2024-01-01: 1)'', date ''2024-01-01'' - i, ''2024-02-01'') FROM generate_series(0, 1) i',
	'stickiness_agg(''(day 2024-01-01: 1)'', ''2024-01-01'', date ''2024-01-02'' + i) FROM generate_series(0, 1) i',
	'stickiness_agg(a, ''2024-01-01'', ''2025-01-01'') FROM unnest(''{"(month 2024-01-01: 1)", "(year 2024-01-01: 1)"}''::cx_activity[]) a',
	'cx_stickiness ''(day 2024-01-01 2024-01-02: 1)'' + ''(day 2024-01-02 2024-01-03: 1)''',
	'cx_stickiness ''(day 2024-01-01 2024-01-02: 1)'' - ''(day 2024-01-01 2024-01-03: 1 1)''',
	'cx_stickiness ''(day 2024-01-01 2024-01-02: 1)'' + ''(month 2024-01-01 2024-02-01: 1)''',
	'cx_stickiness ''(day 2024-01-01 2024-01-02: 9223372036854775807)'' + ''(day 2024-01-01 2024-01-02: 1)''',
	'cx_stickiness ''(day 2024-01-01 2024-01-02: -2)'' - ''(day 2024-01-01 2024-01-02: 9223372036854775807)''',
	'cx_stickiness_count(''(day 2024-01-01 2024-01-02: 9223372036854775807)'', ''(day 2024-01-01: 1)'', ''2024-01-01'', ''2024-01-02'')',
	'stickiness_table(''(day 2024-01-01 2024-01-03: -1 2)'')',
	'stickiness_table(''(day 2024-01-01 2024-01-03: 9223372036854775807 1)'')']) q;
SELECT '()' - cx_stickiness '(day 2024-01-01 2024-01-02: -9223372036854775808)';
SELECT cx_stickiness '(day 2024-01-01 2024-01-02: -1)' - '(day 2024-01-01 2024-01-02: -9223372036854775808)'
	AS most;
SELECT * FROM stickiness_table('(day 2024-01-01 2024-01-04: 2 -1 3)');
