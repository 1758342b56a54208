-- Costs and returns. Money in any numeric type arrives as double precision.

CREATE FUNCTION retention_cost(spend double precision, retained double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_retention_cost' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION retention_cost(double precision, double precision) IS
'customer retention cost: what was spent on keeping customers / customers kept, in the currency of spend; NULL when none was kept, or NULL';

CREATE FUNCTION cx_roi(gain double precision, cost double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_roi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cx_roi(double precision, double precision) IS
'return on customer experience: (gain - cost) / cost in percent; -100 when all is lost; NULL without cost, or NULL';
