/*
 * business_add.c
 *	  The instant that lies so much open time away, whether one is open, and the next that is.
 *
 * Open time up to an instant never falls, so the instant is found by bisection of what business.c
 * counts: the two agree to the microsecond whatever clocks do.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "base/duration.h"
#include "service/business.h"

static const char *
instant_text(TimestampTz at)
{
	return DatumGetCString(DirectFunctionCall1(timestamptz_out, TimestampTzGetDatum(at)));
}

void
cx_refuse_business_date(void)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a date is no instant to count open time from"),
			errhint("Say when on that day: day + time '09:00' is a local time of the calendar's "
					"zone."));
}

void
cx_refuse_business_range(void)
{
	ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("timestamp out of range"),
			errhint("Timestamps are from 4714 BC to 294276 AD."));
}

/* No such instant: the week is closed and the dates are used up, or it lies beyond the type. */
pg_noreturn static void
refuse_add(const CxCalendar *calendar, TimestampTz started, bool forward)
{
	if (calendar->week > 0)
		cx_refuse_business_range();
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("the calendar has too little open time %s %s", forward ? "after" : "before",
				   instant_text(started)),
			errhint("No day of its week has windows, and its dates have no more of them."));
}

/* The earliest instant from which on so much of the time after started has been open. */
static TimestampTz
add_forward(CxBusiness *business, TimestampTz started, int64 open)
{
	uint64 base = cx_business_until(business, started);
	int64 step = open;
	TimestampTz low = started; /* not yet */
	TimestampTz high = started;

	while (cx_business_until(business, high) - base < (uint64) open)
	{
		if (high == END_TIMESTAMP - 1)
			refuse_add(business->calendar, started, true);
		low = high;
		if (pg_add_s64_overflow(high, step, &high) || high >= END_TIMESTAMP)
			high = END_TIMESTAMP - 1;
		if (pg_mul_s64_overflow(step, 2, &step))
			step = PG_INT64_MAX;
	}
	while (high - low > 1)
	{
		TimestampTz middle = low + (high - low) / 2;

		if (cx_business_until(business, middle) - base < (uint64) open)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* The latest instant from which on so much of the time before started was open. */
static TimestampTz
add_backward(CxBusiness *business, TimestampTz started, uint64 open)
{
	uint64 base = cx_business_until(business, started);
	int64 step = (int64) Min(open, (uint64) PG_INT64_MAX);
	TimestampTz low = started;
	TimestampTz high = started; /* too late */

	while (base - cx_business_until(business, low) < open)
	{
		if (low == MIN_TIMESTAMP)
			refuse_add(business->calendar, started, false);
		high = low;
		if (pg_sub_s64_overflow(low, step, &low) || low < MIN_TIMESTAMP)
			low = MIN_TIMESTAMP;
		if (pg_mul_s64_overflow(step, 2, &step))
			step = PG_INT64_MAX;
	}
	while (high - low > 1)
	{
		TimestampTz middle = low + (high - low) / 2;

		if (base - cx_business_until(business, middle) < open)
			high = middle;
		else
			low = middle;
	}
	return low;
}

/* Only hours: how many of them a day has is what the calendar says. */
static int64
open_arg(const Interval *span)
{
#ifdef INTERVAL_NOT_FINITE
	if (!INTERVAL_NOT_FINITE(span))
#endif
		if (span->day != 0 || span->month != 0)
			ereport(
				ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("open time to add must be in hours, not days or months: %s",
					   DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(span)))),
				errhint("Write hours, such as '16 hours' for two days of eight, or "
						"business_add_days(started, 2, calendar) for the second open day."));
	return cx_interval_micros(span, "open time to add");
}

static TimestampTz
add(const CxCalendar *calendar, TimestampTz started, const Interval *span)
{
	int64 open = open_arg(span);

	if (open == 0)
		return started;
	if (open > 0)
		return add_forward(cx_business(calendar), started, open);
	return add_backward(cx_business(calendar), started, -(uint64) open);
}

static bool
is_open(CxBusiness *business, TimestampTz at)
{
	return cx_business_until(business, at + 1) != cx_business_until(business, at);
}

/* The instant itself when it is open: a microsecond of open time later is one after the answer. */
static TimestampTz
next_open(const CxCalendar *calendar, TimestampTz at)
{
	CxBusiness *business = cx_business(calendar);

	if (at == END_TIMESTAMP - 1 && is_open(business, at))
		return at; /* no instant is after it */
	return add_forward(business, at, 1) - 1;
}

Timestamp
cx_calendar_local(const CxCalendar *calendar, TimestampTz at)
{
	Timestamp local = at + cx_clock_offset(cx_clock(cx_calendar_zone(calendar)), at);

	if (!IS_VALID_TIMESTAMP(local))
		cx_refuse_business_range();
	return local;
}

const CxTimes cx_business_started = {0, 1, {"started"}};
const CxTimes cx_business_at = {0, 1, {"at"}};

/*
 * business_add(started timestamptz, open interval, calendar cx_calendar) -> timestamptz
 * business_add(started timestamp, open interval, calendar cx_calendar) -> timestamp
 *		The earliest instant at which so much open time has passed since started: the end of a window,
 *		not the beginning of the next. Negative: the latest from which on so much was open before. Zero:
 *		started itself. A local time is one of the calendar's zone. An infinite started: NULL. Strict.
 *		Days or months in the interval, a calendar that is not open for so long, or a date or local time
 *		that PostgreSQL cast (kinds.h): error 22023; beyond the type: 22008.
 */
PG_FUNCTION_INFO_V1(cx_business_add);
Datum
cx_business_add(PG_FUNCTION_ARGS)
{
	TimestampTz started = PG_GETARG_TIMESTAMPTZ(0);

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&cx_business_started);
	if (TIMESTAMP_NOT_FINITE(started))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(add(PG_GETARG_CALENDAR_P(2), started, PG_GETARG_INTERVAL_P(1)));
}

PG_FUNCTION_INFO_V1(cx_business_add_local);
Datum
cx_business_add_local(PG_FUNCTION_ARGS)
{
	Timestamp started = PG_GETARG_TIMESTAMP(0);
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(2);

	CX_CHECK_DATES_ONCE(&cx_business_started, cx_refuse_business_date());
	if (TIMESTAMP_NOT_FINITE(started))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMP(cx_calendar_local(
		calendar, add(calendar, cx_calendar_instant(calendar, started), PG_GETARG_INTERVAL_P(1))));
}

/*
 * business_open(at timestamptz, calendar cx_calendar) -> boolean
 * business_open(at timestamp, calendar cx_calendar) -> boolean
 *		Does the instant lie in a window? Windows are open when they begin and closed when they end. A
 *		local time is one of the calendar's zone. An infinite one: NULL. Strict.
 */
PG_FUNCTION_INFO_V1(cx_business_open);
Datum
cx_business_open(PG_FUNCTION_ARGS)
{
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(0);

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&cx_business_at);
	if (TIMESTAMP_NOT_FINITE(at))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(is_open(cx_business(PG_GETARG_CALENDAR_P(1)), at));
}

PG_FUNCTION_INFO_V1(cx_business_open_local);
Datum
cx_business_open_local(PG_FUNCTION_ARGS)
{
	Timestamp at = PG_GETARG_TIMESTAMP(0);
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(1);

	CX_CHECK_DATES_ONCE(&cx_business_at, cx_refuse_business_date());
	if (TIMESTAMP_NOT_FINITE(at))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(is_open(cx_business(calendar), cx_calendar_instant(calendar, at)));
}

/*
 * business_next(at timestamptz, calendar cx_calendar) -> timestamptz
 * business_next(at timestamp, calendar cx_calendar) -> timestamp
 *		The first open instant from at on: at itself when it is open. An infinite at: NULL. Strict. A
 *		calendar that is never open again: error 22023; beyond the type: 22008.
 */
PG_FUNCTION_INFO_V1(cx_business_next);
Datum
cx_business_next(PG_FUNCTION_ARGS)
{
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(0);

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&cx_business_at);
	if (TIMESTAMP_NOT_FINITE(at))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(next_open(PG_GETARG_CALENDAR_P(1), at));
}

PG_FUNCTION_INFO_V1(cx_business_next_local);
Datum
cx_business_next_local(PG_FUNCTION_ARGS)
{
	Timestamp at = PG_GETARG_TIMESTAMP(0);
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(1);

	CX_CHECK_DATES_ONCE(&cx_business_at, cx_refuse_business_date());
	if (TIMESTAMP_NOT_FINITE(at))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMP(
		cx_calendar_local(calendar, next_open(calendar, cx_calendar_instant(calendar, at))));
}

/*
 * business_add, business_add_days, business_open, business_next(date, ...)
 *		Always error 22023: a date would become its midnight in the session's zone.
 */
PG_FUNCTION_INFO_V1(cx_business_date);
Datum
cx_business_date(PG_FUNCTION_ARGS)
{
	cx_refuse_business_date();
}
