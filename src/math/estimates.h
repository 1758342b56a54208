/*
 * estimates.h
 *	  What a fitted customer model says, with errors and intervals: its parameters, and the figures
 *	  that mean something by themselves.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ESTIMATES_H
#define CX_ESTIMATES_H

#include "math/fit.h"

typedef enum CxModelKind
{
	CX_MODEL_BGNBD = 1,
	CX_MODEL_MBGNBD,
	CX_MODEL_PARETO_NBD,
	CX_MODEL_GAMMA_GAMMA
} CxModelKind;

typedef struct CxEstimate
{
	const char *name;
	double value;     /* NaN where it is infinite, or the data leave it open */
	double std_error; /* NaN where there is none, or a limit decides the value */
	double low;
	double high;
} CxEstimate;

#define CX_ESTIMATES_MOST 6

/*
 * The parameters, then the mean rate of purchases and of leaving, or the mean amount. spread is the
 * covariance of the coordinates (CxFit), NaN or 0 where there is none; z the quantile of the
 * intervals, which are symmetric for logarithms or logits, so that no bound is impossible. Returns
 * their number.
 */
extern int cx_estimates(CxModelKind kind, const double *parameters,
						double spread[CX_FIT_PARAMETERS][CX_FIT_PARAMETERS], int limits, double z,
						CxEstimate *estimates);

/* How many parameters, and their names in order. */
extern int cx_model_parameters(CxModelKind kind, const char *const **names);

#endif /* CX_ESTIMATES_H */
