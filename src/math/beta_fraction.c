/*
 * beta_fraction.c
 *	  The continued fraction of the incomplete beta function.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/beta_fraction.h"

#include <float.h>
#include <math.h>

/* Only a guarantee that the loop ends: near the mean it takes some 3 sqrt(max(a, b)) rounds at most. */
#define MAX_TERMS 1000000

double
cx_beta_fraction(double a, double b, double x, double lambda)
{
	double f = a * (lambda + 1.0) / (a + 1.0);
	double c = f;
	double d = 0.0;

	for (double m = 1.0; m < MAX_TERMS; m += 1.0)
	{
		double k = a + 2.0 * m - 1.0;
		double over = m * (a + m - 1.0) / k * (a + b + m - 1.0) / k * (b - m) * x * x;
		double under =
			m + m * (b - m) * x / k + (a + m) * (lambda + 1.0 + m * (2.0 - x)) / (k + 2.0);
		double delta;

		d = 1.0 / (under + over * d);
		c = under + over / c;
		delta = c * d;
		f *= delta;
		if (fabs(delta - 1.0) <= DBL_EPSILON)
			break;
	}
	return f;
}
