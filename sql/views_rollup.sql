-- Ready-made views over a rollup: the same columns, names and figures as over its table.
SET client_min_messages = warning;
CREATE TYPE channel AS ENUM ('mail', 'shop');
CREATE TABLE answer (
	customer integer, score smallint, exact numeric, at timestamptz, day date,
		"Chan'nel" channel, country text
);
INSERT INTO answer
SELECT i % 50, i * 7 % 11, i * 7 % 11, t, t::date, 
	CASE WHEN i % 5 > 0 THEN (ARRAY['mail', 'shop'])[1 + i % 2]::channel END,
	CASE WHEN i % 7 > 0 THEN 'c' || i % 3 END
FROM (SELECT i, TIMESTAMPTZ '2026-01-01 00:00 Europe/Berlin' + i * interval '11 hours 7 minutes' AS t
	FROM generate_series(1, 300) AS i) AS v;
INSERT INTO answer (at, day) VALUES ('2026-02-01 12:00+00', '2026-02-01'), (NULL, NULL);
INSERT INTO answer (score, at) VALUES (5, NULL);
CALL cx_create_rollup('kept', 'answer',
	ARRAY['period_start(at, ''day'', ''Europe/Berlin'') AS d', '"Chan''nel" AS where_from', 'country'],
	ARRAY['nps_agg(score) AS "n p"', 'score_agg(exact, 0, 10) AS e']);
CREATE FUNCTION pg_temp.make(arguments text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	made bigint;
BEGIN
	EXECUTE 'SELECT count(*) FROM cx_create_response_views(' || arguments || ')' INTO made;
	RETURN made;
END $$;
SELECT pg_temp.make($$'answer', 'score', 'at', 'nps', 'Europe/Berlin', segments => '{Chan''nel,country}',
		prefix => 'a'$$),
	pg_temp.make($$'answer', 'score', 'at', 'nps', 'Europe/Berlin', segments => '{Chan''nel,country}',
		prefix => 'r', rollup => 'kept'$$);
-- Every view, both ways; and what cx_sources says of them.
CREATE FUNCTION pg_temp.differ(a text, b text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	differ bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM ((TABLE %1$I EXCEPT TABLE %2$I)
		UNION ALL (TABLE %2$I EXCEPT TABLE %1$I)) AS d', a, b) INTO differ;
	RETURN differ;
END $$;
SELECT 'r' || substr(relname, 2) AS view, pg_temp.differ(relname, 'r' || substr(relname, 2)) AS differ
FROM cx_sources JOIN pg_class ON oid = relation WHERE relname ~ '^a_'
ORDER BY relname COLLATE "C";
SELECT kind, source, relation FROM cx_sources WHERE relation::text ~ '^r_' OR kind = 'rollup'
ORDER BY 1, relation::text COLLATE "C";
SELECT period, value, n, promoters, invalid FROM r_nps ORDER BY period LIMIT 3;
-- Always: what is written is read at once.
INSERT INTO answer VALUES (1, 10, 10, '2026-01-15 12:00+00', NULL, 'mail', 'c9');
UPDATE answer SET score = 0 WHERE customer = 7;
DELETE FROM answer WHERE customer = 9;
SELECT pg_temp.differ('a_nps', 'r_nps') + pg_temp.differ('a_nps_cells', 'r_nps_cells')
	+ pg_temp.differ('a_nps_change', 'r_nps_change') AS differ;
-- One row without a period alone.
INSERT INTO answer (score, exact, at) VALUES (5, 5, 'infinity');
SELECT pg_temp.differ('a_nps', 'r_nps') AS differ,
	(SELECT invalid FROM r_nps WHERE period IS NULL) AS invalid;
DELETE FROM answer WHERE at = 'infinity';
-- Dirty rows. Those without a period lose their segments in a rollup, and are in its row of no period.
INSERT INTO answer (score, exact, at, country) VALUES (11, 11, '2026-01-15 12:00+00', 'c1'),
	(5, 5, 'infinity', 'c1'),
	(5, 5, '-infinity', NULL), (11, 7, '2026-01-16 12:00+00', 'c1');
SELECT pg_temp.differ('a_nps', 'r_nps') AS differ,
	pg_temp.differ('a_nps_by_country', 'r_nps_by_country') AS lost_segment;
SELECT period, segment, n, invalid FROM r_nps_by_country WHERE invalid > 0 ORDER BY period, segment;
INSERT INTO answer (score, at) VALUES (5, '1066-10-14'), (6, '9999-12-31');
SELECT period, n, invalid FROM r_nps WHERE period IS NULL;
SELECT pg_temp.differ('a_nps', 'r_nps') AS differ;

-- Longer periods; another scale; a rollup with the grain itself; dates.
SELECT pg_temp.make($$'answer', 'exact', 'at', 'csat', 'Europe/Berlin', low => 0, high => 10, grain => 'week',
		prefix => 'a'$$),
	pg_temp.make($$'answer', 'exact', 'at', 'csat', 'Europe/Berlin', low => 0, high => 10, grain => 'week',
		prefix => 'r', rollup => 'kept'$$);
-- A row that one state does not take is left out of all of them: here those whose other score is dirty.
SELECT sum(a.n) - sum(r.n) AS left_out, sum(a.invalid) AS invalid, sum(r.invalid) AS of_the_rollup
FROM a_csat a FULL JOIN r_csat r ON r.period = a.period;
DELETE FROM answer WHERE score = 11 OR NOT isfinite(at) OR at < '1900-01-01' OR at > '9000-01-01';
SELECT pg_temp.differ('a_csat', 'r_csat') AS differ;
CALL cx_create_rollup('monthly', 'answer', ARRAY['period_start(day, ''month'') AS m'],
	ARRAY['score_agg(score, 0, 10) AS s']);
SELECT pg_temp.make($$'answer', 'score', 'day', 'nps', 'Europe/Berlin', prefix => 'am'$$),
	pg_temp.make($$'answer', 'score', 'day', 'nps', 'Europe/Berlin', prefix => 'rm', rollup => 'monthly'$$);
SELECT pg_temp.differ('am_nps', 'rm_nps') AS differ;

-- What a rollup does not keep.
CREATE FUNCTION pg_temp.refused(arguments text) RETURNS text LANGUAGE sql AS $$
	SELECT test.refusal('SELECT * FROM cx_create_response_views(' || arguments || ')')
$$;
SELECT pg_temp.refused($$'answer', 'score', 'at', 'nps', 'Europe/Berlin', rollup => 'kept',
	customer => 'customer'$$);
SELECT pg_temp.refused($$'answer', 'score', 'at', 'nps', 'Asia/Tokyo', rollup => 'kept'$$);
SELECT pg_temp.refused($$'answer', 'score', 'day', 'nps', 'Europe/Berlin', rollup => 'kept'$$);
SELECT pg_temp.refused($$'answer', 'score', 'day', 'nps', 'Europe/Berlin', grain => 'quarter',
	rollup => 'monthly'$$);
SELECT pg_temp.refused($$'answer', 'exact', 'at', 'nps', 'Europe/Berlin', rollup => 'kept'$$);
SELECT pg_temp.refused($$'answer', 'score', 'at', 'csat', 'Europe/Berlin', low => 1, high => 10,
	rollup => 'kept'$$);
SELECT pg_temp.refused($$'answer', 'score', 'day', 'nps', 'Europe/Berlin', segments => '{country}',
	rollup => 'monthly'$$);
SELECT pg_temp.refused($$'answer', 'score', 'at', 'nps', 'Europe/Berlin', rollup => 'answer'$$);
CREATE TABLE other (score smallint, at timestamptz);
SELECT pg_temp.refused($$'other', 'score', 'at', 'nps', 'Europe/Berlin', rollup => 'kept'$$);
CALL cx_create_rollup('part', 'answer', ARRAY['period_start(at, ''day'', ''Europe/Berlin'') AS d'],
	ARRAY['nps_agg(score) AS s'], filter => 'customer > 3');
SELECT pg_temp.refused($$'answer', 'score', 'at', 'nps', 'Europe/Berlin', rollup => 'part'$$);
SELECT name, call, argument, words, filtered FROM cx_rollup_columns('kept');
-- The rollup stays as long as its views do.
SELECT test.sqlstate($$SELECT cx_drop_rollup('kept')$$);
SELECT count(*) > 0 FROM cx_drop_views('answer');
SELECT cx_drop_rollup('kept');
SELECT cx_drop_rollup('monthly');
SELECT cx_drop_rollup('part');
DROP TABLE answer, other CASCADE;
DROP TYPE channel;
RESET client_min_messages;
