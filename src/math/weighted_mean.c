/*
 * weighted_mean.c
 *	  The mean of weighted answers, and how uncertain it is.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/weighted_mean.h"

#include <math.h>

/*
 * How far one value lies from the mean. Summed from the differences of the values: a value beside which
 * the others weigh next to nothing is as far away as they make it, where value - mean would be 0.
 */
static double
deviation(int points, const double *values, const double *weights, double total, int point)
{
	double sum = 0;

	for (int i = 0; i < points; i++)
		sum += weights[i] * (values[point] - values[i]);
	return sum / total;
}

/*
 * The weighted mean R = sum w y / W is a ratio of two sums over the sample. Taylor linearisation (K. M.
 * Wolter, Introduction to Variance Estimation, 2nd ed. 2007, 6.5) replaces each answer by w (y - R) / W,
 * whose sum is 0, and with every answer a cluster of its own
 *
 *		SE^2 = n / (n - 1) * sum w^2 (y - R)^2 / W^2,
 *
 * which is what R's survey and Stata's svy print. Without weights it is the usual s^2 / n.
 *
 * The effective number of answers is that of E. L. Korn and B. I. Graubard, Confidence Intervals for
 * Proportions with Small Expected Number of Positive Counts Estimated from Survey Data, Survey
 * Methodology 24 (1998), 193-201: so many unweighted answers, with the variance s2 = sum w (y - R)^2 / W,
 * have the same error, n s2 / ((n - 1) SE^2) = W sum w (y - R)^2 / sum w^2 (y - R)^2. Their factor for
 * the degrees of freedom is 1 here, where both have n - 1. Answers that are all alike have neither a
 * variance nor an error; there it is the number of L. Kish (Survey Sampling, 1965, 8.2), W^2 / sum w^2.
 */
CxWeightedMean
cx_weighted_mean(int points, const double *values, const double *weights, const double *squares,
				 double answers)
{
	double total = 0;
	double sum = 0;
	double spread = 0;
	double linear = 0;
	double square = 0;

	for (int i = 0; i < points; i++)
	{
		total += weights[i];
		square += squares[i];
		sum += weights[i] * (values[i] - values[0]);
	}
	if (!(total > 0))
		return (CxWeightedMean){NAN, NAN, NAN, NAN};
	for (int i = 0; i < points; i++)
	{
		double d = deviation(points, values, weights, total, i);

		/* from the left, so that d * d alone, which may vanish, is never formed */
		spread += weights[i] * d * d;
		linear += squares[i] * d * d;
	}
	return (CxWeightedMean){values[0] + sum / total, spread / total,
							answers > 1 ? sqrt(answers / (answers - 1)) * sqrt(linear) / total
										: NAN,
							spread > 0 ? total * (spread / linear) : total * (total / square)};
}
