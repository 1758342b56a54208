/*
 * pareto_nbd.c
 *	  Pareto/NBD: the likelihood and its maximum, and what a customer will do.
 *
 * A customer is either still there or left at some time u since the last purchase; with k = r + x,
 * the likelihood is the mixture
 *
 *	  gamma(r + x) / gamma(r) alpha^r beta^s { (alpha + T)^-k (beta + T)^-s
 *		+ s * integral from t_x to T of (alpha + u)^-k (beta + u)^-(s + 1) du }.
 *
 * The literature writes the integral as a difference of two hypergeometric functions, which cancels
 * when t_x is near T and overflows when x is large. Here it is a quadrature in logarithms: positive
 * terms only, no case for alpha = beta, and gradient and Hessian are means over the same nodes.
 *
 * Coordinates: log(alpha / r), log r, log(beta / s), log s. Each limit of the model is at the end of
 * one of them. All are reached to rounding there but one: when some leave at once and the rest never,
 * s and beta go to 0 and what is missing of the likelihood falls as 1 / log(beta) only. That limit is
 * one of MBG/NBD as well, where it is reached, and is fitted and used as that.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/pareto_nbd.h"

#include <math.h>
#include <string.h>

#include "math/bgnbd.h"
#include "math/exact_sum.h"
#include "math/legendre.h"
#include "math/present_value.h"
#include "math/special.h"

/* Frequencies up to here are a histogram; sums beyond it have a closed form. */
#define COUNTED CX_RISING_FROM

/* Where the integrand is exp(-37) of what it was at its lower end, the rest is left out. */
#define DEEP 37.0

typedef struct Data
{
	const CxCustomer *customers;
	size_t n;
	double more_than[COUNTED]; /* weight of the customers with more than j repeat purchases */
	const CxCheck *check;
} Data;

typedef struct Point
{
	double gap;  /* log(alpha / r) */
	double life; /* log(beta / s) */
	CxParetoNbd model;
} Point;

static void
point(const double *theta, Point *p)
{
	p->gap = theta[0];
	p->life = theta[2];
	p->model.r = exp(theta[1]);
	p->model.alpha = exp(theta[0] + theta[1]);
	p->model.s = exp(theta[3]);
	p->model.beta = exp(theta[2] + theta[3]);
}

static void
coordinates(const CxParetoNbd *model, double *theta)
{
	theta[0] = log(model->alpha / model->r);
	theta[1] = log(model->r);
	theta[2] = log(model->beta / model->s);
	theta[3] = log(model->s);
}

/* log(1 + y), y >= 0; the cheaper of the two where it has all its digits */
static inline double
log_one_plus(double y)
{
	return y > 0.5 ? log(1 + y) : log1p(y);
}

/*
 * The ways a customer's history can have come about: still there at T, or left at one of the nodes.
 * Their likelihoods are weight * exp(log_density), relative to alpha^x.
 */
typedef struct Way
{
	double time;
	double log_alpha; /* log(1 + time / alpha) */
	double log_beta;
	double weight;
	double log_density;
} Way;

/* See panel_count: log(1 + T / m) is below 60 within the bounds of the coordinates. */
#define MOST_PANELS 8

typedef struct Ways
{
	int count;
	Way way[1 + MOST_PANELS * CX_LEGENDRE_MOST]; /* the first: still there */
} Ways;

/*
 * The integral is taken over v = log((m + u) / (m + t_x)), where m is the lesser of alpha and beta.
 * The integrand is smooth in that: near the axis it has no singularity but where alpha + u or
 * beta + u is 0, at a distance of pi. Its logarithm is concave, so that Newton's method finds from
 * above where it may be cut off.
 */
typedef struct Integral
{
	double alpha; /* alpha + t_x */
	double beta;
	double least; /* the lesser of them */
	double width; /* v at the upper end */
	double depth; /* how far the logarithm falls from v = 0 to there */
} Integral;

static void
delimit(Integral *integral, const CxParetoNbd *p, const CxCustomer *customer)
{
	double since = customer->age - customer->recency;
	double k = p->r + customer->frequency;

	integral->alpha = p->alpha + customer->recency;
	integral->beta = p->beta + customer->recency;
	integral->least = fmin(integral->alpha, integral->beta);
	integral->width = log1p(since / integral->least);
	for (int step = 0; step < 20; step++)
	{
		double v = integral->width;
		double more = step == 0 ? since : integral->least * expm1(v);
		double slope;

		integral->depth = k * log_one_plus(more / integral->alpha) +
						  (p->s + 1) * log_one_plus(more / integral->beta) - v;
		if (integral->depth <= DEEP + 1)
			return;
		slope = (integral->least + more) *
					(k / (integral->alpha + more) + (p->s + 1) / (integral->beta + more)) -
				1;
		integral->width -= (integral->depth - DEEP) / slope;
	}
}

/*
 * Nodes that bring the error of Gauss and Legendre's rule below about 1e-14: for exp(-depth v) by
 * its error term, for a singularity at the distance pi by the ellipse through it.
 */
static int
node_count(const Integral *integral)
{
	if (integral->depth < 2 && integral->width < 1.5)
		return 8;
	if (integral->depth < 8 && integral->width < 3)
		return 12;
	return integral->depth < 15 && integral->width < 5 ? 16 : 24;
}

static int
panel_count(const Integral *integral)
{
	double panels = ceil(fmax(integral->width / 8, integral->depth / 30));

	return (int) fmin(MOST_PANELS, fmax(1, panels));
}

static void
find_ways(Ways *ways, const Point *point, const CxCustomer *customer)
{
	const CxParetoNbd *p = &point->model;
	double since = customer->age - customer->recency;
	double start_alpha = log1p(customer->recency / p->alpha);
	double start_beta = log1p(customer->recency / p->beta);
	double k = p->r + customer->frequency;
	Way *way = ways->way;
	Integral integral;
	int nodes;
	int panels;
	const CxNode *rule;

	ways->count = 1;
	delimit(&integral, p, customer);
	way->time = customer->age;
	way->log_alpha = start_alpha + log_one_plus(since / integral.alpha);
	way->log_beta = start_beta + log_one_plus(since / integral.beta);
	way->weight = 1;
	way->log_density = -k * way->log_alpha - p->s * way->log_beta;
	if (!(since > 0))
		return;

	nodes = node_count(&integral);
	panels = panel_count(&integral);
	rule = cx_legendre(nodes);
	for (int i = 0; i < panels * nodes; i++)
	{
		const CxNode *node = &rule[i % nodes];
		double v = integral.width / panels * (i / nodes + node->at);
		double more = integral.least * expm1(v);

		way = &ways->way[ways->count++];
		way->time = customer->recency + more;
		way->log_alpha =
			start_alpha +
			(integral.alpha == integral.least ? v : log_one_plus(more / integral.alpha));
		way->log_beta =
			start_beta + (integral.beta == integral.least ? v : log_one_plus(more / integral.beta));
		/* du = (m + u) dv, and s / (beta + u) = (s / beta) / (1 + u / beta) */
		way->weight = node->weight * (integral.width / panels) * (integral.least + more);
		way->log_density = -point->life - k * way->log_alpha - (p->s + 1) * way->log_beta;
	}
}

static double
highest(const Ways *ways)
{
	double top = ways->way[0].log_density;

	for (int i = 1; i < ways->count; i++)
		top = fmax(top, ways->way[i].log_density);
	return top;
}

/* Sums over the ways: of their likelihoods, and with those as weights of first and second
 * derivatives of their logarithms; the square of the gradient is in the lower triangle. */
typedef struct Moments
{
	double total;
	double gradient[4];
	double square[4][4];
	double hessian[4][4]; /* blocks 0..1 and 2..3 */
} Moments;

/*
 * For c = exp(gap) n with a coordinate gap and a coordinate log n, the derivatives of
 * -(n + x) log(1 + time / c).
 */
static inline void
differentiate(double n, double x, double share, double log_ratio, double *gradient,
			  double hessian[3])
{
	double spread = n * (log_ratio - share);
	double bend = share * (1 - share);

	gradient[0] = (n + x) * share;
	gradient[1] = x * share - spread;
	hessian[0] = -(n + x) * bend;
	hessian[1] = n * share * share - x * bend;
	hessian[2] = n * share * share - spread - x * bend;
}

static void
add_way(Moments *moments, const CxParetoNbd *p, double frequency, const Way *way, double left,
		double likelihood)
{
	double d[4];
	double alpha_hessian[3];
	double beta_hessian[3];

	differentiate(p->r, frequency, way->time / (p->alpha + way->time), way->log_alpha, d,
				  alpha_hessian);
	differentiate(p->s, left, way->time / (p->beta + way->time), way->log_beta, d + 2,
				  beta_hessian);
	d[2] -= left; /* -life, of the density of leaving */
	moments->total += likelihood;
	for (int i = 0; i < 4; i++)
	{
		double part = likelihood * d[i];

		moments->gradient[i] += part;
		for (int j = 0; j <= i; j++)
			moments->square[i][j] += part * d[j];
	}
	for (int i = 0; i < 2; i++)
		for (int j = 0; j <= i; j++)
		{
			moments->hessian[i][j] += likelihood * alpha_hessian[i + j];
			moments->hessian[2 + i][2 + j] += likelihood * beta_hessian[i + j];
		}
}

static double
add_customer(const Point *point, const CxCustomer *customer, CxLikelihood *at)
{
	double w = customer->weight;
	Moments moments = {0};
	double mean[4];
	double top;
	Ways ways;

	find_ways(&ways, point, customer);
	top = highest(&ways);
	for (int i = 0; i < ways.count; i++)
		add_way(&moments, &point->model, customer->frequency, &ways.way[i], i > 0 ? 1 : 0,
				ways.way[i].weight * exp(ways.way[i].log_density - top));
	for (int i = 0; i < 4; i++)
	{
		mean[i] = moments.gradient[i] / moments.total;
		at->gradient[i] += w * mean[i];
		for (int j = 0; j <= i; j++)
			at->hessian[i][j] +=
				w * ((moments.hessian[i][j] + moments.square[i][j]) / moments.total -
					 mean[i] * mean[j]);
	}
	at->gradient[0] -= w * customer->frequency;
	return top + log(moments.total) - customer->frequency * point->gap;
}

/* The sum of log(1 + j / r) over the repeat purchases j = 0, 1, ... and its derivatives by log r */
static double
add_rising(const Data *data, const Point *point, CxLikelihood *at)
{
	double r = point->model.r;
	CxSum value = {0, 0};

	for (int j = 0; j < COUNTED && data->more_than[j] > 0; j++)
	{
		double weight = data->more_than[j];
		double over = 1 / (r + j);

		cx_sum_add(&value, weight * log1p(j / r));
		at->gradient[1] -= weight * j * over;
		at->hessian[1][1] += weight * (r * over) * (j * over);
	}
	return value.high + value.low;
}

static double
add_rising_beyond(const Point *point, const CxCustomer *customer, CxLikelihood *at)
{
	CxRising sums = cx_rising(point->model.r, COUNTED, customer->frequency);

	at->gradient[1] -= customer->weight * sums.slope;
	at->hessian[1][1] += customer->weight * sums.bend;
	return sums.log_sum;
}

static void
likelihood(const void *model, const double *theta, CxLikelihood *at)
{
	const Data *data = model;
	CxSum value = {0, 0};
	Point p;

	point(theta, &p);
	for (size_t i = 0; i < data->n; i++)
	{
		const CxCustomer *customer = &data->customers[i];
		double part;

		cx_check(data->check, i);
		part = add_customer(&p, customer, at);
		if (customer->frequency > COUNTED)
			part += add_rising_beyond(&p, customer, at);
		cx_sum_add(&value, customer->weight * part);
	}
	cx_sum_add(&value, add_rising(data, &p, at));
	at->value = value.high + value.low;
}

static void
summarize(Data *data, const CxCustomer *customers, size_t n, const CxCheck *check)
{
	memset(data, 0, sizeof(*data));
	data->customers = customers;
	data->n = n;
	data->check = check;
	for (size_t i = 0; i < n; i++)
	{
		double x = customers[i].frequency;

		cx_check(check, i);
		if (x > 0)
			data->more_than[(x > COUNTED ? COUNTED : (int) x) - 1] += customers[i].weight;
	}
	for (int j = COUNTED - 2; j >= 0; j--)
		data->more_than[j] += data->more_than[j + 1];
}

void
cx_pareto_nbd_likelihood_at(const CxCustomer *customers, size_t n, const double *theta,
							CxLikelihood *at)
{
	const CxCheck never = {NULL, NULL};
	Data data;

	summarize(&data, customers, n, &never);
	memset(at, 0, sizeof(*at));
	likelihood(&data, theta, at);
}

double
cx_pareto_nbd_log_likelihood(const CxParetoNbd *model, const CxCustomer *customer)
{
	CxCustomer one = *customer;
	double theta[CX_FIT_PARAMETERS];
	CxLikelihood at;

	one.weight = 1;
	coordinates(model, theta);
	cx_pareto_nbd_likelihood_at(&one, 1, theta, &at);
	return at.value;
}

/* Takes the limit in which some leave at once and the rest never where that is as likely. */
static void
try_split(const CxCustomer *customers, size_t n, const CxCheck *check, CxFit *fit)
{
	bool estimated = fit->status == CX_FIT_CONVERGED || fit->status == CX_FIT_BOUNDARY;
	int iterations = fit->iterations;
	CxFit split;

	cx_mbgnbd_fit_split(customers, n, check, &split);
	iterations += split.iterations;
	if (split.status == CX_FIT_BOUNDARY && (split.limits & CX_LIMIT_SPLIT_DROPOUT) &&
		(!estimated || (fit->limits & CX_LIMIT_SPLIT_DROPOUT) ||
		 split.log_likelihood >= fit->log_likelihood - CX_NEWTON_INDIFFERENT))
		*fit = split;
	fit->iterations = iterations;
}

void
cx_pareto_nbd_fit(const CxCustomer *customers, size_t n, const CxCheck *check, CxFit *fit)
{
	static const int limits[CX_FIT_PARAMETERS][2] = {
		{CX_LIMIT_SCALE, CX_LIMIT_SCALE},
		{CX_LIMIT_FEW_BUYERS, CX_LIMIT_EQUAL_RATES},
		{CX_LIMIT_SPLIT_DROPOUT, CX_LIMIT_NO_DROPOUT},
		{CX_LIMIT_SPLIT_DROPOUT, CX_LIMIT_EQUAL_DROPOUT}};
	/* of log r, log alpha, log s, log beta by the coordinates */
	static const double slope[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS] = {
		{0, 1, 0, 0}, {1, 1, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 1}};
	/* even rates and short lives; uneven rates and long lives; equally long lives */
	static const double others[][CX_NEWTON_PARAMETERS] = {
		{-1, 1, -2, 0}, {1, -1.5, 2, -1}, {0, 0, 0, 3}};
	CxNewtonProblem problem = {.evaluate = likelihood};
	CxNewtonResult result;
	double mean_age;
	Data data;
	Point p;

	mean_age = cx_fit_customers(&problem, customers, n, check, fit);
	if (fit->status != CX_FIT_CONVERGED)
		return;
	summarize(&data, customers, n, check);
	problem.model = &data;
	/* customers differ much, and last about as long as they were observed for */
	problem.start[1] = log(0.5);
	problem.start[2] = log(mean_age);
	problem.start[3] = log(2.0 / 3);
	problem.low[2] = problem.start[2] - CX_FIT_REACH;
	problem.high[2] = problem.start[2] + CX_FIT_REACH;
	cx_newton_from_several(&problem, others, 3, n <= CX_FIT_SMALL, &result);

	point(result.theta, &p);
	fit->parameters[0] = p.model.r;
	fit->parameters[1] = p.model.alpha;
	fit->parameters[2] = p.model.s;
	fit->parameters[3] = p.model.beta;
	cx_fit_finish(fit, &result, 4, slope, limits);
	if (n <= CX_FIT_SMALL || fit->status != CX_FIT_CONVERGED)
		try_split(customers, n, check, fit);
}

double
cx_pareto_nbd_alive(const CxParetoNbd *model, const CxCustomer *customer)
{
	double theta[CX_FIT_PARAMETERS];
	double total = 0;
	double top;
	Point p;
	Ways ways;

	coordinates(model, theta);
	p.gap = theta[0];
	p.life = theta[2];
	p.model = *model;
	find_ways(&ways, &p, customer);
	top = highest(&ways);
	for (int i = 0; i < ways.count; i++)
		total += ways.way[i].weight * exp(ways.way[i].log_density - top);
	return exp(ways.way[0].log_density - top) / total;
}

typedef struct Future
{
	double rate; /* of purchases now, P(alive) k / (alpha + T) */
	double s;
	double span; /* beta + T */
} Future;

static void
purchase_rates(const void *model, const double *time, const double *log_time, double *rate)
{
	const Future *future = model;

	(void) time;
	for (int i = 0; i < CX_STREAM_TIMES; i++)
		rate[i] = future->rate * exp(-future->s * log_time[i]);
}

/* span (1 - (1 + t / span)^(1 - s)) / (s - 1), which at s = 1 is span log(1 + t / span) */
static double
purchases(const void *model, double horizon)
{
	const Future *future = model;
	double growth = log1p(horizon / future->span);
	double power = (1 - future->s) * growth;

	if (!(horizon > 0) || !(future->rate > 0))
		return 0;
	return future->rate * future->span * growth * (power == 0 ? 1 : expm1(power) / power);
}

double
cx_pareto_nbd_discounted(const CxParetoNbd *model, const CxCustomer *customer, double horizon,
						 double rate, const CxCheck *check)
{
	Future future = {.s = model->s, .span = model->beta + customer->age};
	CxStream stream = {&future, purchase_rates, purchases, future.span, check};

	future.rate = cx_pareto_nbd_alive(model, customer) * (model->r + customer->frequency) /
				  (model->alpha + customer->age);
	if (!(horizon > 0) || rate == 0)
		return purchases(&future, horizon);
	return cx_present_value(&stream, horizon, rate);
}

double
cx_pareto_nbd_expected(const CxParetoNbd *model, const CxCustomer *customer, double horizon)
{
	const CxCheck never = {NULL, NULL};

	return cx_pareto_nbd_discounted(model, customer, horizon, 0, &never);
}
