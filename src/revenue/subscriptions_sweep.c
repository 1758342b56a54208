/*
 * subscriptions_sweep.c
 *	  From subscriptions to movements: one sweep over each customer's beginnings and ends.
 *
 * A customer's revenue at the end of a period is the sum of the subscriptions that run then, discounts
 * with negative amounts among them. It changes only where one of them begins or ends, so that time
 * costs nothing and every subscription two steps, however long it runs. Over a span the same changes are
 * gone through twice at once: as those of the later end, and a span later as those of the base.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

#include "base/period_text.h"
#include "revenue/subscriptions_cells.h"

/* A customer's revenue from the end of a period on. */
typedef struct Change
{
	int32 period;
	int64 micros; /* one of these, as the cells are */
	CxMoney money;
} Change;

typedef struct Sweep
{
	const CxSubscriptions *state;
	CxSubscriptionCells cells;
	/* beginnings and ends of the customer's subscriptions, and what comes of them */
	int64 *steps;
	Change *changes;
	int64 capacity; /* of both */
} Sweep;

static const Change nothing;

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

static void
make_room(Sweep *sweep, int64 subscriptions)
{
	if (2 * subscriptions <= sweep->capacity)
		return;
	if (sweep->steps != NULL)
	{
		pfree(sweep->steps);
		pfree(sweep->changes);
	}
	sweep->capacity = Max(64, 4 * subscriptions);
	sweep->steps = MemoryContextAllocHuge(CurrentMemoryContext, sweep->capacity * sizeof(int64));
	sweep->changes = MemoryContextAllocHuge(CurrentMemoryContext, sweep->capacity * sizeof(Change));
}

/* The steps of the customer whose subscriptions are from begin up to end, in order. */
static int64
make_steps(Sweep *sweep, int64 begin, int64 end)
{
	int64 steps = 0;

	for (int64 i = 0; i < end - begin; i++)
	{
		const CxSubscription *subscription = cx_subscription_at(sweep->state, begin + i);

		sweep->steps[steps++] = STEP(subscription->first, i, BEGINS);
		if (subscription->stop != CX_OPEN)
			sweep->steps[steps++] = STEP(subscription->stop, i, 0);
	}
	sort_steps(sweep->steps, (size_t) steps);
	return steps;
}

/*
 * The changes that the steps make, in millionths; how many, or -1 when a sum is too large for that.
 * What brings as much as before is no change.
 */
static int64
changes_in_micros(Sweep *sweep, int64 begin, int64 steps)
{
	const CxSubscriptions *state = sweep->state;
	int64 now = 0, changes = 0;

	for (int64 i = 0; i < steps;)
	{
		int32 period = STEP_PERIOD(sweep->steps[i]);
		int64 before = now;

		for (; i < steps && STEP_PERIOD(sweep->steps[i]) == period; i++)
		{
			int64 amount = cx_subscription_at(state, begin + STEP_INDEX(sweep->steps[i]))->amount;

			CHECK_FOR_INTERRUPTS();
			if (STEP_BEGINS(sweep->steps[i]) ? pg_add_s64_overflow(now, amount, &now)
											 : pg_sub_s64_overflow(now, amount, &now))
				return -1;
		}
		if (unlikely(now < 0))
		{
			CxMoney sum = cx_money_from_signed_micros(now);

			refuse_negative_sum(state, cx_subscription_at(state, begin)->customer, period, &sum);
		}
		if (now != before)
		{
			sweep->changes[changes].period = period;
			sweep->changes[changes++].micros = now;
		}
	}
	return changes;
}

/* The same in money. */
static int64
changes_in_money(Sweep *sweep, int64 begin, int64 steps)
{
	const CxSubscriptions *state = sweep->state;
	CxMoney now = {{0}};
	int64 changes = 0;

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
			sweep->changes[changes].period = period;
			sweep->changes[changes++].money = now;
		}
	}
	return changes;
}

/* Most customers have one subscription: they come, and perhaps they go. */
static int64
changes_of_one(Sweep *sweep, const CxSubscription *subscription)
{
	Change *changes = sweep->changes;

	changes[0].period = subscription->first;
	if (sweep->cells.in_micros)
		changes[0].micros = subscription->amount;
	else
		changes[0].money = cx_subscription_amount(sweep->state, subscription);
	if (unlikely(sweep->cells.in_micros ? changes[0].micros < 0
										: cx_fixed_is_negative(&changes[0].money)))
	{
		CxMoney amount = cx_subscription_amount(sweep->state, subscription);

		refuse_negative_sum(sweep->state, subscription->customer, subscription->first, &amount);
	}
	if (subscription->stop == CX_OPEN)
		return 1;
	changes[1] = nothing;
	changes[1].period = subscription->stop;
	return 2;
}

static int64
changes_of_several(Sweep *sweep, int64 begin, int64 end)
{
	int64 steps = make_steps(sweep, begin, end);
	int64 changes = sweep->cells.in_micros ? changes_in_micros(sweep, begin, steps) : -1;

	if (likely(changes >= 0))
		return changes;
	cx_subscription_cells_to_money(&sweep->cells);
	return changes_in_money(sweep, begin, steps);
}

static inline void
count_movement(const Sweep *sweep, CxFlows *flows, const Change *before, const Change *after,
			   bool ever_before, int sign)
{
	if (likely(sweep->cells.in_micros))
		cx_flows_count_micros(flows, before->micros, after->micros, ever_before, sign);
	else
		cx_flows_count(flows, &before->money, &after->money, ever_before, sign);
}

/* Movements from each period to the next. */
static void
count_changes(Sweep *sweep, int64 changes)
{
	const Change *before = &nothing;

	for (int64 i = 0; i < changes; i++)
	{
		const Change *after = &sweep->changes[i];

		count_movement(sweep, cx_subscription_cells_flows(&sweep->cells, after->period), before,
					   after, i > 0, 1);
		before = after;
	}
}

/*
 * Movements over a span: every change is one of the later end first, and a span later one of the base.
 * Until the next of either the movement stays, and its cells say where it begins and where it ends.
 */
static void
count_changes_over_span(Sweep *sweep, int64 changes)
{
	const int span = sweep->state->span;
	const Change *base = &nothing, *now = &nothing;

	for (int64 later = 0, earlier = 0; earlier < changes;)
	{
		const Change *base_before = base, *before = now;
		bool ever_before = earlier > 0;
		int64 period = (int64) sweep->changes[earlier].period + span;
		CxFlows *flows;

		if (later < changes && sweep->changes[later].period <= period)
		{
			if (sweep->changes[later].period < period)
				period = sweep->changes[later].period;
			else
				base = &sweep->changes[earlier++];
			now = &sweep->changes[later++];
		}
		else
			base = &sweep->changes[earlier++];
		if (unlikely(period > sweep->cells.last))
			return;
		flows = cx_subscription_cells_flows(&sweep->cells, (int32) period);
		count_movement(sweep, flows, base_before, before, ever_before, -1);
		count_movement(sweep, flows, base, now, earlier > 0, 1);
	}
}

CxRevenueSeries *
cx_subscriptions_series(CxSubscriptions *state)
{
	Sweep sweep = {.state = state};

	if (state == NULL)
		return cx_series_make(CX_DAY, 1, 0);
	cx_subscriptions_sort(state);
	cx_subscription_cells_begin(&sweep.cells, state);
	make_room(&sweep, 1);
	for (int64 begin = 0, end, checked = 0; begin < state->count; begin = end)
	{
		const CxSubscription *subscription = cx_subscription_at(state, begin);
		int64 changes;

		for (end = begin + 1;
			 end < state->count &&
			 cx_customer_order(subscription->customer, cx_subscription_at(state, end)->customer,
							   state->words) == 0;)
			end++;
		if (end - begin == 1)
			changes = changes_of_one(&sweep, subscription);
		else
		{
			make_room(&sweep, end - begin);
			changes = changes_of_several(&sweep, begin, end);
		}
		if (state->span == 1)
			count_changes(&sweep, changes);
		else
			count_changes_over_span(&sweep, changes);
		if (end - checked > 65536)
		{
			checked = end;
			CHECK_FOR_INTERRUPTS();
		}
	}
	pfree(sweep.steps);
	pfree(sweep.changes);
	return cx_subscription_cells_series(&sweep.cells);
}
