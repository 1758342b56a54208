/*
 * subscriptions_cells.h
 *	  Where a sweep over subscriptions counts the movements of a period.
 *
 * Nearly all amounts are whole millionths. While they are, a cell's sums are millionths as well, in the
 * two lowest words of their money: they cost two additions where money costs a loop over four words.
 * The first amount with finer decimals, or too large for that, makes money of the sums of all cells.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SUBSCRIPTIONS_CELLS_H
#define CX_SUBSCRIPTIONS_CELLS_H

#include "revenue/subscriptions.h"

typedef struct CxSubscriptionCells
{
	const CxSubscriptions *state;
	int64 last;  /* the last period that there is: movements after it are in no row */
	int64 count; /* of the cells */
	int64 capacity;
	CxRevenueCell *list; /* in no order */
	bool in_micros;
	/* where a period's cell is: by distance from the lowest, or by place among all in use */
	int32 *slots; /* -1 while there is none */
	int64 slot_count;
	int32 *in_use; /* NULL when slots go by distance */
} CxSubscriptionCells;

extern void cx_subscription_cells_begin(CxSubscriptionCells *cells, const CxSubscriptions *state);

/* Turns the sums into money, which they are at the end, and from an amount on that is not in micros. */
extern void cx_subscription_cells_to_money(CxSubscriptionCells *cells);

/* The movements in the cells, period by period; the cells are gone afterwards, and are money. */
extern CxRevenueSeries *cx_subscription_cells_series(CxSubscriptionCells *cells);

/* A cell for a period that has none. Too many: error 54000. */
extern int32 cx_subscription_cells_add(CxSubscriptionCells *cells, int32 period);

/* The slot of a period among those in use. */
extern int64 cx_subscription_cells_find(const CxSubscriptionCells *cells, int32 period);

static inline CxFlows *
cx_subscription_cells_flows(CxSubscriptionCells *cells, int32 period)
{
	int64 place = likely(cells->in_use == NULL) ? (int64) period - cells->state->low
												: cx_subscription_cells_find(cells, period);
	int32 *slot = &cells->slots[place];

	if (unlikely(*slot < 0))
		*slot = cx_subscription_cells_add(cells, period);
	return &cells->list[*slot].flows;
}

/* cx_flows_count() of millionths, into a cell that holds them. */
static inline void
cx_flows_count_micros(CxFlows *flows, int64 before, int64 after, bool ever_before, int sign)
{
	CxMovement movement;
	uint64 amount, *sum;

	if (after > before)
	{
		movement = before != 0 ? CX_EXPANSION : ever_before ? CX_REACTIVATED : CX_NEW;
		amount = (uint64) after - (uint64) before;
	}
	else if (after < before)
	{
		movement = after == 0 ? CX_CHURNED : CX_CONTRACTION;
		amount = (uint64) before - (uint64) after;
	}
	else
		return;
	flows->customers[movement] += sign;
	sum = flows->amounts[movement].words;
	if (sign > 0)
	{
		sum[0] += amount;
		sum[1] += sum[0] < amount;
	}
	else
	{
		sum[1] -= sum[0] < amount;
		sum[0] -= amount;
	}
}

#endif /* CX_SUBSCRIPTIONS_CELLS_H */
