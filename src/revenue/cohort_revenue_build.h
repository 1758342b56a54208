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

#include "base/purchase_days.h"
#include "revenue/cohort_revenue.h"

typedef struct CxCohortRevenueBuilder CxCohortRevenueBuilder;

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
