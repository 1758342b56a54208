-- How a fit ended

@for m in model
CREATE FUNCTION model_status(model {m.type}) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_status({m.type}) IS
'converged, boundary, no_repeat_purchases, not_identified, not_converged or given';

CREATE FUNCTION model_limits(model {m.type}) RETURNS text
AS 'MODULE_PATHNAME', 'cx_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION model_limits({m.type}) IS
'the limits of the model that a fit on a boundary ended in; NULL when it did not';

CREATE FUNCTION log_likelihood(model {m.type}) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_model_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION log_likelihood({m.type}) IS
'log-likelihood of the fit, times in days; NULL without an estimate';
@end

-- Models with parameters from elsewhere

CREATE FUNCTION bgnbd_model(r double precision, alpha double precision, a double precision,
	b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_bgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION bgnbd_model(double precision, double precision, double precision, double precision) IS
'BG/NBD with the parameters given, alpha in days';

CREATE FUNCTION mbgnbd_model(r double precision, alpha double precision, a double precision,
	b double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_mbgnbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mbgnbd_model(double precision, double precision, double precision, double precision) IS
'MBG/NBD with the parameters given, alpha in days';

CREATE FUNCTION pareto_nbd_model(r double precision, alpha double precision, s double precision,
	beta double precision) RETURNS cx_purchase_model
AS 'MODULE_PATHNAME', 'cx_model_pareto_nbd' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION pareto_nbd_model(double precision, double precision, double precision,
	double precision) IS
'Pareto/NBD with the parameters given, alpha and beta in days';

CREATE FUNCTION gamma_gamma_model(p double precision, q double precision, v double precision)
	RETURNS cx_spend_model
AS 'MODULE_PATHNAME', 'cx_model_gamma_gamma' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION gamma_gamma_model(double precision, double precision, double precision) IS
'gamma-gamma with the parameters given, v in money';
