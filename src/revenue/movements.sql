-- Customers and amounts of a cx_revenue

CREATE FUNCTION revenue_before(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_revenue_before' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION new_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_new_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION reactivated_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_reactivated_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION expansion_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_expansion_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION contraction_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_contraction_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION churned_revenue(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_churned_revenue' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION revenue_after(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_revenue_revenue_after' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_before(state cx_revenue) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_revenue_customers_before' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION customers_after(state cx_revenue) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_revenue_customers_after' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION revenue_movements(
	state cx_revenue, OUT movement text, OUT customers bigint, OUT amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_revenue_movements' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;

COMMENT ON FUNCTION revenue_before(cx_revenue) IS
'recurring revenue before; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION new_revenue(cx_revenue) IS
'revenue of customers who never had any; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION reactivated_revenue(cx_revenue) IS
'revenue of customers who came back; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION expansion_revenue(cx_revenue) IS
'what customers pay more than before; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION contraction_revenue(cx_revenue) IS
'what customers pay less than before, without those who left; positive; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION churned_revenue(cx_revenue) IS
'what customers who left paid before; positive; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION revenue_after(cx_revenue) IS
'recurring revenue after: before + new + reactivated + expansion - contraction - churned; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION customers_before(cx_revenue) IS
'customers with revenue before; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION customers_after(cx_revenue) IS
'customers with revenue after; 0 over no rows, NULL for NULL';
COMMENT ON FUNCTION revenue_movements(cx_revenue) IS
'customers and amount of new, reactivated, expansion, contraction and churned, a row each, losses positive; no rows for NULL';
