/*
 * relative_weights.c
 *	  How much of a result each of several drivers explains.
 *
 * J. W. Johnson, A Heuristic Method for Estimating the Relative Weight of Predictor Variables in Multiple
 * Regression, Multivariate Behavioral Research 35 (2000), 1-19. Drivers are correlated, R = Q L Q', so a
 * coefficient shares out what several explain together by chance. The orthogonal variables that are nearest
 * to the drivers have correlations Q L^1/2 Q' with them, and coefficients b = Q L^-1/2 Q' r on the result,
 * r being the drivers' correlations with it. What such a variable explains, b^2, belongs to nobody else, and
 * is shared out among the drivers by their squared correlations with it, which sum to 1:
 *
 *		weight j = sum over k of (Q L^1/2 Q')jk^2 bk^2
 *
 * The weights sum to the sum of b^2, which is R squared.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/relative_weights.h"

#include <math.h>

#include "math/jacobi.h"

/*
 * Below this eigenvalue of their correlations drivers count as dependent: of ten digits that the others
 * determine nothing is left to tell one from another by. And whose part in the dependence is below the
 * other, has none.
 */
#define NO_EIGENVALUE 1e-10
#define NO_PART       1e-4

static CxDriversOutcome
figures_at_fault(CxDriversOutcome outcome, int drivers, CxDriver *figures)
{
	for (int i = 0; i < drivers; i++)
		figures[i].weight = figures[i].coefficient = NAN;
	return outcome;
}

/* Rounding alone carries a correlation beyond 1. */
static double
correlation(const double *high, const double *low, int i, int j, double root_i, double root_j)
{
	double r = cx_products_centred(high, low, i, j).high / root_i / root_j;

	return fmax(-1, fmin(r, 1));
}

/* Who depends on whom: the drivers that the combination without variance is made of. */
static void
find_dependent(int drivers, const double *vectors, int least, CxDriver *figures)
{
	for (int i = 0; i < drivers; i++)
		figures[i].at_fault = fabs(vectors[i * drivers + least]) > NO_PART;
}

/*
 * Weights, and coefficients of drivers and result with a deviation of 1 each, from the correlations among
 * the drivers, which are destroyed, and with the result.
 */
static CxDriversOutcome
share_out(int drivers, double *among, CxDriver *figures, double *r_squared)
{
	double values[CX_DRIVERS_MOST];
	double vectors[CX_DRIVERS_MOST * CX_DRIVERS_MOST];
	double scores[CX_DRIVERS_MOST] = {0}; /* Q' r */
	double explained[CX_DRIVERS_MOST];    /* b^2 */
	int least = 0;

	cx_jacobi(drivers, among, values, vectors);
	for (int k = 1; k < drivers; k++)
		if (values[k] < values[least])
			least = k;
	/* written so that NaN fails */
	if (!(values[least] > NO_EIGENVALUE))
	{
		find_dependent(drivers, vectors, least, figures);
		return figures_at_fault(CX_DRIVERS_DEPENDENT, drivers, figures);
	}
	for (int k = 0; k < drivers; k++)
		for (int i = 0; i < drivers; i++)
			scores[k] += vectors[i * drivers + k] * figures[i].correlation;

	*r_squared = 0;
	for (int i = 0; i < drivers; i++)
	{
		double b = 0;

		figures[i].coefficient = 0;
		for (int k = 0; k < drivers; k++)
		{
			double score = vectors[i * drivers + k] * scores[k];

			b += score / sqrt(values[k]);
			figures[i].coefficient += score / values[k];
		}
		explained[i] = b * b;
		*r_squared += explained[i];
	}
	for (int j = 0; j < drivers; j++)
	{
		figures[j].weight = 0;
		for (int i = 0; i < drivers; i++)
		{
			double with = 0;

			for (int k = 0; k < drivers; k++)
				with += vectors[j * drivers + k] * sqrt(values[k]) * vectors[i * drivers + k];
			figures[j].weight += with * with * explained[i];
		}
	}
	return CX_DRIVERS_FINE;
}

CxDriversOutcome
cx_relative_weights(int drivers, const double *high, const double *low, double rows,
					CxDriver *figures, double *r_squared)
{
	double among[CX_DRIVERS_MOST * CX_DRIVERS_MOST];
	double roots[CX_DRIVERS_MOST]; /* of W sum w (x - X)^2 */
	double root_result;
	bool constant = false;
	CxDriversOutcome outcome;

	*r_squared = NAN;
	for (int i = 0; i < drivers; i++)
		figures[i] = (CxDriver){high[CX_PRODUCT_AT(i + 2, 0)] / high[0], NAN, NAN, NAN, false};
	/* deviations of so few rows are dependent, whatever they are */
	if (rows <= drivers)
		return CX_DRIVERS_UNDEFINED;
	for (int i = 0; i < drivers; i++)
		constant |= figures[i].at_fault = cx_products_constant(high, low, i + 2);
	if (constant)
		return CX_DRIVERS_CONSTANT;
	for (int i = 0; i < drivers; i++)
	{
		roots[i] = sqrt(cx_products_centred(high, low, i + 2, i + 2).high);
		for (int j = 0; j < i; j++)
			among[i * drivers + j] = among[j * drivers + i] =
				correlation(high, low, i + 2, j + 2, roots[i], roots[j]);
		among[i * drivers + i] = 1;
	}
	root_result =
		cx_products_constant(high, low, 1) ? 0 : sqrt(cx_products_centred(high, low, 1, 1).high);
	for (int i = 0; i < drivers; i++)
		figures[i].correlation =
			root_result == 0 ? 0 : correlation(high, low, i + 2, 1, roots[i], root_result);
	outcome = share_out(drivers, among, figures, r_squared);
	if (outcome != CX_DRIVERS_FINE)
		return outcome;
	for (int i = 0; i < drivers; i++)
		figures[i].coefficient *= root_result / roots[i];
	if (root_result > 0)
		return CX_DRIVERS_FINE;
	*r_squared = NAN;
	for (int i = 0; i < drivers; i++)
		figures[i].correlation = figures[i].coefficient = figures[i].weight = NAN;
	return CX_DRIVERS_UNDEFINED;
}
