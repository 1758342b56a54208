/*
 * paired.h
 *	  Type cx_paired: the same customers before and after.
 *
 * ..._change takes two samples of different customers. Where the same were asked twice, what a customer says
 * after goes with what they said before, and a change is known far better, or worse, than from strangers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PAIRED_H
#define CX_PAIRED_H

#include "math/clusters.h"
#include "survey/weighted_scores.h"

/* The points of the scale before, then those after. */
#define CX_PAIRED_POINTS (2 * CX_MAX_POINTS)

/*
 * A customer is a cluster, whose totals are the weights given to each score before and to each score after;
 * what is kept of all customers is what cx_sample keeps of one stratum. One length for all, no padding; a
 * varlena, because it is large for a row and compresses well. The empty state is all zero.
 */
typedef struct CxPaired
{
	int32 vl_len_;
	int32 weighted; /* 0 or 1 */
	CxScale scale;  /* 0, 0 where nobody has answered */
	int64 customers;
	int64 answers[2]; /* before, after */
	CxSum totals[CX_PAIRED_POINTS];
	CxSum products[CX_PAIRS(CX_PAIRED_POINTS)];
} CxPaired;

StaticAssertDecl(sizeof(CxPaired) == 4440, "cx_paired must keep its length on disk");

#define PG_GETARG_PAIRED(n) ((CxPaired *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))
#define PG_RETURN_PAIRED(x) PG_RETURN_POINTER(x)

static inline bool
cx_paired_empty(const CxPaired *state)
{
	return state->customers == 0;
}

extern CxPaired *cx_new_paired(void);

/* Argument 0, to be written to: in place when the executor of an aggregate owns it. */
extern CxPaired *cx_writable_paired(FunctionCallInfo fcinfo);

/* Adds b to a: other customers. Error 22023 where one is weighted or the scales differ. */
extern void cx_paired_merge(CxPaired *a, const CxPaired *b);

/* Error 22023 where a state that is not empty is weighted otherwise than said. */
extern void cx_paired_check_weighted(const CxPaired *state, bool weighted);

#endif /* CX_PAIRED_H */
