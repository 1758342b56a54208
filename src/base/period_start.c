/*
 * period_start.c
 *	  The bucket function of every trend: the first day of the period that something falls in.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/calendar.h"

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
	CxCalendar *calendar = cx_calendar(fcinfo, 1, -1, true);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_calendar_day(calendar, PG_GETARG_DATEADT(0)));
}

PG_FUNCTION_INFO_V1(cx_period_start_timestamp);
Datum
cx_period_start_timestamp(PG_FUNCTION_ARGS)
{
	CxCalendar *calendar = cx_calendar(fcinfo, 1, -1, true);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_calendar_timestamp(calendar, PG_GETARG_TIMESTAMP(0)));
}

PG_FUNCTION_INFO_V1(cx_period_start_timestamptz);
Datum
cx_period_start_timestamptz(PG_FUNCTION_ARGS)
{
	CxCalendar *calendar = cx_calendar(fcinfo, 1, 2, true);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_calendar_timestamptz(calendar, PG_GETARG_TIMESTAMPTZ(0)));
}

/*
 * period_start(timestamptz, cx_period), period_start(date or timestamp, cx_period, cx_zone), and
 * the aggregates' forms of the same kind
 *		Always error 22023: an instant belongs to no day without a zone, and a date or a local time
 *		has none to be cut in. They exist so that the error can say so.
 */
PG_FUNCTION_INFO_V1(cx_zone_missing);
Datum
cx_zone_missing(PG_FUNCTION_ARGS)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a timestamp with time zone needs a zone to be cut in"),
			errhint("Add the zone as the last argument: 'Europe/Berlin', or "
					"current_setting('TimeZone') for the session's own."));
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(cx_zone_unwanted);
Datum
cx_zone_unwanted(PG_FUNCTION_ARGS)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a date or a timestamp without time zone has no zone to be cut in"),
			errhint("Leave the zone out, or say which zone the values are in: "
					"at AT TIME ZONE 'UTC' is a timestamp with time zone."));
	PG_RETURN_NULL();
}
