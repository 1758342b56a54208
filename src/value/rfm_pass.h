/*
 * rfm_pass.h
 *	  The state of rfm_agg over raw orders: a hash of customers with their days and amounts.
 *
 * An entry: the key; the day of the first purchase, marked as in use; the amount of that day and the
 * total; the days, bit 0 being the same day for all customers. Amounts are whole millionths, until
 * one is not, or a sum outgrows 64 bits; then all are exact money of full width.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_PASS_H
#define CX_RFM_PASS_H

#include "base/customers.h"
#include "base/money.h"
#include "value/rfm.h"

/* In the word of the first day. */
#define CX_RFM_IN_USE (UINT64CONST(1) << 32)

/* Words of an amount: millionths, or money. */
#define CX_RFM_NARROW 1
#define CX_RFM_WIDE   CX_FIXED_WORDS

#define CX_RFM_MAX_WORDS (CX_RFM_MAX_DAYS / 64)

typedef struct CxRfmPassRow
{
	uint64 key[2];
	uint64 hash;
	int64 micros;
	DateADT day;
} CxRfmPassRow;

typedef struct CxRfmPass
{
	DateADT until;
	DateADT base;   /* day of bit 0 */
	DateADT lowest; /* of the days seen */
	DateADT highest;
	int day_words;
	int money_words; /* of an amount */
	int waiting;     /* rows, in the ring before next */
	int next;
	CxRfmPassRow *rows; /* the ring; NULL while the table is small */
	CxCustomers customers;
} CxRfmPass;

static inline int
cx_rfm_pass_payload(const CxRfmPass *state)
{
	return 1 + 2 * state->money_words + state->day_words;
}

static inline uint64 *
cx_rfm_pass_days(const CxRfmPass *state, uint64 *kept)
{
	return kept + 1 + 2 * state->money_words;
}

/* Adds to a wide amount of an entry. */
static inline void
cx_rfm_pass_add_money(uint64 *sum, const CxMoney *amount)
{
	CxMoney money;

	memcpy(money.words, sum, sizeof(money.words));
	cx_money_add(&money, amount);
	memcpy(sum, money.words, sizeof(money.words));
}

extern CxRfmPass *cx_rfm_pass_begin(MemoryContext context, int key_words, DateADT until,
									DateADT day, int day_words);

/* Puts the rows that wait into the table; the state is then what its table says. */
extern void cx_rfm_pass_flush(CxRfmPass *state);

/* Makes room for the days from first to last. */
extern void cx_rfm_pass_reach(CxRfmPass *state, DateADT first, DateADT last);

/* Makes all amounts exact money. */
extern void cx_rfm_pass_widen(CxRfmPass *state);

#endif /* CX_RFM_PASS_H */
