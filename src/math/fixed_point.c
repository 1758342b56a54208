/*
 * fixed_point.c
 *	  Exact sums of decimal amounts: reading, printing, and the one rounding at the end.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/fixed_point.h"

#include <math.h>
#include <string.h>

/* 10^30, which is 1 */
static const CxFixed one = {{UINT64_C(0x4674edea40000000), UINT64_C(0xc9f2c9cd0), 0, 0}};

/* Room for 100 times a number, and for a shift that lines it up with another. */
#define WIDE (CX_FIXED_WORDS + 2)

void
cx_fixed_negate(CxFixed *x)
{
	uint64_t carry = 1;

	for (int i = 0; i < CX_FIXED_WORDS; i++)
	{
		x->words[i] = ~x->words[i] + carry;
		carry = carry && x->words[i] == 0;
	}
}

CxFixed
cx_fixed_magnitude(const CxFixed *x)
{
	CxFixed magnitude = *x;

	if (cx_fixed_is_negative(x))
		cx_fixed_negate(&magnitude);
	return magnitude;
}

bool
cx_fixed_multiply_add(CxFixed *x, uint64_t factor, uint64_t more)
{
	for (int i = 0; i < CX_FIXED_WORDS; i++)
	{
		uint64_t high;
		uint64_t low = cx_mul64(x->words[i], factor, &high);

		x->words[i] = low + more;
		more = high + (x->words[i] < more);
	}
	return more == 0;
}

/* x = x / divisor, returning the remainder */
static uint32_t
divide_small(CxFixed *x, uint32_t divisor)
{
	uint64_t rest = 0;

	for (int i = CX_FIXED_WORDS - 1; i >= 0; i--)
	{
		uint64_t high = (rest << 32) | (x->words[i] >> 32);
		uint64_t low;

		rest = high % divisor;
		low = (rest << 32) | (x->words[i] & UINT32_MAX);
		rest = low % divisor;
		x->words[i] = (high / divisor) << 32 | low / divisor;
	}
	return (uint32_t) rest;
}

/* x = x / 10^places, rounded half away from zero: only the first digit that is cut off decides. */
static void
divide_by_power(CxFixed *x, int64_t places)
{
	uint32_t cut = 0;

	for (; places > 0 && (cut != 0 || !cx_fixed_is_zero(x)); places--)
		cut = divide_small(x, 10);
	if (cut >= 5)
		cx_fixed_multiply_add(x, 1, 1);
}

/*
 * The digits are collected without regard to the point, then multiplied by what power of ten is
 * left. Zeros are held back until a digit follows: behind the point they need no room.
 */
CxFixedStatus
cx_fixed_parse(const char **at, CxFixedForm form, CxFixed *x)
{
	const char *p = *at;
	bool negative = *p == '-';
	bool point = false, any = false, fits = true;
	int64_t zeros = 0;                 /* digits 0 not yet multiplied in */
	int64_t power = CX_FIXED_DECIMALS; /* of the last digit multiplied in */
	int64_t decimals = 0;

	memset(x, 0, sizeof(*x));
	p += negative;
	for (;; p++)
	{
		if (*p == '.' && !point && any)
		{
			point = true;
			if (p[1] < '0' || p[1] > '9')
				return CX_FIXED_MALFORMED;
			continue;
		}
		if (*p < '0' || *p > '9')
			break;
		any = true;
		decimals += point;
		zeros++;
		if (*p != '0')
		{
			for (; zeros > 1; zeros--)
				fits = fits && (cx_fixed_is_zero(x) || cx_fixed_multiply_add(x, 10, 0));
			fits = fits && cx_fixed_multiply_add(x, 10, (uint64_t) (*p - '0'));
			zeros = 0;
		}
	}
	if (!any)
		return CX_FIXED_MALFORMED;
	power += zeros - decimals;
	if (form == CX_FIXED_ROUNDED && *p == 'e')
	{
		int64_t exponent = 0;
		bool minus = p[1] == '-';

		p += 1 + (p[1] == '-' || p[1] == '+');
		if (*p < '0' || *p > '9')
			return CX_FIXED_MALFORMED;
		for (; *p >= '0' && *p <= '9'; p++)
			exponent = exponent < 100000 ? exponent * 10 + (*p - '0') : exponent;
		power += minus ? -exponent : exponent;
	}
	*at = p;
	if (fits && cx_fixed_is_zero(x))
		return CX_FIXED_OK;
	if (power < 0)
	{
		if (form == CX_FIXED_EXACT)
			return CX_FIXED_TOO_FINE;
		if (!fits)
			return CX_FIXED_TOO_LARGE;
		divide_by_power(x, -power);
		if (negative)
			cx_fixed_negate(x);
		return CX_FIXED_OK;
	}
	for (; fits && power > 0; power--)
		fits = cx_fixed_multiply_add(x, 10, 0);
	if (!fits)
		return CX_FIXED_TOO_LARGE;
	if (negative)
		cx_fixed_negate(x);
	return negative == cx_fixed_is_negative(x) ? CX_FIXED_OK : CX_FIXED_TOO_LARGE;
}

int
cx_fixed_print(const CxFixed *x, char *text)
{
	CxFixed rest = cx_fixed_magnitude(x);
	char digits[81]; /* 9 at a time, the last first */
	int count = 0;
	int length = 0;
	int skip = 0;

	while (!cx_fixed_is_zero(&rest))
	{
		uint32_t part = divide_small(&rest, 1000000000);

		for (int i = 0; i < 9; i++, part /= 10)
			digits[count++] = (char) ('0' + part % 10);
	}
	while (count > 0 && digits[count - 1] == '0')
		count--;
	while (count <= CX_FIXED_DECIMALS)
		digits[count++] = '0';
	while (skip < CX_FIXED_DECIMALS && digits[skip] == '0')
		skip++;

	if (cx_fixed_is_negative(x))
		text[length++] = '-';
	for (int i = count - 1; i >= skip; i--)
	{
		if (i == CX_FIXED_DECIMALS - 1)
			text[length++] = '.';
		text[length++] = digits[i];
	}
	text[length] = '\0';
	return length;
}

static int
word_length(uint64_t word)
{
#ifdef __GNUC__
	return word == 0 ? 0 : 64 - __builtin_clzll(word);
#else
	int bits = 0;

	for (; word != 0; word >>= 1)
		bits++;
	return bits;
#endif
}

static int
bit_length(const uint64_t *words)
{
	for (int i = WIDE - 1; i >= 0; i--)
		if (words[i] != 0)
			return 64 * i + word_length(words[i]);
	return 0;
}

static void
shift_left(uint64_t *words, int bits)
{
	int whole = bits / 64;
	int part = bits % 64;

	for (int i = WIDE - 1; i >= 0; i--)
	{
		uint64_t word = i >= whole ? words[i - whole] << part : 0;

		if (part != 0 && i > whole)
			word |= words[i - whole - 1] >> (64 - part);
		words[i] = word;
	}
}

/* a -= b when b is not larger */
static bool
subtract_if_less(uint64_t *a, const uint64_t *b)
{
	uint64_t borrow = 0;
	int top = WIDE - 1;

	while (top > 0 && a[top] == b[top])
		top--;
	if (a[top] < b[top])
		return false;
	for (int i = 0; i < WIDE; i++)
	{
		uint64_t word = a[i] - borrow;

		borrow = word > a[i];
		borrow += word < b[i];
		a[i] = word - b[i];
	}
	return true;
}

bool
cx_fixed_micros(const CxFixed *x, uint64_t *micros)
{
	/* 10^24 is 2^24 * 5^24: an exact division is a shift and a product with the inverse of 5^24 */
	uint64_t shifted = x->words[0] >> 24 | x->words[1] << 40;
	uint64_t quotient = shifted * UINT64_C(0x2c2ad1ab7bfa3661);
	CxFixed back;

	if (quotient >> 63 != 0)
		return false;
	back = cx_fixed_product(quotient, UINT64_C(0x1bcecceda1000000), 0xd3c2);
	*micros = quotient;
	return memcmp(&back, x, sizeof(back)) == 0;
}

/* The bits from a place on, which are at most 64. */
static uint64_t
bits_from(const uint64_t *words, int place)
{
	int whole = place / 64;
	int part = place % 64;
	uint64_t bits = words[whole] >> part;

	if (part != 0 && whole + 1 < WIDE)
		bits |= words[whole + 1] << (64 - part);
	return bits;
}

/* a -= factor * b, which is not below 0 */
static void
subtract_times(uint64_t *a, const uint64_t *b, uint64_t factor)
{
	uint64_t more = 0;

	for (int i = 0; i < WIDE; i++)
	{
		uint64_t high;
		uint64_t low = cx_mul64(b[i], factor, &high);

		low += more;
		more = high + (low < more) + (a[i] < low);
		a[i] -= low;
	}
}

#define STEP 28

/* Every whole number up to this is a double. */
#define EXACT (UINT64_C(1) << 53)

/*
 * The next 28 bits of rest / divisor, of which rest is the smaller; rest becomes what is left. The
 * highest 32 bits of the divisor give at most two too few.
 */
static uint64_t
divide_step(uint64_t *rest, const uint64_t *divisor, int divisor_length)
{
	uint64_t digit;

	shift_left(rest, STEP);
	digit = bits_from(rest, divisor_length - 32) / (bits_from(divisor, divisor_length - 32) + 1);
	subtract_times(rest, divisor, digit);
	while (subtract_if_less(rest, divisor))
		digit++;
	return digit;
}

/*
 * Long division: 58 bits of the quotient, the last of them set when a remainder is left, so that
 * turning them into a double rounds as the whole quotient would.
 */
double
cx_fixed_ratio(const CxFixed *a, const CxFixed *b, uint32_t factor)
{
	uint64_t rest[WIDE] = {0}, divisor[WIDE] = {0};
	CxFixed x = cx_fixed_magnitude(a);
	CxFixed y = cx_fixed_magnitude(b);
	uint64_t quotient = 0;
	uint64_t more = 0;
	uint64_t p, q;
	int shift, length;

	/* nearly every amount: two whole numbers that are doubles, whose quotient is rounded once */
	if (cx_fixed_micros(&x, &p) && p <= EXACT / factor && cx_fixed_micros(&y, &q) && q <= EXACT)
		return copysign((double) (p * factor) / (double) q,
						p == 0 || cx_fixed_is_negative(a) == cx_fixed_is_negative(b) ? 1 : -1);
	for (int i = 0; i < CX_FIXED_WORDS; i++)
	{
		uint64_t high;
		uint64_t low = cx_mul64(x.words[i], factor, &high);

		rest[i] = low + more;
		more = high + (rest[i] < more);
		divisor[i] = y.words[i];
	}
	rest[CX_FIXED_WORDS] = more;

	shift = bit_length(rest) - bit_length(divisor);
	if (bit_length(rest) == 0)
		return 0;
	if (shift > 0)
		shift_left(divisor, shift);
	else
		shift_left(rest, -shift);
	/* room for the highest 32 bits */
	if (bit_length(divisor) < 64)
	{
		shift_left(rest, 64);
		shift_left(divisor, 64);
	}
	length = bit_length(divisor);
	/* now the quotient is between 1/2 and 2 */
	quotient = subtract_if_less(rest, divisor);
	for (int step = 0; step < 2; step++)
		quotient = quotient << STEP | divide_step(rest, divisor, length);
	quotient = quotient << 1 | (bit_length(rest) != 0);
	return copysign(ldexp((double) quotient, shift - 57),
					cx_fixed_is_negative(a) == cx_fixed_is_negative(b) ? 1 : -1);
}

double
cx_fixed_double(const CxFixed *x)
{
	return cx_fixed_ratio(x, &one, 1);
}
