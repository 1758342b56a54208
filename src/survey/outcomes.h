/*
 * outcomes.h
 *	  Type cx_outcomes: how often each score of a scale was given, and how often an outcome followed.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_OUTCOMES_H
#define CX_OUTCOMES_H

#include "survey/scale.h"

/*
 * Fixed length, no padding: what is on disk is this struct, for ever.
 *
 *		score          low  low + 1  ...  high
 *		counts[i]        n        n          n
 *		outcomes[i]      k        k          k     of those
 *
 * Counts are signed, because a difference of two states is a state too; tables refuse what cannot be.
 * There is one empty state, all zero, which every operation gives that leaves all counts 0.
 */
typedef struct CxOutcomes
{
	CxScale scale;               /* 0, 0 in the empty state */
	int64 counts[CX_MAX_POINTS]; /* answers, from the lowest score up; 0 beyond the scale */
	int64 outcomes[CX_MAX_POINTS];
	int64 unused; /* always zero */
} CxOutcomes;

StaticAssertDecl(sizeof(CxOutcomes) == 192, "cx_outcomes must keep its length on disk");

#define PG_GETARG_OUTCOMES(n) ((CxOutcomes *) PG_GETARG_POINTER(n))
#define PG_RETURN_OUTCOMES(x) PG_RETURN_POINTER(x)

static inline bool
cx_outcomes_empty(const CxOutcomes *state)
{
	return state->scale.high == state->scale.low;
}

/* To be called when a count became 0: makes a state without counts the empty one. */
extern void cx_outcomes_normalize(CxOutcomes *state);

#endif /* CX_OUTCOMES_H */
