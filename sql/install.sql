-- The extension installs into any schema.
CREATE SCHEMA "Odd schema";
CREATE EXTENSION cx_metrics SCHEMA "Odd schema";
SELECT "Odd schema".nps(score) FROM unnest('{10, 9, 7, 3}'::int[]) score;
-- Operators and aggregates find each other whatever the search path is.
SELECT "Odd schema".rollup(state OPERATOR("Odd schema".+) state)
FROM (VALUES ('(1..2: 1 0)'::"Odd schema".cx_scores)) AS v (state);
-- Everything is in that schema.
SELECT count(*) AS elsewhere
FROM pg_depend d JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
WHERE d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'cx_metrics')
  AND p.pronamespace <> '"Odd schema"'::regnamespace;
DROP EXTENSION cx_metrics;
DROP SCHEMA "Odd schema";

-- A function that somebody planted under one of our names is an error, never adopted.
CREATE FUNCTION nps_category(smallint) RETURNS text LANGUAGE sql AS 'SELECT ''planted''';
\set VERBOSITY terse
CREATE EXTENSION cx_metrics;
\set VERBOSITY default
DROP FUNCTION nps_category(smallint);

CREATE EXTENSION cx_metrics;

-- What tests share: how a statement is refused, in full, by its SQLSTATE alone, and with what is wrong with
-- a state. The hint of a function or an operator that does not exist is PostgreSQL's own and differs between
-- its versions.
CREATE SCHEMA test;
CREATE FUNCTION test.refusal(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE hint text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	IF SQLSTATE = '42883' THEN hint := ''; END IF;
	RETURN format('%s %s', SQLSTATE, SQLERRM) || coalesce(E'\n' || nullif(hint, ''), '');
END $$;
CREATE FUNCTION test.sqlstate(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	RETURN SQLSTATE;
END $$;
CREATE FUNCTION test.detail(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE statement;
	RETURN 'accepted';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLSTATE, nullif(detail, ''));
END $$;
-- What a view says in the comment of value of how the values of several rows go together, done: in how many
-- periods that is not what the view over all says.
CREATE FUNCTION test.as_said(view regclass, whole regclass) RETURNS TABLE (periods bigint, differ bigint)
LANGUAGE plpgsql AS $$
DECLARE
	formula text := (SELECT substring(col_description(view, a.attnum) FROM 'it is (.*?)(?:, never |$)')
		FROM pg_attribute AS a WHERE a.attrelid = view AND a.attname = 'value');
BEGIN
	RETURN QUERY EXECUTE format('SELECT count(*), count(*) FILTER (WHERE abs(s.value - w.value) > 1e-9)
		FROM (SELECT period, %s AS value FROM %s WHERE n > 0 GROUP BY period HAVING count(*) > 1) AS s
		JOIN %s AS w USING (period)', formula, view, whole);
END $$;
-- How a query is planned: parallel, with partial aggregates that are put together, or not.
CREATE FUNCTION test.plan(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; partial boolean := false; final boolean := false;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		partial := partial OR line ~ 'Partial .*Aggregate';
		final := final OR line ~ 'Finalize .*Aggregate';
	END LOOP;
	RETURN CASE WHEN partial AND final THEN 'parallel' ELSE 'serial' END;
END $$;
