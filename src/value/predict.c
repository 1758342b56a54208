/*
 * predict.c
 *	  What a model says about one customer.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "base/args.h"
#include "base/result.h"
#include "math/bgnbd.h"
#include "math/gamma_gamma.h"
#include "math/pareto_nbd.h"
#include "value/customer.h"
#include "value/rfm.h"

/* Discounts are of a year of 365 days, as interest is for most purposes. */
#define DAYS_A_YEAR 365.0

pg_noreturn static void
refuse(const char *what, double value, const char *rule)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s cannot be %s", what, cx_shortest_decimal(value)), errhint("%s", rule));
}

bool
cx_frequency_possible(double frequency)
{
	return frequency >= 0 && frequency <= 1e15 && frequency == floor(frequency);
}

double
cx_frequency_arg(FunctionCallInfo fcinfo, int argno)
{
	double frequency = PG_GETARG_FLOAT8(argno);

	if (!cx_frequency_possible(frequency))
		refuse("frequency", frequency,
			   "It is the number of days with a repeat purchase: 0 or more, and whole.");
	return frequency;
}

static bool
time_possible(double time)
{
	return time >= 0 && time <= 1e10;
}

static double
time_arg(FunctionCallInfo fcinfo, int argno, const char *name)
{
	double time = PG_GETARG_FLOAT8(argno);

	if (!time_possible(time))
		refuse(name, time, "It is a number of days since the first purchase: 0 or more.");
	return time;
}

bool
cx_customer_possible(const CxCustomer *customer)
{
	return cx_frequency_possible(customer->frequency) && time_possible(customer->age) &&
		   customer->recency >= 0 && customer->recency <= customer->age &&
		   (customer->frequency > 0) == (customer->recency > 0);
}

CxCustomer
cx_customer_args(FunctionCallInfo fcinfo, int argno)
{
	CxCustomer customer = {cx_frequency_arg(fcinfo, argno), time_arg(fcinfo, argno + 1, "recency"),
						   time_arg(fcinfo, argno + 2, "age"), 1};

	if (customer.frequency == 0 && customer.recency > 0)
		refuse("recency without a repeat purchase", customer.recency,
			   "It is the time from the first purchase to the last: 0 when there is one only.");
	if (customer.frequency > 0 && customer.recency == 0)
		refuse(
			"recency after a repeat purchase", customer.recency,
			"Purchases of one day count as one: the last repeat purchase is after the first day.");
	if (customer.recency > customer.age)
	{
		/* what rounding does to two numbers that are the same */
		if (customer.recency > customer.age * (1 + 1e-9))
			ereport(
				ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("recency %s is greater than age %s", cx_shortest_decimal(customer.recency),
					   cx_shortest_decimal(customer.age)),
				errhint("Both count from the first purchase: recency to the last one, age to the "
						"last day observed."));
		customer.recency = customer.age;
	}
	return customer;
}

double
cx_mean_amount_arg(FunctionCallInfo fcinfo, int argno)
{
	double mean = PG_GETARG_FLOAT8(argno);

	if (!(fabs(mean) <= 1e30))
		refuse("mean amount", mean, "It is a number of units of money.");
	return mean;
}

static double
horizon_arg(FunctionCallInfo fcinfo, int argno)
{
	double horizon = PG_GETARG_FLOAT8(argno);

	if (!(horizon >= 0 && horizon <= 1e10))
		refuse("horizon", horizon, "It is a number of days from now: 0 or more.");
	return horizon;
}

static CxCustomer
customer_of(const CxRfm *rfm)
{
	return (CxCustomer){(double) cx_rfm_frequency(rfm), cx_rfm_recency(rfm), cx_rfm_age(rfm), 1};
}

static CxBgnbd
bgnbd_of(const CxModel *model)
{
	return (CxBgnbd){model->parameters[0], model->parameters[1], model->parameters[2],
					 model->parameters[3], model->kind == CX_MODEL_MBGNBD};
}

static CxParetoNbd
pareto_nbd_of(const CxModel *model)
{
	return (CxParetoNbd){model->parameters[0], model->parameters[1], model->parameters[2],
						 model->parameters[3]};
}

double
cx_model_discounted(const CxModel *model, const CxCustomer *customer, double horizon,
					double discount)
{
	double rate = log1p(discount) / DAYS_A_YEAR;

	if (!cx_model_estimated(model))
		return NAN;
	if (model->kind == CX_MODEL_PARETO_NBD)
	{
		CxParetoNbd pareto = pareto_nbd_of(model);

		return cx_pareto_nbd_discounted(&pareto, customer, horizon, rate);
	}
	else
	{
		CxBgnbd bgnbd = bgnbd_of(model);

		return cx_bgnbd_discounted(&bgnbd, customer, horizon, rate);
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
	if (model->kind == CX_MODEL_PARETO_NBD)
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
 * A customer whose repeat purchases brought nothing, or less, is outside of the model: nothing is
 * known but the mean of all.
 */
double
cx_model_spend(const CxModel *model, double frequency, double mean_amount)
{
	CxGammaGamma spending = {model->parameters[0], model->parameters[1], model->parameters[2]};
	bool known = frequency > 0 && mean_amount > 0;
	CxSpender spender = {known ? frequency : 0, known ? mean_amount : 0, 1};

	return cx_model_estimated(model) ? cx_gamma_gamma_expected(&spending, &spender) : NAN;
}

/*
 * expected_purchases(cx_rfm, cx_purchase_model, horizon_days double precision) -> double precision
 * expected_purchases(frequency, recency, age, cx_purchase_model, horizon_days) -> the same, all but
 * the model double precision
 *		Days with a purchase expected within the horizon after the last day observed; times in days.
 *		Strict. NULL for the empty state and for a model without an estimate. A customer that cannot
 *		be, or a negative horizon: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rfm_expected_purchases);
Datum
cx_rfm_expected_purchases(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);
	double horizon = horizon_arg(fcinfo, 2);
	CxCustomer customer;

	if (cx_rfm_empty(rfm))
		PG_RETURN_NULL();
	customer = customer_of(rfm);
	CX_RETURN_FIGURE(cx_model_expected(PG_GETARG_MODEL(1), &customer, horizon));
}

PG_FUNCTION_INFO_V1(cx_expected_purchases);
Datum
cx_expected_purchases(PG_FUNCTION_ARGS)
{
	CxCustomer customer = cx_customer_args(fcinfo, 0);

	CX_RETURN_FIGURE(cx_model_expected(PG_GETARG_MODEL(3), &customer, horizon_arg(fcinfo, 4)));
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
	customer = customer_of(rfm);
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
 *		The mean amount of a customer's future purchase days, between his own mean and that of all; of
 *		all when there is no repeat purchase, or none that brought money. NULL for the empty state, a
 *		model without an estimate or without a mean (q <= 1), a NULL frequency or model. A NULL
 *		mean_amount is that of a customer without repeat purchases: NULL when there were some.
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

/*
 * clv(cx_rfm, cx_purchase_model, cx_spend_model, horizon_days double precision, annual_discount
 * double precision) -> double precision
 * clv(frequency, recency, age, mean_amount, cx_purchase_model, cx_spend_model, horizon_days,
 * annual_discount) -> the same, all but the models double precision
 *		What the purchases expected within the horizon are worth today: expected spend times the
 *		purchases, each discounted from its own instant on, a year having 365 days. In the unit of the
 *		amounts: of revenue, unless those were margins. NULL and errors as above; a discount of -1 or
 *		less: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rfm_clv);
Datum
cx_rfm_clv(PG_FUNCTION_ARGS)
{
	const CxRfm *rfm = PG_GETARG_RFM_P(0);
	double horizon = horizon_arg(fcinfo, 3);
	double discount = cx_discount_arg(fcinfo, 4, "year");
	CxCustomer customer;
	double spend;

	if (cx_rfm_empty(rfm))
		PG_RETURN_NULL();
	customer = customer_of(rfm);
	spend = cx_model_spend(PG_GETARG_MODEL(2), customer.frequency, cx_rfm_mean_amount(rfm));
	CX_RETURN_FIGURE(spend * cx_model_discounted(PG_GETARG_MODEL(1), &customer, horizon, discount));
}

PG_FUNCTION_INFO_V1(cx_clv);
Datum
cx_clv(PG_FUNCTION_ARGS)
{
	CxCustomer customer;
	double horizon;
	double discount;
	double spend;

	for (int i = 0; i < 8; i++)
		if (i != 3 && PG_ARGISNULL(i))
			PG_RETURN_NULL();
	customer = cx_customer_args(fcinfo, 0);
	horizon = horizon_arg(fcinfo, 6);
	discount = cx_discount_arg(fcinfo, 7, "year");
	if (!spend_of_columns(fcinfo, 0, 3, 5, &spend))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(spend * cx_model_discounted(PG_GETARG_MODEL(4), &customer, horizon, discount));
}
