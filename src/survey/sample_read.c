/*
 * sample_read.c
 *	  Reading cx_sample: what only a sample has, and rates. Its figures are those of every survey state
 *	  (tally.h).
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/proportion.h"
#include "base/result.h"
#include "survey/figure.h"

/*
 * responses, clusters, strata, lonely_strata(cx_sample) -> bigint
 *		How many answers, each counted once; how many clusters, those without answers included; of how
 *		many strata, one before strata_agg(); how many of these have a single cluster that is not all of
 *		its population, so that no error can be told. 0 for the empty state. Strict.
 */
PG_FUNCTION_INFO_V1(cx_sample_responses);
Datum
cx_sample_responses(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SAMPLE(0)->answers);
}

PG_FUNCTION_INFO_V1(cx_sample_clusters);
Datum
cx_sample_clusters(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SAMPLE(0)->clusters);
}

PG_FUNCTION_INFO_V1(cx_sample_strata);
Datum
cx_sample_strata(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(cx_sample_strata_of(PG_GETARG_SAMPLE(0)));
}

PG_FUNCTION_INFO_V1(cx_sample_lonely_strata);
Datum
cx_sample_lonely_strata(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SAMPLE(0)->lonely);
}

/*
 * rate(cx_sample) -> double precision
 *		Percentage of the trials that were successes, of a sample that sample_agg() made of cx_rate. NULL
 *		without trials. Strict. A sample of scores: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_sample_rate);
Datum
cx_sample_rate(PG_FUNCTION_ARGS)
{
	CxTally tally;

	cx_read_rate_sample(PG_GETARG_DATUM(0), &tally);
	CX_RETURN_FIGURE(cx_tally_percent(&tally, tally.counts[1]));
}

/*
 * rate_ci(cx_sample, level) -> (low, high)
 *		Wilson's interval in percent for the effective number of trials. NULL for a NULL state, without
 *		trials and where clusters with answers are no more than strata. A NULL level: error 22004; outside (0, 1), a
 *		lonely stratum, a sample of scores: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_sample_rate_ci);
Datum
cx_sample_rate_ci(PG_FUNCTION_ARGS)
{
	CxTally tally;
	double level;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	cx_read_rate_sample(PG_GETARG_DATUM(0), &tally);
	level = cx_level_arg(fcinfo, 1);
	if (tally.total == 0)
		PG_RETURN_NULL();
	return cx_proportion_ci(fcinfo, cx_tally_proportion(&tally, 1, 1, level),
							cx_tally_percent(&tally, tally.counts[1]), level);
}

/*
 * rate_change(before, after, level) -> (change, low, high, z, p_value)
 *		After less before in percentage points, by Newcombe's method with the effective numbers of trials.
 *		The two samples are of different customers. NULL when a state is NULL or has no trials; errors as
 *		for rate_ci().
 */
PG_FUNCTION_INFO_V1(cx_sample_rate_change);
Datum
cx_sample_rate_change(PG_FUNCTION_ARGS)
{
	CxTally before, after;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	cx_read_rate_sample(PG_GETARG_DATUM(0), &before);
	cx_read_rate_sample(PG_GETARG_DATUM(1), &after);
	return cx_figure_change(fcinfo, &cx_rate_kind, &before, &after);
}
