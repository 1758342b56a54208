/*
 * statuses_build.c
 *	  Type cx_statuses in memory: room for events, sorting them in, adding whole states.
 *
 * A row costs a few stores: the event as it is, appended to the state. Sorting and telling names apart
 * waits until the state is read, or until the room is used up; then what came is put in order, which is
 * less than half as long, and there is as much room again.
 *
 * The state is a flat value and not an expanded object, which would need a memory context, a kilobyte,
 * for each of a million tickets with five events.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "base/interrupts.h"
#include "base/names_text.h"
#include "service/statuses_build.h"

/* Bytes of a state with its first events; most tickets have a few. */
#define FIRST_SIZE 128

/* Bytes of pending events: from so many on it pays to sort them in, and more are never kept. */
#define SORT_FROM (Size)(1 << 18)
#define MOST_ROOM (Size)(1 << 27)

/*
 * An event as it waits, at a multiple of 8:
 *
 *		at 8 | head 4: length of the name x 2, + 1 with a seq | name | up to a multiple of 8 | seq 8
 */
#define RECORD_HEAD (sizeof(TimestampTz) + sizeof(uint32))

static inline Size
record_size(Size length, bool has_seq)
{
	return MAXALIGN(RECORD_HEAD + length) + (has_seq ? sizeof(int64) : 0);
}

static inline Size
tail_offset(const CxStatuses *state)
{
	return MAXALIGN(cx_statuses_size(state));
}

pg_noreturn static void
refuse_size(void)
{
	ereport(
		ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		errmsg(
			"a state of type cx_statuses is the history of one ticket, and this one is too long"),
		errdetail("It holds at most %d events, whose text form takes at most %d bytes.",
				  CX_MAX_EVENTS, CX_STATUSES_MAX_TEXT),
		errhint("Make a state of each ticket with GROUP BY."));
}

/* ----- events on their way into a state ----- */

CxStatusList
cx_statuses_list(size_t room)
{
	CxStatusList list = {.room = Max(room, 4)};

	if (list.room > MaxAllocSize / sizeof(CxStatusEvent))
		refuse_size();
	list.events = palloc(list.room * sizeof(CxStatusEvent));
	return list;
}

void
cx_statuses_put(CxStatusList *list, TimestampTz at, bool has_seq, int64 seq, uint32 status)
{
	if (list->count == list->room)
	{
		list->room *= 2;
		if (list->room > MaxAllocSize / sizeof(CxStatusEvent))
			refuse_size();
		list->events = repalloc(list->events, list->room * sizeof(CxStatusEvent));
	}
	list->events[list->count++] = (CxStatusEvent){at, has_seq ? seq : 0, status, has_seq};
}

/* The events of a closed state, or those of an open one that are in order. */
static void
put_history(CxStatusList *list, const CxHistory *history)
{
	uint32 *numbers = palloc(history->names * sizeof(uint32));

	for (uint32 i = 0; i < history->names; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		numbers[i] = cx_names_add(&list->names, cx_history_name(history, i));
	}
	for (uint32 i = 0; i < history->events; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		cx_statuses_put(list, history->at[i], cx_history_has_seq(history, i),
						history->seq == NULL ? 0 : history->seq[i],
						numbers[cx_history_status(history, i)]);
	}
	pfree(numbers);
}

static void
put_pending(CxStatusList *list, const CxStatuses *state)
{
	const char *at = (const char *) state + tail_offset(state);
	const char *end = at + state->pending;

	for (uint32 i = 0; at < end; i++)
	{
		uint32 head = *(const uint32 *) (at + sizeof(TimestampTz));
		CxName name = {at + RECORD_HEAD, head >> 1};
		bool has_seq = (head & 1) != 0;
		const char *seq = at + MAXALIGN(RECORD_HEAD + name.length);

		CX_CHECK_INTERRUPTS(i);
		cx_statuses_put(list, *(const TimestampTz *) at, has_seq,
						has_seq ? *(const int64 *) seq : 0, cx_names_add(&list->names, name));
		at += record_size(name.length, has_seq);
	}
}

/* ----- their order ----- */

/* By instant, then seq with NULL first, then status: when statuses are numbered in order of bytes. */
static inline int
compare_events(const CxStatusEvent *a, const CxStatusEvent *b)
{
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->has_seq != b->has_seq)
		return a->has_seq ? 1 : -1;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	return (a->status > b->status) - (a->status < b->status);
}

#define SHORT_RUN 16

/* Sorts so many events, of which the first ones are in order. */
static void
insert_events(CxStatusEvent *events, size_t ordered, size_t count)
{
	for (size_t i = ordered; i < count; i++)
	{
		CxStatusEvent event = events[i];
		size_t j = i;

		for (; j > 0 && compare_events(&events[j - 1], &event) > 0; j--)
			events[j] = events[j - 1];
		events[j] = event;
	}
}

static void
merge_runs(const CxStatusEvent *from, size_t middle, size_t count, CxStatusEvent *to)
{
	size_t i = 0;
	size_t j = middle;

	for (size_t n = 0; n < count; n++)
	{
		CX_CHECK_INTERRUPTS(n);
		if (j == count || (i < middle && compare_events(&from[i], &from[j]) <= 0))
			to[n] = from[i++];
		else
			to[n] = from[j++];
	}
}

/*
 * A merge sort over the runs that are there: a log comes in order of time, and what is merged is sorted
 * already, so all of that takes linear time.
 */
static void
sort_events(CxStatusList *list)
{
	CxStatusEvent *from = list->events;
	CxStatusEvent *to;
	size_t n = list->count;
	size_t *starts; /* of runs, and n behind the last */
	size_t runs = 0;
	size_t room = 8;

	if (n <= SHORT_RUN)
	{
		insert_events(from, Min(n, 1), n);
		return;
	}
	starts = palloc(room * sizeof(size_t));
	for (size_t start = 0; start < n; runs++)
	{
		size_t end = start + 1;

		CX_CHECK_INTERRUPTS(runs);
		while (end < n && compare_events(&from[end - 1], &from[end]) <= 0)
			end++;
		if (end - start < SHORT_RUN)
		{
			size_t longer = Min(start + SHORT_RUN, n);

			insert_events(from + start, end - start, longer - start);
			end = longer;
		}
		if (runs + 2 > room)
			starts = repalloc(starts, (room *= 2) * sizeof(size_t));
		starts[runs] = start;
		start = end;
	}
	if (runs == 1)
	{
		pfree(starts);
		return;
	}
	starts[runs] = n;
	to = palloc(list->room * sizeof(CxStatusEvent));
	while (runs > 1)
	{
		CxStatusEvent *swap = from;
		size_t merged = 0;

		for (size_t r = 0; r < runs; r += 2)
		{
			size_t start = starts[r];
			size_t middle = starts[r + 1];
			size_t end = starts[Min(r + 2, runs)];

			merge_runs(from + start, middle - start, end - start, to + start);
			starts[merged++] = start;
		}
		starts[merged] = n;
		runs = merged;
		from = to;
		to = swap;
	}
	list->events = from;
	pfree(to);
	pfree(starts);
}

/* ----- states ----- */

/* Whether a dump could show them: see CX_STATUSES_MAX_TEXT. */
static void
check_text(const CxStatusList *list)
{
	Size *sizes;
	Size size = 0;

	/* hardly ever anywhere near */
	for (uint32 i = 0; i < list->names.count; i++)
		size = Max(size, list->names.names[i].length);
	if ((2 * size + CX_STATUS_EVENT_TEXT) * list->count <= CX_STATUSES_MAX_TEXT)
		return;
	sizes = palloc(list->names.count * sizeof(Size));
	for (uint32 i = 0; i < list->names.count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		sizes[i] = CX_STATUS_EVENT_TEXT + cx_name_text_size(list->names.names[i]);
	}
	size = 0;
	for (size_t i = 0; i < list->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		size += sizes[list->events[i].status];
		if (size > CX_STATUSES_MAX_TEXT)
			refuse_size();
	}
	pfree(sizes);
}

/* A closed state of events that are in order, each once. */
static CxStatuses *
lay_out(const CxStatusList *list)
{
	CxStatuses head = {
		.flags = CX_STATUSES_VERSION, .events = (uint32) list->count, .names = list->names.count};
	CxStatuses *state;
	CxHistory history;
	char *bytes;
	uint32 end = 0;

	for (size_t i = 0; i < list->count; i++)
		if (list->events[i].has_seq)
		{
			head.flags |= CX_STATUSES_SEQ;
			break;
		}
	for (uint32 i = 0; i < list->names.count; i++)
		head.bytes += list->names.names[i].length;
	state = palloc(cx_statuses_size(&head));
	memcpy(state, &head, offsetof(CxStatuses, at));
	SET_VARSIZE(state, cx_statuses_size(&head));
	history = cx_history_of(state);
	for (size_t i = 0; i < list->count; i++)
	{
		const CxStatusEvent *event = &list->events[i];

		CX_CHECK_INTERRUPTS(i);
		state->at[i] = event->at;
		if (history.seq != NULL)
			unconstify(int64 *, history.seq)[i] = event->seq;
		unconstify(uint32 *, history.codes)[i] = event->status << 1 | event->has_seq;
	}
	bytes = unconstify(char *, history.bytes);
	for (uint32 i = 0; i < list->names.count; i++)
	{
		CxName name = list->names.names[i];

		CX_CHECK_INTERRUPTS(i);
		memcpy(bytes + end, name.bytes, name.length);
		unconstify(uint32 *, history.ends)[i] = end += name.length;
	}
	return state;
}

CxStatuses *
cx_statuses_make(CxStatusList *list)
{
	uint32 *ranks = cx_names_sort(&list->names);
	CxStatuses *state;
	size_t kept = 0;

	if (ranks != NULL)
	{
		for (size_t i = 0; i < list->count; i++)
		{
			CX_CHECK_INTERRUPTS(i);
			list->events[i].status = ranks[list->events[i].status];
		}
		pfree(ranks);
	}
	sort_events(list);
	for (size_t i = 0; i < list->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (kept == 0 || compare_events(&list->events[kept - 1], &list->events[i]) != 0)
			list->events[kept++] = list->events[i];
	}
	list->count = kept;
	if (kept > CX_MAX_EVENTS)
		refuse_size();
	check_text(list);
	state = lay_out(list);
	pfree(list->events);
	cx_names_free(&list->names);
	return state;
}

const CxStatuses *
cx_statuses_closed(const CxStatuses *state)
{
	CxHistory history;
	CxStatusList list;

	if (!cx_statuses_open(state))
		return state;
	/* the columns come first, laid out as in a closed state */
	history = cx_history_of(state);
	list = cx_statuses_list(history.events + state->pending / record_size(4, false));
	put_history(&list, &history);
	put_pending(&list, state);
	return cx_statuses_make(&list);
}

CxStatuses *
cx_statuses_merge(const CxStatuses *a, const CxStatuses *b)
{
	CxHistory one = cx_history_of(a);
	CxHistory other = cx_history_of(b);
	CxStatusList list = cx_statuses_list((size_t) one.events + other.events);

	put_history(&list, &one);
	put_history(&list, &other);
	return cx_statuses_make(&list);
}

/* ----- the working state of an aggregate ----- */

/*
 * The state as an open one of the size given. The room is zeros: whoever makes an aggregate of a
 * transition of ours, without our final function, stores the state as it is, and then the same rows are
 * the same bytes, and nothing of our memory shows in them.
 */
static CxStatuses *
with_size(const CxStatuses *state, Size size)
{
	Size columns = cx_statuses_size(state);
	Size used = tail_offset(state) + state->pending;
	CxStatuses *larger;

	if (size > MaxAllocSize)
		refuse_size();
	larger = palloc(size);
	memcpy(larger, state, cx_statuses_open(state) ? used : columns);
	if (!cx_statuses_open(state))
		used = columns;
	memset((char *) larger + used, 0, size - used);
	SET_VARSIZE(larger, size);
	larger->flags |= CX_STATUSES_OPEN;
	return larger;
}

/* The state, open and with room for so many bytes more: possibly another one. */
static CxStatuses *
with_room(CxStatuses *state, Size wanted)
{
	Size columns = tail_offset(state);
	Size most = Min(Max(columns, SORT_FROM), MOST_ROOM);
	const CxStatuses *closed;

	if (wanted > MOST_ROOM)
		refuse_size();
	if (cx_statuses_open(state))
	{
		Size needed = columns + state->pending + wanted;

		if (needed <= VARSIZE(state))
			return state;
		if (state->pending + wanted <= most)
			return with_size(state, Max(needed, Min(2 * (Size) VARSIZE(state), columns + most)));
	}
	closed = cx_statuses_closed(state);
	columns = tail_offset(closed);
	most = Min(Max(columns, SORT_FROM), MOST_ROOM);
	if (!cx_statuses_open(state))
		most = Max(columns / 8, FIRST_SIZE - offsetof(CxStatuses, at));
	return with_size(closed, columns + Max(most, wanted));
}

CxStatuses *
cx_statuses_append(CxStatuses *state, TimestampTz at, bool has_seq, int64 seq, CxName status)
{
	Size size = record_size(status.length, has_seq);
	char *record;

	state = with_room(state, size);
	record = (char *) state + tail_offset(state) + state->pending;
	*(TimestampTz *) record = at;
	*(uint32 *) (record + sizeof(TimestampTz)) = status.length << 1 | has_seq;
	memcpy(record + RECORD_HEAD, status.bytes, status.length);
	if (has_seq)
		*(int64 *) (record + MAXALIGN(RECORD_HEAD + status.length)) = seq;
	state->pending += (uint32) size;
	return state;
}

CxStatuses *
cx_statuses_append_all(CxStatuses *state, const CxStatuses *more)
{
	CxHistory history = cx_history_of(more);

	for (uint32 i = 0; i < history.events; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		state = cx_statuses_append(state, history.at[i], cx_history_has_seq(&history, i),
								   history.seq == NULL ? 0 : history.seq[i],
								   cx_history_name(&history, cx_history_status(&history, i)));
	}
	return state;
}
