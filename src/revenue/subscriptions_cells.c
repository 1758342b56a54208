/*
 * subscriptions_cells.c
 *	  Where a sweep over subscriptions counts the movements of a period.
 *
 * Without a span a cell holds the movements of its period. Over a span a customer's movement stays the
 * same from one change of either end to the next, for as many periods as that takes; so a cell holds by
 * how much the movements differ from those of the period before, and the series is their running sum.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"

#include "revenue/subscriptions_cells.h"

#define ST_SORT          sort_periods
#define ST_ELEMENT_TYPE  int32
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

/* Notes a period in which something moves, and over a span the one in which it is the base. */
static int64
note(const CxSubscriptionCells *cells, int64 count, int32 period)
{
	const CxSubscriptions *state = cells->state;

	cells->in_use[count++] = period;
	if (state->span > 1 && (int64) period + state->span <= cells->last)
		cells->in_use[count++] = period + state->span;
	return count;
}

static void
list_periods(CxSubscriptionCells *cells)
{
	const CxSubscriptions *state = cells->state;
	int64 count = 0, distinct = 1;

	cells->in_use = MemoryContextAllocHuge(CurrentMemoryContext, (state->span > 1 ? 4 : 2) *
																	 state->count * sizeof(int32));
	for (int64 i = 0; i < state->count; i++)
	{
		const CxSubscription *subscription = cx_subscription_at(state, i);

		count = note(cells, count, subscription->first);
		if (subscription->stop != CX_OPEN)
			count = note(cells, count, subscription->stop);
	}
	sort_periods(cells->in_use, (size_t) count);
	for (int64 i = 1; i < count; i++)
		if (cells->in_use[i] != cells->in_use[distinct - 1])
			cells->in_use[distinct++] = cells->in_use[i];
	cells->slot_count = distinct;
}

/*
 * Periods mostly lie close together. Where they do not (a subscription in the year 5000 by mistake,
 * by day), the ones in use are listed instead of all between.
 */
void
cx_subscription_cells_begin(CxSubscriptionCells *cells, const CxSubscriptions *state)
{
	int64 high = state->high;

	memset(cells, 0, sizeof(*cells));
	cells->state = state;
	cells->last = cx_period_number(state->period, DATE_END_JULIAN - POSTGRES_EPOCH_JDATE - 1);
	cells->in_micros = state->other_count == 0;
	if (state->span > 1)
		high = Min(high + state->span, cells->last);
	if (high - state->low < 64 + 4 * state->count)
		cells->slot_count = high - state->low + 1;
	else
		list_periods(cells);
	cells->slots = MemoryContextAllocHuge(CurrentMemoryContext, cells->slot_count * sizeof(int32));
	memset(cells->slots, 0xff, cells->slot_count * sizeof(int32));
}

int64
cx_subscription_cells_find(const CxSubscriptionCells *cells, int32 period)
{
	int64 low = 0, high = cells->slot_count - 1;

	while (low < high)
	{
		int64 middle = (low + high) / 2;

		if (cells->in_use[middle] < period)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32
cx_subscription_cells_add(CxSubscriptionCells *cells, int32 period)
{
	CxRevenueCell *cell;

	if (cells->count == cells->capacity)
	{
		/* nearly each has a movement, and keeps it: too many here are too many in the result */
		cx_series_check_cells(cells->count + 1);
		cells->capacity = Min(Max(4, 2 * cells->capacity), CX_SERIES_MAX_CELLS);
		cells->list = cells->list == NULL
						  ? palloc(cells->capacity * sizeof(CxRevenueCell))
						  : repalloc_huge(cells->list, cells->capacity * sizeof(CxRevenueCell));
	}
	cell = &cells->list[cells->count];
	memset(cell, 0, sizeof(*cell));
	cell->number = period;
	return (int32) cells->count++;
}

/* Millionths in two words, perhaps below 0, as money: times 10^24. */
static void
to_money(CxMoney *sum)
{
	uint64 low = sum->words[0], high = sum->words[1];
	bool negative = high >> 63 != 0;
	CxMoney upper;

	if (negative)
	{
		high = ~high + (low == 0);
		low = -low;
	}
	*sum = cx_money_from_micros((int64) low);
	upper = cx_money_from_micros((int64) high);
	/* 2^64 times as much; fewer than 2^25 amounts, so that it fits */
	for (int i = CX_FIXED_WORDS - 1; i > 0; i--)
		upper.words[i] = upper.words[i - 1];
	upper.words[0] = 0;
	cx_money_add(sum, &upper);
	if (negative)
		cx_fixed_negate(sum);
}

void
cx_subscription_cells_to_money(CxSubscriptionCells *cells)
{
	for (int64 i = 0; cells->in_micros && i < cells->count; i++)
		for (int k = 0; k < CX_MOVEMENTS; k++)
			to_money(&cells->list[i].flows.amounts[k]);
	cells->in_micros = false;
}

/*
 * Lays the flows down in the periods from one to before another, behind so many cells; how many there
 * are then. A NULL series only counts.
 */
static int64
lay(CxRevenueSeries *series, int64 count, const CxFlows *flows, int64 from, int64 to)
{
	if (cx_flows_empty(flows))
		return count;
	if (series == NULL)
	{
		cx_series_check_cells(count + to - from);
		return count + to - from;
	}
	for (; from < to; from++)
	{
		CxRevenueCell *cell = &series->cells[count++];

		CHECK_FOR_INTERRUPTS();
		cell->number = (int32) from;
		cell->unused = 0;
		cell->flows = *flows;
	}
	return count;
}

static int64
lay_running_sums(const CxSubscriptionCells *cells, CxRevenueSeries *series)
{
	CxFlows flows = {0};
	int64 count = 0, from = 0;

	for (int64 i = 0; i < cells->slot_count; i++)
		if (cells->slots[i] >= 0)
		{
			const CxRevenueCell *cell = &cells->list[cells->slots[i]];

			CHECK_FOR_INTERRUPTS();
			count = lay(series, count, &flows, from, cell->number);
			cx_flows_combine(&flows, &cell->flows, 1);
			from = cell->number;
		}
	return lay(series, count, &flows, from, cells->last + 1);
}

CxRevenueSeries *
cx_subscription_cells_series(CxSubscriptionCells *cells)
{
	const CxSubscriptions *state = cells->state;
	CxRevenueSeries *series;
	int64 count = 0;

	cx_subscription_cells_to_money(cells);
	if (state->span > 1)
	{
		series = cx_series_make(state->period, state->span, lay_running_sums(cells, NULL));
		lay_running_sums(cells, series);
	}
	else
	{
		series = cx_series_make(state->period, 1, cells->count);
		for (int64 i = 0; i < cells->slot_count; i++)
			if (cells->slots[i] >= 0)
			{
				CHECK_FOR_INTERRUPTS();
				series->cells[count++] = cells->list[cells->slots[i]];
			}
	}
	if (cells->in_use != NULL)
		pfree(cells->in_use);
	if (cells->list != NULL)
		pfree(cells->list);
	pfree(cells->slots);
	return series;
}
