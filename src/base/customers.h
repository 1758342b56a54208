/*
 * customers.h
 *	  A hash of customers, for aggregates that follow every customer in one pass over raw rows.
 *
 * With a million customers the table is far larger than any cache, and a probe waits for memory
 * longer than all else takes together. So an aggregate asks for the slot of a row when it comes
 * (cx_customers_prefetch), keeps the row, and probes for it some rows later: the waits overlap with
 * each other and with the executor's work, which is worth a factor of three. Entries lie in the order
 * of their hash, so growing the table and merging two of them are sequential.
 *
 * An entry is a few words of 64 bits: the key, then what the aggregate keeps, whose first word is
 * never 0 in an entry that is in use.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_CUSTOMERS_H
#define CX_CUSTOMERS_H

#include "fmgr.h"
#include "utils/palloc.h"

#include "base/customer_key.h"

/* No table grows beyond this. A large one grows within its memory, without a second one beside it. */
#define CX_CUSTOMERS_MAX_BYTES ((Size) 1 << 30)

/* From this size on a table is too large for the nearer caches, and rows are worth keeping. */
#define CX_CUSTOMERS_LARGE_BYTES ((Size) 128 * 1024)

/*
 *		memory:	| header | slot 0 | slot 1 | free   | slot 3 | ...
 *		slot:	| key, 1 or 2 words | what is kept, its first word not 0 |
 *
 * The header, of 40 bytes, is for the message that the memory may become: see cx_customers_message().
 */
#define CX_CUSTOMERS_HEADER_WORDS 5

typedef struct CxCustomers
{
	MemoryContext context;
	uint64 *memory;
	uint64 *slots;
	uint64 seed;     /* of the hash */
	Size most_bytes; /* that the slots may take */
	uint64 capacity; /* slots, used or not */
	uint64 count;    /* customers */
	uint64 room;     /* customers for which the capacity is enough */
	int key_words;   /* 1: an integer, 2: 128 bits */
	int words;       /* of an entry, with its key */
} CxCustomers;

static inline Size
cx_customers_bytes(const CxCustomers *table)
{
	return table->capacity * table->words * sizeof(uint64);
}

/* The seed is that of this transaction; who merges a state with another may set it before any entry. */
extern void cx_customers_init(CxCustomers *table, MemoryContext context, int key_words, int words);

extern void cx_customers_free(CxCustomers *table);

/* Takes all customers out; what there is room for stays. */
extern void cx_customers_clear(CxCustomers *table);

/* Makes room for so many customers at once. Too many for the largest table: error 54000. */
extern void cx_customers_reserve(CxCustomers *table, uint64 customers);

/* The same without room for half as many more: for those of whom no more are expected. */
extern void cx_customers_reserve_tightly(CxCustomers *table, uint64 customers);

/* Gives each entry more words, which are 0, behind those it has. Error as above. */
extern void cx_customers_widen(CxCustomers *table, int words);

/* As many customers of other as table does not have. The entries must have the same keys. */
extern uint64 cx_customers_missing(const CxCustomers *table, const CxCustomers *other);

/*
 * All entries as a bytea: the header, whose first 4 bytes are the length and whose others are the
 * caller's to fill, then the words of each entry in network order, by hash. In place the memory of the
 * table becomes the message, and the table must not be used any more but freed.
 */
extern bytea *cx_customers_message(CxCustomers *table, bool in_place);

/* For a loop over all entries: the next one after *slot, or NULL. Begin with *slot = 0. */
static inline uint64 *
cx_customers_next(const CxCustomers *table, uint64 *slot)
{
	while (*slot < table->capacity)
	{
		uint64 *entry = table->slots + (*slot)++ * table->words;

		if (entry[table->key_words] != 0)
			return entry;
	}
	return NULL;
}

/* The finisher of splitmix64 (Steele, Lea and Flood 2014), once for each word. */
static inline uint64
cx_customers_mix(uint64 x)
{
	x = (x ^ (x >> 30)) * UINT64CONST(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64CONST(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/*
 * Keys that collide are easily made for a hash that is known: of a state of unknown seed nobody knows
 * which do.
 */
static pg_attribute_always_inline uint64
cx_customers_hash(const CxCustomers *table, const uint64 *key, int key_words)
{
	uint64 hash = cx_customers_mix(key[0] + table->seed);

	return key_words == 1 ? hash : cx_customers_mix(hash ^ key[1]);
}

/* The slot where the search for a hash begins: in proportion, so that slots are sorted by hash. */
static inline uint64
cx_customers_slot(const CxCustomers *table, uint64 hash)
{
	return ((hash >> 32) * table->capacity) >> 32;
}

static pg_attribute_always_inline void
cx_customers_prefetch(const CxCustomers *table, uint64 hash, int words)
{
#if defined(__GNUC__) || defined(__clang__)
	const uint64 *entry = table->slots + cx_customers_slot(table, hash) * words;

	/* the search may go on into the next line of the cache */
	__builtin_prefetch(entry, 1);
	__builtin_prefetch(entry + 6, 1);
#endif
}

/* The entry of a key, or the free one where it belongs. */
static pg_attribute_always_inline uint64 *
cx_customers_probe(const CxCustomers *table, const uint64 *key, uint64 hash, int key_words,
				   int words)
{
	uint64 slot = cx_customers_slot(table, hash);

	for (;;)
	{
		uint64 *entry = table->slots + slot * words;

		if (entry[key_words] == 0 || (entry[0] == key[0] && (key_words == 1 || entry[1] == key[1])))
			return entry;
		if (unlikely(++slot == table->capacity))
			slot = 0;
	}
}

static inline bool
cx_customers_has(const CxCustomers *table, const uint64 *key)
{
	return cx_customers_probe(table, key, cx_customers_hash(table, key, table->key_words),
							  table->key_words, table->words)[table->key_words] != 0;
}

/*
 * What is kept for a customer. For one who is new, the first word is 0 and the caller must set it.
 * key_words and words are those of the table: constants where the caller knows them.
 */
static pg_attribute_always_inline uint64 *
cx_customers_find(CxCustomers *table, const uint64 *key, uint64 hash, int key_words, int words)
{
	uint64 *entry = cx_customers_probe(table, key, hash, key_words, words);

	if (unlikely(entry[key_words] == 0))
	{
		if (unlikely(table->count >= table->room))
		{
			cx_customers_reserve(table, table->count + 1);
			entry = cx_customers_probe(table, key, hash, key_words, words);
		}
		table->count++;
		entry[0] = key[0];
		if (key_words > 1)
			entry[1] = key[1];
	}
	return entry + key_words;
}

#endif /* CX_CUSTOMERS_H */
