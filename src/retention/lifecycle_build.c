/*
 * lifecycle_build.c
 *	  Type cx_lifecycle in memory, while rows and states are added to it.
 *
 * Rows arrive in any order of periods. The periods seen so far are kept sorted:
 *
 *		flows:  | sorted: in order, each period once | late: as they came | room |
 *		        0                               sorted                count     room
 *
 * There are rarely gaps between them, so a period is first looked for at its distance from the first
 * one. A period that is not found goes behind the others. When there is no room left, the late ones
 * are sorted in. So the cost of a row stays logarithmic in the number of periods, whatever their order.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/interrupts.h"
#include "retention/lifecycle_build.h"

#define FIRST_ROOM 8

/*
 * From how many periods on a state is an expanded object: a flat one is copied with each new period.
 * But the object has a memory context of its own, and a hashed aggregate walks through all contexts
 * below its own with each new group, so that many groups are better off with copies.
 */
#define LONG_STATE        32
#define LONG_AMONG_GROUPS 1024
#define MANY_GROUPS       1000

static pg_attribute_always_inline void
change_flow(CxFlow *flow, int sign, int64 joined, int64 reactivated, int64 churned)
{
	if (sign > 0 ? pg_add_s64_overflow(flow->joined, joined, &flow->joined) ||
					   pg_add_s64_overflow(flow->reactivated, reactivated, &flow->reactivated) ||
					   pg_add_s64_overflow(flow->churned, churned, &flow->churned)
				 : pg_sub_s64_overflow(flow->joined, joined, &flow->joined) ||
					   pg_sub_s64_overflow(flow->reactivated, reactivated, &flow->reactivated) ||
					   pg_sub_s64_overflow(flow->churned, churned, &flow->churned))
		cx_refuse_count_overflow("customers");
}

static inline bool
nothing(const CxFlow *flow)
{
	return (flow->joined | flow->reactivated | flow->churned) == 0;
}

static int
by_number(const void *a, const void *b)
{
	int64 first = ((const CxFlow *) a)->number;
	int64 second = ((const CxFlow *) b)->number;

	return (first > second) - (first < second);
}

/*
 * Sorts the late flows in. Scratch memory is from the state's context: a sort
 * flattens values in a context that can free nothing.
 */
static void
merge_late(CxLifecycleExpanded *state)
{
	CxFlow *flows = state->flows;
	int left = state->count - state->sorted;
	int from = state->sorted;
	int to = state->count;
	CxFlow *late;

	if (left == 0)
		return;
	late = MemoryContextAlloc(state->context, left * sizeof(CxFlow));
	memcpy(late, flows + from, left * sizeof(CxFlow));
	qsort(late, left, sizeof(CxFlow), by_number);
	while (left > 0)
	{
		if (from > 0 && flows[from - 1].number > late[left - 1].number)
			flows[--to] = flows[--from];
		else
			flows[--to] = late[--left];
	}
	pfree(late);
}

/* Brings the flows into the form that is stored: sorted, each period once, no period without flows. */
static void
settle(CxLifecycleExpanded *state)
{
	CxFlow *flows = state->flows;
	int kept = 0;

	if (state->sorted < state->count || state->emptied)
	{
		merge_late(state);
		for (int i = 0; i < state->count; i++)
		{
			if (kept > 0 && flows[kept - 1].number == flows[i].number)
				change_flow(&flows[kept - 1], 1, flows[i].joined, flows[i].reactivated,
							flows[i].churned);
			else
			{
				if (kept > 0 && nothing(&flows[kept - 1]))
					kept--;
				flows[kept++] = flows[i];
			}
		}
		if (kept > 0 && nothing(&flows[kept - 1]))
			kept--;
		state->count = state->sorted = kept;
		state->emptied = false;
		CHECK_FOR_INTERRUPTS();
	}
	if (state->count > CX_LIFECYCLE_MAX_PERIODS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a cx_lifecycle holds at most %d periods", CX_LIFECYCLE_MAX_PERIODS),
				errhint("Use a longer period than '%s', or look for wrong dates.",
						cx_period_name(state->period)));
}

/* Twice the room: a state that takes in another one with many periods must not copy itself for each. */
static void
grow(CxLifecycleExpanded *state)
{
	int room = Max(2 * state->count, FIRST_ROOM);
	CxFlow *flows;

	flows = MemoryContextAlloc(state->context, room * sizeof(CxFlow));
	if (state->count > 0)
		memcpy(flows, state->flows, state->count * sizeof(CxFlow));
	if (state->flat == NULL && state->flows != NULL)
		pfree(state->flows);
	state->flat = NULL;
	state->flows = flows;
	state->room = room;
}

/* The row of a period among those in order, or NULL. */
static inline CxFlow *
find(const CxLifecycleExpanded *state, int64 number)
{
	CxFlow *flows = state->flows;
	int low = 0;
	int high = state->sorted;

	if (high == 0)
		return NULL;
	if (likely((uint64) (number - flows[0].number) < (uint64) high &&
			   flows[number - flows[0].number].number == number))
		return &flows[number - flows[0].number];
	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (flows[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low < state->sorted && flows[low].number == number ? &flows[low] : NULL;
}

/* A flow for a period that is not among the sorted ones. */
static CxFlow *
append(CxLifecycleExpanded *state, int64 number)
{
	CxFlow *flow;

	if (!cx_period_is_valid(state->period, number))
		ereport(
			ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			errmsg("the %s begins outside the range of type date", cx_period_name(state->period)));
	if (state->count == state->room)
	{
		settle(state);
		flow = find(state, number);
		if (flow != NULL)
			return flow;
		if (state->count >= state->room / 2)
			grow(state);
	}
	flow = &state->flows[state->count];
	*flow = (CxFlow){number, 0, 0, 0};
	if (state->sorted == state->count && (state->count == 0 || flow[-1].number < number))
		state->sorted++;
	state->count++;
	return flow;
}

static void
adopt_period(CxLifecycleExpanded *state, CxPeriod period)
{
	if (state->count > 0)
		settle(state);
	if (state->count > 0)
		cx_refuse_two_periods(state->period, period);
	state->period = period;
}

static pg_attribute_always_inline void
change(CxLifecycleExpanded *state, CxPeriod period, int sign, const CxFlow *by)
{
	CxFlow *flow;

	if (nothing(by))
		return;
	if (unlikely(state->period != period))
		adopt_period(state, period);
	flow = find(state, by->number);
	if (unlikely(flow == NULL))
		flow = append(state, by->number);
	change_flow(flow, sign, by->joined, by->reactivated, by->churned);
	state->emptied |= nothing(flow);
}

void
cx_lifecycle_add_state(CxLifecycleExpanded *state, const CxLifecycle *other, int sign)
{
	int count = cx_lifecycle_count(other);

	for (int i = 0; i < count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		change(state, (CxPeriod) other->period, sign, &other->flows[i]);
	}
}

void
cx_lifecycle_add_flow(CxLifecycleExpanded *state, CxPeriod period, int64 number, int64 joined,
					  int64 reactivated, int64 churned)
{
	change(state, period, 1, &(CxFlow){number, joined, reactivated, churned});
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	CxLifecycleExpanded *state = (CxLifecycleExpanded *) header;

	settle(state);
	return cx_lifecycle_size(state->count);
}

static void
write_flat(CxLifecycle *flat, const CxLifecycleExpanded *state)
{
	memset(flat, 0, offsetof(CxLifecycle, flows));
	SET_VARSIZE(flat, cx_lifecycle_size(state->count));
	flat->version = CX_LIFECYCLE_VERSION;
	flat->period = state->count > 0 ? state->period : 0;
	if (state->count > 0)
		memcpy(flat->flows, state->flows, state->count * sizeof(CxFlow));
}

static void
flatten_into(ExpandedObjectHeader *header, void *result, Size size)
{
	Assert(size == cx_lifecycle_size(((CxLifecycleExpanded *) header)->count));
	write_flat((CxLifecycle *) result, (CxLifecycleExpanded *) header);
}

static const ExpandedObjectMethods methods = {flat_size, flatten_into};

/* A flat value that may be changed in place. */
static CxLifecycleExpanded *
work_on(CxLifecycle *flat)
{
	CxLifecycleExpanded *state = palloc(sizeof(CxLifecycleExpanded));

	state->lasting = false;
	state->emptied = false;
	state->period = (CxPeriod) flat->period;
	state->context = CurrentMemoryContext;
	state->flat = flat;
	state->flows = flat->flows;
	state->count = state->sorted = state->room = cx_lifecycle_count(flat);
	return state;
}

CxLifecycleExpanded *
cx_lifecycle_writable(FunctionCallInfo fcinfo)
{
	CxLifecycle *flat;

	if (likely(cx_owns_state(fcinfo) && VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0))))
		return (CxLifecycleExpanded *) DatumGetEOHP(PG_GETARG_DATUM(0));
	flat = PG_GETARG_LIFECYCLE(0);
	if (!cx_owns_state(fcinfo) && (Pointer) flat == PG_GETARG_POINTER(0))
		flat = cx_copy_state(flat, VARSIZE(flat));
	return work_on(flat);
}

/* The context for an expanded object, or NULL where the state stays flat. */
static MemoryContext
lasting_context(FunctionCallInfo fcinfo, int count)
{
	MemoryContext context;

	if (count <= LONG_STATE || !AggCheckCallContext(fcinfo, &context))
		return NULL;
	if (IsA(fcinfo->context, AggState))
	{
		const AggState *aggregate = (const AggState *) fcinfo->context;

		if ((aggregate->aggstrategy == AGG_HASHED || aggregate->aggstrategy == AGG_MIXED) &&
			aggregate->hash_ngroups_current > MANY_GROUPS && count <= LONG_AMONG_GROUPS)
			return NULL;
	}
	return AllocSetContextCreate(context, "cx_metrics lifecycle", ALLOCSET_START_SMALL_SIZES);
}

Datum
cx_lifecycle_datum(FunctionCallInfo fcinfo, CxLifecycleExpanded *state)
{
	CxLifecycleExpanded *lasting;
	MemoryContext context;

	if (likely(state->lasting))
		return EOHPGetRWDatum(&state->header);
	settle(state);
	context = lasting_context(fcinfo, state->count);
	if (context == NULL)
	{
		if (state->flat == NULL)
		{
			CxLifecycle *flat = palloc(cx_lifecycle_size(state->count));

			write_flat(flat, state);
			return PointerGetDatum(flat);
		}
		SET_VARSIZE(state->flat, cx_lifecycle_size(state->count));
		state->flat->period = state->count > 0 ? state->period : 0;
		return PointerGetDatum(state->flat);
	}

	lasting = MemoryContextAlloc(context, sizeof(CxLifecycleExpanded));
	*lasting = *state;
	EOH_init_header(&lasting->header, &methods, context);
	lasting->lasting = true;
	lasting->context = context;
	lasting->flat = (CxLifecycle *) state->flows; /* not ours to free */
	grow(lasting);
	return EOHPGetRWDatum(&lasting->header);
}
