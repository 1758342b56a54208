-- The history of one customer, from rows of events. A state is bounded by its periods, not by its rows:
-- a few words, at most 8 kB.

-- By periods of the calendar. Not strict: only a NULL time means skip.

@for t in time
CREATE FUNCTION cx_activity_count(cx_activity, {t.type}, cx_period{t.zone_type}) RETURNS cx_activity
AS 'MODULE_PATHNAME', '{t.refusal: cx_activity_count_{t.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_count(cx_activity, {t.type}, cx_period{t.zone_type}) IS
'{t.says: adds an event to a history; a NULL time is skipped}';

CREATE AGGREGATE activity_agg(at {t.type}, period cx_period{t.zone}) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE activity_agg({t.type}, cx_period{t.zone_type}) IS
'{t.says: the periods in which a customer was active; NULL times are skipped; () over no rows}';
@end

-- By windows of a width since the customer's own start. A day is 24 hours there, so no zone is needed.

@for m in moment
CREATE FUNCTION cx_activity_roll(cx_activity, {m.type}, {m.type}, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_{m.type}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_activity_roll(cx_activity, {m.type}, {m.type}, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';

CREATE AGGREGATE rolling_activity_agg(at {m.type}, started {m.type}, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rolling_activity_agg({m.type}, {m.type}, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';
@end

CREATE AGGREGATE rollup(activity cx_activity) (
	SFUNC = cx_activity_add, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_activity) IS
'active where any of the histories is; NULLs are skipped; () over no rows';
