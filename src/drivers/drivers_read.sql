-- Figures from a state of drivers.

CREATE FUNCTION responses(state cx_drivers) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_drivers_responses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION responses(cx_drivers) IS
'rows without a NULL, and with a weight where there are weights; 0 for no rows, NULL for NULL';

CREATE FUNCTION rows_left_out(state cx_drivers) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_drivers_left_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION rows_left_out(cx_drivers) IS
'rows left out because the overall score or a driver was NULL; 0 for no rows, NULL for NULL';

CREATE FUNCTION r_squared(state cx_drivers) RETURNS double precision
AS 'MODULE_PATHNAME', 'cx_drivers_r_squared' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION r_squared(cx_drivers) IS
'fraction of the variance of the overall score that all drivers together explain, 0 to 1; NULL for not more responses than drivers, for an overall score that does not vary, or NULL; a driver that is constant or follows from others is an error';

CREATE FUNCTION relative_weights(
	state cx_drivers, names text[] DEFAULT NULL,
	OUT driver text, OUT responses bigint, OUT mean double precision, OUT correlation double precision,
	OUT coefficient double precision, OUT raw_weight double precision, OUT share double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_drivers_weights' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;
COMMENT ON FUNCTION relative_weights(cx_drivers, text[]) IS
'for each driver its mean, its correlation with the overall score, its coefficient in the regression on all drivers, in points of the overall score for one of the driver, its part of R squared (Johnson''s relative weight), and that part in % of R squared; NULL but for the mean where R squared is; no rows for no responses or NULL; a driver that is constant or follows from others is an error that names it';

CREATE FUNCTION relative_weights(
	parts cx_drivers[], names text[] DEFAULT NULL, level double precision DEFAULT 0.95,
	OUT driver text, OUT responses bigint, OUT mean double precision, OUT correlation double precision,
	OUT coefficient double precision, OUT raw_weight double precision, OUT share double precision,
	OUT low double precision, OUT high double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_drivers_parts_weights' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 10;
COMMENT ON FUNCTION relative_weights(cx_drivers[], text[], double precision) IS
'the relative weights of all parts together, with an interval of the share by the delete-a-group jackknife over the parts, which are of about equal size and hold different customers; low and high are NULL for fewer than two parts with responses, and low may be below 0';
