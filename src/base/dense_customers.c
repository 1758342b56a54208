/*
 * dense_customers.c
 *	  A word for each customer, for numbers that lie close together: its memory.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/dense_customers.h"
#include "base/huge_pages.h"

/*
 * A table is begun when its numbers span twice as many as there are, and kept up to three times, with
 * room for more up to four: 32 bytes a customer at most, what a hash takes. The steps between are
 * what keeps it from being begun and given up, or widened, again and again.
 */
#define SPAN_BEGUN 2
#define SPAN_KEPT  3
#define SPAN_ROOM  4

/* Words, all 0. */
static uint64 *
allocate(MemoryContext context, uint64 size)
{
	uint64 *words = MemoryContextAllocHuge(context, size * sizeof(uint64));

	cx_advise_huge_pages(words, size * sizeof(uint64));
	memset(words, 0, size * sizeof(uint64));
	return words;
}

/* The place of low to high with room for more, most of it where the numbers go. */
static void
set_range(CxDenseCustomers *dense, int64 low, int64 high, bool upwards, uint64 customers)
{
	uint64 span = (uint64) high - (uint64) low + 1;
	uint64 size =
		Min(Min(span + span / 2, customers * SPAN_ROOM), CX_CUSTOMERS_MAX_BYTES / sizeof(uint64));
	uint64 room = size - span;
	uint64 below = upwards ? room / 4 : room - room / 4;

	/* beyond the first and the last bigint it goes round, which does no harm */
	dense->first = (uint64) low - below;
	dense->size = size;
}

static uint64
count(const CxDenseCustomers *dense)
{
	uint64 customers = 0;

	for (uint64 i = 0; i < dense->size; i++)
		customers += dense->words[i] != 0;
	return customers;
}

bool
cx_dense_take(CxDenseCustomers *dense, CxCustomers *table)
{
	int64 low = PG_INT64_MAX;
	int64 high = PG_INT64_MIN;
	uint64 slot = 0;
	const uint64 *entry;

	Assert(table->key_words == 1 && table->words == 2);
	while ((entry = cx_customers_next(table, &slot)) != NULL)
	{
		low = Min(low, (int64) entry[0]);
		high = Max(high, (int64) entry[0]);
	}
	if (low > high || (uint64) high - (uint64) low >= table->count * SPAN_BEGUN ||
		table->count * SPAN_BEGUN > CX_CUSTOMERS_MAX_BYTES / sizeof(uint64))
		return false;

	dense->context = table->context;
	set_range(dense, low, high, true, table->count);
	dense->words = allocate(dense->context, dense->size);
	slot = 0;
	while ((entry = cx_customers_next(table, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		dense->words[entry[0] - dense->first] = entry[1];
	}
	cx_customers_clear(table);
	return true;
}

bool
cx_dense_reach(CxDenseCustomers *dense, uint64 number)
{
	CxDenseCustomers old = *dense;
	uint64 first = 0;
	uint64 end = dense->size;
	uint64 customers = count(dense) + 1;
	int64 low, high;

	while (dense->words[first] == 0)
		first++;
	while (dense->words[end - 1] == 0)
		end--;
	low = Min((int64) (dense->first + first), (int64) number);
	high = Max((int64) (dense->first + end - 1), (int64) number);
	if ((uint64) high - (uint64) low >= customers * SPAN_KEPT ||
		customers * SPAN_ROOM > CX_CUSTOMERS_MAX_BYTES / sizeof(uint64))
		return false;

	set_range(dense, low, high, (int64) number == high, customers);
	dense->words = allocate(dense->context, dense->size);
	memcpy(dense->words + (old.first + first - dense->first), old.words + first,
		   (end - first) * sizeof(uint64));
	pfree(old.words);
	return true;
}

void
cx_dense_give(CxDenseCustomers *dense, CxCustomers *table)
{
	cx_customers_reserve(table, count(dense));
	for (uint64 i = 0; i < dense->size; i++)
	{
		uint64 number = dense->first + i;

		CHECK_FOR_INTERRUPTS();
		if (dense->words[i] != 0)
			*cx_customers_find(table, &number, cx_customers_hash(&number, 1), 1, 2) =
				dense->words[i];
	}
	pfree(dense->words);
	dense->words = NULL;
	dense->size = 0;
}
