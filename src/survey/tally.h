/*
 * tally.h
 *	  What a metric reads: counts as numbers, whatever state they come from.
 *
 * Every metric exists for cx_scores, cx_weighted_scores and cx_sample. It is written once, over a tally,
 * and CX_METRIC() makes the functions that SQL calls.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_TALLY_H
#define CX_TALLY_H

#include "fmgr.h"

#include "math/intervals.h"
#include "math/weighted_mean.h"
#include "survey/sample.h"
#include "survey/scores.h"
#include "survey/weighted_scores.h"

typedef struct CxTally
{
	CxScale scale; /* 0, 0 when there is nothing */
	bool weighted;
	double counts[CX_MAX_POINTS]; /* answers, or their weight */
	double total;                 /* of the counts; 0 when there is nothing */

	const CxSample *sample; /* what an error by design needs; NULL for other states */

	/* of a weighted state only; else they would be counts and total once more */
	double responses;
	double squares[CX_MAX_POINTS]; /* sums of squared weights; not of a sample */
} CxTally;

/* Raises error 22023 over negative counts. */
extern void cx_tally_scores(const CxScores *state, CxTally *tally);
extern void cx_tally_weighted(const CxWeightedScores *state, CxTally *tally);

/* The tally points to the state. */
extern void cx_tally_sample(const CxSample *state, CxTally *tally);

/* Counts with a score in [from, to]. */
static inline double
cx_tally_between(const CxTally *tally, int32 from, int32 to)
{
	CxScale scale = tally->scale;
	int64 first = Max((int64) from - scale.low, 0);
	int64 last = Min((int64) to - scale.low, cx_scale_points(scale) - 1);
	double sum = 0;

	for (int64 i = first; i <= last; i++)
		sum += tally->counts[i];
	return sum;
}

extern double cx_tally_mean(const CxTally *tally);

/*
 * The mean of values given to each score, with its error; NaN when there is nothing. Error 22023 where a
 * stratum of a sample has a single cluster.
 */
extern CxWeightedMean cx_tally_mean_of(const CxTally *tally, const double *values);

/* The variance of these values alone, which a sample with such a stratum has. */
extern double cx_tally_variance_of(const CxTally *tally, const double *values);

/*
 * A factor that turns weights into answers: an unweighted sample with so many answers of each score has
 * the same error of the mean of these values, and the same interval at that level. 1 when nothing is
 * weighted; NaN for a sample without degrees of freedom. Answers that leave nothing open are
 * CX_CERTAIN of them.
 */
extern double cx_tally_effect(const CxTally *tally, const double *values, double level);

/* The share of scores in [from, to] as the mean of 1 for such an answer and 0 for any other. */
extern void cx_tally_share_values(CxScale scale, int32 from, int32 to, double *values);

/* The answers with a score in [from, to], of all; of a weighted state, of the effective ones. */
extern CxProportion cx_tally_proportion(const CxTally *tally, int32 from, int32 to, double level);

/*
 * The degrees of freedom of an error: answers less 1, the fewer the less evenly they weigh; those of a sample. Below 1
 * where there is no interval.
 */
extern double cx_tally_df(const CxTally *tally);

/* Is each answer a draw of its own, and are all of one weight, whatever state says so? */
extern bool cx_tally_is_plain(const CxTally *tally);

/* The number of answers, each counted once. */
static inline double
cx_tally_responses(const CxTally *tally)
{
	return tally->weighted ? tally->responses : tally->total;
}

/* 100 part / total, exactly +-100 for all of it and never beyond; NaN when there is nothing. */
extern double cx_tally_percent(const CxTally *tally, double part);

/* The row of an interval; it holds the estimate that its accessor prints, to the last digit. */
extern Datum cx_interval_row(FunctionCallInfo fcinfo, CxInterval interval, double estimate);

/*
 * Adds the answers of other groups; a tally of zeros is empty. Groups of samples are strata. Error 22023 when
 * the scales differ.
 */
extern void cx_tally_add(CxTally *sum, const CxTally *other);

/*
 * Two tallies to be compared: false when one is empty; error 22023 when the scales differ.
 */
extern bool cx_tallies_comparable(const CxTally *before, const CxTally *after);

#define CX_METRIC(name, metric)                                                                    \
	CX_METRIC_OF(cx_scores_##name, metric, cx_tally_scores, PG_GETARG_SCORES)                      \
	CX_METRIC_OF(cx_weighted_scores_##name, metric, cx_tally_weighted, PG_GETARG_WEIGHTED_SCORES)  \
	CX_METRIC_OF(cx_sample_##name, metric, cx_tally_sample, PG_GETARG_SAMPLE)

#define CX_METRIC_OF(symbol, metric, tally_of, GETARG)                                             \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxTally tally;                                                                             \
                                                                                                   \
		if (PG_ARGISNULL(0))                                                                       \
			PG_RETURN_NULL();                                                                      \
		tally_of(GETARG(0), &tally);                                                               \
		return metric(fcinfo, &tally);                                                             \
	}

#define CX_COMPARISON(name, comparison)                                                            \
	CX_COMPARISON_OF(cx_scores_##name, comparison, cx_tally_scores, PG_GETARG_SCORES)              \
	CX_COMPARISON_OF(cx_weighted_scores_##name, comparison, cx_tally_weighted,                     \
					 PG_GETARG_WEIGHTED_SCORES)                                                    \
	CX_COMPARISON_OF(cx_sample_##name, comparison, cx_tally_sample, PG_GETARG_SAMPLE)

#define CX_COMPARISON_OF(symbol, comparison, tally_of, GETARG)                                     \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxTally before, after;                                                                     \
                                                                                                   \
		if (PG_ARGISNULL(0) || PG_ARGISNULL(1))                                                    \
			PG_RETURN_NULL();                                                                      \
		tally_of(GETARG(0), &before);                                                              \
		tally_of(GETARG(1), &after);                                                               \
		return comparison(fcinfo, &before, &after);                                                \
	}

#endif /* CX_TALLY_H */
