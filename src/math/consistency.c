/*
 * consistency.c
 *	  Do many groups have one mean, and if not, how far apart are they?
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/consistency.h"

#include <math.h>

#include "math/chi_square.h"
#include "math/f_distribution.h"

static const CxConsistencyTest no_test = {NAN, NAN, NAN, NAN};

static double
precision(const CxGroupMean *group)
{
	return 1.0 / (group->error * group->error);
}

/* The mean of all groups, each as certain as it is, and what is left of the differences from it. */
typedef struct Pooled
{
	double weight; /* sum of precisions */
	double square; /* sum of their squares */
	double spread; /* sum of precision times squared distance: Cochran's Q */
} Pooled;

static Pooled
pool(const CxGroupMean *groups, int count)
{
	Pooled pooled = {0.0, 0.0, 0.0};
	double mean = 0.0;

	for (int i = 0; i < count; i++)
	{
		double w = precision(&groups[i]);

		pooled.weight += w;
		pooled.square += w * w;
		mean += w * (groups[i].mean - groups[0].mean);
	}
	mean = groups[0].mean + mean / pooled.weight;
	for (int i = 0; i < count; i++)
		pooled.spread += precision(&groups[i]) * (groups[i].mean - mean) * (groups[i].mean - mean);
	return pooled;
}

/*
 * B. L. Welch, On the Comparison of Several Mean Values: An Alternative Approach, Biometrika 38 (1951),
 * 330-336: the analysis of variance without the assumption that all groups vary alike, which groups of
 * scores near an end of their scale do not. R calls it oneway.test.
 */
CxConsistencyTest
cx_welch_test(const CxGroupMean *groups, int count)
{
	CxConsistencyTest test = no_test;
	Pooled pooled;
	double unsure = 0.0;
	double k = count;

	if (count < 2)
		return no_test;
	pooled = pool(groups, count);
	for (int i = 0; i < count; i++)
	{
		double rest = 1.0 - precision(&groups[i]) / pooled.weight;

		unsure += rest * rest / groups[i].df;
	}
	test.df = k - 1.0;
	test.df_within = (k * k - 1.0) / (3.0 * unsure);
	test.statistic = pooled.spread / (k - 1.0) / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * unsure);
	test.p_value = cx_f_p(test.statistic, count - 1, test.df_within);
	return isfinite(test.statistic) ? test : no_test;
}

/*
 * K. Pearson's chi-square of the table of hits and misses (Philosophical Magazine 50, 1900, 157-175): the
 * variance of each share is that of the one share which they have if they are alike. Of two groups it is the
 * square of the pooled z (intervals.c).
 */
CxConsistencyTest
cx_share_test(const CxGroupMean *groups, int count)
{
	CxConsistencyTest test = no_test;
	double n = 0.0;
	double hits = 0.0;
	double misses = 0.0;
	double spread = 0.0;
	double share;

	if (count < 2)
		return no_test;
	for (int i = 0; i < count; i++)
	{
		n += groups[i].n;
		hits += groups[i].n * groups[i].mean;
		misses += groups[i].n * (1.0 - groups[i].mean);
	}
	share = hits / n;
	for (int i = 0; i < count; i++)
		spread += groups[i].n * (groups[i].mean - share) * (groups[i].mean - share);
	test.df = count - 1;
	test.statistic = spread / (share * (misses / n));
	test.p_value = cx_chi_square_p(test.statistic, count - 1);
	return isfinite(test.statistic) ? test : no_test;
}

/*
 * R. DerSimonian and N. Laird, Meta-Analysis in Clinical Trials, Controlled Clinical Trials 7 (1986),
 * 177-188: Cochran's Q is count - 1 on average where the true means are one, and what it has more is their
 * variance.
 */
double
cx_between_sd(const CxGroupMean *groups, int count)
{
	Pooled pooled;

	if (count < 2)
		return NAN;
	pooled = pool(groups, count);
	/* of groups without an error; fmax would hide a NaN */
	if (!isfinite(pooled.spread))
		return NAN;
	return sqrt(fmax(0.0, (pooled.spread - (count - 1.0)) /
							  (pooled.weight - pooled.square / pooled.weight)));
}

/*
 * W. L. Hays, Statistics for Psychologists (1963), 12.18: (SSB - (k - 1) MSW) / (SST + MSW). Eta squared,
 * SSB / SST, is above 0 in groups that are alike, and the more so the smaller they are.
 */
double
cx_omega_squared(const CxGroupMean *groups, int count)
{
	double n = 0.0;
	double mean = 0.0;
	double within = 0.0;
	double between = 0.0;
	double error;

	if (count < 2)
		return NAN;
	for (int i = 0; i < count; i++)
	{
		n += groups[i].n;
		mean += groups[i].n * (groups[i].mean - groups[0].mean);
		within += (groups[i].n - 1.0) * groups[i].variance;
	}
	mean = groups[0].mean + mean / n;
	for (int i = 0; i < count; i++)
		between += groups[i].n * (groups[i].mean - mean) * (groups[i].mean - mean);
	error = within / (n - count);
	return fmax(0.0, (between - (count - 1.0) * error)) / (between + within + error);
}
