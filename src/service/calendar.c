/*
 * calendar.c
 *	  Type cx_calendar: input and output, equality, casts.
 *
 * Text form: Europe/Berlin; Mon-Fri 09:00-12:00 13:00-17:00; 2026-12-24 09:00-12:00; 2026-12-25 closed.
 * Days with equal windows stand together, in the order of the week; dates follow in theirs. Binary
 * form: version byte 1, the length of the zone's name as a byte, the name, for each day of the week
 * from Monday the number of its windows as int2 and each as two int4 of seconds, the number of dates
 * as int4, and for each the day as int4 and windows as before.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/memutils.h"

#include "base/args.h"
#include "base/compat.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "base/zone.h"
#include "service/calendar_build.h"

const CxCalendar *
cx_calendar_arg(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		cx_refuse_null("calendar", "Where every hour counts, it is 'UTC; Mon-Sun 00:00-24:00'.");
	return PG_GETARG_CALENDAR_P(argno);
}

/* Both readers check the draft, before a calendar is made of it. */
static const char *
problem_of(const CxCalendar *calendar)
{
	return NULL;
}

static bool
read_text(CxTextReader *reader, CxCalendar **calendar)
{
	CxDraft draft = {0};

	if (!cx_draft_read_zone(reader, &draft) || !cx_draft_read_items(reader, &draft))
		return false;
	reader->problem = cx_draft_problem(&draft, &reader->hint);
	if (reader->problem != NULL)
		return false;
	*calendar = cx_draft_calendar(&draft);
	return true;
}

static void
append_time(StringInfo text, int32 seconds)
{
	appendStringInfo(text, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
	if (seconds % 60 != 0)
		appendStringInfo(text, ":%02d", seconds % 60);
}

static void
append_windows(StringInfo text, const CxCalendar *calendar, int shape)
{
	const uint16 *first = cx_calendar_first(calendar);
	const CxWindow *window = cx_calendar_windows(calendar);

	for (int i = first[shape]; i < first[shape + 1]; i++)
	{
		appendStringInfoChar(text, ' ');
		append_time(text, window[i].begins);
		appendStringInfoChar(text, '-');
		append_time(text, window[i].ends);
	}
}

static bool
is_closed(const CxCalendar *calendar, int shape)
{
	const uint16 *first = cx_calendar_first(calendar);

	return first[shape] == first[shape + 1];
}

/* The days of the week of one shape: "Mon-Wed,Fri". */
static void
append_weekdays(StringInfo text, const CxCalendar *calendar, int shape)
{
	const char *apart = "";

	for (int day = 0; day < CX_WEEKDAYS; day++)
	{
		int last = day;

		if (calendar->shape[day] != shape)
			continue;
		while (last + 1 < CX_WEEKDAYS && calendar->shape[last + 1] == shape)
			last++;
		appendStringInfo(text, "%s%s", apart, cx_weekday_names[day]);
		if (last > day)
			appendStringInfo(text, "-%s", cx_weekday_names[last]);
		apart = ",";
		day = last;
	}
}

static void
write_text(StringInfo text, const CxCalendar *calendar)
{
	int printed = -1; /* shapes are numbered as the week has them */

	appendStringInfoString(text, cx_calendar_zone(calendar));
	for (int day = 0; day < CX_WEEKDAYS; day++)
	{
		int shape = calendar->shape[day];

		if (shape <= printed)
			continue;
		printed = shape;
		if (is_closed(calendar, shape))
			continue;
		appendStringInfoString(text, "; ");
		append_weekdays(text, calendar, shape);
		append_windows(text, calendar, shape);
	}
	for (int i = 0; i < calendar->dates; i++)
	{
		int shape = cx_calendar_date_shape(calendar)[i];

		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, "; ");
		cx_append_date(text, cx_calendar_dates(calendar)[i]);
		if (is_closed(calendar, shape))
			appendStringInfoString(text, " closed");
		append_windows(text, calendar, shape);
	}
	if (calendar->week == 0 && calendar->dates == 0)
		appendStringInfoString(text, "; closed");
}

static void
receive_windows(StringInfo message, CxDraftDay *day)
{
	int count = (int) pq_getmsgint(message, 2);

	if (count > (message->len - message->cursor) / (int) (2 * sizeof(int32)))
		cx_wire_refuse("cx_calendar", "It has fewer windows than it says.");
	for (int i = 0; i < count; i++)
	{
		int32 begins = (int32) pq_getmsgint(message, 4);
		int32 ends = (int32) pq_getmsgint(message, 4);

		cx_draft_window(day, begins, ends);
	}
}

static CxCalendar *
read_wire(StringInfo message)
{
	CxDraft draft = {0};
	int length = pq_getmsgbyte(message);
	char *name = pnstrdup(pq_getmsgbytes(message, length), length);
	pg_tz *zone = strlen(name) == (size_t) length ? cx_zone_find(name) : NULL;
	const char *problem;
	const char *hint;
	int dates;

	if (zone == NULL)
		cx_wire_refuse("cx_calendar", "Its zone is not known.");
	draft.zone = pg_get_timezone_name(zone);
	for (int i = 0; i < CX_WEEKDAYS; i++)
		receive_windows(message, &draft.week[i]);
	dates = (int) pq_getmsgint(message, 4);
	if (dates < 0 || dates > CX_CALENDAR_MAX_DATES)
		cx_wire_refuse("cx_calendar", "More than 10000 dates differ.");
	for (int i = 0; i < dates; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		receive_windows(message, cx_draft_date(&draft, (DateADT) pq_getmsgint(message, 4)));
	}
	problem = cx_draft_problem(&draft, &hint);
	if (problem != NULL)
		cx_wire_refuse("cx_calendar", problem);
	return cx_draft_calendar(&draft);
}

static void
send_windows(StringInfo message, const CxCalendar *calendar, int shape)
{
	const uint16 *first = cx_calendar_first(calendar);
	const CxWindow *window = cx_calendar_windows(calendar);

	pq_sendint16(message, first[shape + 1] - first[shape]);
	for (int i = first[shape]; i < first[shape + 1]; i++)
	{
		pq_sendint32(message, window[i].begins);
		pq_sendint32(message, window[i].ends);
	}
}

static void
write_wire(StringInfo message, const CxCalendar *calendar)
{
	pq_sendbyte(message, calendar->zone_length);
	pq_sendbytes(message, cx_calendar_zone(calendar), calendar->zone_length);
	for (int i = 0; i < CX_WEEKDAYS; i++)
		send_windows(message, calendar, calendar->shape[i]);
	pq_sendint32(message, calendar->dates);
	for (int i = 0; i < calendar->dates; i++)
	{
		pq_sendint32(message, cx_calendar_dates(calendar)[i]);
		send_windows(message, calendar, cx_calendar_date_shape(calendar)[i]);
	}
}

static void
json_windows(StringInfo json, const CxCalendar *calendar, int shape)
{
	const uint16 *first = cx_calendar_first(calendar);
	const CxWindow *window = cx_calendar_windows(calendar);

	appendStringInfoChar(json, '[');
	for (int i = first[shape]; i < first[shape + 1]; i++)
	{
		appendStringInfoString(json, i > first[shape] ? ", [\"" : "[\"");
		append_time(json, window[i].begins);
		appendStringInfoString(json, "\", \"");
		append_time(json, window[i].ends);
		appendStringInfoString(json, "\"]");
	}
	appendStringInfoChar(json, ']');
}

/* {"zone", "week": {"Mon": [["09:00", "17:00"]], ...}, "dates": {"2026-12-25": [], ...}} */
static void
write_json(StringInfo json, const CxCalendar *calendar)
{
	appendStringInfo(json, "{\"zone\": \"%s\", \"week\": {", cx_calendar_zone(calendar));
	for (int i = 0; i < CX_WEEKDAYS; i++)
	{
		appendStringInfo(json, "%s\"%s\": ", i > 0 ? ", " : "", cx_weekday_names[i]);
		json_windows(json, calendar, calendar->shape[i]);
	}
	appendStringInfoString(json, "}, \"dates\": {");
	for (int i = 0; i < calendar->dates; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(json, i > 0 ? ", \"" : "\"");
		cx_append_date(json, cx_calendar_dates(calendar)[i]);
		appendStringInfoString(json, "\": ");
		json_windows(json, calendar, cx_calendar_date_shape(calendar)[i]);
	}
	appendStringInfoString(json, "}}");
}

CX_STATE_IO(cx_calendar, CxCalendar, 1, PG_GETARG_CALENDAR_P)
CX_VARLENA_STATE_ORDER(cx_calendar)

/*
 * What the cast from text has read at one call site: a column has a calendar for each team, and
 * reading a hundred holidays takes longer than counting with them.
 */
#define KNOWN_SETS 16
#define KNOWN_WAYS 4

typedef struct Known
{
	uint64 fingerprint;
	text *input;
	CxCalendar *calendar;
} Known;

typedef struct KnownTexts
{
	uint8 next[KNOWN_SETS];
	Known known[KNOWN_SETS][KNOWN_WAYS];
} KnownTexts;

static CxCalendar *
parse_text(const text *input)
{
	return (CxCalendar *) DatumGetPointer(
		DirectFunctionCall1(cx_calendar_in, CStringGetDatum(text_to_cstring(input))));
}

/*
 * cx_calendar(text) -> cx_calendar
 *		The implicit cast: a column of texts is one of calendars. Errors as for input. Strict.
 */
PG_FUNCTION_INFO_V1(cx_calendar_from_text);
Datum
cx_calendar_from_text(PG_FUNCTION_ARGS)
{
	text *input = PG_GETARG_TEXT_PP(0);
	CxBytes bytes = cx_varlena_bytes(input);
	uint64 fingerprint = cx_fingerprint(bytes.data, bytes.length);
	KnownTexts *texts = (KnownTexts *) fcinfo->flinfo->fn_extra;
	int set = (int) (fingerprint % KNOWN_SETS);
	CxCalendar *calendar;
	MemoryContext caller;
	Known *known;

	if (texts == NULL)
		texts = fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(KnownTexts));
	for (int i = 0; i < KNOWN_WAYS; i++)
	{
		known = &texts->known[set][i];
		if (known->input != NULL && known->fingerprint == fingerprint &&
			cx_same_bytes(bytes, cx_varlena_bytes(known->input)))
			PG_RETURN_DATUM(
				PointerGetDatum(PG_DETOAST_DATUM_COPY(PointerGetDatum(known->calendar))));
	}

	calendar = parse_text(input);
	known = &texts->known[set][texts->next[set]];
	caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	if (known->input != NULL)
	{
		pfree(known->input);
		pfree(known->calendar);
		known->input = NULL;
	}
	known->calendar = (CxCalendar *) PG_DETOAST_DATUM_COPY(PointerGetDatum(calendar));
	known->fingerprint = fingerprint;
	known->input = (text *) PG_DETOAST_DATUM_COPY(PointerGetDatum(input));
	texts->next[set] = (texts->next[set] + 1) % KNOWN_WAYS;
	MemoryContextSwitchTo(caller);
	PG_RETURN_POINTER(calendar);
}
