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
#include "survey/scores.h"

static pg_attribute_always_inline Datum
count_score(FunctionCallInfo fcinfo, int point, CxScale scale, int64 change)
{
	CxScores *state = cx_writable_state(fcinfo, sizeof(CxScores));

	if (unlikely(!cx_same_scale(state->scale, scale)))
	{
		cx_check_scale(scale);
		if (!cx_scores_empty(state))
			cx_refuse_other_scale(state->scale, scale);
		state->scale = scale;
	}
	if (unlikely(pg_add_s64_overflow(state->counts[point], change, &state->counts[point])))
		cx_refuse_count_overflow();
	if (unlikely(state->counts[point] == 0))
		cx_scores_normalize(state);
	PG_RETURN_SCORES(state);
}

/*
 * The three-argument forms: not strict, because a NULL score is skipped but a NULL scale refused.
 * Whether the scale is one is asked when it differs from that of the state, which is once a group,
 * and where a score is refused or skipped.
 */
static pg_attribute_always_inline CxScale
whole_scale_args(FunctionCallInfo fcinfo)
{
	if (unlikely(PG_ARGISNULL(2) || PG_ARGISNULL(3)))
		cx_refuse_null_scale();
	return (CxScale){PG_GETARG_INT32(2), PG_GETARG_INT32(3)};
}

static pg_attribute_always_inline CxScale
float8_scale_args(FunctionCallInfo fcinfo)
{
	if (unlikely(PG_ARGISNULL(2) || PG_ARGISNULL(3)))
		cx_refuse_null_scale();
	return (CxScale){cx_whole_bound(PG_GETARG_FLOAT8(2)), cx_whole_bound(PG_GETARG_FLOAT8(3))};
}

/* A transition called by hand may be given no state at all. */
#define SKIP_UNANSWERED(fcinfo, scale)                                                             \
	do                                                                                             \
	{                                                                                              \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (PG_ARGISNULL(1))                                                                       \
		{                                                                                          \
			cx_check_scale(scale);                                                                 \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		}                                                                                          \
	} while (0)

/*
 * cx_scores_count_NAME, cx_scores_uncount_NAME(cx_scores, score) -> cx_scores
 *		Transition and inverse of the aggregates over one fixed scale. Strict: a NULL score is
 *		skipped. A score outside the scale: error 22003; fractional or NaN: error 22023; a count
 *		beyond bigint: error 22003.
 */
#define FIXED_SCALE(name, scale)                                                                   \
	FIXED_SCALE_OF(count_##name, scale, 1)                                                         \
	FIXED_SCALE_OF(uncount_##name, scale, -1)

#define FIXED_SCALE_OF(name, scale, change)                                                        \
	PG_FUNCTION_INFO_V1(cx_scores_##name##_int2);                                                  \
	Datum cx_scores_##name##_int2(PG_FUNCTION_ARGS)                                                \
	{                                                                                              \
		return count_score(fcinfo, cx_point(PG_GETARG_INT16(1), scale), scale, change);            \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_scores_##name##_int4);                                                  \
	Datum cx_scores_##name##_int4(PG_FUNCTION_ARGS)                                                \
	{                                                                                              \
		return count_score(fcinfo, cx_point(PG_GETARG_INT32(1), scale), scale, change);            \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_scores_##name##_float8);                                                \
	Datum cx_scores_##name##_float8(PG_FUNCTION_ARGS)                                              \
	{                                                                                              \
		return count_score(fcinfo, cx_point_float8(PG_GETARG_FLOAT8(1), scale), scale, change);    \
	}

FIXED_SCALE(nps, CX_NPS_SCALE)
FIXED_SCALE(csat, CX_CSAT_SCALE)
FIXED_SCALE(ces, CX_CES_SCALE)

/*
 * cx_scores_count, cx_scores_uncount(cx_scores, score, low, high) -> cx_scores
 *		The same with the scale as arguments. A NULL score is skipped; a NULL scale: error 22004; a
 *		scale of other than 2 to 11 points, or another than the rows before had: error 22023.
 */
#define ANY_SCALE(name, change)                                                                    \
	PG_FUNCTION_INFO_V1(cx_scores_##name##_int2);                                                  \
	Datum cx_scores_##name##_int2(PG_FUNCTION_ARGS)                                                \
	{                                                                                              \
		CxScale scale = whole_scale_args(fcinfo);                                                  \
                                                                                                   \
		SKIP_UNANSWERED(fcinfo, scale);                                                            \
		return count_score(fcinfo, cx_point(PG_GETARG_INT16(1), scale), scale, change);            \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_scores_##name##_int4);                                                  \
	Datum cx_scores_##name##_int4(PG_FUNCTION_ARGS)                                                \
	{                                                                                              \
		CxScale scale = whole_scale_args(fcinfo);                                                  \
                                                                                                   \
		SKIP_UNANSWERED(fcinfo, scale);                                                            \
		return count_score(fcinfo, cx_point(PG_GETARG_INT32(1), scale), scale, change);            \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_scores_##name##_float8);                                                \
	Datum cx_scores_##name##_float8(PG_FUNCTION_ARGS)                                              \
	{                                                                                              \
		CxScale scale = float8_scale_args(fcinfo);                                                 \
                                                                                                   \
		SKIP_UNANSWERED(fcinfo, scale);                                                            \
		return count_score(fcinfo, cx_point_float8(PG_GETARG_FLOAT8(1), scale), scale, change);    \
	}

ANY_SCALE(count, 1)
ANY_SCALE(uncount, -1)
