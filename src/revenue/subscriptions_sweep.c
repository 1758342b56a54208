/*
 * subscriptions_sweep.c
 *	  From subscriptions to movements: one sweep over each customer's beginnings and ends.
 *
 * A customer's revenue at the end of a period is the sum of the subscriptions that run then, discounts
 * with negative amounts among them. It changes only where one of them begins or ends, so that time
 * costs nothing and every subscription two steps, however long it runs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/fmgrprotos.h"

#include "base/period_text.h"
#include "revenue/subscriptions.h"

typedef struct Sweep
{
	const CxSubscriptions *state;
	/* where a period's flows are: by distance from the lowest, or by place among all in use */
	int32 *slots; /* -1 while there are none */
	int64 slot_count;
	int32 *in_use; /* NULL when slots go by distance */
	CxRevenueCell *cells;
	int64 cell_count;
	int64 cell_capacity;
	/* beginnings and ends of the customer's subscriptions */
	int64 *steps;
	int64 step_capacity;
} Sweep;

/*
 * By period, and what ends before what begins: without discounts no sum on the way to the end of a
 * period is larger than what the customer pays then.
 */
#define BEGINS                      INT64CONST(0x80000000)
#define STEP(period, index, begins) ((int64) (period) *INT64CONST(0x100000000) + (begins) + (index))
#define STEP_PERIOD(step)           ((int32) ((step) >> 32))
#define STEP_INDEX(step)            ((step) & (BEGINS - 1))
#define STEP_BEGINS(step)           (((step) &BEGINS) != 0)

#define ST_SORT          sort_steps
#define ST_ELEMENT_TYPE  int64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT          sort_periods
#define ST_ELEMENT_TYPE  int32
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * Periods mostly lie close together. Where they do not (a subscription in the year 5000 by mistake,
 * by day), the ones in use are listed instead of all between.
 */
static void
make_slots(Sweep *sweep)
{
	const CxSubscriptions *state = sweep->state;
	int64 span = (int64) state->high - state->low + 1;

	if (span <= 64 + 4 * state->count)
		sweep->slot_count = span;
	else
	{
		int32 *in_use =
			MemoryContextAllocHuge(CurrentMemoryContext, 2 * state->count * sizeof(int32));
		int64 count = 0, distinct = 1;

		for (int64 i = 0; i < state->count; i++)
		{
			const CxSubscription *subscription = cx_subscription_at(state, i);

			in_use[count++] = subscription->first;
			if (subscription->stop != CX_OPEN)
				in_use[count++] = subscription->stop;
		}
		sort_periods(in_use, (size_t) count);
		for (int64 i = 1; i < count; i++)
			if (in_use[i] != in_use[distinct - 1])
				in_use[distinct++] = in_use[i];
		sweep->in_use = in_use;
		sweep->slot_count = distinct;
	}
	sweep->slots = MemoryContextAllocHuge(CurrentMemoryContext, sweep->slot_count * sizeof(int32));
	memset(sweep->slots, 0xff, sweep->slot_count * sizeof(int32));
}

static int64
slot_of(const Sweep *sweep, int32 period)
{
	int64 low = 0, high = sweep->slot_count - 1;

	if (likely(sweep->in_use == NULL))
		return (int64) period - sweep->state->low;
	while (low < high)
	{
		int64 middle = (low + high) / 2;

		if (sweep->in_use[middle] < period)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static CxFlows *
flows_of(Sweep *sweep, int32 period)
{
	int32 *slot = &sweep->slots[slot_of(sweep, period)];

	if (unlikely(*slot < 0))
	{
		CxRevenueCell *cell;

		if (sweep->cell_count == sweep->cell_capacity)
		{
			/* each has a movement, and keeps it: too many here are too many in the result */
			cx_series_check_cells(sweep->cell_count + 1);
			sweep->cell_capacity = Min(Max(4, 2 * sweep->cell_capacity), CX_SERIES_MAX_CELLS);
			sweep->cells =
				sweep->cells == NULL
					? palloc(sweep->cell_capacity * sizeof(CxRevenueCell))
					: repalloc_huge(sweep->cells, sweep->cell_capacity * sizeof(CxRevenueCell));
		}
		cell = &sweep->cells[sweep->cell_count];
		memset(cell, 0, sizeof(*cell));
		cell->number = period;
		*slot = (int32) sweep->cell_count++;
	}
	return &sweep->cells[*slot].flows;
}

/* The customer as in the column, or NULL: of a text there is only a hash. */
static const char *
customer_name(const CxSubscriptions *state, const uint64 *customer)
{
	if (state->kind == CX_BY_NUMBER)
		return psprintf(INT64_FORMAT, (int64) CX_NUMBER_KEY(customer[0]));
	if (state->kind == CX_BY_UUID)
	{
		uint64 bits[2] = {pg_hton64(customer[0]), pg_hton64(customer[1])};
		pg_uuid_t uuid;

		memcpy(uuid.data, bits, sizeof(bits));
		return DatumGetCString(DirectFunctionCall1(uuid_out, UUIDPGetDatum(&uuid)));
	}
	return NULL;
}

/* The hint is the query that finds all of them. */
pg_noreturn static void
refuse_negative_sum(const CxSubscriptions *state, const uint64 *customer, int32 period,
					const CxMoney *sum)
{
	const char *name = customer_name(state, customer);
	StringInfoData start, next;

	initStringInfo(&start);
	initStringInfo(&next);
	cx_append_period(&start, state->period, period);
	if (cx_period_is_valid(state->period, (int64) period + 1))
		cx_append_period(&next, state->period, (int64) period + 1);
	else
		appendStringInfoString(&next, "infinity");
	ereport(
		ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		errmsg("recurring revenue of %s%s is negative at the end of the %s of %s: %s",
			   name != NULL ? "customer " : "a customer", name != NULL ? name : "",
			   state->period == CX_WEEK_SUNDAY ? "week" : cx_period_name(state->period), start.data,
			   cx_money_text(sum)),
		errhint(
			"A discount must not exceed what its customer pays. All who have one that does: SELECT "
			"customer, sum(amount) ... WHERE started < '%s' AND (ended >= '%s') IS NOT FALSE "
			"GROUP BY customer HAVING sum(amount) < 0.",
			next.data, next.data));
}

/* Most customers have one subscription: they come, and perhaps they go. */
static void
sweep_one(Sweep *sweep, const CxSubscription *subscription)
{
	const CxMoney nothing = {{0}};
	CxMoney amount = cx_subscription_amount(sweep->state, subscription);

	if (unlikely(cx_fixed_is_negative(&amount)))
		refuse_negative_sum(sweep->state, subscription->customer, subscription->first, &amount);
	cx_flows_count(flows_of(sweep, subscription->first), &nothing, &amount, false, 1);
	if (subscription->stop != CX_OPEN)
		cx_flows_count(flows_of(sweep, subscription->stop), &amount, &nothing, true, 1);
}

/* The customer whose subscriptions are from begin up to end. */
static void
sweep_several(Sweep *sweep, int64 begin, int64 end)
{
	const CxSubscriptions *state = sweep->state;
	CxMoney now = {{0}};
	bool ever_before = false;
	int64 steps = 0;

	if (2 * (end - begin) > sweep->step_capacity)
	{
		if (sweep->steps != NULL)
			pfree(sweep->steps);
		sweep->step_capacity = Max(64, 4 * (end - begin));
		sweep->steps =
			MemoryContextAllocHuge(CurrentMemoryContext, sweep->step_capacity * sizeof(int64));
	}
	for (int64 i = 0; i < end - begin; i++)
	{
		const CxSubscription *subscription = cx_subscription_at(state, begin + i);

		sweep->steps[steps++] = STEP(subscription->first, i, BEGINS);
		if (subscription->stop != CX_OPEN)
			sweep->steps[steps++] = STEP(subscription->stop, i, 0);
	}
	sort_steps(sweep->steps, (size_t) steps);

	for (int64 i = 0; i < steps;)
	{
		int32 period = STEP_PERIOD(sweep->steps[i]);
		CxMoney before = now;

		for (; i < steps && STEP_PERIOD(sweep->steps[i]) == period; i++)
		{
			CxMoney amount = cx_subscription_amount(
				state, cx_subscription_at(state, begin + STEP_INDEX(sweep->steps[i])));

			CHECK_FOR_INTERRUPTS();
			if (STEP_BEGINS(sweep->steps[i]))
				cx_money_add(&now, &amount);
			else
				cx_money_subtract(&now, &amount);
		}
		if (unlikely(cx_fixed_is_negative(&now)))
			refuse_negative_sum(state, cx_subscription_at(state, begin)->customer, period, &now);
		if (cx_fixed_compare(&before, &now) != 0)
		{
			cx_flows_count(flows_of(sweep, period), &before, &now, ever_before, 1);
			ever_before = true;
		}
	}
}

CxRevenueSeries *
cx_subscriptions_series(CxSubscriptions *state)
{
	Sweep sweep = {.state = state};
	CxRevenueSeries *series;
	int64 cells = 0;

	if (state == NULL)
		return cx_series_make(CX_DAY, 0);
	cx_subscriptions_sort(state);
	make_slots(&sweep);
	for (int64 begin = 0, end, checked = 0; begin < state->count; begin = end)
	{
		const CxSubscription *subscription = cx_subscription_at(state, begin);

		for (end = begin + 1;
			 end < state->count &&
			 cx_customer_order(subscription->customer, cx_subscription_at(state, end)->customer,
							   state->words) == 0;)
			end++;
		if (end - begin == 1)
			sweep_one(&sweep, subscription);
		else
			sweep_several(&sweep, begin, end);
		if (end - checked > 65536)
		{
			checked = end;
			CHECK_FOR_INTERRUPTS();
		}
	}

	series = cx_series_make(state->period, sweep.cell_count);
	for (int64 i = 0; i < sweep.slot_count; i++)
		if (sweep.slots[i] >= 0)
		{
			CHECK_FOR_INTERRUPTS();
			series->cells[cells++] = sweep.cells[sweep.slots[i]];
		}
	if (sweep.in_use != NULL)
		pfree(sweep.in_use);
	if (sweep.steps != NULL)
		pfree(sweep.steps);
	if (sweep.cells != NULL)
		pfree(sweep.cells);
	pfree(sweep.slots);
	return series;
}
