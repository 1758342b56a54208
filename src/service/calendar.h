/*
 * calendar.h
 *	  Type cx_calendar: the hours that count, week by week, and the dates that differ, in a zone.
 *
 * A value is made once and read for every row, so it holds what a read needs: seconds open from the
 * beginning of a week to each weekday, and for each date that differs by how much the dates before it
 * differ from their weekdays. The open time up to any local time is then one division and one binary
 * search, however far away it lies. Days with the same windows share them, which keeps a hundred
 * holidays near a kilobyte.
 *
 * Every value has one form: windows in order and joined where they touch, dates in order, shapes
 * numbered as they first occur from Monday on, what is not used zero.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CALENDAR_H
#define CX_CALENDAR_H

#include "fmgr.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "base/compat.h"

#define CX_WEEKDAYS 7 /* from Monday */

/* Of a day, in seconds from its midnight: [begins, ends), and what the windows before it have. */
typedef struct CxWindow
{
	int32 begins;
	int32 ends;
	int32 before;
} CxWindow;

typedef struct CxCalendar
{
	int32 vl_len_;
	uint16 zone_length;
	uint16 shapes;             /* different days */
	uint64 fingerprint;        /* of all that follows */
	int32 dates;               /* that differ */
	int32 week;                /* seconds open in a week */
	int32 before[CX_WEEKDAYS]; /* seconds open in the week before a weekday */
	uint16 shape[CX_WEEKDAYS]; /* of a weekday */
	uint16 windows;            /* of all shapes */
	int32 data[FLEXIBLE_ARRAY_MEMBER];

	/*
	 * int32 date[dates]			in order
	 * int32 differ[dates + 1]		seconds that the dates before have more than their weekdays
	 * CxWindow window[windows]		of the first shape, then of the second ...
	 * uint16 first[shapes + 1]		of a shape's windows
	 * uint16 date_shape[dates]
	 * char zone[zone_length + 1]
	 */
} CxCalendar;

#define PG_GETARG_CALENDAR_P(n)  ((const CxCalendar *) PG_GETARG_VARLENA_P(n))
#define DatumGetCalendarP(datum) ((const CxCalendar *) PG_DETOAST_DATUM(datum))

/* More than anybody needs: every date of 27 years. They bound memory, the sums, and hostile input. */
#define CX_CALENDAR_MAX_DATES   10000
#define CX_CALENDAR_MAX_WINDOWS 60000

/* Dates that differ lie before 2500: from then on one week is like the other (business.c). */
#define CX_CALENDAR_END_DATE 182622

static inline const int32 *
cx_calendar_dates(const CxCalendar *calendar)
{
	return calendar->data;
}

static inline const int32 *
cx_calendar_differ(const CxCalendar *calendar)
{
	return calendar->data + calendar->dates;
}

static inline const CxWindow *
cx_calendar_windows(const CxCalendar *calendar)
{
	return (const CxWindow *) (cx_calendar_differ(calendar) + calendar->dates + 1);
}

static inline const uint16 *
cx_calendar_first(const CxCalendar *calendar)
{
	return (const uint16 *) (cx_calendar_windows(calendar) + calendar->windows);
}

static inline const uint16 *
cx_calendar_date_shape(const CxCalendar *calendar)
{
	return cx_calendar_first(calendar) + calendar->shapes + 1;
}

static inline const char *
cx_calendar_zone(const CxCalendar *calendar)
{
	return (const char *) (cx_calendar_date_shape(calendar) + calendar->dates);
}

/* 2000-01-01, day 0, was a Saturday. */
static inline int
cx_weekday(int64 day)
{
	int weekday = (int) ((day + 5) % CX_WEEKDAYS);

	return weekday < 0 ? weekday + CX_WEEKDAYS : weekday;
}

/* How many of the dates that differ lie before a day. */
extern int cx_calendar_dates_before(const CxCalendar *calendar, int64 day);

/* The shape of a day: that of the date, if it differs, or of its weekday. */
extern int cx_calendar_shape(const CxCalendar *calendar, int64 day);

/*
 * Microseconds that are open in [from, to), both finite; negative when to is earlier. A zone that this
 * server does not know: error 22023. More than an interval can hold: error 22008.
 */
extern int64 cx_business_between(const CxCalendar *calendar, TimestampTz from, TimestampTz to);

/* The instant at which clocks of the calendar's zone show a finite local time, as AT TIME ZONE has it. */
extern TimestampTz cx_calendar_instant(const CxCalendar *calendar, Timestamp local);

/* And the other way. Beyond the range of type timestamp: error 22008. */
extern Timestamp cx_calendar_local(const CxCalendar *calendar, TimestampTz at);

/* Argument argno, a cx_calendar; NULL: error 22004. For functions that are not strict. */
extern const CxCalendar *cx_calendar_arg(FunctionCallInfo fcinfo, int argno);

#endif /* CX_CALENDAR_H */
