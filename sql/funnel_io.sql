-- Text, binary and json of cx_funnel_mode and cx_chain.
-- Words in any order, apart by commas, in any case of letters; one form out.
SELECT mode::cx_funnel_mode FROM (VALUES (''), ('  '), ('strict_order'), ('FIRST_START,strict_once'),
	(' allow_reentry , Strict_Order '), (E'strict_increase\n,\tstrict_deduplication'),
	('first_start, allow_reentry, strict_deduplication, strict_once, strict_increase, strict_order'))
	v (mode);
SELECT test.refusal(format('SELECT %L::cx_funnel_mode', mode))
FROM (VALUES ('strict_odrer'), ('strict'), ('strict_order strict_once'), ('strict_order;strict_once'), (','),
	('strict_order,'), (',strict_order'), ('strict_order,,strict_once'), ('strict_order, strict_order'),
	('allow_reentry'), ('first_start, allow_reentry'), (repeat('x', 40))) v (mode);
-- Every combination comes back as text; they sort, hash, group, and compare.
CREATE TABLE modes AS
SELECT text::cx_funnel_mode AS mode FROM (
	SELECT concat_ws(',', CASE WHEN n & 1 > 0 THEN 'strict_order' END,
		CASE WHEN n & 2 > 0 THEN 'strict_increase' END, CASE WHEN n & 4 > 0 THEN 'strict_once' END,
		CASE WHEN n & 8 > 0 THEN 'strict_deduplication' END, CASE WHEN n & 16 > 0 THEN 'allow_reentry' END,
		CASE WHEN n & 32 > 0 THEN 'first_start' END) AS text
	FROM generate_series(0, 63) n WHERE n & 17 <> 16) v;
SELECT count(*), count(DISTINCT mode), count(DISTINCT mode::text),
	count(DISTINCT cx_funnel_mode_hash(mode)) AS hashes, bool_and(mode::text::cx_funnel_mode = mode) AS again,
	min(mode) = '' AS least, max(mode) > min(mode) AS most,
	count(DISTINCT cx_funnel_mode_hash_extended(mode, 7)) AS seeded FROM modes;
SELECT bool_and((a.mode < b.mode) = (b.mode > a.mode) AND (a.mode <= b.mode) = NOT (b.mode < a.mode)
	AND (a.mode >= b.mode) = (b.mode <= a.mode) AND (a.mode = b.mode) = (a.mode::text = b.mode::text)
	AND (a.mode <> b.mode) = (a.mode::text <> b.mode::text)) AS ordered FROM modes a, modes b;
SELECT 'strict_order'::text::cx_funnel_mode, 'strict_once'::varchar::cx_funnel_mode,
	cx_funnel_mode_send('strict_order, first_start');
DROP TABLE modes;
-- Chains. Equal texts whatever the settings.
CREATE TABLE chains (i serial, c cx_chain);
INSERT INTO chains (c) VALUES ('()'), ('(date, 1 step, within 0us)'),
	('(date, 3 steps, within 86400000000us: 2026-01-31, 2026-02-01)'),
	('(timestamp, 2 steps, within 1us, first_start: 1999-12-31 23:59:59.999999, 2000-01-01 00:00:00)'),
	(
	'(timestamptz, 3 steps, within 86400000000us, strict_order: 2026-01-31 12:00:00Z, 2026-01-31 12:30:00.5Z)'
	),
	(
	'(timestamptz, 1000 steps, within 9223372036854775807us, strict_order, strict_increase, strict_once, strict_deduplication, allow_reentry, first_start: -4713-11-24 00:00:00Z, 2026-03-29 01:00:00Z)'
	),
	('(timestamp, 2 steps, within 0us: 294276-12-31 23:59:59.999999, 294276-12-31 23:59:59.999999)');
SET timezone = 'Asia/Kathmandu';
SET datestyle = 'SQL, DMY';
SELECT c FROM chains ORDER BY i;
SELECT c::json FROM chains ORDER BY i;
RESET timezone;
RESET datestyle;
SELECT bool_and(c::text::cx_chain = c) AS text_again, bool_and(c::json::jsonb = c::jsonb) AS same_json,
	count(DISTINCT cx_chain_hash(c)) AS hashes, count(DISTINCT c) AS distinct FROM chains;
-- What is read from them.
SET timezone = 'UTC';
SELECT steps_reached(c), CASE WHEN c::text !~ 'date|timestamp,' THEN step_times(c) END AS times,
	CASE WHEN c::text !~ 'timestamptz' THEN step_times_local(c) END AS local FROM chains ORDER BY i;
RESET timezone;
SELECT test.refusal($$SELECT step_times('(date, 1 step, within 0us)')$$);
SELECT test.refusal($$SELECT step_times('(timestamp, 1 step, within 0us: 2026-01-01 00:00:00)')$$);
SELECT test.refusal($$SELECT step_times_local('(timestamptz, 2 steps, within 0us)')$$);
SELECT steps_reached(NULL), step_times(NULL), step_times_local(NULL);
-- Blanks are free; input writes the one form.
SELECT ' ( date ,2 steps,within 86400000000 us ,first_start,strict_once :2026-01-31,2026-01-31 ) '::cx_chain;
-- malformed: each says what is wrong, or what is expected
SELECT test.detail('SELECT ''x''::cx_chain');
SELECT chain, replace(test.detail(format('SELECT %L::cx_chain', chain)),
	(SELECT substr(test.detail('SELECT ''x''::cx_chain'), 8)), 'as expected') AS detail
FROM (VALUES (''), ('('), ('() x'), ('(date)'), ('(dates, 1 step, within 0us)'), ('(date, 1 step)'),
	('(date, 1 step, within 0)'), ('(date, 2 step, within 0us)'), ('(date, 0 steps, within 0us)'),
	('(date, -1 steps, within 0us)'), ('(date, 1001 steps, within 0us)'), ('(date, 1.5 steps, within 0us)'),
	('(date, 2147483648 steps, within 0us)'), ('(date, 1 step, within -1us)'),
	('(date, 1 step, within 9223372036854775808us)'), ('(date, 1 step, within 0us, strict)'),
	('(date, 1 step, within 0us,)'), ('(date, 1 step, within 0us, strict_once, strict_once)'),
	('(date, 1 step, within 0us, allow_reentry)'), ('(date, 1 step, within 0us:)'),
	('(date, 1 step, within 0us: )'), ('(date, 1 step, within 0us: 2026-01-31,)'),
	('(date, 1 step, within 0us: 2026-02-30)'), ('(date, 1 step, within 0us: infinity)'),
	('(date, 1 step, within 0us: 2026-01-31 12:00:00)'), ('(timestamp, 1 step, within 0us: 2026-01-31)'),
	('(timestamp, 1 step, within 0us: 2026-01-31 12:00:00Z)'),
	('(timestamptz, 1 step, within 0us: 2026-01-31 12:00:00)'),
	('(date, 1 step, within 0us: 294277-01-01)'), ('(date, 1 step, within 0us: 5874897-12-31)'),
	('(timestamp, 1 step, within 0us: 294277-01-01 00:00:00)'),
	('(date, 1 step, within 0us: 2026-01-31, 2026-01-31)'),
	('(date, 2 steps, within 86400000000us: 2026-01-31, 2026-01-30)'),
	('(date, 2 steps, within 86399999999us: 2026-01-31, 2026-02-01)'),
	(
	'(timestamp, 2 steps, within 9223372036854775807us: -4713-11-24 00:00:00, 294276-12-31 23:59:59.999999)'
	),
	('(date, 2 steps, within 0us, strict_increase: 2026-01-31, 2026-01-31)'),
	('(date, 2 steps, within 0us: 2026-01-31, 2026-01-31')) v (chain);
-- Binary input. The last two are fine.
CREATE TABLE binaries (c cx_chain);
CREATE FUNCTION copied(message bytea) RETURNS text LANGUAGE sql AS $$
	SELECT test.detail(format('COPY binaries FROM PROGRAM %L WITH (FORMAT binary)',
		'printf ''PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001' ||
		string_agg(format('\%s%s%s', byte / 64, byte / 8 % 8, byte % 8), '' ORDER BY i) || '\377\377'''))
	FROM (SELECT i, get_byte(framed, i) AS byte
		FROM (SELECT int4send(length(message)) || message AS framed) f,
			generate_series(0, length(message) + 3) i) b $$;
CREATE FUNCTION message(kind text, mode integer, steps integer, reached integer, within bigint,
	VARIADIC times bigint[] = '{}')
RETURNS bytea LANGUAGE sql RETURN '\x01'::bytea || decode(kind, 'hex') || int2send(mode::smallint)
	|| int4send(steps) || int4send(reached) || int8send(within)
	|| (SELECT coalesce(string_agg(int8send(t), '' ORDER BY i), '')
		FROM unnest(times) WITH ORDINALITY u (t, i));
SELECT what, copied(message) FROM (VALUES
	('steps of nobody', message('00', 0, 1, 0, 0)), ('mode of nobody', message('00', 1, 0, 0, 0)),
	('within of nobody', message('00', 0, 0, 0, 5)), ('times of nobody', message('00', 0, 0, 1, 0, 0)),
	('no kind', message('04', 0, 1, 0, 0)), ('no mode', message('01', 64, 1, 0, 0)),
	('reentry alone', message('01', 16, 1, 0, 0)), ('no steps', message('01', 0, 0, 0, 0)),
	('too many steps', message('01', 0, 1001, 0, 0)), ('negative steps', message('01', 0, -1, 0, 0)),
	('more than there are', message('01', 0, 1, 2, 0, 0, 0)),
	('times that are not there', message('01', 0, 1000, 1000, 0)),
	('four billion times', message('01', 0, 1000, -1, 0)), ('within below 0', message('01', 0, 1, 0, -1)),
	('half a day', message('01', 0, 1, 1, 0, 5)),
	('infinity', message('03', 0, 1, 1, 0, 9223372036854775807)),
	('minus infinity', message('03', 0, 1, 1, 0, -9223372036854775808)),
	('backwards', message('03', 0, 2, 2, 9, 5, 4)), ('too late', message('03', 0, 2, 2, 1, 5, 7)),
	('no later', message('03', 2, 2, 2, 1, 5, 5)),
	('the next version', set_byte(message('01', 0, 1, 0, 0), 0, 2)), ('the version alone', '\x01'),
	('something behind', message('01', 0, 1, 0, 0) || '\x00'),
	('nothing', message('00', 0, 0, 0, 0)), ('two steps', message('03', 63, 3, 2, 60000000, 0, 60000000))
) v (what, message);
SELECT c FROM binaries;
-- What is sent is what is read.
DELETE FROM binaries;
SELECT i, copied(cx_chain_send(c)) FROM chains ORDER BY i;
SELECT count(*) FROM chains JOIN binaries USING (c);
DROP FUNCTION copied, message;
DROP TABLE binaries, chains;
