/*
 * activity_range.c
 *	  The periods of a history from one day to just before another.
 *
 * A range takes whole periods only: half a month of a history of months cannot be told from the other
 * half, so a bound within a period is an error and not a guess.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/state_text.h"
#include "retention/activity_range.h"

static const char *
shown(DateADT day)
{
	StringInfoData text;

	initStringInfo(&text);
	cx_append_date(&text, day);
	return text.data;
}

static DateADT
day_arg(FunctionCallInfo fcinfo, int argno, const char *what)
{
	DateADT day;

	if (PG_ARGISNULL(argno))
		cx_refuse_null(what,
					   "A range goes from the first day of a period, from_day, to the first day of "
					   "another one, to_day, which is not in it.");
	day = PG_GETARG_DATEADT(argno);
	if (DATE_NOT_FINITE(day))
		cx_refuse_infinite(what);
	return day;
}

CxDayRange
cx_day_range_arg(FunctionCallInfo fcinfo, int argno)
{
	CxDayRange range;

	range.from = day_arg(fcinfo, argno, "from_day");
	range.to = day_arg(fcinfo, argno + 1, "to_day");
	if (range.from > range.to)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("from_day %s is after to_day %s", shown(range.from), shown(range.to)),
				errhint("A range begins with from_day and ends just before to_day."));
	return range;
}

/* The hint names what could have been meant: the periods that begin before and after the day. */
pg_noreturn static void
refuse_within(const char *what, DateADT day, CxPeriod period, int64 number)
{
	const char *name = cx_period_name(period);
	const char *hint;

	if (!cx_period_is_valid(period, number))
		hint = psprintf("The first %s begins on %s.", name,
						shown(cx_period_first_day(period, number + 1)));
	else if (!cx_period_is_valid(period, number + 1))
		hint =
			psprintf("The last %s begins on %s.", name, shown(cx_period_first_day(period, number)));
	else
		hint =
			psprintf("The nearest ones are %s and %s; a history of days can be asked for any day.",
					 shown(cx_period_first_day(period, number)),
					 shown(cx_period_first_day(period, number + 1)));
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s %s is not the first day of a %s", what, shown(day), name),
			errhint("%s", hint));
}

/* The number of the period that begins on the day. */
static int64
period_from(const CxActivity *activity, const char *what, DateADT day)
{
	CxPeriod period = (CxPeriod) activity->kind;
	int64 number = cx_period_number(period, day);

	if (!cx_period_is_valid(period, number) || cx_period_first_day(period, number) != day)
		refuse_within(what, day, period, number);
	return number;
}

void
cx_activity_need_calendar(const CxActivity *activity)
{
	if (activity->kind == CX_ROLLING)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("rolling windows are not periods of the calendar"),
				errhint("Cut the rows with activity_agg() to ask for days."));
}

CxPeriodRange
cx_activity_period_range(const CxActivity *activity, CxDayRange days)
{
	CxPeriodRange range;

	cx_activity_need_calendar(activity);
	range.from = period_from(activity, "from_day", days.from);
	range.to = period_from(activity, "to_day", days.to);
	return range;
}

int64
cx_activity_count_in(const CxActivity *activity, CxPeriodRange range)
{
	int64 from = Max(range.from - activity->start, 0);
	int64 to = Min(range.to - activity->start, (int64) cx_activity_words(activity) * 64);
	int64 count = 0;

	if (from >= to)
		return 0;
	for (int64 w = from / 64; w <= (to - 1) / 64; w++)
	{
		uint64 word = activity->words[w];

		if (w == from / 64)
			word &= ~UINT64CONST(0) << (from % 64);
		if (w == (to - 1) / 64)
			word &= ~UINT64CONST(0) >> (63 - (to - 1) % 64);
		count += pg_popcount64(word);
	}
	return count;
}

/* A history without activity has no periods to compare the days with, and was active in none. */
static int64
count_between(const CxActivity *activity, CxDayRange days)
{
	cx_activity_need_calendar(activity);
	return cx_activity_empty(activity)
			   ? 0
			   : cx_activity_count_in(activity, cx_activity_period_range(activity, days));
}

/*
 * period_count(cx_activity, from_day date, to_day date) -> bigint
 * active_between(cx_activity, from_day date, to_day date) -> boolean
 *		In how many periods from from_day to just before to_day the customer was active, and whether in
 *		any. 0 and false for the empty state and for an empty range; a NULL state gives NULL. A NULL
 *		bound: error 22004; an infinite one: 22008; from_day after to_day, a bound that is not the first
 *		day of a period of the history, or rolling windows: 22023.
 */
PG_FUNCTION_INFO_V1(cx_activity_period_count_in);
Datum
cx_activity_period_count_in(PG_FUNCTION_ARGS)
{
	CxDayRange range = cx_day_range_arg(fcinfo, 1);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_INT64(count_between(PG_GETARG_ACTIVITY_P(0), range));
}

PG_FUNCTION_INFO_V1(cx_activity_active_between);
Datum
cx_activity_active_between(PG_FUNCTION_ARGS)
{
	CxDayRange range = cx_day_range_arg(fcinfo, 1);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(count_between(PG_GETARG_ACTIVITY_P(0), range) > 0);
}
