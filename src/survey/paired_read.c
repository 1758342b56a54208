/*
 * paired_read.c
 *	  Reading cx_paired: what changed for the same customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/result.h"
#include "math/student_t.h"
#include "survey/figure.h"
#include "survey/paired.h"

/*
 * clusters(cx_paired) -> bigint
 *		How many customers; 0 for the empty state. Strict.
 */
PG_FUNCTION_INFO_V1(cx_paired_clusters);
Datum
cx_paired_clusters(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_PAIRED(0)->customers);
}

/* One side, for its figure; errors are not its own. */
static void
tally_side(const CxPaired *state, int side, CxTally *tally)
{
	*tally = (CxTally){
		.scale = state->scale, .weighted = true, .responses = (double) state->answers[side]};
	for (int i = 0; i < CX_MAX_POINTS; i++)
		tally->counts[i] = state->totals[side * CX_MAX_POINTS + i].high;
	tally->total = cx_tally_between(tally, PG_INT32_MIN, PG_INT32_MAX);
}

/*
 * The error of the difference of two means over the same clusters, by linearisation: each varies as c t does
 * (math/clusters.c), so their difference as c t after less c t before. NaN for one customer.
 */
static double
error_of(const CxPaired *state, const double *values)
{
	CxSum totals[CX_PAIRED_POINTS];
	CxSum variances[CX_PAIRS(CX_PAIRED_POINTS)];
	CxSum coefficients[CX_PAIRED_POINTS];
	double all_values[CX_MAX_POINTS] = {0};
	CxSum squares = {0, 0};

	if (state->customers < 2)
		return NAN;
	memcpy(totals, state->totals, sizeof(totals));
	memcpy(variances, state->products, sizeof(variances));
	memcpy(all_values, values, cx_scale_points(state->scale) * sizeof(double));
	cx_clusters_stratum(CX_PAIRED_POINTS, (double) state->customers, INFINITY, false, totals,
						variances, &squares);
	for (int side = 0; side < 2; side++)
		cx_clusters_linearize(CX_MAX_POINTS, all_values, &totals[side * CX_MAX_POINTS],
							  &coefficients[side * CX_MAX_POINTS]);
	for (int i = 0; i < CX_MAX_POINTS; i++)
		coefficients[i] = (CxSum){-coefficients[i].high, -coefficients[i].low};
	return cx_clusters_error(CX_PAIRED_POINTS, coefficients, variances);
}

/*
 * nps_change(cx_paired, level, promoters_from, detractors_to), csat_change(cx_paired, level,
 * satisfied_from), ces_change(cx_paired, level) -> (change, low, high, z, p_value)
 *		The figure after less the figure before, of the same customers; Student's t interval, t (as z) and
 *		two-sided p of its error by linearisation, with customers - 1 degrees of freedom. Of customers with one
 *		answer each time it is the paired t test. Only change is given for one customer and where it is
 *		the same for all. NULL for a NULL state and where nobody answered before or after. The interval ends where
 *		no change can be. A NULL level: error 22004; outside (0, 1): error 22023; cuts as for the figure.
 */
static Datum
change(FunctionCallInfo fcinfo, const CxFigureKind *kind)
{
	const CxPaired *state;
	double level, most, error, t, margin, difference;
	CxTally before, after;
	CxInterval bounds;
	CxFigure figure;
	bool answered;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = PG_GETARG_PAIRED(0);
	level = cx_level_arg(fcinfo, 1);
	tally_side(state, 0, &before);
	tally_side(state, 1, &after);
	answered = before.total > 0 && after.total > 0;
	if (!cx_figure_args(fcinfo, 2, kind, answered ? state->scale : (CxScale){0, 0}, &figure))
		PG_RETURN_NULL();
	difference = kind->value(&figure, &after) - kind->value(&figure, &before);
	bounds = cx_figure_bounds(&figure);
	most = bounds.high - bounds.low;
	error = kind->unit * error_of(state, figure.values);
	if (!(error > 0))
		error = NAN;
	t = difference / error;
	margin = -cx_student_t_quantile((1 - level) / 2, (double) state->customers - 1) * error;
	return cx_figure_row(fcinfo, 5,
						 (double[]){difference,
									isnan(margin) ? NAN : fmax(-most, difference - margin),
									isnan(margin) ? NAN : fmin(most, difference + margin), t,
									cx_student_t_two_sided_p(t, (double) state->customers - 1)});
}

PG_FUNCTION_INFO_V1(cx_paired_nps_change);
Datum
cx_paired_nps_change(PG_FUNCTION_ARGS)
{
	return change(fcinfo, &cx_nps_kind);
}

PG_FUNCTION_INFO_V1(cx_paired_csat_change);
Datum
cx_paired_csat_change(PG_FUNCTION_ARGS)
{
	return change(fcinfo, &cx_csat_kind);
}

PG_FUNCTION_INFO_V1(cx_paired_ces_change);
Datum
cx_paired_ces_change(PG_FUNCTION_ARGS)
{
	return change(fcinfo, &cx_ces_kind);
}
