/*
 * ces.c
 *	  Customer Effort Score: "The company made it easy to handle my issue", 1 to 7.
 *
 * Version 2.0 of the question (CEB 2013) scores ease, high is good; version 1.0 (Dixon, Freeman,
 * Toman, HBR 7/2010) scored effort, low is good. The mean has no direction; what has one takes it
 * as an argument, never from the data.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/result.h"
#include "math/intervals.h"
#include "survey/figure.h"

static bool
low_is_easy_arg(FunctionCallInfo fcinfo, int argno)
{
	return !PG_ARGISNULL(argno) && PG_GETARG_BOOL(argno);
}

/*
 * ces_easy(state, easy_from, low_is_easy) -> double precision
 *		Percentage of answers from easy_from towards the easy end, which is the high end unless
 *		low_is_easy. By default easy is what lies beyond the middle of the scale: 5 to 7 on 1..7, 4
 *		and 5 on 1..5. NULL for a NULL or empty state; NULL arguments are the defaults. A cut off
 *		the scale, negative counts: error 22023.
 */
static Datum
ces_easy(FunctionCallInfo fcinfo, const CxTally *tally)
{
	CxScale scale = tally->scale;
	int32 beyond = (scale.high - scale.low) / 2 + 1;
	bool low_is_easy = low_is_easy_arg(fcinfo, 2);
	int32 cut = low_is_easy ? scale.high - beyond : scale.low + beyond;
	double easy;

	if (!PG_ARGISNULL(1))
		cut = PG_GETARG_INT32(1);
	if (tally->total == 0)
		PG_RETURN_NULL();
	cx_check_cut("easy_from", cut, scale,
				 "It is the score nearest to the middle that counts as easy.");
	easy = low_is_easy ? cx_tally_between(tally, PG_INT32_MIN, cut)
					   : cx_tally_between(tally, cut, PG_INT32_MAX);
	CX_RETURN_FIGURE(cx_tally_percent(tally, easy));
}
CX_METRIC(ces_easy, ces_easy)

/*
 * ease_index(state, low_is_easy) -> double precision
 *		The mean as a percentage of the way from the hard to the easy end of the scale: 0 all
 *		hardest, 100 all easiest, so that questions of both directions and any length compare. NULL
 *		for a NULL or empty state. Negative counts: error 22023.
 */
static Datum
ease_index(FunctionCallInfo fcinfo, const CxTally *tally)
{
	double way = cx_tally_mean(tally) - tally->scale.low;
	double length = (double) tally->scale.high - tally->scale.low;

	CX_RETURN_FIGURE(100 * (low_is_easy_arg(fcinfo, 1) ? length - way : way) / length);
}
CX_METRIC(ease_index, ease_index)

/* The scores themselves, from the lowest: a scale far from 0 then loses no digits. */
static void
steps_from_lowest(double *values)
{
	for (int i = 0; i < CX_MAX_POINTS; i++)
		values[i] = i;
}

static CxWeightedMean
mean_of_scores(const CxTally *tally)
{
	double values[CX_MAX_POINTS];

	steps_from_lowest(values);
	return cx_tally_mean_of(tally, values);
}

/*
 * ces_std_error(state) -> double precision
 *		Standard error of the mean score, by linearisation (math/weighted_mean.c). NULL for fewer than
 *		two answers. Strict. Negative counts: error 22023.
 */
static Datum
ces_std_error(FunctionCallInfo fcinfo, const CxTally *tally)
{
	CX_RETURN_FIGURE(mean_of_scores(tally).error);
}
CX_METRIC(ces_std_error, ces_std_error)

/*
 * The sample as the t methods see it: as many answers as there are degrees of freedom and 1, and the variance
 * that gives their mean its error.
 */
static CxMean
sample_of(const CxTally *tally)
{
	double n = cx_tally_df(tally) + 1;
	double error = mean_of_scores(tally).error;

	return (CxMean){cx_tally_mean(tally), error * error * n, n};
}

/*
 * ces_ci(state, level) -> (low, high)
 *		Student's t interval for the mean score; where answers come in clusters or do not all weigh the same, Wilson's
 *		at the same quantile, which stays on the scale. NULL for a NULL or empty state, for one response and for
 *		responses that are all alike. A NULL level: error 22004; outside (0, 1), or negative counts:
 *		error 22023.
 */
static Datum
ces_ci(FunctionCallInfo fcinfo, const CxTally *tally)
{
	double level = cx_level_arg(fcinfo, 1);
	double mean = cx_tally_mean(tally);
	CxWeightedMean certain = mean_of_scores(tally);
	CxInterval scale = {tally->scale.low, tally->scale.high};

	/* all of a population were asked, and they differ */
	if (certain.error == 0 && certain.variance > 0 && cx_tally_df(tally) >= 1)
		return cx_interval_row(fcinfo, (CxInterval){mean, mean}, mean);
	if (cx_tally_is_plain(tally))
		return cx_interval_row(fcinfo, cx_mean_interval(sample_of(tally), level), mean);
	return cx_interval_row(fcinfo, cx_bounded_mean_interval(sample_of(tally), scale, level), mean);
}
CX_METRIC(ces_ci, ces_ci)

/*
 * ces_change(before, after, level) -> (change, low, high, z, p_value)
 *		Difference of the two means, after less before, by Welch's test (Welch 1947): z is its t
 *		statistic. Only change is given when a state has one response or neither varies. NULL when a
 *		state is NULL or empty. Different scales: error 22023; level as for ces_ci().
 */
static Datum
ces_change(FunctionCallInfo fcinfo, const CxTally *before, const CxTally *after)
{
	return cx_figure_change(fcinfo, &cx_ces_kind, before, after);
}
CX_COMPARISON(ces_change, ces_change)

static bool
no_cuts(FunctionCallInfo fcinfo, int argno, CxFigure *figure)
{
	steps_from_lowest(figure->values);
	figure->base = figure->scale.low;
	return cx_scale_points(figure->scale) > 0;
}

static double
value_of(const CxFigure *figure, const CxTally *tally)
{
	return cx_tally_mean(tally);
}

static CxComparison
compare(const CxFigure *figure, const CxTally *before, const CxTally *after, double level)
{
	return cx_mean_comparison(sample_of(before), sample_of(after), level);
}

const CxFigureKind cx_ces_kind = {
	.unit = 1, .has_student = true, .read_cuts = no_cuts, .value = value_of, .compare = compare};
