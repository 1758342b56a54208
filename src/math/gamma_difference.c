/*
 * gamma_difference.c
 *	  Differences of log gamma, digamma and trigamma, without subtracting what is nearly equal.
 *
 * Each function is its asymptotic expansion (NIST DLMF 5.11.1, 5.11.2 and 5.15.8) from 20 up, where
 * the terms written here leave out less than a rounding error, and gets there by the recurrence
 * Gamma(x + 1) = x Gamma(x). The differences are taken term by term, in the algebra: the difference of
 * two powers has the difference of their bases as a factor.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/gamma_difference.h"

#include <math.h>

#define ASYMPTOTIC 20.0

/* B(2k) / (2k (2k - 1)): log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2, in x^(1 - 2k) */
static const double stirling[] = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188};

/* B(2k) / (2k): log x - 1/(2x) - digamma(x), in x^(-2k) */
static const double digamma[] = {1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132};

/* B(2k): trigamma(x) - 1/x - 1/(2 x^2), in x^(-2k - 1) */
static const double trigamma[] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66};

#define TERMS 5

/* (a^n - b^n) / (a - b) for the odd powers n = 1, 3, 5, ... and the even ones n = 2, 4, ... */
static void
quotients(double a, double b, double *odd, double *even)
{
	double power = 1; /* a^(n - 1) */
	double quotient = 1;

	for (int k = 0; k < TERMS; k++)
	{
		odd[k] = quotient;
		power *= a;
		quotient = power + b * quotient;
		even[k] = quotient;
		power *= a;
		quotient = power + b * quotient;
	}
}

double
cx_log_gamma_difference(double x, double g, double h)
{
	double sum = 0;
	double correction = 0;
	double odd[2][TERMS];
	double even[TERMS];
	double a;
	double b;
	double c;
	double d;

	if (g == 0 || h == 0)
		return 0;
	for (; x < ASYMPTOTIC; x += 1)
	{
		double lost = (g / (x + g)) * (h / (x + h));

		sum -= lost < 0.5 ? log1p(-lost) : log(x / (x + g) * ((x + g + h) / (x + h)));
	}
	a = 1 / x;
	b = 1 / (x + g);
	c = 1 / (x + h);
	d = 1 / (x + g + h);
	quotients(a, b, odd[0], even);
	quotients(c, d, odd[1], even);
	/* a - b is g a b, and c - d is g c d */
	for (int k = TERMS - 1; k >= 0; k--)
		correction += stirling[k] * (a * b * odd[0][k] - c * d * odd[1][k]);
	return sum + ((x - 0.5) * log1p(-(g * b) * (h * c)) + g * log1p(h * b) + h * log1p(g * c)) +
		   g * correction;
}

double
cx_digamma_difference(double x, double h)
{
	double sum = 0;
	double correction = 0;
	double odd[TERMS];
	double even[TERMS];
	double a;
	double b;

	for (; x < ASYMPTOTIC; x += 1)
		sum += h / (x + h) / x;
	a = 1 / x;
	b = 1 / (x + h);
	quotients(a, b, odd, even);
	for (int k = TERMS - 1; k >= 0; k--)
		correction += digamma[k] * even[k];
	return sum + log1p(h * a) + h * b * a * (0.5 + correction);
}

double
cx_trigamma_difference(double x, double h)
{
	double sum = 0;
	double correction = 0;
	double odd[TERMS];
	double even[TERMS];
	double a;
	double b;
	double power;

	for (; x < ASYMPTOTIC; x += 1)
		sum += h / (x + h) / x * (1 / x + 1 / (x + h));
	a = 1 / x;
	b = 1 / (x + h);
	quotients(a, b, odd, even);
	power = a * a; /* of the odd powers from 3 up */
	for (int k = 0; k < TERMS; k++, power *= a * a)
		correction += trigamma[k] * (power + b * even[k]);
	return -(sum + h * b * a * (1 + 0.5 * (a + b) + correction));
}

double
cx_trigamma_of(double x)
{
	double sum = 0;
	double correction = 0;
	double a;

	for (; x < ASYMPTOTIC; x += 1)
		sum += 1 / x / x;
	a = 1 / x;
	for (int k = TERMS - 1; k >= 0; k--)
		correction = (correction + trigamma[k]) * a * a;
	return sum + a * (1 + 0.5 * a + correction);
}
