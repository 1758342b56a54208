/*
 * kaplan_meier_test.c
 *	  Kaplan-Meier against R's package survival, and against its definition on random data.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/kaplan_meier.h"

#include <stdlib.h>

#include "math/logrank.h"
#include "math/normal.h"
#include "unit.h"

#define MOST 60
#define MANY 100000

static const CxCheck never = {NULL, NULL};

typedef struct Group
{
	CxMarks marks;
	uint64_t keys[3 * MOST];
	double highs[3 * MOST];
	double lows[3 * MOST];
} Group;

static void
add_mark(Group *group, double time, CxMarkKind kind, double count)
{
	uint64_t key = cx_mark(time, kind);
	size_t n = group->marks.count;
	size_t i;

	for (i = 0; i < n; i++)
		if (group->keys[i] == key)
		{
			CxSum sum = {group->highs[i], group->lows[i]};

			cx_sum_add(&sum, count);
			group->highs[i] = sum.high;
			group->lows[i] = sum.low;
			return;
		}
	for (i = n; i > 0 && group->keys[i - 1] > key; i--)
	{
		group->keys[i] = group->keys[i - 1];
		group->highs[i] = group->highs[i - 1];
		group->lows[i] = group->lows[i - 1];
	}
	group->keys[i] = key;
	group->highs[i] = count;
	group->lows[i] = 0;
	group->marks = (CxMarks){n + 1, group->keys, group->highs, group->lows};
}

/* Data set aml of R: times, negative where censored. */
static const double maintained[] = {9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161, 0};
static const double nonmaintained[] = {5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45, 0};

static void
read_group(Group *group, const double *times)
{
	group->marks = (CxMarks){0, group->keys, group->highs, group->lows};
	for (; *times != 0; times++)
		add_mark(group, fabs(*times), *times < 0 ? CX_CENSORED : CX_CHURNED, 1);
}

static void
published(void)
{
	Group groups[2];
	CxMarks marks[2];
	CxGroup group[2];
	double scratch[16];
	CxCurve curve;
	CxInterval interval;
	CxRestrictedMean mean;
	CxLogrank test;
	CxHazardRatio ratio;

	double z = -cx_normal_quantile((1 - 0.95) / 2);

	read_group(&groups[0], maintained);
	read_group(&groups[1], nonmaintained);
	marks[0] = groups[0].marks;
	marks[1] = groups[1].marks;

	unit_ok(cx_curve_seek(&curve, &marks[0], 18, &never), "18 weeks are observed");
	unit_within(curve.survival, .71590909, 5e-9, "survival at 18");
	unit_within(cx_curve_error(&curve), .139664971, 5e-10, "Greenwood's error at 18");
	cx_curve_seek(&curve, &marks[0], 9, &never);
	interval = cx_curve_interval(&curve, z, CX_LOG);
	unit_within(interval.low, .754133845, 5e-10, "log interval at 9");
	unit_ok(interval.high == 1, "which is cut at 1");
	unit_near(cx_curve_quantile(&marks[0], 0.5, &never), 31, 0, "median, maintained");
	interval = cx_curve_quantile_interval(&marks[0], 0.5, z, CX_LOG, &never);
	unit_near(interval.low, 18, 0, "its lower bound");
	unit_near(interval.high, NAN, 0, "it has no upper bound");
	mean = cx_restricted_mean(&marks[0], 40, &never);
	unit_within(mean.mean, 28.897727, 5e-7, "restricted mean to 40");
	unit_within(mean.error, 3.4675777, 5e-8, "its standard error");
	mean = cx_restricted_mean(&marks[1], 40, &never);
	unit_within(mean.mean, 21.930556, 5e-7, "restricted mean to 40, nonmaintained");
	unit_within(mean.error, 3.8356412, 5e-8, "its standard error");
	unit_ok(cx_curve_seek(&curve, &marks[1], 1e9, &never) && curve.survival == 0,
			"0 once all have gone");
	unit_ok(isnan(cx_curve_error(&curve)), "which has no standard error");
	unit_ok(!cx_curve_seek(&curve, &marks[0], 162, &never),
			"nothing is known beyond the last spell");

	test = cx_logrank(marks, 2, CX_LOGRANK, group, scratch, &never);
	unit_within(test.chi_square, 3.3963886990, 5e-11, "log-rank");
	unit_within(test.p_value, .0653393, 5e-8, "its p");
	cx_logrank_tallies(marks, 2, group, &never);
	unit_ok(cx_customers_of(&marks[0], &never) == 11 && group[0].observed == 7,
			"of 11 maintained 7 relapsed");
	unit_ok(cx_customers_of(&marks[1], &never) == 12 && group[1].observed == 11,
			"of 12 nonmaintained 11");
	unit_within(group[0].expected, 10.689336, 5e-7, "expected, maintained");
	unit_within(group[1].expected, 7.310664, 5e-7, "expected, nonmaintained");
	test = cx_logrank(marks, 2, CX_FLEMING_HARRINGTON_1, group, scratch, &never);
	unit_within(test.chi_square, 2.7792795448, 5e-11, "Harrington and Fleming's");
	ratio = cx_hazard_ratio(&marks[0], &marks[1], true, &never);
	unit_within(ratio.log_ratio, .9155325750, 5e-11, "Cox by Efron");
	unit_within(ratio.error, .5119342752, 5e-11, "its standard error");
	ratio = cx_hazard_ratio(&marks[0], &marks[1], false, &never);
	unit_within(ratio.log_ratio, .9042197237, 5e-11, "Cox by Breslow");
	unit_within(ratio.error, .5122479073, 5e-11, "its standard error");
}

/* Spells as they are, for the definition. */
typedef struct Spell
{
	double entry;
	double exit;
	bool churned;
	double weight;
} Spell;

/* n and d at t, S(t) and its Greenwood sum, from the definition. */
static void
define(const Spell *spells, int count, double t, double *survival, double *greenwood)
{
	*survival = 1;
	*greenwood = 0;
	for (int i = 0; i < count; i++)
	{
		double d = 0;
		double n = 0;
		bool seen = !spells[i].churned || spells[i].exit > t;

		for (int j = 0; j < i && !seen; j++)
			seen = spells[j].churned && spells[j].exit == spells[i].exit;
		if (seen)
			continue;
		for (int j = 0; j < count; j++)
		{
			if (spells[j].entry < spells[i].exit && spells[j].exit >= spells[i].exit)
				n += spells[j].weight;
			if (spells[j].churned && spells[j].exit == spells[i].exit)
				d += spells[j].weight;
		}
		*greenwood += d / (n * (n - d));
		*survival *= n - d < 1e-9 ? 0 : (n - d) / n;
	}
}

static void
definition(void)
{
	UnitLaw same = {.name = "estimate and variance are those of the definition"};
	UnitLaw bounds = {.name = "intervals hold the estimate"};
	UnitLaw areas = {.name = "the restricted mean rises with t, and no faster"};

	for (int round = 0; round < 3000; round++)
	{
		Spell spells[MOST];
		int count = (int) unit_whole(1, MOST);
		bool weighted = round % 3 == 0;
		Group group;
		double t = unit_uniform(0, 12);
		double survival;
		double greenwood;
		CxCurve curve;

		group.marks = (CxMarks){0, group.keys, group.highs, group.lows};
		for (int i = 0; i < count; i++)
		{
			spells[i].exit = round % 2 == 0 ? unit_whole(1, 10) : unit_uniform(0.01, 10);
			spells[i].entry = i % 3 == 0 ? floor(spells[i].exit * unit_uniform(0, 1)) : 0;
			if (spells[i].entry >= spells[i].exit)
				spells[i].entry = 0;
			spells[i].churned = unit_uniform(0, 1) < 0.7;
			spells[i].weight = weighted ? unit_log_uniform(0.01, 10) : 1;
			add_mark(&group, spells[i].exit, spells[i].churned ? CX_CHURNED : CX_CENSORED,
					 spells[i].weight);
			if (spells[i].entry > 0)
				add_mark(&group, spells[i].entry, CX_ENTERED, spells[i].weight);
		}
		if (!weighted)
			group.marks.lows = NULL;
		define(spells, count, t, &survival, &greenwood);
		if (!cx_curve_seek(&curve, &group.marks, t, &never))
			continue;
		unit_holds(&same,
				   unit_is_near(curve.survival, survival, 1e-10) &&
					   (survival == 0 || unit_is_near(curve.greenwood, greenwood, 1e-8)),
				   "round %d: %a, %a instead of %a, %a", round, curve.survival, curve.greenwood,
				   survival, greenwood);
		for (int method = CX_LOG; method <= CX_PLAIN; method++)
		{
			CxInterval interval = cx_curve_interval(&curve, 1.645, (CxSurvivalMethod) method);

			unit_holds(&bounds,
					   isnan(interval.low) ||
						   (interval.low <= curve.survival && interval.high >= curve.survival &&
							interval.low >= 0 && interval.high <= 1),
					   "round %d, method %d", round, method);
		}
		unit_holds(&areas,
				   cx_restricted_mean(&group.marks, t, &never).mean >=
						   cx_restricted_mean(&group.marks, t / 2, &never).mean - 1e-12 &&
					   cx_restricted_mean(&group.marks, t, &never).mean <= t * (1 + 1e-12),
				   "round %d", round);
	}
	unit_law(&same);
	unit_law(&bounds);
	unit_law(&areas);
}

static void
count_call(void *calls)
{
	++*(int *) calls;
}

/* Has so much been called back since the last time that a walk over all marks could be stopped? */
static bool
stoppable(int *calls)
{
	bool often = *calls >= MANY / 1024;

	*calls = 0;
	return often;
}

static void
cancel(void)
{
	static uint64_t keys[MANY];
	static double counts[MANY];
	CxMarks marks[2] = {{MANY, keys, counts, NULL}, {MANY, keys, counts, NULL}};
	CxGroup group[2];
	double scratch[16];
	int calls = 0;
	CxCheck check = {count_call, &calls};
	CxCurve curve;

	for (int i = 0; i < MANY; i++)
	{
		keys[i] = cx_mark(1 + i, i % 2 == 0 ? CX_CHURNED : CX_CENSORED);
		counts[i] = i % 2 == 0 ? 1 : 0.5;
	}
	cx_curve_start(&curve, &marks[0], &check);
	unit_ok(stoppable(&calls), "adding up who is there can be stopped");
	while (cx_curve_next(&curve))
		;
	unit_ok(stoppable(&calls), "so can walking along a curve");
	cx_curve_seek(&curve, &marks[0], MANY, &check);
	unit_ok(stoppable(&calls), "seeking in it");
	cx_curve_quantile(&marks[0], 0.999999, &check);
	unit_ok(stoppable(&calls), "a quantile");
	cx_curve_quantile_interval(&marks[0], 0.999999, 2, CX_LOG, &check);
	unit_ok(stoppable(&calls), "its interval");
	cx_restricted_mean(&marks[0], MANY, &check);
	unit_ok(stoppable(&calls), "a restricted mean");
	cx_logrank(marks, 2, CX_LOGRANK, group, scratch, &check);
	unit_ok(stoppable(&calls), "a log-rank test");
	cx_logrank_tallies(marks, 2, group, &check);
	unit_ok(stoppable(&calls), "what it compares");
	cx_hazard_ratio(&marks[0], &marks[1], false, &check);
	unit_ok(stoppable(&calls), "a hazard ratio");
}

int
main(void)
{
	published();
	definition();
	cancel();
	return unit_done();
}
