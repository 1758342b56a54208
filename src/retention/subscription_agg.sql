-- Subscriptions [started, ended), one a row, as flows of customers. Not strict: a NULL period or zone is
-- an error.

CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, date, date, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamp, timestamp, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_subscribe_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, date, date, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamp, timestamp, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_unsubscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_lifecycle_unsubscribe_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamptz, timestamptz, cx_period
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, date, date, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_lifecycle_subscribe(
	cx_lifecycle, timestamp, timestamp, cx_period, cx_zone
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, date, date, cx_period) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamp, timestamp, cx_period) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone) IS
'adds a subscription to a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, date, date, cx_period) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamp, timestamp, cx_period) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_unsubscribe(cx_lifecycle, timestamptz, timestamptz, cx_period, cx_zone) IS
'takes a subscription from a state; a NULL start is skipped, a NULL or infinite end is open';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_lifecycle_subscribe(cx_lifecycle, timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE subscription_agg(
	started date, ended date, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamp, ended timestamp, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamptz, ended timestamptz, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle, MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamptz, ended timestamptz, period cx_period
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	SSPACE = 2048, PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started date, ended date, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	SSPACE = 2048, PARALLEL = SAFE
);

CREATE AGGREGATE subscription_agg(
	started timestamp, ended timestamp, period cx_period, zone cx_zone
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	SSPACE = 2048, PARALLEL = SAFE
);

COMMENT ON AGGREGATE subscription_agg(date, date, cx_period) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE subscription_agg(timestamp, timestamp, cx_period) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE subscription_agg(timestamptz, timestamptz, cx_period, cx_zone) IS
'subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows';
COMMENT ON AGGREGATE subscription_agg(timestamptz, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE subscription_agg(date, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE subscription_agg(timestamp, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
