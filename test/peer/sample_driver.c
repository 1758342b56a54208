/*
 * sample_driver.c
 *	  Prints random samples of clusters, and what src/math gives for them, for a peer to recompute; or, as
 *	  "driver -", what it gives for samples that the peer writes.
 *
 * Lines as in driver.c, and as they are read: "case" is a number, whether answers are weighted, where
 * promoters, detractors and satisfied lie; "stratum" a case, a stratum and its population, 0 without end;
 * "answer" a case, stratum and cluster, a score and a weight, whether it counts, so that clusters may have
 * answers of which none does, and whether it was given after. "nps", "csat", "ces" are a case, the mean, its
 * standard error, the design effect, clusters less strata; "ces_ci" a case, degrees of freedom, low and high at 95 %; "paired" a
 * case, and of each figure the change from before to after and its standard error, where there is one stratum
 * without end and both have answers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include <stdlib.h>
#include <string.h>

#include "math/clusters.h"
#include "math/intervals.h"

#include "unit.h"

#define CASES  120
#define POINTS 11

typedef struct Sample
{
	int number, weighted, promoters_from, detractors_to, satisfied_from;
	int answers;

	/* the sample, and of it the stratum and the cluster that are being filled */
	CxSum totals[POINTS], variances[CX_PAIRS(POINTS)];
	double squares, spread;
	int clusters, strata, with_answers, strata_with_answers;
	CxSum part_totals[POINTS], products[CX_PAIRS(POINTS)];
	int part_clusters, part_with_answers;
	double population;
	CxSum cluster[POINTS];

	/* the same clusters before and after */
	CxSum customer[2 * POINTS], sides[2 * POINTS], pairs[CX_PAIRS(2 * POINTS)];
	bool finite;
} Sample;

static void
end_cluster(Sample *sample)
{
	if (sample->part_clusters > 0)
	{
		for (int i = 0; i < POINTS; i++)
			if (sample->cluster[i].high > 0)
			{
				sample->part_with_answers++;
				break;
			}
		cx_clusters_add(POINTS, sample->cluster, sample->part_totals, sample->products);
		cx_clusters_add(2 * POINTS, sample->customer, sample->sides, sample->pairs);
	}
	memset(sample->cluster, 0, sizeof(sample->cluster));
	memset(sample->customer, 0, sizeof(sample->customer));
}

static void
end_stratum(Sample *sample)
{
	CxSum squares;
	double weight = 0;
	double df;

	end_cluster(sample);
	if (sample->part_clusters == 0)
		return;
	for (int i = 0; i < POINTS; i++)
		weight += sample->part_totals[i].high;
	squares = cx_clusters_squares(POINTS, sample->products);
	df = cx_clusters_freedom(sample->part_with_answers, weight, squares.high);
	cx_clusters_stratum(POINTS, sample->part_clusters, sample->population,
						!sample->weighted && isfinite(sample->population), sample->part_totals,
						sample->products, &squares);
	for (int i = 0; i < POINTS; i++)
		cx_sum_merge(&sample->totals[i], &sample->part_totals[i]);
	for (int i = 0; i < CX_PAIRS(POINTS); i++)
		cx_sum_merge(&sample->variances[i], &sample->products[i]);
	sample->squares += squares.high;
	sample->spread =
		cx_clusters_spread_of_both(sample->spread, cx_clusters_spread(squares.high, df));
	sample->clusters += sample->part_clusters;
	sample->strata++;
	sample->with_answers += sample->part_with_answers;
	sample->strata_with_answers += sample->part_with_answers > 0;
	sample->part_clusters = sample->part_with_answers = 0;
	memset(sample->part_totals, 0, sizeof(sample->part_totals));
	memset(sample->products, 0, sizeof(sample->products));
}

static void
begin_stratum(Sample *sample, double population)
{
	end_stratum(sample);
	sample->population = population > 0 ? population : INFINITY;
	sample->finite = population > 0;
}

static void
begin_cluster(Sample *sample)
{
	end_cluster(sample);
	sample->part_clusters++;
}

static void
add_answer(Sample *sample, int score, double weight, int counts, int after)
{
	if (counts)
	{
		cx_sum_add(&sample->cluster[score], sample->weighted ? weight : 1);
		cx_sum_add(&sample->customer[after * POINTS + score], sample->weighted ? weight : 1);
	}
	sample->answers += counts;
}

static CxWeightedMean
figure(const Sample *sample, const char *name, const double *values)
{
	double weights[POINTS];
	CxSum coefficients[POINTS];
	CxWeightedMean mean;

	for (int i = 0; i < POINTS; i++)
		weights[i] = sample->totals[i].high;
	mean = cx_weighted_mean(POINTS, values, weights, weights, sample->answers);
	cx_clusters_linearize(POINTS, values, sample->totals, coefficients);
	mean.error = cx_clusters_error(POINTS, coefficients, sample->variances);
	printf("%s %d %a %a %a %d\n", name, sample->number, mean.mean, mean.error,
		   (sample->answers - 1) * mean.error * mean.error / mean.variance,
		   sample->clusters - sample->strata);
	return mean;
}

static void
print_change(const Sample *sample, const CxSum *totals, const CxSum *variances,
			 const double *values)
{
	CxSum coefficients[2 * POINTS];
	double mean[2];

	for (int side = 0; side < 2; side++)
	{
		double weights[POINTS];

		for (int i = 0; i < POINTS; i++)
			weights[i] = totals[side * POINTS + i].high;
		mean[side] = cx_weighted_mean(POINTS, values, weights, weights, sample->answers).mean;
		cx_clusters_linearize(POINTS, values, &totals[side * POINTS], &coefficients[side * POINTS]);
	}
	for (int i = 0; i < POINTS; i++)
		coefficients[i] = (CxSum){-coefficients[i].high, -coefficients[i].low};
	printf(" %a %a", mean[1] - mean[0], cx_clusters_error(2 * POINTS, coefficients, variances));
}

static void
print_changes(const Sample *sample, const double *nps, const double *csat, const double *ces)
{
	CxSum totals[2 * POINTS], variances[CX_PAIRS(2 * POINTS)];
	CxSum squares = {0, 0};
	double before = 0, after = 0;

	for (int i = 0; i < POINTS; i++)
	{
		before += sample->sides[i].high;
		after += sample->sides[POINTS + i].high;
	}
	if (sample->finite || sample->strata > 1 || before == 0 || after == 0)
		return;
	memcpy(totals, sample->sides, sizeof(totals));
	memcpy(variances, sample->pairs, sizeof(variances));
	cx_clusters_stratum(2 * POINTS, sample->clusters, INFINITY, false, totals, variances, &squares);
	printf("paired %d", sample->number);
	print_change(sample, totals, variances, nps);
	print_change(sample, totals, variances, csat);
	print_change(sample, totals, variances, ces);
	printf("\n");
}

static void
finish(Sample *sample)
{
	double nps[POINTS], csat[POINTS], ces[POINTS];
	CxWeightedMean mean;
	CxInterval ci;
	double df, root;

	end_stratum(sample);
	if (sample->answers == 0)
		return;
	for (int i = 0; i < POINTS; i++)
	{
		nps[i] = (i >= sample->promoters_from) - (i <= sample->detractors_to);
		csat[i] = i >= sample->satisfied_from;
		ces[i] = i;
	}
	figure(sample, "nps", nps);
	figure(sample, "csat", csat);
	mean = figure(sample, "ces", ces);
	df = sample->with_answers - sample->strata_with_answers;
	root = sample->squares / sample->spread;
	if (sample->squares > 0 && df >= 1)
		df = fmin(df, root * root);
	ci = cx_bounded_mean_interval((CxMean){mean.mean, mean.error * mean.error * (df + 1), df + 1},
								  (CxInterval){0, POINTS - 1}, 0.95);
	printf("ces_ci %d %a %a %a\n", sample->number, df, ci.low, ci.high);
	print_changes(sample, nps, csat, ces);
}

/* Few clusters and many, one stratum and several, with and without weights and an end of the population. */
static void
random_sample(int number)
{
	Sample sample = {.number = number, .weighted = number % 2};
	bool finite = number % 4 >= 2;
	int strata = finite && !sample.weighted           ? (int) unit_whole(1, 4)
				 : sample.weighted && number % 3 == 0 ? (int) unit_whole(2, 4)
													  : 1;
	double varies = unit_log_uniform(0.01, 3); /* how unlike clusters are */

	sample.detractors_to = (int) unit_whole(0, 8);
	sample.promoters_from = (int) unit_whole(sample.detractors_to + 1, POINTS - 1);
	sample.satisfied_from = (int) unit_whole(1, POINTS - 1);
	printf("case %d %d %d %d %d\n", number, sample.weighted, sample.promoters_from,
		   sample.detractors_to, sample.satisfied_from);
	for (int stratum = 1; stratum <= strata; stratum++)
	{
		int clusters = (int) unit_whole(2, number % 5 == 0 ? 60 : 6);
		int population = finite ? clusters + (int) unit_whole(0, 2 * clusters) : 0;

		/* one that is all of its stratum */
		if (finite && stratum > 1 && unit_whole(0, 3) == 0)
			clusters = population = 1;
		begin_stratum(&sample, population);
		printf("stratum %d %d %d\n", number, stratum, population);
		for (int cluster = 1; cluster <= clusters; cluster++)
		{
			int n = (int) unit_whole(1, 12);
			double middle = 5 + varies * (unit_uniform(-2, 2) + stratum);

			begin_cluster(&sample);
			for (int i = 0; i < n; i++)
			{
				int score = (int) fmax(0, fmin(10, middle + unit_uniform(-3, 3)));
				double weight = sample.weighted ? unit_log_uniform(0.05, 20) : 1;
				int counts = number % 7 != 0 || unit_whole(0, 2) == 0;
				int after = unit_whole(0, 1) == 1;

				printf("answer %d %d %d %d %a %d %d\n", number, stratum, cluster, score, weight,
					   counts, after);
				add_answer(&sample, score, weight, counts, after);
			}
		}
	}
	finish(&sample);
}

/* The same lines as are printed. */
static void
read_samples(void)
{
	Sample sample = {.number = -1};
	int cluster = -1;
	char word[16];

	while (scanf("%15s", word) == 1)
	{
		int a, b, c, d, e, f;
		double weight;

		if (strcmp(word, "case") == 0 && scanf("%d %d %d %d %d", &a, &b, &c, &d, &e) == 5)
		{
			if (sample.number >= 0)
				finish(&sample);
			sample = (Sample){.number = a,
							  .weighted = b,
							  .promoters_from = c,
							  .detractors_to = d,
							  .satisfied_from = e};
		}
		else if (strcmp(word, "stratum") == 0 && scanf("%d %d %d", &a, &b, &c) == 3)
		{
			begin_stratum(&sample, c);
			cluster = -1;
		}
		else if (strcmp(word, "answer") == 0 &&
				 scanf("%d %d %d %d %lf %d %d", &a, &b, &c, &d, &weight, &e, &f) == 7)
		{
			if (c != cluster)
				begin_cluster(&sample);
			cluster = c;
			add_answer(&sample, d, weight, e, f);
		}
		else
			exit(1);
	}
	finish(&sample);
}

int
main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "-") == 0)
		read_samples();
	else
		for (int number = 0; number < CASES; number++)
			random_sample(number);
	return 0;
}
