/*
 * purchase_days.h
 *	  The days of a customer: what came in on each, and which of them are purchases.
 *
 * A day is a purchase when its amounts sum to more than 0, or when it has rows and no amount other
 * than 0 or NULL. So a day of refunds is none, and a purchase returned on its own day is none. Rows of
 * one day may come apart, to several workers or tables: that is why a day keeps its exact sum, and
 * whether any amount was other than 0. Where the sum is not 0 one was; where it is 0, a mark says so.
 *
 * A narrow day is one word:
 *
 *	 63          48 47                                           0
 *	+--------------+----------------------------------------------+
 *	| number       | sum in millionths, two's complement          |
 *	+--------------+----------------------------------------------+
 *
 * The smallest number of 48 bits is no sum but the mark: amounts that cancel out. A sum that has no
 * place here, finer than millionths or from 140 million on, makes all days of its customer wide:
 *
 *	+--------------+------------------------------------------+---+
 *	| number       | 0                                        | m | word 0, m is the mark
 *	+--------------+------------------------------------------+---+
 *	| sum, see base/money.h                                       | words 1 to 4
 *	+-------------------------------------------------------------+
 *
 * Numbers of days are modulo 65536, which is how far apart the days of a customer can be. What comes
 * first is told by an origin: the number of a day that no other is before.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PURCHASE_DAYS_H
#define CX_PURCHASE_DAYS_H

#include "base/money.h"

/* From the first day to the last: 179 years. */
#define CX_PURCHASE_MAX_DAYS 65536

#define CX_DAY_NARROW 1
#define CX_DAY_WIDE   (1 + CX_FIXED_WORDS)

/* The largest sum of a narrow day, up or down. */
#define CX_DAY_MOST_MICROS ((INT64CONST(1) << 47) - 1)
#define CX_DAY_MARK        (INT64CONST(1) << 47)
#define CX_DAY_SUM_MASK    ((UINT64CONST(1) << 48) - 1)

static inline uint16
cx_day_number(uint64 word)
{
	return (uint16) (word >> 48);
}

/* Days from the origin. */
static inline uint16
cx_day_offset(uint64 word, uint16 origin)
{
	return (uint16) (cx_day_number(word) - origin);
}

static inline bool
cx_day_fits(int64 micros)
{
	return micros >= -CX_DAY_MOST_MICROS && micros <= CX_DAY_MOST_MICROS;
}

static inline uint64
cx_narrow_day(uint16 number, int64 micros)
{
	return (uint64) number << 48 | ((uint64) micros & CX_DAY_SUM_MASK);
}

/* The sum, or -CX_DAY_MARK. */
static inline int64
cx_narrow_micros(uint64 day)
{
	return (int64) (day << 16) >> 16;
}

/*
 * Adds another of the same number; false, and nothing has changed, when the sum has no narrow form.
 */
static inline bool
cx_narrow_add(uint64 *day, uint64 other)
{
	int64 a = cx_narrow_micros(*day);
	int64 b = cx_narrow_micros(other);
	bool any = (a | b) != 0;
	int64 sum = (a == -CX_DAY_MARK ? 0 : a) + (b == -CX_DAY_MARK ? 0 : b);

	if (unlikely(!cx_day_fits(sum)))
		return false;
	*day = cx_narrow_day(cx_day_number(*day), sum == 0 && any ? -CX_DAY_MARK : sum);
	return true;
}

/* A wide day, five words. */
extern void cx_wide_day(uint64 *day, uint16 number, const CxMoney *amount);

/*
 * Puts count days in order and adds up those of one number; as many as are left are then in *count.
 * Narrow ones: false when a sum has no narrow form. Nothing is lost then, and some are still twice.
 */
extern bool cx_days_settle(uint64 *days, int *count, int width, uint16 origin);

/* Writes narrow days as wide ones. */
extern void cx_days_widen(uint64 *wide, const uint64 *narrow, int count);

/* Writes wide days as narrow ones, in place, if all of them can be. */
extern bool cx_days_narrow(uint64 *days, int count);

/* What came in on a day. */
extern CxMoney cx_day_money(const uint64 *day, int width);
extern bool cx_day_is_purchase(const uint64 *day, int width);

/* Of a day from outside: does it have only the marks that rows make? */
extern bool cx_day_is_sound(const uint64 *day, int width);

#endif /* CX_PURCHASE_DAYS_H */
