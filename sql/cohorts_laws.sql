-- Every cell of every mode against plain SQL, over random events.
SELECT setseed(0.77);
CREATE TABLE events AS SELECT customer, ('00000000-0000-0000-0000-' || lpad(to_hex(customer),
	12, '0'))::uuid AS id,
	timestamptz '2021-06-01 00:00+00'
	+ (start + (1 - start) * random() ^ loyalty) * interval '900 days' AS at, floor(4 * random())::int AS part
FROM (SELECT customer, random() ^ 2 AS start, 1 + 4 * random() AS loyalty,
	floor(25 * random() ^ 2)::int AS visits FROM generate_series(1, 300) customer) v,
	generate_series(0, visits);
INSERT INTO events VALUES (NULL, NULL, '2022-01-01', 0), (17, '00000000-0000-0000-0000-000000000011', NULL,
	0);
CREATE TABLE periods AS SELECT period, zone, period_start('2023-11-18 00:00+00', period, zone) AS last
	FROM (VALUES ('day'::cx_period, 'UTC'::cx_zone), ('week', 'America/Havana'),
	('week_sunday', 'Asia/Kolkata'), ('month', 'Europe/Berlin'), ('quarter', 'UTC'),
	('year', 'Pacific/Apia')) v (period, zone);
CREATE INDEX ON events (customer);
ANALYZE events, periods;
-- plain SQL: a customer's periods as a string of 0 and 1 from the first period of all
CREATE FUNCTION step(p cx_period) RETURNS interval LANGUAGE sql IMMUTABLE AS $$ SELECT CASE p WHEN 'day'
	THEN interval '1 day' WHEN 'week' THEN interval '7 days' WHEN 'week_sunday' THEN interval '7 days'
	WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
	ELSE interval '1 year' END $$;
CREATE TABLE strings AS SELECT period, zone, customer, string_agg(CASE WHEN active THEN '1'
	ELSE '0' END, '' ORDER BY day) AS s
FROM (SELECT period, zone, customer, day::date, EXISTS (SELECT FROM events e WHERE e.customer = c.customer
	AND date_trunc(CASE WHEN period IN ('week', 'week_sunday') THEN 'day' ELSE period::text END,
	e.at AT TIME ZONE zone::text) >= day AND date_trunc(CASE WHEN period IN ('week', 'week_sunday')
	THEN 'day' ELSE period::text END, e.at AT TIME ZONE zone::text) < day + step(period)) AS active
	FROM periods JOIN (SELECT DISTINCT customer FROM events) c ON customer % (CASE
		WHEN period IN ('day', 'week', 'week_sunday') THEN 30 ELSE 1 END) = 0,
		generate_series(CASE WHEN period = 'week_sunday' THEN date '2021-05-30'
		ELSE period_start(date '2021-05-31', period) END, last, step(period)) day) v GROUP BY 1, 2, 3;
CREATE TABLE plain AS SELECT period, entry, mode, p AS cohort, k AS age, count(*) AS customers,
	count(*) FILTER (WHERE CASE mode WHEN 'on' THEN substr(s, p + k, 1) = '1' WHEN 'on_or_after'
		THEN strpos(substr(s, p + k), '1') > 0 WHEN 'on_or_before' THEN CASE WHEN k = 0
		THEN substr(s, p, 1) = '1' ELSE strpos(substr(s, p + 1, k), '1') > 0 END
		ELSE strpos(substr(s, p, k + 1), '0') = 0 END) AS retained
FROM strings, unnest('{first,recurring}'::cx_cohort_entry[]) entry,
	unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode, generate_series(1, length(s)) p,
	generate_series(0, length(s) - p) k
WHERE substr(s, p, 1) = '1' AND (entry = 'recurring' OR strpos(s, '1') = p) GROUP BY 1, 2, 3, 4, 5;
CREATE TABLE places AS SELECT period AS of, day::date, row_number()
	OVER (PARTITION BY period ORDER BY day)::int AS place FROM periods,
	generate_series(CASE WHEN period = 'week_sunday' THEN date '2021-05-30'
	ELSE period_start(date '2021-05-31', period) END, last, step(period)) day;
CREATE TABLE ours AS SELECT period, zone, entry, retention_agg(a, entry) AS s
	FROM (SELECT period, zone, customer, activity_agg(at, period, zone) AS a FROM events, periods
	WHERE customer % (CASE WHEN period IN ('day', 'week', 'week_sunday') THEN 30 ELSE 1 END) = 0
	GROUP BY 1, 2, 3) v, unnest('{first,recurring}'::cx_cohort_entry[]) entry GROUP BY 1, 2, 3;
ANALYZE strings, places, plain, ours;
SELECT period, entry, mode, count(*) > CASE WHEN period = 'year' THEN 3 ELSE 30 END AS many_cells, count(*)
	FILTER (WHERE o.customers IS DISTINCT FROM p.customers OR o.retained IS DISTINCT FROM p.retained
	OR o.rate <> 100.0 * p.retained / p.customers
	AND abs(o.rate - 100.0 * p.retained / p.customers) > 1e-12) AS differ
FROM (SELECT period, entry, mode, place AS cohort, age, t.customers, retained, rate
	FROM (ours JOIN periods USING (period, zone)),
		unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode, retention_table(s, mode, last + 1) t,
		places WHERE of = period AND day = t.cohort) o
FULL JOIN plain p USING (period, entry, mode, cohort, age) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
-- the curve is the sum of the complete cells
SELECT count(*) AS differ FROM (SELECT entry, period, mode, c.* FROM ours,
	unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode, retention_curve(s, mode, '2023-09-10') c) c
FULL JOIN (SELECT entry, period, mode, age, sum(customers) AS customers, sum(retained) AS retained
	FROM ours, unnest('{on,on_or_after,on_or_before,streak}'::text[]) mode,
	retention_table(s, mode, '2023-09-10') WHERE complete GROUP BY 1, 2, 3, 4) t
	USING (entry, period, mode, age)
WHERE c.customers IS DISTINCT FROM t.customers OR c.retained IS DISTINCT FROM t.retained;
SELECT count(*) AS wrongly_complete FROM ours, retention_table(s, 'on', '2023-09-10')
	WHERE complete <> (cohort + age * step(period) + step(period) <= '2023-09-10');
DROP TABLE events, periods, places, strings, plain, ours;
DROP FUNCTION step;
