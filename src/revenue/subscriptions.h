/*
 * subscriptions.h
 *	  Subscriptions collected for one aggregation: who, from which period, to which, for how much.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SUBSCRIPTIONS_H
#define CX_SUBSCRIPTIONS_H

#include "utils/memutils.h"

#include "revenue/series.h"

/* A subscription without an end. No period has this number. */
#define CX_OPEN PG_INT32_MAX

/*
 * 24 bytes a subscription. Periods are half-open: the first at whose end it runs, the first at whose
 * end it runs no more.
 */
typedef struct CxSubscription
{
	int64 customer;
	int32 first;
	int32 stop;
	int64 amount; /* in millionths; or, when negative, ~ of a place among the other amounts */
} CxSubscription;

typedef struct CxSubscriptions
{
	CxPeriod period;
	bool sorted;      /* by customer, as unsigned numbers */
	int32 low;        /* the first period in use */
	int32 high;       /* the last */
	uint64 differing; /* bits in which customers differ from that of the first subscription */
	int64 count;
	int64 capacity;
	int64 other_count;
	int64 other_capacity;
	CxSubscription *list;
	CxMoney *others; /* amounts that are no whole millionths, or too many of them */
} CxSubscriptions;

/*
 * Both arrays together, so that a state can be handed from a worker as one value: 44 million
 * subscriptions. Sorting takes as much again.
 */
#define CX_SUBSCRIPTIONS_LIMIT ((int64) MaxAllocSize - 1024)
#define CX_SUBSCRIPTIONS_BYTES(count, other_count)                                                 \
	((int64) ((count) * sizeof(CxSubscription) + (other_count) * sizeof(CxMoney)))

static inline CxMoney
cx_subscription_amount(const CxSubscriptions *state, const CxSubscription *subscription)
{
	return likely(subscription->amount >= 0) ? cx_money_from_micros(subscription->amount)
											 : state->others[~subscription->amount];
}

/* Sorts by customer, in place: the state holds the same subscriptions afterwards. */
extern void cx_subscriptions_sort(CxSubscriptions *state);

/* The movements of all customers; NULL state: the empty series. */
extern CxRevenueSeries *cx_subscriptions_series(CxSubscriptions *state);

#endif /* CX_SUBSCRIPTIONS_H */
