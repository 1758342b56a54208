/*
 * statuses_build.h
 *	  Type cx_statuses in memory, for those who put events into it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATUSES_BUILD_H
#define CX_STATUSES_BUILD_H

#include "service/statuses.h"
#include "base/names.h"

typedef struct CxStatusEvent
{
	TimestampTz at;
	int64 seq; /* 0 without one */
	uint32 status;
	bool has_seq;
} CxStatusEvent;

/* Events in any order, on their way into a state. What the names point to must stay until the end. */
typedef struct CxStatusList
{
	CxStatusEvent *events;
	size_t count;
	size_t room;
	CxNames names;
} CxStatusList;

/* An empty list with room for so many events. */
extern CxStatusList cx_statuses_list(size_t room);

/* A status as cx_names_add() knows it. */
extern void cx_statuses_put(CxStatusList *list, TimestampTz at, bool has_seq, int64 seq,
							uint32 status);

/* A fresh closed state of them; the list is used up. Too many, or too long ones: error 54000. */
extern CxStatuses *cx_statuses_make(CxStatusList *list);

/* The state with all its events sorted in: itself, or a fresh one if it was open. */
extern const CxStatuses *cx_statuses_closed(const CxStatuses *state);

/* Adds an event to a state that is the caller's, which may move. Too many: error 54000. */
extern CxStatuses *cx_statuses_append(CxStatuses *state, TimestampTz at, bool has_seq, int64 seq,
									  CxName status);

/* The same for all events of a closed state. */
extern CxStatuses *cx_statuses_append_all(CxStatuses *state, const CxStatuses *more);

/* All events of two closed states, those that both have once. */
extern CxStatuses *cx_statuses_merge(const CxStatuses *a, const CxStatuses *b);

/* Bytes of an event in the text form, the status apart: ", 294276-12-31 23:59:59.999999Z #", a bigint */
#define CX_STATUS_EVENT_TEXT 64

#endif /* CX_STATUSES_BUILD_H */
