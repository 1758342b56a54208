/*
 * logrank.c
 *	  Do groups churn at the same rate? The log-rank family of tests, and Cox's hazard ratio.
 *
 * N. Mantel, Cancer Chemotherapy Reports 50 (1966), 163-170; R. Peto and J. Peto, Asymptotically
 * Efficient Rank Invariant Test Procedures, JRSS A 135 (1972), 185-207; D. Harrington and T. Fleming,
 * Biometrika 69 (1982), 553-566. At each time of churn the churned of a group are compared with its
 * share of the numbers at risk; the covariance is that of the hypergeometric distribution, which takes
 * care of ties.
 *
 * There may be thousands of groups with a thousand times each. A heap finds the next time, and a group
 * is looked at when something happens in it: between two of its times the number at risk stays, so
 * that its expected churn is that number times what the pooled hazard grew by.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/logrank.h"

#include <float.h>
#include <math.h>

#include "math/chi_square.h"
#include "math/newton.h"
#include "math/special.h"

/*
 * All groups in the order of time. The risk of a group is at its next time, at or after the pool's:
 * the number at risk there is the one that there is until then. The groups whose time it is are off
 * the heap until they are advanced.
 */
typedef struct Pool
{
	CxGroup *group;
	const CxCheck *check;
	size_t round;
	size_t waiting; /* groups in the heap */
	size_t now;     /* groups in which something happens at this time */
	double time;
	CxSum at_risk; /* in all groups */
	double churned;
} Pool;

/* Whose turn is before the other's? Equal times in the order of the groups, for equal results. */
static bool
before(const Pool *pool, size_t a, size_t b)
{
	double one = pool->group[a].risk.time;
	double other = pool->group[b].risk.time;

	return one < other || (one == other && a < b);
}

static void
pool_push(Pool *pool, size_t index)
{
	size_t slot = pool->waiting++;

	for (; slot > 0 && before(pool, index, pool->group[(slot - 1) / 2].turn); slot = (slot - 1) / 2)
		pool->group[slot].turn = pool->group[(slot - 1) / 2].turn;
	pool->group[slot].turn = index;
}

static size_t
pool_pop(Pool *pool)
{
	size_t first = pool->group[0].turn;
	size_t last = pool->group[--pool->waiting].turn;
	size_t slot = 0;

	for (size_t child; (child = 2 * slot + 1) < pool->waiting; slot = child)
	{
		if (child + 1 < pool->waiting &&
			before(pool, pool->group[child + 1].turn, pool->group[child].turn))
			child++;
		if (!before(pool, pool->group[child].turn, last))
			break;
		pool->group[slot].turn = pool->group[child].turn;
	}
	pool->group[slot].turn = last;
	return first;
}

/* The group's next time, and what that makes of the number at risk in all groups. */
static void
pool_advance(Pool *pool, size_t index)
{
	CxRisk *risk = &pool->group[index].risk;

	cx_sum_add_pair(&pool->at_risk, -risk->under.high, -risk->under.low);
	if (cx_risk_next(risk))
	{
		cx_sum_merge(&pool->at_risk, &risk->under);
		pool_push(pool, index);
		return;
	}
	risk->time = INFINITY;
	risk->under = (CxSum){0, 0};
	risk->at_risk = 0;
	risk->churned = 0;
}

static void
pool_start(Pool *pool, const CxMarks *marks, CxGroup *group, size_t groups, const CxCheck *check)
{
	*pool = (Pool){.group = group, .check = check};
	for (size_t i = 0; i < groups; i++)
		group[i] = (CxGroup){.turn = 0};
	for (size_t i = 0; i < groups; i++)
	{
		cx_check(check, i + 1);
		cx_risk_start(&group[i].risk, &marks[i], check);
		if (cx_risk_next(&group[i].risk))
		{
			cx_sum_merge(&pool->at_risk, &group[i].risk.under);
			pool_push(pool, i);
		}
		else
			group[i].risk.time = INFINITY;
	}
}

/* To the next time; from the one before, all groups must have been advanced. */
static bool
pool_next(Pool *pool)
{
	CxGroup *group = pool->group;

	if (pool->waiting == 0)
		return false;
	cx_check(pool->check, ++pool->round);
	pool->time = group[group[0].turn].risk.time;
	pool->churned = 0;
	pool->now = 0;
	while (pool->waiting > 0 && group[group[0].turn].risk.time == pool->time)
	{
		size_t index = pool_pop(pool);

		group[pool->now++].now = index;
		pool->churned += group[index].risk.churned;
	}
	return true;
}

/* In four sums, which a processor adds up side by side. */
static double
dot(const double *a, const double *b, size_t n)
{
	double sums[4] = {0, 0, 0, 0};
	size_t k = 0;

	for (; k + 4 <= n; k += 4)
		for (size_t lane = 0; lane < 4; lane++)
			sums[lane] += a[k + lane] * b[k + lane];
	for (; k < n; k++)
		sums[0] += a[k] * b[k];
	return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* The lower factor of a covariance matrix, in place; false if it is singular. */
static bool
factorize(double *m, size_t n, size_t width, const CxCheck *check)
{
	size_t round = 0;

	for (size_t j = 0; j < n; j++)
	{
		double *row = &m[j * width];
		double whole = row[j];
		double pivot = whole - dot(row, row, j);

		if (!(pivot > 1e-12 * whole))
			return false;
		row[j] = sqrt(pivot);
		for (size_t i = j + 1; i < n; i++)
		{
			double *below = &m[i * width];

			/* as many times over as the square of the groups */
			cx_check(check, ++round);
			below[j] = (below[j] - dot(below, row, j)) / row[j];
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
		const double *row = &covariance[i * groups];

		u[i] = (u[i] - dot(row, u, i)) / row[i];
		sum += u[i] * u[i];
	}
	result.chi_square = sum;
	result.df = (int) n;
	result.p_value = cx_chi_square_p(sum, (int) n);
	return result;
}

/* Up to so many groups the covariance is added up at each time of churn, over all pairs. */
#define FEW_GROUPS 16

/*
 * The covariance of many groups. That of two is the sum over the times of churn of both numbers at risk
 * times the step of the spread there; so row i is brought up to date when something happens in group
 * i, from the sums for each group alone, and not the square of the groups at each time of churn.
 */
typedef struct Pairs
{
	size_t groups;
	double *sums;  /* groups x groups: of both at risk times the steps, up to the row's last time */
	double *seen;  /* groups x groups: what total[] was then */
	double *total; /* of the group's own at risk times the steps, up to known[] */
	double *known; /* the spread at the group's last time */
	double *at_risk;
	CxSum spread;
} Pairs;

/*
 * What the totals have grown by since they were seen, times the number at risk. This is where the time
 * of a test of many groups goes; in lanes, as dot().
 */
static void
add_steps(double *restrict sums, double *restrict seen, const double *restrict total,
		  const double *restrict known, const double *restrict others, size_t groups,
		  double at_risk, double now)
{
	size_t j = 0;

	for (; j + 4 <= groups; j += 4)
	{
		double until_now[4];

		for (size_t lane = 0; lane < 4; lane++)
			until_now[lane] = total[j + lane] + others[j + lane] * (now - known[j + lane]);
		for (size_t lane = 0; lane < 4; lane++)
			sums[j + lane] += at_risk * (until_now[lane] - seen[j + lane]);
		for (size_t lane = 0; lane < 4; lane++)
			seen[j + lane] = until_now[lane];
	}
	for (; j < groups; j++)
	{
		double until_now = total[j] + others[j] * (now - known[j]);

		sums[j] += at_risk * (until_now - seen[j]);
		seen[j] = until_now;
	}
}

static void
bring_up_to_date(Pairs *pairs, size_t i)
{
	double now = pairs->spread.high;
	double *seen = &pairs->seen[i * pairs->groups];

	if (pairs->known[i] == now)
		return;
	add_steps(&pairs->sums[i * pairs->groups], seen, pairs->total, pairs->known, pairs->at_risk,
			  pairs->groups, pairs->at_risk[i], now);
	pairs->total[i] = seen[i];
	pairs->known[i] = now;
}

/* From the sums to the lower triangle, in place. Over all groups the differences add up to 0. */
static void
to_covariance(Pairs *pairs)
{
	for (size_t i = 0; i < pairs->groups; i++)
	{
		double *row = &pairs->sums[i * pairs->groups];
		double others = 0;

		for (size_t j = 0; j < pairs->groups; j++)
			if (j != i)
				others += row[j];
		for (size_t j = 0; j < i; j++)
			row[j] = -row[j];
		row[i] = others;
	}
}

/* The same for few groups, at a time of churn. */
static void
add_covariance(double *covariance, const CxGroup *group, size_t groups, double n, double spread)
{
	for (size_t i = 0; i < groups; i++)
	{
		double share = group[i].risk.at_risk / n;

		if (share == 0)
			continue;
		for (size_t j = 0; j < i; j++)
			covariance[i * groups + j] -= spread * share * (group[j].risk.at_risk / n);
		covariance[i * groups + i] += spread * share * (1 - share);
	}
}

/* The weight of churn at the pool's time; survival is what it falls with. */
static double
weigh(const Pool *pool, CxLogrankWeight weight, double *survival)
{
	double before = *survival;
	double n = pool->at_risk.high;

	switch (weight)
	{
		case CX_LOGRANK:
			return 1;
		case CX_PETO_LOGRANK:
			return *survival *= 1 - pool->churned / (n + 1);
		case CX_FLEMING_HARRINGTON_1:
			*survival *= (n - pool->churned) / n;
			return before;
	}
	return NAN;
}

/*
 * Adds up what churned in each group, what was expected to, and, unless they are NULL, the covariance
 * of few groups or what makes that of many.
 */
static void
compare(const CxMarks *marks, size_t groups, CxLogrankWeight weight, CxGroup *group,
		double *covariance, Pairs *pairs, const CxCheck *check)
{
	CxSum hazard = {0, 0}; /* pooled and weighed */
	double survival = 1;
	Pool pool;

	pool_start(&pool, marks, group, groups, check);
	for (size_t i = 0; pairs != NULL && i < groups; i++)
		pairs->at_risk[i] = group[i].risk.at_risk;
	while (pool_next(&pool))
	{
		double d = pool.churned;
		double n = pool.at_risk.high;
		double w = 0;

		if (d > 0)
		{
			double spread;

			w = weigh(&pool, weight, &survival);
			/* weights may leave less than one customer at risk, who has nobody to be compared with */
			spread = n > 1 ? w * w * d * fmax(n - d, 0) / (n - 1) : 0;
			cx_sum_add(&hazard, w * d / n);
			if (pairs != NULL)
				cx_sum_add(&pairs->spread, spread / n / n);
			else if (covariance != NULL)
				add_covariance(covariance, group, groups, n, spread);
		}
		for (size_t k = 0; k < pool.now; k++)
		{
			size_t i = group[k].now;
			CxGroup *one = &group[i];
			CxSum step = hazard;

			cx_sum_add_pair(&step, -one->since.high, -one->since.low);
			one->expected += one->risk.at_risk * step.high;
			one->since = hazard;
			one->observed += w * one->risk.churned;
			if (pairs != NULL)
			{
				cx_check(check, k + 1);
				bring_up_to_date(pairs, i);
			}
			pool_advance(&pool, i);
			if (pairs != NULL)
				pairs->at_risk[i] = one->risk.at_risk;
		}
	}
}

size_t
cx_logrank_scratch(size_t groups)
{
	return groups * groups + 2 * groups + (groups > FEW_GROUPS ? groups * groups + 3 * groups : 0);
}

CxLogrank
cx_logrank(const CxMarks *marks, size_t groups, CxLogrankWeight weight, CxGroup *group,
		   double *scratch, const CxCheck *check)
{
	double *covariance = scratch;
	double *u = covariance + groups * groups;
	double *first = u + groups;
	double *more = first + groups;

	for (size_t i = 0; i < cx_logrank_scratch(groups); i++)
		scratch[i] = 0;
	if (groups > FEW_GROUPS)
	{
		Pairs pairs = {groups,
					   covariance,
					   more,
					   more + groups * groups,
					   more + groups * groups + groups,
					   more + groups * groups + 2 * groups,
					   {0, 0}};

		compare(marks, groups, weight, group, NULL, &pairs, check);
		to_covariance(&pairs);
	}
	else
		compare(marks, groups, weight, group, covariance, NULL, check);
	for (size_t i = 0; i < groups; i++)
		u[i] = group[i].observed - group[i].expected;
	return quadratic_form(covariance, u, first, groups, check);
}

void
cx_logrank_tallies(const CxMarks *marks, size_t groups, CxGroup *group, const CxCheck *check)
{
	compare(marks, groups, CX_LOGRANK, group, NULL, NULL, check);
}

double
cx_customers_of(const CxMarks *marks, const CxCheck *check)
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

/* Of more who churn together, all but the last CX_RISING_FROM are added up at once. */
#define ONE_BY_ONE 1024

/*
 * The first n of those d, by group: at risk[], of whom churned[] churn. Counted from the last one back,
 * j = d - 1 - k, both what is at risk in a group and the whole grow by the same step each time, the
 * whole as c + j. So a share is a mean of what it is at j = 0 and of the churned group's among the
 * churned, with weights c / (c + j) and j / (c + j), whose sums are those of a rising factorial.
 */
static void
add_first(CxLikelihood *at, double n, double d, const double *risk, const double *churned,
		  double ratio)
{
	double step = (churned[0] + churned[1] * ratio) / d;
	double last = (risk[1] - churned[1] + churned[1] / d) * ratio;
	double least = risk[0] - churned[0] + churned[0] / d + last;
	CxRising sums = cx_rising(least / step, d - n, d);
	double a = last / least;
	double b = churned[1] * ratio / d / step;

	at->value -= n * log(least) + sums.log_sum;
	at->gradient[0] -= a * sums.rest + b * sums.slope;
	at->hessian[0][0] -= a * (1 - a) * (sums.rest - sums.bend) +
						 (a * (1 - b) + b * (1 - a)) * sums.bend +
						 b * (1 - b) * (sums.slope - sums.bend);
}

static void
evaluate(const void *model, const double *theta, CxLikelihood *at)
{
	const Cox *cox = (const Cox *) model;
	double ratio = exp(theta[0]);
	CxGroup group[2];
	Pool pool;

	for (pool_start(&pool, cox->marks, group, 2, cox->check); pool_next(&pool);)
	{
		double d = pool.churned;
		double d2 = group[1].risk.time == pool.time ? group[1].risk.churned : 0;
		double first = group[0].risk.at_risk;
		double second = group[1].risk.at_risk;
		double from;
		size_t now[2] = {group[0].now, group[1].now};

		for (size_t k = 0; k < pool.now; k++)
			pool_advance(&pool, now[k]);
		if (d == 0)
			continue;
		at->value += d2 * theta[0];
		at->gradient[0] += d2;
		if (!cox->efron)
		{
			add_comparison(at, d, first, second, ratio);
			continue;
		}
		from = d > ONE_BY_ONE ? d - CX_RISING_FROM : 0;
		if (from > 0)
			add_first(at, from, d, (double[]){first, second}, (double[]){d - d2, d2}, ratio);
		for (double k = from; k < d; k += 1)
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
