/*
 * special.c
 *	  The gamma function's family, the same on every platform but for the last bits of log().
 *
 * From 10 on by Stirling's series and its derivatives (F. W. J. Olver et al., NIST Digital Library
 * of Mathematical Functions, 5.11.1, 5.11.2, 5.15.8), whose first term left out is below 1e-17 of
 * the first one there; from below by the recurrences (5.5.1, 5.5.2, 5.15.5). The logarithm of the
 * gamma function has zeros at 1 and 2 and is taken from its Taylor series around them (5.7.3).
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/special.h"

#include <math.h>

#define ONE_MINUS_EULER 0.42278433509846713939
#define HALF_LOG_TWO_PI 0.91893853320467274178
#define ASYMPTOTIC      10.0
#define STIRLING_TERMS  10
#define ZETA_TERMS      28

/* B(2k) / (2k (2k - 1)), B(2k) / 2k and B(2k), for k from 1 */
static const double log_gamma_terms[STIRLING_TERMS] = {
	1.0 / 12,        -1.0 / 360, 1.0 / 1260,       -1.0 / 1680,      1.0 / 1188,
	-691.0 / 360360, 1.0 / 156,  -3617.0 / 122400, 43867.0 / 244188, -174611.0 / 125400};
static const double digamma_terms[STIRLING_TERMS] = {
	1.0 / 12,       -1.0 / 120, 1.0 / 252,      -1.0 / 240,      1.0 / 132,
	-691.0 / 32760, 1.0 / 12,   -3617.0 / 8160, 43867.0 / 14364, -174611.0 / 6600};
static const double trigamma_terms[STIRLING_TERMS] = {
	1.0 / 6,       -1.0 / 30, 1.0 / 42,      -1.0 / 30,     5.0 / 66,
	-691.0 / 2730, 7.0 / 6,   -3617.0 / 510, 43867.0 / 798, -174611.0 / 330};

/* (-1)^k (zeta(k) - 1) / k, for k from 2 */
static const double zeta_terms[ZETA_TERMS] = {
	0.32246703342411321824,    -0.067352301053198095133,   0.020580808427784547879,
	-0.0073855510286739852663, 0.0028905103307415232858,   -0.0011927539117032609771,
	0.00050966952474304242234, -0.00022315475845357937976, 0.000099457512781808533715,
	-0.0000449262367381331417, 0.000020507212775670691553, -9.439488275268395904e-6,
	4.3748667899074878042e-6,  -2.0392157538013662368e-6,  9.5514121304074198329e-7,
	-4.4924691987645660433e-7, 2.1207184805554665869e-7,   -1.0043224823968099609e-7,
	4.7698101693639805658e-8,  -2.271109460894316491e-8,   1.0838659214896954091e-8,
	-5.1834750419700466551e-9, 2.4836745438024783172e-9,   -1.1921401405860912074e-9,
	5.7313672416788620133e-10, -2.7595228851242331452e-10, 1.3304764374244489481e-10,
	-6.4229645638381000221e-11};

static double
polynomial(const double *terms, int n, double x)
{
	double sum = terms[n - 1];

	for (int i = n - 2; i >= 0; i--)
		sum = sum * x + terms[i];
	return sum;
}

/* x >= ASYMPTOTIC; not by way of 1 / x^2, which is 0 for an x that is not yet infinite */
static double
stirling(const double *terms, double x)
{
	double inverse = 1 / x;

	return polynomial(terms, STIRLING_TERMS, inverse * inverse) * inverse;
}

/* log gamma(2 + z), |z| <= 1/2 */
static double
around_two(double z)
{
	return z * (ONE_MINUS_EULER + z * polynomial(zeta_terms, ZETA_TERMS, z));
}

double
cx_log_gamma(double x)
{
	double product = 1;

	if (!(x > 0))
		return NAN;
	if (x >= ASYMPTOTIC)
		return (x - 0.5) * (log(x) - 1) + (HALF_LOG_TWO_PI - 0.5 + stirling(log_gamma_terms, x));
	if (x < 0.5)
		return around_two(x) - log1p(x) - log(x);
	if (x < 1.5)
		return around_two(x - 1) - log1p(x - 1);
	for (; x > 2.5; x -= 1)
		product *= x - 1;
	return around_two(x - 2) + log(product);
}

double
cx_log_gamma_rest(double x)
{
	if (x >= ASYMPTOTIC)
		return stirling(log_gamma_terms, x);
	return cx_log_gamma(x) - ((x - 0.5) * log(x) - x + HALF_LOG_TWO_PI);
}

double
cx_digamma_rest(double x)
{
	double from = x;
	double sum = 0;

	if (!(x > 0))
		return NAN;
	for (; x < ASYMPTOTIC; x += 1)
		sum -= 1 / x;
	return sum + log(x / from) - 0.5 / x - stirling(digamma_terms, x) / x;
}

/* What 1 / x^2 leaves of 1 / x - 1 / (x + 1) is 1 / (x^2 (x + 1)): only positive terms. */
double
cx_trigamma_rest(double x)
{
	double sum = 0;

	if (!(x > 0))
		return NAN;
	for (; x < ASYMPTOTIC; x += 1)
		sum += 1 / x / x / (x + 1);
	return sum + (0.5 + stirling(trigamma_terms, x)) / x / x;
}

/* log(1 + t) = 2 artanh(w) with w = t / (2 + t), of whose series t - 2 w = t w takes the first term. */
double
cx_log1p_excess(double t)
{
	double w = t / (2 + t);
	double square = w * w;
	double sum = 0;

	if (!(fabs(t) < 0.25))
		return t - log1p(t);
	for (int k = 21; k >= 3; k -= 2)
		sum = sum * square + 1.0 / k;
	return w * (t - 2 * square * sum);
}

/*
 * The formula of Euler and Maclaurin (DLMF 2.10.1), to the third derivative for the sums of the
 * derivatives and the fifth for the logarithm; the next term is below 1e-16 from 256 on.
 */
CxRising
cx_rising(double c, double from, double to)
{
	double a = c + from;
	double b = c + to;
	double n = to - from;
	double growth = log1p(n / a); /* log(b / a) */
	double over_a = 1 / a;
	double over_b = 1 / b;
	/* differences of powers of the inverses, none by subtraction */
	double first = -n * over_a * over_b;
	double second = first * (over_a + over_b);
	double third = first * (over_a * over_a + over_a * over_b + over_b * over_b);
	double fourth = second * (over_a * over_a + over_b * over_b);
	double fifth = over_b * fourth + first * pow(over_a, 4);
	CxRising sums;

	if (!(n > 0))
		return (CxRising){0, 0, 0, 0};
	/* antiderivative (c + j) log(1 + j / c) - j, taken between the ends */
	sums.log_sum = b * growth + n * (log1p(from / c) - 1) - growth / 2 + first / 12 - third / 360 +
				   fifth / 1260;
	sums.slope = n - c * growth + c * first / 2 + c * second / 12 - c * fourth / 120;
	sums.rest = c * growth - c * first / 2 - c * second / 12 + c * fourth / 120;
	sums.bend = c * (growth + c * first) - c * (first - c * second) / 2 +
				c * (2 * c * third - second) / 12 - c * (4 * c * fifth - fourth) / 120;
	return sums;
}
