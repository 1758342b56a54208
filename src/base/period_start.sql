-- The first day of the period that something falls in. Not strict: a NULL period or zone is an error.

CREATE FUNCTION period_start(at date, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamp, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamptz, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_period_start_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamptz, period cx_period) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at date, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION period_start(at timestamp, period cx_period, zone cx_zone) RETURNS date
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION period_start(date, cx_period) IS
'first day of the period that holds the day; NULL for NULL';
COMMENT ON FUNCTION period_start(timestamp, cx_period) IS
'first day of the period that holds the local time; NULL for NULL';
COMMENT ON FUNCTION period_start(timestamptz, cx_period, cx_zone) IS
'first day of the period, in the zone''s calendar, that holds the instant; NULL for NULL';
COMMENT ON FUNCTION period_start(timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION period_start(date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION period_start(timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
