/*
 * chi_square.c
 *	  The chi-square distribution: its upper tail.
 *
 * For whole degrees of freedom the tail is a finite sum of positive terms (M. Abramowitz and
 * I. A. Stegun, Handbook of Mathematical Functions, 26.4.4 and 26.4.5; NIST DLMF 8.4.8): from two
 * degrees to the next ones up, Q(a + 1, y) = Q(a, y) + y^a exp(-y) / Gamma(a + 1), beginning with
 * exp(-y) or, for odd degrees, the two tails of the normal distribution. With y = x/2 and a = df/2.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/chi_square.h"

#include <math.h>

#include "math/normal.h"

#define SQRT_PI 1.7724538509055160273

/* exp() of less is a denormal or 0, so that the terms have to be scaled while they grow */
#define SCALE_BELOW -600.0

/*
 * The terms grow as long as a < y: exp(-y) alone can be below every double where their sum is not.
 * So the sum is kept as total * exp(scale).
 */
double
cx_chi_square_p(double x, int df)
{
	double y = 0.5 * x;
	double scale = 0;
	double total;
	double term;
	double a;

	if (isnan(x) || df < 1)
		return NAN;
	if (x <= 0)
		return 1;
	/* below every double: with y above 2a, Q(a, y) is less than 2 y^a exp(-y) / Gamma(a + 1) */
	if (isinf(x) || (y > df && 0.5 * df * log(y) - y < -800))
		return 0;
	if (y > -SCALE_BELOW)
		scale = -y;
	if (df % 2 == 0)
	{
		a = 1;
		total = term = exp(-y - scale);
		term *= y; /* y^a exp(-y) / Gamma(a + 1) at a = 1 */
	}
	else
	{
		a = 0.5;
		total = scale < 0 ? 0 : cx_normal_two_sided_p(sqrt(x));
		term = exp(-y - scale) * sqrt(y) * 2 / SQRT_PI;
		/* erfc(sqrt(y)) exp(y), as its asymptotic series has it from y = 600 on */
		if (scale < 0)
			total =
				(1 - 0.5 / y * (1 - 1.5 / y * (1 - 2.5 / y * (1 - 3.5 / y)))) / (sqrt(y) * SQRT_PI);
	}
	for (; a < 0.5 * df; a += 1)
	{
		total += term;
		term *= y / (a + 1);
		if (total > 1e250)
		{
			total *= 1e-250;
			term *= 1e-250;
			scale += 250 * 2.302585092994045684;
		}
	}
	/* in two halves: exp(scale) alone may be a denormal, of few digits */
	return fmin(1, scale < 0 ? total * exp(0.5 * scale) * exp(0.5 * scale) : total);
}
