-- The periods of a history

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
