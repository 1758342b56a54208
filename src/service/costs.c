/*
 * costs.c
 *	  What it costs to keep a customer, and what customer experience brings for its cost.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/result.h"

/* Argument argno as an amount of money, from 0 up where it is a cost. */
static double
amount_arg(FunctionCallInfo fcinfo, int argno, const char *what, bool is_cost)
{
	double amount = PG_GETARG_FLOAT8(argno);

	if (!isfinite(amount) || (is_cost && amount < 0))
		ereport(
			ERROR,
			errcode(isfinite(amount) ? ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE
									 : ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg(isfinite(amount) ? "%s %s is negative" : "%s must be a finite number, not %s",
				   what, cx_shortest_decimal(amount)),
			errhint("Write sums of one period, in one currency; costs and counts are from 0 up."));
	return amount;
}

/*
 * retention_cost(spend double precision, retained double precision) -> double precision
 *		Spend on keeping customers / customers kept, in the currency of spend. Strict. Nobody kept:
 *		NULL. Negative: error 22003; NaN or infinite: 22023.
 */
PG_FUNCTION_INFO_V1(cx_retention_cost);
Datum
cx_retention_cost(PG_FUNCTION_ARGS)
{
	double spend = amount_arg(fcinfo, 0, "spend", true);
	double retained = amount_arg(fcinfo, 1, "retained", true);

	CX_RETURN_FIGURE(spend / retained);
}

/*
 * cx_roi(gain double precision, cost double precision) -> double precision
 *		100 * (gain - cost) / cost: what is left of the gain, in percent of the cost; -100 where all is
 *		lost. A gain may be negative. Strict. No cost: NULL. A negative cost: error 22003; NaN or
 *		infinite: 22023.
 */
PG_FUNCTION_INFO_V1(cx_roi);
Datum
cx_roi(PG_FUNCTION_ARGS)
{
	double gain = amount_arg(fcinfo, 0, "gain", false);
	double cost = amount_arg(fcinfo, 1, "cost", true);

	CX_RETURN_FIGURE(100 * (gain - cost) / cost);
}
