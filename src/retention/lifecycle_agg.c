/*
 * lifecycle_agg.c
 *	  Folding the histories of customers into cx_lifecycle.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "retention/activity.h"
#include "retention/lifecycle.h"

/*
 * A flow wherever the customer's status changes. One who was active last in period k counts until
 * k + grace, and churned in k + grace + 1 unless active again by then. Runs of active periods are taken
 * as a whole, so that the cost is that of the runs, however long they are.
 */
void
cx_lifecycle_follow(CxFlowsExpanded *state, CxPeriod period, const uint64 *words, int word_count,
					int64 base, int grace, int64 change)
{
	int64 counts_until = -1; /* the first period in which the customer does not count any more */

	for (int w = 0; w < word_count; w++)
	{
		uint64 left = words[w];

		while (left != 0)
		{
			int bit = pg_rightmost_one_pos64(left);
			uint64 others = ~(left >> bit);
			int length = others == 0 ? 64 : pg_rightmost_one_pos64(others);
			int64 first = (int64) w * 64 + bit;

			if (first > counts_until)
			{
				bool is_new = counts_until < 0;

				if (!is_new)
					cx_lifecycle_add_flow(state, period, base + counts_until, 0, 0, change);
				cx_lifecycle_add_flow(state, period, base + first, is_new ? change : 0,
									  is_new ? 0 : change, 0);
			}
			counts_until = first + length + grace;
			left = bit + length < 64 ? left & ~UINT64CONST(0) << (bit + length) : 0;
		}
	}
	cx_lifecycle_add_flow(state, period, base + counts_until, 0, 0, change);
}

int
cx_grace_arg(FunctionCallInfo fcinfo, int argno)
{
	int32 grace;

	if (unlikely(PG_ARGISNULL(argno)))
		cx_refuse_null("grace",
					   "It is the number of inactive periods after which a customer still counts: "
					   "29 for those active within 30 days, 0 for none.");
	grace = PG_GETARG_INT32(argno);
	if (unlikely(grace < 0 || grace > CX_FLOWS_MAX_GRACE))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a grace of %d periods is not between 0 and %d", grace, CX_FLOWS_MAX_GRACE),
				errhint("It is the number of inactive periods after which a customer still counts: "
						"29 for those active within 30 days, 0 for none."));
	return grace;
}

/*
 * cx_lifecycle_count(cx_lifecycle, cx_activity [, grace integer]) -> cx_lifecycle
 * cx_lifecycle_uncount, the same
 *		Transition and inverse of lifecycle_agg: new in the first active period; churned in the first
 *		one that is more than grace periods, without it 0, after the last active one; reactivated in the
 *		first active one after that. A NULL or empty history is skipped; a NULL state gives NULL. A NULL
 *		grace: error 22004; a negative one, or one above 65535, rolling windows, or other periods or
 *		another grace than the state's: 22023; more than a million periods: 54000.
 */
static Datum
count_customer(FunctionCallInfo fcinfo, int grace, int64 change)
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
	cx_flows_set_grace(state, grace);
	cx_lifecycle_follow(state, (CxPeriod) activity->kind, activity->words,
						cx_activity_words(activity), activity->start, grace, change);
	return cx_flows_datum(fcinfo, state);
}

PG_FUNCTION_INFO_V1(cx_lifecycle_count_activity);
Datum
cx_lifecycle_count_activity(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, 0, 1);
}

PG_FUNCTION_INFO_V1(cx_lifecycle_uncount_activity);
Datum
cx_lifecycle_uncount_activity(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, 0, -1);
}

PG_FUNCTION_INFO_V1(cx_lifecycle_count_grace);
Datum
cx_lifecycle_count_grace(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, cx_grace_arg(fcinfo, 2), 1);
}

PG_FUNCTION_INFO_V1(cx_lifecycle_uncount_grace);
Datum
cx_lifecycle_uncount_grace(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, cx_grace_arg(fcinfo, 2), -1);
}
