-- Attainment and counts

CREATE FUNCTION sla_attainment(state cx_sla) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sla_attainment' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_attainment(cx_sla) IS
'percentage of the tickets met among those met and breached; open ones are in neither; NULL for none or NULL';

CREATE FUNCTION sla_ci(
	state cx_sla, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sla_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sla_ci(cx_sla, double precision) IS
'Wilson confidence interval for sla_attainment(), in percent; NULL for none met or breached, or NULL';

CREATE FUNCTION sla_change(
	before cx_sla, after cx_sla, level double precision DEFAULT 0.95, OUT change double precision,
	OUT low double precision, OUT high double precision, OUT z double precision,
	OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sla_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sla_change(cx_sla, cx_sla, double precision) IS
'attainment of after less that of before, in percentage points; Newcombe interval, pooled z and two-sided p, which are NULL when all or none are met; NULL when nothing is met or breached in one, or NULL';

CREATE FUNCTION sla_met(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_met' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_met(cx_sla) IS
'how many tickets were resolved within their target; 0 for no rows, NULL for NULL';

CREATE FUNCTION sla_breached(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_breached' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_breached(cx_sla) IS
'how many tickets took longer than their target, resolved or not; 0 for no rows, NULL for NULL';

CREATE FUNCTION sla_open(state cx_sla) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sla_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sla_open(cx_sla) IS
'how many tickets are not resolved and within their target so far; 0 for no rows, NULL for NULL';
