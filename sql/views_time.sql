-- Time in ready-made views: no value of a column is an error.
SET timezone = 'America/Los_Angeles'; -- of no effect
SELECT d, period_start_or_null(d, 'month') AS of_date, period_start_or_null(d::timestamp, 'month') AS of_local
FROM unnest('{2026-05-17,1900-01-01,1899-12-31,9998-12-31,9999-01-01,infinity,-infinity}'::date[]) AS d;
SELECT at AT TIME ZONE 'UTC' AS utc, period_start_or_null(at, 'year', 'Asia/Tokyo') AS tokyo,
	period_start_or_null(at, 'day', 'America/New_York') AS new_york
FROM unnest('{2025-12-31 20:00+00,1900-01-01 00:00+00,1899-12-31 23:59:59+00,9998-12-31 23:59:59+00,
	9999-01-01 00:00+00,infinity,-infinity,294276-12-31 00:00+00,
	4713-01-01 00:00+00 BC}'::timestamptz[]) AS at;
SELECT period_start_or_null(NULL::date, 'month'), period_start_or_null(NULL::timestamptz, 'month', 'UTC');
SELECT test.refusal($$SELECT period_start_or_null(DATE '2026-01-01', NULL)$$);
SELECT test.refusal($$SELECT period_start_or_null(now(), 'month', NULL)$$);
-- Where period_start() has an answer it is the same.
SELECT count(*) FILTER (WHERE period_start(at, 'week', 'America/St_Johns')
		<> period_start_or_null(at, 'week', 'America/St_Johns')) AS differ,
	count(*) FILTER (WHERE period_start(at, 'quarter', 'Europe/Berlin')
		<> period_start_or_null(at, 'quarter', 'Europe/Berlin')) AS differ
FROM generate_series('1905-01-01', '2095-01-01', interval '97 hours 13 minutes') AS at;

-- A day begins where its first instant is, though a clock may skip midnight there or show it twice.
SELECT z, count(*) FILTER (WHERE period_start(at, 'day', z) <> d) AS early,
	count(*) FILTER (WHERE period_start(at - interval '1 microsecond', 'day', z) >= d) AS late,
	count(*) FILTER (WHERE cx_local_time(at, z)::date <> d) AS other_clock
FROM unnest('{Europe/Berlin,Europe/Paris,America/Sao_Paulo,Asia/Beirut,America/Havana,Asia/Kathmandu,
	Australia/Lord_Howe,Africa/Casablanca,<+02>-02}'::cx_zone[]) AS z,
	generate_series(DATE '2010-01-01', DATE '2019-12-31', interval '1 day') AS g (t),
	LATERAL (SELECT t::date AS d, period_at(t::date, z) AS at) AS u
GROUP BY z ORDER BY z;
SELECT d, period_at(d, 'Europe/Berlin') AT TIME ZONE 'UTC' AS utc
FROM unnest('{2026-07-01,1900-01-01,9999-01-01,10001-01-01,1800-01-01,
	infinity,-infinity,5874897-12-31}'::date[]) AS d;
SELECT cx_local_time('2026-07-01 12:00+00', 'Europe/Paris') AS local,
	cx_local_time('infinity', 'Europe/Paris') AS never,
	cx_local_time('294276-12-31 00:00+00', 'Europe/Paris') AS far;
-- CET has summer time, which AT TIME ZONE does not know; not every tzdata has it.
DO $$
BEGIN
	PERFORM 'CET'::cx_zone;
	ASSERT NOT EXISTS (
		SELECT FROM generate_series(DATE '2018-01-01', DATE '2019-12-31', interval '1 day') AS g (t)
		WHERE cx_local_time(period_at(t::date, 'CET'), 'CET')::date <> t::date);
EXCEPTION WHEN invalid_parameter_value THEN
	NULL;
END $$;
-- So many days after its first one the next period has begun and not ended: of every period of 28 years.
SELECT g AS grain, cx_view_step(g::cx_period) AS days, count(*) AS periods,
	count(*) FILTER (WHERE period_start(p + cx_view_step(g::cx_period), g::cx_period) <> next) AS differ
FROM (VALUES ('day', interval '1 day'), ('week', '7 days'), ('week_sunday', '7 days'), ('month', '1 month'),
		('quarter', '3 months'), ('year', '1 year')) AS v (g, step),
	LATERAL (SELECT DISTINCT period_start(d::date, g::cx_period) AS p
		FROM generate_series(DATE '2000-01-01', DATE '2027-12-31', interval '1 day') AS d) AS x,
	LATERAL (SELECT (p + step)::date AS next) AS y
GROUP BY g ORDER BY days, g;
SELECT test.refusal($$SELECT period_at(DATE '2026-01-01', 'Berlin')$$);
RESET timezone;
