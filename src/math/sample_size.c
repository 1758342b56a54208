/*
 * sample_size.c
 *	  How many answers a survey needs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/sample_size.h"

#include <math.h>

#include "math/normal.h"
#include "math/student_t.h"

/* By the lower tail, where 1 - level is exact. */
static double
critical_z(double level)
{
	return -cx_normal_quantile((1.0 - level) / 2.0);
}

/* What rounding adds to a whole number is not another answer. */
static double
whole(double n)
{
	return fmax(1.0, ceil(n * (1.0 - 1e-13)));
}

double
cx_answers_for_margin(double variance, double margin, double level)
{
	double z = critical_z(level) / margin;

	return whole(z * z * variance);
}

/*
 * The quantile of t is above that of z, so the search begins there; it ends after a few steps, because the
 * two meet as fast as n grows.
 */
double
cx_answers_for_t_margin(double variance, double margin, double level)
{
	double n = fmax(2.0, cx_answers_for_margin(variance, margin, level));

	for (; isfinite(n) && n < 1e9; n += 1.0)
	{
		double t = -cx_student_t_quantile((1.0 - level) / 2.0, n - 1.0) / margin;

		if (t * t * variance <= n * (1.0 + 1e-13))
			break;
	}
	return n;
}

static double
both_quantiles(double level, double power)
{
	return critical_z(level) + cx_normal_quantile(power);
}

double
cx_answers_for_change(double variance, double change, double level, double power)
{
	double z = both_quantiles(level, power) / change;

	return whole(2.0 * z * z * variance);
}

/*
 * With the correction of W. C. Guenther, Sample Size Formulas for Normal Theory T Tests, The American
 * Statistician 35 (1981), 243-244, for the quantile of t: within one answer of the noncentral t.
 */
double
cx_answers_for_t_change(double variance, double change, double level, double power)
{
	double z = both_quantiles(level, power) / change;
	double alpha = critical_z(level);

	return fmax(2.0, whole(2.0 * z * z * variance + alpha * alpha / 4.0));
}

/*
 * J. L. Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. (1981), 3.2, which is R's
 * power.prop.test: the test takes both shares for one, the truth has two.
 */
double
cx_answers_for_shares(double p, double q, double level, double power)
{
	double pooled = (p + q) / 2.0;
	double z = (critical_z(level) * sqrt(2.0 * pooled * (1.0 - pooled)) +
				cx_normal_quantile(power) * sqrt(p * (1.0 - p) + q * (1.0 - q))) /
			   (q - p);

	return whole(z * z);
}
