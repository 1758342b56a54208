/*
 * decimal.h
 *	  Exact sums of money: whole numbers of a power of ten, in 128 bits.
 *
 * Money that is summed as it is written does not depend on the order of the rows, whatever type it
 * comes in. A double precision number counts as the shortest decimal that reads back as it, which is
 * what was meant by it. The 128 bits are two words, since not every platform has such a type.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DECIMAL_H
#define CX_DECIMAL_H

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "base/compat.h"
#include "base/state_text.h"

/* More digits behind the point than any currency, or a product of rates, has. */
#define CX_DECIMAL_MAX_SCALE 20

/* Two's complement. */
typedef struct CxWide
{
	int64 high;
	uint64 low;
} CxWide;

/* units / 10^scale, not a multiple of 10 unless scale is 0 */
typedef struct CxDecimal
{
	CxWide units;
	int scale;
} CxDecimal;

static inline bool
cx_wide_is_zero(CxWide x)
{
	return x.high == 0 && x.low == 0;
}

static inline CxWide
cx_wide_of_int64(int64 x)
{
	return (CxWide){x < 0 ? -1 : 0, (uint64) x};
}

/* false when the sum does not fit, far beyond all money */
static inline bool
cx_wide_add(CxWide *sum, CxWide x)
{
	uint64 low = sum->low + x.low;
	uint64 high = (uint64) sum->high + (uint64) x.high + (low < x.low);
	bool overflow = (sum->high < 0) == (x.high < 0) && ((int64) high < 0) != (x.high < 0);

	sum->low = low;
	sum->high = (int64) high;
	return !overflow;
}

extern CxWide cx_wide_negated(CxWide x);

/* x 10^digits; false when it does not fit */
extern bool cx_wide_shift(CxWide *x, int digits);

/* x / 10, when that is whole; else false, and x is as it was */
extern bool cx_wide_divide_by_ten(CxWide *x);

/* x / 10^scale / count, rounded once where there are no more than 53 bits, else to 1e-16 */
extern double cx_wide_mean(CxWide x, int scale, int64 count);

/* The exact value of an amount. NaN, infinity, more than 20 decimals, 10^30 or more: error 22003. */
extern CxDecimal cx_decimal_of_int64(int64 amount);
extern CxDecimal cx_decimal_of_float8(double amount);
extern CxDecimal cx_decimal_of_numeric(Datum amount);

pg_noreturn extern void cx_refuse_money_overflow(void);

/* The text of a state: all digits of the scale. */
extern void cx_append_wide(StringInfo text, CxWide units, int scale);
/* A number, and how many digits it has behind the point. */
extern bool cx_text_decimal(CxTextReader *reader, CxWide *units, int *scale);

#endif /* CX_DECIMAL_H */
