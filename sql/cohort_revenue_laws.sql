-- Money by cohort and age: real purchases, laws over random ones, windows, plans.
SET datestyle = 'ISO';
-- CDNOW (Fader and Hardie 2001): each cell in plain SQL. There is no refund, and a purchase of 0 is one.
\getenv top PG_ABS_SRCDIR
\set copy '\\copy cdnow FROM ' :top '/demo/data/cdnow_log.csv WITH (FORMAT csv, HEADER true)'
CREATE TABLE cdnow (customer int, purchased date, cds int, amount numeric);
:copy
CREATE TABLE states AS SELECT p, (SELECT cohort_revenue_agg(s) FROM (SELECT spend_agg(purchased, amount, p)
	AS s
	FROM cdnow GROUP BY customer) v) AS s
FROM unnest('{day,week,month,quarter,year}'::cx_period[]) p;
SELECT cohort, age, customers, buyers, revenue, round(per_customer::numeric, 4) AS per_customer,
	round(share_of_first::numeric, 4) AS share_of_first, complete
FROM states, cohort_revenue_table(s, as_of => '1997-06-15') WHERE p = 'month' AND age < 6 ORDER BY cohort,
	age;
-- every cell of every period, in both modes; where plain SQL has none, nothing came in
CREATE TABLE expected AS
WITH own AS (SELECT p, customer, min(n) AS first FROM cdnow,
	unnest('{day,week,month,quarter,year}'::cx_period[]) p,
		LATERAL (SELECT period_start(purchased, p) AS n) n GROUP BY 1, 2),
	bought AS (SELECT p, customer, first, period_start(purchased, p) AS at, sum(amount) AS amount
		FROM own JOIN cdnow USING (customer) GROUP BY 1, 2, 3, 4),
	again AS (SELECT *, min(at) FILTER (WHERE at > first) OVER (PARTITION BY p, customer) AS back FROM
		bought),
	cell AS (SELECT p, first AS cohort, at, count(*) AS buyers, sum(amount) AS revenue,
		count(*) FILTER (WHERE at = back) AS back FROM again GROUP BY 1, 2, 3)
SELECT p, cohort, at, first_value(buyers) OVER own AS customers, buyers, revenue, sum(revenue) OVER own AS
	so_far,
	CASE WHEN at = cohort THEN buyers ELSE sum(back) OVER own END AS back_so_far,
	first_value(revenue) OVER own AS at_first
FROM cell WINDOW own AS (PARTITION BY p, cohort ORDER BY at);
CREATE TABLE ours AS SELECT p, cohort, age, (cohort + age * CASE p WHEN 'week' THEN interval '7 days'
		WHEN 'quarter' THEN '3 months' ELSE ('1 ' || p)::interval END)::date AS at, t.customers, t.complete,
	t.buyers, t.revenue, t.per_customer, t.share_of_first, c.buyers AS back, c.revenue AS so_far,
	c.per_customer AS so_far_each, c.share_of_first AS so_far_share
FROM states, cohort_revenue_table(s, as_of => '1998-07-01') t
JOIN cohort_revenue_table(s, 'cumulative', '1998-07-01') c USING (cohort, age);
SELECT p, count(e) AS cells, sum(e.revenue), bool_and(o.customers = e.customers AND o.buyers = e.buyers
		AND o.revenue = e.revenue::float8 AND abs(o.per_customer - e.revenue / e.customers) < 1e-9
		AND abs(o.share_of_first - 100 * e.revenue / e.at_first) < 1e-9) AS in_the_period,
	bool_and(o.back = e.back_so_far AND o.so_far = e.so_far::float8
		AND abs(o.so_far_each - e.so_far / e.customers) < 1e-9
		AND abs(o.so_far_share - 100 * e.so_far / e.at_first) < 1e-9) AS cumulative,
	count(*) > count(e) AS empty_cells, coalesce(bool_and(o.buyers = 0 AND o.revenue = 0 AND
		o.share_of_first =
		0)
		FILTER (WHERE e.p IS NULL), true) AS are_empty
FROM ours o LEFT JOIN expected e USING (p, cohort, at) GROUP BY p ORDER BY p;
SELECT count(*) AS missing FROM expected LEFT JOIN ours USING (p, cohort, at) WHERE ours.p IS NULL;
DROP TABLE cdnow, states, expected, ours;

-- laws, over random orders with refunds, amounts finer than cents, and NULL customers
SELECT setseed(0.13);
CREATE TABLE log AS SELECT customer, date '2024-01-01' + floor(500 * random() ^ 2)::int AS at,
	round((100 * random() - 25)::numeric, 2) * CASE customer % 9 WHEN 0 THEN 0.0000001 WHEN 1 THEN 1e9 ELSE
		1 END
		AS amount, floor(3 * random())::int AS part, random() AS place
FROM generate_series(1, 400) customer, generate_series(1, 12);
INSERT INTO log SELECT customer, at, -amount, 2 - part, random() FROM log WHERE place < 0.2;
INSERT INTO log SELECT customer, at, CASE WHEN place < 0.3 THEN 0 END, 1, place FROM log WHERE place < 0.4;
INSERT INTO log SELECT NULL, at, amount, part, place FROM log WHERE place < 0.01;
CREATE TABLE spent AS SELECT p, customer, spend_agg(at, amount, p) AS s
FROM log, unnest('{day,week,month,quarter}'::cx_period[]) p WHERE customer IS NOT NULL GROUP BY 1, 2;
CREATE TABLE states AS SELECT p, cohort_revenue_agg(s) AS s FROM spent GROUP BY 1;
-- against plain SQL, by month
WITH day AS (SELECT customer, at, coalesce(sum(amount), 0) AS amount,
		sum(amount) > 0 OR bool_and(coalesce(amount, 0) = 0) AS bought
		FROM log WHERE customer IS NOT NULL GROUP BY 1, 2),
	own AS (SELECT *, min(at) FILTER (WHERE bought) OVER (PARTITION BY customer) AS first FROM day),
	cell AS (SELECT date_trunc('month', first)::date AS cohort, extract(year FROM age(date_trunc('month', at),
			date_trunc('month', first))) * 12 + extract(month FROM age(date_trunc('month', at),
			date_trunc('month', first))) AS age, count(DISTINCT customer) FILTER (WHERE bought) AS buyers,
			sum(amount) AS revenue FROM own WHERE at >= first GROUP BY 1, 2
		UNION ALL SELECT NULL, NULL, NULL, sum(amount) FROM own WHERE at < first OR first IS NULL),
	theirs AS (SELECT cohort, age::int, buyers, revenue::float8 FROM cell WHERE buyers IS NULL OR buyers > 0
		OR revenue <> 0),
	ours AS (SELECT cohort, age, buyers, revenue FROM states, cohort_revenue_table(s, as_of => '2024-01-01') t
		WHERE p = 'month' AND (buyers IS NULL OR buyers > 0 OR revenue <> 0))
SELECT count(*) > 50 AS many, bool_or(cohort IS NULL) AS outside, (SELECT count(*) FROM (TABLE theirs EXCEPT
	TABLE ours) v) AS missing, (SELECT count(*) FROM (TABLE ours EXCEPT TABLE theirs) v) AS other FROM ours;
-- all money is somewhere, and cumulative is the running sum
SELECT p, abs(sum(t.revenue) - (SELECT sum(amount) FROM log WHERE customer IS NOT NULL)::float8) < 1 AS
	all_money,
	bool_and(t.cohort IS NULL OR abs(so_far - c.revenue) <= 1e-9 * abs(c.revenue) + 1e-3) AS running_sum,
	bool_and(t.cohort IS NULL OR t.customers = c.customers AND t.complete = c.complete) AS same_cohorts,
	bool_and(t.age > 0 OR c.share_of_first IS NULL OR c.share_of_first = 100) AS begins_with_100
FROM (SELECT p, t.*, sum(revenue) OVER (PARTITION BY p, cohort ORDER BY age) AS so_far
	FROM states, cohort_revenue_table(s, as_of => '2025-01-01') t) t
JOIN (SELECT p, t.* FROM states, cohort_revenue_table(s, 'cumulative', '2025-01-01') t) c
	USING (p) WHERE coalesce(t.cohort, '-infinity') = coalesce(c.cohort, '-infinity')
	AND coalesce(t.age, -1) = coalesce(c.age, -1) GROUP BY p ORDER BY p;
-- exactly: the state itself has the money to the last digit
SELECT p, (SELECT sum(v.value::numeric) FROM jsonb_array_elements(s::jsonb -> 'cohorts') c,
		jsonb_array_elements_text(c -> 'revenue') v(value)) + (s::jsonb ->> 'outside')::numeric
	= (SELECT sum(amount) FROM log WHERE customer IS NOT NULL) AS exact FROM states ORDER BY p;
-- of parts of the customers, in any order; of parts of the rows, united before; of amounts in double
-- precision
SELECT p, s = (SELECT rollup(part ORDER BY k DESC) FROM (SELECT customer % 7 AS k, cohort_revenue_agg(s) AS
	part
		FROM spent WHERE spent.p = states.p GROUP BY 1) v) AS parts,
	s = (SELECT cohort_revenue_agg(spent.s ORDER BY md5(customer::text)) FROM spent WHERE spent.p = states.p)
		AS orders,
	s = (SELECT cohort_revenue_agg(u) FROM (SELECT rollup(r) AS u FROM (SELECT customer, part,
		spend_agg(at, amount, p) AS r FROM log WHERE customer IS NOT NULL GROUP BY 1, 2) v GROUP BY
			customer) w)
			AS rows,
	s = (SELECT cohort_revenue_agg(r) FROM (SELECT spend_agg(at, amount::float8, p ORDER BY place) AS r FROM
		log
		WHERE customer IS NOT NULL GROUP BY customer) v) AS floats
FROM states ORDER BY p;
-- as retention says of who bought when
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE r.retained <> t.buyers) AS on,
	count(*) FILTER (WHERE b.retained <> c.buyers) AS on_or_before
FROM (SELECT retention_agg(a) AS s FROM (SELECT activity_agg(at, 'week') AS a FROM (SELECT customer, at FROM
	log
	WHERE customer IS NOT NULL GROUP BY 1, 2 HAVING sum(amount) > 0 OR bool_and(coalesce(amount, 0) = 0)) d
	GROUP BY customer) h) x, states, retention_table(x.s, 'on', '2025-06-01') r
JOIN retention_table(x.s, 'on_or_before', '2025-06-01') b USING (cohort, age)
JOIN cohort_revenue_table(states.s, 'in', '2025-06-01') t USING (cohort, age)
JOIN cohort_revenue_table(states.s, 'cumulative', '2025-06-01') c USING (cohort, age) WHERE states.p = 'week';
-- a moving window is what it is recomputed to be, also over days, where a state is long, and over states
SELECT p, bool_and(moving = (SELECT coalesce(cohort_revenue_agg(s), '()') FROM spent n WHERE n.p = w.p
	AND n.customer BETWEEN w.customer - 20 AND w.customer)) AS windows
FROM (SELECT p, customer, cohort_revenue_agg(s) OVER (PARTITION BY p ORDER BY customer
	ROWS 20 PRECEDING) AS moving FROM spent WHERE customer <= 100) w GROUP BY p ORDER BY p;
SELECT bool_and(moving = again) AS windows_of_states FROM (
	SELECT rollup(r) OVER (ORDER BY k ROWS 2 PRECEDING) AS moving,
		r + coalesce(lag(r) OVER (ORDER BY k), '()') + coalesce(lag(r, 2) OVER (ORDER BY k), '()') AS again
	FROM (SELECT customer % 11 AS k, cohort_revenue_agg(s) AS r FROM spent WHERE p = 'day' GROUP BY 1) v) w;
-- a window that has let go of one period takes another
SELECT cohort_revenue_agg(s) OVER (ORDER BY n ROWS BETWEEN CURRENT ROW AND CURRENT ROW)
FROM (VALUES (1, '(month | 2026-01-01: 0 1)'::cx_spend), (2, '(day | 2026-01-01: 0 -1, 1 3)')) v(n, s) ORDER
	BY n;
-- parallel plans give the serial answer
CREATE TABLE many AS SELECT customer * 10 + k AS customer, at + k * 30 AS at, amount, part FROM log,
	generate_series(0, 4) k
WHERE customer IS NOT NULL;
CREATE TABLE many_spent AS SELECT customer, customer % 5 AS k, spend_agg(at, amount, 'week') AS s FROM many
	GROUP BY 1;
ANALYZE many, many_spent;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run() RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT cohort_revenue_agg(s) FROM many_spent',
		'SELECT string_agg(c::text, '' '' ORDER BY k) FROM (SELECT k, cohort_revenue_agg(s) AS c
			FROM many_spent GROUP BY 1) v',
		'SELECT string_agg(s::text, '' '' ORDER BY part)
			FROM (SELECT part, spend_agg(at, amount, ''month'') AS s
			FROM many GROUP BY 1) v',
		'SELECT spend_agg(at, amount::float8, ''day''), rollup(NULL::cx_spend) FROM many']
	LOOP
		EXECUTE 'SELECT v::text FROM (' || q || ') AS v' INTO r;
		INSERT INTO results VALUES (q, test.plan(q), r);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT run();
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE many SET (parallel_workers = 2);
ALTER TABLE many_spent SET (parallel_workers = 2);
SELECT run();
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(left(result, 200)) FROM results GROUP BY query HAVING count(DISTINCT result) <> 1 OR
	count(*) <> 2;
DROP TABLE log, spent, states, many, many_spent, results;
DROP FUNCTION run;
