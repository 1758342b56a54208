-- The cohort table in one pass over raw events. The state is internal: a hash of customers or
-- bitmaps of them, which nobody stores. Its planned size is that of a group of a few hundred customers.

CREATE FUNCTION cx_retention_pass(internal, bigint, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_bigint_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_uuid_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_final(internal) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_pass(internal, bigint, date, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period, cx_zone) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, bigint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, date, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period, cx_zone) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, uuid, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass_combine(internal, internal) IS 'the customers of both hashes';
COMMENT ON FUNCTION cx_retention_pass_serialize(internal) IS
'a hash of customers on its way from a worker';
COMMENT ON FUNCTION cx_retention_pass_deserialize(bytea, internal) IS
'a hash of customers that came from a worker';
COMMENT ON FUNCTION cx_retention_pass_final(internal) IS 'cohorts by first active period';

CREATE AGGREGATE retention_agg(customer bigint, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer bigint, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer uuid, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE retention_agg(bigint, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(bigint, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(bigint, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(bigint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE retention_agg(bigint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(bigint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(uuid, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(uuid, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(uuid, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(uuid, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE retention_agg(uuid, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(uuid, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
