/*
 * period.c
 *	  Periods of the calendar: their names, their numbers, their first days.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/datetime.h"

#include "base/args.h"
#include "base/enum.h"
#include "base/period.h"

/* 2000-01-01, day 0, was a Saturday. */
#define FIRST_MONDAY (-5)
#define FIRST_SUNDAY (-6)

static const char *const names[CX_PERIODS] = {"day",   "week",    "week_sunday",
											  "month", "quarter", "year"};

const char *
cx_period_name(CxPeriod period)
{
	return names[period];
}

bool
cx_period_by_name(const char *name, CxPeriod *period)
{
	for (int i = 0; i < CX_PERIODS; i++)
		if (strcmp(name, names[i]) == 0)
		{
			*period = (CxPeriod) i;
			return true;
		}
	return false;
}

CxPeriod
cx_period_arg(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		cx_refuse_null("period", "Periods are day, week, week_sunday, month, quarter and year.");
	return (CxPeriod) cx_enum_code(PG_GETARG_OID(argno), names, CX_PERIODS);
}

static inline int64
floor_div(int64 a, int64 b)
{
	return a / b - (a % b < 0);
}

static int64
month_number(DateADT day)
{
	int year, month, mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	return ((int64) year - 2000) * 12 + month - 1;
}

int32
cx_period_number(CxPeriod period, DateADT day)
{
	switch (period)
	{
		case CX_DAY:
			break;
		case CX_WEEK:
			return (int32) floor_div((int64) day - FIRST_MONDAY, 7);
		case CX_WEEK_SUNDAY:
			return (int32) floor_div((int64) day - FIRST_SUNDAY, 7);
		case CX_MONTH:
			return (int32) month_number(day);
		case CX_QUARTER:
			return (int32) floor_div(month_number(day), 3);
		case CX_YEAR:
			return (int32) floor_div(month_number(day), 12);
	}
	return day;
}

/* As cx_period_first_day, but false where there is no such date. */
static bool
first_day(CxPeriod period, int64 number, int64 *day)
{
	int64 months;
	int64 year;

	switch (period)
	{
		case CX_DAY:
			*day = number;
			break;
		case CX_WEEK:
			*day = number * 7 + FIRST_MONDAY;
			break;
		case CX_WEEK_SUNDAY:
			*day = number * 7 + FIRST_SUNDAY;
			break;
		default:
			months = number * (period == CX_MONTH ? 1 : period == CX_QUARTER ? 3 : 12);
			year = 2000 + floor_div(months, 12);
			if (!IS_VALID_JULIAN(year, (months - floor_div(months, 12) * 12) + 1, 1))
				return false;
			*day = date2j((int) year, (int) (months - floor_div(months, 12) * 12) + 1, 1) -
				   POSTGRES_EPOCH_JDATE;
	}
	return *day >= DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE &&
		   *day < DATE_END_JULIAN - POSTGRES_EPOCH_JDATE;
}

bool
cx_period_is_valid(CxPeriod period, int64 number)
{
	int64 day;

	return number >= PG_INT32_MIN && number <= PG_INT32_MAX && first_day(period, number, &day);
}

DateADT
cx_period_first_day(CxPeriod period, int64 number)
{
	int64 day;

	if (number < PG_INT32_MIN || number > PG_INT32_MAX || !first_day(period, number, &day))
		ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				errmsg("the %s begins outside the range of type date", names[period]));
	return (DateADT) day;
}

bool
cx_period_ended(CxPeriod period, int64 number, DateADT day)
{
	int64 next;

	if (DATE_IS_NOEND(day))
		return true;
	if (DATE_IS_NOBEGIN(day))
		return false;
	if (number >= PG_INT32_MAX || number < PG_INT32_MIN)
		return number < 0;
	if (!first_day(period, number + 1, &next))
		return number < 0;
	return next <= day;
}

int64
cx_last_period_before(CxPeriod period, DateADT day)
{
	if (DATE_IS_NOEND(day))
		return PG_INT64_MAX;
	if (DATE_IS_NOBEGIN(day))
		return PG_INT64_MIN;
	return cx_period_number(period, day - 1);
}
