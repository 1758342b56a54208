-- Writes doc/reference.md from the catalog: psql -XqAt -f doc/reference.sql > doc/reference.md
-- in a database with the extension. A test compares the two.
\echo '# Reference'
\echo
\echo 'Every object of the extension that a query names, from the comments in the catalog; made by `doc/reference.sql`.'
\echo 'Left out are the forms that only raise an error: an instant without a zone, a date with one.'
CREATE TEMP TABLE members AS
SELECT classid, objid, obj_description(objid, classid::regclass::name) AS comment
FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'cx_metrics');
CREATE TEMP TABLE functions AS
SELECT p.*, comment, regexp_replace(pg_get_function_arguments(p.oid), '(, )?OUT .*$', '') AS arguments,
	CASE WHEN prorettype = 'record'::regtype THEN
		CASE WHEN proretset THEN 'rows ' ELSE '' END || '(' || (SELECT string_agg(name || ' ' || t::regtype, ', ' ORDER BY i)
			FROM unnest(proargnames, proallargtypes, proargmodes) WITH ORDINALITY AS u (name, t, mode, i) WHERE mode = 'o') || ')'
	ELSE prorettype::regtype::text END AS result
FROM members JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid;

\echo
\echo '## Types'
\echo
SELECT format(E'- **`%s`**: %s', typname, comment)
FROM members JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid WHERE comment IS NOT NULL ORDER BY typname COLLATE "C";

\echo
\echo '## Aggregates'
\echo
SELECT format(E'- `%s(%s)` → `%s`: %s', proname, arguments, result, comment)
FROM functions WHERE prokind = 'a' AND comment !~ '^always an error' ORDER BY proname COLLATE "C", arguments COLLATE "C";

\echo
\echo '## Functions'
\echo
SELECT format(E'- `%s(%s)` → `%s`: %s', proname, arguments, result, comment)
FROM functions WHERE prokind = 'f' AND proname !~ '^cx_' AND comment !~ '^always an error' ORDER BY proname COLLATE "C", arguments COLLATE "C";

\echo
\echo '## Operators'
\echo
SELECT format(E'- `%s %s %s` → `%s`: %s', oprleft::regtype, oprname, oprright::regtype, oprresult::regtype, comment)
FROM members JOIN pg_operator o ON classid = 'pg_operator'::regclass AND objid = o.oid ORDER BY oprleft::regtype::text COLLATE "C", oprname COLLATE "C";

\echo
\echo '## Casts'
\echo
SELECT format(E'- `%s` to `%s`, %s: %s', castsource::regtype, casttarget::regtype, CASE castcontext WHEN 'i' THEN 'implicit' ELSE 'explicit' END, comment)
FROM members JOIN pg_cast c ON classid = 'pg_cast'::regclass AND objid = c.oid ORDER BY castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";
