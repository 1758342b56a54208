/*
 * models.h
 *	  What the tests of the customer models share: the CDNOW sample, derivatives, simulation.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_MODELS_H
#define CX_MODELS_H

#include "math/fit.h"

#include "cdnow.h"
#include "unit.h"

static const CxCheck never = {NULL, NULL};

/* The published summary in weeks, rounded to two digits as there; or in days, as it was recorded. */
static inline void
cdnow_customers(CxCustomer *customers, bool weeks)
{
	for (int i = 0; i < CDNOW_GROUPS; i++)
	{
		double recency = cdnow[i].recency;
		double age = cdnow[i].age;

		customers[i] =
			(CxCustomer){cdnow[i].frequency, weeks ? round(recency / 7 * 100) / 100 : recency,
						 weeks ? round(age / 7 * 100) / 100 : age, cdnow[i].customers};
	}
}

static inline double
cdnow_repeats(void)
{
	double sum = 0;

	for (int i = 0; i < CDNOW_GROUPS; i++)
		sum += cdnow[i].frequency * cdnow[i].customers;
	return sum;
}

static inline void
cdnow_spending(CxSpender *spenders)
{
	for (int i = 0; i < CDNOW_SPENDERS; i++)
		spenders[i] = (CxSpender){cdnow_spenders[i].frequency, cdnow_spenders[i].cents / 100.0,
								  cdnow_spenders[i].customers};
}

static inline double
standard_error(const CxFit *fit, int i)
{
	return fit->parameters[i] * sqrt(fit->covariance[i][i]);
}

typedef void (*LikelihoodAt)(const void *data, const double *theta, CxLikelihood *at);

/* Differences over four points, exact for polynomials of the fourth degree. */
static inline void
check_derivatives(UnitLaw *gradient, UnitLaw *hessian, LikelihoodAt likelihood, const void *data,
				  const double *theta, int n)
{
	const double h = 1e-3;
	CxLikelihood at;

	likelihood(data, theta, &at);
	for (int i = 0; i < n; i++)
	{
		CxLikelihood near[4];
		double slope;
		double slack;

		for (int k = 0; k < 4; k++)
		{
			static const double offsets[] = {-2, -1, 1, 2};
			double moved[CX_NEWTON_PARAMETERS];

			for (int j = 0; j < n; j++)
				moved[j] = theta[j] + (i == j ? offsets[k] * h : 0);
			likelihood(data, moved, &near[k]);
		}
		slope = (near[0].value - 8 * near[1].value + 8 * near[2].value - near[3].value) / (12 * h);
		slack = 1e-8 * (1 + fabs(at.gradient[i])) + 1e-11 * fabs(at.value);
		unit_holds(gradient, fabs(slope - at.gradient[i]) <= slack,
				   "at %g %g %g %g: by %d %.12g, not %.12g", theta[0], theta[1], theta[2],
				   n > 3 ? theta[3] : NAN, i, at.gradient[i], slope);
		for (int j = i; j < n; j++)
		{
			slope = (near[0].gradient[j] - 8 * near[1].gradient[j] + 8 * near[2].gradient[j] -
					 near[3].gradient[j]) /
					(12 * h);
			slack = 1e-8 * (1 + fabs(at.hessian[j][i])) + 1e-11 * fabs(at.value);
			unit_holds(hessian, fabs(slope - at.hessian[j][i]) <= slack,
					   "at %g %g %g %g: by %d, %d %.12g, not %.12g", theta[0], theta[1], theta[2],
					   n > 3 ? theta[3] : NAN, i, j, at.hessian[j][i], slope);
		}
	}
}

static inline double
random_exponential(void)
{
	return -log1p(-unit_uniform(0, 1));
}

/* G. Marsaglia and W. W. Tsang, ACM Transactions on Mathematical Software 26 (2000), 363-372. */
static inline double
random_gamma(double shape)
{
	double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
	double boost = shape < 1 ? pow(1 - unit_uniform(0, 1), 1 / shape) : 1;

	for (;;)
	{
		/* a normal variable from two uniform ones, by G. E. P. Box and M. E. Muller */
		double x = sqrt(2 * random_exponential()) * cos(unit_uniform(0, 6.283185307179586));
		double v = 1 + x / sqrt(9 * d);

		if (v > 0 &&
			log1p(-unit_uniform(0, 1)) < x * x / 2 + d - d * v * v * v + d * log(v * v * v))
			return boost * d * v * v * v;
	}
}

static inline double
random_beta(double a, double b)
{
	double x = random_gamma(a);

	return x / (x + random_gamma(b));
}

/*
 * A customer with the given rate of buying, who leaves after a purchase with the probability leave,
 * from the first on if modified, and for other reasons after the time life; in whole days, on which
 * several purchases count as one.
 */
static inline CxCustomer
simulate(double rate, double leave, bool modified, double life, double age)
{
	CxCustomer customer = {0, 0, age, 1};
	double time = 0;

	for (;;)
	{
		time += random_exponential() / rate;
		if ((modified && customer.frequency == 0 && unit_uniform(0, 1) < leave) || time > age ||
			time > life || customer.frequency > 2000)
			return customer;
		if (ceil(time) > customer.recency && ceil(time) <= age)
		{
			customer.recency = ceil(time);
			customer.frequency++;
		}
		if (unit_uniform(0, 1) < leave)
			return customer;
	}
}

/* What every fit promises. */
static inline void
check_fit(UnitLaw *law, const CxFit *fit, int parameters, const char *about)
{
	bool estimated = fit->status == CX_FIT_CONVERGED || fit->status == CX_FIT_BOUNDARY;
	bool sound = fit->status != CX_FIT_NOT_CONVERGED;

	for (int i = 0; i < parameters; i++)
	{
		bool positive = fit->parameters[i] > 0 && isfinite(fit->parameters[i]);
		double variance = fit->covariance[i][i];

		sound = sound && (!estimated || positive);
		sound = sound && (fit->status != CX_FIT_CONVERGED || (variance > 0 && isfinite(variance)));
		sound = sound && (isnan(variance) || (variance > 0 && isfinite(variance)));
	}
	sound = sound && (!estimated || isfinite(fit->log_likelihood));
	sound = sound && (fit->limits != 0) == (fit->status == CX_FIT_BOUNDARY);
	sound = sound && fit->iterations < 300;
	unit_holds(law, sound, "%s: status %d, limits %x, %d iterations, decrement %g, at %g %g %g %g",
			   about, fit->status, fit->limits, fit->iterations, fit->decrement, fit->parameters[0],
			   fit->parameters[1], fit->parameters[2], fit->parameters[3]);
}

typedef struct StatusCounts
{
	int of[CX_FIT_NOT_CONVERGED + 1];
} StatusCounts;

static inline void
report_counts(const char *model, const StatusCounts *counts)
{
	printf(
		"# %s: %d converged, %d on a boundary, %d without repeat purchases, %d not identified, %d "
		"not converged\n",
		model, counts->of[CX_FIT_CONVERGED], counts->of[CX_FIT_BOUNDARY],
		counts->of[CX_FIT_NO_REPEAT_PURCHASES], counts->of[CX_FIT_NOT_IDENTIFIED],
		counts->of[CX_FIT_NOT_CONVERGED]);
}

#endif /* CX_MODELS_H */
