/*
 * scores.h
 *	  Type cx_scores: how often each score of a scale was given.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SCORES_H
#define CX_SCORES_H

#include "base/args.h"
#include "survey/scale.h"

/*
 * Fixed length, no padding: what is on disk is this struct, for ever.
 *
 *		score        low  low + 1  ...  high
 *		counts[i]      n        n          n
 *
 * Counts are signed, because a difference of two states is a state too (a correction that is stored and
 * added later); metrics refuse negative counts.
 *
 * There is one empty state, all zero: no scale and no counts. Every operation that leaves all
 * counts 0 returns it, so equality is equality of bytes.
 */
typedef struct CxScores
{
	CxScale scale;               /* 0, 0 in the empty state */
	int64 counts[CX_MAX_POINTS]; /* from the lowest score up; 0 beyond the scale */
	int64 unused;                /* always zero */
} CxScores;

StaticAssertDecl(sizeof(CxScores) == 104, "cx_scores must keep its length on disk");

#define PG_GETARG_SCORES(n) ((CxScores *) PG_GETARG_POINTER(n))
#define PG_RETURN_SCORES(x) PG_RETURN_POINTER(x)

static inline bool
cx_scores_empty(const CxScores *state)
{
	return state->scale.high == state->scale.low;
}

/* To be called when a count became 0: makes a state without counts the empty one. */
extern void cx_scores_normalize(CxScores *state);

/* Responses with a score in [from, to]; may be negative in a difference. */
extern int64 cx_scores_between(const CxScores *state, int32 from, int32 to);

#endif /* CX_SCORES_H */
