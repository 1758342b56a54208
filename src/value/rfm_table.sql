-- The rows of a cx_rfm_set

CREATE FUNCTION rfm_table(
	customers cx_rfm_set,
	OUT customer bigint, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_table(cx_rfm_set) IS
'customers of type bigint in order, with purchase days after the first, days from the first to the last '
'and to the end of observation, and the mean amount of those after the first, NULL without one; '
'customers without a purchase day have no row';

CREATE FUNCTION rfm_uuid_table(
	customers cx_rfm_set,
	OUT customer uuid, OUT frequency bigint, OUT recency integer, OUT age integer,
	OUT mean_amount double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_rfm_uuid_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10000;
COMMENT ON FUNCTION rfm_uuid_table(cx_rfm_set) IS
'the same for customers of type uuid';
