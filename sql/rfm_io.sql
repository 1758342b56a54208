-- Text, binary and json of cx_rfm and cx_rfm_set.
CREATE TABLE states (s cx_rfm);
INSERT INTO states VALUES ('()'), ('(1997-01-01..1997-09-30: 0 29.33, 17 14.96, 213 29.73)'),
	('(2024-02-29..2024-02-29: 0 0)'), ('(2024-01-01..2024-12-31: 0 -5, 64 void, 127 0, 128 2.5)'),
	('(2024-01-01..2024-12-31: 0 140737488.355327, 1 -140737488.355327)'),
	('(2024-01-01..2024-12-31: 0 140737488.355328, 3 void)'), ('(2024-01-01..2024-12-31: 0 -0.0000001)'),
	('(-4712-01-01..5874896-12-31: 0 0.000000000000000000000000000001, 65535 1000000000000000000000)');
SELECT s FROM states ORDER BY s::text COLLATE "C";
SELECT s::json FROM states WHERE s::text ~ 'void|^\(\)' ORDER BY s::text COLLATE "C";
SELECT bool_and(s::text::cx_rfm = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS same_json,
	count(DISTINCT cx_rfm_hash(s)) AS hashes FROM states;
SELECT ' ( 2024-01-01 .. 2024-01-31 : 0 1.50,3 -0,  9   void ) '::cx_rfm;
SELECT count(*) FROM (SELECT s FROM states UNION SELECT s FROM states) v;
SELECT '(2024-01-01..2024-01-31: 0 1)'::cx_rfm <> '(2024-01-01..2024-01-30: 0 1)' AS other_end,
	'(2024-01-01..2024-01-31: 0 0)'::cx_rfm <> '(2024-01-01..2024-01-31: 0 void)' AS other_reason,
	cx_rfm_hash_extended('()', 1) <> cx_rfm_hash_extended('()', 2) AS seeded;
-- eight bytes a day, forty where an amount has no place in them
SELECT pg_column_size(rfm_agg(date '2024-01-01' + i, 99.95, '2024-12-31')) AS narrow,
	pg_column_size(rfm_agg(date '2024-01-01' + i, 99.95 + i / 1e7, '2024-12-31')) AS wide
FROM generate_series(0, 99) i;
ALTER TABLE states ALTER s SET STORAGE external;
INSERT INTO states
SELECT rfm_agg(date '1900-01-01' + i, 1.5, '2024-01-01') FROM generate_series(0, 30000, 3) i;
SELECT frequency(s), recency(s), mean_amount(s), s::text::cx_rfm = s AS same
FROM states WHERE recency(s) = 30000;
DROP TABLE states;
-- malformed: each says what is wrong
CREATE FUNCTION problem(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || detail;
END $$;
SELECT state, problem(format('SELECT %L::cx_rfm', state)) FROM (VALUES (''),
	('(2024-01-01..2024-01-31:)'), ('(2024-01-01..2024-01-31: 1 1)'), ('(2024-01-01..2024-01-31: 0)'),
	('(2024-01-01..2024-01-31: 0 1, 31 1)'), ('(2024-01-01..2023-01-31: 0 1)'),
	('(2024-01-01..2024-01-31: 0 1, 5 1, 5 1)'), ('(2024-01-01..2024-01-31: 0 1, -5 1)'),
	('(1524-01-01..2024-01-31: 0 1, 65536 1)'), ('(2024-01-01..2024-01-31: 0 1e3)'),
	('(2024-01-01..2024-01-31: 0 NaN)'), ('(2024-01-01..2024-01-31: 0 -void)'),
	('(2024-01-01..2024-01-31: 0 1 2)'),
	('(2024-02-30..2024-03-31: 0 1)'), ('(2024-01-01..2024-01-31: 0 1) x')) v(state);
-- Binary input: the forms that text does not write. A day of 1 as a wide one, and as a narrow one that is not
-- the first; a mark beside a sum; a width that there is not.
CREATE TABLE binaries (s cx_rfm);
CREATE FUNCTION copied(width text, words text) RETURNS text LANGUAGE sql AS $$
	SELECT problem(format('COPY binaries FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' ||
		'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001\0\0\0\' || CASE width WHEN '5' THEN '066' ELSE '026' END ||
		'\001\' || width || '\0\0\0\0\0\0\0\007\0\0\0\001' || words || '\377\377''')) $$;
SELECT copied('5', repeat('\0', 8) || '\106\164\355\352\100\0\0\0' || '\0\0\0\014\237\054\234\320' ||
	repeat('\0', 16)) AS wide;
SELECT copied('1', '\0\001\0\0\0\017\102\100') AS not_the_first;
SELECT copied('5', '\0\0\0\0\0\0\0\001\0\0\0\0\0\0\0\001' || repeat('\0', 24)) AS marked;
SELECT copied('2', repeat('\0', 8)) AS width;
SELECT copied('1', '\0\0\0\0\0\017\102\100') AS fine;
SELECT s FROM binaries;
DROP TABLE binaries;
DROP FUNCTION copied;

-- Sets.
CREATE TABLE sets (s cx_rfm_set);
INSERT INTO sets VALUES ('()'), ('(bigint 1997-09-30: -1 0 0 272; 2 2 213 272 22.345)'),
	(('(uuid 2024-12-31: 00000000-0000-0000-0000-000000000000 1 1 1 2.5; ' ||
		'c4ca4238-a0b9-2382-0dcc-509a6f75849b 3 30 31 0)')::cx_rfm_set);
SELECT s, s::json FROM sets ORDER BY s::text COLLATE "C";
SELECT bool_and(s::text::cx_rfm_set = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS same_json,
	count(DISTINCT cx_rfm_set_hash(s)) AS hashes FROM sets;
SELECT t.* FROM sets, rfm_table(s) t WHERE s::text ~ 'bigint';
SELECT t.* FROM sets, rfm_uuid_table(s) t WHERE s::text ~ 'uuid';
SELECT count(*) FROM rfm_table('()') t;
SELECT count(*) FROM rfm_table(NULL) t;
SELECT rfm_table(s) FROM sets WHERE s::text ~ 'uuid';
SELECT rfm_uuid_table(s) FROM sets WHERE s::text ~ 'bigint';
DROP TABLE sets;
SELECT state, problem(format('SELECT %L::cx_rfm_set', state)) FROM (VALUES
	('(bigint 1997-09-30:)'), ('(text 1997-09-30: 1 0 0 1)'), ('(bigint 1997-09-30: 2 0 0 1; 1 0 0 1)'),
	('(bigint 1997-09-30: 1 0 0 1; 1 0 0 1)'), ('(bigint 1997-09-30: 1 0 1 1)'),
	('(bigint 1997-09-30: 1 1 0 1 5)'),
	('(bigint 1997-09-30: 1 2 1 1 5)'), ('(bigint 1997-09-30: 1 1 2 1 5)'), ('(bigint 1997-09-30: 1 1 1 1)'),
	('(bigint 1997-09-30: 1 1 1 1 -2.5)'), ('(uuid 1997-09-30: C4CA4238-a0b9-2382-0dcc-509a6f75849b 0 0 1)'),
	('(bigint 1997-09-30: 1 0 0 1,)')) v(state);
-- Binary input refuses what the text form could not carry, here a denormal number.
CREATE TABLE binary_sets (s cx_rfm_set);
SELECT problem(format('COPY binary_sets FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' ||
	'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001\0\0\0\052\001\001\0\0\0\0\0\0\0\0\0\0\0\001' ||
	'\0\0\0\0\0\0\0\0\0\0\0\001\0\0\0\001\0\0\0\001\0\0\0\0\0\0\0\001\377\377'''));
DROP TABLE binary_sets;
DROP FUNCTION problem;
