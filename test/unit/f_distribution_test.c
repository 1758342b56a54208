/*
 * f_distribution_test.c
 *	  The tail of F against values with 60 digits, against closed forms, and against its own laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/f_distribution.h"

#include "math/chi_square.h"
#include "math/student_t.h"
#include "unit.h"

/*
 * mpmath 1.3, mp.dps = 60: betainc(df_within / 2, df / 2, 0, x, regularized = True), which is what R calls
 * pf(f, df, df_within, lower.tail = FALSE). The second is R's oneway.test(count ~ spray, InsectSprays), which
 * prints p-value = 7.999e-12; the fourth is the 5 % point of any table.
 */
static const struct
{
	double f;
	int df;
	double df_within;
	double p;
} known[] = {
	{3.4626, 2, 17.776, 0.05370898126299192081},
	{36.065, 5, 30.043, 7.9988504532756525559e-12},
	{1, 2, 10, 0.40187757201646090535},
	{4.1028210151304, 2, 10, 0.050000000000000036305},
	{0.01, 3, 7.5, 0.99850388104963715481},
	{1e-06, 6, 40, 0.9999999999999999948},
	{250, 4, 1.5, 0.013314946234133608689},
	{10000.0, 3, 2, 0.000099991667314766207268},
	{1.05, 40, 3000.25, 0.3854089171074510507},
	{0.9, 300, 12345.5, 0.89018103848182713957},
	{3, 99, 1000000.0, 1.1807290255157463044e-21},
	{12, 7, 100, 4.9697692514636884713e-11},
	{1.5, 2, 0.5, 0.61478815295126436522},
	{1e+200, 2, 1, 7.071067811865475244e-101},
	{1e-20, 5, 3, 1.0},
	{40, 12, 55.5, 6.4563700657534031857e-23},
	{2, 1000, 2000, 3.7038222146781306517e-39},
	{7, 2, 1000000000000.0, 0.00091188196559919842432},
	{1.0001, 50, 50, 0.4998596630538298858},
	{1.2, 1999, 10000.0, 3.8057829713685345579e-8},
};

int
main(void)
{
	UnitLaw two = {.name = "with 2 degrees of freedom it is (1 + 2 f / n)^(-n/2)"};
	UnitLaw one = {.name = "with 1 it is the two-sided p of the root of f"};
	UnitLaw mirror = {.name = "with the degrees of freedom swapped, 1/f has the other tail"};
	UnitLaw many = {.name = "within many it is the chi-square of f times its degrees"};
	UnitLaw falls = {.name = "it falls with f, within 0 and 1"};
	char name[100];

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
	{
		snprintf(name, sizeof(name), "pf(%g, %d, %g)", known[i].f, known[i].df, known[i].df_within);
		unit_near(cx_f_p(known[i].f, known[i].df, known[i].df_within), known[i].p, 1e-12, name);
	}
	unit_ok(cx_f_p(0, 3, 5) == 1 && cx_f_p(-1, 3, 5) == 1, "1 from 0 down");
	unit_ok(cx_f_p(INFINITY, 3, 5) == 0 && cx_f_p(1e308, 3, 1e6) == 0, "0 far out");
	unit_ok(isnan(cx_f_p(NAN, 1, 2)) && isnan(cx_f_p(1, 0, 2)) && isnan(cx_f_p(1, 1, 0)) &&
				isnan(cx_f_p(1, 1, NAN)),
			"NaN for no number");
	unit_near(cx_f_p(3, 4, INFINITY), cx_chi_square_p(12, 4), 0, "infinite within: chi-square");

	for (int i = 0; i < 20000; i++)
	{
		double f = unit_log_uniform(1e-4, 200);
		double within = unit_log_uniform(0.5, 1e6);
		int df = (int) unit_whole(2, 300);
		int other = (int) unit_whole(2, 300);
		double p = cx_f_p(f, df, within);
		double closed = exp(-0.5 * within * log1p(2 * f / within));

		unit_holds(&two, closed < 1e-290 || unit_is_near(cx_f_p(f, 2, within), closed, 1e-12),
				   "f %a within %a", f, within);
		unit_holds(&one,
				   unit_is_near(cx_f_p(f, 1, within), cx_student_t_two_sided_p(sqrt(f), within), 0),
				   "f %a within %a", f, within);
		unit_holds(&mirror, fabs(cx_f_p(f, df, other) + cx_f_p(1 / f, other, df) - 1) < 1e-13,
				   "f %a df %d and %d", f, df, other);
		unit_holds(&many,
				   unit_is_near(cx_f_p(f, df, 1e18), cx_chi_square_p(df * f, df), 1e-11) ||
					   cx_chi_square_p(df * f, df) < 1e-250,
				   "f %a df %d", f, df);
		unit_holds(&falls, p >= 0 && p <= 1 && cx_f_p(f * 1.01, df, within) <= p * (1 + 1e-13),
				   "f %a df %d within %a", f, df, within);
	}
	unit_law(&two);
	unit_law(&one);
	unit_law(&mirror);
	unit_law(&many);
	unit_law(&falls);
	return unit_done();
}
