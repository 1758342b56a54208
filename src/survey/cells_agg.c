/*
 * cells_agg.c
 *	  Folding answers into cx_cells, one cell a row, and whole states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/tupmacs.h"
#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/array.h"
#include "survey/cells_build.h"
#include "survey/weighted_scores.h"

#define WRITE_A_CELL                                                                               \
	"Write an array of an element for each margin, as in ARRAY[age, region]::text[]."

/* The names in argument 1, where they lie, of which no copy is made. */
static uint32
cell_arg(FunctionCallInfo fcinfo, CxName *cell)
{
	ArrayType *array;
	const uint8 *nulls;
	const char *at;
	int elements;

	if (PG_ARGISNULL(1))
		cx_refuse_null("cell", WRITE_A_CELL);
	array = PG_GETARG_ARRAYTYPE_P(1);
	elements = ARR_NDIM(array) == 1 ? ARR_DIMS(array)[0] : 0;
	if (elements < 1 || elements > CX_MAX_ELEMENTS)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a cell is an array of 1 to %d elements in one dimension", CX_MAX_ELEMENTS),
				errhint(WRITE_A_CELL));
	nulls = ARR_NULLBITMAP(array);
	at = cx_array_elements(array);
	for (int i = 0; i < elements; i++)
	{
		if (nulls != NULL && (nulls[i / 8] & (1 << (i % 8))) == 0)
			cx_refuse_null(
				psprintf("element %d of a cell", i + 1),
				"Name those of whom it is not known, as in coalesce(age, 'unknown'), and "
				"give them a target; or leave them out.");
		cell[i] = (CxName){VARDATA_ANY(at), (uint32) VARSIZE_ANY_EXHDR(at)};
		at = att_addlength_pointer(at, -1, at);
		at = (const char *) att_align_nominal(at, TYPALIGN_INT);
	}
	return (uint32) elements;
}

/*
 * A cell that is there already, in a flat state that is ours, where it lies: a sample has few cells, and
 * then hardly a row needs more than this.
 */
static bool
count_in_place(FunctionCallInfo fcinfo, const CxName *cell, uint32 elements, double weight)
{
	CxCells *state = (CxCells *) PG_GETARG_POINTER(0);
	uint32 found;

	if (!cx_owns_state(fcinfo) || !VARATT_IS_4B_U(state))
		return false;
	found = cx_cells_find(state, cell, elements);
	if (found == state->cells)
		return false;
	if (pg_add_s64_overflow(state->responses[found], 1, &state->responses[found]))
		cx_refuse_count_overflow("responses");
	cx_sum_add(&cx_cells_weights(state)[found], weight);
	return true;
}

static Datum
count_cell(FunctionCallInfo fcinfo, double weight)
{
	CxName cell[CX_MAX_ELEMENTS];
	uint32 elements = cell_arg(fcinfo, cell);
	CxCellsBuilder *builder;

	if (count_in_place(fcinfo, cell, elements, weight))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	builder = cx_cells_writable(fcinfo);
	cx_cells_settle(builder, elements);
	cx_cells_put(builder, cell, 1, (CxSum){weight, 0});
	return cx_cells_transition_value(builder);
}

/*
 * cx_cells_count(cx_cells, cell text[]) -> cx_cells
 * cx_cells_count_weighted(cx_cells, cell text[], weight) -> cx_cells
 *		Transition of cell_agg(): an answer of a cell. A row of weight 0 is absent, whatever its cell. A
 *		NULL state gives NULL. A NULL cell, an element that is NULL, a NULL weight: error 22004. No array
 *		of one dimension with 1 to 32 elements, or another number of them than the state has: error
 *		22023. Weights are refused as by weighted_score_agg(). Responses beyond bigint: error 22003; too
 *		many cells, or too long names: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_cells_count);
Datum
cx_cells_count(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return count_cell(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_cells_count_weighted);
Datum
cx_cells_count_weighted(PG_FUNCTION_ARGS)
{
	double weight;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	weight = cx_weight_arg(fcinfo, 2, CX_MIN_WEIGHT, CX_MAX_WEIGHT, CX_SURVEY_WEIGHT_IS);
	if (weight == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	return count_cell(fcinfo, weight);
}

/*
 * cx_cells_add(cx_cells, cx_cells) -> cx_cells
 *		Operator +, combine function of cell_agg(), and transition of rollup(). Strict. Different numbers
 *		of elements: error 22023; otherwise as for cx_cells_count.
 */
PG_FUNCTION_INFO_V1(cx_cells_add);
Datum
cx_cells_add(PG_FUNCTION_ARGS)
{
	CxCellsBuilder *builder = cx_cells_writable(fcinfo);

	cx_cells_merge(builder, PG_GETARG_CELLS(1));
	return cx_cells_transition_value(builder);
}
