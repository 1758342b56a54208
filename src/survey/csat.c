/*
 * csat.c
 *	  Customer Satisfaction: "How satisfied were you?", 1 to 5.
 *
 * The share of answers in the top two boxes, the default of the survey tools that report a
 * percentage (doc/decisions.md has who does otherwise). Another cut is an argument of the accessor.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/proportion.h"
#include "base/result.h"
#include "survey/figure.h"

/*
 * The cut in argument argno, NULL or absent for the top two boxes. On a scale of two points those
 * would be everybody: 100 % whatever was answered, so a cut is asked for.
 */
static int32
satisfied_from_arg(FunctionCallInfo fcinfo, int argno, CxScale scale)
{
	int32 cut;

	if (PG_NARGS() <= argno || PG_ARGISNULL(argno))
	{
		if (cx_scale_points(scale) == 2)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("the top two boxes of the scale %d..%d are the whole scale", scale.low,
						   scale.high),
					errhint("Say who is satisfied: csat(score_agg(score, %d, %d), satisfied_from "
							"=> %d).",
							scale.low, scale.high, scale.high));
		return scale.high - 1;
	}
	cut = PG_GETARG_INT32(argno);
	cx_check_cut("satisfied_from", cut, scale, "It is the lowest score that counts as satisfied.");
	return cut;
}

static double
satisfied_percent(const CxTally *tally, int32 satisfied_from)
{
	return cx_tally_percent(tally, cx_tally_between(tally, satisfied_from, PG_INT32_MAX));
}

/* How many of how many answers are satisfied; of a weighted sample, of the effective ones. */
static CxProportion
effective_satisfied(const CxTally *tally, int32 satisfied_from, double level)
{
	return cx_tally_proportion(tally, satisfied_from, PG_INT32_MAX, level);
}

/*
 * csat(state, satisfied_from) -> double precision; final function of csat(score)
 *		Percentage of answers from satisfied_from up, by default the top two boxes. NULL for a NULL
 *		or empty state. A cut off the scale, a scale of two points without a cut, negative counts:
 *		error 22023.
 */
static Datum
csat(FunctionCallInfo fcinfo, const CxTally *tally)
{
	int32 satisfied_from = satisfied_from_arg(fcinfo, 1, tally->scale);

	CX_RETURN_FIGURE(satisfied_percent(tally, satisfied_from));
}
CX_METRIC(csat, csat)

/*
 * csat_std_error(state, satisfied_from) -> double precision
 *		Standard error of csat() in points, by linearisation (math/weighted_mean.c). NULL for a NULL
 *		state and for fewer than two answers; cut as for csat().
 */
static Datum
csat_std_error(FunctionCallInfo fcinfo, const CxTally *tally)
{
	double values[CX_MAX_POINTS];

	cx_tally_share_values(tally->scale, satisfied_from_arg(fcinfo, 1, tally->scale), PG_INT32_MAX,
						  values);
	CX_RETURN_FIGURE(100 * cx_tally_mean_of(tally, values).error);
}
CX_METRIC(csat_std_error, csat_std_error)

/*
 * csat_ci(state, level, satisfied_from) -> (low, high)
 *		Wilson score interval for csat() in percent, without continuity correction (Wilson 1927); of a
 *		weighted state with the effective number of answers of Korn and Graubard (1998). NULL for a
 *		NULL or empty state. A NULL level: error 22004; outside (0, 1): error 22023; cut as for csat().
 */
static Datum
csat_ci(FunctionCallInfo fcinfo, const CxTally *tally)
{
	double level = cx_level_arg(fcinfo, 1);
	int32 satisfied_from = satisfied_from_arg(fcinfo, 2, tally->scale);

	if (tally->total == 0)
		PG_RETURN_NULL();
	return cx_proportion_ci(fcinfo, effective_satisfied(tally, satisfied_from, level),
							satisfied_percent(tally, satisfied_from), level);
}
CX_METRIC(csat_ci, csat_ci)

/*
 * csat_change(before, after, level, satisfied_from) -> (change, low, high, z, p_value)
 *		Difference of the two percentages, after less before; interval by Newcombe's hybrid score
 *		method (Newcombe 1998, method 10), z and two-sided p of the pooled two-proportion test, NULL
 *		where all or none are satisfied. NULL when a state is NULL or empty. Different scales: error
 *		22023; level and cut as for csat_ci().
 */
static Datum
csat_change(FunctionCallInfo fcinfo, const CxTally *before, const CxTally *after)
{
	return cx_figure_change(fcinfo, &cx_csat_kind, before, after);
}
CX_COMPARISON(csat_change, csat_change)

static bool
read_cut(FunctionCallInfo fcinfo, int argno, CxFigure *figure)
{
	if (cx_scale_points(figure->scale) == 0)
		return false;
	figure->cuts[0] = satisfied_from_arg(fcinfo, argno, figure->scale);
	cx_tally_share_values(figure->scale, figure->cuts[0], PG_INT32_MAX, figure->values);
	return true;
}

/* A rate is the share of 1 on a scale of 0 and 1. */
static bool
success_cut(FunctionCallInfo fcinfo, int argno, CxFigure *figure)
{
	if (cx_scale_points(figure->scale) == 0)
		return false;
	figure->cuts[0] = 1;
	cx_tally_share_values(figure->scale, 1, 1, figure->values);
	return true;
}

static double
value_of(const CxFigure *figure, const CxTally *tally)
{
	return satisfied_percent(tally, figure->cuts[0]);
}

static CxComparison
compare(const CxFigure *figure, const CxTally *before, const CxTally *after, double level)
{
	return cx_percent_comparison(effective_satisfied(before, figure->cuts[0], level),
								 effective_satisfied(after, figure->cuts[0], level), level);
}

const CxFigureKind cx_csat_kind = {
	.unit = 100, .is_share = true, .read_cuts = read_cut, .value = value_of, .compare = compare};
const CxFigureKind cx_rate_kind = {
	.unit = 100, .is_share = true, .read_cuts = success_cut, .value = value_of, .compare = compare};
