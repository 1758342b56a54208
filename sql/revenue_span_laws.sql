-- Movements over a span against plain SQL over random subscriptions: a join of every customer's revenue at
-- the ends of periods with that of so many periods before.
SELECT setseed(0.2026);
CREATE TABLE subs AS
SELECT id, customer, started, CASE WHEN random() < 0.15 THEN NULL WHEN random() < 0.05 THEN 'infinity'
	ELSE started + floor(500 * random() ^ 3)::int END AS ended,
	CASE WHEN random() < 0.05 THEN NULL WHEN random() < 0.05 THEN 0 WHEN random() < 0.1
		THEN round((random() * 10)::numeric, 9) ELSE round((random() * 100)::numeric, 2) END AS amount
FROM (SELECT id, floor(200 * random() ^ 2)::bigint * 1000003 AS customer,
	date '2023-06-01' + floor(1100 * random())::int AS started FROM generate_series(1, 700) id) v;
-- equal amounts, so that a plan follows another without a movement; and discounts beside a plan
UPDATE subs SET amount = 25 WHERE id % 3 = 0;
INSERT INTO subs SELECT id + 1000, customer, started, ended, -amount / 4 FROM subs WHERE id % 5 = 0;
CREATE FUNCTION unit(p cx_period) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE p WHEN 'day' THEN interval '1 day' WHEN 'week' THEN interval '1 week'
	WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
		ELSE interval '1 year' END $$;
-- Every customer's revenue at the end of every period: what runs then, start < end <= ended.
CREATE FUNCTION spine(p cx_period) RETURNS TABLE (period date, n bigint, customer bigint, mrr numeric)
	LANGUAGE sql STABLE AS $$
	SELECT period, n, customer,
		coalesce(sum(amount) FILTER (WHERE started < next AND (ended IS NULL OR next <= ended)), 0)
	FROM (SELECT d::date AS period, (d + unit(p))::date AS next, n
		FROM generate_series(period_start(date '2023-06-01', p)::timestamp, '2028-07-01', unit(p))
		WITH ORDINALITY g (d, n)) periods, subs
	GROUP BY period, n, customer $$;
CREATE TABLE ends AS SELECT p, s.* FROM unnest('{week, month, quarter, year}'::cx_period[]) p, spine(p) s;
CREATE INDEX ON ends (customer, p, n);
ANALYZE ends;
CREATE TABLE plain AS
SELECT now.p, span, now.period, now.n > min(now.first) + span - 1 AS shown, sum(coalesce(base.mrr, 0)) AS
	before,
	sum(now.mrr) AS after,
	revenue_agg(base.mrr, now.mrr, now.came < base.n) AS state,
	nrr(base.mrr, now.mrr) AS nrr, grr(base.mrr, now.mrr) AS grr
FROM (SELECT *, min(n) FILTER (WHERE mrr > 0) OVER (PARTITION BY p, customer) AS came,
	min(n) FILTER (WHERE mrr > 0) OVER (PARTITION BY p) AS first FROM ends) now
	CROSS JOIN unnest('{2, 3, 12, 40}'::int[]) span
	LEFT JOIN ends base ON base.p = now.p AND base.customer = now.customer AND base.n = now.n - span
GROUP BY now.p, span, now.period, now.n;
CREATE TABLE series AS
SELECT p, span, revenue_agg(customer, started, ended, amount, p, span) AS s,
	revenue_agg(customer, started, ended, amount::float8, p, span) AS f,
	revenue_agg(customer, started, ended, amount, p, span ORDER BY random()) AS shuffled,
	revenue_agg(customer::text, started, ended, amount, p, span) AS t
FROM subs, unnest('{week, month, quarter, year}'::cx_period[]) p, unnest('{1, 2, 3, 12, 40}'::int[]) span
GROUP BY p, span;
SELECT count(*), bool_and(f = s) AS float8, bool_and(shuffled = s) AS any_order, bool_and(t = s) AS by_text,
	bool_and(s::text::cx_revenue_series = s) AS round_trip FROM series;
-- every period as a state, also where the base lies before the first start; the rows of the table, and their
-- sums, as plain SQL gives them, rounded once: exactly
SELECT a.p, a.span, count(*) FILTER (WHERE revenue_in(s, a.period) IS DISTINCT FROM state) AS states,
	count(b.period) AS rows, count(*) FILTER (WHERE (b.period IS NOT NULL) <> a.shown) AS other_rows,
	count(*) FILTER (WHERE b.revenue_before <> before OR b.revenue_after <> after) AS sums,
	count(*) FILTER (WHERE b.period IS NOT NULL
		AND (b.nrr IS DISTINCT FROM a.nrr OR b.grr IS DISTINCT FROM a.grr)) AS figures,
	count(*) FILTER (WHERE c.customers_before <> customers_before(state)
		OR c.customers_after <> customers_after(state)) AS customers
FROM series JOIN plain a USING (p, span)
	LEFT JOIN (SELECT p, span, t.* FROM series, revenue_table(s, '2028-07-01') t) b USING (p, span, period)
	LEFT JOIN (SELECT p, span, t.* FROM series, revenue_customers_table(s, '2028-07-01') t) c
		USING (p, span, period)
WHERE a.period < '2028-07-01' GROUP BY a.p, a.span ORDER BY a.p, a.span;
-- all five movements happen
SELECT span, bool_and(new_revenue(state) > 0 AND reactivated_revenue(state) > 0
	AND expansion_revenue(state) > 0 AND contraction_revenue(state) > 0 AND churned_revenue(state) > 0)
		AS lively
	FROM (SELECT span, rollup(state) AS state FROM plain GROUP BY 1) v GROUP BY span ORDER BY span;
-- what is there after a period is there before the one a span later; figures are in their bounds
SELECT count(*) > 300 AS enough,
	count(*) FILTER (WHERE later <> revenue_after OR grr > least(100, nrr) OR grr < 0
		OR abs(revenue_before + new_revenue + reactivated_revenue + expansion_revenue - contraction_revenue -
	churned_revenue - revenue_after) > 1e-6 OR quick_ratio < 0) AS broken
FROM (SELECT t.*, (array_agg(revenue_before) OVER (PARTITION BY p, span ORDER BY period
		ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING))[span + 1] AS later
	FROM series, revenue_table(s, '2026-07-01') t) v;
-- movements over a span are less than all on the way: who leaves and comes back is neither
SELECT count(*) AS broken FROM series a, revenue_table(s, '2026-07-01') t
WHERE a.span > 1 AND churned_revenue + contraction_revenue >
	(SELECT sum(u.churned_revenue + u.contraction_revenue) FROM series b, revenue_table(b.s, '2026-07-01') u
	WHERE b.p = a.p AND b.span = 1 AND u.period <= t.period) + 1e-6;
-- any split of the customers, and one part taken out again; a moving window
SELECT p, span, rollup(part ORDER BY random()) = (SELECT s FROM series
	WHERE (series.p, series.span) = (v.p, v.span)) AS any_split,
	rollup(part) - rollup(part) FILTER (WHERE k = 3) = rollup(part) FILTER (WHERE k <> 3)
	AS without_a_part
FROM (SELECT p, span, customer % 7 AS k, revenue_agg(customer, started, ended, amount, p, span) AS part
	FROM subs, unnest('{week, month, quarter}'::cx_period[]) p, unnest('{1, 12}'::int[]) span GROUP BY 1, 2,
		3) v
GROUP BY p, span ORDER BY p, span;
SELECT count(*) AS broken
	FROM (SELECT rollup(part) OVER w AS moving, c,
		(SELECT revenue_agg(customer, started, ended, amount, 'quarter', 4) FROM subs
		WHERE customer BETWEEN c - 3 * 1000003 AND c) AS again
	FROM (SELECT customer AS c, revenue_agg(customer, started, ended, amount, 'quarter', 4) AS part FROM subs
		GROUP BY 1) v WINDOW w AS (ORDER BY c RANGE 3000009 PRECEDING)) w WHERE moving <> again;
-- a growing window sees each state of the collection, which the final function must leave as it is
SELECT count(*) AS broken
	FROM (SELECT revenue_agg(customer, started, ended, amount, 'year', 2) OVER (ORDER BY id) AS growing, id
	FROM subs WHERE id <= 200 AND amount >= 0) v
WHERE growing <> (SELECT revenue_agg(customer, started, ended, amount, 'year', 2) FROM subs s
	WHERE s.id <= v.id AND amount >= 0);
-- one customer each, in many groups: few rows far apart are counted in another way than many
SELECT span, count(*) AS customers,
	rollup(part) = (SELECT s FROM series WHERE p = 'week' AND series.span = v.span) AS same
FROM (SELECT span, revenue_agg(customer, started, ended, amount, 'week', span) AS part
	FROM subs, unnest('{1, 2, 40}'::int[]) span GROUP BY span, customer) v GROUP BY span ORDER BY span;
-- Sums in millionths and in money are the same: an amount that is no whole millionth, or a sum of a customer
-- that is too large, in the middle of all, turns what is there into money.
SELECT span, bool_and(whole - odd = cents) AS odd, bool_and(whole_large - large = cents) AS large
FROM (SELECT p, span, revenue_agg(c, s, e, a, p, span) FILTER (WHERE kind = 'cents') AS cents,
	revenue_agg(c, s, e, a, p, span) FILTER (WHERE kind <> 'large') AS whole,
	revenue_agg(c, s, e, a, p, span) FILTER (WHERE kind = 'odd') AS odd,
	revenue_agg(c, s, e, a, p, span) FILTER (WHERE kind <> 'odd') AS whole_large,
	revenue_agg(c, s, e, a, p, span) FILTER (WHERE kind = 'large') AS large
	FROM (SELECT 'cents' AS kind, customer AS c, started AS s, ended AS e, round(amount, 2) AS a FROM subs
		WHERE amount >= 0
		UNION ALL VALUES ('odd', 50000000, date '2024-05-06', date '2025-01-01', 0.0000001),
		('large', 50000000, date '2024-05-06', date '2025-01-01', 9e12),
		('large', 50000000, date '2024-08-06', date '2025-03-01', 9e12)) v,
	unnest('{week, month}'::cx_period[]) p, unnest('{1, 2, 12}'::int[]) span GROUP BY p, span) w
GROUP BY span ORDER BY span;

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
		'SELECT revenue_agg(customer, started, ended, amount, ''month'', 12),
			revenue_agg(customer, started, ended, amount::int, ''week'', 3) FROM many',
		'SELECT revenue_agg(customer::text, started::timestamp, ended::timestamp, amount, ''day'', 30),
			revenue_agg(customer, at, until, amount, ''quarter'', ''Europe/Paris'', 4) FROM many',
		'SELECT revenue_agg(customer, started, ended, amount, ''month'', 12) FROM many WHERE k + 1 = 100',
		'SELECT revenue_agg(customer, started, ended, amount, ''month'', 2) FROM many WHERE k = 1']
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
-- workers whose spans differ
SELECT left(test.refusal('SELECT revenue_agg(k, started, ended, abs(amount), ''month'',
	CASE WHEN k < 4 THEN 2 ELSE 3 END) FROM many'), 18) AS refusal;
SELECT mode, count(*) FROM results GROUP BY mode ORDER BY mode;
SELECT query, array_agg(result) FROM results GROUP BY query
	HAVING count(DISTINCT result) <> 1 OR count(*) <> 3;
DROP FUNCTION spine, run, unit;
DROP TABLE subs, ends, plain, series, many, results;
