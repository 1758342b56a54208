-- The text of a union over the partitions of a table, each with its own GROUP BY.
CREATE SCHEMA "We;ird ""S";
CREATE TABLE answers (region text, touchpoint text, score int, "What"";--?" int) PARTITION BY LIST (region);
CREATE TABLE answers_eu PARTITION OF answers FOR VALUES IN ('de', 'fr') PARTITION BY LIST (region);
CREATE TABLE "We;ird ""S"."x'); DROP TABLE answers;--" PARTITION OF answers_eu FOR VALUES IN ('de');
CREATE TABLE answers_fr PARTITION OF answers_eu FOR VALUES IN ('fr');
-- a partition of its own whose columns lie in another order
CREATE TABLE answers_us (score int, "What"";--?" int, touchpoint text, region text);
ALTER TABLE answers ATTACH PARTITION answers_us FOR VALUES IN ('us');
INSERT INTO answers
SELECT (ARRAY['de', 'fr', 'us'])[1 + i % 3], (ARRAY['shop', 'app', NULL])[1 + i / 7 % 3], i * i % 11, i % 5
FROM generate_series(1, 500) i;

SELECT cx_shard_union('answers', '{touchpoint}', '{nps_agg(score) AS nps,count(*)}');
SELECT cx_shard_union('answers_eu', '{}', '{nps_agg(score) AS nps}', filter => 'score > 3');
SELECT cx_shard_union('answers', '{}', '{count(*)}', E' \n') = cx_shard_union('answers', '{}', '{count(*)}')
	AS blank_is_none;

-- What it says, run, is what the whole table says: one state a shard and group, none lost, none twice.
CREATE FUNCTION differs(key text, condition text)
RETURNS TABLE (states bigint, different bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('WITH shard AS (%s),
			part AS (SELECT k, rollup(nps) AS s, sum(n)::bigint AS n FROM shard GROUP BY k),
			whole AS (SELECT %s AS k, nps_agg(score) AS s, count(*) AS n FROM answers WHERE %s
				GROUP BY 1),
			missing AS (TABLE whole EXCEPT ALL TABLE part),
			added AS (TABLE part EXCEPT ALL TABLE whole)
			SELECT (SELECT count(*) FROM shard),
				(SELECT count(*) FROM missing) + (SELECT count(*) FROM added)',
		cx_shard_union('answers', ARRAY[format('(%s) AS k -- the key', key)],
			'{nps_agg(score) AS nps,count(*) AS n}', condition),
		key, coalesce(condition || E'\n', 'true'));
END $$;
SELECT * FROM differs('touchpoint', NULL);
SELECT * FROM differs('region', 'score < 7');
-- A comment ends where its expression does.
SELECT * FROM differs('"What"";--?"', 'touchpoint = ''shop'' -- not the app');

-- A user without a right to the table gets a text, and no row by it.
CREATE ROLE shard_reader;
GRANT USAGE ON SCHEMA test TO shard_reader;
SET ROLE shard_reader;
SELECT cx_shard_union('answers_eu', '{}', '{count(*) AS n}');
SELECT test.sqlstate(cx_shard_union('answers_eu', '{}', '{count(*) AS n}'));
RESET ROLE;
REVOKE USAGE ON SCHEMA test FROM shard_reader;
DROP ROLE shard_reader;

-- What is refused.
CREATE TABLE plain (score int);
CREATE TABLE childless (score int) PARTITION BY LIST (score);
SELECT call, test.refusal('SELECT cx_shard_union(' || call || ')')
FROM (VALUES
	(1, 'NULL, ''{}'', ''{count(*)}'''),
	(2, '''answers'', NULL, ''{count(*)}'''),
	(3, '''answers'', ''{}'', NULL'),
	(4, '''answers'', ''{region,NULL}'', ''{count(*)}'''),
	(5, '''answers'', ''{}'', ''{NULL}'''),
	(6, '''answers'', ''{}'', ''{}'''),
	(7, '''answers'', ''{" "}'', ''{count(*)}'''),
	(8, '''plain'', ''{}'', ''{count(*)}'''),
	(9, '''childless'', ''{}'', ''{count(*)}'''),
	(10, '''answers_fr'', ''{}'', ''{count(*)}'''),
	(11, '0, ''{}'', ''{count(*)}''')) AS v (i, call)
ORDER BY i;
DROP FUNCTION differs(text[], text);
DROP TABLE answers, plain, childless;
DROP SCHEMA "We;ird ""S";
