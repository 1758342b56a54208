/*
 * rfm.h
 *	  Type cx_rfm: on which days one customer bought, and for how much.
 *
 * Days and not their number, because a customer's rows may reach several workers, or several
 * tables, on the same day. Of the amounts only those that the models ask for: the total, and that of
 * the first day, which is not among the repeat purchases.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_H
#define CX_RFM_H

#include "fmgr.h"
#include "port/pg_bitutils.h"
#include "utils/date.h"

#include "base/money.h"

/* From the first purchase to the last: 179 years. 8 kB. */
#define CX_RFM_MAX_DAYS 65536

typedef struct CxRfm
{
	int32 vl_len_;        /* varlena header, not to be touched directly */
	uint8 version;        /* 1 */
	uint8 unused[3];      /* 0 */
	DateADT first;        /* day of the first purchase */
	DateADT until;        /* the last day observed */
	CxMoney first_amount; /* of the first day */
	CxMoney total;
	uint64 words[FLEXIBLE_ARRAY_MEMBER]; /* bit k: bought on day first + k; the last is not 0 */
} CxRfm;

StaticAssertDecl(offsetof(CxRfm, words) == 80, "cx_rfm must keep its layout on disk");

#define CX_RFM_SIZE(n)     (offsetof(CxRfm, words) + (n) * sizeof(uint64))
#define PG_GETARG_RFM_P(n) ((CxRfm *) PG_GETARG_VARLENA_P(n))
#define PG_RETURN_RFM_P(x) PG_RETURN_POINTER(x)

static inline int
cx_rfm_words(const CxRfm *rfm)
{
	return (int) ((VARSIZE(rfm) - offsetof(CxRfm, words)) / sizeof(uint64));
}

static inline bool
cx_rfm_empty(const CxRfm *rfm)
{
	return cx_rfm_words(rfm) == 0;
}

/* Zeroed but for its header. */
extern CxRfm *cx_rfm_new(int words);

/*
 * With a purchase on a day that is not after until, a state of the same until or an empty one; in
 * place when allowed and possible.
 */
extern CxRfm *cx_rfm_with_purchase(CxRfm *rfm, DateADT day, const CxMoney *amount, DateADT until,
								   bool in_place);

/* What the models know of a customer who is not empty; times in days. */
extern int64 cx_rfm_frequency(const CxRfm *rfm);
extern int32 cx_rfm_recency(const CxRfm *rfm);
extern int32 cx_rfm_age(const CxRfm *rfm);
/* Mean amount of a repeat purchase day; NaN without one. */
extern double cx_rfm_mean_amount(const CxRfm *rfm);

/* The same from the two sums. */
extern double cx_mean_repeat_amount(const CxMoney *total, const CxMoney *first_amount,
									int64 frequency);

/* Error 54000: more days between first and last purchase than a history holds. */
pg_noreturn extern void cx_refuse_long_rfm(void);

/* Argument argno, the date observed_until; NULL: error 22004, infinite: error 22008. */
extern DateADT cx_observed_until_arg(FunctionCallInfo fcinfo, int argno);

/* Error 22023 for two histories observed until different days. */
extern void cx_check_same_until(DateADT until, DateADT other);

#endif /* CX_RFM_H */
