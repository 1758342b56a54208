-- Rollups: a view of states by groups that is exact after every statement.
CREATE TABLE answers (
	id integer PRIMARY KEY, at timestamptz, touchpoint text, score integer, opened date, solved date
);
INSERT INTO answers VALUES
	(1, '2026-05-01 10:00Z', 'shop', 10, '2026-05-01', '2026-05-03'),
	(2, '2026-05-01 23:30Z', 'shop', 9, '2026-05-01', NULL),
	(3, '2026-05-02 08:00Z', 'shop', NULL, NULL, NULL),
	(4, '2026-05-02 09:00Z', NULL, 3, '2026-05-02', '2026-05-02');
CALL cx_create_rollup('daily', 'answers',
	'{"period_start(at, ''day'', ''Europe/Berlin'') AS day", touchpoint}', '{nps_agg(score) AS nps}');
-- 23:30 in UTC is the next day in Berlin. A group whose only score is NULL is there, and so is a NULL group.
SELECT day, touchpoint, rows, invalid, nps FROM daily ORDER BY 1, 2;
SELECT * FROM cx_verify('daily');
-- What it is made of.
SELECT relname, relkind, relreplident, relacl FROM pg_class
WHERE relname ~ '^daily' AND relkind IN ('r', 'v') ORDER BY 1;
SELECT tgname, pg_get_triggerdef(oid) AS trigger FROM pg_trigger
WHERE tgrelid = 'answers'::regclass AND NOT tgisinternal ORDER BY 1;
SELECT source, relation, grain, zone, definition, groups, states, filled, pending_deltas, gap
FROM cx_rollup_sources();
SELECT * FROM cx_sources;

-- Statements: one delta for each group that they touch.
INSERT INTO answers (id, at, touchpoint, score) VALUES
	(5, '2026-05-02 10:00Z', 'shop', 0), (6, '2026-05-02 11:00Z', 'shop', 10),
	(7, '2026-05-03Z', 'app', 7);
SELECT * FROM daily_delta ORDER BY day, touchpoint;
-- An update that moves a row: minus there, plus here. One that changes nothing that counts: no delta.
UPDATE answers SET at = at + interval '1 day', score = 8 WHERE id = 7;
UPDATE answers SET opened = opened + 1;
SELECT * FROM daily_delta WHERE touchpoint = 'app' ORDER BY day, rows;
-- Deleted to nothing: the group is gone.
DELETE FROM answers WHERE id IN (3, 5, 6, 2);
SELECT day, touchpoint, rows, invalid, nps FROM daily ORDER BY 1, 2;
SELECT * FROM cx_verify('daily');
-- Folding shows nothing new, and leaves no row of nothing behind.
SELECT cx_compact('daily');
SELECT cx_compact('daily');
SELECT * FROM daily_base ORDER BY day, touchpoint;
SELECT count(*) AS deltas FROM daily_delta;

-- COPY, ON CONFLICT, MERGE, a savepoint, a transaction that ends in nothing.
COPY answers (id, at, touchpoint, score) FROM stdin;
8	2026-05-04 00:00Z	app	4
9	2026-05-04 00:00Z	app	5
\.
INSERT INTO answers (id, at, touchpoint, score)
VALUES (8, '2026-05-04Z', 'app', 6), (10, '2026-05-04Z', 'app', 1)
ON CONFLICT (id) DO UPDATE SET score = excluded.score;
MERGE INTO answers a USING (VALUES (9, NULL), (10, 2), (11, 3)) AS v (id, score) ON a.id = v.id
WHEN MATCHED AND v.score IS NULL THEN DELETE
WHEN MATCHED THEN UPDATE SET score = v.score
WHEN NOT MATCHED THEN INSERT (id, at, touchpoint, score) VALUES (v.id, '2026-05-04Z', 'app', v.score);
BEGIN;
INSERT INTO answers (id, at, touchpoint, score) VALUES (12, '2026-05-04Z', 'app', 0);
SAVEPOINT s;
DELETE FROM answers;
SELECT count(*) AS groups FROM daily;
ROLLBACK TO s;
COMMIT;
BEGIN;
DELETE FROM answers;
ROLLBACK;
SELECT day, touchpoint, rows, nps FROM daily WHERE day >= '2026-05-04' ORDER BY 1, 2;
SELECT * FROM cx_verify('daily');

-- Wrong data takes nobody's statement down: it is counted, and in no state. An instant without a day has no
-- group.
INSERT INTO answers (id, at, touchpoint, score) VALUES
	(20, '2026-06-01Z', 'app', 11), (21, '2026-06-01Z', 'app', 4),
	(22, 'infinity', 'app', 4), (23, NULL, 'app', 5);
SELECT day, touchpoint, rows, invalid, nps FROM daily WHERE day > '2026-05-31' OR day IS NULL ORDER BY 1, 2;
UPDATE answers SET score = 10 WHERE id = 20;
UPDATE answers SET at = '2026-06-01Z' WHERE id = 22;
UPDATE answers SET score = -1 WHERE id = 21;
SELECT day, touchpoint, rows, invalid, nps FROM daily WHERE day > '2026-05-31' OR day IS NULL ORDER BY 1, 2;
SELECT * FROM cx_verify('daily');

-- TRUNCATE, and again from the beginning.
TRUNCATE answers;
SELECT count(*) AS groups FROM daily;
INSERT INTO answers (id, at, touchpoint, score) VALUES (1, '2026-05-01Z', 'shop', 9);
BEGIN;
TRUNCATE answers;
INSERT INTO answers (id, at, touchpoint, score) VALUES (2, '2026-05-02Z', 'shop', 9);
SELECT day, rows, nps FROM daily ORDER BY 1;
ROLLBACK;
SELECT day, rows, nps FROM daily ORDER BY 1;
SELECT cx_compact('daily') > 0 AS folded;
SELECT * FROM daily_base;

-- A group that no index takes stays in the delta, and nothing else with it.
INSERT INTO answers (id, at, touchpoint, score)
SELECT 900 + i, '2026-05-01Z', string_agg(md5(n::text), ''), 7
FROM generate_series(1, 2) i, generate_series(1, 200) n GROUP BY i;
SELECT cx_compact('daily');
INSERT INTO answers (id, at, touchpoint, score) VALUES (903, '2026-05-01Z', 'shop', 7);
SELECT cx_compact('daily');
SELECT count(*) AS stays FROM daily_delta;
SELECT * FROM cx_verify('daily');
DELETE FROM answers WHERE id > 900;
SELECT day, touchpoint, rows, nps FROM daily ORDER BY 1, 2;
-- What goes past the triggers is found, and mended.
SET session_replication_role = replica;
INSERT INTO answers (id, at, touchpoint, score)
VALUES (3, '2026-05-01Z', 'shop', 2), (4, '2026-05-09Z', 'app', 2);
DELETE FROM answers WHERE id = 1;
RESET session_replication_role;
SELECT * FROM cx_verify('daily') ORDER BY 1, 2;
ALTER TABLE answers DISABLE TRIGGER daily_delete;
SELECT pending_deltas, gap FROM cx_rollup_sources();
ALTER TABLE answers ENABLE TRIGGER daily_delete;
SELECT cx_rebuild('daily');
SELECT cx_rebuild('daily');
SELECT day, touchpoint, rows, nps FROM daily ORDER BY 1, 2;

-- Names follow. What a rollup reads cannot be dropped under it.
ALTER TABLE answers RENAME COLUMN score TO "the Score";
ALTER TABLE answers RENAME TO "Our Answers";
ALTER VIEW daily RENAME TO "By Day";
ALTER VIEW daily_def RENAME TO defines;
ALTER TABLE daily_base RENAME TO "a base";
ALTER TABLE "a base" RENAME COLUMN touchpoint TO "wh""ere";
ALTER TABLE daily_delta RENAME TO "a delta";
INSERT INTO "Our Answers" (id, at, touchpoint, "the Score") VALUES (5, '2026-05-09Z', 'app', 3);
SELECT * FROM "By Day" ORDER BY 1, 2;
SELECT * FROM cx_verify('"By Day"');
SELECT cx_compact('"By Day"');
SELECT * FROM cx_verify('defines');
SELECT test.sqlstate('ALTER TABLE "Our Answers" DROP COLUMN "the Score"');
SELECT test.sqlstate('ALTER TABLE "Our Answers" ALTER COLUMN "the Score" TYPE bigint');
SELECT test.sqlstate('DROP TABLE "Our Answers"');
SELECT cx_drop_rollup('"By Day"');
SELECT count(*) AS left_over FROM pg_class WHERE relname IN ('By Day', 'defines', 'a base', 'a delta');
SELECT count(*) AS triggers FROM pg_trigger WHERE tgrelid = '"Our Answers"'::regclass AND NOT tgisinternal;
DROP TABLE "Our Answers";

-- All aggregates that subtract, a filter, FILTER, in a transaction: equal to a computation anew.
CREATE TABLE facts (
	at timestamptz, score integer, done boolean, opened timestamptz, solved timestamptz, before numeric,
	after numeric
);
CREATE FUNCTION test.fill_facts(first integer, last integer) RETURNS void LANGUAGE sql AS $$
	INSERT INTO facts SELECT timestamptz '2026-05-01Z' + i * interval '5 hours', 1 + i % 5,
		nullif(i % 7, 0) % 2 = 0, timestamptz '2026-05-01Z' + i * interval '5 hours',
		timestamptz '2026-05-01Z' + i * interval '5 hours' + nullif(i % 11, 0) * interval '37 minutes',
		nullif(i % 4, 0) * 10.5, nullif(i % 6, 0) * 7.25
	FROM generate_series(first, last) i;
$$;
SELECT test.fill_facts(1, 60);
BEGIN;
CALL cx_create_rollup(target => 'all_states', source => 'facts', groups => '{"done AS which"}',
	states => ARRAY['score_agg(score, 0, 6) AS s1', 'nps_agg(score) AS s2', 'csat_agg(score) AS s3',
		'ces_agg(score) FILTER (WHERE score > 2) AS s4', 'rate_agg(done) AS s5',
		'duration_agg(opened, solved) AS s6',
		'sla_agg(coalesce(solved, ''2026-06-01Z'') - opened, interval ''2 hours'', solved IS NOT NULL) AS s7',
		'backlog_agg(opened, solved, ''day'', ''UTC'') AS s8', 'churn_agg(before > 10, after > 10) AS s9',
		'revenue_agg(before, after) AS s10'],
	filter => 'score <> 3', wait => true);
SELECT which, rows FROM all_states ORDER BY 1;
SELECT * FROM cx_verify('all_states');
COMMIT;
CREATE FUNCTION test.differs() RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM (
		(SELECT which, rows, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10 FROM all_states
			EXCEPT ALL SELECT * FROM all_states_def)
		UNION ALL
		(SELECT * FROM all_states_def
			EXCEPT ALL SELECT which, rows, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10 FROM all_states)) d
$$;
SELECT test.differs();
SELECT test.fill_facts(61, 90);
SELECT test.differs();
UPDATE facts SET score = 6 - score, done = NOT done, solved = NULL WHERE score > 3;
DELETE FROM facts WHERE before > 20;
SELECT test.differs();
SELECT * FROM cx_verify('all_states');
SELECT cx_compact('all_states');
SELECT test.differs(), (SELECT count(*) FROM all_states) AS groups;
-- The list of those is what the catalog says of them.
SELECT p.proname, bool_and(aggtranstype::regtype::text IN (
	SELECT typname FROM pg_operator o JOIN pg_type t ON t.oid = oprleft AND t.oid = oprright
	WHERE oprname = '-' AND oprresult = t.oid)) AS subtracts
FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid
WHERE proname IN ('score_agg', 'nps_agg', 'csat_agg', 'ces_agg', 'rate_agg', 'duration_agg', 'sla_agg',
	'backlog_agg', 'churn_agg', 'activity_agg', 'spend_agg', 'weighted_score_agg')
	OR proname = 'revenue_agg' AND pronargs = 2
	OR proname = 'rfm_agg' AND aggtranstype <> 'internal'::regtype
GROUP BY 1 ORDER BY 1;

-- on_error => 'raise': wrong data is refused, as the aggregate would.
CALL cx_create_rollup('strict_ones', 'facts', '{done}', '{csat_agg(score)}', on_error => 'raise');
SELECT test.refusal('INSERT INTO facts (score) VALUES (6)');
INSERT INTO facts (score) VALUES (5);
SELECT * FROM cx_verify('strict_ones');
SELECT cx_drop_rollup('strict_ones');
-- What fails while it is filled leaves nothing behind.
INSERT INTO facts (score, done) VALUES (9, true);
\set VERBOSITY sqlstate
CALL cx_create_rollup('too_strict', 'facts', '{done}', '{csat_agg(score)}', on_error => 'raise');
\set VERBOSITY default
SELECT count(*) FROM pg_class WHERE relname ~ 'too_strict';
SELECT cx_drop_rollup('facts');
SELECT count(*) AS triggers FROM pg_trigger WHERE tgrelid = 'facts'::regclass;
DROP FUNCTION test.differs(), test.fill_facts(integer, integer);
DROP TABLE facts;
