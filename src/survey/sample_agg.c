/*
 * sample_agg.c
 *	  Folding clusters into a stratum, and strata into a sample.
 *
 * No inverse transitions: a cluster that leaves a window is one fewer, and products of doubles cannot be
 * taken apart again.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/result.h"
#include "survey/rate.h"
#include "survey/sample.h"
#include "survey/tally.h"

/* One more cluster of so many answers, with its total of each score. */
static Datum
add_cluster(FunctionCallInfo fcinfo, CxScale scale, int64 answers, const CxSum *totals, int64 flags)
{
	CxSample *state = cx_writable_state(fcinfo, sizeof(CxSample));

	cx_sample_check_design(state, false, flags == CX_SAMPLE_WEIGHTED);
	state->flags = flags;
	if (pg_add_s64_overflow(state->clusters, 1, &state->clusters))
		cx_refuse_count_overflow("clusters");
	if (answers == 0)
	{
		state->silent++; /* not more than the clusters */
		PG_RETURN_SAMPLE(state);
	}
	if (state->answers == 0)
		state->scale = scale;
	else if (!cx_same_scale(state->scale, scale))
		cx_refuse_other_scale(state->scale, scale);
	if (pg_add_s64_overflow(state->answers, answers, &state->answers))
		cx_refuse_count_overflow("responses");
	cx_clusters_add(CX_MAX_POINTS, totals, state->totals, state->pairs);
	PG_RETURN_SAMPLE(state);
}

/*
 * cx_sample_cluster(cx_sample, cx_scores) -> cx_sample
 * cx_sample_cluster(cx_sample, cx_rate), the same with 0 and 1 for scores
 * cx_sample_cluster(cx_sample, cx_weighted_scores)
 *		Transition of sample_agg(): one more cluster. NULL is skipped; a state without answers is a
 *		cluster that gave none. A NULL state gives NULL. Different scales, negative counts, a state of
 *		several strata: error 22023; a count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_sample_cluster_scores);
Datum
cx_sample_cluster_scores(PG_FUNCTION_ARGS)
{
	CxSum totals[CX_MAX_POINTS];
	const CxScores *cluster;
	CxTally tally;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	cluster = PG_GETARG_SCORES(1);
	cx_tally_scores(cluster, &tally); /* refuses negative counts */
	for (int i = 0; i < CX_MAX_POINTS; i++)
		totals[i] = cx_sum_of_count(cluster->counts[i]);
	return add_cluster(fcinfo, cluster->scale,
					   cx_scores_between(cluster, PG_INT32_MIN, PG_INT32_MAX), totals, 0);
}

PG_FUNCTION_INFO_V1(cx_sample_cluster_rate);
Datum
cx_sample_cluster_rate(PG_FUNCTION_ARGS)
{
	CxSum totals[CX_MAX_POINTS] = {{0, 0}};
	const CxShare *cluster;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	cluster = cx_share_arg(fcinfo, 1, &cx_rate_words);
	totals[0] = cx_sum_of_count(cluster->whole - cluster->part);
	totals[1] = cx_sum_of_count(cluster->part);
	return add_cluster(fcinfo, CX_RATE_SCALE, cluster->whole, totals, 0);
}

PG_FUNCTION_INFO_V1(cx_sample_cluster_weighted);
Datum
cx_sample_cluster_weighted(PG_FUNCTION_ARGS)
{
	const CxWeightedScores *cluster;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	cluster = PG_GETARG_WEIGHTED_SCORES(1);
	return add_cluster(fcinfo, cluster->scale, cluster->responses, cluster->weights,
					   CX_SAMPLE_WEIGHTED);
}

/* Adds a stratum. population is the number of clusters in it, or NAN where that is not known. */
static Datum
add_stratum(FunctionCallInfo fcinfo, double population)
{
	const CxSample *stratum = PG_GETARG_SAMPLE(1);
	double clusters = (double) stratum->clusters;
	CxSample *state;

	if (cx_sample_stratified(stratum))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a sample of several strata is no stratum"),
				errhint("rollup() adds up samples of different strata."));
	if (isnan(population) && !cx_sample_weighted(stratum) && !cx_sample_empty(stratum))
		cx_refuse_null(
			"population",
			"Of answers without weights it says what each stands for: it is the number of "
			"clusters in the stratum. Where all stand for the same, give them the weight 1: "
			"weighted_score_agg(score, 1, low, high).");
	if (population < clusters)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("population %.0f is below the %.0f clusters of the stratum", population,
					   clusters),
				errhint("It is how many clusters the stratum has, those that were not drawn "
						"included: customers, where each customer is a cluster."));
	state = cx_writable_state(fcinfo, sizeof(CxSample));
	if (!cx_sample_empty(stratum))
		cx_sample_add_stratum(state, stratum, isnan(population) ? INFINITY : population);
	PG_RETURN_SAMPLE(state);
}

/*
 * cx_sample_stratum(cx_sample, cx_sample) -> cx_sample
 * cx_sample_stratum(cx_sample, cx_sample, population bigint)
 * cx_sample_stratum(cx_sample, cx_sample, population double precision)
 *		Transition of strata_agg(): one more stratum, of so many clusters. A NULL stratum is skipped, and
 *		so is one without clusters; a NULL state gives NULL. Without population there is no correction, but
 *		unweighted answers need one: error 22004. A population below the number of clusters or that is not
 *		whole, a stratum that is a sample of several, different scales: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_sample_stratum);
Datum
cx_sample_stratum(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	return add_stratum(fcinfo, NAN);
}

PG_FUNCTION_INFO_V1(cx_sample_stratum_int8);
Datum
cx_sample_stratum_int8(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	return add_stratum(fcinfo, PG_ARGISNULL(2) ? NAN : (double) PG_GETARG_INT64(2));
}

PG_FUNCTION_INFO_V1(cx_sample_stratum_float8);
Datum
cx_sample_stratum_float8(PG_FUNCTION_ARGS)
{
	double population;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	if (PG_ARGISNULL(2))
		return add_stratum(fcinfo, NAN);
	population = PG_GETARG_FLOAT8(2);
	if (!isfinite(population) || population != floor(population) || population > 9e18)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("population %s is not a whole number", cx_shortest_decimal(population)),
				errhint("It is how many clusters the stratum has; where that is not known, NULL."));
	return add_stratum(fcinfo, population);
}
