/*
 * cohort_revenue.h
 *	  Type cx_cohort_revenue: what the customers of each cohort brought, at every age.
 *
 * A customer's cohort is the period of the first purchase day (base/purchase_days.h). Money from before
 * it, and that of customers without a purchase day, belongs to no cohort and is one sum. So all money is
 * somewhere, and states add and subtract cell by cell.
 *
 *	+--------+---------+--------+-------+---+---------+---------+----------------------------------+
 *	| length | version | period | width | 0 | cohorts | outside | a cohort, a cohort, ...          |
 *	|   4    |    1    |   1    |   1   | 1 |    4    | 4 + 32  |                                  |
 *	+--------+---------+--------+-------+---+---------+---------+----------------------------------+
 *
 * A cohort is the number of its period, how many ages it has, and for each age a cell of width words:
 * customers with a purchase day in the period, those for whom it is the first period after that of the
 * cohort, and revenue, in millionths or, in states that have a sum without that form, as money. All
 * customers have a purchase day at age 0, so those of the cell are those of the cohort.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_COHORT_REVENUE_H
#define CX_COHORT_REVENUE_H

#include "fmgr.h"

#include "base/compat.h"
#include "base/money.h"
#include "base/period.h"

/* Words of a cell. */
typedef enum CxCohortRevenueWord
{
	CX_BUYERS,   /* customers with a purchase day */
	CX_RETURNED, /* those with their first one after age 0 */
	CX_REVENUE   /* from here on */
} CxCohortRevenueWord;

#define CX_REVENUE_NARROW (CX_REVENUE + 1)
#define CX_REVENUE_WIDE   (CX_REVENUE + CX_FIXED_WORDS)

typedef struct CxRevenueCohort
{
	int32 number;                        /* of the period */
	int32 ages;                          /* at least 1; the last one has a cell that is not all 0 */
	uint64 words[FLEXIBLE_ARRAY_MEMBER]; /* [age][width] */
} CxRevenueCohort;

/* Of a cohort beside its cells. */
#define CX_REVENUE_COHORT_WORDS 1

#define CX_REVENUE_COHORT_SIZE(ages, width)                                                        \
	(offsetof(CxRevenueCohort, words) + (Size) (ages) * (width) * sizeof(uint64))

typedef struct CxCohortRevenue
{
	int32 vl_len_;   /* varlena header, not to be touched directly */
	uint8 version;   /* 1 */
	uint8 period;    /* a CxPeriod */
	uint8 width;     /* wide only where a sum cannot be narrow; 0 in the empty state */
	uint8 unused;    /* 0 */
	int32 cohorts;   /* 0 and nothing outside: the empty state, whose other fields are 0 too */
	int32 unused2;   /* 0 */
	CxMoney outside; /* before the first purchase day, and of customers without one */
	char data[FLEXIBLE_ARRAY_MEMBER]; /* the cohorts, by number */
} CxCohortRevenue;

StaticAssertDecl(offsetof(CxCohortRevenue, data) == 48,
				 "cx_cohort_revenue must keep its layout on disk");

#define CX_COHORT_REVENUE_VERSION 1

/* Of all cells: 512 MB. Ten years of days take 320 MB with money of any form. */
#define CX_COHORT_REVENUE_MAX_WORDS (INT64CONST(64) * 1024 * 1024)

#define PG_GETARG_COHORT_REVENUE(n) ((CxCohortRevenue *) PG_GETARG_VARLENA_P(n))

static inline const CxRevenueCohort *
cx_first_revenue_cohort(const CxCohortRevenue *state)
{
	return (const CxRevenueCohort *) state->data;
}

static inline const CxRevenueCohort *
cx_next_revenue_cohort(const CxRevenueCohort *cohort, int width)
{
	return (const CxRevenueCohort *) ((const char *) cohort +
									  CX_REVENUE_COHORT_SIZE(cohort->ages, width));
}

/* The revenue of a cell. */
static inline CxMoney
cx_cell_revenue(const uint64 *cell, int width)
{
	CxMoney money;

	if (width == CX_REVENUE_NARROW)
		return cx_money_from_signed_micros((int64) cell[CX_REVENUE]);
	memcpy(money.words, cell + CX_REVENUE, sizeof(money.words));
	return money;
}

/* Sets it, in any width; in a narrow cell false where it has no such form. */
extern bool cx_set_cell_revenue(uint64 *cell, int width, const CxMoney *money);

pg_noreturn extern void cx_refuse_large_cohort_revenue(void);

#endif /* CX_COHORT_REVENUE_H */
