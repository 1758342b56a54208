/*
 * calendar_build.h
 *	  Making a calendar of what a text, a message or columns say.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CALENDAR_BUILD_H
#define CX_CALENDAR_BUILD_H

#include "base/state_text.h"
#include "service/calendar.h"

#define CX_DAY_SECONDS 86400

typedef struct CxHours
{
	int32 begins;
	int32 ends;
} CxHours;

/* A day's windows: in any order while it is drafted. */
typedef struct CxDraftDay
{
	DateADT date; /* of a day of the week: unused */
	int count;
	int room;
	CxHours *hours;
} CxDraftDay;

typedef struct CxDraft
{
	const char *zone; /* in the spelling of the time zone database */
	CxDraftDay week[CX_WEEKDAYS];
	CxDraftDay *dates;
	int count;
	int room;
} CxDraft;

extern const char *const cx_weekday_names[CX_WEEKDAYS];

/* The draft's next date, without windows yet. */
extern CxDraftDay *cx_draft_date(CxDraft *draft, DateADT date);

extern void cx_draft_window(CxDraftDay *day, int32 begins, int32 ends);

/*
 * Puts windows and dates in order and joins windows that touch. What is wrong with the draft, as a
 * sentence, or NULL. The hint may be NULL.
 */
extern const char *cx_draft_problem(CxDraft *draft, const char **hint);

/* The draft's calendar; cx_draft_problem() has found nothing wrong. */
extern CxCalendar *cx_draft_calendar(const CxDraft *draft);

/* A draft of a calendar's own week and dates, to be changed. */
extern CxDraft *cx_calendar_draft(const CxCalendar *calendar);

/*
 * Reads a zone, and items "Mon-Fri 09:00-17:00; 2026-12-25", into the draft (calendar_text.c). False
 * where the text cannot be read, with what is wrong in the reader.
 */
extern bool cx_draft_read_zone(CxTextReader *reader, CxDraft *draft);
extern bool cx_draft_read_items(CxTextReader *reader, CxDraft *draft);

/* A hash of bytes that stays what it is: values on disk hold it. */
extern uint64 cx_fingerprint(const void *data, Size length);

extern Datum cx_calendar_in(PG_FUNCTION_ARGS);

#endif /* CX_CALENDAR_BUILD_H */
