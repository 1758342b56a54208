/*
 * purchases.c
 *	  A row of purchases: what is rare in it, and what is wrong.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/state_text.h"
#include "value/purchases.h"

void
cx_set_amount(CxAmount *amount, const CxMoney *money)
{
	CxMoney magnitude = cx_fixed_magnitude(money);

	amount->money = *money;
	amount->narrow = cx_money_micros(&magnitude, &amount->micros) && cx_day_fits(amount->micros);
	if (cx_fixed_is_negative(money))
		amount->micros = -amount->micros;
}

DateADT
cx_observed_until_arg(FunctionCallInfo fcinfo, int argno)
{
	DateADT until;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("observed_until", "Write the last day for which all purchases are known.");
	until = PG_GETARG_DATEADT(argno);
	if (DATE_NOT_FINITE(until))
		cx_refuse_infinite("observed_until");
	return until;
}

void
cx_check_same_until(DateADT until, DateADT other)
{
	StringInfoData one;
	StringInfoData two;

	if (until == other)
		return;
	initStringInfo(&one);
	initStringInfo(&two);
	cx_append_date(&one, until);
	cx_append_date(&two, other);
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("customers were observed until different days: %s and %s", one.data, two.data),
			errhint("Only what was observed until the same day can be put together."));
}

void
cx_check_span(DateADT first, DateADT last)
{
	if (unlikely((int64) last - first >= CX_RFM_MAX_DAYS))
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("the purchases span more than %d days", CX_RFM_MAX_DAYS),
				errhint("Leave out the rows whose time is a mistake."));
}
