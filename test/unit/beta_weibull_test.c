/*
 * beta_weibull_test.c
 *	  sBG and BdW against published fits, and their derivatives against central differences.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/beta_weibull.h"

#include "math/gamma_difference.h"
#include "unit.h"

static const CxCheck unchecked = {NULL, NULL};

/* P. Fader and B. Hardie, JIM 21 (2007): survivors of 1000 at the end of years 0 to 7 */
static const double regular[] = {1000, 631, 468, 382, 326, 289, 262, 241};
static const double high_end[] = {1000, 869, 743, 653, 593, 551, 517, 491};

static CxChurnFit
fit_of(const double *alive, bool weibull)
{
	CxStretch stretches[7];
	CxChurnData data = {stretches, 7, 8, &unchecked};
	CxChurnFit fit;

	for (int i = 0; i < 7; i++)
		stretches[i] = (CxStretch){i, i + 1, alive[i], alive[i] - alive[i + 1]};
	cx_projection_fit(&data, weibull, &fit);
	return fit;
}

static double
error_of(const CxChurnFit *fit, CxChurnParameter i)
{
	const double estimates[] = {fit->parameters.gamma, fit->parameters.delta, fit->parameters.c};

	return estimates[i] * sqrt(fit->covariance[i][i]);
}

/* More digits than the papers print, from fits with 30 to 50 digits. */
static void
published(void)
{
	CxChurnFit fit = fit_of(regular, false);

	unit_ok(fit.status == CX_PROJECTION_FIT_CONVERGED, "sBG, regular, converges");
	unit_near(fit.parameters.gamma, .704077298474, 1e-9, "its gamma");
	unit_near(fit.parameters.delta, 1.18204302621, 1e-9, "its delta");
	unit_near(fit.log_likelihood, -1680.2651884633, 1e-12, "its log-likelihood");
	unit_near(error_of(&fit, CX_GAMMA), .06559896, 1e-6, "the standard error of gamma");
	unit_near(error_of(&fit, CX_DELTA), .1524756, 1e-6, "that of delta");
	unit_near(exp(cx_churn_log_survival(&fit.parameters, 0, 12)), .17003745, 1e-7, "S(12)");
	unit_near(cx_churn_discounted(&fit.parameters, 0.1, 0, &unchecked), 3.694908428, 1e-9,
			  "the discounted lifetime");
	fit = fit_of(high_end, false);
	unit_near(fit.parameters.gamma, .668088351106, 1e-9, "sBG, high end: gamma");
	unit_near(fit.parameters.delta, 3.80609496406, 1e-9, "its delta");
	unit_near(fit.log_likelihood, -1611.1581473912, 1e-12, "its log-likelihood");
	unit_near(error_of(&fit, CX_DELTA), .7855317, 1e-6, "the standard error of delta");
	unit_near(cx_churn_discounted(&fit.parameters, 0.1, 0, &unchecked), 5.922253496, 1e-9,
			  "the discounted lifetime");
	fit = fit_of(regular, true);
	unit_near(fit.parameters.gamma, .455613989, 1e-7, "BdW, regular: gamma");
	unit_near(fit.parameters.c, 1.283451286, 1e-7, "its c");
	unit_near(fit.log_likelihood, -1679.6028329072, 1e-12, "its log-likelihood");
	fit = fit_of(high_end, true);
	unit_near(fit.parameters.delta, 1.426574875, 1e-7, "BdW, high end: delta");
	unit_near(fit.log_likelihood, -1605.3142132142, 1e-12, "its log-likelihood");
	unit_near(exp(cx_churn_log_survival(&fit.parameters, 0, 12)), .40392959, 1e-7, "S(12)");
}

/* Of the continued fraction with 113 bits; by_fraction() itself has fewer digits there. */
static void
discounts(void)
{
	CxChurnParameters a = {0.0700597614088111, 0.07819900290202264, 1};
	CxChurnParameters b = {0.10404954336022418, 0.11800062778416215, 1};

	unit_near(cx_churn_discounted(&a, 1e-7, 0, &unchecked), 1733041.172608959, 1e-12,
			  "a small discount");
	unit_near(cx_churn_discounted(&b, 1e-7, 0, &unchecked), 1028981.110495682, 1e-12, "another");
	unit_near(cx_churn_discounted(&a, 0, 0, &unchecked), NAN, 0, "none, and an infinite lifetime");
	unit_near(cx_churn_discounted(&a, -0.1, 0, &unchecked), NAN, 0, "a negative one");
}

static void
differences(void)
{
	UnitLaw gamma = {.name = "differences of log gamma are those of lgamma"};
	UnitLaw digamma = {.name = "digamma is the slope of log gamma"};
	UnitLaw trigamma = {.name = "trigamma is the slope of digamma, and its difference its own"};
	UnitLaw recurrence = {.name = "with whole steps they are finite sums"};

	for (int i = 0; i < 20000; i++)
	{
		double x = unit_log_uniform(1e-3, 1e3);
		double g = unit_log_uniform(1e-3, 1e2);
		double h = unit_log_uniform(1e-3, 1e2);
		double scale =
			fabs(lgamma(x + g + h)) + fabs(lgamma(x + g)) + fabs(lgamma(x + h)) + fabs(lgamma(x));
		double e = 1e-5 * x;
		double sum = 0;
		double far = x * 1e9;

		unit_holds(&gamma,
				   fabs(cx_log_gamma_difference(x, g, h) -
						(lgamma(x + g + h) - lgamma(x + g) - lgamma(x + h) + lgamma(x))) <=
					   4e-15 * scale,
				   "%a %a %a", x, g, h);
		unit_holds(&digamma,
				   unit_is_near(
					   (cx_log_gamma_difference(x + e, 1e-3 * x, h) -
						cx_log_gamma_difference(x - e, 1e-3 * x, h)) /
						   (2 * e),
					   cx_digamma_difference(x + 1e-3 * x, h) - cx_digamma_difference(x, h), 1e-4),
				   "%a %a", x, h);
		unit_holds(
			&trigamma,
			unit_is_near((cx_digamma_difference(x + e, h) - cx_digamma_difference(x - e, h)) /
							 (2 * e),
						 cx_trigamma_difference(x, h), 1e-6) &&
				fabs(cx_trigamma_of(x) + cx_trigamma_difference(x, h) - cx_trigamma_of(x + h)) <=
					4e-15 * cx_trigamma_of(x),
			"%a %a", x, h);
		for (int k = 0; k < 5; k++)
			sum += 1 / (far + k);
		unit_holds(&recurrence,
				   unit_is_near(cx_digamma_difference(far, 5), sum, 1e-13) &&
					   unit_is_near(cx_log_gamma_difference(far, g, 1), log1p(g / far), 1e-13) &&
					   unit_is_near(cx_log_gamma_difference(far, far, 1), log(2), 1e-13),
				   "%a %a", far, g);
	}
	unit_law(&gamma);
	unit_law(&digamma);
	unit_law(&trigamma);
	unit_law(&recurrence);
	unit_near(cx_trigamma_of(1), 1.6449340668482264365, 1e-15, "trigamma(1) is pi^2 / 6");
	unit_near(cx_digamma_difference(0.5, 0.5), 1.3862943611198906188, 1e-15,
			  "digamma(1) - digamma(1/2) is 2 log 2");
}

static void
derivatives(void)
{
	UnitLaw gradient = {.name = "the gradient is that of central differences"};
	UnitLaw hessian = {.name = "the Hessian is that of central differences"};

	for (int round = 0; round < 3000; round++)
	{
		CxStretch stretches[] = {{0, 1, 1000, unit_whole(1, 300)},
								 {1, 2, 600, unit_whole(1, 200)},
								 {2, 6, 300, 0},
								 {6, 7, 200, unit_whole(1, 100)},
								 {7, 40, 50, 0}};
		CxChurnData data = {stretches, 5, 8, &unchecked};
		double theta[CX_NEWTON_PARAMETERS] = {unit_uniform(-6, 4), unit_uniform(-4, 8),
											  unit_uniform(-1, 1)};
		CxLikelihood at = {.value = 0};

		cx_churn_likelihood(&data, theta, &at);
		for (int i = 0; i < 3; i++)
		{
			double step = 1e-4;
			double moved[2][CX_NEWTON_PARAMETERS];
			CxLikelihood side[2] = {{.value = 0}, {.value = 0}};
			double slope;

			for (int s = 0; s < 2; s++)
			{
				for (int j = 0; j < 3; j++)
					moved[s][j] = theta[j] + (j == i ? (s == 0 ? -step : step) : 0);
				cx_churn_likelihood(&data, moved[s], &side[s]);
			}
			slope = (side[1].value - side[0].value) / (2 * step);
			unit_holds(&gradient,
					   fabs(slope - at.gradient[i]) <=
						   1e-6 * (1 + fabs(at.gradient[i]) + fabs(at.hessian[i][i])) +
							   1e-15 * fabs(at.value) / step,
					   "%a %a %a, coordinate %d: %g, not %g", theta[0], theta[1], theta[2], i,
					   at.gradient[i], slope);
			for (int j = 0; j < 3; j++)
			{
				double second = (side[1].gradient[j] - side[0].gradient[j]) / (2 * step);
				double given = i > j ? at.hessian[i][j] : at.hessian[j][i];

				unit_holds(&hessian,
						   fabs(second - given) <=
							   1e-5 * (1 + fabs(at.hessian[i][i]) + fabs(at.hessian[j][j]) +
									   fabs(at.gradient[i]) + fabs(at.gradient[j])),
						   "%a %a %a, coordinates %d %d: %g, not %g", theta[0], theta[1], theta[2],
						   i, j, given, second);
			}
		}
	}
	unit_law(&gradient);
	unit_law(&hessian);
}

/* Whatever the data: a status, parameters above 0, and nothing better nearby. */
static void
stress(void)
{
	UnitLaw ends = {.name = "every fit ends in a status, with figures in their ranges"};
	UnitLaw highest = {.name = "nothing nearby is higher"};

	for (int round = 0; round < 2000; round++)
	{
		CxStretch stretches[12];
		int periods = (int) unit_whole(2, 12);
		double alive = unit_whole(3, 2000);
		double rate = unit_log_uniform(1e-3, 0.9);
		CxChurnData data = {stretches, 0, (size_t) periods + 1, &unchecked};
		CxChurnFit fit;

		for (int i = 0; i < periods && alive > 0; i++)
		{
			double gone = floor(alive * rate * unit_uniform(0, 1.1));

			stretches[data.count++] = (CxStretch){i, i + 1, alive, gone};
			alive -= gone;
		}
		for (int weibull = 0; weibull < 2; weibull++)
		{
			double half;

			cx_projection_fit(&data, weibull, &fit);
			half = exp(cx_churn_log_survival(&fit.parameters, 0, 5));
			unit_holds(&ends,
					   fit.status == CX_PROJECTION_FIT_NOT_IDENTIFIED ||
						   (fit.status != CX_PROJECTION_FIT_NOT_CONVERGED &&
							fit.parameters.gamma > 0 && fit.parameters.delta > 0 &&
							fit.log_likelihood <= 0 && half >= 0 && half <= 1),
					   "round %d: status %d", round, (int) fit.status);
			if (fit.status != CX_PROJECTION_FIT_CONVERGED)
				continue;
			for (int i = 0; i < 27; i++)
			{
				double g = fit.parameters.gamma * (1 + 0.01 * (i % 3 - 1));
				double d = fit.parameters.delta * (1 + 0.01 * (i / 3 % 3 - 1));
				double theta[CX_NEWTON_PARAMETERS] = {log(g / d), log(g + d),
													  log(fit.parameters.c) +
														  (weibull ? 0.01 * (i / 9 - 1) : 0)};
				CxLikelihood there = {.value = 0};

				cx_churn_likelihood(&data, theta, &there);
				unit_holds(&highest, there.value <= fit.log_likelihood + 1e-8, "round %d", round);
			}
		}
	}
	unit_law(&ends);
	unit_law(&highest);
}

int
main(void)
{
	published();
	discounts();
	differences();
	derivatives();
	stress();
	return unit_done();
}
