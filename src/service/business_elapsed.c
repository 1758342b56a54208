/*
 * business_elapsed.c
 *	  Open time between two instants, and within ranges.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#include "base/duration.h"
#include "base/interrupts.h"
#include "base/kinds.h"
#include "service/calendar.h"

static const CxTimes times = {0, 2, {"started", "ended"}};

pg_noreturn static void
refuse_kinds(void)
{
	ereport(
		ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		errmsg("started and ended must both be timestamp with time zone, or both timestamp "
			   "without time zone"),
		errhint("What is no instant would become one in the session's time zone. Say where it is "
				"from: at AT TIME ZONE 'Europe/Berlin', day::timestamp AT TIME ZONE "
				"'Europe/Berlin'; or beside a timestamp without time zone write another: "
				"timestamp '2026-01-05 17:00'."));
}

/*
 * business_elapsed(started timestamptz, ended timestamptz, calendar cx_calendar) -> interval
 *		The open time in [started, ended), as hours and finer units only; negative when ended is
 *		earlier. An infinite instant: NULL. Strict. More than 2^63 microseconds: error 22008; a zone
 *		that this server does not know, and a date or local time that PostgreSQL cast (kinds.h): 22023.
 */
PG_FUNCTION_INFO_V1(cx_business_elapsed);
Datum
cx_business_elapsed(PG_FUNCTION_ARGS)
{
	TimestampTz started = PG_GETARG_TIMESTAMPTZ(0);
	TimestampTz ended = PG_GETARG_TIMESTAMPTZ(1);

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&times);
	if (TIMESTAMP_NOT_FINITE(started) || TIMESTAMP_NOT_FINITE(ended))
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(
		cx_micros_interval(cx_business_between(PG_GETARG_CALENDAR_P(2), started, ended)));
}

/*
 * business_elapsed(started timestamp, ended timestamp, calendar cx_calendar) -> interval
 *		The same of local times, as the clocks of the calendar's zone show them. Of one that is shown
 *		twice, the later, of one that is skipped, the instant that AT TIME ZONE has for it.
 */
PG_FUNCTION_INFO_V1(cx_business_elapsed_local);
Datum
cx_business_elapsed_local(PG_FUNCTION_ARGS)
{
	Timestamp started = PG_GETARG_TIMESTAMP(0);
	Timestamp ended = PG_GETARG_TIMESTAMP(1);
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(2);

	CX_CHECK_DATES_ONCE(&times, refuse_kinds());
	if (TIMESTAMP_NOT_FINITE(started) || TIMESTAMP_NOT_FINITE(ended))
		PG_RETURN_NULL();
	PG_RETURN_INTERVAL_P(cx_micros_interval(cx_business_between(
		calendar, cx_calendar_instant(calendar, started), cx_calendar_instant(calendar, ended))));
}

/*
 * business_elapsed(during tstzmultirange, calendar cx_calendar) -> interval
 *		The open time in all its ranges; 0 of an empty one. Bounds count alike whether they belong to
 *		the range or not. A range without a bound, or with an infinite one: NULL. Strict.
 */
PG_FUNCTION_INFO_V1(cx_business_elapsed_ranges);
Datum
cx_business_elapsed_ranges(PG_FUNCTION_ARGS)
{
	MultirangeType *during = PG_GETARG_MULTIRANGE_P(0);
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(1);
	TypeCacheEntry *type = multirange_get_typcache(fcinfo, MultirangeTypeGetOid(during));
	int64 open = 0;

	for (uint32 i = 0; i < during->rangeCount; i++)
	{
		RangeBound lower;
		RangeBound upper;

		CX_CHECK_INTERRUPTS(i);
		multirange_get_bounds(type->rngtype, during, i, &lower, &upper);
		if (lower.infinite || upper.infinite ||
			TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(lower.val)) ||
			TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(upper.val)))
			PG_RETURN_NULL();
		if (pg_add_s64_overflow(open,
								cx_business_between(calendar, DatumGetTimestampTz(lower.val),
													DatumGetTimestampTz(upper.val)),
								&open))
			cx_refuse_long_duration("the open time");
	}
	PG_RETURN_INTERVAL_P(cx_micros_interval(open));
}

/*
 * business_elapsed(...) of mixed kinds of time, and of dates
 *		Always error 22023: without these forms PostgreSQL would cast the arguments in the session's
 *		zone, which need not be that of the calendar.
 */
PG_FUNCTION_INFO_V1(cx_business_kinds);
Datum
cx_business_kinds(PG_FUNCTION_ARGS)
{
	refuse_kinds();
}
