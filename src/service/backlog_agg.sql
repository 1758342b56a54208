-- Tickets [opened, resolved), one a row, as counts of each period. Not strict: a NULL period or zone is an
-- error. A state is bounded by its periods, not by its rows; SSPACE is that of some sixty periods.

@table step name does
count   | adds a ticket to a state
uncount | takes a ticket from a state
@end

@for d in step, t in time
CREATE FUNCTION cx_backlog_{d.name}(
	cx_backlog, {t.type}, {t.type}, cx_period{t.zone_type}
) RETURNS cx_backlog
AS 'MODULE_PATHNAME', '{t.refusal: cx_backlog_{d.name}_{t.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_backlog_{d.name}(cx_backlog, {t.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: {d.does}; a NULL opened is skipped, a NULL or infinite resolved is open}';
@end

@for t in time
CREATE AGGREGATE backlog_agg(opened {t.type}, resolved {t.type}, period cx_period{t.zone}) (
	SFUNC = cx_backlog_count, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_count, MINVFUNC = cx_backlog_uncount, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE backlog_agg({t.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: tickets opened and resolved in each period, one row a ticket; a NULL opened is skipped, a NULL or infinite resolved is open; () over no rows}';
@end

-- Of many states one

CREATE AGGREGATE rollup(state cx_backlog) (
	SFUNC = cx_backlog_add, STYPE = cx_backlog, INITCOND = '()', COMBINEFUNC = cx_backlog_add,
	MSFUNC = cx_backlog_add, MINVFUNC = cx_backlog_subtract, MSTYPE = cx_backlog, MINITCOND = '()',
	SSPACE = 1536, MSSPACE = 1536,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_backlog) IS
'the tickets of many states as one; NULL states are skipped; () over no rows; different periods are an error';
