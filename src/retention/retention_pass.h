/*
 * retention_pass.h
 *	  The state of retention_agg and lifecycle_agg over raw events: which customers were active in which
 *	  periods.
 *
 * One object with two ways to keep them, between which it changes by itself: bitmaps of customers for
 * each period where their numbers lie close together (period_bitmaps.h), or else masks of periods for
 * each customer in a hash (base/customers.h). Who adds rows, merges parts or reads the customers sees
 * neither: cx_retention_pass_begin(), _add(), _send(), _receive(), _merge(), _scan().
 *
 *		entry of the hash:	| key | mask |					up to 64 periods
 *							| key | 1 | mask ... mask |		more
 *
 * A key has one word, or two for uuid and text. Bit k of a mask is the period base + k, the same for
 * all customers. A mask of one word is its own sign that the entry is in use; longer ones follow a word
 * that is.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RETENTION_PASS_H
#define CX_RETENTION_PASS_H

#include "base/customers.h"
#include "retention/period_bitmaps.h"
#include "retention/retention.h"

/* What a customer is told by. Texts have other keys with each seed. */
typedef enum CxCustomerKind
{
	CX_CUSTOMER_INTEGER = 1,
	CX_CUSTOMER_UUID,
	CX_CUSTOMER_TEXT
} CxCustomerKind;

#define CX_KEY_WORDS(kind) ((kind) == CX_CUSTOMER_INTEGER ? 1 : 2)

typedef struct CxRetentionPassRow CxRetentionPassRow;

typedef struct CxRetentionPass
{
	MemoryContext context;
	CxPeriod period;
	CxCustomerKind kind;
	Size limit; /* of the memory for the hash */
	Size bitmaps_limit;
	Size received; /* bytes of all messages merged, and of the largest one */
	Size largest;
	int grace;      /* of lifecycle_agg; -1: none was given */
	int64 base;     /* number of the period of bit 0 */
	int mask_words; /* of a mask */
	int waiting;    /* rows, in the ring before next */
	int next;
	CxRetentionPassRow *rows; /* the ring; NULL while the hash is small */
	CxCustomers customers;    /* the hash; empty while there are bitmaps */
	CxPeriodBitmaps *dense;   /* NULL: customers are in the hash */
	uint64 dense_try; /* with so many customers in the hash, whether they are dense is asked */
	bytea *sent;      /* what it has become, when it was sent in place */
} CxRetentionPass;

/* A partial state from a worker, in the memory that it came in. */
typedef struct CxRetentionMessage
{
	CxPeriod period;
	CxCustomerKind kind;
	int grace;
	uint64 seed;
	int64 base;
	int mask_words;  /* 0: bitmaps follow, else entries */
	int64 customers; /* entries */
	Size bytes;      /* of all of it */
	StringInfoData rest;
} CxRetentionMessage;

/* The customers one after the other, in no order. */
typedef struct CxRetentionPassScan
{
	CxRetentionPass *state;
	int words;  /* of a mask */
	int64 base; /* the period of bit 0 */
	uint64 slot;
	CxPeriodBitmapsScan bitmaps;
} CxRetentionPassScan;

/* A state without customers, in the aggregate's memory; first is a period to come. */
extern CxRetentionPass *cx_retention_pass_begin(FunctionCallInfo fcinfo, CxCustomerKind kind,
												CxPeriod period, int64 first);

/* As cx_retention_pass_add(), for all rows. */
extern void cx_retention_pass_add_row(CxRetentionPass *state, const uint64 *key, int64 number,
									  int key_words);

/*
 * Adds a row: a customer, who is an integer, active in a period. False: the short way, on which nothing
 * is called, does not lead there, and cx_retention_pass_add_row() must be.
 */
static pg_attribute_always_inline bool
cx_retention_pass_add(CxRetentionPass *state, uint64 customer, int64 number)
{
	uint64 *word;

	if (unlikely(state->dense == NULL))
		return false;
	word = cx_bitmaps_word(state->dense, customer, number);
	if (unlikely(word == NULL))
		return false;
	cx_bitmaps_set(state->dense, word, customer);
	return true;
}

/* The grace of a row or a message, or -1. Another one than before: error 22023. */
extern void cx_retention_pass_set_grace(CxRetentionPass *state, int grace);

/* Has each customer's mask, and its words and the period of bit 0 in scan; NULL after the last one. */
extern void cx_retention_pass_scan(CxRetentionPassScan *scan, CxRetentionPass *state);
extern const uint64 *cx_retention_pass_next(CxRetentionPassScan *scan);
extern void cx_retention_pass_scan_end(CxRetentionPassScan *scan);

/*
 * The state as a message. In place it becomes the message, so that both are never there together; all
 * that can be done with it then is to be sent again.
 */
extern bytea *cx_retention_pass_send(CxRetentionPass *state, bool in_place);

/* What a message says it is; its customers are read when it is merged. Error 22P03 or 08P01. */
extern CxRetentionMessage *cx_retention_pass_receive(bytea *bytes);

/* Adds the customers of a message. Errors as for rows; what is no message: error 22P03 or 08P01. */
extern void cx_retention_pass_merge(CxRetentionPass *state, CxRetentionMessage *message);

/*
 * Within the object.
 */

/* Puts the rows that wait into the hash. */
extern void cx_retention_pass_flush(CxRetentionPass *state);

/* Sets the limits of hash and bitmaps beside all that takes memory, and so much more for a while. */
extern void cx_retention_pass_limit(CxRetentionPass *state, Size taken);

/* Takes all from bitmaps into the hash. */
extern void cx_retention_pass_settle(CxRetentionPass *state);

/* The first and the last period that anybody in the hash has; returns how many periods there are. */
extern int64 cx_retention_pass_periods(const CxRetentionPass *state, int64 *first, int64 *last);

/* Makes the masks of the hash reach from period first to period last, moving and widening them. */
extern void cx_retention_pass_reach(CxRetentionPass *state, int64 first, int64 last);

/* Adds the periods of a mask, whose bit 0 is the period base, to those of a customer in the hash. */
extern void cx_retention_pass_add_mask(CxRetentionPass *state, const uint64 *key,
									   const uint64 *mask, int words, int64 base);

/*
 * Adds the periods of a mask to those of a customer in bitmaps; false when they have no place for one.
 * Those before it are there then, which does no harm: to add them again changes nothing.
 */
extern bool cx_retention_pass_add_mask_to_bitmaps(CxPeriodBitmaps *dense, uint64 customer,
												  const uint64 *mask, int words, int64 base);

/* Moves the customers of the hash into bitmaps; false, and nothing is moved, if they don't fit. */
extern bool cx_retention_pass_move_to_bitmaps(CxRetentionPass *state, CxPeriodBitmaps *dense);

/* Refuses periods that would make a history too long. */
extern void cx_retention_pass_check_periods(const CxPeriodBitmaps *dense, int64 first, int64 last);

#endif /* CX_RETENTION_PASS_H */
