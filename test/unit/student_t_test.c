/*
 * student_t_test.c
 *	  Student's t against R, against the closed forms that exist, and against its own laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/student_t.h"

#include <float.h>

#include "math/normal.h"
#include "unit.h"

typedef struct Reference
{
	double at;
	double df;
	double want;
	const char *name; /* of the R 4.2.2 expression that gave the wanted value */
} Reference;

static const Reference quantiles[] = {
	{0.975, 1, 12.706204736174694, "qt(0.975, 1)"},
	{0.975, 2, 4.3026527297494619, "qt(0.975, 2)"},
	{0.975, 3, 3.1824463052837078, "qt(0.975, 3)"},
	{0.975, 5, 2.5705818356363137, "qt(0.975, 5)"},
	{0.975, 10, 2.2281388519862739, "qt(0.975, 10)"},
	{0.975, 17.776, 2.1028213103802216, "qt(0.975, 17.776)"},
	{0.975, 30, 2.0422724563012378, "qt(0.975, 30)"},
	{0.975, 120, 1.9799304050824222, "qt(0.975, 120)"},
	{0.975, 1e4, 1.9602012398906257, "qt(0.975, 1e4)"},
	{0.975, 1e9, 1.9599639869123249, "qt(0.975, 1e9)"},
	{0.995, 1, 63.656741162871526, "qt(0.995, 1)"},
	{0.995, 4, 4.6040948713499921, "qt(0.995, 4)"},
	{0.995, 29, 2.7563859036706049, "qt(0.995, 29)"},
	{0.9, 0.5, 10.270324410234281, "qt(0.9, 0.5)"},
	{0.6, 2.5, 0.28145951274854752, "qt(0.6, 2.5)"},
	{1e-12, 7.3, -91.094866593897564, "qt(1e-12, 7.3)"},
	{1e-9, 100, -6.5989398206555308, "qt(1e-9, 100)"},
	{1e-12, 0.5, -1.0284911563163568e+23, "qt(1e-12, 0.5)"},
	{0.5, 3, 0.0, "qt(0.5, 3)"},
	{0.975, INFINITY, 1.9599639845400536, "qt(0.975, Inf)"},
	{0.6, 1e-4, INFINITY, "a quantile above every double"},
	{0.6, 1e-21, INFINITY, "a quantile with hardly any degrees of freedom"},
	{1e-9, 5e-324, -INFINITY, "a quantile with the fewest of all degrees of freedom"},
};

static const Reference p_values[] = {
	{0, 5, 1.0, "2 * pt(-0, 5)"},
	{12.706, 1, 0.050000802358133173, "2 * pt(-12.706, 1)"},
	{2.0, 5, 0.10193947882985828, "2 * pt(-2, 5)"},
	{-1.8608, 17.776, 0.07939657813977985, "2 * pt(-1.8608, 17.776)"},
	{0.1, 3.7, 0.92552526747019026, "2 * pt(-0.1, 3.7)"},
	{30, 12, 1.1773181907018946e-12, "2 * pt(-30, 12)"},
	{-50, 4, 9.5744536569696926e-07, "2 * pt(-50, 4)"},
	{5, 1e6, 5.7339978708907352e-07, "2 * pt(-5, 1e6)"},
	{8, 1e9, 1.2441934284454758e-15, "2 * pt(-8, 1e9)"},
	{1000, 0.5, 0.020282909081714193, "2 * pt(-1000, 0.5)"},
	{INFINITY, 3, 0.0, "2 * pt(-Inf, 3)"},
	{10, INFINITY, 1.5239706048321054e-23, "2 * pt(-10, Inf)"},
};

/* For 1, 2 and 4 degrees of freedom the distribution is elementary. */
static void
closed_forms(void)
{
	const double pi = 3.14159265358979323846;
	UnitLaw one = {.name = "p with df = 1 is 2/pi atan(1/t)"};
	UnitLaw two = {.name = "p with df = 2 is 1 - t/sqrt(2 + t^2)"};
	UnitLaw four = {.name = "p with df = 4 is algebraic"};
	UnitLaw tangent = {.name = "the quantile with df = 1 is -1/tan(pi p)"};
	UnitLaw root = {.name = "the quantile with df = 2 is (2p - 1)/sqrt(2p(1 - p))"};

	for (int i = 0; i < 20000; i++)
	{
		double t = unit_log_uniform(1e-6, 1e6);
		double p = unit_log_uniform(1e-12, 0.49);
		double h = sqrt(2.0 + t * t);
		double w = t / sqrt(4.0 + t * t);

		unit_holds(&one, unit_is_near(cx_student_t_two_sided_p(t, 1), 2 / pi * atan(1 / t), 2e-14),
				   "t = %.17g", t);
		/* 1 - t/h without the subtraction */
		unit_holds(&two, unit_is_near(cx_student_t_two_sided_p(t, 2), 2 / (h * (h + t)), 2e-14),
				   "t = %.17g", t);
		/* inside = w (3 - w^2)/2, so outside = (1 - w)^2 (2 + w)/2, 1 - w = 4/(s(s + t)) */
		unit_holds(&four,
				   unit_is_near(cx_student_t_two_sided_p(t, 4),
								pow(4 / (sqrt(4 + t * t) * (sqrt(4 + t * t) + t)), 2) * (2 + w) / 2,
								2e-14),
				   "t = %.17g", t);
		unit_holds(&tangent, unit_is_near(cx_student_t_quantile(p, 1), -1 / tan(pi * p), 2e-14),
				   "p = %.17g", p);
		unit_holds(
			&root,
			unit_is_near(cx_student_t_quantile(p, 2), -(1 - 2 * p) / sqrt(2 * p * (1 - p)), 2e-14),
			"p = %.17g", p);
	}
	unit_law(&one);
	unit_law(&two);
	unit_law(&four);
	unit_law(&tangent);
	unit_law(&root);
}

static void
laws(void)
{
	UnitLaw inverse = {.name = "the two-sided p of a quantile is twice the smaller tail"};
	UnitLaw symmetric = {.name = "the quantile of 1 - p is the exact negative"};
	UnitLaw even = {.name = "p is an even function of t"};
	UnitLaw falling = {.name = "p falls as |t| rises, across both ways to compute it"};
	UnitLaw heavier = {.name = "fewer degrees of freedom, larger quantile"};
	UnitLaw normal = {.name = "with many degrees of freedom it is the normal distribution"};

	for (int i = 0; i < 50000; i++)
	{
		double df = i % 2 ? unit_log_uniform(0.5, 1e9) : unit_log_uniform(0.5, 100);
		double p = i % 3 ? unit_log_uniform(1e-12, 0.5) : unit_uniform(0.0, 0.5);
		double up = 1.0 - p;
		double t = cx_student_t_quantile(p, df);
		double near = sqrt(3.0 * df / (df + 2.0)) * unit_uniform(0.999, 1.001);

		unit_holds(&inverse, unit_is_near(cx_student_t_two_sided_p(t, df), 2.0 * p, 1e-13),
				   "p = %.17g, df = %.17g, t = %.17g", p, df, t);
		unit_holds(&symmetric, cx_student_t_quantile(up, df) == -cx_student_t_quantile(1 - up, df),
				   "p = %.17g, df = %.17g", up, df);
		unit_holds(&even, cx_student_t_two_sided_p(t, df) == cx_student_t_two_sided_p(-t, df),
				   "t = %.17g, df = %.17g", t, df);
		unit_holds(&falling,
				   cx_student_t_two_sided_p(near, df) >
					   cx_student_t_two_sided_p(near * (1 + 1e-12), df),
				   "t = %.17g, df = %.17g", near, df);
		if (p < 0.49)
		{
			unit_holds(&heavier, cx_student_t_quantile(p, df * 1.01) > t, "p = %.17g, df = %.17g",
					   p, df);
			unit_holds(&normal,
					   unit_is_near(cx_student_t_quantile(p, df * 1e15), cx_normal_quantile(p),
									1e-13 + 20.0 / (df * 1e15)),
					   "p = %.17g, df = %.17g", p, df * 1e15);
		}
	}
	unit_law(&inverse);
	unit_law(&symmetric);
	unit_law(&even);
	unit_law(&falling);
	unit_law(&heavier);
	unit_law(&normal);
}

/* Arguments that no survey has: the answer must come, and be a number or say that it is none. */
static void
hostile(void)
{
	static const double odd[] = {
		0.0,   -0.0, 1.0,   -1.0,    0.5,      DBL_EPSILON, 1 - DBL_EPSILON,
		1e-12, 1e5,  1e300, -1e300,  5e-324,   1e-310,      1e-5,
		1e24,  1e25, 1e26,  DBL_MAX, INFINITY, -INFINITY,   NAN};
	const int count = sizeof(odd) / sizeof(odd[0]);
	UnitLaw p_value = {.name = "p is within 0..1, and NaN only for NaN or df not above 0"};
	UnitLaw quantile = {.name = "a quantile is NaN only for p not within 0..1 or df not above 0"};
	UnitLaw sign = {.name = "a quantile has the sign of p - 1/2"};

	for (int i = 0; i < count; i++)
		for (int j = 0; j < count; j++)
		{
			double x = odd[i];
			double df = odd[j];
			double p = cx_student_t_two_sided_p(x, df);
			double t = cx_student_t_quantile(x, df);
			bool defined = x > 0.0 && x < 1.0 && df > 0.0;

			unit_holds(&p_value, isnan(x) || !(df > 0.0) ? isnan(p) : p >= 0.0 && p <= 1.0,
					   "t = %.17g, df = %.17g, p = %.17g", x, df, p);
			unit_holds(&quantile, isnan(t) == !defined, "p = %.17g, df = %.17g, t = %.17g", x, df,
					   t);
			if (defined)
				unit_holds(&sign, (t > 0.0) - (t < 0.0) == (x > 0.5) - (x < 0.5),
						   "p = %.17g, df = %.17g, t = %.17g", x, df, t);
		}
	unit_law(&p_value);
	unit_law(&quantile);
	unit_law(&sign);
	unit_ok(cx_student_t_two_sided_p(-0x1.fff4dffffff0ap+960, 0x1.f7fffc700ffffp-64) <= 1.0,
			"p does not round to above 1 (found by fuzzing)");
}

int
main(void)
{
	for (size_t i = 0; i < sizeof(quantiles) / sizeof(quantiles[0]); i++)
		unit_near(cx_student_t_quantile(quantiles[i].at, quantiles[i].df), quantiles[i].want, 1e-13,
				  quantiles[i].name);
	for (size_t i = 0; i < sizeof(p_values) / sizeof(p_values[0]); i++)
		unit_near(cx_student_t_two_sided_p(p_values[i].at, p_values[i].df), p_values[i].want, 1e-13,
				  p_values[i].name);
	closed_forms();
	laws();
	hostile();
	return unit_done();
}
