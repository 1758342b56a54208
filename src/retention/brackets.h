/*
 * brackets.h
 *	  Type cx_brackets: how many customers of each cohort came back within brackets of ages.
 *
 * A bracket is some ages in a row, as days 4 to 7. Retained in it is who was active at any of them: a
 * union, which cannot be had from counts of single ages, so that the brackets belong to the state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_BRACKETS_H
#define CX_BRACKETS_H

#include "fmgr.h"

#include "base/compat.h"

/* As many as the longest history has ages. */
#define CX_BRACKETS_MAX 65536

/* Words of all cohorts: 128 MB. */
#define CX_BRACKETS_MAX_CELLS (16 * 1024 * 1024)

#define CX_BRACKETS_VERSION 1

/*
 * On disk, for ever. After the first ages, padded with 0 to whole words, follow the cohorts by number,
 * each with as many words: its number, its customers and who of them was retained in each bracket. Counts
 * are signed, because a difference of two states is a state too. A cohort of zeros is left out, and
 * without cohorts there are no brackets either: so equal values are equal bytes.
 */
typedef struct CxBrackets
{
	int32 vl_len_;  /* varlena header, not to be touched directly */
	uint8 version;  /* 1 */
	uint8 kind;     /* a CxPeriod, or CX_ROLLING */
	uint16 unused;  /* 0 */
	int32 brackets; /* 0: the empty state, whose other fields are 0, too */
	int32 cohorts;
	int64 width;                       /* rolling: of a window, in microseconds; else 0 */
	int32 ages[FLEXIBLE_ARRAY_MEMBER]; /* first of each bracket, and first behind the last */
} CxBrackets;

#define PG_GETARG_BRACKETS_P(n) ((CxBrackets *) PG_GETARG_VARLENA_P(n))

/* Of a cohort, in words: its number, its customers, a count for each bracket. */
#define CX_COHORT_WORDS(brackets) (2 + (Size) (brackets))
#define CX_COHORT_NUMBER          0
#define CX_COHORT_CUSTOMERS       1
#define CX_COHORT_RETAINED        2

static inline Size
cx_brackets_size(int32 brackets, int32 cohorts)
{
	Size ages = brackets == 0 ? 0 : MAXALIGN((Size) (brackets + 1) * sizeof(int32));

	return offsetof(CxBrackets, ages) + ages +
		   (Size) cohorts * CX_COHORT_WORDS(brackets) * sizeof(int64);
}

/* The words of a cohort. */
static inline int64 *
cx_brackets_cohort(const CxBrackets *state, int32 i)
{
	return (int64 *) ((char *) state + cx_brackets_size(state->brackets, i));
}

/* Zeroed but for its header, version and numbers of brackets and cohorts. */
extern CxBrackets *cx_brackets_new(int32 brackets, int32 cohorts);

/* Is there any count other than 0 in the words of a cohort? */
extern bool cx_cohort_is_used(const int64 *cohort, int32 brackets);

/* Ages that a cohort has data for, at least: up to the first of its last bracket with a count. */
extern int64 cx_brackets_ages(const CxBrackets *state, const int64 *cohort);

/* What makes cohorts comparable: states that differ in it cannot be put together. */
typedef struct CxBracketsShape
{
	int kind;
	int64 width;
	int32 brackets;
	const int32 *ages; /* one more than brackets */
} CxBracketsShape;

static inline CxBracketsShape
cx_brackets_shape(const CxBrackets *state)
{
	return (CxBracketsShape){state->kind, state->width, state->brackets, state->ages};
}

extern bool cx_brackets_same_shape(const CxBracketsShape *a, const CxBracketsShape *b);

/* What is wrong with first ages, as a sentence, or NULL. */
extern const char *cx_first_ages_problem(const int32 *ages, int32 count);

/* A state while cohorts are added to it; see brackets_build.c. */
typedef struct CxBracketsBuilder CxBracketsBuilder;

/* The state in argument 0, to be written to: in place when allowed, else a copy. */
extern CxBracketsBuilder *cx_brackets_writable(FunctionCallInfo fcinfo);

/* As the value of a transition function: a pointer that the executor hands back next time. */
extern Datum cx_brackets_transition_value(CxBracketsBuilder *builder);

/* Error 22023 when the state holds cohorts of another shape. */
extern void cx_brackets_set_shape(CxBracketsBuilder *builder, const CxBracketsShape *shape);

/* The words of a cohort, made if there is none. A shape was set. */
extern int64 *cx_brackets_find(CxBracketsBuilder *builder, int64 number);

/* Adds or subtracts (sign -1) all that state holds. */
extern void cx_brackets_merge(CxBracketsBuilder *builder, const CxBrackets *state, int sign);

/*
 * The short way: the state in argument 0, flat, where the executor owns it and it has that shape; else
 * NULL. The counts of cohorts that are there may be changed in it. Where one of them is not used any more
 * after that, cx_brackets_writable() makes a state without it.
 */
extern CxBrackets *cx_brackets_in_place(FunctionCallInfo fcinfo, const CxBracketsShape *shape);

/* The words of a cohort of a flat state; NULL: there is none. */
extern int64 *cx_brackets_lookup(const CxBrackets *state, int64 number);

/* Adds to a count, or takes from it; beyond bigint: error 22003. */
extern void cx_brackets_change(int64 *count, int64 by, int sign);

/* All counts of a cohort to, or from, those of the same one elsewhere. */
extern void cx_brackets_add_cohort(int64 *to, const int64 *from, int32 brackets, int sign);

#endif /* CX_BRACKETS_H */
