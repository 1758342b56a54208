/*
 * customers.c
 *	  A hash of customers: its memory.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/customers.h"
#include "base/huge_pages.h"

#define FIRST_CAPACITY 4

/* Two thirds full at most: beyond, linear probing looks at many slots for one. */
static uint64
room_of(uint64 capacity)
{
	return capacity - capacity / 3;
}

/* Slots, all free. */
static uint64 *
allocate(const CxCustomers *table, uint64 capacity)
{
	Size bytes = capacity * table->words * sizeof(uint64);
	uint64 *slots = MemoryContextAllocHuge(table->context, bytes);

	cx_advise_huge_pages(slots, bytes);
	memset(slots, 0, bytes);
	return slots;
}

void
cx_customers_init(CxCustomers *table, MemoryContext context, int key_words, int words)
{
	table->context = context;
	table->capacity = FIRST_CAPACITY;
	table->count = 0;
	table->room = room_of(FIRST_CAPACITY);
	table->key_words = key_words;
	table->words = words;
	table->slots = allocate(table, FIRST_CAPACITY);
}

void
cx_customers_reserve(CxCustomers *table, uint64 customers)
{
	CxCustomers old = *table;
	uint64 most = CX_CUSTOMERS_MAX_BYTES / (table->words * sizeof(uint64));
	uint64 capacity = table->capacity;
	uint64 slot = 0;
	uint64 *entry;

	if (customers <= table->room)
		return;
	if (customers > room_of(most))
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("too many customers for one pass"),
				errdetail("With %d bytes each, there is room for " UINT64_FORMAT " of them.",
						  (int) (table->words * sizeof(uint64)), room_of(most)),
				errhint("Aggregate in two steps, first GROUP BY customer: that goes to disk where "
						"memory ends."));
	/* by half, not by double: what is reserved and unused stays below a half */
	while (room_of(capacity) < customers)
		capacity = Min(capacity < 64 ? capacity * 2 : capacity + capacity / 2, most);

	table->capacity = capacity;
	table->room = room_of(capacity);
	table->slots = allocate(table, capacity);
	while ((entry = cx_customers_next(&old, &slot)) != NULL)
	{
		uint64 hash = cx_customers_hash(entry, table->key_words);

		CHECK_FOR_INTERRUPTS();
		memcpy(cx_customers_probe(table, entry, hash, table->key_words, table->words), entry,
			   table->words * sizeof(uint64));
	}
	pfree(old.slots);
}

void
cx_customers_clear(CxCustomers *table)
{
	pfree(table->slots);
	cx_customers_init(table, table->context, table->key_words, table->words);
}

/*
 * Merging in the order of the hash fills the table from one end. Did it grow on the way, the part
 * behind would be crowded and the part ahead empty, and every probe would walk through the crowd:
 * so the room is counted out first.
 */
uint64
cx_customers_missing(const CxCustomers *table, const CxCustomers *other)
{
	uint64 missing = 0;
	uint64 slot = 0;
	const uint64 *entry;

	while ((entry = cx_customers_next(other, &slot)) != NULL)
	{
		uint64 hash = cx_customers_hash(entry, table->key_words);

		CHECK_FOR_INTERRUPTS();
		missing += cx_customers_probe(table, entry, hash, table->key_words,
									  table->words)[table->key_words] == 0;
	}
	return missing;
}
