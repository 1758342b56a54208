-- The history of a ticket as a table.

CREATE FUNCTION status_table(
	state cx_statuses, as_of timestamptz, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;
COMMENT ON FUNCTION status_table(cx_statuses, timestamptz) IS
'a row for each stay in a status before as_of: from when until when, NULL where it still goes on at as_of, and how long, an interval without days; no rows for no rows or NULL; a NULL as_of is an error';

@for t in local_as_of
CREATE FUNCTION status_table(
	state cx_statuses, as_of {t.type}, OUT status text, OUT started timestamptz,
	OUT ended timestamptz, OUT duration interval
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_only_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;
COMMENT ON FUNCTION status_table(cx_statuses, {t.type}) IS
'always an error: a {t.type} is no instant';
@end
