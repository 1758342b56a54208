/*
 * purchase_pass_sort.c
 *	  Purchases of all customers: putting a pile in order, and reading the customers.
 *
 *		entries of the pile		| 7 a | 9 b | 7 c | 3 d |	key and day, as they came
 *		number of each customer	|  0  |  1  |  0  |  2  |	found in a hash, which a near cache holds
 *		days of each			| a   c | b | d |			counted into their places
 *
 * Where all entries are short and numbers lie close together no hash is needed: what an entry has of the
 * customer's number is the number here. Of one customer days stay as they came, which mostly is their order.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "base/interrupts.h"
#include "base/purchase_pass.h"

/* ----- memory ----- */

/* Room for so many elements; what the array held is lost when it grows. */
static void *
grow(CxSortedPile *sorted, const CxPurchasePass *state, void *array, uint64 *room, uint64 needed,
	 Size element)
{
	uint64 more = needed + needed / 8;

	if (needed <= *room)
		return array;
	cx_purchase_pass_check(state, sorted->bytes + cx_customers_bytes(&sorted->table) +
									  (more - *room) * element);
	sorted->bytes += (more - *room) * element;
	*room = more;
	if (array != NULL)
		pfree(array);
	return MemoryContextAllocHuge(sorted->table.context, more * element);
}

static void
grow_customers(CxSortedPile *sorted, const CxPurchasePass *state, uint64 room)
{
	Size key = state->key_words * sizeof(uint64);
	Size more = (room - sorted->key_room) * (key + 2 * sizeof(uint32));

	cx_purchase_pass_check(state,
						   sorted->bytes + cx_customers_bytes(&sorted->table) * 5 / 2 + more);
	sorted->bytes += more;
	sorted->keys = repalloc_huge(sorted->keys, room * key);
	for (int wide = 0; wide <= 1; wide++)
		sorted->ends[wide] = repalloc_huge(sorted->ends[wide], room * sizeof(uint32));
	sorted->key_room = room;
}

static void
begin_sorting(CxSortedPile *sorted, const CxPurchasePass *state)
{
	*sorted = (CxSortedPile){.key_room = 16};
	cx_customers_init(&sorted->table, CurrentMemoryContext, state->key_words, state->key_words + 1);
	sorted->keys = palloc(sorted->key_room * state->key_words * sizeof(uint64));
	for (int wide = 0; wide <= 1; wide++)
		sorted->ends[wide] = palloc(sorted->key_room * sizeof(uint32));
}

static void
end_sorting(CxSortedPile *sorted)
{
	void *arrays[] = {sorted->keys,    sorted->ordinals, sorted->ends[0], sorted->ends[1],
					  sorted->days[0], sorted->days[1],  sorted->mixed};

	for (Size i = 0; i < lengthof(arrays); i++)
		if (arrays[i] != NULL)
			pfree(arrays[i]);
	cx_customers_free(&sorted->table);
}

/* ----- one pile ----- */

/* Which days a form has: narrow ones or wide ones. */
#define IS_WIDE(form) ((form) == CX_FORM_WIDE)

/* Whether it is worth an array to count all customers up to the highest short one. */
static bool
are_numbered(const CxPurchasePass *state, const uint64 *entries)
{
	return entries[CX_FORM_NARROW] == 0 && entries[CX_FORM_WIDE] == 0 &&
		   state->numbered < Max(entries[CX_FORM_SHORT], 1024);
}

static void
set_customers(CxSortedPile *sorted, const CxPurchasePass *state, uint64 customers)
{
	if (customers > sorted->key_room)
		grow_customers(sorted, state, customers + customers / 8);
	sorted->customers = customers;
	for (int wide = 0; wide <= 1; wide++)
		memset(sorted->ends[wide], 0, customers * sizeof(uint32));
}

static pg_attribute_always_inline uint32
number_of(CxSortedPile *sorted, const CxPurchasePass *state, const uint64 *key, int key_words)
{
	uint64 *number =
		cx_customers_find(&sorted->table, key, cx_customers_hash(&sorted->table, key, key_words),
						  key_words, key_words + 1);

	if (unlikely(*number == 0))
	{
		if (unlikely(sorted->customers == sorted->key_room))
			grow_customers(sorted, state, sorted->key_room * 2);
		memcpy(sorted->keys + sorted->customers * key_words, key, key_words * sizeof(uint64));
		sorted->ends[0][sorted->customers] = sorted->ends[1][sorted->customers] = 0;
		*number = ++sorted->customers;
	}
	return (uint32) (*number - 1);
}

/*
 * Counts the days of each customer in ends, and keeps the customer of each entry; of numbered ones the
 * entry says that.
 */
static pg_attribute_always_inline void
count_days(CxSortedPile *sorted, const CxPurchasePass *state, CxPurchaseForm form, uint32 *ordinal,
		   int key_words, bool numbered)
{
	const uint64 *block = NULL;
	uint64 count;

	for (uint64 b = 0;
		 (block = cx_purchase_pile_next(state, sorted->pile, form, block, &count)) != NULL; b++)
	{
		const uint64 *entry = cx_purchase_block_entries(block);

		CX_CHECK_INTERRUPTS(b * 32);
		for (uint64 i = 0; i < count; i++)
		{
			if (numbered)
				sorted->ends[0][*entry++ >> CX_SHORT_NUMBER]++;
			else if (form == CX_FORM_SHORT)
			{
				uint64 key = cx_short_customer(*entry++ >> CX_SHORT_NUMBER, sorted->pile);

				*ordinal = number_of(sorted, state, &key, 1);
				sorted->ends[0][*ordinal++]++;
			}
			else
			{
				*ordinal = number_of(sorted, state, entry, key_words);
				sorted->ends[IS_WIDE(form)][*ordinal++]++;
				entry += key_words + (IS_WIDE(form) ? CX_DAY_WIDE : CX_DAY_NARROW);
			}
		}
	}
}

/* Makes counts the places where the days of each begin. */
static void
set_places(CxSortedPile *sorted, bool wide)
{
	uint32 *ends = sorted->ends[wide];
	uint32 sum = 0;

	for (uint64 c = 0; c < sorted->customers; c++)
	{
		uint32 days = ends[c];

		ends[c] = sum;
		sum += days;
	}
}

/* Puts days in their places, which are then those where the days of each end. */
static pg_attribute_always_inline void
place_days(CxSortedPile *sorted, const CxPurchasePass *state, CxPurchaseForm form,
		   const uint32 *ordinal, bool numbered)
{
	uint32 *ends = sorted->ends[IS_WIDE(form)];
	uint64 *days = sorted->days[IS_WIDE(form)];
	int words = cx_purchase_entry_words(state, form);
	const uint64 *block = NULL;
	uint64 count;

	for (uint64 b = 0;
		 (block = cx_purchase_pile_next(state, sorted->pile, form, block, &count)) != NULL; b++)
	{
		const uint64 *entry = cx_purchase_block_entries(block);

		CX_CHECK_INTERRUPTS(b * 32);
		for (uint64 i = 0; i < count; i++, entry += words)
		{
			uint64 customer = numbered ? *entry >> CX_SHORT_NUMBER : *ordinal++;
			uint64 place = ends[customer]++;

			if (form == CX_FORM_SHORT)
				days[place] = cx_short_day(*entry);
			else if (form == CX_FORM_NARROW)
				days[place] = entry[state->key_words];
			else
				memcpy(days + place * CX_DAY_WIDE, entry + state->key_words,
					   CX_DAY_WIDE * sizeof(uint64));
		}
	}
}

static pg_attribute_always_inline void
sort_by_table(CxSortedPile *sorted, const CxPurchasePass *state, const uint64 *entries,
			  int key_words)
{
	uint32 *narrow = sorted->ordinals + entries[CX_FORM_SHORT];
	uint32 *wide = narrow + entries[CX_FORM_NARROW];

	cx_customers_clear(&sorted->table);
	set_customers(sorted, state, 0);
	count_days(sorted, state, CX_FORM_SHORT, sorted->ordinals, key_words, false);
	count_days(sorted, state, CX_FORM_NARROW, narrow, key_words, false);
	count_days(sorted, state, CX_FORM_WIDE, wide, key_words, false);
	set_places(sorted, false);
	place_days(sorted, state, CX_FORM_SHORT, sorted->ordinals, false);
	place_days(sorted, state, CX_FORM_NARROW, narrow, false);
	set_places(sorted, true);
	place_days(sorted, state, CX_FORM_WIDE, wide, false);
}

static void
sort_pile(CxSortedPile *sorted, const CxPurchasePass *state, uint32 pile)
{
	uint64 entries[CX_PURCHASE_FORMS];
	uint64 narrow;

	for (int form = 0; form < CX_PURCHASE_FORMS; form++)
		entries[form] = cx_purchase_pile_entries(state, pile, form);
	narrow = entries[CX_FORM_SHORT] + entries[CX_FORM_NARROW];
	sorted->pile = pile;
	sorted->numbered = are_numbered(state, entries);
	sorted->days[0] =
		grow(sorted, state, sorted->days[0], &sorted->day_room[0], narrow, sizeof(uint64));
	sorted->days[1] = grow(sorted, state, sorted->days[1], &sorted->day_room[1],
						   entries[CX_FORM_WIDE], CX_DAY_WIDE * sizeof(uint64));
	if (sorted->numbered)
	{
		set_customers(sorted, state, entries[CX_FORM_SHORT] > 0 ? state->numbered + 1 : 0);
		count_days(sorted, state, CX_FORM_SHORT, NULL, 1, true);
		set_places(sorted, false);
		place_days(sorted, state, CX_FORM_SHORT, NULL, true);
		return;
	}
	sorted->ordinals = grow(sorted, state, sorted->ordinals, &sorted->entry_room,
							narrow + entries[CX_FORM_WIDE], sizeof(uint32));
	if (state->key_words == 1)
		sort_by_table(sorted, state, entries, 1);
	else
		sort_by_table(sorted, state, entries, 2);
}

/* ----- customers ----- */

/* The days of one who has wide ones, or sums with no place in narrow ones. */
static void
mix(CxSortedPile *sorted, const CxPurchasePass *state, CxPurchaseDays *current, const uint64 *wide,
	int wide_count)
{
	int count = current->count + wide_count;

	sorted->mixed = grow(sorted, state, sorted->mixed, &sorted->mixed_room,
						 (uint64) count * CX_DAY_WIDE, sizeof(uint64));
	cx_days_widen(sorted->mixed, current->days, current->count);
	if (wide_count > 0)
		memcpy(sorted->mixed + (Size) current->count * CX_DAY_WIDE, wide,
			   (Size) wide_count * CX_DAY_WIDE * sizeof(uint64));
	cx_days_settle(sorted->mixed, &count, CX_DAY_WIDE, (uint16) state->lowest);
	current->days = sorted->mixed;
	current->count = count;
	current->width = CX_DAY_WIDE;
}

/* The days of customer c of the pile; false: there are none. */
static pg_attribute_always_inline bool
read_customer(CxSortedPile *sorted, const CxPurchasePass *state, uint64 c, CxPurchaseDays *current)
{
	uint32 begin = c == 0 ? 0 : sorted->ends[0][c - 1];
	uint32 wide_begin = c == 0 ? 0 : sorted->ends[1][c - 1];
	int wide_count = (int) (sorted->ends[1][c] - wide_begin);
	int count = (int) (sorted->ends[0][c] - begin);
	uint64 *days = sorted->days[0] + begin;
	bool narrow;

	if (count + wide_count == 0)
		return false;
	if (sorted->numbered)
	{
		sorted->key = cx_short_customer(c, sorted->pile);
		current->key = &sorted->key;
	}
	else
		current->key = sorted->keys + c * state->key_words;
	narrow = cx_days_settle(days, &count, CX_DAY_NARROW, (uint16) state->lowest);
	current->days = days;
	current->count = count;
	current->width = CX_DAY_NARROW;
	if (unlikely(!narrow || wide_count > 0))
		mix(sorted, state, current, sorted->days[1] + (Size) wide_begin * CX_DAY_WIDE, wide_count);
	return true;
}

void
cx_purchase_pass_scan(CxPurchasePassScan *scan, CxPurchasePass *state)
{
	scan->state = state;
	scan->pile = 0;
	scan->customer = 0;
	scan->count = 0;
	begin_sorting(&scan->sorted, state);
}

const CxPurchaseDays *
cx_purchase_pass_next(CxPurchasePassScan *scan)
{
	CxPurchasePass *state = scan->state;

	do
	{
		while (scan->customer == scan->sorted.customers)
		{
			if (scan->pile > state->mask)
				return NULL;
			CHECK_FOR_INTERRUPTS();
			sort_pile(&scan->sorted, state, scan->pile++);
			scan->customer = 0;
		}
		CX_CHECK_INTERRUPTS(scan->customer);
	} while (!read_customer(&scan->sorted, state, scan->customer++, &scan->current));
	scan->count++;
	return &scan->current;
}

void
cx_purchase_pass_scan_end(CxPurchasePassScan *scan)
{
	end_sorting(&scan->sorted);
}

/* ----- shorter piles ----- */

/* Puts a pile in order and writes it back. */
static void
rewrite(CxSortedPile *sorted, CxPurchasePass *state, uint32 pile)
{
	CxPurchaseDays current;

	sort_pile(sorted, state, pile);
	cx_purchase_pile_clear(state, pile);
	for (uint64 c = 0; c < sorted->customers; c++)
	{
		CX_CHECK_INTERRUPTS(c);
		if (!read_customer(sorted, state, c, &current))
			continue;
		for (int d = 0; d < current.count; d++)
			cx_purchase_pile_add(state, current.key, current.days + (Size) d * current.width,
								 current.width);
	}
}

/*
 * The longest pile is tried: with keys spread as they are, either it is as all others, or a customer with
 * very many rows is on it.
 */
void
cx_purchase_pass_compact(CxPurchasePass *state)
{
	CxSortedPile sorted;
	uint32 longest = 0;
	uint64 most = 0;
	Size before = state->bytes;
	Size pile_bytes;

	for (uint32 p = 0; p <= state->mask; p++)
	{
		uint64 words = 0;

		for (int form = 0; form < CX_PURCHASE_FORMS; form++)
			words +=
				cx_purchase_pile_entries(state, p, form) * cx_purchase_entry_words(state, form);
		if (words > most)
		{
			most = words;
			longest = p;
		}
	}
	pile_bytes = most * sizeof(uint64);
	begin_sorting(&sorted, state);
	rewrite(&sorted, state, longest);
	if (state->bytes + pile_bytes / 4 < before)
		for (uint32 p = 0; p <= state->mask; p++)
			if (p != longest)
				rewrite(&sorted, state, p);
	end_sorting(&sorted);
}
