/*
 * period_start.c
 *	  The bucket function of every trend: the first day of the period that something falls in.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_lookup.h"

/*
 * period_start(at date, period cx_period) -> date
 * period_start(at timestamp, period cx_period) -> date
 * period_start(at timestamptz, period cx_period, zone cx_zone) -> date
 *		The first day of the period, as the calendar on the wall has it; an instant is put into the
 *		local time of the zone first. NULL at: NULL. NULL period or zone: error 22004. An infinite
 *		at, or a period that begins before the first date: error 22008.
 */
PG_FUNCTION_INFO_V1(cx_period_start_date);
Datum
cx_period_start_date(PG_FUNCTION_ARGS)
{
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 1, -1, CX_ANSWER_FIRST_DAY);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_lookup_day(lookup, PG_GETARG_DATEADT(0)));
}

PG_FUNCTION_INFO_V1(cx_period_start_timestamp);
Datum
cx_period_start_timestamp(PG_FUNCTION_ARGS)
{
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 1, -1, CX_ANSWER_FIRST_DAY);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_lookup_timestamp(lookup, PG_GETARG_TIMESTAMP(0)));
}

PG_FUNCTION_INFO_V1(cx_period_start_timestamptz);
Datum
cx_period_start_timestamptz(PG_FUNCTION_ARGS)
{
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 1, 2, CX_ANSWER_FIRST_DAY);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(0)));
}
