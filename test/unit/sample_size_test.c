/*
 * sample_size_test.c
 *	  Sample sizes against R and the tables of textbooks, and against the intervals and tests that they are for.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/sample_size.h"

#include "math/intervals.h"
#include "unit.h"

int
main(void)
{
	UnitLaw enough = {
		.name = "a t interval of so many answers is within the margin, of one less it is not"};
	UnitLaw lines = {.name = "half the margin takes four times the answers"};

	/* a poll's 385 for 5 points and 1068 for 3, at a share of one half and 95 % */
	unit_near(cx_answers_for_margin(0.25, 0.05, 0.95), 385, 0, "5 points");
	unit_near(cx_answers_for_margin(0.25, 0.03, 0.95), 1068, 0, "3 points");
	unit_near(cx_answers_for_margin(0.25, 0.05, 0.99), 664, 0, "5 points at 99 %");
	/* the example of R's power.prop.test: n = 76.7 */
	unit_near(cx_answers_for_shares(0.5, 0.75, 0.95, 0.9), 77, 0,
			  "power.prop.test(p1 = .50, p2 = .75, power = .90)");
	unit_near(cx_answers_for_shares(0.75, 0.5, 0.95, 0.9), 77, 0, "the other way round");
	/* textbooks: 63 a group for half a standard deviation, power 80 %; power.t.test says 64 */
	unit_near(cx_answers_for_change(1, 0.5, 0.95, 0.8), 63, 0, "half a standard deviation");
	unit_near(cx_answers_for_t_change(1, 0.5, 0.95, 0.8), 64, 0,
			  "by t: power.t.test(delta = .5, power = .80)");
	unit_near(cx_answers_for_t_change(1, 0.2, 0.95, 0.8), 394, 0,
			  "by t: power.t.test(delta = .2, power = .80)");
	unit_near(cx_answers_for_t_margin(1, 1e9, 0.95), 2, 0, "never fewer than two");
	unit_near(cx_answers_for_margin(0, 0.1, 0.95), 1, 0, "never none");

	for (int i = 0; i < 2000; i++)
	{
		double variance = unit_log_uniform(0.05, 5);
		double margin = unit_log_uniform(0.02, 3);
		double n = cx_answers_for_t_margin(variance, margin, 0.95);
		CxInterval now = cx_mean_interval((CxMean){0, variance, n}, 0.95);
		CxInterval less = cx_mean_interval((CxMean){0, variance, n - 1}, 0.95);

		unit_holds(&enough, now.high <= margin * (1 + 1e-12) && (n == 2 || less.high > margin),
				   "variance %a margin %a", variance, margin);
		unit_holds(&lines,
				   fabs(cx_answers_for_margin(variance, margin / 2, 0.9) -
						4 * cx_answers_for_margin(variance, margin, 0.9)) <= 4,
				   "variance %a margin %a", variance, margin);
	}
	unit_law(&enough);
	unit_law(&lines);
	return unit_done();
}
