/*
 * churn_read.c
 *	  Reading cx_churn: the rates of customers lost and retained, their intervals, the counts.
 *
 * Churn of customers ("logo churn"): of those who were active at the start of a period, the share
 * that is no longer active at its end. A customer who came during the period is in neither number.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "base/percent.h"
#include "base/proportion.h"
#include "base/result.h"
#include "retention/churn.h"

static int64
retained(const CxChurn *state)
{
	int64 count;

	if (pg_sub_s64_overflow(state->before, state->lost, &count))
		cx_refuse_count_overflow("customers");
	return count;
}

/* Argument 0, from which a rate can be read. */
static const CxChurn *
countable_arg(FunctionCallInfo fcinfo)
{
	const CxChurn *state = PG_GETARG_CHURN(0);

	if (state->lost < 0 || state->lost > state->before)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a rate needs from 0 to all customers lost"),
				errdetail("Lost are " INT64_FORMAT " of " INT64_FORMAT " customers.", state->lost,
						  state->before),
				errhint("A difference of states is a correction: add it to a state first."));
	return state;
}

/*
 * retention_rate(cx_churn), churn_rate(cx_churn) -> double precision; final functions of the
 * aggregates of these names
 *		Percentage of the customers active before who were active after, or who were not. NULL for
 *		the empty state. Strict. Fewer than 0 or more than all lost: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_churn_retention_rate);
Datum
cx_churn_retention_rate(PG_FUNCTION_ARGS)
{
	const CxChurn *state = countable_arg(fcinfo);

	CX_RETURN_FIGURE(cx_percent(retained(state), state->before));
}

PG_FUNCTION_INFO_V1(cx_churn_churn_rate);
Datum
cx_churn_churn_rate(PG_FUNCTION_ARGS)
{
	const CxChurn *state = countable_arg(fcinfo);

	CX_RETURN_FIGURE(cx_percent(state->lost, state->before));
}

static Datum
wilson(FunctionCallInfo fcinfo, int64 hits, int64 n, double level)
{
	return cx_proportion_ci(fcinfo, (CxProportion){(double) hits, (double) n}, cx_percent(hits, n),
							level);
}

/*
 * retention_rate_ci(cx_churn, level), churn_rate_ci(cx_churn, level) -> (low, high)
 *		Wilson score interval in percent, without continuity correction (Wilson 1927). NULL for a
 *		NULL or empty state. A NULL level: error 22004; outside (0, 1): error 22023; counts as for
 *		the rates.
 */
PG_FUNCTION_INFO_V1(cx_churn_retention_rate_ci);
Datum
cx_churn_retention_rate_ci(PG_FUNCTION_ARGS)
{
	double level = cx_level_arg(fcinfo, 1);
	const CxChurn *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = countable_arg(fcinfo);
	return wilson(fcinfo, retained(state), state->before, level);
}

PG_FUNCTION_INFO_V1(cx_churn_churn_rate_ci);
Datum
cx_churn_churn_rate_ci(PG_FUNCTION_ARGS)
{
	double level = cx_level_arg(fcinfo, 1);
	const CxChurn *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = countable_arg(fcinfo);
	return wilson(fcinfo, state->lost, state->before, level);
}

/*
 * customers_before, customers_lost, customers_retained(cx_churn) -> bigint
 *		The counts: 0 for the empty state, possibly negative in a difference. Strict. Retained beyond
 *		bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_churn_before);
Datum
cx_churn_before(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_CHURN(0)->before);
}

PG_FUNCTION_INFO_V1(cx_churn_lost);
Datum
cx_churn_lost(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_CHURN(0)->lost);
}

PG_FUNCTION_INFO_V1(cx_churn_retained);
Datum
cx_churn_retained(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(retained(PG_GETARG_CHURN(0)));
}
