/*
 * products.h
 *	  Sums of weighted products of variables: all that correlation and regression need to know of rows.
 *
 * Of m variables z[0] ... z[m - 1], the first of which is always 1, the sums over rows of w z[i] z[j] for
 * j <= i, row by row of a triangle:
 *
 *		w						sum of weights
 *		w z1	w z1 z1			sum of the first variable, and of its square
 *		w z2	w z2 z1		w z2 z2
 *		...
 *
 * Each is an unevaluated pair high + low (exact_sum.h), and so is each product before it is added, so that
 * a sum is off by some 1e-31 of its terms. Whatever is left of it once the means are taken away has its
 * digits then: where the mean is a million times the deviation, the variance is the 1e-12th part of the
 * sum of squares. And the order of rows does not show: of whole numbers sums are exact.
 *
 * High and low parts lie in arrays of their own, which suits the loop over them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PRODUCTS_H
#define CX_PRODUCTS_H

#include <stdbool.h>

#include "math/exact_sum.h"

/* Variables, the 1 included, and the sums of so many. */
#define CX_PRODUCTS_MOST 52
#define CX_PRODUCTS(m)   ((m) * ((m) + 1) / 2)

/* Where the sum over z[i] z[j] is, for j <= i. */
#define CX_PRODUCT_AT(i, j) (CX_PRODUCTS(i) + (j))

/*
 * Weights and values that are not 0 lie between these in size. No product of a weight and two values, no
 * sum of 2^63 of them, and no product of two such sums can overflow then, and no rounding error vanish.
 */
#define CX_PRODUCTS_LEAST    1e-60
#define CX_PRODUCTS_GREATEST 1e60

/* Adds a row: z[0] is 1. */
extern void cx_products_add(int m, double *high, double *low, const double *z, double weight);

/* Adds other sums, or takes them away. */
extern void cx_products_merge(int m, double *high, double *low, const double *other_high,
							  const double *other_low);
extern void cx_products_take(int m, double *high, double *low, const double *other_high,
							 const double *other_low);

/*
 * The sum of weights times the sum of products of deviations from the means, W sum w (a - A) (b - B), of
 * variables i and j <= i, both from 1 up.
 */
extern CxSum cx_products_centred(const double *high, const double *low, int i, int j);

/*
 * Does a variable not vary? What is left of its squares is what rounding leaves of values that are equal,
 * or that differ in their last digits only.
 */
extern bool cx_products_constant(const double *high, const double *low, int i);

/* Can so many rows have made these sums? */
extern bool cx_products_possible(int m, const double *high, const double *low, double rows);

#endif /* CX_PRODUCTS_H */
