-- Subscriptions [started, ended), one a row, as flows of customers. Not strict: a NULL period or zone is
-- an error. A state is bounded by its periods, not by its rows; SSPACE is that of some thirty periods.

@table step name does
subscribe   | adds a subscription to a state
unsubscribe | takes a subscription from a state
@end

@for d in step, t in time
CREATE FUNCTION cx_lifecycle_{d.name}(
	cx_lifecycle, {t.type}, {t.type}, cx_period{t.zone_type}
) RETURNS cx_lifecycle
AS 'MODULE_PATHNAME', '{t.refusal: cx_lifecycle_{d.name}_{t.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_lifecycle_{d.name}(cx_lifecycle, {t.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: {d.does}; a NULL start is skipped, a NULL or infinite end is open}';
@end

@for t in time
CREATE AGGREGATE subscription_agg(
	started {t.type}, ended {t.type}, period cx_period{t.zone}
) (
	SFUNC = cx_lifecycle_subscribe, STYPE = cx_lifecycle, INITCOND = '()', COMBINEFUNC = cx_lifecycle_add,
	MSFUNC = cx_lifecycle_subscribe, MINVFUNC = cx_lifecycle_unsubscribe, MSTYPE = cx_lifecycle,
		MINITCOND = '()',
	SSPACE = 1024, MSSPACE = 1024,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE subscription_agg({t.type}, {t.type}, cx_period{t.zone_type}) IS
'{t.says: subscriptions, one a row, new and churned in each period, by [started, ended); a NULL start is skipped, a NULL or infinite end is open; () over no rows}';
@end
