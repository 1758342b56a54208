-- The transitions of customers as a table

CREATE FUNCTION transition_table(
	state cx_transitions, OUT "position" integer, OUT from_step text, OUT to_step text,
	OUT transitions bigint, OUT customers bigint,
	OUT share double precision, OUT median_hours double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_transitions_table' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
ROWS 100;
COMMENT ON FUNCTION transition_table(cx_transitions) IS
'a row for each pair of steps that follow each other: how often, by how many customers, the percentage of all visits to from_step (at that position), and the median hours between, within 1 %; from_step is NULL at the begin of a journey, to_step at its end, median_hours at both; position counts from 0, NULL without a depth; no rows for no rows or NULL';
