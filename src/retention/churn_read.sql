-- The rates and counts of a state

CREATE FUNCTION retention_rate(state cx_churn) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION churn_rate(state cx_churn) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION retention_rate_ci(
	state cx_churn, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_retention_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION churn_rate_ci(
	state cx_churn, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_churn_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;

CREATE FUNCTION customers_before(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_before' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_lost(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_lost' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_retained(state cx_churn) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_churn_retained' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION retention_rate(cx_churn) IS
'percentage of the customers active before who were active after; NULL for no customers';
COMMENT ON FUNCTION churn_rate(cx_churn) IS
'percentage of the customers active before who were not active after; NULL for no customers';
COMMENT ON FUNCTION retention_rate_ci(cx_churn, double precision) IS
'Wilson interval of the retention rate, in percent; NULL for no customers';
COMMENT ON FUNCTION churn_rate_ci(cx_churn, double precision) IS
'Wilson interval of the churn rate, in percent; NULL for no customers';
COMMENT ON FUNCTION customers_before(cx_churn) IS
'how many customers were active before; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION customers_lost(cx_churn) IS
'how many customers were active before and not after; 0 for no rows, NULL for NULL';
COMMENT ON FUNCTION customers_retained(cx_churn) IS
'how many customers were active before and after; 0 for no rows, NULL for NULL';

-- Two states compared.

@table churn_figure name of
churn_change     | churn_rate
retention_change | retention_rate
@end

@for f in churn_figure
CREATE FUNCTION {f.name}(
	before cx_churn, after cx_churn, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_churn_{f.of}_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION {f.name}(cx_churn, cx_churn, double precision) IS
'{f.of} of after less {f.of} of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are lost; NULL when a state is empty or NULL';
@end
