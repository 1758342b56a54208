-- Types cx_purchase_model and cx_spend_model

@type
name       cx_purchase_model
called     model
length     144
storage    plain
is         a model of how often customers buy, and whether they have left: BG/NBD, MBG/NBD or Pareto/NBD, fitted or given
equal      same model
json       model, status, limits, customers, log_likelihood, parameters
@end

-- What it says

CREATE FUNCTION model_status(model cx_purchase_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_status(cx_purchase_model) IS
'converged, boundary, no_repeat_purchases, not_identified, not_converged or given';

CREATE FUNCTION model_limits(model cx_purchase_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_limits(cx_purchase_model) IS
'the limits of the model that a fit on a boundary ended in; NULL when it did not';

CREATE FUNCTION log_likelihood(model cx_purchase_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_model_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_likelihood(cx_purchase_model) IS
'log-likelihood of the fit, times in days; NULL without an estimate';

CREATE FUNCTION model_summary(
	model cx_purchase_model, level double precision DEFAULT 0.95,
	OUT parameter text, OUT estimate double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION model_summary(cx_purchase_model, double precision) IS
'parameters and what they amount to, with standard errors and intervals; NULL where there is none';

@type
name       cx_spend_model
called     model
length     144
storage    plain
is         a model of how much customers spend: gamma-gamma, fitted or given
equal      same model
json       model, status, limits, customers, log_likelihood, parameters
@end

-- What it says

CREATE FUNCTION model_status(model cx_spend_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_status(cx_spend_model) IS
'converged, boundary, no_repeat_purchases, not_identified, not_converged or given';

CREATE FUNCTION model_limits(model cx_spend_model) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_limits(cx_spend_model) IS
'the limits of the model that a fit on a boundary ended in; NULL when it did not';

CREATE FUNCTION log_likelihood(model cx_spend_model) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_model_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_likelihood(cx_spend_model) IS
'log-likelihood of the fit, times in days; NULL without an estimate';

CREATE FUNCTION model_summary(
	model cx_spend_model, level double precision DEFAULT 0.95,
	OUT parameter text, OUT estimate double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 6;
COMMENT ON FUNCTION model_summary(cx_spend_model, double precision) IS
'parameters and what they amount to, with standard errors and intervals; NULL where there is none';

-- Models with parameters from elsewhere

CREATE FUNCTION bgnbd_model(r double precision, alpha double precision, a double precision, b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_bgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bgnbd_model(double precision, double precision, double precision, double precision) IS
'BG/NBD with the parameters given, alpha in days';

CREATE FUNCTION mbgnbd_model(r double precision, alpha double precision, a double precision, b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_mbgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mbgnbd_model(double precision, double precision, double precision, double precision) IS
'MBG/NBD with the parameters given, alpha in days';

CREATE FUNCTION pareto_nbd_model(r double precision, alpha double precision, s double precision, beta double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_pareto_nbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pareto_nbd_model(double precision, double precision, double precision, double precision) IS
'Pareto/NBD with the parameters given, alpha and beta in days';

CREATE FUNCTION gamma_gamma_model(p double precision, q double precision, v double precision) RETURNS cx_spend_model
AS 'MODULE_PATHNAME', 'cx_model_gamma_gamma' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gamma_gamma_model(double precision, double precision, double precision) IS
'gamma-gamma with the parameters given, v in money';
