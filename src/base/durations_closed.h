/*
 * durations_closed.h
 *	  Type cx_durations: its closed form, read and written bucket by bucket, for those who fold many
 *	  into one, or keep it within another state.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DURATIONS_CLOSED_H
#define CX_DURATIONS_CLOSED_H

#include "base/compat.h"
#include "base/durations.h"

static inline uint64
cx_bucket_width(uint32 index)
{
	return (uint64) (cx_bucket_most(index) - cx_bucket_least(index));
}

/* The bytes of an excess are those of the largest that so many durations can have. */
static inline int
cx_excess_bytes(int64 count, uint32 index)
{
	int octave = (int) (index + CX_BUCKET_OCTAVE - 1) / CX_BUCKET_OCTAVE - 1;
	CxWide most;
	int bits;

	/*
	 * From the octave on whose bounds are all whole, the largest is count x (234375 x 2^(octave - 25) - 1),
	 * and 234375, 468750 and 703125 have 18, 19 and 20 bits.
	 */
	if (likely(octave >= 25 && count <= 3))
		return (int) (octave - 25 + 17 + count + 7) / 8;
	most = cx_wide_product(count, cx_bucket_width(index));
	bits = most.high == 0 ? cx_bit_length(most.low) : 64 + cx_bit_length(most.high);
	return (bits + 7) / 8;
}

static inline const unsigned char *
cx_unpack(const unsigned char *from, uint64 *x)
{
	int shift = 0;

	for (*x = 0; *from >= 0x80; shift += 7)
		*x |= (uint64) (*from++ & 0x7f) << shift;
	*x |= (uint64) *from++ << shift;
	return from;
}

/* A bucket of a correction. */
typedef struct CxSignedBucket
{
	uint64 index;
	int64 count;
	CxWide sum;
} CxSignedBucket;

static inline CxSignedBucket *
cx_durations_signed(const CxDurations *state)
{
	return (CxSignedBucket *) unconstify(CxDurations *, state)->words;
}

/* Reading a closed state from its first bucket to its last. */
typedef struct CxClosedReader
{
	const unsigned char *at;
	const unsigned char *end;
	uint32 left;
	int64 last;
} CxClosedReader;

static inline CxClosedReader
cx_read_closed(const CxDurations *state)
{
	return (CxClosedReader){(const unsigned char *) state->words,
							(const unsigned char *) state + VARSIZE(state), state->count, -1};
}

/* Up to 8 bytes, the lowest first. */
static inline uint64
cx_read_bytes(const unsigned char *from, const unsigned char *end, int bytes)
{
	uint64 x = 0;

#ifndef WORDS_BIGENDIAN
	if (likely(end - from >= 8 && bytes > 0))
	{
		memcpy(&x, from, 8);
		return x & PG_UINT64_MAX >> (64 - 8 * bytes);
	}
#endif
	for (int i = bytes - 1; i >= 0; i--)
		x = x << 8 | from[i];
	return x;
}

/* There must be another one. */
static pg_attribute_always_inline void
cx_next_bucket(CxClosedReader *reader, CxBucket *bucket)
{
	uint64 token;
	int bytes;

	reader->left--;
	reader->at = cx_unpack(reader->at, &token);
	bucket->count = (int64) (token & 3) + 1;
	bucket->index = (uint32) (reader->last + 1 + (int64) (token >> 2));
	reader->last = bucket->index;
	if (bucket->count == 4)
	{
		uint64 more;

		reader->at = cx_unpack(reader->at, &more);
		bucket->count += (int64) more;
	}
	bytes = cx_excess_bytes(bucket->count, bucket->index);
	bucket->sum = cx_wide_product(bucket->count, cx_bucket_least(bucket->index));
	if (likely(bytes <= 8))
		bucket->sum =
			cx_wide_sum(bucket->sum, cx_wide(cx_read_bytes(reader->at, reader->end, bytes)));
	else
		bucket->sum = cx_wide_sum(bucket->sum,
								  (CxWide){cx_read_bytes(reader->at, reader->end, 8),
										   cx_read_bytes(reader->at + 8, reader->end, bytes - 8)});
	reader->at += bytes;
}

/* ----- writing it ----- */

static inline int
cx_packed_bytes(uint64 x)
{
	return x == 0 ? 1 : (cx_bit_length(x) + 6) / 7;
}

static inline unsigned char *
cx_pack(unsigned char *to, uint64 x)
{
	for (; x >= 0x80; x >>= 7)
		*to++ = (unsigned char) (x | 0x80);
	*to++ = (unsigned char) x;
	return to;
}

static inline uint64
cx_bucket_token(const CxBucket *bucket, int64 last)
{
	return (uint64) (bucket->index - last - 1) << 2 | (uint64) Min(bucket->count - 1, 3);
}

/* Bytes of a bucket behind the one with index last, which is -1 for none: at most CX_BUCKET_BYTES. */
static inline Size
cx_closed_bytes(const CxBucket *bucket, int64 last)
{
	return (Size) cx_packed_bytes(cx_bucket_token(bucket, last)) +
		   (bucket->count > 3 ? (Size) cx_packed_bytes((uint64) bucket->count - 4) : 0) +
		   (Size) cx_excess_bytes(bucket->count, bucket->index);
}

#define CX_BUCKET_BYTES (3 + 9 + 16)

/* Where the next bucket goes, and the index of the one before, -1 at first. */
typedef struct CxClosedWriter
{
	unsigned char *at;
	int64 last;
} CxClosedWriter;

static inline void
cx_write_bucket(CxClosedWriter *writer, const CxBucket *bucket)
{
	CxWide excess = cx_wide_difference(
		bucket->sum, cx_wide_product(bucket->count, cx_bucket_least(bucket->index)));
	int bytes = cx_excess_bytes(bucket->count, bucket->index);
	unsigned char *to = cx_pack(writer->at, cx_bucket_token(bucket, writer->last));

	if (bucket->count > 3)
		to = cx_pack(to, (uint64) bucket->count - 4);
	for (int k = 0; k < bytes; k++)
	{
		*to++ = (unsigned char) (k < 8 ? excess.low : excess.high);
		if (k < 8)
			excess.low >>= 8;
		else
			excess.high >>= 8;
	}
	writer->at = to;
	writer->last = bucket->index;
}

#endif /* CX_DURATIONS_CLOSED_H */
