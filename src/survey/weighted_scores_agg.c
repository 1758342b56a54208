/*
 * weighted_scores_agg.c
 *	  Folding weighted scores into cx_weighted_scores.
 *
 * No inverse transition: sums of doubles cannot be taken apart again. A moving window recomputes.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "survey/weighted_scores.h"

static Datum
add_weight(FunctionCallInfo fcinfo, double weight, int point, CxScale scale)
{
	CxWeightedScores *state = cx_writable_state(fcinfo, sizeof(CxWeightedScores));

	if (!cx_same_scale(state->scale, scale))
	{
		if (!cx_weighted_scores_empty(state))
			cx_refuse_other_scale(state->scale, scale);
		state->scale = scale;
	}
	if (pg_add_s64_overflow(state->responses, 1, &state->responses))
		cx_refuse_count_overflow("responses");
	cx_sum_add(&state->weights[point], weight);
	cx_sum_add(&state->squares[point], weight * weight);
	PG_RETURN_WEIGHTED_SCORES(state);
}

/*
 * cx_weighted_scores_count(cx_weighted_scores, score, weight, low, high) -> cx_weighted_scores
 *		Transition of weighted_score_agg(). Not strict: a NULL score is skipped, whatever its weight;
 *		a response of weight 0 is absent, whatever its score. A NULL weight or scale: error 22004. A
 *		negative or infinite weight: error 22003, a NaN one: error 22023. Scores and scales are refused
 *		as in scores_agg.c.
 */
#define WEIGHTED(type, scale_args, point_of, score_of)                                             \
	PG_FUNCTION_INFO_V1(cx_weighted_scores_count_##type);                                          \
	Datum cx_weighted_scores_count_##type(PG_FUNCTION_ARGS)                                        \
	{                                                                                              \
		CxScale scale = scale_args(fcinfo, 3);                                                     \
		double weight;                                                                             \
                                                                                                   \
		if (PG_ARGISNULL(0))                                                                       \
			PG_RETURN_NULL();                                                                      \
		if (PG_ARGISNULL(1))                                                                       \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		weight = cx_weight_arg(fcinfo, 2, CX_MIN_WEIGHT, CX_MAX_WEIGHT, CX_SURVEY_WEIGHT_IS);      \
		if (weight == 0)                                                                           \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		return add_weight(fcinfo, weight, point_of(score_of(1), scale), scale);                    \
	}

WEIGHTED(int2, cx_whole_scale_args, cx_point, PG_GETARG_INT16)
WEIGHTED(int4, cx_whole_scale_args, cx_point, PG_GETARG_INT32)
WEIGHTED(float8, cx_float8_scale_args, cx_point_float8, PG_GETARG_FLOAT8)
