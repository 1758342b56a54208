/*
 * churn_read.c
 *	  Reading cx_churn: the rates of customers lost and retained, their intervals and changes, the
 *	  counts.
 *
 * Churn of customers ("logo churn"): of those who were active at the start of a period, the share
 * that is no longer active at its end. A customer who came during the period is in neither number.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "retention/churn.h"

static int64
retained(const CxShare *state)
{
	int64 count;

	if (pg_sub_s64_overflow(state->whole, state->part, &count))
		cx_refuse_count_overflow("customers");
	return count;
}

static int64
lost(const CxShare *state)
{
	return state->part;
}

/*
 * retention_rate(cx_churn), retention_rate_ci(cx_churn, level), retention_change(before, after, level)
 * churn_rate(cx_churn), churn_rate_ci(cx_churn, level), churn_change(before, after, level)
 *		Percentage of the customers active before who were active after, or who were not; what else
 *		there is to say is in base/share.h.
 */
CX_SHARE_FIGURES(cx_churn_retention_rate, &cx_churn_words, retained)
CX_SHARE_FIGURES(cx_churn_churn_rate, &cx_churn_words, lost)

/*
 * customers_before, customers_lost, customers_retained(cx_churn) -> bigint
 *		The counts: 0 for the empty state, possibly negative in a difference. Strict. Retained beyond
 *		bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_churn_before);
Datum
cx_churn_before(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SHARE(0)->whole);
}

PG_FUNCTION_INFO_V1(cx_churn_lost);
Datum
cx_churn_lost(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(lost(PG_GETARG_SHARE(0)));
}

PG_FUNCTION_INFO_V1(cx_churn_retained);
Datum
cx_churn_retained(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(retained(PG_GETARG_SHARE(0)));
}
