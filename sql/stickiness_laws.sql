-- In how many periods customers were active: against plain SQL, over random histories; laws, windows, plans.
SET datestyle = 'ISO';
-- Against plain SQL, over random histories: every period, many ranges. Some bounds lie before and after all.
SELECT setseed(0.28);
CREATE TABLE events AS
SELECT k AS customer, date '2023-01-01' + floor(400 * random() ^ (1 + k % 3))::int AS at
FROM generate_series(1, 400) k, generate_series(1, 1 + k * 7 % 60);
CREATE TABLE histories AS
SELECT period, customer, activity_agg(at, period) AS a FROM events, unnest(enum_range(NULL::cx_period)) period
GROUP BY 1, 2;
CREATE TABLE ranges AS
SELECT period, f.day AS from_day, t.day AS to_day
FROM (SELECT period, period_start(d, period) AS day FROM unnest(enum_range(NULL::cx_period)) period,
	unnest('{2022-05-05, 2023-01-09, 2023-03-15, 2023-03-30, 2023-12-01}'::date[]) d) f
	JOIN (SELECT period, period_start(d, period) AS day FROM unnest(enum_range(NULL::cx_period)) period,
		unnest('{2023-01-09, 2023-02-07, 2023-06-06, 2024-01-20, 2025-01-01}'::date[]) d) t USING (period)
WHERE f.day < t.day GROUP BY 1, 2, 3;
CREATE TABLE states AS
SELECT period, from_day, to_day, stickiness_agg(a, from_day, to_day) AS s
FROM ranges JOIN histories USING (period) GROUP BY 1, 2, 3;
-- dates of one period are told apart by number; how many starts lie in the range is the number of rows
CREATE TABLE plain AS
SELECT period, from_day, to_day, n AS periods_active, count(customer) AS customers
FROM (SELECT period, from_day, to_day, count(DISTINCT period_start(d::date, period)) AS periods
	FROM ranges, generate_series(from_day, to_day - 1, interval '1 day') d GROUP BY 1, 2, 3) r
CROSS JOIN LATERAL generate_series(1, periods) n
LEFT JOIN (SELECT period, from_day, to_day, customer, count(DISTINCT period_start(at, period)) AS n
	FROM ranges JOIN events ON at >= from_day AND at < to_day GROUP BY 1, 2, 3, 4) c
	USING (period, from_day, to_day, n)
GROUP BY 1, 2, 3, 4;
SELECT period, count(*) > 5 AS enough, count(*) FILTER (WHERE p.customers > 1) > 3 AS some,
	count(*) FILTER (WHERE p.customers = 0) > 0 AS empty_bins,
	count(*) FILTER (WHERE (p.customers, share, at_least, share_at_least) IS DISTINCT FROM (t.customers,
		100 * p.customers / total, more, 100 * more / total)) AS broken
FROM (SELECT *, nullif(sum(customers) OVER w, 0)::float8 AS total,
	sum(customers) OVER (PARTITION BY period, from_day, to_day ORDER BY periods_active DESC)::bigint AS more
	FROM plain WINDOW w AS (PARTITION BY period, from_day, to_day)) p
FULL JOIN (SELECT period, from_day, to_day, t.* FROM states, stickiness_table(s) t) t
	USING (period, from_day, to_day, periods_active)
WHERE (total > 0) IS NOT FALSE AND (period, from_day, to_day) IN (SELECT period, from_day, to_day FROM states
	WHERE s <> '()')
GROUP BY 1 ORDER BY 1;
-- nobody: no rows
SELECT count(*) > 0 AS some, bool_and(s = '()') AS none FROM states
	JOIN (SELECT period, from_day, to_day FROM plain
	GROUP BY 1, 2, 3 HAVING sum(customers) = 0) v USING (period, from_day, to_day);
-- Laws: rows sum to the customers in the range; at_least falls; the first share is 100 %; period_count is the
-- bin.
SELECT count(*) FILTER (WHERE sum <> active OR first <> active OR rising > 0 OR abs(shares - 100) > 1e-9
	OR first_share <> 100) AS broken
FROM (SELECT s.period, from_day, to_day, sum(customers) AS sum, max(at_least) AS first, sum(share) AS shares,
	max(share_at_least) AS first_share, count(*) FILTER (WHERE at_least > before) AS rising
	FROM states s, LATERAL (SELECT *, lag(at_least) OVER (ORDER BY periods_active) AS before
		FROM stickiness_table(s)) t
	GROUP BY 1, 2, 3) t
JOIN (SELECT period, from_day, to_day, count(*) FILTER (WHERE active_between(a, from_day, to_day)) AS active
	FROM ranges JOIN histories USING (period) GROUP BY 1, 2, 3) a USING (period, from_day, to_day);
SELECT count(*) FILTER (WHERE n > 0) > 1000 AS some, count(*) FILTER (WHERE n > 0 IS DISTINCT FROM s <> '()'
	OR n > 0 AND (SELECT string_agg(periods_active || ' ' || customers, ',') FROM stickiness_table(s)
	WHERE customers > 0) IS DISTINCT FROM n || ' 1') AS broken
FROM (SELECT period_count(a, from_day, to_day) AS n, stickiness_agg(a, from_day, to_day) AS s
	FROM ranges JOIN histories USING (period) WHERE customer % 7 = 0 GROUP BY a, from_day, to_day, period,
		customer) v;

-- Parts with different customers add up to the whole, in any order; what is taken out again is gone.
SELECT count(*), bool_and(whole = s AND any_order = s) AS sums
FROM states JOIN (SELECT period, from_day, to_day, rollup(part ORDER BY k) AS whole,
	rollup(part ORDER BY k DESC) AS any_order
	FROM (SELECT period, from_day, to_day, customer % 13 AS k, stickiness_agg(a, from_day, to_day) AS part
		FROM ranges JOIN histories USING (period) GROUP BY 1, 2, 3, 4) p GROUP BY 1, 2, 3) v
	USING (period, from_day, to_day);
SELECT bool_and(s + '()' = s AND '()' + s = s AND s - '()' = s AND s - s = '()' AND ('()' - s) + s = '()'
	AND s + s - s = s)
	AS group_laws FROM states;
-- Windows: a row equals its recomputation, for customers and for states.
CREATE TABLE ordered AS SELECT row_number() OVER (ORDER BY customer) AS i,
	CASE WHEN customer % 9 > 0 THEN a END AS a FROM histories WHERE period = 'week' AND customer <= 120;
SELECT count(*), bool_and(w = (SELECT stickiness_agg(a, '2023-01-30', '2023-05-01') FROM ordered o
	WHERE o.i BETWEEN v.i - 4 AND v.i)) AS customers
FROM (SELECT i, stickiness_agg(a, '2023-01-30', '2023-05-01') OVER (ORDER BY i ROWS 4 PRECEDING) AS w
	FROM ordered) v;
SELECT bool_and(w = (SELECT stickiness_agg(a, '2023-01-30', '2023-05-01') FROM ordered o
	WHERE o.i BETWEEN v.i - 2 AND v.i - 1)) AS empties_itself, bool_or(w = '()') AS some_empty
FROM (SELECT i, stickiness_agg(a, '2023-01-30', '2023-05-01') OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING
	AND 1 PRECEDING) AS w
	FROM ordered) v;
SELECT bool_and(w = (SELECT rollup(s) FROM (SELECT i, stickiness_agg(a, '2023-01-30', '2023-05-01') AS s
	FROM ordered
	GROUP BY i) o WHERE o.i BETWEEN v.i - 3 AND v.i + 1)) AS states
FROM (SELECT i, rollup(stickiness_agg(a, '2023-01-30', '2023-05-01')) OVER (ORDER BY i
	ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING) AS w FROM ordered GROUP BY i) v;
-- A transition changes nothing of the caller's; NULL is not a state.
SELECT s, cx_stickiness_count(s, '(day 2026-01-01: 11)', '2026-01-01', '2026-01-03') AS counted,
	cx_stickiness_uncount(s, '(day 2026-01-02: 1)', '2026-01-01', '2026-01-03') AS uncounted, s + s AS twice,
		s AS kept,
	cx_stickiness_count(NULL, '(day 2026-01-02: 1)', '2026-01-01', '2026-01-03') IS NULL AS none
FROM (VALUES ('(day 2026-01-01 2026-01-03: 3 0)'::cx_stickiness), ('(day 2026-01-01 2026-01-03: 1 0)'),
	('()')) v (s);
-- Forced parallel plans give the same.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE histories SET (parallel_workers = 2);
CREATE FUNCTION in_parallel(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text; partial boolean := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		partial := partial OR line ~ 'Partial .*Aggregate';
	END LOOP;
	RETURN partial;
END $$;
SELECT in_parallel($$SELECT stickiness_agg(a, '2023-01-30', '2023-05-01') FROM histories
	WHERE period = 'week'$$) AS parallel;
CREATE TABLE results AS SELECT 'two' AS workers, stickiness_agg(a, '2023-01-30', '2023-05-01') AS s,
	(SELECT rollup(s) FROM states WHERE period = 'day' AND (from_day, to_day) = ('2023-03-15', '2024-01-20'))
		AS r
	FROM histories WHERE period = 'week';
SET max_parallel_workers_per_gather = 0;
INSERT INTO results SELECT 'none', stickiness_agg(a, '2023-01-30', '2023-05-01'),
	(SELECT rollup(s) FROM states WHERE period = 'day' AND (from_day, to_day) = ('2023-03-15', '2024-01-20'))
	FROM histories WHERE period = 'week';
SELECT count(*), count(DISTINCT s) AS states, count(DISTINCT r) AS sums, bool_and(s <> '()' AND r <> '()')
	AS some FROM results;
DROP FUNCTION in_parallel;
DROP TABLE events, histories, ranges, states, plain, ordered, results;
