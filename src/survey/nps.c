/*
 * nps.c
 *	  Net Promoter Score: "How likely are you to recommend us?", 0 to 10.
 *
 * Promoters give 9 or 10, detractors 0 to 6 (Reichheld, "The One Number You Need to Grow", HBR
 * 12/2003); NPS is the percentage of the ones less that of the others, -100 to 100.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "base/args.h"
#include "base/result.h"
#include "math/intervals.h"
#include "survey/figure.h"
#include "survey/nps_cuts.h"

static double
score_of(const CxTally *tally, CxNpsCuts cuts)
{
	return cx_tally_percent(tally, cx_tally_between(tally, cuts.promoters_from, PG_INT32_MAX) -
									   cx_tally_between(tally, PG_INT32_MIN, cuts.detractors_to));
}

/*
 * nps(state, promoters_from, detractors_to) -> double precision; final function of nps(score)
 *		-100..100. NULL for a NULL or empty state. NULL cuts are the standard ones, 9 and 6, on the
 *		scales 0..10 and 1..10. Another scale without both cuts, cuts that overlap or lie off the
 *		scale, negative counts: error 22023.
 */
static Datum
nps(FunctionCallInfo fcinfo, const CxTally *tally)
{
	CxNpsCuts cuts;

	if (!cx_nps_cuts_args(fcinfo, 1, tally->scale, &cuts))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(score_of(tally, cuts));
}
CX_METRIC(nps, nps)

/*
 * promoters, passives, detractors(cx_scores, promoters_from, detractors_to) -> bigint
 * promoters, passives, detractors(cx_weighted_scores, ...) -> double precision, of cx_sample, too
 *		How many answers, or how much weight, each class has; 0 for the empty state, NULL for NULL.
 *		Cuts and errors as for nps(), but counts of a difference may be negative.
 */
#define NPS_CLASS(name, from, to)                                                                  \
	PG_FUNCTION_INFO_V1(cx_scores_##name);                                                         \
	Datum cx_scores_##name(PG_FUNCTION_ARGS)                                                       \
	{                                                                                              \
		const CxScores *state;                                                                     \
		CxNpsCuts cuts;                                                                            \
                                                                                                   \
		if (PG_ARGISNULL(0))                                                                       \
			PG_RETURN_NULL();                                                                      \
		state = PG_GETARG_SCORES(0);                                                               \
		if (!cx_nps_cuts_args(fcinfo, 1, state->scale, &cuts))                                     \
			PG_RETURN_INT64(0);                                                                    \
		PG_RETURN_INT64(cx_scores_between(state, from, to));                                       \
	}                                                                                              \
	NPS_CLASS_OF(cx_weighted_scores_##name, cx_tally_weighted, PG_GETARG_WEIGHTED_SCORES, from,    \
				 to)                                                                               \
	NPS_CLASS_OF(cx_sample_##name, cx_tally_sample, PG_GETARG_SAMPLE, from, to)

#define NPS_CLASS_OF(symbol, tally_of, GETARG, from, to)                                           \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxTally tally;                                                                             \
		CxNpsCuts cuts;                                                                            \
                                                                                                   \
		if (PG_ARGISNULL(0))                                                                       \
			PG_RETURN_NULL();                                                                      \
		tally_of(GETARG(0), &tally);                                                               \
		if (!cx_nps_cuts_args(fcinfo, 1, tally.scale, &cuts))                                      \
			PG_RETURN_FLOAT8(0);                                                                   \
		PG_RETURN_FLOAT8(cx_tally_between(&tally, from, to));                                      \
	}

NPS_CLASS(promoters, cuts.promoters_from, PG_INT32_MAX)
NPS_CLASS(passives, cuts.detractors_to + 1, cuts.promoters_from - 1)
NPS_CLASS(detractors, PG_INT32_MIN, cuts.detractors_to)

/* The score as the mean of 1 for a promoter, 0 for a passive and -1 for a detractor. */
static void
score_values(CxScale scale, CxNpsCuts cuts, double *values)
{
	for (int i = 0; i < cx_scale_points(scale); i++)
		values[i] = (scale.low + i >= cuts.promoters_from) - (scale.low + i <= cuts.detractors_to);
}

/* How many answers each class has; of a weighted sample, how many of the effective ones. */
static CxNpsCounts
effective_classes(const CxTally *tally, CxNpsCuts cuts, double level)
{
	double promoters = cx_tally_between(tally, cuts.promoters_from, PG_INT32_MAX);
	double detractors = cx_tally_between(tally, PG_INT32_MIN, cuts.detractors_to);
	double passives = cx_tally_between(tally, cuts.detractors_to + 1, cuts.promoters_from - 1);
	double values[CX_MAX_POINTS];
	double effect;

	score_values(tally->scale, cuts, values);
	effect = cx_tally_effect(tally, values, level);
	return (CxNpsCounts){promoters * effect, passives * effect, detractors * effect};
}

/*
 * nps_std_error(state, promoters_from, detractors_to) -> double precision
 *		Standard error of nps() in points, by linearisation (math/weighted_mean.c). NULL for a NULL
 *		state and for fewer than two answers; cuts as for nps().
 */
static Datum
nps_std_error(FunctionCallInfo fcinfo, const CxTally *tally)
{
	double values[CX_MAX_POINTS];
	CxNpsCuts cuts;

	if (!cx_nps_cuts_args(fcinfo, 1, tally->scale, &cuts))
		PG_RETURN_NULL();
	score_values(tally->scale, cuts, values);
	CX_RETURN_FIGURE(100 * cx_tally_mean_of(tally, values).error);
}
CX_METRIC(nps_std_error, nps_std_error)

/*
 * nps_design_effect(state, promoters_from, detractors_to) -> double precision
 *		How many times the variance of nps() is that of as many unweighted answers drawn one by one (L. Kish,
 *		Survey Sampling, 1965, 8.2; R's deff = "replace"). NULL where nps_std_error() is and for answers
 *		that are all alike; cuts and errors as there.
 */
static Datum
nps_design_effect(FunctionCallInfo fcinfo, const CxTally *tally)
{
	double values[CX_MAX_POINTS];
	CxWeightedMean mean;
	CxNpsCuts cuts;

	if (!cx_nps_cuts_args(fcinfo, 1, tally->scale, &cuts))
		PG_RETURN_NULL();
	score_values(tally->scale, cuts, values);
	mean = cx_tally_mean_of(tally, values);
	CX_RETURN_FIGURE((cx_tally_responses(tally) - 1) * mean.error * (mean.error / mean.variance));
}
CX_METRIC(nps_design_effect, nps_design_effect)

/*
 * nps_ci(state, level, promoters_from, detractors_to) -> (low, high)
 *		Adjusted Wald interval for NPS (Rocks 2016, arXiv:1601.07235), within -100..100 and around
 *		the score; of a weighted state with the effective number of answers of Korn and Graubard
 *		(1998). NULL for a NULL or empty state. A NULL level: error 22004; outside (0, 1): error 22023;
 *		cuts as for nps().
 */
static Datum
nps_ci(FunctionCallInfo fcinfo, const CxTally *tally)
{
	double level = cx_level_arg(fcinfo, 1);
	CxNpsCuts cuts;

	if (!cx_nps_cuts_args(fcinfo, 2, tally->scale, &cuts))
		PG_RETURN_NULL();
	return cx_interval_row(fcinfo, cx_nps_interval(effective_classes(tally, cuts, level), level),
						   score_of(tally, cuts));
}
CX_METRIC(nps_ci, nps_ci)

/*
 * nps_change(before, after, level, promoters_from, detractors_to)
 *		-> (change, low, high, z, p_value)
 *		change is the plain difference of the two scores, after less before; interval, z and the
 *		two-sided p come from the adjusted counts of nps_ci(). NULL when a state is NULL or empty.
 *		Different scales: error 22023; level and cuts as for nps_ci().
 */
static Datum
nps_change(FunctionCallInfo fcinfo, const CxTally *before, const CxTally *after)
{
	return cx_figure_change(fcinfo, &cx_nps_kind, before, after);
}
CX_COMPARISON(nps_change, nps_change)

static bool
read_cuts(FunctionCallInfo fcinfo, int argno, CxFigure *figure)
{
	CxNpsCuts cuts;

	if (!cx_nps_cuts_args(fcinfo, argno, figure->scale, &cuts))
		return false;
	figure->cuts[0] = cuts.promoters_from;
	figure->cuts[1] = cuts.detractors_to;
	score_values(figure->scale, cuts, figure->values);
	return true;
}

static CxNpsCuts
cuts_of(const CxFigure *figure)
{
	return (CxNpsCuts){figure->cuts[0], figure->cuts[1]};
}

static double
value_of(const CxFigure *figure, const CxTally *tally)
{
	return score_of(tally, cuts_of(figure));
}

static CxComparison
compare(const CxFigure *figure, const CxTally *before, const CxTally *after, double level)
{
	return cx_nps_comparison(effective_classes(before, cuts_of(figure), level),
							 effective_classes(after, cuts_of(figure), level), level);
}

const CxFigureKind cx_nps_kind = {
	.unit = 100, .read_cuts = read_cuts, .value = value_of, .compare = compare};

/*
 * nps_category(score) -> text
 *		'promoter', 'passive' or 'detractor' by the standard cuts, on 0..10. Strict. A score outside
 *		the scale: error 22003; fractional or NaN: error 22023.
 */
static Datum
category(int point)
{
	PG_RETURN_TEXT_P(cstring_to_text(point >= CX_PROMOTERS_FROM  ? "promoter"
									 : point <= CX_DETRACTORS_TO ? "detractor"
																 : "passive"));
}

PG_FUNCTION_INFO_V1(cx_nps_category_int2);
Datum
cx_nps_category_int2(PG_FUNCTION_ARGS)
{
	return category(cx_point(PG_GETARG_INT16(0), CX_NPS_SCALE));
}

PG_FUNCTION_INFO_V1(cx_nps_category_int4);
Datum
cx_nps_category_int4(PG_FUNCTION_ARGS)
{
	return category(cx_point(PG_GETARG_INT32(0), CX_NPS_SCALE));
}

PG_FUNCTION_INFO_V1(cx_nps_category_float8);
Datum
cx_nps_category_float8(PG_FUNCTION_ARGS)
{
	return category(cx_point_float8(PG_GETARG_FLOAT8(0), CX_NPS_SCALE));
}
