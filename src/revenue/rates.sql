-- Net and gross revenue retention, the quick ratio, rates of another length of time

CREATE FUNCTION nrr(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_nrr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION grr(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_grr' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION quick_ratio(state cx_revenue) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_quick_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION rescale_rate(rate double precision, from_days double precision, to_days double precision)
	RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rescale_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION nrr(cx_revenue) IS
'net revenue retention in percent: revenue after of the customers who had some before; NULL when nobody had';
COMMENT ON FUNCTION grr(cx_revenue) IS
'gross revenue retention in percent: the same without expansion, at most 100 and at most nrr; NULL when nobody had revenue before';
COMMENT ON FUNCTION quick_ratio(cx_revenue) IS
'(new + expansion + reactivated) / (contraction + churned) of revenue; NULL when nothing was lost';
COMMENT ON FUNCTION rescale_rate(double precision, double precision, double precision) IS
'a churn rate in percent over from_days as it is over to_days at the same pace; NULL for NULL';

@table retained name called
nrr | net
grr | gross
@end

@for r in retained, m in money
CREATE AGGREGATE {r.name}(before {m.type}, after {m.type}) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
		FINALFUNC = {r.name},
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
		MFINALFUNC = {r.name},
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE {r.name}({m.type}, {m.type}) IS
'{r.called} revenue retention in percent over one row per customer; NULL money is 0; NULL when nobody had revenue before';
@end
