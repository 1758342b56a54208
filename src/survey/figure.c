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

/* A rate is answers on a scale of two: 1 for a success, 0 for any other trial. */
#define RATE_SCALE ((CxScale){0, 1})

void
cx_read_rate(Datum state, CxTally *tally)
{
	const CxShare *rate = (const CxShare *) DatumGetPointer(state);

	cx_share_check(rate, &cx_rate_words);
	*tally = (CxTally){.total = (double) rate->whole};
	if (rate->whole == 0)
		return;
	tally->scale = RATE_SCALE;
	tally->counts[0] = (double) (rate->whole - rate->part);
	tally->counts[1] = (double) rate->part;
}
