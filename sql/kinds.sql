-- Dates, local times and instants in one call: PostgreSQL would make instants of all, by the session's zone.
CREATE TABLE spells AS
SELECT i % 3 AS customer, date '2026-01-01' + i % 40 AS d,
	timestamp '2026-01-01' + i % 40 * interval '1 day' AS l,
	timestamptz '2026-01-01 00:00+00' + i % 40 * interval '1 day' AS z, i % 7 AS amount, i
FROM generate_series(1, 400) i;
SELECT test.refusal(format('SELECT %s FROM spells', call)) AS refused FROM unnest(ARRAY[
	'churn_rate(d, z, ''2026-02-01'', ''2026-03-01'')',
	'churn_agg(z, z, ''2026-02-01'', date ''2026-03-01'')',
	'subscription_agg(l, z, ''month'', ''UTC'')', 'revenue_agg(customer, z, d, amount, ''month'', ''UTC'')',
	'rolling_activity_agg(z, d, ''7 days'')']) call;
-- Each of the mixtures that the zone of the session would decide, wherever it stands, in every aggregate.
CREATE FUNCTION pairs(call text) RETURNS TABLE (mixed bigint, refused bigint) LANGUAGE sql AS $$
	SELECT count(*), count(*) FILTER (WHERE test.refusal(format('SELECT ' || call || ' FROM spells', a, b))
		~ '^22023 .* must be of one type, not')
	FROM (VALUES ('d', 'z'), ('z', 'd'), ('l', 'z'), ('z', 'l')) v (a, b) $$;
SELECT call, mixed, refused FROM unnest(ARRAY[
	'churn_agg(%1$s, %2$s, ''2026-02-01'', ''2026-03-01'')',
	'churn_rate(%1$s, %1$s, %2$s, ''2026-03-01'')', 'retention_rate(%1$s, NULL, ''2026-03-01'', %2$s)',
	'churn_agg(''2026-01-01'', %1$s, %2$s, ''2026-03-01'')',
	'subscription_agg(%1$s, %2$s, ''month'', ''UTC'')',
	'revenue_agg(customer, %1$s, %2$s, amount, ''month'', ''UTC'')',
	'revenue_agg(customer::text, %1$s, %2$s, amount::numeric, ''day'', ''Asia/Tokyo'')',
	'revenue_agg(NULL::uuid, %1$s, %2$s, amount::float8, ''day'', ''Asia/Tokyo'')',
	'rolling_activity_agg(%1$s, %2$s, ''7 days'')']) call, pairs(call);
-- in a window, also beside a call that is right; in groups; with FILTER; from a view; in a parallel plan
SELECT call, mixed, refused FROM unnest(ARRAY[
	'churn_agg(%1$s, %2$s, ''2026-02-01'', ''2026-03-01'') OVER (ORDER BY customer, d, z ROWS 3 PRECEDING)',
	'churn_agg(z, z, ''2026-02-01'', ''2026-03-01'') OVER w, '
		'churn_rate(%1$s, %2$s, ''2026-02-01'', ''2026-03-01'') OVER w, 1 FROM spells WINDOW w AS () --',
	'subscription_agg(%1$s, %2$s, ''month'', ''UTC'') OVER (PARTITION BY customer)',
	'revenue_agg(customer, %1$s, %2$s, amount, ''month'', ''UTC'') OVER (PARTITION BY customer)',
	'customer, subscription_agg(%1$s, %2$s, ''month'', ''UTC'') FILTER (WHERE amount > 3) '
		'FROM spells GROUP BY 1 --'
]) call, pairs(call);
CREATE VIEW monthly AS SELECT subscription_agg(d, z, 'month', 'UTC') FROM spells;
SELECT test.refusal('SELECT * FROM monthly') ~ 'must be of one type, not date and' AS "from a view";
DROP VIEW monthly;
-- Domains; DISTINCT, whose sort computes the casts below the aggregate from version 16 on; and, in any
-- version, a group by what a function that was inlined has cast.
CREATE DOMAIN a_day AS date;
CREATE DOMAIN a_clock AS timestamp;
CREATE FUNCTION as_is(timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT $1';
SELECT call, test.refusal(format('SELECT %s', call)) ~ '^22023 .* must be of one type, not' AS refused
FROM unnest(ARRAY[
	'churn_agg(d::a_day, z, ''2026-02-01'', ''2026-03-01'') FROM spells',
	'subscription_agg(z, l::a_clock, ''month'', ''UTC'') FROM spells',
	'backlog_agg(d::a_day, z, ''month'', ''UTC'') OVER () FROM spells',
	'sla_agg(z, NULL, ''1 hour'', l::a_clock) FROM spells',
	'backlog_agg(DISTINCT d, z, ''month'', ''UTC'') FROM spells',
	'churn_agg(DISTINCT z, l, ''2026-02-01'', ''2026-03-01'') FROM spells GROUP BY customer',
	'backlog_agg(d, z, ''month'', ''UTC'') FROM spells GROUP BY as_is(d)',
	'backlog_agg(l, z, ''month'', ''UTC'') OVER (PARTITION BY as_is(l)) FROM spells',
	'backlog_agg(z, coalesce(z, d), ''month'', ''UTC'') FROM spells',
	'churn_agg(z, least(z, CURRENT_DATE), ''2026-02-01'', ''2026-03-01'') FROM spells',
	'duration_agg(z, greatest(l::a_clock, z)) FROM spells',
	'sla_agg(z, CASE customer WHEN 1 THEN z WHEN 2 THEN NULL ELSE coalesce(z, l) END, ''1h'', now()) '
		'FROM spells']) call;
-- Where a function takes one time, and in plain calls: an alternative may be of another kind. Beside a
-- calendar, which counts hours, a date is a mistake among local times, too.
SELECT call, test.refusal(format('SELECT %s FROM spells', call)) ~ ('^22023 (.* must be of one type, not|'
	'.* must be a timestamp with time zone, not|a date has no time of day|a date is no instant|'
	'started and ended must both be)') AS refused
FROM unnest(ARRAY[
	'status_agg(coalesce(z, d), ''new'')', 'status_agg(least(l, z), ''new'', 1)',
	'status_agg(CASE customer % 2 WHEN 0 THEN z ELSE l END, ''new'') OVER ()',
	'time_in_status(''()'', ''{new}'', coalesce(z, d))',
	'time_in_status(''()'', ''{new}'', greatest(l, z), ''UTC; closed'')',
	'ranges_in_status(''()'', ''{new}'', coalesce(z, l::a_clock))', 'status_at(''()'', coalesce(z, d))',
	'status_table(''()'', coalesce(z, d))', '1 FROM spells, status_table(''()'', coalesce(z, d)) --',
	'business_elapsed(z, coalesce(z, d), ''UTC; closed'')',
	'business_add(least(z, l), ''1h'', ''UTC; closed'')',
	'business_add_days(least(z, l), 1, ''UTC; closed'')', 'business_open(coalesce(z, d), ''UTC; closed'')',
	'business_next(coalesce(d, z), ''UTC; closed'')',
	'business_elapsed(l, coalesce(l, d), ''UTC; closed'')',
	'business_add(least(l, d), ''1h'', ''UTC; closed'')',
	'business_add_days(least(l, d::a_day), 1, ''UTC; closed'')',
	'business_open(coalesce(l, d), ''UTC; closed'')',
	'business_next(coalesce(d, l), ''UTC; closed'')',
	'sla_agg(l, d, ''1h'', l, ''UTC; closed'')', 'sla_agg(d, NULL, ''1h'', l, ''UTC; closed'')',
	'sla_agg(l, coalesce(l, d), ''1h'', ''2026-02-01'', ''UTC; closed'') OVER (ORDER BY l)',
	'sla_agg(l, l, ''1h'', CURRENT_DATE, ''UTC; closed'')', 'sla_agg(z, z, ''1h'', d, ''UTC; closed'')',
	'cx_sla_count(''()'', z, z, ''1h'', coalesce(z, d))',
	'session_number(coalesce(z, d), ''1h'') OVER (PARTITION BY customer ORDER BY i)',
	'session_number(least(l, z), ''1h'') OVER (ORDER BY least(l, z))',
	'session_number(coalesce(d, z), ''1h'') OVER w, count(*) OVER (ORDER BY i) FROM spells '
		'WINDOW w AS (PARTITION BY coalesce(d, z) ORDER BY coalesce(d, z)) --']) call;
SELECT test.sqlstate(format('SELECT sla_agg(%s, %s, ''1h'', %s, ''UTC; closed'') FROM spells', a, b, c))
	AS answer, count(*) AS mixtures,
	string_agg(a || b || c, ' ' ORDER BY a) FILTER (WHERE a = b AND b = c) AS of_one_kind
FROM unnest('{d,l,z}'::text[]) a, unnest('{d,l,z}'::text[]) b, unnest('{d,l,z}'::text[]) c
GROUP BY 1 ORDER BY 1;
-- a domain over instants is one of them; a cast that the query names is no mistake, wherever it stands
CREATE DOMAIN a_moment AS timestamptz;
SELECT test.refusal(format('SELECT %s', call)) AS right FROM unnest(ARRAY[
	'churn_agg(z::a_moment, z, ''2026-02-01'', ''2026-03-01'') FROM spells',
	'backlog_agg(d::timestamptz, z + ''1 d'', ''month'', ''UTC'') FROM spells GROUP BY d::timestamptz',
	'backlog_agg(coalesce(z, ''2026-01-01''), coalesce(z, d::timestamptz), ''month'', ''UTC'') FROM spells',
	'backlog_agg(z, CASE WHEN z > d THEN greatest(z, now()) END, ''month'', ''UTC'') FROM spells',
	'status_agg(coalesce(z, d::timestamptz), ''new'') FROM spells',
	'status_at(''()'', z::a_moment) FROM spells',
	'business_elapsed(l, coalesce(l, d::timestamp), ''UTC; closed'') FROM spells',
	'business_next(coalesce(z, ''2026-01-01''), ''UTC; Mon 09:00-10:00'') FROM spells',
	'session_number(coalesce(z, now()), ''1h'') OVER (ORDER BY coalesce(z, now())) FROM spells',
	'session_number(coalesce(l, d), ''1h'') OVER (ORDER BY coalesce(l, d)) FROM spells',
	'backlog_agg(l, coalesce(d, l), ''month'') FROM spells']) call;
DROP DOMAIN a_day, a_clock, a_moment;
DROP FUNCTION as_is;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
ALTER TABLE spells SET (parallel_workers = 2);
SELECT mixed, refused FROM pairs('revenue_agg(customer, %1$s, %2$s, amount, ''month'', ''UTC'')');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET parallel_leader_participation;

-- Literals and NULLs without a type are of the kind of the others, as before.
SELECT churn_agg(d, NULL, '2026-02-01', '2026-03-01') AS date,
	churn_agg(l, NULL, '2026-02-01', '2026-03-01') AS local,
	churn_agg(z, NULL, '2026-02-01 00:00+00', '2026-03-01 00:00+00') AS instant,
	churn_agg('2026-01-01', d, '2026-02-01', '2026-03-01') AS "first date" FROM spells;
SELECT subscription_agg(d, NULL, 'month') = subscription_agg(z, NULL, 'month', 'UTC') AS subscription,
	subscription_agg(d, '2026-02-15', 'month') = subscription_agg(l, '2026-02-15', 'month') AS subscription,
	revenue_agg(customer, d, NULL, amount, 'month')
		= revenue_agg(customer, l, NULL, amount, 'month') AS local,
	revenue_agg(customer, d, NULL, amount, 'month')
		= revenue_agg(customer, z, NULL, amount, 'month', 'UTC') AS instant,
	revenue_agg(customer, d, '2026-02-15', amount, 'month')
		= revenue_agg(customer, l, '2026-02-15', amount, 'month') AS literal FROM spells;
SELECT rolling_activity_agg(d, '2026-01-01', '7 days') AS date,
	rolling_activity_agg(l, '2026-01-01', '7 days') AS local,
	rolling_activity_agg(z, '2026-01-01 00:00+00', '7 days') AS instant,
	rolling_activity_agg(NULL, z, '7 days') AS "started only" FROM spells WHERE d = '2026-01-20';
-- A date among local times is its midnight everywhere.
SELECT churn_agg(d, l + interval '50 days', '2026-02-01', l::date + 59)
		= churn_agg(d, d + 50, '2026-02-01', d + 59) AS churn,
	subscription_agg(d, l, 'month') = subscription_agg(l, d, 'month') AS subscription
FROM spells WHERE d = '2026-01-20';
-- What the query casts itself is no mistake.
SET timezone = 'Asia/Tokyo';
SELECT churn_agg(d::timestamptz, z, '2026-02-01', '2026-03-01'),
	churn_agg(d::timestamp AT TIME ZONE 'UTC', z, '2026-02-01', '2026-03-01') FROM spells;
RESET timezone;
-- No rows, no matter.
SELECT churn_agg(d, z, '2026-02-01', '2026-03-01') FROM spells WHERE false;
DROP FUNCTION pairs;
DROP TABLE spells;
