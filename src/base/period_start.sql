-- The first day of the period that something falls in. Not strict: a NULL period or zone is an error.

@for t in time
CREATE FUNCTION period_start(at {t.type}, period cx_period{t.zone}) RETURNS date
AS 'MODULE_PATHNAME', '{t.refusal: cx_period_start_{t.symbol}}' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION period_start({t.type}, cx_period{t.zone_type}) IS
'{t.says: first day of the period that holds {t.holds}; NULL for NULL}';
@end
