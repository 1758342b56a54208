/*
 * survival.h
 *	  Type cx_survival: how many churned, were censored and entered late, at each distinct time.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SURVIVAL_H
#define CX_SURVIVAL_H

#include "fmgr.h"

#include "math/kaplan_meier.h"
#include "math/marks.h"

/* As for the weights of survey scores: no square and no sum can overflow or vanish. */
#define CX_MIN_COUNT 1e-100
#define CX_MAX_COUNT 1e120

/* Distinct marks in a state: 256 MB, or 384 MB with weights that are fractions. */
#define CX_MAX_MARKS (1 << 24)

#define CX_SURVIVAL_VERSION 1
#define CX_SURVIVAL_LOWS    0x100 /* counts are pairs: not all of them are whole numbers */
#define CX_SURVIVAL_OPEN    0x200 /* working state of an aggregate, with spells not yet sorted in */
#define CX_SURVIVAL_WEIGHED 0x400 /* of an open one: its spells carry weights */
#define CX_SURVIVAL_FLAGS   (CX_SURVIVAL_LOWS | CX_SURVIVAL_OPEN | CX_SURVIVAL_WEIGHED)

/*
 * A closed state is this head and the marks of math/marks.h, column by column. Marks are in order, each
 * once, with a count above 0; entry at 0 is no mark. Flagged, there is what rounding left out of the
 * counts. The empty state has no marks.
 *
 *		head 16 | keys 8 x marks | counts 8 x marks | errors 8 x marks (CX_SURVIVAL_LOWS)
 *
 * An open state is what an aggregate works in. Ours never give one, but a parallel worker hands it to
 * its leader, and an aggregate that somebody makes of our transitions may store it: it is a value like
 * any other, and every function takes it. Spells wait behind the marks to be sorted in, and behind them
 * is room, filled with zeros, up to the length of the value.
 *
 *		head 16 | marks as above | spells, pending of them        | room
 *		        |                | 8 bytes each: a key            |
 *		        |                | 16 with CX_SURVIVAL_WEIGHED:   |
 *		        |                | a CxKeyed, key and weight      |
 */
typedef struct CxSurvival
{
	int32 vl_len_;
	uint32 flags; /* version and CX_SURVIVAL_... */
	uint32 marks;
	uint32 pending; /* 0 unless open */
	uint64 keys[FLEXIBLE_ARRAY_MEMBER];
} CxSurvival;

StaticAssertDecl(offsetof(CxSurvival, keys) == 16, "cx_survival must keep its layout on disk");

static inline bool
cx_survival_open(const CxSurvival *state)
{
	return (state->flags & CX_SURVIVAL_OPEN) != 0;
}

static inline Size
cx_survival_size(uint32 marks, uint32 flags)
{
	return offsetof(CxSurvival, keys) + (Size) marks * ((flags & CX_SURVIVAL_LOWS) != 0 ? 24 : 16);
}

/* The marks of a state that is not open. */
static inline CxMarks
cx_survival_marks(const CxSurvival *state)
{
	const double *columns = (const double *) (state->keys + state->marks);

	return (CxMarks){state->marks, state->keys, columns,
					 (state->flags & CX_SURVIVAL_LOWS) != 0 ? columns + state->marks : NULL};
}

/* Argument argno, detoasted and closed. */
extern const CxSurvival *cx_survival_arg(FunctionCallInfo fcinfo, int argno);
extern CxMarks cx_marks_arg(FunctionCallInfo fcinfo, int argno);

#endif /* CX_SURVIVAL_H */
