-- lifecycle_agg with a grace: laws over random histories, against plain SQL.
SET datestyle = 'ISO';
-- Laws, over random histories.
SELECT setseed(0.12);
CREATE TABLE visits AS
SELECT k AS customer, date '2024-01-01' + (floor(400 * random()) * random() ^ (k % 3))::int AS at,
	floor(4 * random())::int AS part
FROM generate_series(1, 150) k, generate_series(1, 1 + k % 40);
CREATE TABLE histories AS SELECT customer, activity_agg(at, 'day') AS a FROM visits GROUP BY 1;
CREATE TABLE states AS SELECT grace, lifecycle_agg(a, grace) AS s FROM histories,
	unnest('{0, 1, 6, 29, 500}'::int[]) grace GROUP BY 1;
CREATE TABLE days AS SELECT grace, t.* FROM states, lifecycle_table(s, '2025-03-01') t;
-- grace 0 is no grace, to the byte
SELECT (SELECT s FROM states WHERE grace = 0) = (SELECT lifecycle_agg(a) FROM histories) AS same,
	(SELECT cx_lifecycle_send(s) FROM states WHERE grace = 0) = (SELECT cx_lifecycle_send(lifecycle_agg(a))
		FROM histories) AS same_message;
-- trailing actives of each day are the customers of its window, by plain SQL
SELECT grace, count(*) AS days, count(*) FILTER (WHERE active IS DISTINCT FROM
	(SELECT count(DISTINCT customer) FROM visits WHERE at BETWEEN period - grace AND period)) AS broken
FROM days GROUP BY 1 ORDER BY 1;
-- and so are those who came, came back, left and stayed: by status on the day and the day before
SELECT grace, count(*) FILTER (WHERE (d.new, d.reactivated, d.churned, d.retained) IS DISTINCT FROM (p.new,
	p.reactivated, p.churned, p.retained)) AS broken
FROM days d, LATERAL (
	SELECT count(*) FILTER (WHERE today AND first = period) AS new, count(*) FILTER (WHERE today
		AND NOT before AND first < period) AS reactivated,
		count(*) FILTER (WHERE before AND NOT today) AS churned, count(*) FILTER (WHERE before
			AND today) AS retained
	FROM (SELECT customer, min(at) AS first, bool_or(at BETWEEN period - grace AND period) AS today,
			bool_or(at BETWEEN period - grace - 1 AND period - 1) AS before FROM visits GROUP BY 1) c) p
WHERE period < '2024-12-01' GROUP BY 1 ORDER BY 1;
-- the stock is the stock before, plus what came, less what left
SELECT count(*) > 2000 AS enough, count(*) FILTER (WHERE (active = coalesce(lag,
	0) + new + reactivated - churned
	AND retained = coalesce(lag, 0) - churned) IS NOT TRUE) AS broken
FROM (SELECT *, lag(active) OVER (PARTITION BY grace ORDER BY period) FROM days) v;
-- complete: all but the first days, as many as the grace
SELECT grace, count(*) FILTER (WHERE NOT complete) AS incomplete,
	bool_and(complete = (period >= first + grace)) AS same
FROM (SELECT *, min(period) OVER (PARTITION BY grace) AS first FROM days) v GROUP BY 1 ORDER BY 1;
-- a longer grace never counts fewer, and every customer is new once
SELECT count(*) FILTER (WHERE active < shorter) AS broken FROM (SELECT active,
	lag(active) OVER (PARTITION BY period ORDER BY grace) AS shorter FROM days) v;
SELECT grace, sum(new) AS new FROM days GROUP BY 1 ORDER BY 1;
-- other periods
SELECT p, grace, count(*) > 3 AS enough, count(*) FILTER (WHERE active IS DISTINCT
	FROM (SELECT count(DISTINCT customer)
	FROM visits JOIN unnest(window_starts) w ON period_start(at, p) = w)) AS broken
FROM (SELECT p, grace, t.period, t.active, array_agg(t.period) OVER (PARTITION BY p, grace
	ORDER BY t.period ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS window_starts
	FROM (SELECT p, 2 AS grace, lifecycle_agg(a, 2) AS s
		FROM (SELECT p, customer, activity_agg(at, p) AS a FROM visits,
			unnest('{week, week_sunday, month, quarter}'::cx_period[]) p GROUP BY 1, 2) h
		GROUP BY 1) v, lifecycle_table(s, '2025-03-01') t) w
GROUP BY 1, 2 ORDER BY 1;
-- rollup of parts with different customers is the whole; so is a sum, and a difference gives a part back
SELECT grace, rollup(part) = s AS whole,
	rollup(part) FILTER (WHERE k <> 1) + min(part) FILTER (WHERE k = 1) = s AS sum,
	s - min(part) FILTER (WHERE k = 1) = rollup(part) FILTER (WHERE k <> 1) AS rest
FROM states JOIN (SELECT grace, customer % 7 AS k, lifecycle_agg(a, grace) AS part FROM histories,
	unnest('{0, 1, 6, 29, 500}'::int[]) grace
	GROUP BY 1, 2) p USING (grace) GROUP BY grace, s ORDER BY grace;
-- a window is its recomputation, bytes and all
SELECT count(*) AS compared, count(*) FILTER (WHERE w <> (SELECT lifecycle_agg(a, 6) FROM histories h
	WHERE h.customer BETWEEN v.customer - 3 AND v.customer + 1)) AS broken
FROM (SELECT customer, lifecycle_agg(a,
	6) OVER (ORDER BY customer ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING) AS w FROM histories) v;
SELECT count(*) FILTER (WHERE w <> (SELECT lifecycle_agg(a, 29) FROM histories h
	WHERE h.customer BETWEEN v.customer - 49 AND v.customer)) AS broken
FROM (SELECT customer, lifecycle_agg(a, 29) OVER (ORDER BY customer ROWS 49 PRECEDING) AS w
	FROM histories) v WHERE customer % 10 = 0;
-- where everything cancels, the grace may change
SELECT lifecycle_agg(a, grace) OVER (ORDER BY grace ROWS BETWEEN CURRENT ROW AND CURRENT ROW)
FROM (VALUES ('(day 2026-01-01: 1)'::cx_activity)) v (a), unnest('{0, 1, 29}'::int[]) grace;
-- text and binary form, json and equality
SELECT count(*) AS compared, count(*) FILTER (WHERE (s::text::cx_lifecycle = s
	AND cx_lifecycle_hash(s::text::cx_lifecycle) = cx_lifecycle_hash(s)
	AND s::text = s::text::cx_lifecycle::text AND (s::jsonb -> 'grace')::int = grace) IS NOT TRUE) AS broken
		FROM states;
DROP TABLE visits, histories, states, days;
