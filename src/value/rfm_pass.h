/*
 * rfm_pass.h
 *	  The state of rfm_agg over raw orders: a hash of customers with their days.
 *
 * An entry of the hash (base/customers.h) is the key and two words:
 *
 *	+------------+---+---+--------+-------------+----------------+
 *	| key        | 1 | w | 0      | class | 0   | days           |  w: the days are wide
 *	| 1 or 2     |      one word of bits        | one word       |
 *	+------------+---+---+--------+-------------+----------------+
 *	                                                   |
 *	                  a single narrow day itself, or   +--> a block of the class (rfm_blocks.h)
 *
 * Days are appended to the block as they come, one added to the last if it is the same, and put in
 * order when the block is full: then those of one day become one (rfm_days.h). A block grows when that
 * does not help. So the order of rows matters neither to the result nor much to the time.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_PASS_H
#define CX_RFM_PASS_H

#include "base/customers.h"
#include "value/purchases.h"
#include "value/rfm_blocks.h"
#include "value/rfm_days.h"

/* What one backend takes at its peak: growing, merging and the result included. */
#define CX_RFM_PASS_MAX_BYTES ((Size) 1 << 30)

/* Words kept for a customer. */
#define CX_RFM_PASS_PAYLOAD 2

#define CX_RFM_USED  (UINT64CONST(1) << 63)
#define CX_RFM_WIDE  (UINT64CONST(1) << 62)
#define CX_RFM_CLASS 32 /* bits from here on */

typedef struct CxRfmPassRow
{
	uint64 key[2];
	uint64 hash;
	uint64 day;   /* narrow */
	uint64 *kept; /* its customer's words */
} CxRfmPassRow;

typedef struct CxRfmPass
{
	const char *message; /* what a worker sent, not yet in a hash; NULL otherwise */
	Size message_bytes;
	Size received; /* bytes of the messages of workers so far */
	Size largest;  /* of these */
	DateADT until;
	DateADT lowest; /* of the days seen */
	DateADT highest;
	int waiting;        /* rows */
	CxRfmPassRow *rows; /* NULL while the table is small */
	CxBlocks blocks;
	CxCustomers customers;
} CxRfmPass;

static inline int
cx_rfm_pass_count(const uint64 *kept)
{
	return (int) (uint32) kept[0];
}

static inline int
cx_rfm_pass_class(const uint64 *kept)
{
	return (int) (kept[0] >> CX_RFM_CLASS & 0xff);
}

static inline int
cx_rfm_pass_width(const uint64 *kept)
{
	return (kept[0] & CX_RFM_WIDE) != 0 ? CX_DAY_WIDE : CX_DAY_NARROW;
}

static inline uint64 *
cx_rfm_pass_days(uint64 *kept)
{
	return cx_rfm_pass_class(kept) == 0 ? &kept[1] : (uint64 *) (uintptr_t) kept[1];
}

extern CxRfmPass *cx_rfm_pass_begin(MemoryContext context, int key_words, DateADT until,
									DateADT day);

/* Error 54000 when more bytes would be too many. */
extern void cx_rfm_pass_check(const CxRfmPass *state, Size more);

/* Makes room for so many customers more. */
extern void cx_rfm_pass_reserve(CxRfmPass *state, uint64 more);

/* Makes the days from first to last some of those seen. Too many: error 54000. */
static inline void
cx_rfm_pass_reach(CxRfmPass *state, DateADT first, DateADT last)
{
	state->lowest = Min(state->lowest, first);
	state->highest = Max(state->highest, last);
	cx_check_span(state->lowest, state->highest);
}

/* Adds a day to what is kept for a customer, in one of its forms. */
extern void cx_rfm_pass_add_slowly(CxRfmPass *state, uint64 *kept, const uint64 *day, int width);

static inline void
cx_rfm_pass_add_narrow(CxRfmPass *state, uint64 *kept, uint64 day)
{
	uint64 head = kept[0];
	int count = (int) (uint32) head;

	if (head == 0)
	{
		kept[0] = CX_RFM_USED | 1;
		kept[1] = day;
		return;
	}
	if (likely((head & CX_RFM_WIDE) == 0))
	{
		uint64 *days = cx_rfm_pass_days(kept);

		if (cx_day_number(days[count - 1]) == cx_day_number(day) &&
			cx_narrow_add(&days[count - 1], day))
			return;
		if (likely(count < cx_block_words(cx_rfm_pass_class(kept))))
		{
			days[count] = day;
			kept[0] = head + 1;
			return;
		}
	}
	cx_rfm_pass_add_slowly(state, kept, &day, CX_DAY_NARROW);
}

static inline void
cx_rfm_pass_add(CxRfmPass *state, uint64 *kept, const uint64 *day, int width)
{
	if (width == CX_DAY_NARROW)
		cx_rfm_pass_add_narrow(state, kept, *day);
	else
		cx_rfm_pass_add_slowly(state, kept, day, width);
}

/*
 * Adds many days at once, which are sorted: a merge then sorts and moves what is kept at most once, not
 * whenever one more day finds no room.
 */
extern void cx_rfm_pass_append(CxRfmPass *state, uint64 *kept, const uint64 *days, int count,
							   int width);

/* Puts a customer's days in order, each once. */
extern void cx_rfm_pass_settle(CxRfmPass *state, uint64 *kept);

/* Puts the rows that wait into the table; the state is then what its table says. */
extern void cx_rfm_pass_flush(CxRfmPass *state);

#endif /* CX_RFM_PASS_H */
