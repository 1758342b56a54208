/*
 * lifecycle_agg.c
 *	  Folding the histories of customers into cx_lifecycle.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "retention/activity.h"
#include "retention/lifecycle.h"

/* A flow wherever the customer's status changes; churn falls in the first period without activity. */
static void
add_customer(CxFlowsExpanded *state, const CxActivity *activity, int64 change)
{
	int last = cx_activity_last(activity);
	CxPeriod period = (CxPeriod) activity->kind;

	for (int k = 0; k <= last; k++)
	{
		if (!cx_activity_bit(activity, k))
			continue;
		cx_lifecycle_add_flow(state, period, activity->start + k, k == 0 ? change : 0,
							  k == 0 ? 0 : change, 0);
		while (k <= last && cx_activity_bit(activity, k))
			k++;
		cx_lifecycle_add_flow(state, period, activity->start + k, 0, 0, change);
	}
}

/*
 * cx_lifecycle_count(cx_lifecycle, cx_activity) -> cx_lifecycle, cx_lifecycle_uncount the same
 *		Transition and inverse of lifecycle_agg: new in the first active period, churned in the first
 *		inactive one after each run of active ones, reactivated in the first active one after that. A
 *		NULL or empty history is skipped; a NULL state gives NULL. Rolling windows, or other periods
 *		than the state's: error 22023; more than a million periods: error 54000.
 */
static Datum
count_customer(FunctionCallInfo fcinfo, int64 change)
{
	const CxActivity *activity;
	CxFlowsExpanded *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	activity = PG_GETARG_ACTIVITY_P(1);
	if (cx_activity_empty(activity))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	if (activity->kind == CX_ROLLING)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("rolling windows are not periods of the calendar"),
				errhint("Cut the rows with activity_agg() to follow customers from period to "
						"period."));
	state = cx_flows_writable(fcinfo, &cx_lifecycle_kind);
	add_customer(state, activity, change);
	return cx_flows_datum(fcinfo, state);
}

PG_FUNCTION_INFO_V1(cx_lifecycle_count_activity);
Datum
cx_lifecycle_count_activity(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_lifecycle_uncount_activity);
Datum
cx_lifecycle_uncount_activity(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, -1);
}
