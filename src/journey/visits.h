/*
 * visits.h
 *	  The steps of one customer as an aggregate collects them: when, and which.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_VISITS_H
#define CX_VISITS_H

#include "utils/timestamp.h"

#include "base/names.h"
#include "journey/transitions.h"

/* A visit of a step, 12 bytes, for which the instant is in two parts. */
typedef struct CxVisit
{
	uint32 high;
	uint32 low;
	uint32 step; /* the number of its name */
} CxVisit;

static inline int64
cx_visit_at(const CxVisit *visit)
{
	return (int64) ((uint64) visit->high << 32 | visit->low);
}

static inline CxVisit
cx_visit(int64 at, uint32 step)
{
	return (CxVisit){(uint32) ((uint64) at >> 32), (uint32) at, step};
}

/* Rows of one customer at most: 805 MB. */
#define CX_VISITS_LIMIT (1 << 26)

/* Bytes of all names at most. */
#define CX_VISITS_MAX_NAMES ((uint64) 1 << 29)

/* There is one of them for each of a million customers at a time: 128 bytes, and 640 with twenty rows. */
typedef struct CxVisits
{
	CxNames names;
	char *bytes;       /* room for those of the next names, which never move */
	uint32 bytes_left; /* of it */
	uint32 bytes_last; /* how much room there was last */
	uint64 all_bytes;
	CxVisit *visits;
	uint32 count;
	uint32 room;
	int64 unit;   /* microseconds that at counts: a day of them, or 1 */
	int64 within; /* microseconds; 0: none */
	uint32 depth; /* 0: none */
} CxVisits;

extern CxVisits *cx_visits_make(MemoryContext context, int64 unit, int64 within, uint32 depth);

/* Adds visits of a step. Too many, or too long names: error 54000. */
extern void cx_visits_add(MemoryContext context, CxVisits *visits, int64 at, CxName step);
extern void cx_visits_add_all(MemoryContext context, CxVisits *visits, const CxVisits *other);

/*
 * The transitions of the customer. It may put the visits into order. Two steps that are more than 2^63
 * microseconds apart, without a within: error 22008; too many different pairs: 54000.
 */
extern CxTransitions *cx_visits_transitions(CxVisits *visits);

#endif /* CX_VISITS_H */
