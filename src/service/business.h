/*
 * business.h
 *	  Counting with a calendar: the open time up to an instant, in closed form.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_BUSINESS_H
#define CX_BUSINESS_H

#include "base/kinds.h"
#include "base/zone_clock.h"
#include "service/calendar.h"

/* A calendar with its clock, kept for the session until others need the place. */
typedef struct CxBusiness
{
	const CxCalendar *calendar; /* a copy */
	const CxClock *clock;
	int64 cycle; /* seconds that the changes of one cycle bring */

	/*
	 * What the changes up to one bring, in seconds: more where clocks were turned back over open time,
	 * less where forward. Filled as far as it was asked for, from change first through last.
	 */
	int first;
	int last;
	bool has_cycle;
	int32 *brought;
} CxBusiness;

/*
 * The same for the same calendar. The answer is good until the next call with another. A zone that this
 * server does not know: error 22023.
 */
extern CxBusiness *cx_business(const CxCalendar *calendar);

/*
 * The open time from some instant long ago to this one, in microseconds modulo 2^64: only differences
 * mean something, and they are exact as numbers without a sign, whatever the span.
 */
extern uint64 cx_business_until(CxBusiness *business, TimestampTz at);

/* The same in local time: what a clock that is never turned would have counted. */
extern uint64 cx_calendar_until(const CxCalendar *calendar, int64 local);

/* The local day of a local time in microseconds. */
static inline int64
cx_local_day(int64 local)
{
	return local / USECS_PER_DAY - (local % USECS_PER_DAY < 0);
}

/* ----- business_add.c ----- */

/* The time of a call that begins with it, by its name. */
extern const CxTimes cx_business_started;
extern const CxTimes cx_business_at;

/* "a date is no instant to count open time from", 22023. */
pg_noreturn extern void cx_refuse_business_date(void);

/* "timestamp out of range", 22008. */
pg_noreturn extern void cx_refuse_business_range(void);

#endif /* CX_BUSINESS_H */
