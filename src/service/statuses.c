/*
 * statuses.c
 *	  Type cx_statuses: its forms and its order.
 *
 * Text form: (2026-01-05 09:00:00Z new, 2026-01-05 09:12:30.5Z #2 "on hold"): instants in UTC, a seq
 * after #, and the status, in quotes unless it is made of letters, digits, dots, dashes and underscores;
 * within quotes a backslash stands before quotes and backslashes. The empty state is (). Binary form:
 * version byte 1, a byte that is 1 when some events have a seq, the number of names as int4, each with
 * its length before it and in the encoding of the client, the number of events as int4, then for each
 * the instant as int8, the number of its name from 0 as int4, and with that byte a byte that is 1 where
 * there is a seq, followed by it. JSON: {"events": [{"at", "seq", "status"}]}.
 *
 * Both forms have events in order. Those of one instant and seq, and the names, may come in any: theirs
 * is that of bytes, which differ between encodings.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"
#include "base/names_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "service/statuses_build.h"

const CxStatuses *
cx_statuses_arg(FunctionCallInfo fcinfo, int argno)
{
	return cx_statuses_closed((const CxStatuses *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno)));
}

CxHistory
cx_history_arg(FunctionCallInfo fcinfo, int argno)
{
	return cx_history_of(cx_statuses_arg(fcinfo, argno));
}

/* The events are in order and the names in use, by how a state is made. */
static const char *
problem_of(const CxStatuses *state)
{
	if (state->events > 0 &&
		!(IS_VALID_TIMESTAMP(state->at[0]) && IS_VALID_TIMESTAMP(state->at[state->events - 1])))
		return "An instant is out of range.";
	return NULL;
}

static const char *const not_ascending =
	"Events must ascend, by instant and then by seq, none first.";
static const char *const too_many = "There are too many events.";

/* What is wrong with an event behind those that are there, or NULL. */
static const char *
problem_of_event(const CxStatusList *list, const CxStatusEvent *event)
{
	const CxStatusEvent *last;

	if (list->count == CX_MAX_EVENTS)
		return too_many;
	if (list->count == 0)
		return NULL;
	last = &list->events[list->count - 1];
	if (event->at < last->at ||
		(event->at == last->at && (event->has_seq < last->has_seq ||
								   (event->has_seq && last->has_seq && event->seq < last->seq))))
		return not_ascending;
	return NULL;
}

/* An event that is there twice is one less in the state. */
static const char *
finish(CxStatusList *list, CxStatuses **state)
{
	size_t count = list->count;

	*state = cx_statuses_make(list);
	return (*state)->events == count ? NULL : "An event is there twice.";
}

/* ----- text ----- */

/* Does what was read end here: at any blank, or where a status in quotes begins? */
static bool
at_word_end(const CxTextReader *reader)
{
	return *reader->at != '\0' && strchr(" \t\n\r\"", *reader->at) != NULL;
}

static bool
read_event(CxTextReader *reader, CxStatusList *list)
{
	const char *expected = reader->problem;
	CxStatusEvent event = {0};
	CxName name;

	if (!cx_text_instant(reader, &event.at) || !at_word_end(reader))
		return false;
	event.has_seq = cx_text_literal(reader, "#");
	if (event.has_seq && (!cx_text_int64(reader, &event.seq) || !at_word_end(reader)))
		return false;
	if (!cx_text_name(reader, &name))
		return false;
	reader->problem = problem_of_event(list, &event);
	if (reader->problem != NULL)
		return false;
	reader->problem = expected;
	cx_statuses_put(list, event.at, event.has_seq, event.seq, cx_names_add(&list->names, name));
	return true;
}

static bool
read_text(CxTextReader *reader, CxStatuses **state)
{
	CxStatusList list = cx_statuses_list(0);

	reader->problem =
		"Expected is (2026-01-31 12:00:00Z open, ...): instant and status, with a #number between "
		"them "
		"for a seq, \"...\" around a status that is more than letters, or () for no events.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (!cx_text_literal(reader, ")"))
	{
		do
		{
			if (!read_event(reader, &list))
				return false;
		} while (cx_text_literal(reader, ","));
		if (!cx_text_literal(reader, ")"))
			return false;
	}
	if (!cx_text_end(reader))
		return false;
	reader->problem = finish(&list, state);
	return reader->problem == NULL;
}

static void
write_text(StringInfo text, const CxStatuses *state)
{
	CxHistory history = cx_history_of(state);

	appendStringInfoChar(text, '(');
	for (uint32 i = 0; i < history.events; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (i > 0)
			appendStringInfoString(text, ", ");
		cx_append_instant(text, history.at[i], ' ');
		if (cx_history_has_seq(&history, i))
			appendStringInfo(text, " #" INT64_FORMAT, history.seq[i]);
		appendStringInfoChar(text, ' ');
		cx_append_name(text, cx_history_name(&history, cx_history_status(&history, i)));
	}
	appendStringInfoChar(text, ')');
}

/* ----- binary ----- */

/* Bytes of a name and of an event on the wire, at least: they tell how many a message can hold. */
#define WIRE_NAME  4
#define WIRE_EVENT 12

static uint32
read_count(StringInfo message, uint32 most, int size)
{
	uint32 count = pq_getmsgint(message, 4);

	if (count > most || count > (uint32) (message->len - message->cursor) / size)
		cx_wire_refuse("cx_statuses",
					   "There are fewer names or events than announced, or too many.");
	return count;
}

static bool
read_wire_flag(StringInfo message)
{
	int flag = pq_getmsgbyte(message);

	if (flag != 0 && flag != 1)
		cx_wire_refuse("cx_statuses", "An event neither has a seq nor has none.");
	return flag == 1;
}

static CxStatuses *
read_wire(StringInfo message)
{
	bool any_seq = read_wire_flag(message);
	uint32 names = read_count(message, CX_MAX_EVENTS, WIRE_NAME);
	CxStatusList list;
	CxStatuses *state;
	const char *problem;
	bool *used;
	bool seq_seen = false;
	uint32 count;

	list = cx_statuses_list(0);
	for (uint32 i = 0; i < names; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (cx_names_add(&list.names, cx_wire_name(message, "cx_statuses")) != i)
			cx_wire_refuse("cx_statuses", "A status is there twice.");
	}
	used = palloc0(names);
	count = read_count(message, CX_MAX_EVENTS, WIRE_EVENT);
	for (uint32 i = 0; i < count; i++)
	{
		CxStatusEvent event = {.at = pq_getmsgint64(message)};

		CX_CHECK_INTERRUPTS(i);
		event.status = pq_getmsgint(message, 4);
		if (any_seq && read_wire_flag(message))
		{
			event.has_seq = seq_seen = true;
			event.seq = pq_getmsgint64(message);
		}
		if (event.status >= names)
			cx_wire_refuse("cx_statuses", "An event has a status that is not there.");
		problem = problem_of_event(&list, &event);
		if (problem != NULL)
			cx_wire_refuse("cx_statuses", problem);
		used[event.status] = true;
		cx_statuses_put(&list, event.at, event.has_seq, event.seq, event.status);
	}
	if (names > 0 && memchr(used, false, names) != NULL)
		cx_wire_refuse("cx_statuses", "A status has no event.");
	if (any_seq != seq_seen)
		cx_wire_refuse("cx_statuses", "No event has a seq.");
	problem = finish(&list, &state);
	if (problem != NULL)
		cx_wire_refuse("cx_statuses", problem);
	return state;
}

static void
write_wire(StringInfo message, const CxStatuses *state)
{
	CxHistory history = cx_history_of(state);

	pq_sendbyte(message, history.seq != NULL);
	pq_sendint32(message, history.names);
	for (uint32 i = 0; i < history.names; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		cx_send_name(message, cx_history_name(&history, i));
	}
	pq_sendint32(message, history.events);
	for (uint32 i = 0; i < history.events; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		pq_sendint64(message, history.at[i]);
		pq_sendint32(message, cx_history_status(&history, i));
		if (history.seq == NULL)
			continue;
		pq_sendbyte(message, cx_history_has_seq(&history, i));
		if (cx_history_has_seq(&history, i))
			pq_sendint64(message, history.seq[i]);
	}
}

/* ----- json ----- */

static void
write_json(StringInfo json, const CxStatuses *state)
{
	CxHistory history = cx_history_of(state);
	char **names = palloc(history.names * sizeof(char *));

	for (uint32 i = 0; i < history.names; i++)
	{
		StringInfoData escaped;

		CX_CHECK_INTERRUPTS(i);
		initStringInfo(&escaped);
		cx_json_name(&escaped, cx_history_name(&history, i));
		names[i] = escaped.data;
	}
	appendStringInfoString(json, "{\"events\": [");
	for (uint32 i = 0; i < history.events; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(json, i > 0 ? ", {\"at\": \"" : "{\"at\": \"");
		cx_append_instant(json, history.at[i], 'T');
		appendStringInfoString(json, "\", ");
		if (cx_history_has_seq(&history, i))
			appendStringInfo(json, "\"seq\": " INT64_FORMAT ", ", history.seq[i]);
		appendStringInfoString(json, "\"status\": ");
		appendStringInfoString(json, names[cx_history_status(&history, i)]);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

/* An open state is closed before it is shown or compared. */
#define CLOSED_ARG(n) cx_statuses_arg(fcinfo, n)

CX_STATE_IO(cx_statuses, CxStatuses, 1, CLOSED_ARG)

static CxBytes
closed_bytes_arg(FunctionCallInfo fcinfo, int argno)
{
	Pointer given = PG_GETARG_POINTER(argno);
	CxStatuses *state = (CxStatuses *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno));
	CxStatuses *closed = unconstify(CxStatuses *, cx_statuses_closed(state));
	Size size = cx_statuses_size(closed) - offsetof(CxStatuses, flags);

	if (closed != state && (Pointer) state != given)
		pfree(state);
	return (CxBytes){(const unsigned char *) &closed->flags, (int) size,
					 (Pointer) closed != given ? closed : NULL};
}

#define CLOSED_BYTES(n, unused) closed_bytes_arg(fcinfo, n)

CX_STATE_ORDER_(cx_statuses, CLOSED_BYTES, )
