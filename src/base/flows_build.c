/*
 * flows_build.c
 *	  States of flows in memory, while rows and states are added to them.
 *
 * Rows arrive in any order of periods. The periods seen so far are kept sorted:
 *
 *		rows:   | sorted: in order, each period once | late: as they came | room |
 *		        0                               sorted                count     room
 *
 * There are rarely gaps between them, so a period is first looked for at its distance from the first
 * one. A period that is not found goes behind the others. When there is no room left, the late ones
 * are sorted in. So the cost of a row stays logarithmic in the number of periods, whatever their order.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/flows_build.h"
#include "base/interrupts.h"

#define FIRST_ROOM 8

/*
 * From how many periods on a state is an expanded object: a flat one is copied with each new period
 * (cx_among_many_groups()).
 */
#define LONG_STATE        32
#define LONG_AMONG_GROUPS 1024

#define WIDTH(state)    CX_FLOWS_WIDTH((state)->kind->counts)
#define ROW(state, i)   (&(state)->rows[(Size) (i) *WIDTH(state)])
#define ROW_SIZE(state) (WIDTH(state) * sizeof(int64))

static int
by_number(const void *a, const void *b)
{
	int64 first = *(const int64 *) a;
	int64 second = *(const int64 *) b;

	return (first > second) - (first < second);
}

/*
 * Sorts the late rows in. Scratch memory is from the state's context: a sort
 * flattens values in a context that can free nothing.
 */
static void
merge_late(CxFlowsExpanded *state)
{
	Size size = ROW_SIZE(state);
	int width = WIDTH(state);
	int left = state->count - state->sorted;
	int from = state->sorted;
	int to = state->count;
	int64 *late;

	if (left == 0)
		return;
	late = MemoryContextAlloc(state->context, left * size);
	memcpy(late, ROW(state, from), left * size);
	qsort(late, left, size, by_number);
	while (left > 0)
	{
		if (from > 0 && ROW(state, from - 1)[0] > late[(left - 1) * width])
		{
			from--;
			to--;
			memcpy(ROW(state, to), ROW(state, from), size);
		}
		else
			memcpy(ROW(state, --to), &late[--left * width], size);
	}
	pfree(late);
}

/* Brings the rows into the form that is stored: sorted, each period once, no period without flows. */
static void
settle(CxFlowsExpanded *state)
{
	int width = WIDTH(state);
	int kept = 0;

	if (state->sorted < state->count || state->emptied)
	{
		merge_late(state);
		for (int i = 0; i < state->count; i++)
		{
			int64 *last = kept > 0 ? ROW(state, kept - 1) : NULL;
			int64 *row = ROW(state, i);

			if (last != NULL && last[0] == row[0])
				cx_flows_count_in(state->kind, width, last, 1, row + 1);
			else
			{
				if (last != NULL && cx_flows_nothing(width, last + 1))
					kept--;
				memmove(ROW(state, kept++), row, ROW_SIZE(state));
			}
		}
		if (kept > 0 && cx_flows_nothing(width, ROW(state, kept - 1) + 1))
			kept--;
		state->count = state->sorted = kept;
		state->emptied = false;
		CHECK_FOR_INTERRUPTS();
	}
	if (state->count > CX_FLOWS_MAX_PERIODS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a %s holds at most %d periods", state->kind->type, CX_FLOWS_MAX_PERIODS),
				errhint("Use a longer period than '%s', or look for wrong dates.",
						cx_period_name(state->period)));
}

/* Twice the room: a state that takes in another one with many periods must not copy itself for each. */
static void
grow(CxFlowsExpanded *state)
{
	int room = Max(2 * state->count, FIRST_ROOM);
	int64 *rows;

	rows = MemoryContextAlloc(state->context, room * ROW_SIZE(state));
	if (state->count > 0)
		memcpy(rows, state->rows, state->count * ROW_SIZE(state));
	if (state->flat == NULL && state->rows != NULL)
		pfree(state->rows);
	state->flat = NULL;
	state->rows = rows;
	state->room = room;
}

/* The row of a period among those in order, or NULL. */
static int64 *
find(const CxFlowsExpanded *state, int64 number)
{
	int low = 0;
	int high = state->sorted;

	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (ROW(state, middle)[0] < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < state->sorted && ROW(state, low)[0] == number ? ROW(state, low) : NULL;
}

/* The row of a period that is not where cx_flows_change() looks first; a new one if need be. */
int64 *
cx_flows_row(CxFlowsExpanded *state, int64 number)
{
	int64 *row = find(state, number);

	if (row != NULL)
		return row;
	if (!cx_period_is_valid(state->period, number))
		ereport(
			ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			errmsg("the %s begins outside the range of type date", cx_period_name(state->period)));
	if (state->count == state->room)
	{
		settle(state);
		row = find(state, number);
		if (row != NULL)
			return row;
		if (state->count >= state->room / 2)
			grow(state);
	}
	row = ROW(state, state->count);
	memset(row, 0, ROW_SIZE(state));
	row[0] = number;
	if (state->sorted == state->count &&
		(state->count == 0 || ROW(state, state->count - 1)[0] < number))
		state->sorted++;
	state->count++;
	return row;
}

void
cx_flows_adopt_period(CxFlowsExpanded *state, CxPeriod period)
{
	if (state->count > 0)
		settle(state);
	if (state->count > 0)
		cx_refuse_two_periods(state->period, period);
	state->period = period;
}

void
cx_refuse_two_graces(int a, int b)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("periods of grace differ: %d and %d", a, b),
			errhint("Use one grace for all rows, and GROUP BY it where there are several."));
}

void
cx_flows_set_grace(CxFlowsExpanded *state, int grace)
{
	if (state->grace == grace)
		return;
	if (state->count > 0)
		settle(state);
	if (state->count > 0)
		cx_refuse_two_graces(state->grace, grace);
	state->grace = grace;
}

void
cx_flows_add_state(CxFlowsExpanded *state, const CxFlows *other, int sign)
{
	int width = WIDTH(state);
	int count = cx_flows_count(width, other);

	if (count > 0)
		cx_flows_set_grace(state, other->grace);
	for (int i = 0; i < count; i++)
	{
		const int64 *row = &other->rows[(Size) i * width];

		CX_CHECK_INTERRUPTS(i);
		cx_flows_change(state, width, (CxPeriod) other->period, row[0], sign, row + 1);
	}
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	CxFlowsExpanded *state = (CxFlowsExpanded *) header;

	settle(state);
	return cx_flows_size(WIDTH(state), state->count);
}

static void
write_flat(CxFlows *flat, const CxFlowsExpanded *state)
{
	memset(flat, 0, offsetof(CxFlows, rows));
	SET_VARSIZE(flat, cx_flows_size(WIDTH(state), state->count));
	flat->version = CX_FLOWS_VERSION;
	flat->period = state->count > 0 ? state->period : 0;
	flat->grace = state->count > 0 ? (uint16) state->grace : 0;
	if (state->count > 0)
		memcpy(flat->rows, state->rows, state->count * ROW_SIZE(state));
}

static void
flatten_into(ExpandedObjectHeader *header, void *result, Size size)
{
	Assert(size ==
		   cx_flows_size(WIDTH((CxFlowsExpanded *) header), ((CxFlowsExpanded *) header)->count));
	write_flat((CxFlows *) result, (CxFlowsExpanded *) header);
}

static const ExpandedObjectMethods methods = {flat_size, flatten_into};

/* A flat value that may be changed in place. */
static CxFlowsExpanded *
work_on(CxFlows *flat, const CxFlowsKind *kind)
{
	CxFlowsExpanded *state = palloc(sizeof(CxFlowsExpanded));

	state->kind = kind;
	state->lasting = false;
	state->emptied = false;
	state->period = (CxPeriod) flat->period;
	state->grace = flat->grace;
	state->context = CurrentMemoryContext;
	state->flat = flat;
	state->rows = flat->rows;
	state->count = state->sorted = state->room = cx_flows_count(WIDTH(state), flat);
	return state;
}

CxFlowsExpanded *
cx_flows_writable(FunctionCallInfo fcinfo, const CxFlowsKind *kind)
{
	CxFlows *flat;

	if (likely(cx_owns_state(fcinfo) && VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0))))
		return (CxFlowsExpanded *) DatumGetEOHP(PG_GETARG_DATUM(0));
	flat = PG_GETARG_FLOWS(0);
	if (!cx_owns_state(fcinfo) && (Pointer) flat == PG_GETARG_POINTER(0))
		flat = cx_copy_state(flat, VARSIZE(flat));
	return work_on(flat, kind);
}

CxFlowsExpanded *
cx_flows_begin(const CxFlowsKind *kind)
{
	CxFlowsExpanded *state = palloc0(sizeof(CxFlowsExpanded));

	state->kind = kind;
	state->context = CurrentMemoryContext;
	return state;
}

CxFlows *
cx_flows_value(CxFlowsExpanded *state)
{
	CxFlows *flat;

	settle(state);
	flat = palloc(cx_flows_size(WIDTH(state), state->count));
	write_flat(flat, state);
	return flat;
}

/* The context for an expanded object, or NULL where the state stays flat. */
static MemoryContext
lasting_context(FunctionCallInfo fcinfo, int count)
{
	MemoryContext context;

	if (count <= LONG_STATE || !AggCheckCallContext(fcinfo, &context))
		return NULL;
	if (count <= LONG_AMONG_GROUPS && cx_among_many_groups(fcinfo))
		return NULL;
	return AllocSetContextCreate(context, "cx_metrics flows", ALLOCSET_START_SMALL_SIZES);
}

Datum
cx_flows_datum(FunctionCallInfo fcinfo, CxFlowsExpanded *state)
{
	CxFlowsExpanded *lasting;
	MemoryContext context;

	if (likely(state->lasting))
		return EOHPGetRWDatum(&state->header);
	settle(state);
	context = lasting_context(fcinfo, state->count);
	if (context == NULL)
	{
		if (state->flat == NULL)
		{
			CxFlows *flat = palloc(cx_flows_size(WIDTH(state), state->count));

			write_flat(flat, state);
			return PointerGetDatum(flat);
		}
		SET_VARSIZE(state->flat, cx_flows_size(WIDTH(state), state->count));
		state->flat->period = state->count > 0 ? state->period : 0;
		state->flat->grace = state->count > 0 ? (uint16) state->grace : 0;
		return PointerGetDatum(state->flat);
	}

	lasting = MemoryContextAlloc(context, sizeof(CxFlowsExpanded));
	*lasting = *state;
	EOH_init_header(&lasting->header, &methods, context);
	lasting->lasting = true;
	lasting->context = context;
	lasting->flat = (CxFlows *) state->rows; /* not ours to free */
	grow(lasting);
	return EOHPGetRWDatum(&lasting->header);
}
