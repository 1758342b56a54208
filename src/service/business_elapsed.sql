-- Open time between two instants, and within ranges

CREATE FUNCTION business_elapsed(started timestamptz, ended timestamptz, calendar cx_calendar)
RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamptz, timestamptz, cx_calendar) IS
'open time from started to ended, in hours and finer units only; negative when ended is earlier; NULL for NULL or infinity';

CREATE FUNCTION business_elapsed(started timestamp, ended timestamp, calendar cx_calendar)
RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(timestamp, timestamp, cx_calendar) IS
'open time between two local times of the calendar''s zone, in hours and finer units only; NULL for NULL or infinity';

CREATE FUNCTION business_elapsed(during tstzmultirange, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_elapsed_ranges' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed(tstzmultirange, cx_calendar) IS
'open time within the ranges, in hours and finer units only; 0 for an empty multirange; NULL for NULL or a range without an end';

-- Kinds of time that do not go together: casts would decide by the session's zone.
@table mixed started ended
timestamptz | timestamp
timestamp   | timestamptz
date        | date
date        | timestamp
timestamp   | date
date        | timestamptz
timestamptz | date
@end

@for m in mixed
CREATE FUNCTION business_elapsed(started {m.started}, ended {m.ended}, calendar cx_calendar) RETURNS interval
AS 'MODULE_PATHNAME', 'cx_business_kinds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION business_elapsed({m.started}, {m.ended}, cx_calendar) IS
'always an error: two instants, or two local times of the calendar''s zone';
@end
