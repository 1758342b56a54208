/*
 * funnel_table.c
 *	  A funnel over customers as a table, a row for each step.
 *
 * Rates are of the settled customers only, converted or not: among those whose time has not passed yet, the
 * ones who were quick are known and the others are not, so whatever is made of both is too high or too low,
 * the more so the more of them there are.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"

#include "base/args.h"
#include "base/percent.h"
#include "base/proportion.h"
#include "base/rows.h"
#include "journey/funnel_counts.h"

#define COLUMNS 13

typedef struct Table
{
	CxFunnel *state; /* NULL: no rows */
	const CxDurations *times;
	double level;
	int32 step;
} Table;

static void
begin_table(FunctionCallInfo fcinfo)
{
	CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
	Table *table = rows.call->user_fctx;

	table->level = cx_level_arg(fcinfo, 1);
	if (!PG_ARGISNULL(0))
	{
		table->state = (CxFunnel *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		table->times = cx_funnel_times(table->state);
	}
	cx_rows_begun(&rows);
}

static void
set_figure(Datum *values, bool *nulls, int column, double figure)
{
	nulls[column] = !isfinite(figure);
	values[column] = Float8GetDatum(figure);
}

/* A rate and its interval, from a column on. */
static void
set_rate(Datum *values, bool *nulls, int column, int64 part, int64 whole, double level)
{
	double percent = cx_percent(part, whole);
	CxInterval ci =
		cx_proportion_interval((CxProportion){(double) part, (double) whole}, percent, level);

	set_figure(values, nulls, column, percent);
	set_figure(values, nulls, column + 1, ci.low);
	set_figure(values, nulls, column + 2, ci.high);
}

static void
set_times(Datum *values, bool *nulls, const CxDurations *times)
{
	CxBuckets list = cx_durations_read(times);
	CxWide sum;
	int64 count = cx_durations_total(list, &sum);

	if (count > 0)
	{
		set_figure(values, nulls, 11, cx_buckets_quantile_hours(list, count, 0.5));
		set_figure(values, nulls, 12, cx_buckets_quantile_hours(list, count, 0.9));
	}
	pfree(list.buckets);
}

/*
 * funnel_table(cx_funnel, level) -> set of (step, customers, waiting, settled, rate_of_first, low, high,
 * rate_of_previous, previous_low, previous_high, dropped, median_hours, p90_hours)
 *		A row for each step. customers: reached it; waiting: reached the one before, not this one, and
 *		their time has not passed; settled: of the customers, those whose time from their start on has
 *		passed. Rates in percent of the settled customers of the first and of the previous step, with
 *		Wilson's interval; NULL where there are none, but for rate_of_first of the first step, which is 100
 *		and has no interval. dropped: settled at the step before and not here. Hours since the step before,
 *		of settled customers, within 1 %. waiting and dropped of the first step are 0. No rows for a NULL or
 *		empty state. A NULL level: error 22004; outside (0, 1): 22023.
 */
PG_FUNCTION_INFO_V1(cx_funnel_table);
Datum
cx_funnel_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;
	const CxFunnelCount *first, *count;
	Datum values[COLUMNS] = {0};
	bool nulls[COLUMNS];

	if (SRF_IS_FIRSTCALL())
		begin_table(fcinfo);
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	if (table->state == NULL || table->step >= table->state->steps)
		SRF_RETURN_DONE(call);

	memset(nulls, true, sizeof(nulls));
	nulls[0] = nulls[1] = nulls[2] = nulls[3] = nulls[10] = false;
	first = table->state->counts;
	count = first + table->step;
	values[0] = Int32GetDatum(table->step + 1);
	values[1] = Int64GetDatum(count->customers);
	values[3] = Int64GetDatum(count->settled);
	if (table->step == 0)
	{
		values[2] = values[10] = Int64GetDatum(0);
		set_figure(values, nulls, 4, cx_percent(first->settled, first->settled));
	}
	else
	{
		values[2] = Int64GetDatum((count[-1].customers - count[-1].settled) -
								  (count->customers - count->settled));
		set_rate(values, nulls, 4, count->settled, first->settled, table->level);
		set_rate(values, nulls, 7, count->settled, count[-1].settled, table->level);
		values[10] = Int64GetDatum(count[-1].settled - count->settled);
		set_times(values, nulls, table->times);
		table->times = cx_funnel_next_times(table->times);
	}
	table->step++;
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
