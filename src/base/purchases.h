/*
 * purchases.h
 *	  A row of purchases: its day and its amount, from the types of columns.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PURCHASES_H
#define CX_PURCHASES_H

#include "base/args.h"
#include "base/period_lookup.h"
#include "base/purchase_days.h"

/* Argument argno, which is not NULL; zone_arg is looked at for an instant only. Infinite: 22008. */
static inline DateADT
cx_day_of_date(FunctionCallInfo fcinfo, int argno, int zone_arg)
{
	DateADT day = PG_GETARG_DATEADT(argno);

	if (unlikely(DATE_NOT_FINITE(day)))
		cx_refuse_infinite("date");
	return day;
}

static inline DateADT
cx_day_of_timestamp(FunctionCallInfo fcinfo, int argno, int zone_arg)
{
	Timestamp at = PG_GETARG_TIMESTAMP(argno);
	int64 day = at / USECS_PER_DAY;

	if (unlikely(TIMESTAMP_NOT_FINITE(at)))
		cx_refuse_infinite("timestamp");
	return (DateADT) (day - (at % USECS_PER_DAY < 0));
}

static pg_attribute_always_inline DateADT
cx_day_of_timestamptz(FunctionCallInfo fcinfo, int argno, int zone_arg)
{
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, -1, zone_arg, CX_ANSWER_NUMBER);

	/* days are numbered as dates are */
	return cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(argno));
}

/* An amount: millionths, where a narrow day has a place for them, else money. */
typedef struct CxAmount
{
	bool narrow;
	int64 micros;
	CxMoney money; /* only when it is not narrow */
} CxAmount;

/*
 * A datum as an amount. NaN, infinity, and what is beyond the range: error 22003.
 */
extern void cx_set_amount(CxAmount *amount, const CxMoney *money);

static inline void
cx_amount_of_bigint(Datum datum, CxAmount *amount)
{
	CxMoney money;

	amount->narrow = cx_money_micros_of_int64(DatumGetInt64(datum), &amount->micros) &&
					 cx_day_fits(amount->micros);
	if (likely(amount->narrow))
		return;
	money = cx_money_from_int64(DatumGetInt64(datum));
	cx_set_amount(amount, &money);
}

static inline void
cx_amount_of_float8(Datum datum, CxAmount *amount)
{
	CxMoney money;

	amount->narrow = cx_money_micros_of_float8(DatumGetFloat8(datum), &amount->micros) &&
					 cx_day_fits(amount->micros);
	if (likely(amount->narrow))
		return;
	money = cx_money_from_float8(DatumGetFloat8(datum));
	cx_set_amount(amount, &money);
}

static inline void
cx_amount_of_numeric(Datum datum, CxAmount *amount)
{
	CxMoney money;

	amount->narrow =
		cx_money_micros_of_numeric(datum, &amount->micros) && cx_day_fits(amount->micros);
	if (likely(amount->narrow))
		return;
	money = cx_money_from_numeric(datum);
	cx_set_amount(amount, &money);
}

/* Millionths that a narrow day has a place for; false where there are none at once. */
static pg_attribute_always_inline bool
cx_micros_of_bigint(Datum datum, int64 *micros)
{
	return cx_money_micros_of_int64(DatumGetInt64(datum), micros) && cx_day_fits(*micros);
}

static pg_attribute_always_inline bool
cx_micros_of_float8(Datum datum, int64 *micros)
{
	return cx_money_micros_of_float8(DatumGetFloat8(datum), micros) && cx_day_fits(*micros);
}

static pg_attribute_always_inline bool
cx_micros_of_numeric(Datum datum, int64 *micros)
{
	return cx_money_micros_of_numeric(datum, micros) && cx_day_fits(*micros);
}

/* Error 54000 for rows that are too far apart. */
extern void cx_check_span(DateADT first, DateADT last);

#endif /* CX_PURCHASES_H */
