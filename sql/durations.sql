-- How long it takes: what counts as a duration, what is answered, and what is refused.

-- T-14 (ART calculators): 120 hours over 30 tickets are 4 hours each; 500 over 50 are 10.
SELECT resolution_time(opened, opened + hours * interval '1 hour'),
	mean_hours(duration_agg(opened, opened + hours * interval '1 hour'))
FROM (SELECT timestamptz '2026-03-02 09:00+01' + i * interval '1 minute' AS opened, i % 9 AS hours
	FROM generate_series(1, 27) i UNION ALL SELECT '2026-03-03 09:00+01', 4 FROM generate_series(1, 3)) v;
SELECT resolution_time(d), mean_hours(duration_agg(d)), duration_count(duration_agg(d))
FROM (SELECT i * interval '1 minute' + interval '9:34:30' AS d FROM generate_series(1, 50) i) v;

-- Zero is a duration; a day is 24 hours; what is the same length is the same duration.
SELECT resolution_time(d), duration_agg(d)
FROM unnest(ARRAY['0', '1 day', '24 hours', '2 days -24:00', '-1 day 48:00', NULL]::interval[]) d;
-- The mean is exact to the microsecond, a half upwards, with no months and no days.
SELECT resolution_time(d) FROM unnest(ARRAY['1 microsecond', '2 microseconds']::interval[]) d;
SELECT resolution_time(d), mean_hours(duration_agg(d)) = 25 / 3.0::float8 AS third
FROM unnest(ARRAY['1 hour', '0', '1 day']::interval[]) d;
SELECT resolution_time(d) = '100 days' AS equal, extract(day FROM resolution_time(d)) AS days,
	extract(hour FROM resolution_time(d)) AS hours
FROM unnest(ARRAY['100 days']::interval[]) d;

-- Instants, local times and days, each with its own kind; the clock changed on 2026-03-29 in Berlin.
CREATE TABLE tickets (opened timestamptz, resolved timestamptz);
INSERT INTO tickets VALUES ('2026-03-28 12:00+01', '2026-03-29 12:00+02'), ('2026-03-30 09:00+02',
	'2026-03-30 09:00+02'),
	('2026-03-30 10:00+02', NULL), ('2026-03-30 11:00+02', 'infinity'), (NULL, '2026-03-30 12:00+02'),
	(NULL, NULL), (NULL, '-infinity');
SET timezone = 'Europe/Berlin';
SELECT duration_agg(opened, resolved), duration_agg(opened::timestamp, resolved::timestamp),
	duration_agg(opened::date, resolved::date),
		duration_agg(resolved - opened) FILTER (WHERE isfinite(resolved))
FROM tickets;
SELECT resolution_time(opened, resolved), resolution_time(opened::timestamp, resolved::timestamp),
	resolution_time(opened::date, resolved::date) FROM tickets;
RESET timezone;
SELECT duration_agg(date '2026-01-01', date 'infinity'), duration_agg(timestamp '2026-01-01',
	timestamp 'infinity'),
	duration_agg(timestamptz '2026-01-01', 'infinity'), duration_agg(date '2026-01-01', '2026-01-03');
-- No rows: the empty state, counts of 0, figures of NULL; NULL states.
SELECT duration_agg(opened, resolved) AS state, resolution_time(opened, resolved),
	duration_count(duration_agg(opened, resolved)), mean_hours(duration_agg(opened, resolved)),
	median_hours(duration_agg(opened, resolved)), quantile_hours(duration_agg(opened, resolved), 0),
	share_within(duration_agg(opened, resolved), '1 hour'), rollup(duration_agg(opened, resolved)) OVER ()
FROM tickets WHERE false;
SELECT share_within_bounds('()', '1 hour'), resolution_time('()'::cx_durations);
SELECT duration_count(s), mean_hours(s), median_hours(s), quantile_hours(s, 0.5), share_within(s, '1 hour'),
	share_within_bounds(s, '1 hour'), resolution_time(s), s + '()' AS sum, '()' - s AS difference
FROM (VALUES (NULL::cx_durations)) v (s);

-- Quantiles as percentile_disc has them: the shortest that at least p of all do not exceed.
SELECT p, quantile_hours(s, p), hours
FROM (SELECT duration_agg(i * interval '1 hour') AS s FROM generate_series(1, 4) i) v,
	unnest('{0,1e-300,0.25,0.26,0.5,0.51,0.75,0.9,1}'::float8[]) p,
	LATERAL (SELECT percentile_disc(p) WITHIN GROUP (ORDER BY i) AS hours FROM generate_series(1, 4) i) w
ORDER BY p;
SELECT median_hours(duration_agg(i * interval '1 hour')) FROM generate_series(1, 4) i;

-- share_within counts what is at most the bound: exact at every whole minute to 256, and at the hours of
-- targets; and on either side of them, by a microsecond.
WITH bounds AS (SELECT i * interval '1 minute' AS bound FROM generate_series(1, 256) i
	UNION ALL SELECT i * interval '1 hour' FROM unnest('{5,6,8,10,12,16,24,36,48,72,96,120}'::int[]) i
	UNION ALL SELECT i * interval '1 day' FROM unnest('{1,2,3,4,5}'::int[]) i),
state AS (SELECT duration_agg(bound + d) AS s, count(*) AS n FROM bounds, unnest(ARRAY['-00:00:00.000001',
	'0', '0.000001']::interval[]) d WHERE bound <= interval '256 minutes' OR d <> '0')
SELECT count(*) AS bounds, bool_and(low = high AND share_within(s, bound) = low
	AND low = 100::float8 * (SELECT count(*)
	FROM bounds b, unnest(ARRAY['-00:00:00.000001', '0', '0.000001']::interval[]) d
	WHERE (b.bound <= interval '256 minutes' OR d <> '0') AND b.bound + d <= bounds.bound) / n) AS exact
FROM bounds, state, share_within_bounds(s, bound);
-- Elsewhere linear in the bucket, (300, 302] minutes here, as far as its sum allows; bounds say how far.
SELECT seconds, share_within(s, seconds * interval '1 second'), low, high
FROM (SELECT duration_agg(interval '300 minutes' + i * interval '1 second') AS s FROM generate_series(1,
	120) i) v,
	unnest('{18000,18030,18060,18090,18120}'::int[]) seconds,
	share_within_bounds(s, seconds * interval '1 second');
-- One duration in the bucket is known, and so are equal ones at its ends.
SELECT share_within(s, '301 minutes'), share_within(s, '301 minutes 1 second'), share_within_bounds(s,
	'301 minutes 1 second')
FROM (SELECT duration_agg(interval '301 minutes 1 second') AS s) v;
SELECT low, high, share_within('(3: 54360)', '301 minutes') FROM share_within_bounds('(3: 54360)',
	'301 minutes');
SELECT share_within(s, '0'), share_within(s, '1 microsecond'), share_within(s, '106751991 days')
FROM (SELECT duration_agg(d) AS s FROM unnest(ARRAY['0', '1 microsecond', '1000000 days',
	'106751990 days']::interval[]) d) v;

-- Refused: the wrong way round, naming both instants; infinite; negative; months; kinds mixed.
SELECT test.refusal($$SELECT duration_agg(timestamptz '2026-03-02 09:00Z',
	timestamptz '2026-03-02 08:59Z')$$);
SELECT test.refusal($$SELECT resolution_time(timestamp '2026-03-02 09:00', timestamp '2026-03-02 08:59')$$);
SELECT test.refusal($$SELECT resolution_time(date '2026-03-02', date '2026-03-01')$$);
SELECT s, test.refusal(s) FROM unnest(ARRAY[
	$$SELECT duration_agg(timestamptz '-infinity', now())$$,
	$$SELECT duration_agg(timestamptz 'infinity', now())$$,
	$$SELECT duration_agg(timestamptz 'infinity', NULL::timestamptz)$$,
	$$SELECT duration_agg(timestamp '2026-01-01', timestamp '-infinity')$$,
	$$SELECT duration_agg(date '-infinity', date '2026-01-01')$$,
	$$SELECT duration_agg(timestamptz '4714-11-24 BC', '294276-12-31')$$,
	$$SELECT duration_agg(date '4714-11-24 BC', date '5874897-12-31')$$,
	$$SELECT duration_agg(interval '-1 microsecond')$$,
	$$SELECT duration_agg(interval '1 day -24:00:00.000001')$$,
	$$SELECT resolution_time(interval '1 month')$$,
	$$SELECT resolution_time(age(timestamp '2026-03-02', timestamp '2026-01-01'))$$,
	$$SELECT duration_agg(interval '2147483647 days')$$,
	$$SELECT duration_agg(date '2026-01-01', timestamptz '2026-01-02 12:00Z')$$,
	$$SELECT resolution_time(timestamptz '2026-01-01 12:00Z', date '2026-01-02')$$,
	$$SELECT quantile_hours('()', NULL)$$,
	$$SELECT quantile_hours(NULL, 1.5)$$,
	$$SELECT quantile_hours('()', -1e-9)$$,
	$$SELECT quantile_hours('()', 'nan')$$,
	$$SELECT share_within('()', NULL)$$,
	$$SELECT share_within(NULL, '-1 hour')$$,
	$$SELECT share_within_bounds('()', '1 mon')$$,
	$$SELECT share_within('()', '200000000 days')$$]) AS s;
SELECT test.sqlstate(format('SELECT %s(%s, %s)', f, a, b)) AS kinds, count(*)
FROM unnest('{duration_agg,resolution_time}'::text[]) f,
	unnest(ARRAY['date ''2026-01-01''', 'timestamp ''2026-01-01''', 'timestamptz ''2026-01-01''']) a,
	unnest(ARRAY['date ''2026-01-02''', 'timestamp ''2026-01-02''', 'timestamptz ''2026-01-02''']) b
GROUP BY 1 ORDER BY 1;

-- + and -: a bucket that is empty is not stored.
SELECT a + b AS sum, (a + b) - b = a AS back, a - a AS nothing, a + '()' = a AND '()' + a = a AS neutral
FROM (VALUES ('(1: 60, 3: 5400.5)'::cx_durations, '(1: 0, 2: 120.1, 1: 1801)'::cx_durations)) v (a, b);
-- What is not there can be taken away: that is a correction. Added to what has it, it is gone; two of them
-- add up, in windows too; figures of it are refused.
CREATE TABLE corrections AS
SELECT a, b, a - b AS c FROM (VALUES ('()'::cx_durations, '(1: 0)'::cx_durations), ('(1: 60)', '(2: 120)'),
	('(2: 18001)', '(1: 8999)'), ('(2: 36002)', '(1: 18119)'), ('(1: 18001)', '(1: 18002)'),
	('(1: 60, 3: 5400.5)', '(1: 0, 2: 120.1, 1: 1801)')) v (a, b);
SELECT a, b, c, c + b = a AS back, b - a = '()' - c AS other_way, c::text::cx_durations = c AS text,
	c = rollup(c) OVER (PARTITION BY a) AS rolled, c < '()' OR c > '()' AS ordered,
	cx_durations_uncount(c, interval '1 hour') = c - '(1: 3600)' AS uncount,
	cx_durations_count(c, interval '1 hour') = c + '(1: 3600)' AS count
FROM corrections ORDER BY c::text COLLATE "C";
SELECT c::json FROM corrections WHERE a = '(1: 60)';
SELECT rollup(c) + rollup(b) = rollup(a) AS sums,
	(SELECT count(*) FROM (SELECT rollup(c) OVER w - rollup(a) OVER w + rollup(b) OVER w AS nothing
		FROM corrections WINDOW w AS (ORDER BY c ROWS 1 PRECEDING)) v WHERE nothing <> '()') AS wrong
FROM corrections;
SELECT test.refusal($$SELECT mean_hours('()'::cx_durations - '(1: 0)')$$);
SELECT f, test.sqlstate(format('SELECT %s(%L::cx_durations%s)', f, s, more))
FROM (VALUES ('(#0 -1: 0)'), ('(#3500 0: -0.1)')) v (s), (VALUES ('duration_count', ''), ('mean_hours', ''),
	('median_hours', ''), ('quantile_hours', ', 0.9'), ('share_within', ', ''1 hour'''),
	('share_within_bounds', ', ''1 hour'''), ('resolution_time', '')) w (f, more) ORDER BY s, f;
DROP TABLE corrections;
SELECT s, test.sqlstate(s) FROM unnest(ARRAY[
	$$SELECT '(#0 -9223372036854775807: 0)'::cx_durations - '(2: 0)'$$,
	$$SELECT '(9223372036854775807: 0)'::cx_durations + '(1: 0)'$$,
	$$SELECT '(9223372036854775807: 0)'::cx_durations + '(1: 1)'$$,
	$$SELECT rollup(s) FROM (VALUES ('(9223372036854775807: 0)'::cx_durations), ('(1: 1)')) v (s)$$,
	$$SELECT rollup(s) FROM (VALUES ('(9223372036854775807: 553402322211286548.42)'::cx_durations),
		('(1: 0.06)')) v (s)$$
	]) s;
-- Called by hand a transition gives a new value, and the inverse takes back.
SELECT cx_durations_count('(1: 60)'::cx_durations, interval '1 minute'),
	cx_durations_uncount('(2: 120)'::cx_durations, interval '1 minute'),
	cx_durations_count(NULL, interval '1 minute'), cx_durations_count('(1: 60)'::cx_durations,
		NULL::interval);
DROP TABLE tickets;
