/*
 * inference_driver.c
 *	  Prints random tests of many groups, p-values and sample sizes, and what src/math gives for them, for a
 *	  peer to recompute.
 *
 * Lines as in driver.c: "f" is a value of F, its two degrees of freedom and the tail; "p" a set, a p-value and
 * what Holm, BH and Bonferroni make of it; "answer" a case, a group and a value, "welch" the case with F, the
 * degrees of freedom within, the tail and omega squared; "share" a case, hits and answers, "chi" the case with
 * chi-square and its tail; "shares" two shares, level, power and the answers a group, "t" the same for a
 * difference in standard deviations, "margin" a variance, a margin, a level and the answers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/consistency.h"
#include "math/f_distribution.h"
#include "math/p_adjust.h"
#include "math/sample_size.h"

#include "unit.h"

#define CASES  200
#define GROUPS 7
#define MOST   40

static const CxCheck never = {NULL, NULL};

static void
tails(void)
{
	for (int i = 0; i < 4000; i++)
	{
		double f = unit_log_uniform(1e-3, 50);
		int df = (int) unit_whole(1, 200);
		double within = unit_log_uniform(1, 1e5);

		printf("f %a %d %a %a\n", f, df, within, cx_f_p(f, df, within));
	}
}

static void
p_values(int number)
{
	double p[MOST], holm[MOST], bh[MOST], bonferroni[MOST];
	CxKeyed scratch[CX_ADJUST_SCRATCH(MOST)];
	int n = (int) unit_whole(1, MOST);

	for (int i = 0; i < n; i++)
		p[i] = holm[i] = bh[i] = bonferroni[i] =
			unit_whole(0, 4) == 0 ? unit_whole(0, 10) / 10 : unit_log_uniform(1e-6, 1);
	cx_p_adjust(holm, n, CX_ADJUST_HOLM, scratch, &never);
	cx_p_adjust(bh, n, CX_ADJUST_BH, scratch, &never);
	cx_p_adjust(bonferroni, n, CX_ADJUST_BONFERRONI, scratch, &never);
	for (int i = 0; i < n; i++)
		printf("p %d %a %a %a %a\n", number, p[i], holm[i], bh[i], bonferroni[i]);
}

static void
groups(int number)
{
	CxGroupMean means[GROUPS], shares[GROUPS];
	CxConsistencyTest test;
	int count = (int) unit_whole(2, GROUPS);

	for (int g = 0; g < count; g++)
	{
		int n = (int) unit_whole(3, MOST);
		int hits = 0;
		double sum = 0, square = 0;

		for (int i = 0; i < n; i++)
		{
			/* the first two differ, so that every group varies */
			double value = i < 2 ? i : unit_whole(0, 4 + g % 3);

			printf("answer %d %d %a\n", number, g, value);
			sum += value;
			square += value * value;
			hits += value > 2;
		}
		means[g].n = n;
		means[g].mean = sum / n;
		means[g].variance = (square - sum * sum / n) / (n - 1);
		means[g].error = sqrt(means[g].variance / n);
		means[g].df = n - 1;
		shares[g] = means[g];
		shares[g].mean = (double) hits / n;
		printf("share %d %d %d\n", number, hits, n);
	}
	test = cx_welch_test(means, count);
	printf("welch %d %a %a %a %a\n", number, test.statistic, test.df_within, test.p_value,
		   cx_omega_squared(means, count));
	test = cx_share_test(shares, count);
	printf("chi %d %a %a\n", number, test.statistic, test.p_value);
}

static void
sizes(void)
{
	double p = unit_whole(2, 98) / 100;
	double q = unit_whole(2, 98) / 100;
	double power = unit_whole(50, 99) / 100;
	double change = unit_log_uniform(0.05, 2);
	double variance = unit_log_uniform(0.1, 9);
	double margin = unit_log_uniform(0.05, 1);

	if (p != q)
		printf("shares %a %a 0x1.e666666666666p-1 %a %a\n", p, q, power,
			   cx_answers_for_shares(p, q, 0.95, power));
	printf("t %a %a %a\n", change, power, cx_answers_for_t_change(1, change, 0.95, power));
	printf("margin %a %a %a\n", variance, margin, cx_answers_for_t_margin(variance, margin, 0.95));
}

int
main(void)
{
	tails();
	for (int number = 0; number < CASES; number++)
	{
		p_values(number);
		groups(number);
		sizes();
	}
	return 0;
}
