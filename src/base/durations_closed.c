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

static inline int
packed_bytes(uint64 x)
{
	return x == 0 ? 1 : (cx_bit_length(x) + 6) / 7;
}

static inline unsigned char *
pack(unsigned char *to, uint64 x)
{
	for (; x >= 0x80; x >>= 7)
		*to++ = (unsigned char) (x | 0x80);
	*to++ = (unsigned char) x;
	return to;
}

static inline uint64
token_of(const CxBucket *bucket, int64 last)
{
	return (uint64) (bucket->index - last - 1) << 2 | (uint64) Min(bucket->count - 1, 3);
}

CxDurations *
cx_durations_make(CxBuckets list)
{
	Size size = CX_DURATIONS_HEAD;
	CxDurations *state;
	unsigned char *to;
	int64 last = -1;

	for (int i = 0; i < list.count; i++)
	{
		const CxBucket *bucket = &list.buckets[i];

		size +=
			packed_bytes(token_of(bucket, last)) + cx_excess_bytes(bucket->count, bucket->index);
		if (bucket->count > 3)
			size += packed_bytes(bucket->count - 4);
		last = bucket->index;
	}
	state = palloc(size);
	SET_VARSIZE(state, size);
	state->form = CX_DURATIONS_CLOSED;
	state->count = (uint32) list.count;
	state->first = 0;
	to = (unsigned char *) state->words;
	last = -1;
	for (int i = 0; i < list.count; i++)
	{
		const CxBucket *bucket = &list.buckets[i];
		CxWide excess = cx_wide_difference(
			bucket->sum, cx_wide_product(bucket->count, cx_bucket_least(bucket->index)));
		int bytes = cx_excess_bytes(bucket->count, bucket->index);

		to = pack(to, token_of(bucket, last));
		if (bucket->count > 3)
			to = pack(to, bucket->count - 4);
		for (int k = 0; k < bytes; k++)
		{
			*to++ = (unsigned char) (k < 8 ? excess.low : excess.high);
			if (k < 8)
				excess.low >>= 8;
			else
				excess.high >>= 8;
		}
		last = bucket->index;
	}
	return state;
}
