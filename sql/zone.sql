-- Type cx_zone: names of the time zone database, and nothing that merely looks like one.
SELECT 'Europe/Berlin'::cx_zone, 'europe/berlin'::cx_zone, 'UTC'::cx_zone, 'Etc/GMT+5'::cx_zone,
	'EST5EDT'::cx_zone, 'GMT'::cx_zone;
-- what SET TIME ZONE makes of a fixed offset
SET TIME ZONE INTERVAL '-02:00' HOUR TO MINUTE;
SELECT current_setting('TimeZone')::cx_zone,
	period_start('2024-01-01 01:59:59+00', 'day', current_setting('TimeZone'));
RESET TimeZone;
-- POSIX specifications turn signs around or make up zones: refused
SELECT '<+02>+02'::cx_zone;
SELECT '<+02>-02CEST,M3.5.0,M10.5.0'::cx_zone;
SELECT 'UTC+2'::cx_zone;
SELECT 'Berlin1'::cx_zone;
SELECT 'Etc/GMT+13'::cx_zone;
SELECT 'Etc/GMT+15'::cx_zone;
SELECT '+02:00'::cx_zone;
SELECT ''::cx_zone;
SELECT 'Mars/Olympus'::cx_zone;
SELECT 'localtime'::cx_zone;
SELECT repeat('x', 100)::cx_zone;
SELECT '../../../etc/passwd'::cx_zone;
-- text and varchar columns are zones; NULL stays NULL
SELECT period_start('2024-06-30 23:00+00', 'month', zone)
FROM (VALUES ('Europe/Berlin'::text), ('UTC'), (NULL)) v (zone) WHERE zone IS NOT NULL;
SELECT period_start('2024-06-30 23:00+00', 'month', zone) FROM (VALUES ('Europe/Berlin'::varchar)) v (zone);
SELECT NULL::text::cx_zone IS NULL AS is_null;
-- equality, hashing, binary form
SELECT 'utc'::cx_zone = 'UTC'::cx_zone AS same, 'UTC'::cx_zone <> 'Etc/UTC'::cx_zone AS by_name;
SELECT zone, count(*) FROM (VALUES ('UTC'::cx_zone), ('utc'), ('Asia/Tokyo')) v (zone) GROUP BY zone
ORDER BY zone::text;
SELECT convert_from(cx_zone_send('asia/tokyo'), 'UTF8'),
	cx_zone_hash('UTC') = cx_zone_hash('utc') AS same_hash,
	cx_zone_hash_extended('UTC', 1) <> cx_zone_hash_extended('UTC', 2) AS seeded;
SELECT string_agg(zone::text, ' ' ORDER BY zone) AS ordered, 'UTC'::cx_zone < 'Asia/Tokyo' AS lt,
	'Etc/GMT'::cx_zone <= 'Etc/GMT+1' AS le, 'UTC'::cx_zone >= 'utc' AS ge,
	'Etc/GMT'::cx_zone > 'Etc/GMT+1' AS gt
	FROM (VALUES ('UTC'::cx_zone), ('Etc/GMT'), ('Asia/Tokyo'), ('Etc/GMT+1')) v (zone);
CREATE TABLE of_zones (zone cx_zone);
INSERT INTO of_zones VALUES ('Europe/Berlin');
SELECT pg_column_size(zone), zone FROM of_zones;
DROP TABLE of_zones;

-- CET, MET, WET and EET have summer time here, as in the time zone database; AT TIME ZONE takes them for
-- abbreviations, which are fixed offsets: it is 23:30 in July there and 0:30 of the next day here. Some
-- systems keep these old names in a package of their own, and need not have them.
SELECT name AS unlike_that
FROM (VALUES ('CET', timestamptz '2024-07-31 22:30+00'), ('MET', '2024-07-31 22:30+00'),
	('WET', '2024-07-31 23:30+00'), ('EET', '2024-07-31 21:30+00')) AS v (name, instant)
WHERE CASE WHEN test.sqlstate(format('SELECT %L::cx_zone', name)) = 'accepted'
	THEN (period_start(instant, 'day', name), (instant AT TIME ZONE name)::date)
		IS DISTINCT FROM (date '2024-08-01', date '2024-07-31') END;
SELECT zone, period_start(instant::timestamptz, 'day', zone) AS of_the_zone,
	(instant::timestamptz AT TIME ZONE zone)::date AS at_time_zone
FROM (VALUES ('Europe/Berlin', '2024-07-31 22:30+00'), ('Europe/Lisbon', '2024-07-31 23:30+00')) v (zone,
	instant);
-- of two forms, a literal in quotes is the zone and a number is not
CREATE FUNCTION which(date, cx_zone) RETURNS text LANGUAGE sql AS $$ SELECT 'zone ' || $2::text $$;
CREATE FUNCTION which(date, integer) RETURNS text LANGUAGE sql AS $$ SELECT 'number ' || $2 $$;
SELECT which('2026-01-01', 'UTC'), which('2026-01-01', 12), which('2026-01-01', 'UTC'::text);
DROP FUNCTION which(date, cx_zone), which(date, integer);
