-- The table of a state

CREATE FUNCTION stickiness_table(
	state cx_stickiness,
	OUT periods_active bigint, OUT customers bigint, OUT share double precision,
	OUT at_least bigint, OUT share_at_least double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_stickiness_table' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 28;

COMMENT ON FUNCTION stickiness_table(cx_stickiness) IS
'for every number of periods from 1 to those of the range: customers active in so many and in at least so many, each also in percent of all who were active in the range; rows of 0 are kept; no rows for no customers or NULL';
