-- Writes doc/reference.md from the catalog: psql -XqAt -f doc/reference.sql > doc/reference.md
-- in a database with a fresh install of the extension. A test compares the two.
--
-- Objects belong to the family whose fragment of the install script made them: oids rise with it, and a
-- family begins with the type named here, the platform with a function.
\pset pager off
SET search_path = pg_catalog, public;

CREATE TEMP TABLE families AS
SELECT *, lead(start, 1, 4294967295) OVER (ORDER BY start) AS stop
FROM (VALUES
	('Surveys', 'survey.md', 0),
	('Drivers', 'drivers.md', 'public.cx_drivers'::regtype::oid::bigint),
	('Time', 'retention.md#periods', 'public.cx_period'::regtype::oid::bigint),
	('Retention and churn', 'retention.md', 'public.cx_activity'::regtype::oid::bigint),
	('Recurring revenue', 'revenue.md', 'public.cx_revenue'::regtype::oid::bigint),
	('Survival', 'survival.md', 'public.cx_survival'::regtype::oid::bigint),
	('Lifetime value', 'value.md', 'public.cx_rfm'::regtype::oid::bigint),
	('Service desk', 'service.md', 'public.cx_calendar'::regtype::oid::bigint),
	('Journeys', 'journey.md', 'public.cx_funnel_mode'::regtype::oid::bigint),
	('Platform', 'bi.md', 'public.cx_rollup_of'::regproc::oid::bigint)
) AS f (family, page, start);

CREATE TEMP TABLE members AS
SELECT classid, objid, obj_description(objid, classid::regclass::name) AS comment
FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'cx_metrics');

-- The arguments of functions that a query names, one row each.
CREATE TEMP TABLE arguments AS
SELECT p.oid, i, coalesce(proargnames[i], '') AS name, t::regtype::text AS type,
	regexp_replace(pg_get_function_arg_default(p.oid, i::int), '::.*$', '') AS preset, provariadic <> 0 AND i = pronargs AS open_end
FROM members JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid,
	unnest(proargtypes::oid[]) WITH ORDINALITY AS u (t, i)
-- What begins with cx_ belongs to types and to the builders, but for what administers.
WHERE (proname !~ '^cx_'
		OR proname ~ '^cx_(create_.*|drop_.*|compact|verify|rebuild|adopt|forget|report|shard_union)$')
	AND comment !~ '^always an error'
-- Nor what lists a few of the arguments that another form takes any number of.
	AND NOT EXISTS (SELECT FROM pg_proc o WHERE o.proname = p.proname AND p.provariadic = 0 AND o.provariadic <> 0
		AND comment = obj_description(o.oid, 'pg_proc')
		AND (p.proargtypes::oid[])[0:o.pronargs - 2] = (o.proargtypes::oid[])[0:o.pronargs - 2]);

-- Overloads that differ in the types of their arguments only are one entry.
CREATE TEMP TABLE entries AS
WITH functions AS (
	SELECT p.oid, proname, prokind, comment,
		CASE WHEN prorettype = 'record'::regtype THEN
			CASE WHEN proretset THEN 'rows ' ELSE '' END || '('
				|| (SELECT string_agg(name || ' ' || t::regtype, ', ' ORDER BY i)
				FROM unnest(proargnames, proallargtypes, proargmodes) WITH ORDINALITY AS u (name, t, mode, i)
				WHERE mode IN ('o', 't')) || ')'
		ELSE CASE WHEN proretset THEN 'rows ' ELSE '' END || prorettype::regtype::text END AS result,
		(SELECT array_agg(name || coalesce(' = ' || preset, '') ORDER BY i)
			FROM arguments a WHERE a.oid = p.oid) AS names
	FROM members JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid
	WHERE p.oid IN (SELECT oid FROM arguments)),
folded AS (
	SELECT proname, prokind, comment, result, names, min(f.oid::bigint) AS first, array_agg(f.oid) AS oids
	FROM functions f GROUP BY proname, prokind, comment, result, names)
SELECT proname, prokind, comment, result, first,
	(SELECT string_agg(concat_ws(' ', CASE WHEN open_end THEN 'VARIADIC' END, nullif(name, ''), types)
		|| coalesce(' = ' || preset, ''), ', ' ORDER BY i)
	 FROM (SELECT i, name, preset, open_end, string_agg(type, ' / ' ORDER BY rank) AS types
		FROM (SELECT i, name, preset, open_end, type, min(oid) AS rank FROM arguments
			WHERE oid = ANY (oids) GROUP BY 1, 2, 3, 4, 5) AS t
		GROUP BY 1, 2, 3, 4) AS a) AS arguments
FROM folded;

\echo '# Reference'
\echo
\echo 'Every object of the extension that a query names, from the comments in the catalog; made by `doc/reference.sql`.'
\echo 'Types apart by `/` are overloads of one function. Left out are the forms that only raise an error: an instant'
\echo 'without a zone, a date with one.'
\echo
\echo 'Every state and model type has text and binary forms, the operators `=`, `<>`, `<`, `<=`, `>`, `>=` (an order by'
\echo 'bytes, which means nothing but lets states be sorted, grouped and indexed), and explicit casts to `json` and `jsonb`.'

SELECT E'\n## ' || family || E'\n\nExplained in [' || split_part(page, '#', 1) || '](' || page || E').\n'
	|| coalesce(E'\n### Types\n\n'
		|| (SELECT string_agg(format('- **`%s`**: %s', typname, comment), E'\n' ORDER BY typname COLLATE "C")
		FROM members JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid
		WHERE comment IS NOT NULL AND t.oid::bigint >= start AND t.oid::bigint < stop) || E'\n', '')
	|| coalesce(E'\n### Aggregates\n\n'
		|| (SELECT string_agg(format('- `%s(%s)` → `%s`: %s', proname, arguments, result, comment), E'\n'
			ORDER BY proname COLLATE "C", first)
		FROM entries WHERE prokind = 'a' AND first >= start AND first < stop) || E'\n', '')
	|| coalesce(E'\n### Functions\n\n'
		|| (SELECT string_agg(format('- `%s(%s)` → `%s`: %s', proname, arguments, result, comment), E'\n'
			ORDER BY proname COLLATE "C", first)
		FROM entries WHERE prokind IN ('f', 'w', 'p') AND first >= start AND first < stop) || E'\n', '')
	|| coalesce(E'\n### Operators\n\n'
		|| (SELECT string_agg(format('- `%s %s %s` → `%s`: %s', oprleft::regtype, oprname, oprright::regtype,
				oprresult::regtype, comment), E'\n'
			ORDER BY oprleft::regtype::text COLLATE "C", oprname COLLATE "C")
		FROM members JOIN pg_operator o ON classid = 'pg_operator'::regclass AND objid = o.oid
		WHERE oprname IN ('+', '-') AND o.oid::bigint >= start AND o.oid::bigint < stop) || E'\n', '')
FROM families ORDER BY start;

\echo
\echo '## Casts'
\echo
SELECT format(E'- `%s` to `%s`, %s: %s', castsource::regtype, casttarget::regtype,
	CASE castcontext WHEN 'i' THEN 'implicit' ELSE 'explicit' END, comment)
FROM members JOIN pg_cast c ON classid = 'pg_cast'::regclass AND objid = c.oid
ORDER BY castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";
