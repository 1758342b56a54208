/*
 * gamma_difference.h
 *	  Differences of log gamma, digamma and trigamma, without subtracting what is nearly equal.
 *
 * Log-likelihoods of beta mixtures are made of differences of log gamma functions. Where the
 * customers hardly differ, the arguments are huge, and subtracting the functions' values would leave
 * nothing but rounding. lgamma() of libm is not used, which also differs between its versions.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_GAMMA_DIFFERENCE_H
#define CX_GAMMA_DIFFERENCE_H

/*
 * For x > 0 and g, h >= 0, with relative accuracy near 1e-14:
 * log Gamma(x + g + h) - log Gamma(x + g) - log Gamma(x + h) + log Gamma(x), never negative.
 */
extern double cx_log_gamma_difference(double x, double g, double h);

/* digamma(x + h) - digamma(x) and trigamma(x + h) - trigamma(x), relative to their size */
extern double cx_digamma_difference(double x, double h);
extern double cx_trigamma_difference(double x, double h);

extern double cx_trigamma_of(double x);

#endif /* CX_GAMMA_DIFFERENCE_H */
