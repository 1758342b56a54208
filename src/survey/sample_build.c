/*
 * sample_build.c
 *	  Putting samples together: clusters of one stratum, strata of one population.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "survey/sample.h"

static void
add_counts(CxSample *a, const CxSample *b)
{
	if (pg_add_s64_overflow(a->clusters, b->clusters, &a->clusters))
		cx_refuse_count_overflow("clusters");
	a->silent += b->silent; /* not more than the clusters */
	if (pg_add_s64_overflow(a->answers, b->answers, &a->answers))
		cx_refuse_count_overflow("responses");
	if (pg_add_s64_overflow(a->strata, b->strata, &a->strata) ||
		pg_add_s64_overflow(a->lonely, b->lonely, &a->lonely))
		cx_refuse_count_overflow("strata");
}

void
cx_sample_check_design(const CxSample *state, bool stratified, bool weighted)
{
	if (cx_sample_empty(state))
		return;
	if (cx_sample_stratified(state) != stratified)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("one stratum and a sample of several strata do not add up"),
				errhint("Make a sample of the stratum first, by strata_agg(state, population)."));
	if (cx_sample_weighted(state) != weighted)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("samples with and without survey weights do not add up"),
			errhint("Answers without weights have weight 1: weighted_score_agg(score, 1, ...)."));
}

void
cx_sample_merge(CxSample *a, const CxSample *b)
{
	if (cx_sample_empty(b))
		return;
	if (cx_sample_empty(a))
	{
		*a = *b;
		return;
	}
	cx_sample_check_design(a, cx_sample_stratified(b), cx_sample_weighted(b));
	if (b->answers != 0)
	{
		if (a->answers == 0)
			a->scale = b->scale;
		else if (!cx_same_scale(a->scale, b->scale))
			cx_refuse_other_scale(a->scale, b->scale);
	}
	add_counts(a, b);
	cx_sum_merge(&a->squares, &b->squares);
	a->spread = cx_clusters_spread_of_both(a->spread, b->spread);
	for (int i = 0; i < CX_MAX_POINTS; i++)
		cx_sum_merge(&a->totals[i], &b->totals[i]);
	for (int i = 0; i < CX_SAMPLE_PAIRS; i++)
		cx_sum_merge(&a->pairs[i], &b->pairs[i]);
}

static double
weight_of(const CxSample *state)
{
	CxSum total = {0, 0};

	for (int i = 0; i < CX_MAX_POINTS; i++)
		cx_sum_merge(&total, &state->totals[i]);
	return total.high;
}

static double
df_of_stratum(const CxSample *stratum)
{
	return cx_clusters_freedom((double) (stratum->clusters - stratum->silent), weight_of(stratum),
							   cx_clusters_squares(CX_MAX_POINTS, stratum->pairs).high);
}

double
cx_sample_df(const CxSample *state)
{
	double spare = cx_sample_spare_clusters(state);
	double root;

	if (spare < 1)
		return spare;
	if (!cx_sample_stratified(state))
		return df_of_stratum(state);
	if (state->spread == 0)
		return spare; /* all of a population */
	root = state->squares.high / state->spread;
	return fmin(spare, root * root);
}

void
cx_sample_add_stratum(CxSample *sample, const CxSample *stratum, double population)
{
	CxSample made = *stratum;
	double df = df_of_stratum(stratum);

	made.strata = 1;
	if (made.answers == 0)
		made.silent = cx_sample_all_silent(&made);
	made.lonely = made.clusters == 1 && population != 1;
	made.squares = cx_clusters_squares(CX_MAX_POINTS, stratum->pairs);
	cx_clusters_stratum(CX_MAX_POINTS, (double) made.clusters, population,
						!cx_sample_weighted(stratum) && isfinite(population), made.totals,
						made.pairs, &made.squares);
	made.spread = cx_clusters_spread(made.squares.high, df);
	cx_sample_merge(sample, &made);
}

void
cx_sample_join(CxSample *sample, const CxSample *group)
{
	if (cx_sample_empty(group))
		return;
	if (cx_sample_stratified(group))
		cx_sample_merge(sample, group);
	else
		cx_sample_add_stratum(sample, group, INFINITY);
}

/* By how many clusters stand alone, with what to do about them. */
static void
check_lonely(const CxSample *state)
{
	if (state->lonely > 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("how much the clusters of a stratum differ cannot be told from one of them"),
				errdetail(INT64_FORMAT " of " INT64_FORMAT " strata have a single cluster.",
						  state->lonely, state->strata),
				errhint("Put such a stratum together with a neighbour by rollup() before "
						"strata_agg(); where its cluster is all there is, its population is 1."));
}

double
cx_sample_error(const CxSample *state, const double *values)
{
	const CxSample *sample = state;
	CxSum coefficients[CX_MAX_POINTS];
	double all_values[CX_MAX_POINTS] = {0};
	CxSample made = {.clusters = 0};
	double error;

	if (state->answers == 0)
		return NAN;
	check_lonely(state);
	if (!cx_sample_stratified(state))
	{
		cx_sample_add_stratum(&made, state, INFINITY);
		sample = &made;
	}
	/* points beyond the scale have no weight, so any value will do */
	memcpy(all_values, values, cx_scale_points(state->scale) * sizeof(double));
	cx_clusters_linearize(CX_MAX_POINTS, all_values, sample->totals, coefficients);
	error = cx_clusters_error(CX_MAX_POINTS, coefficients, sample->pairs);
	/* one cluster with answers is all of the figure, which cannot vary with it */
	if (error == 0 && cx_sample_spare_clusters(sample) < 1 && sample->squares.high > 0)
		return NAN;
	return error;
}

double
cx_sample_kish(const CxSample *state)
{
	CxSum squares = cx_sample_stratified(state) ? state->squares
												: cx_clusters_squares(CX_MAX_POINTS, state->pairs);
	double total = weight_of(state);

	return total * (total / squares.high);
}
