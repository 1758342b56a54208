/*
 * statuses.h
 *	  Type cx_statuses: the history of a ticket, at which instant it came into which status.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATUSES_H
#define CX_STATUSES_H

#include "datatype/timestamp.h"
#include "fmgr.h"

#include "base/compat.h"
#include "base/names.h"

/* Far more than the history of one ticket: 96 MB, or 160 MB with numbers. */
#define CX_MAX_EVENTS (1 << 23)

/* The text form of a state, which a dump needs, stays below what a value may have, 1 GB. */
#define CX_STATUSES_MAX_TEXT 1000000000

#define CX_STATUSES_VERSION 1
#define CX_STATUSES_SEQ     0x100 /* some events carry a number that orders those of one instant */
#define CX_STATUSES_OPEN    0x200 /* working state of an aggregate, with events not yet sorted in */

/*
 * A closed state is this head and a column for each field of the events, in the order of (at, seq with
 * NULL first, bytes of the status), each once; then the names of the statuses, each once, in the order
 * of their bytes, so that the order of the codes is that of the names. The empty state has no events.
 *
 *		head 24 | at 8 x events | seq 8 x events (CX_STATUSES_SEQ) | codes 4 x events
 *		        | ends 4 x names | bytes of the names
 *
 * A code is the number of the name, times two, and 1 if the event has a seq; without, its seq is 0. An
 * end is where the bytes of a name end and those of the next begin.
 *
 * An open state is what an aggregate works in. Ours never give one, but a parallel worker hands it to
 * its leader, and an aggregate that somebody makes of our transitions may store it: it is a value like
 * any other, and every function takes it. Behind the columns, at a multiple of 8, lie the events as they
 * came (statuses_build.c), pending bytes of them; and behind them is room, filled with zeros, up to the
 * length of the value.
 */
typedef struct CxStatuses
{
	int32 vl_len_;
	uint32 flags; /* version and CX_STATUSES_... */
	uint32 events;
	uint32 names;
	uint32 bytes;   /* of the names */
	uint32 pending; /* 0 unless open */
	int64 at[FLEXIBLE_ARRAY_MEMBER];
} CxStatuses;

StaticAssertDecl(offsetof(CxStatuses, at) == 24, "cx_statuses must keep its layout on disk");

static inline bool
cx_statuses_open(const CxStatuses *state)
{
	return (state->flags & CX_STATUSES_OPEN) != 0;
}

/* Of the head and the columns. */
static inline Size
cx_statuses_size(const CxStatuses *state)
{
	Size event = sizeof(int64) + sizeof(uint32);

	if ((state->flags & CX_STATUSES_SEQ) != 0)
		event += sizeof(int64);
	return offsetof(CxStatuses, at) + state->events * event + state->names * sizeof(uint32) +
		   state->bytes;
}

/* Where the columns of a state are: of an open one, those that were sorted already. */
typedef struct CxHistory
{
	uint32 events;
	uint32 names;
	const int64 *at;
	const int64 *seq; /* NULL: no event has one */
	const uint32 *codes;
	const uint32 *ends;
	const char *bytes;
} CxHistory;

static inline CxHistory
cx_history_of(const CxStatuses *state)
{
	CxHistory history = {.events = state->events, .names = state->names, .at = state->at};
	const int64 *columns = state->at + state->events;

	if ((state->flags & CX_STATUSES_SEQ) != 0)
	{
		history.seq = columns;
		columns += state->events;
	}
	history.codes = (const uint32 *) columns;
	history.ends = history.codes + state->events;
	history.bytes = (const char *) (history.ends + state->names);
	return history;
}

static inline CxName
cx_history_name(const CxHistory *history, uint32 status)
{
	uint32 start = status == 0 ? 0 : history->ends[status - 1];

	return (CxName){history->bytes + start, history->ends[status] - start};
}

static inline uint32
cx_history_status(const CxHistory *history, uint32 event)
{
	return history->codes[event] >> 1;
}

static inline bool
cx_history_has_seq(const CxHistory *history, uint32 event)
{
	return (history->codes[event] & 1) != 0;
}

/* A stay in a status: repeats of it are one. */
typedef struct CxStay
{
	uint32 status;
	bool last; /* it still goes on at the end */
	TimestampTz entered;
	TimestampTz left; /* the end where it goes on */
} CxStay;

/*
 * The next stay, of the first so many events, up to an end that is not before any of them. next is 0
 * at first; false when there is none.
 */
static inline bool
cx_next_stay(const CxHistory *history, uint32 events, TimestampTz end, uint32 *next, CxStay *stay)
{
	uint32 i = *next;

	if (i >= events)
		return false;
	stay->status = cx_history_status(history, i);
	stay->entered = history->at[i];
	for (i++; i < events && cx_history_status(history, i) == stay->status;)
		i++;
	stay->last = i == events;
	stay->left = stay->last ? end : history->at[i];
	*next = i;
	return true;
}

/* How many events are before an instant. */
extern uint32 cx_history_before(const CxHistory *history, TimestampTz instant);

/* Argument argno, detoasted and closed. */
extern const CxStatuses *cx_statuses_arg(FunctionCallInfo fcinfo, int argno);
extern CxHistory cx_history_arg(FunctionCallInfo fcinfo, int argno);

/*
 * Argument argno as the first instant that is not observed. NULL: error 22004; infinite: error 22008,
 * for the last status would have no end.
 */
extern TimestampTz cx_history_as_of_arg(FunctionCallInfo fcinfo, int argno);

#endif /* CX_STATUSES_H */
