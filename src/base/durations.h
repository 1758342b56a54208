/*
 * durations.h
 *	  Type cx_durations: how many durations fell into each bucket, and what they sum up to.
 *
 * A state over rows, and one of whole counts: any split of the rows adds up, and can be taken away
 * again. The sum of a bucket is exact, so a mean is, too; a bucket answers its own mean, so that equal
 * durations come back as they were.
 *
 * A closed state, which is what users see, is a head and for each bucket that is not empty, in order,
 *
 *		token     how many buckets after the last, less 1, times 4, plus the least of count - 1 and 3
 *		count     less 4, where the token says 3
 *		excess    the sum less count x the bucket's shortest duration, lowest byte first, in the bytes
 *				  that the largest excess of the bucket takes
 *
 * Token and count are seven bits a byte, lowest first, the top bit saying that another follows. The
 * empty state has no buckets.
 *
 *	+--------+---------+---------+---+------------------------------------+
 *	| length | version | buckets | 0 | bucket, bucket, ...                |
 *	|   4    |    4    |    4    | 4 |                                    |
 *	+--------+---------+---------+---+------------------------------------+
 *
 * A difference may hold durations that were taken away and never added: a correction, to be added to a
 * state that has them. Then a bucket may have any count and any sum, of two's complement, and all buckets
 * are written out. A state that some durations could make is never of this form, so that equal states are
 * equal bytes.
 *
 *	+--------+--------+---------+---+------------------------------------+
 *	| length | signed | buckets | 0 | index 8, count 8, sum 16 | ...     |
 *	+--------+--------+---------+---+------------------------------------+
 *
 * An aggregate works in one of two other forms. The durations of a few rows are kept as they are;
 * of many, a cell for each bucket of some octaves. Ours never give one, but a parallel worker hands it
 * to its leader, and an aggregate that somebody makes of our transitions may store it: it is a value
 * like any other, and every function takes it.
 *
 *	+--------+--------+-----------+---+-----------------------------------+
 *	| length | listed | durations | 0 | microseconds 8, ..., room         |
 *	+--------+--------+-----------+---+-----------------------------------+
 *	| length | celled | cells     | f | zeros 8 | count 8, sum 16 | ...   |  f: bucket of the first cell
 *	+--------+--------+-----------+---+-----------------------------------+
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DURATIONS_H
#define CX_DURATIONS_H

#include "fmgr.h"

#include "math/duration_buckets.h"
#include "math/wide.h"

typedef struct CxDurations
{
	int32 vl_len_; /* varlena header, not to be touched directly */
	uint32 form;   /* version, and which of the four */
	uint32 count;  /* buckets, durations or cells */
	uint32 first;  /* of cells, the bucket of the first; else 0 */
	uint64 words[FLEXIBLE_ARRAY_MEMBER];
} CxDurations;

StaticAssertDecl(offsetof(CxDurations, words) == 16, "cx_durations must keep its layout on disk");

#define CX_DURATIONS_VERSION 1
#define CX_DURATIONS_CLOSED  CX_DURATIONS_VERSION
#define CX_DURATIONS_LISTED  (CX_DURATIONS_VERSION | 0x100)
#define CX_DURATIONS_CELLED  (CX_DURATIONS_VERSION | 0x200)
#define CX_DURATIONS_SIGNED  (CX_DURATIONS_VERSION | 0x300)

#define CX_DURATIONS_HEAD offsetof(CxDurations, words)

/* What fell into a bucket: its index, how many, and the sum of their microseconds. */
typedef struct CxBucket
{
	uint32 index;
	int64 count;
	CxWide sum;
} CxBucket;

/* Buckets that are not empty, in order. */
typedef struct CxBuckets
{
	int count;
	CxBucket *buckets;
} CxBuckets;

/* Could a bucket hold so many with such a sum? That of none is 0. */
extern bool cx_bucket_valid(const CxBucket *bucket);

/* What a state of any form holds, in memory of its own. */
extern CxBuckets cx_durations_read(const CxDurations *state);

/*
 * The same of argument argno, and how many durations a state of any form holds, and their sum: for figures,
 * which a correction has none of: error 22023. More durations than bigint counts: error 22003.
 */
extern CxBuckets cx_durations_arg(FunctionCallInfo fcinfo, int argno);
extern int64 cx_durations_sum(const CxDurations *state, CxWide *sum);

/* A fresh closed state of buckets that are valid, in order, each once. */
extern CxDurations *cx_durations_make(CxBuckets buckets);

/* The same of any buckets in order, each once, none of which is nothing. */
extern CxDurations *cx_durations_make_signed(CxBuckets buckets);

/* Does bigint count all of any buckets together, be that below 0? */
extern bool cx_durations_countable(CxBuckets buckets);

/* The state closed: itself, or a fresh one. More durations than bigint counts: error 22003. */
extern const CxDurations *cx_durations_closed(const CxDurations *state);

/* How many, and what they sum up to; -1 when bigint cannot count them. */
extern int64 cx_durations_total(CxBuckets buckets, CxWide *sum);

/* A sum of so many durations as their mean, in hours. */
extern double cx_mean_hours(CxWide sum, int64 count);

/*
 * The shortest duration that at least a fraction p of them does not exceed, as the mean of its bucket,
 * in hours; count, of all of them, is not 0.
 */
extern double cx_buckets_quantile_hours(CxBuckets buckets, int64 count, double p);

#endif /* CX_DURATIONS_H */
