/*
 * sample_size.c
 *	  How many answers a survey needs, before it is held.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/result.h"
#include "math/sample_size.h"
#include "survey/figure.h"

/* What is asked for: an interval of +- margin, or with a power a change of it to be found. */
typedef struct Plan
{
	double margin;
	double level;
	double power; /* NaN: an interval */
} Plan;

static double
margin_arg(FunctionCallInfo fcinfo, int argno)
{
	double margin;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("margin",
					   "It is in the unit of the figure: 5 for an interval of +- 5 points.");
	margin = PG_GETARG_FLOAT8(argno);
	if (!(margin > 0) || isinf(margin))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("margin %s is not a number above 0", cx_shortest_decimal(margin)),
				errhint("It is in the unit of the figure: 5 for an interval of +- 5 points."));
	return margin;
}

/* A test that finds a change no more often than it cries wolf is not planned. */
static double
power_arg(FunctionCallInfo fcinfo, int argno, double level)
{
	double power;

	if (PG_ARGISNULL(argno))
		return NAN;
	power = PG_GETARG_FLOAT8(argno);
	if (!(power > 1 - level && power < 1))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("power %s is not between 1 - level and 1", cx_shortest_decimal(power)),
				errhint("It is how often a change is to be found: 0.8 for four times in five."));
	return power;
}

static Datum
whole_answers(double n)
{
	if (!(n < (double) PG_INT64_MAX))
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("so small a margin needs more answers than can be counted"));
	PG_RETURN_INT64((int64) n);
}

/*
 * Two shares that are margin percent apart: from the pilot's in the direction that needs more answers, or
 * around one half, where a difference is the hardest to see.
 */
static double
answers_for_shares(const Plan *plan, bool has_pilot, double share)
{
	double change = plan->margin / 100;
	double most = NAN;

	if (!has_pilot)
		return change > 1 ? NAN
						  : cx_answers_for_shares(0.5 - change / 2, 0.5 + change / 2, plan->level,
												  plan->power);
	for (int sign = -1; sign <= 1; sign += 2)
	{
		double other = share + sign * change;

		if (other >= 0 && other <= 1)
			most = fmax(most, cx_answers_for_shares(share, other, plan->level, plan->power));
	}
	return most;
}

static Datum
answers_for(const Plan *plan, const CxFigureKind *kind, bool has_pilot, double value,
			double variance)
{
	double n;

	if (isnan(plan->power))
		n = kind->has_student ? cx_answers_for_t_margin(variance, plan->margin, plan->level)
							  : cx_answers_for_margin(variance, plan->margin, plan->level);
	else if (kind->is_share)
		n = answers_for_shares(plan, has_pilot, value / 100);
	else
		n = kind->has_student
				? cx_answers_for_t_change(variance, plan->margin, plan->level, plan->power)
				: cx_answers_for_change(variance, plan->margin, plan->level, plan->power);
	if (isnan(n))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a share of %s %% cannot change by %s percentage points",
					   cx_shortest_decimal(value), cx_shortest_decimal(plan->margin)),
				errhint("With a power, margin is the change to be found."));
	return whole_answers(n);
}

/*
 * From the pilot in argument argno, with cuts from argument cuts on: the figure and the variance of an answer,
 * where all are alike that of the adjusted counts. False without one.
 */
static bool
pilot_arg(FunctionCallInfo fcinfo, int argno, int cuts, const CxFigureKind *kind, CxScale *scale,
		  double *value, double *variance)
{
	CxTally tally = {.total = 0};
	CxFigure figure;
	CxWeightedMean sample;

	if (!PG_ARGISNULL(argno))
		cx_tally_scores(PG_GETARG_SCORES(argno), &tally);
	if (!cx_figure_args(fcinfo, cuts, kind, tally.scale, &figure))
		return false;
	*scale = tally.scale;
	sample = cx_figure_sample(&figure, &tally);
	/* of scores the variance that ces_ci() has, with n - 1 */
	if (kind->has_student && tally.total > 1)
		sample.variance *= tally.total / (tally.total - 1);
	if (!(sample.variance > 0))
		sample = cx_figure_adjusted(&figure, &tally);
	*value = sample.mean;
	*variance = sample.variance;
	return true;
}

/*
 * nps_sample_size(margin, level, pilot, power, promoters_from, detractors_to) -> bigint
 * csat_sample_size(margin, level, pilot, power, satisfied_from) -> bigint
 *		Answers that an interval of +- margin points needs; with a power, answers in each of two groups for
 *		..._change to find a change of margin with that probability (math/sample_size.c). A pilot says how
 *		answers vary; without one they vary as much as they can: half promoters and half detractors, half
 *		satisfied. A NULL or empty pilot is none. A NULL margin or level: error 22004; a margin that is not
 *		above 0, a power outside of 1 - level to 1, a change beyond 0 to 100 %: 22023; more answers than
 *		bigint: 22003; cuts as for the figure.
 */
static Datum
points_size(FunctionCallInfo fcinfo, const CxFigureKind *kind)
{
	Plan plan = {.margin = margin_arg(fcinfo, 0), .level = cx_level_arg(fcinfo, 1)};
	double value = 50;
	double variance = kind->is_share ? 50.0 * 50 : 100.0 * 100;
	CxScale scale;
	bool has_pilot;

	plan.power = power_arg(fcinfo, 3, plan.level);
	has_pilot = pilot_arg(fcinfo, 2, 4, kind, &scale, &value, &variance);
	return answers_for(&plan, kind, has_pilot, value, variance);
}

PG_FUNCTION_INFO_V1(cx_nps_sample_size);
Datum
cx_nps_sample_size(PG_FUNCTION_ARGS)
{
	return points_size(fcinfo, &cx_nps_kind);
}

PG_FUNCTION_INFO_V1(cx_csat_sample_size);
Datum
cx_csat_sample_size(PG_FUNCTION_ARGS)
{
	return points_size(fcinfo, &cx_csat_kind);
}

/*
 * ces_sample_size(margin, low, high, level, pilot, power) -> bigint
 *		The same for a mean of scores from low to high, by Student's t. Without a pilot half of the answers are
 *		low and half high, which no survey is. Errors as above; a pilot on another scale: 22023; a NULL bound:
 *		22004.
 */
PG_FUNCTION_INFO_V1(cx_ces_sample_size);
Datum
cx_ces_sample_size(PG_FUNCTION_ARGS)
{
	Plan plan = {.margin = margin_arg(fcinfo, 0), .level = cx_level_arg(fcinfo, 3)};
	CxScale scale;
	CxScale pilot_scale;
	double value;
	double variance;
	bool has_pilot;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		cx_refuse_null_scale();
	scale = (CxScale){PG_GETARG_INT32(1), PG_GETARG_INT32(2)};
	cx_check_scale(scale);
	plan.power = power_arg(fcinfo, 5, plan.level);
	value = (scale.low + (double) scale.high) / 2;
	variance = ((double) scale.high - scale.low) * ((double) scale.high - scale.low) / 4;
	has_pilot = pilot_arg(fcinfo, 4, 6, &cx_ces_kind, &pilot_scale, &value, &variance);
	if (has_pilot && !cx_same_scale(scale, pilot_scale))
		cx_refuse_other_scale(scale, pilot_scale);
	return answers_for(&plan, &cx_ces_kind, has_pilot, value, variance);
}
