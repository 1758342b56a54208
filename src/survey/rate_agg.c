/*
 * rate_agg.c
 *	  Folding a condition into cx_rate, and taking it out again when a window moves on.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "survey/rate.h"

/*
 * cx_rate_count(cx_rate, condition boolean) -> cx_rate
 * cx_rate_uncount, the same
 *		Transition and inverse of rate_agg() and rate(): a trial, which is a success where the
 *		condition holds. A NULL condition is no trial: an unanswered question says nothing. A NULL
 *		state gives NULL. A count beyond bigint: error 22003. Not strict, because the executor's own
 *		test for NULLs costs more than this one.
 */
#define COUNT(symbol, sign)                                                                        \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		return cx_share_count(fcinfo, !PG_ARGISNULL(1), !PG_ARGISNULL(1) && PG_GETARG_BOOL(1),     \
							  sign, &cx_rate_words);                                               \
	}

COUNT(cx_rate_count, 1)
COUNT(cx_rate_uncount, -1)

/*
 * cx_rate_refuse(cx_rate, condition "any")
 *		Transition of rate_agg() and rate() over what is no boolean, such as 0 and 1: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rate_refuse);
Datum
cx_rate_refuse(PG_FUNCTION_ARGS)
{
	cx_refuse_not_boolean(fcinfo, 1, "condition");
	PG_RETURN_NULL();
}
