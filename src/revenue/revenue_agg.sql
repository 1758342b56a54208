-- Aggregates over one row per customer: recurring revenue before and after. Money is smallint, integer,
-- bigint, numeric or double precision, and its sums are exact in all of them. The aggregates over the same
-- arguments share one transition, hence one pass.

@table ever arg type symbol null_rule says
                      |           |       |                          | state of customers with their recurring revenue before and after, one row each; NULL money is 0; () over no rows
, ever_before boolean | , boolean | _ever | , NULL ever_before false | the same, telling customers who come back from new ones: NULL ever_before is false; () over no rows
@end

-- Transitions and their inverses are not strict: NULL money is 0.

@for m in money, e in ever
CREATE FUNCTION cx_revenue_count(cx_revenue, {m.type}, {m.type}{e.type}) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_count{e.symbol}_{m.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_revenue_uncount(cx_revenue, {m.type}, {m.type}{e.type}) RETURNS cx_revenue
AS 'MODULE_PATHNAME', 'cx_revenue_uncount{e.symbol}_{m.symbol}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_revenue_count(cx_revenue, {m.type}, {m.type}{e.type}) IS
'adds a customer to a state; NULL money is 0{e.null_rule}';
COMMENT ON FUNCTION cx_revenue_uncount(cx_revenue, {m.type}, {m.type}{e.type}) IS
'takes a customer from a state; NULL money is 0{e.null_rule}';

CREATE AGGREGATE revenue_agg(before {m.type}, after {m.type}{e.arg}) (
	SFUNC = cx_revenue_count, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_count, MINVFUNC = cx_revenue_uncount, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg({m.type}, {m.type}{e.type}) IS
'{e.says}';
@end

CREATE AGGREGATE rollup(state cx_revenue) (
	SFUNC = cx_revenue_add, STYPE = cx_revenue, INITCOND = '()', COMBINEFUNC = cx_revenue_add,
	MSFUNC = cx_revenue_add, MINVFUNC = cx_revenue_subtract, MSTYPE = cx_revenue, MINITCOND = '()',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_revenue) IS
'the customers of many states as one; NULL states are skipped; () over no rows';
