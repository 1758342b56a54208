/*
 * statuses_read.c
 *	  Type cx_statuses: what the history of a ticket says.
 *
 * A status lasts from its event to the next event with another one, the last until as_of. Of several
 * events at one instant all but the last lasted no time, and were entered all the same.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/multirangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

#include "base/args.h"
#include "base/duration.h"
#include "base/interrupts.h"
#include "base/kinds.h"
#include "service/calendar.h"
#include "service/statuses.h"

TimestampTz
cx_history_as_of_arg(FunctionCallInfo fcinfo, int argno)
{
	TimestampTz as_of;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("as_of", "as_of is the first instant that is not observed, such as now(): "
								"the last status is counted up to it.");
	as_of = PG_GETARG_TIMESTAMPTZ(argno);
	if (TIMESTAMP_NOT_FINITE(as_of))
		cx_refuse_infinite("as_of");
	return as_of;
}

uint32
cx_history_before(const CxHistory *history, TimestampTz instant)
{
	uint32 low = 0;
	uint32 high = history->events;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (history->at[middle] < instant)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The number of a status, or the number of names where the history does not have it. */
static uint32
find_status(const CxHistory *history, CxName name)
{
	uint32 low = 0;
	uint32 high = history->names;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;
		int order = cx_compare_names(cx_history_name(history, middle), name);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return history->names;
}

static CxName
name_of(const struct varlena *text)
{
	return (CxName){VARDATA_ANY(text), (uint32) VARSIZE_ANY_EXHDR(text)};
}

/* Of each status of the history, whether it is one of the array. */
static bool *
wanted_statuses(const CxHistory *history, ArrayType *array)
{
	bool *wanted = palloc0(history->names + 1); /* the last one for those that are not there */
	Datum *elements;
	int count;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, &count);
	for (int i = 0; i < count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		wanted[find_status(history, name_of(PG_DETOAST_DATUM_PACKED(elements[i])))] = true;
	}
	return wanted;
}

/* Argument argno, an array of statuses. */
static ArrayType *
statuses_arg(FunctionCallInfo fcinfo, int argno)
{
	static const char *const hint = "It is an array of texts, such as '{open,\"on hold\"}'.";
	ArrayType *statuses;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("statuses", hint);
	statuses = PG_GETARG_ARRAYTYPE_P(argno);
	if (array_contains_nulls(statuses))
		cx_refuse_null("an element of statuses", hint);
	return statuses;
}

/*
 * Argument argno, one status. PostgreSQL takes an untyped '{open,hold}' for text, not for text[]: as a
 * status it would be one that no ticket ever had.
 */
static CxName
status_arg(FunctionCallInfo fcinfo, int argno)
{
	CxName name = name_of(PG_GETARG_VARLENA_PP(argno));

	if (unlikely(name.length >= 2 && name.bytes[0] == '{' && name.bytes[name.length - 1] == '}'))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("status %s looks like an array",
					   pnstrdup(name.bytes, pg_mbcliplen(name.bytes, (int) name.length, 64))),
				errhint("Write one status without braces, 'open', and several as ARRAY['open', "
						"'on hold'], in which a status may have braces of its own."));
	return name;
}

/* What the time is asked of: the history of argument 0, which statuses of it, and until when. */
typedef struct Question
{
	CxHistory history;
	const bool *wanted;
	TimestampTz as_of;
	uint32 events; /* before as_of */
	uint32 next;   /* for the next stay */
} Question;

static const CxTimes as_of_times = {2, 1, {"as_of"}};

/* False for a NULL state, and for one without events. */
static bool
question_args(FunctionCallInfo fcinfo, Question *question)
{
	ArrayType *statuses = statuses_arg(fcinfo, 1);

	question->as_of = cx_history_as_of_arg(fcinfo, 2);
	if (PG_ARGISNULL(0))
		return false;
	question->history = cx_history_arg(fcinfo, 0);
	question->events = cx_history_before(&question->history, question->as_of);
	question->next = 0;
	question->wanted = wanted_statuses(&question->history, statuses);
	return question->history.events > 0;
}

/* The next time in one of the statuses, which may be several stays that follow each other. */
static bool
next_time(Question *question, TimestampTz *from, TimestampTz *to)
{
	bool found = false;
	CxStay stay;

	for (uint32 i = 0; cx_next_stay(&question->history, question->events, question->as_of,
									&question->next, &stay);
		 i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (question->wanted[stay.status] && stay.left > stay.entered)
		{
			if (!found)
				*from = stay.entered;
			*to = stay.left;
			found = true;
		}
		else if (found && stay.left > stay.entered)
			return true;
	}
	return found;
}

/*
 * time_in_status(cx_statuses, statuses text[], as_of timestamptz) -> interval
 *		How long the ticket was in any of the statuses before as_of: events at as_of or later are
 *		ignored, and the last status goes on to as_of. 0 where it never was in them; an interval of
 *		microseconds, without days and months. NULL for a NULL state and for one without events. A NULL
 *		array, element or as_of: error 22004; an infinite as_of, or a time beyond 2^63 microseconds:
 *		22008; a date or local time that PostgreSQL made an instant of (kinds.h): 22023.
 */
PG_FUNCTION_INFO_V1(cx_statuses_time);
Datum
cx_statuses_time(PG_FUNCTION_ARGS)
{
	Question question;
	TimestampTz from, to;
	int64 sum = 0;

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&as_of_times);
	if (!question_args(fcinfo, &question))
		PG_RETURN_NULL();
	while (next_time(&question, &from, &to))
	{
		int64 time;

		if (pg_sub_s64_overflow(to, from, &time) || pg_add_s64_overflow(sum, time, &sum))
			cx_refuse_long_duration("the time in a status");
	}
	PG_RETURN_INTERVAL_P(cx_micros_interval(sum));
}

/*
 * time_in_status(cx_statuses, statuses text[], as_of timestamptz, cx_calendar) -> interval
 *		The same in the hours that the calendar counts. A NULL calendar: error 22004; a zone that this
 *		server does not know: 22023. Otherwise as above.
 */
PG_FUNCTION_INFO_V1(cx_statuses_business_time);
Datum
cx_statuses_business_time(PG_FUNCTION_ARGS)
{
	const CxCalendar *calendar = cx_calendar_arg(fcinfo, 3);
	Question question;
	TimestampTz from, to;
	int64 sum = 0;

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&as_of_times);
	if (!question_args(fcinfo, &question))
		PG_RETURN_NULL();
	while (next_time(&question, &from, &to))
	{
		CHECK_FOR_INTERRUPTS();
		if (pg_add_s64_overflow(sum, cx_business_between(calendar, from, to), &sum))
			cx_refuse_long_duration("the time in a status");
	}
	PG_RETURN_INTERVAL_P(cx_micros_interval(sum));
}

/* A fifth argument since 16: where a soft error goes. */
#if PG_VERSION_NUM >= 160000
#define make_finite_range(type, lower, upper) make_range(type, lower, upper, false, NULL)
#else
#define make_finite_range(type, lower, upper) make_range(type, lower, upper, false)
#endif

/*
 * ranges_in_status(cx_statuses, statuses text[], as_of timestamptz) -> tstzmultirange
 *		When the ticket was in any of the statuses: ranges [from, to), joined where they touch. Empty
 *		where it never was in them. NULL and errors as for time_in_status().
 */
PG_FUNCTION_INFO_V1(cx_statuses_ranges);
Datum
cx_statuses_ranges(PG_FUNCTION_ARGS)
{
	Question question;
	TypeCacheEntry *type;
	RangeType **ranges;
	RangeBound lower = {.inclusive = true, .lower = true};
	RangeBound upper = {.inclusive = false, .lower = false};
	TimestampTz from, to;
	int32 count = 0;
	int32 room = 8;

	CX_CHECK_KINDS_TIMESTAMPTZ(&as_of_times);
	if (!question_args(fcinfo, &question))
		PG_RETURN_NULL();
	type = multirange_get_typcache(fcinfo, TSTZMULTIRANGEOID);
	ranges = palloc(room * sizeof(RangeType *));
	while (next_time(&question, &from, &to))
	{
		CX_CHECK_INTERRUPTS(count);
		if (count == room)
			ranges = repalloc(ranges, (room *= 2) * sizeof(RangeType *));
		lower.val = TimestampTzGetDatum(from);
		upper.val = TimestampTzGetDatum(to);
		ranges[count++] = make_finite_range(type->rngtype, &lower, &upper);
	}
	PG_RETURN_MULTIRANGE_P(make_multirange(TSTZMULTIRANGEOID, type->rngtype, count, ranges));
}

/* Entries into the wanted statuses from others: how often, the first and the last. */
typedef struct Entries
{
	int64 times;
	TimestampTz first; /* if there is any */
	TimestampTz last;
} Entries;

static Entries
count_entries(const CxHistory *history, const bool *wanted)
{
	Entries entries = {0};
	bool inside = false;

	for (uint32 i = 0; i < history->events; i++)
	{
		bool enters = wanted[cx_history_status(history, i)];

		CX_CHECK_INTERRUPTS(i);
		if (enters && !inside)
		{
			if (entries.times++ == 0)
				entries.first = history->at[i];
			entries.last = history->at[i];
		}
		inside = enters;
	}
	return entries;
}

/* For one status. */
static Entries
entries_of_status(FunctionCallInfo fcinfo)
{
	CxName name = status_arg(fcinfo, 1);
	CxHistory history = cx_history_arg(fcinfo, 0);
	bool *wanted = palloc0(history.names + 1);

	wanted[find_status(&history, name)] = true;
	return count_entries(&history, wanted);
}

/* For any of several. A NULL state is as one without events. */
static Entries
entries_of_statuses(FunctionCallInfo fcinfo)
{
	ArrayType *statuses = statuses_arg(fcinfo, 1);
	CxHistory history;

	if (PG_ARGISNULL(0))
		return (Entries){0};
	history = cx_history_arg(fcinfo, 0);
	return count_entries(&history, wanted_statuses(&history, statuses));
}

/*
 * times_entered(cx_statuses, status text) -> bigint
 *		How often the ticket came into the status, from another one or as its first: reopened tickets
 *		are those that came into 'open' more than once. Events that repeat a status count once. 0 where
 *		it never did, and without events. Strict. A status in braces, which looks like an array: error
 *		22023.
 * times_entered(cx_statuses, statuses text[]) -> bigint
 *		The same of several statuses as if they were one: how often it came into any of them from none of
 *		them. NULL for a NULL state; a NULL array or element: error 22004.
 */
PG_FUNCTION_INFO_V1(cx_statuses_times_entered);
Datum
cx_statuses_times_entered(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(entries_of_status(fcinfo).times);
}

PG_FUNCTION_INFO_V1(cx_statuses_times_entered_any);
Datum
cx_statuses_times_entered_any(PG_FUNCTION_ARGS)
{
	Entries entries = entries_of_statuses(fcinfo);

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_INT64(entries.times);
}

/*
 * first_entered(cx_statuses, status text) -> timestamptz
 * last_entered(cx_statuses, status text) -> timestamptz
 *		When the ticket came into the status for the first and for the last time, from another status
 *		or as its first. NULL where it never did. Strict. A status in braces: error 22023.
 * first_entered(cx_statuses, statuses text[]) -> timestamptz
 * last_entered(cx_statuses, statuses text[]) -> timestamptz
 *		The same of several statuses as if they were one. NULL for a NULL state; a NULL array or element:
 *		error 22004.
 */
#define ENTERED(which)                                                                             \
	PG_FUNCTION_INFO_V1(cx_statuses_##which##_entered);                                            \
	Datum cx_statuses_##which##_entered(PG_FUNCTION_ARGS)                                          \
	{                                                                                              \
		Entries entries = entries_of_status(fcinfo);                                               \
                                                                                                   \
		if (entries.times == 0)                                                                    \
			PG_RETURN_NULL();                                                                      \
		PG_RETURN_TIMESTAMPTZ(entries.which);                                                      \
	}                                                                                              \
                                                                                                   \
	PG_FUNCTION_INFO_V1(cx_statuses_##which##_entered_any);                                        \
	Datum cx_statuses_##which##_entered_any(PG_FUNCTION_ARGS)                                      \
	{                                                                                              \
		Entries entries = entries_of_statuses(fcinfo);                                             \
                                                                                                   \
		if (entries.times == 0)                                                                    \
			PG_RETURN_NULL();                                                                      \
		PG_RETURN_TIMESTAMPTZ(entries.which);                                                      \
	}

ENTERED(first)
ENTERED(last)

static Datum
status_text(const CxHistory *history, uint32 event)
{
	CxName name = cx_history_name(history, cx_history_status(history, event));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(name.bytes, (int) name.length));
}

static const CxTimes at_times = {1, 1, {"at"}};

/*
 * status_at(cx_statuses, at timestamptz) -> text
 *		The status that the ticket was in at that instant: from the instant of an event on, it is that
 *		of the event. NULL before the first one and without events. At infinity it is the last. Strict. A date or local time
 *		that PostgreSQL made an instant of (kinds.h): error 22023.
 */
PG_FUNCTION_INFO_V1(cx_statuses_status_at);
Datum
cx_statuses_status_at(PG_FUNCTION_ARGS)
{
	CxHistory history = cx_history_arg(fcinfo, 0);
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(1);
	/* instants are whole microseconds: those before the next one, and none is after the last */
	uint32 events = TIMESTAMP_IS_NOEND(at) ? history.events : cx_history_before(&history, at + 1);

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&at_times);
	if (events == 0)
		PG_RETURN_NULL();
	return status_text(&history, events - 1);
}

/*
 * last_status(cx_statuses) -> text
 *		The status of the last event. NULL without events. Strict.
 */
PG_FUNCTION_INFO_V1(cx_statuses_last_status);
Datum
cx_statuses_last_status(PG_FUNCTION_ARGS)
{
	CxHistory history = cx_history_arg(fcinfo, 0);

	if (history.events == 0)
		PG_RETURN_NULL();
	return status_text(&history, history.events - 1);
}

/*
 * status_ties(cx_statuses) -> bigint
 *		At how many instants nothing but the bytes of the statuses says which event came first: there
 *		are several without a seq, or with the same one. 0 without events. Strict.
 */
PG_FUNCTION_INFO_V1(cx_statuses_ties);
Datum
cx_statuses_ties(PG_FUNCTION_ARGS)
{
	CxHistory history = cx_history_arg(fcinfo, 0);
	int64 ties = 0;
	uint32 tied = 0; /* the last event of a tie that was counted */

	for (uint32 i = 1; i < history.events; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (history.at[i] != history.at[i - 1] ||
			cx_history_has_seq(&history, i) != cx_history_has_seq(&history, i - 1) ||
			(history.seq != NULL && history.seq[i] != history.seq[i - 1]))
			continue;
		ties += tied == 0 || history.at[tied] != history.at[i];
		tied = i;
	}
	PG_RETURN_INT64(ties);
}

/*
 * cx_statuses_refuse_as_of(cx_statuses, statuses, as_of), cx_statuses_refuse_at(cx_statuses, at)
 * cx_statuses_refuse_only_as_of(cx_statuses, as_of)
 *		The same accessors with a date or a local time, which would become an instant by the session's
 *		zone: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_statuses_refuse_as_of);
Datum
cx_statuses_refuse_as_of(PG_FUNCTION_ARGS)
{
	cx_refuse_local_time(fcinfo, 2, "as_of");
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(cx_statuses_refuse_at);
Datum
cx_statuses_refuse_at(PG_FUNCTION_ARGS)
{
	cx_refuse_local_time(fcinfo, 1, "at");
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(cx_statuses_refuse_only_as_of);
Datum
cx_statuses_refuse_only_as_of(PG_FUNCTION_ARGS)
{
	cx_refuse_local_time(fcinfo, 1, "as_of");
	PG_RETURN_NULL();
}
