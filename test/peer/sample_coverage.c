/*
 * sample_coverage.c
 *	  How often 95 % intervals of samples hold the truth: prints a line for each design and figure.
 *
 * A customer has a mood, and each answer is the mood and a whim, both normal, cut into seven scores with
 * known shares: so the share of the mood in the variance (ICC) is how alike a customer's answers are, before
 * the cut. Customers give 1 to 8 answers, whatever their mood. Weights are exp(0.5 z), drawn for each answer.
 * Promoters and the satisfied give 6 or 7, detractors 1 to 4. Strata are three, with moods apart; where a
 * population has an end, the truth is its own figure.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include <stdlib.h>
#include <string.h>

#include "math/clusters.h"
#include "math/intervals.h"
#include "math/normal.h"

#include "unit.h"

#define POINTS 7
#define STRATA 3
#define LEVEL  0.95

typedef struct Design
{
	const char *name;
	int clusters; /* of each stratum */
	int strata;
	int most; /* answers of a customer */
	double icc;
	bool weighted;
	double population; /* times the clusters; 0 without end */
	bool alike;        /* strata, in their population */
} Design;

/* many ways to answer, and nearly all content */
static const double shares[][POINTS] = {{0.04, 0.05, 0.07, 0.09, 0.30, 0.25, 0.20},
										{0.01, 0.01, 0.02, 0.04, 0.22, 0.35, 0.35}};
static const double values[POINTS] = {-1, -1, -1, -1, 0, 1, 1};
static const double satisfied[POINTS] = {0, 0, 0, 0, 0, 1, 1};
static const double scores[POINTS] = {1, 2, 3, 4, 5, 6, 7};

static double
normal(void)
{
	return cx_normal_quantile(unit_uniform(1e-12, 1 - 1e-12));
}

typedef struct Sample
{
	CxSum totals[POINTS], variances[CX_PAIRS(POINTS)];
	double squares, spread; /* of weights of clusters */
	int answers;
} Sample;

/* A customer's totals; how many answers. */
static int
draw_customer(const Design *design, double shift, const double *cuts, CxSum *totals)
{
	int n = (int) unit_whole(1, design->most);
	double mood = shift + sqrt(design->icc) * normal();

	memset(totals, 0, POINTS * sizeof(CxSum));
	for (int i = 0; i < n; i++)
	{
		double answer = mood + sqrt(1 - design->icc) * normal();

		int score = 0;

		while (score < POINTS - 1 && answer >= cuts[score])
			score++;
		cx_sum_add(&totals[score], design->weighted ? exp(0.5 * normal()) : 1);
	}
	return n;
}

/* One sample, and the true totals where the population has an end. */
static void
draw(const Design *design, const double *cuts, Sample *sample, double *truth)
{
	memset(sample, 0, sizeof(*sample));
	memset(truth, 0, POINTS * sizeof(double));
	for (int stratum = 0; stratum < design->strata; stratum++)
	{
		int n = design->clusters;
		double times =
			design->population == 0 ? 0 : design->population / (design->alike ? 1 : 1 << stratum);
		int population = (int) (times * n);
		CxSum totals[POINTS] = {{0, 0}};
		CxSum products[CX_PAIRS(POINTS)] = {{0, 0}};
		CxSum squares;
		double weight = 0;
		double df;

		/* customers are alike before they are drawn, so the first ones are as good as any */
		for (int i = 0; i < n || i < population; i++)
		{
			CxSum customer[POINTS];
			int answers =
				draw_customer(design, design->strata > 1 ? 0.5 * (stratum - 1) : 0, cuts, customer);

			for (int j = 0; j < POINTS; j++)
				truth[j] += customer[j].high;
			if (i >= n)
				continue;
			sample->answers += answers;
			cx_clusters_add(POINTS, customer, totals, products);
		}
		squares = cx_clusters_squares(POINTS, products);
		for (int i = 0; i < POINTS; i++)
			weight += totals[i].high;
		df = cx_clusters_freedom(n, weight, squares.high);
		cx_clusters_stratum(POINTS, n, population > 0 ? population : INFINITY,
							population > 0 && !design->weighted, totals, products, &squares);
		for (int i = 0; i < POINTS; i++)
			cx_sum_merge(&sample->totals[i], &totals[i]);
		for (int i = 0; i < CX_PAIRS(POINTS); i++)
			cx_sum_merge(&sample->variances[i], &products[i]);
		sample->squares += squares.high;
		sample->spread =
			cx_clusters_spread_of_both(sample->spread, cx_clusters_spread(squares.high, df));
	}
}

static double
freedom(const Sample *sample)
{
	double root = sample->squares / sample->spread;

	return root * root;
}

static double
effective(const Sample *sample, const double *of, CxWeightedMean *mean)
{
	double weights[POINTS];
	CxSum coefficients[POINTS];
	double df = freedom(sample);
	double total = 0;
	double n;

	for (int i = 0; i < POINTS; i++)
		total += weights[i] = sample->totals[i].high;
	*mean = cx_weighted_mean(POINTS, of, weights, weights, sample->answers);
	cx_clusters_linearize(POINTS, of, sample->totals, coefficients);
	mean->error = cx_clusters_error(POINTS, coefficients, sample->variances);
	n = cx_effective_answers(*mean, sample->answers, df, total * total / sample->squares);
	return mean->variance > 0 ? n * cx_freedom_factor(sample->answers, df, LEVEL) : n;
}

/* The mean of some values over totals. */
static double
figure(const double *totals, const double *of)
{
	double sum = 0;
	double all = 0;

	for (int i = 0; i < POINTS; i++)
	{
		sum += totals[i] * of[i];
		all += totals[i];
	}
	return sum / all;
}

/* Naive: as if each answer were a customer's own. */
static CxNpsCounts
classes(const Sample *sample, bool naive)
{
	CxWeightedMean mean;
	double n = naive ? sample->answers : fmin(effective(sample, values, &mean), CX_CERTAIN);
	double totals[POINTS];
	double net, promoters;

	for (int i = 0; i < POINTS; i++)
		totals[i] = sample->totals[i].high;
	net = figure(totals, values);
	promoters = figure(totals, satisfied);
	return (CxNpsCounts){promoters * n, fmax(0, 1 - 2 * promoters + net) * n,
						 fmax(0, promoters - net) * n};
}

static CxProportion
proportion(const Sample *sample)
{
	CxWeightedMean mean;
	double n = fmin(effective(sample, satisfied, &mean), CX_CERTAIN);

	return (CxProportion){mean.mean * n, n};
}

/* The sample as the t methods see it. */
static CxMean
mean_of(const Sample *sample)
{
	double n = freedom(sample) + 1;
	CxWeightedMean mean;

	effective(sample, scores, &mean);
	return (CxMean){mean.mean, mean.error * mean.error * n, n};
}

typedef struct Count
{
	int inside, out_of;
} Count;

static void
hold(Count *count, double low, double high, double truth)
{
	if (isnan(low))
		return;
	count->out_of++;
	count->inside += low <= truth && truth <= high;
}

static void
simulate(const Design *design, const double *share, int runs)
{
	double cuts[POINTS - 1];
	double below = 0;
	Count nps = {0, 0}, nps_change = {0, 0}, csat = {0, 0}, csat_change = {0, 0}, ces = {0, 0};
	Count ces_change = {0, 0}, naive = {0, 0};

	for (int i = 0; i < POINTS - 1; i++)
		cuts[i] = cx_normal_quantile(below += share[i]);
	for (int run = 0; run < runs; run++)
	{
		Sample a, b;
		double t[POINTS], u[POINTS];
		CxInterval ci;
		CxComparison change;

		draw(design, cuts, &a, t);
		draw(design, cuts, &b, u);
		if (design->population == 0)
		{
			memcpy(t, share, sizeof(t));
			memcpy(u, share, sizeof(u));
		}
		ci = cx_nps_interval(classes(&a, false), LEVEL);
		hold(&nps, ci.low, ci.high, 100 * figure(t, values));
		change = cx_nps_comparison(classes(&a, false), classes(&b, false), LEVEL);
		hold(&nps_change, change.low, change.high, 100 * (figure(u, values) - figure(t, values)));
		ci = cx_wilson_interval(proportion(&a), LEVEL);
		hold(&csat, ci.low, ci.high, figure(t, satisfied));
		change = cx_proportion_comparison(proportion(&a), proportion(&b), LEVEL);
		hold(&csat_change, change.low, change.high, figure(u, satisfied) - figure(t, satisfied));
		ci = design->most == 1 && !design->weighted
				 ? cx_mean_interval(mean_of(&a), LEVEL)
				 : cx_bounded_mean_interval(mean_of(&a), (CxInterval){1, POINTS}, LEVEL);
		hold(&ces, ci.low, ci.high, figure(t, scores));
		change = cx_mean_comparison(mean_of(&a), mean_of(&b), LEVEL);
		hold(&ces_change, change.low, change.high, figure(u, scores) - figure(t, scores));
		ci = cx_nps_interval(classes(&a, true), LEVEL);
		hold(&naive, ci.low, ci.high, 100 * figure(t, values));
	}
	printf("%-34s %5d %7d %5.1f %5.2f | %5.1f %5.1f | %5.1f %5.1f | %5.1f %5.1f |", design->name,
		   design->clusters * design->strata, design->most, design->icc, share[5] + share[6],
		   100.0 * nps.inside / nps.out_of, 100.0 * nps_change.inside / nps_change.out_of,
		   100.0 * csat.inside / csat.out_of, 100.0 * csat_change.inside / csat_change.out_of,
		   100.0 * ces.inside / ces.out_of, 100.0 * ces_change.inside / ces_change.out_of);
	printf(" %5.1f\n", 100.0 * naive.inside / naive.out_of);
}

/* Customers with so many answers before and after, which shift by a quarter of a standard deviation. */
static void
simulate_paired(int customers, int most, double icc, bool weighted, const double *share, int runs)
{
	const double *of[] = {values, satisfied, scores};
	double cuts[POINTS - 1];
	Count count[3] = {{0, 0}, {0, 0}, {0, 0}};
	double truth[3] = {0, 0, 0};
	double below = 0;

	for (int i = 0; i < POINTS - 1; i++)
		cuts[i] = cx_normal_quantile(below += share[i]);
	for (int figures = 0; figures < 3; figures++)
		for (int i = 0; i < POINTS; i++)
		{
			double to = i < POINTS - 1 ? cx_normal_two_sided_p(fabs(cuts[i] - 0.25)) / 2 : 0;
			double from = i > 0 ? cx_normal_two_sided_p(fabs(cuts[i - 1] - 0.25)) / 2 : 1;

			if (i < POINTS - 1 && cuts[i] < 0.25)
				to = 1 - to;
			if (i > 0 && cuts[i - 1] < 0.25)
				from = 1 - from;
			truth[figures] += of[figures][i] * (from - to - share[i]);
		}
	for (int run = 0; run < runs; run++)
	{
		CxSum totals[2 * POINTS] = {{0, 0}};
		CxSum products[CX_PAIRS(2 * POINTS)] = {{0, 0}};
		CxSum squares = {0, 0};

		for (int c = 0; c < customers; c++)
		{
			CxSum customer[2 * POINTS] = {{0, 0}};
			double mood = sqrt(icc) * normal();

			for (int side = 0; side < 2; side++)
				for (int n = (int) unit_whole(1, most); n > 0; n--)
				{
					double answer = mood + sqrt(1 - icc) * normal() + 0.25 * side;
					int score = 0;

					while (score < POINTS - 1 && answer >= cuts[score])
						score++;
					cx_sum_add(&customer[side * POINTS + score],
							   weighted ? exp(0.5 * normal()) : 1);
				}
			cx_clusters_add(2 * POINTS, customer, totals, products);
		}
		cx_clusters_stratum(2 * POINTS, customers, INFINITY, false, totals, products, &squares);
		for (int figures = 0; figures < 3; figures++)
		{
			CxSum coefficients[2 * POINTS];
			double mean[2];
			CxInterval ci;
			double error;

			for (int side = 0; side < 2; side++)
			{
				double weights[POINTS];

				for (int i = 0; i < POINTS; i++)
					weights[i] = totals[side * POINTS + i].high;
				mean[side] = figure(weights, of[figures]);
				cx_clusters_linearize(POINTS, of[figures], &totals[side * POINTS],
									  &coefficients[side * POINTS]);
			}
			for (int i = 0; i < POINTS; i++)
				coefficients[i] = (CxSum){-coefficients[i].high, -coefficients[i].low};
			error = cx_clusters_error(2 * POINTS, coefficients, products);
			ci = cx_mean_interval((CxMean){mean[1] - mean[0], error * error * customers, customers},
								  LEVEL);
			hold(&count[figures], ci.low, ci.high, truth[figures]);
		}
	}
	printf("%-34s %5d %7d %5.1f %5.2f |",
		   weighted ? "the same before and after, weights" : "the same before and after", customers,
		   most, icc, share[5] + share[6]);
	for (int figures = 0; figures < 3; figures++)
		printf(" %5.1f (of %d)", 100.0 * count[figures].inside / count[figures].out_of,
			   count[figures].out_of);
	printf("\n");
}

int
main(int argc, char **argv)
{
	int runs = argc > 1 ? atoi(argv[1]) : 20000;
	static const int clusters[] = {5, 10, 20, 100};
	static const int answers[] = {20, 100, 1000};

	printf("%-34s %5s %7s %5s %5s | %5s %5s | %5s %5s | %5s %5s | %5s\n", "design", "clust",
		   "answers", "ICC", "prom", "nps", "chg", "csat", "chg", "ces", "chg", "naive");
	for (int s = 0; s < 2; s++)
	{
		for (int i = 0; i < 4; i++)
			for (int icc = 0; icc < 3; icc++)
				simulate(&(Design){"customers", clusters[i], 1, 8, icc * 0.4, false, 0, true},
						 shares[s], runs);
		for (int i = 0; i < 4; i++)
			simulate(&(Design){"customers, weights", clusters[i], 1, 8, 0.4, true, 0, true},
					 shares[s], runs);
		for (int i = 0; i < 3; i++)
			simulate(&(Design){"answers", answers[i], 1, 1, 0, false, 0, true}, shares[s], runs);
		for (int i = 0; i < 3; i++)
			simulate(&(Design){"answers, weights", answers[i], 1, 1, 0, true, 0, true}, shares[s],
					 runs);
		for (int alike = 1; alike >= 0; alike--)
			for (int i = 0; i < 4; i++)
				simulate(&(Design){alike ? "three strata, equal populations"
										 : "three strata, populations 4:2:1",
								   clusters[i], STRATA, 8, 0.4, false, 6, alike},
						 shares[s], runs / 2);
		for (int i = 0; i < 4; i++)
			for (int icc = 0; icc < 3; icc++)
				simulate_paired(clusters[i], 1, icc * 0.4, false, shares[s], runs);
		for (int i = 0; i < 4; i++)
			for (int weighted = 0; weighted < 2; weighted++)
				simulate_paired(clusters[i], 8, 0.4, weighted, shares[s], runs);
		for (int i = 0; i < 4; i++)
			simulate(&(Design){"of 1.5 times as many", clusters[i], 1, 8, 0.4, false, 1.5, true},
					 shares[s], runs);
	}
	return 0;
}
