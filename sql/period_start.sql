-- period_start(at, period [, zone]): the first day of the period, in the zone's calendar.
SET datestyle = 'ISO';
-- week 1 of 2025 begins on Monday 2024-12-30 (ISO 8601); a leap day; quarters; centuries
SELECT period, period_start(date '2024-12-31', period) AS "2024-12-31",
	period_start(date '2024-02-29', period) AS "2024-02-29",
	period_start(date '1900-03-01', period) AS "1900-03-01"
FROM unnest(enum_range(NULL::cx_period)) period;
SELECT period_start(timestamp '1999-12-31 23:59:59.999999', 'year'),
	period_start(timestamp '2000-01-01', 'year'), period_start(date '2023-12-31', 'week_sunday'),
	period_start(date '2023-12-30', 'week_sunday');
-- an instant has its day in the zone: 23:30 in Berlin is 21:30 or 22:30 in Greenwich
SELECT period_start('2024-03-31 21:59:59.999999+00', 'month', 'Europe/Berlin'),
	period_start('2024-03-31 22:00+00', 'month', 'Europe/Berlin'),
	period_start('2024-03-30 22:59:59+00', 'day', 'Europe/Berlin'),
	period_start('2024-03-30 23:00+00', 'day', 'Europe/Berlin');
-- days of 23 and 25 hours; a day that never was (Samoa, 2011-12-30); a midnight that came twice
-- (Newfoundland, 2006-10-29)
SELECT day, count(*) AS hours FROM (SELECT period_start(at, 'day', 'Europe/Berlin') AS day
	FROM generate_series(timestamptz '2024-03-30 23:00+00', '2024-03-31 21:00+00', '1 hour') at
	UNION ALL SELECT period_start(at, 'day', 'Europe/Berlin')
	FROM generate_series(timestamptz '2024-10-26 22:00+00', '2024-10-27 22:00+00', '1 hour') at) v GROUP BY 1
	ORDER BY 1;
SELECT period_start('2011-12-30 09:59+00', 'day', 'Pacific/Apia') AS before,
	period_start('2011-12-30 10:00+00', 'day', 'Pacific/Apia') AS after;
SELECT period_start('2006-10-29 02:30+00', 'day', 'America/St_Johns') AS first_half_past,
	period_start('2006-10-29 02:31+00', 'day', 'America/St_Johns') AS back_again,
	period_start('2006-10-29 03:30+00', 'day', 'America/St_Johns') AS second;
-- the same as date_trunc, for instants of all times and zones with all sorts of clocks; the session's zone
-- plays no part
SET TimeZone = 'Asia/Tokyo';
SELECT setseed(0.1);
CREATE TABLE instants AS SELECT timestamptz '1800-01-01 00:00+00' + random() * interval '250 years' AS at
FROM generate_series(1, 4000)
	UNION ALL SELECT timestamptz '1990-01-01 00:00+00' + i * interval '6 hours 59 minutes 59.5 seconds'
	FROM generate_series(1, 45000) i
	UNION ALL VALUES (timestamptz '4711-01-03 00:00+00 BC'), ('294276-12-30 00:00+00'),
	('0001-01-01 00:00+00'), ('2262-04-11 00:00+00'), ('1849-12-31 23:59:59.999999+00'),
	('1850-01-01 00:00+00'), ('2208-11-11 00:00+00'), ('2209-01-01 00:00+00');
SELECT zone, count(*) FILTER (WHERE period_start(at, 'day',
	zone::cx_zone) IS DISTINCT FROM (at AT TIME ZONE zone)::date) AS days,
	count(*) FILTER (WHERE period_start(at, 'week', zone::cx_zone) IS DISTINCT FROM date_trunc('week',
		at AT TIME ZONE zone)::date) AS weeks,
	count(*) FILTER (WHERE period_start(at, 'week_sunday',
		zone::cx_zone) IS DISTINCT FROM (date_trunc('week',
			(at AT TIME ZONE zone)::date + 1)::date - 1)) AS weeks_sunday,
	count(*) FILTER (WHERE period_start(at, 'month', zone::cx_zone) IS DISTINCT FROM date_trunc('month',
		at AT TIME ZONE zone)::date) AS months,
	count(*) FILTER (WHERE period_start(at, 'quarter', zone::cx_zone) IS DISTINCT FROM date_trunc('quarter',
		at AT TIME ZONE zone)::date) AS quarters,
	count(*) FILTER (WHERE period_start(at, 'year', zone::cx_zone) IS DISTINCT FROM date_trunc('year',
		at AT TIME ZONE zone)::date) AS years
FROM instants,
	unnest('{UTC,Europe/Berlin,America/St_Johns,America/Havana,Pacific/Apia,'
		'Asia/Kolkata,Africa/Monrovia,Antarctica/Troll}'::text[]) zone
WHERE isfinite(at AT TIME ZONE zone) GROUP BY zone ORDER BY zone COLLATE "C";
RESET TimeZone;
SELECT count(*) AS differ FROM (SELECT (at AT TIME ZONE 'UTC') AS at FROM instants) v,
	unnest('{day,month,year}'::text[]) p
WHERE period_start(at, p::cx_period) IS DISTINCT FROM date_trunc(p, at)::date
	OR period_start(at::date, p::cx_period) IS DISTINCT FROM date_trunc(p, at)::date;
DROP TABLE instants;
-- the edges of type date
SELECT period_start(date '4714-11-24 BC', 'day'), period_start(date '5874897-12-31', 'month'),
	period_start(date '5874897-12-31', 'week');
SELECT period_start(date '4714-11-24 BC', 'month');
SELECT period_start(date 'infinity', 'month');
SELECT period_start(timestamp '-infinity', 'month');
SELECT period_start(timestamptz 'infinity', 'month', 'UTC');
-- NULL in, NULL out; a NULL period or zone is an error
SELECT period_start(NULL::date, 'month') IS NULL AS a, period_start(NULL::timestamp, 'month') IS NULL AS b,
	period_start(NULL::timestamptz, 'month', 'UTC') IS NULL AS c;
SELECT period_start(date '2024-01-01', NULL);
SELECT period_start(timestamptz '2024-01-01', 'month', NULL);
-- an instant needs a zone, a date has none
SELECT period_start(timestamptz '2024-01-01 00:00+00', 'month');
SELECT period_start(date '2024-01-01', 'month', 'UTC');
SELECT period_start(timestamp '2024-01-01', 'month', 'UTC');
SELECT period_start(date '2024-01-01', 'fortnight');
-- periods and zones may change from row to row
SELECT period_start('2024-06-30 20:00+00', p::cx_period, z)
FROM (VALUES ('day', 'UTC'), ('day', 'Asia/Tokyo'), ('month', 'Asia/Tokyo'), ('month', 'UTC'),
	('year', 'UTC'), ('day', 'UTC')) v (p, z);
-- and from one call to the next of a compiled expression of PL/pgSQL
CREATE FUNCTION in_turn() RETURNS SETOF date LANGUAGE plpgsql AS $$
DECLARE
	p cx_period;
	z cx_zone;
BEGIN
	FOREACH p IN ARRAY '{day,month,day}'::cx_period[] LOOP RETURN NEXT period_start(date '2024-05-15',
		p); END LOOP;
	FOREACH z IN ARRAY '{UTC,Asia/Tokyo,UTC}'::cx_zone[] LOOP RETURN NEXT period_start('2024-06-30 20:00+00',
		'day', z); END LOOP;
END $$;
SELECT string_agg(day::text, ' ' ORDER BY place) FROM in_turn() WITH ORDINALITY v (day, place);
DROP FUNCTION in_turn;
-- constants are computed when the query is planned: the function is immutable; it can stand in an index
CREATE TABLE indexed (at timestamptz);
CREATE INDEX ON indexed (period_start(at, 'month', 'Europe/Berlin'));
INSERT INTO indexed VALUES ('2024-01-31 23:30+00');
SELECT count(*) FROM indexed WHERE period_start(at, 'month', 'Europe/Berlin') = '2024-02-01';
DROP TABLE indexed;
-- with statistics on the expression the planner knows how many groups there are
CREATE TABLE answers AS SELECT timestamptz '2024-01-01 00:00+00' + i * interval '10 minutes' AS at
FROM generate_series(1, 50000) i;
ANALYZE answers;
CREATE FUNCTION estimate() RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) '
		'SELECT period_start(at, ''month'', ''UTC''), count(*) FROM answers GROUP BY 1' INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
SELECT estimate() > 10000 AS wild_guess;
CREATE STATISTICS answers_by_month ON (period_start(at, 'month', 'UTC')) FROM answers;
ANALYZE answers;
SELECT estimate();
DROP FUNCTION estimate;
DROP TABLE answers;
