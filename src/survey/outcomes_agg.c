/*
 * outcomes_agg.c
 *	  Folding scores and what followed into cx_outcomes, and taking them out again when a window moves on.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "survey/outcomes.h"

/*
 * Of a customer who did not come back, a LEFT JOIN knows nothing: the commonest NULL means no. That a
 * period has not passed yet is NULL, too, and means to wait. Only the caller knows which it is.
 */
pg_noreturn static void
refuse_null_outcome(void)
{
	cx_refuse_null("outcome",
				   "Where a missing row means no, write coalesce(outcome, false); leave out with "
				   "FILTER (WHERE ...) those of whom it is not known yet.");
}

/* Without a branch on the outcome, which no processor can predict. */
static pg_attribute_always_inline Datum
count_outcome(FunctionCallInfo fcinfo, int point, CxScale scale, int64 change)
{
	CxOutcomes *state;

	if (unlikely(PG_ARGISNULL(2)))
		refuse_null_outcome();
	state = cx_writable_state(fcinfo, sizeof(CxOutcomes));
	if (unlikely(!cx_same_scale(state->scale, scale)))
	{
		if (!cx_outcomes_empty(state))
			cx_refuse_other_scale(state->scale, scale);
		state->scale = scale;
	}
	if (unlikely(pg_add_s64_overflow(state->counts[point], change, &state->counts[point]) |
				 pg_add_s64_overflow(state->outcomes[point], PG_GETARG_BOOL(2) ? change : 0,
									 &state->outcomes[point])))
		cx_refuse_count_overflow("responses");
	if (unlikely(state->counts[point] == 0))
		cx_outcomes_normalize(state);
	PG_RETURN_OUTCOMES(state);
}

/*
 * cx_outcomes_count(cx_outcomes, score, outcome boolean, low, high) -> cx_outcomes
 * cx_outcomes_uncount, the same
 *		Transition and inverse of outcome_agg(). A row whose score is NULL is skipped, whatever its
 *		outcome; a NULL state gives NULL. A NULL outcome or scale: error 22004. Scores and scales are
 *		refused as in scores_agg.c. Not strict, because the executor's own test for NULLs costs more than
 *		these.
 */
#define TRANSITION(symbol, scale_args, point_of_score, change)                                     \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxScale scale = scale_args(fcinfo, 3);                                                     \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		return count_outcome(fcinfo, point_of_score, scale, change);                               \
	}

#define TRANSITIONS(name, change)                                                                  \
	TRANSITION(cx_outcomes_##name##_int2, cx_whole_scale_args,                                     \
			   cx_point(PG_GETARG_INT16(1), scale), change)                                        \
	TRANSITION(cx_outcomes_##name##_int4, cx_whole_scale_args,                                     \
			   cx_point(PG_GETARG_INT32(1), scale), change)                                        \
	TRANSITION(cx_outcomes_##name##_float8, cx_float8_scale_args,                                  \
			   cx_point_float8(PG_GETARG_FLOAT8(1), scale), change)

TRANSITIONS(count, 1)
TRANSITIONS(uncount, -1)

/*
 * cx_outcomes_refuse(cx_outcomes, score, outcome "any", low, high) -> cx_outcomes
 *		Transition of outcome_agg() over what is no boolean, such as 0 and 1: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_outcomes_refuse);
Datum
cx_outcomes_refuse(PG_FUNCTION_ARGS)
{
	cx_refuse_not_boolean(fcinfo, 2, "outcome");
	PG_RETURN_NULL();
}
