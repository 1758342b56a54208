/*
 * weighted_driver.c
 *	  Prints random weighted answers, and what src/math gives for them, for a peer to recompute.
 *
 * Lines as in driver.c: "answer" is a case, a score and a weight; "cuts" are a case and where promoters,
 * detractors, satisfied and the two ends of a share lie; "figure" is a case, which figure, mean, standard
 * error, effective number of answers; "ces_ci" a case, level, low and high.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/clusters.h"
#include "math/intervals.h"
#include "math/weighted_mean.h"

#include "unit.h"

#define CASES  150
#define POINTS 11
#define MOST   80

static void
figure(int number, const char *name, const double *values, const CxSum *weights,
	   const CxSum *squares, int n)
{
	double w[POINTS];
	double w2[POINTS];
	double total = 0;
	double square = 0;
	CxWeightedMean m;

	for (int i = 0; i < POINTS; i++)
	{
		total += w[i] = weights[i].high;
		square += w2[i] = squares[i].high;
	}
	m = cx_weighted_mean(POINTS, values, w, w2, n);
	printf("%s %d %a %a %a\n", name, number, m.mean, m.error, m.effective);
	if (name[0] == 'c' && name[1] == 'e')
	{
		double df = cx_clusters_freedom(n, total, square);
		CxMean sample = {m.mean, m.error * m.error * (df + 1), df + 1};
		CxInterval ci = cx_bounded_mean_interval(sample, (CxInterval){0, POINTS - 1}, 0.95);

		printf("ces_ci %d %a %a %a\n", number, df, ci.low, ci.high);
	}
}

int
main(void)
{
	for (int number = 0; number < CASES; number++)
	{
		int n = (int) unit_whole(2, MOST);
		int detractors_to = (int) unit_whole(0, 8);
		int promoters_from = (int) unit_whole(detractors_to + 1, POINTS - 1);
		int satisfied_from = (int) unit_whole(0, POINTS - 1);
		int from = (int) unit_whole(0, POINTS - 1);
		int to = (int) unit_whole(from, POINTS - 1);
		CxSum weights[POINTS] = {{0, 0}};
		CxSum squares[POINTS] = {{0, 0}};
		double nps[POINTS], csat[POINTS], ces[POINTS], share[POINTS];

		printf("cuts %d %d %d %d %d %d\n", number, promoters_from, detractors_to, satisfied_from,
			   from, to);
		for (int i = 0; i < n; i++)
		{
			int score = (int) unit_whole(0, POINTS - 1);
			double weight = unit_log_uniform(0.05, 20);

			printf("answer %d %d %a\n", number, score, weight);
			cx_sum_add(&weights[score], weight);
			cx_sum_add(&squares[score], weight * weight);
		}
		for (int i = 0; i < POINTS; i++)
		{
			nps[i] = (i >= promoters_from) - (i <= detractors_to);
			csat[i] = i >= satisfied_from;
			ces[i] = i;
			share[i] = i >= from && i <= to;
		}
		figure(number, "nps", nps, weights, squares, n);
		figure(number, "csat", csat, weights, squares, n);
		figure(number, "ces", ces, weights, squares, n);
		figure(number, "share", share, weights, squares, n);
	}
	return 0;
}
