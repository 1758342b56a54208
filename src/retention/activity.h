/*
 * activity.h
 *	  Type cx_activity: the periods in which one customer was active.
 *
 * A bitmap from the first active period on. Rolling windows count from the customer's start
 * instead: there the start is kept, whether or not anything happened in the first window.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ACTIVITY_H
#define CX_ACTIVITY_H

#include "fmgr.h"
#include "port/pg_bitutils.h"

#include "base/period.h"
#include "base/state_text.h"

/* A kind beside the periods of the calendar: windows of any width. Stored, as those are. */
#define CX_ROLLING CX_PERIODS

/* From the first active period to the last: 179 years of days. 8 kB. */
#define CX_ACTIVITY_MAX_PERIODS 65536
#define CX_ACTIVITY_MAX_WORDS   (CX_ACTIVITY_MAX_PERIODS / 64)

#define CX_ACTIVITY_VERSION 1

typedef struct CxActivity
{
	int32 vl_len_; /* varlena header, not to be touched directly */
	uint8 version; /* 1 */
	uint8 kind;    /* a CxPeriod, or CX_ROLLING */
	uint16 unused; /* 0 */
	int64 start;   /* number of the first active period; rolling: microseconds since 2000 */
	int64 width;   /* rolling: of a window, in microseconds, positive; else 0 */
	uint64 words[FLEXIBLE_ARRAY_MEMBER]; /* bit k: active in period start + k; the last is not 0 */
} CxActivity;

#define CX_ACTIVITY_SIZE(words) (offsetof(CxActivity, words) + (words) * sizeof(uint64))
#define PG_GETARG_ACTIVITY_P(n) ((CxActivity *) PG_GETARG_VARLENA_P(n))
#define PG_RETURN_ACTIVITY_P(x) PG_RETURN_POINTER(x)

static inline int
cx_activity_words(const CxActivity *activity)
{
	return (int) ((VARSIZE(activity) - offsetof(CxActivity, words)) / sizeof(uint64));
}

/* The one state without activity, and without a start. */
static inline bool
cx_activity_empty(const CxActivity *activity)
{
	return activity->width == 0 && cx_activity_words(activity) == 0;
}

/* The last active period or window, counted from the start; -1 when there is none. */
static inline int
cx_activity_last(const CxActivity *activity)
{
	int words = cx_activity_words(activity);

	return words == 0 ? -1 : (words - 1) * 64 + pg_leftmost_one_pos64(activity->words[words - 1]);
}

static inline bool
cx_activity_bit(const CxActivity *activity, int64 k)
{
	return k >= 0 && k < (int64) cx_activity_words(activity) * 64 &&
		   (activity->words[k / 64] >> (k % 64) & 1) != 0;
}

/* Two histories that are not of the same kind: error 22023. */
extern void cx_check_same_kind(int kind, int64 width, int other_kind, int64 other_width);

/* "month", or "rolling" */
extern const char *cx_kind_name(int kind);

/* Kind and width as text states begin: "month", "rolling 604800000000us". */
extern bool cx_read_kind(CxTextReader *reader, uint8 *kind, int64 *width);
extern void cx_append_kind(StringInfo text, int kind, int64 width);

#endif /* CX_ACTIVITY_H */
