-- The instant that lies so much open time away, whether one is open, and the next that is

@table instant type symbol told
timestamptz |        |
timestamp   | _local | , local times of the calendar''s zone
@end

@for i in instant
CREATE FUNCTION business_add(started {i.type}, open_time interval, calendar cx_calendar) RETURNS {i.type}
AS 'MODULE_PATHNAME', 'cx_business_add{i.symbol}' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_add({i.type}, interval, cx_calendar) IS
'when so many open hours have passed since started{i.told}; negative: since when so many were open before; NULL for NULL or infinity';
CREATE FUNCTION business_open(at {i.type}, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_open{i.symbol}' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_open({i.type}, cx_calendar) IS
'does it lie in a window of the calendar{i.told}; NULL for NULL or infinity';
CREATE FUNCTION business_next(at {i.type}, calendar cx_calendar) RETURNS {i.type}
AS 'MODULE_PATHNAME', 'cx_business_next{i.symbol}' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_next({i.type}, cx_calendar) IS
'the first open instant from at on, which may be at itself{i.told}; NULL for NULL or infinity';
CREATE FUNCTION business_add_days(started {i.type}, days integer, calendar cx_calendar) RETURNS {i.type}
AS 'MODULE_PATHNAME', 'cx_business_add_days{i.symbol}' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_add_days({i.type}, integer, cx_calendar) IS
'the last closing on the n-th open date after that of started{i.told}; NULL for NULL or infinity';
@end

-- A date would become an instant by the session's zone.
CREATE FUNCTION business_add(started date, open_time interval, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_add(date, interval, cx_calendar) IS 'always an error: a date is no instant';
CREATE FUNCTION business_open(at date, calendar cx_calendar) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_open(date, cx_calendar) IS 'always an error: a date is no instant';
CREATE FUNCTION business_next(at date, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_next(date, cx_calendar) IS 'always an error: a date is no instant';
CREATE FUNCTION business_add_days(started date, days integer, calendar cx_calendar) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'cx_business_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_add_days(date, integer, cx_calendar) IS 'always an error: a date is no instant';
