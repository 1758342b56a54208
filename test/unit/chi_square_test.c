/*
 * chi_square_test.c
 *	  The chi-square tail against R, against closed forms, and against its own laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/chi_square.h"

#include "math/normal.h"
#include "unit.h"

int
main(void)
{
	UnitLaw two = {.name = "with 2 degrees of freedom it is exp(-x/2)"};
	UnitLaw one = {.name = "with 1 it is the two-sided p of the root"};
	UnitLaw step = {.name = "it rises with the degrees of freedom and falls with x"};

	/* R 4.2.2: pchisq(x, df, lower.tail = FALSE) */
	unit_near(cx_chi_square_p(3.3963886990, 1), 0.0653393220396174, 1e-13,
			  "pchisq(3.396388699, 1)");
	unit_near(cx_chi_square_p(1500, 1300), 8.82712812263483e-05, 1e-12, "pchisq(1500, 1300)");
	unit_near(cx_chi_square_p(7.8147, 3), 0.05000062528476009, 1e-12, "pchisq(7.8147, 3)");
	unit_near(cx_chi_square_p(0.1, 5), 0.9998376833880774, 1e-12, "pchisq(0.1, 5)");
	unit_near(cx_chi_square_p(30, 7), 9.495972508134185e-05, 1e-12, "pchisq(30, 7)");
	unit_near(cx_chi_square_p(700, 3), 2.099130853420409e-151, 1e-12, "pchisq(700, 3)");
	unit_near(cx_chi_square_p(1400, 5), 1.376587514394442e-300, 1e-12, "pchisq(1400, 5)");
	unit_near(cx_chi_square_p(1400, 1001), 8.342806006494171e-16, 1e-12, "pchisq(1400, 1001)");
	unit_near(cx_chi_square_p(2000, 1999), 0.4894866615843931, 1e-12, "pchisq(2000, 1999)");
	unit_near(cx_chi_square_p(1e-08, 3), 0.999999999999734, 1e-12, "pchisq(1e-08, 3)");
	unit_near(cx_chi_square_p(900, 4095), 1, 1e-12, "pchisq(900, 4095)");
	unit_near(cx_chi_square_p(4300, 4095), 0.01268141207531988, 1e-12, "pchisq(4300, 4095)");
	unit_near(cx_chi_square_p(5, 4), 0.2872974951836458, 1e-12, "pchisq(5, 4)");
	unit_near(cx_chi_square_p(1300, 1), 1.130372844149274e-284, 1e-12, "pchisq(1300, 1)");
	unit_near(cx_chi_square_p(1250, 7), 1.085951711567013e-265, 1e-12, "pchisq(1250, 7)");

	/* mpmath 1.3, 60 digits: exp(-740) alone is a denormal */
	unit_near(cx_chi_square_p(1480.25, 128), 1.1894770652092127e-228, 1e-12,
			  "pchisq(1480.25, 128)");

	unit_ok(cx_chi_square_p(0, 3) == 1 && cx_chi_square_p(-1, 3) == 1, "1 from 0 down");
	unit_ok(cx_chi_square_p(INFINITY, 3) == 0 && cx_chi_square_p(1e300, 1000) == 0, "0 far out");
	unit_ok(isnan(cx_chi_square_p(NAN, 1)) && isnan(cx_chi_square_p(1, 0)), "NaN for no number");

	for (int i = 0; i < 20000; i++)
	{
		double x = unit_log_uniform(1e-6, 1400);
		int df = (int) unit_whole(1, 1000);
		double p = cx_chi_square_p(x, df);

		unit_holds(&two, unit_is_near(cx_chi_square_p(x, 2), exp(-0.5 * x), 1e-13), "x %a", x);
		unit_holds(&one, unit_is_near(cx_chi_square_p(x, 1), cx_normal_two_sided_p(sqrt(x)), 1e-12),
				   "x %a", x);
		unit_holds(&step,
				   p >= 0 && p <= 1 && cx_chi_square_p(x, df + 2) >= p * (1 - 1e-12) &&
					   cx_chi_square_p(x * 1.01, df) <= p * (1 + 1e-12),
				   "x %a df %d", x, df);
	}
	unit_law(&two);
	unit_law(&one);
	unit_law(&step);
	return unit_done();
}
