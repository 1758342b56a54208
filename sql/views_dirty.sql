-- One dirty row does not take a dashboard down: it is left out, counted, and the rest is as without it.
SET client_min_messages = warning;
SET timezone = 'UTC';

-- Scores off the scale, not whole, not a number; times that no calendar of a tool has.
CREATE TABLE answer (score numeric, long float8, small smallint, at timestamptz, day date, country text);
INSERT INTO answer
SELECT s, s, s, TIMESTAMPTZ '2026-01-10 12:00+00' + i * interval '20 days', DATE '2026-01-10' + i * 20, c
FROM (VALUES (1, 10, 'DE'), (2, 9, 'FR'), (3, 0, 'DE'), (4, NULL, 'DE')) AS v (i, s, c);
CREATE TABLE clean AS TABLE answer;
INSERT INTO answer VALUES
	(11, 11, 11, '2026-02-20', '2026-02-20', 'DE'), (-1, -1, -1, '2026-02-20', '2026-02-20', 'FR'),
	(3.5, 3.5, NULL, '2026-02-20', '2026-02-20', 'DE'), ('NaN', 'NaN', NULL, '2026-02-20', '2026-02-20',
		'DE'),
	(9.9999999999999999999, '-Infinity', 32767, '2026-02-20', '2026-02-20', 'DE'),
	(1e300, 1e300, -32768, '2026-02-20', '2026-02-20', 'DE'),
	(10, 10, 10, 'infinity', 'infinity', 'DE'), (10, 10, 10, '-infinity', '-infinity', 'FR'),
	(10, 10, 10, '294276-12-31 23:59:59+00', '5874897-12-31', 'DE'),
	(10, 10, 10, '4713-01-01 00:00+00 BC', '4713-01-01 BC', 'DE'),
	(10, 10, 10, '0001-01-01', '0001-01-01', 'DE'), (10, 10, 10, '20026-01-01', '20026-01-01', 'DE'),
	(NULL, NULL, NULL, 'infinity', 'infinity', 'DE');
SELECT count(*) FROM unnest('{score,long,small}'::text[], '{at,at,day}'::text[]) AS u (s, t),
	cx_create_response_views('answer', s, t, 'nps', 'Asia/Tokyo', segments => '{country}', prefix => s);
SELECT * FROM score_nps ORDER BY period;
SELECT period, segment, value, n, invalid FROM score_nps_by_country ORDER BY period, segment;
SELECT period, value, n, invalid FROM long_nps ORDER BY period;
SELECT period, value, n, invalid FROM small_nps ORDER BY period;
SELECT sum(n) AS n, sum(invalid) AS invalid, (SELECT count(*) FROM answer) AS rows,
	(SELECT count(*) FROM answer WHERE score IS NULL AND at <> 'infinity') AS without_score
		FROM score_nps_cells;
SELECT period, value, value_before, change, n_before FROM score_nps_change ORDER BY period;
-- The dirty rows are gone: nothing else was touched by them.
SELECT view_name FROM cx_create_response_views('clean', 'score', 'at', 'nps', 'Asia/Tokyo',
	prefix => 'clean');
SELECT count(*) AS differ FROM clean_nps c FULL JOIN score_nps d USING (period)
WHERE period IS NOT NULL AND (c.value, c.low, c.high, c.n) IS DISTINCT FROM (d.value, d.low, d.high, d.n);

-- An index as advised does not make the INSERT of an infinite time fail, as one on period_start() would.
CREATE INDEX answer_month ON answer (period_start_or_null(at, 'month', 'Asia/Tokyo'));
INSERT INTO answer (at, score) VALUES ('infinity', 3);
SELECT test.refusal($$CREATE INDEX ON answer (period_start(at, 'month', 'Asia/Tokyo'))$$);
DROP TABLE answer, clean CASCADE;

-- Events and orders: the history of a customer with one mistake in it.
CREATE TABLE purchase (customer integer, at timestamptz, day date, amount numeric, price float8, what text);
INSERT INTO purchase
SELECT c, t, t, 10, 10, 'buy'
FROM (VALUES (1, '2026-01-05'), (1, '2026-02-05'), (2, '2026-01-06'), (3, '2026-02-07')) AS v (c, d),
	LATERAL (SELECT d::timestamptz) AS u (t);
CREATE TABLE clean AS TABLE purchase;
INSERT INTO purchase VALUES
	(1, 'infinity', 'infinity', 10, 10, 'buy'), (1, '-infinity', '-infinity', 10, 10, 'buy'),
	(2, '4713-01-01 00:00+00 BC', '4713-01-01 BC', 10, 10, 'buy'),
	(3, '294276-12-31 23:59:59+00', '5874897-12-31', 10, 10, 'buy'),
	(9, '1066-10-14', '1066-10-14', 10, 10, 'buy'),
	(1, '9500-01-01', '9500-01-01', 10, 10, 'buy'), -- may come yet: not counted before
	(NULL, '2026-01-01', '2026-01-01', 10, 10, 'buy'),
	(4, NULL, NULL, 10, 10, 'buy'); -- of nobody and at no time
CREATE VIEW visit AS TABLE purchase;
SELECT count(*) FROM unnest('{at,day}'::text[]) AS t,
	cx_create_event_views('visit', 'customer', t, 'Asia/Tokyo', as_of => '2026-04-01', grain => 'day',
		event => 'what', steps => '{buy,pay}', within => '1 day', prefix => t);
SELECT period, n, invalid FROM at_retention WHERE age = 0 OR age IS NULL ORDER BY period;
SELECT period, n, invalid FROM day_active WHERE n > 0 OR invalid > 0 ORDER BY period;
SELECT step, step_name, customers, n, invalid FROM at_funnel ORDER BY step;
SELECT step, step_name, customers, n, invalid FROM day_funnel ORDER BY step;
INSERT INTO purchase VALUES
	(1, '2026-02-06', '2026-02-06', 'NaN', 'NaN'), (2, '2026-02-06', '2026-02-06', 1e30, 'Infinity'),
	(3, '2026-02-06', '2026-02-06', -1e30, '-Infinity'),
	(2, '2026-02-09', '2026-02-09', -3, -3); -- a refund is none
SELECT count(*) FROM unnest('{at,day,at}'::text[], '{amount,amount,price}'::text[]) AS u (t, a),
	cx_create_order_views('purchase', 'customer', t, a, 'Asia/Tokyo', as_of => '2026-04-01', prefix => a
		|| t);
SELECT count(*) FROM cx_create_order_views('clean', 'customer', 'at', 'amount', 'Asia/Tokyo',
	as_of => '2026-04-01');
SELECT period, age, value, n, retained, invalid FROM amountat_retention ORDER BY period, age;
SELECT period, age, value, n, buyers, revenue, invalid FROM amountat_cohort_revenue ORDER BY period, age;
SELECT period, n, new, retained, invalid FROM priceat_active ORDER BY period;
SELECT band, invalid FROM priceat_clv WHERE invalid > 0;
SELECT count(*) AS differ FROM (TABLE amountday_active EXCEPT TABLE priceat_active) AS d;
SELECT period, age, n, retained FROM amountday_retention WHERE period IS NOT NULL
EXCEPT SELECT period, age, n, retained FROM clean_retention;
DROP TABLE purchase, clean CASCADE;

-- Subscriptions that end before they start, or at no time.
CREATE TABLE subscription (customer text, started timestamptz, ended timestamptz, amount numeric, plan text);
INSERT INTO subscription VALUES
	('a', '2026-01-10', NULL, 10, 'x'), ('b', '2026-01-11', '2026-02-20', 20, 'x'),
	('c', '2026-01-12', 'infinity', 30, 'y'), ('d', '2026-01-12', '9999-12-31', NULL, 'y');
CREATE TABLE clean AS TABLE subscription;
INSERT INTO subscription VALUES
	('e', '2026-01-12', '2026-01-11', 10, 'x'), ('a', '2026-01-12', '-infinity', 10, 'x'),
	('f', '-infinity', NULL, 10, 'x'), ('f', 'infinity', 'infinity', 10, 'y'),
	('g', '0001-01-01', NULL, 10, 'y'), (NULL, '2026-01-12', '2026-01-11', 10, 'x'), ('h', NULL, '2026-01-11',
		10, 'x');
SELECT count(*) FROM unnest('{subscription,clean}'::regclass[]) AS t,
	cx_create_subscription_views(t, 'customer', 'started', 'ended', 'amount', 'Asia/Tokyo',
		segments => '{plan}',
		as_of => '2026-04-01');
SELECT period, value, n, lost, gained, invalid FROM subscription_churn ORDER BY period;
SELECT days, value, n, churned, censored, invalid FROM subscription_survival ORDER BY days;
SELECT segment, days, value, n, invalid FROM subscription_survival_by_plan ORDER BY segment, days;
INSERT INTO subscription VALUES ('a', '2026-01-12', NULL, 'NaN', 'x'), ('b', '2026-01-12', NULL, -5, 'x'),
	('c', '2026-01-12', NULL, 1e40, 'x');
SELECT period, value, grr, revenue_start, new, churned, revenue_end, invalid FROM subscription_revenue
	ORDER BY period;
SELECT count(*) AS differ FROM (TABLE clean_revenue EXCEPT TABLE subscription_revenue) AS d;
DROP TABLE subscription, clean CASCADE;
-- An end that no calendar has is none; one of a far year neither.
CREATE TABLE subscription (customer integer, started date, ended date, amount float8);
INSERT INTO subscription VALUES (1, '2026-01-10', '5874897-12-31', 1), (2, '2026-01-10', '20026-01-01', 1),
	(3, '9998-12-31', '9999-01-01', 1), (4, '1900-01-01', '1900-01-01', 1);
SELECT count(*) FROM cx_create_subscription_views('subscription', 'customer', 'started', 'ended', NULL, 'UTC',
	grain => 'day', as_of => '2026-01-13');
SELECT period, customers_before, gained, lost, customers_after FROM subscription_churn
WHERE gained > 0 OR lost > 0 ORDER BY period;
SELECT days, value, n, churned, censored, invalid FROM subscription_survival ORDER BY days;
DROP TABLE subscription CASCADE;

-- Tickets that are resolved before they are opened, or at no time.
CREATE TABLE ticket (opened timestamptz, resolved timestamptz, team text);
INSERT INTO ticket VALUES
	('2026-01-05 09:00+00', '2026-01-05 11:00+00', 'a'), ('2026-01-06 09:00+00', '2026-01-06 15:00+00', 'b'),
	('2026-01-07 09:00+00', NULL, 'a'), ('2026-02-02 09:00+00', 'infinity', NULL);
CREATE TABLE clean AS TABLE ticket;
INSERT INTO ticket VALUES
	('2026-01-08 09:00+00', '2026-01-08 08:59+00', 'a'), ('2026-01-08 09:00+00', '-infinity', 'a'),
	('infinity', NULL, 'a'), ('-infinity', '2026-01-08', 'b'), ('infinity', 'infinity', 'b'),
	('0001-01-01', NULL, 'b'), (NULL, '2026-01-08', 'b');
SELECT count(*) FROM unnest('{ticket,clean}'::regclass[]) AS t,
	cx_create_ticket_views(t, 'opened', 'resolved', 'Asia/Tokyo', target => '4 hours', segments => '{team}',
		calendar => 'Asia/Tokyo; Mon-Sun 00:00-24:00', as_of => '2026-03-01');
SELECT period, value, n, open, p50_hours, within_target, invalid FROM ticket_resolution ORDER BY period;
SELECT period, segment, value, n, open, invalid FROM ticket_resolution_by_team ORDER BY period, segment;
SELECT period, value, met, breached, open, invalid FROM ticket_sla ORDER BY period;
SELECT period, opened, resolved, open_at_end, invalid FROM ticket_backlog ORDER BY period;
SELECT count(*) AS differ FROM (TABLE clean_backlog EXCEPT TABLE ticket_backlog) AS d;
-- Resolved in a far year: long, and no error.
INSERT INTO ticket VALUES ('2026-03-02 09:00+00', '294276-12-31', 'c'), ('1900-01-01', '9998-12-31', 'c');
SELECT period, n, value > 1e6 AS long FROM ticket_resolution
	WHERE period < '2026-01-01' OR period > '2026-02-01' ORDER BY period;
SELECT count(*) FROM ticket_backlog WHERE resolved > 0;
SELECT period, met, breached FROM ticket_sla WHERE period < '2026-01-01' ORDER BY period;
DROP TABLE ticket, clean CASCADE;
RESET timezone;
RESET client_min_messages;
