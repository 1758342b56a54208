-- All customers in one pass over raw orders. The state is internal: piles of rows, which nobody stores.
-- It grows with its rows, which a negative size says. The forms that only raise say what is missing.

CREATE FUNCTION cx_rfm_pass_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass_combine(internal, internal) IS 'the orders of both';

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
AS 'MODULE_PATHNAME', '{t.refusal: cx_rfm_pass_{c.type}_{t.symbol}_{a.symbol}}'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, {c.type}, {t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: adds an order to a hash of customers; a NULL customer or time, and a day after '
'observed_until, are skipped}';

CREATE AGGREGATE rfm_agg(customer {c.type}, at {t.type}, amount {a.type}, observed_until date{t.zone}) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg({c.type}, {t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: frequency, recency, age and mean amount of every customer with a purchase day in the raw '
'orders (customer, at, amount, observed_until{t.named}); rows with a NULL customer or at, or after '
'observed_until, are skipped, a NULL amount is 0, a negative one a return; () over no rows}';
@end

-- A text customer is kept as a hash, which cannot be given back.

@for a in amount, t in time
CREATE FUNCTION cx_rfm_pass(internal, text, {t.type}, {a.type}, date{t.zone_type}) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_rfm_text_customer' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_pass(internal, text, {t.type}, {a.type}, date{t.zone_type}) IS
'always an error: one pass cannot give a text customer back';

CREATE AGGREGATE rfm_agg(customer text, at {t.type}, amount {a.type}, observed_until date{t.zone}) (
	SFUNC = cx_rfm_pass, STYPE = internal, SSPACE = -65536, FINALFUNC = cx_rfm_pass_final,
	COMBINEFUNC = cx_rfm_pass_combine, SERIALFUNC = cx_rfm_pass_serialize,
	DESERIALFUNC = cx_rfm_pass_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg(text, {t.type}, {a.type}, date{t.zone_type}) IS
'always an error: one pass cannot give a text customer back; aggregate in two steps, first GROUP BY '
'customer';
@end
