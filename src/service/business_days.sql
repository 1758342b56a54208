-- Open dates, and their windows as ranges

CREATE FUNCTION business_days(from_day date, to_day date, calendar cx_calendar) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_business_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_days(date, date, cx_calendar) IS
'number of dates from from_day to the day before to_day that are open at any time; negative when to_day is earlier; NULL for NULL or infinity';

CREATE FUNCTION business_hours(from_day date, to_day date, calendar cx_calendar) RETURNS SETOF tstzrange
AS 'MODULE_PATHNAME', 'cx_business_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 500;
COMMENT ON FUNCTION business_hours(date, date, cx_calendar) IS
'the windows of each date from from_day to the day before to_day, as ranges of instants; no rows for NULL';
