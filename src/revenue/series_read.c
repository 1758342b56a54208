/*
 * series_read.c
 *	  Reading a cx_revenue_series: a row for each period, or the state of one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "miscadmin.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/result.h"
#include "base/rows.h"
#include "revenue/series.h"

/* What is there at the end of a period. */
typedef struct Level
{
	int64 customers;
	CxMoney revenue;
} Level;

/* Going through the periods with what is there at the base of each. */
typedef struct Walk
{
	const CxRevenueSeries *series;
	int64 cells;
	int64 next;   /* the first cell that the walk has not reached */
	int64 number; /* of the period */
	int64 last;   /* the last to be shown */
	DateADT as_of;
	Level *
		levels; /* the last periods' in a ring, as many as the span has: the next is over its own base */
	int level_count; /* of them */
	int level;       /* the period's */
	CxRevenue state; /* of the period */
} Walk;

/* Takes the flows of a period from the series, over what is in its place in the ring. */
static void
enter(Walk *walk, int64 number)
{
	walk->number = number;
	walk->state.before = walk->levels[walk->level].revenue;
	walk->state.customers_before = walk->levels[walk->level].customers;
	if (walk->next < walk->cells && walk->series->cells[walk->next].number == number)
		walk->state.flows = walk->series->cells[walk->next++].flows;
	else
		memset(&walk->state.flows, 0, sizeof(CxFlows));
}

/* What is there after a period is the base of the one a span later. */
static void
leave(Walk *walk)
{
	Level *level = &walk->levels[walk->level];

	level->customers = cx_customers_after(&walk->state);
	level->revenue = cx_revenue_after(&walk->state);
}

/* On to the next row; false behind the last. */
static bool
next_row(Walk *walk)
{
	if (walk->number >= walk->last)
		return false;
	leave(walk);
	if (++walk->level == walk->level_count)
		walk->level = 0;
	enter(walk, walk->number + 1);
	return true;
}

/*
 * Rows over a span begin a span after the first movement, which has no base before. Of periods one by
 * one, the first is shown as well: there all of it is new.
 */
static void
begin(FunctionCallInfo fcinfo)
{
	CxRows rows = cx_rows_begin(fcinfo, sizeof(Walk));
	Walk *walk = rows.call->user_fctx;

	walk->as_of = cx_as_of_arg(fcinfo, 1);
	walk->last = PG_INT64_MIN;
	if (!PG_ARGISNULL(0))
	{
		const CxRevenueSeries *series =
			(CxRevenueSeries *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		int span = cx_series_span(series);

		walk->series = series;
		walk->cells = cx_series_cells(series);
		walk->levels = palloc0(span * sizeof(Level));
		walk->level_count = span;
		if (walk->cells > 0)
		{
			walk->number = (int64) series->cells[0].number - 1;
			walk->last = DATE_IS_NOEND(walk->as_of)
							 ? series->cells[walk->cells - 1].number
							 : cx_last_period_before((CxPeriod) series->period, walk->as_of);
			if (walk->last > walk->number)
				cx_check_table_rows(walk->last - walk->number);
			for (int i = 0; span > 1 && i < span && next_row(walk); i++)
				CHECK_FOR_INTERRUPTS();
		}
	}
	cx_rows_begun(&rows);
}

static Datum
first_day(const Walk *walk)
{
	return DateADTGetDatum(cx_period_first_day((CxPeriod) walk->series->period, walk->number));
}

static Datum
complete(const Walk *walk)
{
	return BoolGetDatum(
		cx_period_ended((CxPeriod) walk->series->period, walk->number, walk->as_of));
}

static Datum
money(CxMoney amount)
{
	return Float8GetDatum(cx_fixed_double(&amount));
}

/*
 * revenue_table(cx_revenue_series, as_of date) -> set of (period date, revenue_before, new_revenue,
 *		reactivated_revenue, expansion_revenue, contraction_revenue, churned_revenue, revenue_after,
 *		nrr, grr, quick_ratio, complete boolean)
 *		One row for each period from the first with a movement to the last that begins before as_of,
 *		also where nothing moves; as_of 'infinity': to the last movement. Amounts are sums, losses
 *		positive, revenue_after the revenue_before of the next row; nrr, grr and quick_ratio as of a
 *		cx_revenue. complete: ended by as_of. Over a span: one row for each period from a span after the
 *		first, revenue_before that at the end of the period a span earlier, and the movements from there
 *		to the end of this one. No rows for NULL and for the empty state. NULL as_of:
 *		error 22004; counts or sums that are negative: error 22023; a sum beyond its range: error
 *		22003.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_table);
Datum
cx_revenue_series_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Walk *walk;

	if (SRF_IS_FIRSTCALL())
		begin(fcinfo);
	call = SRF_PERCALL_SETUP();
	walk = call->user_fctx;
	if (next_row(walk))
	{
		const CxRevenue *state = &walk->state;
		const double figures[3] = {cx_revenue_nrr(state), cx_revenue_grr(state),
								   cx_revenue_quick_ratio(state)};
		Datum values[12];
		bool nulls[12] = {false};

		values[0] = first_day(walk);
		values[1] = money(state->before);
		for (int i = 0; i < CX_MOVEMENTS; i++)
			values[2 + i] = money(state->flows.amounts[i]);
		values[7] = money(cx_revenue_after(state));
		for (int i = 0; i < 3; i++)
		{
			nulls[8 + i] = isnan(figures[i]);
			values[8 + i] = Float8GetDatum(figures[i]);
		}
		values[11] = complete(walk);
		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
	}
	SRF_RETURN_DONE(call);
}

/*
 * revenue_customers_table(cx_revenue_series, as_of date) -> set of (period date, customers_before,
 *		new_customers, reactivated_customers, expanded_customers, contracted_customers,
 *		churned_customers, customers_after bigint, complete boolean)
 *		The customers of the rows of revenue_table, under the same rules.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_customers_table);
Datum
cx_revenue_series_customers_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Walk *walk;

	if (SRF_IS_FIRSTCALL())
		begin(fcinfo);
	call = SRF_PERCALL_SETUP();
	walk = call->user_fctx;
	if (next_row(walk))
	{
		const CxRevenue *state = &walk->state;
		Datum values[9];
		bool nulls[9] = {false};

		values[0] = first_day(walk);
		values[1] = Int64GetDatum(state->customers_before);
		for (int i = 0; i < CX_MOVEMENTS; i++)
			values[2 + i] = Int64GetDatum(state->flows.customers[i]);
		values[7] = Int64GetDatum(cx_customers_after(state));
		values[8] = complete(walk);
		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
	}
	SRF_RETURN_DONE(call);
}

/*
 * revenue_in(cx_revenue_series, at date) -> cx_revenue
 *		The movements of the period that holds the day, with what was there before them: the state that
 *		revenue_agg gives over the customers' revenue at the end of that period and of the one before,
 *		or of the one a span before. Strict. () for the empty series and before the first movement. An
 *		infinite day: error 22008.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_in_period);
Datum
cx_revenue_series_in_period(PG_FUNCTION_ARGS)
{
	const CxRevenueSeries *series = PG_GETARG_SERIES(0);
	DateADT day = PG_GETARG_DATEADT(1);
	int span = cx_series_span(series);
	Level level = {0};
	Walk walk = {.series = series, .cells = cx_series_cells(series), .levels = &level};
	CxRevenue *state = palloc(sizeof(CxRevenue));
	int64 number;

	if (DATE_NOT_FINITE(day))
		cx_refuse_infinite("date");
	number = cx_period_number((CxPeriod) series->period, day);
	/* the periods whole spans before, each the base of the next */
	while (walk.next < walk.cells && series->cells[walk.next].number < number)
	{
		int64 cell = series->cells[walk.next].number;

		CHECK_FOR_INTERRUPTS();
		if ((number - cell) % span != 0)
		{
			walk.next++;
			continue;
		}
		enter(&walk, cell);
		leave(&walk);
	}
	enter(&walk, number);
	*state = walk.state;
	PG_RETURN_REVENUE(state);
}
