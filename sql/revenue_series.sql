-- Movements in one pass over subscriptions.
CREATE TABLE subs (customer bigint, started date, ended date, amount numeric);
INSERT INTO subs VALUES
	(1, '2025-01-10', NULL, 10),                                                             -- stays
	(2, '2025-01-01', '2025-03-01', 20), (2, '2025-03-01', '2025-04-15', 25.5),              -- grows, leaves
	(3, '2025-02-03', '2025-02-20', 99),
		                                                    -- came and went within a month
	(4, '2025-01-31', '2025-02-28', 7), (4, '2025-04-01', 'infinity', 7),                    -- comes back
	(5, '2025-02-01', '2025-05-01', 5), (5, '2025-03-15', '2025-04-20', 6),
		                 -- a second one beside the first
	(6, '2025-01-01', '2025-02-01', 30), (6, '2025-02-01', NULL, 12),                        -- shrinks
	(7, '2025-02-01', '2025-03-01', NULL), (7, '2025-03-01', NULL, 3),
		                      -- a month for nothing
	(8, NULL, '2025-03-01', 1), (NULL, '2025-01-01', NULL, 1);                               -- not known
SELECT * FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'month') FROM subs),
	'2025-06-15');
SELECT * FROM revenue_customers_table((SELECT revenue_agg(customer, started, ended, amount, 'month')
	FROM subs), '2025-06-15');
SELECT revenue_agg(customer, started, ended, amount, 'month') FROM subs;
SELECT revenue_agg(customer, started, ended, amount, 'quarter') FROM subs;
-- Up to the last movement; nothing observed yet; before and after all of it.
SELECT period, revenue_after, complete
	FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'quarter') FROM subs),
	'infinity');
SELECT count(*) FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'quarter')
	FROM subs), '-infinity');
SELECT count(*) FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'quarter')
	FROM subs), '2025-01-01');
SELECT period, revenue_after, complete
	FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'quarter') FROM subs),
	'2025-01-02');
SELECT min(period), max(period), count(*), count(*) FILTER (WHERE NOT complete) AS running
	FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'year') FROM subs),
	'2100-07-01');
-- Today is the default.
SELECT max(period) = date_trunc('month', CURRENT_DATE)::date
	OR CURRENT_DATE = date_trunc('month', CURRENT_DATE) AS up_to_now, bool_or(NOT complete)
	OR CURRENT_DATE = date_trunc('month', CURRENT_DATE) AS running
	FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'month') FROM subs));
-- One period as a state.
SELECT revenue_in(s, d), customers_before(revenue_in(s, d)) AS customers
	FROM (SELECT revenue_agg(customer, started, ended, amount, 'month') AS s FROM subs) v,
	unnest('{2024-12-31, 2025-01-01, 2025-03-31, 2025-04-01, 2030-01-01}'::date[]) d;
SELECT revenue_in('()', '2025-01-01'), revenue_in(NULL, '2025-01-01'), revenue_in('()', NULL);
-- No rows, no movements.
SELECT revenue_agg(customer, started, ended, amount, 'month') FROM subs WHERE false;
SELECT revenue_agg(customer, started, ended, amount, 'month') FROM subs
	WHERE customer IN (3, 8) OR customer IS NULL;
SELECT count(*) FROM revenue_table('()', 'infinity');
SELECT count(*) FROM revenue_table(NULL, 'infinity');
SELECT count(*) FROM revenue_customers_table(NULL);
SELECT rollup(s), rollup(s + '()') FROM (VALUES (NULL::cx_revenue_series)) v (s);
-- Every type of money and of time gives the same.
SELECT count(DISTINCT s::text) FROM (
	SELECT revenue_agg(customer, started, ended, amount, 'week') AS s FROM subs
	UNION ALL SELECT revenue_agg(customer, started, ended, amount::float8, 'week') FROM subs
	UNION ALL SELECT revenue_agg(customer, started::timestamp, ended::timestamp, amount, 'week') FROM subs
	UNION ALL SELECT revenue_agg(customer, started::timestamp, ended::timestamp, amount::float8, 'week')
		FROM subs
	UNION ALL
		SELECT revenue_agg(customer, started::timestamp AT TIME ZONE 'Asia/Tokyo',
		ended::timestamp AT TIME ZONE 'Asia/Tokyo', amount, 'week', 'Asia/Tokyo') FROM subs
	UNION ALL
		SELECT revenue_agg(customer, started::timestamp AT TIME ZONE 'Asia/Tokyo',
		ended::timestamp AT TIME ZONE 'Asia/Tokyo', amount::float8, 'week', 'Asia/Tokyo') FROM subs) v;
SELECT count(DISTINCT s::text) FROM (
	SELECT revenue_agg(customer, started, ended, amount::int, 'day') AS s FROM subs
	UNION ALL SELECT revenue_agg(customer, started, ended, amount::smallint, 'day') FROM subs
	UNION ALL SELECT revenue_agg(customer::int, started, ended, amount::bigint, 'day') FROM subs
	UNION ALL SELECT revenue_agg(customer, started::timestamp, ended::timestamp, amount::int, 'day') FROM subs
	UNION ALL SELECT revenue_agg(customer, started::timestamp, ended::timestamp, amount::smallint, 'day')
		FROM subs
	UNION ALL SELECT revenue_agg(customer, started::timestamp, ended, amount::bigint, 'day') FROM subs
	UNION ALL
		SELECT revenue_agg(customer, started::timestamp AT TIME ZONE 'UTC',
		ended::timestamp AT TIME ZONE 'UTC', amount::int, 'day', 'UTC') FROM subs
	UNION ALL
		SELECT revenue_agg(customer, started::timestamp AT TIME ZONE 'UTC',
		ended::timestamp AT TIME ZONE 'UTC', amount::smallint, 'day', 'UTC') FROM subs
	UNION ALL
		SELECT revenue_agg(customer, started::timestamp AT TIME ZONE 'UTC',
		ended::timestamp AT TIME ZONE 'UTC', amount::bigint, 'day', 'UTC') FROM subs) v;
-- The zone decides the month: 23:30 in Berlin on the last of March is still the 31st there, and in Tokyo
-- April.
SELECT period, new_revenue, churned_revenue
	FROM revenue_table((SELECT revenue_agg(1, timestamptz '2025-03-31 23:30 Europe/Berlin',
	timestamptz '2025-05-31 23:30 Europe/Berlin', 8, 'month', 'Europe/Berlin')), 'infinity');
SELECT period, new_revenue, churned_revenue
	FROM revenue_table((SELECT revenue_agg(1, timestamptz '2025-03-31 23:30 Europe/Berlin',
	timestamptz '2025-05-31 23:30 Europe/Berlin', 8, 'month', 'Asia/Tokyo')), 'infinity');
-- A zone from a column: each customer's own.
SELECT revenue_agg(c, timestamptz '2025-03-31 23:30+00', NULL, 8, 'month', z)
	FROM (VALUES (1, 'UTC'), (2, 'Asia/Tokyo')) v (c, z);
-- Amounts that are no whole millionths, or too many, beside others.
SELECT revenue_agg(c, '2025-01-01'::date, e::date, a, 'month')
	FROM (VALUES (1, '2025-02-01', 0.0000001), (1, '2025-03-01', 5), (2, NULL, 1e20),
	(2, '2025-02-01', 9223372036854.775807), (3, '2025-02-01', 9223372036854.775808)) v (c, e, a);
-- The largest amounts: a plan that follows another is no sum of both.
SELECT revenue_agg(1, s::date, e::date, 5e46, 'month')
	FROM (VALUES ('2025-03-01', NULL), ('2025-01-01', '2025-03-01')) v (s, e);
-- Days thousands of years apart.
SELECT revenue_agg(c, s::date, e::date, 1, 'day')
	FROM (VALUES (1, '4714-11-24 BC', '5874897-12-31'), (2, '0001-01-01', NULL),
	(1, '2000-01-01', '2000-01-02')) v (c, s, e);
-- Customers at the ends of bigint, and one row each in many groups.
SELECT revenue_agg(c, '2025-01-01'::date, NULL, 1, 'month')
	FROM unnest('{9223372036854775807, -9223372036854775808, 0, -1, 9223372036854775807}'::bigint[]) c;
SELECT count(*), count(DISTINCT s::text)
	FROM (SELECT revenue_agg(i, date '2025-01-01' + i % 3, NULL, 1, 'day') AS s
	FROM generate_series(1, 3000) i GROUP BY i) v;
-- Series add up, and subtract; what cancels is gone.
SELECT a + b, b - b, b - a + a = b AS back, a + b - a = b AS without
	FROM (SELECT revenue_agg(customer, started, ended, amount, 'month') FILTER (WHERE customer = 2) AS a,
	revenue_agg(customer, started, ended, amount, 'month') FILTER (WHERE customer = 6) AS b FROM subs) v;
SELECT (rollup(s) OVER (ORDER BY c ROWS 1 PRECEDING))::text
	FROM (SELECT customer AS c, revenue_agg(customer, started, ended, amount, 'year') AS s FROM subs
	WHERE customer < 5 GROUP BY 1) v;

-- A plan that follows another of the same price is no movement, and leaves no period behind.
SELECT revenue_agg(1, s::date, e::date, 20, 'month')
	FROM (VALUES ('2025-01-01', '2025-03-01'), ('2025-03-01', NULL)) v (s, e);
-- Arithmetic by hand leaves its arguments alone.
WITH v AS MATERIALIZED (SELECT '(month; 2025-01-01: 1 20, 0 0, 0 0, 0 0, 0 0)'::cx_revenue_series AS s)
	SELECT s + s AS twice, s - s AS none, s FROM v;
-- Errors.
SELECT revenue_agg(1, '2025-02-01'::date, '2025-01-31'::date, 1, 'month');
SELECT revenue_agg(1, '2025-02-01 10:00'::timestamp, '2025-02-01 09:59:59'::timestamp, 1, 'month');
SELECT revenue_agg(1, '2025-02-01'::date, '-infinity'::date, 1, 'month');
SELECT revenue_agg(1, 'infinity'::date, NULL, 1, 'month');
SELECT revenue_agg(1, '-infinity'::timestamp, NULL, 1, 'month');
SELECT revenue_agg(1, '2025-02-01'::date, NULL, -1, 'month');
SELECT revenue_agg(1, '2025-02-01'::date, NULL, 'NaN'::float8, 'month');
SELECT revenue_agg(1, '2025-02-01'::date, NULL, 1, NULL);
SELECT revenue_agg(1, '2025-02-01 00:00+00'::timestamptz, NULL, 1, 'month', NULL);
SELECT revenue_agg(1, '2025-02-01 00:00+00'::timestamptz, NULL, 1, 'month', 'Mars/Olympus');
SELECT revenue_agg(1, '2025-02-01 00:00+00'::timestamptz, NULL, 1, 'month');
SELECT revenue_agg(1, '2025-02-01 00:00+00'::timestamptz, NULL::timestamptz, 1.5, 'month');
SELECT revenue_agg(1, '2025-02-01'::date, '2025-03-01'::date, 1, 'month', 'UTC');
SELECT revenue_agg(1, '2025-02-01'::timestamp, NULL, 1.5, 'month', 'UTC');
SELECT revenue_agg(1, '2025-02-01'::timestamp, NULL, 1::smallint, 'month', 'UTC');
SELECT revenue_agg(1, '2025-02-01'::timestamp, NULL, 1::bigint, 'month', 'UTC');
SELECT revenue_agg(1, '2025-02-01'::date, NULL, 1.5::float8, 'month', 'UTC');
SELECT revenue_agg(1, '2025-02-01'::date, NULL, 1.5::real, 'month', 'UTC');
SELECT revenue_agg(1, '2025-02-01'::date, NULL, 1, 'fortnight');
SELECT revenue_agg(i, '2025-02-01'::date, NULL, 1, p)
	FROM (VALUES (1, 'month'::cx_period), (2, 'week')) v (i, p);
SELECT revenue_agg(1, '2025-02-01'::date, NULL, 1, 'month') + revenue_agg(2, '2025-02-01'::date, NULL, 1,
	'week');
SELECT rollup(s ORDER BY p) FROM (SELECT p, revenue_agg(1, '2025-02-01'::date, NULL, 1, p) AS s
	FROM unnest('{month, week}'::cx_period[]) p GROUP BY p) v;
SELECT revenue_table('()', NULL);
SELECT revenue_customers_table(NULL, NULL);
SELECT revenue_in('()', 'infinity');
SELECT revenue_table('(month; 2000-02-01: 0 0, 0 0, 0 0, 0 0, 1 5)', 'infinity');
SELECT revenue_table('(month; 2000-02-01: 1 5, 0 0, 0 0, -1 -2, 0 0)', 'infinity');
SELECT revenue_customers_table('(month; 2000-02-01: 9223372036854775807 5, 1 5, 0 0, 0 0, 0 0)', 'infinity');
SELECT revenue_agg(c, '2025-02-01'::date, NULL, 5e46, 'month') FROM generate_series(1, 2) c;
SELECT revenue_agg(1, '2025-02-01'::date, NULL, 5e46, 'month') FROM generate_series(1, 2) c;
-- A table of all the years that there are takes a fraction of a second for each million rows; one of all
-- months is refused before it begins.
SET statement_timeout = '90s';
SELECT count(*), min(period), max(period), sum(revenue_after)
	FROM revenue_table('(year; -4712-01-01: 1 50, 0 0, 0 0, 0 0, 0 0;
		1000000-01-01: 0 0, 0 0, 0 0, 0 0, 1 50)',
	'infinity');
RESET statement_timeout;
SELECT test.refusal('SELECT revenue_table(''(month; -4712-01-01: 1 50, 0 0, 0 0, 0 0,
	0 0; 5874897-01-01: 0 0, 0 0, 0 0, 0 0, 1 50)'', ''infinity'')');
-- What a state carries is what it says: a state that somebody's own aggregate over our functions has stored
-- is, byte by byte, the one that its text gives, whether cells were added, taken out or put between.
CREATE AGGREGATE own_rollup(cx_revenue_series) (sfunc = cx_revenue_series_add, stype = cx_revenue_series,
	initcond = '()');
CREATE AGGREGATE own_rollup(cx_revenue) (sfunc = cx_revenue_add, stype = cx_revenue, initcond = '()');
CREATE AGGREGATE own_agg(numeric, numeric) (sfunc = cx_revenue_count, stype = cx_revenue, initcond = '()');
CREATE TABLE own AS SELECT own_rollup(s) AS s, own_rollup(r) AS r, own_agg(i, 7) AS a, i % 5 AS k
FROM (SELECT i, revenue_agg(i, date '2025-01-01' + 7 * (i * 37 % 101), date '2027-01-01', i, 'week') AS s,
	revenue_agg(i, 3) AS r FROM generate_series(1, 100) i GROUP BY i) v GROUP BY 4;
SELECT count(*) AS states, count(*) FILTER (WHERE s = s::text::cx_revenue_series AND r = r::text::cx_revenue
	AND a = a::text::cx_revenue AND s - s = '()' AND (s + s) - s = s) AS same FROM own;
DROP TABLE own;
DROP AGGREGATE own_rollup(cx_revenue_series), own_rollup(cx_revenue), own_agg(numeric, numeric);
DROP TABLE subs;
