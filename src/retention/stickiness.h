/*
 * stickiness.h
 *	  Type cx_stickiness: how many customers were active in how many periods of a range.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STICKINESS_H
#define CX_STICKINESS_H

#include "base/period.h"

/* Of a range; no history has more of them (CX_ACTIVITY_MAX_PERIODS). 512 kB. */
#define CX_STICKINESS_MAX_PERIODS 65536

#define CX_STICKINESS_VERSION 1

/*
 * On disk, for ever. Counts are signed, because a difference of two states is a state too. One whose
 * counts are all 0 is the empty state, which has no range: so equal values are equal bytes.
 */
typedef struct CxStickiness
{
	int32 vl_len_;                          /* varlena header, not to be touched directly */
	uint8 version;                          /* 1 */
	uint8 period;                           /* CxPeriod */
	uint16 unused;                          /* 0 */
	int64 from;                             /* number of the first period of the range */
	int64 customers[FLEXIBLE_ARRAY_MEMBER]; /* [n - 1]: active in n periods; one for each period */
} CxStickiness;

#define CX_STICKINESS_SIZE(periods)                                                                \
	(offsetof(CxStickiness, customers) + (Size) (periods) * sizeof(int64))
#define PG_GETARG_STICKINESS(n) ((CxStickiness *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/* Periods of the range; 0: the empty state. */
static inline int
cx_stickiness_periods(const CxStickiness *state)
{
	return (int) ((VARSIZE(state) - offsetof(CxStickiness, customers)) / sizeof(int64));
}

/* Zeroed but for its header and version. */
extern CxStickiness *cx_stickiness_new(int periods);

#endif /* CX_STICKINESS_H */
