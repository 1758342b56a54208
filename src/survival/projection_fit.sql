-- Fitting sBG and BdW, and projecting from them. A duration is a whole number of periods.

@table churn_model type fit called parameters
cx_sbg | sbg_fit | shifted-beta-geometric | 2
cx_bdw | bdw_fit | beta-discrete-Weibull  | 3
@end

@for m in churn_model
CREATE FUNCTION {m.fit}(state cx_survival) RETURNS {m.type}
AS 'MODULE_PATHNAME', '{m.type}_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE AGGREGATE {m.fit}(duration double precision, churned boolean) (
	SFUNC = cx_survival_count, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = {m.fit}, PARALLEL = SAFE
);

-- What survival_agg() refuses, with a result of the right type: a call such as model_status() around it
-- must be found, or nobody reads what to write.
CREATE AGGREGATE {m.fit}(duration "any", churned "any") (
	SFUNC = cx_survival_refuse_arguments, STYPE = cx_survival, SSPACE = -1, INITCOND = '()',
	COMBINEFUNC = cx_survival_add, FINALFUNC = {m.fit}, PARALLEL = SAFE
);

CREATE FUNCTION survival_at(model {m.type}, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', '{m.type}_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_at(model {m.type}, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', '{m.type}_retention_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION del(model {m.type}, discount double precision) RETURNS double precision
AS 'MODULE_PATHNAME', '{m.type}_del' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION derl(
	model {m.type}, discount double precision, age double precision
) RETURNS double precision
AS 'MODULE_PATHNAME', '{m.type}_derl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_status(model {m.type}) RETURNS text
AS 'MODULE_PATHNAME', '{m.type}_model_status' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_limits(model {m.type}) RETURNS text
AS 'MODULE_PATHNAME', '{m.type}_model_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION log_likelihood(model {m.type}) RETURNS double precision
AS 'MODULE_PATHNAME', '{m.type}_log_likelihood' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION model_summary(
	model {m.type}, level double precision DEFAULT 0.95, OUT parameter text,
	OUT estimate double precision, OUT std_error double precision, OUT low double precision,
	OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', '{m.type}_model_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS {m.parameters};

COMMENT ON FUNCTION {m.fit}(cx_survival) IS
'{m.called} model of a state whose durations are whole numbers of periods; NULL for no rows or NULL';
COMMENT ON AGGREGATE {m.fit}(double precision, boolean) IS
'{m.called} model of spells: the number of periods, begun ones included, after which a customer churned (true) or was last seen (false, NULL); NULL durations are skipped, but an error where churned is false; NULL over no rows';
COMMENT ON AGGREGATE {m.fit}("any", "any") IS
'always an error: a duration is a number, churned is boolean';
COMMENT ON FUNCTION survival_at({m.type}, double precision) IS
'share of the customers, 0 to 1, still there after t periods; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION retention_at({m.type}, double precision) IS
'share, 0 to 1, of the customers in period t that stays beyond it; NULL for a model that is not identified or NULL';
COMMENT ON FUNCTION del({m.type}, double precision) IS
'discounted expected lifetime of a new customer, in periods; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION derl({m.type}, double precision, double precision) IS
'discounted expected residual lifetime, in periods, of a customer in period age, the next period first; discount is a fraction per period; NULL where it is infinite, for a model that is not identified or NULL';
COMMENT ON FUNCTION model_status({m.type}) IS
'converged, boundary, not_identified or not_converged; NULL for NULL';
COMMENT ON FUNCTION model_limits({m.type}) IS
'the limits of the model that a fit on a boundary ended in: no_churn, certain_churn, split_churn, equal_churn, lowest_c (0.02), highest_c (50); NULL when it did not, or NULL';
COMMENT ON FUNCTION log_likelihood({m.type}) IS
'log-likelihood of the model; NULL for one that is not identified or NULL';
COMMENT ON FUNCTION model_summary({m.type}, double precision) IS
'one row for each parameter: estimate, standard error and confidence interval; NULL where the data leave it open; no rows for NULL';
@end
