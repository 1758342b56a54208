-- Type cx_rfm_set, and all customers in one pass over raw orders. The state of that is internal: a hash of
-- customers, which nobody stores. Its planned size is that of a group of a few hundred customers.

@type
name       cx_rfm_set
called     set
length     VARIABLE
storage    extended
is         frequency, recency, age and mean amount of many customers, to be read with rfm_table(); () without any
equal      same customers
json       observed_until, customers
@end

-- Transitions. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_combine(internal, internal) IS 'the orders of both hashes';

CREATE FUNCTION cx_rfm_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_serialize(internal) IS 'a hash of customers on its way from a worker';

CREATE FUNCTION cx_rfm_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_deserialize(bytea, internal) IS 'a hash of customers that came from a worker';

CREATE FUNCTION cx_rfm_pass_final(internal) RETURNS cx_rfm_set
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_final(internal) IS 'the figures of every customer';

@for c in rfm_customer, a in amount, t in time
CREATE FUNCTION cx_rfm_pass(internal, {c.type}, {t.type}, {a.type}, date{t.zone_type}) RETURNS internal
AS 'MODULE_PATHNAME', '{t.refusal: cx_rfm_pass_{c.type}_{t.symbol}_{a.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, {c.type}, {t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: adds an order to a hash of customers; a NULL customer or time, and a day after observed_until, are skipped}';

CREATE AGGREGATE rfm_agg(customer {c.type}, at {t.type}, amount {a.type}, observed_until date{t.zone}) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = 65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg({c.type}, {t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: frequency, recency, age and mean amount of every customer of the raw orders (customer, at, amount, observed_until{t.named}); rows with a NULL customer or at, or after observed_until, are skipped, a NULL amount is 0; () over no rows}';
@end

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
