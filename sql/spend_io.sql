-- Text, binary and json of cx_spend.
CREATE TABLE states (s cx_spend);
INSERT INTO states VALUES ('()'), ('(month | 1997-01-01: 0 29.33, 17 14.96, 213 29.73)'),
	('(day | 2024-02-29: 0 0)'), ('(week_sunday | 2024-01-01: 0 -5, 64 void, 127 0, 128 2.5)'),
	('(quarter | 2024-01-01: 0 140737488.355327, 1 -140737488.355327)'),
	('(year | 2024-01-01: 0 140737488.355328, 3 void)'), ('(week | 2024-01-01: 0 -0.0000001)'),
	('(day | -4713-11-24: 0 0.000000000000000000000000000001, 65535 1000000000000000000000)'),
	('(day | 5874897-12-31: 0 1)');
SELECT s FROM states ORDER BY s::text COLLATE "C";
SELECT s::json FROM states WHERE s::text ~ 'void|^\(\)' ORDER BY s::text COLLATE "C";
SELECT bool_and(s::text::cx_spend = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS same_json,
	count(DISTINCT cx_spend_hash(s)) AS hashes FROM states;
SELECT ' ( month|2024-01-01 : 0 1.50,3 -0,  9   void ) '::cx_spend;
SELECT count(*) FROM (SELECT s FROM states UNION SELECT s FROM states) v;
SELECT '(month | 2024-01-01: 0 1)'::cx_spend <> '(day | 2024-01-01: 0 1)' AS other_period,
	'(month | 2024-01-01: 0 0)'::cx_spend <> '(month | 2024-01-01: 0 void)' AS other_reason,
	cx_spend_hash_extended('()', 1) <> cx_spend_hash_extended('()', 2) AS seeded;
-- eight bytes a day, forty where an amount has no place in them
SELECT pg_column_size(spend_agg(date '2024-01-01' + i, 99.95, 'month')) AS narrow,
	pg_column_size(spend_agg(date '2024-01-01' + i, 99.95 + i / 1e7, 'month')) AS wide
FROM generate_series(0, 99) i;
-- arithmetic
SELECT '(month | 2024-01-01: 0 1, 5 2)'::cx_spend + '(month | 2023-12-31: 0 4, 6 -2)' AS both,
	'()'::cx_spend + '(month | 2024-01-01: 0 1)' AS neutral, '()'::cx_spend + '()' AS nothing,
	NULL::cx_spend + '()' IS NULL AS strict;
SELECT '(month | 2024-01-01: 0 1)'::cx_spend + '(day | 2024-01-01: 0 1)';
SELECT '(month | 2024-01-01: 0 1)'::cx_spend + '(month | 2224-01-01: 0 1)';
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
SELECT state, problem(format('SELECT %L::cx_spend', state)) FROM (VALUES (''), ('(month)'), ('(month | )'),
	('(month | 2024-01-01:)'), ('(month | 2024-01-01: 1 1)'), ('(month | 2024-01-01: 0)'),
	('(2024-01-01: 0 1)'), ('(fortnight | 2024-01-01: 0 1)'),
	('(month | 2024-01-01: 0 1, 5 1, 5 1)'), ('(month | 2024-01-01: 0 1, -5 1)'),
	('(month | 1524-01-01: 0 1, 65536 1)'), ('(month | 2024-01-01: 0 1e3)'),
	('(month | 2024-01-01: 0 NaN)'), ('(month | 2024-01-01: 0 -void)'), ('(month | 2024-01-01: 0 1 2)'),
	('(month | 2024-02-30: 0 1)'), ('(month | 2024-01-01: 0 1) x'),
	('(day | 5874897-12-31: 0 1, 1 1)'), ('(year | -4713-11-24: 0 1)')) v(state);
-- Binary input: the forms that text does not write. A day of 1 as a wide one, and as a narrow one that is not
-- the first; a mark beside a sum; a width and a period that there are not.
CREATE TABLE binaries (s cx_spend);
CREATE FUNCTION copied(width text, words text, period text DEFAULT '\003') RETURNS text LANGUAGE sql AS $$
	SELECT problem(format('COPY binaries FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' ||
		'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001\0\0\0\' || CASE width WHEN '5' THEN '066' ELSE '026' END ||
		'\001\' || width || '\0\0\0\0\0\0\0' || period || '\0\0\0\001' || words || '\377\377''')) $$;
SELECT copied('5', repeat('\0', 8) || '\106\164\355\352\100\0\0\0' || '\0\0\0\014\237\054\234\320' ||
	repeat('\0', 16)) AS wide;
SELECT copied('1', '\0\001\0\0\0\017\102\100') AS not_the_first;
SELECT copied('5', '\0\0\0\0\0\0\0\001\0\0\0\0\0\0\0\001' || repeat('\0', 24)) AS marked;
SELECT copied('2', repeat('\0', 8)) AS width;
SELECT copied('1', '\0\0\0\0\0\017\102\100', '\006') AS period;
SELECT copied('1', '\0\0\0\0\0\017\102\100') AS fine;
SELECT s FROM binaries;
DROP TABLE binaries;
DROP FUNCTION copied;
DROP FUNCTION problem;
