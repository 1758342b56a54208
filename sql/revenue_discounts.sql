-- Discounts of subscriptions are rows of their own: negative amounts with dates of their own.
CREATE TABLE plans (customer int, started date, ended date, amount int);
INSERT INTO plans VALUES (1, '2026-01-01', NULL, 29), (1, '2026-01-01', '2026-04-01', -10);
-- 19 for three months, then 29: the end of a discount is expansion
SELECT period, revenue_before, new_revenue, expansion_revenue, revenue_after, nrr, grr
FROM revenue_table((SELECT revenue_agg(customer, started, ended, amount, 'month') FROM plans), '2026-06-01');
-- in any order of rows, of every type of time and money
SELECT revenue_agg(customer, started, ended, amount, 'month' ORDER BY amount)
	= revenue_agg(customer, started, ended, amount, 'month' ORDER BY amount DESC) AS any_order,
	revenue_agg(customer, started, ended, amount::smallint, 'month')
	= ALL (ARRAY[revenue_agg(customer, started, ended, amount::bigint, 'month'),
		revenue_agg(customer, started, ended, amount::numeric, 'month'),
		revenue_agg(customer, started, ended, amount::float8, 'month'),
		revenue_agg(customer, started::timestamp, ended::timestamp, amount, 'month'),
		revenue_agg(customer, timezone('Asia/Tokyo', started::timestamp),
			timezone('Asia/Tokyo', ended::timestamp),
			amount::numeric, 'month', 'Asia/Tokyo')]) AS every_type
FROM plans;
-- to the last digit, and beyond what is a whole number of millionths in 64 bits
SELECT x, revenue_agg(1, date '2026-01-01', e, a, 'year')
	FROM (VALUES (1, 0.3, NULL::date), (1, -0.1, '2026-07-01'),
	(2, 1e-30, NULL), (2, 1, '2027-01-01'), (2, -1, '2027-01-01'), (3, 1e40, NULL), (3, -9e39, NULL),
	(4, 9223372036854.775807, NULL), (4, -9223372036854.775807, '2028-01-01'), (5, 5000000000000, NULL),
		(5, -4700000000000, NULL))
	v (x, a, e) GROUP BY x ORDER BY x;
SELECT revenue_agg(1, date '2026-01-01', NULL, a, 'year') AS bigints
	FROM unnest('{9223372036854775807, -9223372036854775808, 2}'::bigint[]) a;
-- A discount that takes all makes no customer of that time; what is taken back before a period ends was
-- never there.
SELECT revenue_agg(c, s, e, a, 'month')
	FROM (VALUES (1, date '2026-01-01', NULL::date, 29), (1, '2026-01-01', '2026-03-01', -29)) v (c, s, e, a);
SELECT revenue_agg(c, s, e, a, 'month')
	FROM (VALUES (1, date '2026-01-01', NULL::date, 29), (1, '2026-03-01', '2026-05-01', -29)) v (c, s, e, a);
SELECT revenue_agg(c, s, e, a, 'month')
	FROM (VALUES (1, date '2026-01-01', NULL::date, 29), (1, '2026-02-03', '2026-02-20', -400)) v (c, s, e,
	a);
SELECT revenue_agg(1, date '2026-01-01', NULL, a, 'month') AS nothing FROM unnest('{29, -29}'::int[]) a;

-- Only a negative sum at the end of a period is an error, which names customer, period and sum.
CREATE FUNCTION pg_temp.refused(customer text, started date, ended date, period text) RETURNS text
	LANGUAGE sql AS $$
	SELECT test.refusal(format('SELECT revenue_agg(c, s, e, a, %4$L)
		FROM (VALUES (%1$s, date ''2026-01-01'', date ''2026-09-01'', 10), (%1$s, %2$L, %3$L, -11)) v (c, s,
			e, a)',
		customer, started, ended, period)) $$;
SELECT pg_temp.refused('1', '2026-03-05', '2026-04-01', 'month');
SELECT pg_temp.refused('-9223372036854775808', '2026-01-01', NULL, 'month');
SELECT pg_temp.refused('''d3b07384-d9a0-4c9b-8f3e-1a2b3c4d5e6f''::uuid', '2026-03-05', NULL, 'week_sunday');
SELECT pg_temp.refused('''Ada''::text', '2026-03-05', NULL, 'week');
SELECT pg_temp.refused('7', '2026-03-05', '2027-01-01', 'quarter');
-- a refund is too much only after the plan
SELECT pg_temp.refused('7', '2026-09-05', '2026-10-01', 'day');
SELECT test.refusal('SELECT revenue_agg(1, date ''5874897-12-31'', NULL, -0.5, ''day'')');
SELECT test.refusal('SELECT revenue_agg(1, date ''2026-01-01'', NULL, ''-Infinity''::float8, ''day'')');
-- as the hint says
SELECT customer, sum(amount) FROM plans WHERE started < '2026-02-01' AND (ended >= '2026-02-01') IS NOT FALSE
GROUP BY customer HAVING sum(amount) < 20;
-- Of many, the first customer is named, whatever the order of rows.
SELECT split_part(test.refusal('SELECT revenue_agg(c, date ''2026-01-01'', NULL,
	CASE WHEN c % 500 = 77 THEN -c ELSE 5 END, ''month'')
		FROM generate_series(3000, -3000, -1) c'), E'\n', 1);

-- Against plain SQL: random plans, each with up to three discounts within its time that leave something or
-- nothing.
SELECT setseed(0.2026);
CREATE TABLE subs AS
WITH plans AS (SELECT id, id % 400 AS customer, date '2024-01-01' + floor(500 * random())::int AS started,
	floor(300 * random())::int AS days,
	(floor(random() * 9000) / 100 + 30)::numeric(9, 2) AS amount FROM generate_series(1, 900) id)
SELECT customer, started, CASE WHEN id % 5 > 0 THEN started + days END AS ended, amount FROM plans
UNION ALL SELECT customer, started + floor(days * random() / 2)::int,
	started + floor(days * (1 + random()) / 2)::int, -round(amount / (2 + k), 2) - k % 2 * 0.000000001
FROM plans, generate_series(1, 3) k WHERE (id + k) % 3 = 0;
CREATE TABLE ends AS SELECT p, first, (first + CASE p WHEN 'week' THEN interval '1 week' WHEN 'month'
	THEN interval '1 month' ELSE interval '3 months' END)::date AS next
FROM unnest('{week, month, quarter}'::cx_period[]) p,
	(SELECT DISTINCT q AS of, period_start(date '2023-12-01' + i, q) AS first
	FROM unnest('{week, month, quarter}'::cx_period[]) q, generate_series(0, 900) i) f WHERE of = p;
CREATE TABLE paid AS SELECT p, day, customer, sum(amount) AS mrr
FROM (SELECT p, first AS day FROM ends UNION SELECT p, next FROM ends) d
JOIN subs ON started < day AND (ended >= day) IS NOT FALSE
GROUP BY p, day, customer HAVING sum(amount) > 0;
CREATE INDEX ON paid (p, day);
ANALYZE paid;
CREATE TABLE first_paid AS SELECT p, customer, min(day) AS day FROM paid GROUP BY p, customer;
SELECT p, count(*) AS periods, count(*) FILTER (WHERE revenue_in(s, first) <> state) AS broken,
	sum(expansion_revenue(state)) > 1000 AND sum(contraction_revenue(state)) > 1000 AS lively
FROM (SELECT p, revenue_agg(customer, started, ended, amount, p) AS s
	FROM subs, unnest('{week, month, quarter}'::cx_period[]) p GROUP BY p) v
JOIN ends USING (p),
	LATERAL (SELECT revenue_agg(b.mrr, a.mrr, e.day < first) AS state
		FROM (SELECT * FROM paid WHERE paid.p = ends.p AND day = first) b
		FULL JOIN (SELECT * FROM paid WHERE paid.p = ends.p AND day = next) a USING (customer)
		JOIN first_paid e ON e.p = ends.p AND e.customer = coalesce(a.customer, b.customer)) x
		WHERE first >= '2024-01-01' GROUP BY p ORDER BY p;
DROP TABLE plans, subs, ends, paid, first_paid;
