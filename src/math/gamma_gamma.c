/*
 * gamma_gamma.c
 *	  How much customers spend when they buy: the likelihood and its maximum.
 *
 * The share x m / (v + x m) of a customer is a beta variable (M, q), M = p x: Fader and Hardie, eq.
 * (1a). Its log-density is a sum of log-gammas and powers that are each millions of times what they
 * add up to when p or q is large. So it is written as C. Loader writes the binomial (Fast and
 * Accurate Computation of Binomial Probabilities, 2000): with N = M + q and
 * d = x q (m - c) / (v + x m), c = p v / q,
 *
 *	  log(M q / (2 pi N)) / 2 + rest(N) - rest(M) - rest(q) - log m - M e(d / M) - q e(-d / q),
 *
 * where rest() is what Stirling's elementary part leaves of the log-gamma function and e(t) is
 * t - log(1 + t). Gradient and Hessian are made of the same few terms.
 *
 * Coordinates: log c, log p, log q. Each limit of the model is at the end of one of them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/gamma_gamma.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "math/exact_sum.h"
#include "math/special.h"

#define TWO_PI 6.2831853071795864769

typedef struct Data
{
	const CxSpender *spenders;
	size_t n;
	double log_means; /* sum of log m */
	const CxCheck *check;
} Data;

/* What depends on the parameters and the frequency only. */
typedef struct Shape
{
	double frequency;
	double m; /* p x */
	double n; /* p x + q */
	double constant;
	double m_slope; /* parts of the derivatives by log p, log q, */
	double q_slope;
	double m_bend;
	double q_bend;
	double cross;
} Shape;

static void
shape(Shape *s, const CxGammaGamma *model, double frequency)
{
	double q = model->q;
	double m = model->p * frequency;
	double n = m + q;
	double n_slope = cx_digamma_rest(n);
	double n_bend = cx_trigamma_rest(n);

	s->frequency = frequency;
	s->m = m;
	s->n = n;
	s->constant = log(m / n * q / TWO_PI) / 2 + cx_log_gamma_rest(n) - cx_log_gamma_rest(m) -
				  cx_log_gamma_rest(q);
	s->m_slope = m * (n_slope - cx_digamma_rest(m));
	s->q_slope = q * (n_slope - cx_digamma_rest(q));
	s->m_bend = m * m * (n_bend - cx_trigamma_rest(m));
	s->q_bend = q * q * (n_bend - cx_trigamma_rest(q));
	s->cross = m * q * n_bend;
}

/* t - log(1 + t), where 1 + t is known better than t near -1 */
static double
excess(double t, double one_plus)
{
	return fabs(t) < 0.25 ? cx_log1p_excess(t) : t - log(one_plus);
}

static double
add_spender(const CxGammaGamma *model, double center, const Shape *s, const CxSpender *spender,
			CxLikelihood *at)
{
	double w = spender->weight;
	double q = model->q;
	double spent = spender->frequency * spender->mean;
	double share = spent / (model->v + spent);
	double other = model->v / (model->v + spent);
	/* N share - M = q - N other, by a difference of amounts of money */
	double d = q * spender->frequency * ((spender->mean - center) / (model->v + spent));
	double m_excess = s->m * excess(d / s->m, s->n / s->m * share);
	double q_excess = q * excess(-d / q, s->n / q * other);
	double square = d * (d / s->n);

	at->gradient[0] += w * d;
	at->gradient[1] += w * (s->m_slope - m_excess);
	at->gradient[2] += w * (s->q_slope - q_excess);
	at->hessian[0][0] -= w * s->n * share * other;
	at->hessian[1][0] += w * other * d;
	at->hessian[2][0] += w * share * d;
	at->hessian[1][1] += w * (s->m_slope + s->m_bend - m_excess + square);
	at->hessian[2][1] += w * (s->cross - square);
	at->hessian[2][2] += w * (s->q_slope + s->q_bend - q_excess + square);
	return s->constant - m_excess - q_excess;
}

static void
point(const double *theta, CxGammaGamma *model, double *center)
{
	*center = exp(theta[0]);
	model->p = exp(theta[1]);
	model->q = exp(theta[2]);
	model->v = exp(theta[0] - theta[1] + theta[2]);
}

static void
likelihood(const void *model, const double *theta, CxLikelihood *at)
{
	const Data *data = model;
	CxSum value = {0, 0};
	Shape s = {.frequency = NAN};
	CxGammaGamma parameters;
	double center;

	point(theta, &parameters, &center);
	for (size_t i = 0; i < data->n; i++)
	{
		const CxSpender *spender = &data->spenders[i];

		cx_check(data->check, i);
		if (spender->frequency != s.frequency)
			shape(&s, &parameters, spender->frequency);
		cx_sum_add(&value, spender->weight * add_spender(&parameters, center, &s, spender, at));
	}
	cx_sum_add(&value, -data->log_means);
	at->value = value.high + value.low;
}

static void
summarize(Data *data, const CxSpender *spenders, size_t n, const CxCheck *check)
{
	CxSum log_means = {0, 0};

	data->spenders = spenders;
	data->n = n;
	data->check = check;
	for (size_t i = 0; i < n; i++)
	{
		cx_check(check, i);
		cx_sum_add(&log_means, spenders[i].weight * log(spenders[i].mean));
	}
	data->log_means = log_means.high + log_means.low;
}

void
cx_gamma_gamma_likelihood_at(const CxSpender *spenders, size_t n, const double *theta,
							 CxLikelihood *at)
{
	const CxCheck never = {NULL, NULL};
	Data data;

	summarize(&data, spenders, n, &never);
	memset(at, 0, sizeof(*at));
	likelihood(&data, theta, at);
}

double
cx_gamma_gamma_log_likelihood(const CxGammaGamma *model, const CxSpender *spender)
{
	double theta[CX_FIT_PARAMETERS] = {log(model->v) + log(model->p) - log(model->q), log(model->p),
									   log(model->q)};
	CxSpender one = *spender;
	CxLikelihood at;

	one.weight = 1;
	cx_gamma_gamma_likelihood_at(&one, 1, theta, &at);
	return at.value;
}

/*
 * Three different spenders, and not all with the same mean: the likelihood of a single value has no
 * upper limit.
 */
static bool
differ(const CxSpender *spenders, size_t n, const CxCheck *check)
{
	const CxSpender *seen[3];
	bool means_differ = false;
	int count = 0;

	for (size_t i = 0; i < n && !(count == 3 && means_differ); i++)
	{
		const CxSpender *s = &spenders[i];
		bool known = count == 3;

		cx_check(check, i);
		means_differ = means_differ || s->mean != spenders[0].mean;
		for (int j = 0; j < count; j++)
			known = known || (s->frequency == seen[j]->frequency && s->mean == seen[j]->mean);
		if (!known)
			seen[count++] = s;
	}
	return count == 3 && means_differ;
}

static double
mean_spending(const CxSpender *spenders, size_t n, const CxCheck *check)
{
	double weight = 0;
	double sum = 0;

	for (size_t i = 0; i < n; i++)
	{
		cx_check(check, i);
		weight += spenders[i].weight;
		sum += spenders[i].weight * spenders[i].mean;
	}
	return sum / weight;
}

void
cx_gamma_gamma_fit(const CxSpender *spenders, size_t n, const CxCheck *check, CxFit *fit)
{
	static const int limits[CX_FIT_PARAMETERS][2] = {
		{CX_LIMIT_SCALE, CX_LIMIT_SCALE},
		{CX_LIMIT_ERRATIC_SPENDING, CX_LIMIT_STEADY_SPENDING},
		{CX_LIMIT_FEW_SPENDERS, CX_LIMIT_EQUAL_SPENDING}};
	/* of log p, log q, log v by the coordinates */
	static const double slope[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS] = {
		{0, 1, 0}, {0, 0, 1}, {1, -1, 1}};
	/* steady customers much alike; steady and different; all alike */
	static const double others[][CX_NEWTON_PARAMETERS] = {{0, 6, 4}, {0, 4, -1}, {0, -1, 5}};
	CxNewtonProblem problem = {.parameters = 3, .evaluate = likelihood};
	CxNewtonResult result;
	CxGammaGamma model;
	Data data;
	double center;

	if (n == 0 || !differ(spenders, n, check))
	{
		cx_fit_without_estimate(fit, n == 0 ? CX_FIT_NO_REPEAT_PURCHASES : CX_FIT_NOT_IDENTIFIED);
		return;
	}
	cx_fit_without_estimate(fit, CX_FIT_CONVERGED);
	summarize(&data, spenders, n, check);
	problem.model = &data;
	problem.start[0] = log(mean_spending(spenders, n, check));
	problem.start[2] = log(3);
	for (int i = 0; i < problem.parameters; i++)
	{
		problem.low[i] = problem.start[i] - CX_FIT_REACH;
		problem.high[i] = problem.start[i] + CX_FIT_REACH;
	}
	cx_newton_from_several(&problem, others, 3, n <= CX_FIT_SMALL, &result);

	point(result.theta, &model, &center);
	fit->parameters[0] = model.p;
	fit->parameters[1] = model.q;
	fit->parameters[2] = model.v;
	cx_fit_finish(fit, &result, 3, slope, limits);
}

/* Eq. (5) of Fader and Hardie: between the customer's own mean and that of all. */
double
cx_gamma_gamma_expected(const CxGammaGamma *model, const CxSpender *spender)
{
	double spent = spender->frequency > 0 ? spender->frequency * spender->mean : 0;
	double size = model->p * spender->frequency + model->q - 1;

	return size > 0 ? model->p * (model->v + spent) / size : NAN;
}
