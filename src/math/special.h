/*
 * special.h
 *	  The gamma function's family, the same on every platform but for the last bits of log().
 *
 * lgamma() differs between C libraries in more digits than a test can overlook, writes the global
 * signgam, and is alone: libm has no digamma. All arguments here are positive; anything else gives
 * NaN. Accurate to a relative 1e-14.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SPECIAL_H
#define CX_SPECIAL_H

extern double cx_log_gamma(double x);

/*
 * What is left of it and its derivatives when the elementary part is taken off, so that differences
 * of large values can be formed without loss:
 *	  log_gamma(x) - (x - 1/2) log(x) + x - log(2 pi) / 2, about 1 / (12 x)
 *	  digamma(x) - log(x), about -1 / (2 x)
 *	  trigamma(x) - 1 / x, about 1 / (2 x^2)
 */
extern double cx_log_gamma_rest(double x);
extern double cx_digamma_rest(double x);
extern double cx_trigamma_rest(double x);

/* t - log(1 + t) for t > -1, about t^2 / 2, without loss where t is small. */
extern double cx_log1p_excess(double t);

/*
 * Sums over whole j, from <= j < to, where from >= CX_RISING_FROM and c > 0: of
 *	  log(1 + j / c), the logarithm of a rising factorial of c relative to a power of it;
 *	  j / (c + j), minus its derivative by log(c);
 *	  c / (c + j), what is left of each to 1;
 *	  c j / (c + j)^2, minus the derivative of that.
 * In constant time, however many there are.
 */
#define CX_RISING_FROM 256
typedef struct CxRising
{
	double log_sum;
	double slope;
	double rest;
	double bend;
} CxRising;
extern CxRising cx_rising(double c, double from, double to);

#endif /* CX_SPECIAL_H */
