/*
 * cohort_revenue_build.h
 *	  A cx_cohort_revenue while it grows: for the two steps, and for the one pass over raw orders.
 *
 *		builder = cx_cohort_revenue_begin(context);
 *		cx_cohort_revenue_set_period(builder, period);
 *		for each customer
 *			cx_cohort_revenue_enter(builder, days, count, width, lowest, origin, 1);
 *		value = cx_cohort_revenue_value(builder);
 *		cx_cohort_revenue_end(builder);
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_COHORT_REVENUE_BUILD_H
#define CX_COHORT_REVENUE_BUILD_H

#include "utils/expandeddatum.h"

#include "base/purchase_days.h"
#include "revenue/cohort_revenue.h"

/* Periods of days that were looked up, by the last bits of the day: eleven years of them. */
#define CX_KNOWN_DAYS 4096

typedef struct CxKnownDay
{
	DateADT day;
	int32 number; /* of its period */
} CxKnownDay;

/* A cohort with room to grow. */
typedef struct CxGrowingCohort
{
	int32 number;
	int32 room; /* ages */
	uint64 *cells;
} CxGrowingCohort;

typedef struct CxCohortRevenueBuilder
{
	ExpandedObjectHeader hdr;
	bool lasting; /* the aggregate keeps it, else it is flattened at the end of the call */
	CxPeriod period;
	int width;      /* of the cells here */
	int flat_width; /* of those of the flat value, once its size is known */
	int64 words;    /* of all rooms, and those of each cohort, as when a state is read */
	int32 count;
	int32 room;
	CxGrowingCohort *cohorts; /* by number */
	CxMoney outside;
	int64 entered;     /* customers */
	CxKnownDay *known; /* NULL before the second customer */
} CxCohortRevenueBuilder;

extern CxCohortRevenueBuilder *cx_cohort_revenue_begin(MemoryContext parent);

/* The state in argument 0, to be written to: in place when allowed, else a copy. */
extern CxCohortRevenueBuilder *cx_cohort_revenue_writable(FunctionCallInfo fcinfo);

/* As the value of a transition function: a pointer that the executor hands back next time. */
extern Datum cx_cohort_revenue_transition_value(CxCohortRevenueBuilder *builder);

/* The value itself, in the current memory context. */
extern CxCohortRevenue *cx_cohort_revenue_value(CxCohortRevenueBuilder *builder);

extern void cx_cohort_revenue_end(CxCohortRevenueBuilder *builder);

/* Error 22023 when the state holds another period. */
extern void cx_cohort_revenue_set_period(CxCohortRevenueBuilder *builder, CxPeriod period);

/* The cohort of a period, made if need be: the pointer is good until the next one is made. */
extern CxGrowingCohort *cx_cohort_revenue_find(CxCohortRevenueBuilder *builder, int32 number);

/*
 * Makes the cohorts of a state that are not there yet, all at once: to put each in its place would move
 * those behind it each time.
 */
extern void cx_cohort_revenue_add_missing(CxCohortRevenueBuilder *builder,
										  const CxCohortRevenue *state);

/* Makes room for so many ages. */
extern void cx_cohort_revenue_make_room(CxCohortRevenueBuilder *builder, CxGrowingCohort *cohort,
										int32 ages);

/* Makes all cells wide. */
extern void cx_cohort_revenue_widen(CxCohortRevenueBuilder *builder);

/*
 * Enters all days of a customer, in order and each once, or takes them out (change -1). The day of a
 * word is cx_day_offset(word, origin) days after lowest. The period is set before. A table too large:
 * error 54000; a sum beyond the range of money: error 22003.
 */
extern void cx_cohort_revenue_enter(CxCohortRevenueBuilder *builder, const uint64 *days, int count,
									int width, DateADT lowest, uint16 origin, int change);

/* Adds or subtracts (sign -1) all that state holds. */
extern void cx_cohort_revenue_merge(CxCohortRevenueBuilder *builder, const CxCohortRevenue *state,
									int sign);

#endif /* CX_COHORT_REVENUE_BUILD_H */
