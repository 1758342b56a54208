-- The periods of a history in a range of days. Not strict: a NULL bound is an error.

CREATE FUNCTION period_count(activity cx_activity, from_day date, to_day date) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_activity_period_count_in' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_count(cx_activity, date, date) IS
'in how many periods from from_day to just before to_day the customer was active; both are first days of periods; NULL for a NULL history';

CREATE FUNCTION active_between(activity cx_activity, from_day date, to_day date) RETURNS boolean
AS 'MODULE_PATHNAME', 'cx_activity_active_between' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION active_between(cx_activity, date, date) IS
'whether the customer was active in any period from from_day to just before to_day; both are first days of periods; NULL for a NULL history';
