/*
 * period_bitmaps.h
 *	  Which customers were active in which periods, for customers whose numbers lie close together.
 *
 * Most tables number their customers from 1 on. Then a bit has its place by the number itself: no key
 * is kept and no hash computed. There is a bitmap of customers for each period that anybody was
 * active in, not a mask of periods for each customer: rows mostly come in the order of time, and the
 * bitmap of one period fits a cache that all of them together do not. Numbers that lie too far apart
 * for this are for customers.h.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PERIOD_BITMAPS_H
#define CX_PERIOD_BITMAPS_H

#include "lib/stringinfo.h"
#include "utils/palloc.h"

/*
 *		bitmaps:	2024-01   2024-02   2024-03  ...	a place for each period, from base on
 *						|		  |		  NULL			NULL: nobody was active then
 *					  word 0	word 0
 *					  word 1	word 1					groups words: word g is of the group first + g
 *						...		  ...
 *
 * Numbers are bigints; 64 neighbours are a group: customers 64 to 127 are the bits 0 to 63 of one word.
 */
typedef struct CxPeriodBitmaps
{
	MemoryContext context;
	Size most_bytes;    /* that all bitmaps may take */
	uint64 first;       /* group of the first word of a bitmap */
	uint64 groups;      /* words of a bitmap */
	uint64 customers;   /* there are at least so many */
	int64 first_period; /* with a bitmap */
	int64 last_period;
	int64 count;      /* bitmaps */
	int64 base;       /* period of the first place for a bitmap */
	int64 places;     /* for bitmaps */
	uint64 **bitmaps; /* NULL: nobody was active then */
	uint64 *word;     /* where the last bit is not set yet */
	uint64 bit;
	uint64 nowhere; /* what word points to when no bit waits */
} CxPeriodBitmaps;

/* The customers one after the other, by number. */
typedef struct CxPeriodBitmapsScan
{
	const CxPeriodBitmaps *dense;
	const uint64 **bitmaps; /* those that there are */
	int *bits;              /* of their periods in a mask */
	uint64 group;           /* that comes next */
	uint64 left;            /* customers of the group before it */
	int words;              /* of a mask; bit 0 is the period first_period */
	uint64 number;          /* of this customer */
	uint64 *masks;          /* of the 64 customers of a group */
} CxPeriodBitmapsScan;

/*
 * For so many customers with numbers from low to high, in so many different periods; NULL when the
 * numbers lie too far apart: when a hash would take less memory.
 */
extern CxPeriodBitmaps *cx_bitmaps_make(MemoryContext context, Size most_bytes, int64 low,
										int64 high, uint64 customers, int64 first_period,
										int64 last_period, int64 periods);

/* Without customers or room for them. */
extern CxPeriodBitmaps *cx_bitmaps_make_empty(MemoryContext context, Size most_bytes);

extern void cx_bitmaps_free(CxPeriodBitmaps *dense);

/*
 * Makes a place for what has none; NULL when that is too far from the rest. The periods reach to it
 * then all the same.
 */
extern uint64 *cx_bitmaps_reach(CxPeriodBitmaps *dense, uint64 number, int64 period);

/* Adds the customers of from; false, and nothing is done, when they are too far from those of into. */
extern bool cx_bitmaps_merge(CxPeriodBitmaps *into, CxPeriodBitmaps *from);

extern uint64 cx_bitmaps_count(CxPeriodBitmaps *dense);

extern void cx_bitmaps_scan(CxPeriodBitmapsScan *scan, CxPeriodBitmaps *dense);

/* The next customer's mask, or NULL. */
extern const uint64 *cx_bitmaps_next(CxPeriodBitmapsScan *scan);

extern void cx_bitmaps_scan_end(CxPeriodBitmapsScan *scan);

static inline Size
cx_bitmaps_bytes(const CxPeriodBitmaps *dense)
{
	return (Size) dense->count * dense->groups * sizeof(uint64);
}

/*
 * Group of the first word, words, bitmaps; then each with its period. In place each bitmap is freed when
 * it is sent, and all that may be done with the rest is to free it. What is not that, or spans more
 * periods than that: error 22P03 or 08P01.
 */
extern void cx_bitmaps_send(StringInfo message, CxPeriodBitmaps *dense, bool in_place);
extern CxPeriodBitmaps *cx_bitmaps_receive(StringInfo message, const char *type, int64 max_periods);

/* Of the largest bigint. */
#define CX_BITMAPS_LAST_GROUP (UINT64CONST(0xffffffffffffffff) / 64)

/* In the order of signed numbers. */
static inline uint64
cx_bitmaps_group(uint64 number)
{
	return (number ^ (UINT64CONST(1) << 63)) / 64;
}

/* The word with the customer's bit; NULL: there is no such place. */
static pg_attribute_always_inline uint64 *
cx_bitmaps_word(const CxPeriodBitmaps *dense, uint64 number, int64 period)
{
	uint64 place = (uint64) (period - dense->base);
	uint64 group = cx_bitmaps_group(number) - dense->first;
	uint64 *bitmap;

	if (unlikely(place >= (uint64) dense->places || group >= dense->groups))
		return NULL;
	bitmap = dense->bitmaps[place];
	return likely(bitmap != NULL) ? bitmap + group : NULL;
}

/* Sets the bit that waits. Whatever reads the bitmaps does this first. */
static pg_attribute_always_inline void
cx_bitmaps_flush(CxPeriodBitmaps *dense)
{
	*dense->word |= dense->bit;
	dense->word = &dense->nowhere;
}

/*
 * Sets the bit of a customer in that word, when the next one is set: until then the word has the
 * time to come from memory. One row of delay is enough, and costs less than a longer queue.
 */
static pg_attribute_always_inline void
cx_bitmaps_set(CxPeriodBitmaps *dense, uint64 *word, uint64 number)
{
	*dense->word |= dense->bit;
	dense->word = word;
	dense->bit = UINT64CONST(1) << (number % 64);
#if defined(__GNUC__) || defined(__clang__)
	__builtin_prefetch(word, 1);
#endif
}

#endif /* CX_PERIOD_BITMAPS_H */
