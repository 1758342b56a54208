/*
 * lifecycle.h
 *	  Type cx_lifecycle: how many customers came, came back and left, period by period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_LIFECYCLE_H
#define CX_LIFECYCLE_H

#include "fmgr.h"

#include "base/flows_build.h"

/* The flows of one period. Signed, because a difference of two states is a state too. */
typedef struct CxFlow
{
	int64 number; /* of the period */
	int64 joined; /* "new" in SQL: active for the first time */
	int64 reactivated;
	int64 churned; /* counted as active in the period before and not in this one */
} CxFlow;

/* On disk, for ever: a CxFlows (base/flows.h) with names. */
typedef struct CxLifecycle
{
	int32 vl_len_;
	uint8 version;
	uint8 period; /* CxPeriod */
	uint16 grace; /* inactive periods after the last active one in which a customer still counts */
	CxFlow flows[FLEXIBLE_ARRAY_MEMBER];
} CxLifecycle;

#define CX_LIFECYCLE_WIDTH CX_FLOWS_WIDTH(3)

StaticAssertDecl(sizeof(CxFlow) == CX_LIFECYCLE_WIDTH * sizeof(int64) &&
					 offsetof(CxLifecycle, flows) == offsetof(CxFlows, rows),
				 "cx_lifecycle must keep its layout on disk");

extern const CxFlowsKind cx_lifecycle_kind;

#define PG_GETARG_LIFECYCLE(n) ((CxLifecycle *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

static inline int
cx_lifecycle_count(const CxLifecycle *state)
{
	return cx_flows_count(CX_LIFECYCLE_WIDTH, (const CxFlows *) state);
}

/*
 * Adds a customer, change 1, or takes one out, -1, who was active in the periods base + k for each bit k of
 * the words and counts for so many inactive ones after each. At least one bit is set.
 */
extern void cx_lifecycle_follow(CxFlowsExpanded *state, CxPeriod period, const uint64 *words,
								int word_count, int64 base, int grace, int64 change);

/* Argument argno: for how many inactive periods a customer still counts. NULL: 22004; no such number: 22023. */
extern int cx_grace_arg(FunctionCallInfo fcinfo, int argno);

/* Adds, or with negative numbers takes away; errors of cx_flows_change(). */
static pg_attribute_always_inline void
cx_lifecycle_add_flow(CxFlowsExpanded *state, CxPeriod period, int64 number, int64 joined,
					  int64 reactivated, int64 churned)
{
	cx_flows_change(state, CX_LIFECYCLE_WIDTH, period, number, 1,
					(int64[]){joined, reactivated, churned});
}

#endif /* CX_LIFECYCLE_H */
