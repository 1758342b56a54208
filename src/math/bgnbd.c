/*
 * bgnbd.c
 *	  BG/NBD and MBG/NBD: the likelihood and its maximum.
 *
 * With k = r + x, the log-likelihood of a customer is
 *
 *	  sum over j < x of log[(r + j) (b + j) / (a + b + j)] + r log(alpha) - k log(alpha + T)
 *		+ log(1 + exp(D)),	D = k log[(alpha + T) / (alpha + t_x)] + log[a / (b + x - 1)]
 *
 * for BG/NBD, without the last term when x = 0: eq. (3) of Fader, Hardie and Lee, divided by its
 * first term, so that exp(D) are the odds of having left. MBG/NBD has one occasion to leave more: j
 * runs to x inclusive in the factors of b, and b + x takes the place of b + x - 1.
 *
 * Coordinates: log(alpha / r), the log of the typical time between purchases; log r; the logit of
 * the mean probability to leave; log(a + b). Each limit of the model is at the end of one of them.
 * Everything is written so that it keeps its digits there: with r in the billions as with b near 0.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/bgnbd.h"

#include <math.h>
#include <string.h>

#include "math/exact_sum.h"
#include "math/special.h"

/* Frequencies up to here are a histogram; sums beyond it have a closed form. */
#define COUNTED CX_RISING_FROM

typedef struct Data
{
	const CxCustomer *customers;
	size_t n;
	double shift; /* 1 for MBG/NBD: occasions to leave before the first repeat purchase */
	double total; /* weight */
	double repeats;
	double more_than[COUNTED]; /* weight of the customers with more than j repeat purchases */
	const CxCheck *check;
} Data;

typedef struct Point
{
	double gap; /* coordinate log(alpha / r) */
	double r;
	double alpha;
	double a;
	double b;
	double leave; /* a / (a + b) */
	double stay;
} Point;

static void
point(const double *theta, Point *p)
{
	double size = exp(theta[3]);

	p->gap = theta[0];
	p->r = exp(theta[1]);
	p->alpha = exp(theta[0] + theta[1]);
	p->leave = 1 / (1 + exp(-theta[2]));
	p->stay = 1 / (1 + exp(theta[2]));
	p->a = size * p->leave;
	p->b = size * p->stay;
}

/*
 * Sums over purchases j of log(1 + j/c) and what belongs to its derivatives by log c, for c = r, b
 * and a + b at once.
 */
typedef struct Terms
{
	CxRising r;
	CxRising b;
	CxRising size;
	double stays; /* how many occasions to leave were passed over */
} Terms;

static void
add_term(CxRising *sum, double c, double j, double weight)
{
	double over = 1 / (c + j);

	sum->log_sum += weight * log1p(j / c);
	sum->slope += weight * j * over;
	sum->bend += weight * (c * over) * (j * over);
}

static void
add_range(CxRising *sum, double c, double from, double to, double weight)
{
	CxRising range = cx_rising(c, from, to);

	sum->log_sum += weight * range.log_sum;
	sum->slope += weight * range.slope;
	sum->bend += weight * range.bend;
}

static void
counted_terms(const Data *data, const Point *p, Terms *terms)
{
	memset(terms, 0, sizeof(*terms));
	terms->stays = data->repeats + data->shift * data->total;
	for (int j = 0; j < COUNTED && data->more_than[j] > 0; j++)
	{
		double occasion = j + data->shift;

		add_term(&terms->r, p->r, j, data->more_than[j]);
		add_term(&terms->b, p->b, occasion, data->more_than[j]);
		add_term(&terms->size, p->a + p->b, occasion, data->more_than[j]);
	}
}

/* The occasion at j = 0 of MBG/NBD has log(1 + 0) and no derivatives: nothing to add. */
static void
uncounted_terms(const Data *data, const Point *p, const CxCustomer *customer, Terms *terms)
{
	double from = COUNTED + data->shift;
	double to = customer->frequency + data->shift;

	add_range(&terms->r, p->r, COUNTED, customer->frequency, customer->weight);
	add_range(&terms->b, p->b, from, to, customer->weight);
	add_range(&terms->size, p->a + p->b, from, to, customer->weight);
}

/*
 * log[(b + j) / (a + b + j)] = log(stay) + log(1 + j/b) - log(1 + j/(a + b)); by the logit, where
 * da = a stay and db = -b leave, and by log(a + b), where da = a and db = b.
 */
static void
add_terms(const Point *p, const Terms *terms, CxSum *value, CxLikelihood *at)
{
	double remain = terms->stays - terms->b.slope; /* sum of b / (b + j) */

	cx_sum_add(value, terms->r.log_sum);
	cx_sum_add(value, terms->b.log_sum);
	cx_sum_add(value, -terms->size.log_sum);
	/* -log(1 + a/b), which keeps its digits where stay is all but 1 */
	cx_sum_add(value, -terms->stays * log1p(p->a / p->b));

	at->gradient[1] -= terms->r.slope;
	at->hessian[1][1] += terms->r.bend;

	at->gradient[2] -= p->leave * remain;
	at->gradient[3] += terms->size.slope - terms->b.slope;
	at->hessian[2][2] += p->leave * (p->leave * terms->b.bend - p->stay * remain);
	at->hessian[3][2] -= p->leave * terms->b.bend;
	at->hessian[3][3] += terms->b.bend - terms->size.bend;
}

/* How the purchases up to the age T depend on the spread of rates: -k log(1 + T/alpha). */
typedef struct Exposure
{
	double age;
	double log_ratio; /* log(1 + T / alpha) */
	double share;     /* T / (alpha + T) */
} Exposure;

static void
expose(Exposure *exposure, const Point *p, double age)
{
	double ratio = age / p->alpha;

	exposure->age = age;
	exposure->log_ratio = log1p(ratio);
	exposure->share = age / (p->alpha + age);
}

static double
add_purchases(const Point *p, const CxCustomer *customer, const Exposure *e, CxLikelihood *at)
{
	double w = customer->weight;
	double x = customer->frequency;
	double k = p->r + x;
	double v = e->share;
	double spread = p->r * (e->log_ratio - v);

	at->gradient[0] += w * (k * v - x);
	at->gradient[1] += w * (x * v - spread);
	at->hessian[0][0] -= w * k * v * (1 - v);
	at->hessian[1][0] += w * (p->r * v * v - x * v * (1 - v));
	at->hessian[1][1] += w * (p->r * v * v - spread - x * v * (1 - v));
	return -k * e->log_ratio - x * p->gap;
}

/* The log odds of having left, D, and log(1 + exp(D)) with its derivatives. */
static double
add_departure(const Data *data, const Point *p, const CxCustomer *customer, const Exposure *e,
			  CxLikelihood *at)
{
	double w = customer->weight;
	double x = customer->frequency;
	double occasions = x + data->shift - 1;
	double k = p->r + x;
	double since = customer->age - customer->recency;
	double last = p->alpha + customer->recency;
	double f = customer->recency / last;
	double v = e->share;
	double y = since / (p->alpha + customer->age);
	double log_ratio = log1p(since / last);
	double by_alpha = -y * (p->alpha / last); /* derivatives of log_ratio by log(alpha) */
	double by_alpha_twice = v * (1 - v) - f * (1 - f);
	double both = f * f - v * v; /* their sum, which is of the second order in 1 / alpha */
	double spread = p->r * (log_ratio - y + y * f);
	double remain = p->b / (p->b + occasions);
	double bend = remain * (1 - remain);
	double odds = k * log_ratio + log(p->a / (p->b + occasions));
	double small = exp(-fabs(odds));
	double left = (odds > 0 ? 1 : small) / (1 + small);
	double d0 = k * by_alpha;
	double d1 = spread + x * by_alpha;
	double d2 = p->stay + p->leave * remain;
	double d3 = 1 - remain;
	double first = w * left;
	double second = first * (odds > 0 ? small : 1) / (1 + small);

	at->gradient[0] += first * d0;
	at->gradient[1] += first * d1;
	at->gradient[2] += first * d2;
	at->gradient[3] += first * d3;
	at->hessian[0][0] += second * d0 * d0 + first * k * by_alpha_twice;
	at->hessian[1][0] += second * d1 * d0 + first * (p->r * both + x * by_alpha_twice);
	at->hessian[1][1] += second * d1 * d1 + first * (spread + p->r * both + x * by_alpha_twice);
	at->hessian[2][0] += second * d2 * d0;
	at->hessian[2][1] += second * d2 * d1;
	at->hessian[2][2] +=
		second * d2 * d2 + first * p->leave * (p->stay * (remain - 1) - p->leave * bend);
	at->hessian[3][0] += second * d3 * d0;
	at->hessian[3][1] += second * d3 * d1;
	at->hessian[3][2] += second * d3 * d2 + first * p->leave * bend;
	at->hessian[3][3] += second * d3 * d3 - first * bend;
	return fmax(odds, 0) + log1p(small);
}

static void
likelihood(const void *model, const double *theta, CxLikelihood *at)
{
	const Data *data = model;
	CxSum value = {0, 0};
	Exposure exposure = {.age = NAN};
	Terms terms;
	Point p;

	point(theta, &p);
	counted_terms(data, &p, &terms);
	for (size_t i = 0; i < data->n; i++)
	{
		const CxCustomer *customer = &data->customers[i];
		double part;

		cx_check(data->check, i);
		if (customer->age != exposure.age)
			expose(&exposure, &p, customer->age);
		part = add_purchases(&p, customer, &exposure, at);
		if (customer->frequency + data->shift > 0)
			part += add_departure(data, &p, customer, &exposure, at);
		if (customer->frequency > COUNTED)
			uncounted_terms(data, &p, customer, &terms);
		cx_sum_add(&value, customer->weight * part);
	}
	add_terms(&p, &terms, &value, at);
	at->value = value.high + value.low;
}

static void
summarize(Data *data, const CxCustomer *customers, size_t n, bool modified, const CxCheck *check)
{
	memset(data, 0, sizeof(*data));
	data->customers = customers;
	data->n = n;
	data->shift = modified ? 1 : 0;
	data->check = check;
	for (size_t i = 0; i < n; i++)
	{
		double x = customers[i].frequency;

		cx_check(check, i);
		data->total += customers[i].weight;
		data->repeats += customers[i].weight * x;
		if (x > 0)
			data->more_than[(x > COUNTED ? COUNTED : (int) x) - 1] += customers[i].weight;
	}
	for (int j = COUNTED - 2; j >= 0; j--)
		data->more_than[j] += data->more_than[j + 1];
}

void
cx_bgnbd_likelihood_at(const CxCustomer *customers, size_t n, bool modified, const double *theta,
					   CxLikelihood *at)
{
	const CxCheck never = {NULL, NULL};
	Data data;

	summarize(&data, customers, n, modified, &never);
	memset(at, 0, sizeof(*at));
	likelihood(&data, theta, at);
}

double
cx_bgnbd_log_likelihood(const CxBgnbd *model, const CxCustomer *customer)
{
	CxCustomer one = *customer;
	double theta[CX_FIT_PARAMETERS] = {log(model->alpha / model->r), log(model->r),
									   log(model->a / model->b), log(model->a + model->b)};
	CxLikelihood at;

	one.weight = 1;
	cx_bgnbd_likelihood_at(&one, 1, model->modified, theta, &at);
	return at.value;
}

static const int limits[CX_FIT_PARAMETERS][2] = {{CX_LIMIT_SCALE, CX_LIMIT_SCALE},
												 {CX_LIMIT_FEW_BUYERS, CX_LIMIT_EQUAL_RATES},
												 {CX_LIMIT_NO_DROPOUT, CX_LIMIT_SURE_DROPOUT},
												 {CX_LIMIT_SPLIT_DROPOUT, CX_LIMIT_EQUAL_DROPOUT}};

/*
 * Where nobody leaves, or everybody, how much customers differ in that is no question, and the maximiser
 * stops at any answer to it. Back to where it started then: a and b that are both far out have nothing
 * to say, and one of them may be beyond what a model can hold.
 */
static void
drop_the_question(const CxNewtonProblem *problem, CxNewtonResult *result)
{
	double theta[CX_NEWTON_PARAMETERS];
	CxLikelihood at = {0};

	if (result->place[2] != CX_PLACE_LOW && result->place[2] != CX_PLACE_HIGH)
		return;
	memcpy(theta, result->theta, sizeof(theta));
	theta[3] = problem->start[3];
	problem->evaluate(problem->model, theta, &at);
	if (at.value < result->at.value - CX_NEWTON_INDIFFERENT)
		return;
	result->theta[3] = theta[3];
	result->place[3] = CX_PLACE_OPEN;
	result->at = at;
}

static void
finish(CxFit *fit, const CxNewtonResult *result)
{
	Point p;

	point(result->theta, &p);
	fit->parameters[0] = p.r;
	fit->parameters[1] = p.alpha;
	fit->parameters[2] = p.a;
	fit->parameters[3] = p.b;
	{
		/* of log r, log alpha, log a, log b by the coordinates */
		const double slope[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS] = {
			{0, 1, 0, 0}, {1, 1, 0, 0}, {0, 0, p.stay, 1}, {0, 0, -p.leave, 1}};

		cx_fit_finish(fit, result, 4, slope, limits);
	}
}

void
cx_bgnbd_fit(const CxCustomer *customers, size_t n, bool modified, const CxCheck *check, CxFit *fit)
{
	/* even rates and much leaving; uneven rates and little; equal chances; hardly any staying */
	static const double others[][CX_NEWTON_PARAMETERS] = {
		{-1, 1, 2, 1}, {1, -1.5, -2, -1}, {0, 0, -1, 3}, {-2, 1, 5, -1}};
	CxNewtonProblem problem = {.evaluate = likelihood};
	CxNewtonResult result;
	Data data;

	cx_fit_customers(&problem, customers, n, check, fit);
	if (fit->status != CX_FIT_CONVERGED)
		return;
	summarize(&data, customers, n, modified, check);
	problem.model = &data;
	problem.start[2] = log(0.5);
	problem.start[3] = log(3);
	cx_newton_from_several(&problem, others, 4, n <= CX_FIT_SMALL, &result);
	drop_the_question(&problem, &result);
	finish(fit, &result);
}

/* The same with a + b held at its lower bound. */
void
cx_mbgnbd_fit_split(const CxCustomer *customers, size_t n, const CxCheck *check, CxFit *fit)
{
	static const double others[][CX_NEWTON_PARAMETERS] = {{-1, 1, 2, 0}, {1, -1.5, -2, 0}};
	CxNewtonProblem problem = {.evaluate = likelihood};
	CxNewtonResult result;
	Data data;

	cx_fit_customers(&problem, customers, n, check, fit);
	if (fit->status != CX_FIT_CONVERGED)
		return;
	summarize(&data, customers, n, true, check);
	problem.model = &data;
	problem.start[2] = log(0.5);
	problem.start[3] = -CX_FIT_REACH;
	problem.fixed[3] = true;
	cx_newton_from_several(&problem, others, 2, n <= CX_FIT_SMALL, &result);
	if (result.place[2] == CX_PLACE_INSIDE && result.status != CX_NEWTON_FLAT &&
		result.status != CX_NEWTON_NOT_CONVERGED)
	{
		result.status = CX_NEWTON_BOUNDARY;
		result.place[3] = CX_PLACE_LOW;
	}
	finish(fit, &result);
}
