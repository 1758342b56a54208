-- Fitting models. The state is internal: a hash of how many customers are alike, which nobody stores. Its
-- planned size is that of a segment of a few hundred different customers.

CREATE FUNCTION cx_purchases_count(internal, cx_rfm) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count_rfm' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_purchases_count(internal, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_purchases_count(internal, double precision, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_purchases_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spending_count(internal, cx_rfm) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count_rfm' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spending_count(internal, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_spending_count(internal, double precision, double precision, double precision) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_spending_count_weighted' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_fit_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_fit_serialize(internal) RETURNS bytea
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_fit_deserialize(bytea, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION cx_bgnbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_mbgnbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_pareto_nbd_final(internal) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cx_gamma_gamma_final(internal) RETURNS cx_spend_model
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION cx_purchases_count(internal, cx_rfm) IS
'counts customers that are alike; a NULL figure skips the row';
COMMENT ON FUNCTION cx_purchases_count(internal, double precision, double precision, double precision) IS
'counts customers that are alike; a NULL figure skips the row';
COMMENT ON FUNCTION cx_purchases_count(internal, double precision, double precision, double precision, double precision) IS
'counts customers that are alike; a NULL figure skips the row';
COMMENT ON FUNCTION cx_spending_count(internal, cx_rfm) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
COMMENT ON FUNCTION cx_spending_count(internal, double precision, double precision) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
COMMENT ON FUNCTION cx_spending_count(internal, double precision, double precision, double precision) IS
'counts spenders that are alike; a NULL figure, and no repeat purchases that brought money, skip the row';
COMMENT ON FUNCTION cx_fit_combine(internal, internal) IS 'the customers of both states';
COMMENT ON FUNCTION cx_fit_serialize(internal) IS 'a state on its way from a worker';
COMMENT ON FUNCTION cx_fit_deserialize(bytea, internal) IS 'a state that came from a worker';
COMMENT ON FUNCTION cx_bgnbd_final(internal) IS 'the BG/NBD model with the highest likelihood';
COMMENT ON FUNCTION cx_mbgnbd_final(internal) IS 'the MBG/NBD model with the highest likelihood';
COMMENT ON FUNCTION cx_pareto_nbd_final(internal) IS 'the Pareto/NBD model with the highest likelihood';
COMMENT ON FUNCTION cx_gamma_gamma_final(internal) IS 'the gamma-gamma model with the highest likelihood';

CREATE AGGREGATE bgnbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE bgnbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE bgnbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_bgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE mbgnbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE mbgnbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE mbgnbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_mbgnbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE pareto_nbd_fit(rfm cx_rfm) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE pareto_nbd_fit(frequency double precision, recency double precision, age double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE pareto_nbd_fit(frequency double precision, recency double precision, age double precision, weight double precision) (
	SFUNC = cx_purchases_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_pareto_nbd_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE gamma_gamma_fit(rfm cx_rfm) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE gamma_gamma_fit(frequency double precision, mean_amount double precision) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

CREATE AGGREGATE gamma_gamma_fit(frequency double precision, mean_amount double precision, weight double precision) (
	SFUNC = cx_spending_count, STYPE = internal, SSPACE = 16384, FINALFUNC = cx_gamma_gamma_final,
	COMBINEFUNC = cx_fit_combine, SERIALFUNC = cx_fit_serialize,
	DESERIALFUNC = cx_fit_deserialize, PARALLEL = SAFE
);

COMMENT ON AGGREGATE bgnbd_fit(cx_rfm) IS
'BG/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE bgnbd_fit(double precision, double precision, double precision) IS
'BG/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE bgnbd_fit(double precision, double precision, double precision, double precision) IS
'BG/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE mbgnbd_fit(cx_rfm) IS
'MBG/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE mbgnbd_fit(double precision, double precision, double precision) IS
'MBG/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE mbgnbd_fit(double precision, double precision, double precision, double precision) IS
'MBG/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE pareto_nbd_fit(cx_rfm) IS
'Pareto/NBD fitted to customers, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE pareto_nbd_fit(double precision, double precision, double precision) IS
'Pareto/NBD fitted to customers (frequency, recency, age), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE pareto_nbd_fit(double precision, double precision, double precision, double precision) IS
'Pareto/NBD fitted to customers (frequency, recency, age, weight), times in days, by maximum likelihood; rows with a NULL are skipped; NULL over no rows';
COMMENT ON AGGREGATE gamma_gamma_fit(cx_rfm) IS
'gamma-gamma fitted to customers with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
COMMENT ON AGGREGATE gamma_gamma_fit(double precision, double precision) IS
'gamma-gamma fitted to customers (frequency, mean_amount) with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
COMMENT ON AGGREGATE gamma_gamma_fit(double precision, double precision, double precision) IS
'gamma-gamma fitted to customers (frequency, mean_amount, weight) with repeat purchases of a mean amount above 0, by maximum likelihood; others are skipped; NULL over no rows';
