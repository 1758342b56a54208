-- What only a sample has, and the rate of one

CREATE FUNCTION clusters(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_clusters' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION clusters(cx_sample) IS
'how many clusters a sample has, those without answers included; 0 for no rows, NULL for NULL';

CREATE FUNCTION strata(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_strata' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION strata(cx_sample) IS
'how many strata a sample has, 1 before strata_agg(); 0 for no rows, NULL for NULL';

CREATE FUNCTION lonely_strata(state cx_sample) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_sample_lonely_strata' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION lonely_strata(cx_sample) IS
'how many strata have a single cluster that is not all of their population: with one or more there are no errors; 0 before strata_agg() and for no rows, NULL for NULL';

CREATE FUNCTION rate(state cx_sample) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_sample_rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rate(cx_sample) IS
'percentage of the trials that were successes, of a sample of cx_rate; NULL for no trials';

CREATE FUNCTION rate_ci(
	state cx_sample, level double precision DEFAULT 0.95,
	OUT low double precision, OUT high double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_rate_ci' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_ci(cx_sample, double precision) IS
'Wilson confidence interval for rate() of a sample, in percent, with the effective number of trials of Korn and Graubard; NULL for no trials, for no more clusters with answers than strata or NULL';

CREATE FUNCTION rate_change(
	before cx_sample, after cx_sample, level double precision DEFAULT 0.95,
	OUT change double precision, OUT low double precision, OUT high double precision,
	OUT z double precision, OUT p_value double precision
) RETURNS record
AS 'MODULE_PATHNAME', 'cx_sample_rate_change' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION rate_change(cx_sample, cx_sample, double precision) IS
'rate of after less rate of before, samples of different customers, in percentage points; Newcombe interval, pooled z and two-sided p with the effective numbers of trials, at that level; NULL when a state is empty or NULL';
