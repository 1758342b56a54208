-- Ready-made views over events: what each shows is what the aggregates give.
SET client_min_messages = warning;
SET timezone = 'Pacific/Apia'; -- of no effect
CREATE TABLE event (customer bigint, at timestamptz, name text, local timestamp, day date, key uuid,
	word varchar(9));
INSERT INTO event (customer, at, name)
SELECT i % 40, TIMESTAMPTZ '2026-01-01 00:00+00' + (i * 37 % 150) * interval '1 day'
		+ i * interval '17 minutes',
	(ARRAY['visit', 'cart', 'pay', 'read'])[1 + i % 7 % 4]
FROM generate_series(1, 400) AS i;
UPDATE event SET local = at AT TIME ZONE 'Europe/Berlin', day = (at AT TIME ZONE 'Europe/Berlin')::date,
	key = md5(customer::text)::uuid, word = 'c' || customer;
DELETE FROM event WHERE at < TIMESTAMPTZ '2026-01-01 00:00+00' + customer % 3 * interval '1 month';
INSERT INTO event VALUES (NULL, '2026-01-01 00:00+00', 'visit'), (1, NULL, 'visit');
SELECT view_name FROM cx_create_event_views('event', 'customer', 'at', 'Europe/Berlin', as_of => '2026-05-15',
	event => 'name', steps => '{visit,cart,pay}', within => '30 days', prefix => 'e');
SELECT kind, grain, zone FROM cx_sources ORDER BY kind;
SELECT attname AS column, atttypid::regtype AS type, col_description(attrelid, attnum) AS comment
FROM pg_attribute WHERE attrelid = 'e_retention'::regclass AND attnum > 0 ORDER BY attnum;

SELECT period, period_at AT TIME ZONE 'UTC' AS at_utc, age, round(value::numeric, 2) AS value,
	round(low::numeric, 2) AS low, round(high::numeric, 2) AS high, n, complete, retained, invalid
FROM e_retention ORDER BY period, age;
CREATE VIEW activity AS
SELECT customer, activity_agg(at, 'month', 'Europe/Berlin') AS a FROM event
WHERE customer IS NOT NULL AND at < TIMESTAMPTZ '2026-05-15 00:00 Europe/Berlin' GROUP BY 1;
SELECT count(*) AS differ FROM e_retention v FULL JOIN (
	SELECT r.* FROM (SELECT retention_agg(a) AS s FROM activity) AS x, retention_table(s, 'on',
		'2026-05-15') AS r) AS d
	ON v.period = d.cohort AND v.age = d.age
WHERE (v.value, v.low, v.high, v.n, v.retained, v.complete)
	IS DISTINCT FROM (d.rate, d.low, d.high, d.customers, d.retained, d.complete);
SELECT period, value, n, complete, new, retained, reactivated, churned FROM e_active ORDER BY period;
SELECT count(*) AS differ FROM e_active v FULL JOIN (
	SELECT r.* FROM (SELECT lifecycle_agg(a) AS s FROM activity) AS x, lifecycle_table(s,
		'2026-05-15') AS r) AS d
	USING (period)
WHERE (v.value, v.new, v.retained, v.reactivated, v.churned, v.retention_rate, v.churn_rate, v.quick_ratio,
	v.complete) IS DISTINCT FROM (d.active, d.new, d.retained, d.reactivated, d.churned, d.retention_rate,
	d.churn_rate, d.quick_ratio, d.complete);
SELECT step, step_name, round(value::numeric, 1) AS value, n, customers, waiting, dropped,
	round(median_hours::numeric) AS median_hours FROM e_funnel ORDER BY step;
SELECT count(*) AS differ FROM e_funnel v FULL JOIN (
	SELECT f.* FROM (SELECT funnel_agg(c, TIMESTAMPTZ '2026-05-15 00:00 Europe/Berlin') AS s FROM (
		SELECT chain_agg('first_start', at, '30 days', name = 'visit', name = 'cart', name = 'pay') AS c
			FROM event
		WHERE customer IS NOT NULL AND at < '2026-05-15 00:00 Europe/Berlin' GROUP BY customer) AS x) AS y,
		funnel_table(s) AS f) AS d USING (step)
WHERE (v.value, v.low, v.high, v.n, v.customers, v.waiting, v.rate_of_previous, v.dropped, v.median_hours,
	v.p90_hours) IS DISTINCT FROM (d.rate_of_first, d.low, d.high, d.settled, d.customers, d.waiting,
	d.rate_of_previous, d.dropped, d.median_hours, d.p90_hours);

-- Several cohorts together: from the counts, over ages that all of them have completed.
SELECT age, round(100.0 * sum(retained) / sum(n), 2) AS rate FROM e_retention WHERE complete GROUP BY age
	ORDER BY age;

-- Times of every kind, customers of every type; days of another zone are other days.
SELECT count(*) FROM unnest('{local,day}'::text[], '{key,word}'::text[]) AS u (t, c),
	cx_create_event_views('event', c, t, 'Europe/Berlin', as_of => '2026-05-15', event => 'name',
		steps => '{visit,cart,pay}', within => '30 days', prefix => t);
SELECT count(*) AS differ FROM (TABLE e_retention EXCEPT TABLE local_retention) AS d;
SELECT count(*) AS differ FROM (TABLE e_active EXCEPT TABLE day_active) AS d;
SELECT count(*) AS differ FROM (TABLE e_funnel EXCEPT TABLE local_funnel) AS d;
SELECT step, customers FROM day_funnel ORDER BY step;
-- Without an as_of it is today in the zone, whenever the view is read.
SELECT count(*) FROM cx_create_event_views('event', 'customer', 'local', 'Europe/Berlin', prefix => 'now');
SELECT max(period) = period_start(now(), 'month', 'Europe/Berlin') AS until_now FROM now_active;
SELECT bool_or(complete) AS complete FROM now_active WHERE period = period_start(now(), 'month',
	'Europe/Berlin');

-- Rows before as_of count, to the instant, and without one those before now; of dates today is the last. So
-- two of three customers do, in one transaction, for which now() stands still.
CREATE TABLE edge (customer integer, at timestamptz, local timestamp, day date);
INSERT INTO edge
SELECT i, t, t AT TIME ZONE 'Asia/Tokyo', (t AT TIME ZONE 'Asia/Tokyo')::date
FROM (VALUES (1, interval '-1 day'), (2, '-1 microsecond'), (3, '0')) AS v (i, o),
	LATERAL (SELECT period_at('2026-03-05', 'Asia/Tokyo') + o) AS x (t);
SELECT count(*) FROM unnest('{at,local,day}'::text[]) AS t,
	cx_create_event_views('edge', 'customer', t, 'Asia/Tokyo', grain => 'day', as_of => '2026-03-05',
		prefix => 'to_' || t);
SELECT period, n, new, complete FROM to_at_active WHERE n > 0 ORDER BY period;
SELECT count(*) AS differ FROM (TABLE to_at_active EXCEPT TABLE to_local_active
	UNION ALL (TABLE to_at_active EXCEPT TABLE to_day_active)) AS d;
SELECT count(*) FROM unnest('{at,local,day}'::text[]) AS t,
	cx_create_event_views('edge', 'customer', t, 'Asia/Tokyo', grain => 'day', prefix => 'to_' || t,
		replace => true);
BEGIN;
TRUNCATE edge;
SELECT (SELECT count(*) FROM to_at_active) + (SELECT count(*) FROM to_at_retention) AS of_no_rows;
INSERT INTO edge
SELECT i, t, t AT TIME ZONE 'Asia/Tokyo', (now() AT TIME ZONE 'Asia/Tokyo')::date - 2 + i
FROM (VALUES (1, interval '-1 day'), (2, '-1 microsecond'), (3, '0')) AS v (i, o),
	LATERAL (SELECT now() + o) AS x (t);
SELECT (SELECT sum(new) FROM to_at_active) AS instants, (SELECT sum(new) FROM to_local_active) AS local,
	(SELECT sum(new) FROM to_day_active) AS days;
COMMIT;
DROP TABLE edge CASCADE;

SELECT test.refusal($$SELECT cx_create_event_views('event', 'customer', 'at', 'UTC', as_of => 'infinity')$$);
SELECT test.refusal($$SELECT cx_create_event_views('event', 'customer', 'at', 'UTC', event => 'name')$$);
SELECT test.refusal($$SELECT cx_create_event_views('event', 'customer', 'at', 'UTC', steps => '{a}')$$);
SELECT test.refusal($$SELECT cx_create_event_views('event', 'customer', 'at', 'UTC', event => 'name',
	steps => NULL, within => '1 day')$$);
SELECT test.refusal($$SELECT cx_create_event_views('event', 'customer', 'at', 'UTC', event => 'name',
	steps => '{a}',
	within => '-1 day')$$);
SELECT test.refusal($$SELECT cx_create_event_views('event', 'customer', 'at', 'UTC', event => 'name',
	steps => '{a,NULL}',
	within => '1 day')$$);
SELECT test.refusal($$SELECT cx_create_event_views('event', 'customer', 'name', 'UTC')$$);
DROP TABLE event CASCADE;
RESET timezone;
RESET client_min_messages;
