-- What views need of time: neither function raises for what is in a column, because one dirty row must not
-- take a dashboard down. Not strict: a NULL period or zone is an error.

@table cut type zone zone_type symbol
date        |                |           | date
timestamp   |                |           | timestamp
timestamptz | , zone cx_zone | , cx_zone | timestamptz
@end

@for t in cut
CREATE FUNCTION period_start_or_null(at {t.type}, period cx_period{t.zone}) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_or_null_{t.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_start_or_null({t.type}, cx_period{t.zone_type}) IS
'as period_start(), but NULL for a time that is infinite or outside the years 1900 to 9998, which is an error there or in tools that read dates; NULL for NULL';
@end

CREATE FUNCTION period_at(day date, zone cx_zone) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_period_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION period_at(date, cx_zone) IS
'the instant at which a day begins in a zone; NULL for a day that is infinite or outside the years 1900 to 9999, and for NULL';

CREATE FUNCTION cx_local_time(at timestamptz, zone cx_zone) RETURNS timestamp
AS 'MODULE_PATHNAME', 'cx_local_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_local_time(timestamptz, cx_zone) IS
'what the clocks of a zone show at an instant; NULL for one that is infinite or outside the years 1900 to 9999, and for NULL';
