-- Type cx_rfm_set, and all customers in one pass over raw orders. The state of that is internal: a hash of
-- customers, which nobody stores. Its planned size is that of a group of a few hundred customers.

CREATE TYPE cx_rfm_set;

CREATE FUNCTION cx_rfm_set_in(cstring) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_out(cx_rfm_set) RETURNS cstring
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_recv(internal) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_send(cx_rfm_set) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE cx_rfm_set (
	INTERNALLENGTH = VARIABLE,
	INPUT = cx_rfm_set_in,
	OUTPUT = cx_rfm_set_out,
	RECEIVE = cx_rfm_set_recv,
	SEND = cx_rfm_set_send,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE cx_rfm_set IS
'frequency, recency, age and mean amount of many customers, to be read with rfm_table(); () without any';
COMMENT ON FUNCTION cx_rfm_set_in(cstring) IS 'text input of cx_rfm_set';
COMMENT ON FUNCTION cx_rfm_set_out(cx_rfm_set) IS 'text output of cx_rfm_set';
COMMENT ON FUNCTION cx_rfm_set_recv(internal) IS 'binary input of cx_rfm_set';
COMMENT ON FUNCTION cx_rfm_set_send(cx_rfm_set) IS 'binary output of cx_rfm_set';

-- Equality and hashing

CREATE FUNCTION cx_rfm_set_eq(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_ne(cx_rfm_set, cx_rfm_set) RETURNS boolean
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_hash(cx_rfm_set) RETURNS integer
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_hash_extended(cx_rfm_set, bigint) RETURNS bigint
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);

CREATE OPERATOR <> (
	LEFTARG = cx_rfm_set, RIGHTARG = cx_rfm_set, FUNCTION = cx_rfm_set_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR CLASS cx_rfm_set_hash_ops DEFAULT FOR TYPE cx_rfm_set USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 cx_rfm_set_hash(cx_rfm_set),
	FUNCTION 2 cx_rfm_set_hash_extended(cx_rfm_set, bigint);

COMMENT ON FUNCTION cx_rfm_set_eq(cx_rfm_set, cx_rfm_set) IS 'same customers';
COMMENT ON FUNCTION cx_rfm_set_ne(cx_rfm_set, cx_rfm_set) IS 'not equal';
COMMENT ON FUNCTION cx_rfm_set_hash(cx_rfm_set) IS 'hash of a set';
COMMENT ON FUNCTION cx_rfm_set_hash_extended(cx_rfm_set, bigint) IS 'seeded hash of a set';
COMMENT ON OPERATOR = (cx_rfm_set, cx_rfm_set) IS 'same customers';
COMMENT ON OPERATOR <> (cx_rfm_set, cx_rfm_set) IS 'not equal';
COMMENT ON OPERATOR FAMILY cx_rfm_set_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm_set';
COMMENT ON OPERATOR CLASS cx_rfm_set_hash_ops USING hash IS
'hash joins, grouping, DISTINCT and UNION of cx_rfm_set';

-- Casts

CREATE FUNCTION cx_rfm_set_json(cx_rfm_set) RETURNS json
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_set_jsonb(cx_rfm_set) RETURNS jsonb
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (cx_rfm_set AS json) WITH FUNCTION cx_rfm_set_json(cx_rfm_set);
CREATE CAST (cx_rfm_set AS jsonb) WITH FUNCTION cx_rfm_set_jsonb(cx_rfm_set);

COMMENT ON FUNCTION cx_rfm_set_json(cx_rfm_set) IS 'the set as json: observed_until, customers';
COMMENT ON CAST (cx_rfm_set AS json) IS 'the set as json: observed_until, customers';
COMMENT ON FUNCTION cx_rfm_set_jsonb(cx_rfm_set) IS 'the set as jsonb: observed_until, customers';
COMMENT ON CAST (cx_rfm_set AS jsonb) IS 'the set as jsonb: observed_until, customers';

-- Transitions. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_bigint_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_numeric' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_date_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamp_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_pass_uuid_timestamptz_float8' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date, cx_zone) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_unwanted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_rfm_pass_final(internal) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, bigint, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date, cx_zone) IS
'adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass(internal, uuid, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON FUNCTION cx_rfm_pass_combine(internal, internal) IS 'the orders of both hashes';
COMMENT ON FUNCTION cx_rfm_pass_serialize(internal) IS 'a hash of customers on its way from a worker';
COMMENT ON FUNCTION cx_rfm_pass_deserialize(bytea, internal) IS 'a hash of customers that came from a worker';
COMMENT ON FUNCTION cx_rfm_pass_final(internal) IS 'the figures of every customer';

-- Aggregates

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer bigint, at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount bigint, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount bigint, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount numeric, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount numeric, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamptz, amount double precision, observed_until date) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at date, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE rfm_agg(customer uuid, at timestamp, amount double precision, observed_until date, zone cx_zone) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rfm_agg(bigint, date, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, bigint, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, numeric, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, double precision, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(bigint, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, bigint, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, bigint, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, bigint, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, bigint, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, bigint, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, numeric, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, numeric, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, numeric, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, numeric, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, numeric, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, double precision, date) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, double precision, date, cx_zone) IS
'frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until, zone); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamptz, double precision, date) IS
'always an error: an instant needs a zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, date, double precision, date, cx_zone) IS
'always an error: a date has no zone to be cut in';
COMMENT ON AGGREGATE rfm_agg(uuid, timestamp, double precision, date, cx_zone) IS
'always an error: a local time has no zone to be cut in';

-- Rows

CREATE FUNCTION rfm_table(
	customers cx_rfm_set,
	OUT customer bigint, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_table(cx_rfm_set) IS
'customers of type bigint in order, with days of repeat purchases, days from the first to the last and to the end of observation, and the mean amount of a repeat day, NULL without one';

CREATE FUNCTION rfm_uuid_table(
	customers cx_rfm_set,
	OUT customer uuid, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_uuid_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_uuid_table(cx_rfm_set) IS
'the same for customers of type uuid';
