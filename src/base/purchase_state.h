/*
 * purchase_state.h
 *	  States over the rows of one customer that keep each day's exact sum: cx_rfm and cx_spend.
 *
 * Any split of a customer's rows adds up to the same state. That takes the days with their sums, since a
 * purchase and its return may come apart (purchase_days.h).
 *
 *	+--------+---------+-------+---+---------+---------+-------------------------------+
 *	| length | version | width | 0 | first   | common  | a day, a day, ...             |
 *	|   4    |    1    |   1   | 2 |    4    |    4    | 8 or 40 bytes each            |
 *	+--------+---------+-------+---+---------+---------+-------------------------------+
 *
 * Days are in order and numbered from the first, so that its number is 0. They are wide only if one of
 * them cannot be narrow: each value has one form. The empty state has no days, and 0 elsewhere. What
 * is common to all rows differs by type, and each type has a struct of its own like this one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PURCHASE_STATE_H
#define CX_PURCHASE_STATE_H

#include "fmgr.h"

#include "base/purchases.h"
#include "base/state_text.h"

typedef struct CxPurchases
{
	int32 vl_len_;                      /* varlena header, not to be touched directly */
	uint8 version;                      /* 1 */
	uint8 width;                        /* words of a day; 0 in the empty state */
	uint16 unused;                      /* 0 */
	DateADT first;                      /* the first day with a row */
	int32 common;                       /* what all rows have in common */
	uint64 days[FLEXIBLE_ARRAY_MEMBER]; /* numbered from first */
} CxPurchases;

StaticAssertDecl(offsetof(CxPurchases, days) == 16, "purchases must keep their layout on disk");

#define CX_PURCHASES_VERSION 1

#define CX_PURCHASES_SIZE(words) (offsetof(CxPurchases, days) + (words) * sizeof(uint64))
/* Flat, whatever the aggregate keeps. */
#define PG_GETARG_PURCHASES_P(n) ((CxPurchases *) PG_GETARG_VARLENA_P(n))

static inline int
cx_purchases_words(const CxPurchases *state)
{
	return (int) ((VARSIZE(state) - offsetof(CxPurchases, days)) / sizeof(uint64));
}

/* Days with a row; the width of the empty state is 0, and it has no words. */
static inline int
cx_purchases_days(const CxPurchases *state)
{
	return state->width == CX_DAY_NARROW ? cx_purchases_words(state)
										 : cx_purchases_words(state) / CX_DAY_WIDE;
}

/* Of a state that is not empty. */
static inline DateADT
cx_purchases_last(const CxPurchases *state)
{
	return state->first + cx_day_number(state->days[(cx_purchases_days(state) - 1) * state->width]);
}

/* The money of all rows. */
extern CxMoney cx_purchases_total(const CxPurchases *state);

/* An empty state, or room for so many days, zeroed but for its header. */
extern CxPurchases *cx_purchases_new(int count, int width);

/* An error unless both are the same. */
typedef void (*CxCheckCommon)(int32 a, int32 b);

/*
 * The state in argument 0 with another row; in place where that is allowed. Rows that are too far
 * apart: error 54000; a sum beyond the range of money: error 22003.
 */
extern Datum cx_purchases_with_row(FunctionCallInfo fcinfo, CxCheckCommon check, int32 common,
								   DateADT day, const CxAmount *amount);

/* The rows of the states in arguments 0 and 1, likewise. */
extern Datum cx_purchases_add(FunctionCallInfo fcinfo, CxCheckCommon check);

/*
 * For CX_STATE_IO. Text: "0 29.33, 17 void, 213 29.73)", each day with rows, counted from the first, and
 * what its amounts sum up to; where they cancel out, the word void. Binary: the words of a day as a
 * byte, first and common as int4, the number of days as int4, their words as int8.
 */
extern bool cx_purchases_read_days(CxTextReader *reader, CxPurchases **state);
extern void cx_purchases_write_days(StringInfo text, const CxPurchases *state);
extern CxPurchases *cx_purchases_read_wire(StringInfo message, const char *type);
extern void cx_purchases_write_wire(StringInfo message, const CxPurchases *state);

/* ', "days": [...]}', an array of {"day", "amount", "purchase"}. */
extern void cx_purchases_write_json_days(StringInfo json, const CxPurchases *state);

/* What is wrong with a state from outside but for what is common, or NULL. */
extern const char *cx_purchases_problem(const CxPurchases *state);

#endif /* CX_PURCHASE_STATE_H */
