/*
 * backlog.h
 *	  Type cx_backlog: how many tickets were opened and resolved, period by period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_BACKLOG_H
#define CX_BACKLOG_H

#include "base/flows_build.h"

/* The tickets of one period. Signed, because a difference of two states is a state too. */
typedef struct CxBacklogRow
{
	int64 number; /* of the period */
	int64 opened;
	int64 resolved;
} CxBacklogRow;

/* On disk, for ever: a CxFlows (base/flows.h) with names. */
typedef struct CxBacklog
{
	int32 vl_len_;
	uint8 version;
	uint8 period;  /* CxPeriod */
	uint16 unused; /* 0 */
	CxBacklogRow rows[FLEXIBLE_ARRAY_MEMBER];
} CxBacklog;

#define CX_BACKLOG_WIDTH CX_FLOWS_WIDTH(2)

StaticAssertDecl(sizeof(CxBacklogRow) == CX_BACKLOG_WIDTH * sizeof(int64) &&
					 offsetof(CxBacklog, rows) == offsetof(CxFlows, rows),
				 "cx_backlog must keep its layout on disk");

extern const CxFlowsKind cx_backlog_kind;

#define PG_GETARG_BACKLOG(n) ((CxBacklog *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

static inline int
cx_backlog_count(const CxBacklog *state)
{
	return cx_flows_count(CX_BACKLOG_WIDTH, (const CxFlows *) state);
}

#endif /* CX_BACKLOG_H */
