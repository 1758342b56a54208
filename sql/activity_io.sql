-- Text, binary and json of cx_activity.
CREATE TABLE states (s cx_activity);
INSERT INTO states VALUES ('()'), ('(month 1997-01-01: 1)'),
	('(day 2024-02-29: 1000000000000000000000000000000000000000000000000000000000000000001)'),
	('(week 2024-01-01: 11)'), ('(week_sunday 2023-12-31: 101)'),
	('(quarter -4712-01-01: 1)'), ('(year 5874897-01-01: 1)'),
	('(rolling 604800000000us 2024-05-03 28800000000us: 001)'), ('(rolling 1us 2024-05-03 0us: )'),
	('(year 0000-01-01: 1)');
SELECT s, s::json FROM states ORDER BY s::text COLLATE "C";
SELECT bool_and(s::text::cx_activity = s) AS text_again, bool_and((s::jsonb)::text::jsonb = s::jsonb) AS json,
	bool_and(s::json::jsonb = s::jsonb) AS same_json FROM states;
-- blanks may differ, the value not
SELECT ' ( month  2024-01-01 :1 ) '::cx_activity;
-- equality and hashing
SELECT count(DISTINCT h), count(*) FROM (SELECT cx_activity_hash(s) AS h FROM states) v;
SELECT s FROM states WHERE s = '(month 1997-01-01: 1)' AND NOT s <> '(month 1997-01-01: 1)';
SELECT count(*) FROM (SELECT s FROM states UNION SELECT s FROM states) v;
SELECT '(month 2024-01-01: 1)'::cx_activity = '(week 2024-01-01: 1)' AS other_period,
	cx_activity_hash_extended('()', 1) <> cx_activity_hash_extended('()', 2) AS seeded;
SELECT count(*) AS joined FROM states a JOIN states b USING (s);
-- out of line and compressed, a state is the same
ALTER TABLE states ALTER s SET STORAGE external;
INSERT INTO states SELECT ('(day 1900-01-01: 1' || repeat('10', 30000) || '1)')::cx_activity;
SELECT period_count(s), first_period(s), s::text::cx_activity = s AS same FROM states
WHERE s::text ~ '^.day 1900';
DROP TABLE states;
-- malformed: each says what is wrong
SELECT ''::cx_activity;
SELECT '('::cx_activity;
SELECT '(month)'::cx_activity;
SELECT '(month 2024-01-01: )'::cx_activity;
SELECT '(month 2024-01-02: 1)'::cx_activity;
SELECT '(month 2024-02-30: 1)'::cx_activity;
SELECT '(month 24-01-01: 1)'::cx_activity;
SELECT '(month 2024-01-01: 01)'::cx_activity;
SELECT '(month 2024-01-01: 10)'::cx_activity;
SELECT '(month 2024-01-01: 12)'::cx_activity;
SELECT '(month 2024-01-01: 1) x'::cx_activity;
SELECT '(fortnight 2024-01-01: 1)'::cx_activity;
SELECT '(day 5874897-12-31: 11)'::cx_activity;
SELECT '(rolling 0us 2024-01-01 0us: 1)'::cx_activity;
SELECT '(rolling 1us 2024-01-01 86400000000us: 1)'::cx_activity;
SELECT '(rolling 1us 294277-01-01 0us: 1)'::cx_activity;
SELECT length(('(day 1824-01-01: 1' || repeat('1', 65535) || ')')::cx_activity::text);
DO $$ BEGIN PERFORM ('(day 1824-01-01: 1' || repeat('1', 65536) || ')')::cx_activity; EXCEPTION
	WHEN invalid_text_representation THEN RAISE NOTICE 'a digit more is refused'; END $$;
