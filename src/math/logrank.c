/*
 * logrank.c
 *	  Do groups churn at the same rate? The log-rank family of tests, and Cox's hazard ratio.
 *
 * N. Mantel, Cancer Chemotherapy Reports 50 (1966), 163-170; R. Peto and J. Peto, Asymptotically
 * Efficient Rank Invariant Test Procedures, JRSS A 135 (1972), 185-207. At each time of churn the
 * churned of a group are compared with its share of the numbers at risk; the covariance is that of
 * the hypergeometric distribution, which takes care of ties.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/logrank.h"

#include <float.h>
#include <math.h>

#include "math/chi_square.h"
#include "math/newton.h"

/*
 * All groups in the order of time: the numbers of each group at the earliest time at which any of
 * them has something to tell.
 */
typedef struct Pool
{
	const CxMarks *marks;
	CxRisk *risks; /* of each group, at its time at or after the pool's */
	size_t groups;
	double time;
	double at_risk;
	double churned;
} Pool;

/* A group that has ended is at an infinite time, with nobody. */
static void
advance(CxRisk *risk)
{
	if (!cx_risk_next(risk))
	{
		risk->time = INFINITY;
		risk->at_risk = 0;
		risk->churned = 0;
	}
}

static void
pool_start(Pool *pool, const CxMarks *marks, CxRisk *risks, size_t groups, const CxCheck *check)
{
	*pool = (Pool){.marks = marks, .risks = risks, .groups = groups, .time = -1};
	for (size_t i = 0; i < groups; i++)
	{
		cx_risk_start(&risks[i], &marks[i], check);
		advance(&risks[i]);
	}
}

/*
 * To the next time. A group whose own time is later is at risk with the number it has there: who
 * leaves or enters in between would have made a time of its own.
 */
static bool
pool_next(Pool *pool)
{
	double time = INFINITY;

	for (size_t i = 0; i < pool->groups; i++)
	{
		if (pool->risks[i].time <= pool->time)
			advance(&pool->risks[i]);
		time = fmin(time, pool->risks[i].time);
	}
	if (time == INFINITY)
		return false;
	pool->time = time;
	pool->at_risk = pool->churned = 0;
	for (size_t i = 0; i < pool->groups; i++)
	{
		pool->at_risk += pool->risks[i].at_risk;
		if (pool->risks[i].time == time)
			pool->churned += pool->risks[i].churned;
	}
	return true;
}

static double
churned_now(const Pool *pool, size_t i)
{
	return pool->risks[i].time == pool->time ? pool->risks[i].churned : 0;
}

/* The lower factor of a covariance matrix, in place; false if it is singular. */
static bool
factorize(double *m, size_t n, size_t width, const CxCheck *check)
{
	size_t round = 0;

	for (size_t j = 0; j < n; j++)
	{
		double whole = m[j * width + j];
		double pivot = whole;

		for (size_t k = 0; k < j; k++)
			pivot -= m[j * width + k] * m[j * width + k];
		if (!(pivot > 1e-12 * whole))
			return false;
		m[j * width + j] = sqrt(pivot);
		for (size_t i = j + 1; i < n; i++)
		{
			/* as many times over as the square of the groups */
			cx_check(check, ++round);
			for (size_t k = 0; k < j; k++)
				m[i * width + j] -= m[i * width + k] * m[j * width + k];
			m[i * width + j] /= m[j * width + j];
		}
	}
	return true;
}

/*
 * Groups hang together when they were at risk at the same churn, or both hang together with a third.
 * Marks each with the first of its set.
 */
static void
find_sets(double *first, const double *covariance, size_t groups, const CxCheck *check)
{
	size_t round = 0;

	for (size_t i = 0; i < groups; i++)
	{
		first[i] = (double) i;
		for (size_t j = 0; j < i; j++)
		{
			double one = first[i];
			double other = first[j];

			cx_check(check, ++round);
			if (covariance[i * groups + j] == 0 || one == other)
				continue;
			for (size_t k = 0; k <= i; k++)
				if (first[k] == one || first[k] == other)
					first[k] = fmin(one, other);
		}
	}
}

/*
 * u' V^-1 u over all groups but for the first of each set: within a set the differences add up to 0,
 * so that any one of them says nothing new, and the covariance of the others is regular.
 */
static CxLogrank
quadratic_form(double *covariance, double *u, double *first, size_t groups, const CxCheck *check)
{
	CxLogrank result = {NAN, 0, NAN};
	size_t n = 0;
	double sum = 0;

	find_sets(first, covariance, groups, check);
	for (size_t i = 0; i < groups; i++)
	{
		size_t k = 0;

		if (first[i] == (double) i)
			continue;
		for (size_t j = 0; j <= i; j++)
			if (first[j] != (double) j)
				covariance[n * groups + k++] = covariance[i * groups + j];
		u[n++] = u[i];
	}
	if (n == 0 || !factorize(covariance, n, groups, check))
		return result;
	for (size_t i = 0; i < n; i++)
	{
		for (size_t k = 0; k < i; k++)
			u[i] -= covariance[i * groups + k] * u[k];
		u[i] /= covariance[i * groups + i];
		sum += u[i] * u[i];
	}
	result.chi_square = sum;
	result.df = (int) n;
	result.p_value = cx_chi_square_p(sum, (int) n);
	return result;
}

/*
 * Adds to the churned of each group, to those expected, and, unless it is NULL, to the lower triangle
 * of their covariance, row by row: the dearest by far where groups are many.
 */
static void
compare(const CxMarks *marks, size_t groups, bool peto, CxRisk *risks, double *observed,
		double *expected, double *covariance, const CxCheck *check)
{
	double survival = 1; /* pooled, just before the time */
	size_t round = 0;
	Pool pool;

	for (pool_start(&pool, marks, risks, groups, check); pool_next(&pool);)
	{
		double d = pool.churned;
		double n = pool.at_risk;
		double weight = peto ? survival : 1;
		double spread;

		if (d == 0)
			continue;
		survival *= (n - d) / n;
		/* weights may leave less than one customer at risk, who has nobody to be compared with */
		spread = n > 1 ? weight * weight * d * fmax(n - d, 0) / (n - 1) : 0;
		for (size_t i = 0; i < groups; i++)
		{
			double share = risks[i].at_risk / n;

			cx_check(check, ++round);
			observed[i] += weight * churned_now(&pool, i);
			if (share == 0)
				continue;
			expected[i] += weight * d * share;
			if (covariance == NULL)
				continue;
			for (size_t j = 0; j < i; j++)
				covariance[i * groups + j] -= spread * share * (risks[j].at_risk / n);
			covariance[i * groups + i] += spread * share * (1 - share);
		}
	}
}

CxLogrank
cx_logrank(const CxMarks *marks, size_t groups, bool peto, CxRisk *risks, double *scratch,
		   const CxCheck *check)
{
	double *covariance = scratch;
	double *observed = scratch + groups * groups;
	double *expected = observed + groups;
	double *u = expected + groups;
	double *first = u + groups;

	for (size_t i = 0; i < cx_logrank_scratch(groups); i++)
		scratch[i] = 0;
	compare(marks, groups, peto, risks, observed, expected, covariance, check);
	for (size_t i = 0; i < groups; i++)
		u[i] = observed[i] - expected[i];
	return quadratic_form(covariance, u, first, groups, check);
}

static double
customers_of(const CxMarks *marks, const CxCheck *check)
{
	CxSum customers = {0, 0};

	for (size_t i = 0; i < marks->count; i++)
	{
		cx_check(check, i + 1);
		if (cx_mark_kind(marks->keys[i]) != CX_ENTERED)
			cx_sum_add_pair(&customers, marks->highs[i], marks->lows == NULL ? 0 : marks->lows[i]);
	}
	return customers.high;
}

void
cx_logrank_tallies(const CxMarks *marks, size_t groups, CxRisk *risks, double *scratch,
				   CxGroupTally *tallies, const CxCheck *check)
{
	double *observed = scratch;
	double *expected = scratch + groups;

	for (size_t i = 0; i < 2 * groups; i++)
		scratch[i] = 0;
	compare(marks, groups, false, risks, observed, expected, NULL, check);
	for (size_t i = 0; i < groups; i++)
		tallies[i] = (CxGroupTally){customers_of(&marks[i], check), observed[i], expected[i]};
}

/*
 * Cox, Regression Models and Life-Tables, JRSS B 34 (1972), 187-220, for one covariate that is 0 or
 * 1. B. Efron, JASA 72 (1977), 557-565: of d who churn together, each is compared with those at risk
 * less its share of the churned before it; N. Breslow, Biometrics 30 (1974), 89-99: with all at risk.
 */
typedef struct Cox
{
	const CxMarks *marks;
	bool efron;
	const CxCheck *check;
} Cox;

/* Adds a churn among first and second at risk, counted times over. */
static void
add_comparison(CxLikelihood *at, double count, double first, double second, double ratio)
{
	double share = second * ratio / (first + second * ratio);

	at->value -= count * log(first + second * ratio);
	at->gradient[0] -= count * share;
	at->hessian[0][0] -= count * share * (1 - share);
}

static void
evaluate(const void *model, const double *theta, CxLikelihood *at)
{
	const Cox *cox = (const Cox *) model;
	double ratio = exp(theta[0]);
	CxRisk risks[2];
	Pool pool;

	for (pool_start(&pool, cox->marks, risks, 2, cox->check); pool_next(&pool);)
	{
		double d = pool.churned;
		double d2 = churned_now(&pool, 1);
		double first = risks[0].at_risk;
		double second = risks[1].at_risk;

		if (d == 0)
			continue;
		at->value += d2 * theta[0];
		at->gradient[0] += d2;
		if (!cox->efron)
		{
			add_comparison(at, d, first, second, ratio);
			continue;
		}
		for (double k = 0; k < d; k += 1)
		{
			cx_check(cox->check, (size_t) k + 1);
			add_comparison(at, 1, first - k / d * (d - d2), second - k / d * d2, ratio);
		}
	}
}

CxHazardRatio
cx_hazard_ratio(const CxMarks *first, const CxMarks *second, bool efron, const CxCheck *check)
{
	CxMarks marks[2] = {*first, *second};
	Cox cox = {marks, efron, check};
	CxNewtonProblem problem = {
		.parameters = 1, .evaluate = evaluate, .model = &cox, .low = {-30}, .high = {30}};
	CxNewtonResult result;

	cx_newton(&problem, &result);
	if (result.status != CX_NEWTON_CONVERGED)
		return (CxHazardRatio){NAN, NAN};
	return (CxHazardRatio){result.theta[0], sqrt(result.covariance[0][0])};
}
