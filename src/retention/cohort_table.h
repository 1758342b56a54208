/*
 * cohort_table.h
 *	  What tables of cohorts by age share: which cells they show, which of those are complete, the rate.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_COHORT_TABLE_H
#define CX_COHORT_TABLE_H

#include "fmgr.h"
#include "utils/date.h"

#include "base/compat.h"

/*
 * How far the data goes, and how far it was observed:
 *		horizon = cx_horizon(kind, width, as_of);
 *		cx_horizon_reach(&horizon, cohort, ages);		for each cohort
 *		... cx_horizon_last_age(), cx_horizon_complete()
 */
typedef struct CxHorizon
{
	int kind;    /* a CxPeriod, or CX_ROLLING */
	int64 width; /* of a rolling window, in microseconds */
	DateADT as_of;
	int64 last_period; /* the last one to be shown; of the calendar */
	int64 most_ages;   /* of any cohort */
} CxHorizon;

extern CxHorizon cx_horizon(int kind, int64 width, DateADT as_of);

/* There is a cohort with data at ages 0 to ages - 1. */
extern void cx_horizon_reach(CxHorizon *horizon, int64 cohort, int64 ages);

/*
 * The last age to be shown: of the last period that began before as_of, or for which there is data. At
 * least 0: a cohort that did nothing is still shown.
 */
extern int64 cx_horizon_last_age(const CxHorizon *horizon, int64 cohort, int64 ages);

/* Has the period of an age ended by as_of, for all customers of the cohort? */
extern bool cx_horizon_complete(const CxHorizon *horizon, int64 cohort, int64 age);

/* The first day of a cohort. */
extern DateADT cx_cohort_day(int kind, int64 cohort);

/* May a cohort of that kind with data at ages 0 to ages - 1 exist? */
extern bool cx_cohort_is_valid(int kind, int64 cohort, int64 ages);

/* Counts that no customers can have: error 22023. */
pg_noreturn extern void cx_refuse_cohort(int kind, int64 cohort);

/*
 * The columns rate, low and high of a cell, or with level 0 only the first; how many they are. Where no
 * interval has a meaning, low and high are NULL.
 */
extern int cx_set_rate(Datum *values, bool *nulls, int64 retained, int64 customers, double level,
					   bool has_interval);

#endif /* CX_COHORT_TABLE_H */
