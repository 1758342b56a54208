-- funnel() and chain_agg(): published cases, by every mode.
\pset null -
-- A customer's events as 'name@time' apart by blanks, and the steps as names: one condition each.
CREATE FUNCTION funnel_of(events text, steps text, within integer, mode cx_funnel_mode = '') RETURNS integer
LANGUAGE sql RETURN (
	SELECT funnel(mode, timestamp '2026-01-01' + split_part(e, '@', 2)::integer * interval '1 s',
		within * interval '1 s',
		VARIADIC (SELECT array_agg(split_part(e, '@', 1) = s ORDER BY n)
			FROM string_to_table(steps, ' ') WITH ORDINALITY AS t (s, n)))
	FROM string_to_table(events, ' ') AS e);
CREATE FUNCTION letters(word text) RETURNS text LANGUAGE sql RETURN (
	SELECT string_agg(c || '@' || n, ' ') FROM string_to_table(word, NULL) WITH ORDINALITY AS t (c, n));
-- ClickHouse's own tests: 00632, re-read in 26.7.2; those of strict_order and allow_reentry in which that
-- version differs from earlier ones are as it has them.
CREATE TABLE published (source text, events text, steps text, within integer, mode cx_funnel_mode,
	expected integer);
INSERT INTO published
SELECT 'F-1', (SELECT string_agg(1000 + i || '@' || i, ' ') FROM generate_series(0, 8) i),
	'1003 1004 1005 1006 1007', within, '', expected FROM (VALUES (2, 3), (3, 4), (4, 5)) v (within, expected)
UNION ALL
SELECT 'F-2', letters(word), 'a b c', 100, mode, expected
FROM (VALUES ('abc', '', 3), ('adbc', '', 3), ('aabbcc', '', 3), ('aaaabbcc', '', 3), ('aabbdcc', '', 3),
	('ccbbaa', '', 1), ('abc', 'strict_order', 3), ('adbc', 'strict_order', 1), ('aabbcc', 'strict_order', 3),
	('aaaabbcc', 'strict_order', 3), ('aabbdcc', 'strict_order', 2), ('ccbbaa', 'strict_order', 1),
	('abc', 'strict_order, strict_deduplication', 3), ('adbc', 'strict_deduplication, strict_order', 1),
	('aabbcc', 'strict_order, strict_deduplication', 2),
	('aaaabbcc', 'strict_order, strict_deduplication', 2),
	('aabbdcc', 'strict_order, strict_deduplication', 2),
	('ccbbaa', 'strict_order, strict_deduplication', 1)) v (word, mode, expected)
UNION ALL
SELECT 'ties', '1000@0 1001@1 1002@1 1003@1 1004@2', '1000 1001 1002 1003 1004', 10, mode, expected
FROM (VALUES ('', 5), ('strict_increase', 2)) v (mode, expected)
UNION ALL
SELECT 'one event, three steps', '1004@1 1004@1 1004@1', '1004 1004 1004', 10, mode, expected
FROM (VALUES ('', 3), ('strict_increase', 1)) v (mode, expected)
UNION ALL
SELECT 'one event, three steps', '1004@1', '1004 1004 1004', 10, mode, expected
FROM (VALUES ('', 3), ('strict_once', 1)) v (mode, expected)
UNION ALL
SELECT '#37177', letters('abcbd'), 'a b c d', 100, mode, expected
FROM (VALUES ('', 4), ('strict_deduplication', 3)) v (mode, expected)
UNION ALL
SELECT 'strict_once', events, 'fail fail ok', 200, 'strict_once', expected
FROM (VALUES ('fail@180 fail@220 ok@250', 3), ('fail@100 fail@250', 2), ('ok@200 fail@210 ok@230', 1))
	v (events, expected)
UNION ALL
SELECT 'strict_increase is greedy', 'a@0 b@1 b@2 c@2', 'a b c', 10, mode, expected
FROM (VALUES ('', 3), ('strict_increase', 2)) v (mode, expected)
UNION ALL
SELECT 'F-3', events, 'B C O P', 1800, '', expected
FROM (VALUES ('B@0 C@600 O@1200 P@1800 B@0', 4), ('O@0 P@600', 0), ('B@0 C@2400', 1), ('B@0 C@600', 2),
	('B@3000 C@3600 O@600', 2), ('B@0 C@600 O@1200', 3)) v (events, expected)
UNION ALL
SELECT 'F-7', 'login@60 visit@120 login2@180 order@240 pay@600', 'login visit order pay', 3600, mode, expected
FROM (VALUES ('', 4), ('strict_order', 2)) v (mode, expected);
SELECT count(*) AS cases, count(*) FILTER (WHERE funnel_of(events, steps, within, mode) = expected) AS agree
FROM published;
SELECT * FROM published WHERE funnel_of(events, steps, within, mode) <> expected;
-- Differences between versions of ClickHouse; these are 26.7.2's.
SELECT word, funnel_of(letters(word), 'a b c', 100, 'strict_order') AS strict_order,
	funnel_of(letters(word), 'a b c', 100, 'strict_order, allow_reentry') AS reentry
FROM unnest('{abac, ababc, abcbd, acb, abcabcd}'::text[]) word;
-- Only the first start counts where it is asked for: what comes later is another try.
SELECT funnel_of('a@0 a@50 b@60', 'a b', 20) AS any_start,
	funnel_of('a@0 a@50 b@60', 'a b', 20, 'first_start') AS first_start,
	funnel_of('a@0 a@5 b@22', 'a b', 20, 'first_start, strict_once') AS first_start_once;
-- The chain: when each step was reached, by the first one that got furthest; of dates, local times, instants.
SELECT chain_agg(at, '1 day', a, b, c), chain_agg('first_start', at, '1 day', a, b, c),
	chain_agg(at::date, '1 day', a, b, c),
	step_times(chain_agg(at AT TIME ZONE 'UTC', '36 hours', a, b, c)) = ARRAY[timestamptz '2026-01-03 10:00Z',
		'2026-01-04 10:00Z', '2026-01-04 11:00Z'] AS instants,
	step_times_local(chain_agg(at::date, '1 day', a, b, c))
FROM (VALUES (timestamp '2026-01-01 10:00', true, false, false), ('2026-01-01 12:00', NULL, true, NULL),
	('2026-01-03 10:00', true, false, false), ('2026-01-04 10:00', false, true, false),
	('2026-01-04 11:00', false, false, true), ('2026-01-06', true, false, false),
	(NULL, true, true, true)) v (at, a, b, c);
-- Exactly within after the first still counts, and a day is 24 hours.
SELECT funnel(at, '24 hours', a, b) AS exactly, funnel(at, '1 day', a, b) AS day,
	funnel(at, '23:59:59.999999', a, b) AS less, funnel(at, '0', a, b) AS zero
FROM (VALUES (timestamptz '2026-03-28 12:00Z', true, false), ('2026-03-29 12:00Z', false, true)) v (at, a, b);
-- Nothing.
SELECT funnel(NULL::date, '1 day', true), chain_agg(NULL::date, '1 day', true),
	funnel(date '2026-01-01', '1 day', false, true), chain_agg(date '2026-01-01', '1 day', false, true);
SELECT funnel(at, '1 day', true), chain_agg(at, '1 day', true) FROM (SELECT now() AS at WHERE false) v;
-- One pass for both.
SELECT funnel('', at, '1 day', a, b) = steps_reached(chain_agg('', at, '1 day', a, b)) AS same
FROM (VALUES (timestamp '2026-01-01', true, false), ('2026-01-01', false, true)) v (at, a, b);
-- A thousand steps, and no more; words of 64 on the way.
SELECT n, funnel(at, '1 day', VARIADIC steps),
	steps_reached(chain_agg('strict_once', at, '1 day', VARIADIC steps))
FROM (SELECT n, date '2026-01-01' AS at, array_agg(s <> 999) AS steps
	FROM unnest('{1, 63, 64, 65, 128, 1000}'::int[]) n, generate_series(1, n) s GROUP BY n) v GROUP BY n
		ORDER BY n;
SELECT test.refusal(statement) FROM unnest(ARRAY[
	'SELECT funnel(now(), NULL, true)', 'SELECT funnel(now(), ''1 month'', true)',
	'SELECT funnel(now(), ''-1 s'', true)',
	'SELECT funnel(NULL::cx_funnel_mode, now(), ''1 day'', true)',
	'SELECT funnel(''strict'', now(), ''1 day'', true)',
	'SELECT funnel(''allow_reentry'', now(), ''1 day'', true)',
	'SELECT funnel(''infinity''::date, ''1 day'', true)',
	'SELECT funnel(''5874897-12-31''::date, ''1 day'', true)',
	'SELECT funnel(now(), ''1 day'', VARIADIC NULL::boolean[])',
	'SELECT funnel(now(), ''1 day'', VARIADIC ''{}''::boolean[])',
	'SELECT funnel(now(), ''1 day'', VARIADIC ''{{t}}''::boolean[])',
	'SELECT funnel(now(), ''1 day'', VARIADIC array_fill(true, ''{1001}''::int[]))',
	'SELECT funnel(now(), i * interval ''1 day'', true) FROM generate_series(1, 2) i',
	'SELECT funnel((ARRAY['''', ''strict_once''])[i]::cx_funnel_mode, now(), ''1 day'', true)
		FROM generate_series(1, 2) i',
	'SELECT chain_agg(now(), ''1 day'', VARIADIC array_fill(true, ARRAY[i])) FROM generate_series(1, 2) i',
	'SELECT chain_agg(coalesce(now(), CURRENT_DATE), ''1 day'', true)',
	'SELECT funnel(now(), 60, true)', 'SELECT funnel(''strict_order'', CURRENT_DATE, 0.5, true, false)',
	'SELECT chain_agg(localtimestamp, 60::bigint, true)',
	'SELECT chain_agg(''''::text, now(), 1::smallint, true)', 'SELECT funnel(now(), NULL::integer, true)'
]) AS statement;
-- An interval in quotes is one beside the forms of a number, whatever the kind of time.
SELECT funnel(d, '1 day', true), funnel(t, '1 day', true), funnel(z, '1 day', true),
	funnel('first_start', d, '1 day', true), funnel(m, t, '1 day', true), funnel(m, z, '1 day', true),
	steps_reached(chain_agg(d, '1 day', true)), steps_reached(chain_agg('first_start', z, '1 day', true))
FROM (VALUES (date '2026-01-01', timestamp '2026-01-01', timestamptz '2026-01-01 00:00Z', 'strict_order'))
	v (d, t, z, m);
DROP TABLE published;
DROP FUNCTION funnel_of, letters;
