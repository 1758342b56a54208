-- Subscriptions over five years, in the order in which they began: one after another for each customer, 2.7
-- on average, with or without a gap, and half of the last ones still running.
CREATE TABLE subscription (customer bigint, started date, ended date, amount integer);
SELECT setseed(0.5);
INSERT INTO subscription
SELECT customer, started, CASE WHEN is_last AND random() < 0.5 THEN NULL ELSE ended END, (ARRAY[9, 19, 29, 49, 99])[1 + floor(5 * random())::int]
FROM (SELECT customer, date '2019-01-01' + day::int AS started, date '2019-01-01' + (day + length)::int AS ended,
		n = count(*) OVER (PARTITION BY customer) AS is_last
	FROM (SELECT customer, n, length, start + sum(length + gap) OVER (PARTITION BY customer ORDER BY n) - length - gap AS day
		FROM (SELECT (c * 7919) % 1000003 AS customer, n, start, 20 + floor(300 * random() ^ 2) AS length, CASE WHEN random() < 0.6 THEN 0 ELSE floor(200 * random()) END AS gap
			FROM (SELECT c, floor(1200 * random()) AS start, 1 + floor(4.4 * random())::int AS many FROM generate_series(1, :rows::bigint * 10 / 27) c) h, generate_series(1, many) n) r) s) t
ORDER BY started;
VACUUM (FREEZE, ANALYZE) subscription;
-- In its order a window needs no sort.
CREATE INDEX ON subscription (customer, started) INCLUDE (ended, amount);
-- The subscriptions with numbers of months: width_bucket is the fastest month there is.
CREATE VIEW months AS
SELECT customer, started, amount, first, stop
FROM (SELECT customer, started, amount, width_bucket(started, m) AS first, width_bucket(ended, m) AS stop
	FROM subscription, (SELECT ARRAY(SELECT generate_series(date '2019-02-01', '2026-12-01', '1 month')::date) AS m OFFSET 0) m) v
WHERE stop IS NULL OR stop > first;
-- The fastest plain SQL found. Both need that no two subscriptions of a customer overlap. Each against the
-- one before it, by a window ...
CREATE VIEW by_window AS
WITH moves AS (
	SELECT first, stop, amount, lag(stop) OVER w AS last_stop, lag(amount) OVER w AS last_amount
	FROM months WINDOW w AS (PARTITION BY customer ORDER BY started)
), sums AS (
	SELECT first, stop, sum(amount) AS amount, sum(amount) FILTER (WHERE last_stop IS NULL) AS new, sum(amount) FILTER (WHERE last_stop < first) AS reactivated,
		sum(amount - last_amount) FILTER (WHERE last_stop = first AND amount > last_amount) AS expansion, sum(last_amount - amount) FILTER (WHERE last_stop = first AND amount < last_amount) AS contraction,
		sum(last_amount) FILTER (WHERE last_stop = first) AS kept
	FROM moves GROUP BY first, stop
)
SELECT (date '2019-01-01' + month * interval '1 month')::date AS month, coalesce(sum(new), 0) AS new, coalesce(sum(reactivated), 0) AS reactivated, coalesce(sum(expansion), 0) AS expansion,
	coalesce(sum(contraction), 0) AS contraction, coalesce(sum(churned), 0) AS churned
FROM (SELECT first AS month, new, reactivated, expansion, contraction, -kept AS churned FROM sums
	UNION ALL SELECT stop, NULL, NULL, NULL, NULL, amount FROM sums WHERE stop IS NOT NULL) v
GROUP BY month;
-- ... or by a join with those that begin where it ends, and the first of each customer by an aggregate.
CREATE VIEW by_join AS
SELECT (date '2019-01-01' + month * interval '1 month')::date AS month, coalesce(sum(new), 0) AS new, coalesce(sum(started), 0) - coalesce(sum(new), 0) - coalesce(sum(continued), 0) AS reactivated, coalesce(sum(expansion), 0) AS expansion,
	coalesce(sum(contraction), 0) AS contraction, coalesce(sum(ended), 0) - coalesce(sum(kept), 0) AS churned
FROM (
	SELECT first AS month, sum(amount) AS started, NULL::bigint AS ended, NULL::bigint AS new, NULL::bigint AS expansion, NULL::bigint AS contraction, NULL::bigint AS kept, NULL::bigint AS continued FROM months GROUP BY 1
	UNION ALL SELECT stop, NULL, sum(amount), NULL, NULL, NULL, NULL, NULL FROM months WHERE stop IS NOT NULL GROUP BY 1
	UNION ALL SELECT (entry >> 32)::int, NULL, NULL, sum(entry & 4294967295)::bigint, NULL, NULL, NULL, NULL FROM (SELECT min((first::bigint << 32) + amount) AS entry FROM months GROUP BY customer) e GROUP BY 1
	UNION ALL SELECT b.first, NULL, NULL, NULL, sum(b.amount - a.amount) FILTER (WHERE b.amount > a.amount), sum(a.amount - b.amount) FILTER (WHERE b.amount < a.amount), sum(a.amount), sum(b.amount)
		FROM months a JOIN months b ON a.customer = b.customer AND a.stop = b.first GROUP BY 1) v
GROUP BY month;
-- The usual way: every customer in every month, against the month before.
CREATE VIEW by_month AS
SELECT (date '2019-01-01' + month * interval '1 month')::date AS month, coalesce(sum(amount) FILTER (WHERE last_month IS NULL), 0) AS new, coalesce(sum(amount) FILTER (WHERE last_month < month - 1), 0) AS reactivated,
	coalesce(sum(amount - last_amount) FILTER (WHERE last_month = month - 1 AND amount > last_amount), 0) AS expansion, coalesce(sum(last_amount - amount) FILTER (WHERE last_month = month - 1 AND amount < last_amount), 0) AS contraction, coalesce(sum(churned), 0) AS churned
FROM (SELECT month, amount, lag(month) OVER w AS last_month, lag(amount) OVER w AS last_amount, NULL::bigint AS churned FROM (SELECT customer, amount, generate_series(first, coalesce(stop, 91) - 1) AS month FROM months) e WINDOW w AS (PARTITION BY customer ORDER BY month)
	UNION ALL SELECT month + 1, NULL, NULL, NULL, amount FROM (SELECT month, amount, lead(month) OVER w AS next_month FROM (SELECT customer, amount, generate_series(first, coalesce(stop, 91) - 1) AS month FROM months) e WINDOW w AS (PARTITION BY customer ORDER BY month)) f WHERE (next_month IS NULL OR next_month > month + 1) AND month < 90) v
GROUP BY month;
-- The trailing twelve months: every customer in every month, joined with themselves a year before.
CREATE VIEW by_join_a_year_before AS
WITH ends AS MATERIALIZED (SELECT customer, generate_series(first, coalesce(stop, 89) - 1) AS month, amount FROM months)
SELECT (date '2019-01-01' + month * interval '1 month')::date AS month,
	100.0 * coalesce(sum(after), 0) / sum(before) AS nrr,
	100.0 * coalesce(sum(least(before, after)), 0) / sum(before) AS grr
FROM (SELECT a.month + 12 AS month, a.amount AS before, coalesce(b.amount, 0) AS after
	FROM ends a LEFT JOIN ends b ON b.customer = a.customer AND b.month = a.month + 12) v
WHERE month < 89
GROUP BY month;
VACUUM (ANALYZE) subscription;
