/*
 * names.c
 *	  Telling names apart, of statuses or steps, while a state is made.
 *
 * A ticket has a handful of statuses, a site some dozens of pages, and each is looked for among those
 * that are there. Nothing keeps anybody from a million of them, so from a few on there is a hash.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/hashfn.h"

#include "base/interrupts.h"
#include "base/names.h"

#define FEW 8

static inline bool
same_name(CxName a, CxName b)
{
	return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

/* Where a name is, or would be. */
static uint32 *
slot_of(const CxNames *names, CxName name)
{
	uint32 at = hash_bytes((const unsigned char *) name.bytes, (int) name.length) & names->mask;

	while (names->slots[at] != 0 && !same_name(names->names[names->slots[at] - 1], name))
		at = (at + 1) & names->mask;
	return &names->slots[at];
}

/* At most half of the slots are ever in use. */
static void
make_slots(CxNames *names)
{
	uint32 count = names->room * 2;

	if (names->slots != NULL)
		pfree(names->slots);
	names->slots = palloc0(count * sizeof(uint32));
	names->mask = count - 1;
	for (uint32 i = 0; i < names->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		*slot_of(names, names->names[i]) = i + 1;
	}
}

uint32
cx_names_add(CxNames *names, CxName name)
{
	uint32 *slot = NULL;

	if (names->slots == NULL)
	{
		for (uint32 i = 0; i < names->count; i++)
			if (same_name(names->names[i], name))
				return i;
	}
	else
	{
		slot = slot_of(names, name);
		if (*slot != 0)
			return *slot - 1;
	}
	if (names->count == names->room)
	{
		names->room = names->room == 0 ? FEW : names->room * 2;
		if (names->names == NULL)
			names->names = palloc(names->room * sizeof(CxName));
		else
			names->names = repalloc(names->names, names->room * sizeof(CxName));
		if (names->room > FEW)
		{
			make_slots(names);
			slot = slot_of(names, name);
		}
	}
	names->names[names->count++] = name;
	if (slot != NULL)
		*slot = names->count;
	return names->count - 1;
}

uint32
cx_names_find(const CxNames *names, CxName name)
{
	uint32 number = 0;

	if (names->slots != NULL)
	{
		uint32 slot = *slot_of(names, name);

		return slot == 0 ? names->count : slot - 1;
	}
	while (number < names->count && !same_name(names->names[number], name))
		number++;
	return number;
}

static int
compare_numbers(const void *a, const void *b, void *names)
{
	return cx_compare_names(((const CxName *) names)[*(const uint32 *) a],
							((const CxName *) names)[*(const uint32 *) b]);
}

uint32 *
cx_names_sort(CxNames *names)
{
	uint32 *order;
	uint32 *rank;
	CxName *sorted;
	uint32 i;

	for (i = 1; i < names->count; i++)
		if (cx_compare_names(names->names[i - 1], names->names[i]) > 0)
			break;
	if (i >= names->count)
		return NULL;
	order = palloc(names->count * sizeof(uint32));
	rank = palloc(names->count * sizeof(uint32));
	sorted = palloc(names->count * sizeof(CxName));
	for (i = 0; i < names->count; i++)
		order[i] = i;
	qsort_interruptible(order, names->count, sizeof(uint32), compare_numbers, names->names);
	for (i = 0; i < names->count; i++)
	{
		sorted[i] = names->names[order[i]];
		rank[order[i]] = i;
	}
	pfree(order);
	pfree(names->names);
	names->names = sorted;
	names->room = names->count;
	return rank;
}

void
cx_names_free(CxNames *names)
{
	if (names->names != NULL)
		pfree(names->names);
	if (names->slots != NULL)
		pfree(names->slots);
	*names = (CxNames){NULL};
}
