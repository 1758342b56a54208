-- The mark of a ready-made view, in its WHERE: what kind it is, and over what. Constants in a query survive a
-- rename, a dump and a restore; the planner folds the call to true. Not strict: some kinds have no grain.

CREATE FUNCTION cx_view(kind text, grain cx_period, zone cx_zone, source regclass) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_view' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_view(text, cx_period, cx_zone, regclass) IS
'true, whatever the arguments: stands in the WHERE of a ready-made view and says what it is, for cx_sources and cx_report';

CREATE FUNCTION cx_view_mark(
	relation regclass, OUT kind text, OUT grain text, OUT zone text, OUT source regclass
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_view_mark' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_view_mark(regclass) IS
'what the call of cx_view() in the query of a view says, all NULL when there is none; NULL for NULL';
