/*
 * subscriptions_sort.c
 *	  Bringing the subscriptions of each customer together.
 *
 * A radix sort, from the lowest digit, of the 33 highest bits in which customers differ: numbers of a
 * million customers differ in two digits of eleven bits, hashes and uuids in all. Where more customers
 * than one are alike in these bits, which is rare but can be arranged, they are sorted by comparison.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "port/pg_bitutils.h"

#include "base/interrupts.h"
#include "revenue/subscriptions.h"

#define DIGIT_BITS 11
#define DIGITS     3
#define BUCKETS    (1 << DIGIT_BITS)

/* Fewer are not worth counting. */
#define FEW 1024

typedef struct ByNumber
{
	int64 rest[2];
	uint64 customer[1];
} ByNumber;

typedef struct ByBits
{
	int64 rest[2];
	uint64 customer[2];
} ByBits;

#define ST_SORT          sort_by_number
#define ST_ELEMENT_TYPE  ByNumber
#define ST_COMPARE(a, b) cx_customer_order((a)->customer, (b)->customer, 1)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT          sort_by_bits
#define ST_ELEMENT_TYPE  ByBits
#define ST_COMPARE(a, b) cx_customer_order((a)->customer, (b)->customer, 2)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

static void
compare(CxSubscriptions *state, int64 begin, int64 end)
{
	char *list = state->list + begin * state->size;

	if (state->words == 1)
		sort_by_number((ByNumber *) list, (size_t) (end - begin));
	else
		sort_by_bits((ByBits *) list, (size_t) (end - begin));
}

/* One pass over the digit of a word that begins at a bit. */
static pg_attribute_always_inline void
distribute(const CxSubscriptions *state, char *to, uint32 *places, int words, int word, int shift)
{
	const Size size = CX_SUBSCRIPTION_SIZE(words);
	uint32 place = 0;

#define DIGIT(i)                                                                                   \
	(((CxSubscription *) (state->list + (i) *size))->customer[word] >> shift & (BUCKETS - 1))

	memset(places, 0, BUCKETS * sizeof(uint32));
	for (int64 i = 0; i < state->count; i++)
		places[DIGIT(i)]++;
	for (int i = 0; i < BUCKETS; i++)
	{
		uint32 count = places[i];

		places[i] = place;
		place += count;
	}
	for (int64 i = 0; i < state->count; i++)
		memcpy(to + places[DIGIT(i)]++ * size, state->list + i * size, size);
}

/* Sorts runs of customers that are alike from a bit of a word on. */
static void
sort_runs(CxSubscriptions *state, int word, int low)
{
	bool ascends = true;
	int64 begin = 0;

	for (int64 i = 1; i <= state->count; i++)
	{
		const CxSubscription *last = cx_subscription_at(state, i - 1);

		CX_CHECK_INTERRUPTS(i);
		if (i < state->count)
		{
			const CxSubscription *next = cx_subscription_at(state, i);

			if (last->customer[word] >> low == next->customer[word] >> low)
			{
				ascends =
					ascends && cx_customer_order(last->customer, next->customer, state->words) <= 0;
				continue;
			}
		}
		if (!ascends)
			compare(state, begin, i);
		ascends = true;
		begin = i;
	}
}

void
cx_subscriptions_sort(CxSubscriptions *state)
{
	int word = state->differing[0] != 0 ? 0 : state->words - 1;
	uint64 differing = state->differing[word];
	uint32 *places;
	char *other;
	int low;

	if (state->sorted)
		return;
	if (state->count < FEW)
	{
		compare(state, 0, state->count);
		state->sorted = true;
		return;
	}

	low = Max(pg_leftmost_one_pos64(differing) + 1 - DIGITS * DIGIT_BITS, 0);
	places = palloc(BUCKETS * sizeof(uint32));
	other = MemoryContextAllocHuge(GetMemoryChunkContext(state), state->capacity * state->size);
	for (int shift = low; shift < Min(low + DIGITS * DIGIT_BITS, 64); shift += DIGIT_BITS)
	{
		char *swap = state->list;

		if ((differing >> shift & (BUCKETS - 1)) == 0)
			continue;
		if (state->words == 1)
			distribute(state, other, places, 1, 0, shift);
		else
			distribute(state, other, places, 2, word, shift);
		state->list = other;
		other = swap;
		/* a pass over the largest state takes a second */
		CHECK_FOR_INTERRUPTS();
	}
	pfree(other);
	pfree(places);
	if (low > 0 || word < state->words - 1)
		sort_runs(state, word, low);
	state->sorted = true;
}
