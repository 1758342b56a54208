/*
 * formulas.c
 *	  Lifetime value from two or three figures, without a model.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/result.h"
#include "value/customer.h"

static double
margin_arg(FunctionCallInfo fcinfo, int argno)
{
	double margin = PG_GETARG_FLOAT8(argno);

	if (!isfinite(margin))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("margin must be a finite number, not %s", cx_shortest_decimal(margin)),
				errhint("Write the margin of one customer in one period."));
	return margin;
}

static double
percent_arg(FunctionCallInfo fcinfo, int argno, const char *name)
{
	double percent = PG_GETARG_FLOAT8(argno);

	if (!(percent >= 0 && percent <= 100))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s rate %s is not between 0 and 100", name, cx_shortest_decimal(percent)),
				errhint("Rates are in percent: for 5 %% write 5."));
	return percent / 100;
}

/*
 * clv_simple(margin double precision, churn double precision) -> double precision
 *		Lifetime value margin / churn: margin of a customer in a period, churn in percent of the same
 *		period. Strict. Without churn the value is infinite: NULL. Churn outside 0 to 100, or a margin
 *		that is not finite: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_clv_simple);
Datum
cx_clv_simple(PG_FUNCTION_ARGS)
{
	double margin = margin_arg(fcinfo, 0);
	double churn = percent_arg(fcinfo, 1, "churn");

	if (churn == 0)
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(margin / churn);
}

/*
 * clv_geometric(margin, retention, discount double precision) -> double precision
 *		Lifetime value margin * r / (1 + d - r), with the first margin one period ahead: S. Gupta and
 *		D. R. Lehmann, Customers as Assets, Journal of Interactive Marketing 17 (2003), 9-24, eq. (1).
 *		Margin, retention in percent and discount as a fraction are of the same period. Strict. NULL
 *		where the sum is infinite, when retention makes up for the discount. Retention outside 0 to
 *		100, a discount of -1 or less, or a figure that is not finite: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_clv_geometric);
Datum
cx_clv_geometric(PG_FUNCTION_ARGS)
{
	double margin = margin_arg(fcinfo, 0);
	double retention = percent_arg(fcinfo, 1, "retention");
	double discount = cx_discount_arg(fcinfo, 2, "period");
	double gap = 1 - retention + discount;

	if (!(gap > 0))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(margin * retention / gap);
}
