/*
 * stress_test.c
 *	  A thousand simulated companies, small and large, regular and odd: every fit must converge or
 *	  say which limit of the model it met, and nothing that is tried by hand may be more likely.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include <stdlib.h>
#include <string.h>

#include "math/bgnbd.h"
#include "math/gamma_gamma.h"
#include "math/pareto_nbd.h"
#include "models.h"

#define MOST 3000

static CxCustomer customers[MOST];
static CxSpender spenders[MOST];

typedef struct Company
{
	int n;
	double r, alpha, a, b, s, beta;
	bool modified;
	char about[160];
} Company;

typedef struct Sample
{
	int n;
	bool modified;
} Sample;

static void
bgnbd_at(const void *data, const double *theta, CxLikelihood *at)
{
	const Sample *sample = data;

	cx_bgnbd_likelihood_at(customers, sample->n, sample->modified, theta, at);
}

static void
pareto_at(const void *data, const double *theta, CxLikelihood *at)
{
	cx_pareto_nbd_likelihood_at(customers, ((const Sample *) data)->n, theta, at);
}

static void
spending_at(const void *data, const double *theta, CxLikelihood *at)
{
	cx_gamma_gamma_likelihood_at(spenders, ((const Sample *) data)->n, theta, at);
}

/* The parameters that the data were simulated with, points around the fit, and points at random. */
static void
check_highest(UnitLaw *law, LikelihoodAt likelihood, const Sample *sample, const CxFit *fit,
			  const double *truth, const double *found, int parameters, const char *about)
{
	for (int i = 0; i < 12; i++)
	{
		double theta[4];
		double slack = 1e-6 + 1e-12 * fabs(fit->log_likelihood);
		CxLikelihood at;

		for (int j = 0; j < parameters; j++)
		{
			double step = i == 0 ? 0 : unit_uniform(-1, 1) * (i < 7 ? pow(0.2, i - 1) : 3);

			theta[j] = (i == 0 || i > 6 ? truth[j] : found[j]) + step;
			/* the one limit that is not reached, see pareto_nbd.c */
			if (j > 1 && (fit->limits & CX_LIMIT_SPLIT_DROPOUT))
				theta[j] = fmax(theta[j], found[j]);
		}
		likelihood(sample, theta, &at);
		unit_holds(law, !(at.value > fit->log_likelihood + slack),
				   "%s: %.12g, but %.12g at %g %g %g %g; status %d, limits %x, at %g %g %g %g",
				   about, fit->log_likelihood, at.value, theta[0], theta[1], theta[2],
				   parameters > 3 ? theta[3] : NAN, fit->status, fit->limits, found[0], found[1],
				   found[2], parameters > 3 ? found[3] : NAN);
	}
}

static int
by_age(const void *a, const void *b)
{
	const CxCustomer *left = a;
	const CxCustomer *right = b;

	return (left->age > right->age) - (left->age < right->age);
}

/* Most are realistic; every tenth has a handful of customers, and some have extreme habits. */
static void
found_company(Company *c, int i)
{
	bool odd = i % 10 == 3;

	c->n = i % 10 == 7 ? (int) unit_whole(1, 20) : (int) unit_log_uniform(50, MOST / 2);
	c->r = odd ? unit_log_uniform(1e-3, 1e3) : unit_log_uniform(0.1, 3);
	c->alpha = c->r * unit_log_uniform(5, 300);
	c->a = odd ? unit_log_uniform(1e-3, 1e3) : unit_uniform(0.2, 3);
	c->b = odd ? unit_log_uniform(1e-3, 1e3) : unit_uniform(0.3, 8);
	c->s = odd ? unit_log_uniform(1e-2, 1e2) : unit_log_uniform(0.2, 3);
	c->beta = c->s * unit_log_uniform(20, 1000);
	c->modified = i % 3 == 0;
	snprintf(c->about, sizeof(c->about), "case %d, n %d r %g alpha %g a %g b %g s %g beta %g", i,
			 c->n, c->r, c->alpha, c->a, c->b, c->s, c->beta);
}

static void
simulate_customers(const Company *c, bool lifetimes)
{
	double most = unit_uniform(30, 365);
	double least = unit_uniform(0, 1) < 0.3 ? most : most / 3;

	for (int i = 0; i < c->n; i++)
	{
		double rate = random_gamma(c->r) / c->alpha;
		double leave = lifetimes ? 0 : random_beta(c->a, c->b);
		double life = lifetimes ? random_exponential() / (random_gamma(c->s) / c->beta) : INFINITY;

		customers[i] = simulate(fmax(rate, 1e-300), leave, c->modified, life,
								floor(unit_uniform(least, most + 1)));
	}
	qsort(customers, (size_t) c->n, sizeof(customers[0]), by_age);
}

static void
check_predictions(UnitLaw *law, const Company *c, const CxFit *fit, bool pareto)
{
	const double *p = fit->parameters;
	CxBgnbd bgnbd = {p[0], p[1], p[2], p[3], c->modified};
	CxParetoNbd pareto_nbd = {p[0], p[1], p[2], p[3]};

	if (fit->status != CX_FIT_CONVERGED && fit->status != CX_FIT_BOUNDARY)
		return;
	for (int i = 0; i < c->n; i += 1 + c->n / 10)
	{
		const CxCustomer *customer = &customers[i];
		double alive =
			pareto ? cx_pareto_nbd_alive(&pareto_nbd, customer) : cx_bgnbd_alive(&bgnbd, customer);
		double expected = pareto ? cx_pareto_nbd_expected(&pareto_nbd, customer, 365)
								 : cx_bgnbd_expected(&bgnbd, customer, 365);
		double discounted = pareto
								? cx_pareto_nbd_discounted(&pareto_nbd, customer, 365, 3e-4, &never)
								: cx_bgnbd_discounted(&bgnbd, customer, 365, 3e-4, &never);

		unit_holds(law,
				   alive >= 0 && alive <= 1 && expected >= 0 && isfinite(expected) &&
					   discounted <= expected && discounted >= 0.85 * expected,
				   "%s: x %g tx %g T %g at %g %g %g %g: %g %g %g", c->about, customer->frequency,
				   customer->recency, customer->age, p[0], p[1], p[2], p[3], alive, expected,
				   discounted);
	}
}

static void
purchases(void)
{
	UnitLaw sound[2] = {{.name = "(M)BG/NBD fits converge or name their limit"},
						{.name = "Pareto/NBD fits converge or name their limit"}};
	UnitLaw highest[2] = {{.name = "nothing tried is more likely than a (M)BG/NBD fit"},
						  {.name = "nothing tried is more likely than a Pareto/NBD fit"}};
	UnitLaw predictions = {.name = "every fit predicts numbers, on a boundary too"};
	StatusCounts counts[2] = {{{0}}, {{0}}};

	for (int i = 0; i < 800; i++)
	{
		bool pareto = i % 4 == 0;
		Company c;
		CxFit fit;
		Sample sample;
		double found[4];
		double truth[4];

		found_company(&c, i);
		simulate_customers(&c, pareto ? i % 8 == 0 : i % 16 == 1);
		sample = (Sample){c.n, c.modified};
		truth[0] = log(c.alpha / c.r);
		truth[1] = log(c.r);
		truth[2] = pareto ? log(c.beta / c.s) : log(c.a / c.b);
		truth[3] = pareto ? log(c.s) : log(c.a + c.b);
		if (pareto)
			cx_pareto_nbd_fit(customers, (size_t) c.n, &never, &fit);
		else
			cx_bgnbd_fit(customers, (size_t) c.n, c.modified, &never, &fit);
		counts[pareto].of[fit.status]++;
		check_fit(&sound[pareto], &fit, 4, c.about);
		check_predictions(&predictions, &c, &fit, pareto);
		if (fit.status != CX_FIT_CONVERGED && fit.status != CX_FIT_BOUNDARY)
			continue;
		found[0] = log(fit.parameters[1] / fit.parameters[0]);
		found[1] = log(fit.parameters[0]);
		found[2] = pareto ? log(fit.parameters[3] / fit.parameters[2])
						  : log(fit.parameters[2] / fit.parameters[3]);
		found[3] = log(pareto ? fit.parameters[2] : fit.parameters[2] + fit.parameters[3]);
		check_highest(&highest[pareto], pareto ? pareto_at : bgnbd_at, &sample, &fit, truth, found,
					  4, c.about);
	}
	for (int i = 0; i < 2; i++)
	{
		unit_law(&sound[i]);
		unit_law(&highest[i]);
		report_counts(i == 0 ? "(M)BG/NBD" : "Pareto/NBD", &counts[i]);
	}
	unit_law(&predictions);
}

static void
spending(void)
{
	UnitLaw sound = {.name = "gamma-gamma fits converge or name their limit"};
	UnitLaw highest = {.name = "nothing tried is more likely than a gamma-gamma fit"};
	StatusCounts counts = {{0}};

	for (int i = 0; i < 300; i++)
	{
		bool odd = i % 10 == 3;
		Sample sample = {
			i % 10 == 7 ? (int) unit_whole(1, 20) : (int) unit_log_uniform(30, MOST / 2), false};
		double p = odd ? unit_log_uniform(1e-1, 1e4) : unit_log_uniform(0.5, 20);
		double q = odd ? unit_log_uniform(0.3, 1e4) : unit_uniform(1.1, 10);
		double v = unit_log_uniform(1, 100) * q / p;
		double truth[4] = {log(p * v / q), log(p), log(q)};
		double found[4];
		char about[100];
		CxFit fit;

		snprintf(about, sizeof(about), "case %d, n %d p %g q %g v %g", i, sample.n, p, q, v);
		for (int j = 0; j < sample.n; j++)
		{
			double x = floor(unit_log_uniform(1, 20));
			double rate = random_gamma(q) / v;
			double mean = random_gamma(p * x) / (x * rate);

			/* in cents, since that is what money comes in */
			spenders[j] = (CxSpender){x, fmax(0.01, round(mean * 100) / 100), 1};
		}
		cx_gamma_gamma_fit(spenders, (size_t) sample.n, &never, &fit);
		counts.of[fit.status]++;
		check_fit(&sound, &fit, 3, about);
		if (fit.status != CX_FIT_CONVERGED && fit.status != CX_FIT_BOUNDARY)
			continue;
		found[0] = log(fit.parameters[0] * fit.parameters[2] / fit.parameters[1]);
		found[1] = log(fit.parameters[0]);
		found[2] = log(fit.parameters[1]);
		check_highest(&highest, spending_at, &sample, &fit, truth, found, 3, about);
	}
	unit_law(&sound);
	unit_law(&highest);
	report_counts("gamma-gamma", &counts);
}

int
main(void)
{
	purchases();
	spending();
	return unit_done();
}
