/*
 * clusters_test.c
 *	  Errors of clusters: by hand, and where nothing is left of them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/clusters.h"
#include "math/intervals.h"
#include "math/student_t.h"

#include "unit.h"

#define POINTS 3

static const double values[POINTS] = {-1, 0, 1};

typedef struct Stratum
{
	CxSum totals[POINTS];
	CxSum products[CX_PAIRS(POINTS)];
	int clusters;
} Stratum;

static void
add(Stratum *stratum, double low, double middle, double high)
{
	CxSum cluster[POINTS] = {{low, 0}, {middle, 0}, {high, 0}};

	cx_clusters_add(POINTS, cluster, stratum->totals, stratum->products);
	stratum->clusters++;
}

static double
error_of(const Stratum *stratum, double population, bool expand, CxSum *squares)
{
	Stratum made = *stratum;
	CxSum coefficients[POINTS];

	*squares = cx_clusters_squares(POINTS, made.products);
	cx_clusters_stratum(POINTS, made.clusters, population, expand, made.totals, made.products,
						squares);
	cx_clusters_linearize(POINTS, values, made.totals, coefficients);
	return cx_clusters_error(POINTS, coefficients, made.products);
}

static void
pairs_have_places_of_their_own(void)
{
	bool apart = true;
	int next = 0;

	for (int i = 0; i < POINTS; i++)
		for (int j = i; j < POINTS; j++)
		{
			apart &= cx_pair(POINTS, i, j) == next && cx_pair(POINTS, j, i) == next;
			next++;
		}
	unit_ok(apart && next == CX_PAIRS(POINTS), "each pair of points has a place of its own");
}

/* Clusters: a promoter; two detractors; a passive and a promoter. R = 0, z = 1, -2, 1 of 5 answers. */
static void
by_hand(void)
{
	Stratum s = {.clusters = 0};
	CxSum squares;

	add(&s, 0, 0, 1);
	add(&s, 2, 0, 0);
	add(&s, 0, 1, 1);
	unit_near(error_of(&s, INFINITY, false, &squares), sqrt(3.0 / 2 * 6) / 5, 1e-15,
			  "three clusters by hand: error");
	unit_near(squares.high, 9, 0, "three clusters by hand: squares");
	unit_near(error_of(&s, 4, false, &squares), sqrt(3.0 / 2 * 6) / 10, 1e-15,
			  "of four clusters: a quarter of the variance is left");
	unit_near(squares.high, 9.0 / 4, 1e-15, "of four clusters: squares");
	unit_near(error_of(&s, 4, true, &squares), sqrt(3.0 / 2 * 6) / 10, 1e-15,
			  "expanded to four clusters: the same error");
	unit_near(squares.high, 4, 1e-15, "expanded to four clusters: squares");
	unit_ok(error_of(&s, 3, true, &squares) == 0 && squares.high == 0,
			"of three clusters: nothing is left");
}

/* Exactly nothing, not what rounding leaves. */
static void
alike_but_for_their_size(void)
{
	Stratum whole = {.clusters = 0};
	Stratum tenths = {.clusters = 0};
	Stratum almost = {.clusters = 0};
	CxSum squares;

	for (int i = 1; i <= 1000; i++)
	{
		add(&whole, 3.0 * i * i, 1.0 * i * i, 7.0 * i * i);
		add(&tenths, 0.3 * i, 0.1 * i, 0.7 * i);
		add(&almost, 3e6 * i, 1e6 * i, 7e6 * i + (i == 500));
	}
	unit_ok(error_of(&whole, INFINITY, false, &squares) == 0, "whole clusters alike: no error");
	unit_ok(error_of(&whole, 1e6, true, &squares) == 0, "expanded clusters alike: no error");
	unit_ok(error_of(&tenths, INFINITY, false, &squares) == 0, "tenths alike: no error");
	unit_ok(error_of(&almost, INFINITY, false, &squares) > 0, "one answer of 10^10 more: an error");
	unit_ok(error_of(&(Stratum){.totals = {{1, 0}, {2, 0}}, .clusters = 1}, INFINITY, false,
					 &squares) == 0,
			"one cluster has no variance");
}

/* Weights that differ in their last digits, beside others that vary, and proportional ones that hardly do. */
static void
covariances_fit_their_variances(void)
{
	UnitLaw bound = {.name = "no covariance is beyond what its variances allow"};

	for (int round = 0; round < 2000; round++)
	{
		Stratum s = {.clusters = 0};
		double away = pow(10, -(double) unit_whole(6, 17));
		CxSum squares;

		for (int i = 0; i < 5; i++)
		{
			double same = 0.3 * (1 + away * unit_uniform(0, 1));

			add(&s, same, 7 * same, unit_uniform(1, 2));
		}
		squares = cx_clusters_squares(POINTS, s.products);
		cx_clusters_stratum(POINTS, s.clusters, INFINITY, false, s.totals, s.products, &squares);
		for (int i = 0; i < POINTS; i++)
			for (int j = i + 1; j < POINTS; j++)
			{
				CxSum pair = s.products[cx_pair(POINTS, i, j)];
				double most = sqrt(s.products[cx_pair(POINTS, i, i)].high) *
							  sqrt(s.products[cx_pair(POINTS, j, j)].high);

				unit_holds(&bound, fabs(pair.high) <= most * (1 + 1e-12),
						   "%g of %g with weights %g apart", pair.high, most, away);
			}
	}
	unit_law(&bound);
}

static void
effective_answers(void)
{
	CxWeightedMean mean = {.variance = 0.5, .error = 0.1};
	double t = cx_student_t_quantile(0.025, 100) / cx_student_t_quantile(0.025, 9);

	unit_near(cx_effective_answers(mean, 101, 100, 7), 50.5, 1e-14,
			  "effective answers: n s2 / ((n - 1) SE^2)");
	unit_near(cx_freedom_factor(101, 9, 0.95), t * t, 1e-14, "fewer degrees of freedom");
	unit_near(cx_freedom_factor(101, 100, 0.5), 1, 0, "as many degrees of freedom");
	unit_ok(isnan(cx_effective_answers(mean, 101, 0, 7)), "none without freedom");
	mean.error = 0;
	unit_ok(isinf(cx_effective_answers(mean, 101, 9, 7)), "infinitely many without an error");
	mean.variance = 0;
	unit_near(cx_effective_answers(mean, 101, 9, 7), 7, 0, "those of Kish where all are alike");
}

/* Clusters and strata of one weight, and of others. */
static void
degrees_of_freedom(void)
{
	double even = cx_clusters_spread(5, 4); /* five clusters of weight 1 */
	double both = cx_clusters_spread_of_both(even, even);
	double uneven = cx_clusters_spread_of_both(even, cx_clusters_spread(500, 4));
	UnitLaw order = {.name = "the order of strata does not matter"};
	UnitLaw bounds = {.name = "from 1 to as many as there are"};

	unit_near(cx_clusters_freedom(5, 5, 5), 4, 0, "five alike: 4");
	unit_near(cx_clusters_freedom(5, 15, 45), 4, 0, "of weight 3: 4");
	unit_near(cx_clusters_freedom(6, 14, 40), 3.9, 1e-15,
			  "of 3, 1, 2, 4, 1, 3 answers: 196 / 40 - 1");
	unit_near(cx_clusters_freedom(2, 101, 10001), 1, 0, "two: 1, whatever their weights");
	unit_ok(isnan(cx_clusters_freedom(2, 0, 0)), "none of no weight");
	unit_near(pow(10 / both, 2), 8, 1e-14, "two strata alike: twice as many");
	unit_near(pow(505 / uneven, 2), 505.0 * 505 / (25 / 4.0 + 250000 / 4.0), 1e-14,
			  "one of ten times the weight: little more than its own");
	unit_near(cx_clusters_spread(0, 0), 0, 0, "nothing of a stratum that was asked in full");
	unit_near(cx_clusters_spread_of_both(0, even), even, 0, "and nothing added");
	unit_near(cx_clusters_spread_of_both(3e200, 4e200), 5e200, 1e-15, "large weights");
	unit_near(cx_clusters_spread_of_both(3e-200, 4e-200), 5e-200, 1e-15, "small weights");
	for (int round = 0; round < 2000; round++)
	{
		double a = unit_log_uniform(1e-3, 1e3), b = unit_log_uniform(1e-3, 1e3);
		double c = unit_log_uniform(1e-3, 1e3);
		double one = cx_clusters_spread_of_both(cx_clusters_spread_of_both(a, b), c);
		double n = (double) unit_whole(2, 30);
		double weight = 0, squares = 0, df;

		unit_holds(&order,
				   unit_is_near(
					   one, cx_clusters_spread_of_both(a, cx_clusters_spread_of_both(c, b)), 1e-15),
				   "%g %g %g", a, b, c);
		for (int i = 0; i < n; i++)
		{
			double w = unit_log_uniform(0.01, 100);

			weight += w;
			squares += w * w;
		}
		df = cx_clusters_freedom(n, weight, squares);
		unit_holds(&bounds, df >= 1 && df <= n - 1, "%g of %g", df, n);
	}
	unit_law(&order);
	unit_law(&bounds);
}

/* All of a population were asked. */
static void
certain_intervals(void)
{
	CxNpsCounts all = {0.5 * CX_CERTAIN, 0.3 * CX_CERTAIN, 0.2 * CX_CERTAIN};
	CxNpsCounts some = {30, 40, 30};
	CxProportion quarter = {0.25 * CX_CERTAIN, CX_CERTAIN};
	CxInterval nps = cx_nps_interval(all, 0.95);
	CxInterval share = cx_wilson_interval(quarter, 0.95);
	CxComparison test = cx_nps_comparison(all, all, 0.95);

	unit_near(nps.low, 30, 1e-14, "certain NPS");
	unit_ok(nps.low == nps.high, "certain NPS: no width");
	unit_ok(share.low == 0.25 && share.high == 0.25, "certain share: no width");
	unit_ok(test.low == 0 && test.high == 0 && isnan(test.statistic) && isnan(test.p_value),
			"two certain NPS: no test");
	test = cx_nps_comparison(some, all, 0.95);
	unit_ok(test.low < 30 && test.high > 30 && isfinite(test.statistic), "one certain NPS: a test");
	test = cx_proportion_comparison(quarter, quarter, 0.95);
	unit_ok(test.low == 0 && test.high == 0 && isnan(test.statistic),
			"two certain shares: no test");
	test = cx_proportion_comparison((CxProportion){30, 100}, quarter, 0.95);
	unit_ok(test.low < -0.05 && test.high > -0.05 && isfinite(test.statistic),
			"one certain share: a test");
}

int
main(void)
{
	pairs_have_places_of_their_own();
	by_hand();
	alike_but_for_their_size();
	covariances_fit_their_variances();
	effective_answers();
	degrees_of_freedom();
	certain_intervals();
	return unit_done();
}
