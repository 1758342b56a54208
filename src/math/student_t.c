/*
 * student_t.c
 *	  Student's t distribution: two-sided p-values and quantiles.
 *
 * With a = df/2, x = df / (df + t^2) and y = 1 - x, the area outside of -t..t is the regularised
 * incomplete beta function I_x(a, 1/2), and the area inside is I_y(1/2, a). Each is computed
 * directly where it is the smaller or comparable part, by a form whose terms do not cancel:
 * x, y and a*y come from t^2/df and never from 1 - x. That form stays sound as df grows (it turns
 * into the one for the normal distribution), so no separate expansion for large df is needed.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/student_t.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "math/beta_fraction.h"
#include "math/normal.h"

#define INV_SQRT_PI 0.56418958354775628695

/*
 * The p-values of t and z differ by a factor of about 1 + z^4 / (4 df), and z stays below 39 where
 * they are no denormals: from here on they are the same double.
 */
#define NORMAL_DF 1e25

/* And below this, |T| exceeds every finite double with a probability that rounds to 1. */
#define CERTAIN_DF 1e-20

/* Only a guarantee that every loop ends: some 75 terms and 9 steps are the most seen in use. */
#define MAX_TERMS 10000
#define MAX_STEPS 200

typedef struct Areas
{
	double inside;  /* P(|T| < t) */
	double outside; /* P(|T| >= t) */
	double slope;   /* t times the density of |T| at t: how fast area moves with log t */
} Areas;

/*
 * Gamma(a + 1/2) / Gamma(a). Not by way of lgamma, which differs between C libraries and loses
 * digits to the subtraction of two large numbers. The expansion in 1 / (4a - 1)^2, whose
 * coefficients are Euler numbers, follows from F. W. J. Olver et al., NIST Digital Library of
 * Mathematical Functions, 5.11.8; from a = 16 on its first omitted term is below 3e-17.
 */
static double
gamma_ratio(double a)
{
	double scale = 1.0;
	double v;

	for (; a < 16.0; a += 1.0)
		scale *= a / (a + 0.5);
	v = 1.0 / (4.0 * a - 1.0);
	v *= v;
	return scale * sqrt(a - 0.25) *
		   exp(v * (1.0 / 4 -
					v * (5.0 / 8 - v * (61.0 / 12 - v * (1385.0 / 16 - v * (50521.0 / 20))))));
}

/*
 * I_y(1/2, a) is twice the power factor times this series (DLMF 8.17.8). All terms are positive,
 * and where it is used, y < 3 / (2a + 5), they shrink from the first one on.
 */
static double
inside_series(double a, double y)
{
	double term = 1.0;
	double sum = 1.0;

	for (double k = 0.0; k < MAX_TERMS && term > DBL_EPSILON / 4 * sum; k += 1.0)
	{
		term *= (a + 0.5 + k) / (1.5 + k) * y;
		sum += term;
	}
	return sum;
}

/* 0 < t, CERTAIN_DF <= df < NORMAL_DF */
static Areas
areas(double t, double df)
{
	double a = 0.5 * df;
	double r = t / df * t;
	double x = 1.0 / (1.0 + r);
	double y = r < 1.0 ? r * x : 1.0 / (1.0 + 1.0 / r);
	double log_x = r < DBL_MAX ? -log1p(r) : log(df) - 2.0 * log(t);
	double power = exp(a * log_x) * sqrt(y) * gamma_ratio(a) * INV_SQRT_PI;
	Areas result;

	result.slope = 2.0 * power;
	if (r * (df + 2.0) < 3.0)
	{
		result.inside = fmin(1.0, 2.0 * power * inside_series(a, y));
		result.outside = 1.0 - result.inside;
	}
	else
	{
		result.outside = fmin(1.0, power / cx_beta_fraction(a, 0.5, x, a * y - 0.5 * x));
		result.inside = 1.0 - result.outside;
	}
	return result;
}

double
cx_student_t_two_sided_p(double t, double df)
{
	if (isnan(t) || !(df > 0.0))
		return NAN;
	if (t == 0.0)
		return 1.0;
	if (isinf(t))
		return 0.0;
	if (df < CERTAIN_DF)
		return 1.0;
	if (df >= NORMAL_DF)
		return cx_normal_two_sided_p(t);
	return areas(fabs(t), df).outside;
}

/*
 * Where a quantile starts its search: D. L. Wallace, Bounds on normal approximations to Student's
 * and the chi-square distributions, Annals of Mathematical Statistics 30 (1959), 1121-1130, turned
 * round. Good to a few percent from one degree of freedom up, and less has no need of a good one.
 */
static double
wallace_start(double upper_tail, double df)
{
	double z = cx_normal_quantile(upper_tail) * (8.0 * df + 3.0) / (8.0 * df + 1.0);

	return sqrt(df * expm1(z * z / df));
}

/*
 * t > 0 with P(T > t) = upper_tail < 1/2.
 *
 * Newton's method on the logarithm of an area over the logarithm of t, where both areas are concave
 * curves that tend to straight lines at either end, so that it converges from nearly anywhere; the
 * bracket is for what rounding does to that argument. It works on the smaller area because that is
 * the one with digits to lose.
 */
static double
upper_quantile(double upper_tail, double df)
{
	double outside = 2.0 * upper_tail;
	double inside = 1.0 - outside;
	bool by_outside = outside < inside;
	double low = DBL_MIN;
	double high = DBL_MAX;
	double t;

	if (df < CERTAIN_DF || areas(high, df).outside > outside)
		return INFINITY;

	t = wallace_start(upper_tail, df);
	if (!(t > low && t < high))
		t = 1.0;

	for (int i = 0; i < MAX_STEPS; i++)
	{
		Areas now = areas(t, df);
		double gap = by_outside ? log(now.outside / outside) : log(inside / now.inside);
		double step = gap / (now.slope / (by_outside ? now.outside : now.inside));
		double next = t * exp(step);

		if (gap > 0.0)
			low = t;
		else
			high = t;

		/* The error after a Newton step is of the order of its square. */
		if (fabs(step) < 1e-9)
			return next;
		if (!(next > low && next < high))
			next = sqrt(low) * sqrt(high);
		t = next;
	}
	return t;
}

double
cx_student_t_quantile(double p, double df)
{
	double t;

	if (!(p > 0.0 && p < 1.0) || !(df > 0.0))
		return NAN;
	if (p == 0.5)
		return 0.0;
	if (df >= NORMAL_DF)
		return cx_normal_quantile(p);
	t = upper_quantile(p < 0.5 ? p : 1.0 - p, df);
	return p < 0.5 ? -t : t;
}
