-- Fitting sBG and BdW, and projecting from them. A duration is a whole number of periods.

CREATE FUNCTION sbg_fit(state cx_survival) RETURNS cx_sbg
AS 'MODULE_PATHNAME', 'cx_sbg_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE sbg_fit(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = sbg_fit, PARALLEL = SAFE
);

CREATE FUNCTION survival_at(model cx_sbg, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_at(model cx_sbg, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_retention_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION del(model cx_sbg, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_del' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION derl(
	model cx_sbg, discount double precision, age double precision
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_derl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_status(model cx_sbg) RETURNS text
AS 'MODULE_PATHNAME', 'cx_sbg_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION log_likelihood(model cx_sbg) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sbg_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_summary(
	model cx_sbg, level double precision DEFAULT 0.95, OUT parameter text,
	OUT estimate double precision, OUT std_error double precision, OUT low double precision,
	OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_sbg_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 2;

COMMENT ON FUNCTION sbg_fit(cx_survival) IS
'shifted-beta-geometric model of a state whose durations are whole numbers of periods; NULL for no rows or NULL';
COMMENT ON AGGREGATE sbg_fit(double precision, boolean) IS
'shifted-beta-geometric model of spells: the number of periods, begun ones included, after which a customer churned (true) or was last seen (false, NULL); NULL durations are skipped; NULL over no rows';
COMMENT ON FUNCTION survival_at(cx_sbg, double precision) IS
'share of the customers, 0 to 1, still there after t periods; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION retention_at(cx_sbg, double precision) IS
'share, 0 to 1, of the customers in period t that stays beyond it; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION del(cx_sbg, double precision) IS
'discounted expected lifetime of a new customer, in periods; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION derl(cx_sbg, double precision, double precision) IS
'discounted expected residual lifetime, in periods, of a customer in period age, the next period first; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION model_status(cx_sbg) IS
'converged, boundary, not_identified or not_converged; NULL for NULL';
COMMENT ON FUNCTION log_likelihood(cx_sbg) IS
'log-likelihood of the model; NULL for one that is not identified or NULL';
COMMENT ON FUNCTION model_summary(cx_sbg, double precision) IS
'one row for each parameter: estimate, standard error and confidence interval; NULL where the data leave it open; no rows for NULL';

CREATE FUNCTION bdw_fit(state cx_survival) RETURNS cx_bdw
AS 'MODULE_PATHNAME', 'cx_bdw_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE bdw_fit(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = bdw_fit, PARALLEL = SAFE
);

CREATE FUNCTION survival_at(model cx_bdw, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_at(model cx_bdw, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_retention_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION del(model cx_bdw, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_del' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION derl(
	model cx_bdw, discount double precision, age double precision
) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_derl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_status(model cx_bdw) RETURNS text
AS 'MODULE_PATHNAME', 'cx_bdw_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION log_likelihood(model cx_bdw) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_bdw_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_summary(
	model cx_bdw, level double precision DEFAULT 0.95, OUT parameter text,
	OUT estimate double precision, OUT std_error double precision, OUT low double precision,
	OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_bdw_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 3;

COMMENT ON FUNCTION bdw_fit(cx_survival) IS
'beta-discrete-Weibull model of a state whose durations are whole numbers of periods; NULL for no rows or NULL';
COMMENT ON AGGREGATE bdw_fit(double precision, boolean) IS
'beta-discrete-Weibull model of spells: the number of periods, begun ones included, after which a customer churned (true) or was last seen (false, NULL); NULL durations are skipped; NULL over no rows';
COMMENT ON FUNCTION survival_at(cx_bdw, double precision) IS
'share of the customers, 0 to 1, still there after t periods; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION retention_at(cx_bdw, double precision) IS
'share, 0 to 1, of the customers in period t that stays beyond it; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION del(cx_bdw, double precision) IS
'discounted expected lifetime of a new customer, in periods; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION derl(cx_bdw, double precision, double precision) IS
'discounted expected residual lifetime, in periods, of a customer in period age, the next period first; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION model_status(cx_bdw) IS
'converged, boundary, not_identified or not_converged; NULL for NULL';
COMMENT ON FUNCTION log_likelihood(cx_bdw) IS
'log-likelihood of the model; NULL for one that is not identified or NULL';
COMMENT ON FUNCTION model_summary(cx_bdw, double precision) IS
'one row for each parameter: estimate, standard error and confidence interval; NULL where the data leave it open; no rows for NULL';
