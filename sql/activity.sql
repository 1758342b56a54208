-- cx_activity: the history of one customer, from events, and what is read from it.
SET datestyle = 'ISO';
SELECT activity_agg(at, 'month') AS months, activity_agg(at, 'week') AS weeks,
	activity_agg(at, 'year') AS years
FROM (VALUES (date '2024-03-15'), ('2024-01-31'), ('2024-01-01'), (NULL), ('2023-12-31')) v (at);
SELECT activity_agg(at, 'day', 'America/New_York') AS day_before, activity_agg(at, 'day', 'UTC') AS day
FROM (VALUES (timestamptz '2024-03-15 02:00+00')) v (at);
SELECT activity_agg(at, 'quarter') FROM (VALUES (timestamp '2024-03-31 23:59:59.999999'),
	('2024-10-01 00:00')) v (at);
-- no rows, and only NULLs: the empty state
SELECT activity_agg(at, 'month') AS none FROM (VALUES (date '2024-01-01')) v (at) WHERE false;
SELECT activity_agg(NULL::date, 'month') AS nulls, activity_agg(NULL::timestamptz, 'month', 'UTC') AS nulls,
	activity_agg(NULL::timestamp, 'day') AS nulls;
-- accessors
SELECT a, first_period(a), last_period(a), period_count(a), active_in(a, '2024-02-29') AS in_february,
	active_in(a, '2024-01-31') AS in_january, active_in(a, '1970-01-01') AS long_before,
	active_in(a, '2999-01-01') AS long_after
FROM (VALUES ('(month 2024-01-01: 101)'::cx_activity), ('(week 2024-01-01: 1)'), ('()'), (NULL)) v (a);
SELECT active_periods('(month 2023-11-01: 1011)');
SELECT count(*) FROM active_periods('()');
-- union, with a stored history and for any split of the events
SELECT '(month 2024-01-01: 11)'::cx_activity + '(month 2023-11-01: 1)' AS earlier,
	'(month 2024-01-01: 11)'::cx_activity + '(month 2024-06-01: 1)' AS later,
	'(day 2024-01-01: 1)'::cx_activity + '()' AS same, '()'::cx_activity + '(day 2024-01-01: 1)' AS same;
SELECT rollup(a) FROM (VALUES ('(month 2024-02-01: 1)'::cx_activity), (NULL), ('()'),
	('(month 2023-12-01: 11)')) v (a);
SELECT rollup(a) AS none FROM (VALUES (NULL::cx_activity)) v (a);
SELECT setseed(0.4);
CREATE TABLE events AS SELECT floor(40 * random())::int AS customer,
	date '2020-01-01' + floor(1500 * random() ^ 2)::int AS at, floor(5 * random())::int AS part
	FROM generate_series(1, 4000);
SELECT count(*) AS histories, bool_and(w.a = p.a) AS any_split
FROM (SELECT customer, activity_agg(at, 'day') AS a FROM events GROUP BY 1) w
JOIN (SELECT customer, rollup(a) AS a FROM (SELECT customer, part, activity_agg(at, 'day') AS a FROM events
	GROUP BY 1, 2) v GROUP BY 1) p USING (customer);
-- every period, in any order of rows, is the plain list of distinct periods
SELECT period, bool_and(days = plain AND count = cardinality(plain)) AS same
FROM (SELECT period, customer, ARRAY(SELECT active_periods(a)) AS days, period_count(a) AS count, plain
	FROM (SELECT period, customer, activity_agg(at, period ORDER BY random()) AS a,
		array_agg(DISTINCT period_start(at, period) ORDER BY period_start(at, period)) AS plain
		FROM events, unnest(enum_range(NULL::cx_period)) period GROUP BY 1, 2) v) w GROUP BY 1 ORDER BY 1;
-- as a window function
SELECT customer, at, activity_agg(at, 'year')
	OVER (PARTITION BY customer ORDER BY at, part ROWS UNBOUNDED PRECEDING) AS so_far FROM events
	WHERE customer = 7 ORDER BY at DESC, part DESC LIMIT 1;
SELECT count(*) AS broken FROM (SELECT activity_agg(at, 'month') OVER w AS moving,
	array_agg(at) OVER w AS days FROM events
	WHERE customer < 3 WINDOW w AS (PARTITION BY customer
		ORDER BY at, part ROWS BETWEEN 5 PRECEDING AND CURRENT ROW)) v
WHERE moving <> (SELECT activity_agg(d, 'month') FROM unnest(days) d);
-- a day's rows join the stored history
CREATE TABLE histories AS SELECT customer, activity_agg(at, 'month') AS a FROM events WHERE at < '2022-01-01'
GROUP BY 1;
INSERT INTO histories SELECT customer, activity_agg(at, 'month') FROM events WHERE at >= '2022-01-01'
GROUP BY 1;
SELECT bool_and(h.a = e.a) AS same FROM (SELECT customer, rollup(a) AS a FROM histories GROUP BY 1) h
	JOIN (SELECT customer, activity_agg(at, 'month') AS a FROM events GROUP BY 1) e USING (customer);
DROP TABLE events, histories;
-- errors
SELECT activity_agg(timestamptz '2024-01-01 00:00+00', 'month');
SELECT activity_agg(date '2024-01-01', 'month', 'UTC');
SELECT activity_agg(timestamp '2024-01-01', 'month', 'UTC');
SELECT activity_agg(date '2024-01-01', NULL);
SELECT activity_agg(timestamptz '2024-01-01', 'month', NULL);
SELECT activity_agg(date 'infinity', 'month');
SELECT activity_agg(date '2024-01-01', p) FROM unnest('{month,week}'::cx_period[]) p;
SELECT '(month 2024-01-01: 1)'::cx_activity + '(week 2024-01-01: 1)';
SELECT activity_agg(at, 'day') FROM (VALUES (date '2024-01-01'), (date '2024-01-01' - 65536)) v (at);
SELECT period_count(activity_agg(at, 'day'))
FROM (VALUES (date '2024-01-01'), (date '2024-01-01' - 65535)) v (at);
SELECT activity_agg(date '2024-01-01', 'day') + activity_agg(date '2024-01-01' - 65536, 'day');
SELECT period_count(activity_agg(date '2024-01-01', 'day') + activity_agg(date '2024-01-01' - 65535, 'day'));
SELECT '(day 1824-01-01: 1)'::cx_activity + '(day 2024-01-01: 1)';
SELECT active_in('(day 2024-01-01: 1)', 'infinity');
-- Rolling windows of 7 days count from the customer's own start. Mixpanel's help: 20:00 to 06:00 next day is
-- no return on day 1.
SELECT rolling_activity_agg(at, timestamptz '2024-01-01 20:00+00', '1 day')
FROM (VALUES (timestamptz '2024-01-02 06:00+00'), ('2024-01-02 20:00+00'),
	('2024-01-04 19:59:59.999999+00')) v (at);
-- what came before the start is ignored; who did nothing has started all the same
SELECT rolling_activity_agg(at, date '2024-01-10', '7 days')
FROM (VALUES (date '2024-01-09'), (NULL), ('2024-01-17')) v (at);
SELECT rolling_activity_agg(NULL, timestamp '2024-01-10 12:00', '30 days') AS started,
	rolling_activity_agg(timestamp '2024-01-10', NULL, '30 days') AS not_started;
SELECT period_count(a) FROM (SELECT rolling_activity_agg(at, date '2024-01-10', '24:00') AS a
	FROM (VALUES (date '2024-01-10'), ('2024-01-17')) v (at)) w;
SELECT '(rolling 86400000000us 2024-01-10 0us: 001)'::cx_activity
	+ '(rolling 86400000000us 2024-01-10 0us: 1)' AS both;
SELECT rolling_activity_agg(date '2024-01-10', date '2024-01-10', '1 month');
SELECT rolling_activity_agg(date '2024-01-10', date '2024-01-10', '0');
SELECT rolling_activity_agg(date '2024-01-10', date '2024-01-10', NULL);
SELECT rolling_activity_agg(date '2024-01-10', date '-infinity', '1 day');
SELECT rolling_activity_agg(date '5000000-01-10', date '2024-01-01', '1 day');
SELECT rolling_activity_agg(timestamp '2024-01-10', timestamp '2024-01-01', '1 microsecond');
SELECT rolling_activity_agg(date '2024-01-10', started, '1 day')
FROM (VALUES (date '2024-01-01'), ('2024-01-02')) v (started);
SELECT '(rolling 86400000000us 2024-01-10 0us: 1)'::cx_activity + '(rolling 86400000000us 2024-01-11 0us: 1)';
SELECT '(rolling 86400000000us 2024-01-10 0us: 1)'::cx_activity + '(rolling 3600000000us 2024-01-10 0us: 1)';
SELECT first_period('(rolling 86400000000us 2024-01-10 0us: 1)');
SELECT active_periods('(rolling 86400000000us 2024-01-10 0us: 1)');
