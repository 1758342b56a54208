-- Cohorts: published cases, with their sources; every mode on one small example.
SET extra_float_digits = 0;
SET datestyle = 'ISO';
CREATE FUNCTION triangle(s cx_retention, mode text, as_of date) RETURNS TABLE (cohort date,
	customers bigint, retained text) LANGUAGE sql AS
$$ SELECT cohort, max(customers), string_agg(retained || CASE WHEN complete THEN '' ELSE '*' END, ','
	ORDER BY age) FROM retention_table(s, mode, as_of) GROUP BY 1 ORDER BY 1 $$;
-- The small example of doc/retention.md: 'day264' of Kishorekannann82/Daily-Sql-Challenge, corrected (its
-- solution prints other numbers than its rows give).
CREATE TABLE visits (customer bigint, at date);
INSERT INTO visits VALUES (1, '2024-01-15'), (1, '2024-02-10'), (1, '2024-03-09'), (2, '2024-01-25'),
	(2, '2024-03-12'), (3, '2024-02-18'), (3, '2024-03-20'), (4, '2024-02-16'), (5, '2024-03-10');
SELECT mode, t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode, triangle(s, mode, '2024-04-01') t;
-- the whole rows; what has not ended by as_of is marked, and kept out of the curve
SELECT t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	retention_table(s, as_of => '2024-03-31') t;
SELECT t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	retention_curve(s, as_of => '2024-03-31') t;
-- months that nobody was seen in were observed all the same: they are zeros, up to as_of
SELECT t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	triangle(s, 'on', '2024-06-01') t;
SELECT t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	retention_curve(s, 'on', '2024-06-01') t;
SELECT t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	retention_curve(s, 'on_or_before', '2024-06-01') t;
-- infinity: all there is, and it is complete; before everything: nothing is
SELECT t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	triangle(s, 'on', 'infinity') t;
SELECT t.* FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	triangle(s, 'on', '-infinity') t;
SELECT count(*) FROM (SELECT retention_agg(customer, at, 'month') AS s FROM visits) v,
	retention_curve(s, 'on', '2024-01-31') t;
DROP TABLE visits;
-- PostHog, test_retention.py test_day_interval (days from 2020-06-10, R-6) and test_month_interval (R-8):
-- recurring entry, calendar periods.
SELECT t.* FROM (SELECT retention_agg(a, 'recurring') AS s
	FROM (SELECT p, activity_agg(date '2020-06-10' + d, 'day') AS a
	FROM (VALUES (1, '{0,1,2,5,5,6}'::int[]), (2, '{1,2,3,6}')) v (p, days), unnest(days) d
	GROUP BY p) w) x, triangle(s, 'on', '2020-06-21') t;
SELECT t.* FROM (SELECT retention_agg(a, 'recurring') AS s
	FROM (SELECT p, activity_agg(make_date(2020, m, 10), 'month') AS a
	FROM (VALUES (1, '{1,2,3,5,6,9}'::int[]), (2, '{1,2,3,6,7,11}')) v (p, months), unnest(months) m
	GROUP BY p) w) x, triangle(s, 'on', '2020-12-01') t;
-- PostHog, test_rolling_retention (R-10): on or after; its rows begin with day 1
SELECT t.* FROM (SELECT retention_agg(a, 'recurring') AS s
	FROM (SELECT p, activity_agg(date '2020-06-10' + d, 'day') AS a
	FROM (VALUES (1, '{0,3,4}'::int[]), (2, '{0,1}'), (3, '{1,2,3}'), (4, '{3,4}'), (5, '{4}')) v (p,
	days), unnest(days) d GROUP BY p) w) x, triangle(s, 'on_or_after', '2020-06-16') t;
-- PostHog, test_first_time_retention (R-11): signing up starts, viewing a page returns; age 0 there is the
-- size of the cohort. Who signed up on day -5 and again on -1 belongs to -5, outside their window.
SELECT t.cohort, t.customers, t.retained FROM (SELECT retention_agg(started, returned, 'first') AS s FROM (
	SELECT p, (SELECT activity_agg(date '2020-06-11' + d, 'day') FROM unnest(ups) d) AS started,
		(SELECT activity_agg(date '2020-06-11' + d, 'day') FROM unnest(views) d) AS returned
	FROM (VALUES ('x', '{-5,-1}'::int[], '{}'::int[]), ('p1', '{-1,1,2,3,4}', '{0,1,2,5,6}'),
		('p2', '{-1}', '{1,2,3,6}'), ('p3', '{0}', '{1,3,4,5}'), ('p4', '{2}', '{3,5}')) v (p, ups,
		views)) w) x, triangle(s, 'on', '2020-06-17') t;
-- Mixpanel's help (R-12): 500 of 1000, 400 of 500, and 10 of 700 in a period that has not ended. Pooled
-- over what is complete: 900 of 1500 are 60 %.
SELECT t.* FROM (SELECT '(month | 2024-01-01 1000: 1000 500 / 500 500 / 0 500 / 500 500
	| 2024-02-01 500: 500 400 / 100 400 / 0 400 / 100 400
	| 2024-03-01 700: 700 10 / 690 10 / 0 10 / 690 10)'::cx_retention AS s) v,
	retention_curve(s, 'on', '2024-04-15') t;
-- Mixpanel's API reference (R-18): 10 users start, 9, 7 and 6 come in their first three days: at age 0
-- fewer than started.
SELECT t.* FROM (SELECT retention_agg(a) AS s
	FROM (SELECT u, rolling_activity_agg(timestamptz '2012-01-02 00:00+00' + u * interval '1 hour'
	+ k * interval '1 day', timestamptz '2012-01-02 00:00+00' + u * interval '1 hour', '24 hours') AS a
	FROM generate_series(1, 10) u LEFT JOIN generate_series(0, 2) k ON u <= (ARRAY[9, 7, 6])[k + 1]
		GROUP BY u) w) x, retention_curve(s, 'on', '2012-01-06') t;
-- Mixpanel's help (R-16) and Amplitude's (R-15): Mon 20:00 and Tue 06:00, Fri and Mon, 25 Feb and 3 Mar are
-- next day, week and month of the calendar, but not 24 hours, 7 days, 30 days later
SELECT kind, period_count(a) FROM (SELECT 'day' AS kind, activity_agg(at, 'day') AS a
	FROM (VALUES (timestamp '2024-03-04 20:00'), ('2024-03-05 06:00')) v (at)
	UNION ALL SELECT 'week', activity_agg(at, 'week') FROM (VALUES (date '2024-03-01'), ('2024-03-04')) v (at)
	UNION ALL SELECT 'month', activity_agg(at, 'month')
		FROM (VALUES (date '2024-02-25'), ('2024-03-03')) v (at)
	UNION ALL SELECT '24 hours', rolling_activity_agg(at, timestamp '2024-03-04 20:00', '24 hours')
		FROM (VALUES (timestamp '2024-03-04 20:00'), ('2024-03-05 06:00')) v (at)
	UNION ALL SELECT '7 days', rolling_activity_agg(at, date '2024-03-01', '7 days')
		FROM (VALUES (date '2024-03-01'), ('2024-03-04')) v (at)
	UNION ALL SELECT '30 days', rolling_activity_agg(at, date '2024-02-25', '30 days')
		FROM (VALUES (date '2024-02-25'), ('2024-03-03')) v (at)) w ORDER BY kind COLLATE "C";
-- rolling windows: the last of a cohort's day has to be through; a window that has begun is shown
SELECT t.* FROM (SELECT retention_agg(a) AS s
	FROM (VALUES ('(rolling 604800000000us 2024-05-01 28800000000us: 11)'::cx_activity),
	('(rolling 604800000000us 2024-05-01 0us: )'),
	('(rolling 604800000000us 2024-05-03 0us: 1)')) v (a)) w, retention_table(s, 'on', '2024-05-16') t;
SELECT t.* FROM (SELECT retention_agg('(rolling 604800000000us 2024-05-01 28800000000us: 11)') AS s) w,
	retention_table(s, 'on', 'infinity') t;
SELECT t.* FROM (SELECT retention_agg('(rolling 604800000000us 2024-05-01 28800000000us: 11)') AS s) w,
	retention_table(s, 'on', '-infinity') t;
-- no customers, NULLs, empty histories
SELECT retention_agg(a) AS none, retention_agg(a, 'first') AS none,
	retention_agg(a, a, 'recurring') AS none, rollup(NULL::cx_retention) AS none
	FROM (VALUES (NULL::cx_activity), ('()')) v (a);
SELECT retention_agg(started, returned, 'first')
	FROM (VALUES ('(month 2024-01-01: 1)'::cx_activity, NULL::cx_activity),
	('(month 2024-01-01: 1)', '()'), (NULL, '(month 2024-01-01: 1)'),
	('(month 2024-01-01: 1)', '(month 2023-12-01: 1001)')) v (started, returned);
SELECT (SELECT count(*) FROM retention_table('()')) AS empty, (SELECT count(*)
	FROM retention_table(NULL)) AS nulls, (SELECT count(*) FROM retention_curve('()')) AS empty,
	(SELECT count(*) FROM retention_curve(NULL)) AS nulls;
-- the default is up to today
SELECT count(*) = extract(year FROM until) * 12 + extract(month FROM until) + 1 AS until_yesterday
	FROM (SELECT retention_agg('(month 2020-01-01: 1)') AS s) v,
	age(period_start(CURRENT_DATE - 1, 'month'), '2020-01-01') until, retention_table(s) GROUP BY until;
-- a window from which all has gone takes other periods, as anew; the state is long enough to be kept as an
-- object
SELECT i, retention_agg(a) OVER (ORDER BY i ROWS 1 PRECEDING)
	FROM (VALUES (1, ('(month 2000-01-01: 1' || repeat('0', 60) || '1)')::cx_activity), (2, NULL),
	(3, '(week 2024-01-01: 1)')) v (i, a) ORDER BY i DESC LIMIT 1;
-- a window that ends beyond all microseconds
SELECT count(*) FROM retention_table('(rolling 9000000000000000000us | -4713-11-24 1: 1 / 1 / 0 / 1)',
	as_of => '294277-01-01');
-- what was done before the start only is no return, whether or not others have come back
SELECT retention_agg(s, r, 'first')
	FROM (VALUES ('(month 2024-03-01: 1)'::cx_activity, '(month 2024-01-01: 1)'::cx_activity)) v (s, r);
SELECT retention_agg(s, r, 'first')
	FROM (VALUES ('(month 2024-03-01: 1)'::cx_activity, '(month 2024-03-01: 11)'::cx_activity),
	('(month 2024-03-01: 1)', '(month 2024-01-01: 11)')) v (s, r);
-- a window that begins with as_of has not begun; without an end, every cohort is followed as long as the
-- longest
SELECT max(age) AS begun FROM retention_table('(rolling 86400000000us | 2024-01-01 1: 1 / 1 / 0 / 1)',
	as_of => '2024-01-03');
SELECT cohort, max(age) FROM retention_table('(rolling 86400000000us | 2024-01-01 1: 1 / 1 / 0 / 1
	| 2024-01-02 1: 1 0 1 / 0 0 1 / 0 0 1 / 1 0 0)', as_of => 'infinity') GROUP BY 1 ORDER BY 1;
-- nobody of the last start period returns in it: that period is observed all the same. Starts in January,
-- February and June, one return in May: at age 4 it is 1 of 2, January's and February's, as of no end too.
SELECT as_of, t.age, t.customers, t.retained
FROM (SELECT retention_agg(s, r, 'first') AS s FROM (VALUES
		('(month 2024-01-01: 1)'::cx_activity, '(month 2024-05-01: 1)'::cx_activity),
		('(month 2024-02-01: 1)', NULL), ('(month 2024-06-01: 1)', NULL)) AS v (s, r)) AS v,
	unnest('{2024-07-01,infinity}'::date[]) AS as_of, retention_curve(s, 'on', as_of) AS t
WHERE t.age > 2 ORDER BY as_of, t.age;
SELECT cohort, count(*), max(age), bool_and(complete)
FROM retention_table('(month | 2024-01-01 1: 0 0 0 0 1 / 0 0 0 0 1 / 0 0 0 0 1 / 0 0 0 0 0
	| 2024-02-01 1 | 2024-06-01 1)', as_of => 'infinity')
GROUP BY cohort ORDER BY cohort;
-- rolling: a window each for those who did nothing
SELECT * FROM retention_curve('(rolling 86400000000us | 2024-01-01 1 | 2024-03-01 2)', as_of => 'infinity');
-- A curve takes time by its rows and the state's cells, not by their product: 200,000 cohorts, each observed
-- up to 200,000 days, are 2e10 cells. Sums of two such states do not move all cohorts for each new one.
SET statement_timeout = '20s';
CREATE TABLE long AS SELECT k, ('(day' || string_agg(format(' | %s 1', date '1800-01-01' + 2 * i + k), ''
	ORDER BY i) || ')')::cx_retention AS s
FROM generate_series(1, 100000) AS i, generate_series(0, 1) AS k GROUP BY k;
SELECT count(*), min(customers), max(customers), sum(customers)
FROM (SELECT rollup(s) AS s FROM long) AS v, retention_curve(s, as_of => 'infinity');
SELECT count(*) FROM long, retention_table(s, as_of => 'infinity');
RESET statement_timeout;
DROP TABLE long;
-- errors
SELECT retention_agg('(month 2024-01-01: 1)', NULL);
SELECT retention_agg('(month 2024-01-01: 1)', 'last');
SELECT retention_agg(a) FROM (VALUES ('(month 2024-01-01: 1)'::cx_activity), ('(week 2024-01-01: 1)')) v (a);
SELECT retention_agg('(month 2024-01-01: 1)'::cx_activity, '(week 2024-01-01: 1)', 'first');
SELECT retention_agg('(rolling 1us 2024-01-01 0us: 1)', 'recurring');
SELECT retention_agg('(rolling 1us 2024-01-01 0us: 1)'::cx_activity,
	'(rolling 1us 2024-01-01 0us: 1)', 'first');
SELECT retention_agg(a) FROM (VALUES ('(rolling 1us 2024-01-01 0us: 1)'::cx_activity),
	('(rolling 2us 2024-01-01 0us: 1)')) v (a);
SELECT * FROM retention_table('()', 'weekly');
SELECT * FROM retention_table('()', NULL);
SELECT * FROM retention_table('()', 'on', NULL);
SELECT * FROM retention_curve('()', 'On');
SELECT * FROM retention_curve('()', as_of => NULL);
-- rows up to a far day are zeros: too many are an error, before the first
SELECT count(*) FROM retention_table('(day | 2024-01-01 1)', as_of => '9999-12-31');
SELECT count(*) FROM retention_table('(day | 2024-01-01 1 | 2024-01-02 1 | 2024-01-03 1 | 2024-01-04 1)',
	as_of => '9999-12-31');
SELECT count(*) FROM lifecycle_table('(day: 2024-01-01 1 0 0)', '5000000-01-01');
SELECT count(*) FROM revenue_table('(day; 2024-01-01: 1 50, 0 0, 0 0, 0 0, 0 0)', '5000000-01-01');
SELECT * FROM retention_table('(month | 2024-01-01 -1)');
SELECT * FROM retention_table('(month | 2024-01-01 1: 2 / 2 / 0 / 2)');
SELECT * FROM retention_curve('(month | 2024-01-01 1: -1 / -1 / 0 / -1)', as_of => 'infinity');
DROP FUNCTION triangle;
