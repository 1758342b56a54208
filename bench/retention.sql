-- The orders, a covering index for the cases that use it, and the fastest plain SQL found for the
-- triangle of monthly cohorts, which 36 columns make too long for a file of cases, and for their money.
\ir orders.sql
CREATE INDEX ON orders (customer, ordered_at);
-- Without these PostgreSQL takes each instant for a month of its own.
CREATE STATISTICS orders_month ON period_start(ordered_at, 'month', 'UTC') FROM orders;
CREATE STATISTICS orders_date_trunc ON date_trunc('month', ordered_at, 'UTC') FROM orders;
CREATE STATISTICS orders_date_trunc_local ON date_trunc('month', ordered_at AT TIME ZONE 'UTC') FROM orders;
VACUUM (ANALYZE) orders;

-- A bit for each month that a customer ordered in; equal customers counted together; then each bit.
SELECT format($$
CREATE VIEW triangle AS
SELECT (date '2022-01-01' + (month - 1 - age) * interval '1 month')::date AS cohort, age::int, customers, coalesce(retained, 0) AS retained
FROM (
	SELECT mask & -mask AS first, sum(n)::bigint AS customers, ARRAY[%s] AS months
	FROM (
		SELECT mask, count(*)::int AS n
		FROM (
			SELECT bit_or(1::bigint << width_bucket(ordered_at,
			ARRAY(SELECT generate_series(timestamptz '2022-02-01 00:00+00',
			'2024-12-01 00:00+00', '1 month')))) AS mask
			FROM orders
			GROUP BY customer
		) customers
		GROUP BY mask
	) masks
	GROUP BY mask & -mask
) cohorts, unnest(months) WITH ORDINALITY AS m(retained, month), LATERAL (SELECT month - 1 - round(log(2, first))::int AS age) a
WHERE age >= 0
$$, string_agg(format('sum(n) FILTER (WHERE mask & %s <> 0)', 1::bigint << i), ', ')) FROM generate_series(0, 35) i \gexec

-- "On or after" needs the first and the last order only.
CREATE VIEW triangle_unbounded AS
SELECT (date '2022-01-01' + first * interval '1 month')::date AS cohort, month - first AS age,
	sum(n)::bigint AS customers, coalesce(sum(n) FILTER (WHERE last >= month), 0)::bigint AS retained
FROM (
	SELECT width_bucket(first, months) AS first, width_bucket(last, months) AS last, count(*) AS n
	FROM (SELECT min(ordered_at) AS first, max(ordered_at) AS last FROM orders GROUP BY customer) customers,
		(SELECT ARRAY(SELECT generate_series(timestamptz '2022-02-01 00:00+00', '2024-12-01 00:00+00', '1 month')) AS months OFFSET 0) m
	GROUP BY 1, 2
) ends, generate_series(0, 35) AS month
WHERE month >= first
GROUP BY first, month;

-- Customers active in the 30 days up to each day. An order covers the days until the next one of the
-- customer, 30 at most: one sort, and a sum of what begins less what ends. The index spares the sort.
CREATE VIEW trailing_actives AS
SELECT day, sum(sum(change)) OVER (ORDER BY day)::bigint AS active
FROM (
	SELECT unnest(ARRAY[day, least(next, day + 30)]) AS day, unnest(ARRAY[1, -1]) AS change
	FROM (
		SELECT (ordered_at AT TIME ZONE 'UTC')::date AS day,
			(lead(ordered_at) OVER (PARTITION BY customer ORDER BY ordered_at) AT TIME ZONE 'UTC')::date AS next
		FROM orders
	) covers
) changes
GROUP BY day;

-- Money by cohort and age, which knows that no order is a refund: then every order is a purchase. Sums of each
-- customer in each month, joined with the first of them ...
CREATE VIEW money_by_join AS
WITH bought AS MATERIALIZED (
	SELECT customer, width_bucket(ordered_at, ARRAY(SELECT generate_series(timestamptz '2022-02-01 00:00+00',
			'2024-12-01 00:00+00', '1 month'))) AS month,
		sum(amount) AS amount
	FROM orders GROUP BY 1, 2
)
SELECT (date '2022-01-01' + first * interval '1 month')::date AS cohort, month - first AS age,
	first_value(count(*)) OVER (PARTITION BY first ORDER BY month) AS customers, count(*) AS buyers, sum(amount) AS revenue
FROM bought JOIN (SELECT customer, min(month) AS first FROM bought GROUP BY customer) f USING (customer)
GROUP BY first, month;
-- ... or found by a window ...
CREATE VIEW money_by_window AS
SELECT (date '2022-01-01' + first * interval '1 month')::date AS cohort, month - first AS age,
	first_value(count(*)) OVER (PARTITION BY first ORDER BY month) AS customers, count(*) AS buyers, sum(amount) AS revenue
FROM (
	SELECT month, amount, min(month) OVER (PARTITION BY customer) AS first
	FROM (
		SELECT customer, width_bucket(ordered_at, ARRAY(SELECT generate_series(timestamptz '2022-02-01 00:00+00',
			'2024-12-01 00:00+00', '1 month'))) AS month,
			sum(amount) AS amount
		FROM orders GROUP BY 1, 2
	) bought
) v
GROUP BY first, month;
-- ... or a bit for each month of a customer, and the orders once more for their money.
CREATE VIEW money_by_mask AS
WITH customers AS MATERIALIZED (
	SELECT customer, bit_or(1::bigint << width_bucket(ordered_at,
			ARRAY(SELECT generate_series(timestamptz '2022-02-01 00:00+00',
			'2024-12-01 00:00+00', '1 month')))) AS mask
	FROM orders GROUP BY customer
), money AS (
	SELECT first, month, sum(amount) AS revenue
	FROM (
		SELECT customer, width_bucket(ordered_at, ARRAY(SELECT generate_series(timestamptz '2022-02-01 00:00+00',
			'2024-12-01 00:00+00', '1 month'))) AS month, amount
		FROM orders
	) o JOIN (SELECT customer, mask & -mask AS first FROM customers) c USING (customer)
	GROUP BY 1, 2
)
SELECT (date '2022-01-01' + lead * interval '1 month')::date AS cohort, month - lead AS age,
	sum(n)::bigint AS customers,
	sum(n) FILTER (WHERE mask & (1::bigint << month) <> 0)::bigint AS buyers, revenue
FROM money JOIN (SELECT mask & -mask AS first, mask, count(*) AS n FROM customers GROUP BY mask) masks USING (first),
	LATERAL (SELECT round(log(2, first))::int AS lead) l
GROUP BY lead, month, revenue;
