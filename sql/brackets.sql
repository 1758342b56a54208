-- Who came back within brackets of ages: bracket_agg, bracket_table.
SET datestyle = 'ISO';
-- PostHog's custom brackets (PR 40235; there widths: 3, 4, 7): of four customers of one day two were back on
-- days 1 to 3, two on 4 to 7, nobody on 8 to 14. One was back twice on days 1 to 3, and counts once.
--        day 0 1 2 3  4 5 6 7  8 ... 14
--    A       ●   ● ●
--    B       ● ●           ●
--    C       ●          ●
--    D       ●
CREATE TABLE visits (customer text, at date);
INSERT INTO visits SELECT customer, date '2026-01-01' + age
FROM (VALUES ('A', 0), ('A', 2), ('A', 3), ('B', 0), ('B', 1), ('B', 6), ('C', 0), ('C', 5),
	('D', 0)) v (customer, age);
CREATE VIEW histories AS SELECT customer, activity_agg(at, 'day') AS a FROM visits GROUP BY customer;
SELECT bracket_agg(a, 1, 4, 8, 15) FROM histories;
SELECT first_age, last_age, customers, retained, rate, round(low::numeric, 2) AS low, round(high::numeric, 2)
	AS high, complete
FROM bracket_table((SELECT bracket_agg(a, 1, 4, 8, 15) FROM histories), '2026-01-12');
-- as day after day in retention_table, whose differences have none of this
SELECT age, retained FROM retention_table((SELECT retention_agg(a) FROM histories), 'on', '2026-01-08');
-- When is a bracket there, and when complete? From the day after its first age, and after its last.
SELECT as_of, (SELECT string_agg(first_age || '-' || last_age || CASE WHEN complete THEN '' ELSE ' incomplete'
	END, ', ')
	FROM bracket_table((SELECT bracket_agg(a, 1, 4, 8, 15) FROM histories WHERE customer = 'D'), as_of))
FROM unnest('{-infinity, 2026-01-01, 2026-01-02, 2026-01-03, 2026-01-04, 2026-01-05, 2026-01-06,
	2026-01-09, 2026-01-10, 2026-01-15, 2026-01-16, infinity}'::date[]) as_of;
-- data beyond as_of is shown, incomplete; 'infinity' ends where the data does
SELECT as_of, (SELECT string_agg(first_age || '-' || last_age || CASE WHEN complete THEN '' ELSE ' incomplete'
	END, ', ')
	FROM bracket_table((SELECT bracket_agg(a, 1, 4, 8, 15) FROM histories), as_of))
FROM unnest('{-infinity, 2026-01-01, 2026-01-07, infinity}'::date[]) as_of;
-- age 0 only when it is listed; in it all are retained by construction, which has no interval
SELECT first_age, last_age, retained, rate, low IS NULL AND high IS NULL AS no_interval
FROM bracket_table((SELECT bracket_agg(a, 0, 1, 3, 4) FROM histories), '2026-02-01');
SELECT first_age, last_age, retained, low IS NULL AS no_interval
FROM bracket_table((SELECT bracket_agg(a, 0, 7) FROM histories), '2026-02-01');
-- another level, in both ways
SELECT first_age, round(low::numeric, 2) AS low, round(high::numeric, 2) AS high
FROM bracket_table((SELECT bracket_agg(a, 1, 4) FROM histories), '2026-02-01', level => 0.5);
SELECT count(*) AS today FROM bracket_table((SELECT bracket_agg(a, 1, 4) FROM histories));
-- no rows, nothing to skip, an array
SELECT bracket_agg(a, 1, 4) FILTER (WHERE false) AS none, bracket_agg(a, VARIADIC '{1, 4}') = bracket_agg(a,
	1, 4) AS list,
	bracket_agg(a, VARIADIC '[7:8]={1,4}') = bracket_agg(a, 1, 4) AS lower_bound FROM histories;
SELECT bracket_agg(a, 1, 4) FROM (VALUES (NULL::cx_activity), ('()'), ('(month 2026-01-01: 1001)')) v (a);
SELECT count(*) AS none FROM bracket_table('()', '2026-01-01');
SELECT count(*) AS none FROM bracket_table(NULL, '2026-01-01');
DROP VIEW histories;
DROP TABLE visits;
-- Rolling windows: who started and did nothing is in the cohort, and age 0 need not be 100 %. The last who
-- could start on a day starts as it ends, so that windows 1 to 2 of one day are complete four days later.
SELECT cohort, first_age, last_age, customers, retained, rate, low IS NULL AS no_interval, complete
FROM bracket_table((SELECT bracket_agg(a, 0, 1, 3, 9) FROM (VALUES
	('(rolling 86400000000us 2024-05-03 80000000000us: 001)'::cx_activity),
		('(rolling 86400000000us 2024-05-03 0us: )'),
	('(rolling 86400000000us 2024-05-04 1us: 1)')) v (a)), '2024-05-07');
SELECT cohort, first_age, complete FROM bracket_table('(rolling 86400000000us 0 1 3 9 | 2024-05-03 2: 0 1 0)',
	'infinity');

-- What cannot be.
SELECT q, test.refusal('SELECT ' || q) FROM unnest(ARRAY[
	'bracket_agg(''(day 2024-01-01: 1)'')',
	'bracket_agg(''(day 2024-01-01: 1)'', VARIADIC NULL)',
	'bracket_agg(NULL, VARIADIC NULL)',
	'bracket_agg(''(day 2024-01-01: 1)'', VARIADIC ''{}'')',
	'bracket_agg(''(day 2024-01-01: 1)'', 1)',
	'bracket_agg(NULL, 1)',
	'bracket_agg(''()'', 1)',
	'bracket_agg(''(day 2024-01-01: 1)'', 1, NULL)',
	'bracket_agg(NULL, NULL, 1)',
	'bracket_agg(''(day 2024-01-01: 1)'', -1, 1)',
	'bracket_agg(''(day 2024-01-01: 1)'', 1, 4, 4)',
	'bracket_agg(''(day 2024-01-01: 1)'', 1, 4, 3)',
	'bracket_agg(''(day 2024-01-01: 1)'', VARIADIC ''{{1, 2}, {3, 4}}'')',
	'bracket_agg(''(day 2024-01-01: 1)'', 0, 2147483647)',
	'bracket_agg(''(day 2024-01-01: 1)'', 0, 2147483648)',
	'bracket_agg(''(day 2024-01-01: 1)'', VARIADIC ARRAY(SELECT generate_series(0, 65536))) <> ''()''',
	'bracket_agg(''(day 2024-01-01: 1)'', VARIADIC ARRAY(SELECT generate_series(0, 65537)))',
	'bracket_agg(''(day 2024-01-01: 1)'', 1, 4 + i) FROM generate_series(0, 1) i',
	'bracket_agg(''(day 2024-01-01: 1)'', VARIADIC (ARRAY[1, 4, 9])[:i]) FROM generate_series(2, 3) i',
	'bracket_agg(''(day 2024-01-01: 1)'', VARIADIC (ARRAY[1, 4, 9])[:i]) FROM generate_series(2, 1, -1) i',
	'bracket_agg(a, 1, 4) FROM unnest(ARRAY[''(month 2024-01-01: 1)'', ''(year 2024-01-01: 1)'']::cx_activity[]) a',
	'bracket_agg(a, 1, 4) FROM unnest(ARRAY[''(month 2024-01-01: 1)'',
		''(rolling 1us 2024-01-01 0us: 1)'']::cx_activity[]) a',
	'bracket_agg(a, 1, 4) FROM unnest(ARRAY[''(rolling 2us 2024-01-01 0us: 1)'',
		''(rolling 1us 2024-01-01 0us: 1)'']::cx_activity[]) a',
	'cx_brackets ''(day 1 4 | 2024-01-01 1: 1)'' + ''(day 1 5 | 2024-01-01 1: 1)''',
	'cx_brackets ''(day 1 4 | 2024-01-01 1: 1)'' - ''(day 1 4 5 | 2024-01-01 1: 1 1)''',
	'cx_brackets ''(day 1 4 | 2024-01-01 1: 1)'' + ''(month 1 4 | 2024-01-01 1: 1)''',
	'cx_brackets ''(day 1 4 | 2024-01-01 9223372036854775807: 1)'' + ''(day 1 4 | 2024-01-01 1: 1)''',
	'cx_brackets ''(day 1 4 | 2024-01-01 1: -2)'' - ''(day 1 4 | 2024-01-01 1: 9223372036854775807)''',
	'cx_brackets_count(''(day 1 4 | 2024-01-01 1: 9223372036854775807)'', ''(day 2024-01-01: 11)'', ''{1, 4}'')',
	'bracket_table(''(day 1 4 | 2024-01-01 -1: 0)'', ''infinity'')',
	'bracket_table(''(day 1 4 | 2024-01-01 3: -1)'', ''infinity'')',
	'bracket_table(''(day 1 4 | 2024-01-01 3: 4)'', ''infinity'')',
	'bracket_table(''()'', NULL)', 'bracket_table(NULL, level => NULL)',
		'bracket_table(''()'', ''infinity'', 95)',
	'bracket_table(''()'', ''infinity'', ''NaN'')']) q;
-- many brackets are not all shown
SELECT bracket_agg('(day 2024-01-01: 1)', VARIADIC ARRAY(SELECT generate_series(0, 30 + i)))
FROM generate_series(0, 1) i;
-- more rows than a table may have, more cells than a state
CREATE TABLE wide AS
SELECT i / 100 AS n, bracket_agg(('(day ' || date '2000-01-01' + i || ': 1)')::cx_activity,
	VARIADIC ARRAY(SELECT generate_series(1, 4001))) AS s
FROM generate_series(1, 4200) i GROUP BY 1;
SELECT test.refusal('SELECT rollup(s) FROM wide WHERE n < ' || most) FROM unnest('{41, 43}'::int[]) most;
SELECT count(*) FROM (SELECT rollup(s) AS s FROM wide WHERE n < 26) v, bracket_table(s, '9999-01-01');
DROP TABLE wide;
