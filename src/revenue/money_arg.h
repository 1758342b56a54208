/*
 * money_arg.h
 *	  Arguments that are amounts of recurring revenue, of every type that a column of them has.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_MONEY_ARG_H
#define CX_MONEY_ARG_H

#include "base/money.h"

/* Error 22003, naming the amount. */
pg_noreturn extern void cx_refuse_negative_amount(const CxMoney *amount);

#define CX_MONEY_int2(datum)    cx_money_from_int64(DatumGetInt16(datum))
#define CX_MONEY_int4(datum)    cx_money_from_int64(DatumGetInt32(datum))
#define CX_MONEY_int8(datum)    cx_money_from_int64(DatumGetInt64(datum))
#define CX_MONEY_float8(datum)  cx_money_from_float8(DatumGetFloat8(datum))
#define CX_MONEY_numeric(datum) cx_money_from_numeric(datum)

/* Argument n as money of the given type: NULL is 0, a negative amount an error. */
#define CX_GETARG_MONEY(n, type, money)                                                            \
	do                                                                                             \
	{                                                                                              \
		if (PG_ARGISNULL(n))                                                                       \
			memset(&(money), 0, sizeof(CxMoney));                                                  \
		else                                                                                       \
		{                                                                                          \
			(money) = CX_MONEY_##type(PG_GETARG_DATUM(n));                                         \
			if (unlikely(cx_fixed_is_negative(&(money))))                                          \
				cx_refuse_negative_amount(&(money));                                               \
		}                                                                                          \
	} while (0)

#define CX_MICROS_int2(datum, micros)    cx_money_micros_of_int64(DatumGetInt16(datum), micros)
#define CX_MICROS_int4(datum, micros)    cx_money_micros_of_int64(DatumGetInt32(datum), micros)
#define CX_MICROS_int8(datum, micros)    cx_money_micros_of_int64(DatumGetInt64(datum), micros)
#define CX_MICROS_float8(datum, micros)  cx_money_micros_of_float8(DatumGetFloat8(datum), micros)
#define CX_MICROS_numeric(datum, micros) cx_money_micros_of_numeric(datum, micros)

/*
 * The same with its sign, as whole millionths, which nearly every amount is, without the way through
 * money. Where there are none, micros is PG_INT64_MIN and money the amount; else money is left alone.
 */
#define CX_GETARG_MICROS(n, type, micros, money)                                                   \
	do                                                                                             \
	{                                                                                              \
		if (PG_ARGISNULL(n))                                                                       \
			(micros) = 0;                                                                          \
		else if (unlikely(!CX_MICROS_##type(PG_GETARG_DATUM(n), &(micros))))                       \
		{                                                                                          \
			(money) = CX_MONEY_##type(PG_GETARG_DATUM(n));                                         \
			(micros) = cx_signed_micros(&(money));                                                 \
		}                                                                                          \
	} while (0)

/* The whole millionths of an amount that has them, or PG_INT64_MIN. */
extern int64 cx_signed_micros(const CxMoney *money);

#endif /* CX_MONEY_ARG_H */
