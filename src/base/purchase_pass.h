/*
 * purchase_pass.h
 *	  Purchases of all customers in one pass over raw orders.
 *
 * A family adds rows to it, and reads each customer's days in the end. What all rows have in common,
 * such as the last day observed or the period, is a number that the family gives and compares.
 *
 * To find the customer of each row in memory that no cache holds would cost as much as to read the row.
 * So a row is only put away, on one of 256 piles, which its customer's key chooses. A pile has few enough
 * customers for a near cache, and is put in order when it is read (purchase_pass_sort.c).
 *
 *		row -> pile of its customer:	| key, day | key, day |  ...
 *		pile in order:					customer: day, day, ...		customer: day, ...
 *
 * Rows of one customer and day become one when their pile is put in order. From time to time, when there
 * are twice as many, one pile is tried, and if that helps all are put in order and written back: so rows
 * by the million on a few days of a few customers do not take more than these days. The order of rows
 * matters neither to the result nor much to the time.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PURCHASE_PASS_H
#define CX_PURCHASE_PASS_H

#include "base/customers.h"
#include "base/purchase_days.h"
#include "base/purchases.h"
#include "base/word_blocks.h"

/* What one backend takes at its peak: growing, merging and the result included. */
#define CX_PURCHASE_PASS_MAX_BYTES ((Size) 1 << 30)

/* What a customer is told by. Texts have other keys with each seed. */
typedef enum CxPurchaseCustomer
{
	CX_PURCHASER_INTEGER = 1,
	CX_PURCHASER_UUID,
	CX_PURCHASER_TEXT
} CxPurchaseCustomer;

/* A constant where the kind is one. */
#define CX_PURCHASER_WORDS(kind) ((kind) == CX_PURCHASER_INTEGER ? 1 : 2)

/* As many as there are once there are rows enough for more than one. */
#define CX_PURCHASE_PILE_BITS 8
#define CX_PURCHASE_PILES     (1 << CX_PURCHASE_PILE_BITS)

/*
 * What is on a pile: entries of three forms, each apart. Most are of whole cents of a customer with a number
 * below 2^28, and take one word, for the pile says the rest of the number:
 *
 *		 63           44 43        28 27                0
 *		+---------------+------------+-------------------+
 *		| number / 256  | day        | cents             |	short
 *		+---------------+------------+-------------------+
 *		| key, 1 or 2 words | narrow day, 1 word         |	narrow, see purchase_days.h
 *		| key, 1 or 2 words | wide day, 5 words          |	wide
 */
typedef enum CxPurchaseForm
{
	CX_FORM_SHORT,
	CX_FORM_NARROW,
	CX_FORM_WIDE
} CxPurchaseForm;

#define CX_PURCHASE_FORMS 3

#define CX_SHORT_NUMBERS 20 /* bits */
#define CX_SHORT_CENTS   28
#define CX_SHORT_NUMBER  44 /* bits from here on */
#define CX_CENT_MICROS   10000

/*
 * Entries in the order in which they came, in blocks. What a row needs is apart from the rest, and so in
 * the nearest cache for all piles.
 *
 *		block:	| next block | class | entry | entry | ... | free |
 */
typedef struct CxPurchasePile
{
	uint64 *next; /* place of the next entry */
	uint64 *end;  /* it must lie before this to have room */
} CxPurchasePile;

typedef struct CxPurchaseBlocks
{
	uint64 *first; /* NULL: none */
	uint64 *last;
	uint64 before; /* entries in the blocks before the last one */
} CxPurchaseBlocks;

typedef struct CxPurchasePass
{
	const char *message; /* what a worker sent, not yet in piles; NULL otherwise */
	Size message_bytes;
	Size received; /* bytes of the messages of workers so far */
	Size largest;  /* of these */
	CxPurchaseCustomer kind;
	int key_words;
	uint64 seed;    /* of the keys of texts */
	int32 common;   /* what all rows have in common, the family's */
	DateADT lowest; /* of the days seen */
	DateADT highest;
	uint32 mask;     /* piles less 1 */
	uint64 numbered; /* number / 256 of the highest short entry */
	CxPurchasePile *piles[CX_PURCHASE_FORMS];
	CxPurchaseBlocks *blocks_of[CX_PURCHASE_FORMS]; /* of each pile */
	Size bytes;                                     /* of the blocks of all piles */
	Size compact_at; /* with so many bytes whether days repeat is tried */
	CxBlocks blocks;
} CxPurchasePass;

extern CxPurchasePass *cx_purchase_pass_begin(MemoryContext context, CxPurchaseCustomer kind,
											  int32 common, DateADT day);

/* Error 54000 when so many bytes beside the state would be too many. */
extern void cx_purchase_pass_check(const CxPurchasePass *state, Size more);

/* Makes the days from first to last some of those seen. Too many: error 54000. */
static inline void
cx_purchase_pass_reach(CxPurchasePass *state, DateADT first, DateADT last)
{
	state->lowest = Min(state->lowest, first);
	state->highest = Max(state->highest, last);
	cx_check_span(state->lowest, state->highest);
}

/* Makes a day one of those seen. */
static inline void
cx_purchase_pass_see(CxPurchasePass *state, DateADT day)
{
	if (unlikely(day < state->lowest || day > state->highest))
		cx_purchase_pass_reach(state, day, day);
}

/*
 * The pile of a key: the last bits of it, changed by those before them so that numbers with gaps spread, too.
 * Whoever chooses keys for one pile makes that one long, which costs no more than the nearer caches: what is
 * told apart there is hashed with a seed.
 */
static inline uint32
cx_purchase_pile_change(uint64 rest)
{
	return (uint32) ((rest * UINT64CONST(0x9e3779b97f4a7c15)) >> (64 - CX_PURCHASE_PILE_BITS));
}

static pg_attribute_always_inline uint32
cx_purchase_pass_pile(const CxPurchasePass *state, const uint64 *key, int key_words)
{
	uint64 word = key_words == 1 ? key[0] : key[0] ^ key[1];

	return ((uint32) word ^ cx_purchase_pile_change(word >> CX_PURCHASE_PILE_BITS)) & state->mask;
}

/* The number of the customer of a short entry. */
static inline uint64
cx_short_customer(uint64 rest, uint32 pile)
{
	return rest << CX_PURCHASE_PILE_BITS | (pile ^ cx_purchase_pile_change(rest));
}

static inline uint64
cx_short_day(uint64 entry)
{
	int64 cents = (int64) (entry << (64 - CX_SHORT_CENTS)) >> (64 - CX_SHORT_CENTS);

	return cx_narrow_day((uint16) (entry >> CX_SHORT_CENTS), cents * CX_CENT_MICROS);
}

/* Whether there is a short entry, which needs piles to be many. */
static pg_attribute_always_inline bool
cx_short_entry(const CxPurchasePass *state, const uint64 *key, uint16 day, int64 micros,
			   int key_words, uint64 *entry)
{
	int64 cents = micros / CX_CENT_MICROS;

	if (key_words > 1 || key[0] >> (CX_PURCHASE_PILE_BITS + CX_SHORT_NUMBERS) != 0 ||
		cents * CX_CENT_MICROS != micros ||
		((uint64) cents + (UINT64CONST(1) << (CX_SHORT_CENTS - 1))) >> CX_SHORT_CENTS != 0 ||
		state->mask == 0)
		return false;
	*entry = key[0] >> CX_PURCHASE_PILE_BITS << CX_SHORT_NUMBER | (uint64) day << CX_SHORT_CENTS |
			 ((uint64) cents & ((UINT64CONST(1) << CX_SHORT_CENTS) - 1));
	return true;
}

/* Adds a day that is one of those seen. */
extern void cx_purchase_pass_add(CxPurchasePass *state, const uint64 *key, const uint64 *day,
								 int width);

/* Adds a row whose day is one of those seen. */
extern void cx_purchase_pass_add_row(CxPurchasePass *state, const uint64 *key, DateADT day,
									 const CxAmount *amount);

/* Memory that will be written. */
static inline void
cx_purchase_ask_for(const uint64 *word)
{
#if defined(__GNUC__) || defined(__clang__)
	__builtin_prefetch(word, 1);
#endif
}

/*
 * The same for a narrow amount and where nothing needs to be made first; false, and nothing is done, else.
 * The number of words of a key is a constant.
 */
static pg_attribute_always_inline bool
cx_purchase_pass_add_at_once(CxPurchasePass *state, const uint64 *key, DateADT day, int64 micros,
							 int key_words)
{
	uint32 number = cx_purchase_pass_pile(state, key, key_words);
	CxPurchasePile *pile;
	uint64 *next;
	uint64 entry;

	if (unlikely(day < state->lowest || day > state->highest))
		return false;
	if (likely(cx_short_entry(state, key, (uint16) day, micros, key_words, &entry)))
	{
		pile = &state->piles[CX_FORM_SHORT][number];
		next = pile->next;
		if (unlikely(next >= pile->end || entry >> CX_SHORT_NUMBER > state->numbered))
			return false;
		*next = entry;
		pile->next = next + 1;
	}
	else
	{
		pile = &state->piles[CX_FORM_NARROW][number];
		next = pile->next;
		if (unlikely(next >= pile->end))
			return false;
		next[0] = key[0];
		if (key_words > 1)
			next[1] = key[1];
		next[key_words] = cx_narrow_day((uint16) day, micros);
		pile->next = next + key_words + CX_DAY_NARROW;
	}
	/* the line of the cache that comes next: it is there when a row needs it */
	cx_purchase_ask_for(next + 8);
	return true;
}

/* ----- reading: purchase_pass_sort.c ----- */

/* One pile in order. What its arrays have room for is kept for the next one. */
typedef struct CxSortedPile
{
	uint32 pile;
	bool numbered; /* customers are told by the numbers of short entries, and not by the table */
	CxCustomers table;  /* the number here of each customer */
	uint64 customers;   /* in this pile; numbered ones may have no days */
	uint64 *keys;       /* by number here */
	uint64 key;         /* of the customer that is read, if numbered */
	uint32 *ordinals;   /* the customer of each entry, form by form */
	uint32 *ends[2];    /* of the customers' narrow and wide days */
	uint64 *days[2];    /* narrow and wide ones, by customer */
	uint64 key_room;    /* customers */
	uint64 entry_room;  /* ordinals */
	uint64 day_room[2]; /* days */
	uint64 mixed_room;  /* words */
	uint64 *mixed;      /* the days of a customer who has both */
	Size bytes;         /* of all arrays */
} CxSortedPile;

/* A customer with the days in order. */
typedef struct CxPurchaseDays
{
	const uint64 *key;
	const uint64 *days;
	int count;
	int width;
} CxPurchaseDays;

/*
 * All customers. The state stays as it is, and must until the end.
 *
 *		cx_purchase_pass_scan(&scan, state);
 *		while ((customer = cx_purchase_pass_next(&scan)) != NULL)
 *		cx_purchase_pass_scan_end(&scan);
 */
typedef struct CxPurchasePassScan
{
	CxPurchasePass *state;
	uint32 pile;     /* that comes next */
	uint64 customer; /* of the pile before it, that comes next */
	uint64 count;    /* customers so far */
	CxPurchaseDays current;
	CxSortedPile sorted;
} CxPurchasePassScan;

extern void cx_purchase_pass_scan(CxPurchasePassScan *scan, CxPurchasePass *state);
extern const CxPurchaseDays *cx_purchase_pass_next(CxPurchasePassScan *scan);
extern void cx_purchase_pass_scan_end(CxPurchasePassScan *scan);

/* Puts piles in order where that makes them shorter. */
extern void cx_purchase_pass_compact(CxPurchasePass *state);

/* ----- within: a pile by its blocks ----- */

/* The block after that one, or with NULL the first, and its entries; NULL after the last one. */
extern const uint64 *cx_purchase_pile_next(const CxPurchasePass *state, uint32 pile,
										   CxPurchaseForm form, const uint64 *block, uint64 *count);
extern const uint64 *cx_purchase_block_entries(const uint64 *block);
extern uint64 cx_purchase_pile_entries(const CxPurchasePass *state, uint32 pile,
									   CxPurchaseForm form);

static inline int
cx_purchase_entry_words(const CxPurchasePass *state, CxPurchaseForm form)
{
	return form == CX_FORM_SHORT
			   ? 1
			   : state->key_words + (form == CX_FORM_WIDE ? CX_DAY_WIDE : CX_DAY_NARROW);
}

/* Adds an entry, and no other pile changes. */
extern void cx_purchase_pile_add(CxPurchasePass *state, const uint64 *key, const uint64 *day,
								 int width);

extern void cx_purchase_pile_clear(CxPurchasePass *state, uint32 pile);

/* ----- between processes: purchase_pass_merge.c ----- */

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
 * it says of common and kind is the caller's to check. What is no such state: error 22P03 or 08P01.
 */
extern CxPurchasePass *cx_purchase_pass_receive(bytea *bytes, const char *type);

#endif /* CX_PURCHASE_PASS_H */
