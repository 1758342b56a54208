-- One customer's purchases, folded into cx_rfm, and read from it. Transitions are not strict: only a NULL
-- time means skip. The forms that only raise say what is missing.

@for a in amount, t in time
CREATE FUNCTION cx_rfm_count(cx_rfm, {t.type}, {a.type}, date{t.zone_type}) RETURNS cx_rfm
AS 'MODULE_PATHNAME', '{t.refusal: cx_rfm_count_{t.symbol}_{a.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, {t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: adds an amount to its day; a NULL time, and a day after observed_until, are skipped; a NULL '
'amount is 0}';

CREATE AGGREGATE rfm_agg(at {t.type}, amount {a.type}, observed_until date{t.zone}) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg({t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: what the days of one customer brought, from rows (at, amount, observed_until{t.named}); rows '
'with a NULL at or after observed_until are skipped, a NULL amount is 0, a negative one a return; () '
'over no rows}';
@end

CREATE AGGREGATE rollup(rfm cx_rfm) (
	SFUNC = cx_rfm_add, STYPE = cx_rfm, SSPACE = -128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_rfm) IS
'the rows of all parts of a customer, whatever the split; NULLs are skipped; () over no rows';
