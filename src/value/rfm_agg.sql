-- One customer's purchases, folded into cx_rfm, and read from it. Transitions are not strict: only a NULL
-- time means skip. The forms that only raise say what is missing.

@for a in amount, t in time
CREATE FUNCTION cx_rfm_count(cx_rfm, {t.type}, {a.type}, date{t.zone_type}) RETURNS cx_rfm
AS 'MODULE_PATHNAME', '{t.refusal: cx_rfm_count_{t.symbol}_{a.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_rfm_count(cx_rfm, {t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: adds a purchase; a NULL time, and a day after observed_until, are skipped; a NULL amount is 0}';

CREATE AGGREGATE rfm_agg(at {t.type}, amount {a.type}, observed_until date{t.zone}) (
	SFUNC = cx_rfm_count, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rfm_agg({t.type}, {a.type}, date{t.zone_type}) IS
'{t.says: the purchases (at, amount, observed_until{t.named}) of one customer by day; rows with a NULL at or after observed_until are skipped, a NULL amount is 0; () over no rows}';
@end

CREATE AGGREGATE rollup(rfm cx_rfm) (
	SFUNC = cx_rfm_add, STYPE = cx_rfm, SSPACE = 128, INITCOND = '()',
	COMBINEFUNC = cx_rfm_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE rollup(cx_rfm) IS
'the purchases of all parts of a customer, those of one day as one; NULLs are skipped; () over no rows';

-- Accessors

CREATE FUNCTION frequency(rfm cx_rfm) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rfm_frequency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION frequency(cx_rfm) IS
'days with a purchase after the first day; NULL without any purchase';

CREATE FUNCTION recency(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_recency_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION recency(cx_rfm) IS
'days from the first purchase to the last; NULL without any purchase';

CREATE FUNCTION age(rfm cx_rfm) RETURNS integer
AS 'MODULE_PATHNAME', 'cx_rfm_age_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION age(cx_rfm) IS
'days from the first purchase to the last day observed; NULL without any purchase';

CREATE FUNCTION mean_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_mean_amount_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_amount(cx_rfm) IS
'mean amount of the days with a repeat purchase; NULL when there is none';

CREATE FUNCTION total_amount(rfm cx_rfm) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rfm_total_amount' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION total_amount(cx_rfm) IS
'amount of all purchases; NULL without any purchase';

CREATE FUNCTION first_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_first_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION first_purchase(cx_rfm) IS
'day of the first purchase; NULL without any purchase';

CREATE FUNCTION last_purchase(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_last_purchase' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION last_purchase(cx_rfm) IS
'day of the last purchase; NULL without any purchase';

CREATE FUNCTION observed_until(rfm cx_rfm) RETURNS date
AS 'MODULE_PATHNAME', 'cx_rfm_observed_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION observed_until(cx_rfm) IS
'the last day observed; NULL without any purchase';
