/*
 * consistency_test.c
 *	  Tests of many groups against R's oneway.test, and against those of two.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/consistency.h"

#include "math/intervals.h"
#include "unit.h"

static CxGroupMean
group_of(const double *values, int n)
{
	double mean = 0, variance = 0;

	for (int i = 0; i < n; i++)
		mean += values[i] / n;
	for (int i = 0; i < n; i++)
		variance += (values[i] - mean) * (values[i] - mean) / (n - 1);
	return (CxGroupMean){mean, sqrt(variance / n), n, variance, n - 1};
}

/* R 4.2.2, data InsectSprays: insects counted after six sprays */
static void
insect_sprays(void)
{
	static const double counts[6][12] = {{10, 7, 20, 14, 14, 12, 10, 23, 17, 20, 14, 13},
										 {11, 17, 21, 11, 16, 14, 17, 17, 19, 21, 7, 13},
										 {0, 1, 7, 2, 3, 1, 2, 1, 3, 0, 1, 4},
										 {3, 5, 12, 6, 4, 3, 5, 5, 5, 5, 2, 4},
										 {3, 5, 3, 5, 3, 6, 1, 1, 3, 2, 6, 4},
										 {11, 9, 15, 22, 15, 16, 13, 10, 26, 26, 24, 13}};
	CxGroupMean groups[6];
	CxConsistencyTest test;

	for (int i = 0; i < 6; i++)
		groups[i] = group_of(counts[i], 12);
	test = cx_welch_test(groups, 6);
	unit_within(test.statistic, 36.065, 5e-4, "InsectSprays: F, as oneway.test prints it");
	unit_near(test.df, 5, 0, "InsectSprays: num df");
	unit_within(test.df_within, 30.043, 5e-4, "InsectSprays: denom df");
	unit_within(test.p_value, 7.999e-12, 5e-16, "InsectSprays: p-value");
	/* summary(aov(count ~ spray)): 5 df and 2669, 66 df and 1015, so MSW 15.38 and F 34.7 */
	unit_within(cx_omega_squared(groups, 6), (2669 - 5 * 15.38) / (2669 + 1015 + 15.38), 2e-4,
				"InsectSprays: omega squared from the table of aov");
}

int
main(void)
{
	UnitLaw welch = {.name = "of two groups Welch's F is his t squared, with its df and p"};
	UnitLaw share = {.name = "of two groups chi-square is the pooled z squared, with its p"};
	UnitLaw order = {.name = "the order of groups does not matter"};
	UnitLaw alike = {.name = "groups of one mean: no distance, omega squared 0, p 1"};
	CxGroupMean one = {1, 1, 2, 1, 1};
	CxGroupMean all[2] = {{1, 0.1, 10, 0, 9}, {1, 0.1, 20, 0, 19}};

	insect_sprays();
	unit_ok(isnan(cx_welch_test(&one, 1).p_value) && isnan(cx_share_test(&one, 0).p_value) &&
				isnan(cx_between_sd(&one, 1)) && isnan(cx_omega_squared(&one, 1)),
			"NaN for fewer than two groups");
	unit_ok(isnan(cx_share_test(all, 2).statistic) && isnan(cx_omega_squared(all, 2)),
			"NaN where all are hits");

	all[1].error = 0;
	unit_ok(isnan(cx_welch_test(all, 2).p_value) && isnan(cx_between_sd(all, 2)),
			"NaN where a group has no error");

	for (int round = 0; round < 5000; round++)
	{
		CxGroupMean groups[6], turned[6], same[6];
		int count = (int) unit_whole(2, 6);
		CxComparison two;
		CxConsistencyTest test;
		double p, q;

		for (int i = 0; i < count; i++)
		{
			double n = unit_whole(2, 200);
			double variance = unit_log_uniform(0.01, 10);

			groups[i] =
				(CxGroupMean){unit_log_uniform(0.1, 10), sqrt(variance / n), n, variance, n - 1};
			turned[count - 1 - i] = groups[i];
			same[i] = groups[i];
			same[i].mean = groups[0].mean;
		}
		two = cx_mean_comparison((CxMean){groups[0].mean, groups[0].variance, groups[0].n},
								 (CxMean){groups[1].mean, groups[1].variance, groups[1].n}, 0.95);
		test = cx_welch_test(groups, 2);
		unit_holds(&welch,
				   unit_is_near(test.statistic, two.statistic * two.statistic, 1e-9) &&
					   unit_is_near(test.df_within, two.df, 1e-9) &&
					   (two.p_value < 1e-200 || unit_is_near(test.p_value, two.p_value, 1e-7)),
				   "round %d", round);
		unit_holds(&order,
				   unit_is_near(cx_welch_test(groups, count).statistic,
								cx_welch_test(turned, count).statistic, 1e-9) &&
					   fabs(cx_between_sd(groups, count) - cx_between_sd(turned, count)) < 1e-6 &&
					   unit_is_near(cx_omega_squared(groups, count),
									cx_omega_squared(turned, count), 1e-9),
				   "round %d", round);
		unit_holds(&alike,
				   cx_between_sd(same, count) == 0 && cx_omega_squared(same, count) == 0 &&
					   cx_welch_test(same, count).statistic == 0 &&
					   cx_welch_test(same, count).p_value == 1,
				   "round %d", round);

		p = unit_whole(1, groups[0].n - 1) / groups[0].n;
		q = unit_whole(1, groups[1].n - 1) / groups[1].n;
		two = cx_proportion_comparison((CxProportion){p * groups[0].n, groups[0].n},
									   (CxProportion){q * groups[1].n, groups[1].n}, 0.95);
		groups[0].mean = p;
		groups[1].mean = q;
		test = cx_share_test(groups, 2);
		unit_holds(&share,
				   fabs(test.statistic - two.statistic * two.statistic) < 1e-9 &&
					   (two.p_value < 1e-200 || unit_is_near(test.p_value, two.p_value, 1e-7)),
				   "round %d", round);
	}
	unit_law(&welch);
	unit_law(&share);
	unit_law(&order);
	unit_law(&alike);
	return unit_done();
}
