-- The cohort table in one pass over raw events. The state is internal: a hash of customers or
-- bitmaps of them, which nobody stores. Its planned size is that of a group of a few hundred customers.

CREATE FUNCTION cx_retention_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_final(internal) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_pass_combine(internal, internal) IS 'the customers of both hashes';
COMMENT ON FUNCTION cx_retention_pass_serialize(internal) IS
'a hash of customers on its way from a worker';
COMMENT ON FUNCTION cx_retention_pass_deserialize(bytea, internal) IS
'a hash of customers that came from a worker';
COMMENT ON FUNCTION cx_retention_pass_final(internal) IS 'cohorts by first active period';

-- Customers that are integer or smallint spare every row a cast; were only one of them there, a call with
-- the other could mean it or bigint, and would be refused.

@for c in customer, t in time
CREATE FUNCTION cx_retention_pass(internal, {c.type}, {t.type}, cx_period{t.zone_type}) RETURNS internal
AS 'MODULE_PATHNAME', '{t.refusal: cx_retention_pass_{c.type}_{t.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, {c.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: adds an event to a hash of customers; a NULL customer or time is skipped}';

CREATE AGGREGATE retention_agg(customer {c.type}, at {t.type}, period cx_period{t.zone}) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg({c.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: cohorts by first active period of the raw events (customer, at, period{t.named}); rows with a NULL customer or at are skipped; () over no rows}';
@end
