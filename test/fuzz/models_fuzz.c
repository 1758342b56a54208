/*
 * models_fuzz.c
 *	  libFuzzer target: any doubles into the customer models, the headers' promises out.
 *
 * Parameters and customers are made valid by their absolute values only: a fuzzer finds the sums
 * that overflow and the quotients of nothing by nothing which no range of random numbers has.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "math/bgnbd.h"
#include "math/gamma_gamma.h"
#include "math/pareto_nbd.h"

#define NUMBERS   8
#define CUSTOMERS 4

static const CxCheck never = {NULL, NULL};

static void
promise(int kept)
{
	if (!kept)
		abort();
}

/* The bounds that a model as a value has. */
static double
parameter(double x)
{
	return isfinite(x) ? fmin(1e15, fmax(1e-15, fabs(x))) : 1;
}

static double
time_span(double x)
{
	return isfinite(x) ? fmin(1e7, fabs(x)) : 0;
}

static CxCustomer
customer(double frequency, double part, double age)
{
	CxCustomer c = {floor(time_span(frequency)), 0, time_span(age), 1};

	if (!(c.age > 1e-6))
		c.age = c.frequency = 0;
	if (c.frequency > 0)
		c.recency = c.age * (isfinite(part) ? fmin(1, fmax(1e-6, fabs(part))) : 1);
	return c;
}

static void
promise_future(double alive, double expected, double discounted, double rate)
{
	promise(alive >= 0 && alive <= 1);
	promise(expected >= 0 && isfinite(expected));
	promise(discounted >= 0);
	promise(rate >= 0 ? discounted <= expected * (1 + 1e-9) : discounted >= expected * (1 - 1e-9));
}

static void
promise_fit(const CxFit *fit, int parameters)
{
	promise((fit->limits != 0) == (fit->status == CX_FIT_BOUNDARY) ||
			fit->status == CX_FIT_NOT_IDENTIFIED || fit->status == CX_FIT_NOT_CONVERGED);
	if (fit->status == CX_FIT_CONVERGED || fit->status == CX_FIT_BOUNDARY)
		for (int i = 0; i < parameters; i++)
			promise(fit->parameters[i] > 0 && isfinite(fit->parameters[i]));
}

static void
predictions(const double *x)
{
	CxBgnbd bgnbd = {parameter(x[0]), parameter(x[1]), parameter(x[2]), parameter(x[3]),
					 signbit(x[0])};
	CxParetoNbd pareto = {bgnbd.r, bgnbd.alpha, bgnbd.a, bgnbd.b};
	CxCustomer c = customer(x[4], x[5], x[6]);
	double horizon = time_span(x[7]);
	double rate = fmin(0.01, 10 / (1 + horizon)) * (signbit(x[4]) ? -1 : 1);

	promise(!isnan(cx_bgnbd_log_likelihood(&bgnbd, &c)));
	promise_future(cx_bgnbd_alive(&bgnbd, &c), cx_bgnbd_expected(&bgnbd, &c, horizon),
				   cx_bgnbd_discounted(&bgnbd, &c, horizon, rate, &never), rate);
	promise(!isnan(cx_pareto_nbd_log_likelihood(&pareto, &c)));
	promise_future(cx_pareto_nbd_alive(&pareto, &c), cx_pareto_nbd_expected(&pareto, &c, horizon),
				   cx_pareto_nbd_discounted(&pareto, &c, horizon, rate, &never), rate);
}

static void
fits(const double *x, size_t n)
{
	CxCustomer customers[CUSTOMERS + 1];
	CxSpender spenders[CUSTOMERS + 1];
	size_t count = 0;
	CxFit fit;

	for (size_t i = 0; i + 3 <= n && count < CUSTOMERS; i += 3, count++)
	{
		customers[count] = customer(x[i], x[i + 1], x[i + 2]);
		spenders[count] = (CxSpender){1 + customers[count].frequency, parameter(x[i + 2]), 1};
	}
	customers[count++] = (CxCustomer){2, 20, 39, 3};
	spenders[count - 1] = (CxSpender){2, 30, 3};
	/* one of them, by signs that say nothing else */
	switch ((signbit(x[1]) ? 2 : 0) + (signbit(x[2]) ? 1 : 0))
	{
		case 0:
			cx_bgnbd_fit(customers, count, false, &never, &fit);
			break;
		case 1:
			cx_bgnbd_fit(customers, count, true, &never, &fit);
			break;
		case 2:
			cx_pareto_nbd_fit(customers, count, &never, &fit);
			break;
		default:
			cx_gamma_gamma_fit(spenders, count, &never, &fit);
			break;
	}
	promise_fit(&fit, 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	double x[16];
	size_t n = size / sizeof(double);

	if (n > 16)
		n = 16;
	if (n < NUMBERS)
		return 0;
	memcpy(x, data, n * sizeof(double));
	if (x[0] > 0)
		predictions(x);
	else
		fits(x, n);
	return 0;
}
