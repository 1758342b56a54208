-- The lifecycle in one pass over raw events, with the state of retention_agg over them and, without a grace,
-- its transition.

CREATE FUNCTION cx_lifecycle_pass_final(internal) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_pass_final(internal) IS 'the flows of the customers who were collected';

@for c in customer, t in time
CREATE FUNCTION cx_lifecycle_pass(internal, {c.type}, {t.type}, cx_period{t.zone_type}, integer)
	RETURNS internal
AS 'MODULE_PATHNAME', '{t.refusal: cx_lifecycle_pass_{c.type}_{t.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_pass(internal, {c.type}, {t.type}, cx_period{t.zone_type}, integer) IS
'{t.says: adds an event of a customer, who counts for grace inactive periods after it; a NULL customer or time is skipped}';

CREATE AGGREGATE lifecycle_agg(customer {c.type}, at {t.type}, period cx_period{t.zone}) (
	SFUNC = cx_retention_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE lifecycle_agg({c.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: customers who came, came back and left in each period, from the raw events (customer, at, period{t.named}){c.told}; rows with a NULL customer or at are skipped; () over no rows}';

CREATE AGGREGATE lifecycle_agg(customer {c.type}, at {t.type}, period cx_period{t.zone}, grace integer) (
	SFUNC = cx_lifecycle_pass, STYPE = internal, SSPACE = -1, FINALFUNC = cx_lifecycle_pass_final,
	COMBINEFUNC = cx_retention_pass_combine, SERIALFUNC = cx_retention_pass_serialize,
	DESERIALFUNC = cx_retention_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE lifecycle_agg({c.type}, {t.type}, cx_period{t.zone_type}, integer) IS
'{t.says: the same with customers who count as active for grace inactive periods after the last active one: trailing n periods are a grace of n - 1; rows with a NULL customer or at are skipped; () over no rows}';
@end
