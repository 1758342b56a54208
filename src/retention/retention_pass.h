/*
 * retention_pass.h
 *	  The state of retention_agg over raw events: a hash of customers with their periods, or bitmaps
 *	  of them.
 *
 * Bit 0 of every mask is the same period. Masks have 64 bits until the periods seen span more.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RETENTION_PASS_H
#define CX_RETENTION_PASS_H

#include "base/customers.h"
#include "retention/period_bitmaps.h"
#include "retention/retention.h"

/*
 * A row waits while so many others come: its slot is asked for when it arrives, and the executor's
 * work on the others is what the memory needs to answer.
 */
#define CX_RETENTION_PASS_ROWS 32

typedef struct CxRetentionPassRow
{
	uint64 key[2];
	uint64 hash;
	uint64 bit;
} CxRetentionPassRow;

typedef struct CxRetentionPass
{
	CxPeriod period;
	int64 base;     /* number of the period of bit 0 */
	int mask_words; /* of a mask; in a wide one they come after a word that is 1 */
	int waiting;    /* rows, in the ring before next */
	int next;
	CxRetentionPassRow *rows; /* the ring; NULL while the table is small */
	CxCustomers customers;
	CxPeriodBitmaps *dense; /* NULL: customers are in the hash, which is empty otherwise */
	uint64 dense_try; /* when the hash has so many customers, whether they are dense is asked */
} CxRetentionPass;

/* A mask of one word is its own sign that the entry is in use: it has a bit. */
static inline int
cx_retention_pass_payload(int mask_words)
{
	return mask_words == 1 ? 1 : mask_words + 1;
}

static inline uint64 *
cx_retention_pass_mask(const CxRetentionPass *state, uint64 *entry)
{
	return entry + state->customers.key_words + (state->mask_words > 1);
}

/*
 * Sets a row's bit in the hash. key_words and mask_words are those of the state, as constants where
 * speed counts.
 */
static pg_attribute_always_inline void
cx_retention_pass_set_bit(CxRetentionPass *state, const uint64 *key, uint64 hash, uint64 bit,
						  int key_words, int mask_words)
{
	uint64 *kept = cx_customers_find(&state->customers, key, hash, key_words,
									 key_words + cx_retention_pass_payload(mask_words));

	if (mask_words == 1)
		kept[0] |= UINT64CONST(1) << bit;
	else
	{
		kept[0] = 1;
		kept[1 + bit / 64] |= UINT64CONST(1) << (bit % 64);
	}
}

/* A state without customers; first is a period to come, around which its masks have room. */
extern CxRetentionPass *cx_retention_pass_begin(MemoryContext context, int key_words,
												CxPeriod period, int64 first, int mask_words);

/* Puts the rows that wait into the hash; the state is then what its hash or its bitmaps say. */
extern void cx_retention_pass_flush(CxRetentionPass *state);

/* Puts all that there is into the hash. */
extern void cx_retention_pass_settle(CxRetentionPass *state);

/*
 * The first and the last period that any customer in the hash has, counted from the base; returns how
 * many periods there are.
 */
extern int64 cx_retention_pass_periods(const CxRetentionPass *state, int64 *first, int64 *last);

/* Makes the masks of the hash reach from period first to period last, moving and widening them. */
extern void cx_retention_pass_reach(CxRetentionPass *state, int64 first, int64 last);

/* Adds the periods of a mask, whose bit 0 is the period base, to those of a customer in the hash. */
extern void cx_retention_pass_add_mask(CxRetentionPass *state, const uint64 *key,
									   const uint64 *mask, int words, int64 base);

/* Refuses periods that would make a history too long. */
extern void cx_retention_pass_check_periods(const CxPeriodBitmaps *dense, int64 first, int64 last);

/*
 * Adds the customers of a hash to bitmaps; false when one of them has no place there. Those before
 * them are there then, which does no harm: to add them again changes nothing.
 */
extern bool cx_retention_pass_add_to_bitmaps(CxPeriodBitmaps *dense, const CxRetentionPass *state);

/* Moves the customers of the hash into bitmaps; false, and nothing is moved, if they don't fit. */
extern bool cx_retention_pass_move_to_bitmaps(CxRetentionPass *state, CxPeriodBitmaps *dense);

#endif /* CX_RETENTION_PASS_H */
