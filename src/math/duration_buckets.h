/*
 * duration_buckets.h
 *	  Which durations are counted together: buckets whose bounds are at most 1 / 128 apart.
 *
 * Bounds are k / 128 x 2^e minutes, k = 128 .. 255: every whole minute to 256, and the hours that
 * targets are made of (5, 6, 8, 10, 12, 16, 24, 36, 48, 72, 96, 120) are among them. A bucket is
 * (low, high], so that what is at most a bound is a whole number of buckets. Two durations of one
 * bucket differ by less than 1 / 128 of the shorter: whatever a bucket answers, it is within 1 %.
 * Logarithmic buckets of a bounded relative error are those of DDSketch (Masson, Rim, Lee, PVLDB 12
 * (2019) 2195) and of HdrHistogram, whose halving of each power of two these follow.
 *
 * Durations are whole microseconds, so a bucket holds those from its least to its most. Below 128
 * microseconds a bucket holds one or none. Bucket 0 holds the duration 0 alone.
 *
 * In microseconds a bound is q x 234375 x 2^p, a minute being 256 x 234375 of them. Bucket
 * (p + 25) x 128 + q - 127 lies above it, q = 128 .. 255, up to the next.
 *
 * Pure C: no PostgreSQL, no allocation.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DURATION_BUCKETS_H
#define CX_DURATION_BUCKETS_H

#include <stdint.h>

/* Buckets from one power of two of minutes to the next. */
#define CX_BUCKET_OCTAVE 128
/* The one that holds 2^63 - 1 microseconds. */
#define CX_LAST_BUCKET 8080

#define CX_BUCKET_UNIT 234375

static inline int
cx_bit_length(uint64_t x)
{
#ifdef __GNUC__
	return x == 0 ? 0 : 64 - __builtin_clzll(x);
#else
	int length = 0;

	for (; x != 0; x >>= 1)
		length++;
	return length;
#endif
}

/* The bucket of a duration, which is not negative. */
static inline uint32_t
cx_bucket_of(int64_t micros)
{
	/*
	 * Up to half a minute there are bounds between microseconds; 2^27 times as large, all are whole.
	 * From there on a duration is above a bound exactly if it is so when 1 is taken from it, and below
	 * becomes at most.
	 */
	int scale = micros <= 30000000 ? 27 : 0;
	uint64_t above = ((uint64_t) micros << scale) - 1;
	int length = cx_bit_length(above);
	/* The first 26 bits hold 234375, with 18, from 143 to 286 times. */
	uint32_t q = (uint32_t) ((above << (64 - length)) >> 38) / CX_BUCKET_UNIT;
	uint32_t octave = (uint32_t) (length - 1 - scale);

	if (micros == 0)
		return 0;
	if (q >= 2 * CX_BUCKET_OCTAVE)
	{
		q >>= 1;
		octave++;
	}
	return octave * CX_BUCKET_OCTAVE + q - (CX_BUCKET_OCTAVE - 1);
}

/* The bound q x 234375 x 2^p, rounded down, that bucket lies above; for the one after the last, too. */
static inline uint64_t
cx_bucket_floor(uint32_t bucket)
{
	int p = (int) ((bucket - 1) / CX_BUCKET_OCTAVE) - 25;
	uint64_t bound =
		(uint64_t) ((bucket - 1) % CX_BUCKET_OCTAVE + CX_BUCKET_OCTAVE) * CX_BUCKET_UNIT;

	return p >= 0 ? bound << p : bound >> -p;
}

/* The shortest and the longest duration of a bucket, in microseconds; none is of it if least > most. */
static inline int64_t
cx_bucket_least(uint32_t bucket)
{
	return bucket == 0 ? 0 : (int64_t) (cx_bucket_floor(bucket) + 1);
}

static inline int64_t
cx_bucket_most(uint32_t bucket)
{
	uint64_t most = bucket == 0 ? 0 : cx_bucket_floor(bucket + 1);

	return most > INT64_MAX ? INT64_MAX : (int64_t) most;
}

#endif /* CX_DURATION_BUCKETS_H */
