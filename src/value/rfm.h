/*
 * rfm.h
 *	  Type cx_rfm: what one customer's days brought, and until when the customer was observed.
 *
 * A state over rows: any split of a customer's rows adds up to the same one. That takes the days with
 * their sums, since a purchase and its return may come apart (base/purchase_days.h).
 *
 *	+--------+---------+-------+---+---------+---------+-------------------------------+
 *	| length | version | width | 0 | first   | until   | a day, a day, ...             |
 *	|   4    |    1    |   1   | 2 |    4    |    4    | 8 or 40 bytes each            |
 *	+--------+---------+-------+---+---------+---------+-------------------------------+
 *
 * Days are in order and numbered from the first, so that its number is 0. They are wide only if one of
 * them cannot be narrow: each value has one form. The empty state has no days, and 0 elsewhere.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_H
#define CX_RFM_H

#include "fmgr.h"
#include "utils/date.h"

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

StaticAssertDecl(offsetof(CxRfm, days) == 16, "cx_rfm must keep its layout on disk");

#define CX_RFM_VERSION 1

#define CX_RFM_SIZE(words) (offsetof(CxRfm, days) + (words) * sizeof(uint64))
/* Flat, whatever the aggregate keeps. */
#define PG_GETARG_RFM_P(n) ((CxRfm *) PG_GETARG_VARLENA_P(n))
#define PG_RETURN_RFM_P(x) PG_RETURN_POINTER(x)

static inline int
cx_rfm_words(const CxRfm *rfm)
{
	return (int) ((VARSIZE(rfm) - offsetof(CxRfm, days)) / sizeof(uint64));
}

/* Days with a row; the width of the empty state is 0, and it has no words. */
static inline int
cx_rfm_count(const CxRfm *rfm)
{
	return rfm->width == CX_DAY_NARROW ? cx_rfm_words(rfm) : cx_rfm_words(rfm) / CX_DAY_WIDE;
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
