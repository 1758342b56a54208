-- What the history of a ticket says. A status lasts from its event to the next event with another one.

CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of timestamptz) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_time' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of timestamptz, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_business_time' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of timestamptz)
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_ranges' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION times_entered(state cx_statuses, status text) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_statuses_times_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION first_entered(state cx_statuses, status text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_first_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION last_entered(state cx_statuses, status text) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_statuses_last_entered' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

@table entered name returns is missing
times | bigint      | how often the ticket came into any of the statuses from none of them, or as its first        | 0
first | timestamptz | when the ticket first came into any of the statuses                                           | NULL
last  | timestamptz | when the ticket last came into any of the statuses from none of them, or as its first        | NULL
@end

@for e in entered
CREATE FUNCTION {e.name}_entered(state cx_statuses, statuses text[]) RETURNS {e.returns}
AS 'MODULE_PATHNAME', 'cx_statuses_{e.name}_entered_any' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION {e.name}_entered(cx_statuses, text[]) IS
'{e.is}; {e.missing} where it never did and for no rows, NULL for NULL; a NULL array or element is an error';
@end

CREATE FUNCTION status_at(state cx_statuses, at timestamptz) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_status_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION last_status(state cx_statuses) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_last_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION status_ties(state cx_statuses) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_statuses_ties' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamptz) IS
'how long the ticket was in any of the statuses before as_of, an interval without days; the last status goes on to as_of; 0 where it never was in them, NULL for no rows or NULL; a NULL array, element or as_of is an error';
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], timestamptz, cx_calendar) IS
'how long the ticket was in any of the statuses before as_of, in the hours that the calendar counts, an interval without days; the last status goes on to as_of; 0 where it never was in them, NULL for no rows or NULL; a NULL array, element, as_of or calendar is an error';
COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], timestamptz) IS
'when the ticket was in any of the statuses before as_of, in ranges [from, to); the last status goes on to as_of; empty where it never was in them, NULL for no rows or NULL; a NULL array, element or as_of is an error';
COMMENT ON FUNCTION times_entered(cx_statuses, text) IS
'how often the ticket came into the status, from another one or as its first; 0 for no rows, NULL for NULL; a status in braces is an error';
COMMENT ON FUNCTION first_entered(cx_statuses, text) IS
'when the ticket first came into the status; NULL where it never did, for no rows or NULL; a status in braces is an error';
COMMENT ON FUNCTION last_entered(cx_statuses, text) IS
'when the ticket last came into the status from another one, or as its first; NULL where it never did, for no rows or NULL; a status in braces is an error';
COMMENT ON FUNCTION status_at(cx_statuses, timestamptz) IS
'the status at that instant; NULL before the first event, for no rows or NULL';
COMMENT ON FUNCTION last_status(cx_statuses) IS
'the status of the last event; NULL for no rows or NULL';
COMMENT ON FUNCTION status_ties(cx_statuses) IS
'number of instants at which only the bytes of the statuses say which event came first; 0 for no rows, NULL for NULL';

-- Forms that only say what to write: dates and local times would become instants by the session's zone.

@table local_as_of type
date
timestamp
@end

@for t in local_as_of
CREATE FUNCTION time_in_status(state cx_statuses, statuses text[], as_of {t.type}) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], {t.type}) IS
'always an error: a {t.type} is no instant';
CREATE FUNCTION time_in_status(
	state cx_statuses, statuses text[], as_of {t.type}, calendar cx_calendar
) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION time_in_status(cx_statuses, text[], {t.type}, cx_calendar) IS
'always an error: a {t.type} is no instant';
CREATE FUNCTION ranges_in_status(state cx_statuses, statuses text[], as_of {t.type})
RETURNS tstzmultirange
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_as_of' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ranges_in_status(cx_statuses, text[], {t.type}) IS
'always an error: a {t.type} is no instant';
CREATE FUNCTION status_at(state cx_statuses, at {t.type}) RETURNS text
AS 'MODULE_PATHNAME', 'cx_statuses_refuse_at' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION status_at(cx_statuses, {t.type}) IS
'always an error: a {t.type} is no instant';
@end
