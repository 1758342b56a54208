/*
 * exact_sum.h
 *	  A sum of doubles that carries its own rounding error.
 *
 * A plain running sum of ten million weights is off in the tenth digit, and by another amount for
 * every order of the rows: serial, parallel and rolled-up answers would disagree. Keeping the sum
 * as an unevaluated pair high + low (Dekker 1971; Knuth, TAOCP vol. 2, 4.2.2) leaves a relative
 * error near 1e-30, so that all of them agree to the last digit or the one before.
 *
 * Relies on IEEE arithmetic as written: no -ffast-math, no x87 excess precision.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_EXACT_SUM_H
#define CX_EXACT_SUM_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct CxSum
{
	double high; /* the sum, rounded */
	double low;  /* what rounding left out: high + low == high */
} CxSum;

static inline void
cx_sum_add_pair(CxSum *sum, double high, double low)
{
	double total = sum->high + high;
	double part = total - sum->high;
	double error = (sum->high - (total - part)) + (high - part);

	error += sum->low + low;
	sum->high = total + error;
	sum->low = error - (sum->high - total);
}

static inline void
cx_sum_add(CxSum *sum, double x)
{
	cx_sum_add_pair(sum, x, 0);
}

static inline void
cx_sum_merge(CxSum *sum, const CxSum *other)
{
	cx_sum_add_pair(sum, other->high, other->low);
}

/* All of a count, where a double has 53 bits of it. */
static inline CxSum
cx_sum_of_count(int64_t count)
{
	CxSum sum = {(double) (count >> 32) * 4294967296.0, 0};

	cx_sum_add(&sum, (double) (count & UINT32_MAX));
	return sum;
}

/* Products and quotients keep about 30 digits, too: what is left of them when they cancel has digits still. */
static inline CxSum
cx_sum_product(CxSum a, CxSum b)
{
	double high = a.high * b.high;
	double error = fma(a.high, b.high, -high) + (a.high * b.low + a.low * b.high);
	CxSum product;

	product.high = high + error;
	product.low = error - (product.high - high);
	return product;
}

static inline CxSum
cx_sum_quotient(CxSum a, CxSum b)
{
	CxSum quotient = {a.high / b.high, 0};
	CxSum taken = cx_sum_product(quotient, b);
	CxSum rest = a;

	cx_sum_add_pair(&rest, -taken.high, -taken.low);
	cx_sum_add(&quotient, rest.high / b.high);
	return quotient;
}

/*
 * Could additions have made this pair? Rounding errors are multiples of the last bit of the smallest
 * number, so far from the denormals that text need not carry any.
 */
static inline bool
cx_sum_possible(const CxSum *sum)
{
	bool zero = sum->high == 0 && !signbit(sum->high);
	bool exact = sum->low == 0 && !signbit(sum->low);

	return (isnormal(sum->high) && (isnormal(sum->low) || exact) &&
			sum->high + sum->low == sum->high) ||
		   (zero && exact);
}

/* Could whole numbers have? */
static inline bool
cx_sum_whole(const CxSum *sum)
{
	return sum->high == floor(sum->high) && sum->low == floor(sum->low);
}

/* The same of positive numbers. */
static inline bool
cx_sum_valid(const CxSum *sum)
{
	return cx_sum_possible(sum) && sum->high >= 0;
}

#endif /* CX_EXACT_SUM_H */
