/*
 * clusters.h
 *	  How much the totals of clusters vary: what the error of a figure needs when answers come in clusters,
 *	  from strata, and out of a population with an end.
 *
 * A cluster (a customer, a household, a branch) has a total for each of so many points: how much weight it
 * gave to each score. Of all clusters two things are kept, by point and by pair of points: the sum of the
 * totals, and the sum of their products. Any figure that is a ratio of two sums has its error from these.
 *
 * Sums are pairs of doubles (exact_sum.h), because an error is what is left when the products of totals
 * cancel each other: where clusters are much alike, a double would have no digits of it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CLUSTERS_H
#define CX_CLUSTERS_H

#include "math/exact_sum.h"
#include "math/weighted_mean.h"

/* A symmetric matrix of so many points, of which the upper half is kept, row by row. */
#define CX_PAIRS(points) ((points) * ((points) + 1) / 2)

static inline int
cx_pair(int points, int one, int other)
{
	int first = one < other ? one : other;
	int second = one < other ? other : one;

	return first * points - first * (first - 1) / 2 + (second - first);
}

/* One more cluster. */
extern void cx_clusters_add(int points, const CxSum *cluster, CxSum *totals, CxSum *products);

/* The sum of the squares of the clusters' weights, each over all of its points. */
extern CxSum cx_clusters_squares(int points, const CxSum *products);

/*
 * Makes variances of the products, those of the sums of totals over clusters drawn from one stratum.
 * population is the number of clusters in the stratum, infinity where it has no end. Where they expand,
 * each cluster stands for population / clusters of them, and so do its totals. squares is the sum of squared
 * weights, set to what is left of it. All variances are 0 for one cluster: what those would be nobody knows.
 */
extern void cx_clusters_stratum(int points, double clusters, double population, bool expand,
								CxSum *totals, CxSum *products, CxSum *squares);

/*
 * The degrees of freedom of a stratum of so many clusters with answers: by how even their weights are. NaN without
 * weight, and 1 for less.
 */
extern double cx_clusters_freedom(double clusters, double weight, double squares);

/*
 * A stratum's part in the degrees of freedom of a sample of several, squares being what is left of its squared
 * weights; and of two such parts the one of both. (squares / spread)^2 are the degrees of freedom.
 */
extern double cx_clusters_spread(double squares, double freedom);
extern double cx_clusters_spread_of_both(double one, double other);

/*
 * What the error of a figure makes of a change of each total: of the mean of values given to each point, by
 * weight. The total of all must be above 0.
 */
extern void cx_clusters_linearize(int points, const double *values, const CxSum *totals,
								  CxSum *coefficients);

/* The standard error of such a figure: exactly 0 where clusters do not differ in it. */
extern double cx_clusters_error(int points, const CxSum *coefficients, const CxSum *variances);

/*
 * How many unweighted answers would leave the mean as uncertain. mean holds the variance of the values and the
 * error by design; answers are all that were drawn, clusters where there are more of them; kish is the number to take
 * where all answers are alike. INFINITY where the design leaves
 * nothing open, NaN for df below 1.
 */
extern double cx_effective_answers(CxWeightedMean mean, double answers, double df, double kish);

/* By what that number shrinks in an interval, because df is below answers - 1. */
extern double cx_freedom_factor(double answers, double df, double level);

#endif /* CX_CLUSTERS_H */
