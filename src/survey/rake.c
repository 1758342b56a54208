/*
 * rake.c
 *	  Survey weights from margins.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/names_text.h"
#include "base/rows.h"
#include "math/raking.h"
#include "survey/cells.h"
#include "survey/targets.h"

#define COLUMNS 4

/* How many names a message has. */
#define SHOWN 5

typedef struct Table
{
	CxCells *state; /* NULL: no rows */
	uint32 firsts[CX_MAX_ELEMENTS];
	double *weights;
	uint32 next;
} Table;

static void *
allocate(Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 1));
}

/* ----- names that do not fit ----- */

/* A few names, each with something about it, and how many there are. */
typedef struct Names
{
	StringInfoData list;
	uint32 count;
} Names;

/* As much of a name as a message has room for. */
static int
shown_length(CxName name)
{
	return pg_mbcliplen(name.bytes, (int) name.length, 60);
}

static void
note(Names *names, CxName name, const char *about)
{
	if (names->count == 0)
		initStringInfo(&names->list);
	if (names->count < SHOWN)
		appendStringInfo(&names->list, "%s\"%.*s\" (%s)", names->count > 0 ? ", " : "",
						 shown_length(name), name.bytes, about);
	else if (names->count == SHOWN)
		appendStringInfoString(&names->list, ", ...");
	names->count++;
}

/* Answers of each category of a margin. */
static int64 *
count_margin(const CxCells *state, uint32 margin)
{
	const uint32 *code = cx_cells_codes(state) + margin;
	int64 *responses = palloc0(cx_cells_counts(state)[margin] * sizeof(int64));

	for (uint32 c = 0; c < state->cells; c++, code += state->elements)
	{
		CX_CHECK_INTERRUPTS(c);
		responses[*code] += state->responses[c];
	}
	return responses;
}

static void
check_known(const CxCells *state, uint32 element, uint32 first, const CxMargin *margin)
{
	int64 *responses = NULL;
	Names names = {.count = 0};

	for (uint32 k = 0; k < cx_cells_counts(state)[element]; k++)
	{
		CxName name = cx_cells_name(state, first + k);

		CX_CHECK_INTERRUPTS(k);
		if (cx_names_find(&margin->names, name) < margin->names.count)
			continue;
		if (responses == NULL)
			responses = count_margin(state, element);
		note(&names, name, psprintf("responses: " INT64_FORMAT, responses[k]));
	}
	if (names.count > 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("names of element %u have no target: %s", element + 1, names.list.data),
				errhint("Give each of them a target, name them as the targets do, or leave those "
						"answers out."));
}

static void
check_not_empty(const CxCells *state, uint32 element, uint32 first, const CxMargin *margin)
{
	CxNames ours = {NULL};
	Names names = {.count = 0};

	for (uint32 k = 0; k < cx_cells_counts(state)[element]; k++)
	{
		CX_CHECK_INTERRUPTS(k);
		cx_names_add(&ours, cx_cells_name(state, first + k));
	}
	for (uint32 k = 0; k < margin->names.count; k++)
	{
		CX_CHECK_INTERRUPTS(k);
		if (margin->target[k] > 0 && cx_names_find(&ours, margin->names.names[k]) == ours.count)
			note(&names, margin->names.names[k],
				 psprintf("target: %s", cx_shortest_decimal(margin->target[k])));
	}
	if (names.count > 0)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("targets of element %u have no responses: %s", element + 1, names.list.data),
			errhint("No weight makes up for nobody: put them together with others, in the targets "
					"and in the cells."));
	cx_names_free(&ours);
}

/* What each category of a margin is to be, of all responses. */
static double *
scaled_targets(const CxCells *state, uint32 element, uint32 first, const CxMargin *margin,
			   double total)
{
	uint32 count = cx_cells_counts(state)[element];
	double *target = allocate(count * sizeof(double));

	for (uint32 k = 0; k < count; k++)
	{
		CX_CHECK_INTERRUPTS(k);
		target[k] = margin->target[cx_names_find(&margin->names, cx_cells_name(state, first + k))] /
					margin->total * total;
	}
	return target;
}

/* ----- arguments ----- */

static double
tolerance_arg(FunctionCallInfo fcinfo, int argno)
{
	double tolerance;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("tolerance", "It is how far a sum may be off its target, relative to it: "
									"0.000001, or leave it out.");
	tolerance = PG_GETARG_FLOAT8(argno);
	if (!(tolerance >= 1e-14 && tolerance < 1))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("tolerance %s is not between 1e-14 and 1", cx_shortest_decimal(tolerance)),
				errhint("It is how far a sum may be off its target, relative to it."));
	return tolerance;
}

static int
rounds_arg(FunctionCallInfo fcinfo, int argno)
{
	int rounds;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("max_rounds", "Write how many rounds there may be, or leave it out.");
	rounds = PG_GETARG_INT32(argno);
	if (rounds < 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("max_rounds %d is not positive", rounds),
				errhint("Write how many rounds there may be, or leave it out."));
	return rounds;
}

static void
limit_args(FunctionCallInfo fcinfo, int argno, double *lowest, double *highest)
{
	*lowest = PG_ARGISNULL(argno) ? 0 : PG_GETARG_FLOAT8(argno);
	*highest = PG_ARGISNULL(argno + 1) ? INFINITY : PG_GETARG_FLOAT8(argno + 1);
	if (!(*lowest >= 0 && *lowest <= 1))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("lowest %s is not between 0 and 1", cx_shortest_decimal(*lowest)),
				errhint("It is the lowest weight of an answer; their mean is 1."));
	if (!(*highest >= 1))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("highest %s is not 1 or more", cx_shortest_decimal(*highest)),
				errhint("It is the highest weight of an answer; their mean is 1."));
}

/* ----- raking ----- */

pg_noreturn static void
refuse_gap(const CxCells *state, const CxRaking *raking, CxRaked raked, const uint32 *firsts)
{
	CxName name = cx_cells_name(state, firsts[raked.margin] + raked.category);
	double target = raking->target[raked.margin][raked.category];
	const char *gap = isinf(raked.gap) ? "" : psprintf(", a gap of %.3g %%", 100 * raked.gap);

	ereport(
		ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		errmsg("raking has not come to the targets after %d rounds", raked.rounds),
		errdetail("Farthest is \"%.*s\" of element %d: it weighs %.6g where its target is %.6g%s.",
				  shown_length(name), name.bytes, (int) raked.margin + 1, raked.sum, target, gap),
		errhint("Wider limits, a larger tolerance or more rounds may get there; where cells are "
				"missing that the targets ask for, put categories together."));
}

static void
rake(FunctionCallInfo fcinfo, Table *table)
{
	CxCells *state = table->state;
	CxTargets targets = cx_targets_arg(fcinfo, 1);
	CxRaking raking = {.tolerance = tolerance_arg(fcinfo, 2), .max_rounds = rounds_arg(fcinfo, 3)};
	const double *target[CX_MAX_ELEMENTS];
	double responses = 0;
	double base = 0;
	uint32 most = 0;
	double *sums;
	CxRaked raked;

	limit_args(fcinfo, 4, &raking.lowest, &raking.highest);
	if (state == NULL || state->cells == 0)
		return;
	if (targets.count != state->elements)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("targets are of %u elements, cells of %u", targets.count, state->elements),
				errhint("Targets have an object for each element of the cells, in their order."));
	cx_cells_firsts(state, table->firsts);
	for (uint32 c = 0; c < state->cells; c++)
	{
		CX_CHECK_INTERRUPTS(c);
		responses += (double) state->responses[c];
		base += cx_cells_weights(state)[c].high;
	}
	for (uint32 i = 0; i < state->elements; i++)
	{
		check_known(state, i, table->firsts[i], &targets.margins[i]);
		check_not_empty(state, i, table->firsts[i], &targets.margins[i]);
		target[i] = scaled_targets(state, i, table->firsts[i], &targets.margins[i], responses);
		most = Max(most, cx_cells_counts(state)[i]);
	}
	raking.cells = state->cells;
	raking.margins = state->elements;
	raking.codes = cx_cells_codes(state);
	raking.responses = state->responses;
	raking.categories = cx_cells_counts(state);
	raking.target = target;
	sums = allocate(most * sizeof(double));
	table->weights = allocate(state->cells * sizeof(double));
	for (uint32 c = 0; c < state->cells; c++)
	{
		CX_CHECK_INTERRUPTS(c);
		table->weights[c] = cx_cells_weights(state)[c].high / base * responses;
	}
	raked = cx_rake(&raking, table->weights, sums, &cx_interrupts);
	if (!raked.converged)
		refuse_gap(state, &raking, raked, table->firsts);
}

/* ----- rows ----- */

/* The next row; false when there is none. */
static bool
next_row(Table *table, Datum *values)
{
	const CxCells *state = table->state;
	Datum cell[CX_MAX_ELEMENTS];
	uint32 c = table->next;

	if (state == NULL || c == state->cells)
		return false;
	table->next++;
	for (uint32 i = 0; i < state->elements; i++)
	{
		CxName name = cx_cells_name(
			state, table->firsts[i] + cx_cells_codes(state)[(Size) c * state->elements + i]);

		cell[i] = PointerGetDatum(cstring_to_text_with_len(name.bytes, (int) name.length));
	}
	values[0] = PointerGetDatum(
		construct_array(cell, (int) state->elements, TEXTOID, -1, false, TYPALIGN_INT));
	values[1] = Int64GetDatum(state->responses[c]);
	values[2] = Float8GetDatum(table->weights[c] / cx_cells_weights(state)[c].high);
	values[3] = Float8GetDatum(table->weights[c]);
	return true;
}

static void
fill_rows(FunctionCallInfo fcinfo)
{
	Table table = {.state = PG_ARGISNULL(0) ? NULL : PG_GETARG_CELLS(0)};
	Tuplestorestate *store;
	MemoryContext row;
	MemoryContext caller;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	rake(fcinfo, &table);
	store = cx_rows_kept(fcinfo, table.state == NULL ? 0 : table.state->cells, 2 * COLUMNS);
	row = AllocSetContextCreate(CurrentMemoryContext, "row of rake", ALLOCSET_SMALL_SIZES);
	caller = MemoryContextSwitchTo(row);
	while (next_row(&table, values))
	{
		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(store, ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc, values, nulls);
		MemoryContextReset(row);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(row);
}

/*
 * rake(cx_cells, targets json, tolerance, max_rounds, lowest, highest) -> set of (cell text[], responses
 * bigint, factor, weight)
 *		A row for each cell: weight, the sum of the weights of its answers, such that the sums over each
 *		margin are the targets, scaled to the responses; factor, what the weight of each answer is
 *		multiplied by for that, which is the weight of an answer where none was given. lowest and highest
 *		bound weight / responses, whose mean is 1; NULL is no limit. No rows for a NULL or empty state.
 *		Targets: targets.h. Another number of margins, names without a target, targets above 0 without an
 *		answer, sums that are not within tolerance of the targets after max_rounds: error 22023. A NULL
 *		tolerance or max_rounds: error 22004; outside 1e-14 to 1, below 1, limits that 1 is not between:
 *		error 22023.
 */
PG_FUNCTION_INFO_V1(cx_cells_rake);
Datum
cx_cells_rake(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	if (cx_rows_in_from(fcinfo))
	{
		fill_rows(fcinfo);
		return (Datum) 0;
	}
	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
		Table *table = rows.call->user_fctx;

		/* the argument may be gone by the second call */
		if (!PG_ARGISNULL(0))
			table->state = (CxCells *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		rake(fcinfo, table);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	if (!next_row(call->user_fctx, values))
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
