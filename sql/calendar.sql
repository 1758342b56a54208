-- Adding open time, open days, and calendars from columns.
SET DateStyle = ISO;
SET IntervalStyle = postgres;
SET TIME ZONE 'UTC';
-- HELPDESK.AI PR 3935
SELECT business_add('2014-04-11 16:00Z', '8 hours', 'UTC; Mon-Fri 09:00-17:00') AS "Mon 16:00",
	business_add('2014-04-11 16:00Z', '2 hours', 'UTC; Mon-Fri 09:00-17:00') AS "Mon 10:00";
-- Zammad #390: 48 hours from 23:00, 09-21 every day; then with the 13th a holiday.
SELECT business_add(timestamp '2016-11-09 23:00', '48 hours', hours) AS "13th 21:00",
	business_add(timestamp '2016-11-09 23:00', '48 hours', with_holidays(hours, '{2016-11-13}'))
		AS "14th 21:00"
FROM (VALUES ('Europe/Berlin; Mon-Sun 09:00-21:00'::cx_calendar)) v (hours);
-- A window's end, not the next one's beginning; backward a beginning, not the end before; 0 is started
-- itself.
SELECT started, open, business_add(started, open, 'UTC; Mon-Fri 09:00-17:00')
FROM (VALUES (timestamptz '2026-01-05 16:00Z', interval '1 hour'), ('2026-01-06 10:00Z', '-1 hour'),
	('2026-01-06 09:00Z', '-1 hour'), ('2026-01-10 12:00Z', '0'), ('2026-01-10 12:00Z', '1 microsecond'),
	('2026-01-10 12:00Z', '-1 microsecond'), ('2026-01-05 16:00Z', '2000 hours'), ('infinity', '1 hour'),
	(NULL, '1 hour'), ('2026-01-10 12:00Z', NULL)) v (started, open);
SELECT business_add('2026-01-10 12:00Z', '1 hour', NULL) IS NULL AS no_calendar;
-- days are no open time
SELECT test.refusal($$SELECT business_add('2026-01-05 16:00Z', '2 days', 'UTC; Mon-Fri 09:00-17:00')$$);
SELECT test.sqlstate($$SELECT business_add('2026-01-05 16:00Z', '1 month', 'UTC; Mon 09:00-17:00')$$),
	test.sqlstate($$SELECT business_add('2026-01-05 16:00Z', '1 day -24 hours', 'UTC; Mon 09:00-17:00')$$);
-- never open, not open for so long, beyond the end of time
SELECT test.refusal($$SELECT business_add('2026-01-05 16:00Z', '1 hour', 'UTC; closed')$$);
SELECT open, business_add('2026-01-05Z', open, 'UTC; 2026-02-01 09:00-10:00; 2026-03-01 09:00-10:00')
FROM unnest('{90 minutes,2 hours}'::interval[]) open;
SELECT test.refusal($$SELECT business_add('2026-01-05Z', '121 minutes',
	'UTC; 2026-02-01 09:00-10:00; 2026-03-01 09:00-10:00')$$);
SELECT test.refusal($$SELECT business_add('2026-01-05Z', '-1 microsecond', 'UTC; 2026-02-01 09:00-10:00')$$);
SELECT test.refusal($$SELECT business_add('2026-01-05Z', '2000000000 hours', 'UTC; Mon 09:00-17:00')$$);
SELECT test.sqlstate($$SELECT business_add('2026-01-05Z', '-2000000000 hours', 'UTC; Mon 09:00-17:00')$$);

-- Open, and open next
SELECT at, business_open(at, 'UTC; Mon-Fri 09:00-17:00'), business_next(at, 'UTC; Mon-Fri 09:00-17:00')
FROM unnest('{2026-01-05 08:59:59.999999Z,2026-01-05 09:00Z,2026-01-05 16:59:59.999999Z,2026-01-05 17:00Z,
	2026-01-09 18:00Z,infinity}'::timestamptz[]) at;
SELECT business_open(timestamp '2026-01-05 09:00', 'Asia/Tokyo; Mon 09:00-17:00') AS local,
	business_next(timestamp '2026-01-05 17:00', 'Asia/Tokyo; Mon 09:00-17:00') AS local_next;
SELECT test.refusal($$SELECT business_next('2026-01-05Z', 'UTC; 2026-01-04 09:00-10:00')$$);
-- a skipped hour is passed over, a repeated one is open twice
SELECT business_next('2020-03-29 00:59Z', 'Europe/Berlin; Mon-Sun 02:30-03:30') AS skipped,
	business_add('2020-10-25 00:00Z', '90 minutes', 'Europe/Berlin; Mon-Sun 02:00-03:00') AS repeated;

-- Windows of dates: apart at midnight; one that clocks are turned back over is two
SELECT h FROM business_hours('2026-01-09', '2026-01-13',
	'UTC; Mon-Fri 09:00-12:00 13:00-24:00; Sat 00:00-02:00') h;
SELECT h FROM business_hours('2020-03-29', '2020-03-30', 'Europe/Berlin; Sun 01:00-02:30 02:40-02:50') h;
SELECT h FROM business_hours('2020-10-25', '2020-10-26', 'Europe/Berlin; Sun 01:00-02:30 02:40-04:00') h;
SELECT count(*) AS none FROM business_hours('2026-01-09', '2026-01-09', 'UTC; Mon-Sun 00:00-24:00');
SELECT count(*) AS none FROM business_hours(NULL, '2026-01-09', 'UTC; Mon-Sun 00:00-24:00');
SELECT test.refusal($$SELECT business_hours('2026-01-09', 'infinity', 'UTC; closed')$$);
SELECT test.sqlstate($$SELECT business_hours('2026-01-09', '300000-01-01', 'UTC; closed')$$);
-- the workload of hours as rows: which share of a week an office is open
SELECT lower(h)::date AS day, sum(upper(h) - lower(h)) FROM business_hours('2026-01-05', '2026-01-12',
	'UTC; Mon-Fri 09:00-12:00 13:00-17:00; Sat 10:00-14:00; 2026-01-06') h GROUP BY 1 ORDER BY 1;

-- Open dates. Samoa had no 30 December 2011, and Berlin's clocks skipped 02:00-03:00 on 29 March 2020.
SELECT business_days('2026-01-01', '2027-01-01', 'UTC; Mon-Fri 09:00-17:00; 2026-01-01; 2026-12-25;
		2026-12-26 10:00-11:00') AS "261 - 2 + 1",
	business_days('2027-01-01', '2026-01-01', 'UTC; Mon-Fri 09:00-17:00') AS backward,
	business_days('2011-12-29', '2012-01-01', 'Pacific/Apia; Mon-Sun 00:00-24:00') AS samoa,
	business_days('2020-03-28', '2020-03-31', 'Europe/Berlin; Mon-Sun 02:00-03:00') AS berlin,
	business_days('infinity', '2020-03-31', 'UTC; closed') AS infinite;
SELECT test.sqlstate($$SELECT business_days('2026-01-09', '300000-01-01', 'UTC; closed')$$);
SELECT started, days, business_add_days(started, days, 'UTC; Mon-Fri 09:00-12:00 13:00-17:00; 2026-12-25')
FROM (VALUES (timestamptz '2026-12-24 08:00Z', 1), ('2026-12-24 18:00Z', 1), ('2026-12-24 18:00Z', 2),
	('2026-12-26 18:00Z', 1), ('infinity', 1), ('2026-12-24 18:00Z', 100000)) v (started, days);
SELECT business_add_days(timestamp '2011-12-29 12:00', 1, 'Pacific/Apia; Mon-Sun 00:00-24:00') AS samoa,
	business_add_days(timestamp '2020-10-24 12:00', 1, 'Europe/Berlin; Sun 02:00-03:00') AS berlin;
SELECT test.refusal($$SELECT business_add_days('2026-01-05Z', 0, 'UTC; Mon 09:00-17:00')$$);
SELECT test.refusal($$SELECT business_add_days('2026-01-05Z', 2, 'UTC; 2026-02-01 09:00-10:00')$$);
SELECT test.refusal($$SELECT business_add_days('2026-01-05Z', 2000000000, 'UTC; Mon 09:00-17:00')$$);
-- A date is no instant.
SELECT test.refusal($$SELECT business_add(date '2026-01-05', '1 hour', 'UTC; closed')$$);
SELECT test.sqlstate($$SELECT business_add_days(date '2026-01-05', 1, 'UTC; closed')$$) AS add_days,
	test.sqlstate($$SELECT business_open(date '2026-01-05', 'UTC; closed')$$) AS open,
	test.sqlstate($$SELECT business_next(date '2026-01-05', 'UTC; closed')$$) AS next;

-- Calendars from columns
SELECT business_calendar('europe/berlin', 'mon-fri 9:00-17:00'),
	business_calendar('Europe/Berlin', 'Mon-Fri 09:00-17:00', '2026-12-25; 2026-12-24 9:00-12:00'),
	business_calendar('Europe/Berlin', 'closed', ' ');
SELECT business_calendar(zone, hours, holidays)
FROM (VALUES ('UTC', 'Mon 09:00-10:00', '{2026-12-25,NULL,2026-12-25,2026-01-01}'::date[]),
	('UTC', 'Mon 09:00-10:00; 2026-12-24 09:00-09:30', NULL), ('UTC', 'Mon 09:00-10:00', '{}'),
	(NULL, 'Mon 09:00-10:00', NULL), ('UTC', NULL, NULL)) v (zone, hours, holidays);
SELECT with_holidays('UTC; Mon 09:00-10:00; 2026-01-03 09:00-10:00', '{2026-01-03,2026-01-01}') AS closed,
	with_holidays('UTC; Mon 09:00-10:00; 2026-01-03', '{2026-01-03}') AS same,
	with_holidays('UTC; Mon 09:00-10:00', NULL) AS none,
	with_holidays(NULL, '{2026-01-03}') IS NULL AS "null";
SELECT test.refusal($$SELECT business_calendar('UTC', 'Mon 09:00-10:00', '{2026-12-25}')$$);
SELECT test.refusal($$SELECT business_calendar('UTC', ' ', '2026-12-25')$$);
SELECT test.refusal($$SELECT business_calendar('Mars/Olympus', 'closed')$$);
SELECT test.refusal($$SELECT with_holidays('UTC; closed', '{infinity}')$$);
SELECT test.refusal($$SELECT with_holidays('UTC; closed', '{2500-01-01}')$$);
SELECT test.refusal($$SELECT with_holidays('UTC; closed', array_agg(date '2000-01-01' + i))
	FROM generate_series(1, 10001) i$$);
