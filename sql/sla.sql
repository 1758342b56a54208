-- Targets: met, breached, or open within them; attainment, its interval and its change.
SET DateStyle = 'ISO, YMD';
SET TimeZone = 'Asia/Tokyo';
-- Every way a ticket can lie, target 4 hours, looked at at 20:00 UTC. Met when resolved within the target, to
-- the microsecond; breached when later, resolved or not; open is what may still become either.
CREATE TABLE ticket (what text, opened timestamptz, resolved timestamptz, outcome text);
INSERT INTO ticket VALUES
	('at once', '2026-01-05 09:00Z', '2026-01-05 09:00Z', 'met'),
	('in time', '2026-01-05 09:00Z', '2026-01-05 12:00Z', 'met'),
	('to the microsecond', '2026-01-05 09:00Z', '2026-01-05 13:00Z', 'met'),
	('a microsecond late', '2026-01-05 09:00Z', '2026-01-05 13:00:00.000001Z', 'breached'),
	('late', '2026-01-05 09:00Z', '2026-01-05 19:59Z', 'breached'),
	('resolved at as_of', '2026-01-05 16:00Z', '2026-01-05 20:00Z', 'met'),
	('resolved at as_of, late', '2026-01-05 15:00Z', '2026-01-05 20:00Z', 'breached'),
	('resolved after as_of, in time', '2026-01-05 19:00Z', '2026-01-05 21:00Z', 'open'),
	('resolved after as_of, overdue by then', '2026-01-05 15:59Z', '2026-01-05 20:01Z', 'breached'),
	('open in time', '2026-01-05 19:00Z', NULL, 'open'),
	('open to the microsecond', '2026-01-05 16:00Z', NULL, 'open'),
	('open and overdue', '2026-01-05 15:59:59.999999Z', NULL, 'breached'),
	('open, infinity', '2026-01-05 17:00Z', 'infinity', 'open'),
	('open and overdue, infinity', '2025-12-01 00:00Z', 'infinity', 'breached'),
	('opened at as_of', '2026-01-05 20:00Z', NULL, NULL),
	('opened after as_of', '2026-01-06 09:00Z', '2026-01-06 09:30Z', NULL),
	('never opened', NULL, '2026-01-05 12:00Z', NULL),
	('neither', NULL, NULL, NULL);
-- The state of one ticket is its outcome, over instants, local times and elapsed times alike.
CREATE VIEW outcome AS
SELECT what, outcome, sla_agg(opened, resolved, '4 hours', '2026-01-05 20:00Z') AS instant,
	sla_agg(opened AT TIME ZONE 'UTC', resolved AT TIME ZONE 'UTC', '4 hours', '2026-01-05 20:00') AS local,
	sla_agg(least(resolved, '2026-01-05 20:00Z') - opened, '4 hours', resolved <= '2026-01-05 20:00Z')
		FILTER (WHERE opened < '2026-01-05 20:00Z') AS elapsed
FROM ticket GROUP BY what, outcome;
SELECT what, instant, local, elapsed FROM outcome ORDER BY what COLLATE "C";
SELECT count(*) AS tickets, count(*) FILTER (WHERE outcome IS DISTINCT FROM
	CASE WHEN sla_met(s) = 1 THEN 'met' WHEN sla_breached(s) = 1 THEN 'breached'
		WHEN sla_open(s) = 1 THEN 'open' END OR sla_met(s) + sla_breached(s) + sla_open(s)
		<> (outcome IS NOT NULL)::int) AS broken
FROM outcome, unnest(ARRAY[instant, local, elapsed]) s;
-- 4 met and 6 breached; 4 open ones are left out: 40 %
SELECT s, sla_met(s), sla_breached(s), sla_open(s), round(sla_attainment(s)::numeric, 4) AS attainment
FROM (SELECT sla_agg(opened, resolved, '4 hours', '2026-01-05 20:00Z') AS s FROM ticket) v;
-- nobody, nothing decided, NULL
SELECT sla_agg(opened, resolved, '4 hours', now()) AS s,
	sla_attainment(sla_agg(opened, resolved, '4 hours', now())),
	sla_open(sla_agg(opened, resolved, '4 hours', now())) FROM ticket WHERE false;
SELECT sla_attainment('(0 met, 0 breached, 3 open)'), sla_ci('(0 met, 0 breached, 3 open)'),
	sla_change('(0 met, 0 breached, 3 open)', '(1 met, 0 breached, 0 open)'), sla_ci('()');
SELECT sla_attainment(NULL), sla_met(NULL), sla_breached(NULL), sla_open(NULL), sla_ci(NULL),
	sla_change(NULL, '()'), sla_change('(1 met, 0 breached, 0 open)', NULL);

-- Zammad ticket_sla_test (T-9): opened 09:30 UTC; the first reply at 10:00 or 14:00 against 60 minutes, the
-- close at 11:30 or 13:00 against 180: +30, -210, +60, -30 minutes to spare.
SELECT event, target, sla_agg('2013-03-21 09:30Z', at, target, '2013-03-22 00:00Z')
FROM (VALUES (1, timestamptz '2013-03-21 10:00Z', interval '60 minutes'),
	(2, '2013-03-21 14:00Z', '60 minutes'),
	(3, '2013-03-21 11:30Z', '180 minutes'), (4, '2013-03-21 13:00Z', '180 minutes')) v (event, at, target)
GROUP BY event, target ORDER BY event;

-- An open ticket's elapsed is not known to be NULL by accident: skipped, it would raise the attainment.
SELECT sla_agg(elapsed, '1 hour', resolved)
FROM (VALUES (interval '30 minutes', true), (NULL, true), ('2 hours', false), ('2 hours', NULL),
	('1 hour', NULL), ('0', true)) v (elapsed, resolved);
SELECT test.refusal('SELECT sla_agg(NULL::interval, ''1 hour'', ' || r || ')')
FROM unnest('{false, NULL::boolean}'::text[]) r;
-- days are 24 hours, however they are written
SELECT sla_agg(e, t, true), e, t
FROM (VALUES (interval '47:59:59', interval '2 days'), ('2 days', '48 hours'),
	('1 day 24:00:01', '2 days'), ('-1 days 72:00:01', '2 days'), ('3 days -24:00:00', '48 hours')) v (e, t)
GROUP BY e, t ORDER BY e, t;
-- a target in every row
SELECT priority, sla_agg(elapsed, target, true), sla_attainment(sla_agg(elapsed, target, true))
FROM (VALUES ('high', interval '3 hours', interval '4 hours'), ('high', '5 hours', '4 hours'),
	('low', '3 days', '5 days'), ('low', '6 days', '5 days'), ('low', '1 day', '5 days')) v (priority,
	elapsed, target) GROUP BY ROLLUP (priority) ORDER BY priority;

-- What cannot be.
SELECT args, test.refusal(format('SELECT sla_agg(%s)', args)) FROM unnest(ARRAY[
	'interval ''1 hour'', NULL, true',
	'interval ''1 hour'', interval ''1 month'', true',
	'interval ''1 year'', interval ''1 hour'', true',
	'interval ''-1 second'', interval ''1 hour'', true',
	'interval ''1 second'', interval ''-1 hour'', true',
	'interval ''1 second'', interval ''1 day -25:00'', true',
	'interval ''106751992 days'', interval ''1 hour'', true',
	'timestamptz ''2026-01-05'', NULL, ''1 hour'', NULL::timestamptz',
	'timestamptz ''2026-01-05'', NULL, NULL, timestamptz ''2026-01-06''',
	'timestamptz ''2026-01-05'', NULL, ''1 month'', timestamptz ''2026-01-06''',
	'timestamptz ''2026-01-05'', NULL, ''1 hour'', timestamptz ''infinity''',
	'timestamptz ''infinity'', NULL, ''1 hour'', timestamptz ''2026-01-06''',
	'timestamp ''-infinity'', NULL::timestamp, ''1 hour'', ''2026-01-06''',
	'timestamptz ''2026-01-05 10:00+09'', ''2026-01-05 09:59:59+09'', ''1 hour'', timestamptz ''2026-01-06''',
	'timestamp ''2026-01-05 10:00'', timestamp ''2026-01-05 09:59:59'', ''1 hour'', ''2026-01-06''',
	'timestamptz ''4713-11-24 00:00Z BC'', NULL, ''1 hour'', timestamptz ''294276-12-31''',
	'timestamp ''2026-01-05'', timestamp ''2026-01-06'', ''1 hour'', ''infinity''',
	'timestamptz ''2026-01-05'', NULL, ''1 hour'', timestamptz ''2026-01-06'', NULL',
	'timestamptz ''2026-01-05'', NULL, ''2 days'', timestamptz ''2026-01-06'', ''UTC; Mon-Fri 09:00-17:00''',
	'timestamptz ''2026-01-05'', NULL, ''1 mon'', timestamptz ''2026-01-06'', ''UTC; Mon-Fri 09:00-17:00''',
	'date ''2026-01-05'', date ''2026-01-06'', ''1 hour'', date ''2026-01-07''',
	'date ''2026-01-05'', date ''2026-01-06'', ''1 hour'', date ''2026-01-07'', ''UTC; Mon-Fri 09:00-17:00''',
	'timestamptz ''2026-01-05'', timestamptz ''2026-01-06'', ''1 hour'', CURRENT_DATE',
	'timestamp ''2026-01-05'', timestamp ''2026-01-06'', ''1 hour'', now()',
	'timestamptz ''2026-01-05'', timestamp ''2026-01-06'', ''1 hour'', now(), ''UTC; Mon-Fri 09:00-17:00''',
	'float8 ''1'', float8 ''2'', true']) args;
-- no form reads the session's zone: an instant goes with instants only, dates need a time of day beside them
SELECT test.sqlstate(format('SELECT sla_agg(%s ''2026-01-05'', %s ''2026-01-06'', ''1 hour'', %s '
	'''2026-01-07'')', a, b, c)) AS answer, count(*) AS mixtures, count(*) FILTER (WHERE 'timestamptz'
	IN (a, b, c)) AS with_an_instant, count(*) FILTER (WHERE a = b AND b = c) AS of_one_kind
FROM unnest('{date, timestamp, timestamptz}'::text[]) a, unnest('{date, timestamp, timestamptz}'::text[]) b,
	unnest('{date, timestamp, timestamptz}'::text[]) c GROUP BY 1 ORDER BY 1;
-- what the hint for dates says to write is the answer for their midnights
SELECT sla_agg((least(resolved, as_of) - opened) * interval '24 hours', '48 hours', resolved <= as_of)
		FILTER (WHERE opened < as_of) AS dates,
	sla_agg(opened::timestamp, resolved::timestamp, '48 hours', as_of::timestamp) AS midnights
FROM (VALUES (date '2026-01-01', date '2026-01-03'), ('2026-01-01', '2026-01-04'), ('2026-01-04', NULL),
	('2026-01-01', 'infinity'), ('2026-01-04', '2026-02-01'), ('2026-01-05', NULL),
	('2026-01-06', '2026-01-06')) v (opened, resolved), (VALUES (date '2026-01-05')) day (as_of);
-- and a literal as_of is of the kind of the columns
SELECT sla_agg(o, r, '1 hour', '2026-01-05 11:00') AS local
FROM (VALUES (timestamp '2026-01-05 10:30', NULL::timestamp)) v (o, r);
SELECT sla_agg(o, r, '1 hour', '2026-01-05 11:00+00') AS instant
FROM (VALUES (timestamptz '2026-01-05 10:30+00', NULL::timestamptz)) v (o, r);

-- Intervals: Wilson 18 of 20 (statsmodels); Newcombe 7 of 34 after 1 of 34 (Fagerland 2015): the same code as
-- csat_ci and csat_change. An interval holds its estimate.
SELECT low, high FROM sla_ci('(18 met, 2 breached, 7 open)');
SELECT round(low::numeric, 3) AS low, round(high::numeric, 3) AS high, round(change::numeric, 4) AS change
FROM sla_change('(1 met, 33 breached, 0 open)', '(7 met, 27 breached, 5 open)');
SELECT csat_ci('(1..5: 0 0 2 18 0)'::cx_scores, 0.9)
		= sla_ci('(18 met, 2 breached, 0 open)', 0.9) AS as_csat_ci,
	csat_change('(1..5: 0 0 33 1 0)'::cx_scores, '(1..5: 0 27 0 3 4)', 0.9)
		= sla_change('(1 met, 33 breached, 0 open)', '(7 met, 27 breached, 0 open)', 0.9) AS as_csat_change;
SELECT (sla_ci('(0 met, 30 breached, 0 open)')).low, (sla_ci('(38 met, 0 breached, 0 open)')).high,
	(sla_change('(3 met, 0 breached, 0 open)', '(5 met, 0 breached, 0 open)')).*;
SELECT test.refusal(q) FROM unnest(ARRAY['SELECT sla_ci(''(1 met, 0 breached, 0 open)'', 95)',
	'SELECT sla_change(''()'', ''()'', NULL)',
	'SELECT sla_attainment(''(-1 met, 2 breached, 0 open)'')',
	'SELECT sla_ci(''(1 met, 2 breached, -1 open)'')',
	'SELECT sla_attainment(''(9223372036854775807 met, 1 breached, 0 open)'')']) q;
SELECT sla_met(s), sla_breached(s), sla_open(s) FROM (SELECT '(-1 met, 2 breached, -3 open)'::cx_sla) v (s);

-- One as_of: met and breached are final, and go with anything; open tickets are open as of some time.
SELECT a + b FROM (VALUES ('(1 met, 2 breached, 3 open as of 2026-01-05 12:00:00Z)'::cx_sla,
	'(10 met, 20 breached, 0 open)'::cx_sla), ('(10 met, 20 breached, 0 open)',
	'(1 met, 2 breached, 3 open as of 2026-01-05 12:00:00Z)'),
	('(0 met, 0 breached, 1 open as of 2026-01-05 12:00:00)',
	'(0 met, 0 breached, 1 open as of 2026-01-05 12:00:00)'),
	('(0 met, 1 breached, 1 open)', '(0 met, 0 breached, 1 open)')) v (a, b);
SELECT a, b, test.refusal(format('SELECT %L::cx_sla + %L', a, b))
FROM (VALUES ('(0 met, 0 breached, 1 open as of 2026-01-05 12:00:00Z)',
	'(0 met, 0 breached, 1 open as of 2026-01-05 12:00:00.5Z)'),
	('(0 met, 0 breached, 1 open as of 2026-01-05 12:00:00Z)',
	'(0 met, 0 breached, 1 open as of 2026-01-05 12:00:00)'),
	('(0 met, 0 breached, 1 open)', '(0 met, 0 breached, 1 open as of 2026-01-05 12:00:00)')) v (a, b);
-- in one aggregate, in rollup, by hand
SELECT test.refusal(q) FROM unnest(ARRAY[
	'SELECT sla_agg(timestamptz ''2026-01-05'', NULL, ''9 hours'', timestamptz ''2026-01-05 01:00'' '
		'+ i * interval ''1 hour'') FROM generate_series(1, 3) i',
	'SELECT rollup(s) FROM (SELECT sla_agg(timestamptz ''2026-01-05'', NULL, ''9 hours'', timestamptz '
		'''2026-01-05 01:00'' + i * interval ''1 hour'') AS s FROM generate_series(1, 3) i GROUP BY i) v',
	'SELECT ''(0 met, 0 breached, 9223372036854775807 open)''::cx_sla + ''(0 met, 0 breached, 1 open)''',
	'SELECT ''(9223372036854775807 met, 0 breached, 0 open)''::cx_sla + ''(1 met, 0 breached, 0 open)''',
	'SELECT ''(0 met, -9223372036854775808 breached, 0 open)''::cx_sla - ''(0 met, 1 breached, 0 open)''']) q;
-- days that are final roll up, however often and as of whenever each was computed
SELECT rollup(s) FROM (SELECT sla_agg(timestamptz '2026-01-05' + i * interval '1 day',
	timestamptz '2026-01-05 02:00' + i * interval '1 day', i * interval '1 hour',
	timestamptz '2026-01-06' + i * interval '1 day') AS s FROM generate_series(1, 3) i GROUP BY i) v;
SELECT a - b AS left, b - a AS owed, a - a AS nothing, a - b + b = a AS back, b - a + a = b AS forth
FROM (VALUES ('(5 met, 4 breached, 3 open as of 2026-01-05 12:00:00Z)'::cx_sla,
	'(6 met, 4 breached, 1 open as of 2026-01-05 12:00:00Z)'::cx_sla)) v (a, b);
SELECT rollup(s) FROM (VALUES (NULL::cx_sla)) v (s);
SELECT rollup(s) FROM (VALUES ('(1 met, 0 breached, 0 open)'::cx_sla), (NULL), ('()'),
	('(0 met, 2 breached, 0 open)')) v (s);

-- Business hours. T-9 with its calendar says the same: 10:30 to 18:00 in Berlin is open throughout.
SELECT event, target, sla_agg('2013-03-21 09:30Z', at, target, '2013-03-22 00:00Z',
	'Europe/Berlin; Mon-Fri 08:00-18:00')
FROM (VALUES (1, timestamptz '2013-03-21 10:00Z', interval '60 minutes'),
	(2, '2013-03-21 14:00Z', '60 minutes'),
	(3, '2013-03-21 11:30Z', '180 minutes'), (4, '2013-03-21 13:00Z', '180 minutes')) v (event, at, target)
GROUP BY event, target ORDER BY event;
-- Friday 17:00 to Monday 09:00, Berlin: two open hours, 64 of the clock. Sunday noon, still open: one hour.
SELECT t AS target,
	sla_agg('2026-01-09 17:00+01', '2026-01-12 09:00+01', t, '2026-02-01 00:00Z', c) AS business,
	sla_agg('2026-01-09 17:00+01', '2026-01-12 09:00+01', t, '2026-02-01 00:00Z') AS clock,
	sla_agg('2026-01-09 17:00+01', NULL, t, '2026-01-11 12:00+01', c) AS still_open,
	sla_agg(timestamp '2026-01-09 17:00', timestamp '2026-01-12 09:00', t, '2026-02-01 00:00', c) AS local,
	sla_agg(timestamp '2026-01-09 17:00', NULL, t, '2026-01-11 12:00', c) AS local_open
FROM unnest('{0:59:59, 1:59:59, 2:00, 64:00}'::interval[]) t,
	(SELECT 'Europe/Berlin; Mon-Fri 08:00-18:00'::cx_calendar) v (c) GROUP BY t ORDER BY t;
-- Local times are those of the calendar's zone, whatever the session's: 01:30 to 03:30 of the night in which
-- clocks go back in Berlin is three hours there.
SELECT sla_agg(timestamp '2026-10-25 01:30', timestamp '2026-10-25 03:30', '2:59:59', '2026-11-01',
	'Europe/Berlin; Mon-Sun 00:00-24:00') AS three_hours,
	sla_agg(timestamp '2026-10-25 01:30', timestamp '2026-10-25 03:30', '2:00', '2026-11-01',
	'UTC; Mon-Sun 00:00-24:00') AS two;
-- A calendar in every row, and the elapsed form beside it.
CREATE TABLE desk (team text, calendar cx_calendar);
INSERT INTO desk VALUES ('berlin', 'Europe/Berlin; Mon-Fri 09:00-17:00; 2026-01-06'),
	('tokyo', 'Asia/Tokyo; Mon-Sat 10:00-12:00 13:00-19:00'), ('always', 'UTC; Mon-Sun 00:00-24:00');
SELECT team, s, replace(s::text, ' as of 2026-01-05 20:00:00Z', '') = elapsed::text AS same
FROM (SELECT team, sla_agg(opened, resolved, '4 hours', '2026-01-05 20:00Z', calendar) AS s,
	sla_agg(business_elapsed(opened, least(resolved, '2026-01-05 20:00Z'), calendar), '4 hours',
		resolved <= '2026-01-05 20:00Z') FILTER (WHERE opened < '2026-01-05 20:00Z') AS elapsed
	FROM ticket, desk GROUP BY team) v ORDER BY team;

-- Targets as they were when a ticket was opened, and calendars that change while it is open (dbt_zendesk
-- #35): elapsed time over multiranges, piece by piece. Opened Monday 16:00; hours 9 to 17 until Tuesday,
-- 8 to 20 from Wednesday on; waiting for the customer Tuesday 10 to 12; resolved Wednesday 9:00: 1 + 6 + 1
-- = 8 hours. The target was 8 hours until Monday, then 4.
CREATE TABLE policy (during tstzrange, target interval);
INSERT INTO policy VALUES ('[2026-01-01 00:00Z, 2026-01-06 00:00Z)', '8 hours'),
	('[2026-01-06 00:00Z,)', '4 hours');
CREATE TABLE schedule (during tstzrange, calendar cx_calendar);
INSERT INTO schedule VALUES ('[2026-01-01 00:00Z, 2026-01-07 00:00Z)', 'UTC; Mon-Fri 09:00-17:00'),
	('[2026-01-07 00:00Z,)', 'UTC; Mon-Fri 08:00-20:00');
SELECT elapsed, target, sla_agg(elapsed, target, true)
FROM (SELECT sum(business_elapsed(tstzmultirange(tstzrange('2026-01-05 16:00Z', '2026-01-07 09:00Z')
		* during) - '{[2026-01-06 10:00Z, 2026-01-06 12:00Z)}', calendar)) AS elapsed,
		(SELECT target FROM policy p WHERE timestamptz '2026-01-05 16:00Z' <@ p.during) AS target
	FROM schedule) v GROUP BY elapsed, target;
DROP TABLE policy, schedule, desk;

-- Any split of the rows, any order, any plan, and a window as its recomputation.
SELECT setseed(0.31);
CREATE TABLE many AS
SELECT i, timestamptz '2026-01-01 00:00Z' + random() * interval '30 days' AS opened,
	(ARRAY['1 hour', '8 hours', '2 days']::interval[])[1 + i % 3] AS target, random() AS r
FROM generate_series(1, 3000) i;
ALTER TABLE many ADD resolved timestamptz;
UPDATE many SET resolved = CASE WHEN r < 0.1 THEN NULL WHEN r < 0.15 THEN 'infinity'
	ELSE opened + (r - 0.15) ^ 3 * interval '10 days' END;
SELECT sla_agg(opened, resolved, target, '2026-01-31 00:00Z') AS whole FROM many \gset
SELECT :'whole'::cx_sla = format('(%s met, %s breached, %s open as of 2026-01-31 00:00:00Z)',
	count(*) FILTER (WHERE resolved <= a AND resolved - opened <= target),
	count(*) FILTER (WHERE least(resolved, a) - opened > target),
	count(*) FILTER (WHERE (resolved <= a) IS NOT TRUE AND least(resolved, a) - opened <= target))::cx_sla
	AS as_plain_sql,
	count(*) FILTER (WHERE (resolved <= a) IS NOT TRUE AND a - opened <= target) > 10 AS some_open
FROM many, (SELECT timestamptz '2026-01-31 00:00Z') a (a);
SELECT (SELECT rollup(s) FROM (SELECT sla_agg(opened, resolved, target, '2026-01-31 00:00Z') AS s FROM many
		GROUP BY floor(random() * 20)) v) = :'whole' AS any_split,
	(SELECT sla_agg(opened, resolved, target, '2026-01-31 00:00Z' ORDER BY r) FROM many)
		= :'whole' AS any_order,
	(SELECT sla_agg(opened AT TIME ZONE 'UTC', resolved AT TIME ZONE 'UTC', target, '2026-01-31')
		FROM many)::text = replace(:'whole', 'Z', '') AS local,
	(SELECT sla_agg(least(resolved, '2026-01-31 00:00Z') - opened, target, resolved <= '2026-01-31 00:00Z')
		FROM many)::text = replace(:'whole', ' as of 2026-01-31 00:00:00Z', '') AS elapsed;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE many SET (parallel_workers = 2);
SELECT sla_agg(opened, resolved, target, '2026-01-31 00:00Z') = :'whole' AS parallel FROM many;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT count(*), count(*) FILTER (WHERE w <> f OR w::text <> f::text) AS broken
FROM (SELECT i, sla_agg(opened, resolved, target, '2026-01-31 00:00Z') OVER o AS w,
		rollup(s) OVER o AS f
	FROM (SELECT *, sla_agg(opened, resolved, target, '2026-01-31 00:00Z') OVER (PARTITION BY i) AS s
		FROM many) m
	WINDOW o AS (ORDER BY i ROWS 9 PRECEDING)) v;
SELECT count(*), count(*) FILTER (WHERE w <> (SELECT sla_agg(opened, resolved, target, '2026-01-31 00:00Z')
	FROM many WHERE i BETWEEN v.i - 9 AND v.i)) AS broken
FROM (SELECT i, sla_agg(opened, resolved, target, '2026-01-31 00:00Z') OVER (ORDER BY i ROWS 9 PRECEDING) AS w
	FROM many WHERE i <= 300) v;
SELECT count(*), count(*) FILTER (WHERE w <> (SELECT sla_agg(least(resolved, '2026-01-31 00:00Z') - opened,
	target, resolved <= '2026-01-31 00:00Z') FROM many WHERE i BETWEEN v.i - 9 AND v.i)) AS broken
FROM (SELECT i, sla_agg(least(resolved, '2026-01-31 00:00Z') - opened, target,
	resolved <= '2026-01-31 00:00Z') OVER (ORDER BY i ROWS 9 PRECEDING) AS w FROM many WHERE i <= 300) v;
-- by hand: the state given is left alone; without one there is none
SELECT s, cx_sla_count(s, '1 hour', '2 hours', true), cx_sla_uncount(s, '3 hours', '2 hours', true),
	s AS unchanged FROM (VALUES ('(1 met, 1 breached, 0 open)'::cx_sla)) v (s);
SELECT cx_sla_count(NULL, '1 hour', '2 hours', true) IS NULL AS no_state;
DROP VIEW outcome;
DROP TABLE ticket, many;
