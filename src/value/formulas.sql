-- Lifetime value without a model

CREATE FUNCTION clv_simple(margin double precision, churn double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_simple' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_simple(double precision, double precision) IS
'margin of a period / churn in percent of it; NULL without churn, when it is infinite';

CREATE FUNCTION clv_geometric(margin double precision, retention double precision, discount double precision)
	RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_clv_geometric' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clv_geometric(double precision, double precision, double precision) IS
'margin * r / (1 + d - r), the first margin one period ahead; retention in percent and discount as a fraction, of one period; NULL when it is infinite';
