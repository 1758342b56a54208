-- Ready-made views over orders: what each shows is what the aggregates and models give.
SET client_min_messages = warning;
CREATE TABLE orders (customer integer, ordered timestamptz, day date, amount numeric(8, 2), cents bigint,
	price real);
INSERT INTO orders
SELECT c, t, (t AT TIME ZONE 'America/New_York')::date, a, a * 100, a
FROM (SELECT i % 60 AS c, TIMESTAMPTZ '2025-01-01 03:00+00' + (i * i % 397) * interval '19 hours' AS t,
		CASE WHEN i % 23 = 0 THEN -2.5 WHEN i % 29 = 0 THEN NULL ELSE (5 + i % 13)::numeric END AS a
	FROM generate_series(1, 300) AS i) AS o;
SELECT view_name FROM cx_create_order_views('orders', 'customer', 'ordered', 'amount', 'America/New_York',
	grain => 'quarter', as_of => '2026-01-01');
SELECT kind, grain FROM cx_sources ORDER BY kind;

-- A refund is no visit; its money counts.
SELECT period, age, value, n, retained FROM orders_retention ORDER BY period, age LIMIT 4;
SELECT count(*) AS differ FROM orders_retention v FULL JOIN (
	SELECT r.* FROM (SELECT retention_agg(a) AS s FROM (
		SELECT activity_agg(ordered, 'quarter', 'America/New_York') AS a FROM orders
		WHERE coalesce(amount, 0) >= 0
			AND ordered < '2026-01-01 America/New_York' GROUP BY customer) AS x) AS y,
		retention_table(s, 'on', '2026-01-01') AS r) AS d ON v.period = d.cohort AND v.age = d.age
WHERE (v.value, v.low, v.high, v.n, v.retained) IS DISTINCT FROM (d.rate, d.low, d.high, d.customers,
	d.retained);
SELECT period, age, round(value::numeric, 2) AS value, n, buyers, revenue, complete FROM orders_cohort_revenue
ORDER BY period, age LIMIT 4;
CREATE VIEW by_hand AS
SELECT r.* FROM (SELECT cohort_revenue_agg(customer, ordered, amount, 'quarter', 'America/New_York') AS s
	FROM orders WHERE ordered < '2026-01-01 America/New_York') AS x, cohort_revenue_table(s, 'in',
		'2026-01-01') AS r;
SELECT count(*) AS rows, (SELECT count(*) FROM (SELECT period, age, value, n, buyers, revenue, share_of_first,
	complete
	FROM orders_cohort_revenue EXCEPT SELECT cohort, age, per_customer, coalesce(customers, 0),
		coalesce(buyers, 0),
	revenue, share_of_first, complete FROM by_hand) AS d) AS differ FROM by_hand;
-- What all customers are expected to bring is what the models say of them.
SELECT count(*) AS bands, sum(n) AS customers, min(model_status) AS model, round(sum(share)) AS share,
	bool_and(lowest <= value AND value <= highest) AS ordered FROM orders_clv;
WITH c AS (SELECT rfm_agg(ordered, amount, '2026-01-01', 'America/New_York') AS r FROM orders
		WHERE ordered < '2026-01-01 America/New_York' GROUP BY customer),
	m AS (SELECT bgnbd_fit(r) AS p, gamma_gamma_fit(r) AS g FROM c),
	v AS (SELECT count(clv(r, p, g, 365, 0.1)) AS n, sum(clv(r, p, g, 365, 0.1)) AS total FROM c, m)
SELECT v.n = sum(o.n) AS same_customers, abs(v.total / sum(o.value_total) - 1) < 1e-9 AS same_value
FROM v, orders_clv AS o GROUP BY v.n, v.total;

-- Customers of whom no row is valid are in no band: one more row, which counts their three, is all.
CREATE VIEW dirty AS SELECT customer, ordered, amount FROM orders
	UNION ALL SELECT 1000 + i % 2, 'infinity', 5 FROM generate_series(1, 3) AS i;
SELECT count(*) FROM cx_create_order_views('dirty', 'customer', 'ordered', 'amount', 'America/New_York',
	grain => 'quarter', as_of => '2026-01-01');
SELECT d.* FROM (TABLE dirty_clv EXCEPT TABLE orders_clv) AS d;
SELECT count(*) AS differ FROM (TABLE orders_clv EXCEPT TABLE dirty_clv) AS d;
DROP VIEW dirty CASCADE;

-- Columns of every type of money and time.
SELECT count(*) FROM unnest('{day,ordered,ordered}'::text[], '{amount,cents,price}'::text[]) AS u (t, a),
	cx_create_order_views('orders', 'customer', t, a, 'America/New_York', grain => 'quarter',
		as_of => '2026-01-01',
		prefix => a);
SELECT count(*) AS differ FROM (TABLE orders_cohort_revenue EXCEPT TABLE amount_cohort_revenue) AS d;
SELECT count(*) AS differ FROM (TABLE orders_active EXCEPT TABLE price_active) AS d;
SELECT sum(c.revenue) / sum(o.revenue) AS cents_in_one FROM orders_cohort_revenue o
JOIN cents_cohort_revenue c USING (period, age);
-- Nobody came back, nobody is there: no figure, and no error.
CREATE VIEW once AS SELECT DISTINCT ON (customer) * FROM orders ORDER BY customer, ordered;
CREATE VIEW nobody AS SELECT * FROM orders LIMIT 0;
SELECT count(*) FROM unnest('{once,nobody}'::regclass[]) AS r,
	cx_create_order_views(r, 'customer', 'ordered', 'amount', 'UTC', as_of => '2026-01-01');
SELECT count(*), min(model_status) FROM once_clv;
SELECT (SELECT count(*) FROM nobody_clv) + (SELECT count(*) FROM nobody_retention)
	+ (SELECT count(*) FROM nobody_active) + (SELECT count(*) FROM nobody_cohort_revenue) AS rows;
-- What is a purchase: nothing, no amount known, and any amount. What is none: a refund, however large, whose
-- money counts. Beyond 10^15 it is no amount: invalid. Two cents of the first customer come back.
CREATE TABLE sale (customer integer, day date, amount numeric);
INSERT INTO sale VALUES (1, '2026-01-01', 3), (1, '2026-03-01', -0.02), (2, '2026-01-02', 0),
	(2, '2026-02-02', NULL), (3, '2026-01-03', 1e15), (3, '2026-02-03', -1e15), (4, '2026-01-04', -1e15 - 1),
	(4, '2026-02-04', 1e15 + 1), (5, '2026-04-01', 1), (6, 'infinity', 1);
SELECT count(*) FROM cx_create_order_views('sale', 'customer', 'day', 'amount', 'UTC', as_of => '2026-04-01');
SELECT period, n, new, retained, invalid FROM sale_active ORDER BY period;
SELECT period, age, n, retained FROM sale_retention WHERE age < 2 ORDER BY period, age;
SELECT period, age, n, buyers, revenue, value, complete, invalid FROM sale_cohort_revenue
ORDER BY period, age;
-- A row that is invalid, and no other: it is counted, and there is no model.
DELETE FROM sale WHERE customer <> 6;
SELECT * FROM sale_clv;
SELECT period, age, n, buyers, revenue, invalid FROM sale_cohort_revenue;
SELECT period, n, invalid FROM sale_active;
DROP TABLE sale CASCADE;
SELECT test.refusal($$SELECT cx_create_order_views('orders', 'customer', 'ordered', 'amount', 'UTC',
	horizon_days => -1)$$);
SELECT test.refusal($$SELECT cx_create_order_views('orders', 'customer', 'ordered', 'amount', 'UTC',
	annual_discount => -2)$$);
SELECT test.refusal($$SELECT cx_create_order_views('orders', 'customer', 'ordered', NULL, 'UTC')$$);
DROP TABLE orders CASCADE;
RESET client_min_messages;
