-- Ready-made views over subscriptions: what each shows is what the aggregates give.
SET client_min_messages = warning;
CREATE TABLE subscription (customer text, started timestamptz, ended timestamptz, fee numeric, plan text,
	day date,
	last date);
INSERT INTO subscription (customer, started, ended, fee, plan)
SELECT 'c' || i % 70, s, CASE WHEN i % 3 > 0 THEN s + (i * 11 % 160) * interval '1 day' END, 10 + i % 5,
	CASE WHEN i % 11 > 0 THEN 'plan ' || i % 2 END
FROM (SELECT i, TIMESTAMPTZ '2026-01-01 00:00+00' + (i * 13 % 170) * interval '1 day' AS s
	FROM generate_series(1, 140) AS i) AS v;
UPDATE subscription SET day = (started AT TIME ZONE 'UTC')::date, last = (ended AT TIME ZONE 'UTC')::date;
SELECT view_name FROM cx_create_subscription_views('subscription', 'customer', 'started', 'ended', 'fee',
	'UTC',
	segments => '{plan}', as_of => '2026-08-10');
SELECT kind, grain FROM cx_sources ORDER BY kind;

SELECT period, round(value::numeric, 2) AS value, round(low::numeric, 2) AS low, round(high::numeric,
	2) AS high,
	n, lost, gained, reactivated, customers_after, complete FROM subscription_churn ORDER BY period;
CREATE VIEW series AS SELECT revenue_agg(customer, started, ended, fee, 'month', 'UTC') AS s
	FROM subscription;
SELECT count(*) AS differ FROM subscription_churn v
FULL JOIN (SELECT t.* FROM series, revenue_customers_table(s, '2026-08-10') AS t) AS d USING (period)
LEFT JOIN LATERAL rate_ci((SELECT rate_agg(i <= d.churned_customers)
	FROM generate_series(1, d.customers_before) AS i)) AS ci ON true
WHERE (v.n, v.lost, v.gained, v.reactivated, v.customers_after, v.complete, v.low, v.high)
	IS DISTINCT FROM (d.customers_before, d.churned_customers, d.new_customers, d.reactivated_customers,
	d.customers_after, d.complete, ci.low, ci.high);
SELECT period, round(value::numeric, 2) AS value, round(grr::numeric, 2) AS grr, revenue_start, new,
	expansion,
	contraction, churned, reactivated, revenue_end FROM subscription_revenue ORDER BY period;
SELECT count(*) AS differ FROM subscription_revenue v
FULL JOIN (SELECT t.* FROM series, revenue_table(s, '2026-08-10') AS t) AS d USING (period)
WHERE (v.value, v.grr, v.revenue_start, v.new, v.expansion, v.contraction, v.churned, v.reactivated,
	v.revenue_end,
	v.quick_ratio) IS DISTINCT FROM (d.nrr, d.grr, d.revenue_before, d.new_revenue, d.expansion_revenue,
	d.contraction_revenue, d.churned_revenue, d.reactivated_revenue, d.revenue_after, d.quick_ratio);

-- How long customers stay: subscriptions that follow each other are one stay.
SELECT count(*) AS differ FROM subscription_survival v FULL JOIN (
	SELECT t.* FROM (SELECT survival_agg(lower(d), upper(d) - 1, DATE '2026-08-10') AS s FROM (
		SELECT unnest(range_agg(daterange(day, last, '[]'))) AS d
			FROM subscription GROUP BY customer) AS x) AS y,
		survival_table(s) AS t) AS d ON v.days = d.t
WHERE (v.value, v.low, v.high, v.n, v.churned, v.censored)
	IS DISTINCT FROM (d.survival, d.low, d.high, d.at_risk, d.churned, d.censored);
SELECT segment, max(n) AS customers, sum(churned) AS churned, sum(censored) AS censored
FROM subscription_survival_by_plan GROUP BY segment ORDER BY segment;
CREATE TABLE stay (customer integer, started date, ended date, plan text);
INSERT INTO stay VALUES (1, '2026-01-01', '2026-02-01', 'a'), (1, '2026-02-01', '2026-03-01', 'b'),
	-- a change
	(2, '2026-01-01', '2026-01-31', 'a'), (2, '2026-02-01', NULL, 'a'), -- the last day belongs to it
	(3, '2026-01-01', '2026-01-01', 'a'), -- not a day
	(4, '2026-01-01', '2026-01-11', 'a'), (4, '2026-03-01', '2026-03-11', 'a'); -- left and came back
SELECT view_name FROM cx_create_subscription_views('stay', 'customer', 'started', 'ended', NULL, 'UTC',
	as_of => '2026-04-01', prefix => 'st');
SELECT days, round(value::numeric, 3) AS value, n, churned, censored FROM st_survival ORDER BY days;
SELECT period, value, n, lost, gained, reactivated FROM st_churn ORDER BY period;

-- The row of invalid ones has counts of 0 and no other figure, whether or not there are valid ones.
INSERT INTO stay VALUES (5, '2026-01-10', '2026-01-09', 'a'), (5, 'infinity', NULL, 'a');
SELECT n, customers_before, lost, gained, reactivated, customers_after, value, low, high, complete, invalid
FROM st_churn WHERE period IS NULL;
SELECT n, churned, censored, value, low, high, invalid FROM st_survival WHERE days IS NULL;
CREATE VIEW wrong AS SELECT customer, started, ended, 1 AS fee, plan FROM stay WHERE customer = 5;
SELECT count(*) FROM cx_create_subscription_views('wrong', 'customer', 'started', 'ended', 'fee', 'UTC',
	segments => '{plan}', as_of => '2026-04-01');
SELECT period, n, lost, gained, reactivated, customers_after, invalid FROM wrong_churn;
SELECT period, n, value, grr, revenue_start, revenue_end, invalid FROM wrong_revenue;
SELECT days, n, churned, censored, value, invalid FROM wrong_survival;
SELECT segment, days, n, churned, censored, value, invalid FROM wrong_survival_by_plan;
-- A fee below nothing is invalid, of a whole number, too; one of nothing is one. A stay needs none. Of two
-- customers with fees of 0 and 1 the second is there at the end of February and of March.
CREATE VIEW due AS SELECT customer, started, ended, customer - 1 AS fee FROM stay WHERE customer < 3
	UNION ALL SELECT 9, '2026-01-01', NULL, -1;
SELECT count(*) FROM cx_create_subscription_views('due', 'customer', 'started', 'ended', 'fee', 'UTC',
	as_of => '2026-04-01');
SELECT period, revenue_end, invalid FROM due_revenue ORDER BY period;
SELECT (SELECT sum(invalid) FROM due_churn) AS of_churn,
	(SELECT sum(invalid) FROM due_survival) AS of_survival;
DROP VIEW due CASCADE;
-- Over no rows there are none.
CREATE OR REPLACE VIEW wrong AS SELECT customer, started, ended, 1 AS fee, plan FROM stay WHERE false;
SELECT (SELECT count(*) FROM wrong_churn) + (SELECT count(*) FROM wrong_revenue)
	+ (SELECT count(*) FROM wrong_survival) + (SELECT count(*) FROM wrong_survival_by_plan) AS rows;
DROP VIEW wrong CASCADE;

-- Dates and numbers as customers; the same figures.
SELECT count(*) FROM cx_create_subscription_views('subscription', 'customer', 'day', 'last', 'fee', 'UTC',
	as_of => '2026-08-10', prefix => 'dated');
SELECT count(*) AS differ FROM (TABLE subscription_revenue EXCEPT TABLE dated_revenue) AS d;
SELECT count(*) AS differ FROM (TABLE subscription_survival EXCEPT TABLE dated_survival) AS d;
SELECT test.refusal($$SELECT cx_create_subscription_views('subscription', 'customer', 'day', 'ended', 'fee',
	'UTC')$$);
SELECT test.refusal($$SELECT cx_create_subscription_views('stay', 'customer', 'started', 'ended', 'plan',
	'UTC')$$);
SELECT test.refusal($$SELECT cx_create_subscription_views('stay', 'customer', 'started', 'ended', NULL, 'UTC',
	grain => NULL)$$);
DROP TABLE subscription, stay CASCADE;
RESET client_min_messages;
