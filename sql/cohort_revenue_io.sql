-- Text, binary, json and arithmetic of cx_cohort_revenue.
CREATE TABLE states (s cx_cohort_revenue);
INSERT INTO states VALUES ('()'),
	('(month | outside -27 | 2026-01-01: 2 0 50, 1 1 20, 1 1 25 | 2026-02-01: 1 0 60)'),
	('(day | 2024-02-29: 9223372036854775807 0 0)'), ('(week | 2024-01-01: -1 0 -5, 0 0 0.000001)'),
	('(year | outside 0.0000001)'), ('(quarter | 2024-01-01: 0 0 0, 0 0 -9223372036854.775807)'),
	('(quarter | 2024-01-01: 1 0 9223372036854.775808, 0 -9223372036854775808 1)'),
	('(week_sunday | 2023-12-31: 1 0 0.000000000000000000000000000001 | 2024-01-07: 1 0 1, 1 1 2)');
SELECT s FROM states ORDER BY s::text COLLATE "C";
SELECT s::json FROM states ORDER BY s::text COLLATE "C";
SELECT bool_and(s::text::cx_cohort_revenue = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS
	same_json,
	count(DISTINCT cx_cohort_revenue_hash(s)) AS hashes FROM states;
SELECT ' ( month|outside -1.50 | 2026-01-01 : 1 0 -0 ,1 1   2.50 ) '::cx_cohort_revenue;
SELECT count(*) AS joined FROM states a JOIN states b USING (s);
SELECT cx_cohort_revenue_hash_extended('()', 1) <> cx_cohort_revenue_hash_extended('()', 2) AS seeded;
-- 48 bytes, 8 for each cohort, 24 for each cell; 48 where revenue is finer than millionths
SELECT pg_column_size('(month | 2026-01-01: 1 0 1, 1 1 2 | 2026-02-01: 1 0 3)'::cx_cohort_revenue) AS narrow,
	pg_column_size('(month | 2026-01-01: 1 0 1, 1 1 2.0000001 | 2026-02-01: 1 0 3)'::cx_cohort_revenue) AS
		wide;
-- arithmetic; what cancels out leaves no trace
SELECT a + b AS both, a + b - a = b AS back, a - a AS nothing, a + '()' = a AS neutral, '()' - a AS negative
FROM (VALUES ('(month | outside -27 | 2026-01-01: 2 0 50, 1 1 20 | 2026-03-01: 1 0 60)'::cx_cohort_revenue,
	'(month | outside 30 | 2026-01-01: 1 0 0.0000001, 0 0 0, 1 1 5 | 2026-02-01: 1 0 7)'::cx_cohort_revenue))
		v(a, b);
-- wide is what a sum needs and no longer than it does
SELECT a + b AS beyond, a + b - b = a AS back, pg_column_size(a + b), pg_column_size(a + b - b)
FROM (VALUES ('(day | 2026-01-01: 1 0 9223372036854.775807)'::cx_cohort_revenue,
	'(day | 2026-01-01: 1 0 0.000001)'::cx_cohort_revenue)) v(a, b);
SELECT '(day | 2026-01-01: 1 0 -9223372036854.775807)'::cx_cohort_revenue
	- '(day | 2026-01-01: 1 0 0.000001)'::cx_cohort_revenue AS below;
SELECT rollup(s) FROM states WHERE s::text ~ '^.(month|\))';
SELECT NULL::cx_cohort_revenue + '()' IS NULL AS strict;
SELECT '(month | 2026-01-01: 1 0 1)'::cx_cohort_revenue + '(week | 2024-01-01: 1 0 1)';
SELECT '(month | outside 1)'::cx_cohort_revenue + '(week | 2024-01-01: 1 0 1)';
SELECT '(day | 2024-02-29: 9223372036854775807 0 0)'::cx_cohort_revenue + '(day | 2024-02-29: 1 0 0)';
SELECT '()'::cx_cohort_revenue - '(day | 2024-02-29: -9223372036854775808 0 0)';
SELECT s + s FROM (SELECT ('(day | 2024-02-29: 1 0 5' || repeat('0', 46) || ')')::cx_cohort_revenue AS s) v;
SELECT s + s FROM (SELECT ('(day | outside 5' || repeat('0', 46) || ')')::cx_cohort_revenue AS s) v;
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
SELECT state, problem(format('SELECT %L::cx_cohort_revenue', state)) FROM (VALUES (''), ('(month)'),
	('(month |)'),
	('(2026-01-01: 1 0 1)'), ('(fortnight | 2026-01-01: 1 0 1)'), ('(month | 2026-01-01:)'),
	('(month | 2026-01-01: 1 0)'), ('(month | 2026-01-01: 1 0 1,)'), ('(month | 2026-01-01: 1 0 1 1)'),
	('(month | 2026-01-01: 1 0 NaN)'), ('(month | 2026-01-01: 1.5 0 1)'), ('(month | 2026-01-02: 1 0 1)'),
	('(month | outside 0)'), ('(month | outside 1 | outside 2)'), ('(month | 2026-01-01: 1 0 1 | outside 2)'),
	('(month | 2026-01-01: 1 1 1)'), ('(month | 2026-01-01: 1 0 1, 0 0 0)'), ('(month | 2026-01-01: 0 0 0)'),
	('(month | 2026-01-01: 1 0 1 | 2026-01-01: 1 0 1)'), ('(month | 2026-02-01: 1 0 1 | 2026-01-01: 1 0 1)'),
	('(month | 2026-01-01: 9223372036854775808 0 1)'), ('(day | 5874897-12-31: 1 0 1, 1 1 1)'),
	('(month | 2026-01-01: 1 0 1) x')) v(state);
-- Binary input: the forms that text does not write. A narrow cell as a wide one; the number of millionths
-- that has no magnitude; a width, a period, ages that there are not; a state of nothing that is not ().
CREATE TABLE binaries (s cx_cohort_revenue);
CREATE FUNCTION copied(width text, ages text, words text, period text DEFAULT '\003') RETURNS text
LANGUAGE sql AS $$
	SELECT problem(format('COPY binaries FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' ||
		'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001\0\0\0\' || CASE width WHEN '6' THEN '137' ELSE '107' END ||
		'\001' || period || '\' || width || repeat('\0', 32) || '\0\0\0\001\0\0\0\0\0\0\0\' || ages || words
			||
		'\377\377''')) $$;
SELECT copied('6', '1', '\0\0\0\0\0\0\0\001' || repeat('\0', 8) || '\106\164\355\352\100\0\0\0' ||
	'\0\0\0\014\237\054\234\320' || repeat('\0', 16)) AS wide;
SELECT copied('3', '1', '\0\0\0\0\0\0\0\001' || repeat('\0', 8) || '\200' || repeat('\0', 7)) AS lowest;
SELECT copied('4', '1', repeat('\0', 24)) AS width;
SELECT copied('3', '1', '\0\0\0\0\0\0\0\001' || repeat('\0', 8) || repeat('\0', 8), '\006') AS period;
SELECT copied('3', '2', '\0\0\0\0\0\0\0\001' || repeat('\0', 16)) AS ages;
SELECT copied('3', '0', '\0\0\0\0\0\0\0\001' || repeat('\0', 16)) AS no_ages;
SELECT problem(format('COPY binaries FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' ||
	'PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0\0\001\0\0\0\047\001\003\003' || repeat('\0', 36) || '\377\377''')) AS
		nothing;
SELECT copied('3', '1', '\0\0\0\0\0\0\0\001' || repeat('\0', 8) || '\0\0\0\0\0\017\102\100') AS fine;
SELECT s FROM binaries;
DROP TABLE binaries;
DROP FUNCTION copied;
DROP FUNCTION problem;
