/*
 * period.h
 *	  Periods of the calendar: days, weeks, months, quarters, years, each with a number.
 *
 * The number of a period counts from the one that holds 2000-01-01, so that "k periods later" is an
 * addition whatever the length of months. Days are those of the proleptic Gregorian calendar, as
 * everywhere in PostgreSQL.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PERIOD_H
#define CX_PERIOD_H

#include "fmgr.h"
#include "utils/date.h"

#include "base/compat.h"

/* States store these codes, never the OIDs of the enum: they keep their meaning forever. */
typedef enum CxPeriod
{
	CX_DAY,
	CX_WEEK,        /* ISO: from Monday */
	CX_WEEK_SUNDAY, /* from Sunday */
	CX_MONTH,
	CX_QUARTER,
	CX_YEAR
} CxPeriod;

#define CX_PERIODS (CX_YEAR + 1)

extern const char *cx_period_name(CxPeriod period);

/* false when there is no such period */
extern bool cx_period_by_name(const char *name, CxPeriod *period);

/* Argument argno, a cx_period; NULL: error 22004. */
extern CxPeriod cx_period_arg(FunctionCallInfo fcinfo, int argno);

/* The number of the period that holds a day; the day is finite. */
extern int32 cx_period_number(CxPeriod period, DateADT day);

/* The first day of a period. One before the first or after the last date: error 22008. */
extern DateADT cx_period_first_day(CxPeriod period, int64 number);

/* Does the period begin within the range of type date? */
extern bool cx_period_is_valid(CxPeriod period, int64 number);

/* Has the period ended before the day begins? Never an error, whatever the number. */
extern bool cx_period_ended(CxPeriod period, int64 number, DateADT day);

/*
 * The last period that begins before a day, for rows up to "as of": PG_INT64_MAX for 'infinity',
 * PG_INT64_MIN for '-infinity'.
 */
extern int64 cx_last_period_before(CxPeriod period, DateADT day);

#endif /* CX_PERIOD_H */
