/*
 * p_adjust_test.c
 *	  Adjusted p-values against R's p.adjust and the paper of Benjamini and Hochberg, and against laws.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/p_adjust.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define MOST 60

static CxKeyed scratch[CX_ADJUST_SCRATCH(MOST)];
static const CxCheck never = {NULL, NULL};

static void
all_near(const double *p, const double *want, int count, CxAdjustment method, const char *name)
{
	double got[MOST];
	bool near = true;

	memcpy(got, p, count * sizeof(double));
	cx_p_adjust(got, count, method, scratch, &never);
	for (int i = 0; i < count; i++)
		if (!unit_is_near(got[i], want[i], 1e-14))
		{
			printf("#   at %d: got %.17g want %.17g\n", i, got[i], want[i]);
			near = false;
		}
	unit_ok(near, name);
}

static void
published(void)
{
	/* Benjamini and Hochberg 1995, the fifteen of their example */
	static const double p[15] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
								 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1};
	/* fractions of whole numbers, so no digit of these is in doubt; R prints the same */
	static const double bh[15] = {0.0015,      0.0030,      0.0095,      0.035625,    0.0603,
								  0.447 / 7,   0.447 / 7,   0.0645,      0.0765,      0.4860,
								  6.3930 / 11, 8.5785 / 12, 9.7920 / 13, 11.385 / 14, 1};
	static const double holm[15] = {0.0015, 0.0056, 0.0247, 0.1140, 0.2211, 0.2780, 0.2780, 0.2780,
									0.3213, 1,      1,      1,      1,      1,      1};
	static const double bonferroni[15] = {
		0.0015, 0.0060, 0.0285, 0.1425, 0.3015, 0.4170, 0.4470, 0.5160, 0.6885, 1, 1, 1, 1, 1, 1};
	/* R 4.2.2: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05)) and with "BH": 0.05 0.08 0.09 0.09 0.09, 0.05 five times */
	static const double five[5] = {0.01, 0.02, 0.03, 0.04, 0.05};
	static const double holm_five[5] = {0.05, 0.08, 0.09, 0.09, 0.09};
	static const double bh_five[5] = {0.05, 0.05, 0.05, 0.05, 0.05};
	/* a NaN is not counted: two tests are left */
	static const double gap[3] = {0.04, NAN, 0.01};
	static const double holm_gap[3] = {0.04, NAN, 0.02};
	int rejected[4] = {0};

	all_near(p, bh, 15, CX_ADJUST_BH, "BH 1995 by BH");
	all_near(p, holm, 15, CX_ADJUST_HOLM, "BH 1995 by Holm");
	all_near(p, bonferroni, 15, CX_ADJUST_BONFERRONI, "BH 1995 by Bonferroni");
	all_near(p, p, 15, CX_ADJUST_NONE, "BH 1995 as they are");
	all_near(five, holm_five, 5, CX_ADJUST_HOLM, "Holm: none below the one before");
	all_near(five, bh_five, 5, CX_ADJUST_BH, "BH: none above the one behind");
	all_near(gap, holm_gap, 3, CX_ADJUST_HOLM, "what was not tested does not count");
	all_near(gap, gap, 0, CX_ADJUST_HOLM, "no tests");

	/* what the paper counts: 9 without a correction, 3 by Bonferroni, 4 by BH */
	for (int method = CX_ADJUST_NONE; method <= CX_ADJUST_BH; method++)
	{
		double got[15];

		memcpy(got, p, sizeof(p));
		cx_p_adjust(got, 15, (CxAdjustment) method, scratch, &never);
		for (int i = 0; i < 15; i++)
			rejected[method] += got[i] <= 0.05;
	}
	unit_ok(rejected[CX_ADJUST_NONE] == 9 && rejected[CX_ADJUST_BONFERRONI] == 3 &&
				rejected[CX_ADJUST_HOLM] == 3 && rejected[CX_ADJUST_BH] == 4,
			"BH 1995: 9, 3, 3 and 4 of 15 at 0.05");
}

/* The definitions, without sorting: over all that are as small, or as large. */
static double
by_definition(const double *p, int count, CxAdjustment method, int i)
{
	double result = method == CX_ADJUST_HOLM ? 0 : 1;

	for (int j = 0; j < count; j++)
	{
		int below = 0, up_to = 0;

		for (int k = 0; k < count; k++)
		{
			below += p[k] < p[j];
			up_to += p[k] <= p[j];
		}
		if (method == CX_ADJUST_HOLM && p[j] <= p[i])
			result = fmax(result, fmin(1, (count - below) * p[j]));
		if (method == CX_ADJUST_BH && p[j] >= p[i])
			result = fmin(result, (double) count / up_to * p[j]);
	}
	return result;
}

int
main(void)
{
	UnitLaw defined = {.name = "Holm and BH are what their definitions say"};
	UnitLaw order = {.name = "p <= BH <= Holm <= Bonferroni <= 1, in the order of p"};

	published();
	for (int round = 0; round < 3000; round++)
	{
		int count = (int) unit_whole(1, MOST);
		double p[MOST], bh[MOST], holm[MOST], bonferroni[MOST];

		/* ties, and now and then only a few small ones */
		for (int i = 0; i < count; i++)
			p[i] = unit_whole(0, 3) == 0 ? unit_whole(0, 20) / 20.0 : unit_log_uniform(1e-9, 1);
		memcpy(bh, p, sizeof(p));
		memcpy(holm, p, sizeof(p));
		memcpy(bonferroni, p, sizeof(p));
		cx_p_adjust(bh, count, CX_ADJUST_BH, scratch, &never);
		cx_p_adjust(holm, count, CX_ADJUST_HOLM, scratch, &never);
		cx_p_adjust(bonferroni, count, CX_ADJUST_BONFERRONI, scratch, &never);
		for (int i = 0; i < count; i++)
		{
			unit_holds(&defined,
					   unit_is_near(holm[i], by_definition(p, count, CX_ADJUST_HOLM, i), 1e-14) &&
						   unit_is_near(bh[i], by_definition(p, count, CX_ADJUST_BH, i), 1e-14),
					   "round %d", round);
			for (int j = 0; j < count; j++)
				unit_holds(&order,
						   p[i] <= bh[i] * (1 + 1e-15) && bh[i] <= holm[i] * (1 + 1e-15) &&
							   holm[i] <= bonferroni[i] * (1 + 1e-15) && bonferroni[i] <= 1 &&
							   (p[i] > p[j] || (bh[i] <= bh[j] && holm[i] <= holm[j])),
						   "round %d", round);
		}
	}
	unit_law(&defined);
	unit_law(&order);
	return unit_done();
}
