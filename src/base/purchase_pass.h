/*
 * purchase_pass.h
 *	  Purchases of all customers in one pass over raw orders: a hash of customers with their days.
 *
 * A family counts rows into it, and reads each customer's days in the end. What all rows have in common,
 * such as the last day observed or the period, is a number that the family gives and compares.
 *
 * An entry of the hash (base/customers.h) is the key and two words:
 *
 *	+------------+---+---+--------+-------------+----------------+
 *	| key        | 1 | w | u | 0  | class | 0   | days           |  w: the days are wide
 *	| 1 or 2     |      one word of bits        | one word       |  u: not all are later than those before
 *	+------------+---+---+--------+-------------+----------------+
 *	                                                   |
 *	                  a single narrow day itself, or   +--> a block of the class (word_blocks.h)
 *
 * Days are appended to the block as they come, one added to the last if it is the same, and put in
 * order, if they are not, when the block is full: then those of one day become one (purchase_days.h). A
 * block grows when that does not help. So the order of rows matters neither to the result nor much to the time.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PURCHASE_PASS_H
#define CX_PURCHASE_PASS_H

#include "base/customers.h"
#include "base/purchases.h"
#include "base/word_blocks.h"
#include "base/purchase_days.h"

/* What one backend takes at its peak: growing, merging and the result included. */
#define CX_PURCHASE_PASS_MAX_BYTES ((Size) 1 << 30)

/* Words kept for a customer. */
#define CX_PURCHASE_PASS_PAYLOAD 2

#define CX_PURCHASE_USED     (UINT64CONST(1) << 63)
#define CX_PURCHASE_WIDE     (UINT64CONST(1) << 62)
#define CX_PURCHASE_UNSORTED (UINT64CONST(1) << 61)
#define CX_PURCHASE_CLASS    32 /* bits from here on */

/* What a customer is told by. Texts have other keys with each seed. */
typedef enum CxPurchaseCustomer
{
	CX_PURCHASER_INTEGER = 1,
	CX_PURCHASER_UUID,
	CX_PURCHASER_TEXT
} CxPurchaseCustomer;

/* A constant where the kind is one. */
#define CX_PURCHASER_WORDS(kind) ((kind) == CX_PURCHASER_INTEGER ? 1 : 2)

typedef struct CxPurchasePassRow
{
	uint64 key[2];
	uint64 hash;
	uint64 day;   /* narrow */
	uint64 *kept; /* its customer's words */
} CxPurchasePassRow;

typedef struct CxPurchasePass
{
	const char *message; /* what a worker sent, not yet in a hash; NULL otherwise */
	Size message_bytes;
	Size received; /* bytes of the messages of workers so far */
	Size largest;  /* of these */
	CxPurchaseCustomer kind;
	int32 common;        /* what all rows have in common, the family's */
	Size customer_bytes; /* what the result takes for a customer, for the limit of memory */
	DateADT lowest;      /* of the days seen */
	DateADT highest;
	int waiting;              /* rows that are to be looked up */
	int found;                /* rows whose days are to be written */
	CxPurchasePassRow *rows;  /* those that wait; NULL while the table is small */
	CxPurchasePassRow *known; /* those that were found */
	CxBlocks blocks;
	CxCustomers customers;
} CxPurchasePass;

static inline int
cx_purchase_pass_count(const uint64 *kept)
{
	return (int) (uint32) kept[0];
}

static inline int
cx_purchase_pass_class(const uint64 *kept)
{
	return (int) (kept[0] >> CX_PURCHASE_CLASS & 0xff);
}

static inline int
cx_purchase_pass_width(const uint64 *kept)
{
	return (kept[0] & CX_PURCHASE_WIDE) != 0 ? CX_DAY_WIDE : CX_DAY_NARROW;
}

static inline uint64 *
cx_purchase_pass_days(uint64 *kept)
{
	return cx_purchase_pass_class(kept) == 0 ? &kept[1] : (uint64 *) (uintptr_t) kept[1];
}

extern CxPurchasePass *cx_purchase_pass_begin(MemoryContext context, CxPurchaseCustomer kind,
											  int32 common, Size customer_bytes, DateADT day);

/* Error 54000 when more bytes would be too many. */
extern void cx_purchase_pass_check(const CxPurchasePass *state, Size more);

/* Makes room for so many customers more. */
extern void cx_purchase_pass_reserve(CxPurchasePass *state, uint64 more);

/* Makes the days from first to last some of those seen. Too many: error 54000. */
static inline void
cx_purchase_pass_reach(CxPurchasePass *state, DateADT first, DateADT last)
{
	state->lowest = Min(state->lowest, first);
	state->highest = Max(state->highest, last);
	cx_check_span(state->lowest, state->highest);
}

/* The bit that says that a day is not later than the last one. */
static inline uint64
cx_purchase_pass_order(const CxPurchasePass *state, uint64 last, uint64 day)
{
	uint16 origin = (uint16) state->lowest;

	return cx_day_offset(day, origin) > cx_day_offset(last, origin) ? 0 : CX_PURCHASE_UNSORTED;
}

/* Adds a day to what is kept for a customer, in one of its forms. */
extern void cx_purchase_pass_add_slowly(CxPurchasePass *state, uint64 *kept, const uint64 *day,
										int width);

static inline void
cx_purchase_pass_add_narrow(CxPurchasePass *state, uint64 *kept, uint64 day)
{
	uint64 head = kept[0];
	int count = (int) (uint32) head;

	if (head == 0)
	{
		kept[0] = CX_PURCHASE_USED | 1;
		kept[1] = day;
		return;
	}
	if (likely((head & CX_PURCHASE_WIDE) == 0))
	{
		uint64 *days = cx_purchase_pass_days(kept);
		uint64 last = days[count - 1];

		if (cx_day_number(last) == cx_day_number(day) && cx_narrow_add(&days[count - 1], day))
			return;
		if (likely(count < cx_block_words(cx_purchase_pass_class(kept))))
		{
			days[count] = day;
			kept[0] = (head + 1) | cx_purchase_pass_order(state, last, day);
			return;
		}
	}
	cx_purchase_pass_add_slowly(state, kept, &day, CX_DAY_NARROW);
}

static inline void
cx_purchase_pass_add(CxPurchasePass *state, uint64 *kept, const uint64 *day, int width)
{
	if (width == CX_DAY_NARROW)
		cx_purchase_pass_add_narrow(state, kept, *day);
	else
		cx_purchase_pass_add_slowly(state, kept, day, width);
}

/*
 * Adds many days at once, which are sorted: a merge then sorts and moves what is kept at most once, not
 * whenever one more day finds no room.
 */
extern void cx_purchase_pass_append(CxPurchasePass *state, uint64 *kept, const uint64 *days,
									int count, int width);

/* Puts a customer's days in order, each once. */
extern void cx_purchase_pass_settle(CxPurchasePass *state, uint64 *kept);

/* Looks up the rows that wait, and writes the days of those before them. */
extern void cx_purchase_pass_advance(CxPurchasePass *state);

/* Puts all rows into the table; the state is then what its table says. */
extern void cx_purchase_pass_flush(CxPurchasePass *state);

/*
 * All customers, each with the days in order. The days of those who come later are asked for meanwhile.
 *
 *		cx_purchase_pass_scan(&scan, state);
 *		while ((entry = cx_purchase_pass_next(&scan)) != NULL)
 */
typedef struct CxPurchasePassScan
{
	CxPurchasePass *state;
	uint64 slot;
	uint64 later; /* the slot from which on nothing has been asked for */
	uint64 count; /* customers so far */
} CxPurchasePassScan;

extern void cx_purchase_pass_scan(CxPurchasePassScan *scan, CxPurchasePass *state);
extern uint64 *cx_purchase_pass_next(CxPurchasePassScan *scan);

/* The memory for the rows that wait, once the table is large enough for them to. */
#define CX_PURCHASE_PASS_ROWS 64
extern void cx_purchase_pass_wait(CxPurchasePass *state);

/* A row whose amount has no narrow form. */
extern void cx_purchase_pass_count_wide(CxPurchasePass *state, const uint64 *key, DateADT day,
										const CxMoney *money);

/*
 * Counts a row of a customer whose key has so many words, which is a constant where speed counts. The
 * day is one of those seen: see cx_purchase_pass_see().
 */
static pg_attribute_always_inline void
cx_purchase_pass_count_row(CxPurchasePass *state, const uint64 *key, DateADT day,
						   const CxAmount *amount, int key_words)
{
	CxCustomers *customers = &state->customers;
	uint64 hash;
	CxPurchasePassRow *row;

	if (unlikely(!amount->narrow))
	{
		cx_purchase_pass_count_wide(state, key, day, &amount->money);
		return;
	}
	hash = cx_customers_hash(customers, key, key_words);
	if (unlikely(state->rows == NULL))
	{
		cx_purchase_pass_reserve(state, 1);
		cx_purchase_pass_add_narrow(state,
									cx_customers_find(customers, key, hash, key_words,
													  key_words + CX_PURCHASE_PASS_PAYLOAD),
									cx_narrow_day((uint16) day, amount->micros));
		if (unlikely(cx_customers_bytes(customers) >= CX_CUSTOMERS_LARGE_BYTES))
			cx_purchase_pass_wait(state);
		return;
	}
	row = &state->rows[state->waiting];
	row->key[0] = key[0];
	if (key_words > 1)
		row->key[1] = key[1];
	row->hash = hash;
	row->day = cx_narrow_day((uint16) day, amount->micros);
	cx_customers_prefetch(customers, hash, key_words + CX_PURCHASE_PASS_PAYLOAD);
	if (unlikely(++state->waiting == CX_PURCHASE_PASS_ROWS))
		cx_purchase_pass_advance(state);
}

/* Makes a day one of those seen. */
static inline void
cx_purchase_pass_see(CxPurchasePass *state, DateADT day)
{
	if (unlikely(day < state->lowest || day > state->highest))
		cx_purchase_pass_reach(state, day, day);
}

/*
 * The states of both, in a new one where into is NULL; that what they have in common is the same has
 * been checked. type is the name for errors, here and below. Customers of two types: error 22P03.
 */
extern CxPurchasePass *cx_purchase_pass_combine(MemoryContext context, CxPurchasePass *into,
												CxPurchasePass *from, const char *type);

/* A partial state for another process. Beside the state it must fit into 1 GB: error 54000. */
extern bytea *cx_purchase_pass_send(CxPurchasePass *state);

/*
 * What another process sent, looked through, for cx_purchase_pass_combine(), which reads it in place. What
 * it says of common and kind is the caller's to check, and customer_bytes the caller's to set. What is no
 * such state: error 22P03 or 08P01.
 */
extern CxPurchasePass *cx_purchase_pass_receive(bytea *bytes, const char *type);

#endif /* CX_PURCHASE_PASS_H */
