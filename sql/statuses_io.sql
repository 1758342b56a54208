-- Text, binary and json of cx_statuses.
CREATE TABLE states (i serial, s cx_statuses);
INSERT INTO states (s) VALUES ('()'), ('(2026-01-05 09:00:00Z new, 2026-01-05 09:12:30.5Z "on hold")'),
	('(2026-01-05 09:00:00Z #-9223372036854775808 a, 2026-01-05 09:00:00Z #9223372036854775807 a)'),
	('(-4713-11-24 00:00:00Z a-b, 0000-02-29 12:00:00.000001Z a_b, 294276-12-31 23:59:59.999999Z A.2)'),
	(
	'(2026-01-05 09:00:00Z "", 2026-01-06 09:00:00Z "a\"b", 2026-01-07 09:00:00Z "\\", 2026-01-08 09:00:00Z ")(")');
-- whatever the settings
SET timezone = 'Asia/Kathmandu';
SET datestyle = 'SQL, DMY';
SELECT s FROM states ORDER BY i;
SELECT s::json FROM states ORDER BY i;
RESET timezone;
RESET datestyle;
SELECT bool_and(s::text::cx_statuses = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS same_json,
	count(DISTINCT cx_statuses_hash(s)) AS hashes FROM states;
SELECT count(*) FROM (SELECT s FROM states UNION SELECT s FROM states) v;
-- Any text is a status, and comes back: quotes, backslashes, blanks, line ends, brackets, nothing, letters
-- of any alphabet, and what json escapes.
CREATE TABLE names AS SELECT row_number() OVER () AS n, name FROM (
	VALUES (''), (' '), ('"'), ('\'), ('\"'), ('\\'), (''''), ('('), (')'), (','), ('#1'), ('Z'),
		('a b'), (E'a\nb'), (E'\t'), (E'\r\n'), (E'\x01'), ('{"a": 1}'), ('NULL'), ('1'), ('-'), ('()'),
		('2026-01-01 00:00:00Z'), ('Größe'), ('待機中'), ('🙂'), (U&'\00a0'), (repeat('x', 10000)),
		('"' || repeat('\', 99)), ('a"'), ('"a'), ('a, 2026-01-01 00:00:00Z b')) v (name)
	UNION ALL SELECT 100 + i, chr(i) FROM generate_series(1, 127) i;
SELECT count(*), bool_and(s::text::cx_statuses = s) AS text_again, bool_and(last_status(s) = name) AS same,
	bool_and(s::text::cx_statuses::text = s::text) AS canonical,
	bool_and(s::json #>> '{events,0,status}' = name) AS in_json,
	bool_and(s::jsonb #>> '{events,0,status}' = name) AS in_jsonb
FROM (SELECT name, status_agg('2026-01-01 00:00Z', name) AS s FROM names GROUP BY n, name) v;
CREATE TABLE copied (s cx_statuses);
INSERT INTO copied
SELECT status_agg('2026-01-01 00:00Z'::timestamptz + n * interval '1 s', name, n) FROM names;
INSERT INTO copied SELECT s::text::cx_statuses FROM copied;
INSERT INTO copied SELECT cx_statuses_add(s, '()') FROM copied;
SELECT count(*), count(DISTINCT s), bool_and(
	time_in_status(s, (SELECT array_agg(name) FROM names), '2027-01-01 00:00Z')
	= timestamptz '2027-01-01 00:00Z' - timestamptz '2026-01-01 00:00:01Z') AS all_found FROM copied;
DROP TABLE names, copied;
-- A name is held once, an event takes 12 bytes, 20 with numbers.
SELECT pg_column_size(status_agg(at, 'on hold')) AS one_status,
	pg_column_size(status_agg(at, 'on hold', i)) AS numbered
FROM (SELECT i, timestamptz '2026-01-01 00:00Z' + i * interval '1 h' AS at
	FROM generate_series(1, 100) i) v;
-- In a table, compressed and not.
ALTER TABLE states ALTER s SET STORAGE external;
INSERT INTO states (s)
SELECT status_agg(timestamptz '2026-01-01 00:00Z' + i * interval '1 h', 'status ' || i % 10)
FROM generate_series(1, 5000) i;
SELECT times_entered(s, 'status 3'), s::text::cx_statuses = s AS same FROM states ORDER BY i DESC LIMIT 1;
DROP TABLE states;
-- Blanks are free, and so is the order of what bytes decide; input writes the one form.
SELECT ' ( 2026-01-01 00:00:00Z  b ,2026-01-01 00:00:00Z "a" ,
	2026-01-02 00:00:00.5Z #  7 "c" ) '::cx_statuses;
SELECT E'(2026-01-01 00:00:00Z\ta,\n2026-01-02 00:00:00Z\r\n#7\tb)'::cx_statuses;
-- malformed: each says what is wrong, or what is expected
SELECT test.detail('SELECT ''x''::cx_statuses');
SELECT state, replace(test.detail(format('SELECT %L::cx_statuses', state)),
	(SELECT substr(test.detail('SELECT ''x''::cx_statuses'), 8)), 'as expected') AS detail
FROM (VALUES (''), ('(2026-01-01 00:00:00Z)'),
	('(2026-01-01 00:00:00 a)'), ('(2026-01-01 a)'), ('(2026-01-01 24:00:00Z a)'),
	('(2026-02-30 00:00:00Z a)'),
	('(2026-01-01 00:00:00.1234567Z a)'), ('(2026-01-01 0:00:00Z a)'), ('(infinity a)'),
	('(2026-01-01 00:00:00Za)'), ('(2026-01-01 00:00:00Z # a)'), ('(2026-01-01 00:00:00Z #1a)'),
	('(2026-01-01 00:00:00Z #9223372036854775808 a)'),
	('(2026-01-01 00:00:00Z a b)'), ('(2026-01-01 00:00:00Z "a)'), ('(2026-01-01 00:00:00Z "a\n")'),
	('(2026-01-01 00:00:00Z "a\'), ('(2026-01-01 00:00:00Z a,)'), ('(2026-01-01 00:00:00Z a) x'),
	('(294277-01-01 00:00:00Z a)'), ('(-4713-11-23 00:00:00Z a)'),
	('(2026-01-02 00:00:00Z a, 2026-01-01 00:00:00Z b)'),
	('(2026-01-01 00:00:00Z #2 a, 2026-01-01 00:00:00Z #1 b)'),
	('(2026-01-01 00:00:00Z #1 a, 2026-01-01 00:00:00Z b)'),
	('(2026-01-01 00:00:00Z a, 2026-01-01 00:00:00Z a)')) v (state);
-- Binary input. The last two are fine.
CREATE TABLE binaries (s cx_statuses);
CREATE FUNCTION copied(message bytea) RETURNS text LANGUAGE sql AS $$
	SELECT test.detail(format('COPY binaries FROM PROGRAM %L WITH (FORMAT binary)',
		'printf ''PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001' ||
		string_agg(format('\%s%s%s', byte / 64, byte / 8 % 8, byte % 8), '' ORDER BY i) || '\377\377'''))
	FROM (SELECT i, get_byte(framed, i) AS byte
		FROM (SELECT int4send(length(message)) || message AS framed) f,
			generate_series(0, length(message) + 3) i) b $$;
SELECT what, copied(message::bytea) FROM (VALUES
	('bytes that are no text', '\x01 00 00000001 00000001 ff 00000001 0000000000000001 00000000'),
	('a byte of zero', '\x01 00 00000001 00000001 00 00000001 0000000000000001 00000000'),
	('a name beyond the end', '\x01 00 00000001 7fffffff 61 00000001 0000000000000001 00000000'),
	('a name of a negative length', '\x01 00 00000001 ffffffff 61 00000001 0000000000000001 00000000'),
	('a name twice', '\x01 00 00000002 00000001 61 00000001 61 00000001 0000000000000001 00000000'),
	('a name unused', '\x01 00 00000002 00000001 61 00000001 62 00000001 0000000000000001 00000000'),
	('an event without a name', '\x01 00 00000001 00000001 61 00000001 0000000000000001 00000001'),
	('no names', '\x01 00 00000000 00000001 0000000000000001 00000000'),
	('not in order',
		'\x01 00 00000001 00000001 61 00000002 0000000000000001 00000000 0000000000000000 00000000'),
	('an event twice',
		'\x01 00 00000001 00000001 61 00000002 0000000000000001 00000000 0000000000000001 00000000'),
	('no seq in spite of the flag', '\x01 01 00000001 00000001 61 00000001 0000000000000001 00000000 00'),
	('a flag of 2', '\x01 02 00000001 00000001 61 00000001 0000000000000001 00000000 00'),
	('a flag of 2 of an event', '\x01 01 00000001 00000001 61 00000001 0000000000000001 00000000 02'),
	('an infinite instant', '\x01 00 00000001 00000001 61 00000001 7fffffffffffffff 00000000'),
	('a minute past all instants', '\x01 00 00000001 00000001 61 00000001 7ffffffffffffffe 00000000'),
	('four billion names', '\x01 00 ffffffff 00000000'),
	('four billion events', '\x01 00 00000001 00000001 61 ffffffff'),
	('the next version', '\x02 00 00000000 00000000'),
	('nothing', '\x01 00 00000000 00000000'),
	('names in another order',
		'\x01 00 00000002 00000001 62 00000001 61 00000002 0000000000000001 00000000 0000000000000001 00000001')
) v (what, message);
SELECT s FROM binaries;
DROP FUNCTION copied;
DROP TABLE binaries;
