/*
 * gamma_gamma_test.c
 *	  Gamma-gamma against what is published for the CDNOW sample, against high precision, and against
 *	  its own laws.
 *
 * Printed values are from P. S. Fader and B. G. S. Hardie, The Gamma-Gamma Model of Monetary Value
 * (2013), brucehardie.com/notes/025; more digits by 30-digit arithmetic.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/gamma_gamma.h"

#include "models.h"

static void
published(void)
{
	static CxSpender spenders[CDNOW_SPENDERS];
	/* frequency and mean of the first seven customers, and what they are expected to spend */
	static const double first[][3] = {
		{2, 22.35, 24.658616}, {1, 11.77, 18.911480}, {0, 0, 35.171002},    {0, 0, 35.171002},
		{0, 0, 35.171002},     {7, 73.74, 71.462851}, {1, 11.77, 18.911480}};
	UnitLaw means = {.name = "expected amounts of the first seven customers"};
	CxFit fit;
	CxGammaGamma model;

	cdnow_spending(spenders);
	cx_gamma_gamma_fit(spenders, CDNOW_SPENDERS, &never, &fit);
	/* printed 6.25, 3.74, 15.44 */
	unit_ok(fit.status == CX_FIT_CONVERGED && fit.limits == 0, "gamma-gamma converges on CDNOW");
	unit_near(fit.parameters[0], 6.248802479111, 1e-6, "p");
	unit_near(fit.parameters[1], 3.744588454751, 1e-6, "q");
	unit_near(fit.parameters[2], 15.44774804388, 1e-6, "v");
	unit_within(fit.log_likelihood, -4055.92324350286, 1e-6, "log-likelihood");
	unit_near(standard_error(&fit, 0), 1.189687, 1e-5, "error of p");
	unit_near(standard_error(&fit, 1), .2901656, 1e-5, "error of q");
	unit_near(standard_error(&fit, 2), 4.159994, 1e-5, "error of v");

	/* printed 24.65, 18.91, 35.17 (three times), 71.46, 18.91 */
	model = (CxGammaGamma){fit.parameters[0], fit.parameters[1], fit.parameters[2]};
	for (int i = 0; i < 7; i++)
	{
		CxSpender spender = {first[i][0], first[i][0] > 0 ? first[i][1] : NAN, 1};
		double got = cx_gamma_gamma_expected(&model, &spender);

		unit_holds(&means, unit_is_near(got, first[i][2], 1e-6), "%d: %.10g", i, got);
	}
	unit_law(&means);
	unit_near(cx_gamma_gamma_expected(&model, &(CxSpender){0, 0, 1}), 35.1710020882, 1e-6,
			  "mean of all customers");
}

typedef struct Oracle
{
	CxGammaGamma model;
	double frequency;
	double mean;
	double log_likelihood;
} Oracle;

/* mpmath 1.3 with 40 digits, eq. (1a) as printed */
/* clang-format off */
static const Oracle oracles[] = {
	{{6.25, 3.74, 15.44}, 1, 11.77, -3.7377096787408399},
	{{6.25, 3.74, 15.44}, 2, 22.35, -3.5513167597317047},
	{{6.25, 3.74, 15.44}, 7, 73.74, -6.054867310722229},
	{{6.25, 3.74, 15.44}, 1, .01, -35.204915502837802},
	{{6.25, 3.74, 15.44}, 3000, 35.2, -4.005823480903988},
	{{6.25, 3.74, 15.44}, 50, 1e6, -49.854192555672169},
	{{1, 1, 1}, 2, 22.35, -6.2800270309610634},
	{{1, 1, 1}, 1, .01, -0.019900661706336166},
	{{1, 1, 1}, 50, 1e6, -27.631022135928538},
	{{.01, .05, 1000}, 1, 11.77, -7.297381627200351},
	{{.01, .05, 1000}, 7, 73.74, -7.9262124140064028},
	{{.01, .05, 1000}, 3000, 35.2, -6.876869421482491},
	{{1e5, 2.5, 1e-3}, 2, 22.35, -4.1199189656280452},
	{{1e5, 2.5, 1e-3}, 1, .01, -9503.9098988866662},
	{{1e5, 2.5, 1e-3}, 50, 1e6, -37.126143983427699},
	{{8, 1e8, 1e9}, 1, 11.77, -10.863964463345844},
	{{8, 1e8, 1e9}, 7, 73.74, -3.3892458886571038},
	{{8, 1e8, 1e9}, 3000, 35.2, -6262.0674210100268},
	{{3e11, 1e12, 100}, 2, 22.35, -15804745798.025193},
	{{3e11, 1e12, 100}, 1, .01, -2060966719971.0004},
	{{3e11, 1e12, 100}, 50, 1e6, -9381728838069.9312},
	{{40, 300, 7}, 1, 11.77, -193.02630847846944},
	{{40, 300, 7}, 7, 73.74, -899.02791085567433},
	{{40, 300, 7}, 3000, 35.2, -798.2407854610239},
	{{1e12, 4, 1e-10}, 2, 22.35, -3.3794832612232921},
	{{1e12, 4, 1e-10}, 1, .01, -9960.3451778353297},
	{{1e12, 4, 1e-10}, 50, 1e6, -52.44873151509694},
};
/* clang-format on */

static void
high_precision(void)
{
	UnitLaw likelihood = {.name = "log-likelihood to 13 digits, small and large parameters alike"};

	for (size_t i = 0; i < sizeof(oracles) / sizeof(oracles[0]); i++)
	{
		CxSpender spender = {oracles[i].frequency, oracles[i].mean, 1};
		double got = cx_gamma_gamma_log_likelihood(&oracles[i].model, &spender);

		unit_holds(&likelihood,
				   fabs(got - oracles[i].log_likelihood) <=
					   1e-13 * (1 + fabs(oracles[i].log_likelihood)),
				   "%zu: %.17g, not %.17g", i, got, oracles[i].log_likelihood);
	}
	unit_law(&likelihood);
}

#define SAMPLE 30

static void
sample_likelihood(const void *data, const double *theta, CxLikelihood *at)
{
	cx_gamma_gamma_likelihood_at(data, SAMPLE, theta, at);
}

static void
laws(void)
{
	UnitLaw gradient = {.name = "the gradient is that of the likelihood"};
	UnitLaw hessian = {.name = "the Hessian is that of the gradient"};
	UnitLaw unit = {.name = "another unit of money scales v and moves the likelihood by its log"};
	UnitLaw between = {.name = "an expected amount is between the customer's mean and that of all"};
	UnitLaw none = {.name = "where there is no mean there is no amount"};

	for (int i = 0; i < 500; i++)
	{
		double theta[4] = {unit_uniform(1, 6), unit_uniform(-3, 4), unit_uniform(-3, 4)};
		CxGammaGamma model = {unit_log_uniform(0.1, 100), unit_uniform(1.01, 20),
							  unit_log_uniform(0.1, 1000)};
		CxGammaGamma scaled = {model.p, model.q, model.v * 100};
		CxGammaGamma heavy = {model.p, unit_uniform(0.1, 1), model.v};
		double all = cx_gamma_gamma_expected(&model, &(CxSpender){0, 0, 1});
		CxSpender sample[SAMPLE];

		for (int j = 0; j < SAMPLE; j++)
		{
			CxSpender s = {floor(unit_log_uniform(1, i % 10 ? 30 : 2000)),
						   unit_log_uniform(0.01, 1000), unit_uniform(0.1, 3)};
			CxSpender cents = {s.frequency, s.mean * 100, s.weight};
			double amount = cx_gamma_gamma_expected(&model, &s);

			sample[j] = s;
			unit_holds(&unit,
					   fabs(cx_gamma_gamma_log_likelihood(&model, &s) - log(100) -
							cx_gamma_gamma_log_likelihood(&scaled, &cents)) < 1e-10,
					   "p %g q %g v %g, x %g m %g", model.p, model.q, model.v, s.frequency, s.mean);
			unit_holds(&between,
					   amount >= fmin(s.mean, all) * (1 - 1e-14) &&
						   amount <= fmax(s.mean, all) * (1 + 1e-14),
					   "p %g q %g v %g, x %g m %g: %g", model.p, model.q, model.v, s.frequency,
					   s.mean, amount);
			amount = cx_gamma_gamma_expected(&heavy, &s);
			unit_holds(&none,
					   isnan(cx_gamma_gamma_expected(&heavy, &(CxSpender){0, 0, 1})) &&
						   (isnan(amount) || amount > 0) &&
						   isnan(amount) == !(heavy.p * s.frequency + heavy.q > 1),
					   "p %g q %g v %g, x %g m %g: %g", heavy.p, heavy.q, heavy.v, s.frequency,
					   s.mean, amount);
		}
		check_derivatives(&gradient, &hessian, sample_likelihood, sample, theta, 3);
	}
	unit_law(&gradient);
	unit_law(&hessian);
	unit_law(&unit);
	unit_law(&between);
	unit_law(&none);
}

int
main(void)
{
	published();
	high_precision();
	laws();
	return unit_done();
}
