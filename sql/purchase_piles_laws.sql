-- The piles of one pass over orders, in all forms that an entry has: one pass says what two steps say. There
-- are rows enough for more than one pile, and, with few customers, for days that repeat to become one early.
SET datestyle = 'ISO';
CREATE TABLE log AS SELECT i, date '2024-01-01' + i * 7919 % 400 AS at FROM generate_series(1, 10000) i;
CREATE FUNCTION customer_of(shape text, i int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
SELECT CASE shape WHEN 'close' THEN i % 2000 WHEN 'with gaps' THEN i % 2000 * 100003
	WHEN 'around 2^28' THEN 268435456 - 1000 + i % 2000 WHEN 'below 0' THEN i % 2000 - 1000
	WHEN 'far' THEN (i % 2000)::bigint << 50 WHEN 'multiples' THEN i % 2000 * 256::bigint ELSE i % 7 END $$;
CREATE FUNCTION amount_of(shape text, i int) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT CASE shape WHEN 'cents' THEN (i % 1000 - 200) / 100.0
	-- 2^27 cents are the most that a short entry has, down, and one less up
	WHEN 'around 2^27 cents' THEN (ARRAY[1342177.27, 1342177.28, -1342177.28, -1342177.29])[1 + i % 4]
	WHEN 'millionths' THEN i / 1000000.0
	WHEN 'finer at times' THEN CASE WHEN i % 50 = 0 THEN 1 / i::numeric ELSE i % 9 END
	-- sums leave the 2^47 millionths of a narrow day
	WHEN 'large' THEN 140737488
	WHEN 'cancel out' THEN CASE i % 3 WHEN 0 THEN -5 WHEN 1 THEN 5 END END $$;
CREATE TABLE orders AS
SELECT c AS customers, 'cents' AS amounts, customer_of(c, i) AS customer, at, amount_of('cents', i) AS amount
FROM unnest('{close,with gaps,around 2^28,below 0,far,multiples,few}'::text[]) c, log
UNION ALL SELECT c, a, customer_of(c, i), at, amount_of(a, i)
FROM unnest('{close,few}'::text[]) c,
	unnest('{around 2^27 cents,millionths,finer at times,large,cancel out}'::text[]) a, log
UNION ALL SELECT 'few days', a, i % 7, date '2024-01-01' + i % 30, amount_of(a, i)
FROM unnest('{cents,finer at times}'::text[]) a, generate_series(1, 40000) i;
CREATE TABLE spent AS SELECT customers, amounts, customer, spend_agg(at, amount, 'week') AS s,
	rfm_agg(at, amount, '2025-12-31') AS r
FROM orders GROUP BY 1, 2, 3;
ANALYZE orders, spent;
-- money by cohort: customers who are numbers, and uuid
WITH once AS (SELECT customers, amounts, cohort_revenue_agg(customer, at, amount, 'week') AS s,
		cohort_revenue_agg(lpad(to_hex(customer), 32, '0')::uuid, at, amount, 'week') AS uuids
	FROM orders GROUP BY 1, 2),
	twice AS (SELECT customers, amounts, cohort_revenue_agg(s) AS s FROM spent GROUP BY 1, 2)
SELECT customers, amounts, once.s = twice.s AS same, uuids = twice.s AS uuids
FROM once JOIN twice USING (customers, amounts) ORDER BY 1, 2;
-- what each customer is worth
WITH once AS (SELECT customers, amounts, t.* FROM (SELECT customers, amounts,
		rfm_agg(customer, at, amount, '2025-12-31') AS r FROM orders GROUP BY 1, 2) o, rfm_table(o.r) t)
SELECT customers, amounts, count(*), bool_and(o.frequency = frequency(r) AND o.recency = recency(r)
	AND o.age = age(r) AND o.mean_amount IS NOT DISTINCT FROM mean_amount(r)) AS same
FROM once o JOIN spent USING (customers, amounts, customer) GROUP BY 1, 2 ORDER BY 1, 2;
-- a growing window: piles go on after they were read
CREATE TABLE few AS SELECT date_trunc('quarter', at)::date AS quarter, customer, at, amount FROM orders
WHERE customers = 'few' AND amounts = 'cents';
SELECT quarter, so_far = (SELECT cohort_revenue_agg(s) FROM (SELECT spend_agg(at, amount, 'week') AS s
	FROM few WHERE few.quarter <= w.quarter GROUP BY customer) v) AS same
FROM (SELECT quarter, cohort_revenue_agg(customer, at, amount, 'week') OVER (ORDER BY quarter) AS so_far,
	row_number() OVER (PARTITION BY quarter ORDER BY at, customer, amount) AS nth FROM few) w
WHERE nth = 1 ORDER BY quarter;
DROP TABLE log, orders, spent, few;
DROP FUNCTION customer_of, amount_of;
