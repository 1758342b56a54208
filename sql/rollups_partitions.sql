-- Rollups of partitioned tables: whichever table a statement names, and partitions that come and go.
CREATE TABLE visits (day date NOT NULL, score integer, place text) PARTITION BY RANGE (day);
CREATE TABLE visits_1 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
-- Columns in another order, with one that is gone.
CREATE TABLE visits_2 (gone int, place text, score integer, day date NOT NULL);
ALTER TABLE visits_2 DROP COLUMN gone;
ALTER TABLE visits ATTACH PARTITION visits_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TABLE visits_3 PARTITION OF visits FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')
	PARTITION BY LIST (place);
CREATE TABLE visits_3_app PARTITION OF visits_3 FOR VALUES IN ('app');
CREATE TABLE visits_3_rest PARTITION OF visits_3 DEFAULT;
INSERT INTO visits SELECT date '2026-01-01' + i, i % 11, (ARRAY['app', 'shop'])[1 + i % 2]
FROM generate_series(0, 80) i;
CALL cx_create_rollup('monthly', 'visits', '{"period_start(day, ''month'') AS month",place}',
	'{nps_agg(score) AS nps}');
SELECT month, place, rows, nps FROM monthly ORDER BY 1, 2;
SELECT tgrelid::regclass AS on, string_agg(substr(tgname, 9), ' ' ORDER BY tgname) AS triggers
FROM pg_trigger WHERE tgname ~ '^monthly' GROUP BY 1 ORDER BY 1::text;
SELECT gap FROM cx_sources;
CREATE FUNCTION test.wrong() RETURNS TABLE (bucket text, name text, stored text, expected text)
LANGUAGE sql AS $$ SELECT * FROM cx_verify('monthly') ORDER BY 1, 2 $$;

-- Through the top, the middle, a leaf; and rows that move between partitions: once each.
INSERT INTO visits VALUES ('2026-03-05', 10, 'app'), ('2026-02-05', 9, 'app');
INSERT INTO visits_3 VALUES ('2026-03-06', 8, 'shop');
INSERT INTO visits_2 (day, score, place) VALUES ('2026-02-06', 7, 'shop');
INSERT INTO visits_3_app VALUES ('2026-03-07', 6, 'app');
COPY visits_2 (place, day, score) FROM stdin;
web	2026-02-07	0
\.
UPDATE visits SET day = day + 31 WHERE day < '2026-01-10';
UPDATE visits_3 SET place = 'web' WHERE day = '2026-03-05' AND place = 'app';
UPDATE visits_2 SET score = 1 WHERE day = '2026-02-06';
DELETE FROM visits WHERE score = 10;
DELETE FROM visits_1 WHERE score = 9;
-- MERGE moves rows too; PostgreSQL shows them to the triggers of DELETE and INSERT, which fire only where the
-- statement has such actions.
MERGE INTO visits v USING (VALUES (date '2026-02-06')) AS s (day) ON v.day = s.day
WHEN MATCHED AND v.score IS NULL THEN DELETE
WHEN MATCHED THEN UPDATE SET day = '2026-03-30'
WHEN NOT MATCHED THEN INSERT VALUES (s.day, 1, 'app');
SELECT test.wrong();
SELECT sum(rows) AS rows, (SELECT count(*) FROM visits) AS visits FROM monthly;

-- TRUNCATE of a leaf, of the middle, of two at once, of all; rolled back, and after an error within.
BEGIN;
TRUNCATE visits_1;
SELECT month, sum(rows) FROM monthly GROUP BY 1 ORDER BY 1;
TRUNCATE visits_3;
SELECT month, sum(rows) FROM monthly GROUP BY 1 ORDER BY 1;
SELECT test.wrong();
ROLLBACK;
BEGIN;
TRUNCATE visits_2, visits;
SELECT count(*) FROM monthly;
INSERT INTO visits VALUES ('2026-03-05', 10, 'app');
SELECT test.wrong();
ROLLBACK;
CREATE FUNCTION test.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
CREATE TRIGGER zz_fail BEFORE TRUNCATE ON visits_1 FOR EACH STATEMENT EXECUTE FUNCTION test.fail();
BEGIN;
SAVEPOINT s;
TRUNCATE visits;
ROLLBACK TO s;
TRUNCATE visits_2;
SELECT test.wrong();
SELECT test.sqlstate('TRUNCATE visits');
TRUNCATE visits_3_app;
SELECT test.wrong();
ROLLBACK;
DROP TRIGGER zz_fail ON visits_1;
DROP FUNCTION test.fail();
SELECT test.wrong();

-- A new partition: rows through the top are counted; it lacks triggers until it is adopted.
CREATE TABLE visits_4 PARTITION OF visits FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');
INSERT INTO visits VALUES ('2026-04-01', 5, 'app');
SELECT gap FROM cx_sources;
SELECT test.wrong();
SELECT cx_adopt('monthly');
SELECT cx_adopt('monthly');
SELECT gap FROM cx_sources;
INSERT INTO visits_4 VALUES ('2026-04-02', 6, 'app');
SELECT test.wrong();
-- An attached one brings rows along, those of its own transaction too.
CREATE TABLE visits_5 (LIKE visits);
INSERT INTO visits_5 VALUES ('2026-05-01', 1, 'app'), ('2026-05-02', 2, 'app');
ALTER TABLE visits ATTACH PARTITION visits_5 FOR VALUES FROM ('2026-05-01') TO ('2026-06-01');
INSERT INTO visits VALUES ('2026-05-03', 3, 'app');
SELECT test.wrong();
SELECT cx_adopt('monthly');
SELECT test.wrong();
BEGIN;
CREATE TABLE visits_6 (LIKE visits);
INSERT INTO visits_6 VALUES ('2026-06-01', 1, 'app');
SAVEPOINT s;
INSERT INTO visits_6 VALUES ('2026-06-02', 2, 'app');
RELEASE s;
ALTER TABLE visits ATTACH PARTITION visits_6 FOR VALUES FROM ('2026-06-01') TO ('2026-07-01');
INSERT INTO visits VALUES ('2026-06-03', 3, 'app');
SELECT cx_adopt('monthly');
SELECT test.wrong();
COMMIT;

-- What is dropped or detached stays in the rollup, unless it is forgotten before. A detached table does not
-- feed it any more.
DROP TABLE visits_6;
SELECT month, rows FROM monthly WHERE month >= '2026-05-01' ORDER BY 1;
BEGIN;
SELECT cx_forget('monthly', 'visits_5');
ALTER TABLE visits DETACH PARTITION visits_5;
COMMIT;
SELECT month, rows FROM monthly WHERE month >= '2026-05-01' ORDER BY 1;
ALTER TABLE visits DETACH PARTITION visits_4;
INSERT INTO visits_4 VALUES ('2026-04-03', 6, 'app');
TRUNCATE visits_4;
INSERT INTO visits_4 VALUES ('2026-04-04', 6, 'app');
SELECT month, rows FROM monthly WHERE month >= '2026-04-01' ORDER BY 1;
SELECT gap FROM cx_sources;
-- One that comes back after that is known to have been away.
ALTER TABLE visits ATTACH PARTITION visits_4 FOR VALUES FROM ('2026-04-01') TO ('2026-05-01');
SELECT gap FROM cx_sources;
SELECT test.refusal($$SELECT cx_adopt('monthly')$$);
SELECT test.refusal($$SELECT cx_forget('monthly', 'visits')$$);
SELECT cx_rebuild('monthly');
SELECT gap FROM cx_sources;
SELECT test.wrong();
SELECT month, sum(rows) FROM monthly GROUP BY 1 ORDER BY 1;
SELECT cx_compact('monthly') > 0 AS folded;
SELECT test.wrong();
-- Of two rollups neither reads the partitions that are emptied: each appends a delta for each of its groups.
CALL cx_create_rollup('places', 'visits', '{place}', '{nps_agg(score) AS nps}');
SELECT (SELECT count(*) FROM monthly) AS months, (SELECT count(*) FROM places) AS places,
	(SELECT count(*) FROM monthly_delta) AS month_deltas, (SELECT count(*) FROM places_delta) AS place_deltas;
TRUNCATE visits;
SELECT (SELECT count(*) FROM monthly) AS months, (SELECT count(*) FROM places) AS places,
	(SELECT count(*) FROM monthly_delta) AS month_deltas, (SELECT count(*) FROM places_delta) AS place_deltas;
SELECT cx_drop_rollup('visits');
SELECT count(*) AS triggers FROM pg_trigger WHERE tgname ~ '^monthly';
DROP FUNCTION test.wrong();
DROP TABLE visits, visits_5;

-- A table that comes to inherit from the source is no partition: nothing that is done to it is counted.
CREATE TABLE parent (place text, score integer);
CALL cx_create_rollup('families', 'parent', '{place}', '{nps_agg(score) AS nps}');
CREATE TABLE child (LIKE parent);
INSERT INTO child VALUES ('app', 10);
ALTER TABLE child INHERIT parent;
INSERT INTO child VALUES ('app', 9);
SELECT gap FROM cx_sources;
SELECT test.refusal($$SELECT cx_adopt('families')$$);
SELECT * FROM families;
SELECT cx_rebuild('families');
SELECT rows FROM families;
SELECT gap FROM cx_sources;
SELECT cx_drop_rollup('families');
DROP TABLE parent, child;
