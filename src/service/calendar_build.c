/*
 * calendar_build.c
 *	  Making a calendar of what a text, a message or columns say.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "port/pg_bitutils.h"

#include "base/interrupts.h"
#include "service/calendar_build.h"

const char *const cx_weekday_names[CX_WEEKDAYS] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

CxDraftDay *
cx_draft_date(CxDraft *draft, DateADT date)
{
	CxDraftDay *day;

	if (draft->count == draft->room)
	{
		draft->room = Max(16, draft->room * 2);
		draft->dates = draft->dates == NULL
						   ? palloc(draft->room * sizeof(CxDraftDay))
						   : repalloc(draft->dates, draft->room * sizeof(CxDraftDay));
	}
	day = &draft->dates[draft->count++];
	*day = (CxDraftDay){.date = date};
	return day;
}

void
cx_draft_window(CxDraftDay *day, int32 begins, int32 ends)
{
	if (day->count == day->room)
	{
		day->room = Max(2, day->room * 2);
		day->hours = day->hours == NULL ? palloc(day->room * sizeof(CxHours))
										: repalloc(day->hours, day->room * sizeof(CxHours));
	}
	day->hours[day->count++] = (CxHours){begins, ends};
}

static int
compare_hours(const void *a, const void *b)
{
	return ((const CxHours *) a)->begins - ((const CxHours *) b)->begins;
}

static int
compare_dates(const void *a, const void *b)
{
	DateADT x = ((const CxDraftDay *) a)->date;
	DateADT y = ((const CxDraftDay *) b)->date;

	return (x > y) - (x < y);
}

/* Windows in order, joined where they touch; false where they overlap or are none. */
static bool
settle_day(CxDraftDay *day)
{
	int kept = 0;

	if (day->count > 1)
		qsort(day->hours, day->count, sizeof(CxHours), compare_hours);
	for (int i = 0; i < day->count; i++)
	{
		CxHours hours = day->hours[i];

		if (hours.begins < 0 || hours.begins >= hours.ends || hours.ends > CX_DAY_SECONDS ||
			(kept > 0 && hours.begins < day->hours[kept - 1].ends))
			return false;
		if (kept > 0 && hours.begins == day->hours[kept - 1].ends)
			day->hours[kept - 1].ends = hours.ends;
		else
			day->hours[kept++] = hours;
	}
	day->count = kept;
	return true;
}

#define OVERLAP_HINT                                                                               \
	"Windows that touch are one; the end of one may not lie behind the beginning of the next."

const char *
cx_draft_problem(CxDraft *draft, const char **hint)
{
	int64 windows = 0;

	*hint = NULL;
	for (int i = 0; i < CX_WEEKDAYS; i++)
	{
		if (!settle_day(&draft->week[i]))
		{
			*hint = OVERLAP_HINT;
			return psprintf("Windows of %s overlap.", cx_weekday_names[i]);
		}
		windows += draft->week[i].count;
	}
	if (draft->count > CX_CALENDAR_MAX_DATES)
		return "More than 10000 dates differ.";
	if (draft->count > 1)
		qsort(draft->dates, draft->count, sizeof(CxDraftDay), compare_dates);
	for (int i = 0; i < draft->count; i++)
	{
		CxDraftDay *day = &draft->dates[i];
		StringInfoData name;

		CX_CHECK_INTERRUPTS(i);
		windows += day->count;
		if (IS_VALID_DATE(day->date) && day->date < CX_CALENDAR_END_DATE && settle_day(day) &&
			(i == 0 || day[-1].date < day->date))
			continue;
		if (!IS_VALID_DATE(day->date))
			return "A date is out of range.";
		initStringInfo(&name);
		cx_append_date(&name, day->date);
		*hint = "Leave out dates that stand for no holiday, such as those of a year 9999.";
		if (day->date >= CX_CALENDAR_END_DATE)
			return psprintf("The date %s is not before 2500.", name.data);
		*hint = "A date's windows stand together: 2026-12-24 09:00-12:00 13:00-17:00.";
		if (i > 0 && day[-1].date == day->date)
			return psprintf("The date %s comes twice.", name.data);
		*hint = OVERLAP_HINT;
		return psprintf("Windows of %s overlap.", name.data);
	}
	if (windows > CX_CALENDAR_MAX_WINDOWS)
		return "It has more than 60000 windows.";
	return NULL;
}

/* Numbers for different days, each the first time it is seen: a hash table with open addresses. */
typedef struct Shapes
{
	const CxDraftDay **day; /* of each number */
	int count;
	int windows;
	uint32 mask;
	uint16 *slot; /* number + 1, 0: free */
} Shapes;

static uint16
shape_of(Shapes *shapes, const CxDraftDay *day)
{
	Size bytes = day->count * sizeof(CxHours);
	uint32 at = hash_bytes((const unsigned char *) (bytes > 0 ? day->hours : NULL), (int) bytes);

	for (;; at++)
	{
		uint16 *slot = &shapes->slot[at & shapes->mask];
		const CxDraftDay *other;

		if (*slot == 0)
		{
			shapes->day[shapes->count++] = day;
			shapes->windows += day->count;
			*slot = (uint16) shapes->count;
			return *slot - 1;
		}
		other = shapes->day[*slot - 1];
		if (other->count == day->count &&
			(bytes == 0 || memcmp(other->hours, day->hours, bytes) == 0))
			return *slot - 1;
	}
}

static int32
seconds_of(const CxDraftDay *day)
{
	int32 seconds = 0;

	for (int i = 0; i < day->count; i++)
		seconds += day->hours[i].ends - day->hours[i].begins;
	return seconds;
}

/* Eight bytes at a time: it is made once for a value, and over a text for each row of a cast. */
uint64
cx_fingerprint(const void *data, Size length)
{
	const unsigned char *at = data;
	uint64 hash = UINT64CONST(0x9e3779b97f4a7c15) ^ length;

	for (; length > 0; at += 8, length -= Min(length, 8))
	{
		uint64 word = 0;

		memcpy(&word, at, Min(length, 8));
		hash = (hash ^ word) * UINT64CONST(0xff51afd7ed558ccd);
		hash ^= hash >> 32;
	}
	return hash;
}

CxCalendar *
cx_draft_calendar(const CxDraft *draft)
{
	int days = CX_WEEKDAYS + draft->count;
	uint16 *shape = palloc(days * sizeof(uint16));
	Shapes shapes = {.day = palloc(days * sizeof(CxDraftDay *)),
					 .mask = pg_nextpower2_32((uint32) days * 2) - 1};
	Size zone_length = strlen(draft->zone);
	Size size;
	CxCalendar *calendar;
	int32 *differ;
	CxWindow *window;
	uint16 *first;

	shapes.slot = palloc0((shapes.mask + 1) * sizeof(uint16));
	for (int i = 0; i < days; i++)
		shape[i] =
			shape_of(&shapes, i < CX_WEEKDAYS ? &draft->week[i] : &draft->dates[i - CX_WEEKDAYS]);

	size = offsetof(CxCalendar, data) + (2 * draft->count + 1) * sizeof(int32) +
		   shapes.windows * sizeof(CxWindow) + (shapes.count + 1 + draft->count) * sizeof(uint16) +
		   zone_length + 1;
	calendar = palloc0(size);
	SET_VARSIZE(calendar, size);
	calendar->zone_length = (uint16) zone_length;
	calendar->shapes = (uint16) shapes.count;
	calendar->windows = (uint16) shapes.windows;
	calendar->dates = draft->count;
	for (int i = 0; i < CX_WEEKDAYS; i++)
	{
		calendar->shape[i] = shape[i];
		calendar->before[i] = calendar->week;
		calendar->week += seconds_of(&draft->week[i]);
	}

	differ = (int32 *) cx_calendar_differ(calendar);
	for (int i = 0; i < draft->count; i++)
	{
		const CxDraftDay *day = &draft->dates[i];

		calendar->data[i] = day->date;
		differ[i + 1] =
			differ[i] + seconds_of(day) - seconds_of(&draft->week[cx_weekday(day->date)]);
	}
	window = (CxWindow *) cx_calendar_windows(calendar);
	first = (uint16 *) cx_calendar_first(calendar);
	for (int i = 0; i < shapes.count; i++)
	{
		int32 before = 0;

		for (int j = 0; j < shapes.day[i]->count; j++)
		{
			CxHours hours = shapes.day[i]->hours[j];

			*window++ = (CxWindow){hours.begins, hours.ends, before};
			before += hours.ends - hours.begins;
		}
		first[i + 1] = (uint16) (first[i] + shapes.day[i]->count);
	}
	memcpy((uint16 *) cx_calendar_date_shape(calendar), shape + CX_WEEKDAYS,
		   draft->count * sizeof(uint16));
	memcpy((char *) cx_calendar_zone(calendar), draft->zone, zone_length + 1);
	calendar->fingerprint = cx_fingerprint(&calendar->dates, size - offsetof(CxCalendar, dates));
	pfree(shape);
	pfree(shapes.day);
	pfree(shapes.slot);
	return calendar;
}

static void
draft_shape(CxDraftDay *day, const CxCalendar *calendar, int shape)
{
	const uint16 *first = cx_calendar_first(calendar);
	const CxWindow *window = cx_calendar_windows(calendar);

	for (int i = first[shape]; i < first[shape + 1]; i++)
		cx_draft_window(day, window[i].begins, window[i].ends);
}

CxDraft *
cx_calendar_draft(const CxCalendar *calendar)
{
	CxDraft *draft = palloc0(sizeof(CxDraft));

	draft->zone = cx_calendar_zone(calendar);
	for (int i = 0; i < CX_WEEKDAYS; i++)
		draft_shape(&draft->week[i], calendar, calendar->shape[i]);
	for (int i = 0; i < calendar->dates; i++)
		draft_shape(cx_draft_date(draft, cx_calendar_dates(calendar)[i]), calendar,
					cx_calendar_date_shape(calendar)[i]);
	return draft;
}
