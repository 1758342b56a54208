-- Aggregates over the events of a ticket, which came into a status at an instant.
--
-- A negative SSPACE says that a state grows with its rows: the planner of 19 and later then does not
-- aggregate below a join, where there would be many states. Older ones take the average of the type.

CREATE FUNCTION cx_statuses_count(cx_statuses, timestamptz, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_statuses_count(cx_statuses, timestamptz, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME', 'cx_statuses_count_seq' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_statuses_close(cx_statuses) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION cx_statuses_count(cx_statuses, timestamptz, text) IS
'adds an event to a state; a NULL instant or status is skipped';
COMMENT ON FUNCTION cx_statuses_count(cx_statuses, timestamptz, text, bigint) IS
'adds an event to a state; a NULL instant or status is skipped, a NULL seq comes before the others of its instant';
COMMENT ON FUNCTION cx_statuses_close(cx_statuses) IS
'the state with everything sorted in that an aggregate has collected';

CREATE AGGREGATE status_agg(at timestamptz, status text) (
	SFUNC = cx_statuses_count, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

CREATE AGGREGATE status_agg(at timestamptz, status text, seq bigint) (
	SFUNC = cx_statuses_count, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

CREATE AGGREGATE rollup(state cx_statuses) (
	SFUNC = cx_statuses_add, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, FINALFUNC = cx_statuses_close, PARALLEL = SAFE
);

COMMENT ON AGGREGATE status_agg(timestamptz, text) IS
'history of one ticket: it came into each status at an instant, in any order of the rows; events of one instant are in the order of the bytes of their statuses; a NULL instant or status is skipped; () over no rows';
COMMENT ON AGGREGATE status_agg(timestamptz, text, bigint) IS
'history of one ticket, in which seq orders the events of one instant, NULL first; a NULL instant or status is skipped; () over no rows';
COMMENT ON AGGREGATE rollup(cx_statuses) IS
'the parts of one ticket''s history as one, an event that several have once; NULL states are skipped; () over no rows';

-- Forms that only say what to write: dates and local times would become instants by the session's zone.

@table local_event type
date
timestamp
@end

@for t in local_event
CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, {t.type}, text) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, {t.type}, text) IS
'always an error: a {t.type} is no instant';
CREATE FUNCTION cx_statuses_refuse_local(cx_statuses, {t.type}, text, bigint) RETURNS cx_statuses
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_statuses_refuse_local(cx_statuses, {t.type}, text, bigint) IS
'always an error: a {t.type} is no instant';
CREATE AGGREGATE status_agg(at {t.type}, status text) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE status_agg({t.type}, text) IS
'always an error: a {t.type} is no instant';
CREATE AGGREGATE status_agg(at {t.type}, status text, seq bigint) (
	SFUNC = cx_statuses_refuse_local, STYPE = cx_statuses, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_statuses_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE status_agg({t.type}, text, bigint) IS
'always an error: a {t.type} is no instant';
@end
