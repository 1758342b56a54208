/*
 * sla.h
 *	  Type cx_sla: how many tickets were handled within their target, and how many were not.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SLA_H
#define CX_SLA_H

#include "datatype/timestamp.h"
#include "fmgr.h"

#include "base/compat.h"

/* Which clock as_of was read from. */
typedef enum CxSlaClock
{
	CX_SLA_UNTOLD,  /* none was given: elapsed times are as the caller has them */
	CX_SLA_INSTANT, /* a timestamp with time zone */
	CX_SLA_LOCAL    /* a timestamp without */
} CxSlaClock;

/* In the order of the counts of a state. */
typedef enum CxSlaOutcome
{
	CX_SLA_MET,      /* resolved within the target */
	CX_SLA_BREACHED, /* later than the target, resolved or not */
	CX_SLA_OPEN      /* not resolved, and within the target so far */
} CxSlaOutcome;

/*
 * Fixed length, no padding: what is on disk is this struct, for ever. Counts are signed, because a
 * difference of two states is a state too; rates refuse what cannot be.
 *
 * Met and breached are final, whenever they were looked at. Open tickets are not, so a state with some
 * knows as of when they were open, and no other joins it; without them it has no as_of.
 */
typedef struct CxSla
{
	int64 counts[3]; /* by CxSlaOutcome */
	int64 as_of;     /* of the open ones; 0 when there are none, or it is untold */
	int32 clock;     /* CxSlaClock, of as_of */
	int32 unused;    /* always zero */
} CxSla;

StaticAssertDecl(sizeof(CxSla) == 40, "cx_sla must keep its length on disk");

#define PG_GETARG_SLA(n) ((CxSla *) PG_GETARG_POINTER(n))
#define PG_RETURN_SLA(x) PG_RETURN_POINTER(x)

/*
 * Open tickets as of some time, to be counted into the state or out of it. Others that were open as of
 * another time: error 22023.
 */
extern void cx_sla_count_open(CxSla *state, int64 count, int64 as_of, int32 clock, int sign);

#endif /* CX_SLA_H */
