/*
 * subscriptions.h
 *	  Subscriptions collected for one aggregation: who, from which period, to which, for how much.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SUBSCRIPTIONS_H
#define CX_SUBSCRIPTIONS_H

#include "utils/memutils.h"

#include "base/customer_key.h"
#include "revenue/series.h"

/* A subscription without an end. No period has this number. */
#define CX_OPEN PG_INT32_MAX

/* What customers are in the column, in the order in which they are sent. */
typedef enum CxSubscriberKind
{
	CX_BY_NUMBER, /* one word: the number, with the sign bit turned over, so that words sort as it does */
	CX_BY_UUID, /* two words: its bits */
	CX_BY_TEXT  /* two words: a hash with the state's seed */
} CxSubscriberKind;

#define CX_SUBSCRIBER_KINDS       (CX_BY_TEXT + 1)
#define CX_SUBSCRIBER_WORDS(kind) ((kind) == CX_BY_NUMBER ? 1 : 2)

/* A number as its key, and back. */
#define CX_NUMBER_KEY(number) ((uint64) (number) ^ UINT64CONST(0x8000000000000000))

/*
 * One row, 24 bytes by number and 32 by uuid or text:
 *
 *		first   stop    amount          customer        (customer)
 *		|-- 4 --|-- 4 --|------ 8 ------|------ 8 ------|------ 8 ------|
 *
 * Periods are half-open: the first at whose end it runs, the first at whose end it runs no more.
 */
typedef struct CxSubscription
{
	int32 first;
	int32 stop;
	int64
		amount; /* in millionths, from CX_LEAST_MICROS on; below, a place among the other amounts */
	uint64 customer[FLEXIBLE_ARRAY_MEMBER];
} CxSubscription;

#define CX_SUBSCRIPTION_SIZE(words) (offsetof(CxSubscription, customer) + (words) * sizeof(uint64))

StaticAssertDecl(CX_SUBSCRIPTION_SIZE(1) == 24 && CX_SUBSCRIPTION_SIZE(2) == 32,
				 "subscriptions must have no padding");

#define CX_LEAST_MICROS        (-(INT64CONST(1) << 62))
#define CX_OTHER_AMOUNT(place) (PG_INT64_MIN + (place))

typedef struct CxSubscriptions
{
	CxPeriod period;
	int span; /* of the movements, in periods: 1 unless there is one */
	CxSubscriberKind kind;
	int words;           /* of a customer */
	Size size;           /* of a subscription */
	uint64 seed;         /* of the hash of texts; 0 for other kinds */
	bool sorted;         /* by customer, as unsigned numbers */
	int32 low;           /* the first period in use */
	int32 high;          /* the last */
	uint64 differing[2]; /* bits in which customers differ from that of the first subscription */
	int64 count;
	int64 capacity;
	int64 other_count;
	int64 other_capacity;
	char *list;
	CxMoney *others; /* amounts that are no whole millionths, or too many of them */
} CxSubscriptions;

/*
 * Both arrays together: 22 million subscriptions by number. Sorting takes as much again, and so does what
 * a worker hands over, so that a backend stays within 1 GB.
 */
#define CX_SUBSCRIPTIONS_LIMIT ((int64) 512 * 1024 * 1024)

static inline CxSubscription *
cx_subscription_at(const CxSubscriptions *state, int64 i)
{
	return (CxSubscription *) (state->list + i * state->size);
}

static inline CxMoney
cx_subscription_amount(const CxSubscriptions *state, const CxSubscription *subscription)
{
	return likely(subscription->amount >= CX_LEAST_MICROS)
			   ? cx_money_from_signed_micros(subscription->amount)
			   : state->others[subscription->amount - PG_INT64_MIN];
}

/* -1, 0 or 1: the order of customers. */
static pg_attribute_always_inline int
cx_customer_order(const uint64 *a, const uint64 *b, int words)
{
	if (a[0] != b[0])
		return a[0] < b[0] ? -1 : 1;
	if (words == 1 || a[1] == b[1])
		return 0;
	return a[1] < b[1] ? -1 : 1;
}

/* ---- subscriptions_build.c: its memory ---- */

extern CxSubscriptions *cx_subscriptions_make(MemoryContext context, CxPeriod period, int span,
											  CxSubscriberKind kind, uint64 seed);

/* Room for more subscriptions and more other amounts. Too many: error 54000. */
extern void cx_subscriptions_make_room(MemoryContext context, CxSubscriptions *state, int64 more,
									   int64 more_others);

/* Adds the subscriptions of another state, whose memory is not ours. */
extern void cx_subscriptions_add(MemoryContext context, CxSubscriptions *state,
								 const CxSubscriptions *other);

/* Takes note of the subscription that lies behind the last one, and counts it. */
static pg_attribute_always_inline void
cx_subscriptions_note(CxSubscriptions *state, int words)
{
	const CxSubscription *last =
		(CxSubscription *) (state->list + state->count * CX_SUBSCRIPTION_SIZE(words));
	const CxSubscription *first = (CxSubscription *) state->list;

	for (int i = 0; i < words; i++)
		state->differing[i] |= last->customer[i] ^ first->customer[i];
	if (state->count > 0 && state->sorted)
	{
		const CxSubscription *before =
			(CxSubscription *) ((char *) last - CX_SUBSCRIPTION_SIZE(words));

		state->sorted = cx_customer_order(before->customer, last->customer, words) <= 0;
	}
	state->low = Min(state->low, last->first);
	state->high = Max(state->high, last->stop == CX_OPEN ? last->first : last->stop);
	state->count++;
}

/* ---- subscriptions_sort.c, subscriptions_sweep.c ---- */

/* Sorts by customer, in place: the state holds the same subscriptions afterwards. */
extern void cx_subscriptions_sort(CxSubscriptions *state);

/*
 * The movements of all customers; NULL state: the empty series. A customer whose sum is negative at
 * the end of a period: error 22003.
 */
extern CxRevenueSeries *cx_subscriptions_series(CxSubscriptions *state);

#endif /* CX_SUBSCRIPTIONS_H */
