/*
 * survival_driver.c
 *	  Prints random spells and what src/math makes of them, for survival.R to recompute.
 *
 * Lines as in driver.c. Each data set has two groups; those of even number have ties, every third has
 * late entry, and those divisible by 5 whole weights.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/chi_square.h"
#include "math/kaplan_meier.h"
#include "math/logrank.h"
#include "math/normal.h"

#include "unit.h"

#define SETS 150
#define MOST 60

static const CxCheck never = {NULL, NULL};

typedef struct Group
{
	CxMarks marks;
	uint64_t keys[3 * MOST];
	double counts[3 * MOST];
} Group;

static void
line(const char *name, const double *values, int count)
{
	printf("%s", name);
	for (int i = 0; i < count; i++)
		printf(" %a", values[i]);
	printf("\n");
}

#define LINE(name, ...)                                                                            \
	line(name, (const double[]){__VA_ARGS__},                                                      \
		 (int) (sizeof((const double[]){__VA_ARGS__}) / sizeof(double)))

static void
add_mark(Group *group, double time, CxMarkKind kind, double count)
{
	uint64_t key = cx_mark(time, kind);
	size_t i = group->marks.count;

	for (size_t k = 0; k < group->marks.count; k++)
		if (group->keys[k] == key)
		{
			group->counts[k] += count;
			return;
		}
	for (; i > 0 && group->keys[i - 1] > key; i--)
	{
		group->keys[i] = group->keys[i - 1];
		group->counts[i] = group->counts[i - 1];
	}
	group->keys[i] = key;
	group->counts[i] = count;
	group->marks = (CxMarks){group->marks.count + 1, group->keys, group->counts, NULL};
}

static void
fill(Group *group, int set, int number)
{
	int size = (int) unit_whole(5, MOST);

	group->marks = (CxMarks){0, group->keys, group->counts, NULL};
	for (int i = 0; i < size; i++)
	{
		double exit = 1 - 10 * (1 + number) * log(1 - unit_uniform(0, 1));
		double entry;
		bool churned = unit_uniform(0, 1) < 0.7;
		double weight = set % 5 == 0 ? unit_whole(1, 4) : 1;

		exit = set % 2 == 0 ? ceil(exit) : floor(exit * 1024) / 1024;
		entry = set % 3 == 0 && i % 2 == 0 ? floor(exit * unit_uniform(0, 0.9)) : 0;
		if (entry >= exit)
			entry = 0;
		add_mark(group, exit, churned ? CX_CHURNED : CX_CENSORED, weight);
		if (entry > 0)
			add_mark(group, entry, CX_ENTERED, weight);
		LINE("spell", set, number, entry, exit, churned, weight);
	}
}

static void
curves(const CxMarks *marks, int set, int number)
{
	double level = set % 4 == 0 ? 0.9 : 0.95;
	double z = -cx_normal_quantile((1 - level) / 2);
	double p = unit_uniform(0.05, 0.95);
	CxInterval median = cx_curve_quantile_interval(marks, 0.5, z, CX_LOG, &never);
	CxInterval bounds = cx_curve_quantile_interval(marks, p, z, CX_LOG_LOG, &never);
	double from = 0;
	double until = 0;
	CxCurve curve;
	CxRestrictedMean mean;

	for (cx_curve_start(&curve, marks, &never); cx_curve_next(&curve);)
	{
		CxInterval a = cx_curve_interval(&curve, z, CX_LOG);
		CxInterval b = cx_curve_interval(&curve, z, CX_LOG_LOG);
		CxInterval c = cx_curve_interval(&curve, z, CX_PLAIN);

		LINE("curve", set, number, level, curve.risk.time, curve.risk.at_risk, curve.risk.churned,
			 curve.survival, cx_curve_error(&curve), a.low, a.high, b.low, b.high, c.low, c.high,
			 curve.hazard, sqrt(curve.hazard_variance));
		if (from == 0)
			from = curve.risk.time;
		until = curve.risk.time;
	}
	until = unit_uniform(from, until);
	mean = cx_restricted_mean(marks, until, &never);
	LINE("median", set, number, level, cx_curve_quantile(marks, 0.5, &never), median.low,
		 median.high);
	LINE("quantile", set, number, level, p, cx_curve_quantile(marks, p, &never), bounds.low,
		 bounds.high);
	LINE("mean", set, number, until, mean.mean, mean.error);
}

int
main(void)
{
	for (int set = 0; set < SETS; set++)
	{
		Group groups[2];
		CxMarks marks[2];
		CxGroup group[2];
		double scratch[16];
		CxLogrank logrank;
		CxLogrank harrington;
		CxHazardRatio efron;
		CxHazardRatio breslow;

		for (int number = 0; number < 2; number++)
		{
			fill(&groups[number], set, number);
			marks[number] = groups[number].marks;
			curves(&marks[number], set, number);
		}
		logrank = cx_logrank(marks, 2, CX_LOGRANK, group, scratch, &never);
		harrington = cx_logrank(marks, 2, CX_FLEMING_HARRINGTON_1, group, scratch, &never);
		efron = cx_hazard_ratio(&marks[0], &marks[1], true, &never);
		breslow = cx_hazard_ratio(&marks[0], &marks[1], false, &never);
		LINE("compare", set, logrank.chi_square, logrank.p_value, harrington.chi_square,
			 efron.log_ratio, efron.error, breslow.log_ratio, breslow.error);
	}
	for (int i = 0; i < 4000; i++)
	{
		int df = (int) unit_whole(1, i % 2 == 0 ? 10 : 2000);
		double x = unit_log_uniform(1e-3, 1300);

		LINE("chi_square", x, df, cx_chi_square_p(x, df));
	}
	return 0;
}
