/*
 * predict.c
 *	  What a model says about one customer.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "base/args.h"
#include "base/interrupts.h"
#include "base/result.h"
#include "math/bgnbd.h"
#include "math/gamma_gamma.h"
#include "math/pareto_nbd.h"
#include "value/customer.h"
#include "value/rfm.h"

static CxBgnbd
bgnbd_of(const CxModel *model)
{
	return (CxBgnbd){model->parameters[0], model->parameters[1], model->parameters[2],
					 model->parameters[3], model->kind != CX_MODEL_BGNBD};
}

/* In the limit in which some leave at once and the rest never, Pareto/NBD is MBG/NBD: math/pareto_nbd.h. */
static bool
is_pareto_nbd(const CxModel *model)
{
	return model->kind == CX_MODEL_PARETO_NBD && !(model->limits & CX_LIMIT_SPLIT_DROPOUT);
}

static CxParetoNbd
pareto_nbd_of(const CxModel *model)
{
	return (CxParetoNbd){model->parameters[0], model->parameters[1], model->parameters[2],
						 model->parameters[3]};
}

double
cx_model_discounted(const CxModel *model, const CxCustomer *customer, double horizon, double rate)
{
	if (!cx_model_estimated(model))
		return NAN;
	if (is_pareto_nbd(model))
	{
		CxParetoNbd pareto = pareto_nbd_of(model);

		return cx_pareto_nbd_discounted(&pareto, customer, horizon, rate, &cx_interrupts);
	}
	else
	{
		CxBgnbd bgnbd = bgnbd_of(model);

		return cx_bgnbd_discounted(&bgnbd, customer, horizon, rate, &cx_interrupts);
	}
}

double
cx_model_expected(const CxModel *model, const CxCustomer *customer, double horizon)
{
	return cx_model_discounted(model, customer, horizon, 0);
}

/*
 * In BG/NBD a customer cannot leave before the first repeat purchase, and one who has made none is
 * still there whatever the parameters: also when there are none.
 */
double
cx_model_alive(const CxModel *model, const CxCustomer *customer)
{
	if (model->kind == CX_MODEL_BGNBD && customer->frequency == 0)
		return 1;
	if (!cx_model_estimated(model))
		return NAN;
	if (is_pareto_nbd(model))
	{
		CxParetoNbd pareto = pareto_nbd_of(model);

		return cx_pareto_nbd_alive(&pareto, customer);
	}
	else
	{
		CxBgnbd bgnbd = bgnbd_of(model);

		return cx_bgnbd_alive(&bgnbd, customer);
	}
}

/*
 * Returns can make a mean negative, which is no amount that the model knows: it is then as if the repeat
 * purchases had brought nothing, so that the figure never falls as the mean rises.
 */
double
cx_model_spend(const CxModel *model, double frequency, double mean_amount)
{
	CxGammaGamma spending = {model->parameters[0], model->parameters[1], model->parameters[2]};
	CxSpender spender = {frequency, fmax(mean_amount, 0), 1};

	return cx_model_estimated(model) ? cx_gamma_gamma_expected(&spending, &spender) : NAN;
}

/*
 * expected_purchases(cx_rfm, cx_purchase_model, horizon_days double precision) -> double precision
 * expected_purchases(frequency, recency, age, cx_purchase_model, horizon_days) -> the same, all but
 * the model double precision
 *		Days with a purchase expected within the horizon after the last day observed; times in days, or
 *		in the one unit that the model and the columns share.
 *		Strict. NULL for the empty state and for a model without an estimate. A customer that cannot
 *		be, or a negative horizon: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rfm_expected_purchases);
Datum
cx_rfm_expected_purchases(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);
	double horizon = cx_horizon_arg(fcinfo, 2);
	CxCustomer customer;

	if (cx_rfm_empty(rfm))
		PG_RETURN_NULL();
	customer = cx_customer_of_rfm(rfm);
	CX_RETURN_FIGURE(cx_model_expected(PG_GETARG_MODEL(1), &customer, horizon));
}

PG_FUNCTION_INFO_V1(cx_expected_purchases);
Datum
cx_expected_purchases(PG_FUNCTION_ARGS)
{
	CxCustomer customer = cx_customer_args(fcinfo, 0);

	CX_RETURN_FIGURE(cx_model_expected(PG_GETARG_MODEL(3), &customer, cx_horizon_arg(fcinfo, 4)));
}

/*
 * p_alive(cx_rfm, cx_purchase_model) -> double precision
 * p_alive(frequency, recency, age, cx_purchase_model) -> double precision
 *		The probability, 0 to 1, that the customer has not left for good. 1 without a repeat purchase
 *		in BG/NBD, by its assumptions, even when it has no estimate. Strict; NULL and errors as
 *		above.
 */
PG_FUNCTION_INFO_V1(cx_rfm_p_alive);
Datum
cx_rfm_p_alive(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);
	CxCustomer customer;

	if (cx_rfm_empty(rfm))
		PG_RETURN_NULL();
	customer = cx_customer_of_rfm(rfm);
	CX_RETURN_FIGURE(cx_model_alive(PG_GETARG_MODEL(1), &customer));
}

PG_FUNCTION_INFO_V1(cx_p_alive);
Datum
cx_p_alive(PG_FUNCTION_ARGS)
{
	CxCustomer customer = cx_customer_args(fcinfo, 0);

	CX_RETURN_FIGURE(cx_model_alive(PG_GETARG_MODEL(3), &customer));
}

/*
 * expected_spend(cx_rfm, cx_spend_model) -> double precision
 * expected_spend(frequency double precision, mean_amount double precision, cx_spend_model) -> double
 * precision
 *		The mean amount of a customer's future purchase days, between the customer's own mean and that
 *		of all; of all when there is no repeat purchase. A mean below 0 counts as 0. NULL for the empty
 *		state, a model without an estimate or without a mean (q <= 1), a NULL frequency or model. A
 *		NULL mean_amount is that of a customer without repeat purchases: NULL when there were some.
 */
PG_FUNCTION_INFO_V1(cx_rfm_expected_spend);
Datum
cx_rfm_expected_spend(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);

	if (cx_rfm_empty(rfm))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(cx_model_spend(PG_GETARG_MODEL(1), (double) cx_rfm_frequency(rfm),
									cx_rfm_mean_amount(rfm)));
}

/* Of columns: false when it is unknown. */
static bool
spend_of_columns(FunctionCallInfo fcinfo, int frequency_arg, int mean_arg, int model_arg,
				 double *spend)
{
	double frequency = cx_frequency_arg(fcinfo, frequency_arg);
	double mean = 0;

	if (!PG_ARGISNULL(mean_arg))
		mean = cx_mean_amount_arg(fcinfo, mean_arg);
	else if (frequency > 0)
		return false;
	*spend = cx_model_spend(PG_GETARG_MODEL(model_arg), frequency, mean);
	return true;
}

PG_FUNCTION_INFO_V1(cx_expected_spend);
Datum
cx_expected_spend(PG_FUNCTION_ARGS)
{
	double spend;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2) || !spend_of_columns(fcinfo, 0, 1, 2, &spend))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(spend);
}

/* What a fraction per year is for each of the model's units of time, compounded from instant to instant. */
static double
rate_arg(FunctionCallInfo fcinfo, int discount_arg, int periods_arg)
{
	double discount = cx_discount_arg(fcinfo, discount_arg, "year");

	return log1p(discount) / cx_periods_arg(fcinfo, periods_arg);
}

/*
 * clv(cx_rfm, cx_purchase_model, cx_spend_model, horizon_days double precision, annual_discount
 * double precision, periods_per_year double precision DEFAULT 365) -> double precision
 * clv(frequency, recency, age, mean_amount, cx_purchase_model, cx_spend_model, horizon_days,
 * annual_discount, periods_per_year) -> the same, all but the models double precision
 *		What the purchases expected within the horizon are worth today: expected spend times the
 *		purchases, each discounted from its own instant on. periods_per_year says how many of the
 *		model's units of time are a year: 365 for days. In the unit of the amounts: of revenue, unless
 *		those were margins. NULL and errors as above; NULL where a negative discount makes a purchase
 *		at the horizon count for more than there are numbers. A discount of -1 or less, and
 *		periods_per_year that are not above 0: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rfm_clv);
Datum
cx_rfm_clv(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);
	double horizon = cx_horizon_arg(fcinfo, 3);
	double rate = rate_arg(fcinfo, 4, 5);
	CxCustomer customer;
	double spend;

	if (cx_rfm_empty(rfm))
		PG_RETURN_NULL();
	customer = cx_customer_of_rfm(rfm);
	spend = cx_model_spend(PG_GETARG_MODEL(2), customer.frequency, cx_rfm_mean_amount(rfm));
	CX_RETURN_FIGURE(spend * cx_model_discounted(PG_GETARG_MODEL(1), &customer, horizon, rate));
}

PG_FUNCTION_INFO_V1(cx_clv);
Datum
cx_clv(PG_FUNCTION_ARGS)
{
	CxCustomer customer;
	double horizon;
	double rate;
	double spend;

	for (int i = 0; i < 9; i++)
		if (i != 3 && PG_ARGISNULL(i))
			PG_RETURN_NULL();
	customer = cx_customer_args(fcinfo, 0);
	horizon = cx_horizon_arg(fcinfo, 6);
	rate = rate_arg(fcinfo, 7, 8);
	if (!spend_of_columns(fcinfo, 0, 3, 5, &spend))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(spend * cx_model_discounted(PG_GETARG_MODEL(4), &customer, horizon, rate));
}
