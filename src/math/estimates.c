/*
 * estimates.c
 *	  What a fitted customer model says, with errors and intervals.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/estimates.h"

#include <math.h>
#include <stdbool.h>

static const char *const bgnbd_names[] = {"r", "alpha", "a", "b"};
static const char *const pareto_names[] = {"r", "alpha", "s", "beta"};
static const char *const spend_names[] = {"p", "q", "v"};

int
cx_model_parameters(CxModelKind kind, const char *const **names)
{
	*names = kind == CX_MODEL_GAMMA_GAMMA  ? spend_names
			 : kind == CX_MODEL_PARETO_NBD ? pareto_names
										   : bgnbd_names;
	return kind == CX_MODEL_GAMMA_GAMMA ? 3 : 4;
}

/* What becomes of a parameter in the limits that a fit ended in. */
static double
limiting_value(CxModelKind kind, int i, double value, int limits)
{
	static const struct
	{
		int limit;
		bool spend;
		int zero;    /* bits of the parameters that are 0 there */
		int nowhere; /* infinite, or left open */
	} effects[] = {
		{CX_LIMIT_EQUAL_RATES, false, 0, 1 | 2},   {CX_LIMIT_FEW_BUYERS, false, 1 | 2, 0},
		{CX_LIMIT_EQUAL_DROPOUT, false, 0, 4 | 8}, {CX_LIMIT_SPLIT_DROPOUT, false, 4 | 8, 0},
		{CX_LIMIT_NO_DROPOUT, false, 4, 4 | 8},    {CX_LIMIT_SURE_DROPOUT, false, 8, 4},
		{CX_LIMIT_STEADY_SPENDING, true, 4, 1},    {CX_LIMIT_ERRATIC_SPENDING, true, 1, 4},
		{CX_LIMIT_EQUAL_SPENDING, true, 0, 2 | 4}, {CX_LIMIT_FEW_SPENDERS, true, 2 | 4, 0},
	};

	for (size_t j = 0; j < sizeof(effects) / sizeof(effects[0]); j++)
	{
		int nowhere = effects[j].nowhere;

		if (!(limits & effects[j].limit) || effects[j].spend != (kind == CX_MODEL_GAMMA_GAMMA))
			continue;
		/* without dropout a is 0, whereas the spread s of a rate that is 0 is open */
		if (effects[j].limit == CX_LIMIT_NO_DROPOUT && kind != CX_MODEL_PARETO_NBD)
			nowhere &= ~4;
		if (nowhere & (1 << i))
			return NAN;
		if (effects[j].zero & (1 << i))
			value = 0;
	}
	return value;
}

#define BUYING  (1 << 0 | 1 << 1 | 1 << 4) /* r, alpha, purchase_rate */
#define LEAVING (1 << 2 | 1 << 3 | 1 << 5)
#define SPREADS (1 << 0 | 1 << 1 | 1 << 2) /* p, q, v */

/*
 * The estimates, as bits, that a limit decides: their errors would be those of a model in which the
 * limit is known to hold, and too small by far. In MBG/NBD whoever never came back has left or buys
 * seldom, and what is taken for granted of leaving decides about buying as well.
 */
static int
decided(CxModelKind kind, int limits)
{
	int which = 0;

	if (limits & (CX_LIMIT_EQUAL_RATES | CX_LIMIT_FEW_BUYERS))
		which |= BUYING;
	if (limits & (CX_LIMIT_EQUAL_DROPOUT | CX_LIMIT_SPLIT_DROPOUT | CX_LIMIT_NO_DROPOUT |
				  CX_LIMIT_SURE_DROPOUT))
		which |= kind == CX_MODEL_MBGNBD ? LEAVING | BUYING : LEAVING;
	if (limits & (CX_LIMIT_STEADY_SPENDING | CX_LIMIT_ERRATIC_SPENDING | CX_LIMIT_EQUAL_SPENDING |
				  CX_LIMIT_FEW_SPENDERS))
		which |= SPREADS;
	return which;
}

static void
withhold(CxEstimate *estimates, int count, int which)
{
	for (int i = 0; i < count; i++)
		if (which & (1 << i))
			estimates[i].std_error = estimates[i].low = estimates[i].high = NAN;
}

static double
known(double variance)
{
	return variance > 0 ? variance : NAN;
}

/* The variance of a sum of coordinates; one without a variance takes it from the sum. */
static double
variance_of(double spread[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS], const double *slope)
{
	double sum = 0;

	for (int i = 0; i < CX_FIT_PARAMETERS; i++)
		for (int j = 0; j < CX_FIT_PARAMETERS; j++)
			if (slope[i] != 0 && slope[j] != 0)
			{
				if (!(spread[i][i] > 0) || !(spread[j][j] > 0))
					return NAN;
				sum += slope[i] * spread[i][j] * slope[j];
			}
	return known(sum);
}

static void
by_logarithm(CxEstimate *estimate, double value, double variance, double z)
{
	double error = value > 0 ? sqrt(variance) : NAN;

	estimate->value = value;
	estimate->std_error = value * error;
	estimate->low = value * exp(-z * error);
	estimate->high = value * exp(z * error);
}

static void
by_logit(CxEstimate *estimate, double value, double variance, double z)
{
	double error = value > 0 && value < 1 ? sqrt(variance) : NAN;
	double odds = value / (1 - value);

	estimate->value = value;
	estimate->std_error = value * (1 - value) * error;
	estimate->low = 1 / (1 + exp(z * error) / odds);
	estimate->high = 1 / (1 + exp(-z * error) / odds);
}

static int
spending(const double *p, double spread[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS], double z,
		 CxEstimate *estimates)
{
	/* log of p v / (q - 1) by the coordinates log(p v / q), log p, log q */
	const double slope[] = {1, 0, -1 / (p[1] - 1), 0};

	estimates[3].name = "mean_amount";
	by_logarithm(&estimates[3], p[1] > 1 ? p[0] * p[2] / (p[1] - 1) : NAN,
				 variance_of(spread, slope), z);
	return 4;
}

static int
estimate(CxModelKind kind, const double *parameters,
		 double spread[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS], int limits, double z,
		 CxEstimate *estimates)
{
	const double *p = parameters;
	double leave = p[2] / (p[2] + p[3]);
	const double purchase_slopes[4][4] = {
		{0, 1, 0, 0}, {1, 1, 0, 0}, {0, 0, 1 - leave, 1}, {0, 0, -leave, 1}};
	const double pareto_slopes[4][4] = {{0, 1, 0, 0}, {1, 1, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 1}};
	const double spend_slopes[3][4] = {{0, 1, 0, 0}, {0, 0, 1, 0}, {1, -1, 1, 0}};
	const double first[] = {1, 0, 0, 0};
	const double third[] = {0, 0, 1, 0};
	const char *const *names;
	int n = cx_model_parameters(kind, &names);

	for (int i = 0; i < n; i++)
	{
		const double *slope = kind == CX_MODEL_GAMMA_GAMMA  ? spend_slopes[i]
							  : kind == CX_MODEL_PARETO_NBD ? pareto_slopes[i]
															: purchase_slopes[i];

		estimates[i].name = names[i];
		by_logarithm(&estimates[i], limiting_value(kind, i, p[i], limits),
					 variance_of(spread, slope), z);
	}
	if (kind == CX_MODEL_GAMMA_GAMMA)
		return spending(p, spread, z, estimates);

	estimates[4].name = "purchase_rate";
	by_logarithm(&estimates[4], p[0] / p[1], variance_of(spread, first), z);
	if (kind == CX_MODEL_PARETO_NBD)
	{
		double rate = limits & CX_LIMIT_NO_DROPOUT ? 0 : p[2] / p[3];

		estimates[5].name = "dropout_rate";
		by_logarithm(&estimates[5], limits & CX_LIMIT_SPLIT_DROPOUT ? NAN : rate,
					 variance_of(spread, third), z);
		return 6;
	}
	if (limits & CX_LIMIT_NO_DROPOUT)
		leave = 0;
	if (limits & CX_LIMIT_SURE_DROPOUT)
		leave = 1;
	estimates[5].name = "dropout_probability";
	by_logit(&estimates[5], leave, variance_of(spread, third), z);
	return 6;
}

int
cx_estimates(CxModelKind kind, const double *parameters,
			 double spread[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS], int limits, double z,
			 CxEstimate *estimates)
{
	int count = estimate(kind, parameters, spread, limits, z, estimates);

	withhold(estimates, count, decided(kind, limits));
	return count;
}
