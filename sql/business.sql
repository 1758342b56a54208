-- business_elapsed: published cases, and what the wall says.
SET DateStyle = ISO;
SET IntervalStyle = postgres;
-- The specifications of the working_hours gem: Mon-Fri 09-17 UTC.
SELECT business_elapsed(a, b, 'UTC; Mon-Fri 09:00-17:00') AS elapsed, expected
FROM (VALUES (timestamptz '2014-04-11 20:00Z', timestamptz '2014-04-14 05:00Z', '0'),
	('2014-04-07 10:00Z', '2014-04-07 15:00Z', '5 h'),
	('2014-04-07 07:00Z', '2014-04-07 20:00Z', '8 h'),
	('2014-04-07 15:00Z', '2014-04-07 10:00Z', '-5 h'),
	('2014-04-07 01:00-09', '2014-04-07 15:00-04', '7 h')) AS v (a, b, expected);
-- Sundays only, on the days of 23 and of 25 hours; Mondays around the clock, 105 of them. The gem says 24 h
-- of wall clock where 25 pass.
SELECT business_elapsed('2020-03-29 01:00Z', '2020-03-30 00:00Z', 'Europe/Paris; Sun 08:00-21:00') AS "13 h",
	business_elapsed('2019-10-27 01:00Z', '2019-10-28 00:00Z', 'Europe/Paris; Sun 08:00-21:00') AS "13 h too",
	business_elapsed('2020-10-24 22:00Z', '2020-10-25 23:00Z', 'Europe/Paris; Sun 00:00-24:00') AS "25 h",
	business_elapsed('2020-03-28 23:00Z', '2020-03-29 22:00Z', 'Europe/Paris; Sun 00:00-24:00') AS "23 h",
	business_elapsed('2014-04-06 12:00Z', '2016-04-06 12:00Z', 'UTC; Mon 00:00-24:00') AS "2520 h";
-- Zammad's ticket_sla_test: created 09:30Z in Berlin, 08-18 on weekdays.
SELECT replied, expected, extract(epoch FROM
	business_elapsed('2013-03-21 09:30Z', replied, 'Europe/Berlin; Mon-Fri 08:00-18:00')) / 60 AS minutes
FROM (VALUES (timestamptz '2013-03-21 10:00Z', 30), ('2013-03-21 14:00Z', 270), ('2013-03-21 11:30Z', 120),
	('2013-03-21 13:00Z', 210)) v (replied, expected);
-- Zammad #3180: a day that ends at 23:59 loses a minute a night. frappe #2212: the lunch break is no work.
SELECT business_elapsed('2026-01-05 00:00Z', '2026-01-12 00:00Z', 'UTC; Mon-Sun 00:00-24:00') AS whole,
	business_elapsed('2026-01-05 00:00Z', '2026-01-12 00:00Z', 'UTC; Mon-Sun 00:00-23:59') AS less,
	business_elapsed('2026-01-05 09:00Z', '2026-01-05 17:00Z', 'UTC; Mon 09:00-12:00 13:00-17:00') AS lunch;

-- An instant is open when its local time is: a window over the skipped hour is shorter, one over the
-- repeated hour is longer and in two pieces. Counted second by second beside it.
SELECT day, hours, business_elapsed(starts, ends, 'Europe/Berlin; Sun ' || hours) AS elapsed,
	(SELECT count(*) * interval '1 second'
	 FROM generate_series(starts, ends - interval '1 second', '1 second') at
	 WHERE (at AT TIME ZONE 'Europe/Berlin')::time >= split_part(hours, '-', 1)::time
	   AND (at AT TIME ZONE 'Europe/Berlin')::time < split_part(hours, '-', 2)::time) AS counted
FROM (VALUES (date '2020-03-29'), ('2020-10-25'), ('2020-10-18')) d (day),
	(VALUES ('01:00-02:30'), ('02:00-03:00'), ('02:30-04:00'), ('00:00-24:00')) h (hours),
	LATERAL (SELECT day::timestamp AT TIME ZONE 'Europe/Berlin',
		(day + 1)::timestamp AT TIME ZONE 'Europe/Berlin') b (starts, ends)
ORDER BY hours, day;

-- Infinity and NULL: no answer. Not even of a calendar that is never open.
SELECT business_elapsed('infinity', '2026-01-01Z', 'UTC; closed') AS infinite,
	business_elapsed('2026-01-01Z', '-infinity', 'UTC; closed') AS infinite,
	business_elapsed(NULL, '2026-01-01Z', 'UTC; closed') AS "null",
	business_elapsed('2026-01-01Z', '2026-01-02Z', NULL) AS "null",
	business_elapsed('2026-01-01Z', '2030-01-02Z', 'UTC; closed') AS never;
-- Hours and finer units only, to the microsecond; the ends of time; what no interval holds.
SELECT business_elapsed('2026-01-05 08:59:59.999999Z', '2026-01-05 09:00:00.000001Z', 'UTC; Mon 09:00-17:00')
		AS one_microsecond,
	extract(day FROM business_elapsed('2026-01-01Z', '2027-01-01Z', 'UTC; Mon-Sun 00:00-24:00')) AS days;
-- 4714-11-24 BC was a Monday: what the weeks up to the end of time begin with
SELECT extract(epoch FROM business_elapsed('4714-11-24 00:00Z BC', '294276-12-31 23:59:59.999999Z',
		'UTC; Mon 00:00-00:00:01')) AS mondays,
	ceil((date '294276-12-31' - date '4714-11-24 BC') / 7.0) AS weeks;
SELECT test.refusal($$SELECT business_elapsed('4714-11-24 00:00Z BC', '294276-12-31 23:59:59.999999Z',
	'UTC; Mon-Sun 00:00-24:00')$$);

-- Local times of the calendar's zone, whatever the session's is.
SET TIME ZONE 'Asia/Tokyo';
SELECT a, b, business_elapsed(a, b, 'Europe/Berlin; Mon 09:00-17:00; Sun 00:00-24:00')
FROM (VALUES (timestamp '2026-01-05 08:00', timestamp '2026-01-05 18:00'),
	('2020-03-29 00:00', '2020-03-30 00:00'), ('infinity', '2020-03-30 00:00')) v (a, b);
RESET TIME ZONE;
-- Mixed kinds, and dates, would be cast in the session's zone.
SELECT test.refusal($$SELECT business_elapsed(now(), localtimestamp, 'UTC; closed')$$);
SELECT a, b, test.sqlstate(format('SELECT business_elapsed(NULL::%s, NULL::%s, ''UTC; closed'')', a, b))
FROM unnest('{date,timestamp,timestamptz}'::text[]) a, unnest('{date,timestamp,timestamptz}'::text[]) b
ORDER BY 1, 2;

-- Ranges: pauses are PostgreSQL's own difference.
SELECT business_elapsed(tstzmultirange(tstzrange('2026-01-05 10:00Z', '2026-01-06 10:00Z'))
	- '{[2026-01-05 11:00Z,2026-01-05 11:30Z)}', 'UTC; Mon-Fri 09:00-17:00') AS "7:30";
SELECT ranges, business_elapsed(ranges, 'UTC; Mon-Fri 09:00-17:00')
FROM unnest(ARRAY['{}', '{[2026-01-05 10:00Z,2026-01-05 11:00Z]}', '{(2026-01-05 10:00Z,2026-01-05 11:00Z)}',
	'{[2026-01-05 10:00Z,)}', '{(,2026-01-05 10:00Z)}', '{[2026-01-05 10:00Z,infinity)}',
	NULL]::tstzmultirange[]) ranges;
-- The last months of timestamptz, behind the last change of clocks that it holds.
SELECT count(*) AS "19"
FROM business_hours('294276-12-01', '294276-12-20', 'Europe/Berlin; Mon-Sun 09:00-17:00');
SELECT business_add_days('294276-12-20 12:00Z', 1, 'Europe/Berlin; Mon-Sun 09:00-17:00') AT TIME ZONE 'UTC'
	= '294276-12-21 16:00' AS closes_at_17;
SELECT business_next(at, c) = at AS itself, business_open(at, c)
FROM (VALUES (timestamptz '294276-12-31 23:59:59.999999Z', 'UTC; Mon-Sun 00:00-24:00'::cx_calendar))
	v (at, c);
SELECT test.sqlstate($$SELECT business_hours('294276-12-31', '294277-01-01',
	'America/New_York; Mon-Sun 00:00-24:00')$$) AS "22008";
SELECT test.sqlstate($$SELECT business_next('294276-12-31 23:59:59.999999Z', 'UTC; closed')$$) AS "22023";
-- fivetran's decision log: a ticket's schedule was changed while it waited, from one that is closed for 10
-- hours of the night to one that is closed for 14 and a half. Its own 959.46 and 689.46 minutes take seconds
-- for decimals of a minute.
SELECT round(extract(epoch FROM business_elapsed('2020-09-29 17:01:38Z', '2020-09-30 19:01:25Z', first)
		+ business_elapsed('2020-09-30 19:01:25Z', '2020-09-30 19:01:46Z', last)) / 60, 4) AS "960.1333",
	round(extract(epoch FROM business_elapsed('2020-09-29 17:01:38Z', '2020-09-30 19:01:46Z', last)) / 60, 4)
		AS "690.1333"
FROM (VALUES ('UTC; Mon-Fri 08:00-22:00'::cx_calendar, 'UTC; Mon-Fri 10:30-20:00'::cx_calendar))
	v (first, last);
-- A minimal parallel plan gives the same.
CREATE TABLE tickets AS SELECT timestamptz '2016-01-01Z' + i * interval '7 hours 13 minutes' AS opened
FROM generate_series(1, 5000) i;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SELECT sum(business_elapsed(opened, '2026-01-01Z', 'Europe/Berlin; Mon-Fri 09:00-17:00')) FROM tickets;
SET max_parallel_workers_per_gather = 0;
SELECT sum(business_elapsed(opened, '2026-01-01Z', 'Europe/Berlin; Mon-Fri 09:00-17:00')) FROM tickets;
RESET max_parallel_workers_per_gather;
RESET min_parallel_table_scan_size;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
DROP TABLE tickets;
