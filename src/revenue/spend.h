/*
 * spend.h
 *	  Type cx_spend: what the days of one customer brought, for cohorts of a period.
 *
 * A state over rows (base/purchase_state.h): what these have in common is the period. Days are kept, not
 * periods, because a customer's cohort is the period of the first purchase day, and which day that is
 * can be told when all rows of the day are there.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SPEND_H
#define CX_SPEND_H

#include "base/period.h"
#include "base/purchase_state.h"

typedef struct CxSpend
{
	int32 vl_len_;                      /* varlena header, not to be touched directly */
	uint8 version;                      /* 1 */
	uint8 width;                        /* words of a day; 0 in the empty state */
	uint16 unused;                      /* 0 */
	DateADT first;                      /* the first day with a row */
	int32 period;                       /* a CxPeriod */
	uint64 days[FLEXIBLE_ARRAY_MEMBER]; /* numbered from first */
} CxSpend;

StaticAssertDecl(offsetof(CxSpend, period) == offsetof(CxPurchases, common) &&
					 offsetof(CxSpend, days) == offsetof(CxPurchases, days),
				 "cx_spend must be like CxPurchases");

#define CX_SPEND_VERSION CX_PURCHASES_VERSION

/* Flat, whatever the aggregate keeps. */
#define PG_GETARG_SPEND_P(n) ((CxSpend *) PG_GETARG_VARLENA_P(n))

/* Days with a row. */
static inline int
cx_spend_days(const CxSpend *spend)
{
	return cx_purchases_days((const CxPurchases *) spend);
}

#endif /* CX_SPEND_H */
