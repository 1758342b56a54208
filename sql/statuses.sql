-- The history of a ticket: status_agg, and what is read from it.
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
-- The example of state_agg in the documentation of TimescaleDB Toolkit: START 11 s, OK 106 s, ERROR 3 s,
-- STOP 0; OK from 00:00:15 for 30 s: 30 s, for 61 s: 58 s; no state before the first row.
CREATE TABLE machine (at timestamptz, status text);
INSERT INTO machine VALUES ('2020-01-01 00:01:03', 'OK'), ('2020-01-01 00:00:00', 'START'),
	('2020-01-01 00:02:00', 'STOP'), ('2020-01-01 00:00:11', 'OK'), ('2020-01-01 00:01:00', 'ERROR');
CREATE TABLE histories (name text, s cx_statuses);
INSERT INTO histories SELECT 'machine', status_agg(at, status) FROM machine;
SELECT s FROM histories;
SELECT status, time_in_status(s, ARRAY[status], '2020-01-01 00:02:00'),
	times_entered(s, status), first_entered(s, status), last_entered(s, status)
FROM histories, unnest('{START,OK,ERROR,STOP,GONE}'::text[]) status;
SELECT span, time_in_status(s, '{OK}', '2020-01-01 00:00:15'::timestamptz + span)
	- time_in_status(s, '{OK}', '2020-01-01 00:00:15') AS by_difference,
	ranges_in_status(s, '{OK}', '2030-01-01')
	* tstzmultirange(tstzrange('2020-01-01 00:00:15', timestamptz '2020-01-01 00:00:15' + span))
	AS by_ranges
FROM histories, unnest('{30 s, 61 s}'::interval[]) span;
SELECT at, status_at(s, at) FROM histories, unnest('{2019-12-31 23:59:59.999999, 2020-01-01 00:00:00,
	2020-01-01 00:00:10.999999, 2020-01-01 00:00:11, 2020-01-01 00:01:59, 2020-01-01 00:02:00,
	infinity, -infinity}'::timestamptz[]) at;
SELECT last_status(s), status_ties(s) FROM histories;
-- A ticket that was put on hold twice and reopened once. Rows come in any order; one is there twice, one
-- repeats its status, and rows without an instant or a status are no events.
CREATE TABLE audit (ticket int, at timestamptz, status text, seq bigint);
INSERT INTO audit VALUES (7, '2026-01-07 09:00', 'solved', 6), (7, '2026-01-05 09:00', 'new', 1),
	(7, '2026-01-05 10:00', 'open', 2), (7, '2026-01-05 12:00', 'on hold', 3),
	(7, '2026-01-05 12:00', 'on hold', 3), (7, '2026-01-05 16:00', 'open', 4),
	(7, '2026-01-06 08:00', 'open', 5), (7, '2026-01-08 09:00', 'open', 7),
	(7, '2026-01-08 10:00', 'on hold', 8), (7, '2026-01-08 11:30', 'solved', 9),
	(7, NULL, 'closed', 10), (7, '2026-01-09 00:00', NULL, 11);
INSERT INTO histories SELECT 'ticket', status_agg(at, status) FROM audit;
SELECT s FROM histories WHERE name = 'ticket';
SELECT t.* FROM histories, status_table(s, '2026-01-08 12:00') t WHERE name = 'ticket';
SELECT status, time_in_status(s, ARRAY[status], '2026-01-08 12:00'), times_entered(s, status),
	first_entered(s, status), last_entered(s, status)
FROM histories, unnest('{new,open,on hold,solved}'::text[]) status WHERE name = 'ticket';
-- Several statuses at once, in any order and more than once; touching ranges are one.
SELECT time_in_status(s, '{solved,open,open,unknown}', '2026-01-08 12:00') AS handled,
	time_in_status(s, '{}', '2026-01-08 12:00') AS none,
	ranges_in_status(s, '{new,open}', '2026-01-08 12:00') AS worked_on,
	ranges_in_status(s, '{unknown}', '2026-01-08 12:00') AS never
FROM histories WHERE name = 'ticket';
-- as_of: later events are ignored, and one at that instant; the last status before it goes on up to it.
SELECT as_of, time_in_status(s, '{open}', as_of), ranges_in_status(s, '{on hold}', as_of)
FROM histories, unnest('{2026-01-01, 2026-01-05 09:00, 2026-01-05 12:00, 2026-01-05 12:00:00.000001,
	2026-01-05 13:00, 2026-01-05 16:00, 2027-01-01}'::timestamptz[]) as_of WHERE name = 'ticket';
SELECT (status_table(s, '2026-01-05 12:30')).* FROM histories WHERE name = 'ticket';
SELECT count(*) FROM histories, status_table(s, '2026-01-05 09:00') WHERE name = 'ticket';
-- In the hours of an office: 10-12 on Monday, 16-17 on Monday, 9-17 on Tuesday, 9-10 on Thursday
SELECT time_in_status(s, '{open}', '2026-01-08 12:00', 'UTC; Mon-Fri 09:00-17:00') AS open,
	time_in_status(s, '{open}', '2026-01-08 12:00', 'UTC; Mon-Sun 00:00-24:00') AS any_hour,
	time_in_status(s, '{open}', '2026-01-08 12:00', 'UTC; closed') AS never,
	business_elapsed(ranges_in_status(s, '{open}', '2026-01-08 12:00'), 'UTC; Mon-Fri 09:00-17:00')
	AS by_ranges
FROM histories WHERE name = 'ticket';
-- Pauses: what is left of the time from opened to resolved when they are taken out. A change of priority
-- changes the target and not the pauses (GLPI #15605): of the 48 h until it was solved the ticket was on hold
-- for 4, whatever its target was meanwhile.
CREATE FUNCTION elapsed(m tstzmultirange) RETURNS interval LANGUAGE sql AS $$
	SELECT sum(upper(r) - lower(r)) FROM unnest(m) r $$;
SELECT target, elapsed(worked) AS elapsed, elapsed(worked) <= target AS met
FROM histories, unnest('{4 h, 16 h, 48 h}'::interval[]) target,
	LATERAL (SELECT tstzmultirange(tstzrange('2026-01-05 09:00', '2026-01-07 09:00'))
		- ranges_in_status(s, '{on hold}', '2026-01-08 12:00') AS worked) v
WHERE name = 'ticket';
-- Reopened tickets: those that came into solved and left it again.
SELECT times_entered(s, 'solved') - 1 AS reopened, times_entered(s, 'open') > 1 AS opened_again
FROM histories WHERE name = 'ticket';
-- Several statuses as if they were one: from none of them into any. Each range of time in them is an entry.
SELECT statuses, times_entered(s, statuses), first_entered(s, statuses), last_entered(s, statuses),
	(SELECT count(*) = times_entered(s, statuses)
			AND min(lower(r)) IS NOT DISTINCT FROM first_entered(s, statuses)
			AND max(lower(r)) IS NOT DISTINCT FROM last_entered(s, statuses)
		FROM unnest(ranges_in_status(s, statuses, '2027-01-01')) r) AS as_ranges
FROM histories, (VALUES (ARRAY['open', 'on hold']), ('{solved,new,solved}'), ('{new,open,on hold,solved}'),
	('{unknown,on hold}'), ('{}'), (ARRAY['{open}'])) v (statuses)
WHERE name = 'ticket';
-- One in the array is one without it.
SELECT count(*), count(*) FILTER (WHERE times_entered(s, status) = times_entered(s, ARRAY[status])
	AND first_entered(s, status) IS NOT DISTINCT FROM first_entered(s, ARRAY[status])
	AND last_entered(s, status) IS NOT DISTINCT FROM last_entered(s, ARRAY[status])) AS same
FROM histories, unnest('{new,open,on hold,solved,START,OK,ERROR,STOP,GONE}'::text[]) status;
-- Events of one instant: in the order of seq, those without first, and without a seq in the order of bytes.
-- All but the last take no time; each is entered. Ties are the instants that bytes decide.
SELECT s, last_status(s), status_ties(s), times_entered(s, 'open') AS open,
	time_in_status(s, '{new,open}', '2026-01-02') AS time,
	time_in_status(s, '{solved}', '2026-01-02') AS solved,
	ranges_in_status(s, '{solved,new}', '2026-01-02')
FROM (SELECT 1 AS i, status_agg('2026-01-01', status, seq) AS s FROM (VALUES
		('solved', 3), ('open', 2), ('new', 1)) v (status, seq)
	UNION ALL SELECT 2, status_agg('2026-01-01', status, seq) FROM (VALUES
		('solved', NULL), ('open', -9223372036854775808), ('new', 1)) v (status, seq)
	UNION ALL SELECT 3, status_agg('2026-01-01', status)
		FROM (VALUES ('solved'), ('open'), ('new')) v (status)) v
ORDER BY i;
SELECT status_ties('(2026-01-01 00:00:00Z a, 2026-01-01 00:00:00Z b, 2026-01-01 00:00:00Z c,
	2026-01-01 00:00:00Z #1 a, 2026-01-01 00:00:00Z #1 b,
	2026-01-02 00:00:00Z #1 a, 2026-01-02 00:00:00Z #2 a,
	2026-01-03 00:00:00Z a, 2026-01-03 00:00:00Z #0 b,
	2026-01-04 00:00:00Z #7 a, 2026-01-04 00:00:00Z #7 b)');
-- Back and forth at one instant: a time in a status is not broken by what took no time.
SELECT ranges_in_status(s, '{open}', '2026-01-03'), times_entered(s, 'open'),
	times_entered(s, ARRAY['open']) AS by_array, times_entered(s, ARRAY['hold', 'open']) AS either,
	time_in_status(s, '{hold}', '2026-01-03')
FROM (VALUES (
	'(2026-01-01 00:00:00Z open, 2026-01-02 00:00:00Z #1 hold, 2026-01-02 00:00:00Z #2 open)'::cx_statuses
)) v (s);
-- No rows, and NULL.
SELECT status_agg(at, status), last_status(status_agg(at, status)), status_ties(status_agg(at, status)),
	times_entered(status_agg(at, status), 'a'), first_entered(status_agg(at, status), 'a'),
	time_in_status(status_agg(at, status), '{a}', now()),
	ranges_in_status(status_agg(at, status), '{a}', now()),
	status_at(status_agg(at, status), now())
FROM machine WHERE false;
SELECT time_in_status(NULL, '{a}', now()), ranges_in_status(NULL, '{a}', now()), last_status(NULL),
	status_at(NULL, now()), times_entered(NULL, 'a'), times_entered(s, NULL), first_entered(s, NULL),
	last_entered(s, NULL), times_entered(NULL, ARRAY['a']), first_entered(NULL, ARRAY['a']),
	times_entered('()', ARRAY['a']) AS none, last_entered('()', ARRAY['a']),
	time_in_status(NULL, '{a}', now(), 'UTC; closed')
FROM histories WHERE name = 'machine';
SELECT count(*) FROM (SELECT status_table(NULL, now()) UNION ALL SELECT status_table('()', now())) t;
-- Parts put together: an event that several know is one.
SELECT rollup(s) = (SELECT status_agg(at, status) FROM audit) AS rolled_up, count(*) AS parts
FROM (SELECT status_agg(at, status) AS s FROM audit GROUP BY seq / 3
	UNION ALL SELECT status_agg(at, status) FROM audit WHERE seq BETWEEN 3 AND 8) v;
SELECT s + s = s AS same, s + '()' = s AND '()' + s = s AS neutral, s + NULL AS unknown FROM histories;
SELECT rollup(s) FROM histories WHERE false;
-- As a window.
SELECT seq, last_status(status_agg(at, status, seq) OVER w),
	times_entered(status_agg(at, status) OVER w, 'open')
FROM audit WINDOW w AS (ORDER BY seq ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) ORDER BY seq, 2;
-- The longest times that there are: the sum does not fit.
SELECT test.refusal($$ SELECT time_in_status('(-4713-11-24 00:00:00Z a)', '{a}', '294276-12-31') $$);
SELECT test.refusal($$ SELECT * FROM status_table('(-4713-11-24 00:00:00Z a)', '294276-12-31') $$);
SELECT time_in_status('(-4713-11-24 00:00:00Z a)', '{b}', '294276-12-31');
-- What is refused.
SELECT test.refusal(statement) FROM (VALUES
	('SELECT status_agg(''infinity''::timestamptz, ''a'')'),
	('SELECT status_agg(''-infinity''::timestamptz, ''a'', 1)'),
	('SELECT status_agg(date ''2026-01-01'', ''a'')'),
	('SELECT status_agg(timestamp ''2026-01-01'', ''a'', 1)'),
	('SELECT time_in_status(s, ''{a}'', NULL::timestamptz) FROM histories'),
	('SELECT time_in_status(s, ''{a}'', ''infinity'') FROM histories'),
	('SELECT time_in_status(s, NULL, now()) FROM histories'),
	('SELECT time_in_status(s, ''{a,NULL}'', now()) FROM histories'),
	('SELECT time_in_status(s, ''{a}'', now(), NULL) FROM histories'),
	('SELECT time_in_status(s, ''{a}'', CURRENT_DATE) FROM histories'),
	('SELECT time_in_status(s, ''{a}'', CURRENT_DATE, ''UTC; closed'') FROM histories'),
	('SELECT ranges_in_status(s, ''{a}'', NULL::timestamptz) FROM histories'),
	('SELECT ranges_in_status(s, ''{a}'', ''-infinity'') FROM histories'),
	('SELECT ranges_in_status(s, ''{a}'', localtimestamp) FROM histories'),
	('SELECT status_at(s, localtimestamp) FROM histories'),
	('SELECT * FROM histories, status_table(s, CURRENT_DATE)'),
	('SELECT * FROM histories, status_table(s, NULL::timestamptz)'),
	('SELECT status_agg(at, 3) FROM machine'),
	('SELECT status_agg(coalesce(at, CURRENT_DATE), status) FROM machine'),
	('SELECT status_at(s, greatest(now(), CURRENT_DATE)) FROM histories'),
	('SELECT times_entered(s, ''{open}'') FROM histories'),
	('SELECT first_entered(s, ''{open,on hold}'') FROM histories'),
	('SELECT last_entered(s, ''{}'') FROM histories'),
	('SELECT times_entered(s, ''{'' || repeat(''x'', 1000) || ''}'') FROM histories'),
	('SELECT times_entered(s, NULL::text[]) FROM histories'),
	('SELECT last_entered(s, ARRAY[''open'', NULL]) FROM histories'),
	('SELECT s - s FROM histories')) v (statement);
DROP FUNCTION elapsed;
DROP TABLE machine, audit, histories;
RESET timezone;
RESET datestyle;
RESET intervalstyle;
