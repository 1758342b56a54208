-- Real purchases: the CDNOW sample (Fader and Hardie, Interfaces 31, 2001), customers of the first quarter of
-- 1997 followed for 18 months. Published: 6919 purchases of 2357 customers on 6696 customer-days. Every
-- figure once more in plain SQL.
SET datestyle = 'ISO';
\getenv top PG_ABS_SRCDIR
\set copy '\\copy cdnow FROM ' :top '/demo/data/cdnow_log.csv WITH (FORMAT csv, HEADER true)'
CREATE TABLE cdnow (customer int, purchased date, cds int, amount numeric);
:copy
CREATE TABLE history AS SELECT customer, activity_agg(purchased, 'day') AS days,
	activity_agg(purchased, 'week') AS weeks, activity_agg(purchased, 'month') AS months,
	activity_agg(purchased, 'quarter') AS quarters FROM cdnow GROUP BY customer;
SELECT (SELECT count(*) FROM cdnow) AS purchases, count(*) AS customers,
	sum(period_count(days)) AS customer_days,
	count(*) FILTER (WHERE first_period(quarters) = '1997-01-01') AS of_first_quarter,
	min(first_period(days)) AS first_day, max(last_period(days)) AS last_day FROM history;
-- plain SQL: the periods in which somebody bought, numbered, with the own first one
CREATE VIEW plain AS SELECT period, customer, n, min(n) OVER (PARTITION BY period, customer) AS came FROM (
	SELECT DISTINCT p AS period, customer,
		CASE p WHEN 'week' THEN (date_trunc('week', purchased)::date - date '1996-12-30') / 7
		ELSE (12 * (extract(year FROM purchased) - 1997) + extract(month FROM purchased)
			- 1)::int / CASE p WHEN 'month' THEN 1 ELSE 3 END END AS n
	FROM cdnow, unnest('{week,month,quarter}'::text[]) p) v;
CREATE FUNCTION number(period text, day date) RETURNS int LANGUAGE sql IMMUTABLE AS $$
SELECT CASE period WHEN 'week' THEN (day - date '1996-12-30') / 7
	ELSE (12 * (extract(year FROM day) - 1997) + extract(month FROM day)
		- 1)::int / CASE period WHEN 'month' THEN 1 ELSE 3 END END $$;
-- the triangle
SELECT to_char(cohort, 'YYYY-MM') AS cohort, age, retained
FROM retention_table((SELECT retention_agg(customer, purchased, 'month') FROM cdnow),
	as_of => '1998-07-01') \crosstabview
SELECT to_char(date_trunc('month', first), 'YYYY-MM') AS cohort,
	12 * (extract(year FROM purchased) - 1997) + extract(month FROM purchased)
	- extract(month FROM first) AS age, count(DISTINCT customer)
FROM (SELECT customer, purchased, min(purchased) OVER (PARTITION BY customer) AS first FROM cdnow) v
GROUP BY 1, 2 ORDER BY 1, 2 \crosstabview
-- every cell, in every mode, by week, month and quarter: how many cells, how many customers retained in them,
-- and how many differ
CREATE TABLE cells AS
WITH cell AS (SELECT period, came, age, customers
	FROM (SELECT period, came, count(DISTINCT customer) AS customers FROM plain GROUP BY 1, 2) c,
	generate_series(0, CASE period WHEN 'week' THEN 78 WHEN 'month' THEN 17 ELSE 5 END - came) age),
	-- per customer and age: active in it, in the last one from it on, in the first after the start, in every
	-- one so far
	own AS (SELECT period, customer, came, array_agg(n - came ORDER BY n) AS ages FROM plain GROUP BY 1, 2, 3)
SELECT cell.*, mode,
	count(*) FILTER (WHERE CASE mode WHEN 'on' THEN age
	= ANY (ages) WHEN 'on_or_after' THEN age <= ages[cardinality(ages)]
	WHEN 'on_or_before' THEN age = 0 OR ages[2] <= age ELSE ages[age + 1] = age END) AS retained
FROM cell JOIN own USING (period, came), unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode
GROUP BY 1, 2, 3, 4, 5;
CREATE TABLE states AS SELECT 'week' AS period, date '1998-07-06' AS as_of, retention_agg(weeks) AS s,
	(SELECT retention_agg(customer, purchased, 'week') FROM cdnow) AS one_pass, lifecycle_agg(weeks) AS l
FROM history
	UNION ALL SELECT 'month', '1998-07-01', retention_agg(months),
		(SELECT retention_agg(customer, purchased, 'month') FROM cdnow), lifecycle_agg(months) FROM history
	UNION ALL SELECT 'quarter', '1998-07-01', retention_agg(quarters),
		(SELECT retention_agg(customer, purchased, 'quarter') FROM cdnow), lifecycle_agg(quarters)
	FROM history;
SELECT period, mode, count(*) AS cells, sum(t.retained) AS retained,
	count(*) FILTER (WHERE c.retained = t.retained AND c.customers = t.customers
	AND abs(t.rate - 100.0 * c.retained / c.customers) < 1e-9 AND t.complete) AS same
FROM (SELECT period, mode, number(period, t.cohort) AS came, t.age, t.customers, t.retained, t.rate,
	t.complete FROM states, unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode,
	retention_table(s, mode, as_of) t) t
FULL JOIN cells c USING (period, mode, came, age) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT period, s = one_pass AS one_pass FROM states ORDER BY period;
-- pooled
SELECT period, mode, count(*) AS ages,
	count(*) FILTER (WHERE c.customers = t.customers AND c.retained = t.retained
	AND abs(t.rate - 100.0 * c.retained / c.customers) < 1e-9) AS same
FROM (SELECT period, mode, t.* FROM states, unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode,
	retention_curve(s, mode, as_of) t) t
FULL JOIN (SELECT period, mode, age, sum(customers) AS customers, sum(retained) AS retained FROM cells
GROUP BY 1, 2, 3) c USING (period, mode, age) GROUP BY 1, 2 ORDER BY 1, 2;
SELECT age, t.customers, round(o.rate::numeric, 2) AS on, round(a.rate::numeric, 2) AS on_or_after,
	round(b.rate::numeric, 2) AS on_or_before, round(t.rate::numeric, 2) AS streak
FROM states, retention_curve(s, 'on', as_of) o
JOIN retention_curve(s, 'on_or_after', as_of) a USING (age)
	JOIN retention_curve(s, 'on_or_before', as_of) b USING (age)
	JOIN retention_curve(s, 'streak', as_of) t USING (age) WHERE period = 'month' ORDER BY age;
-- as of the middle of June 1998 that month is shown, marked, and not pooled
SELECT count(*) AS cells, count(*) FILTER (WHERE NOT t.complete) AS incomplete,
	max(t.age) FILTER (WHERE t.complete) AS oldest,
	(SELECT max(age) FROM retention_curve(s, as_of => '1998-06-15')) AS oldest_pooled
FROM states, retention_table(s, as_of => '1998-06-15') t WHERE period = 'month' GROUP BY s;
-- the lifecycle
SELECT to_char(t.period, 'YYYY-MM') AS month, active, new, retained, reactivated, churned,
	round(t.retention_rate::numeric, 2) AS retention_rate, round(t.churn_rate::numeric, 2) AS churn_rate,
	round(quick_ratio::numeric, 3) AS quick_ratio FROM states s, lifecycle_table(l, as_of) t
WHERE s.period = 'month';
WITH step AS (SELECT period, customer, n, came, lag(n) OVER own AS before, lead(n) OVER own AS after
	FROM plain WINDOW own AS (PARTITION BY period, customer ORDER BY n)),
	expected AS (SELECT period, t AS n, count(*) FILTER (WHERE n = t) AS active,
		count(*) FILTER (WHERE n = t AND came = t) AS new,
		count(*) FILTER (WHERE n = t AND before = t - 1) AS retained,
		count(*) FILTER (WHERE n = t AND before < t - 1) AS reactivated,
			count(*) FILTER (WHERE n = t - 1 AND after IS DISTINCT FROM t) AS churned
		FROM step, generate_series(0, 78) t
		WHERE t <= CASE period WHEN 'week' THEN 78 WHEN 'month' THEN 17 ELSE 5 END GROUP BY 1, 2),
	found AS (SELECT s.period, number(s.period, t.period) AS n, t.active, t.new, t.retained, t.reactivated,
		t.churned, t.retention_rate, t.complete FROM states s, lifecycle_table(l, as_of) t)
SELECT period, count(*) AS periods, sum(f.churned) AS churned,
	count(*) FILTER (WHERE (e.active, e.new, e.retained, e.reactivated, e.churned)
	= (f.active, f.new, f.retained, f.reactivated, f.churned) AND f.complete
	AND (f.retention_rate IS NULL AND n = 0
		OR abs(f.retention_rate - 100.0 * e.retained / (e.retained + e.churned)) < 1e-9)) AS same
FROM expected e FULL JOIN found f USING (period, n) GROUP BY 1 ORDER BY 1;
-- one quarter to the next, by two flags: as the lifecycle has it
SELECT c, round(churn_rate(c)::numeric, 4) AS churn_rate, round(ci.low::numeric, 4) AS low,
	round(ci.high::numeric, 4) AS high, t.churned, t.churn_rate = churn_rate(c) AS same
FROM (SELECT churn_agg(active_in(quarters, '1998-01-01'), active_in(quarters, '1998-04-01')) AS c
	FROM history) v, churn_rate_ci(c) ci, states s, lifecycle_table(l, as_of) t
WHERE s.period = 'quarter' AND t.period = '1998-04-01';
SELECT count(*) FILTER (WHERE NOT after) AS lost, count(*) AS of
FROM (SELECT bool_or(purchased BETWEEN '1998-01-01' AND '1998-03-31') AS before,
	bool_or(purchased >= '1998-04-01') AS after FROM cdnow GROUP BY customer) v WHERE before;
-- 30 days at a time from the own first purchase: the window of a cohort, which is a day, counts when it is
-- over for the last moment of that day
SELECT t.age, t.customers, t.retained, p.customers = t.customers AND p.retained = t.retained AS same
FROM (SELECT t.* FROM (SELECT retention_agg(a) AS s
	FROM (SELECT rolling_activity_agg(purchased, first, '30 days') AS a
	FROM (SELECT *, min(purchased) OVER (PARTITION BY customer) AS first FROM cdnow) v
GROUP BY customer) w) x, retention_curve(s, as_of => '1998-07-01') t) t
FULL JOIN (SELECT age, count(*) AS customers, count(*) FILTER (WHERE age = ANY (ages)) AS retained
FROM (SELECT min(first) AS first, array_agg((purchased - first) / 30) AS ages
	FROM (SELECT *, min(purchased) OVER (PARTITION BY customer) AS first FROM cdnow) v GROUP BY customer) w,
	generate_series(0, 20) age WHERE first + 30 * (age + 1) < '1998-07-01' GROUP BY 1) p USING (age)
	ORDER BY 1;
-- each half of the log a history, united: the history of the whole
SELECT count(*) AS customers, count(*) FILTER (WHERE halves = months) AS same
FROM (SELECT customer, rollup(part) AS halves
	FROM (SELECT customer, activity_agg(purchased, 'month') AS part FROM cdnow
	GROUP BY customer, purchased < '1997-10-01') v GROUP BY customer) w JOIN history USING (customer);
DROP VIEW plain;
DROP TABLE cdnow, history, cells, states;
DROP FUNCTION number;
