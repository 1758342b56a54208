-- Tickets against their targets: by how long they took, or by when they were opened and resolved. Not
-- strict: a NULL target or as_of is an error.

@table step name does
count   | adds a ticket to
uncount | takes a ticket from
@end

@for d in step
CREATE FUNCTION cx_sla_{d.name}(cx_sla, interval, interval, boolean) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_{d.name}_elapsed' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_{d.name}(cx_sla, interval, interval, boolean) IS
'{d.does} a state, by elapsed, target and whether resolved; a NULL elapsed is skipped, but an error where not resolved';
@end

CREATE AGGREGATE sla_agg(elapsed interval, target interval, resolved boolean) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(interval, interval, boolean) IS
'state of tickets: met when resolved within target, breached when elapsed is longer, resolved or not, else open; a NULL elapsed is skipped, but an error where not resolved, a NULL target is an error; () over no rows';

-- Hours of the clock, or of a calendar.

@table clock type calendar calendar_type business hours
timestamptz |                        |               |           | hours of the clock
timestamp   |                        |               |           | hours of the clock
timestamptz | , calendar cx_calendar | , cx_calendar | _business | hours that the calendar has open
timestamp   | , calendar cx_calendar | , cx_calendar | _business | hours that the calendar has open, by clocks in its zone
@end

@for d in step, c in clock
CREATE FUNCTION cx_sla_{d.name}(
	cx_sla, {c.type}, {c.type}, interval, {c.type}{c.calendar_type}
) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_{d.name}_{c.type}{c.business}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_{d.name}(cx_sla, {c.type}, {c.type}, interval, {c.type}{c.calendar_type}) IS
'{d.does} a state, by opened, resolved, target and as_of, in {c.hours}; a NULL opened is skipped, a NULL, infinite or later resolved is open';
@end

@for c in clock
CREATE AGGREGATE sla_agg(
	opened {c.type}, resolved {c.type}, target interval, as_of {c.type}{c.calendar}
) (
	SFUNC = cx_sla_count, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_count, MINVFUNC = cx_sla_uncount, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg({c.type}, {c.type}, interval, {c.type}{c.calendar_type}) IS
'state of tickets as they were at as_of, against a target in {c.hours}; a NULL, infinite or later resolved is open, a NULL opened and one at or after as_of is skipped, a NULL target, as_of or calendar is an error; () over no rows';
@end

-- Dates would be midnights in the session's zone.

@table dates calendar calendar_type
                       |
, calendar cx_calendar | , cx_calendar
@end

@for x in dates
CREATE FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date{x.calendar_type}) RETURNS cx_sla
AS 'MODULE_PATHNAME', 'cx_sla_refuse_dates' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_sla_refuse(cx_sla, date, date, interval, date{x.calendar_type}) IS
'always an error: a date has no time of day to count hours from';
CREATE AGGREGATE sla_agg(opened date, resolved date, target interval, as_of date{x.calendar}) (
	SFUNC = cx_sla_refuse, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_refuse, MINVFUNC = cx_sla_refuse, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sla_agg(date, date, interval, date{x.calendar_type}) IS
'always an error: a date has no time of day to count hours from';
@end

-- Of many states one

CREATE AGGREGATE rollup(state cx_sla) (
	SFUNC = cx_sla_add, STYPE = cx_sla, INITCOND = '()', COMBINEFUNC = cx_sla_add,
	MSFUNC = cx_sla_add, MINVFUNC = cx_sla_subtract, MSTYPE = cx_sla, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_sla) IS
'the tickets of many states as one; NULL states are skipped; () over no rows; tickets open as of different times are an error';
