/*
 * tally.c
 *	  What a metric reads: counts as numbers, whatever state they come from.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/result.h"
#include "survey/tally.h"

pg_noreturn static void
refuse_negative(const CxScores *state)
{
	int point = 0;

	while (state->counts[point] >= 0)
		point++;
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a metric needs counts that are not negative"),
			errdetail("Score %d was counted " INT64_FORMAT " times.", state->scale.low + point,
					  state->counts[point]),
			errhint("A difference of states is a correction: add it to a state first."));
}

/*
 * In a moving window this runs once a row, like the transitions: whole counts are added as whole
 * numbers, which takes a cycle where doubles take four, unless their sum could be too large for one.
 */
void
cx_tally_scores(const CxScores *state, CxTally *tally)
{
	int64 bits = 0;
	uint64 total = 0;

	/* counts beyond the scale are 0, and a loop of fixed length is one without branches */
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		bits |= state->counts[i];
		total += (uint64) state->counts[i];
		tally->counts[i] = (double) state->counts[i];
	}
	if (unlikely(bits < 0))
		refuse_negative(state);
	tally->scale = state->scale;
	tally->total = likely(bits < PG_INT64_MAX / CX_MAX_POINTS)
					   ? (double) (int64) total
					   : cx_tally_between(tally, PG_INT32_MIN, PG_INT32_MAX);
	tally->weighted = false;
	tally->sample = NULL;
}

void
cx_tally_weighted(const CxWeightedScores *state, CxTally *tally)
{
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		tally->counts[i] = state->weights[i].high;
		tally->squares[i] = state->squares[i].high;
	}
	tally->scale = state->scale;
	tally->total = cx_tally_between(tally, PG_INT32_MIN, PG_INT32_MAX);
	tally->responses = (double) state->responses;
	tally->weighted = true;
	tally->sample = NULL;
}

void
cx_tally_sample(const CxSample *state, CxTally *tally)
{
	for (int i = 0; i < CX_MAX_POINTS; i++)
		tally->counts[i] = state->totals[i].high;
	tally->scale = state->scale;
	tally->total = cx_tally_between(tally, PG_INT32_MIN, PG_INT32_MAX);
	tally->responses = (double) state->answers;
	tally->weighted = true;
	tally->sample = state;
}

void
cx_tally_add(CxTally *sum, const CxTally *other)
{
	if (other->total == 0)
		return;
	if (sum->total == 0)
	{
		*sum = *other;
		return;
	}
	if (!cx_same_scale(sum->scale, other->scale))
		cx_refuse_other_scale(sum->scale, other->scale);
	if (sum->sample != NULL)
	{
		CxSample *both = palloc0(sizeof(CxSample));

		cx_sample_join(both, sum->sample);
		cx_sample_join(both, other->sample);
		cx_tally_sample(both, sum);
		return;
	}
	for (int i = 0; i < CX_MAX_POINTS; i++)
	{
		sum->counts[i] += other->counts[i];
		if (sum->weighted)
			sum->squares[i] += other->squares[i];
	}
	/* by the scores, so that all answers in one class are all of them */
	sum->total = cx_tally_between(sum, PG_INT32_MIN, PG_INT32_MAX);
	if (sum->weighted)
		sum->responses += other->responses;
}

double
cx_tally_mean(const CxTally *tally)
{
	double sum = 0;

	if (tally->total == 0)
		return NAN;
	/* from the lowest score, so that a scale far from 0 loses no digits */
	for (int i = 1; i < cx_scale_points(tally->scale); i++)
	{
		if (tally->counts[i] == tally->total)
			return tally->scale.low + i;
		sum += i * tally->counts[i];
	}
	return fmin(tally->scale.low + sum / tally->total, tally->scale.high);
}

static CxWeightedMean
mean_by_weight(const CxTally *tally, const double *values)
{
	return cx_weighted_mean(cx_scale_points(tally->scale), values, tally->counts,
							tally->weighted && tally->sample == NULL ? tally->squares
																	 : tally->counts,
							cx_tally_responses(tally));
}

CxWeightedMean
cx_tally_mean_of(const CxTally *tally, const double *values)
{
	CxWeightedMean mean = mean_by_weight(tally, values);

	if (tally->sample != NULL && tally->total > 0)
	{
		mean.error = cx_sample_error(tally->sample, values);
		mean.effective = cx_effective_answers(mean, cx_sample_drawn(tally->sample),
											  cx_tally_df(tally), cx_sample_kish(tally->sample));
	}
	return mean;
}

double
cx_tally_df(const CxTally *tally)
{
	double squares = 0;

	if (tally->sample != NULL)
		return cx_sample_df(tally->sample);
	if (!tally->weighted)
		return tally->total - 1;
	if (tally->responses < 2)
		return 0;
	for (int i = 0; i < CX_MAX_POINTS; i++)
		squares += tally->squares[i];
	return cx_clusters_freedom(tally->responses, tally->total, squares);
}

bool
cx_tally_is_plain(const CxTally *tally)
{
	double most = cx_tally_responses(tally) - 1;

	/* weights of 0.3 have a rounding error */
	return cx_tally_df(tally) > most - most * 1e-12;
}

double
cx_tally_variance_of(const CxTally *tally, const double *values)
{
	return mean_by_weight(tally, values).variance;
}

double
cx_tally_effect(const CxTally *tally, const double *values, double level)
{
	CxWeightedMean mean;

	if (!tally->weighted)
		return 1;
	mean = cx_tally_mean_of(tally, values);
	if (mean.variance > 0)
		mean.effective *= cx_freedom_factor(tally->responses, cx_tally_df(tally), level);
	/* fmin would hide a NaN */
	return (mean.effective > CX_CERTAIN ? CX_CERTAIN : mean.effective) / tally->total;
}

CxProportion
cx_tally_proportion(const CxTally *tally, int32 from, int32 to, double level)
{
	double values[CX_MAX_POINTS];
	double effect;

	cx_tally_share_values(tally->scale, from, to, values);
	effect = cx_tally_effect(tally, values, level);
	/* one factor for both, so that all of them stay all of them */
	return (CxProportion){cx_tally_between(tally, from, to) * effect, tally->total * effect};
}

void
cx_tally_share_values(CxScale scale, int32 from, int32 to, double *values)
{
	for (int i = 0; i < cx_scale_points(scale); i++)
		values[i] = scale.low + i >= from && scale.low + i <= to;
}

double
cx_tally_percent(const CxTally *tally, double part)
{
	double percent = 100 * part / tally->total;

	/* all or nothing is exactly that: 100 * w / w may round to 99.99999999999999 */
	if (fabs(part) == tally->total && part != 0)
		return copysign(100, part);
	return isnan(percent) ? percent : fmax(-100, fmin(percent, 100));
}

Datum
cx_interval_row(FunctionCallInfo fcinfo, CxInterval interval, double estimate)
{
	if (!isfinite(interval.low) || !isfinite(interval.high))
		PG_RETURN_NULL();
	if (interval.low == interval.high)
		interval = (CxInterval){estimate, estimate};
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
