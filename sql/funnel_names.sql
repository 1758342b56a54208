-- funnel() and chain_agg() of steps that are names: the same as of conditions that compare with each name.
\pset null -
-- Customers are at several steps at one time.
CREATE TABLE visit AS
SELECT customer, timestamp '2026-01-01' + (customer * 7919 + n / 2 * 4243) % 5000 * interval '1 min' AS at,
	(ARRAY['a', 'b', 'c', 'ab', '', 'ä', NULL])[1 + (customer * 31 + n * 17) % 101 % 7] AS step
FROM generate_series(1, 200) AS customer, generate_series(1, 20) AS n;
-- By every mode; a name that is there twice is two steps.
SELECT mode, count(*) AS customers, count(DISTINCT deepest) > 2 AS vary,
	count(*) FILTER (WHERE deepest <> named OR with_mode <> named_with_mode) AS differ,
	count(*) FILTER (WHERE chain <> named_chain OR twice <> named_twice) AS chains_differ
FROM (SELECT customer, m AS mode,
		funnel(at, '1 day', step = 'a', step = 'ab', step = '', step = 'ä') AS deepest,
		funnel(at, '1 day', step, 'a', 'ab', '', 'ä') AS named,
		funnel(mode, at, '1 day', step = 'a', step = 'ab', step = '', step = 'ä') AS with_mode,
		funnel(mode, at, '1 day', step, 'a', 'ab', '', 'ä') AS named_with_mode,
		chain_agg(mode, at, '1 day', step = 'a', step = 'b') AS chain,
		chain_agg(mode, at, '1 day', step, 'a', 'b') AS named_chain,
		funnel(mode, at, '2 days', step = 'b', step = 'b', step = 'a') AS twice,
		funnel(mode, at, '2 days', step, VARIADIC '{b,b,a}') AS named_twice
	FROM visit, unnest('{"",strict_order,"strict_order, allow_reentry",strict_increase,strict_once,
		strict_deduplication,first_start}'::text[]) AS m, LATERAL (SELECT m::cx_funnel_mode AS mode) AS w
	GROUP BY customer, m) AS v
GROUP BY mode ORDER BY mode;
-- Of every kind of time, and of a varchar.
SELECT count(*) AS customers, count(DISTINCT instant) > 100 AS vary, count(*) FILTER (WHERE date <> named_date
	OR local <> named_local OR instant <> named_instant OR short <> instant) AS differ
FROM (SELECT customer, chain_agg(at::date, '3 days', step = 'a', step = 'b') AS date,
		chain_agg(at::date, '3 days', step, 'a', 'b') AS named_date,
		chain_agg(at, '3 days', step = 'a', step = 'b') AS local,
		chain_agg(at, '3 days', step, 'a', 'b') AS named_local,
		chain_agg(at AT TIME ZONE 'UTC', '3 days', step = 'a', step = 'b') AS instant,
		chain_agg(at AT TIME ZONE 'UTC', '3 days', step, 'a', 'b') AS named_instant,
		chain_agg('', at AT TIME ZONE 'UTC', '3 days', step::varchar(2), 'a'::varchar, 'b') AS short
	FROM visit GROUP BY customer) AS v;
-- A row is compared with the names beside it, which need not be the same in all rows.
SELECT count(*) AS customers, count(DISTINCT deepest) AS depths,
	count(*) FILTER (WHERE deepest <> named) AS differ
FROM (SELECT customer, funnel(at, '6 hours', step = names[1], step = names[2]) AS deepest,
		funnel(at, '6 hours', step, VARIADIC names) AS named
	FROM (SELECT *, (ARRAY['{a,b}', '{b,ab}', '{a,c}'])[1 + customer % 3]::text[] AS names FROM visit) AS v
	GROUP BY customer) AS w;
SELECT count(*) AS customers, count(DISTINCT deepest) AS depths,
	count(*) FILTER (WHERE deepest <> named) AS differ
FROM (SELECT customer, funnel(at, '3 days', step = names[1], step = names[2] ORDER BY at, step) AS deepest,
		funnel(at, '3 days', step, VARIADIC names ORDER BY at, step) AS named
	FROM (SELECT *, CASE WHEN extract(minute FROM at) < 30 THEN '{a,b}' ELSE '{b,a}' END::text[] AS names
		FROM visit) AS v
	GROUP BY customer) AS w;
-- Over a window, and of names that are variables.
SELECT count(*) AS rows, count(DISTINCT deepest) AS depths, count(*) FILTER (WHERE deepest <> named) AS differ
FROM (SELECT funnel(at, '3 days', step = 'a', step = 'b') OVER w AS deepest,
		funnel(at, '3 days', step, 'a', 'b') OVER w AS named
	FROM visit WINDOW w AS (PARTITION BY customer ORDER BY at ROWS BETWEEN 4 PRECEDING AND CURRENT ROW)) AS v;
CREATE FUNCTION deepest(first text, second text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	RETURN (SELECT sum(f) FROM (
		SELECT funnel(at, '3 days', step, first, second) AS f FROM visit GROUP BY customer) AS v);
END $$;
SELECT first, second, deepest(first, second) = (SELECT sum(f) FROM (
	SELECT funnel(at, '3 days', step = first, step = second) AS f FROM visit GROUP BY customer) AS v) AS same
FROM (VALUES ('a', 'b'), ('b', 'a'), ('ab', 'ä'), ('a', 'b')) AS v (first, second);
-- Many names, and long ones that begin alike, from a column that is compressed.
SELECT n, funnel(at, '1 day', step, VARIADIC names),
	steps_reached(chain_agg('strict_order', at, '1 day', step, VARIADIC names ORDER BY i))
FROM unnest('{1, 63, 64, 65, 1000}'::integer[]) AS n,
	LATERAL (SELECT array_agg('step ' || s ORDER BY s) AS names FROM generate_series(1, n) AS s) AS a,
	generate_series(1, n) AS i,
	LATERAL (SELECT timestamp '2026-01-01' + i * interval '1 s' AS at, 'step ' || i AS step) AS v
GROUP BY n ORDER BY n;
CREATE TABLE page AS
SELECT timestamp '2026-01-01' + i * interval '1 s' AS at, repeat('x', 100000) || i AS name
FROM generate_series(1, 3) AS i;
SELECT funnel(at, '1 day', name, repeat('x', 100000) || '1', repeat('x', 100000) || '2') AS two,
	funnel(at, '1 day', name, repeat('x', 100000), repeat('x', 100000) || '2') AS none FROM page;
-- Other types than texts are taken if PostgreSQL brings them: one may call names equal that differ as texts.
SET client_min_messages = warning;
CREATE TYPE loud;
CREATE FUNCTION loud_in(cstring) RETURNS loud LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION loud_out(loud) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE loud (INPUT = loud_in, OUTPUT = loud_out, LIKE = text);
CREATE CAST (loud AS text) WITHOUT FUNCTION AS IMPLICIT;
CREATE DOMAIN word AS varchar(10);
CREATE TABLE heard AS SELECT timestamp '2026-01-01' AS at, 'a'::loud AS loud;
SELECT test.refusal('SELECT funnel(at, ''1 day'', loud, ''a'') FROM heard');
SELECT test.refusal('SELECT chain_agg('''', at::date, ''1 day'', loud, ''a'') FROM heard');
SELECT funnel(at, '1 day', loud::text, 'a') AS cast, funnel(at, '1 day', 'a'::char(3), 'a') AS char,
	funnel(at, '1 day', 'a'::name, 'a') AS name, funnel(at, '1 day', 'a'::word, 'a') AS domain
FROM heard;
CREATE TABLE two (a text COLLATE "C", b text COLLATE "POSIX");
INSERT INTO two VALUES ('a', 'b');
-- Equal is what the collation of the names or of the column calls so, as it is in a condition.
-- Built without ICU no collation does, and there is nothing to see.
DO $$
BEGIN
	CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
EXCEPTION WHEN feature_not_supported THEN
	CREATE COLLATION any_case FROM "C";
END $$;
CREATE VIEW exact AS SELECT collisdeterministic AS exact FROM pg_collation WHERE collname = 'any_case';
ALTER TABLE visit ADD any_case text COLLATE any_case;
UPDATE visit SET any_case = CASE WHEN customer % 2 = 0 AND NOT exact THEN upper(step) ELSE step END
FROM exact;
SELECT count(*) AS customers, count(*) FILTER (WHERE deepest <> step) AS differ,
	count(*) FILTER (WHERE deepest <> named) AS from_condition,
	(count(*) FILTER (WHERE deepest > by_bytes) > 0) <> (SELECT exact FROM exact) AS counts
FROM (SELECT customer, funnel(at, '3 days', any_case = 'a', any_case = 'ab') AS deepest,
		funnel(at, '3 days', step, 'a', 'ab') AS step, funnel(at, '3 days', any_case, 'a', 'ab') AS named,
		funnel(at, '3 days', any_case COLLATE "C", 'a', 'ab') AS by_bytes
	FROM visit GROUP BY customer) AS v;
ALTER TABLE visit DROP any_case;
DROP VIEW exact;
DROP COLLATION any_case;
SELECT test.refusal('SELECT funnel(localtimestamp, ''1 day'', a || b, ''ab'') FROM two');
-- Nothing.
SELECT funnel(at, '1 day', step, 'no such step') AS never, funnel(at, '1 day', NULL, 'a') AS nowhere,
	funnel(NULL::date, '1 day', step, 'a') AS no_time, chain_agg(at, '1 day', step, '') <> '()' AS empty_name,
	funnel(at, '1 day', 'a', 'a', 'b') AS literal, funnel(at, '1 day', '{a}', '{a}') AS braces
FROM visit;
SELECT funnel(at, '1 day', step, 'a'), chain_agg(at, '1 day', step, 'a') FROM visit WHERE false;
SELECT test.refusal(statement) FROM unnest(ARRAY[
	'SELECT funnel(now(), ''1 day'', ''a''::text, VARIADIC NULL::text[])',
	'SELECT funnel(now(), ''1 day'', ''a''::text, ''a'', NULL)',
	'SELECT chain_agg(now(), ''1 day'', ''a''::text, VARIADIC ''{}''::text[])',
	'SELECT funnel('''', now(), ''1 day'', ''a''::text, VARIADIC ''{{a}}''::text[])',
	'SELECT funnel(now(), ''1 day'', ''a''::text, VARIADIC array_fill(''a''::text, ''{1001}''::int[]))',
	'SELECT funnel(now(), ''1 day'', ''a''::text, ''{a,b}'')',
	'SELECT funnel(now(), NULL, ''a''::text, ''a'')', 'SELECT funnel(now(), ''1 month'', ''a''::text, ''a'')',
	'SELECT funnel(now(), 60, ''a''::text, ''a'')', 'SELECT chain_agg(now(), 60, ''a''::text, ''a'')',
	'SELECT funnel('''', now(), 0.5, ''a''::text, ''a'')',
	'SELECT funnel(now(), ''1 day'', ''a''::text, VARIADIC array_fill(''a''::text, ARRAY[i]))
		FROM generate_series(1, 2) i',
	'SELECT funnel(coalesce(now(), CURRENT_DATE), ''1 day'', ''a''::text, ''a'')',
	'SELECT funnel(now(), ''1 day'', ''a'', ''b'', ''c'')',
	'SELECT funnel('''', now(), ''1 day'', ''t'', ''f'')',
	'SELECT funnel(now(), ''1 day'', 1, 1)']) AS statement;
DROP TABLE visit, page, two, heard;
DROP FUNCTION deepest;
DROP DOMAIN word;
DROP TYPE loud CASCADE;
RESET client_min_messages;
