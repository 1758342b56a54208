/*
 * gamma_gamma.h
 *	  How much customers spend when they buy.
 *
 * The amounts of a customer vary as a gamma variable with the shape p, around a mean that differs
 * between customers so that the rate of that variable is itself a gamma variable (q, v):
 * P. S. Fader and B. G. S. Hardie, The Gamma-Gamma Model of Monetary Value (2013),
 * brucehardie.com/notes/025. It takes spending to be independent of how often somebody buys.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_GAMMA_GAMMA_H
#define CX_GAMMA_GAMMA_H

#include "math/fit.h"

typedef struct CxGammaGamma
{
	double p;
	double q;
	double v; /* in the unit of money of the customers */
} CxGammaGamma;

/*
 * Parameters in the order p, q, v. Fastest when spenders with the same frequency follow each other;
 * identical ones need not be put together.
 */
extern void cx_gamma_gamma_fit(const CxSpender *spenders, size_t n, const CxCheck *check,
							   CxFit *fit);

extern double cx_gamma_gamma_log_likelihood(const CxGammaGamma *model, const CxSpender *spender);

/*
 * The mean of a customer's future amounts, given the mean of the past ones. With a frequency of 0,
 * when the mean is not looked at, that of all customers. NaN where the model has no mean: q <= 1, or
 * p x + q <= 1.
 */
extern double cx_gamma_gamma_expected(const CxGammaGamma *model, const CxSpender *spender);

/* For tests of the derivatives: the likelihood in the coordinates of the maximiser. */
extern void cx_gamma_gamma_likelihood_at(const CxSpender *spenders, size_t n, const double *theta,
										 CxLikelihood *at);

#endif /* CX_GAMMA_GAMMA_H */
