/*
 * subscriptions_sort.c
 *	  Bringing the subscriptions of each customer together.
 *
 * A radix sort, from the lowest digit: customers need no order, only to be together, and numbers of
 * a million customers differ in two digits of eleven bits. The order is that of unsigned numbers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"

#include "revenue/subscriptions.h"

#define DIGIT_BITS             11
#define BUCKETS                (1 << DIGIT_BITS)
#define DIGIT(customer, shift) (((uint64) (customer) >> (shift)) & (BUCKETS - 1))

/* Fewer are not worth counting. */
#define FEW 1024

#define ST_SORT         sort_few
#define ST_ELEMENT_TYPE CxSubscription
#define ST_COMPARE(a, b)                                                                           \
	((uint64) (a)->customer < (uint64) (b)->customer                                               \
		 ? -1                                                                                      \
		 : (uint64) (a)->customer > (uint64) (b)->customer)
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

void
cx_subscriptions_sort(CxSubscriptions *state)
{
	MemoryContext context = GetMemoryChunkContext(state);
	uint32 *places;
	CxSubscription *from, *to;

	if (state->sorted)
		return;
	if (state->count < FEW)
	{
		sort_few(state->list, (size_t) state->count);
		state->sorted = true;
		return;
	}

	places = palloc(BUCKETS * sizeof(uint32));
	from = state->list;
	to = MemoryContextAllocHuge(context, state->capacity * sizeof(CxSubscription));
	for (int shift = 0; shift < 64; shift += DIGIT_BITS)
	{
		CxSubscription *swap = from;
		uint32 place = 0;

		if (DIGIT(state->differing, shift) == 0)
			continue;
		memset(places, 0, BUCKETS * sizeof(uint32));
		for (int64 i = 0; i < state->count; i++)
			places[DIGIT(from[i].customer, shift)]++;
		for (int i = 0; i < BUCKETS; i++)
		{
			uint32 count = places[i];

			places[i] = place;
			place += count;
		}
		for (int64 i = 0; i < state->count; i++)
			to[places[DIGIT(from[i].customer, shift)]++] = from[i];
		from = to;
		to = swap;
		/* both arrays are whole here; a pass over the largest state takes a second */
		CHECK_FOR_INTERRUPTS();
	}
	state->list = from;
	state->sorted = true;
	pfree(to);
	pfree(places);
}
