-- How many answers a survey needs

CREATE FUNCTION nps_sample_size(
	margin double precision, level double precision DEFAULT 0.95, pilot cx_scores DEFAULT NULL,
	power double precision DEFAULT NULL, promoters_from integer DEFAULT NULL,
	detractors_to integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_nps_sample_size' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nps_sample_size(
	double precision, double precision, cx_scores, double precision, integer, integer
) IS
'answers for an interval of nps() of margin points to either side; with a power, answers in each of two groups to find a change of margin points so often; without a pilot for the most that answers can vary';

CREATE FUNCTION csat_sample_size(
	margin double precision, level double precision DEFAULT 0.95, pilot cx_scores DEFAULT NULL,
	power double precision DEFAULT NULL, satisfied_from integer DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_csat_sample_size' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION csat_sample_size(
	double precision, double precision, cx_scores, double precision, integer
) IS
'answers for an interval of csat() or rate() of margin percentage points to either side; with a power, answers in each of two groups to find a change of margin percentage points so often; without a pilot for a share around one half, where it takes the most';

CREATE FUNCTION ces_sample_size(
	margin double precision, low integer, high integer, level double precision DEFAULT 0.95,
	pilot cx_scores DEFAULT NULL, power double precision DEFAULT NULL
) RETURNS bigint
AS 'MODULE_PATHNAME', 'cx_ces_sample_size' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION ces_sample_size(
	double precision, integer, integer, double precision, cx_scores, double precision
) IS
'answers for an interval of ces() of margin to either side, on the scale from low to high; with a power, answers in each of two groups to find a change of margin so often; without a pilot for the most that answers can vary, half of them low and half high';
