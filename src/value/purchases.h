/*
 * purchases.h
 *	  The day of a purchase, from the types of time that a column can have.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PURCHASES_H
#define CX_PURCHASES_H

#include "base/args.h"
#include "base/period_lookup.h"

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
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, -1, zone_arg, false);

	/* days are numbered as dates are */
	return cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(argno));
}

#endif /* CX_PURCHASES_H */
