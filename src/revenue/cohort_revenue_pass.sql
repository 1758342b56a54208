-- Money by cohort and age in one pass over raw orders. The state is internal: piles of rows, which
-- nobody stores. It grows with its rows, which a negative size says. The forms that only raise say what is
-- missing.

CREATE FUNCTION cx_cohort_revenue_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_cohort_revenue_pass_combine(internal, internal) IS 'the orders of both';

CREATE FUNCTION cx_cohort_revenue_pass_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_cohort_revenue_pass_serialize(internal) IS
'a hash of customers on its way from a worker';

CREATE FUNCTION cx_cohort_revenue_pass_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_cohort_revenue_pass_deserialize(bytea, internal) IS
'a hash of customers that came from a worker';

CREATE FUNCTION cx_cohort_revenue_pass_final(internal) RETURNS cx_cohort_revenue
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_cohort_revenue_pass_final(internal) IS 'the cohorts of the customers in the hash';

@for c in customer, a in amount, t in time
CREATE FUNCTION cx_cohort_revenue_pass(internal, {c.type}, {t.type}, {a.type}, cx_period{t.zone_type})
	RETURNS internal
AS 'MODULE_PATHNAME', '{t.refusal: cx_cohort_revenue_pass_{c.type}_{t.symbol}_{a.symbol}}'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_cohort_revenue_pass(internal, {c.type}, {t.type}, {a.type}, cx_period{t.zone_type}) IS
'{t.says: adds an order to a hash of customers; a NULL customer or time is skipped; a NULL amount is 0}';

CREATE AGGREGATE cohort_revenue_agg(
	customer {c.type}, at {t.type}, amount {a.type}, period cx_period{t.zone}
) (
	SFUNC = cx_cohort_revenue_pass, STYPE = internal, SSPACE = -65536,
	FINALFUNC = cx_cohort_revenue_pass_final, COMBINEFUNC = cx_cohort_revenue_pass_combine,
	SERIALFUNC = cx_cohort_revenue_pass_serialize,
	DESERIALFUNC = cx_cohort_revenue_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cohort_revenue_agg({c.type}, {t.type}, {a.type}, cx_period{t.zone_type}) IS
'{t.says: revenue by cohort, the period of the first purchase day, and age, from the raw orders (customer, at, '
'amount, period{t.named}){c.told}; rows with a NULL customer or at are skipped, a NULL amount is 0, a '
'negative one a refund; () over no rows}';
@end
