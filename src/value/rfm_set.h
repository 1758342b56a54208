/*
 * rfm_set.h
 *	  Type cx_rfm_set: frequency, recency, age and mean amount of many customers.
 *
 * What one pass over raw orders ends in, to be read as rows. A state over customers: it has no days, so
 * two of them cannot be put together. For that, a cx_rfm for each customer is kept. Customers without a
 * purchase day are not in it, as those without a row are not: the models know nothing of either.
 *
 *	+--------+---------+-----------+---+-------+---+-------------------------------+
 *	| length | version | key words | 0 | until | 0 | an entry, an entry, ...       |
 *	|   4    |    1    |     1     | 2 |   4   | 4 |                               |
 *	+--------+---------+-----------+---+-------+---+-------------------------------+
 *
 *	+-------------+-----------+---------+-----+-----+---------------+
 *	| key         | frequency | recency |  0  | age | mean amount   |  mean amount is 0 without a
 *	| 8 or 16     |     4     |    4    |  4  |  4  |       8       |  repeat purchase
 *	+-------------+-----------+---------+-----+-----+---------------+
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RFM_SET_H
#define CX_RFM_SET_H

#include "fmgr.h"
#include "utils/date.h"

#include "base/compat.h"

typedef struct CxRfmSet
{
	int32 vl_len_;                       /* varlena header, not to be touched directly */
	uint8 version;                       /* 1 */
	uint8 key_words;                     /* 1: bigint, 2: uuid; 0 in the empty set */
	uint16 unused;                       /* 0 */
	DateADT until;                       /* the last day observed */
	int32 spare;                         /* 0 */
	uint64 words[FLEXIBLE_ARRAY_MEMBER]; /* entries, in the order of the customers */
} CxRfmSet;

StaticAssertDecl(offsetof(CxRfmSet, words) == 16, "cx_rfm_set must keep its layout on disk");

/* Words of an entry behind the key. */
#define CX_RFM_SET_PAYLOAD 3

typedef struct CxRfmRow
{
	int32 frequency;
	int32 recency;
	int32 age;
	double mean_amount;
} CxRfmRow;

#define PG_GETARG_RFM_SET_P(n) ((CxRfmSet *) PG_GETARG_VARLENA_P(n))
#define PG_RETURN_RFM_SET_P(x) PG_RETURN_POINTER(x)

/* Zeroed but for its header; too many customers for a value: error 54000. */
extern CxRfmSet *cx_rfm_set_new(int key_words, uint64 customers, DateADT until);

/* Room for half as many more, whose entries are not zeroed. Errors as above. */
extern CxRfmSet *cx_rfm_set_grow(CxRfmSet *set);

static inline uint64
cx_rfm_set_count(const CxRfmSet *set)
{
	return (VARSIZE(set) - offsetof(CxRfmSet, words)) / sizeof(uint64) /
		   (set->key_words + CX_RFM_SET_PAYLOAD);
}

/* The entry of number i, to be written; and to be read. */
static inline uint64 *
cx_rfm_set_entry(CxRfmSet *set, uint64 i)
{
	return set->words + i * (set->key_words + CX_RFM_SET_PAYLOAD);
}

static inline const uint64 *
cx_rfm_set_at(const CxRfmSet *set, uint64 i)
{
	return set->words + i * (set->key_words + CX_RFM_SET_PAYLOAD);
}

static inline void
cx_rfm_set_write(uint64 *payload, const CxRfmRow *row)
{
	payload[0] = (uint64) (uint32) row->frequency << 32 | (uint32) row->recency;
	payload[1] = (uint32) row->age;
	memcpy(&payload[2], &row->mean_amount, sizeof(double));
}

static inline CxRfmRow
cx_rfm_set_read(const uint64 *payload)
{
	CxRfmRow row = {(int32) (payload[0] >> 32), (int32) payload[0], (int32) payload[1], 0};

	memcpy(&row.mean_amount, &payload[2], sizeof(double));
	return row;
}

/* The set of its first entries, which are put in order. */
extern CxRfmSet *cx_rfm_set_finish(CxRfmSet *set, uint64 count);

#endif /* CX_RFM_SET_H */
