-- Names that mean harm, that are too long or taken; what follows when something is renamed or dropped.
SET client_min_messages = warning;
CREATE SCHEMA "We;ird ""S";
CREATE TABLE "We;ird ""S"."Ans'wers; --" (
	"Score'); drop table x;--" smallint, "At %s $$" timestamptz, "$1 'n' ""B"" {mark}" text,
	"Straße" text, n text
);
INSERT INTO "We;ird ""S"."Ans'wers; --" VALUES (10, '2026-01-05 00:00+00', 'a', 'Süd', 'x'),
	(3, '2026-01-06 00:00+00', E'o''b\\', NULL, 'y');
CREATE TABLE x (still integer);
SELECT view_name FROM cx_create_response_views('"We;ird ""S"."Ans''wers; --"',
	'Score''); drop table x;--', 'At %s $$', 'nps', 'UTC',
	segments => ARRAY['$1 ''n'' "B" {mark}', 'Straße']);
SELECT kind, source, relation FROM cx_sources ORDER BY relation::text COLLATE "C";
SELECT period, dimension, segment, value, n FROM "We;ird ""S"."Ans'wers; --_nps_by_$1 'n' ""B"" {mark}"
ORDER BY segment COLLATE "C";
SELECT segment, value FROM "We;ird ""S"."Ans'wers; --_nps_by_Straße" ORDER BY segment COLLATE "C";
SELECT count(*) FROM x;
-- A dry run's statements are complete: they make the same views.
CREATE TEMPORARY TABLE made AS
SELECT view_name, sql FROM cx_create_response_views('"We;ird ""S"."Ans''wers; --"',
	'Score''); drop table x;--',
	'At %s $$', 'nps', 'UTC', segments => ARRAY['$1 ''n'' "B" {mark}', 'Straße'], replace => true,
		dry_run => true);
CREATE TEMPORARY TABLE before AS
SELECT relation::text AS name, pg_get_viewdef(relation) AS def, obj_description(relation, 'pg_class') AS about
FROM cx_sources;
SELECT count(*) FROM cx_drop_views('"We;ird ""S"."Ans''wers; --"');
DO $$ DECLARE s text; BEGIN FOR s IN SELECT sql FROM made LOOP EXECUTE s; END LOOP; END $$;
SELECT count(*) AS made, (SELECT count(*) FROM (TABLE before
	EXCEPT SELECT relation::text, pg_get_viewdef(relation), obj_description(relation, 'pg_class')
		FROM cx_sources) AS d)
	AS differ FROM cx_sources;
SELECT count(*) FROM cx_drop_views('"We;ird ""S"."Ans''wers; --"');

-- Events, orders, subscriptions and tickets of such names.
CREATE TABLE "We;ird ""S"."'%I" ("who'" text, "%s;" date, "to""" date, "am'ount" numeric, "wh'at" text,
	"seg'" text);
INSERT INTO "We;ird ""S"."'%I" VALUES ('a', '2026-01-01', '2026-01-03', 3, 'it''s', 's''');
SELECT view_name FROM cx_create_event_views('"We;ird ""S"."''%I"', 'who''', '%s;', 'UTC', event => 'wh''at',
	steps => '{it''s,"a\"b%s"}', within => '1 day', prefix => 'e');
SELECT step, step_name, customers FROM "We;ird ""S".e_funnel ORDER BY step;
SELECT view_name FROM cx_create_order_views('"We;ird ""S"."''%I"', 'who''', '%s;', 'am''ount', 'UTC',
	prefix => 'o''%s');
SELECT view_name FROM cx_create_subscription_views('"We;ird ""S"."''%I"', 'who''', '%s;', 'to"', 'am''ount',
	'UTC',
	segments => '{seg''}', prefix => 's');
SELECT view_name FROM cx_create_ticket_views('"We;ird ""S"."''%I"', '%s;', 'to"', 'UTC',
	segments => '{seg''}',
	prefix => 't');
SELECT segment, n FROM "We;ird ""S"."t_resolution_by_seg'";
SELECT count(*) FROM cx_drop_views('"We;ird ""S"."''%I"');

-- Names as they are in the table: no folding, no quotes.
CREATE TABLE answer ("Score" smallint, at date, n smallint, gone smallint, "Täg" date);
ALTER TABLE answer DROP COLUMN gone;
CREATE FUNCTION pg_temp.refused(arguments text) RETURNS text LANGUAGE sql AS $$
	SELECT test.refusal('SELECT * FROM cx_create_response_views(' || arguments || ')')
$$;
SELECT pg_temp.refused($$'answer', 'score', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', '"Score"', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'Score', 'AT', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'gone', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', '........pg.dropped.4........', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'ctid', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', '', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', NULL, 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC', segments => '{NULL}'$$);
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC', customer => 'Kunde'$$);
SELECT pg_temp.refused($$'t; drop table answer', 'Score', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$4294967295::regclass, 'Score', 'at', 'nps', 'UTC'$$);

-- 63 bytes, which are fewer letters where these are not ASCII; type name would cut in silence.
SELECT pg_temp.refused(format($$'answer', %L, 'at', 'nps', 'UTC'$$, repeat('s', 64)));
SELECT pg_temp.refused(format($$'answer', %L, 'at', 'nps', 'UTC'$$, repeat('ß', 32)));
SELECT pg_temp.refused(format($$'answer', 'Score', 'at', 'nps', 'UTC', prefix => %L$$, repeat('ß', 30)));
SELECT view_name FROM cx_create_response_views('answer', 'Score', 'at', 'nps', 'UTC',
	prefix => repeat('ß', 26));
SELECT count(*) FROM cx_drop_views('answer');

-- A segment with the name of a column of the view.
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC', segments => '{n}'$$);
CREATE VIEW renamed AS SELECT "Score", at, n AS number FROM answer;
SELECT count(*) FROM cx_create_response_views('renamed', 'Score', 'at', 'nps', 'UTC', segments => '{number}');
DROP VIEW renamed CASCADE;

-- A name that is taken: nothing is touched, and none of the views is made.
CREATE TABLE answer_nps_change (mine integer);
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC'$$);
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC', replace => true$$);
SELECT replace(test.detail($$SELECT cx_create_response_views('answer', 'Score', 'at', 'nps', 'UTC',
	replace => true)$$), quote_ident(current_user), 'I') AS detail;
SELECT count(*) FROM cx_sources;
DROP TABLE answer_nps_change;
-- A view of somebody's own, one of another kind, one over another source: never replaced.
CREATE VIEW answer_nps AS SELECT 1 AS mine;
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC', replace => true$$);
DROP VIEW answer_nps;
CREATE VIEW answer_nps AS SELECT 1 AS mine WHERE cx_view('nps', 'month', 'UTC', 'x'::regclass);
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC', replace => true$$);
CREATE OR REPLACE VIEW answer_nps AS SELECT 1 AS mine WHERE cx_view('csat', 'month', 'UTC',
	'answer'::regclass);
SELECT pg_temp.refused($$'answer', 'Score', 'at', 'nps', 'UTC', replace => true$$);
DROP VIEW answer_nps;
-- What says that it is one of ours and is not: a function of another schema, arguments that are not constant.
CREATE SCHEMA elsewhere;
CREATE FUNCTION elsewhere.cx_view(text, cx_period, cx_zone, regclass) RETURNS boolean IMMUTABLE
	LANGUAGE sql RETURN true;
CREATE VIEW liar AS SELECT 1 AS one WHERE elsewhere.cx_view('nps', 'month', 'UTC', 'answer'::regclass);
CREATE VIEW vague AS SELECT 1 AS one FROM (VALUES ('nps')) AS v (k) WHERE cx_view(k, 'month', 'UTC',
	'answer'::regclass);
SELECT m.* FROM unnest('{liar,vague,answer,pg_class}'::regclass[]) AS r, cx_view_mark(r) AS m;
SELECT * FROM cx_view_mark(4294967295::regclass);
SELECT count(*) FROM cx_sources;
DROP VIEW liar, vague;
DROP SCHEMA elsewhere CASCADE;

-- Replacing: what was granted stays, where columns change too, and what stands on a view keeps it from that.
CREATE ROLE regress_cx_reader;
SELECT count(*) FROM cx_create_response_views('answer', 'Score', 'at', 'nps', 'UTC');
GRANT SELECT ON answer_nps TO regress_cx_reader WITH GRANT OPTION;
GRANT SELECT ON answer_nps_change TO PUBLIC;
CREATE VIEW mine AS SELECT value FROM answer_nps;
SELECT count(*) FROM cx_create_response_views('answer', 'Score', 'at', 'nps', 'Europe/Berlin',
	grain => 'week',
	replace => true);
SELECT relation, grain, zone, has_table_privilege('regress_cx_reader', relation,
	'SELECT WITH GRANT OPTION') AS grants,
	has_table_privilege('regress_cx_reader', relation, 'SELECT') AS reads FROM cx_sources
		ORDER BY relation::text;
CREATE OR REPLACE VIEW answer_nps AS SELECT *, 1 AS more FROM answer_nps LIMIT 0; -- no longer ours: no mark
SELECT relation FROM cx_sources;
DROP VIEW answer_nps CASCADE;
CREATE VIEW answer_nps AS SELECT 1 AS other FROM answer WHERE cx_view('nps', 'day', 'UTC',
	'answer'::regclass);
GRANT SELECT ON answer_nps TO regress_cx_reader WITH GRANT OPTION;
SELECT count(*) FROM cx_create_response_views('answer', 'Score', 'at', 'nps', 'UTC', replace => true);
SELECT count(n) AS new_columns, has_table_privilege('regress_cx_reader', 'answer_nps',
	'SELECT WITH GRANT OPTION')
FROM answer_nps;
-- To nobody else is anything granted, such as what everybody may read of the catalogs.
SELECT count(*) AS others FROM pg_class AS c, aclexplode(c.relacl) AS a
WHERE c.oid = 'answer_nps'::regclass AND a.grantee NOT IN (c.relowner, 'regress_cx_reader'::regrole);
SELECT test.sqlstate($$CREATE OR REPLACE VIEW answer_nps AS SELECT 'x' AS metric$$);

-- A renamed column and a renamed table are followed; the column is kept from going, the table too.
DROP VIEW answer_nps CASCADE;
SELECT count(*) FROM cx_create_response_views('answer', 'Score', 'at', 'nps', 'UTC', replace => true);
INSERT INTO answer VALUES (9, '2026-01-01');
ALTER TABLE answer RENAME COLUMN "Score" TO points;
ALTER TABLE answer RENAME TO answers;
SELECT value, n FROM answer_nps;
SELECT source, relation FROM cx_sources ORDER BY relation::text;
SELECT test.sqlstate('ALTER TABLE answers DROP COLUMN points');
SELECT test.sqlstate('ALTER TABLE answers ALTER COLUMN points TYPE bigint');
SELECT test.sqlstate('DROP TABLE answers');
-- So: keep the statements, drop, alter, and run the builder again.
SELECT view_name FROM cx_drop_views('answers', dry_run => true) ORDER BY 1;
CREATE VIEW mine AS SELECT value FROM answer_nps;
SELECT test.sqlstate($$SELECT cx_drop_views('answers')$$);
SELECT count(*) FROM cx_sources;
DROP VIEW mine;
SELECT count(*) FROM cx_drop_views('answers');
ALTER TABLE answers ALTER COLUMN points TYPE bigint;
SELECT count(*) FROM cx_create_response_views('answers', 'points', 'at', 'nps', 'UTC');
SELECT test.refusal('SELECT cx_drop_views(NULL)');
-- Views over another source stay, those of somebody else too, and what is no view; those are no error.
CREATE TABLE questions (score smallint, at date);
GRANT SELECT ON answers, questions TO regress_cx_reader;
GRANT USAGE, CREATE ON SCHEMA "We;ird ""S" TO regress_cx_reader;
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one WHERE cx_view('nps', 'month', 'UTC', 'answers'::regclass);
SELECT count(*) FROM cx_create_response_views('questions', 'score', 'at', 'nps', 'UTC');
SET ROLE regress_cx_reader;
SELECT count(*) FROM unnest('{answers,questions}'::regclass[], '{points,score}'::text[]) AS u (r, s),
	cx_create_response_views(r, s, 'at', 'nps', 'UTC', schema => 'We;ird "S');
SELECT view_name FROM cx_drop_views('answers', dry_run => true) ORDER BY 1;
SELECT count(*) FROM cx_drop_views('answers');
RESET ROLE;
-- Nor is a view of somebody else replaced, though it is of the same kind over the same source.
SELECT test.sqlstate($$SELECT cx_create_response_views('questions', 'score', 'at', 'nps', 'UTC',
	schema => 'We;ird "S', replace => true)$$);
SELECT source, relation FROM cx_sources ORDER BY relation::text COLLATE "C";
SELECT view_name FROM cx_drop_views('answers') ORDER BY 1;
SELECT source, relation FROM cx_sources ORDER BY relation::text COLLATE "C";
DROP MATERIALIZED VIEW kept;
DROP TABLE questions CASCADE;
REVOKE ALL ON SCHEMA "We;ird ""S" FROM regress_cx_reader;
DROP TABLE answers CASCADE;
SELECT count(*) FROM cx_sources;

-- Sources of every kind.
CREATE TABLE parted (score smallint, at date) PARTITION BY RANGE (at);
CREATE TABLE parted_2026 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO parted VALUES (10, '2026-01-01');
CREATE MATERIALIZED VIEW kept AS TABLE parted;
CREATE FOREIGN DATA WRAPPER regress_cx_nowhere;
CREATE SERVER regress_cx_nowhere FOREIGN DATA WRAPPER regress_cx_nowhere;
CREATE FOREIGN TABLE afar (score smallint, at date) SERVER regress_cx_nowhere;
CREATE TEMPORARY TABLE passing (score smallint, at date);
SELECT r AS source, count(*) FROM unnest('{parted,kept,afar,passing}'::regclass[]) AS r,
	cx_create_response_views(r, 'score', 'at', 'nps', 'UTC') GROUP BY r ORDER BY r::text;
SELECT n FROM parted_nps UNION ALL SELECT n FROM kept_nps;
CREATE MATERIALIZED VIEW parted_nps_kept AS SELECT * FROM parted_nps; -- over one of ours: no mark of its own
SELECT relation FROM cx_sources WHERE source = 'parted'::regclass ORDER BY relation::text;
DROP FOREIGN DATA WRAPPER regress_cx_nowhere CASCADE;
DROP TABLE parted CASCADE;
DROP TABLE passing CASCADE;
DROP ROLE regress_cx_reader;
DROP TABLE x;
DROP SCHEMA "We;ird ""S" CASCADE;
RESET client_min_messages;
