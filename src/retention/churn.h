/*
 * churn.h
 *	  Type cx_churn: how many customers there were before, and how many of them were lost.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CHURN_H
#define CX_CHURN_H

#include "fmgr.h"

#include "base/args.h"
#include "base/compat.h"

/*
 * Fixed length, no padding: what is on disk is this struct, for ever. Counts are signed, because a
 * difference of two states is a state too; rates refuse what cannot be.
 */
typedef struct CxChurn
{
	int64 before; /* active before */
	int64 lost;   /* of those, not active after */
	int64 unused; /* always zero */
} CxChurn;

StaticAssertDecl(sizeof(CxChurn) == 24, "cx_churn must keep its length on disk");

#define PG_GETARG_CHURN(n) ((CxChurn *) PG_GETARG_POINTER(n))
#define PG_RETURN_CHURN(x) PG_RETURN_POINTER(x)

#endif /* CX_CHURN_H */
