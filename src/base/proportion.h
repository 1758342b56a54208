/*
 * proportion.h
 *	  The share of so many, in percent: the rows of its interval and of the difference of two.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PROPORTION_H
#define CX_PROPORTION_H

#include "fmgr.h"

#include "math/intervals.h"

/*
 * The Wilson score interval in percent, without continuity correction (Wilson 1927), extended to the
 * percentage that is printed beside it, to the last digit. NaN where there is nothing.
 */
extern CxInterval cx_proportion_interval(CxProportion sample, double percent, double level);

/* The same as a row (low, high); NULL where there is nothing. */
extern Datum cx_proportion_ci(FunctionCallInfo fcinfo, CxProportion sample, double percent,
							  double level);

/*
 * The difference of two percentages, after less before, with the interval of Newcombe's hybrid score
 * method (Newcombe 1998, method 10), z and two-sided p of the pooled two-proportion test, NaN where all
 * or none are hits in both.
 */
extern CxComparison cx_percent_comparison(CxProportion before, CxProportion after, double level);

/* The same as a row (change, low, high, z, p_value); NULL where one has nothing. */
extern Datum cx_proportion_change(FunctionCallInfo fcinfo, CxProportion before, CxProportion after,
								  double percent_before, double percent_after, double level);

#endif /* CX_PROPORTION_H */
