/*
 * scores_agg.c
 *	  Folding scores into cx_scores, and taking them out again when a window moves on.
 *
 * One transition and one inverse for each argument type and scale: nps_agg(x), nps(x) and
 * everything read from them share one pass over the rows because they share the function here.
 * The fixed scales have functions of their own so that the range test is against constants and no
 * row carries the bounds along; three-argument forms take the scale from the call.
 *
 * This is the code that runs once a row. No tables, no branches on the score but the range test:
 * the score is the index.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "survey/scores.h"

static pg_attribute_always_inline Datum
count_score(FunctionCallInfo fcinfo, int point, CxScale scale, int64 change)
{
	CxScores *state = cx_writable_state(fcinfo, sizeof(CxScores));

	if (unlikely(!cx_same_scale(state->scale, scale)))
	{
		if (!cx_scores_empty(state))
			cx_refuse_other_scale(state->scale, scale);
		state->scale = scale;
	}
	if (unlikely(pg_add_s64_overflow(state->counts[point], change, &state->counts[point])))
		cx_refuse_count_overflow("responses");
	if (unlikely(state->counts[point] == 0))
		cx_scores_normalize(state);
	PG_RETURN_SCORES(state);
}

/*
 * None of these is strict, though a NULL score is skipped: for a strict transition the executor
 * takes an extra step per row to look for NULLs (doc/decisions.md has what that cost). Called by
 * hand they may be given no state at all.
 */
#define TRANSITION(symbol, scale_of_call, point_of_score, change)                                  \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxScale scale = scale_of_call;                                                             \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		return count_score(fcinfo, point_of_score, scale, change);                                 \
	}

#define TRANSITIONS(name, whole_scale, float8_scale, change)                                       \
	TRANSITION(cx_scores_##name##_int2, whole_scale, cx_point(PG_GETARG_INT16(1), scale), change)  \
	TRANSITION(cx_scores_##name##_int4, whole_scale, cx_point(PG_GETARG_INT32(1), scale), change)  \
	TRANSITION(cx_scores_##name##_float8, float8_scale,                                            \
			   cx_point_float8(PG_GETARG_FLOAT8(1), scale), change)

/*
 * cx_scores_count_nps, _csat, _ces(cx_scores, score) -> cx_scores; cx_scores_uncount_... the same
 *		Transition and inverse of the aggregates over a fixed scale. A NULL score is skipped; a NULL
 *		state gives NULL. A score outside the scale: error 22003; fractional or NaN: error 22023; a
 *		state of another scale: error 22023; a count beyond bigint: error 22003.
 */
TRANSITIONS(count_nps, CX_NPS_SCALE, CX_NPS_SCALE, 1)
TRANSITIONS(uncount_nps, CX_NPS_SCALE, CX_NPS_SCALE, -1)
TRANSITIONS(count_csat, CX_CSAT_SCALE, CX_CSAT_SCALE, 1)
TRANSITIONS(uncount_csat, CX_CSAT_SCALE, CX_CSAT_SCALE, -1)
TRANSITIONS(count_ces, CX_CES_SCALE, CX_CES_SCALE, 1)
TRANSITIONS(uncount_ces, CX_CES_SCALE, CX_CES_SCALE, -1)

/*
 * cx_scores_count, cx_scores_uncount(cx_scores, score, low, high) -> cx_scores
 *		The same with the scale as arguments. A NULL scale: error 22004; one of other than 2 to 11
 *		points, or another than the rows before had: error 22023.
 */
TRANSITIONS(count, cx_whole_scale_args(fcinfo, 2), cx_float8_scale_args(fcinfo, 2), 1)
TRANSITIONS(uncount, cx_whole_scale_args(fcinfo, 2), cx_float8_scale_args(fcinfo, 2), -1)
