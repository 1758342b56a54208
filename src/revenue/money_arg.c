/*
 * money_arg.c
 *	  What is said of an amount that recurring revenue cannot be.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "revenue/money_arg.h"

void
cx_refuse_negative_amount(const CxMoney *amount)
{
	ereport(
		ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		errmsg("recurring revenue must not be negative: %s", cx_money_text(amount)),
		errhint("A discount lowers what its customer pays: sum the customer's rows first. Where "
				"the sum is below 0, write greatest(sum(amount), 0)."));
}

int64
cx_signed_micros(const CxMoney *money)
{
	CxMoney magnitude = cx_fixed_magnitude(money);
	int64 micros;

	if (!cx_money_micros(&magnitude, &micros))
		return PG_INT64_MIN;
	return cx_fixed_is_negative(money) ? -micros : micros;
}
