/*
 * bgnbd_future.c
 *	  BG/NBD and MBG/NBD: what a customer will do.
 *
 * Given that a customer is still there, the chance p to leave after the next purchase is a beta
 * variable (a, stays), where stays is b and the occasions passed over so far, and the number N of
 * purchases there would be in the time t if nobody left is a negative binomial variable (k, z) with
 * k = r + x and z = t / (alpha + T + t). With q = 1 - p, the n-th of them takes place when the
 * customer stayed on after the first n - 1, so that
 *
 *	  expected purchases = P(alive) * sum over n >= 1 of E[q^(n - 1)] P(N >= n)
 *						 = P(alive) * E[(1 - (1 + p t / (alpha + T))^-k) / p].
 *
 * Eq. (10) of Fader, Hardie and Lee is another form of this, with a pole at a = 1, a difference
 * that cancels, and a hypergeometric function that diverges for a + b < 1. Neither form here has
 * any of that: the first is a sum of positive terms, used where some dozens of them are enough; the
 * second a smooth integral, for the rest.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/bgnbd.h"

#include <float.h>
#include <math.h>

#include "math/present_value.h"

#define MOST_TERMS    400
#define MOST_HALVINGS 8

/* Where exp() still has all its digits. */
#define UNDERFLOW_LOG -600.0

typedef struct Future
{
	double k;
	double span; /* alpha + T */
	double a;
	double stays;
	double alive;
	double furthest; /* the time that the rate's series is scaled to; 0: there is none */
	double made;     /* by then, while still there */
	int terms;       /* of the series; 0: it has too many */
	double scaled[MOST_TERMS];
} Future;

/* The odds of having left, exp(D) of bgnbd.c; BG/NBD lets nobody leave without a repeat purchase. */
double
cx_bgnbd_alive(const CxBgnbd *model, const CxCustomer *customer)
{
	double occasions = customer->frequency + (model->modified ? 0 : -1);
	double since = customer->age - customer->recency;
	double log_odds;

	if (occasions < 0)
		return 1;
	log_odds =
		(model->r + customer->frequency) * log1p(since / (model->alpha + customer->recency)) +
		log(model->a / (model->b + occasions));
	return 1 / (1 + exp(log_odds));
}

static void
look_ahead(Future *future, const CxBgnbd *model, const CxCustomer *customer)
{
	future->k = model->r + customer->frequency;
	future->span = model->alpha + customer->age;
	future->a = model->a;
	future->stays = model->b + customer->frequency + (model->modified ? 1 : 0);
	future->alive = cx_bgnbd_alive(model, customer);
	future->furthest = 0;
	future->terms = 0;
}

/*
 * Sum over n of P(N = n) and the purchases that take place of n; NaN if it has too many terms. What
 * follows a term is less than a geometric series.
 *
 * On the way, when asked for, the series of the rate: the (n + 1)-th purchase is made at the rate
 * (k + n) / (alpha + T + t) when there were n, of which the n-th was stayed on after:
 *
 *	  (1 - z)^k / (alpha + T + t) * sum over n >= 0 of (k)_(n + 1) / n! E[q^n] z^n,
 *
 * a polynomial whose coefficients do not depend on the time; kept for powers of z / z(time), because
 * they overflow otherwise. Its terms fall below those of the sum, k times as large, a little later.
 */
static double
counted(const Future *future, double time, double *rate_terms, int *terms)
{
	double k = future->k;
	double z = time / (future->span + time);
	double log_none = -k * log1p(time / future->span);
	double ways = 1; /* (k)_n / n! z^n */
	double stayed = 1;
	double made = 0;
	double sum = 0;

	if (log_none < UNDERFLOW_LOG)
		return NAN;
	if (rate_terms != NULL)
		rate_terms[0] = k;
	for (int n = 1; n < MOST_TERMS; n++)
	{
		double ratio;
		double term;

		ways *= (k + (n - 1)) / n * z;
		made += stayed;
		stayed *= (future->stays + (n - 1)) / (future->a + future->stays + (n - 1));
		term = ways * made;
		sum += term;
		if (rate_terms != NULL)
			rate_terms[n] = ways * (k + n) * stayed;
		if (n % 4 != 0)
			continue;
		ratio = (k + n) / (n + 1) * z * (n + 1) / n;
		if (ratio < 1 && term * ratio < DBL_EPSILON / 8 * sum * (1 - ratio))
		{
			if (terms != NULL)
				*terms = n + 1;
			return exp(log_none) * sum;
		}
	}
	return NAN;
}

/* Means over the beta variable p, of purchases until a time and of the rate at that time. */
typedef struct Means
{
	double weight;
	double total;
	double rate;
} Means;

/* The density of the logit of p, relative to its peak. */
typedef struct Density
{
	double a;
	double stays;
	double middle; /* the logit there */
	double p;
	double q;
} Density;

/*
 * With p0 and q0 at the peak and u from there on, p / p0 is 1 / (p0 + q0 exp(-u)), and q / q0 is
 * 1 / (q0 + p0 exp(u)). Logarithms of p and q themselves would be millions that cancel when a and
 * stays are large; these are near 0 wherever the density is not, and then taken by log1p.
 */
static double
density(const Density *d, double u)
{
	double more = fabs(u) < 1 ? log1p(d->q * expm1(-u)) : log(d->p + d->q * exp(-u));
	double less = fabs(u) < 1 ? log1p(d->p * expm1(u)) : log(d->q + d->p * exp(u));

	return exp(-d->a * more - d->stays * less);
}

static void
add_node(Means *sums, const Future *future, const Density *d, double ratio, double u, double scale)
{
	double p = 1 / (1 + exp(-(d->middle + u)));
	double weight = scale * density(d, u);
	double log_growth = log1p(p * ratio);

	sums->weight += weight;
	/* p may be too small to divide by */
	sums->total += weight * (p > DBL_MIN ? -expm1(-future->k * log_growth) / p : future->k * ratio);
	sums->rate += weight * future->k * exp(-(future->k + 1) * log_growth);
}

/*
 * The trapezoidal rule over the logit of p, which converges as fast as exp(-c / step) because the
 * integrand is smooth and dies away on both sides. Far out on a side all but the weight is
 * constant and the weight is a geometric series, so that the rest of it, which is long when a or
 * stays is near 0, is known.
 */
static Means
trapezoid(const Future *future, double time, double step)
{
	double ratio = time / future->span;
	double spread = 1 + future->a + future->stays + (future->k + 1) * ratio;
	Density d = {future->a, future->stays, log(future->a / future->stays),
				 1 / (1 + future->stays / future->a), 1 / (1 + future->a / future->stays)};
	Means sums = {0, 0, 0};

	add_node(&sums, future, &d, ratio, 0, 1);
	for (int side = -1; side <= 1; side += 2)
	{
		double decay = side < 0 ? future->a : future->stays;

		for (double i = 1;; i++)
		{
			double u = side * i * step;
			double logit = d.middle + u;
			Means before = sums;

			/* p (or q) so small that spread * p is nothing beside 1 */
			if (log(spread) - fabs(logit) < -38 && side * logit > 0)
			{
				add_node(&sums, future, &d, ratio, u, -1 / expm1(-decay * step));
				break;
			}
			add_node(&sums, future, &d, ratio, u, 1);
			if (sums.weight - before.weight <= DBL_EPSILON / 16 * before.weight &&
				sums.total - before.total <= DBL_EPSILON / 16 * before.total &&
				sums.rate - before.rate <= DBL_EPSILON / 16 * before.rate)
				break;
		}
	}
	return sums;
}

/* Halving the step squares the error. */
static Means
integrated(const Future *future, double time)
{
	double width = 1 / future->a + 1 / future->stays;
	double step = fmin(0.5, sqrt(width) / 2);
	Means last = trapezoid(future, time, step);

	for (int i = 0; i < MOST_HALVINGS; i++)
	{
		Means sums = trapezoid(future, time, step /= 2);
		double total_error = fabs(sums.total / sums.weight * (last.weight / last.total) - 1);
		double rate_error = fabs(sums.rate / sums.weight * (last.weight / last.rate) - 1);

		last = sums;
		if (total_error < 1e-8 && !(rate_error >= 1e-8))
			break;
	}
	last.total /= last.weight;
	last.rate /= last.weight;
	return last;
}

static double
purchases(const void *model, double horizon)
{
	const Future *future = model;
	double sum;

	if (!(horizon > 0) || !(future->alive > 0))
		return 0;
	sum = horizon == future->furthest ? future->made : counted(future, horizon, NULL, NULL);
	if (isnan(sum))
		sum = integrated(future, horizon).total;
	return future->alive * sum;
}

static void
expand_rate(Future *future, double furthest)
{
	future->furthest = furthest;
	future->made = counted(future, furthest, future->scaled, &future->terms);
}

static void
purchase_rates(const void *model, const double *time, const double *log_time, double *rate)
{
	const Future *future = model;
	double z[CX_STREAM_TIMES];
	double sum[CX_STREAM_TIMES] = {0};

	if (future->terms == 0)
	{
		for (int i = 0; i < CX_STREAM_TIMES; i++)
			rate[i] = future->alive * integrated(future, time[i]).rate / future->span;
		return;
	}
	for (int i = 0; i < CX_STREAM_TIMES; i++)
		z[i] = time[i] / (future->span + time[i]) *
			   ((future->span + future->furthest) / future->furthest);
	for (int n = future->terms - 1; n >= 0; n--)
		for (int i = 0; i < CX_STREAM_TIMES; i++)
			sum[i] = sum[i] * z[i] + future->scaled[n];
	for (int i = 0; i < CX_STREAM_TIMES; i++)
		rate[i] = future->alive * sum[i] * exp(-future->k * log_time[i]) / (future->span + time[i]);
}

double
cx_bgnbd_expected(const CxBgnbd *model, const CxCustomer *customer, double horizon)
{
	Future future;

	look_ahead(&future, model, customer);
	return purchases(&future, horizon);
}

double
cx_bgnbd_discounted(const CxBgnbd *model, const CxCustomer *customer, double horizon, double rate,
					const CxCheck *check)
{
	Future future;
	CxStream stream = {&future, purchase_rates, purchases, 0, check};

	look_ahead(&future, model, customer);
	if (!(horizon > 0) || rate == 0)
		return purchases(&future, horizon);
	stream.scale = future.span;
	expand_rate(&future, horizon);
	return cx_present_value(&stream, horizon, rate);
}
