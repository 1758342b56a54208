/*
 * fit.h
 *	  What a fit of a customer model takes and gives, whichever the model.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FIT_H
#define CX_FIT_H

#include <stddef.h>

#include "math/check.h"
#include "math/newton.h"

#define CX_FIT_PARAMETERS 4

/*
 * Customers that are alike, and how many they are. Times are in any unit, the same for all, and
 * count from the first purchase. Valid: frequency a whole number >= 0, 0 <= recency <= age, recency
 * > 0 exactly when frequency > 0, weight > 0, all finite.
 */
typedef struct CxCustomer
{
	double frequency; /* repeat purchases, x */
	double recency;   /* time of the last of them, t_x; 0 if there is none */
	double age;       /* time observed, T */
	double weight;
} CxCustomer;

/* Customers with as many repeat purchases of the same mean value. Both are above 0. */
typedef struct CxSpender
{
	double frequency;
	double mean;
	double weight;
} CxSpender;

typedef enum CxFitStatus
{
	CX_FIT_CONVERGED,
	CX_FIT_BOUNDARY,            /* the likelihood is highest in a limit of the model */
	CX_FIT_NO_REPEAT_PURCHASES, /* nothing to learn from */
	CX_FIT_NOT_IDENTIFIED,      /* fewer different customers than parameters, or as good as that */
	CX_FIT_NOT_CONVERGED
} CxFitStatus;

/*
 * The limits that a fit can end in. Parameters there are finite, but so far out that the model with
 * them is its limit to about twelve digits.
 */
typedef enum CxFitLimit
{
	CX_LIMIT_EQUAL_RATES = 1 << 0,   /* all customers buy at one rate: r and alpha infinite */
	CX_LIMIT_FEW_BUYERS = 1 << 1,    /* all but a few buy nothing: r is 0 */
	CX_LIMIT_EQUAL_DROPOUT = 1 << 2, /* all are as likely to leave: a and b, s and beta infinite */
	CX_LIMIT_SPLIT_DROPOUT = 1 << 3, /* some leave at once, the rest never: a and b, s and beta 0 */
	CX_LIMIT_NO_DROPOUT = 1 << 4,    /* nobody leaves */
	CX_LIMIT_SURE_DROPOUT = 1 << 5,  /* everybody leaves at once */
	CX_LIMIT_STEADY_SPENDING = 1 << 6,  /* a customer always spends the same: p infinite */
	CX_LIMIT_ERRATIC_SPENDING = 1 << 7, /* p is 0 */
	CX_LIMIT_EQUAL_SPENDING = 1 << 8,   /* all spend the same on average: q infinite */
	CX_LIMIT_FEW_SPENDERS = 1 << 9,     /* q is 0 */
	CX_LIMIT_SCALE =
		1 << 10 /* the mean time between purchases, or the spending, is 0 or infinite */
} CxFitLimit;

typedef struct CxFit
{
	CxFitStatus status;
	int limits; /* CxFitLimit, or-ed */
	int iterations;
	double decrement; /* twice the log-likelihood still to gain */
	double log_likelihood;
	/* Positive; NaN without an estimate. In the order of the model's name for them. */
	double parameters[CX_FIT_PARAMETERS];
	/* Of the logarithms of the parameters; NaN where a limit leaves none. */
	double covariance[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS];
	/* Of the coordinates of the maximiser, which is what math/estimates.h reads. */
	double spread[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS];
} CxFit;

/* For the models' own use, from here on. */

/* Coordinates end at 10^12 times, or a 10^12th of, where they start. */
#define CX_FIT_REACH 27.631021115928547

/*
 * Up to so many different customers, every start is tried: second maxima inside were seen with 60
 * and 130 customers, in 2 of 4000 simulated companies.
 */
#define CX_FIT_SMALL 2000

extern void cx_fit_without_estimate(CxFit *fit, CxFitStatus status);

/*
 * For a model of repeat purchases with four coordinates, the first of them the log of the time
 * between purchases: start and bounds. Returns the mean age. The status is CX_FIT_CONVERGED if there is something to
 * learn from the customers.
 */
extern double cx_fit_customers(CxNewtonProblem *problem, const CxCustomer *customers, size_t n,
							   const CxCheck *check, CxFit *fit);

/*
 * All but the parameters. slope[i][j] is the derivative of the logarithm of the i-th parameter by the
 * j-th coordinate; limits[j] are what the lower and the upper bound of a coordinate mean.
 */
extern void cx_fit_finish(CxFit *fit, const CxNewtonResult *result, int parameters,
						  const double slope[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS],
						  const int limits[CX_FIT_PARAMETERS][2]);

#endif /* CX_FIT_H */
