/*
 * marks.h
 *	  What happened when, counted: the material of every survival estimate.
 *
 * A mark is a time and what happened then: somebody churned, somebody was last seen (censored), or
 * somebody came under observation late. Both fit into one integer that sorts as wanted: by time, and
 * at the same time those who churn before those who are censored (Kaplan and Meier 1958), and both
 * before those who enter, because an interval (entry, exit] leaves its start out.
 *
 * The bits of a double that is not negative sort like the number itself; three kinds need a factor
 * of 3, for which there is room as long as the number is at most 1e100.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_MARKS_H
#define CX_MARKS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define CX_MAX_TIME 1e100
#define CX_MIN_TIME 1e-100 /* other than 0: no denormal ever gets in */

typedef enum CxMarkKind
{
	CX_CHURNED = 0,
	CX_CENSORED = 1,
	CX_ENTERED = 2
} CxMarkKind;

/* time is 0 or CX_MIN_TIME .. CX_MAX_TIME; -0 must have become 0 */
static inline uint64_t
cx_mark(double time, CxMarkKind kind)
{
	uint64_t bits;

	memcpy(&bits, &time, sizeof(bits));
	return bits * 3 + (uint64_t) kind;
}

static inline double
cx_mark_time(uint64_t mark)
{
	uint64_t bits = mark / 3;
	double time;

	memcpy(&time, &bits, sizeof(time));
	return time;
}

static inline CxMarkKind
cx_mark_kind(uint64_t mark)
{
	return (CxMarkKind) (mark % 3);
}

/*
 * Marks in ascending order, each once, with how many customers (or how much weight) it counts: the
 * pair highs[i] + lows[i] as in exact_sum.h. lows is NULL when all are 0.
 */
typedef struct CxMarks
{
	size_t count;
	const uint64_t *keys;
	const double *highs;
	const double *lows;
} CxMarks;

#endif /* CX_MARKS_H */
