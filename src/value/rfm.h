/*
 * rfm.h
 *	  Type cx_rfm: what one customer's days brought, and until when the customer was observed.
 *
 * A state over rows (base/purchase_state.h): what these have in common is the last day observed.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_H
#define CX_RFM_H

#include "fmgr.h"
#include "utils/date.h"

#include "base/purchase_state.h"
#include "value/rfm_figures.h"

typedef struct CxRfm
{
	int32 vl_len_;                      /* varlena header, not to be touched directly */
	uint8 version;                      /* 1 */
	uint8 width;                        /* words of a day; 0 in the empty state */
	uint16 unused;                      /* 0 */
	DateADT first;                      /* the first day with a row */
	DateADT until;                      /* the last day observed */
	uint64 days[FLEXIBLE_ARRAY_MEMBER]; /* numbered from first */
} CxRfm;

StaticAssertDecl(offsetof(CxRfm, until) == offsetof(CxPurchases, common) &&
					 offsetof(CxRfm, days) == offsetof(CxPurchases, days),
				 "cx_rfm must be like CxPurchases");

#define CX_RFM_VERSION CX_PURCHASES_VERSION

/* Flat, whatever the aggregate keeps. */
#define PG_GETARG_RFM_P(n) ((CxRfm *) PG_GETARG_VARLENA_P(n))

/* Days with a row. */
static inline int
cx_rfm_count(const CxRfm *rfm)
{
	return cx_purchases_days((const CxPurchases *) rfm);
}

static inline CxRfmFigures
cx_rfm_figures(const CxRfm *rfm)
{
	return cx_days_figures(rfm->days, cx_rfm_count(rfm), rfm->width, 0);
}

/*
 * Nothing for the models to know: no day is a purchase. For others, what the models know; times in
 * days, the mean amount NaN without a repeat purchase.
 */
extern bool cx_rfm_empty(const CxRfm *rfm);
extern int64 cx_rfm_frequency(const CxRfm *rfm);
extern int32 cx_rfm_recency(const CxRfm *rfm);
extern int32 cx_rfm_age(const CxRfm *rfm);
extern double cx_rfm_mean_amount(const CxRfm *rfm);

#endif /* CX_RFM_H */
