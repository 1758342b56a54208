/*
 * products.c
 *	  Sums of weighted products of variables.
 *
 * Products without their rounding error: T. J. Dekker, A Floating-Point Technique for Extending the
 * Available Precision, Numerische Mathematik 18 (1971), 224-242. It needs no fused multiply-add, which a
 * processor may lack.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/products.h"

#include <math.h>

/* A number as a sum of two that have half of its digits, so that products of halves are exact. */
typedef struct Halves
{
	double top;
	double rest;
} Halves;

static inline Halves
halves_of(double x)
{
	double far = 134217729.0 * x; /* 2^27 + 1 */
	double top = far - (far - x);

	return (Halves){top, x - top};
}

/* What the product of a and b, rounded, leaves out. */
static inline double
rest_of_product(Halves a, Halves b, double product)
{
	return ((a.top * b.top - product) + a.top * b.rest + a.rest * b.top) + a.rest * b.rest;
}

static inline CxSum
product_of(CxSum a, CxSum b)
{
	double product = a.high * b.high;
	double rest = rest_of_product(halves_of(a.high), halves_of(b.high), product);

	rest += a.high * b.low + a.low * b.high;
	return (CxSum){product + rest, rest - ((product + rest) - product)};
}

void
cx_products_add(int m, double *high, double *low, const double *z, double weight)
{
	double top[CX_PRODUCTS_MOST];
	double rest[CX_PRODUCTS_MOST];
	Halves of_weight = halves_of(weight);

	for (int i = 0; i < m; i++)
	{
		double a = weight * z[i];
		double a_low;
		Halves of_a = halves_of(a);
		Halves of_z = halves_of(z[i]);

		top[i] = of_z.top;
		rest[i] = of_z.rest;
		a_low = rest_of_product(of_weight, of_z, a);
		for (int j = 0; j <= i; j++)
		{
			double product = a * z[j];
			CxSum sum = {high[j], low[j]};

			cx_sum_add_pair(&sum, product,
							rest_of_product(of_a, (Halves){top[j], rest[j]}, product) +
								a_low * z[j]);
			high[j] = sum.high;
			low[j] = sum.low;
		}
		high += i + 1;
		low += i + 1;
	}
}

void
cx_products_merge(int m, double *high, double *low, const double *other_high,
				  const double *other_low)
{
	for (int i = 0; i < CX_PRODUCTS(m); i++)
	{
		CxSum sum = {high[i], low[i]};

		cx_sum_add_pair(&sum, other_high[i], other_low[i]);
		high[i] = sum.high;
		low[i] = sum.low;
	}
}

void
cx_products_take(int m, double *high, double *low, const double *other_high,
				 const double *other_low)
{
	for (int i = 0; i < CX_PRODUCTS(m); i++)
	{
		CxSum sum = {high[i], low[i]};

		cx_sum_add_pair(&sum, -other_high[i], -other_low[i]);
		high[i] = sum.high;
		low[i] = sum.low;
	}
}

static inline CxSum
sum_at(const double *high, const double *low, int i, int j)
{
	return (CxSum){high[CX_PRODUCT_AT(i, j)], low[CX_PRODUCT_AT(i, j)]};
}

/* W sum w a b - sum w a sum w b */
CxSum
cx_products_centred(const double *high, const double *low, int i, int j)
{
	CxSum centred = product_of((CxSum){high[0], low[0]}, sum_at(high, low, i, j));
	CxSum means = product_of(sum_at(high, low, i, 0), sum_at(high, low, j, 0));

	cx_sum_add_pair(&centred, -means.high, -means.low);
	return centred;
}

/* The error of a thousand million additions is 1e-23 of the squares at worst, and 1e-27 as it comes. */
#define NO_VARIANCE 1e-24

bool
cx_products_constant(const double *high, const double *low, int i)
{
	return cx_products_centred(high, low, i, i).high <=
		   NO_VARIANCE * high[0] * high[CX_PRODUCT_AT(i, i)];
}

#define ROUNDING 1e-9

static bool
possible_square(const double *high, const double *low, int i)
{
	double weight = high[0];
	double square = high[CX_PRODUCT_AT(i, i)];

	if (square == 0)
		return true;
	return square > 0 && square >= CX_PRODUCTS_LEAST * CX_PRODUCTS_LEAST * CX_PRODUCTS_LEAST &&
		   square <= weight * CX_PRODUCTS_GREATEST * CX_PRODUCTS_GREATEST * (1 + ROUNDING) &&
		   cx_products_centred(high, low, i, i).high >= -ROUNDING * weight * square;
}

/* By Cauchy's inequality a product of two is at most what their squares allow. */
static bool
possible_product(const double *high, const double *low, int i, int j)
{
	double of_squares = sqrt(high[CX_PRODUCT_AT(i, i)]) * sqrt(high[CX_PRODUCT_AT(j, j)]);
	double of_variances;

	if (!(fabs(high[CX_PRODUCT_AT(i, j)]) <= of_squares * (1 + ROUNDING)))
		return false;
	of_variances = sqrt(fmax(0, cx_products_centred(high, low, i, i).high)) *
				   sqrt(fmax(0, cx_products_centred(high, low, j, j).high));
	return fabs(cx_products_centred(high, low, i, j).high) <=
		   of_variances * (1 + ROUNDING) + ROUNDING * high[0] * of_squares;
}

bool
cx_products_possible(int m, const double *high, const double *low, double rows)
{
	if (!(high[0] >= rows * CX_PRODUCTS_LEAST * (1 - ROUNDING) &&
		  high[0] <= rows * CX_PRODUCTS_GREATEST * (1 + ROUNDING)))
		return false;
	for (int i = 0; i < m; i++)
	{
		if (!possible_square(high, low, i))
			return false;
		for (int j = 0; j < i; j++)
			if (!possible_product(high, low, i, j))
				return false;
	}
	return true;
}
