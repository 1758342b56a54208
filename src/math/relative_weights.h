/*
 * relative_weights.h
 *	  How much of a result each of several drivers explains.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RELATIVE_WEIGHTS_H
#define CX_RELATIVE_WEIGHTS_H

#include <stdbool.h>

#include "math/products.h"

/* Beside the 1 and the result. */
#define CX_DRIVERS_MOST (CX_PRODUCTS_MOST - 2)

typedef struct CxDriver
{
	double mean;
	double correlation; /* with the result */
	double coefficient; /* of the regression on all drivers, in units of result and driver */
	double weight;      /* the part of R squared that is the driver's */
	bool at_fault;      /* it is one of those that the outcome speaks of */
} CxDriver;

typedef enum CxDriversOutcome
{
	CX_DRIVERS_FINE,
	CX_DRIVERS_UNDEFINED, /* not more rows than drivers, or a result that does not vary: means only */
	CX_DRIVERS_CONSTANT, /* drivers that do not vary */
	CX_DRIVERS_DEPENDENT /* drivers that can be computed from one another */
} CxDriversOutcome;

/*
 * Of the sums of products (products.h) of 1, the result, and so many drivers, 1 to CX_DRIVERS_MOST. What is
 * undefined is NaN; R squared is the sum of the weights, at most 1 but for rounding.
 */
extern CxDriversOutcome cx_relative_weights(int drivers, const double *high, const double *low,
											double rows, CxDriver *figures, double *r_squared);

#endif /* CX_RELATIVE_WEIGHTS_H */
