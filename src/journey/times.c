/*
 * times.c
 *	  The times between two steps while more of them come in: a sketch that grows.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "journey/times.h"

/* Where a bucket is in the list, or would be. */
static uint32
place_of(const CxTimesSketch *times, uint32 index)
{
	uint32 low = 0;
	uint32 high = times->count;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (times->list[middle].index < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
has_pages(const CxTimesSketch *times)
{
	return times->room == 0 && times->pages != NULL;
}

static void
add_to_pages(MemoryContext context, CxTimesSketch *times, const CxBucket *bucket, Size *memory)
{
	CxCell **cells;
	CxCell *cell;

	if (bucket->index == 0)
	{
		times->count += times->pages->zeros == 0;
		times->pages->zeros += bucket->count;
		return;
	}
	cells = &times->pages->cells[(bucket->index - 1) / CX_BUCKET_OCTAVE];
	if (*cells == NULL)
	{
		*cells = MemoryContextAllocZero(context, CX_BUCKET_OCTAVE * sizeof(CxCell));
		*memory += CX_BUCKET_OCTAVE * sizeof(CxCell);
	}
	cell = *cells + (bucket->index - 1) % CX_BUCKET_OCTAVE;
	times->count += cell->count == 0;
	cell->count += bucket->count;
	cell->sum = cx_wide_sum(cell->sum, bucket->sum);
}

static void
make_pages(MemoryContext context, CxTimesSketch *times, Size *memory)
{
	CxBucket *list = times->list;
	uint32 count = times->count;

	times->pages = MemoryContextAllocZero(context, sizeof(CxTimesPages));
	*memory += sizeof(CxTimesPages);
	times->room = times->count = 0;
	for (uint32 i = 0; i < count; i++)
		add_to_pages(context, times, &list[i], memory);
	pfree(list);
}

void
cx_times_add_slowly(MemoryContext context, CxTimesSketch *times, const CxBucket *bucket,
					Size *memory)
{
	uint32 at;

	if (has_pages(times))
	{
		add_to_pages(context, times, bucket, memory);
		return;
	}
	at = place_of(times, bucket->index);
	if (at < times->count && times->list[at].index == bucket->index)
	{
		times->list[at].count += bucket->count;
		times->list[at].sum = cx_wide_sum(times->list[at].sum, bucket->sum);
		return;
	}
	if (times->count == CX_TIMES_LIST)
	{
		make_pages(context, times, memory);
		add_to_pages(context, times, bucket, memory);
		return;
	}
	if (times->list == NULL)
	{
		times->room = 2;
		times->list = MemoryContextAlloc(context, times->room * sizeof(CxBucket));
		*memory += times->room * sizeof(CxBucket);
	}
	else if (times->count == times->room)
	{
		*memory += times->room * sizeof(CxBucket);
		times->room *= 2;
		times->list = repalloc(times->list, times->room * sizeof(CxBucket));
	}
	memmove(&times->list[at + 1], &times->list[at], (times->count - at) * sizeof(CxBucket));
	times->list[at] = *bucket;
	times->count++;
}

bool
cx_times_take(CxTimesSketch *times, const CxBucket *bucket)
{
	CxBucket left = {bucket->index, 0, {0, 0}};
	CxCell *cell = NULL;
	uint32 at = 0;

	if (!has_pages(times))
	{
		at = place_of(times, bucket->index);
		if (at == times->count || times->list[at].index != bucket->index)
			return false;
		left = times->list[at];
	}
	else if (bucket->index == 0)
		left.count = times->pages->zeros;
	else
	{
		CxCell *cells = times->pages->cells[(bucket->index - 1) / CX_BUCKET_OCTAVE];

		if (cells == NULL)
			return false;
		cell = &cells[(bucket->index - 1) % CX_BUCKET_OCTAVE];
		left.count = cell->count;
		left.sum = cell->sum;
	}
	if (left.count < bucket->count)
		return false;
	left.count -= bucket->count;
	left.sum = cx_wide_difference(left.sum, bucket->sum);
	/* what is left must be what some times make: others than were added show here */
	if (!cx_bucket_valid(&left))
		return false;
	if (cell != NULL)
		*cell = (CxCell){left.count, left.sum};
	else if (has_pages(times))
		times->pages->zeros = left.count;
	else
		times->list[at] = left;
	if (left.count > 0)
		return true;
	times->count--;
	if (!has_pages(times))
		memmove(&times->list[at], &times->list[at + 1], (times->count - at) * sizeof(CxBucket));
	return true;
}

void
cx_times_read(const CxTimesSketch *times, CxBucket *buckets)
{
	if (times->count == 0)
		return;
	if (!has_pages(times))
	{
		memcpy(buckets, times->list, times->count * sizeof(CxBucket));
		return;
	}
	if (times->pages->zeros > 0)
		*buckets++ = (CxBucket){0, times->pages->zeros, {0, 0}};
	for (uint32 octave = 0; octave < CX_TIMES_OCTAVES; octave++)
	{
		const CxCell *cells = times->pages->cells[octave];

		for (uint32 i = 0; cells != NULL && i < CX_BUCKET_OCTAVE; i++)
			if (cells[i].count > 0)
				*buckets++ =
					(CxBucket){octave * CX_BUCKET_OCTAVE + i + 1, cells[i].count, cells[i].sum};
	}
}

Size
cx_times_memory(const CxTimesSketch *times)
{
	Size size = times->room * sizeof(CxBucket);

	if (has_pages(times))
	{
		size = sizeof(CxTimesPages);
		for (uint32 octave = 0; octave < CX_TIMES_OCTAVES; octave++)
			if (times->pages->cells[octave] != NULL)
				size += CX_BUCKET_OCTAVE * sizeof(CxCell);
	}
	return size;
}

void
cx_times_free(CxTimesSketch *times)
{
	if (has_pages(times))
		for (uint32 octave = 0; octave < CX_TIMES_OCTAVES; octave++)
			if (times->pages->cells[octave] != NULL)
				pfree(times->pages->cells[octave]);
	if (times->list != NULL)
		pfree(times->list);
	*times = (CxTimesSketch){0};
}
