-- Who came back within brackets of ages: against plain SQL, over random histories; laws, windows, plans.
SET datestyle = 'ISO';
-- Against plain SQL, over random histories of every period, and of rolling windows.
SELECT setseed(0.41);
CREATE TABLE events AS
SELECT k AS customer, date '2023-01-01' + floor(300 * random() ^ (1 + k % 3))::int AS at
FROM generate_series(1, 300) k, generate_series(1, 1 + k * 7 % 40);
CREATE TABLE ages AS
SELECT period::text AS kind, customer, first AS cohort, CASE period
	WHEN 'month' THEN 12 * (date_part('year', day) - date_part('year', first)) + date_part('month',
		day) - date_part('month', first)
	WHEN 'quarter' THEN 4 * (date_part('year', day) - date_part('year', first)) + date_part('quarter',
		day) - date_part('quarter', first)
	WHEN 'year' THEN date_part('year', day) - date_part('year', first)
	WHEN 'day' THEN day - first ELSE (day - first) / 7 END::int AS age
FROM (SELECT period, customer, period_start(at, period) AS day,
	min(period_start(at, period)) OVER (PARTITION BY period,
	customer) AS first FROM events, unnest(enum_range(NULL::cx_period)) period) v
UNION ALL
-- every fourth customer of these did nothing, and every fifth nothing in the first window
SELECT 'rolling', customer, first, CASE WHEN customer % 4 > 0 AND (customer % 5 > 0 OR at >= first + 3)
	THEN (at - first) / 3 END
FROM (SELECT customer, at, min(at) OVER (PARTITION BY customer) AS first FROM events) v;
CREATE TABLE histories AS
SELECT period::text AS kind, customer, activity_agg(at, period) AS a FROM events,
	unnest(enum_range(NULL::cx_period)) period
GROUP BY 1, 2
UNION ALL SELECT 'rolling', customer, rolling_activity_agg(CASE WHEN age
	IS NOT NULL THEN cohort + 3 * age END, cohort, '3 days')
FROM ages WHERE kind = 'rolling' GROUP BY 2;
CREATE TABLE lists AS SELECT n, list FROM (VALUES (1, '{1, 4, 8, 15}'::int[]), (2, '{0, 1}'),
	(3, '{0, 5, 6, 63, 64, 65, 130}'),
	(4, '{7, 2147483647}'), (5, '{2147483646, 2147483647}'), (6, '{60, 70, 128}')) v (n, list);
CREATE TABLE states AS SELECT kind, n, bracket_agg(a, VARIADIC list) AS s FROM histories, lists GROUP BY 1, 2;
-- all brackets of all cohorts, by a very late as_of
CREATE TABLE plain AS
SELECT kind, n, cohort, first_age, last_age, count(*) AS customers, count(*) FILTER (WHERE back) AS retained
FROM (SELECT kind, n, cohort, list[b] AS first_age, list[b + 1] - 1 AS last_age, customer,
		bool_or(age >= list[b] AND age < list[b + 1]) AS back
	FROM (SELECT DISTINCT kind, customer, cohort, age FROM ages) once, lists,
		generate_series(1, cardinality(list) - 1) b GROUP BY 1, 2, 3, 4, 5, 6) v
GROUP BY 1, 2, 3, 4, 5;
SELECT kind, count(*) > 10 AS enough,
	count(*) FILTER (WHERE p.retained BETWEEN 1 AND p.customers - 1) > 5
		OR kind IN ('quarter', 'year') AS some,
	count(*) FILTER (WHERE (p.customers, p.retained, p.last_age, p.last_age < 1000, CASE p.retained
			WHEN p.customers THEN 100 ELSE 100 * p.retained::float8 / p.customers END)
		IS DISTINCT FROM (t.customers, t.retained, t.last_age, complete, rate)) AS broken
FROM (SELECT * FROM plain WHERE n <> 5) p
FULL JOIN (SELECT kind, n, t.* FROM states, bracket_table(s, '9000-01-01') t WHERE n <> 5) t
	USING (kind, n, cohort, first_age) GROUP BY 1 ORDER BY 1;
-- the interval is Wilson's, as of rate_ci
SELECT count(*) > 100 AS enough, count(*) FILTER (WHERE (low, high) IS DISTINCT FROM (SELECT (c.low, c.high)
	FROM rate_ci(('(' || retained || ' of ' || customers || ')')::cx_rate, level) c)) AS broken
FROM states, unnest('{0.5, 0.99}'::float8[]) level, bracket_table(s, '2024-01-01', level) WHERE first_age > 0;
-- no bracket so late has begun
SELECT count(*) AS none FROM states, bracket_table(s, '2030-01-01') WHERE n = 5;

-- Laws. Brackets of one age each are retention_table in mode 'on', for every as_of, to the last column.
CREATE TABLE singles AS
SELECT kind, bracket_agg(a, VARIADIC ARRAY(SELECT generate_series(0, 330))) AS b, retention_agg(a) AS r
FROM histories WHERE customer % 8 = 0 GROUP BY 1;
WITH as_ofs (as_of) AS (SELECT unnest('{-infinity, 2022-06-01, 2023-01-01, 2023-05-17, 2023-10-28, 2024-02-01,
		infinity}'::date[])),
	b AS (SELECT kind, as_of, cohort, first_age, customers, retained, rate, low, high, complete
		FROM singles, as_ofs, bracket_table(b, as_of) WHERE first_age = last_age),
	r AS (SELECT kind, as_of, t.* FROM singles, as_ofs, retention_table(r, 'on', as_of) t WHERE age < 330)
SELECT (SELECT count(*) FROM b) > 10000 AS enough, (SELECT count(DISTINCT (kind, as_of)) FROM b) AS tables,
	(SELECT count(*) FROM (TABLE b EXCEPT TABLE r) v) AS more, (SELECT count(*)
		FROM (TABLE r EXCEPT TABLE b) v) AS fewer;
-- A union: at least as many as at any age of it, at most as many as at all of them; no fewer in a wider one.
SELECT count(*) > 100 AS enough, count(*) FILTER (WHERE retained < most OR retained > least(customers, total))
	AS broken,
	count(*) FILTER (WHERE retained > most AND retained < total) > 10 AS between
FROM (SELECT kind, cohort, (t).first_age, (t).retained, (t).customers, max(r.retained) AS most,
	sum(r.retained) AS total
	FROM (SELECT kind, t.cohort, t FROM (SELECT kind, bracket_agg(a, 1, 4, 9, 40) AS s FROM histories
		GROUP BY 1) v,
		bracket_table(s, '2030-01-01') t) t
	JOIN (SELECT kind, t.* FROM (SELECT kind, retention_agg(a) AS s FROM histories GROUP BY 1) v,
		retention_table(s, 'on', '2025-01-01') t) r
	USING (kind, cohort) WHERE age BETWEEN (t).first_age AND (t).last_age GROUP BY 1, 2, 3, 4, 5) v;
SELECT count(*) > 100 AS enough, count(*) FILTER (WHERE w.retained < n.retained) AS broken
FROM (SELECT kind, bracket_agg(a, 1, 15) AS wide, bracket_agg(a, 3, 6, 15) AS narrow FROM histories
	GROUP BY 1) v,
	bracket_table(wide, '2030-01-01') w JOIN LATERAL bracket_table(narrow, '2030-01-01') n USING (cohort);
-- Parts with different customers add up to the whole, in any order; what is taken out again is gone.
SELECT count(*), bool_and(whole = s AND any_order = s) AS sums
FROM states JOIN (SELECT kind, n, rollup(part ORDER BY k) AS whole, rollup(part ORDER BY k DESC) AS any_order
	FROM (SELECT kind, n, customer % 13 AS k, bracket_agg(a, VARIADIC list) AS part FROM histories, lists
		GROUP BY 1, 2, 3) p
	GROUP BY 1, 2) v USING (kind, n);
SELECT bool_and(s + '()' = s AND '()' + s = s AND s - '()' = s AND s - s = '()' AND ('()' - s) + s = '()'
	AND s + s - s = s)
	AS group_laws FROM states;
SELECT bool_and(a.s + b.s = b.s + a.s AND a.s + b.s - b.s = a.s AND a.s + b.s - a.s = b.s) AS parts
FROM (SELECT kind, customer % 2 AS half, bracket_agg(a, 0, 3, 30) AS s FROM histories GROUP BY 1, 2) a
JOIN (SELECT kind, customer % 2 AS half, bracket_agg(a, 0, 3, 30) AS s FROM histories GROUP BY 1, 2) b
	USING (kind) WHERE a.half = 0 AND b.half = 1;
-- Windows: a row equals its recomputation, for customers and for states, in months and in rolling windows.
CREATE TABLE ordered AS SELECT kind, row_number() OVER (PARTITION BY kind ORDER BY customer) AS i,
	CASE WHEN customer % 9 > 0 THEN a END AS a FROM histories WHERE kind IN ('month', 'rolling')
		AND customer <= 100;
SELECT kind, count(*), bool_and(w = (SELECT bracket_agg(a, 0, 1, 4, 9) FROM ordered o
	WHERE o.kind = v.kind AND o.i BETWEEN v.i - 4 AND v.i)) AS customers
FROM (SELECT kind, i, bracket_agg(a, 0, 1, 4, 9) OVER (PARTITION BY kind ORDER BY i ROWS 4 PRECEDING) AS w
	FROM ordered) v
GROUP BY 1 ORDER BY 1;
SELECT kind, bool_and(w = (SELECT bracket_agg(a, 0, 1, 4, 9) FROM ordered o
	WHERE o.kind = v.kind AND o.i BETWEEN v.i - 2 AND v.i - 1)) AS empties_itself, bool_or(w = '()')
		AS some_empty
FROM (SELECT kind, i, bracket_agg(a, 0, 1, 4, 9) OVER (PARTITION BY kind ORDER BY i ROWS BETWEEN 2 PRECEDING
	AND 1 PRECEDING) AS w FROM ordered) v GROUP BY 1 ORDER BY 1;
SELECT kind, bool_and(w = (SELECT rollup(s) FROM (SELECT kind, i, bracket_agg(a, 0, 1, 4, 9) AS s FROM ordered
	GROUP BY 1, 2) o
	WHERE o.kind = v.kind AND o.i BETWEEN v.i - 3 AND v.i + 1)) AS states
FROM (SELECT kind, i, rollup(bracket_agg(a, 0, 1, 4, 9)) OVER (PARTITION BY kind ORDER BY i
	ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING) AS w FROM ordered GROUP BY 1, 2) v GROUP BY 1 ORDER BY 1;
-- A window may change its period and its brackets where it is empty between.
SELECT i, bracket_agg(a, i % 3, 5) FILTER (WHERE i <> 2) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING
	AND 1 PRECEDING)
FROM (VALUES (1, '(day 2026-01-01: 11)'::cx_activity), (2, NULL), (3, '(month 2026-01-01: 1)'),
	(4, NULL)) v (i, a);
-- A transition changes nothing of the caller's; NULL is not a state.
SELECT s, cx_brackets_count(s, '(day 2026-01-01: 1011)', '{1, 3, 4}') AS counted,
	cx_brackets_uncount(s, '(day 2026-01-01: 101)', '{1, 3, 4}') AS uncounted, s + s AS twice, s AS kept,
	cx_brackets_count(NULL, '(day 2026-01-01: 1)', '{1, 3, 4}') IS NULL AS none
FROM (VALUES ('(day 1 3 4 | 2026-01-01 3: 2 1)'::cx_brackets), ('(day 1 3 4 | 2026-01-01 1: 1 0)'),
	('()')) v (s);
-- Many cohorts of many brackets, in any order of the customers, which grow out of one piece: the same.
CREATE TABLE many AS SELECT i, ('(day ' || date '2020-01-01' + i * 7919 % 1999 || ': 1' || repeat('0',
	i * 31 % 400)
	|| '11)')::cx_activity AS a FROM generate_series(1, 4000) i;
CREATE TABLE big AS
SELECT bracket_agg(a, VARIADIC ARRAY(SELECT generate_series(0, 400, 5))) AS s
	FROM (SELECT a FROM many ORDER BY i) v;
SELECT length(cx_brackets_send(s)) > 1000000 AS large, s = (SELECT bracket_agg(a,
		VARIADIC ARRAY(SELECT generate_series(0, 400, 5))) FROM (SELECT a FROM many ORDER BY a) v)
			AS any_order,
	s = (SELECT rollup(p) FROM (SELECT bracket_agg(a, VARIADIC ARRAY(SELECT generate_series(0, 400, 5))) AS p
		FROM many
		GROUP BY i % 7) v) AS parts,
	(SELECT rollup(d) FROM (SELECT s AS d UNION ALL SELECT '()' - s) v) AS nothing,
	s::text::cx_brackets = s AS text FROM big;
SELECT count(*) > 1000 AS enough,
	count(*) FILTER (WHERE (t.customers, t.retained) IS DISTINCT FROM (p.customers, p.retained)) AS broken
FROM (SELECT t.* FROM big, bracket_table(s, '2040-01-01') t WHERE cohort < '2020-04-01') t
FULL JOIN (SELECT date '2020-01-01' + i * 7919 % 1999 AS cohort, 5 * b AS first_age, count(*) AS customers,
		count(*) FILTER (WHERE b = 0 OR (i * 31 % 400 + 1) / 5 = b OR (i * 31 % 400 + 2) / 5 = b) AS retained
	FROM generate_series(1, 4000) i, generate_series(0, 79) b WHERE i * 7919 % 1999 < 91 GROUP BY 1, 2) p
	USING (cohort, first_age);
-- Forced parallel plans give the same.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE many SET (parallel_workers = 2);
CREATE FUNCTION in_parallel(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text; partial boolean := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		partial := partial OR line ~ 'Partial .*Aggregate';
	END LOOP;
	RETURN partial;
END $$;
SELECT in_parallel('SELECT bracket_agg(a, 1, 4, 8) FROM many') AS parallel;
CREATE TABLE results AS SELECT 'two' AS workers, bracket_agg(a, 1, 4, 8) AS s,
	bracket_agg(a, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100) AS b
		FROM many;
SET max_parallel_workers_per_gather = 0;
INSERT INTO results SELECT 'none', bracket_agg(a, 1, 4, 8),
	bracket_agg(a, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100)
		FROM many;
SELECT count(*), count(DISTINCT s) AS states, count(DISTINCT b) AS large, bool_and(s <> '()' AND b <> '()')
	AS some FROM results;
DROP FUNCTION in_parallel;
DROP TABLE events, ages, histories, lists, states, plain, singles, ordered, many, big, results;
