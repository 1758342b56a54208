/*
 * kaplan_meier.c
 *	  The Kaplan-Meier estimate of survival, with Greenwood's variance, in one sweep over the marks.
 *
 * Numbers at risk are what is left after subtractions; pairs of doubles keep them exact even where
 * weights are fractions and a handful is left of a million.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/kaplan_meier.h"

#include <math.h>

/* Differences below this are rounding: of the survivors to all, and of survival to a quantile. */
#define NOBODY     1e-25
#define SAME_LEVEL 1.4901161193847656e-08 /* sqrt(DBL_EPSILON), as in R */

static CxSum
count_of(const CxMarks *marks, size_t i)
{
	return (CxSum){marks->highs[i], marks->lows == NULL ? 0 : marks->lows[i]};
}

static CxSum
negative(CxSum sum)
{
	return (CxSum){-sum.high, -sum.low};
}

/* All who leave less all who enter late: those at risk from the start. */
static double
whole_start(const CxMarks *marks, bool *whole, const CxCheck *check)
{
	double sum = 0;
	double total = 0;

	*whole = marks->lows == NULL;
	for (size_t i = 0; *whole && i < marks->count; i++)
	{
		double count = marks->highs[i];

		cx_check(check, i + 1);
		*whole = count < 0x1p53 && (double) (int64_t) count == count;
		total += count;
		sum += cx_mark_kind(marks->keys[i]) == CX_ENTERED ? -count : count;
	}
	*whole = *whole && total < 0x1p53;
	return sum;
}

void
cx_risk_start(CxRisk *risk, const CxMarks *marks, const CxCheck *check)
{
	*risk = (CxRisk){.marks = marks, .check = check, .time = -1};
	risk->under.high = whole_start(marks, &risk->whole, check);
	if (risk->whole)
		return;
	risk->under.high = 0;
	for (size_t i = 0; i < marks->count; i++)
	{
		CxSum count = count_of(marks, i);

		cx_check(check, i + 1);
		if (cx_mark_kind(marks->keys[i]) == CX_ENTERED)
			count = negative(count);
		cx_sum_merge(&risk->under, &count);
	}
}

/* What happens at the next time, of marks up to the last key of it. */
static void
whole_next(CxRisk *risk, uint64_t key)
{
	const CxMarks *marks = risk->marks;
	uint64_t first = key - key % 3;
	double counts[3] = {0, 0, 0};
	size_t next = risk->next;

	do
		counts[key - first] = marks->highs[next++];
	while (next < marks->count && (key = marks->keys[next]) < first + 3);
	risk->next = next;
	risk->at_risk = risk->under.high += risk->entering.high - risk->leaving.high;
	risk->churned = counts[CX_CHURNED];
	risk->censored = counts[CX_CENSORED];
	risk->leaving.high = counts[CX_CHURNED] + counts[CX_CENSORED];
	risk->entering.high = counts[CX_ENTERED];
	risk->surviving = risk->churned < risk->at_risk ? risk->at_risk - risk->churned : 0;
}

/* The same for counts that are pairs. */
static void
exact_next(CxRisk *risk, uint64_t key)
{
	const CxMarks *marks = risk->marks;
	uint64_t first = key - key % 3;
	CxSum counts[3] = {{0, 0}, {0, 0}, {0, 0}};
	CxSum left;

	do
		counts[key - first] = count_of(marks, risk->next++);
	while (risk->next < marks->count && (key = marks->keys[risk->next]) < first + 3);
	cx_sum_add_pair(&risk->under, -risk->leaving.high, -risk->leaving.low);
	cx_sum_merge(&risk->under, &risk->entering);
	risk->churned = counts[CX_CHURNED].high;
	risk->censored = counts[CX_CENSORED].high;
	risk->leaving = counts[CX_CHURNED];
	cx_sum_merge(&risk->leaving, &counts[CX_CENSORED]);
	risk->entering = counts[CX_ENTERED];
	/* who leaves is there, also where what is left of far larger weights is less than their rounding */
	risk->at_risk = fmax(risk->under.high, risk->leaving.high);
	left = risk->under;
	cx_sum_add_pair(&left, -counts[CX_CHURNED].high, -counts[CX_CHURNED].low);
	/* nobody is left, and not a rounding error of somebody */
	risk->surviving = left.high <= risk->at_risk * NOBODY ? 0 : left.high;
}

bool
cx_risk_next(CxRisk *risk)
{
	uint64_t key;

	if (risk->next >= risk->marks->count)
		return false;
	cx_check(risk->check, ++risk->round);
	key = risk->marks->keys[risk->next];
	risk->time = cx_mark_time(key);
	if (risk->whole)
		whole_next(risk, key);
	else
		exact_next(risk, key);
	return true;
}

void
cx_curve_start(CxCurve *curve, const CxMarks *marks, const CxCheck *check)
{
	*curve = (CxCurve){.survival = 1};
	cx_risk_start(&curve->risk, marks, check);
}

/* When somebody churns or is censored next; infinite when nobody does. */
static double
next_exit(const CxRisk *risk)
{
	for (size_t i = risk->next; i < risk->marks->count; i++)
		if (cx_mark_kind(risk->marks->keys[i]) != CX_ENTERED)
			return cx_mark_time(risk->marks->keys[i]);
	return INFINITY;
}

/* Nobody enters after the last exit, so that cx_risk_next() fails at the first try or not at all. */
bool
cx_curve_next(CxCurve *curve)
{
	CxRisk *risk = &curve->risk;
	double d;
	double n;

	do
	{
		if (!cx_risk_next(risk))
			return false;
	} while (risk->leaving.high == 0);

	d = risk->churned;
	n = risk->at_risk;
	if (d == 0)
		return true;
	curve->hazard += d / n;
	curve->hazard_variance += d / n / n;
	if (curve->survival == 0)
		return true;
	curve->survival *= risk->surviving / n;
	curve->greenwood += d / n / risk->surviving;
	return true;
}

bool
cx_curve_seek(CxCurve *curve, const CxMarks *marks, double t, const CxCheck *check)
{
	cx_curve_start(curve, marks, check);
	if (marks->count == 0)
		return false;
	while (next_exit(&curve->risk) <= t && cx_curve_next(curve))
		;
	return next_exit(&curve->risk) < INFINITY || curve->risk.time >= t || curve->survival == 0;
}

double
cx_curve_error(const CxCurve *curve)
{
	return curve->survival == 0 ? NAN : curve->survival * sqrt(curve->greenwood);
}

CxInterval
cx_curve_interval(const CxCurve *curve, double z, CxSurvivalMethod method)
{
	double s = curve->survival;
	double margin = z * sqrt(curve->greenwood);
	double power;

	if (s == 0)
		return (CxInterval){NAN, NAN};
	switch (method)
	{
		case CX_LOG:
			power = exp(margin);
			return (CxInterval){s / power, s * power < 1 ? s * power : 1};
		case CX_LOG_LOG:
			if (s == 1)
				break;
			power = exp(margin / log(s));
			return (CxInterval){exp(log(s) / power), exp(log(s) * power)};
		case CX_PLAIN:
			return (CxInterval){fmax(s - s * margin, 0), fmin(s + s * margin, 1)};
	}
	return (CxInterval){NAN, NAN};
}

/* Where a line first reaches a height. */
typedef struct Crossing
{
	double height;
	double time;  /* NaN until it has */
	double value; /* of the line there */
	bool known;
} Crossing;

/* The line has this value from now on. One that is just the height is so until the line falls again. */
static void
follow(Crossing *crossing, double time, double value)
{
	if (crossing->known)
		return;
	if (!isnan(crossing->time))
	{
		if (value < crossing->value)
		{
			crossing->time = (crossing->time + time) / 2;
			crossing->known = true;
		}
	}
	else if (value < crossing->height + SAME_LEVEL)
	{
		crossing->time = time;
		crossing->value = value;
		crossing->known = fabs(value - crossing->height) >= SAME_LEVEL;
	}
}

double
cx_curve_quantile(const CxMarks *marks, double p, const CxCheck *check)
{
	Crossing crossing = {1 - p, NAN, NAN, false};
	CxCurve curve;

	cx_curve_start(&curve, marks, check);
	while (!crossing.known && cx_curve_next(&curve))
		if (curve.risk.churned > 0)
			follow(&crossing, curve.risk.time, curve.survival);
	return crossing.time;
}

/*
 * The lower line crosses first and gives the lower bound. A line that is undefined at survival 0 has
 * not crossed, as in R.
 */
CxInterval
cx_curve_quantile_interval(const CxMarks *marks, double p, double z, CxSurvivalMethod method,
						   const CxCheck *check)
{
	Crossing low = {1 - p, NAN, NAN, false};
	Crossing high = low;
	CxCurve curve;

	cx_curve_start(&curve, marks, check);
	while (!(low.known && high.known) && cx_curve_next(&curve))
	{
		CxInterval interval;

		if (curve.risk.churned == 0)
			continue;
		interval = cx_curve_interval(&curve, z, method);
		follow(&low, curve.risk.time, interval.low);
		follow(&high, curve.risk.time, interval.high);
	}
	return (CxInterval){low.time, high.time};
}

/*
 * The variance is the sum over the times of churn of (area to the right of it)^2 d / (n (n - d)):
 * D. Collett, Modelling Survival Data in Medical Research; survfit of R. The whole area is needed
 * before any part to the right, hence two sweeps. Nobody at risk afterwards adds nothing.
 */
CxRestrictedMean
cx_restricted_mean(const CxMarks *marks, double t, const CxCheck *check)
{
	CxRestrictedMean result = {NAN, NAN};
	CxSum area = {0, 0};
	CxSum right;
	double variance = 0;
	double since = 0;
	double survival = 1;
	CxCurve curve;

	if (!cx_curve_seek(&curve, marks, t, check))
		return result;
	cx_curve_start(&curve, marks, check);
	while (cx_curve_next(&curve) && curve.risk.time <= t)
	{
		cx_sum_add(&area, (curve.risk.time - since) * survival);
		since = curve.risk.time;
		survival = curve.survival;
	}
	if (survival > 0)
		cx_sum_add(&area, (t - since) * survival);

	right = area;
	since = 0;
	survival = 1;
	cx_curve_start(&curve, marks, check);
	while (cx_curve_next(&curve) && curve.risk.time <= t)
	{
		cx_sum_add(&right, -(curve.risk.time - since) * survival);
		since = curve.risk.time;
		survival = curve.survival;
		if (curve.risk.churned > 0 && survival > 0)
			variance += right.high * right.high * curve.risk.churned / curve.risk.at_risk /
						curve.risk.surviving;
	}
	result.mean = area.high;
	result.error = sqrt(variance);
	return result;
}
