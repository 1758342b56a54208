-- Calendars from columns. Not strict: no special days, and no holidays, are NULL.

CREATE FUNCTION business_calendar(zone cx_zone, hours text, special text DEFAULT '') RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_of_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar(cx_zone, text, text) IS
'the calendar of a zone, windows of the week, and dates that differ, each written as in a calendar; NULL or empty special: none; NULL zone or hours: NULL';

CREATE FUNCTION business_calendar(zone cx_zone, hours text, holidays date[]) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_of_holidays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_calendar(cx_zone, text, date[]) IS
'the calendar of a zone and windows of the week, closed on the holidays; NULL holidays: none; NULL zone or hours: NULL';

CREATE FUNCTION with_holidays(calendar cx_calendar, holidays date[]) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_with_holidays' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION with_holidays(cx_calendar, date[]) IS
'the calendar, closed on the holidays too; NULL holidays: none; NULL for NULL';
