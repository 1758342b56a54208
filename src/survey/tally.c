/*
 * tally.c
 *	  What a metric reads: counts as numbers, whatever state they come from.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/result.h"
#include "survey/tally.h"

static void
finish(CxTally *tally, CxScale scale)
{
	tally->scale = scale;
	tally->total = 0;
	for (int i = 0; i < cx_scale_points(scale); i++)
		tally->total += tally->counts[i];
}

void
cx_tally_scores(const CxScores *state, CxTally *tally)
{
	for (int i = 0; i < cx_scale_points(state->scale); i++)
	{
		if (unlikely(state->counts[i] < 0))
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("a metric needs counts that are not negative"),
					errdetail("Score %d was counted " INT64_FORMAT " times.", state->scale.low + i,
							  state->counts[i]),
					errhint("A difference of states is a correction: add it to a state first."));
		tally->counts[i] = (double) state->counts[i];
	}
	finish(tally, state->scale);
	tally->effective = tally->total;
}

void
cx_tally_weighted(const CxWeightedScores *state, CxTally *tally)
{
	for (int i = 0; i < cx_scale_points(state->scale); i++)
		tally->counts[i] = state->weights[i].high;
	finish(tally, state->scale);
	tally->effective = cx_effective_responses(state);
}

double
cx_tally_between(const CxTally *tally, int32 from, int32 to)
{
	double sum = 0;

	for (int i = 0; i < cx_scale_points(tally->scale); i++)
		if (tally->scale.low + i >= from && tally->scale.low + i <= to)
			sum += tally->counts[i];
	return sum;
}

double
cx_tally_mean(const CxTally *tally)
{
	double sum = 0;

	if (tally->total == 0)
		return NAN;
	/* from the lowest score, so that a scale far from 0 loses no digits */
	for (int i = 1; i < cx_scale_points(tally->scale); i++)
		sum += i * tally->counts[i];
	return fmin(tally->scale.low + sum / tally->total, tally->scale.high);
}

double
cx_tally_percent(const CxTally *tally, double part)
{
	double percent = 100 * part / tally->total;

	return isnan(percent) ? percent : fmax(-100, fmin(percent, 100));
}

Datum
cx_interval_row(FunctionCallInfo fcinfo, CxInterval interval, double estimate)
{
	if (!isfinite(interval.low) || !isfinite(interval.high))
		PG_RETURN_NULL();
	return cx_figure_row(fcinfo, 2,
						 (double[]){fmin(interval.low, estimate), fmax(interval.high, estimate)});
}

bool
cx_tallies_comparable(const CxTally *before, const CxTally *after)
{
	if (before->total == 0 || after->total == 0)
		return false;
	if (!cx_same_scale(before->scale, after->scale))
		cx_refuse_other_scale(before->scale, after->scale);
	return true;
}
