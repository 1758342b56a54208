/*
 * activity_read.c
 *	  Reading periods from a cx_activity.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "funcapi.h"
#include "miscadmin.h"

#include "base/args.h"
#include "retention/activity_range.h"

/*
 * first_period, last_period(cx_activity) -> date
 *		First day of the first and of the last period with activity. NULL when there is none. Strict.
 *		Rolling windows: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_activity_first_period);
Datum
cx_activity_first_period(PG_FUNCTION_ARGS)
{
	const CxActivity *activity = PG_GETARG_ACTIVITY_P(0);

	cx_activity_need_calendar(activity);
	if (cx_activity_empty(activity))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_first_day((CxPeriod) activity->kind, activity->start));
}

PG_FUNCTION_INFO_V1(cx_activity_last_period);
Datum
cx_activity_last_period(PG_FUNCTION_ARGS)
{
	const CxActivity *activity = PG_GETARG_ACTIVITY_P(0);

	cx_activity_need_calendar(activity);
	if (cx_activity_empty(activity))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_first_day((CxPeriod) activity->kind,
										  activity->start + cx_activity_last(activity)));
}

/*
 * period_count(cx_activity) -> bigint
 *		In how many periods, or rolling windows, the customer was active. 0 for none. Strict.
 */
PG_FUNCTION_INFO_V1(cx_activity_period_count);
Datum
cx_activity_period_count(PG_FUNCTION_ARGS)
{
	const CxActivity *activity = PG_GETARG_ACTIVITY_P(0);
	int64 count = 0;

	for (int i = 0; i < cx_activity_words(activity); i++)
		count += pg_popcount64(activity->words[i]);
	PG_RETURN_INT64(count);
}

/*
 * active_in(cx_activity, day date) -> boolean
 *		Was the customer active in the period that holds the day? False for the empty state. Strict.
 *		Rolling windows: error 22023; an infinite day: error 22008.
 */
PG_FUNCTION_INFO_V1(cx_activity_active_in);
Datum
cx_activity_active_in(PG_FUNCTION_ARGS)
{
	const CxActivity *activity = PG_GETARG_ACTIVITY_P(0);
	DateADT day = PG_GETARG_DATEADT(1);

	cx_activity_need_calendar(activity);
	if (DATE_NOT_FINITE(day))
		cx_refuse_infinite("day");
	if (cx_activity_empty(activity))
		PG_RETURN_BOOL(false);
	PG_RETURN_BOOL(cx_activity_bit(activity, cx_period_number((CxPeriod) activity->kind, day) -
												 activity->start));
}

/*
 * active_periods(cx_activity) -> set of date
 *		The first days of the periods with activity, in order. No rows for the empty state. Strict.
 *		Rolling windows: error 22023.
 */
typedef struct Walk
{
	CxActivity *activity;
	int next;
} Walk;

PG_FUNCTION_INFO_V1(cx_activity_active_periods);
Datum
cx_activity_active_periods(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Walk *walk;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		call = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		walk = palloc0(sizeof(Walk));
		walk->activity = (CxActivity *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		call->user_fctx = walk;
		MemoryContextSwitchTo(old);
		cx_activity_need_calendar(walk->activity);
	}
	call = SRF_PERCALL_SETUP();
	walk = call->user_fctx;
	while (walk->next <= cx_activity_last(walk->activity))
	{
		int k = walk->next++;

		if (cx_activity_bit(walk->activity, k))
			SRF_RETURN_NEXT(call, DateADTGetDatum(cx_period_first_day(
									  (CxPeriod) walk->activity->kind, walk->activity->start + k)));
	}
	SRF_RETURN_DONE(call);
}
