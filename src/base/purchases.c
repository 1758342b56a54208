/*
 * purchases.c
 *	  A row of purchases: what is rare in it, and what is wrong.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/purchases.h"

void
cx_set_amount(CxAmount *amount, const CxMoney *money)
{
	CxMoney magnitude = cx_fixed_magnitude(money);

	amount->money = *money;
	amount->narrow = cx_money_micros(&magnitude, &amount->micros) && cx_day_fits(amount->micros);
	if (cx_fixed_is_negative(money))
		amount->micros = -amount->micros;
}

void
cx_check_span(DateADT first, DateADT last)
{
	if (unlikely((int64) last - first >= CX_PURCHASE_MAX_DAYS))
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("the purchases span more than %d days", CX_PURCHASE_MAX_DAYS),
				errhint("Leave out the rows whose time is a mistake."));
}
