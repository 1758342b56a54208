/*
 * raking.c
 *	  Weights whose sums are those of the margins: iterative proportional fitting.
 *
 * A round scales the weights of each category to its target, one margin after the other (Deming and
 * Stephan, Annals of Mathematical Statistics 11, 1940), and then cuts what lies beyond the limits. Where
 * there are weights with these sums within these limits, the rounds come to them: each step is a
 * projection in the sense of Kullback and Leibler, on a convex set (Bregman, USSR Computational
 * Mathematics 7, 1967). Without limits it is the one that is nearest to the weights given, and a weight
 * is a product of a factor for each of its categories. With limits it need not be the nearest.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/raking.h"

#include <math.h>
#include <string.h>

static void
sum_margin(const CxRaking *raking, size_t margin, const double *weights, double *sums,
		   const CxCheck *check)
{
	const uint32_t *code = raking->codes + margin;

	memset(sums, 0, raking->categories[margin] * sizeof(double));
	for (size_t i = 0; i < raking->cells; i++, code += raking->margins)
	{
		cx_check(check, i);
		sums[*code] += weights[i];
	}
}

/* A category without any weight left stays as it is: its gap says so in the end. */
static void
scale_margin(const CxRaking *raking, size_t margin, double *weights, double *sums,
			 const CxCheck *check)
{
	const double *target = raking->target[margin];
	const uint32_t *code = raking->codes + margin;

	sum_margin(raking, margin, weights, sums, check);
	for (uint32_t k = 0; k < raking->categories[margin]; k++)
	{
		cx_check(check, k);
		sums[k] = sums[k] > 0 ? target[k] / sums[k] : 1;
	}
	for (size_t i = 0; i < raking->cells; i++, code += raking->margins)
	{
		cx_check(check, i);
		weights[i] *= sums[*code];
	}
}

static void
cut_weights(const CxRaking *raking, double *weights, const CxCheck *check)
{
	if (raking->lowest <= 0 && isinf(raking->highest))
		return;
	for (size_t i = 0; i < raking->cells; i++)
	{
		cx_check(check, i);
		weights[i] = fmin(fmax(weights[i], raking->lowest * (double) raking->responses[i]),
						  raking->highest * (double) raking->responses[i]);
	}
}

/* Where nothing is wanted, any weight is too much. A target of next to nothing can carry weights out of range. */
static double
gap_of(double sum, double target)
{
	if (isnan(sum))
		return INFINITY;
	return target > 0 ? fabs(sum - target) / target : sum > 0 ? INFINITY : 0;
}

/* The sum that is farthest from its target. */
static void
measure(const CxRaking *raking, const double *weights, double *sums, CxRaked *raked,
		const CxCheck *check)
{
	raked->gap = -1;
	for (size_t margin = 0; margin < raking->margins; margin++)
	{
		sum_margin(raking, margin, weights, sums, check);
		for (uint32_t k = 0; k < raking->categories[margin]; k++)
		{
			double gap = gap_of(sums[k], raking->target[margin][k]);

			cx_check(check, k);
			if (gap > raked->gap)
			{
				raked->margin = margin;
				raked->category = k;
				raked->sum = sums[k];
				raked->gap = gap;
			}
		}
	}
	raked->converged = raked->gap <= raking->tolerance;
}

CxRaked
cx_rake(const CxRaking *raking, double *weights, double *sums, const CxCheck *check)
{
	CxRaked raked = {.converged = false};

	while (!raked.converged && raked.rounds < raking->max_rounds)
	{
		for (size_t margin = 0; margin < raking->margins; margin++)
			scale_margin(raking, margin, weights, sums, check);
		cut_weights(raking, weights, check);
		measure(raking, weights, sums, &raked, check);
		raked.rounds++;
	}
	return raked;
}
