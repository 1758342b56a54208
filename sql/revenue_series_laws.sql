-- The one pass against plain SQL, cell by cell, over random subscriptions: overlapping, touching, with
-- gaps, open, for nothing, of customers with one and with many.
SELECT setseed(0.2026);
CREATE TABLE subs AS
SELECT id, customer, started, CASE WHEN random() < 0.15 THEN NULL WHEN random() < 0.05 THEN 'infinity'
	ELSE started + floor(400 * random() ^ 3)::int END AS ended,
	CASE WHEN random() < 0.05 THEN NULL WHEN random() < 0.05 THEN 0 WHEN random() < 0.1
		THEN round((random() * 10)::numeric, 9) ELSE round((random() * 100)::numeric, 2) END AS amount
FROM (SELECT id, floor(300 * random() ^ 2)::bigint * 1000003 AS customer,
	date '2023-06-01' + floor(900 * random())::int AS started FROM generate_series(1, 1300) id) v;
-- equal amounts, so that a plan follows another without a movement
UPDATE subs SET amount = 25 WHERE id % 3 = 0;
CREATE FUNCTION unit(p cx_period) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE p WHEN 'day' THEN interval '1 day' WHEN 'week' THEN interval '1 week' WHEN 'week_sunday'
	THEN interval '1 week' WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
	ELSE interval '1 year' END $$;
-- Every customer's revenue at the end of every period: what runs then, start < end <= ended.
CREATE FUNCTION spine(p cx_period) RETURNS TABLE (period date, customer bigint, mrr numeric)
	LANGUAGE sql STABLE AS $$
	SELECT period, customer,
		coalesce(sum(amount) FILTER (WHERE started < next AND (ended IS NULL OR next <= ended)), 0)
	FROM (SELECT d::date AS period, (d + unit(p))::date AS next
		FROM generate_series(period_start(date '2023-06-01', p)::timestamp, '2027-07-01',
		unit(p)) d) periods, subs
	GROUP BY period, customer $$;
CREATE FUNCTION movements(p cx_period)
	RETURNS TABLE (period date, before numeric, after numeric, ever boolean, customer bigint)
	LANGUAGE sql STABLE AS $$
	SELECT period, lag(mrr) OVER w, mrr, coalesce(max(mrr) OVER (PARTITION BY customer
		ORDER BY period ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) > 0, customer FROM spine(p)
		WINDOW w AS (PARTITION BY customer ORDER BY period) $$;
CREATE TABLE plain AS
SELECT p, period, sum(coalesce(before, 0)) AS before, sum(after) AS after,
	sum(after) FILTER (WHERE coalesce(before, 0) = 0 AND NOT ever) AS new,
	sum(after) FILTER (WHERE coalesce(before, 0) = 0 AND ever) AS reactivated,
	sum(after - before) FILTER (WHERE before > 0 AND after > before) AS expansion,
		sum(before - after) FILTER (WHERE after > 0 AND after < before) AS contraction,
		sum(before) FILTER (WHERE after = 0) AS churned,
	count(*) FILTER (WHERE before > 0) AS customers_before, count(*) FILTER (WHERE coalesce(before, 0) = 0
		AND after > 0 AND NOT ever) AS n_new, count(*) FILTER (WHERE coalesce(before, 0) = 0 AND after > 0
		AND ever) AS n_reactivated,
	count(*) FILTER (WHERE before > 0 AND after > before) AS n_expanded, count(*) FILTER (WHERE after > 0
		AND after < before) AS n_contracted, count(*) FILTER (WHERE after = 0 AND before > 0) AS n_churned,
		count(*) FILTER (WHERE after > 0) AS customers_after,
	revenue_agg(before, after, ever) AS state
FROM unnest('{week, month, quarter, year}'::cx_period[]) p, movements(p) GROUP BY p, period;
CREATE TABLE series AS
SELECT p, revenue_agg(customer, started, ended, amount, p) AS s, revenue_agg(customer, started, ended,
	amount::float8, p) AS f, revenue_agg(customer, started, ended, amount, p ORDER BY random()) AS shuffled
	FROM subs, unnest('{week, week_sunday, month, quarter, year}'::cx_period[]) p GROUP BY p;
SELECT count(*), bool_and(f = s) AS float8, bool_and(shuffled = s) AS any_order FROM series;
-- sums are compared as plain SQL gives them, rounded once: exactly
SELECT a.p, count(*) > 3 AS enough, count(*) FILTER (WHERE b.revenue_before <> before
	OR b.revenue_after <> after OR b.new_revenue <> coalesce(new, 0)
	OR b.reactivated_revenue <> coalesce(reactivated, 0) OR b.expansion_revenue <> coalesce(expansion, 0)
		OR b.contraction_revenue <> coalesce(contraction, 0) OR b.churned_revenue <> coalesce(churned, 0))
			AS sums, count(*) FILTER (WHERE (c.customers_before, c.new_customers, c.reactivated_customers,
			c.expanded_customers, c.contracted_customers, c.churned_customers, c.customers_after)
		IS DISTINCT FROM (a.customers_before, n_new, n_reactivated, n_expanded, n_contracted, n_churned,
			a.customers_after)) AS customers, count(*) FILTER (WHERE revenue_in(s, a.period) IS DISTINCT
			FROM state) AS states,
	count(*) FILTER (WHERE b.nrr IS DISTINCT FROM nrr(state) OR b.grr IS DISTINCT
		FROM grr(state) OR b.quick_ratio IS DISTINCT FROM quick_ratio(state)) AS figures,
	sum(n_reactivated) > 2 AND sum(n_contracted) > 2 AS lively
FROM series JOIN plain a ON series.p = a.p LEFT
	JOIN (SELECT p, t.* FROM series, revenue_table(s, '2027-08-01') t) b ON b.p = a.p
	AND b.period = a.period LEFT
	JOIN (SELECT p, t.* FROM series, revenue_customers_table(s, '2027-08-01') t) c ON c.p = a.p
	AND c.period = a.period
WHERE a.before + a.after > 0 OR b.period IS NOT NULL GROUP BY a.p ORDER BY a.p;
-- by day only the sums
SELECT count(*) AS days, count(*) FILTER (WHERE b.revenue_after <> a.after) AS broken
FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'day') FROM subs), '2025-12-31') b
	JOIN (SELECT d::date AS period, sum(amount) AS after
	FROM generate_series(timestamp '2023-06-01', '2025-12-30', '1 day') d
	JOIN subs ON started < d::date + 1 AND (ended IS NULL OR d::date + 1 <= ended)
	GROUP BY d) a USING (period);
-- what is there after is there before the next; figures are in their bounds
SELECT count(*) AS broken
	FROM (SELECT t.*, lead(revenue_before) OVER (PARTITION BY p ORDER BY period) AS next
	FROM series, revenue_table(s, '2026-01-01') t) v
WHERE next <> revenue_after OR grr > least(100, nrr) OR grr < 0
	OR abs(revenue_before + new_revenue + reactivated_revenue + expansion_revenue - contraction_revenue -
	churned_revenue - revenue_after) > 1e-6 OR quick_ratio < 0;
-- any split of the customers, in any order; and one part taken out again
SELECT p, rollup(part ORDER BY random()) = (SELECT s FROM series WHERE series.p = v.p) AS any_split,
	rollup(part) - rollup(part) FILTER (WHERE k = 3) = rollup(part) FILTER (WHERE k <> 3) AS without_a_part
FROM (SELECT p, customer % 7 AS k, revenue_agg(customer, started, ended, amount, p) AS part
	FROM subs, unnest('{week, week_sunday, month, quarter, year}'::cx_period[]) p GROUP BY 1, 2) v
	GROUP BY p ORDER BY p;
SELECT count(*) AS broken
	FROM (SELECT rollup(part) OVER w AS moving, c,
	(SELECT revenue_agg(customer, started, ended, amount, 'quarter') FROM subs
	WHERE customer BETWEEN c - 3 * 1000003 AND c) AS again
	FROM (SELECT customer AS c, revenue_agg(customer, started, ended, amount, 'quarter') AS part FROM subs
		GROUP BY 1) v WINDOW w AS (ORDER BY c RANGE 3000009 PRECEDING)) w WHERE moving <> again;
-- a growing window sees each state of the collection, which the final function must leave as it is
SELECT count(*) AS broken
	FROM (SELECT revenue_agg(customer, started, ended, amount, 'year') OVER (ORDER BY id) AS growing, id
	FROM subs WHERE id <= 300) v
WHERE growing <> (SELECT revenue_agg(customer, started, ended, amount, 'year') FROM subs s
	WHERE s.id <= v.id);
-- and among more than a thousand, sorted another way, with customers on both sides of 0
SELECT count(*) AS broken
	FROM (SELECT revenue_agg(i % 300 - 100, date '2025-01-01' + i % 40, date '2025-02-10' + i % 50,
	i % 11 + 1, 'day') OVER (ORDER BY i) AS growing, i FROM generate_series(1, 1500) i) v
WHERE i > 1400
	AND growing <> (SELECT revenue_agg(i % 300 - 100, date '2025-01-01' + i % 40,
	date '2025-02-10' + i % 50, i % 11 + 1, 'day') FROM generate_series(1, v.i) i);
-- text goes round, and json says the same
SELECT bool_and(s::text::cx_revenue_series = s) AS text FROM series;
SELECT series.p, count(*) > 3 AS enough,
	count(*) FILTER (WHERE (m #>> '{churned,amount}')::numeric <> coalesce(churned, 0)
	OR (m #>> '{new,customers}')::bigint <> n_new) AS broken
FROM series, jsonb_array_elements(s::jsonb -> 'movements') m
	JOIN plain a ON a.period = (m ->> 'starts')::date WHERE a.p = series.p GROUP BY 1 ORDER BY 1;
-- more than a thousand subscriptions are sorted another way, and so are customers of many digits
SELECT bool_and(s = t) AS same
	FROM (SELECT k, revenue_agg((customer # k), started, ended, amount, 'month') AS s
	FROM subs, unnest('{0, 1, -1, 4611686018427387904, 81985529216486895}'::bigint[]) k GROUP BY k) v,
	(SELECT rollup(t) AS t FROM (SELECT revenue_agg(customer, started, ended, amount, 'month') AS t
	FROM subs GROUP BY customer) u) w;
SELECT k, revenue_agg((customer * 2 + twin) << k, started, ended, amount, 'month') = (SELECT s + s
	FROM series WHERE p = 'month') AS twice, count(*) > 2000 AS enough
	FROM subs, generate_series(0, 1) twin, unnest('{0, 5, 11, 16, 22, 27, 32}'::int[]) k GROUP BY k
	ORDER BY k;
SELECT bool_and(s = t) AS one_bit
	FROM (SELECT k, revenue_agg((id % 2)::bigint << k, started, ended, amount, 'month') AS s
	FROM subs, generate_series(0, 1), unnest('{0, 10, 11, 21, 22, 32, 33, 43, 44, 54, 55, 63}'::int[]) k
	GROUP BY k) v,
	(SELECT rollup(t) AS t FROM (SELECT revenue_agg(1, started, ended, amount, 'month') AS t
		FROM subs, generate_series(0, 1) GROUP BY id % 2) u) w;
-- a customer with very many
SELECT revenue_after(revenue_in(revenue_agg(1, started, ended, amount, 'month'),
	'2025-01-15')) = (SELECT sum(amount) FROM subs
	WHERE started < '2025-02-01' AND (ended IS NULL OR ended >= '2025-02-01')) AS one_customer FROM subs;

-- Forced parallel plans give the serial answer.
CREATE TABLE many AS SELECT k, id + 10000 * k AS id, customer + k AS customer, started, ended, amount,
	timezone('UTC', started::timestamp) AS at, timezone('UTC', ended::timestamp) AS until
	FROM subs, generate_series(0, 7) k ORDER BY k, id;
ANALYZE many;
CREATE TABLE results (query text, mode text, result text);
CREATE FUNCTION run(mode text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE q text; r text;
BEGIN
	FOREACH q IN ARRAY ARRAY[
		'SELECT revenue_agg(amount, amount / 2), nrr(amount, amount / 2),
			grr(amount::float8, amount::float8 / 2) FROM many',
		'SELECT revenue_agg(amount, amount / 2, id % 2 = 0), revenue_agg(amount::int, (amount / 2)::int),
			revenue_agg(amount::smallint, 3::smallint), revenue_agg(amount::bigint, 3::bigint) FROM many',
		'SELECT revenue_agg(customer, started, ended, amount, ''month''),
			revenue_agg(customer, started, ended, amount::float8, ''week'') FROM many',
		'SELECT revenue_agg(customer, started::timestamp, ended::timestamp, amount::int, ''day''),
			revenue_agg(customer, at, until, amount, ''quarter'', ''Europe/Paris'') FROM many',
		'SELECT revenue_agg(customer, started, ended, amount, ''month'') FROM many WHERE k + 1 = 100',
		'SELECT revenue_agg(customer, started, ended, amount, ''month'') FROM many WHERE k = 1',
		-- slowly, so that every worker has a part of each customer, in order
		'SELECT revenue_agg(k, started, ended, amount, ''month'')
			FROM many WHERE id % 100 > 0 OR pg_sleep(0.002) IS NOT NULL',
		'SELECT string_agg(s::text, '' '' ORDER BY k)
			FROM (SELECT k, revenue_agg(customer, started, ended, amount, ''year'') AS s
				FROM many GROUP BY 1) v']
	LOOP
		EXECUTE 'SELECT md5(v::text) FROM (' || q || ') AS v' INTO r;
		INSERT INTO results VALUES (q, mode || ' ' || test.plan(q), r);
	END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
SELECT run('forced');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE many SET (parallel_workers = 2);
SELECT run('forced');
SET parallel_leader_participation = off;
SELECT run('leaderless');
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(result) FROM results GROUP BY query
	HAVING count(DISTINCT result) <> 1 OR count(*) <> 3;
DROP FUNCTION spine, movements, run, unit;
DROP TABLE subs, plain, series, many, results;
