-- Survey weights from margins

CREATE FUNCTION rake(
	cells cx_cells, targets json, tolerance double precision DEFAULT 1e-6,
	max_rounds integer DEFAULT 1000, lowest double precision DEFAULT NULL,
	highest double precision DEFAULT NULL,
	OUT cell text[], OUT responses bigint, OUT factor double precision, OUT weight double precision
) RETURNS SETOF record
AS 'MODULE_PATHNAME', 'cx_cells_rake' LANGUAGE C IMMUTABLE PARALLEL SAFE
ROWS 100;
COMMENT ON FUNCTION rake(cx_cells, json, double precision, integer, double precision, double precision) IS
'one row for each cell: answers, the factor for the weight of each of them, which is its weight where it had none, and the sum of their weights; such that the sums of each margin are as its targets, a json array of an object of numbers for each element of cell, and all sum to the answers; an error where that is not reached within tolerance, relative, after max_rounds; lowest and highest bound the mean weight of a cell''s answers, that of all being 1; no rows for no answers or NULL';
