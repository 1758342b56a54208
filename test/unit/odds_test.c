/*
 * odds_test.c
 *	  The odds ratio against published cases and its own laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/odds.h"

#include "unit.h"

static CxOddsRatio
odds(double a, double b, double c, double d)
{
	return cx_odds_ratio((CxProportion){a, a + b}, (CxProportion){c, c + d}, 0.95);
}

static bool
is_nothing(CxOddsRatio odds)
{
	return isnan(odds.ratio) && isnan(odds.low) && isnan(odds.high);
}

int
main(void)
{
	UnitLaw swapped = {.name = "swapping the groups, or hits and others, inverts it"};
	UnitLaw around = {.name = "the interval is around the ratio, wider for a higher level"};
	CxOddsRatio x;

	/* Bland and Altman, BMJ 320, 2000: hay fever and eczema, 4.89 (4.00, 5.99) */
	x = odds(141, 420, 928, 13525);
	unit_near(x.ratio, 141 * 13525.0 / (420 * 928.0), 1e-14, "hay fever: ratio");
	unit_near(x.low, 4.00, 1e-3, "hay fever: low");
	unit_near(x.high, 5.99, 1e-3, "hay fever: high");

	/* R metafor, escalc(measure = "OR") of dat.bcg, trial 1: yi -0.9387, vi 0.3571 */
	x = odds(4, 119, 11, 128);
	unit_near(log(x.ratio), -0.9387, 5e-5, "BCG: ratio");
	unit_near(log(x.high / x.low) / 2 / 1.959963984540054, sqrt(0.3571), 1e-4, "BCG: error");

	/* a 0: halves in all four, so that 5 of 10 against 0 of 10 is (5.5/5.5) / (0.5/10.5) */
	x = odds(5, 5, 0, 10);
	unit_near(x.ratio, 21, 1e-14, "5 of 10 against 0 of 10");
	unit_near(x.high / x.ratio, exp(1.959963984540054 * sqrt(2 / 5.5 + 2 + 1 / 10.5)), 1e-13,
			  "its interval");
	unit_near(odds(10, 0, 3, 4).ratio, 10.5 / 0.5 / (3.5 / 4.5), 1e-14, "all of a group");

	unit_ok(is_nothing(odds(0, 0, 1, 2)) && is_nothing(odds(1, 2, 0, 0)), "nothing for no group");
	unit_ok(is_nothing(odds(0, 5, 0, 9)) && is_nothing(odds(5, 0, 9, 0)),
			"nothing where none or all are hits");
	unit_ok(is_nothing(odds(-1, 5, 2, 9)) && is_nothing(odds(NAN, 5, 2, 9)),
			"nothing for no count");
	for (int i = 0; i < 3; i++)
		unit_ok(is_nothing(cx_odds_ratio((CxProportion){1, 2}, (CxProportion){1, 3},
										 (double[]){0, 1, NAN}[i])),
				"nothing for no level");
	x = odds(1, 9e18, 9e18, 1);
	unit_ok(x.ratio > 0 && isfinite(x.high) && x.low > 0, "counts as large as they come");

	for (int i = 0; i < 20000; i++)
	{
		double a = unit_whole(0, 20);
		double b = unit_whole(0, 20);
		double c = unit_whole(0, 20);
		double d = unit_whole(0, 20);
		CxOddsRatio one = odds(a, b, c, d);
		CxOddsRatio back = odds(c, d, a, b);
		CxOddsRatio misses = odds(b, a, d, c);
		CxOddsRatio wide = cx_odds_ratio((CxProportion){a, a + b}, (CxProportion){c, c + d}, 0.99);

		if (is_nothing(one))
		{
			unit_holds(&swapped, is_nothing(back) && is_nothing(misses), "%g %g %g %g", a, b, c, d);
			continue;
		}
		unit_holds(&swapped,
				   unit_is_near(one.ratio * back.ratio, 1, 1e-13) &&
					   unit_is_near(one.low * back.high, 1, 1e-13) &&
					   unit_is_near(misses.high * one.low, 1, 1e-13),
				   "%g %g %g %g", a, b, c, d);
		unit_holds(&around,
				   one.low < one.ratio && one.ratio < one.high && wide.low < one.low &&
					   wide.high > one.high,
				   "%g %g %g %g", a, b, c, d);
	}
	unit_law(&swapped);
	unit_law(&around);
	return unit_done();
}
