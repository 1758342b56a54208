/*
 * intervals_fuzz.c
 *	  libFuzzer target: any doubles into the interval mathematics, the header's promises out.
 *
 * Random tests draw from ranges that somebody thought of; a fuzzer looks for the doubles that
 * nobody thought of, by the branches they take.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "math/exact_sum.h"
#include "math/intervals.h"
#include "math/normal.h"
#include "math/student_t.h"

#define ARGUMENTS 7

static void
promise(int kept)
{
	if (!kept)
		abort();
}

/* Both bounds are numbers in order within the limits, or both are NaN. */
static void
promise_interval(double low, double high, double least, double most)
{
	promise(isnan(low) == isnan(high));
	promise(isnan(low) || (isfinite(low) && isfinite(high) && low <= high));
	promise(isnan(low) || (low >= least && high <= most));
}

static void
promise_comparison(CxComparison forth, CxComparison back, double most)
{
	promise_interval(forth.low, forth.high, -most, most);
	promise(isnan(forth.statistic) == isnan(forth.p_value));
	promise(isnan(forth.p_value) || (forth.p_value >= 0 && forth.p_value <= 1));
	promise(isnan(forth.low) ? isnan(back.low) : forth.low == -back.high);
	promise(isnan(forth.statistic) ? isnan(back.statistic) : forth.statistic == -back.statistic);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	double x[ARGUMENTS];
	CxInterval interval;
	CxSum sum = {0, 0};

	if (size < sizeof(x))
		return 0;
	memcpy(x, data, sizeof(x));

	interval = cx_nps_interval((CxNpsCounts){x[0], x[1], x[2]}, x[3]);
	promise_interval(interval.low, interval.high, -100, 100);
	interval = cx_wilson_interval((CxProportion){x[0], x[1]}, x[3]);
	promise_interval(interval.low, interval.high, 0, 1);
	promise(isnan(interval.low) || (interval.low <= x[0] / x[1] && x[0] / x[1] <= interval.high));
	interval = cx_mean_interval((CxMean){x[0], x[1], x[2]}, x[3]);
	promise_interval(interval.low, interval.high, -INFINITY, INFINITY);
	promise(isnan(interval.low) || (interval.low <= x[0] && x[0] <= interval.high));

	promise_comparison(
		cx_nps_comparison((CxNpsCounts){x[0], x[1], x[2]}, (CxNpsCounts){x[4], x[5], x[6]}, x[3]),
		cx_nps_comparison((CxNpsCounts){x[4], x[5], x[6]}, (CxNpsCounts){x[0], x[1], x[2]}, x[3]),
		200);
	promise_comparison(
		cx_proportion_comparison((CxProportion){x[0], x[1]}, (CxProportion){x[4], x[5]}, x[3]),
		cx_proportion_comparison((CxProportion){x[4], x[5]}, (CxProportion){x[0], x[1]}, x[3]), 1);
	promise_comparison(
		cx_mean_comparison((CxMean){x[0], x[1], x[2]}, (CxMean){x[4], x[5], x[6]}, x[3]),
		cx_mean_comparison((CxMean){x[4], x[5], x[6]}, (CxMean){x[0], x[1], x[2]}, x[3]), INFINITY);

	promise(isnan(cx_normal_quantile(x[0])) || (x[0] > 0 && x[0] < 1));
	promise(
		!(cx_student_t_two_sided_p(x[0], x[1]) < 0 || cx_student_t_two_sided_p(x[0], x[1]) > 1));
	(void) cx_student_t_quantile(x[0], x[1]);

	/* Weights as the extension lets them in: any order of adding keeps the pair normalized. */
	for (int i = 0; i < ARGUMENTS; i++)
		if (x[i] >= 1e-100 && x[i] <= 1e100)
		{
			cx_sum_add(&sum, x[i]);
			promise(cx_sum_valid(&sum));
		}
	return 0;
}
