/*
 * f_distribution.c
 *	  Fisher's F distribution: its upper tail.
 *
 * With a = df_within/2, b = df/2 and x = a / (a + b f), y = 1 - x, the tail is the regularised incomplete
 * beta function I_x(a, b) (NIST DLMF 8.17), and the rest is I_y(b, a). Whichever of the two lies on the side
 * of its mean where the fraction converges is computed, and nothing in it cancels: x, y and their
 * distance from the mean come from f, never from each other.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/f_distribution.h"

#include <float.h>
#include <math.h>

#include "math/beta_fraction.h"
#include "math/chi_square.h"
#include "math/special.h"
#include "math/student_t.h"

#define TWO_PI 6.2831853071795864769

/* t - log(1 + t), given that logarithm, which is sharper where t is near -1. */
static double
excess(double t, double log_ratio)
{
	return fabs(t) < 0.5 ? cx_log1p_excess(t) : t - log_ratio;
}

double
cx_f_p(double f, int df, double df_within)
{
	double a = 0.5 * df_within;
	double b = 0.5 * df;
	double r = b / a * f; /* y / x */
	double x = 1.0 / (1.0 + r);
	double y = r < 1.0 ? r * x : 1.0 / (1.0 + 1.0 / r);
	double log_x;
	double log_y;
	double lambda;
	double power;

	if (isnan(f) || df < 1 || !(df_within > 0.0))
		return NAN;
	if (f <= 0.0)
		return 1.0;
	if (isinf(f))
		return 0.0;
	if (isinf(df_within))
		return cx_chi_square_p(df * f, df);
	if (df == 1)
		return cx_student_t_two_sided_p(sqrt(f), df_within);

	/* the logarithms of x and y over their means, a / (a + b) and b / (a + b) */
	log_x = log1p(b / a) - (r < DBL_MAX ? log1p(r) : log(b) - log(a) + log(f));
	log_y = log(f) + log_x;
	lambda = f < 2.0 ? b * (f - 1.0) * x : a * y - b * x;

	/* x^a y^b / B(a, b), of which the mean's part is left when Stirling's formula is taken off */
	power = sqrt(b / TWO_PI / (1.0 + b / a)) *
			exp(-a * excess(-lambda / a, log_x) - b * excess(lambda / b, log_y) +
				cx_log_gamma_rest(a + b) - cx_log_gamma_rest(a) - cx_log_gamma_rest(b));

	if (lambda >= 0.0)
		return fmin(1.0, power / cx_beta_fraction(a, b, x, lambda));
	return fmax(0.0, 1.0 - power / cx_beta_fraction(b, a, y, -lambda));
}
