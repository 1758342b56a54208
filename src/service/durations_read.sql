-- Figures from a state. Hours are those of the clock that the durations were measured by.

CREATE FUNCTION duration_count(state cx_durations) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_durations_number' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION duration_count(cx_durations) IS
'how many durations; 0 for no rows, NULL for NULL';

CREATE FUNCTION mean_hours(state cx_durations) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_mean_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION mean_hours(cx_durations) IS
'mean duration in hours, exact; NULL for no rows or NULL';

CREATE FUNCTION median_hours(state cx_durations) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_median_hours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION median_hours(cx_durations) IS
'shortest duration in hours, within 1 %, that at least half of them do not exceed; NULL for no rows or NULL';

CREATE FUNCTION quantile_hours(state cx_durations, p double precision) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_quantile_hours' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION quantile_hours(cx_durations, double precision) IS
'shortest duration in hours, within 1 %, that at least a fraction p of them, 0 to 1, do not exceed, as percentile_disc; p of 0 and 1 are the shortest and the longest; NULL for no rows or NULL';

CREATE FUNCTION share_within(state cx_durations, bound interval) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_durations_share_within' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_within(cx_durations, interval) IS
'% of the durations that are at most bound: exact at every whole minute to 256 and at 5, 6, 8, 10, 12, 16, 24, 36, 48, 72, 96 and 120 hours, elsewhere linear in the bucket that bound falls into; NULL for no rows or NULL';

CREATE FUNCTION share_within_bounds(
	state cx_durations, bound interval, OUT low double precision, OUT high double precision
) AS 'MODULE_PATHNAME', 'cx_durations_share_within_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION share_within_bounds(cx_durations, interval) IS
'between which % the share lies for certain of durations that are at most bound, equal where share_within is exact; NULL for no rows or NULL';
