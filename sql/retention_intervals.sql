-- The interval of a rate in retention_table and retention_curve: Wilson's, as rate_ci gives it.
SET datestyle = 'ISO';
CREATE VIEW small AS SELECT cx_retention '(month | 2024-01-01 10: 10 4 0 1 / 5 4 0 1 / 0 4 0 1 / 6 4 0 0
	| 2024-03-01 3: 3 / 3 / 0 / 3)' AS s;
SELECT cohort, age, customers, retained, rate, round(low::numeric, 4) AS low, round(high::numeric,
	4) AS high, complete
FROM small, retention_table(s, as_of => '2024-05-01');
SELECT age, customers, retained, rate, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM small, retention_curve(s, as_of => '2024-05-01');
DROP VIEW small;
-- by name, by place, and another level
SELECT age, round(low::numeric, 4) AS low, round(high::numeric, 4) AS high
FROM retention_curve('(month | 2024-01-01 10: 10 4 / 6 4 / 0 4 / 6 4)', 'on', '2024-05-01', 0.8);
SELECT array_agg(c.column_name::text) AS columns FROM (SELECT unnest(proargnames) AS column_name
	FROM pg_proc WHERE proname = 'retention_table') c;

-- Against rate_ci, over random cohorts, in every mode and at three levels.
SELECT setseed(0.11);
CREATE TABLE histories AS
SELECT customer, activity_agg(at, 'month') AS a, activity_agg(at, 'month') FILTER (WHERE bought) AS b
FROM (SELECT k AS customer, date '2023-01-01' + floor(600 * random() ^ (1 + k % 3))::int AS at,
	random() < 0.4 AS bought
	FROM generate_series(1, 300) k, generate_series(1, 1 + k % 11)) v GROUP BY 1;
CREATE TABLE states AS
SELECT 'first' AS what, retention_agg(a) AS s FROM histories
UNION ALL SELECT 'recurring', retention_agg(a, 'recurring') FROM histories
UNION ALL SELECT 'bought', retention_agg(a, coalesce(b, '()'), 'first') FROM histories
UNION ALL SELECT 'bought, recurring', retention_agg(a, coalesce(b, '()'), 'recurring') FROM histories
UNION ALL SELECT 'rolling', retention_agg(r) FROM (SELECT rolling_activity_agg(d, '2024-01-01',
	'30 days') AS r
	FROM histories, active_periods(a) d WHERE customer % 3 > 0 AND d >= '2024-01-01' GROUP BY customer
	UNION ALL SELECT '(rolling 2592000000000us 2024-01-01 0us: 01)' FROM generate_series(1, 3)) v;
SELECT what, count(*) FILTER (WHERE age = 0) > 0 AS some,
	count(*) FILTER (WHERE age = 0 AND low IS NULL) = count(*) FILTER (WHERE age = 0) AS none_at_0,
	count(*) FILTER (WHERE age > 0 AND (low, high) IS DISTINCT FROM (SELECT (c.low, c.high)
		FROM rate_ci(('(' || retained || ' of ' || customers || ')')::cx_rate, level) c)) AS broken,
	count(*) FILTER (WHERE (low <= rate AND rate <= high AND low >= 0 AND high <= 100) IS FALSE) AS outside
FROM states, unnest('{on, on_or_after, on_or_before, streak}'::text[]) mode,
	unnest('{0.5, 0.95, 0.999}'::float8[]) level,
	retention_table(s, mode, '2025-03-01', level) GROUP BY 1 ORDER BY 1;
SELECT what, count(*) FILTER (WHERE age = 0) > 0 AS some,
	count(*) FILTER (WHERE age = 0 AND low IS NULL) = count(*) FILTER (WHERE age = 0) AS none_at_0,
	count(low) = 0 AS no_interval,
	count(*) FILTER (WHERE age > 0 AND (low, high) IS DISTINCT FROM (SELECT (c.low, c.high)
		FROM rate_ci(('(' || retained || ' of ' || customers || ')')::cx_rate, level) c)) AS other
FROM states, unnest('{on, on_or_after, on_or_before, streak}'::text[]) mode,
	unnest('{0.5, 0.95, 0.999}'::float8[]) level,
	retention_curve(s, mode, '2025-03-01', level) GROUP BY 1 ORDER BY 1;
-- A state knows that its entries recur, through text, binary form and sums; what is left of nothing does not.
SELECT what, left(s::text, 20) AS text, get_byte(cx_retention_send(s), 0) AS version,
	s::jsonb -> 'recurring' AS recurring, s::text::cx_retention = s AS round_trip,
	(SELECT count(low) FROM retention_curve(s + '()', as_of => 'infinity')) > 0 AS sum, s - s AS nothing
FROM states WHERE what NOT LIKE '%,%' ORDER BY 1;
SELECT left((a.s + b.s)::text, 20) AS both, left((b.s + a.s)::text, 20) AS both, b.s + a.s - a.s = b.s AS back
FROM states a, states b WHERE a.what = 'first' AND b.what = 'recurring';
SELECT rollup(s) = (SELECT s FROM states WHERE what = 'recurring') AS whole
FROM (SELECT retention_agg(a, 'recurring') AS s FROM histories GROUP BY customer % 7) v;
SELECT count(*), count(*) FILTER (WHERE w <> (SELECT retention_agg(a, 'recurring') FROM histories h
	WHERE h.customer BETWEEN v.customer - 2 AND v.customer)) AS broken
FROM (SELECT customer, retention_agg(a, 'recurring') OVER (ORDER BY customer ROWS 2 PRECEDING) AS w
	FROM histories) v;
DROP TABLE states, histories;
-- What cannot be.
SELECT test.refusal(q) FROM unnest(ARRAY['SELECT * FROM retention_table(''()'', level => NULL)',
	'SELECT * FROM retention_curve(NULL, level => NULL)',
	'SELECT * FROM retention_table(''()'', level => 95)',
		'SELECT * FROM retention_curve(''()'', level => 1)',
		'SELECT * FROM retention_curve(''()'', level => ''NaN'')']) q;
SELECT quote_literal(input) AS input, test.detail(format('SELECT %L::cx_retention', input))
FROM unnest(ARRAY['(recurring)', '(month recurring)', '(month recurring recurring | 2024-01-01 1)',
	'(rolling 1us recurring | 2024-01-01 1)', '(recurring month | 2024-01-01 1)',
	'(month Recurring | 2024-01-01 1)']) input;
