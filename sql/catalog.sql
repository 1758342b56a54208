-- What the catalog must say of every object of the extension.
CREATE VIEW members AS
SELECT classid, objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'cx_metrics');
CREATE VIEW functions AS
SELECT p.* FROM members JOIN pg_proc p ON classid = 'pg_proc'::regclass AND objid = p.oid;
CREATE VIEW aggregates AS
SELECT p.oid, p.proname, a.*, typtype, typlen
FROM functions p JOIN pg_aggregate a ON a.aggfnoid = p.oid JOIN pg_type t ON t.oid = aggtranstype
WHERE aggsortop = 0; -- those of order, min and max, keep one of their rows: see below
CREATE VIEW types AS
SELECT t.* FROM members JOIN pg_type t ON classid = 'pg_type'::regclass AND objid = t.oid
WHERE typcategory <> 'A' AND typrelid = 0; -- since 18 the row of a view is a member, too
-- A comment on everything; array types and operator families come along unasked, families are commented all
-- the same.
SELECT pg_describe_object(classid, objid, 0) AS uncommented
FROM members WHERE obj_description(objid, classid::regclass::name) IS NULL
	AND NOT (classid = 'pg_type'::regclass
		AND (SELECT typcategory = 'A' OR typrelid <> 0 FROM pg_type WHERE oid = objid))
ORDER BY 1;
-- Nothing runs as anybody but its caller. Metrics are parallel safe and never volatile; what administers
-- reads catalogs, or changes them and is unsafe then; its name says so. What is not C has a search path of
-- its own, but for a procedure, which could not commit with one.
SELECT oid::regprocedure AS unsafe FROM functions
WHERE prosecdef OR proleakproof OR (proparallel <> 's' OR provolatile <> 'i') AND proname !~ '^cx_'
	OR provolatile = 'v' AND proparallel = 's'
	OR provolatile <> 'v' AND proparallel <> 's' AND proname !~ '^cx_report' ORDER BY 1::text;
-- A report reads tables that may be temporary, and draws each card in a subtransaction: no worker can.
SELECT CASE proparallel WHEN 'r' THEN 'restricted' WHEN 'u' THEN 'unsafe' END AS parallel,
	string_agg(proname, ' ' ORDER BY proname) AS functions
FROM functions WHERE provolatile = 's' AND proname ~ '^cx_report' GROUP BY 1 ORDER BY 1;
SELECT f.oid::regprocedure AS open_search_path FROM functions f JOIN pg_language l ON l.oid = prolang
WHERE lanname NOT IN ('c', 'internal') AND prokind <> 'p'
	AND prosqlbody IS NULL -- was parsed when it was made
	AND NOT coalesce(proconfig, '{}') @> '{"search_path=pg_catalog, pg_temp"}' ORDER BY 1::text;
-- Every aggregate: a combine function, a state that is a real type, a neutral initial value, no final
-- function that writes. Internal are only the hashes of customers and lists of spells that nobody stores, and
-- they
-- travel between workers. A number is the state of cx_sum alone, which adds up the rows of rollups.
SELECT proname AS aggregate, aggtranstype::regtype, agginitval, count(*) AS overloads
FROM aggregates
WHERE aggcombinefn = 0 OR typtype = 'p' OR agginitval IS DISTINCT FROM '()' OR aggfinalmodify <> 'r'
	OR aggkind <> 'n'
GROUP BY 1, 2, 3 ORDER BY 1, 2::text;
SELECT oid::regprocedure AS stays_serial FROM aggregates
WHERE aggcombinefn = 0 OR aggtranstype = 'internal'::regtype AND (aggserialfn = 0 OR aggdeserialfn = 0)
	OR aggfinalmodify <> 'r' OR aggkind <> 'n'
ORDER BY oid::regprocedure::text;
-- States without a fixed length tell the planner what they take.
SELECT oid::regprocedure AS size_unknown FROM aggregates
WHERE (typlen < 0 AND aggtranstype <> 'boolean[]'::regtype OR aggtranstype = 'internal'::regtype)
	AND aggtransspace = 0
ORDER BY oid::regprocedure::text;
-- Whole counts move with a window, weighted ones do not.
SELECT proname AS aggregate, aggtranstype::regtype, count(*) AS overloads,
	bool_and(aggminvtransfn <> 0) AS moving, bool_and(aggmtransfn = aggtransfn) AS same_forward
FROM aggregates GROUP BY 1, 2 ORDER BY 1, 2::text;
-- A strict inverse goes with a strict transition.
SELECT a.aggfnoid::regprocedure AS mismatched
FROM aggregates a JOIN pg_proc f ON f.oid = aggmtransfn JOIN pg_proc i ON i.oid = aggminvtransfn
WHERE f.proisstrict <> i.proisstrict;
-- No polymorphic arguments, but for the names of groups and where a form only says what to write instead;
-- internal ones only where nothing can be called from SQL: binary input, and what belongs to an internal
-- state. No parameter needs quotes; a column position needs none where a query names it.
SELECT oid::regprocedure AS polymorphic FROM functions p, unnest(proargtypes || prorettype) t
WHERE (SELECT typtype FROM pg_type WHERE oid = t) = 'p'
	AND t NOT IN ('cstring'::regtype, 'internal'::regtype, 'record'::regtype,
		'void'::regtype, 'trigger'::regtype)
	AND NOT (t = '"any"'::regtype AND obj_description(oid, 'pg_proc') LIKE 'always an error%')
	AND NOT (t = 'anyarray'::regtype AND proargnames[1] = 'names')
ORDER BY oid::regprocedure::text;
SELECT string_agg(DISTINCT proname, ' ' ORDER BY proname) AS internal FROM functions
WHERE 'internal'::regtype = ANY (proargtypes || prorettype) AND proname !~ '_recv$';
SELECT oid::regprocedure AS function, name FROM functions, unnest(proargnames) name
WHERE quote_ident(name) <> name AND name <> 'position';
-- C symbols carry our prefix.
SELECT f.oid::regprocedure AS function, prosrc FROM functions f JOIN pg_language l ON l.oid = prolang
WHERE lanname IN ('c', 'internal') AND prokind <> 'a' AND prosrc !~ '^cx_';
-- The types.
SELECT typname, typlen, typbyval, typalign, typstorage, typcategory,
	typsend <> 0 AND typreceive <> 0 AS binary
FROM types ORDER BY 1;
-- Each has an order and a hash, so that DISTINCT, ORDER BY, primary keys, merge and hash joins take it.
SELECT typname AS unordered FROM types t
WHERE typtype = 'b' AND typname <> 'cx_zone' AND 2 <> (
	SELECT count(*) FROM pg_opclass JOIN pg_am m ON m.oid = opcmethod
	WHERE opcintype = t.oid AND opcdefault AND amname IN ('btree', 'hash'))
ORDER BY 1;
SELECT typname AS without_extremes FROM types t
WHERE typtype = 'b' AND typname <> 'cx_zone' AND 2 <> (
	SELECT count(*) FROM functions p JOIN pg_aggregate a ON aggfnoid = p.oid
		JOIN pg_operator o ON o.oid = aggsortop
	WHERE aggtranstype = t.oid AND aggcombinefn = aggtransfn::oid
		AND (proname, oprname) IN (('min', '<'), ('max', '>')))
ORDER BY 1;
-- An internal state grows with the customers that it holds, and a state of entries that can be as many as
-- the rows does too: the planner is told by a negative size, and since 19 keeps it above a join.
SELECT proname AS grows, aggtranstype::regtype, count(*) AS overloads FROM aggregates
WHERE aggtranstype::regtype::text IN ('internal', 'cx_survival', 'cx_rfm', 'cx_spend', 'cx_statuses')
	AND aggtransspace >= 0
GROUP BY 1, 2 ORDER BY 1, 2::text;
-- The surface: what a user can call, by name.
SELECT DISTINCT proname AS aggregates FROM aggregates ORDER BY 1;
SELECT DISTINCT proname AS accessors FROM functions
WHERE prokind IN ('f', 'w') AND proname !~ '^cx_' ORDER BY 1;
SELECT string_agg(DISTINCT proname, ' ' ORDER BY proname) AS "of a weighted state" FROM functions
WHERE prokind = 'f' AND proname !~ '^cx_' AND proargtypes[0] = 'cx_weighted_scores'::regtype;
SELECT string_agg(DISTINCT proname, ' ' ORDER BY proname) AS "of a sample" FROM functions
WHERE prokind = 'f' AND proname !~ '^cx_' AND proargtypes[0] = 'cx_sample'::regtype;
DROP VIEW members, functions, aggregates, types;
