/*
 * wide.h
 *	  Whole numbers of 128 bits without a sign: sums of durations, and counts times durations.
 *
 * A type of the compiler would be one line each, but not every compiler has one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_WIDE_H
#define CX_WIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "math/fixed_point.h"

typedef struct CxWide
{
	uint64_t low;
	uint64_t high;
} CxWide;

static inline CxWide
cx_wide(uint64_t low)
{
	return (CxWide){low, 0};
}

static inline CxWide
cx_wide_product(uint64_t a, uint64_t b)
{
	CxWide product;

	product.low = cx_mul64(a, b, &product.high);
	return product;
}

/* Modulo 2^128. */
static inline CxWide
cx_wide_sum(CxWide a, CxWide b)
{
	CxWide sum = {a.low + b.low, a.high + b.high};

	sum.high += sum.low < b.low;
	return sum;
}

static inline CxWide
cx_wide_difference(CxWide a, CxWide b)
{
	return (CxWide){a.low - b.low, a.high - b.high - (a.low < b.low)};
}

static inline bool
cx_wide_less(CxWide a, CxWide b)
{
	return a.high < b.high || (a.high == b.high && a.low < b.low);
}

static inline bool
cx_wide_is_zero(CxWide x)
{
	return (x.low | x.high) == 0;
}

/* The whole part of x / by, the way that every C has; by must be above 0 and below 2^63. */
static inline CxWide
cx_wide_quotient_portable(CxWide x, uint64_t by, uint64_t *rest)
{
	CxWide quotient = {0, x.high / by};
	uint64_t left = x.high % by;

	for (int bit = 63; bit >= 0; bit--)
	{
		left = left << 1 | (x.low >> bit & 1);
		if (left >= by)
		{
			left -= by;
			quotient.low |= UINT64_C(1) << bit;
		}
	}
	*rest = left;
	return quotient;
}

static inline CxWide
cx_wide_quotient(CxWide x, uint64_t by, uint64_t *rest)
{
	if (x.high == 0)
	{
		*rest = x.low % by;
		return cx_wide(x.low / by);
	}
#ifdef __SIZEOF_INT128__
	{
		unsigned __int128 whole = (unsigned __int128) x.high << 64 | x.low;
		unsigned __int128 quotient = whole / by;

		*rest = (uint64_t) (whole % by);
		return (CxWide){(uint64_t) quotient, (uint64_t) (quotient >> 64)};
	}
#else
	return cx_wide_quotient_portable(x, by, rest);
#endif
}

#endif /* CX_WIDE_H */
