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

/*
 * Names that all customers of an aggregation share: nearly always all there are. Those that come when there
 * are many already are kept by each customer, so that what is shared stays small.
 */
#define CX_SHARED_STEPS      1024
#define CX_SHARED_STEP_BYTES (64 * 1024)

typedef struct CxStepNames
{
	CxNames names;
	char *bytes;       /* room for those of the next names, which never move */
	uint32 bytes_left; /* of it */
	uint32 bytes_last; /* how much room there was last */
	uint64 all_bytes;
} CxStepNames;

/* A visit of a step, 12 bytes, for which the instant is in two parts. */
typedef struct CxVisit
{
	uint32 high;
	uint32 low;
	uint32 step; /* the number of a shared name, or CX_SHARED_STEPS + that of an own one */
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

/* Bytes of a customer's own names at most. */
#define CX_VISITS_MAX_NAMES ((uint64) 1 << 29)

/* There is one of them for each of a million customers at a time: 64 bytes, and 320 with twenty rows. */
typedef struct CxVisits
{
	const CxStepNames *shared; /* NULL: none */
	CxStepNames *own;          /* NULL: none */
	CxVisit *visits;
	uint32 count;
	uint32 room;
	int64 unit;   /* microseconds that at counts: a day of them, or 1 */
	int64 within; /* microseconds; 0: none */
	uint32 depth; /* 0: none */
} CxVisits;

static inline CxName
cx_visits_name(const CxVisits *visits, uint32 step)
{
	return step < CX_SHARED_STEPS ? visits->shared->names.names[step]
								  : visits->own->names.names[step - CX_SHARED_STEPS];
}

/* Steps are below this number. */
static inline uint32
cx_visits_steps(const CxVisits *visits)
{
	return CX_SHARED_STEPS + (visits->own == NULL ? 0 : visits->own->names.count);
}

extern CxVisits *cx_visits_make(MemoryContext context, const CxStepNames *shared, int64 unit,
								int64 within, uint32 depth);

/*
 * The number of a step's name, a new one where it has none: among the shared ones, in their context, if
 * there is room. shared, which may be NULL, are those of the visits. Too long names: error 54000.
 */
extern uint32 cx_visits_step(MemoryContext context, CxVisits *visits, MemoryContext shared_context,
							 CxStepNames *shared, CxName name);

/* Adds a visit. Too many: error 54000. */
extern void cx_visits_make_room(MemoryContext context, CxVisits *visits, uint64 count);

static inline void
cx_visits_add(MemoryContext context, CxVisits *visits, int64 at, uint32 step)
{
	if (unlikely(visits->count == visits->room))
		cx_visits_make_room(context, visits, (uint64) visits->count + 1);
	visits->visits[visits->count++] = cx_visit(at, step);
}

/* Adds those of another state. */
extern void cx_visits_add_all(MemoryContext context, CxVisits *visits, const CxVisits *other);

/*
 * The transitions of the customer. It may put many visits into order. Two steps that are more than 2^63
 * microseconds apart, without a within: error 22008; too many different pairs: 54000.
 */
extern CxTransitions *cx_visits_transitions(CxVisits *visits);

#endif /* CX_VISITS_H */
