/*
 * lifecycle.h
 *	  Type cx_lifecycle: how many customers came, came back and left, period by period.
 *
 * Flows are kept, not stocks: a customer touches as many periods as the status changed, however long
 * it lasted, and flows of parts add up to the flows of the whole. Stocks are their running sums.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_LIFECYCLE_H
#define CX_LIFECYCLE_H

#include "fmgr.h"

#include "base/period.h"

/* The flows of one period. Signed, because a difference of two states is a state too. */
typedef struct CxFlow
{
	int64 number; /* of the period */
	int64 joined; /* "new" in SQL: active for the first time */
	int64 reactivated;
	int64 churned; /* active in the period before and not in this one */
} CxFlow;

#define CX_LIFECYCLE_MAX_PERIODS 1000000

/*
 * On disk, for ever. Sorted by number, each number once, no row of zeros; no rows: no period (0).
 * So equal values are equal bytes.
 */
typedef struct CxLifecycle
{
	int32 vl_len_;
	uint8 version; /* 1 */
	uint8 period;  /* CxPeriod */
	uint8 unused[2];
	CxFlow flows[FLEXIBLE_ARRAY_MEMBER];
} CxLifecycle;

StaticAssertDecl(sizeof(CxFlow) == 32 && offsetof(CxLifecycle, flows) == 8,
				 "cx_lifecycle must keep its layout on disk");

#define CX_LIFECYCLE_VERSION 1

#define PG_GETARG_LIFECYCLE(n) ((CxLifecycle *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

static inline Size
cx_lifecycle_size(int count)
{
	return offsetof(CxLifecycle, flows) + count * sizeof(CxFlow);
}

static inline int
cx_lifecycle_count(const CxLifecycle *state)
{
	return (int) ((VARSIZE(state) - offsetof(CxLifecycle, flows)) / sizeof(CxFlow));
}

#endif /* CX_LIFECYCLE_H */
