/*
 * cohort_revenue_agg.c
 *	  Folding customers into cx_cohort_revenue, one cx_spend a row, and whole states.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "revenue/cohort_revenue_build.h"
#include "revenue/spend.h"

/*
 * cx_cohort_revenue_count(cx_cohort_revenue, cx_spend) -> cx_cohort_revenue, cx_cohort_revenue_uncount the
 * same
 *		Transition and inverse of cohort_revenue_agg: a customer enters the cohort of the first purchase
 *		day's period with all that was spent. NULL and empty spends are skipped; a NULL state gives NULL.
 *		Another period than the state's: error 22023; a table too large: error 54000; a sum beyond the
 *		range of money: error 22003.
 */
static Datum
transition(FunctionCallInfo fcinfo, int change)
{
	CxCohortRevenueBuilder *builder;
	const CxSpend *spend;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	spend = PG_GETARG_SPEND_P(1);
	if (cx_spend_days(spend) == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	builder = cx_cohort_revenue_writable(fcinfo);
	cx_cohort_revenue_set_period(builder, (CxPeriod) spend->period);
	cx_cohort_revenue_enter(builder, spend->days, cx_spend_days(spend), spend->width, spend->first,
							0, change);
	return cx_cohort_revenue_transition_value(builder);
}

PG_FUNCTION_INFO_V1(cx_cohort_revenue_count);
Datum
cx_cohort_revenue_count(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_cohort_revenue_uncount);
Datum
cx_cohort_revenue_uncount(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, -1);
}

/*
 * cx_cohort_revenue_add, cx_cohort_revenue_subtract(cx_cohort_revenue, cx_cohort_revenue) ->
 * cx_cohort_revenue
 *		Operators + and -, combine function of cohort_revenue_agg, transition and inverse of rollup().
 *		Strict. Different periods: error 22023; a count beyond bigint, or a sum beyond the range of
 *		money: error 22003; a table too large: error 54000.
 */
static Datum
merge(FunctionCallInfo fcinfo, int sign)
{
	CxCohortRevenueBuilder *builder = cx_cohort_revenue_writable(fcinfo);

	cx_cohort_revenue_merge(builder, PG_GETARG_COHORT_REVENUE(1), sign);
	return cx_cohort_revenue_transition_value(builder);
}

PG_FUNCTION_INFO_V1(cx_cohort_revenue_add);
Datum
cx_cohort_revenue_add(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_cohort_revenue_subtract);
Datum
cx_cohort_revenue_subtract(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, -1);
}
