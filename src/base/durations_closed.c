/*
 * durations_closed.c
 *	  Type cx_durations: its closed form, and what buckets hold.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "common/int.h"
#include "datatype/timestamp.h"

#include "base/durations_closed.h"

bool
cx_bucket_valid(const CxBucket *bucket)
{
	uint32 index = bucket->index;
	CxWide least;

	if (bucket->count == 0)
		return cx_wide_is_zero(bucket->sum);
	if (bucket->count < 0 || index > CX_LAST_BUCKET ||
		cx_bucket_least(index) > cx_bucket_most(index))
		return false;
	least = cx_wide_product(bucket->count, cx_bucket_least(index));
	return !cx_wide_less(bucket->sum, least) &&
		   !cx_wide_less(cx_wide_product(bucket->count, cx_bucket_width(index)),
						 cx_wide_difference(bucket->sum, least));
}

int64
cx_durations_total(CxBuckets buckets, CxWide *sum)
{
	int64 count = 0;

	*sum = cx_wide(0);
	for (int i = 0; i < buckets.count; i++)
	{
		if (pg_add_s64_overflow(count, buckets.buckets[i].count, &count))
			return -1;
		*sum = cx_wide_sum(*sum, buckets.buckets[i].sum);
	}
	return count;
}

bool
cx_durations_countable(CxBuckets list)
{
	int64 count = 0;

	for (int i = 0; i < list.count; i++)
		if (pg_add_s64_overflow(count, list.buckets[i].count, &count))
			return false;
	return true;
}

double
cx_mean_hours(CxWide sum, int64 count)
{
	uint64 rest;
	CxWide whole = cx_wide_quotient(sum, (uint64) count, &rest);

	return ((double) whole.low + (double) rest / (double) count) / (double) USECS_PER_HOUR;
}

double
cx_buckets_quantile_hours(CxBuckets buckets, int64 count, double p)
{
	double rank = Max(ceil(p * (double) count), 1);
	int64 below = 0;
	int i;

	for (i = 0; i < buckets.count - 1; i++)
	{
		below += buckets.buckets[i].count;
		if ((double) below >= rank)
			break;
	}
	return cx_mean_hours(buckets.buckets[i].sum, buckets.buckets[i].count);
}

CxDurations *
cx_durations_make(CxBuckets list)
{
	Size size = CX_DURATIONS_HEAD;
	CxDurations *state;
	CxClosedWriter writer = {NULL, -1};

	for (int i = 0; i < list.count; i++)
	{
		size += cx_closed_bytes(&list.buckets[i], writer.last);
		writer.last = list.buckets[i].index;
	}
	state = palloc(size);
	SET_VARSIZE(state, size);
	state->form = CX_DURATIONS_CLOSED;
	state->count = (uint32) list.count;
	state->first = 0;
	writer = (CxClosedWriter){(unsigned char *) state->words, -1};
	for (int i = 0; i < list.count; i++)
		cx_write_bucket(&writer, &list.buckets[i]);
	return state;
}

/* Could durations make such buckets? */
static bool
buckets_valid(CxBuckets list)
{
	for (int i = 0; i < list.count; i++)
		if (list.buckets[i].count <= 0 || !cx_bucket_valid(&list.buckets[i]))
			return false;
	return true;
}

CxDurations *
cx_durations_make_signed(CxBuckets list)
{
	Size size = CX_DURATIONS_HEAD + (Size) list.count * sizeof(CxSignedBucket);
	CxDurations *state;
	CxSignedBucket *to;

	if (buckets_valid(list))
		return cx_durations_make(list);
	state = palloc(size);
	SET_VARSIZE(state, size);
	state->form = CX_DURATIONS_SIGNED;
	state->count = (uint32) list.count;
	state->first = 0;
	to = cx_durations_signed(state);
	for (int i = 0; i < list.count; i++)
		to[i] = (CxSignedBucket){list.buckets[i].index, list.buckets[i].count, list.buckets[i].sum};
	return state;
}
