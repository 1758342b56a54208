-- Backlog: what was opened and resolved in each period, and what is open at its end.
SET DateStyle = 'ISO, YMD';
SET TimeZone = 'Asia/Tokyo';
-- One ticket, every way it can lie.
CREATE TABLE ticket (what text, opened date, resolved date);
INSERT INTO ticket VALUES
	('in the month', '2026-01-10', '2026-01-20'), ('at once', '2026-01-10', '2026-01-10'),
	('until the last day', '2026-01-10', '2026-01-31'), ('until the first', '2026-01-10', '2026-02-01'),
	('over the years', '2025-12-31', '2026-01-01'), ('leap day', '2024-02-29', '2024-03-01'),
	('open', '2026-01-10', NULL), ('open, infinity', '2026-01-10', 'infinity'),
	('no start', NULL, '2026-01-10'), ('neither', NULL, NULL);
SELECT what, backlog_agg(opened, resolved, 'month') FROM ticket GROUP BY what ORDER BY what COLLATE "C";
SELECT what, backlog_agg(opened, resolved, 'day') AS day, backlog_agg(opened, resolved, 'week') AS week,
	backlog_agg(opened, resolved, 'week_sunday') AS week_sunday FROM ticket GROUP BY what
ORDER BY what COLLATE "C";
SELECT backlog_agg(opened, resolved, 'quarter'), backlog_agg(opened, resolved, 'year') FROM ticket;
SELECT p,
	backlog_agg(opened, resolved, p) = backlog_agg(opened::timestamp, resolved::timestamp, p) AS local,
	backlog_agg(opened, resolved, p)
		= backlog_agg(opened::timestamptz, resolved::timestamptz, p, 'Asia/Tokyo') AS instants
FROM ticket, unnest(enum_range(NULL::cx_period)) p GROUP BY p ORDER BY p;
-- resolved at the first moment of a month is open at the end of the one before
SELECT e, backlog_agg('2026-01-10'::timestamp, e, 'month')
FROM (VALUES ('2026-02-01'::timestamp), ('2026-02-01 00:00:00.000001'), ('2026-01-31 23:59:59.999999')) v (e)
GROUP BY e ORDER BY e;
-- the zone decides: it is the 1st in Tokyo, the 31st in Berlin
SELECT z, backlog_agg('2026-01-31 16:00+00'::timestamptz, '2026-02-28 15:00+00', 'month', z)
FROM (VALUES ('Asia/Tokyo'::cx_zone), ('Europe/Berlin'), ('UTC')) v (z) GROUP BY z::text, z ORDER BY z::text;
-- clocks that go back over midnight: opened on the 29th of St. John's and resolved a minute later, on the
-- 28th again; never below nothing
SELECT s, t.* FROM (SELECT backlog_agg('2006-10-29 02:30:30+00'::timestamptz, '2006-10-29 02:31:30+00', 'day',
	'America/St_Johns') AS s) v, backlog_table(s, '2006-10-30') t;

-- The table, drawn: five tickets, from opened to just before resolved.
--	       M05 T06 W07 T08 F09 S10 S11 M12 T13
--	  a     |---|                                 opened 05, resolved 06
--	  b     |-----------|                         05, 08
--	  c         |---------------------------|     06, 13
--	  d             *                             07, 07
--	  e                 |----                     08, open
SELECT * FROM backlog_table((SELECT backlog_agg(o, r, 'day')
	FROM (VALUES (date '2026-01-05', date '2026-01-06'), ('2026-01-05', '2026-01-08'),
		('2026-01-06', '2026-01-13'), ('2026-01-07', '2026-01-07'),
		('2026-01-08', NULL)) v (o, r)), '2026-01-14');
CREATE VIEW three AS
SELECT '(month: 2026-01-01 3 1, 2026-03-01 1 2, 2026-06-01 0 1)'::cx_backlog AS s;
-- which rows there are, with what is open at their end; * where the period has not ended
SELECT as_of, string_agg(to_char(period, 'MM') || ':' || open_at_end
	|| CASE WHEN complete THEN '' ELSE '*' END, ' ' ORDER BY period) AS periods
FROM three,
	unnest('{-infinity, 2025-01-01, 2026-01-01, 2026-01-02, 2026-03-01, 2026-03-31, 2026-04-01, 2026-04-02, '
		'2026-06-01, 2026-06-02, 2026-07-01, 2026-08-15, infinity}'::date[]) as_of
	LEFT JOIN LATERAL backlog_table((SELECT s FROM three), as_of) ON true
GROUP BY as_of ORDER BY as_of;
-- from a day on: what came before is the opening stock; the period that holds the day is whole
SELECT from_day, string_agg(to_char(period, 'MM') || ':' || opened || '-' || resolved || '=' || open_at_end,
	' ' ORDER BY period) AS periods
FROM unnest('{NULL, -infinity, 2025-01-01, 2026-01-01, 2026-01-31, 2026-02-01, 2026-03-15, 2026-04-01, '
	'2026-06-30, 2026-07-01, 2026-07-31, 2026-08-01, infinity}'::date[]) from_day
	LEFT JOIN LATERAL backlog_table((SELECT s FROM three), '2026-08-01', from_day) ON true
GROUP BY from_day ORDER BY from_day NULLS FIRST;
SELECT count(*) FROM three, backlog_table(s, 'infinity', '2026-07-01');
SELECT string_agg(to_char(period, 'MM-DD') || ':' || open_at_end, ' ' ORDER BY period) AS weeks
FROM backlog_table('(week: 2026-01-05 2 0, 2026-01-19 0 1)', '2026-02-04', '2026-01-13');
-- until today when nothing is said; names; no rows
SELECT max(period) = date_trunc('month', CURRENT_DATE - 1)::date AS today FROM three, backlog_table(s);
SELECT period, open_at_end FROM three, backlog_table(s, from_day => '2026-06-01', as_of => '2026-07-01');
SELECT count(*) FROM backlog_table('()', '2026-01-01');
SELECT count(*) FROM backlog_table(NULL, '2026-01-01', '2025-01-01');
SELECT (backlog_table(s, '2026-02-01')).* FROM three;
SELECT count(*) FROM three, backlog_table(s, '2026-04-01') a, backlog_table(s, a.period);
SELECT count(*), min(period), max(period), sum(open_at_end)
FROM backlog_table('(day: 1900-01-01 1 0)', '2100-01-01');
SELECT backlog_table('(day: -0043-03-15 1 0)', '0001-01-01') LIMIT 1;
SELECT period, complete FROM backlog_table('(year: 5874897-01-01 1 0)', '5874897-12-31');

-- What cannot be.
SELECT args, test.refusal(format('SELECT backlog_agg(%s)', args)) FROM unnest(ARRAY[
	'date ''2026-03-02'', date ''2026-03-01'', ''month''',
	'timestamp ''2026-03-02'', timestamp ''2026-03-01 23:59:59'', ''month''',
	'timestamptz ''2026-03-02'', timestamptz ''2026-03-01 23:59:59'', ''month'', ''UTC''',
	'date ''2026-03-02'', date ''-infinity'', ''month''',
	'date ''infinity'', NULL, ''month''', 'timestamp ''-infinity'', NULL, ''month''',
	'timestamptz ''infinity'', ''infinity'', ''month'', ''UTC''',
	'date ''2026-03-01'', NULL, NULL', 'timestamptz ''2026-03-01'', NULL, ''month'', NULL',
	'timestamptz ''2026-03-01'', NULL, ''month''', 'date ''2026-03-01'', NULL::date, ''month'', ''UTC''',
	'timestamp ''2026-03-01'', NULL::timestamp, ''month'', ''UTC''',
	'timestamptz ''2026-03-01'', date ''2026-03-02'', ''month'', ''UTC''',
	'date ''4714-11-24 BC'', NULL, ''month''',
	'date ''2026-03-01'', NULL, ''fortnight''']) args;
SELECT test.refusal('SELECT backlog_agg(date ''2026-01-01'', NULL, p) FROM unnest(''{day, week}''::'
	'cx_period[]) p');
SELECT q, test.refusal(q), test.detail(q) FROM unnest(ARRAY[
	'SELECT backlog_table(''(day: 2026-01-01 1 0)'', NULL)',
	'SELECT backlog_table(''(day: 2026-01-01 1 2)'', ''2026-01-02'')',
	'SELECT backlog_table(''(day: 2026-01-01 -1 0)'', ''2026-01-02'')',
	'SELECT backlog_table(''(day: 2026-01-01 1 -1)'', ''2026-01-02'')',
	'SELECT backlog_table(''(day: 2026-01-01 5 0, 2026-01-03 1 7)'', ''2026-01-02'')',
	'SELECT backlog_table(''(day: 2026-01-01 9223372036854775807 0, 2026-01-02 1 0)'', ''infinity'')',
	'SELECT backlog_table(''(day: -4713-11-24 1 0, 5874897-12-31 0 1)'', ''infinity'')',
	'SELECT backlog_table(''(month: -4712-01-01 1 0)'', ''5874897-12-31'')']) q;

-- Arithmetic.
SELECT a + b, a - b, b - a, a + '()', '()'::cx_backlog - b, a - a, a - b + b = a AS back
FROM (VALUES ('(month: 2026-01-01 2 0, 2026-03-01 0 1)'::cx_backlog,
	'(month: 2025-12-01 1 0, 2026-01-01 1 1, 2026-03-01 0 1)'::cx_backlog)) v (a, b);
SELECT rollup(s) FROM (VALUES ('(day: 2026-01-02 1 0)'::cx_backlog), (NULL), ('()'),
	('(day: 2026-01-01 1 2, 2026-01-02 1 0)')) v (s);
SELECT rollup(s) FROM (VALUES (NULL::cx_backlog)) v (s);
SELECT test.refusal(q)
FROM unnest(ARRAY['SELECT ''(day: 2026-01-05 1 0)''::cx_backlog + ''(week: 2026-01-05 1 0)''',
	'SELECT rollup(s) FROM (VALUES (''(day: 2026-01-05 1 0)''::cx_backlog), (''(week: 2026-01-05 1 0)'')) v (s)',
	'SELECT ''(day: 2026-01-05 9223372036854775807 0)''::cx_backlog + ''(day: 2026-01-05 1 0)''',
	'SELECT ''(day: 2026-01-05 0 -9223372036854775808)''::cx_backlog - ''(day: 2026-01-05 0 1)''']) q;
-- by hand: the state given is left alone; without one there is none
SELECT s, cx_backlog_count(s, '2026-01-01'::date, NULL, 'month'),
	cx_backlog_uncount(s, '2026-01-01'::date, '2026-01-01'::date + 31, 'month'), s AS unchanged
	FROM (VALUES ('(month: 2026-01-01 1 0)'::cx_backlog)) v (s);
SELECT cx_backlog_count(NULL, '2026-01-01'::date, NULL, 'month') IS NULL AS no_state;
DROP VIEW three;
DROP TABLE ticket;
