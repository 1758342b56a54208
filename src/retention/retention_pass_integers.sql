-- One pass over raw events for customers that are integer or smallint, which spares every row a cast.
-- Were only one of them there, a call with the other could mean it or bigint, and would be refused.

CREATE FUNCTION cx_retention_pass(internal, integer, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_integer_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_integer_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_integer_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, integer, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, smallint, date, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_smallint_date' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_smallint_timestamp' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_retention_pass_smallint_timestamptz' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, smallint, date, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_pass(internal, integer, date, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period, cx_zone) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, integer, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, integer, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, date, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period, cx_zone) IS
'adds an event to a hash of customers; a NULL customer or time is skipped';
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_retention_pass(internal, smallint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';

CREATE AGGREGATE retention_agg(customer integer, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer integer, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer integer, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer integer, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer integer, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer integer, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer smallint, at date, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer smallint, at timestamp, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer smallint, at timestamptz, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer smallint, at timestamptz, period cx_period) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer smallint, at date, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE retention_agg(customer smallint, at timestamp, period cx_period, zone cx_zone) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE retention_agg(integer, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(integer, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(integer, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(integer, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE retention_agg(integer, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(integer, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(smallint, date, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(smallint, timestamp, cx_period) IS
'cohorts by first active period of the raw events (customer, at, period); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(smallint, timestamptz, cx_period, cx_zone) IS
'cohorts by first active period of the raw events (customer, at, period, zone); rows with a NULL customer or at are skipped; () over no rows';
COMMENT ON AGGREGATE retention_agg(smallint, timestamptz, cx_period) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE retention_agg(smallint, date, cx_period, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE retention_agg(smallint, timestamp, cx_period, cx_zone) IS
'always an error: a local time has no zone to be cut in';
