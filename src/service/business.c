/*
 * business.c
 *	  Counting with a calendar: the open time up to an instant, in closed form.
 *
 * An instant is open when the local clock shows an open time. While clocks are not turned, the open
 * time between two instants is that between their local times: weeks times the hours of a week, the
 * days of a week before, what the dates in between differ by, the windows of the day before. Where
 * clocks are turned at T, local time jumps from T + old offset to T + new offset, and what a clock that
 * is never turned would have counted between the two is what the change brings, or takes. So a time
 * skipped is never open, a time repeated is open twice, and nothing is asked about days of 23 hours.
 *
 * What changes bring is summed once for each calendar; then an answer costs the same for ten minutes
 * as for ten years.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/datetime.h"
#include "utils/memutils.h"

#include "base/duration.h"
#include "service/business.h"
#include "service/calendar_build.h"

int
cx_calendar_dates_before(const CxCalendar *calendar, int64 day)
{
	const int32 *base = cx_calendar_dates(calendar);
	int length = calendar->dates;

	while (length > 0)
	{
		int half = (length + 1) / 2;

		base += base[half - 1] < day ? half : 0;
		length -= half;
	}
	return (int) (base - cx_calendar_dates(calendar));
}

/* The shape of a day, with the number of dates before it known. */
static inline int
shape_of(const CxCalendar *calendar, int64 day, int before)
{
	if (before < calendar->dates && cx_calendar_dates(calendar)[before] == day)
		return cx_calendar_date_shape(calendar)[before];
	return calendar->shape[cx_weekday(day)];
}

int
cx_calendar_shape(const CxCalendar *calendar, int64 day)
{
	return shape_of(calendar, day, cx_calendar_dates_before(calendar, day));
}

/* Microseconds open in a day of this shape before a time of the day. */
static int64
open_before(const CxCalendar *calendar, int shape, int64 time)
{
	const uint16 *first = cx_calendar_first(calendar);
	const CxWindow *window = cx_calendar_windows(calendar);
	int low = first[shape];
	int high = first[shape + 1];
	int64 begins;

	/* the last window that has begun */
	while (low < high)
	{
		int middle = (low + high) / 2;

		if (window[middle].begins * USECS_PER_SEC <= time)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == first[shape])
		return 0;
	window += low - 1;
	begins = window->begins * USECS_PER_SEC;
	return window->before * USECS_PER_SEC + Min(time, window->ends * USECS_PER_SEC) - begins;
}

uint64
cx_calendar_until(const CxCalendar *calendar, int64 local)
{
	int64 day = cx_local_day(local);
	int weekday = cx_weekday(day);
	int64 week = (day + 5 - weekday) / CX_WEEKDAYS;
	int dates = cx_calendar_dates_before(calendar, day);
	int64 seconds =
		week * calendar->week + calendar->before[weekday] + cx_calendar_differ(calendar)[dates];

	return (uint64) seconds * USECS_PER_SEC + (uint64) open_before(calendar,
																   shape_of(calendar, day, dates),
																   local - day * USECS_PER_DAY);
}

/* What change k brings, in seconds. */
static int32
brought_by(const CxBusiness *business, int k)
{
	const CxClock *clock = business->clock;
	uint64 before = cx_calendar_until(business->calendar, clock->at[k] + clock->offset[k]);
	uint64 after = cx_calendar_until(business->calendar, clock->at[k] + clock->offset[k + 1]);

	return (int32) ((int64) (before - after) / USECS_PER_SEC);
}

/* What the changes before number k bring, counted from wherever it was asked for first. */
static int32
brought_before(CxBusiness *business, int k)
{
	while (k > business->last)
	{
		business->brought[business->last + 1] =
			business->brought[business->last] + brought_by(business, business->last);
		business->last++;
	}
	while (k < business->first)
	{
		business->brought[business->first - 1] =
			business->brought[business->first] - brought_by(business, business->first - 1);
		business->first--;
	}
	return business->brought[k];
}

static int64
brought_by_cycle(CxBusiness *business)
{
	if (!business->has_cycle)
	{
		business->cycle = (int64) brought_before(business, business->clock->changes) -
						  brought_before(business, business->clock->cycle);
		business->has_cycle = true;
	}
	return business->cycle;
}

uint64
cx_business_until(CxBusiness *business, TimestampTz at)
{
	const CxClock *clock = business->clock;
	int64 cycles = cx_clock_cycles(at);
	int changes = cx_clock_changes(clock, at - cycles * CX_CLOCK_PERIOD);
	int64 seconds;

	if (unlikely(business->last < 0))
	{
		business->first = business->last = changes;
		business->brought[changes] = 0;
	}
	seconds = brought_before(business, changes);
	if (unlikely(cycles > 0))
		seconds += cycles * brought_by_cycle(business);
	return cx_calendar_until(business->calendar, at + clock->offset[changes]) +
		   (uint64) seconds * USECS_PER_SEC;
}

/*
 * The calendars of the session. A column may have one for each team or customer: sets of four places,
 * found by the fingerprint that a value carries, and the values compared.
 */
#define SETS 32
#define WAYS 4

static CxBusiness *kept[SETS][WAYS];
static uint8 next_place[SETS];

static CxBusiness *
make_business(const CxCalendar *calendar, const CxClock *clock)
{
	Size size = VARSIZE(calendar);
	Size head = MAXALIGN(sizeof(CxBusiness));
	Size sums = MAXALIGN((clock->changes + 1) * sizeof(int32));
	char *memory = MemoryContextAlloc(TopMemoryContext, head + sums + size);
	CxBusiness *business = (CxBusiness *) memory;

	*business = (CxBusiness){.calendar = (CxCalendar *) (memory + head + sums),
							 .clock = clock,
							 .first = -1,
							 .last = -1,
							 .brought = (int32 *) (memory + head)};
	memcpy(memory + head + sums, calendar, size);
	return business;
}

CxBusiness *
cx_business(const CxCalendar *calendar)
{
	int set = (int) (calendar->fingerprint % SETS);
	CxBusiness **place;
	CxBusiness *made;

	for (int i = 0; i < WAYS; i++)
	{
		CxBusiness *business = kept[set][i];

		if (business != NULL && business->calendar->fingerprint == calendar->fingerprint &&
			VARSIZE(business->calendar) == VARSIZE(calendar) &&
			memcmp(business->calendar, calendar, VARSIZE(calendar)) == 0)
			return business;
	}
	made = make_business(calendar, cx_clock(cx_calendar_zone(calendar)));
	place = &kept[set][next_place[set]];
	next_place[set] = (next_place[set] + 1) % WAYS;
	if (*place != NULL)
		pfree(*place);
	*place = made;
	return made;
}

int64
cx_business_between(const CxCalendar *calendar, TimestampTz from, TimestampTz to)
{
	CxBusiness *business = cx_business(calendar);
	uint64 a = cx_business_until(business, from);
	uint64 b = cx_business_until(business, to);
	uint64 open = to >= from ? b - a : a - b;

	if (open > (uint64) PG_INT64_MAX)
		cx_refuse_long_duration("the open time");
	return to >= from ? (int64) open : -(int64) open;
}

TimestampTz
cx_calendar_instant(const CxCalendar *calendar, Timestamp local)
{
	const CxClock *clock = cx_clock(cx_calendar_zone(calendar));
	struct pg_tm tm;
	fsec_t fraction;
	TimestampTz at;

	if (timestamp2tm(local, NULL, &tm, &fraction, NULL, NULL) == 0)
	{
		int offset = DetermineTimeZoneOffset(&tm, (pg_tz *) clock->zone);

		if (tm2timestamp(&tm, fraction, &offset, &at) == 0)
			return at;
	}
	ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("timestamp out of range"));
}
