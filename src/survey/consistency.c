/*
 * consistency.c
 *	  Is the quality the same at every touchpoint? Whether groups differ at all, and how much.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "funcapi.h"

#include "base/interrupts.h"
#include "base/result.h"
#include "math/consistency.h"
#include "survey/groups.h"

#define MOST_COLUMNS 8

/* A group as the tests see it; where its answers are all alike its error is that of the adjusted counts. */
static CxGroupMean
group_of(const CxFigure *figure, const CxTally *tally)
{
	CxWeightedMean sample = cx_figure_sample(figure, tally);
	double error = sample.error > 0 ? sample.error : cx_figure_adjusted(figure, tally).error;

	return (CxGroupMean){.mean = sample.mean,
						 .error = error,
						 .n = sample.effective,
						 .variance = sample.error * sample.error * sample.effective,
						 .df = cx_tally_df(tally)};
}

/* Shares are tested as fractions. */
static CxConsistencyTest
test_of(const CxFigure *figure, const CxGroupMean *groups, int count)
{
	CxGroupMean *shares;

	if (!figure->kind->is_share)
		return cx_welch_test(groups, count);
	shares = palloc(Max(count, 1) * sizeof(CxGroupMean));
	for (int i = 0; i < count; i++)
	{
		shares[i] = groups[i];
		shares[i].mean = groups[i].mean / figure->kind->unit;
	}
	return cx_share_test(shares, count);
}

/*
 * nps_consistency(states, promoters_from, detractors_to), ces_consistency(states)
 *		-> (groups, mean, between_sd, omega_squared, statistic, df, df_within, p_value)
 * csat_consistency(states, satisfied_from), rate_consistency(states)
 *		-> (groups, mean, between_sd, omega_squared, statistic, df, p_value)
 *		Whether all groups have one figure, by Welch's F (NPS, CES) or chi-square (CSAT, rates), and how far
 *		apart they are (math/consistency.c): groups that took part, the figure of all of them together, the
 *		standard deviation of the groups' true figures in its unit, and the share of the variance of answers
 *		that lies between groups. A group of fewer than two answers, empty or NULL takes no part; fewer than two
 *		that do: NULL but for groups and mean. The groups hold different customers. States of several scales,
 *		or of one stratum and of several: error 22023; cuts as for the figure.
 */
static Datum
consistency(FunctionCallInfo fcinfo, const CxFigureKind *kind, CxTallyReader read)
{
	CxGroups groups = cx_states_arg(fcinfo, 0, read);
	CxGroupMean *means = palloc(Max(groups.count, 1) * sizeof(CxGroupMean));
	CxTally all = {.total = 0};
	CxConsistencyTest test = {NAN, NAN, NAN, NAN};
	CxFigure figure;
	Datum values[MOST_COLUMNS];
	bool nulls[MOST_COLUMNS] = {false};
	double figures[MOST_COLUMNS];
	int count = 0;
	int columns = 1;

	cx_groups_check_design(&groups);
	if (cx_figure_args(fcinfo, 1, kind, groups.scale, &figure))
		for (int i = 0; i < groups.count; i++)
		{
			CX_CHECK_INTERRUPTS(i);
			if (groups.tallies[i].total == 0 || cx_tally_df(&groups.tallies[i]) < 1)
				continue;
			means[count++] = group_of(&figure, &groups.tallies[i]);
			cx_tally_add(&all, &groups.tallies[i]);
		}
	if (count > 1)
		test = test_of(&figure, means, count);

	values[0] = Int64GetDatum(count);
	figures[columns++] = count > 0 ? kind->value(&figure, &all) : NAN;
	figures[columns++] = cx_between_sd(means, count);
	figures[columns++] = cx_omega_squared(means, count);
	figures[columns++] = test.statistic;
	figures[columns++] = test.df;
	if (!kind->is_share)
		figures[columns++] = test.df_within;
	figures[columns++] = test.p_value;
	for (int i = 1; i < columns; i++)
	{
		nulls[i] = !isfinite(figures[i]);
		values[i] = nulls[i] ? (Datum) 0 : Float8GetDatum(figures[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(cx_row_type(fcinfo), values, nulls));
}

CX_OVER_ANSWERS(nps_consistency, consistency, &cx_nps_kind)
CX_OVER_ANSWERS(csat_consistency, consistency, &cx_csat_kind)
CX_OVER_ANSWERS(ces_consistency, consistency, &cx_ces_kind)
CX_OVER_RATES(consistency, consistency)
