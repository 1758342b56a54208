-- Text, binary, json and arithmetic of cx_retention.
CREATE TABLE states (s cx_retention);
INSERT INTO states VALUES ('()'), ('(month | 1997-01-01 3: 3 2 0 1 / 1 1 0 1 / 0 2 0 0 / 1 2 0 0)'),
	('(rolling 604800000000us | 2024-05-03 5 | 2024-05-04 2: 1 / 1 / 0 / 1)'),
	('(day | 2024-02-29 9223372036854775807)'), ('(week | 2024-01-01 -1: -1 / -1 / 0 / -1)'),
	('(week_sunday | 2023-12-31 1: 0 1 / 0 1 / 0 1 / 0 0)');
SELECT s, s::json FROM states ORDER BY s::text COLLATE "C";
SELECT bool_and(s::text::cx_retention = s) AS text_again, bool_and(s::json::jsonb = s::jsonb) AS same_json
	FROM states;
SELECT count(DISTINCT cx_retention_hash(s)), count(*) FROM states;
SELECT count(*) AS joined FROM states a JOIN states b USING (s);
SELECT '(month | 1997-01-01 1)'::cx_retention <> '(month | 1997-02-01 1)' AS differ,
	cx_retention_hash_extended('()', 1) <> cx_retention_hash_extended('()', 2) AS seeded;
-- arithmetic; what cancels out leaves no trace
SELECT a + b AS both, a + b - a = b AS back, a - a AS nothing, a + '()' = a AS neutral, '()' - a AS negative
FROM (VALUES ('(month | 1997-01-01 3: 3 2 0 1 / 1 1 0 1 / 0 2 0 0 / 1 2 0 0)'::cx_retention,
	'(month | 1996-12-01 1: 1 / 1 / 0 / 1
	| 1997-01-01 1: 1 0 0 0 0 1 / 0 0 0 0 0 1 / 0 0 0 0 0 1 / 1 0 0 0 0 0)'::cx_retention)) v (a, b);
SELECT rollup(s) FROM states WHERE s::text ~ '^.(month|\))';
SELECT NULL::cx_retention + '()' IS NULL AS strict;
SELECT '(month | 1997-01-01 1)'::cx_retention + '(week | 2024-01-01 1)';
SELECT '(day | 2024-02-29 9223372036854775807)'::cx_retention + '(day | 2024-02-29 1)';
SELECT '()'::cx_retention - '(day | 2024-02-29 -9223372036854775808)';
DROP TABLE states;
-- malformed: each says what is wrong
SELECT '(month)'::cx_retention;
SELECT '(month | 1997-01-01)'::cx_retention;
SELECT '(month | 1997-01-02 1)'::cx_retention;
SELECT '(month | 1997-01-01 0)'::cx_retention;
SELECT '(month | 1997-01-01 1:)'::cx_retention;
SELECT '(month | 1997-01-01 1: 1 / 1 / 0)'::cx_retention;
SELECT '(month | 1997-01-01 1: 1 / 1 / 0 / 1 1)'::cx_retention;
SELECT '(month | 1997-01-01 1: 1 0 / 1 0 / 0 0 / 1 0)'::cx_retention;
SELECT '(month | 1997-01-01 1: 1 / 1 / 1 / 1)'::cx_retention;
SELECT '(month | 1997-01-01 1: 1 / 1 / 0 / 2)'::cx_retention;
SELECT '(month | 1997-01-01 1: 1 1 / 0 1 / 0 2 / 0 1)'::cx_retention;
SELECT '(month | 1997-01-01 1 | 1997-01-01 1)'::cx_retention;
SELECT '(month | 1997-02-01 1 | 1997-01-01 1)'::cx_retention;
SELECT '(month | 1997-01-01 9223372036854775808)'::cx_retention;
SELECT '(rolling 0us | 1997-01-01 1)'::cx_retention;
SELECT '(rolling 1us | 294277-01-02 1)'::cx_retention;
SELECT '(day | 5874897-12-31 1: 0 1 / 0 1 / 0 1 / 0 0)'::cx_retention;
SELECT '(month | 1997-01-01 1) (month | 1997-01-01 1)'::cx_retention;
