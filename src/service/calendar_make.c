/*
 * calendar_make.c
 *	  Calendars from columns: a zone, hours, and holidays as dates.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type_d.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/zone.h"
#include "service/calendar_build.h"

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \t\n\r")] == '\0';
}

/* By way of the text form, so that an error shows the calendar as it would be written. */
static const CxCalendar *
calendar_of_columns(FunctionCallInfo fcinfo, const char *special)
{
	StringInfoData written;

	initStringInfo(&written);
	appendStringInfo(&written, "%s; %s", text_to_cstring((text *) PG_GETARG_ZONE_PP(0)),
					 text_to_cstring(PG_GETARG_TEXT_PP(1)));
	if (special != NULL && !is_blank(special))
		appendStringInfo(&written, "; %s", special);
	return DatumGetCalendarP(DirectFunctionCall1(cx_calendar_in, CStringGetDatum(written.data)));
}

static int
compare_days(const void *a, const void *b)
{
	DateADT x = *(const DateADT *) a;
	DateADT y = *(const DateADT *) b;

	return (x > y) - (x < y);
}

/* The dates of an array in order, each once; NULL elements are none. */
static int
dates_of(ArrayType *array, DateADT **dates)
{
	Datum *elements;
	bool *nulls;
	int count;
	int kept = 0;

	deconstruct_array(array, DATEOID, sizeof(DateADT), true, TYPALIGN_INT, &elements, &nulls,
					  &count);
	*dates = palloc((count + 1) * sizeof(DateADT));
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			continue;
		(*dates)[kept] = DatumGetDateADT(elements[i]);
		if (DATE_NOT_FINITE((*dates)[kept]))
			cx_refuse_infinite("a holiday");
		kept++;
	}
	if (kept > 1)
		qsort(*dates, kept, sizeof(DateADT), compare_days);
	count = kept;
	kept = 0;
	for (int i = 0; i < count; i++)
		if (kept == 0 || (*dates)[kept - 1] != (*dates)[i])
			(*dates)[kept++] = (*dates)[i];
	return kept;
}

/* The calendar, closed on these dates too. */
static CxCalendar *
add_holidays(const CxCalendar *calendar, ArrayType *holidays)
{
	CxDraft *draft = cx_calendar_draft(calendar);
	int given = draft->count;
	DateADT *dates;
	int count = dates_of(holidays, &dates);
	int at = 0;
	const char *problem;
	const char *hint;

	for (int i = 0; i < count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		while (at < given && draft->dates[at].date < dates[i])
			at++;
		if (at < given && draft->dates[at].date == dates[i])
			draft->dates[at].count = 0;
		else
			cx_draft_date(draft, dates[i]);
	}
	if (draft->count > CX_CALENDAR_MAX_DATES)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a calendar has more than %d dates that differ", CX_CALENDAR_MAX_DATES),
				errhint("Days of the week that are closed need no dates; leave out the holidays of "
						"years without tickets."));
	problem = cx_draft_problem(draft, &hint);
	if (problem != NULL)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("holidays make no calendar: %s", problem),
				hint == NULL ? 0 : errhint("%s", hint));
	return cx_draft_calendar(draft);
}

/*
 * business_calendar(zone cx_zone, hours text, special text) -> cx_calendar
 *		The calendar 'ZONE; HOURS; SPECIAL'. NULL or blank special: no dates differ. NULL zone or hours:
 *		NULL. What is not written as in a calendar: error 22P02.
 */
PG_FUNCTION_INFO_V1(cx_calendar_of_columns);
Datum
cx_calendar_of_columns(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(calendar_of_columns(
		fcinfo, PG_ARGISNULL(2) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(2))));
}

/*
 * business_calendar(zone cx_zone, hours text, holidays date[]) -> cx_calendar
 *		The calendar 'ZONE; HOURS', closed on the holidays. NULL holidays, as array_agg() gives over no
 *		rows, are none. NULL zone or hours: NULL. Errors as above; an infinite date: 22008, one after
 *		2499: 22023, more than 10000: 54000.
 */
PG_FUNCTION_INFO_V1(cx_calendar_of_holidays);
Datum
cx_calendar_of_holidays(PG_FUNCTION_ARGS)
{
	const CxCalendar *calendar;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	calendar = calendar_of_columns(fcinfo, NULL);
	if (PG_ARGISNULL(2))
		PG_RETURN_POINTER(calendar);
	PG_RETURN_POINTER(add_holidays(calendar, PG_GETARG_ARRAYTYPE_P(2)));
}

/*
 * with_holidays(calendar cx_calendar, holidays date[]) -> cx_calendar
 *		The calendar, closed on the holidays too, whatever it says of these dates. NULL holidays are
 *		none; NULL calendar: NULL. Errors as above.
 */
PG_FUNCTION_INFO_V1(cx_calendar_with_holidays);
Datum
cx_calendar_with_holidays(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	PG_RETURN_POINTER(add_holidays(PG_GETARG_CALENDAR_P(0), PG_GETARG_ARRAYTYPE_P(1)));
}
