-- Fitting models. The state is internal: a hash of how many customers are alike, which nobody stores. Its
-- planned size is that of a segment of a few hundred different customers; it grows with the rows.

@table counted arguments symbol skipped
cx_rfm | _rfm |
double precision, double precision, double precision | |
double precision, double precision, double precision, double precision | _weighted | a NULL figure, and a weight of 0, skip the row
@end

@table spent arguments symbol skipped
cx_rfm | _rfm |
double precision, double precision | |
double precision, double precision, double precision | _weighted | a NULL figure, a weight of 0,
@end

@for c in counted
CREATE FUNCTION cx_purchases_count(internal, {c.arguments}) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count{c.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_purchases_count(internal, {c.arguments}) IS
'counts customers that are alike; {c.skipped: a NULL figure skips the row}';
@end

@for s in spent
CREATE FUNCTION cx_spending_count(internal, {s.arguments}) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count{s.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_spending_count(internal, {s.arguments}) IS
'counts spenders that are alike; {s.skipped: a NULL figure,} and no repeat purchases that brought money, skip the row';
@end

CREATE FUNCTION cx_fit_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_fit_combine(internal, internal) IS 'the customers of both states';

CREATE FUNCTION cx_fit_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_fit_serialize(internal) IS 'a state on its way from a worker';

CREATE FUNCTION cx_fit_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_fit_deserialize(bytea, internal) IS 'a state that came from a worker';

@table purchase_model symbol name
bgnbd      | BG/NBD
mbgnbd     | MBG/NBD
pareto_nbd | Pareto/NBD
@end

@table customer_form arguments types described
rfm cx_rfm | cx_rfm |
frequency double precision, recency double precision, age double precision | double precision, double precision, double precision | customers (frequency, recency, age), times in days,
frequency double precision, recency double precision, age double precision, weight double precision | double precision, double precision, double precision, double precision | customers (frequency, recency, age, weight), times in days,
@end

@for m in purchase_model
CREATE FUNCTION cx_{m.symbol}_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_{m.symbol}_final(internal) IS 'the {m.name} model with the highest likelihood';
@end

@for m in purchase_model, c in customer_form
CREATE AGGREGATE {m.symbol}_fit({c.arguments}) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_{m.symbol}_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE {m.symbol}_fit({c.types}) IS
'{m.name} fitted to {c.described: customers,} by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
@end

CREATE FUNCTION cx_gamma_gamma_final(internal) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_gamma_gamma_final(internal) IS 'the gamma-gamma model with the highest likelihood';

@table spender_form arguments types described
rfm cx_rfm | cx_rfm | customers
frequency double precision, mean_amount double precision | double precision, double precision | customers (frequency, mean_amount)
frequency double precision, mean_amount double precision, weight double precision | double precision, double precision, double precision | customers (frequency, mean_amount, weight)
@end

@for s in spender_form
CREATE AGGREGATE gamma_gamma_fit({s.arguments}) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = -16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);
COMMENT ON AGGREGATE gamma_gamma_fit({s.types}) IS
'gamma-gamma fitted to {s.described} with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
@end
