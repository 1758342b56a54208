/*
 * rate_read.c
 *	  Reading cx_rate: the percentage, its interval and change, the counts.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "survey/rate.h"

static int64
successes(const CxShare *state)
{
	return state->part;
}

/*
 * rate(cx_rate), rate_ci(cx_rate, level), rate_change(before, after, level)
 *		Percentage of the trials that were successes; what else there is to say is in base/share.h.
 */
CX_SHARE_FIGURES(cx_rate_percent, &cx_rate_words, successes)

/*
 * successes, trials(cx_rate) -> bigint
 *		The counts: 0 for the empty state, possibly negative in a difference. Strict.
 */
PG_FUNCTION_INFO_V1(cx_rate_successes);
Datum
cx_rate_successes(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(successes(PG_GETARG_SHARE(0)));
}

PG_FUNCTION_INFO_V1(cx_rate_trials);
Datum
cx_rate_trials(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SHARE(0)->whole);
}
