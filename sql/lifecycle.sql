-- Subscriptions as flows of customers, and the table of stocks and rates that they add up to.
SET DateStyle = 'ISO, YMD';
SET TimeZone = 'Asia/Tokyo';
-- PostHog #39439: ten subscribers, one more on day 2, gone after day 4. Active, new, churned on days 1 to 6:
--   10 11 11 11 10 10 / 0 1 0 0 0 0 / 0 0 0 0 1 0
SELECT array_agg(active) AS active, array_agg(new) AS new, array_agg(churned) AS churned
FROM lifecycle_table((SELECT subscription_agg(started::date, ended::date, 'day')
	FROM (SELECT '2026-01-01', NULL FROM generate_series(1, 10)
		UNION ALL SELECT '2026-01-11', '2026-01-14') v (started, ended)), '2026-01-16')
WHERE period >= '2026-01-10';

-- One subscription, every way it can lie.
CREATE TABLE spells (who text, started date, ended date);
INSERT INTO spells VALUES
	('a month', '2026-01-01', '2026-02-01'), ('a day more', '2026-01-01', '2026-02-02'),
	('comes and goes', '2026-01-10', '2026-01-20'), ('one day', '2026-01-31', '2026-02-01'),
	('over the years', '2025-12-31', '2026-01-01'), ('leap day', '2024-02-29', '2024-03-01'),
	('open', '2026-01-10', NULL), ('open, infinity', '2026-01-10', 'infinity'),
	('never lasted', '2026-01-10', '2026-01-10'), ('no start', NULL, '2026-01-10'), ('neither', NULL, NULL),
	('long', '2024-02-29', '2026-12-31');
SELECT who, subscription_agg(started, ended, 'month') FROM spells GROUP BY who ORDER BY who;
SELECT who, subscription_agg(started, ended, 'day') AS day, subscription_agg(started, ended, 'week') AS week,
	subscription_agg(started, ended, 'week_sunday') AS week_sunday FROM spells GROUP BY who ORDER BY who;
SELECT who, subscription_agg(started, ended, 'quarter') AS quarter,
	subscription_agg(started, ended, 'year') AS year FROM spells GROUP BY who ORDER BY who;
SELECT p, subscription_agg(started, ended, p)
	= subscription_agg(started::timestamp, ended::timestamp, p) AS as_timestamp,
	subscription_agg(started, ended, p) = subscription_agg(started::timestamptz, ended::timestamptz, p,
		'Asia/Tokyo') AS as_timestamptz
FROM spells, unnest(enum_range(NULL::cx_period)) p GROUP BY p ORDER BY p;
-- to the microsecond
SELECT e, subscription_agg('2026-01-01'::timestamp, e, 'month')
FROM (VALUES ('2026-02-01'::timestamp), ('2026-02-01 00:00:00.000001'), ('2026-01-31 23:59:59.999999')) v (e)
GROUP BY e ORDER BY e;
-- the zone decides: it is the 1st in Tokyo, the 31st in Berlin; the session's zone is not looked at
SELECT z, subscription_agg('2026-01-31 16:00+00'::timestamptz, '2026-02-28 15:00+00', 'month', z)
FROM (VALUES ('Asia/Tokyo'::cx_zone), ('Europe/Berlin'), ('UTC')) v (z) GROUP BY z::text, z ORDER BY z::text;
-- clocks that go back over midnight: the second 23:30 of St. John's is not before the 1st
SELECT subscription_agg('2006-10-29 02:30:30+00'::timestamptz, '2006-10-29 03:00+00', 'day',
	'America/St_Johns'), subscription_agg('2006-10-29 02:29+00'::timestamptz, '2006-10-29 02:31+00', 'day',
	'America/St_Johns');

-- The table.
SELECT * FROM lifecycle_table((SELECT subscription_agg(started, ended, 'month') FROM spells
	WHERE who <> 'long' AND who <> 'leap day'), '2026-04-15');
SELECT period, active, retained, retention_rate, churn_rate, quick_ratio
FROM lifecycle_table('(month: 2026-01-01 10 0 0, 2026-02-01 3 1 4, 2026-03-01 0 2 10, 2026-05-01 7 0 2)',
	'2026-07-01');
-- which rows there are
CREATE VIEW three AS
SELECT '(month: 2026-01-01 2 0 0, 2026-03-01 0 1 1, 2026-06-01 0 0 1)'::cx_lifecycle AS s;
SELECT as_of, array_agg(to_char(period, 'MM') || CASE WHEN complete THEN '' ELSE '*' END
	ORDER BY period) AS periods
FROM three,
	unnest('{-infinity, 2025-01-01, 2026-03-01, 2026-03-31, 2026-04-01, 2026-04-02, '
		'2026-05-31, 2026-06-01, 2026-06-02, 2026-07-01, 2026-08-15, infinity}'::date[]) as_of,
	lifecycle_table(s, as_of)
GROUP BY as_of ORDER BY as_of;
SELECT array_agg(period) FILTER (WHERE complete)
	= array_agg(period) FILTER (WHERE period + 7 <= '2026-02-04') AS weeks_that_ended
	FROM lifecycle_table('(week: 2026-01-05 2 0 0)', '2026-02-04');
-- until today when nothing is said
SELECT max(period) = date_trunc('month', CURRENT_DATE - 1)::date AS today FROM three, lifecycle_table(s);
-- lists of columns, without quotes
SELECT t.new, new, t.period FROM lifecycle_table('(year: 2020-01-01 1 0 0)', '2021-01-01') t;
SELECT count(*) FROM lifecycle_table('()', '2026-01-01');
SELECT count(*) FROM lifecycle_table(NULL, '2026-01-01');
SELECT (lifecycle_table(s, '2026-02-01')).* FROM three;
SELECT count(*) FROM three, lifecycle_table(s, '2026-04-01') a, lifecycle_table(s, a.period);
-- a long table in parts
SELECT count(*), min(period), max(period), sum(active)
FROM lifecycle_table('(day: 1900-01-01 1 0 0)', '2100-01-01');
SELECT lifecycle_table('(day: -0043-03-15 1 0 0)', '0001-01-01') LIMIT 1;

-- What cannot be.
SELECT args, test.refusal(format('SELECT subscription_agg(%s)', args)) FROM unnest(ARRAY[
	'date ''2026-03-02'', date ''2026-03-01'', ''month''',
	'timestamp ''2026-03-02'', timestamp ''2026-03-01 23:59:59'', ''month''',
	'timestamptz ''2026-03-02'', timestamptz ''2026-03-01 23:59:59'', ''month'', ''UTC''',
	'date ''2026-03-02'', date ''-infinity'', ''month''', 'date ''infinity'', NULL, ''month''',
	'date ''-infinity'', NULL, ''month''', 'timestamp ''infinity'', ''infinity'', ''month''',
	'timestamptz ''-infinity'', NULL, ''month'', ''UTC''',
	'date ''2026-01-01'', NULL, NULL', 'NULL::date, NULL, NULL',
	'timestamptz ''2026-01-01'', NULL, ''month'', NULL', 'timestamptz ''2026-01-01'', NULL, NULL, ''UTC''',
	'NULL::timestamptz, NULL, NULL, ''UTC''',
	'timestamptz ''2026-01-01'', NULL, ''month''', 'date ''2026-01-01'', NULL, ''month'', ''UTC''',
	'timestamp ''2026-01-01'', NULL, ''month'', ''UTC''',
	'date ''2026-01-01'', NULL, ''hour''', 'timestamptz ''2026-01-01'', NULL, ''month'', ''Nowhere/City''',
	'date ''4714-11-24 BC'', NULL, ''month''', 'date ''5874897-12-31'', ''infinity'', ''year''',
	'date ''5874897-01-01'', ''5874897-12-31'', ''year''', 'date ''5874897-12-31'', NULL, ''day''']) args;
SELECT test.refusal(
	'SELECT subscription_agg(''2026-01-01''::date, NULL, p) FROM unnest(enum_range(NULL::cx_period)) p');
-- where everything cancels, the period may change
SELECT subscription_agg('2026-01-01'::date, NULL, p)
	OVER (ORDER BY p ROWS BETWEEN CURRENT ROW AND CURRENT ROW) FROM unnest(enum_range(NULL::cx_period)) p;
SELECT test.refusal(q), test.detail(q) FROM unnest(ARRAY[
	'SELECT lifecycle_table(''()'', NULL)',
	'SELECT lifecycle_table(''(month: 2026-01-01 -2 0 0)'', ''infinity'')',
	'SELECT lifecycle_table(''(month: 2026-01-01 2 -1 0)'', ''infinity'')',
	'SELECT lifecycle_table(''(month: 2026-01-01 2 0 -1)'', ''infinity'')',
	'SELECT lifecycle_table(''(month: 2026-01-01 2 0 1)'', ''infinity'')',
	'SELECT lifecycle_table(''(month: 2026-01-01 2 0 0, 2026-02-01 5 0 3)'', ''infinity'')',
	'SELECT lifecycle_table(''(month: 2026-01-01 2 0 0, 2026-02-01 0 0 3)'', ''-infinity'')',
	'SELECT lifecycle_table(''(month: 2026-01-01 9223372036854775807 0 0, 2026-02-01 1 0 0)'', ''infinity'')',
	'SELECT lifecycle_table(''(month: 2026-01-01 9223372036854775807 1 0)'', ''infinity'')']) q;

-- Arithmetic.
SELECT a + b, a - b, b - a, a + '()', '()'::cx_lifecycle - b, a - a
FROM (VALUES ('(month: 2026-01-01 2 0 0, 2026-03-01 0 0 1)'::cx_lifecycle,
	'(month: 2025-12-01 1 0 0, 2026-01-01 1 1 1, 2026-03-01 0 0 1)'::cx_lifecycle)) v (a, b);
SELECT a - b + b = a AS back FROM (VALUES ('(month: 2026-01-01 2 0 0, 2026-03-01 0 0 1)'::cx_lifecycle,
	'(month: 2025-12-01 1 0 0, 2026-01-01 1 1 1, 2026-03-01 0 0 1)'::cx_lifecycle)) v (a, b);
SELECT rollup(s) FROM (VALUES ('(day: 2026-01-02 1 0 0)'::cx_lifecycle), (NULL), ('()'),
	('(day: 2026-01-01 1 2 3, 2026-01-02 1 0 0)')) v (s);
SELECT rollup(s) FROM (VALUES (NULL::cx_lifecycle)) v (s);
SELECT test.refusal(q)
FROM unnest(ARRAY['SELECT ''(day: 2026-01-05 1 0 0)''::cx_lifecycle + ''(week: 2026-01-05 1 0 0)''',
	'SELECT rollup(s) FROM (VALUES (''(day: 2026-01-05 1 0 0)''::cx_lifecycle), '
		'(''(week: 2026-01-05 1 0 0)'')) v (s)',
	'SELECT ''(day: 2026-01-05 9223372036854775807 0 0)''::cx_lifecycle + ''(day: 2026-01-05 1 0 0)''',
	'SELECT ''(day: 2026-01-05 0 0 -9223372036854775808)''::cx_lifecycle - ''(day: 2026-01-05 0 0 1)''']) q;
SELECT '(day: 2026-01-05 0 -9223372036854775808 0)'::cx_lifecycle
	- '(day: 2026-01-05 0 -9223372036854775808 0)' AS exact;
-- by hand: the state given is left alone; without one there is none
SELECT s, cx_lifecycle_subscribe(s, '2026-01-01'::date, NULL, 'month'),
	cx_lifecycle_unsubscribe(s, '2026-01-01'::date, '2026-01-01'::date + 31, 'month'), s AS unchanged
	FROM (VALUES ('(month: 2026-01-01 1 0 0)'::cx_lifecycle)) v (s);
SELECT cx_lifecycle_subscribe(NULL, '2026-01-01'::date, NULL, 'month') IS NULL AS no_state;
DO $$ -- a variable keeps its value though it may hold what an aggregate made
DECLARE a cx_lifecycle; b cx_lifecycle;
BEGIN
	SELECT subscription_agg('2020-01-01'::date + i, '2020-02-01'::date + i, 'day') INTO a
	FROM generate_series(1, 100) i;
	b := a;
	a := a + '(day: 2020-01-02 1 0 0)';
	a := a + '(day: 2020-01-02 1 0 0)';
	RAISE NOTICE 'is %, was %', left(a::text, 24), left(b::text, 24);
END $$;
DROP VIEW three;
DROP TABLE spells;

-- as_of 'infinity' goes as far as anybody was active: of those who were active last nobody saw whether they
-- were lost.
SELECT period, active, churned, complete
FROM lifecycle_table('(month: 2026-01-01 2 0 0, 2026-02-01 1 0 1, 2026-03-01 0 0 2)', 'infinity');
SELECT period, active, churned, complete
FROM lifecycle_table('(month: 2026-01-01 2 0 0, 2026-02-01 1 0 1, 2026-03-01 0 0 1)', 'infinity');

-- The number of rows is checked first, whatever the dates.
SELECT test.refusal(format('SELECT lifecycle_table(%L, %L)', s, as_of)) FROM (VALUES
	('(day: -4713-11-24 1 0 0, 5874897-12-31 0 0 1)', 'infinity'),
	('(month: -4712-01-01 1 0 0)', '5874897-12-31')) v (s, as_of);
-- What an aggregate of a user's own stores, made of our transitions, is the state and nothing else.
CREATE AGGREGATE own_agg(date, date, cx_period) (SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle,
	INITCOND = '()');
CREATE TABLE stored AS SELECT n, own_agg('2020-01-01'::date + i * 3, '2020-01-02'::date + i * 3 + i % 2,
	'day') AS own,
	subscription_agg('2020-01-01'::date + i * 3, '2020-01-02'::date + i * 3 + i % 2, 'day') AS ours
FROM unnest('{1, 5, 20, 33, 1000}'::int[]) n, generate_series(1, n) i GROUP BY n;
SELECT n, own = ours AS same, own = own::text::cx_lifecycle AS clean FROM stored ORDER BY n;
DROP TABLE stored;
DROP AGGREGATE own_agg(date, date, cx_period);
