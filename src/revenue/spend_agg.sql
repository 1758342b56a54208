-- What one customer spent, folded into cx_spend, and read from it. Transitions are not strict: only a NULL
-- time means skip. The forms that only raise say what is missing.

@for a in amount, t in time
CREATE FUNCTION cx_spend_count(cx_spend, {t.type}, {a.type}, cx_period{t.zone_type}) RETURNS cx_spend
AS 'MODULE_PATHNAME', '{t.refusal: cx_spend_count_{t.symbol}_{a.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_spend_count(cx_spend, {t.type}, {a.type}, cx_period{t.zone_type}) IS
'{t.says: adds an amount to its day; a NULL time is skipped; a NULL amount is 0}';

CREATE AGGREGATE spend_agg(at {t.type}, amount {a.type}, period cx_period{t.zone}) (
	SFUNC = cx_spend_count, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE spend_agg({t.type}, {a.type}, cx_period{t.zone_type}) IS
'{t.says: what one customer spent, from rows (at, amount), for cohorts of a period of {t.holds}; rows with '
'a NULL at are skipped, a NULL amount is 0, a negative one a refund; () over no rows}';
@end

CREATE AGGREGATE rollup(spend cx_spend) (
	SFUNC = cx_spend_add, STYPE = cx_spend, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_spend_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_spend) IS
'the rows of all parts of a customer, whatever the split; NULLs are skipped; () over no rows';

CREATE FUNCTION total_amount(spend cx_spend) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_spend_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(cx_spend) IS
'the money of all rows, refunds taken off; NULL without a row';

CREATE FUNCTION first_purchase(spend cx_spend) RETURNS date
AS 'MODULE_PATHNAME', 'cx_spend_first_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_purchase(cx_spend) IS
'the first purchase day, whose period is the cohort; NULL when there is none';

CREATE FUNCTION last_purchase(spend cx_spend) RETURNS date
AS 'MODULE_PATHNAME', 'cx_spend_last_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_purchase(cx_spend) IS
'the last purchase day; NULL when there is none';
