/*
 * times.h
 *	  The times between two steps while more of them come in: a sketch that grows.
 *
 * A cx_durations grows as a value, which is copied with each octave that it needs. A state of transitions
 * has a sketch for each pair of steps, some with three times and some with millions, and takes in a
 * million small ones: so the first few buckets are a list, in order, and many are pages of an octave each.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_JOURNEY_TIMES_H
#define CX_JOURNEY_TIMES_H

#include "base/durations_build.h"

#define CX_TIMES_OCTAVES ((CX_LAST_BUCKET - 1) / CX_BUCKET_OCTAVE + 1)

/* Buckets of a list at most. */
#define CX_TIMES_LIST 64

typedef struct CxTimesPages
{
	int64 zeros; /* of bucket 0 */
	CxCell *cells[CX_TIMES_OCTAVES];
} CxTimesPages;

typedef struct CxTimesSketch
{
	uint32 count; /* buckets that are not empty */
	uint32 room;  /* of the list; 0 and something there: pages */
	union
	{
		CxBucket *list;
		CxTimesPages *pages;
	};
} CxTimesSketch;

/* For cx_times_add(): what it seldom needs. */
extern void cx_times_add_slowly(MemoryContext context, CxTimesSketch *times, const CxBucket *bucket,
								Size *memory);

/*
 * Adds what fell into a bucket, and to memory the bytes that it took. The caller sees to it that bigint
 * counts all times of a sketch.
 */
static inline void
cx_times_add(MemoryContext context, CxTimesSketch *times, const CxBucket *bucket, Size *memory)
{
	if (likely(times->room == 0 && times->count > 0 && bucket->index > 0))
	{
		uint32 at = bucket->index - 1;
		CxCell *cells = times->pages->cells[at / CX_BUCKET_OCTAVE];

		if (likely(cells != NULL))
		{
			CxCell *cell = &cells[at % CX_BUCKET_OCTAVE];

			times->count += cell->count == 0;
			cell->count += bucket->count;
			cell->sum = cx_wide_sum(cell->sum, bucket->sum);
			return;
		}
	}
	cx_times_add_slowly(context, times, bucket, memory);
}

/* Takes away what fell into a bucket. False, and nothing done, where that is not there. */
extern bool cx_times_take(CxTimesSketch *times, const CxBucket *bucket);

/* The buckets, in order; room for times->count of them is the caller's. */
extern void cx_times_read(const CxTimesSketch *times, CxBucket *buckets);

/* Bytes that it takes. */
extern Size cx_times_memory(const CxTimesSketch *times);

extern void cx_times_free(CxTimesSketch *times);

#endif /* CX_JOURNEY_TIMES_H */
