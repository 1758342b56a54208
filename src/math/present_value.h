/*
 * present_value.h
 *	  What a stream of purchases that thins out over time is worth today.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PRESENT_VALUE_H
#define CX_PRESENT_VALUE_H

#include "math/check.h"

/* How many times a stream is asked about at once: independent sums run side by side. */
#define CX_STREAM_TIMES 16

typedef struct CxStream
{
	const void *model;
	/*
	 * Purchases per unit of time, at times > 0 from now: positive, falling, smooth in log_time, which
	 * is log(1 + time / scale).
	 */
	void (*rates)(const void *model, const double *time, const double *log_time, double *rate);
	/* their integral from now on */
	double (*total)(const void *model, double horizon);
	/* the time it takes for the rate to change by some factor, or less than that */
	double scale;
	const CxCheck *check;
} CxStream;

/*
 * The integral of exp(-discount * time) over the purchases up to the horizon. With a discount of 0 it
 * is the total exactly. Infinite where a negative discount makes a purchase at the horizon count for
 * more than there are numbers.
 */
extern double cx_present_value(const CxStream *stream, double horizon, double discount);

#endif /* CX_PRESENT_VALUE_H */
