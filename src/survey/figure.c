/*
 * figure.c
 *	  NPS, CSAT, CES and rates as inference sees them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/result.h"
#include "survey/figure.h"
#include "survey/rate.h"

bool
cx_figure_args(FunctionCallInfo fcinfo, int argno, const CxFigureKind *kind, CxScale scale,
			   CxFigure *figure)
{
	*figure = (CxFigure){.kind = kind, .scale = scale};
	return kind->read_cuts(fcinfo, argno, figure);
}

/* The figure that a mean of the values is. */
static double
value_at(const CxFigure *figure, double mean)
{
	return figure->base + figure->kind->unit * mean;
}

CxWeightedMean
cx_figure_sample(const CxFigure *figure, const CxTally *tally)
{
	CxWeightedMean sample = cx_tally_mean_of(tally, figure->values);
	double unit = figure->kind->unit;

	sample.mean = value_at(figure, sample.mean);
	sample.variance *= unit * unit;
	sample.error *= unit;
	return sample;
}

CxInterval
cx_figure_bounds(const CxFigure *figure)
{
	double low = figure->values[0];
	double high = figure->values[0];

	for (int i = 1; i < cx_scale_points(figure->scale); i++)
	{
		low = fmin(low, figure->values[i]);
		high = fmax(high, figure->values[i]);
	}
	return (CxInterval){value_at(figure, low), value_at(figure, high)};
}

/*
 * For NPS these are the adjusted counts of nps_ci() (math/intervals.c), so many answers of -1, 0 and 1; a mean
 * has them at the lowest score, halfway and at the highest. A share has no middle.
 */
#define ADDED 3.0

CxWeightedMean
cx_figure_adjusted(const CxFigure *figure, const CxTally *tally)
{
	CxWeightedMean sample = cx_figure_sample(figure, tally);
	CxInterval bounds = cx_figure_bounds(figure);
	double at_ends = figure->kind->is_share ? ADDED : ADDED / 2;
	double half = (bounds.high - bounds.low) / 2;
	double n = sample.effective + ADDED;
	double from_middle = sample.mean - (bounds.low + half);

	/* around the middle: the answers at their distance, of the others those at the ends at half */
	sample.mean = bounds.low + half + sample.effective * from_middle / n;
	sample.variance =
		(sample.effective * (sample.variance + from_middle * from_middle) + at_ends * half * half) /
			n -
		sample.effective * from_middle / n * (sample.effective * from_middle / n);
	sample.error = sqrt(sample.variance / n);
	sample.effective = n;
	return sample;
}

Datum
cx_figure_change(FunctionCallInfo fcinfo, const CxFigureKind *kind, const CxTally *before,
				 const CxTally *after)
{
	double level = cx_level_arg(fcinfo, 2);
	bool comparable = cx_tallies_comparable(before, after);
	CxFigure figure;
	CxComparison test;

	if (!cx_figure_args(fcinfo, 3, kind, comparable ? before->scale : (CxScale){0, 0}, &figure))
		PG_RETURN_NULL();
	test = kind->compare(&figure, before, after, level);
	return cx_figure_row(fcinfo, 5,
						 (double[]){kind->value(&figure, after) - kind->value(&figure, before),
									test.low, test.high, test.statistic, test.p_value});
}

void
cx_read_scores(Datum state, CxTally *tally)
{
	cx_tally_scores((const CxScores *) DatumGetPointer(state), tally);
}

void
cx_read_weighted(Datum state, CxTally *tally)
{
	cx_tally_weighted((const CxWeightedScores *) DatumGetPointer(state), tally);
}

void
cx_read_sample(Datum state, CxTally *tally)
{
	cx_tally_sample((const CxSample *) DatumGetPointer(state), tally);
}

void
cx_read_rate(Datum state, CxTally *tally)
{
	const CxShare *rate = (const CxShare *) DatumGetPointer(state);

	cx_share_check(rate, &cx_rate_words);
	*tally = (CxTally){.total = (double) rate->whole};
	if (rate->whole == 0)
		return;
	tally->scale = CX_RATE_SCALE;
	tally->counts[0] = (double) (rate->whole - rate->part);
	tally->counts[1] = (double) rate->part;
}

void
cx_read_rate_sample(Datum state, CxTally *tally)
{
	cx_read_sample(state, tally);
	if (tally->total != 0 && !cx_same_scale(tally->scale, CX_RATE_SCALE))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a rate is read from a sample of cx_rate, not from scores on %d..%d",
					   tally->scale.low, tally->scale.high),
				errhint("score_share() is the percentage of answers with some scores."));
}
