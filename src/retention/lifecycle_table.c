/*
 * lifecycle_table.c
 *	  Reading a lifecycle: for each period who was there, who came, who left, and the rates.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/int.h"
#include "utils/fmgrprotos.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/percent.h"
#include "base/rows.h"
#include "retention/lifecycle.h"

#define COLUMNS 10

typedef struct Table
{
	CxLifecycle *state;
	DateADT as_of;
	int64 number; /* of the next row's period */
	int64 last;   /* of the last row's */
	int at;       /* the first flow not before it */
	int64 active; /* customers in the period before */
} Table;

pg_noreturn static void
refuse_negative(const CxLifecycle *state, int at, int64 active)
{
	const CxFlow *flow = &state->flows[at];
	CxPeriod period = (CxPeriod) state->period;

	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a lifecycle needs counts that are not negative"),
			errdetail("Of " INT64_FORMAT " customers before the %s of %s, " INT64_FORMAT
					  " churned in it, and there came " INT64_FORMAT " new and " INT64_FORMAT
					  " reactivated ones.",
					  active, cx_period_name(period),
					  DatumGetCString(DirectFunctionCall1(
						  date_out, DateADTGetDatum(cx_period_first_day(period, flow->number)))),
					  flow->churned, flow->joined, flow->reactivated),
			errhint("A difference of states is a correction: add it to a state first."));
}

/* The stock of each period is checked before there is a row: a table is right or an error. */
static void
check_stocks(const CxLifecycle *state)
{
	int count = cx_lifecycle_count(state);
	int64 active = 0;

	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CX_CHECK_INTERRUPTS(i);
		if (flow->joined < 0 || flow->reactivated < 0 || flow->churned < 0 ||
			flow->churned > active)
			refuse_negative(state, i, active);
		active -= flow->churned;
		if (pg_add_s64_overflow(active, flow->joined, &active) ||
			pg_add_s64_overflow(active, flow->reactivated, &active))
			cx_refuse_count_overflow("active customers");
	}
}

/*
 * The last row: until as_of, or until the last customer came. One who leaves later is still active. A
 * grace makes no rows: it only decides how long after the data ends a customer would have counted.
 */
static int64
last_period(const CxLifecycle *state, DateADT as_of)
{
	int64 last = cx_last_period_before((CxPeriod) state->period, as_of);
	int at = cx_lifecycle_count(state) - 1;

	if (DATE_IS_NOEND(as_of))
	{
		/* unsigned, because counts are checked later: what overflows here is an error there */
		uint64 active = 0;

		for (int i = 0; i <= at; i++)
			active += (uint64) state->flows[i].joined + (uint64) state->flows[i].reactivated -
					  (uint64) state->flows[i].churned;
		/* where all have left, the data ends with those who did last, a grace before their churn */
		last = state->flows[at].number - (active == 0 ? 1 + state->grace : 0);
	}
	while (at >= 0 && state->flows[at].number > last && state->flows[at].joined == 0 &&
		   state->flows[at].reactivated == 0)
		at--;
	return at >= 0 ? Max(last, state->flows[at].number) : last;
}

static void
begin_table(FunctionCallInfo fcinfo)
{
	CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
	Table *table = rows.call->user_fctx;

	table->as_of = cx_as_of_arg(fcinfo, 1);
	table->last = -1;
	if (!PG_ARGISNULL(0))
		table->state = (CxLifecycle *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	if (table->state != NULL && cx_lifecycle_count(table->state) > 0)
	{
		table->number = table->state->flows[0].number;
		table->last = last_period(table->state, table->as_of);
		/* how many rows is known at once, the rest only after a look at each flow */
		if (table->last >= table->number)
			cx_check_table_rows(table->last - table->number + 1);
		check_stocks(table->state);
	}
	cx_rows_begun(&rows);
}

static void
set_figure(Datum *value, bool *null, double figure)
{
	*null = !isfinite(figure);
	*value = *null ? (Datum) 0 : Float8GetDatum(figure);
}

/*
 * lifecycle_table(cx_lifecycle, as_of date) -> set of (period, active, new, retained, reactivated,
 * churned, retention_rate, churn_rate, quick_ratio, complete)
 *		One row for each period from the first flow to the last period that begins before as_of, or the
 *		last in which somebody came if that is later; as_of 'infinity': to the last period in which
 *		anybody was active, in itself and not by grace. active(t) = active(t-1) + new + reactivated -
 *		churned(t); retained = active(t-1) - churned(t). Rates in percent of active(t-1), NULL when that
 *		is 0; quick_ratio = (new + reactivated) / churned, NULL when nobody churned; complete: the
 *		period has ended by as_of, and as many periods as there are of grace lie between it and the
 *		first one, so that whoever counts in it was seen. No rows for a NULL or empty state. A NULL
 *		as_of: error 22004; negative flows or stocks, which only a difference can have: 22023; a stock
 *		beyond bigint: 22003.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_table);
Datum
cx_lifecycle_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;
	CxFlow flow;
	CxPeriod period;
	int64 before, retained;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		begin_table(fcinfo);
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	if (table->state == NULL || cx_lifecycle_count(table->state) == 0 ||
		table->number > table->last)
		SRF_RETURN_DONE(call);
	CHECK_FOR_INTERRUPTS();

	period = (CxPeriod) table->state->period;
	flow = (CxFlow){table->number, 0, 0, 0};
	if (table->at < cx_lifecycle_count(table->state) &&
		table->state->flows[table->at].number == table->number)
		flow = table->state->flows[table->at++];
	before = table->active;
	retained = before - flow.churned;
	table->active = retained + flow.joined + flow.reactivated;
	table->number++;

	values[0] = DateADTGetDatum(cx_period_first_day(period, flow.number));
	values[1] = Int64GetDatum(table->active);
	values[2] = Int64GetDatum(flow.joined);
	values[3] = Int64GetDatum(retained);
	values[4] = Int64GetDatum(flow.reactivated);
	values[5] = Int64GetDatum(flow.churned);
	set_figure(&values[6], &nulls[6], cx_percent(retained, before));
	set_figure(&values[7], &nulls[7], cx_percent(flow.churned, before));
	set_figure(&values[8], &nulls[8],
			   ((double) flow.joined + (double) flow.reactivated) / (double) flow.churned);
	values[9] = BoolGetDatum(cx_period_ended(period, flow.number, table->as_of) &&
							 flow.number - table->state->flows[0].number >= table->state->grace);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
