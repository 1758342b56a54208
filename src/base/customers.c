/*
 * customers.c
 *	  A hash of customers: its memory.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"

#include "base/customers.h"
#include "base/huge_pages.h"
#include "base/interrupts.h"

#define FIRST_CAPACITY 4

/*
 * From this size on a table grows within its memory. Below, entries are written to a new table, which
 * is a little faster.
 */
#define IN_PLACE_BYTES ((Size) 64 * 1024 * 1024)

/* Two thirds full at most: beyond, linear probing looks at many slots for one. */
static uint64
room_of(uint64 capacity)
{
	return capacity - capacity / 3;
}

static Size
bytes_of(uint64 capacity, int words)
{
	return (CX_CUSTOMERS_HEADER_WORDS + capacity * words) * sizeof(uint64);
}

/* Slots, all free. */
static void
allocate(CxCustomers *table, uint64 capacity)
{
	Size bytes = bytes_of(capacity, table->words);

	table->memory = MemoryContextAllocHuge(table->context, bytes);
	cx_advise_huge_pages(table->memory, bytes);
	memset(table->memory, 0, bytes);
	table->slots = table->memory + CX_CUSTOMERS_HEADER_WORDS;
	table->capacity = capacity;
	table->room = room_of(capacity);
}

/* Memory for so many bytes; what is there stays, and what is behind it is not cleared. */
static void
reallocate(CxCustomers *table, Size bytes)
{
	table->memory = repalloc_huge(table->memory, bytes);
	cx_advise_huge_pages(table->memory, bytes);
	table->slots = table->memory + CX_CUSTOMERS_HEADER_WORDS;
}

void
cx_customers_init(CxCustomers *table, MemoryContext context, int key_words, int words)
{
	table->context = context;
	table->count = 0;
	table->seed = cx_customer_seed();
	table->most_bytes = CX_CUSTOMERS_MAX_BYTES;
	table->key_words = key_words;
	table->words = words;
	allocate(table, FIRST_CAPACITY);
}

void
cx_customers_free(CxCustomers *table)
{
	pfree(table->memory);
	table->memory = table->slots = NULL;
	table->capacity = table->count = table->room = 0;
}

void
cx_customers_clear(CxCustomers *table)
{
	memset(table->slots, 0, cx_customers_bytes(table));
	table->count = 0;
}

/* Slots that there may be, of so many words; too few for the customers: error 54000. */
static uint64
most_slots(const CxCustomers *table, uint64 customers, int words)
{
	uint64 most = table->most_bytes / (words * sizeof(uint64));

	if (customers > room_of(most))
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("too many customers for one pass"),
				errdetail("With %d bytes each, there is room for " UINT64_FORMAT " of them.",
						  (int) (words * sizeof(uint64)), room_of(most)),
				errhint("Aggregate in two steps, first GROUP BY customer: that goes to disk where "
						"memory ends."));
	return most;
}

/* Entries that are in no slot for a moment. */
typedef struct Entries
{
	uint64 *words;
	uint64 count;
	uint64 room;
} Entries;

static void
append(const CxCustomers *table, Entries *entries, const uint64 *entry)
{
	Size bytes = table->words * sizeof(uint64);

	if (entries->count == entries->room)
	{
		entries->room = entries->room == 0 ? 64 : entries->room * 2;
		entries->words = entries->words == NULL
							 ? MemoryContextAllocHuge(CurrentMemoryContext, entries->room * bytes)
							 : repalloc_huge(entries->words, entries->room * bytes);
	}
	memcpy(entries->words + entries->count++ * table->words, entry, bytes);
}

static inline uint64 *
entry_at(const CxCustomers *table, uint64 slot)
{
	return table->slots + slot * table->words;
}

static inline bool
is_used(const CxCustomers *table, uint64 slot)
{
	return entry_at(table, slot)[table->key_words] != 0;
}

/* Takes the entries of the slots first to end - 1 out of the table. */
static void
take(CxCustomers *table, uint64 first, uint64 end, Entries *entries)
{
	for (uint64 slot = first; slot < end; slot++)
		append(table, entries, entry_at(table, slot));
	memset(entry_at(table, first), 0, (end - first) * table->words * sizeof(uint64));
}

/* Puts a run of entries into the table, those that would go round its end into rest. */
static void
put(CxCustomers *table, Entries *run, Entries *rest)
{
	for (uint64 i = 0; i < run->count; i++)
	{
		const uint64 *entry = run->words + i * table->words;
		uint64 slot = cx_customers_slot(table, cx_customers_hash(table, entry, table->key_words));

		while (slot < table->capacity && is_used(table, slot))
			slot++;
		if (slot < table->capacity)
			memcpy(entry_at(table, slot), entry, table->words * sizeof(uint64));
		else
			append(table, rest, entry);
	}
	run->count = 0;
}

/*
 * Moves all entries to where they belong among another number of slots, in the same memory. Runs of
 * used slots are moved one by one, from the end that gives way: among more slots an entry belongs where
 * it is or behind, so from the last run on, and none meets one that is still to be moved. Among fewer
 * slots it is the other way round: a run that ends at a slot has no more entries than slots before it.
 * What goes round the end waits for all others.
 */
static void
rearrange(CxCustomers *table, uint64 capacity)
{
	uint64 old = table->capacity;
	bool more = capacity > old;
	Entries run = {NULL, 0, 0};
	Entries rest = {NULL, 0, 0};
	uint64 first = 0;
	uint64 end = more ? old : 0;

	if (is_used(table, 0) && is_used(table, old - 1))
	{
		uint64 slot = 0;

		while (slot < old && is_used(table, slot))
			slot++;
		take(table, 0, slot, &rest);
	}
	table->capacity = capacity;
	table->room = room_of(capacity);
	for (uint64 runs = 0;; runs++)
	{
		CX_CHECK_INTERRUPTS(runs);
		if (more)
		{
			while (end > 0 && !is_used(table, end - 1))
				end--;
			for (first = end; first > 0 && is_used(table, first - 1);)
				first--;
		}
		else
		{
			for (first = end; first < old && !is_used(table, first);)
				first++;
			for (end = first; end < old && is_used(table, end);)
				end++;
		}
		if (first == end)
			break;
		take(table, first, end, &run);
		put(table, &run, &rest);
		if (more)
			end = first;
	}
	for (uint64 i = 0; i < rest.count; i++)
	{
		const uint64 *entry = rest.words + i * table->words;

		memcpy(cx_customers_probe(table, entry, cx_customers_hash(table, entry, table->key_words),
								  table->key_words, table->words),
			   entry, table->words * sizeof(uint64));
	}
	if (run.words != NULL)
		pfree(run.words);
	if (rest.words != NULL)
		pfree(rest.words);
}

/* Writes all entries to another memory, which is the larger one. */
static void
copy_to(CxCustomers *table, uint64 capacity)
{
	CxCustomers old = *table;
	uint64 slot = 0;
	uint64 *entry;

	allocate(table, capacity);
	while ((entry = cx_customers_next(&old, &slot)) != NULL)
	{
		uint64 hash = cx_customers_hash(table, entry, table->key_words);

		CHECK_FOR_INTERRUPTS();
		memcpy(cx_customers_probe(table, entry, hash, table->key_words, table->words), entry,
			   table->words * sizeof(uint64));
	}
	pfree(old.memory);
}

static void
set_capacity(CxCustomers *table, uint64 capacity)
{
	if (bytes_of(capacity, table->words) < IN_PLACE_BYTES)
		copy_to(table, capacity);
	else
	{
		Size used = bytes_of(table->capacity, table->words);
		Size bytes = bytes_of(capacity, table->words);

		reallocate(table, bytes);
		memset((char *) table->memory + used, 0, bytes - used);
		rearrange(table, capacity);
	}
}

void
cx_customers_reserve(CxCustomers *table, uint64 customers)
{
	uint64 capacity = table->capacity;
	uint64 most;

	if (customers <= table->room)
		return;
	most = most_slots(table, customers, table->words);
	/* by half, not by double: what is reserved and unused stays below a half */
	while (room_of(capacity) < customers)
		capacity = Min(capacity < 64 ? capacity * 2 : capacity + capacity / 2, most);
	set_capacity(table, capacity);
}

void
cx_customers_reserve_tightly(CxCustomers *table, uint64 customers)
{
	uint64 most = most_slots(table, customers, table->words);

	/* an eighth more, or many small parts would move all customers each time */
	if (customers > table->room)
		set_capacity(table, Min(most, (customers + customers / 8) / 2 * 3 + 4));
}

void
cx_customers_widen(CxCustomers *table, int words)
{
	int old = table->words;
	uint64 most = most_slots(table, table->count, words);

	if (table->capacity > most)
		rearrange(table, most);
	reallocate(table, bytes_of(table->capacity, words));
	table->words = words;
	/* from the last one on, each to where no entry is that is still to be moved */
	for (uint64 slot = table->capacity; slot-- > 0;)
	{
		uint64 *from = table->slots + slot * old;
		uint64 *to = entry_at(table, slot);

		CX_CHECK_INTERRUPTS(slot);
		memmove(to, from, old * sizeof(uint64));
		memset(to + old, 0, (words - old) * sizeof(uint64));
	}
}

/*
 * Merging in the order of the hash fills the table from one end. If it grew on the way, the part behind
 * would be crowded and the part ahead empty, and every probe would walk through the crowd: so the room
 * is counted out first.
 */
uint64
cx_customers_missing(const CxCustomers *table, const CxCustomers *other)
{
	uint64 missing = 0;
	uint64 slot = 0;
	const uint64 *entry;

	while ((entry = cx_customers_next(other, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		missing += !cx_customers_has(table, entry);
	}
	return missing;
}

bytea *
cx_customers_message(CxCustomers *table, bool in_place)
{
	Size bytes = bytes_of(table->count, table->words);
	uint64 *message = in_place ? table->memory : palloc(bytes);
	uint64 *to = message + CX_CUSTOMERS_HEADER_WORDS;
	uint64 slot = 0;
	uint64 *entry;

	/* in place an entry never goes behind the slot that it was in */
	while ((entry = cx_customers_next(table, &slot)) != NULL)
	{
		CX_CHECK_INTERRUPTS(slot);
		for (int w = 0; w < table->words; w++)
			*to++ = pg_hton64(entry[w]);
	}
	if (in_place)
	{
		message = repalloc_huge(message, bytes);
		table->memory = message;
		table->slots = NULL;
		table->capacity = table->room = 0;
	}
	memset(message, 0, CX_CUSTOMERS_HEADER_WORDS * sizeof(uint64));
	SET_VARSIZE(message, bytes);
	return (bytea *) message;
}
