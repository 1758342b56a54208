-- Kaplan-Meier from a state. Survival is a fraction from 0 to 1, times are in the unit of the durations.

CREATE FUNCTION survival_at(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_ci(
	state cx_survival, t double precision, level double precision DEFAULT 0.95,
	method text DEFAULT 'log', OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION cumulative_hazard(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_cumulative_hazard' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_median(state cx_survival) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_median' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_median_ci(
	state cx_survival, level double precision DEFAULT 0.95, method text DEFAULT 'log',
	OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_median_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION survival_quantile(state cx_survival, p double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION survival_quantile_ci(
	state cx_survival, p double precision, level double precision DEFAULT 0.95,
	method text DEFAULT 'log', OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_quantile_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION restricted_mean(state cx_survival, t double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_survival_restricted_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION restricted_mean_ci(
	state cx_survival, t double precision, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_survival_restricted_mean_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION survival_table(
	state cx_survival, level double precision DEFAULT 0.95, method text DEFAULT 'log',
	OUT t double precision, OUT at_risk double precision, OUT churned double precision,
	OUT censored double precision, OUT survival double precision, OUT std_error double precision,
	OUT low double precision, OUT high double precision, OUT cumulative_hazard double precision,
	OUT hazard_error double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_survival_table' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;

COMMENT ON FUNCTION survival_at(cx_survival, double precision) IS
'share of the customers, 0 to 1, still there after time t (Kaplan-Meier); NULL for no rows or NULL, and beyond the longest spell unless all have churned';
COMMENT ON FUNCTION survival_ci(cx_survival, double precision, double precision, text) IS
'confidence interval of survival_at, 0 to 1, by method log, log-log or plain; NULL for no rows or NULL, and where survival is NULL or 0';
COMMENT ON FUNCTION cumulative_hazard(cx_survival, double precision) IS
'Nelson-Aalen estimate of the cumulative hazard at time t; NULL where survival_at is NULL';
COMMENT ON FUNCTION survival_median(cx_survival) IS
'time by which half of the customers have churned, in the unit of the durations; NULL when fewer have, for no rows or NULL';
COMMENT ON FUNCTION survival_median_ci(cx_survival, double precision, text) IS
'confidence interval of survival_median, by method log, log-log or plain; a bound is NULL when it is not reached, NULL for NULL';
COMMENT ON FUNCTION survival_quantile(cx_survival, double precision) IS
'time by which a fraction p of the customers, between 0 and 1, has churned; NULL when fewer have, for no rows or NULL';
COMMENT ON FUNCTION survival_quantile_ci(cx_survival, double precision, double precision, text) IS
'confidence interval of survival_quantile, by method log, log-log or plain; a bound is NULL when it is not reached, NULL for NULL';
COMMENT ON FUNCTION restricted_mean(cx_survival, double precision) IS
'mean time that a customer stays within the first t, in the unit of the durations; NULL where survival_at is NULL';
COMMENT ON FUNCTION restricted_mean_ci(cx_survival, double precision, double precision) IS
'confidence interval of restricted_mean; NULL where that is NULL';
COMMENT ON FUNCTION survival_table(cx_survival, double precision, text) IS
'one row for each time at which somebody churned or was censored, with counts, survival and its standard error and interval, and the Nelson-Aalen hazard; errors and bounds are NULL where survival is 0; no rows for no rows or NULL';
