/*
 * counts.c
 *	  Reading counts, shares, the mean and the distribution from a state, on any scale.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"

#include "base/result.h"
#include "base/rows.h"
#include "survey/tally.h"

/*
 * responses(cx_scores) -> bigint
 *		How many answers the state holds: 0 for the empty state, negative for a difference that
 *		took away more than it had. Strict. Sum beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_scores_responses);
Datum
cx_scores_responses(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(cx_scores_between(PG_GETARG_SCORES(0), PG_INT32_MIN, PG_INT32_MAX));
}

/*
 * responses(cx_weighted_scores) -> bigint
 *		How many answers with a positive weight the state holds, each counted once. Strict.
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_responses);
Datum
cx_weighted_scores_responses(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_WEIGHTED_SCORES(0)->responses);
}

/*
 * effective_responses(cx_weighted_scores) -> double precision
 *		(sum of weights)^2 / sum of squared weights: the number of equally weighted answers that
 *		would be as informative (Kish 1965, Survey Sampling, 8.2). 0 for the empty state. Strict.
 */
PG_FUNCTION_INFO_V1(cx_weighted_scores_effective_responses);
Datum
cx_weighted_scores_effective_responses(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(cx_effective_responses(PG_GETARG_WEIGHTED_SCORES(0)));
}

static void
check_range(int32 from, int32 to)
{
	if (from > to)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("from_score %d is above to_score %d", from, to),
				errhint("The lower score comes first; both are included."));
}

/*
 * score_count(cx_scores, from_score, to_score) -> bigint
 * score_count(cx_weighted_scores, from_score, to_score) -> double precision, of cx_sample, too
 *		Answers, or their weight, with a score from from_score to to_score, both included; scores
 *		off the scale were never given. Strict; 0 for the empty state. from_score above to_score:
 *		error 22023.
 */
PG_FUNCTION_INFO_V1(cx_scores_score_count);
Datum
cx_scores_score_count(PG_FUNCTION_ARGS)
{
	check_range(PG_GETARG_INT32(1), PG_GETARG_INT32(2));
	PG_RETURN_INT64(cx_scores_between(PG_GETARG_SCORES(0), PG_GETARG_INT32(1), PG_GETARG_INT32(2)));
}

#define SCORE_WEIGHT(symbol, tally_of, GETARG)                                                     \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxTally tally;                                                                             \
                                                                                                   \
		check_range(PG_GETARG_INT32(1), PG_GETARG_INT32(2));                                       \
		tally_of(GETARG(0), &tally);                                                               \
		PG_RETURN_FLOAT8(cx_tally_between(&tally, PG_GETARG_INT32(1), PG_GETARG_INT32(2)));        \
	}

SCORE_WEIGHT(cx_weighted_scores_score_count, cx_tally_weighted, PG_GETARG_WEIGHTED_SCORES)
SCORE_WEIGHT(cx_sample_score_count, cx_tally_sample, PG_GETARG_SAMPLE)

/*
 * score_share(state, from_score, to_score) -> double precision
 *		The same as a percentage of all answers, or of all weight. Strict; NULL for the empty state.
 *		from_score above to_score, or negative counts: error 22023.
 */
static Datum
score_share(FunctionCallInfo fcinfo, const CxTally *tally)
{
	int32 from = PG_GETARG_INT32(1);
	int32 to = PG_GETARG_INT32(2);

	check_range(from, to);
	CX_RETURN_FIGURE(cx_tally_percent(tally, cx_tally_between(tally, from, to)));
}
CX_METRIC(score_share, score_share)

/*
 * score_share_std_error(state, from_score, to_score) -> double precision
 *		Standard error of score_share() in points, by linearisation (math/weighted_mean.c). Strict; NULL
 *		for fewer than two answers. Errors as for score_share().
 */
static Datum
score_share_std_error(FunctionCallInfo fcinfo, const CxTally *tally)
{
	int32 from = PG_GETARG_INT32(1);
	int32 to = PG_GETARG_INT32(2);
	double values[CX_MAX_POINTS];

	check_range(from, to);
	cx_tally_share_values(tally->scale, from, to, values);
	CX_RETURN_FIGURE(100 * cx_tally_mean_of(tally, values).error);
}
CX_METRIC(score_share_std_error, score_share_std_error)

/*
 * mean_score(state) -> double precision, also ces(state)
 *		The arithmetic mean of the scores. NULL for the empty state. Negative counts: error 22023.
 */
static Datum
mean_score(FunctionCallInfo fcinfo, const CxTally *tally)
{
	CX_RETURN_FIGURE(cx_tally_mean(tally));
}
CX_METRIC(mean_score, mean_score)

/*
 * score_distribution(cx_scores) -> set of (score integer, responses bigint, share)
 * score_distribution(cx_weighted_scores) -> set of (score integer, responses double precision, share), of
 *		cx_sample, too
 *		One row for each score of the scale, also those that nobody gave; share in percent. Responses
 *		of a weighted state are weights. Strict; no rows for the empty state. Negative counts: error
 *		22023.
 */
typedef struct Distribution
{
	CxTally tally;
	int64 counts[CX_MAX_POINTS]; /* of whole answers: a double has 53 bits for 63 */
} Distribution;

static Datum
distribution_row(FunctionCallInfo fcinfo, bool whole)
{
	FuncCallContext *call = SRF_PERCALL_SETUP();
	const Distribution *distribution = call->user_fctx;
	const CxTally *tally = &distribution->tally;
	int point = (int) call->call_cntr;
	Datum values[3];
	bool nulls[3] = {false, false, false};

	if (point >= cx_scale_points(tally->scale))
		SRF_RETURN_DONE(call);
	values[0] = Int32GetDatum(tally->scale.low + point);
	values[1] =
		whole ? Int64GetDatum(distribution->counts[point]) : Float8GetDatum(tally->counts[point]);
	values[2] = Float8GetDatum(cx_tally_percent(tally, tally->counts[point]));
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

PG_FUNCTION_INFO_V1(cx_scores_distribution);
Datum
cx_scores_distribution(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Distribution));
		Distribution *distribution = rows.call->user_fctx;

		cx_tally_scores(PG_GETARG_SCORES(0), &distribution->tally);
		memcpy(distribution->counts, PG_GETARG_SCORES(0)->counts, sizeof(distribution->counts));
		cx_rows_begun(&rows);
	}
	return distribution_row(fcinfo, true);
}

#define WEIGHT_DISTRIBUTION(symbol, tally_of, GETARG)                                              \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		if (SRF_IS_FIRSTCALL())                                                                    \
		{                                                                                          \
			CxRows rows = cx_rows_begin(fcinfo, sizeof(Distribution));                             \
			Distribution *distribution = rows.call->user_fctx;                                     \
                                                                                                   \
			tally_of(GETARG(0), &distribution->tally);                                             \
			cx_rows_begun(&rows);                                                                  \
		}                                                                                          \
		return distribution_row(fcinfo, false);                                                    \
	}

WEIGHT_DISTRIBUTION(cx_weighted_scores_distribution, cx_tally_weighted, PG_GETARG_WEIGHTED_SCORES)
WEIGHT_DISTRIBUTION(cx_sample_distribution, cx_tally_sample, PG_GETARG_SAMPLE)
