-- :rows orders, more or less, of :rows / 20 customers over 36 months, 2022 to 2024, as they came: a
-- customer begins on some day, orders at a rate of his own for as long as he stays, and most who
-- come order a few times while some order hundreds. Without the end of the three years he would
-- stay 15 months on average.
BEGIN;
SELECT setseed(0.5);
CREATE TABLE orders (customer integer, ordered_at timestamptz, amount numeric(10, 2));
SET LOCAL work_mem = '1GB';
INSERT INTO orders
SELECT customer, began + stays * CASE WHEN nth = 0 THEN 0 ELSE random() END, round((exp(3 + 1.5 * random()) + 5 * nth % 7)::numeric, 2)
FROM (
	SELECT customer, began, least(timestamptz '2025-01-01 00:00+00' - began, -ln(1 - random()) * interval '450 days') AS stays,
		ln(1 - random()) ^ 2 / 30 AS a_day
	FROM (SELECT i AS customer, timestamptz '2022-01-01 00:00+00' + random() * interval '1096 days' AS began FROM generate_series(1, :rows / 20) i) b
) c, generate_series(0, (a_day * extract(epoch FROM stays) / 86400)::int) nth
ORDER BY 2;
COMMIT;
-- What the planner would guess too low from a sample.
ALTER TABLE orders ALTER customer SET (n_distinct = -0.05);
VACUUM (FREEZE, ANALYZE) orders;
