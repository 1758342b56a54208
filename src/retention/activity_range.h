/*
 * activity_range.h
 *	  The periods of a history from one day to just before another.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ACTIVITY_RANGE_H
#define CX_ACTIVITY_RANGE_H

#include "retention/activity.h"

/* Half-open: from is in it, to is not. Equal ends are a range without periods. */
typedef struct CxDayRange
{
	DateADT from;
	DateADT to;
} CxDayRange;

/*
 * Arguments argno and argno + 1, from_day and to_day. A NULL: error 22004; an infinite day: 22008; one
 * that ends before it begins: 22023.
 */
extern CxDayRange cx_day_range_arg(FunctionCallInfo fcinfo, int argno);

/* The same by the numbers of the periods of a history. */
typedef struct CxPeriodRange
{
	int64 from;
	int64 to;
} CxPeriodRange;

/*
 * The range in periods of a history, which is not empty. A bound that is not the first day of a period
 * of the history's kind, or rolling windows: error 22023.
 */
extern CxPeriodRange cx_activity_period_range(const CxActivity *activity, CxDayRange days);

/* In how many periods of the range the customer was active. */
extern int64 cx_activity_count_in(const CxActivity *activity, CxPeriodRange range);

/* Rolling windows are not periods of the calendar, so they have no first day: error 22023. */
extern void cx_activity_need_calendar(const CxActivity *activity);

#endif /* CX_ACTIVITY_RANGE_H */
