/*
 * clusters.c
 *	  How much the totals of clusters vary.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/clusters.h"

#include <math.h>

#include "math/student_t.h"

/*
 * What is smaller than this share of its terms is what rounding left of them. Pairs of doubles carry 31
 * digits; sums of whole counts are exact, and then so is a difference of 0. Weights have 16 digits
 * themselves, so clusters that are alike but for their size may differ by that much, and their squares by
 * twice as many.
 */
#define NOTHING            1e-26
#define NOTHING_OF_SQUARES 1e-24

/* By so much rounding may carry a covariance beyond its variances; where it does by more they have no digits. */
#define ROUNDING 1e-13

/* A customer gives few of the scores, so most pairs are skipped. */
void
cx_clusters_add(int points, const CxSum *cluster, CxSum *totals, CxSum *products)
{
	for (int i = 0; i < points; i++)
	{
		if (cluster[i].high == 0)
			continue;
		cx_sum_merge(&totals[i], &cluster[i]);
		for (int j = i; j < points; j++)
			if (cluster[j].high != 0)
			{
				CxSum product = cx_sum_product(cluster[i], cluster[j]);

				cx_sum_merge(&products[cx_pair(points, i, j)], &product);
			}
	}
}

/* Sum over clusters of (sum over points)^2: all products, those of two points twice. */
CxSum
cx_clusters_squares(int points, const CxSum *products)
{
	CxSum sum = {0, 0};

	for (int i = 0; i < points; i++)
		for (int j = 0; j < points; j++)
			cx_sum_merge(&sum, &products[cx_pair(points, i, j)]);
	return sum;
}

/* A covariance is at most what its variances allow, and 0 where one of them is nothing but rounding. */
static void
bound_covariances(int points, CxSum *variances)
{
	for (int i = 0; i < points; i++)
		for (int j = i + 1; j < points; j++)
		{
			CxSum *pair = &variances[cx_pair(points, i, j)];
			double most = sqrt(variances[cx_pair(points, i, i)].high) *
						  sqrt(variances[cx_pair(points, j, j)].high);

			if (fabs(pair->high) > most * (1 + ROUNDING))
				*pair = (CxSum){pair->high < 0 ? 0 - most : most, 0};
		}
}

/*
 * The variance of a sum of n totals t out of N, drawn without replacement (W. G. Cochran, Sampling
 * Techniques, 3rd ed. 1977, 2.6 and 11.5):
 *
 *		V = (1 - n/N) n/(n - 1) (sum t t' - T T'/n),
 *
 * here with (n sum t t' - T T') / (n - 1), whose difference is exact for whole counts.
 */
void
cx_clusters_stratum(int points, double clusters, double population, bool expand, CxSum *totals,
					CxSum *products, CxSum *squares)
{
	CxSum n = {clusters, 0};
	CxSum f = expand ? cx_sum_quotient((CxSum){population, 0}, n) : (CxSum){1, 0};
	CxSum f2 = cx_sum_product(f, f);
	CxSum left = {1, 0};
	CxSum scale;

	if (isfinite(population))
		left = cx_sum_quotient((CxSum){population - clusters, 0}, (CxSum){population, 0});
	left = cx_sum_product(left, f2);
	*squares = cx_sum_product(*squares, left);
	scale = clusters > 1 ? cx_sum_quotient(left, (CxSum){clusters - 1, 0}) : (CxSum){0, 0};

	for (int i = 0; i < points; i++)
		for (int j = i; j < points; j++)
		{
			CxSum *product = &products[cx_pair(points, i, j)];
			CxSum varied = cx_sum_product(n, *product);
			CxSum constant = cx_sum_product(totals[i], totals[j]);
			double size = varied.high;

			cx_sum_add_pair(&varied, -constant.high, -constant.low);
			if (scale.high > 0 && fabs(varied.high) > NOTHING * size)
				*product = cx_sum_product(varied, scale);
			else
				*product = (CxSum){0, 0};
		}
	bound_covariances(points, products);
	for (int i = 0; i < points; i++)
		totals[i] = cx_sum_product(totals[i], f);
}

/*
 * n clusters are n - 1 squares of which the variance is the mean, as long as they count the same. Where they do
 * not, the large ones are most of it, and it varies as that of W^2 / sum w^2 of equal weights (Kish), which is n for
 * equal ones. Two clusters are one degree of freedom, whatever their weights: with less there is hardly an interval
 * that says anything.
 */
double
cx_clusters_freedom(double clusters, double weight, double squares)
{
	double alike = weight * (weight / squares);

	return isnan(alike) ? NAN : fmax(1, fmin(clusters, alike) - 1);
}

/*
 * F. E. Satterthwaite, Biometrics Bulletin 2 (1946), 110-114: a sum of independent variances v with f degrees of
 * freedom each has (sum v)^2 / sum (v^2 / f), here with the squared weights of a stratum, less what its finite
 * population takes off, for v. They do not depend on the answers, so the figure chooses no t quantile for itself.
 * What adds up is v^2 / f; kept is its root, because the fourth power of a weight can be beyond a double.
 */
double
cx_clusters_spread(double squares, double freedom)
{
	return squares > 0 ? squares / sqrt(freedom) : 0;
}

/* The root of the sum of their squares, to the same digits on every machine, which hypot() does not promise. */
double
cx_clusters_spread_of_both(double one, double other)
{
	int exponent;

	frexp(fmax(one, other), &exponent);
	one = ldexp(one, -exponent);
	other = ldexp(other, -exponent);
	return ldexp(sqrt(one * one + other * other), exponent);
}

/*
 * Taylor linearisation (K. M. Wolter, Introduction to Variance Estimation, 2nd ed. 2007, 6.5): a mean R of
 * values y over totals T is a ratio, and varies as the sum of T (y - R) / W does, W being the sum of T. So
 *
 *		SE^2 = sum over pairs of c V c,  c = (y - R) / W,
 *
 * which is what R's survey and Stata's svy print. y - R is summed from the differences of values: one beside
 * which the others weigh next to nothing is as far away as they make it.
 */
void
cx_clusters_linearize(int points, const double *values, const CxSum *totals, CxSum *coefficients)
{
	CxSum total = {0, 0};

	for (int i = 0; i < points; i++)
		cx_sum_merge(&total, &totals[i]);
	for (int i = 0; i < points; i++)
	{
		CxSum away = {0, 0};

		for (int j = 0; j < points; j++)
		{
			CxSum part = cx_sum_product(totals[j], (CxSum){values[i] - values[j], 0});

			cx_sum_merge(&away, &part);
		}
		coefficients[i] = cx_sum_quotient(cx_sum_quotient(away, total), total);
	}
}

double
cx_clusters_error(int points, const CxSum *coefficients, const CxSum *variances)
{
	CxSum sum = {0, 0};
	double size = 0;

	for (int i = 0; i < points; i++)
		for (int j = 0; j < points; j++)
		{
			CxSum part = cx_sum_product(coefficients[i], variances[cx_pair(points, i, j)]);

			part = cx_sum_product(part, coefficients[j]);
			cx_sum_merge(&sum, &part);
			size += fabs(part.high);
		}
	return sum.high > NOTHING_OF_SQUARES * size ? sqrt(sum.high) : 0;
}

/*
 * E. L. Korn and B. I. Graubard (weighted_mean.c has the paper): n s2 / ((n - 1) SE^2), and a factor for the
 * fewer degrees of freedom of the design, so that a method for n unweighted answers covers what it says.
 */
double
cx_effective_answers(CxWeightedMean mean, double answers, double df, double kish)
{
	if (!(df >= 1))
		return NAN;
	if (!(mean.variance > 0))
		return kish;
	if (!(mean.error > 0))
		return INFINITY;
	return answers * (mean.variance / mean.error) / ((answers - 1) * mean.error);
}

double
cx_freedom_factor(double answers, double df, double level)
{
	double quantile = cx_student_t_quantile((1 - level) / 2, answers - 1) /
					  cx_student_t_quantile((1 - level) / 2, df);

	return quantile * quantile;
}
