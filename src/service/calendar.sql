-- Type cx_calendar

@type
name       cx_calendar
called     calendar
length     VARIABLE
storage    main
is         the hours that count: a zone, windows of each day of the week, and dates that differ, as in Europe/Berlin; Mon-Fri 09:00-17:00; 2026-12-25; text is cast to it implicitly
equal      same zone, same windows, same dates
json       zone, week, dates
@end

CREATE FUNCTION cx_calendar(text) RETURNS cx_calendar
AS 'MODULE_PATHNAME', 'cx_calendar_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_calendar(text) IS 'the calendar written so; NULL for NULL';

CREATE CAST (text AS cx_calendar) WITH FUNCTION cx_calendar(text) AS IMPLICIT;
CREATE CAST (varchar AS cx_calendar) WITH FUNCTION cx_calendar(text) AS IMPLICIT;
COMMENT ON CAST (text AS cx_calendar) IS 'the calendar written so';
COMMENT ON CAST (varchar AS cx_calendar) IS 'the calendar written so';
