/*
 * scale.h
 *	  A scale of whole-number scores, and the one place where a score meets it.
 *
 * A scale is always stated, never inferred from data, and has 2 to 11 points. A score that is not
 * one of its points is an error: nothing is rounded, clamped or dropped.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SCALE_H
#define CX_SCALE_H

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "base/compat.h"
#include "base/state_text.h"

#define CX_MAX_POINTS 11

typedef struct CxScale
{
	int32 low;
	int32 high;
} CxScale;

/* The scales of the three questions, as their authors ask them. */
#define CX_NPS_SCALE  ((CxScale){0, 10})
#define CX_CSAT_SCALE ((CxScale){1, 5})
#define CX_CES_SCALE  ((CxScale){1, 7})

/* What the input functions of both state types say. */
#define CX_NO_SCALE "The scale needs 2 to 11 scores, the lowest first."

/* Out of line, so that the tests stay small enough to be inlined per row. */
pg_noreturn extern void cx_refuse_scale(CxScale scale);
pg_noreturn extern void cx_refuse_null_scale(void);
pg_noreturn extern void cx_refuse_other_scale(CxScale one, CxScale other);
pg_noreturn extern void cx_refuse_score(double score, CxScale scale);
extern int32 cx_whole_bound(double bound);

/* Refuses a cut point off the scale by its name, with a hint that says what it is. The empty state's scale
 * has no points, and takes any. */
extern void cx_check_cut(const char *name, int32 cut, CxScale scale, const char *hint);

/* The scale in the text form of a state, "low..high:", and in its binary form, where 0 and 0 is that
 * of the empty state. */
extern bool cx_read_scale(CxTextReader *reader, CxScale *scale);
extern CxScale cx_receive_scale(StringInfo message, const char *type);
extern void cx_send_scale(StringInfo message, CxScale scale);

static inline bool
cx_scale_valid(CxScale scale)
{
	int64 steps = (int64) scale.high - scale.low;

	return steps >= 1 && steps < CX_MAX_POINTS;
}

/* How many scores it has; 0 for the scale of the empty state. */
static inline int
cx_scale_points(CxScale scale)
{
	return scale.high == scale.low ? 0 : scale.high - scale.low + 1;
}

/* Compared as one word: this runs once a row. */
static inline bool
cx_same_scale(CxScale a, CxScale b)
{
	uint64 one, other;

	memcpy(&one, &a, sizeof(one));
	memcpy(&other, &b, sizeof(other));
	return one == other;
}

static inline void
cx_check_scale(CxScale scale)
{
	if (unlikely(!cx_scale_valid(scale)))
		cx_refuse_scale(scale);
}

/*
 * The scale in arguments argno and argno + 1, which must be one even when no score is given. Inline, for
 * it runs once a row.
 */
static pg_attribute_always_inline CxScale
cx_whole_scale_args(FunctionCallInfo fcinfo, int argno)
{
	CxScale scale;

	if (unlikely(PG_ARGISNULL(argno) || PG_ARGISNULL(argno + 1)))
		cx_refuse_null_scale();
	scale = (CxScale){PG_GETARG_INT32(argno), PG_GETARG_INT32(argno + 1)};
	cx_check_scale(scale);
	return scale;
}

/* The same where the bounds are double precision, as the score is. */
static pg_attribute_always_inline CxScale
cx_float8_scale_args(FunctionCallInfo fcinfo, int argno)
{
	CxScale scale;

	if (unlikely(PG_ARGISNULL(argno) || PG_ARGISNULL(argno + 1)))
		cx_refuse_null_scale();
	scale = (CxScale){cx_whole_bound(PG_GETARG_FLOAT8(argno)),
					  cx_whole_bound(PG_GETARG_FLOAT8(argno + 1))};
	cx_check_scale(scale);
	return scale;
}

/* The index of a score on its scale, from 0. */
static inline int
cx_point(int32 score, CxScale scale)
{
	if (unlikely(score < scale.low || score > scale.high))
		cx_refuse_score(score, scale);
	return (int) ((uint32) score - (uint32) scale.low);
}

/* The same for a score that arrives as double precision, from bigint, numeric or real. */
static inline int
cx_point_float8(double score, CxScale scale)
{
	/* written so that NaN fails */
	if (unlikely(!(score >= scale.low && score <= scale.high) || score != (double) (int32) score))
		cx_refuse_score(score, scale);
	return cx_point((int32) score, scale);
}

#endif /* CX_SCALE_H */
