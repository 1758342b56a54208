/*
 * decimal.c
 *	  Exact sums of money: whole numbers of a power of ten, in 128 bits.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "base/compat.h"
#include "base/decimal.h"
#include "base/result.h"

static const double powers_of_ten[CX_DECIMAL_MAX_SCALE + 1] = {
	1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20};

/* A magnitude, so that there is one case and not two. */
typedef struct Magnitude
{
	uint64 high;
	uint64 low;
} Magnitude;

static Magnitude
magnitude(CxWide x)
{
	CxWide positive = x.high < 0 ? cx_wide_negated(x) : x;

	return (Magnitude){(uint64) positive.high, positive.low};
}

static CxWide
with_sign(Magnitude x, bool negative)
{
	CxWide wide = {(int64) x.high, x.low};

	return negative ? cx_wide_negated(wide) : wide;
}

CxWide
cx_wide_negated(CxWide x)
{
	uint64 low = ~x.low + 1;

	return (CxWide){(int64) (~(uint64) x.high + (low == 0)), low};
}

/* 10 x + digit; false beyond 2^126, which leaves room for the sign and for adding */
static bool
append_digit(Magnitude *x, int digit)
{
	uint64 high = x->low >> 61; /* of 8 low */
	uint64 eight = x->low << 3;
	uint64 low = eight + (x->low << 1);

	high += (x->low >> 63) + (low < eight);
	if (x->high >= UINT64CONST(1) << 58)
		return false;
	x->high = x->high * 10 + high;
	x->low = low + (uint64) digit;
	x->high += x->low < low;
	return true;
}

/* x / 10 and the remainder, by halves of words so that a remainder fits before each */
static int
remove_digit(Magnitude *x)
{
	uint64 parts[4] = {x->high >> 32, x->high & 0xffffffff, x->low >> 32, x->low & 0xffffffff};
	uint64 rest = 0;

	if (x->high == 0)
	{
		rest = x->low % 10;
		x->low /= 10;
		return (int) rest;
	}
	for (int i = 0; i < 4; i++)
	{
		uint64 part = rest << 32 | parts[i];

		parts[i] = part / 10;
		rest = part % 10;
	}
	x->high = parts[0] << 32 | parts[1];
	x->low = parts[2] << 32 | parts[3];
	return (int) rest;
}

bool
cx_wide_shift(CxWide *x, int digits)
{
	Magnitude m = magnitude(*x);
	bool negative = x->high < 0;

	if (digits == 0 || cx_wide_is_zero(*x))
		return true;
	for (; digits > 0; digits--)
		if (!append_digit(&m, 0))
			return false;
	*x = with_sign(m, negative);
	return true;
}

bool
cx_wide_divide_by_ten(CxWide *x)
{
	Magnitude m = magnitude(*x);

	if (remove_digit(&m) != 0)
		return false;
	*x = with_sign(m, x->high < 0);
	return true;
}

double
cx_wide_mean(CxWide x, int scale, int64 count)
{
	Magnitude m = magnitude(x);
	double value =
		((double) m.high * 0x1p64 + (double) m.low) / (powers_of_ten[scale] * (double) count);

	return x.high < 0 ? -value : value;
}

static CxDecimal
stripped(Magnitude units, bool negative, int scale)
{
	while (scale > 0)
	{
		Magnitude less = units;

		if (remove_digit(&less) != 0)
			break;
		units = less;
		scale--;
	}
	return (CxDecimal){with_sign(units, negative), scale};
}

pg_noreturn static void
refuse_amount(const char *amount)
{
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("amount %s is out of range", amount),
			errdetail("Amounts have up to 30 digits, 20 of them behind the point."),
			errhint("Round computed amounts, as in round(amount::numeric, 2)."));
}

void
cx_refuse_money_overflow(void)
{
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("sum of amounts out of range"),
			errhint("Round computed amounts, as in round(amount::numeric, 2)."));
}

/* Is it below 10^30? */
static bool
is_amount(Magnitude units)
{
	/* 10^30 = 10^11 * 10^19 */
	for (int i = 0; i < 30; i++)
		(void) remove_digit(&units);
	return units.high == 0 && units.low == 0;
}

CxDecimal
cx_decimal_of_int64(int64 amount)
{
	return (CxDecimal){cx_wide_of_int64(amount), 0};
}

/* Digits, a point somewhere, an exponent: what the shortest form of a finite number is made of. */
static CxDecimal
decimal_of_digits(const char *digits)
{
	Magnitude units = {0, 0};
	const char *at = digits;
	bool negative = *at == '-';
	bool behind = false;
	int scale = 0;

	for (at += negative; *at != '\0' && *at != 'e'; at++)
	{
		if (*at == '.')
			behind = true;
		else if (!append_digit(&units, *at - '0'))
			refuse_amount(digits);
		else
			scale += behind;
	}
	if (*at == 'e')
		scale -= atoi(at + 1);
	for (; scale < 0; scale++)
		if (!append_digit(&units, 0))
			refuse_amount(digits);
	if (scale > CX_DECIMAL_MAX_SCALE || !is_amount(units))
		refuse_amount(digits);
	return stripped(units, negative, scale);
}

CxDecimal
cx_decimal_of_float8(double amount)
{
	double cents = amount * 100;
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];

	/* The nearest double of two digits behind the point has them as its shortest form. */
	if (fabs(cents) < 1e15 && cents == rint(cents) && cents / 100 == amount)
	{
		int64 units = (int64) cents;
		int scale = 2;

		for (; scale > 0 && units % 10 == 0; scale--)
			units /= 10;
		return (CxDecimal){cx_wide_of_int64(units), scale};
	}
	double_to_shortest_decimal_buf(amount, digits);
	if (!isfinite(amount))
		refuse_amount(digits);
	return decimal_of_digits(digits);
}

/*
 * The stored form of numeric, which numeric.c keeps to itself but cannot change: a header word with
 * the sign, in the long form a word with the weight of the first digit, then digits in base 10000.
 */
CxDecimal
cx_decimal_of_numeric(Datum amount)
{
	const struct varlena *value = PG_DETOAST_DATUM_PACKED(amount);
	const char *data = VARDATA_ANY(value);
	Size size = VARSIZE_ANY_EXHDR(value);
	Magnitude units = {0, 0};
	uint16 header;
	int16 weight;
	bool negative;
	int digits;
	int scale;

	memcpy(&header, data, sizeof(header));
	if ((header & 0xC000) == 0xC000)
		refuse_amount(DatumGetCString(DirectFunctionCall1(numeric_out, amount)));
	if (header & 0x8000)
	{
		negative = (header & 0x2000) != 0;
		weight = (int16) ((header & 0x0040 ? ~0x003F : 0) | (header & 0x003F));
		data += sizeof(uint16);
		size -= sizeof(uint16);
	}
	else
	{
		negative = (header & 0x4000) != 0;
		memcpy(&weight, data + sizeof(uint16), sizeof(weight));
		data += 2 * sizeof(uint16);
		size -= 2 * sizeof(uint16);
	}
	digits = (int) (size / sizeof(int16));
	if (digits > 12 || weight > 8 || weight < -6)
		refuse_amount(DatumGetCString(DirectFunctionCall1(numeric_out, amount)));
	for (int i = 0; i < digits; i++)
	{
		int16 digit;

		memcpy(&digit, data + i * sizeof(int16), sizeof(digit));
		if (i < 4)
			units.low = units.low * 10000 + (uint64) digit;
		else
			for (int power = 1000; power > 0; power /= 10)
				if (!append_digit(&units, digit / power % 10))
					refuse_amount(DatumGetCString(DirectFunctionCall1(numeric_out, amount)));
	}
	scale = digits == 0 ? 0 : 4 * (digits - 1 - weight);
	for (; scale < 0; scale++)
		(void) append_digit(&units, 0);
	/* three of the last four digits may be zeros */
	if (scale > CX_DECIMAL_MAX_SCALE + 3 || (digits > 6 && !is_amount(units)))
		refuse_amount(DatumGetCString(DirectFunctionCall1(numeric_out, amount)));
	{
		CxDecimal decimal = stripped(units, negative && digits > 0, scale);

		if (decimal.scale > CX_DECIMAL_MAX_SCALE)
			refuse_amount(DatumGetCString(DirectFunctionCall1(numeric_out, amount)));
		return decimal;
	}
}

void
cx_append_wide(StringInfo text, CxWide units, int scale)
{
	Magnitude m = magnitude(units);
	char digits[48];
	int at = sizeof(digits);
	int count = 0;

	digits[--at] = '\0';
	do
	{
		if (count > 0 && count == scale)
			digits[--at] = '.';
		digits[--at] = (char) ('0' + remove_digit(&m));
		count++;
	} while (m.high != 0 || m.low != 0 || count <= scale);
	if (units.high < 0)
		digits[--at] = '-';
	appendStringInfoString(text, digits + at);
}

bool
cx_text_decimal(CxTextReader *reader, CxWide *units, int *scale)
{
	Magnitude m = {0, 0};
	bool negative;
	int digits = 0;
	bool behind = false;

	while (*reader->at == ' ' || *reader->at == '\t' || *reader->at == '\n' || *reader->at == '\r')
		reader->at++;
	negative = *reader->at == '-';
	reader->at += negative;
	*scale = 0;
	for (;; reader->at++)
	{
		if (*reader->at == '.' && !behind && digits > 0)
			behind = true;
		else if (*reader->at >= '0' && *reader->at <= '9' && append_digit(&m, *reader->at - '0'))
		{
			digits++;
			*scale += behind;
		}
		else
			break;
	}
	*units = with_sign(m, negative);
	return digits > 0 && *scale <= CX_DECIMAL_MAX_SCALE && !(behind && *scale == 0) &&
		   !(*reader->at >= '0' && *reader->at <= '9') && !(negative && cx_wide_is_zero(*units));
}
