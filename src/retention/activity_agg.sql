-- The history of one customer, from rows of events

-- Transitions. Not strict: only a NULL time means skip. The forms that only raise say what is missing.

CREATE FUNCTION cx_activity_count(cx_activity, date, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamp, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_count_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, date, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_count(cx_activity, timestamp, cx_period, cx_zone) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_roll(cx_activity, date, date, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_roll(cx_activity, timestamp, timestamp, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_activity_roll(cx_activity, timestamptz, timestamptz, interval) RETURNS cx_activity
AS 'MODULE_PATHNAME', 'cx_activity_roll_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_activity_count(cx_activity, date, cx_period) IS
'adds an event to a history; a NULL time is skipped';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamp, cx_period) IS
'adds an event to a history; a NULL time is skipped';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period, cx_zone) IS
'adds an event to a history; a NULL time is skipped';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_activity_count(cx_activity, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_activity_count(cx_activity, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_activity_roll(cx_activity, date, date, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';
COMMENT ON FUNCTION cx_activity_roll(cx_activity, timestamp, timestamp, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';
COMMENT ON FUNCTION cx_activity_roll(cx_activity, timestamptz, timestamptz, interval) IS
'adds an event to a history of windows since the start; a NULL start is skipped';

-- Aggregates

CREATE AGGREGATE activity_agg(at date, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamp, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamptz, period cx_period) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at date, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE activity_agg(at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_activity_count, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE activity_agg(date, cx_period) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
COMMENT ON AGGREGATE activity_agg(timestamp, cx_period) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
COMMENT ON AGGREGATE activity_agg(timestamptz, cx_period, cx_zone) IS
'the periods in which a customer was active; NULL times are skipped; () over no rows';
COMMENT ON AGGREGATE activity_agg(timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE activity_agg(date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE activity_agg(timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE rolling_activity_agg(at date, started date, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE rolling_activity_agg(at timestamp, started timestamp, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

CREATE AGGREGATE rolling_activity_agg(at timestamptz, started timestamptz, width interval) (
	SFUNC = cx_activity_roll, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rolling_activity_agg(date, date, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';
COMMENT ON AGGREGATE rolling_activity_agg(timestamp, timestamp, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';
COMMENT ON AGGREGATE rolling_activity_agg(timestamptz, timestamptz, interval) IS
'in which windows (at, started, width) since the own start a customer was active; rows without a start are skipped; a NULL at only tells the start; () over no rows';

CREATE AGGREGATE rollup(activity cx_activity) (
	SFUNC = cx_activity_add, STYPE = cx_activity, SSPACE = 64, INITCOND = '()',
	COMBINEFUNC = cx_activity_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_activity) IS
'active where any of the histories is; NULLs are skipped; () over no rows';

-- Accessors

CREATE FUNCTION first_period(activity cx_activity) RETURNS date
AS 'MODULE_PATHNAME', 'cx_activity_first_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_period(cx_activity) IS
'first day of the first period with activity; NULL when there is none';

CREATE FUNCTION last_period(activity cx_activity) RETURNS date
AS 'MODULE_PATHNAME', 'cx_activity_last_period' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_period(cx_activity) IS
'first day of the last period with activity; NULL when there is none';

CREATE FUNCTION period_count(activity cx_activity) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_activity_period_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_count(cx_activity) IS
'in how many periods, or windows, the customer was active';

CREATE FUNCTION active_in(activity cx_activity, day date) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_activity_active_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION active_in(cx_activity, date) IS
'whether the customer was active in the period that holds the day';

CREATE FUNCTION active_periods(activity cx_activity) RETURNS SETOF date
AS 'MODULE_PATHNAME', 'cx_activity_active_periods' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION active_periods(cx_activity) IS
'first days of the periods with activity, in order';
