-- Comparing groups of customers

CREATE FUNCTION logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION peto_logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_peto_logrank' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION fleming_harrington_logrank(
	VARIADIC states cx_survival[], OUT chi_square double precision, OUT df integer,
	OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_fleming_harrington_logrank'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION logrank_groups(
	VARIADIC states cx_survival[], OUT group_number integer, OUT customers double precision,
	OUT observed double precision, OUT expected double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_survival_logrank_groups' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 5;

CREATE FUNCTION hazard_ratio(
	first_group cx_survival, second_group cx_survival, level double precision DEFAULT 0.95,
	ties text DEFAULT 'efron', OUT hazard_ratio double precision, OUT low double precision,
	OUT high double precision, OUT z double precision, OUT p_value double precision
) AS 'MODULE_PATHNAME', 'cx_survival_hazard_ratio' LANGUAGE C IMMUTABLE PARALLEL SAFE;

COMMENT ON FUNCTION logrank(cx_survival[]) IS
'log-rank test of whether groups of customers churn at the same rate; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION peto_logrank(cx_survival[]) IS
'log-rank test weighed by Peto and Peto''s estimate of survival, as Stata, SAS and lifelines have it, which looks at early churn more; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION fleming_harrington_logrank(cx_survival[]) IS
'log-rank test weighed by Kaplan-Meier survival just before each time, as survdiff of R with rho = 1, which looks at early churn more; NULL and empty groups take no part; NULL columns when fewer than two do';
COMMENT ON FUNCTION logrank_groups(cx_survival[]) IS
'for each group, in the order given, how many churned and how many would have if all groups churned at the same rate; 0 for NULL and empty groups';
COMMENT ON FUNCTION hazard_ratio(cx_survival, cx_survival, double precision, text) IS
'how many times as fast the second group churns as the first (Cox proportional hazards), ties by efron or breslow; NULL for NULL, NULL columns where it is 0, infinite or undefined';
