/*
 * funnel_counts.h
 *	  Type cx_funnel: how far customers came in a funnel, and how long each step took them.
 *
 * Over customers: each is in it once, by the first start that he made.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_COUNTS_H
#define CX_FUNNEL_COUNTS_H

#include "base/durations.h"
#include "journey/funnel_terms.h"
#include "journey/times.h"

#define CX_FUNNEL_VERSION 1

/*
 * Customers who reached a step, and those of them who are settled: whose time for all of the funnel, from
 * their start on, had passed before as_of. Those who are not settled and did not reach the next step wait
 * for it: customers less settled here, less the same at the next step.
 */
typedef struct CxFunnelCount
{
	int64 customers;
	int64 settled;
} CxFunnelCount;

/*
 * Behind the counts come, from the second step on, the times since the step before of those who are
 * settled, each as a closed cx_durations, from a multiple of 8 bytes on. The empty state has no steps, and
 * all of its head is 0.
 */
typedef struct CxFunnel
{
	int32 vl_len_; /* varlena header, not to be touched directly */
	uint8 version; /* 1 */
	uint8 kind;    /* CxTimeKind */
	uint16 mode;   /* CX_FUNNEL_..., with first_start */
	int32 steps;
	uint32 unused; /* 0 */
	int64 within;  /* microseconds */
	int64 as_of;   /* microseconds since 2000; DT_NOEND: the data is complete */
	CxFunnelCount counts[FLEXIBLE_ARRAY_MEMBER];
} CxFunnel;

StaticAssertDecl(offsetof(CxFunnel, counts) == 32, "cx_funnel must keep its layout on disk");

#define PG_GETARG_FUNNEL(n) ((const CxFunnel *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

static inline CxFunnelTerms
cx_funnel_terms(const CxFunnel *state)
{
	return (CxFunnelTerms){(CxTimeKind) state->kind, state->mode, state->steps, state->within};
}

/* The times of the second step; those of the next one follow. */
static inline const CxDurations *
cx_funnel_times(const CxFunnel *state)
{
	return (const CxDurations *) (state->counts + state->steps);
}

static inline const CxDurations *
cx_funnel_next_times(const CxDurations *times)
{
	return (const CxDurations *) ((const char *) times + MAXALIGN(VARSIZE(times)));
}

/* A fresh state of so many steps; times has those from the second step on, closed. */
extern CxFunnel *cx_funnel_make(const CxFunnelTerms *terms, int64 as_of,
								const CxFunnelCount *counts, const CxDurations *const *times);

/* A state for another process, and back, checked. */
extern bytea *cx_funnel_to_bytes(const CxFunnel *state);
extern CxFunnel *cx_funnel_of_bytes(const bytea *bytes);

/* ----- funnel_counts_build.c ----- */

/* A state that grows; without steps while it has seen no chain. */
typedef struct CxFunnelBuild
{
	MemoryContext context;
	CxFunnelTerms terms;
	int64 as_of;
	CxFunnelCount *counts;
	CxTimesSketch *times; /* of the second step is times[1] */
	Size memory;
} CxFunnelBuild;

extern CxFunnelBuild *cx_funnel_build(MemoryContext context);

/*
 * Counts one customer, or with sign -1 takes him out again. Another funnel or as_of than of those before, a
 * chain not by first starts, or a step that was not reached before as_of: error 22023; a count beyond
 * bigint, or who is taken out and not there: 22003.
 */
extern void cx_funnel_count(CxFunnelBuild *build, const CxChain *chain, int64 as_of, int sign);

/* The same for all customers of a state. */
extern void cx_funnel_fold(CxFunnelBuild *build, const CxFunnel *state, int sign);

/* A fresh state; without customers the empty one. */
extern CxFunnel *cx_funnel_built(const CxFunnelBuild *build);

#endif /* CX_FUNNEL_COUNTS_H */
