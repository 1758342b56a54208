/*
 * series_agg.c
 *	  Adding and subtracting cx_revenue_series, cell by cell.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "revenue/series.h"

/* Takes out the cells that have become empty. */
static void
compact(CxRevenueSeries *series)
{
	int64 cells = cx_series_cells(series);
	int64 kept = 0;

	for (int64 i = 0; i < cells; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!cx_flows_empty(&series->cells[i].flows))
		{
			if (kept < i)
				series->cells[kept] = series->cells[i];
			kept++;
		}
	}
	cx_series_resize(series, kept);
}

/*
 * The first cell from a place on whose number is not below the one given. By doubled steps, then by
 * halves: in a long history a day is found at once, and the next one beside it.
 */
static int64
seek(const CxRevenueSeries *series, int64 from, int32 number)
{
	int64 cells = cx_series_cells(series);
	int64 to = from;

	for (int64 step = 1; to < cells && series->cells[to].number < number; step *= 2)
	{
		from = to + 1;
		to += step;
	}
	to = Min(to, cells);
	while (from < to)
	{
		int64 middle = from + (to - from) / 2;

		if (series->cells[middle].number < number)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Does a have a cell for every cell of b? So it is when days are added to a long history. */
static bool
covers(const CxRevenueSeries *a, const CxRevenueSeries *b)
{
	int64 cells = cx_series_cells(a), others = cx_series_cells(b);
	int64 i = 0;

	for (int64 j = 0; j < others; j++)
	{
		CHECK_FOR_INTERRUPTS();
		i = seek(a, i, b->cells[j].number);
		if (i == cells || a->cells[i].number != b->cells[j].number)
			return false;
	}
	return true;
}

/* The cells of both periods in one, those of b still empty. */
static CxRevenueSeries *
widen(const CxRevenueSeries *a, const CxRevenueSeries *b)
{
	int64 cells = cx_series_cells(a), others = cx_series_cells(b);
	CxRevenueSeries *series =
		cx_series_make((CxPeriod) b->period, cx_series_span(b), cells + others);
	int64 count = 0;

	for (int64 i = 0, j = 0; i < cells || j < others; count++)
	{
		CHECK_FOR_INTERRUPTS();
		if (j == others || (i < cells && a->cells[i].number <= b->cells[j].number))
		{
			j += j < others && b->cells[j].number == a->cells[i].number;
			series->cells[count] = a->cells[i++];
		}
		else
		{
			memset(&series->cells[count], 0, sizeof(CxRevenueCell));
			series->cells[count].number = b->cells[j++].number;
		}
	}
	cx_series_resize(series, count);
	return series;
}

/* a + sign * b */
static CxRevenueSeries *
combine(FunctionCallInfo fcinfo, int sign)
{
	CxRevenueSeries *a = PG_GETARG_SERIES(0);
	const CxRevenueSeries *b = PG_GETARG_SERIES(1);
	int64 others = cx_series_cells(b);
	bool emptied = false;

	if (others == 0)
		return a;
	if (cx_series_cells(a) > 0 && a->period != b->period)
		cx_refuse_two_periods((CxPeriod) a->period, (CxPeriod) b->period);
	if (cx_series_cells(a) > 0 && a->span != b->span)
		cx_refuse_two_spans(cx_series_span(a), cx_series_span(b));
	if (!cx_owns_state(fcinfo) || !covers(a, b))
		a = widen(a, b);
	for (int64 i = 0, j = 0; j < others; j++)
	{
		CHECK_FOR_INTERRUPTS();
		i = seek(a, i, b->cells[j].number);
		cx_flows_combine(&a->cells[i].flows, &b->cells[j].flows, sign);
		emptied |= cx_flows_empty(&a->cells[i].flows);
	}
	if (emptied)
		compact(a);
	return a;
}

/*
 * cx_revenue_series_add(cx_revenue_series, cx_revenue_series) -> cx_revenue_series
 *		Operator +, transition and combine function of rollup(). The two should be about different
 *		customers. Strict. Different periods or spans: error 22023; a count or sum beyond its range: error
 *		22003; more than 5 million periods: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_add);
Datum
cx_revenue_series_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_SERIES(combine(fcinfo, 1));
}

/*
 * cx_revenue_series_subtract(cx_revenue_series, cx_revenue_series) -> cx_revenue_series
 *		Operator - and inverse transition of rollup(). Strict. Counts and sums may become negative;
 *		errors as for cx_revenue_series_add.
 */
PG_FUNCTION_INFO_V1(cx_revenue_series_subtract);
Datum
cx_revenue_series_subtract(PG_FUNCTION_ARGS)
{
	PG_RETURN_SERIES(combine(fcinfo, -1));
}
