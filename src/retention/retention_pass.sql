-- The cohort table in one pass over raw events. The state is internal: which customers were active when,
-- which nobody stores. It grows with its rows: a negative SSPACE says so, and the planner of PostgreSQL 19
-- does not aggregate below joins with it. For the size of a group it takes 8 kB, a few hundred customers.

CREATE FUNCTION cx_retention_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_retention_pass_final(internal) RETURNS cx_retention
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_retention_pass_combine(internal, internal) IS 'adds the customers of a partial state';
COMMENT ON FUNCTION cx_retention_pass_serialize(internal) IS
'the customers on their way from a worker';
COMMENT ON FUNCTION cx_retention_pass_deserialize(bytea, internal) IS
'customers that came from a worker';
COMMENT ON FUNCTION cx_retention_pass_final(internal) IS 'cohorts by first active period';

-- Customers that are integer or smallint spare every row a cast; if only one of them were there, a call
-- with the other could mean it or bigint, and would be refused. A literal without a type is a text.

@for c in customer, t in time
CREATE FUNCTION cx_retention_pass(internal, {c.type}, {t.type}, cx_period{t.zone_type}) RETURNS internal
AS 'MODULE_PATHNAME', '{t.refusal: cx_retention_pass_{c.type}_{t.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_retention_pass(internal, {c.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: adds an event of a customer; a NULL customer or time is skipped}';

CREATE AGGREGATE retention_agg(customer {c.type}, at {t.type}, period cx_period{t.zone}) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_retention_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE retention_agg({c.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: cohorts by first active period of the raw events (customer, at, period{t.named}){c.told}; rows with a NULL customer or at are skipped; () over no rows}';
@end
