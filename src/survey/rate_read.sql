-- The rate and the counts of a state

CREATE FUNCTION rate(state cx_rate) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_rate_percent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate(cx_rate) IS
'percentage of the trials that were successes; NULL for no trials';

CREATE FUNCTION rate_ci(
	state cx_rate, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_rate_percent_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_ci(cx_rate, double precision) IS
'Wilson confidence interval for rate(), in percent; NULL for no trials or NULL';

CREATE FUNCTION rate_change(
	before cx_rate, after cx_rate, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_rate_percent_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_change(cx_rate, cx_rate, double precision) IS
'rate of after less rate of before, in percentage points, of different customers; Newcombe interval, pooled z and two-sided p, which are NULL when all or none of the trials are successes; NULL when a state is empty or NULL';

CREATE FUNCTION successes(state cx_rate) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rate_successes' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION successes(cx_rate) IS
'how often the condition held; 0 for no rows, NULL for NULL';

CREATE FUNCTION trials(state cx_rate) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_rate_trials' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION trials(cx_rate) IS
'how often the condition was true or false; 0 for no rows, NULL for NULL';
