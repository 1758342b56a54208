-- What cannot be a rollup, and is told so.
CREATE TABLE answers (at timestamptz, day date, score integer, doc json, low integer, customer bigint);
CREATE FUNCTION test.rollup(groups text[], states text[], filter text DEFAULT NULL, target text DEFAULT 'r',
	source regclass DEFAULT 'answers') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	RETURN test.refusal(format('CALL cx_create_rollup(%L, %L, %L, %L, %L, wait => true)',
		target, source, groups, states, filter));
END $$;
-- A day that depends on the session.
SELECT test.rollup('{at::date}', '{nps_agg(score)}');
SELECT test.rollup('{day}', '{nps_agg(score)}', 'at < now()');
SELECT test.rollup('{day}', '{nps_agg(score) FILTER (WHERE at < CURRENT_TIMESTAMP)}');
SELECT test.rollup('{day}', '{nps_agg((random() * 10)::int)}');
-- More, or less, than one expression.
SELECT test.rollup('{"day, score"}', '{nps_agg(score)}');
SELECT test.rollup('{"day FROM answers; DROP TABLE answers; SELECT day"}', '{nps_agg(score)}');
SELECT test.rollup('{"day FROM answers --"}', '{nps_agg(score)}');
SELECT test.rollup('{day}', '{"nps_agg(score)) FROM answers --"}');
SELECT test.rollup('{*}', '{nps_agg(score)}');
SELECT test.rollup('{""}', '{nps_agg(score)}');
SELECT test.rollup('{day}', '{nps_agg(score)}', 'true) OR (true');
SELECT test.rollup('{day}', '{nps_agg(score)}', 'score');
SELECT test.rollup('{}', '{nps_agg(score)}');
SELECT test.rollup('{day}', '{}');
SELECT test.rollup('{NULL}', '{nps_agg(score)}');
-- Expressions that no single row has a value of.
SELECT test.rollup('{(SELECT 1)}', '{nps_agg(score)}');
SELECT test.rollup('{"row_number() OVER ()"}', '{nps_agg(score)}');
SELECT test.rollup('{"generate_series(1, score)"}', '{nps_agg(score)}');
SELECT test.rollup('{answers}', '{nps_agg(score)}');
SELECT test.rollup('{answers IS NULL}', '{nps_agg(score)}');
SELECT test.rollup('{ctid}', '{nps_agg(score)}');
SELECT test.rollup('{tableoid}', '{nps_agg(score)}');
SELECT test.rollup('{max(score)}', '{nps_agg(score)}');
SELECT test.rollup('{doc}', '{nps_agg(score)}');
SELECT test.rollup('{day}', '{nps_agg(score)}', 'max(score) > 3');
SELECT test.rollup('{nothing}', '{nps_agg(score)}');
-- States that do not add up over rows, or are no state.
SELECT test.rollup('{day}', '{score}');
SELECT test.rollup('{day}', '{"nps(score)"}');
SELECT test.rollup('{day}', '{"nps(nps_agg(score))"}');
SELECT test.rollup('{day}', '{count(*)}') ~ '^0A000';
SELECT test.rollup('{day}', '{"retention_agg(customer, day, ''month'')"}') ~ '^0A000';
SELECT test.rollup('{day}', '{nps_agg(DISTINCT score)}');
SELECT test.rollup('{day}', '{nps_agg(score ORDER BY day)}');
SELECT test.rollup('{day}', '{"score_agg(score, low, 10)"}');
SELECT test.rollup('{day}', '{"nps_agg(score) OVER ()"}');
-- Names.
SELECT test.rollup('{"day AS rows"}', '{nps_agg(score)}');
SELECT test.rollup('{day,day}', '{nps_agg(score)}');
SELECT test.rollup('{day}', '{nps_agg(score)}', target => repeat('n', 58));
SELECT test.rollup('{day}', '{nps_agg(score)}', target => 'a.b.c.d');
SELECT test.rollup('{day}', '{nps_agg(score)}', target => 'answers');
CREATE TABLE part_delta ();
SELECT test.rollup('{day}', '{nps_agg(score)}', target => 'part');
DROP TABLE part_delta;
SELECT test.rollup('{day}', '{nps_agg(score)}', target => 'pg_temp.r');
SELECT test.rollup('{day}', '{nps_agg(score)}', target => 'nowhere.r');
-- Sources.
CREATE VIEW shown AS SELECT * FROM answers;
CREATE TEMP TABLE passing (day date, score integer);
CREATE TABLE parent (day date, score integer);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE guarded (day date, score integer);
ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
SELECT s AS source, test.rollup('{day}', '{nps_agg(score)}', source => s::regclass)
FROM unnest('{shown,passing,parent,child,guarded}'::text[]) s;
CREATE TABLE parted (day date, score integer, twice integer GENERATED ALWAYS AS (2 * score) STORED)
PARTITION BY RANGE (day);
SELECT test.rollup('{day}', '{nps_agg(twice)}', source => 'parted');
SELECT test.rollup('{twice}', '{nps_agg(score)}', source => 'parted');
BEGIN;
CALL cx_create_rollup('over_all', 'guarded', '{day}', '{nps_agg(score)}', shared => true, wait => true);
ROLLBACK;
-- Arguments.
SELECT test.refusal($$CALL cx_create_rollup('r', 'answers', '{day}', '{nps_agg(score)}', wait => NULL)$$);
SELECT test.refusal($$CALL cx_create_rollup('r', 'answers', '{day}', '{nps_agg(score)}', on_error => 'hide',
	wait => true)$$);
SELECT test.refusal($$CALL cx_create_rollup('r', 'answers', '{day}', '{nps_agg(score)}')$$);
SELECT test.refusal($$SELECT cx_compact('answers')$$);
SELECT test.refusal($$SELECT * FROM cx_verify('shown')$$);
SELECT test.refusal($$SELECT cx_drop_rollup('answers')$$);
SELECT test.refusal($$SELECT cx_rollup_unfilled('shown')$$);
SELECT cx_compact(NULL), cx_rebuild(NULL), cx_drop_rollup(NULL), cx_rollup_unfilled(NULL);
SELECT cx_rollup_of(NULL, NULL, NULL, NULL);
-- One that is not filled is not read, whatever a query asks for: no plan may lose the test.
BEGIN;
CALL cx_create_rollup('early', 'answers', '{day}', '{nps_agg(score)}', wait => true);
ALTER TABLE early_base ADD CHECK (day < '2026-01-01'), ALTER day SET NOT NULL;
ALTER TABLE early_delta ADD CHECK (day < '2026-01-01'), ALTER day SET NOT NULL;
SELECT count(*) AS groups FROM early;
DO $$ BEGIN
	EXECUTE 'CREATE OR REPLACE VIEW early_def AS '
		|| regexp_replace(pg_get_viewdef('early_def'::regclass), '\mtrue\M', 'false');
END $$;
SET LOCAL constraint_exclusion = on;
SELECT query, test.sqlstate('SELECT ' || query)
FROM (VALUES ('FROM early'), ('FROM early WHERE day = ''2026-02-01'''), ('FROM early WHERE day IS NULL'),
	('FROM early ORDER BY day LIMIT 1'), ('WHERE EXISTS (SELECT FROM early WHERE day > ''2026-02-01'')'),
	('FROM early WHERE rows < 0'), ('FROM early WHERE false')) AS v (query);
SET LOCAL enable_hashagg = off;
SELECT test.sqlstate('SELECT FROM early ORDER BY day LIMIT 1');
ROLLBACK;
-- Triggers that somebody made.
CREATE TRIGGER no_rollup AFTER INSERT ON answers FOR EACH STATEMENT EXECUTE FUNCTION cx_rollup_trigger();
SELECT test.refusal('INSERT INTO answers DEFAULT VALUES');
DROP TRIGGER no_rollup ON answers;
CREATE TRIGGER no_rollup AFTER INSERT ON answers REFERENCING NEW TABLE AS new FOR EACH STATEMENT
	WHEN ('shown'::regclass IS NOT NULL) EXECUTE FUNCTION cx_rollup_trigger();
SELECT test.refusal('INSERT INTO answers DEFAULT VALUES');
DROP TRIGGER no_rollup ON answers;
SELECT count(*) AS left_over FROM pg_class WHERE relname ~ '^r_|^r$';
DROP FUNCTION test.rollup(text[], text[], text, text, regclass);
DROP TABLE answers, passing, child, parent, guarded, parted CASCADE;
