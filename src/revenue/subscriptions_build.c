/*
 * subscriptions_build.c
 *	  The memory of collected subscriptions: growing, and taking in those of another process.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"
#include "revenue/subscriptions.h"

CxSubscriptions *
cx_subscriptions_make(MemoryContext context, CxPeriod period, int span, CxSubscriberKind kind,
					  uint64 seed)
{
	CxSubscriptions *state = MemoryContextAllocZero(context, sizeof(CxSubscriptions));

	state->period = period;
	state->span = span;
	state->kind = kind;
	state->words = CX_SUBSCRIBER_WORDS(kind);
	state->size = CX_SUBSCRIPTION_SIZE(state->words);
	state->seed = seed;
	state->sorted = true;
	state->low = PG_INT32_MAX;
	state->high = PG_INT32_MIN;
	return state;
}

static void *
resize(MemoryContext context, void *array, int64 old, int64 capacity, Size size)
{
	if (capacity == old)
		return array;
	if (array == NULL)
		return MemoryContextAllocHuge(context, capacity * size);
	return repalloc_huge(array, capacity * size);
}

static int64
bytes(const CxSubscriptions *state, int64 count, int64 other_count)
{
	return count * (int64) state->size + other_count * (int64) sizeof(CxMoney);
}

/*
 * Twice as much as there was, or as the limit allows. A million groups of one subscription each must
 * stay small, so it begins with two.
 */
void
cx_subscriptions_make_room(MemoryContext context, CxSubscriptions *state, int64 more,
						   int64 more_others)
{
	int64 count = state->count + more;
	int64 other_count = state->other_count + more_others;
	int64 capacity = state->capacity;
	int64 other_capacity = state->other_capacity;
	int64 left = CX_SUBSCRIPTIONS_LIMIT - bytes(state, count, other_count);

	if (left < 0)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("revenue_agg over more than " INT64_FORMAT
					   " subscriptions needs more than 1 GB",
					   state->count),
				errhint("Aggregate parts that hold whole customers, such as customer %% 4 or "
						"hashtext(customer) %% 4, and add them up with rollup()."));
	if (count > capacity)
		capacity = Max(Max(2 * capacity, count), 2);
	if (other_count > other_capacity)
		other_capacity = Max(Max(2 * other_capacity, other_count), 2);
	if (bytes(state, capacity, other_capacity) > CX_SUBSCRIPTIONS_LIMIT)
	{
		/*
		 * What is only reserved must not count. Each array may have to give back, but either gets half
		 * of what is left: arrays that grow in turns would be moved for each element otherwise.
		 */
		other_capacity = Min(other_capacity, other_count + left / 2 / (int64) sizeof(CxMoney));
		capacity = Min(capacity, (CX_SUBSCRIPTIONS_LIMIT - bytes(state, 0, other_capacity)) /
									 (int64) state->size);
	}
	state->list = resize(context, state->list, state->capacity, capacity, state->size);
	state->capacity = capacity;
	state->others =
		resize(context, state->others, state->other_capacity, other_capacity, sizeof(CxMoney));
	state->other_capacity = other_capacity;
}

/* The subscription of another state in its place in ours; its other amount lies behind ours. */
static pg_attribute_always_inline void
put(char *to, const char *from, Size size, int64 other_count)
{
	CxSubscription *subscription = (CxSubscription *) to;

	memcpy(to, from, size);
	if (unlikely(subscription->amount < CX_LEAST_MICROS))
		subscription->amount += other_count;
}

/* Both are sorted: from the last on, so that no subscription of ours is written over. */
static pg_attribute_always_inline void
merge(CxSubscriptions *state, const CxSubscriptions *other, int words)
{
	const Size size = CX_SUBSCRIPTION_SIZE(words);
	int64 ours = state->count, theirs = other->count;

	while (theirs > 0)
	{
		char *to = state->list + (ours + theirs - 1) * size;
		const char *a = state->list + (ours - 1) * size;
		const char *b = other->list + (theirs - 1) * size;

		CX_CHECK_INTERRUPTS(theirs);
		if (ours > 0 && cx_customer_order(((CxSubscription *) a)->customer,
										  ((CxSubscription *) b)->customer, words) > 0)
		{
			memcpy(to, a, size);
			ours--;
		}
		else
		{
			put(to, b, size, state->other_count);
			theirs--;
		}
	}
}

static pg_attribute_always_inline void
append(CxSubscriptions *state, const CxSubscriptions *other, int words)
{
	const Size size = CX_SUBSCRIPTION_SIZE(words);

	for (int64 i = 0; i < other->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		put(state->list + (state->count + i) * size, other->list + i * size, size,
			state->other_count);
	}
	state->sorted = state->count == 0 && other->sorted;
}

void
cx_subscriptions_add(MemoryContext context, CxSubscriptions *state, const CxSubscriptions *other)
{
	bool sorted = state->sorted && other->sorted && state->count > 0;

	if (state->count + other->count > state->capacity ||
		state->other_count + other->other_count > state->other_capacity)
		cx_subscriptions_make_room(context, state, other->count, other->other_count);
	/* all ours differ from one another in these bits only, all theirs in those, and one from one in the rest */
	for (int i = 0; i < state->words; i++)
	{
		state->differing[i] |= other->differing[i];
		if (state->count > 0)
			state->differing[i] |= cx_subscription_at(state, 0)->customer[i] ^
								   cx_subscription_at(other, 0)->customer[i];
	}
	if (other->other_count > 0)
		memcpy(state->others + state->other_count, other->others,
			   other->other_count * sizeof(CxMoney));
	if (sorted && state->words == 1)
		merge(state, other, 1);
	else if (sorted)
		merge(state, other, 2);
	else if (state->words == 1)
		append(state, other, 1);
	else
		append(state, other, 2);
	state->low = Min(state->low, other->low);
	state->high = Max(state->high, other->high);
	state->count += other->count;
	state->other_count += other->other_count;
}
