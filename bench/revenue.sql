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
