/*
 * activity_agg.c
 *	  Folding one customer's rows into cx_activity.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/kinds.h"
#include "base/period_lookup.h"
#include "base/result.h"
#include "retention/activity_build.h"

static CxActivity *
add_period(CxActivity *activity, CxPeriod period, int64 number, bool in_place)
{
	if (unlikely(cx_activity_empty(activity)))
	{
		activity = cx_activity_new(1);
		activity->kind = (uint8) period;
		activity->start = number;
		activity->words[0] = 1;
		return activity;
	}
	if (unlikely(activity->kind != period))
		cx_check_same_kind(activity->kind, activity->width, period, 0);
	return cx_activity_with_bit(activity, number - activity->start, in_place);
}

/*
 * cx_activity_count(cx_activity, at date, cx_period) -> cx_activity
 * cx_activity_count(cx_activity, at timestamp, cx_period) -> cx_activity
 * cx_activity_count(cx_activity, at timestamptz, cx_period, cx_zone) -> cx_activity
 *		Transition of activity_agg: active in the period that holds at, in the zone's calendar. A
 *		NULL at is skipped; a NULL state gives NULL. NULL period or zone: error 22004; infinite at:
 *		error 22008; another period than the state's: error 22023; more than 65536 periods from the
 *		first to the last: error 54000.
 */
#define TRANSITION(symbol, zone_arg, number)                                                       \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 2, zone_arg, CX_ANSWER_NUMBER);          \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		PG_RETURN_ACTIVITY_P(                                                                      \
			add_period(PG_GETARG_ACTIVITY_P(0), lookup->period, number, cx_owns_state(fcinfo)));   \
	}

TRANSITION(cx_activity_count_date, -1, cx_period_lookup_day(lookup, PG_GETARG_DATEADT(1)))
TRANSITION(cx_activity_count_timestamp, -1,
		   cx_period_lookup_timestamp(lookup, PG_GETARG_TIMESTAMP(1)))
TRANSITION(cx_activity_count_timestamptz, 3,
		   cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(1)))

/* A width in microseconds; a day is 24 hours, as windows are not of the calendar. */
static int64
width_arg(FunctionCallInfo fcinfo, int argno)
{
	const Interval *width;
	int64 days;
	int64 total;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("width", "Write the width of a window, such as '7 days'.");
	width = PG_GETARG_INTERVAL_P(argno);
	if (width->month != 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a rolling window cannot be measured in months"),
				errdetail("Months differ in length."), errhint("Write '30 days'."));
	if (pg_mul_s64_overflow(width->day, USECS_PER_DAY, &days) ||
		pg_add_s64_overflow(days, width->time, &total) || total <= 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("the width of a rolling window must be positive"),
				errhint("Write the width of a window, such as '7 days'."));
	return total;
}

/* The time of an argument that SQL knows as what. */
static Timestamp
midnight(DateADT day, const char *what)
{
	if (DATE_NOT_FINITE(day))
		cx_refuse_infinite(what);
	if (day >= TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE)
		ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				errmsg("date out of range for timestamp"));
	return day * USECS_PER_DAY;
}

static Timestamp
finite_time(Timestamp at, const char *what)
{
	if (TIMESTAMP_NOT_FINITE(at))
		cx_refuse_infinite(what);
	return at;
}

static CxActivity *
add_window(CxActivity *activity, bool in_place, Timestamp start, int64 width, const Timestamp *at)
{
	int64 elapsed;

	if (unlikely(cx_activity_empty(activity)))
	{
		activity = cx_activity_new(0);
		activity->kind = CX_ROLLING;
		activity->start = start;
		activity->width = width;
	}
	else
	{
		cx_check_same_kind(activity->kind, activity->width, CX_ROLLING, width);
		if (activity->start != start)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("a customer started at two different times"),
					errhint("Windows count from one start: take the first with min()."));
	}
	/* activity before the start is not a return */
	if (at == NULL || *at < start)
		return activity;
	if (pg_sub_s64_overflow(*at, start, &elapsed))
		cx_refuse_long_activity();
	return cx_activity_with_bit(activity, elapsed / width, in_place);
}

static const CxTimes rolling_times = {1, 2, {"at", "started"}};

/*
 * cx_activity_roll(cx_activity, at, started, width interval) -> cx_activity
 *		at and started are both date, both timestamp or both timestamptz.
 *		Transition of rolling_activity_agg: active in window k when at lies in [started + k width,
 *		started + (k + 1) width). A NULL started is skipped; a NULL at leaves a customer who started
 *		and did nothing; at before started is ignored; a NULL state gives NULL. NULL width: error
 *		22004; one with months, or not positive: error 22023; infinite times: error 22008; a date or
 *		local time among instants (kinds.h), another start or width than in the rows before: error
 *		22023; more than 65536 windows: error 54000.
 */
#define ROLLING(symbol, KIND, time, what)                                                          \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		int64 width = width_arg(fcinfo, 3);                                                        \
		Timestamp at = 0;                                                                          \
                                                                                                   \
		CX_CHECK_KINDS_ONCE_##KIND(&rolling_times);                                                \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(2)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		if (!PG_ARGISNULL(1))                                                                      \
			at = time(1, what);                                                                    \
		PG_RETURN_ACTIVITY_P(add_window(PG_GETARG_ACTIVITY_P(0), cx_owns_state(fcinfo),            \
										time(2, "started"), width, PG_ARGISNULL(1) ? NULL : &at)); \
	}

#define DATE_ARG(n, what) midnight(PG_GETARG_DATEADT(n), what)
#define TIME_ARG(n, what) finite_time(PG_GETARG_TIMESTAMP(n), what)

ROLLING(cx_activity_roll_date, DATE, DATE_ARG, "date")
ROLLING(cx_activity_roll_timestamp, TIMESTAMP, TIME_ARG, "timestamp")
ROLLING(cx_activity_roll_timestamptz, TIMESTAMPTZ, TIME_ARG, "timestamp")
