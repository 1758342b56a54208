/*
 * period_bitmaps.c
 *	  Bitmaps of customers: their memory, merging them, and reading them by customer.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

#include "base/bits.h"
#include "base/customers.h"
#include "retention/period_bitmaps.h"
#include "base/huge_pages.h"
#include "base/state_wire.h"

/*
 * Bitmaps are begun when they take no more than the entries of a hash would, are kept up to one and
 * a half times that, and get room for more up to twice that, which is what a hash takes with its free
 * slots. The steps between are what keeps them from being begun and given up, or moved, again and
 * again. Here they are halves.
 */
#define BEGUN 2
#define KEPT  3
#define ROOM  4

/* Words that so many halves of the entries of a hash are: key, sign that it is used, mask. */
static uint64
allowed_words(const CxPeriodBitmaps *dense, int halves)
{
	uint64 most = dense->most_bytes / sizeof(uint64);
	uint64 mask_words = 1;
	uint64 words;

	while (dense->last_period - dense->first_period >= (int64) mask_words * 64)
		mask_words *= 2;
	words = mask_words == 1 ? 2 : mask_words + 2;
	return Min(Min(dense->customers, most / words) * words * halves / 2, most);
}

/* Words, all 0. */
static uint64 *
allocate(const CxPeriodBitmaps *dense)
{
	Size bytes = dense->groups * sizeof(uint64);
	uint64 *bitmap = MemoryContextAllocHuge(dense->context, bytes);

	cx_advise_huge_pages(bitmap, bytes);
	memset(bitmap, 0, bytes);
	return bitmap;
}

/* Whether bitmaps of the groups first to last take no more than so many halves. */
static bool
fits(const CxPeriodBitmaps *dense, uint64 first, uint64 last, int64 bitmaps, int halves)
{
	return last - first < allowed_words(dense, halves) / (uint64) bitmaps;
}

/* Groups that there may be beyond a span of them, with some more bitmaps to come. */
static uint64
room_beyond(const CxPeriodBitmaps *dense, uint64 span, int64 bitmaps)
{
	uint64 most = allowed_words(dense, ROOM) / (uint64) (bitmaps + bitmaps / 8);

	return Min(span / 2, most > span ? most - span : 0);
}

/* Without some room all would be moved again for the next number: that is too far as well. */
static bool
may_span(const CxPeriodBitmaps *dense, uint64 first, uint64 last, int64 bitmaps)
{
	return fits(dense, first, last, bitmaps, KEPT) &&
		   room_beyond(dense, last - first + 1, bitmaps) >= (last - first + 1) / 8;
}

/* Bitmaps for the groups first to last and more, most of it where the numbers go. */
static void
set_groups(CxPeriodBitmaps *dense, uint64 first, uint64 last, int64 bitmaps, bool upwards)
{
	uint64 old_first = dense->first;
	uint64 old_end = dense->first + dense->groups;
	uint64 span = last - first + 1;
	uint64 room = room_beyond(dense, span, bitmaps);
	uint64 copied_first, copied_end;

	dense->first = first - Min(upwards ? room / 4 : room - room / 4, first);
	dense->groups = span + room;
	copied_first = Max(dense->first, old_first);
	copied_end = Min(dense->first + dense->groups, old_end);
	for (int64 i = 0; i < dense->places; i++)
	{
		uint64 *bitmap = dense->bitmaps[i];

		if (bitmap == NULL)
			continue;
		CHECK_FOR_INTERRUPTS();
		dense->bitmaps[i] = allocate(dense);
		if (copied_first < copied_end)
			memcpy(dense->bitmaps[i] + (copied_first - dense->first),
				   bitmap + (copied_first - old_first),
				   (copied_end - copied_first) * sizeof(uint64));
		pfree(bitmap);
	}
}

/* Makes places for bitmaps of the periods first to last and more. */
static void
set_places(CxPeriodBitmaps *dense, int64 first, int64 last)
{
	int64 room;
	uint64 **bitmaps;

	if (dense->places > 0)
	{
		if (first >= dense->base && last < dense->base + dense->places)
			return;
		first = Min(first, dense->base);
		last = Max(last, dense->base + dense->places - 1);
	}
	room = (last - first) / 4 + 8;
	bitmaps = MemoryContextAllocZero(dense->context,
									 (Size) (last - first + 1 + 2 * room) * sizeof(uint64 *));
	if (dense->places > 0)
	{
		memcpy(bitmaps + (dense->base - (first - room)), dense->bitmaps,
			   dense->places * sizeof(uint64 *));
		pfree(dense->bitmaps);
	}
	dense->bitmaps = bitmaps;
	dense->base = first - room;
	dense->places = last - first + 1 + 2 * room;
}

/* The bitmap of a period that has a place, made if there is none. */
static uint64 *
bitmap_of(CxPeriodBitmaps *dense, int64 period)
{
	uint64 **bitmap = &dense->bitmaps[period - dense->base];

	if (*bitmap == NULL)
	{
		*bitmap = allocate(dense);
		dense->count++;
	}
	return *bitmap;
}

/* The groups of the first and the last customer; returns how many customers there are. */
static uint64
look_through(CxPeriodBitmaps *dense, uint64 *first, uint64 *last)
{
	uint64 customers;
	uint64 *any;
	uint64 begin = 0;
	uint64 end = dense->groups;

	cx_bitmaps_flush(dense);
	if (dense->count == 0)
		return 0;
	any = allocate(dense);
	for (int64 i = 0; i < dense->places; i++)
	{
		const uint64 *bitmap = dense->bitmaps[i];

		if (bitmap == NULL)
			continue;
		CHECK_FOR_INTERRUPTS();
		for (uint64 g = 0; g < dense->groups; g++)
			any[g] |= bitmap[g];
	}
	customers = pg_popcount((const char *) any, (int) (dense->groups * sizeof(uint64)));
	if (customers > 0)
	{
		while (any[begin] == 0)
			begin++;
		while (any[end - 1] == 0)
			end--;
		*first = dense->first + begin;
		*last = dense->first + end - 1;
	}
	pfree(any);
	return customers;
}

CxPeriodBitmaps *
cx_bitmaps_make_empty(MemoryContext context, Size most_bytes)
{
	CxPeriodBitmaps *dense = MemoryContextAllocZero(context, sizeof(CxPeriodBitmaps));

	dense->context = context;
	dense->most_bytes = most_bytes;
	dense->word = &dense->nowhere;
	return dense;
}

CxPeriodBitmaps *
cx_bitmaps_make(MemoryContext context, Size most_bytes, int64 low, int64 high, uint64 customers,
				int64 first_period, int64 last_period, int64 periods)
{
	CxPeriodBitmaps *dense = cx_bitmaps_make_empty(context, most_bytes);
	uint64 first = cx_bitmaps_group((uint64) low);
	uint64 last = cx_bitmaps_group((uint64) high);

	dense->customers = customers;
	dense->first_period = first_period;
	dense->last_period = last_period;
	if (!fits(dense, first, last, periods, BEGUN))
	{
		pfree(dense);
		return NULL;
	}
	set_places(dense, first_period, last_period);
	set_groups(dense, first, last, periods, true);
	return dense;
}

void
cx_bitmaps_free(CxPeriodBitmaps *dense)
{
	for (int64 i = 0; i < dense->places; i++)
		if (dense->bitmaps[i] != NULL)
			pfree(dense->bitmaps[i]);
	if (dense->bitmaps != NULL)
		pfree(dense->bitmaps);
	pfree(dense);
}

uint64 *
cx_bitmaps_reach(CxPeriodBitmaps *dense, uint64 number, int64 period)
{
	uint64 group = cx_bitmaps_group(number);
	int64 bitmaps;

	set_places(dense, period, period);
	bitmaps = dense->count + (dense->bitmaps[period - dense->base] == NULL);
	dense->first_period = Min(dense->first_period, period);
	dense->last_period = Max(dense->last_period, period);
	if (group - dense->first >= dense->groups || !fits(dense, 1, dense->groups, bitmaps, ROOM))
	{
		uint64 first = group;
		uint64 last = group;

		dense->customers = look_through(dense, &first, &last) + 1;
		first = Min(first, group);
		last = Max(last, group);
		if (!may_span(dense, first, last, bitmaps))
			return NULL;
		set_groups(dense, first, last, bitmaps, last == group);
	}
	return bitmap_of(dense, period) + (group - dense->first);
}

bool
cx_bitmaps_merge(CxPeriodBitmaps *into, CxPeriodBitmaps *from)
{
	CxPeriodBitmaps all;
	uint64 first, last, into_first, into_last;
	uint64 customers = look_through(from, &first, &last);
	int64 bitmaps = into->count;

	if (customers == 0)
		return true;
	for (int64 i = 0; i < from->places; i++)
	{
		uint64 place = (uint64) (from->base + i - into->base);

		bitmaps += from->bitmaps[i] != NULL &&
				   (place >= (uint64) into->places || into->bitmaps[place] == NULL);
	}
	cx_bitmaps_flush(into);
	all = *into;
	all.customers = Max(into->customers, customers);
	all.first_period =
		into->count > 0 ? Min(into->first_period, from->first_period) : from->first_period;
	all.last_period =
		into->count > 0 ? Max(into->last_period, from->last_period) : from->last_period;
	/* many small parts may be merged into a large one: it is looked through only if it must grow */
	if (first < into->first || last - into->first >= into->groups ||
		!fits(&all, 1, into->groups, bitmaps, ROOM))
	{
		uint64 into_customers = look_through(into, &into_first, &into_last);

		if (into_customers > 0)
		{
			first = Min(first, into_first);
			last = Max(last, into_last);
		}
		all.customers = Max(all.customers, into_customers);
		if (!may_span(&all, first, last, bitmaps))
			return false;
		set_groups(&all, first, last, bitmaps, true);
	}
	*into = all;
	into->word = &into->nowhere;
	set_places(into, into->first_period, into->last_period);
	for (int64 i = 0; i < from->places; i++)
	{
		uint64 *to;

		if (from->bitmaps[i] == NULL)
			continue;
		CHECK_FOR_INTERRUPTS();
		to = bitmap_of(into, from->base + i);
		for (uint64 g = 0; g < from->groups; g++)
			if (from->bitmaps[i][g] != 0)
				to[from->first + g - into->first] |= from->bitmaps[i][g];
	}
	return true;
}

uint64
cx_bitmaps_count(CxPeriodBitmaps *dense)
{
	uint64 first, last;

	return look_through(dense, &first, &last);
}

void
cx_bitmaps_scan(CxPeriodBitmapsScan *scan, CxPeriodBitmaps *dense)
{
	int count = 0;

	cx_bitmaps_flush(dense);
	scan->dense = dense;
	scan->group = 0;
	scan->left = 0;
	scan->words =
		dense->count > 0 ? (int) ((dense->last_period - dense->first_period) / 64) + 1 : 0;
	scan->masks = palloc0((Size) scan->words * 64 * sizeof(uint64));
	scan->bitmaps = palloc(dense->count * sizeof(uint64 *));
	scan->bits = palloc(dense->count * sizeof(int));
	for (int64 i = 0; i < dense->places; i++)
	{
		if (dense->bitmaps[i] == NULL)
			continue;
		scan->bitmaps[count] = dense->bitmaps[i];
		scan->bits[count] = (int) (dense->base + i - dense->first_period);
		count++;
	}
}

/*
 * The masks of the customers of a group, who have a bit in a word of each bitmap. Words of masks
 * without a bitmap stay 0: a date that is a mistake may leave thousands of them.
 */
static void
read_group(CxPeriodBitmapsScan *scan, uint64 group)
{
	int count = (int) scan->dense->count;

	scan->left = 0;
	for (int i = 0; i < count; i++)
		scan->left |= scan->bitmaps[i][group];
	for (int i = 0; i < count && scan->left != 0;)
	{
		int word = scan->bits[i] / 64;
		uint64 square[64] = {0};

		for (; i < count && scan->bits[i] / 64 == word; i++)
			square[scan->bits[i] % 64] = scan->bitmaps[i][group];
		cx_bits_transpose(square);
		for (int k = 0; k < 64; k++)
			scan->masks[k * scan->words + word] = square[k];
	}
}

const uint64 *
cx_bitmaps_next(CxPeriodBitmapsScan *scan)
{
	int customer;

	while (scan->left == 0)
	{
		if (scan->group >= scan->dense->groups || scan->dense->count == 0)
			return NULL;
		CHECK_FOR_INTERRUPTS();
		read_group(scan, scan->group++);
	}
	customer = pg_rightmost_one_pos64(scan->left);
	scan->left &= scan->left - 1;
	scan->number =
		((scan->dense->first + scan->group - 1) * 64 + customer) ^ (UINT64CONST(1) << 63);
	return scan->masks + (Size) customer * scan->words;
}

void
cx_bitmaps_scan_end(CxPeriodBitmapsScan *scan)
{
	pfree(scan->masks);
	pfree(scan->bitmaps);
	pfree(scan->bits);
}

void
cx_bitmaps_send(StringInfo message, CxPeriodBitmaps *dense, bool in_place)
{
	uint64 first = 0;
	uint64 last = 0;
	uint64 groups;

	if (look_through(dense, &first, &last) == 0)
		elog(ERROR, "bitmaps without customers");
	groups = last - first + 1;
	enlargeStringInfo(message, (int) (32 + dense->count * (groups + 1) * sizeof(uint64)));
	pq_sendint64(message, (int64) first);
	pq_sendint64(message, (int64) groups);
	pq_sendint64(message, dense->count);
	for (int64 i = 0; i < dense->places; i++)
	{
		if (dense->bitmaps[i] == NULL)
			continue;
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(message, dense->base + i);
		for (uint64 g = 0; g < groups; g++)
			pq_sendint64(message, (int64) dense->bitmaps[i][first - dense->first + g]);
		if (in_place)
		{
			pfree(dense->bitmaps[i]);
			dense->bitmaps[i] = NULL;
		}
	}
}

CxPeriodBitmaps *
cx_bitmaps_receive(StringInfo message, const char *type, int64 max_periods)
{
	CxPeriodBitmaps *dense = cx_bitmaps_make_empty(CurrentMemoryContext, message->len);
	uint64 count, first, last;

	dense->first = (uint64) pq_getmsgint64(message);
	dense->groups = (uint64) pq_getmsgint64(message);
	count = (uint64) pq_getmsgint64(message);
	if (dense->first > CX_BITMAPS_LAST_GROUP || dense->groups < 1 ||
		dense->groups > CX_BITMAPS_LAST_GROUP - dense->first + 1 || count < 1 ||
		count > (uint64) max_periods ||
		(uint64) (message->len - message->cursor) / sizeof(uint64) / count <= dense->groups)
		cx_wire_refuse(type, "Its bitmaps do not fit its length.");
	for (uint64 i = 0; i < count; i++)
	{
		int64 period = pq_getmsgint64(message);
		uint64 *bitmap;

		CHECK_FOR_INTERRUPTS();
		if (period < PG_INT32_MIN || period > PG_INT32_MAX ||
			(i > 0 &&
			 (period <= dense->last_period || period - dense->first_period >= max_periods)))
			cx_wire_refuse(type, "Its periods are out of order or range.");
		if (i == 0)
			dense->first_period = period;
		dense->last_period = period;
		set_places(dense, dense->first_period, period);
		bitmap = bitmap_of(dense, period);
		for (uint64 g = 0; g < dense->groups; g++)
			bitmap[g] = (uint64) pq_getmsgint64(message);
	}
	dense->customers = look_through(dense, &first, &last);
	if (dense->customers == 0)
		cx_wire_refuse(type, "Nobody was ever active.");
	return dense;
}
