-- The table of a state

CREATE FUNCTION backlog_table(
	state cx_backlog, as_of date DEFAULT CURRENT_DATE, from_day date DEFAULT NULL,
	OUT period date, OUT opened bigint, OUT resolved bigint, OUT open_at_end bigint, OUT complete boolean
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_backlog_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION backlog_table(cx_backlog, date, date) IS
'one row for each period: tickets opened, resolved, open at its end, and whether it has ended by as_of; from the first ticket, or from the period that holds from_day, with what came before as opening stock; no rows for no rows or NULL';
