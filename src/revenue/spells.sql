-- Movements in one pass over subscriptions: customer, when it started and ended, its recurring amount.
-- The working state holds all subscriptions, which nobody stores; the result is a cx_revenue_series.

CREATE FUNCTION cx_spells_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_spells_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION cx_spells_final(internal) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_day_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_int2' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, integer, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_int4' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_int8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spells_collect_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;

-- Only to say what is missing, or too much. A date or a local time with a zone must find its own form for
-- every type of amount, or it would be cast to timestamptz by the session's zone.

CREATE FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamptz, ended timestamptz, amount double precision, period cx_period
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started date, ended date, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount smallint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount integer, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount bigint, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount numeric, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

CREATE AGGREGATE revenue_agg(
	customer bigint, started timestamp, ended timestamp, amount double precision, period cx_period, zone cx_zone
) (
	SFUNC = cx_spells_collect, STYPE = internal, SSPACE = 256, FINALFUNC = cx_spells_final,
	COMBINEFUNC = cx_spells_combine, SERIALFUNC = cx_spells_serialize, DESERIALFUNC = cx_spells_deserialize,
	PARALLEL = SAFE
);

COMMENT ON FUNCTION cx_spells_combine(internal, internal) IS
'the subscriptions of both states';
COMMENT ON FUNCTION cx_spells_serialize(internal) IS
'the subscriptions of a state, for another process';
COMMENT ON FUNCTION cx_spells_deserialize(bytea, internal) IS
'the subscriptions that another process sent';
COMMENT ON FUNCTION cx_spells_final(internal) IS
'the movements of the subscriptions, period by period';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, smallint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, integer, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, integer, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, bigint, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, numeric, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone) IS
'adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period, cx_zone) IS
'movements of recurring revenue by period, from subscriptions: a customer''s are summed at the end of each; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; () over no rows';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamptz, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamptz, timestamptz, double precision, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, smallint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, smallint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, integer, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, integer, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, bigint, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, numeric, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, date, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, date, date, double precision, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, smallint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, smallint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, integer, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, integer, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, bigint, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, numeric, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_spells_collect(internal, bigint, timestamp, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE revenue_agg(bigint, timestamp, timestamp, double precision, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
