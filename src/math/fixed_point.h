/*
 * fixed_point.h
 *	  Exact sums of decimal amounts: 256-bit whole numbers of 10^-30.
 *
 * A sum of doubles depends on the order of its rows, and one of arbitrary precision on the memory
 * allocator. Amounts of money have few decimals and are far below 10^46, so that a number of fixed
 * width holds every sum exactly, and can be taken out of it again.
 *
 * Pure C: no PostgreSQL, no allocation.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FIXED_POINT_H
#define CX_FIXED_POINT_H

#include <stdbool.h>
#include <stdint.h>

#define CX_FIXED_WORDS    4
#define CX_FIXED_DECIMALS 30
/* sign, 47 digits before the point, the point, 30 behind it, the end */
#define CX_FIXED_TEXT 80

typedef struct CxFixed
{
	uint64_t words[CX_FIXED_WORDS]; /* two's complement, the lowest first */
} CxFixed;

typedef enum CxFixedStatus
{
	CX_FIXED_OK,
	CX_FIXED_MALFORMED,
	CX_FIXED_TOO_FINE, /* more than 30 decimals, where they are not rounded */
	CX_FIXED_TOO_LARGE /* beyond 2^255 units, about 5.8e46 */
} CxFixedStatus;

/* a * b as two words, the way that every C has */
static inline uint64_t
cx_mul64_portable(uint64_t a, uint64_t b, uint64_t *high)
{
	uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX);
	uint64_t middle = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
	uint64_t other = (a & UINT32_MAX) * (b >> 32) + (middle & UINT32_MAX);

	*high = (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32);
	return (other << 32) | (low & UINT32_MAX);
}

static inline uint64_t
cx_mul64(uint64_t a, uint64_t b, uint64_t *high)
{
#ifdef __SIZEOF_INT128__
	unsigned __int128 product = (unsigned __int128) a * b;

	*high = (uint64_t) (product >> 64);
	return (uint64_t) product;
#else
	return cx_mul64_portable(a, b, high);
#endif
}

/* sum += x; false, and the sum is of no use, when that is beyond the range */
static inline bool
cx_fixed_add(CxFixed *sum, const CxFixed *x)
{
	uint64_t sign = sum->words[3];
	uint64_t carry = 0;

	for (int i = 0; i < CX_FIXED_WORDS; i++)
	{
		uint64_t word = sum->words[i] + carry;

		carry = word < carry;
		word += x->words[i];
		carry += word < x->words[i];
		sum->words[i] = word;
	}
	/* two of one sign gave the other */
	return ((sign ^ sum->words[3]) & (x->words[3] ^ sum->words[3])) >> 63 == 0;
}

/* sum -= x, likewise */
static inline bool
cx_fixed_subtract(CxFixed *sum, const CxFixed *x)
{
	uint64_t sign = sum->words[3];
	uint64_t borrow = 0;

	for (int i = 0; i < CX_FIXED_WORDS; i++)
	{
		uint64_t word = sum->words[i] - borrow;

		borrow = word > sum->words[i];
		borrow += word < x->words[i];
		sum->words[i] = word - x->words[i];
	}
	return ((sign ^ x->words[3]) & (sign ^ sum->words[3])) >> 63 == 0;
}

static inline bool
cx_fixed_is_negative(const CxFixed *x)
{
	return x->words[3] >> 63 != 0;
}

static inline bool
cx_fixed_is_zero(const CxFixed *x)
{
	return (x->words[0] | x->words[1] | x->words[2] | x->words[3]) == 0;
}

/* -1, 0 or 1 */
static inline int
cx_fixed_compare(const CxFixed *a, const CxFixed *b)
{
	if (a->words[3] != b->words[3])
		return (int64_t) a->words[3] < (int64_t) b->words[3] ? -1 : 1;
	for (int i = CX_FIXED_WORDS - 2; i >= 0; i--)
		if (a->words[i] != b->words[i])
			return a->words[i] < b->words[i] ? -1 : 1;
	return 0;
}

/* a * b, b below 2^127: no overflow is possible */
static inline CxFixed
cx_fixed_product(uint64_t a, uint64_t b_low, uint64_t b_high)
{
	CxFixed product = {{0}};
	uint64_t middle, high;

	product.words[0] = cx_mul64(a, b_low, &middle);
	product.words[1] = cx_mul64(a, b_high, &high) + middle;
	product.words[2] = high + (product.words[1] < middle);
	return product;
}

/* The magnitude of x; that of the smallest number, which has none, is read as unsigned. */
extern CxFixed cx_fixed_magnitude(const CxFixed *x);

/* x = -x; the smallest number stays what it is */
extern void cx_fixed_negate(CxFixed *x);

/* x as a whole number of millionths, below 2^63, where it is one; false otherwise and below 0. */
extern bool cx_fixed_micros(const CxFixed *x, uint64_t *micros);

/* x = x * factor + more, x read as unsigned; false beyond 2^256 */
extern bool cx_fixed_multiply_add(CxFixed *x, uint64_t factor, uint64_t more);

/* How a number is read: as we print it, or as a column has it. */
typedef enum CxFixedForm
{
	CX_FIXED_EXACT, /* no exponent, no more than 30 decimals */
	CX_FIXED_ROUNDED /* up to 70 digits, perhaps an exponent; rounded to 30 decimals, half away from 0 */
} CxFixedForm;

/*
 * Reads digits with an optional sign, fraction and exponent ("-12.5", "1e-07"), nothing else, and
 * moves *at behind them.
 */
extern CxFixedStatus cx_fixed_parse(const char **at, CxFixedForm form, CxFixed *x);

/* The shortest exact decimal into text, of at least CX_FIXED_TEXT bytes; returns its length. */
extern int cx_fixed_print(const CxFixed *x, char *text);

/* factor * a / b, correctly rounded; b is not 0, factor up to 100 */
extern double cx_fixed_ratio(const CxFixed *a, const CxFixed *b, uint32_t factor);

/* x as a double, correctly rounded */
extern double cx_fixed_double(const CxFixed *x);

#endif /* CX_FIXED_POINT_H */
