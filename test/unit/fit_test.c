/*
 * fit_test.c
 *	  Fits of data that has no answer, or an odd one; and that a fit can be stopped.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include <setjmp.h>
#include <string.h>

#include "math/bgnbd.h"
#include "math/gamma_gamma.h"
#include "math/pareto_nbd.h"
#include "models.h"

#define MODELS 3

static const char *const names[MODELS] = {"BG/NBD", "MBG/NBD", "Pareto/NBD"};

static void
fit_purchases(int model, const CxCustomer *customers, int n, CxFit *fit)
{
	if (model == 2)
		cx_pareto_nbd_fit(customers, (size_t) n, &never, fit);
	else
		cx_bgnbd_fit(customers, (size_t) n, model == 1, &never, fit);
}

static bool
has_nothing(const CxFit *fit)
{
	bool nothing = isnan(fit->log_likelihood) && fit->limits == 0;

	for (int i = 0; i < CX_FIT_PARAMETERS; i++)
		nothing = nothing && isnan(fit->parameters[i]) && isnan(fit->covariance[i][i]);
	return nothing;
}

static void
without_an_answer(void)
{
	static const CxCustomer one = {3, 20, 30, 1};
	static const CxCustomer same[] = {
		{3, 20, 30, 50}, {3, 20, 30, 10}, {0, 0, 0, 1}, {0, 0, 30, 5}};
	static const CxCustomer never_back[] = {
		{0, 0, 30, 5}, {0, 0, 20, 5}, {0, 0, 10, 5}, {0, 0, 5, 5}};
	static const CxSpender spender = {3, 20, 1};
	static const CxSpender same_mean[] = {{1, 20, 9}, {2, 20, 3}, {3, 20, 1}, {4, 20, 1}};
	CxFit fit;

	for (int i = 0; i < MODELS; i++)
	{
		printf("# %s\n", names[i]);
		fit_purchases(i, NULL, 0, &fit);
		unit_ok(fit.status == CX_FIT_NO_REPEAT_PURCHASES && has_nothing(&fit), "no customer");
		fit_purchases(i, never_back, 4, &fit);
		unit_ok(fit.status == CX_FIT_NO_REPEAT_PURCHASES && has_nothing(&fit), "nobody came back");
		fit_purchases(i, &one, 1, &fit);
		unit_ok(fit.status == CX_FIT_NOT_IDENTIFIED && has_nothing(&fit), "one customer");
		fit_purchases(i, same, 4, &fit);
		unit_ok(fit.status == CX_FIT_NOT_IDENTIFIED && has_nothing(&fit),
				"two different customers, and one not observed at all");
	}
	cx_gamma_gamma_fit(NULL, 0, &never, &fit);
	unit_ok(fit.status == CX_FIT_NO_REPEAT_PURCHASES && has_nothing(&fit), "no spender");
	cx_gamma_gamma_fit(&spender, 1, &never, &fit);
	unit_ok(fit.status == CX_FIT_NOT_IDENTIFIED && has_nothing(&fit), "one spender");
	cx_gamma_gamma_fit(same_mean, 4, &never, &fit);
	unit_ok(fit.status == CX_FIT_NOT_IDENTIFIED && has_nothing(&fit), "all spend the same");
}

static CxBgnbd
bgnbd_of(const CxFit *fit, bool modified)
{
	return (CxBgnbd){fit->parameters[0], fit->parameters[1], fit->parameters[2], fit->parameters[3],
					 modified};
}

/* Data made for a limit, and what is known of the model there. */
static void
limits(void)
{
	CxCustomer customers[40];
	CxFit fit;
	CxBgnbd model;
	double time = 0;
	double repeats = 0;

	/* Like clockwork, everybody up to the end: one rate, and nobody leaves. */
	for (int i = 0; i < 40; i++)
	{
		double age = 100 + 5 * i;

		customers[i] = (CxCustomer){age / 5, age, age, 1};
		time += age;
		repeats += age / 5;
	}
	cx_bgnbd_fit(customers, 40, false, &never, &fit);
	unit_ok(fit.status == CX_FIT_BOUNDARY && (fit.limits & CX_LIMIT_EQUAL_RATES) &&
				(fit.limits & CX_LIMIT_NO_DROPOUT),
			"regular customers: equal rates, no dropout");
	unit_near(fit.parameters[0] / fit.parameters[1], repeats / time, 1e-9, "their rate");
	unit_ok(isnan(fit.covariance[0][0]) && isnan(fit.covariance[1][1]) &&
				isnan(fit.covariance[2][2]),
			"no errors in directions that are open");
	/* the Poisson likelihood of an order of purchases: x log(rate) - rate T */
	unit_near(fit.log_likelihood, repeats * (log(repeats / time) - 1), 1e-9,
			  "its Poisson likelihood");
	model = bgnbd_of(&fit, false);
	unit_near(cx_bgnbd_alive(&model, &customers[0]), 1, 1e-9, "all are still there");
	unit_near(cx_bgnbd_expected(&model, &customers[0], 365), 365 * repeats / time, 1e-9,
			  "and buy on as they did");

	cx_pareto_nbd_fit(customers, 40, &never, &fit);
	unit_ok(fit.status == CX_FIT_BOUNDARY && (fit.limits & CX_LIMIT_EQUAL_RATES) &&
				(fit.limits & CX_LIMIT_NO_DROPOUT),
			"Pareto/NBD sees the same");
	unit_near(fit.log_likelihood, repeats * (log(repeats / time) - 1), 1e-9,
			  "and the same likelihood");
}

/* Robots: millions of purchases each, beside people. */
static void
millions(void)
{
	CxCustomer customers[60];
	UnitLaw law = {.name = "millions of repeat purchases are fitted"};
	UnitLaw counted = {.name = "a frequency beyond the histogram is like one within"};
	CxFit fit;

	for (int i = 0; i < 60; i++)
	{
		double age = unit_whole(100, 300);
		double x = i % 3 == 0 ? unit_whole(1e6, 2e7) : unit_whole(0, 20);

		customers[i] = (CxCustomer){x, x > 0 ? fmax(1, age - unit_whole(0, 100)) : 0, age, 1};
	}
	for (int i = 0; i < MODELS; i++)
	{
		fit_purchases(i, customers, 60, &fit);
		check_fit(&law, &fit, 4, names[i]);
		for (int j = 0; j < 3 && fit.status <= CX_FIT_BOUNDARY; j++)
		{
			CxBgnbd bgnbd = bgnbd_of(&fit, i == 1);
			CxParetoNbd pareto = {bgnbd.r, bgnbd.alpha, bgnbd.a, bgnbd.b};
			double expected = i == 2 ? cx_pareto_nbd_expected(&pareto, &customers[j], 365)
									 : cx_bgnbd_expected(&bgnbd, &customers[j], 365);

			unit_holds(&law, expected >= 0 && isfinite(expected), "%s: %g", names[i], expected);
		}
	}
	unit_law(&law);

	/* (r + x) (b + x) / (a + b + x) from one purchase to the next, across the end of the histogram */
	for (double x = 250; x < 262; x++)
	{
		CxBgnbd model = {0.7, 30, 0.9, 2.5, x > 255};
		CxParetoNbd pareto = {0.7, 30, 1.1, 80};
		double step = model.modified ? 1 : 0;
		CxCustomer less = {x, 100, 100, 1};
		CxCustomer more = {x + 1, 100, 100, 1};
		double growth = cx_pareto_nbd_log_likelihood(&pareto, &more) -
						cx_pareto_nbd_log_likelihood(&pareto, &less);
		double odds_less = 0.9 / (2.5 + x - 1 + step);
		double odds_more = 0.9 / (2.5 + x + step);

		unit_holds(&counted, fabs(growth - log((0.7 + x) / 130)) < 1e-11, "Pareto/NBD, %g: %.17g",
				   x, growth);
		growth = cx_bgnbd_log_likelihood(&model, &more) - cx_bgnbd_log_likelihood(&model, &less);
		unit_holds(&counted,
				   fabs(growth - log((0.7 + x) / 130) - log((2.5 + x + step) / (3.4 + x + step)) -
						log1p(odds_more) + log1p(odds_less)) < 1e-11,
				   "(M)BG/NBD, %g: %.17g", x, growth);
	}
	unit_law(&counted);
}

/* What a model holds with room to spare: value/model.c */
static bool
can_be_held(const CxFit *fit, int model)
{
	bool held = true;

	for (int i = 0; i < 4; i++)
	{
		bool scale = i == 1 || (model == 2 && i == 3);

		held = held && fit->parameters[i] >= (scale ? 1e-60 : 1e-15) &&
			   fit->parameters[i] <= (scale ? 1e60 : 1e15);
	}
	return held;
}

static int
different(const CxCustomer *customers, int n)
{
	int count = 0;

	for (int i = 0; i < n; i++)
	{
		bool seen = false;

		for (int j = 0; j < i; j++)
			seen = seen || (customers[i].frequency == customers[j].frequency &&
							customers[i].recency == customers[j].recency &&
							customers[i].age == customers[j].age);
		count += !seen;
	}
	return count;
}

/* Few customers: the answer is often a limit, and always an answer. */
static void
few(void)
{
	static const CxCustomer seven[] = {{3, 56, 58, 1}, {2, 30, 54, 1}, {0, 0, 55, 1},
									   {0, 0, 59, 1},  {1, 49, 60, 1}, {0, 0, 58, 1},
									   {11, 52, 56, 1}};
	static const CxCustomer six[] = {{0, 0, 36, 1}, {0, 0, 31, 1},  {1, 27, 34, 1},
									 {0, 0, 31, 1}, {3, 33, 35, 1}, {1, 15, 36, 1}};
	UnitLaw law = {.name = "a thousand companies of 5 to 100 customers, each with an answer"};
	CxFit fit;

	cx_bgnbd_fit(seven, 7, true, &never, &fit);
	unit_ok(fit.status == CX_FIT_BOUNDARY && fit.limits == CX_LIMIT_NO_DROPOUT &&
				can_be_held(&fit, 1),
			"seven customers, none of whom leaves");
	unit_within(fit.parameters[0], 0.4524, 5e-5, "their r");
	unit_within(fit.parameters[1], 10.515, 5e-4, "their alpha");
	unit_within(fit.log_likelihood, -62.566, 5e-4, "their log-likelihood");
	cx_bgnbd_fit(six, 6, false, &never, &fit);
	unit_ok(fit.status == CX_FIT_BOUNDARY && fit.limits == CX_LIMIT_NO_DROPOUT &&
				can_be_held(&fit, 0),
			"six customers, none of whom leaves");
	for (int i = 0; i < 1000; i++)
	{
		CxCustomer customers[100];
		int n = (int) unit_whole(5, i % 2 ? 9 : 100);
		double r = unit_log_uniform(0.1, 3);
		double gap = unit_log_uniform(3, 100);
		double a = unit_log_uniform(0.1, 3);
		double b = unit_log_uniform(0.3, 8);
		double age = unit_whole(20, 300);

		for (int j = 0; j < n; j++)
			customers[j] = simulate(random_gamma(r) / (r * gap), random_beta(a, b), i % 3 == 1,
									i % 3 == 2 ? random_exponential() * gap * 5 : INFINITY,
									age + unit_whole(0, 6));
		for (int j = 0; j < MODELS; j++)
		{
			fit_purchases(j, customers, n, &fit);
			unit_holds(&law,
					   fit.status == CX_FIT_NO_REPEAT_PURCHASES ||
						   (fit.status == CX_FIT_NOT_IDENTIFIED && different(customers, n) < 4) ||
						   (fit.status <= CX_FIT_BOUNDARY && can_be_held(&fit, j)),
					   "%s, company %d of %d: status %d, limits %x, at %g %g %g %g", names[j], i, n,
					   fit.status, fit.limits, fit.parameters[0], fit.parameters[1],
					   fit.parameters[2], fit.parameters[3]);
		}
	}
	unit_law(&law);
}

/* Some leave at once, the rest never: Pareto/NBD has no parameters for it, and MBG/NBD the same limit. */
static void
split(void)
{
	CxCustomer customers[300];
	CxFit fit;
	CxFit same;

	for (int i = 0; i < 300; i++)
		customers[i] = simulate(random_gamma(2) / 20, i % 3 == 0 ? 1 : 0, true, INFINITY,
								unit_whole(150, 300));
	cx_bgnbd_fit(customers, 300, true, &never, &same);
	cx_pareto_nbd_fit(customers, 300, &never, &fit);
	unit_ok(same.limits == CX_LIMIT_SPLIT_DROPOUT && fit.status == CX_FIT_BOUNDARY &&
				fit.limits == CX_LIMIT_SPLIT_DROPOUT,
			"a third leave at once, the others never");
	unit_within(fit.log_likelihood, same.log_likelihood, 1e-6, "as likely in either model");
	unit_within(fit.parameters[2] / (fit.parameters[2] + fit.parameters[3]), 1.0 / 3, 0.03,
				"and a third is the share");
	unit_ok(can_be_held(&fit, 1), "a model can hold it");
}

static void
weights(void)
{
	CxCustomer customers[300];
	CxCustomer repeated[900];
	UnitLaw law = {.name = "a weight of three is three customers"};
	CxFit fit;
	CxFit again;

	for (int i = 0; i < 300; i++)
	{
		customers[i] = simulate(random_gamma(0.8) / 20, random_beta(1, 3), false, INFINITY,
								unit_whole(50, 300));
		repeated[3 * i] = repeated[3 * i + 1] = repeated[3 * i + 2] = customers[i];
		customers[i].weight = 3;
	}
	for (int i = 0; i < MODELS; i++)
	{
		fit_purchases(i, customers, 300, &fit);
		fit_purchases(i, repeated, 900, &again);
		unit_holds(&law,
				   fit.status == again.status &&
					   unit_is_near(fit.log_likelihood, again.log_likelihood, 1e-13),
				   "%s: %.17g, %.17g", names[i], fit.log_likelihood, again.log_likelihood);
		for (int j = 0; j < 4; j++)
			unit_holds(&law,
					   unit_is_near(fit.parameters[j], again.parameters[j], 1e-9) &&
						   unit_is_near(standard_error(&fit, j), standard_error(&again, j), 1e-7),
					   "%s: %.17g, %.17g", names[i], fit.parameters[j], again.parameters[j]);
	}
	unit_law(&law);
}

static jmp_buf stopped;
static int calls;

static void
stop(void *argument)
{
	if (++calls >= *(int *) argument)
		longjmp(stopped, 1);
}

static void
interrupted(void)
{
	static CxCustomer customers[CDNOW_GROUPS];
	static CxSpender spenders[CDNOW_SPENDERS];
	int patience = 5;
	CxCheck check = {stop, &patience};
	CxFit fit;

	cdnow_customers(customers, false);
	cdnow_spending(spenders);
	for (volatile int i = 0; i < 4; i++)
	{
		calls = 0;
		if (setjmp(stopped) == 0)
		{
			if (i < 2)
				cx_bgnbd_fit(customers, CDNOW_GROUPS, i == 1, &check, &fit);
			else if (i == 2)
				cx_pareto_nbd_fit(customers, CDNOW_GROUPS, &check, &fit);
			else
				cx_gamma_gamma_fit(spenders, CDNOW_SPENDERS, &check, &fit);
			unit_ok(false, "a fit can be stopped");
		}
		else
			unit_ok(calls == patience, "a fit can be stopped");
	}
}

int
main(void)
{
	without_an_answer();
	limits();
	millions();
	few();
	split();
	weights();
	interrupted();
	return unit_done();
}
