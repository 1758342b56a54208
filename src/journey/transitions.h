/*
 * transitions.h
 *	  Type cx_transitions: what customers did next, how often, how many of them, and how long it took.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_TRANSITIONS_H
#define CX_TRANSITIONS_H

#include "fmgr.h"

#include "base/compat.h"
#include "base/durations_closed.h"
#include "base/names.h"

/*
 * Different pairs of steps, with a depth those of every position. A dashboard has some hundreds; a
 * million are names that were not grouped, such as addresses with a number in them.
 */
#define CX_TRANSITIONS_MAX_PAIRS (1 << 20)

/* The text form of a state, which a dump needs, stays below what a value may have, 1 GB. */
#define CX_TRANSITIONS_MAX_TEXT 1000000000

/* Bytes in text of a pair without its buckets, and of a bucket, at most. */
#define CX_PAIR_TEXT        96
#define CX_PAIR_BUCKET_TEXT 72

#define CX_TRANSITIONS_VERSION 1

/*
 * Behind the head come the names of the steps, each once and in the order of their bytes, and then the
 * pairs, in the order of (position, from, to), the end as the last to. Numbers have seven bits a byte,
 * the lowest first, the top bit saying that another byte follows:
 *
 *		name		its length, its bytes
 *		pair		position, in a state with a depth only
 *					from, 0 for the begin of a journey, else 1 + the number of the name
 *					to, 0 for its end, else 1 + the number of the name
 *					transitions x 2, + 1 where each is of another customer
 *					customers, where they are fewer
 *					of a pair of two steps, how many buckets the times between them fell into, where
 *					there are several transitions; and the buckets, as in a cx_durations (base/durations.h)
 *
 * The empty state has no pairs, and all of its head is 0.
 */
typedef struct CxTransitions
{
	int32 vl_len_;  /* varlena header, not to be touched directly */
	uint32 version; /* 1; 0 in no state */
	int64 within;   /* microseconds that end a journey; 0: none do */
	uint32 depth;   /* steps of a journey that are looked at; 0: all */
	uint32 names;
	uint32 pairs;
	uint32 bytes; /* of the names */
	unsigned char packed[FLEXIBLE_ARRAY_MEMBER];
} CxTransitions;

StaticAssertDecl(offsetof(CxTransitions, packed) == 32,
				 "cx_transitions must keep its layout on disk");

#define CX_NOWHERE 0 /* the begin of a journey as from, its end as to */

/* One kind of transition. */
typedef struct CxPair
{
	uint32 position; /* of from in the journey; 0 is the begin; 0 throughout without a depth */
	uint32 from;     /* 1 + the number of a name, or CX_NOWHERE */
	uint32 to;
	int64 transitions;
	int64 customers;
} CxPair;

/* Only from one step to another there is a time between them. */
static inline bool
cx_pair_has_times(const CxPair *pair)
{
	return pair->from != CX_NOWHERE && pair->to != CX_NOWHERE;
}

/* Bytes of a pair without its buckets, at most. */
#define CX_PAIR_BYTES (3 * 5 + 10 + 9 + 5)

/* Reading a state from its first name to its last pair. */
typedef struct CxTransitionsReader
{
	const unsigned char *at;
	const unsigned char *end;
	bool deep;
} CxTransitionsReader;

static inline CxTransitionsReader
cx_transitions_read(const CxTransitions *state)
{
	return (CxTransitionsReader){state->packed, (const unsigned char *) state + VARSIZE(state),
								 state->depth != 0};
}

static inline uint64
cx_read_packed(CxTransitionsReader *reader)
{
	uint64 x = *reader->at;

	if (likely(x < 0x80))
		reader->at++;
	else
		reader->at = cx_unpack(reader->at, &x);
	return x;
}

static inline CxName
cx_next_name(CxTransitionsReader *reader)
{
	CxName name = {.length = (uint32) cx_read_packed(reader)};

	name.bytes = (const char *) reader->at;
	reader->at += name.length;
	return name;
}

/* The next pair, of which there must be one, and its buckets, which are to be read before the next. */
static inline CxClosedReader
cx_next_pair(CxTransitionsReader *reader, CxPair *pair)
{
	CxClosedReader buckets = {.end = reader->end, .last = -1};
	uint64 transitions;

	pair->position = reader->deep ? (uint32) cx_read_packed(reader) : 0;
	pair->from = (uint32) cx_read_packed(reader);
	pair->to = (uint32) cx_read_packed(reader);
	transitions = cx_read_packed(reader);
	pair->transitions = (int64) (transitions >> 1);
	pair->customers = (transitions & 1) != 0 ? pair->transitions : (int64) cx_read_packed(reader);
	if (cx_pair_has_times(pair))
		buckets.left = pair->transitions == 1 ? 1 : (uint32) cx_read_packed(reader);
	buckets.at = reader->at;
	return buckets;
}

/* Where the pair's last bucket ended: the next pair begins there. */
static inline void
cx_pair_done(CxTransitionsReader *reader, const CxClosedReader *buckets)
{
	Assert(buckets->left == 0);
	reader->at = buckets->at;
}

/* The same for a pair whose buckets nobody read. */
static inline void
cx_pair_skip(CxTransitionsReader *reader, CxClosedReader *buckets)
{
	while (buckets->left > 0)
	{
		CxBucket bucket;

		cx_next_bucket(buckets, &bucket);
	}
	cx_pair_done(reader, buckets);
}

/* Writes a pair, whose buckets come next. */
static inline unsigned char *
cx_write_pair(unsigned char *to, bool deep, const CxPair *pair, uint32 buckets)
{
	bool each = pair->customers == pair->transitions;

	if (deep)
		to = cx_pack(to, pair->position);
	to = cx_pack(to, pair->from);
	to = cx_pack(to, pair->to);
	to = cx_pack(to, (uint64) pair->transitions << 1 | each);
	if (!each)
		to = cx_pack(to, (uint64) pair->customers);
	if (cx_pair_has_times(pair) && pair->transitions > 1)
		to = cx_pack(to, buckets);
	return to;
}

/* ----- transitions.c ----- */

/* A state for another process of the server, which has the same encoding, and back, checked. */
extern bytea *cx_transitions_to_bytes(const CxTransitions *state);
extern CxTransitions *cx_transitions_of_bytes(const bytea *bytes);

#define PG_GETARG_TRANSITIONS(n) ((const CxTransitions *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

/* ----- transitions_build.c ----- */

typedef struct CxTransitionsBuild CxTransitionsBuild;

/* An empty one, whose memory is of a context that it grows in. */
extern CxTransitionsBuild *cx_transitions_build(MemoryContext context);

/*
 * How long a gap between two steps may be, 0 for any, and how many steps of a journey count, 0 for all:
 * once, before the first pair. Others than those that are there: error 22023.
 */
extern void cx_transitions_settle(CxTransitionsBuild *build, int64 within, uint32 depth);

/* The number of a name plus 1, as from and to have it; the bytes are copied. */
extern uint32 cx_transitions_name(CxTransitionsBuild *build, CxName name);

/*
 * Adds so many transitions of so many customers, who are not among those that are there, with the times
 * in these buckets. A count beyond bigint: error 22003; too many different pairs: 54000.
 */
extern void cx_transitions_put(CxTransitionsBuild *build, const CxPair *pair,
							   CxClosedReader *buckets);

/* Another transition of the one customer that there is. */
extern void cx_transitions_put_one(CxTransitionsBuild *build, const CxPair *pair, int64 micros);

/* Is the pair there? */
extern bool cx_transitions_has(const CxTransitionsBuild *build, const CxPair *pair);

/* Adds a whole state, or takes it away. What is not there, taken away: error 22003. */
extern void cx_transitions_fold(CxTransitionsBuild *build, const CxTransitions *state);
extern void cx_transitions_unfold(CxTransitionsBuild *build, const CxTransitions *state);

/* A fresh state of them. Names or times that are too many for a value: error 54000. */
extern CxTransitions *cx_transitions_make(const CxTransitionsBuild *build);

/* "... more than 1048576 different pairs of steps", 54000. */
pg_noreturn extern void cx_refuse_many_pairs(void);

#endif /* CX_TRANSITIONS_H */
