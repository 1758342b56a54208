-- What one customer spent: the days of purchases, whatever the types of columns, and any split of rows.
SET datestyle = 'ISO';
-- a day is a purchase when its amounts sum to more than 0, or when it has rows and no amount other than 0
-- or NULL: the cases of rfm_agg
CREATE TABLE cases (what text, at date, amount numeric);
INSERT INTO cases VALUES ('a return', '2026-01-01', 50), ('a return', '2026-01-10', -50),
	('two, the second returned', '2026-01-01', 50), ('two, the second returned', '2026-02-01', 40),
	('two, the second returned', '2026-02-10', -40),
	('a refund first', '2026-01-01', -20), ('a refund first', '2026-02-01', 40),
	('returned on its day', '2026-01-01', 50), ('returned on its day', '2026-01-01', -50),
	('returned on its day, in part', '2026-01-01', 50), ('returned on its day, in part', '2026-01-01', -30),
	('refunds alone', '2026-01-01', -5), ('for nothing', '2026-01-01', 0),
	('of unknown amount', '2026-01-01', NULL), ('of unknown time', NULL, 5);
SELECT what, s, total_amount(s), first_purchase(s), last_purchase(s)
FROM (SELECT what, spend_agg(at, amount, 'month') AS s FROM cases GROUP BY what) v ORDER BY what;
SELECT spend_agg(at, amount, 'month'), rollup(NULL::cx_spend), total_amount(NULL::cx_spend) FROM cases
WHERE false;
DROP TABLE cases;
-- columns of every type, on both sides of a change of the clock
CREATE TABLE orders AS SELECT date '2026-03-27' + i AS at, 5 - i AS amount FROM generate_series(0, 4) i;
SELECT count(*) AS forms, count(DISTINCT s) AS different, min(s::text) FROM (
	SELECT spend_agg(at, amount::smallint, 'month') FROM orders UNION ALL
	SELECT spend_agg(at, amount, 'month') FROM orders UNION ALL
	SELECT spend_agg(at, amount::bigint, 'month') FROM orders UNION ALL
	SELECT spend_agg(at, amount::numeric, 'month') FROM orders UNION ALL
	SELECT spend_agg(at, amount::float8, 'month') FROM orders UNION ALL
	SELECT spend_agg(at + time '23:59:59.999999', amount::bigint, 'month') FROM orders UNION ALL
	SELECT spend_agg(at + time '00:00', amount::numeric, 'month') FROM orders UNION ALL
	SELECT spend_agg(at::timestamp, amount::float8, 'month') FROM orders UNION ALL
	SELECT spend_agg((at + time '00:00') AT TIME ZONE 'Europe/Berlin', amount::bigint, 'month',
		'Europe/Berlin') FROM orders UNION ALL
	SELECT spend_agg((at + time '23:59:59') AT TIME ZONE 'Europe/Berlin', amount::numeric, 'month',
		'Europe/Berlin') FROM orders UNION ALL
	SELECT spend_agg((at + time '12:00') AT TIME ZONE 'Europe/Berlin', amount::float8, 'month',
		'Europe/Berlin') FROM orders) v(s);
SELECT spend_agg(timestamptz '2026-03-01 03:30Z', 1, 'month', 'America/New_York');
-- what is wrong with a row
SELECT spend_agg(at, amount, NULL) FROM orders;
SELECT spend_agg(NULL::date, amount, NULL) FROM orders;
SELECT spend_agg(at::timestamptz, amount, 'month', NULL) FROM orders;
SELECT spend_agg(at, amount, CASE WHEN amount > 3 THEN 'day' ELSE 'month' END::cx_period) FROM orders;
SELECT spend_agg('infinity'::date, 1, 'month');
SELECT spend_agg('-infinity'::timestamp, 1, 'month');
SELECT spend_agg('infinity'::timestamptz, 1, 'month', 'UTC');
SELECT spend_agg(at, 'NaN'::float8, 'month') FROM orders;
SELECT spend_agg(at, 'Infinity'::numeric, 'month') FROM orders;
SELECT spend_agg(at, 1e47, 'month') FROM orders;
SELECT spend_agg(at, 1, 'month') FROM (VALUES (date '1800-01-01'), ('2026-01-01')) v(at);
SELECT spend_agg(date '4714-11-24 BC', 1, 'year');
SELECT spend_agg(at::timestamptz, amount, 'month') FROM orders;
SELECT spend_agg(at, amount, 'month', 'UTC') FROM orders;
SELECT spend_agg(at::timestamp, amount, 'month', 'UTC') FROM orders;
DROP TABLE orders;
-- any split of a customer's rows adds up, in any order and with amounts that no double is
SELECT setseed(0.42);
CREATE TABLE log AS SELECT customer, date '2024-01-01' + floor(40 * random())::int AS at,
	round((100 * random() - 30)::numeric, 2) * CASE customer % 7 WHEN 0 THEN 0.0000001 WHEN 1 THEN 1e9 ELSE
		1 END
		AS amount, floor(3 * random())::int AS part, random() AS place
FROM generate_series(1, 200) customer, generate_series(1, 30);
-- a quarter is taken back on its day, elsewhere
INSERT INTO log SELECT customer, at, -amount, 2 - part, random() FROM log WHERE place < 0.25;
INSERT INTO log SELECT customer, at, CASE WHEN place < 0.3 THEN 0 END, 1, place FROM log WHERE place < 0.4;
CREATE TABLE whole AS SELECT customer, spend_agg(at, amount, 'week') AS s, sum(amount) AS total
FROM log GROUP BY customer;
CREATE TABLE parts AS SELECT customer, part, spend_agg(at, amount, 'week') AS s FROM log GROUP BY 1, 2;
SELECT count(*) AS customers, bool_and(w.s = p.s) AS parts_add_up,
	bool_and(w.s = q.s) AS in_other_orders, bool_and(w.s = f.s) AS as_double_precision,
	bool_and(total_amount(w.s) = total::float8) AS totals
FROM whole w
JOIN (SELECT customer, rollup(s) AS s FROM parts GROUP BY 1) p USING (customer)
JOIN (SELECT customer, spend_agg(at, amount, 'week' ORDER BY place) AS s FROM log GROUP BY 1) q USING
	(customer)
JOIN (SELECT customer, spend_agg(at, amount::float8, 'week' ORDER BY -place) AS s FROM log GROUP BY 1) f
	USING (customer);
SELECT count(*) AS customers, bool_and(a.s + b.s = b.s + a.s AND a.s + b.s + c.s = w.s) AS plus
FROM whole w JOIN parts a USING (customer) JOIN parts b USING (customer) JOIN parts c USING (customer)
WHERE a.part = 0 AND b.part = 1 AND c.part = 2;
-- purchase days, by plain SQL
SELECT count(*) AS customers, bool_and(first_purchase(s) IS NOT DISTINCT FROM first) AS first,
	bool_and(last_purchase(s) IS NOT DISTINCT FROM last) AS last
FROM whole JOIN (SELECT customer, min(at) FILTER (WHERE bought) AS first, max(at) FILTER (WHERE bought) AS
	last
	FROM (SELECT customer, at, sum(amount) > 0 OR bool_and(coalesce(amount, 0) = 0) AS bought
		FROM log GROUP BY 1, 2) d GROUP BY 1) p USING (customer);
-- as a window, where nothing can be taken out again
SELECT bool_and(s = (SELECT spend_agg(at, amount, 'week') FROM log l WHERE l.customer = 5
	AND (l.place, l.at) <= (v.place, v.at))) AS windows
FROM (SELECT place, at, spend_agg(at, amount, 'week') OVER (ORDER BY place, at) AS s FROM log
	WHERE customer = 5) v;
DROP TABLE log, whole, parts;
-- long histories, in the order of time and in none, narrow, wide, and wide from the middle on
SELECT count(DISTINCT s) AS of_3, min(length(s::text)) > 100000 AS long FROM (
	SELECT spend_agg(date '1900-01-01' + i, 1.25, 'month') FROM generate_series(0, 30000, 3) i UNION ALL
	SELECT spend_agg(date '1900-01-01' + (i * 7001::bigint % 10001)::int * 3, 1.25, 'month')
		FROM generate_series(0, 10000) i UNION ALL
	SELECT spend_agg(date '1900-01-01' + (i * 7001::bigint % 10001)::int * 3, a, 'month')
		FROM generate_series(0, 10000) i, unnest('{2e15, -1999999999999998.75}'::numeric[]) a) v(s);
SELECT a.s = b.s AS same, pg_column_size(a.s) > 40 * 3000 AS wide
FROM (SELECT spend_agg(date '1900-01-01' + i, i / 3.0, 'month') AS s FROM generate_series(1, 4000) i) a,
	(SELECT spend_agg(date '1900-01-01' + i, i / 3.0, 'month' ORDER BY i % 100 DESC, i) AS s
		FROM generate_series(1, 4000) i) b;
