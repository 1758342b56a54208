-- Movements in one pass over subscriptions: customer, when it started and ended, its recurring amount.
-- The working state holds all subscriptions, which nobody stores; the result is a cx_revenue_series.

CREATE FUNCTION cx_subscriptions_combine(internal, internal) RETURNS internal
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION cx_subscriptions_final(internal) RETURNS cx_revenue_series
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;

@table subscriber type
bigint
uuid
text
@end

-- The ends that movements compare are those of a period and of the one before, or of the one span before.
@table apart arg type by
                 |           | by period
, span integer   | , integer | over span periods, to the end of each period
@end

@table ran type zone zone_type symbol refusal says
date        |                |           | day         |                  |
timestamp   |                |           | timestamp   |                  |
timestamptz | , zone cx_zone | , cx_zone | timestamptz |                  |
date        | , zone cx_zone | , cx_zone |             | cx_zone_unwanted | always an error: a date has no zone to be cut in
timestamp   | , zone cx_zone | , cx_zone |             | cx_zone_unwanted | always an error: a local time has no zone to be cut in
@end

-- Customers that are smallint or integer are cast. A date or a local time with a zone must find its own form
-- for every type of amount, or it would be cast to timestamptz by the session's zone.

@for c in subscriber, m in money, a in apart, t in ran
CREATE FUNCTION cx_subscriptions_collect(internal, {c.type}, {t.type}, {t.type}, {m.type},
	cx_period{t.zone_type}{a.type}) RETURNS internal
AS 'MODULE_PATHNAME', '{t.refusal: cx_subscriptions_collect_{c.type}_{t.symbol}_{m.symbol}}'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, {c.type}, {t.type}, {t.type}, {m.type},
	cx_period{t.zone_type}{a.type}) IS
'{t.says: adds a subscription; NULL customer or started: skipped, NULL ended: running, NULL amount: 0}';

CREATE AGGREGATE revenue_agg(
	customer {c.type}, started {t.type}, ended {t.type}, amount {m.type}, period cx_period{t.zone}{a.arg}
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg({c.type}, {t.type}, {t.type}, {m.type}, cx_period{t.zone_type}{a.type}) IS
'{t.says: movements of recurring revenue {a.by}, from subscriptions: a customer''s are summed at the end of each, and negative amounts are discounts; NULL customer or started: skipped, NULL ended: running, NULL amount: 0; a negative sum is an error; () over no rows}';
@end

-- Only to say what is missing.

@for c in subscriber, a in apart
CREATE FUNCTION cx_subscriptions_collect(internal, {c.type}, timestamptz, timestamptz, double precision,
	cx_period{a.type}) RETURNS internal
AS 'MODULE_PATHNAME', 'cx_zone_missing' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_subscriptions_collect(internal, {c.type}, timestamptz, timestamptz, double precision,
	cx_period{a.type}) IS
'always an error: an instant needs a zone to be cut in';

CREATE AGGREGATE revenue_agg(
	customer {c.type}, started timestamptz, ended timestamptz,
	amount double precision, period cx_period{a.arg}
) (
	SFUNC = cx_subscriptions_collect, STYPE = internal, SSPACE = -1, FINALFUNC = cx_subscriptions_final,
	COMBINEFUNC = cx_subscriptions_combine, SERIALFUNC = cx_subscriptions_serialize,
		DESERIALFUNC = cx_subscriptions_deserialize,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE revenue_agg({c.type}, timestamptz, timestamptz, double precision, cx_period{a.type}) IS
'always an error: an instant needs a zone to be cut in';
@end

COMMENT ON FUNCTION cx_subscriptions_combine(internal, internal) IS
'the subscriptions of both states';
COMMENT ON FUNCTION cx_subscriptions_final(internal) IS
'the movements of the subscriptions, period by period';
