-- Type cx_calendar: one form for each calendar, whatever way it is written.
SET DateStyle = ISO;
SET IntervalStyle = postgres;
SELECT c FROM (VALUES ('europe/berlin; mon-fri 9:00-12:00 13:00-17:00; Sat 10:00-14:00; 2026-12-25;
	2026-12-24 09:00-12:00'::cx_calendar)) v (c);
SELECT written, written::cx_calendar FROM unnest(ARRAY[
	'UTC;closed',
	' UTC ;Mon-Sun 00:00-24:00; ',
	E'UTC\n; Fri - Mon 9:00 - 12:00 12:00-13:00:05\t; wednesday,Thu CLOSED',
	'UTC; Tue-Mon 08:30-10:00',
	'UTC; Mon,Wed,Fri-Sat 13:00-14:00 09:00-10:00; Tue 00:00-24:00; SUNDAY 09:00-10:00 13:00-14:00',
	'UTC; 2026-12-25',
	'UTC; closed; 2026-12-25 8:00-09:00;2025-01-01 closed',
	-- a date like its weekday is kept: the week may change under it
	'UTC; Mon-Fri 09:00-17:00; 2026-12-25 09:00-17:00',
	'UTC; Mon 23:59:59-24:00; 0000-02-29; -4713-11-24 00:00-00:00:01; 2499-12-31']) AS written;
-- what was written reads back to the same bytes
SELECT bool_and(c::text::cx_calendar = c) AS same, count(DISTINCT c) AS calendars, count(*)
FROM unnest(ARRAY['UTC; closed', 'UTC; Mon-Sun 00:00-24:00', 'UTC; mon-sun 00:00-12:00 12:00-24:00',
	'UTC; Sat,Sun 01:00-02:00']::cx_calendar[]) c;
-- casts: text and varchar implicitly, json for people
SELECT business_elapsed('2026-01-05 00:00Z', '2026-01-06 00:00Z', hours) AS text,
	business_elapsed('2026-01-05 00:00Z', '2026-01-06 00:00Z', hours::varchar) AS varchar
FROM (VALUES ('UTC; Mon 09:00-17:00'), ('UTC; Mon 09:00-18:00'), ('UTC; Mon 09:00-17:00'), (NULL)) v (hours);
SELECT 'UTC; Mon 09:00-12:00 13:00-24:00; 2026-12-24 00:00-00:00:01; 2026-12-25'::cx_calendar::json;
SELECT jsonb_pretty('UTC; Sat 10:00-14:00; 2026-12-25'::cx_calendar::jsonb);
-- more calendars than are remembered, in turn
SELECT count(*) AS wrong FROM generate_series(0, 999) i
WHERE business_elapsed('2026-01-05Z', '2026-01-06Z',
		'UTC; Mon 00:00-' || to_char(time '00:01' + i % 200 * interval '1 minute', 'HH24:MI'))
	<> (1 + i % 200) * interval '1 minute';

-- order and hash
SELECT 'UTC; Mon 09:00-17:00'::cx_calendar = 'utc; Monday 9:00-17:00' AS eq,
	'UTC; closed'::cx_calendar <> 'Etc/UTC; closed' AS by_name,
	cx_calendar_hash('UTC; closed') = cx_calendar_hash('utc;closed') AS same_hash,
	cx_calendar_hash_extended('UTC; closed', 1) <> cx_calendar_hash_extended('UTC; closed', 2) AS seeded;
SELECT count(*) AS calendars
FROM (SELECT c FROM unnest('{UTC; closed,UTC; Mon 09:00-17:00,utc; closed}'::cx_calendar[]) c GROUP BY c) v;

-- binary form
SELECT encode(cx_calendar_send('UTC; Tue 09:00-17:00; 2000-01-02'), 'hex');
CREATE TABLE calendars (c cx_calendar PRIMARY KEY);
INSERT INTO calendars VALUES ('UTC; Tue 09:00-17:00; 2000-01-02'), ('Europe/Berlin; closed'),
	('Asia/Tokyo; Mon-Sun 00:00-24:00; 2026-01-01 01:00-02:00 03:00-04:00'),
	('UTC; Mon-Fri 09:00-12:00 13:00-17:00; ' || (SELECT string_agg((date '2020-01-01' + i)::text, ';')
		FROM generate_series(1, 100) i));
-- a hundred holidays, sums included
SELECT max(pg_column_size(c)) <= 2048 AS small FROM calendars;
DROP TABLE calendars;

-- What is refused, and what to write instead
SELECT written, substr(test.refusal(format('SELECT %L::cx_calendar', written)), 1, 5) AS sqlstate,
	test.detail(format('SELECT %L::cx_calendar', written)),
	substring(test.refusal(format('SELECT %L::cx_calendar', written)) FROM E'\n(.*)') AS hint
FROM unnest(ARRAY['UTC', 'UTC;', '', '; Mon 09:00-10:00', 'Mars/Olympus; closed', 'UTC+2; closed',
	'UTC; Mon-Fri 22:00-06:00', 'UTC; Sun 22:00-06:00', 'UTC; Mon-Sun 17:00-09:00',
	'UTC; Tue,Sat-Sun 00:01-00:00', 'UTC; Wed-Thu 24:00-09:00', 'UTC; 2026-12-31 22:00-02:00',
	'UTC; Mon 09:00-09:00',
	'UTC; Mon 09:00-00:00', 'UTC; Mon 24:00-24:00', 'Mon-Fri 09:00-17:00', 'UTC, Mon 09:00-17:00',
	'UTC; Mon 09:00-12:00; Mon 13:00-14:00', 'UTC; Mon,Wed-Mon 09:00-12:00',
	'UTC; Mon 09:00-12:00 11:59:59-13:00', 'UTC; Mo 09:00-12:00', 'UTC; Mondays 09:00-12:00', 'UTC; Mon',
	'UTC; Mon 9-17', 'UTC; Mon 9am-5pm', 'UTC; Mon 09:00-24:00:01', 'UTC; Mon 09:60-10:00',
	'UTC; Mon 009:00-10:00', 'UTC; Mon 09:00', 'UTC; Mon 09:00-12:00, 13:00-14:00',
	'UTC; Mon closed 09:00-10:00', 'UTC; 2026-02-30', 'UTC; 24.12.2026',
	'UTC; 2026-12-24; 2026-12-24 09:00-10:00', 'UTC; 2026-12-24 09:00-12:00 10:00-11:00', 'UTC; 2500-01-01',
	'UTC; closed; Mon 09:00-10:00', 'UTC; Mon 09:00-10:00; closed', 'UTC;; Mon 09:00-10:00',
	'UTC; infinity']) AS written;
-- What the hint for hours over midnight says to write can be written, and is open then and only then.
WITH days (days, first, last) AS (
	SELECT names[a] || CASE WHEN a = b THEN '' ELSE '-' || names[b] END, a,
		CASE WHEN b < a THEN b + 7 ELSE b END
	FROM (SELECT '{Mon,Tue,Wed,Thu,Fri,Sat,Sun}'::text[]) n (names), generate_series(1, 7) a,
		generate_series(1, 7) b),
hint AS (
	SELECT *, substring(test.refusal(format('SELECT ''UTC; %s 20:30-04:15''::cx_calendar', days))
		FROM 'one on each side of it: (.*)[.]$') AS items FROM days)
SELECT count(DISTINCT days) AS ranges, count(*) AS times, count(*) FILTER (WHERE business_open(at,
	'UTC; ' || items) IS DISTINCT FROM EXISTS (SELECT FROM generate_series(first, last) d,
		unnest('{0,7,14}'::int[]) week, LATERAL (SELECT timestamp '2025-12-21 20:30' + (d + week)
			* interval '1 day' AS opens) o WHERE at >= opens AND at < opens + interval '7:45')) AS broken
FROM hint, generate_series(timestamp '2026-01-05', '2026-01-11 23:59', '30 minutes') at;
-- limits, not crashes
SELECT test.detail($$SELECT ('UTC; ' || string_agg((date '2000-01-01' + i)::text, ';'))::cx_calendar
	FROM generate_series(1, 10001) i$$);
SELECT test.detail($$SELECT ('UTC; Mon-Sun ' || string_agg(to_char(i * interval '8 seconds', 'HH24:MI:SS')
		|| '-' || to_char(i * interval '8 seconds' + interval '1 second', 'HH24:MI:SS'), ' '))::cx_calendar
	FROM generate_series(0, 10000) i$$);
