-- Laws of business time over random calendars, in zones whose clocks do odd things: half an hour on Lord
-- Howe, a day left out in Samoa, midnight skipped or repeated in Brazil and Lebanon, a summer within a summer
-- in Morocco.
SET DateStyle = ISO;
SET IntervalStyle = postgres;
SET TIME ZONE 'UTC';
CREATE FUNCTION random_windows() RETURNS text LANGUAGE plpgsql AS $$
DECLARE ends int[];
BEGIN
	SELECT array_agg(e ORDER BY e) INTO ends
	FROM (SELECT DISTINCT floor(random() * 1441)::int AS e
		FROM generate_series(1, floor(random() * 7)::int)) v;
	RETURN coalesce((SELECT string_agg(format('%s:%s-%s:%s', ends[i] / 60, to_char(ends[i] % 60, 'FM00'),
			ends[i + 1] / 60, to_char(ends[i + 1] % 60, 'FM00')), ' ')
		FROM generate_series(1, coalesce(array_length(ends, 1), 0) - 1, 2) i), 'closed');
END $$;
CREATE FUNCTION random_calendar(zone text) RETURNS cx_calendar LANGUAGE plpgsql AS $$
DECLARE written text := zone;
BEGIN
	FOR i IN 0 .. 6 LOOP
		written := written || format('; %s %s', ('{Mon,Tue,Wed,Thu,Fri,Sat,Sun}'::text[])[i + 1],
			CASE floor(random() * 5) WHEN 0 THEN '00:00-24:00' WHEN 1 THEN '00:00-3:00 22:00-24:00'
				ELSE random_windows() END);
	END LOOP;
	-- days with a change of the clocks among the dates
	RETURN written || (SELECT string_agg(format('; %s %s', day, random_windows()), '')
		FROM (SELECT DISTINCT date '2011-01-01' + floor(random() * 3000)::int AS day
			FROM generate_series(1, 40) UNION
			SELECT unnest('{2016-03-27,2016-10-02,2011-12-29,2018-11-04,2018-03-24}'::date[])) v);
END $$;
SELECT setseed(0.2026);
CREATE TABLE calendars AS
SELECT i, zone, random_calendar(zone) AS c
FROM unnest(ARRAY['Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Beirut',
	'Africa/Casablanca', 'UTC', 'America/St_Johns']) zone, generate_series(1, 6) i;

-- Minute by minute in plain SQL: six days around changes of the clocks.
CREATE TABLE minutes AS
SELECT zone, starts, at, at AT TIME ZONE zone AS local FROM (SELECT DISTINCT zone FROM calendars) z,
	unnest(ARRAY['2016-03-24 05:17Z', '2016-10-27 05:17Z', '2016-09-29 11:00Z', '2011-12-27 20:00Z',
		'2018-11-01 10:01Z', '2018-02-15 10:01Z']::timestamptz[]) starts,
	generate_series(starts, starts + interval '5 days 23 hours 59 minutes', interval '1 minute') at;
CREATE TABLE windows AS
SELECT i, zone, day, (w ->> 0)::time AS begins, (w ->> 1)::time AS ends
FROM calendars, LATERAL (SELECT c::jsonb) j (j), LATERAL (SELECT DISTINCT starts::date + n FROM minutes,
		generate_series(-1, 7) n) d (day),
	jsonb_array_elements(coalesce(j -> 'dates' -> day::text, j -> 'week' -> to_char(day, 'Dy'))) w;
SELECT count(*), count(*) FILTER (WHERE business_elapsed(starts, starts + interval '6 days', c)
	IS DISTINCT FROM coalesce(counted, 0) * interval '1 minute') AS wrong, sum(counted) > 300000 AS enough
FROM calendars CROSS JOIN (SELECT DISTINCT starts FROM minutes) s LEFT JOIN
	(SELECT i, zone, starts, count(*) AS counted
	 FROM minutes JOIN windows USING (zone)
	 WHERE local::date = day AND local::time >= begins AND local::time < ends GROUP BY 1, 2, 3) m
	USING (i, zone, starts);
-- where clocks are turned at all, in these days
SELECT zone, count(*) FILTER (WHERE local - before <> interval '1 minute') AS turned
FROM (SELECT zone, local, lag(local) OVER (PARTITION BY zone, starts ORDER BY at) AS before FROM minutes) v
GROUP BY zone ORDER BY zone COLLATE "C";
-- Local mean time, by the second: Berlin was 53 minutes and 28 seconds ahead until 1893-04-01.
SELECT business_elapsed('1893-03-31Z', '1893-04-02Z', 'Europe/Berlin; Mon-Sun 00:00-00:30 23:00-24:00')
		AS elapsed, count(*) * interval '1 second' AS counted
FROM generate_series('1893-03-31Z', timestamptz '1893-04-02Z' - interval '1 second', '1 second') at
WHERE (at AT TIME ZONE 'Europe/Berlin')::time < '00:30' OR (at AT TIME ZONE 'Europe/Berlin')::time >= '23:00';
-- Years that no list of changes reaches: rules go on, and 400 years are like the 400 before.
SELECT year, business_elapsed(a, a + interval '366 days', c)
		= (SELECT count(*)
			FROM generate_series(a, a + interval '366 days' - interval '15 minutes', '15 minutes') at,
				LATERAL (SELECT at AT TIME ZONE 'Europe/Berlin') l (local)
			WHERE extract(isodow FROM local) = 7 AND local::time >= '01:15' AND local::time < '02:45')
		* interval '15 minutes' AS counted, business_elapsed(a, a + interval '366 days', c)
FROM unnest('{2037,2038,2499,2500,2900,2901,9999,294200}'::int[]) year,
	LATERAL (SELECT make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC'),
		'Europe/Berlin; Sun 01:15-02:45'::cx_calendar) v (a, c);
-- To the end of the 400 years, in zones whose last rules are of different age: noon is at noon.
SELECT zone, count(*) FILTER (WHERE NOT business_open(at, zone || '; Mon-Sun 12:00-12:01')) AS wrong
FROM unnest('{America/Nome,America/St_Johns,Atlantic/Madeira,Asia/Hebron,Europe/Berlin}'::text[]) zone,
	generate_series(2000, 3300) year, LATERAL (SELECT make_timestamptz(year, 7, 1, 12, 0, 0, zone)) v (at)
GROUP BY zone ORDER BY zone COLLATE "C";
SELECT business_elapsed('2600-02-03 04:05Z', '3000-02-03 04:05Z', c)
	= business_elapsed('199400-02-03 04:05Z', '199800-02-03 04:05Z', c) AS alike
FROM calendars WHERE i = 1 GROUP BY 1;

-- Any three instants: additive, odd, and never more than the time that passes.
CREATE TABLE instants AS
SELECT i, zone, c, base + random() * span AS x, base + random() * span AS y, base + random() * span AS z,
	floor(random() * 3e10) * interval '1 microsecond' AS d
FROM calendars, (VALUES (timestamptz '2011-01-01Z', interval '9 years'), ('1850-01-01Z', '300 years'),
	('2011-12-25Z', '20 days'), ('2450-01-01Z', '1000 years'), ('2018-11-03Z', '2 days')) b (base, span),
	generate_series(1, 8) n;
SELECT count(*),
	count(*) FILTER (WHERE business_elapsed(x, z, c) <> business_elapsed(x, y, c) + business_elapsed(y, z, c))
		AS not_additive,
	count(*) FILTER (WHERE business_elapsed(x, y, c) <> -business_elapsed(y, x, c)) AS not_odd,
	count(*) FILTER (WHERE business_elapsed(least(x, y), greatest(x, y), c)
		NOT BETWEEN interval '0' AND greatest(x, y) - least(x, y)) AS too_much
FROM instants;
-- What is added has elapsed; forward no earlier instant will do, backward no later one.
SELECT count(*), count(*) FILTER (WHERE business_elapsed(x, later, c) <> d) AS wrong,
	count(*) FILTER (WHERE d > '0' AND business_elapsed(x, later - interval '1 microsecond', c) >= d) AS late,
	count(*) FILTER (WHERE business_elapsed(x, earlier, c) <> -d) AS wrong_back,
	count(*) FILTER (WHERE d > '0' AND business_elapsed(x, earlier + interval '1 microsecond', c) <= -d)
		AS early
FROM (SELECT *, business_add(x, d, c) AS later, business_add(x, -d, c) AS earlier FROM instants) v;
-- The next open instant is open, and there is nothing before it.
SELECT count(*), count(*) FILTER (WHERE NOT business_open(next, c) OR next < x
		OR business_elapsed(x, next, c) <> '0' OR business_open(x, c) <> (next = x)) AS wrong
FROM (SELECT *, business_next(x, c) AS next FROM instants) v;
-- Ranges of all windows: their sum is what elapses, they are open from end to end and apart from each other,
-- and their dates are the open days.
SELECT count(*), count(*) FILTER (WHERE elapsed <> total OR business_elapsed(ranges, c) <> total) AS wrong,
	count(*) FILTER (WHERE days <> business_days(from_day, to_day, c) OR
		days <> -business_days(to_day, from_day, c)) AS wrong_days
FROM (SELECT c, from_day, to_day, sum(upper(h) - lower(h)) AS total, range_agg(h) AS ranges,
		count(DISTINCT (lower(h) AT TIME ZONE zone)::date) AS days,
		business_elapsed(from_day::timestamp AT TIME ZONE zone, to_day::timestamp AT TIME ZONE zone, c)
			AS elapsed
	FROM calendars, (VALUES (date '2011-06-15', date '2012-06-15'), ('2018-01-10', '2019-01-10'))
			d (from_day, to_day),
		business_hours(from_day, to_day, c) h
	GROUP BY c, zone, from_day, to_day) v;
-- The n-th open date after an instant's own, when its last window closes.
SELECT count(*) > 4000 AS many, count(*) FILTER (WHERE business_days(day + 1, closing_day + 1, c) <> n
		OR closing <> (SELECT max(upper(h)) FROM business_hours(closing_day, closing_day + 1, c) h)) AS wrong
FROM (SELECT *, (x AT TIME ZONE zone)::date AS day,
		((closing - interval '1 microsecond') AT TIME ZONE zone)::date AS closing_day
	FROM (SELECT *, business_add_days(x, n, c) AS closing FROM instants, unnest('{1,2,30}'::int[]) n
		WHERE x < '2100-01-01') w) v;
-- Texts, casts and copies of a calendar count alike.
SELECT count(*) FILTER (WHERE business_elapsed(x, y, c) <> business_elapsed(x, y, c::text)) AS unlike
FROM instants;
DROP TABLE calendars, minutes, windows, instants;
DROP FUNCTION random_calendar, random_windows;
