/*
 * calendar.h
 *	  Which period an instant falls in, at the price of a table lookup.
 *
 * A calendar belongs to one call site and lives as long as its query. For each day of UTC it knows
 * the period at its beginning, the instant within it at which the local day changes, and the period
 * after that. Days with a change of the clock are told apart and computed as PostgreSQL does.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CALENDAR_H
#define CX_CALENDAR_H

#include "fmgr.h"
#include "pgtime.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "base/period.h"

/* The days with a table: 1850-01-01 and the 358 years after it. Others are computed, every time. */
#define CX_CALENDAR_FIRST_DAY (-54786)
#define CX_CALENDAR_PAGE      512
#define CX_CALENDAR_PAGES     256

/* No period has this number, and no date this value. */
#define CX_CALENDAR_UNKNOWN PG_INT32_MIN

typedef struct CxCalendarDay
{
	TimestampTz midnight; /* of the local day that begins within this day of UTC */
	int32 before;         /* period, or its first day, until then; UNKNOWN when not looked up yet */
	int32 after;          /* from then on */
} CxCalendarDay;

typedef struct CxCalendar
{
	CxPeriod period;
	Oid period_value;     /* of the enum, that the next row's is compared with */
	bool constant;        /* the arguments cannot differ in the next row */
	bool gives_first_day; /* answers are first days of periods, not their numbers */
	pg_tz *zone;          /* NULL for date and timestamp, which have none */
	struct varlena *zone_value;
	MemoryContext context;
	CxCalendarDay *pages[CX_CALENDAR_PAGES];
} CxCalendar;

/*
 * The calendar for the arguments period_arg (-1: of days) and zone_arg (-1: without a zone) of this
 * call. Kept in fn_extra, which the caller must not use for anything else. NULL argument: error
 * 22004.
 */
extern CxCalendar *cx_calendar_make(FunctionCallInfo fcinfo, int period_arg, int zone_arg,
									bool gives_first_day);

/* What has no entry in the table; errors 22008 for what is infinite. */
extern int32 cx_calendar_day_slow(CxCalendar *calendar, DateADT day);
extern int32 cx_calendar_timestamp_slow(CxCalendar *calendar, Timestamp at);
extern int32 cx_calendar_timestamptz_slow(CxCalendar *calendar, TimestampTz at);

static pg_attribute_always_inline CxCalendar *
cx_calendar(FunctionCallInfo fcinfo, int period_arg, int zone_arg, bool gives_first_day)
{
	CxCalendar *calendar = (CxCalendar *) fcinfo->flinfo->fn_extra;

	if (likely(calendar != NULL && calendar->constant))
		return calendar;
	return cx_calendar_make(fcinfo, period_arg, zone_arg, gives_first_day);
}

/* The entry of a day of the table's range, which may still be unknown; NULL beyond it. */
static inline const CxCalendarDay *
cx_calendar_entry(const CxCalendar *calendar, uint64 index)
{
	const CxCalendarDay *page;

	if (unlikely(index >= CX_CALENDAR_PAGES * CX_CALENDAR_PAGE))
		return NULL;
	page = calendar->pages[index / CX_CALENDAR_PAGE];
	return likely(page != NULL) ? &page[index % CX_CALENDAR_PAGE] : NULL;
}

/* Days since the first of the table; what lies before it becomes a very large number. */
static inline uint64
cx_calendar_index(int64 at)
{
	/* without a sign: infinite timestamps are the ends of the range */
	return ((uint64) at - (uint64) (CX_CALENDAR_FIRST_DAY * USECS_PER_DAY)) /
		   (uint64) USECS_PER_DAY;
}

/*
 * Period, or its first day, of a date, of a local time, of an instant; and the same if it is in the
 * table already, for who has a short way then.
 */
static pg_attribute_always_inline bool
cx_calendar_known_day(const CxCalendar *calendar, DateADT day, int32 *period)
{
	const CxCalendarDay *entry =
		cx_calendar_entry(calendar, (uint64) ((int64) day - CX_CALENDAR_FIRST_DAY));

	if (unlikely(entry == NULL || entry->before == CX_CALENDAR_UNKNOWN))
		return false;
	*period = entry->before;
	return true;
}

static inline int32
cx_calendar_day(CxCalendar *calendar, DateADT day)
{
	int32 period;

	if (likely(cx_calendar_known_day(calendar, day, &period)))
		return period;
	return cx_calendar_day_slow(calendar, day);
}

static pg_attribute_always_inline bool
cx_calendar_known_timestamp(const CxCalendar *calendar, Timestamp at, int32 *period)
{
	const CxCalendarDay *entry = cx_calendar_entry(calendar, cx_calendar_index(at));

	if (unlikely(entry == NULL || entry->before == CX_CALENDAR_UNKNOWN))
		return false;
	*period = entry->before;
	return true;
}

static inline int32
cx_calendar_timestamp(CxCalendar *calendar, Timestamp at)
{
	int32 period;

	if (likely(cx_calendar_known_timestamp(calendar, at, &period)))
		return period;
	return cx_calendar_timestamp_slow(calendar, at);
}

static pg_attribute_always_inline bool
cx_calendar_known_timestamptz(const CxCalendar *calendar, TimestampTz at, int32 *period)
{
	const CxCalendarDay *entry = cx_calendar_entry(calendar, cx_calendar_index(at));

	if (unlikely(entry == NULL || entry->before == CX_CALENDAR_UNKNOWN))
		return false;
	*period = at < entry->midnight ? entry->before : entry->after;
	return true;
}

static inline int32
cx_calendar_timestamptz(CxCalendar *calendar, TimestampTz at)
{
	int32 period;

	if (likely(cx_calendar_known_timestamptz(calendar, at, &period)))
		return period;
	return cx_calendar_timestamptz_slow(calendar, at);
}

#endif /* CX_CALENDAR_H */
