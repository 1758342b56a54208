/*
 * percent.h
 *	  One count of customers as a percentage of another.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PERCENT_H
#define CX_PERCENT_H

#include <math.h>

/* NaN when there is nobody; all of them are exactly 100, which 100 * n / n need not be. */
static inline double
cx_percent(int64 part, int64 whole)
{
	if (whole == 0)
		return NAN;
	return part == whole ? 100 : 100 * (double) part / (double) whole;
}

#endif /* CX_PERCENT_H */
