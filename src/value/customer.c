/*
 * customer.c
 *	  A customer as the models see one, from a cx_rfm or from columns.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "base/compat.h"
#include "base/result.h"
#include "value/customer.h"

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
		refuse(name, time, "It is a time since the first purchase, usually in days: 0 or more.");
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

double
cx_horizon_arg(FunctionCallInfo fcinfo, int argno)
{
	double horizon = PG_GETARG_FLOAT8(argno);

	if (!(horizon >= 0 && horizon <= 1e10))
		refuse("horizon", horizon,
			   "It is a number of days from now, or of the model's units of time: 0 or more.");
	return horizon;
}

double
cx_periods_arg(FunctionCallInfo fcinfo, int argno)
{
	double periods = PG_GETARG_FLOAT8(argno);

	if (!(periods > 0 && periods <= 1e10))
		refuse(
			"periods_per_year", periods,
			"It is how many of the model's units of time are a year: 365 for days, 365.0 / 7 for "
			"weeks, 12 for months.");
	return periods;
}

CxCustomer
cx_customer_of_rfm(const CxRfm *rfm)
{
	return (CxCustomer){(double) cx_rfm_frequency(rfm), cx_rfm_recency(rfm), cx_rfm_age(rfm), 1};
}
