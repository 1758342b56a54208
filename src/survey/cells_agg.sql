-- Answers by cell, for raking. No inverse transition: sums of doubles cannot be taken apart again.

CREATE FUNCTION cx_cells_count(cx_cells, text[]) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_cells_count(cx_cells, text[]) IS
'adds an answer to its cell; a NULL cell or element is an error';

CREATE FUNCTION cx_cells_count_weighted(cx_cells, text[], double precision) RETURNS cx_cells
AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION cx_cells_count_weighted(cx_cells, text[], double precision) IS
'adds a weighted answer to its cell; a row of weight 0 is skipped, a NULL cell, element or weight an error';

CREATE AGGREGATE cell_agg(cell text[]) (
	SFUNC = cx_cells_count, STYPE = cx_cells, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cells_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cell_agg(text[]) IS
'how many answers each cell has, a cell being an array of a name for each margin; a NULL cell or element is an error; () over no rows';

CREATE AGGREGATE cell_agg(cell text[], weight double precision) (
	SFUNC = cx_cells_count_weighted, STYPE = cx_cells, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cells_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cell_agg(text[], double precision) IS
'how many answers and how much weight each cell has, a cell being an array of a name for each margin; a row of weight 0 is absent, a NULL cell, element or weight an error; () over no rows';

CREATE AGGREGATE rollup(state cx_cells) (
	SFUNC = cx_cells_add, STYPE = cx_cells, SSPACE = 8192, INITCOND = '()',
	COMBINEFUNC = cx_cells_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(cx_cells) IS
'the answers of many states as one; NULL states are skipped; () over no rows; different numbers of elements are an error';
