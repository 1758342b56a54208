/*
 * money.h
 *	  Amounts of money: exact, whatever type of column they come from.
 *
 * Integers and numerics are what they say. A double precision amount stands for its shortest
 * decimal, the one that is printed: 0.1 is a tenth. An amount with more than 30 decimals is rounded to
 * 30, half away from zero, as round() does. So every sum is exact and does not depend on the order of
 * its rows, and a moving window can take amounts out again.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_MONEY_H
#define CX_MONEY_H

#include <math.h>

#include "common/int.h"
#include "fmgr.h"
#include "lib/stringinfo.h"

#include "base/compat.h"
#include "base/state_text.h"
#include "math/fixed_point.h"

/* In states as it is: 32 bytes, units of 10^-30. */
typedef CxFixed CxMoney;

StaticAssertDecl(sizeof(CxMoney) == 32, "money must keep its length on disk");

static inline CxMoney
cx_money_from_int64(int64 x)
{
	/* 10^30 */
	CxMoney money = cx_fixed_product(x < 0 ? -(uint64) x : (uint64) x,
									 UINT64CONST(0x4674edea40000000), UINT64CONST(0xc9f2c9cd0));

	if (unlikely(x < 0))
		cx_fixed_negate(&money);
	return money;
}

/*
 * Rounded to 30 decimals. NaN, infinity, and what is beyond the range: error 22003.
 */
extern CxMoney cx_money_from_float8(double x);
extern CxMoney cx_money_from_numeric(Datum numeric);

static inline CxMoney
cx_money_from_micros(int64 micros)
{
	/* 10^24 */
	return cx_fixed_product((uint64) micros, UINT64CONST(0x1bcecceda1000000), 0xd3c2);
}

static inline CxMoney
cx_money_from_signed_micros(int64 micros)
{
	CxMoney money = cx_money_from_micros(micros < 0 ? -(uint64) micros : (uint64) micros);

	if (unlikely(micros < 0))
		cx_fixed_negate(&money);
	return money;
}

/* Money as a whole number of millionths, where there is one; false otherwise and below 0. */
extern bool cx_money_micros(const CxMoney *money, int64 *micros);

/* The digit before an address. */
static inline int
cx_numeric_digit(const char *end)
{
	int16 digit;

	memcpy(&digit, end - sizeof(digit), sizeof(digit));
	return digit;
}

/*
 * The same from a column, with its sign and at a tenth of the price; false where it is not simple,
 * whatever the value. Reads the stored form, which numeric.c describes and no release can change: a
 * header with the sign and, in the short form, the weight of the first digit; then digits in base 10000.
 * Only for what comes by the million: of the short form, with up to four digits, two of them behind the
 * point, the second of which is of hundreds.
 */
static pg_attribute_always_inline bool
cx_money_micros_of_numeric(Datum numeric, int64 *micros)
{
	const struct varlena *value = (const struct varlena *) DatumGetPointer(numeric);
	const char *data = VARDATA_ANY(value);
	const char *next;
	uint16 header;
	int digits, weight;
	int64 sum = 0;

	if (unlikely(VARATT_IS_EXTERNAL(value) || VARATT_IS_COMPRESSED(value)))
		return false;
	memcpy(&header, data, sizeof(header));
	digits = ((int) VARSIZE_ANY_EXHDR(value) - (int) sizeof(header)) / (int) sizeof(int16);
	weight = (header & 0x003F) - (header & 0x0040);
	/* 10 in the highest bits: short, and neither NaN nor infinity */
	if (unlikely((header & 0xC000) != 0x8000 || digits > 4 || weight > 1 || weight < -2 ||
				 digits - weight > 3))
		return false;
	next = data + sizeof(header);
#define NEXT_DIGIT (digits-- > 0 ? (next += sizeof(int16), cx_numeric_digit(next)) : 0)
	if (weight == 1)
		sum = NEXT_DIGIT * INT64CONST(10000);
	if (weight >= 0)
		sum += NEXT_DIGIT;
	sum *= 1000000;
	if (weight >= -1)
		sum += NEXT_DIGIT * 100;
	if (unlikely(digits > 0))
	{
		int last = NEXT_DIGIT;

		if (last % 100 != 0)
			return false;
		sum += last / 100;
	}
#undef NEXT_DIGIT
	*micros = header & 0x2000 ? -sum : sum;
	return true;
}

static inline bool
cx_money_micros_of_int64(int64 x, int64 *micros)
{
	return !pg_mul_s64_overflow(x, 1000000, micros);
}

/*
 * Most amounts are whole cents. Two decimals of up to 15 digits are never the same double, so one
 * that gives x is the shortest that does.
 */
static inline bool
cx_money_micros_of_float8(double x, int64 *micros)
{
	double cents = rint(x * 100);

	if (!(fabs(cents) < 9e14 && cents / 100 == x))
		return false;
	*micros = (int64) cents * 10000;
	return true;
}

pg_noreturn extern void cx_refuse_money_overflow(void);

static inline void
cx_money_add(CxMoney *sum, const CxMoney *x)
{
	if (unlikely(!cx_fixed_add(sum, x)))
		cx_refuse_money_overflow();
}

static inline void
cx_money_subtract(CxMoney *sum, const CxMoney *x)
{
	if (unlikely(!cx_fixed_subtract(sum, x)))
		cx_refuse_money_overflow();
}

/* The shortest exact decimal, palloc'd or appended. */
extern char *cx_money_text(const CxMoney *money);
extern void cx_append_money(StringInfo text, const CxMoney *money);

/* The same read back; no exponents. */
extern bool cx_text_money(CxTextReader *reader, CxMoney *money);

/* Binary form: four int8, the highest first. */
extern void cx_send_money(StringInfo message, const CxMoney *money);
extern CxMoney cx_receive_money(StringInfo message);

#endif /* CX_MONEY_H */
