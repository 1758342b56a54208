/*
 * retention_pass.c
 *	  The cohort table in one pass over raw events: retention_agg(customer, at, period).
 *
 * GROUP BY customer first is what costs: a million groups, each found for every row. Here a row is
 * one bit in a hash of customers (base/customers.h), or in a plain array of them where their numbers
 * lie close together (base/dense_customers.h), and the cohorts are counted when all rows are in. The
 * state is internal because nobody stores that; the result is a cx_retention.
 *
 * Bit 0 of every mask is the same period. Masks have 64 bits until the periods seen span more.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "base/aggregate.h"
#include "base/bits.h"
#include "base/calendar.h"
#include "base/customers.h"
#include "base/dense_customers.h"
#include "base/state_wire.h"
#include "retention/retention.h"

#define TYPE_NAME    "retention_agg state"
#define WIRE_VERSION 1
#define MAX_WORDS    (CX_ACTIVITY_MAX_PERIODS / 64)

/*
 * A row waits while so many others come: its slot is asked for when it arrives, and the executor's
 * work on the others is what the memory needs to answer.
 */
#define WAITING_ROWS 32

typedef struct Row
{
	uint64 key[2];
	uint64 hash;
	uint64 bit;
} Row;

typedef struct PassState
{
	CxPeriod period;
	int64 base;     /* number of the period of bit 0 */
	int mask_words; /* of a mask; in a wide one they come after a word that is 1 */
	int waiting;    /* rows, in the ring before next */
	int next;
	Row *rows; /* the ring; NULL while the table is small */
	CxCustomers customers;
	CxDenseCustomers dense; /* while it has words, the hash is empty */
	uint64 dense_try; /* when the hash has so many customers, whether they are dense is asked */
} PassState;

/* A mask of one word is its own sign that the entry is in use: it has a bit. */
static inline int
payload_words(int mask_words)
{
	return mask_words == 1 ? 1 : mask_words + 1;
}

static inline uint64 *
mask_of(const PassState *state, uint64 *entry)
{
	return entry + state->customers.key_words + (state->mask_words > 1);
}

static PassState *
begin(MemoryContext context, int key_words, CxPeriod period, int64 first, int mask_words)
{
	PassState *state = MemoryContextAllocZero(context, sizeof(PassState));

	state->period = period;
	/* rows may come in any order: room on both sides */
	state->base = first - 32;
	state->mask_words = mask_words;
	cx_customers_init(&state->customers, context, key_words, key_words + payload_words(mask_words));
	return state;
}

/* key_words and mask_words are those of the state, as constants where speed counts */
static pg_attribute_always_inline void
set_bit(PassState *state, const uint64 *key, uint64 hash, uint64 bit, int key_words, int mask_words)
{
	uint64 *kept = cx_customers_find(&state->customers, key, hash, key_words,
									 key_words + payload_words(mask_words));

	if (mask_words == 1)
		kept[0] |= UINT64CONST(1) << bit;
	else
	{
		kept[0] = 1;
		kept[1 + bit / 64] |= UINT64CONST(1) << (bit % 64);
	}
}

static pg_attribute_always_inline void
set_dense_bit(PassState *state, const Row *row)
{
	state->dense.words[row->key[0] - state->dense.first] |= UINT64CONST(1) << row->bit;
}

/* Puts the rows that wait into the table; the state is then what its table says. */
static void
flush(PassState *state)
{
	for (; state->waiting > 0; state->waiting--)
	{
		const Row *row = &state->rows[(state->next + WAITING_ROWS - state->waiting) % WAITING_ROWS];

		if (state->dense.words != NULL)
			set_dense_bit(state, row);
		else
			set_bit(state, row->key, row->hash, row->bit, state->customers.key_words,
					state->mask_words);
	}
}

/* Puts all that there is into the hash. */
static void
settle(PassState *state)
{
	flush(state);
	if (state->dense.words != NULL)
	{
		cx_dense_give(&state->dense, &state->customers);
		state->dense_try = state->customers.count * 2;
	}
}

/* The first and the last period that any customer has, counted from the base; false: none. */
static bool
used_periods(const PassState *state, int64 *first, int64 *last)
{
	uint64 *any = palloc0(state->mask_words * sizeof(uint64));
	uint64 slot = 0;
	uint64 *entry;
	bool found = false;

	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < state->mask_words; w++)
			any[w] |= mask_of(state, entry)[w];
	}
	for (uint64 i = 0; i < state->dense.size; i++)
		any[0] |= state->dense.words[i];
	for (int w = 0; w < state->mask_words; w++)
	{
		if (any[w] == 0)
			continue;
		if (!found)
			*first = w * 64 + pg_rightmost_one_pos64(any[w]);
		*last = w * 64 + pg_leftmost_one_pos64(any[w]);
		found = true;
	}
	pfree(any);
	return found;
}

/* Makes the masks reach from period first to period last, moving and widening them. */
static void
reach(PassState *state, int64 first, int64 last)
{
	int64 used_first, used_last;
	int64 base, room;
	int words = state->mask_words;
	bool below = first < state->base;
	CxCustomers old = state->customers;
	uint64 slot = 0;
	uint64 *entry;
	PassState before;

	if (first >= state->base && last < state->base + (int64) words * 64)
		return;
	flush(state);
	old = state->customers;
	before = *state;
	if (used_periods(state, &used_first, &used_last))
	{
		first = Min(first, state->base + used_first);
		last = Max(last, state->base + used_last);
	}
	if (last - first >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
	while (last - first >= (int64) words * 64)
		words *= 2;
	if (words > state->mask_words)
	{
		settle(state);
		old = state->customers;
		before = *state;
	}
	/*
	 * What room there is goes where the periods go, but for a quarter: rows that go both ways in
	 * turns would else move all masks again and again.
	 */
	room = (int64) words * 64 - 1 - (last - first);
	base = first - (below ? room - room / 4 : room / 4);
	state->base = base;
	if (words == state->mask_words)
	{
		uint64 *was = palloc(words * sizeof(uint64));

		while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
		{
			uint64 *mask = mask_of(state, entry);

			CHECK_FOR_INTERRUPTS();
			memcpy(was, mask, words * sizeof(uint64));
			memset(mask, 0, words * sizeof(uint64));
			cx_bits_or(mask, words, was, words, before.base - base);
		}
		for (uint64 i = 0; i < state->dense.size; i++)
			state->dense.words[i] = before.base >= base
										? state->dense.words[i] << (before.base - base)
										: state->dense.words[i] >> (base - before.base);
	}
	else
	{
		state->mask_words = words;
		cx_customers_init(&state->customers, old.context, old.key_words,
						  old.key_words + payload_words(words));
		cx_customers_reserve(&state->customers, old.count);
		while ((entry = cx_customers_next(&old, &slot)) != NULL)
		{
			uint64 hash = cx_customers_hash(entry, old.key_words);
			uint64 *kept = cx_customers_find(&state->customers, entry, hash, old.key_words,
											 state->customers.words);

			CHECK_FOR_INTERRUPTS();
			kept[0] = 1;
			cx_bits_or(kept + 1, words, mask_of(&before, entry), before.mask_words,
					   before.base - base);
		}
		pfree(old.slots);
	}
}

/* Numbers that lie close together get an array; if they don't, more of them may. */
static pg_noinline void
try_dense(PassState *state)
{
	flush(state);
	if (!cx_dense_take(&state->dense, &state->customers))
		state->dense_try = state->customers.count + state->customers.count / 2;
}

/* The row's place in the array of customers; false when there is none, or none there. */
static pg_attribute_always_inline bool
count_dense_row(PassState *state, uint64 number, uint64 bit)
{
	Row *row;

	if (unlikely(!cx_dense_has(&state->dense, number)))
	{
		flush(state);
		if (!cx_dense_reach(&state->dense, number))
		{
			settle(state);
			return false;
		}
	}
	row = &state->rows[state->next];
	if (likely(state->waiting == WAITING_ROWS))
		set_dense_bit(state, row);
	else
		state->waiting++;
	row->key[0] = number;
	row->bit = bit;
	state->next = (state->next + 1) % WAITING_ROWS;
#if defined(__GNUC__) || defined(__clang__)
	__builtin_prefetch(&state->dense.words[number - state->dense.first], 1);
#endif
	return true;
}

static pg_attribute_always_inline void
count_row(PassState *state, const uint64 *key, int64 number, int key_words)
{
	uint64 bit = (uint64) (number - state->base);
	uint64 hash;
	Row *row;

	if (unlikely(bit >= (uint64) state->mask_words * 64))
	{
		reach(state, number, number);
		bit = (uint64) (number - state->base);
	}
	if (key_words == 1 && state->rows != NULL)
	{
		if (unlikely(state->dense.words == NULL && state->customers.count >= state->dense_try &&
					 state->mask_words == 1))
			try_dense(state);
		if (state->dense.words != NULL && count_dense_row(state, key[0], bit))
			return;
	}
	hash = cx_customers_hash(key, key_words);
	if (unlikely(state->rows == NULL))
	{
		set_bit(state, key, hash, bit, key_words, state->mask_words);
		if (unlikely(cx_customers_bytes(&state->customers) >= CX_CUSTOMERS_LARGE_BYTES))
			state->rows = MemoryContextAlloc(state->customers.context, WAITING_ROWS * sizeof(Row));
		return;
	}
	row = &state->rows[state->next];
	if (likely(state->waiting == WAITING_ROWS))
	{
		if (likely(state->mask_words == 1))
			set_bit(state, row->key, row->hash, row->bit, key_words, 1);
		else
			set_bit(state, row->key, row->hash, row->bit, key_words, state->mask_words);
	}
	else
		state->waiting++;
	row->key[0] = key[0];
	if (key_words > 1)
		row->key[1] = key[1];
	row->hash = hash;
	row->bit = bit;
	state->next = (state->next + 1) % WAITING_ROWS;
	cx_customers_prefetch(&state->customers, hash, state->customers.words);
}

/*
 * cx_retention_pass(internal, customer, at, cx_period [, cx_zone]) -> internal; customer bigint or
 * uuid; at date or timestamp, or timestamptz with a zone
 *		Transition of retention_agg over raw events. A NULL customer or at is skipped. NULL period or
 *		zone: error 22004; infinite at: error 22008; another period than in the rows before: error
 *		22023; more than 65536 periods, or too many customers for 1 GB: error 54000.
 */
#define TRANSITION(symbol, key_words, get_key, zone_arg, number_of)                                \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		PassState *state = PG_ARGISNULL(0) ? NULL : (PassState *) PG_GETARG_POINTER(0);            \
		CxCalendar *calendar = cx_calendar(fcinfo, 3, zone_arg, false);                            \
		uint64 key[2];                                                                             \
		int64 number;                                                                              \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(1) || PG_ARGISNULL(2)))                                          \
		{                                                                                          \
			if (state == NULL)                                                                     \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_POINTER(state);                                                              \
		}                                                                                          \
		number = number_of;                                                                        \
		get_key;                                                                                   \
		if (unlikely(state == NULL))                                                               \
			state = begin(cx_aggregate_context(fcinfo), key_words, calendar->period, number, 1);   \
		if (unlikely(state->period != calendar->period))                                           \
			cx_check_same_kind(state->period, 0, calendar->period, 0);                             \
		count_row(state, key, number, key_words);                                                  \
		PG_RETURN_POINTER(state);                                                                  \
	}

#define BIGINT_KEY key[0] = (uint64) PG_GETARG_INT64(1)
#define UUID_KEY   cx_customers_uuid_key(PG_GETARG_UUID_P(1), key)
#define DAY        cx_calendar_day(calendar, PG_GETARG_DATEADT(2))
#define LOCAL      cx_calendar_timestamp(calendar, PG_GETARG_TIMESTAMP(2))
#define INSTANT    cx_calendar_timestamptz(calendar, PG_GETARG_TIMESTAMPTZ(2))

TRANSITION(cx_retention_pass_bigint_date, 1, BIGINT_KEY, -1, DAY)
TRANSITION(cx_retention_pass_bigint_timestamp, 1, BIGINT_KEY, -1, LOCAL)
TRANSITION(cx_retention_pass_bigint_timestamptz, 1, BIGINT_KEY, 4, INSTANT)
TRANSITION(cx_retention_pass_uuid_date, 2, UUID_KEY, -1, DAY)
TRANSITION(cx_retention_pass_uuid_timestamp, 2, UUID_KEY, -1, LOCAL)
TRANSITION(cx_retention_pass_uuid_timestamptz, 2, UUID_KEY, 4, INSTANT)

/* Adds the customers of from, which is left as it is but for rows not yet in its table. */
static void
merge(PassState *into, PassState *from)
{
	int64 first, last;
	uint64 slot = 0;
	uint64 *entry;

	cx_check_same_kind(into->period, 0, from->period, 0);
	settle(into);
	settle(from);
	if (!used_periods(from, &first, &last))
		return;
	reach(into, from->base + first, from->base + last);
	cx_customers_reserve(&into->customers,
						 into->customers.count +
							 cx_customers_missing(&into->customers, &from->customers));
	while ((entry = cx_customers_next(&from->customers, &slot)) != NULL)
	{
		int key_words = into->customers.key_words;
		uint64 hash = cx_customers_hash(entry, key_words);
		uint64 *kept =
			cx_customers_find(&into->customers, entry, hash, key_words, into->customers.words);

		if (into->mask_words > 1)
			*kept++ = 1;
		cx_bits_or(kept, into->mask_words, mask_of(from, entry), from->mask_words,
				   from->base - into->base);
		CHECK_FOR_INTERRUPTS();
	}
}

/*
 * cx_retention_pass_combine(internal, internal) -> internal
 *		Combine function: customers of both, active where either has them. Errors as the transition.
 */
PG_FUNCTION_INFO_V1(cx_retention_pass_combine);
Datum
cx_retention_pass_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	PassState *into = PG_ARGISNULL(0) ? NULL : (PassState *) PG_GETARG_POINTER(0);
	PassState *from = PG_ARGISNULL(1) ? NULL : (PassState *) PG_GETARG_POINTER(1);

	if (from == NULL)
	{
		if (into == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(into);
	}
	if (into == NULL)
	{
		into = begin(context, from->customers.key_words, from->period, from->base + 32, 1);
	}
	merge(into, from);
	PG_RETURN_POINTER(into);
}

/*
 * cx_retention_pass_serialize(internal) -> bytea, cx_retention_pass_deserialize(bytea, internal) ->
 * internal
 *		A partial state on its way from a worker: version byte, period's code, key words and mask
 *		words, base, customers, then keys and masks in the order of the hash. Strict. What is no such
 *		state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_retention_pass_serialize);
Datum
cx_retention_pass_serialize(PG_FUNCTION_ARGS)
{
	PassState *state = (PassState *) PG_GETARG_POINTER(0);
	StringInfoData message;
	uint64 slot = 0;
	uint64 *entry;
	int key_words = state->customers.key_words;

	cx_aggregate_context(fcinfo);
	settle(state);
	pq_begintypsend(&message);
	enlargeStringInfo(&message, (int) (64 + state->customers.count *
												(key_words + state->mask_words) * sizeof(uint64)));
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->period);
	pq_sendbyte(&message, (uint8) key_words);
	pq_sendint32(&message, state->mask_words);
	pq_sendint64(&message, state->base);
	pq_sendint64(&message, (int64) state->customers.count);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = 0; i < key_words; i++)
			pq_sendint64(&message, (int64) entry[i]);
		for (int i = 0; i < state->mask_words; i++)
			pq_sendint64(&message, (int64) mask_of(state, entry)[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(cx_retention_pass_deserialize);
Datum
cx_retention_pass_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	PassState *state;
	int period, key_words, mask_words;
	int64 base, customers;

	cx_aggregate_context(fcinfo);
	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, TYPE_NAME, WIRE_VERSION);
	period = pq_getmsgbyte(&message);
	key_words = pq_getmsgbyte(&message);
	mask_words = (int) pq_getmsgint(&message, 4);
	base = pq_getmsgint64(&message);
	customers = pq_getmsgint64(&message);
	if (period >= CX_PERIODS || key_words < 1 || key_words > 2 || mask_words < 1 ||
		mask_words > MAX_WORDS || base < PG_INT32_MIN - (int64) CX_ACTIVITY_MAX_PERIODS ||
		base > PG_INT32_MAX || customers < 0 ||
		customers !=
			(message.len - message.cursor) / (int64) ((key_words + mask_words) * sizeof(uint64)))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");

	state = begin(CurrentMemoryContext, key_words, (CxPeriod) period, base + 32, mask_words);
	cx_customers_reserve(&state->customers, (uint64) customers);
	for (int64 i = 0; i < customers; i++)
	{
		uint64 key[2];
		uint64 *kept;
		uint64 any = 0;

		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < key_words; w++)
			key[w] = (uint64) pq_getmsgint64(&message);
		kept = cx_customers_find(&state->customers, key, cx_customers_hash(key, key_words),
								 key_words, state->customers.words);
		if (kept[0] != 0)
			cx_wire_refuse(TYPE_NAME, "A customer comes twice.");
		if (mask_words > 1)
			*kept++ = 1;
		for (int w = 0; w < mask_words; w++)
			any |= kept[w] = (uint64) pq_getmsgint64(&message);
		if (any == 0)
			cx_wire_refuse(TYPE_NAME, "A customer was never active.");
	}
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}

/*
 * cx_retention_pass_final(internal) -> cx_retention
 *		Final function: every customer enters the cohort of their first period. No rows: the empty
 *		state. A table of cohorts too large: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_retention_pass_final);
Datum
cx_retention_pass_final(PG_FUNCTION_ARGS)
{
	PassState *state = PG_ARGISNULL(0) ? NULL : (PassState *) PG_GETARG_POINTER(0);
	CxRetentionBuilder *builder;
	CxRetention *value;
	uint64 slot = 0;
	uint64 *entry;

	cx_aggregate_context(fcinfo);
	builder = cx_retention_begin(CurrentMemoryContext);
	if (state != NULL)
	{
		/* rows that wait belong to the state as it is: putting them in changes nothing in it */
		flush(state);
		cx_retention_set_kind(builder, state->period, 0);
		while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
		{
			const uint64 *mask = mask_of(state, entry);
			int first = 0;
			int words = state->mask_words;

			while (mask[first] == 0)
				first++;
			while (mask[words - 1] == 0)
				words--;
			first = first * 64 + pg_rightmost_one_pos64(mask[first]);
			cx_retention_enter(builder, state->base + first, mask, words, first, 1);
			CHECK_FOR_INTERRUPTS();
		}
		for (uint64 i = 0; i < state->dense.size; i++)
		{
			const uint64 *mask = &state->dense.words[i];
			int first;

			CHECK_FOR_INTERRUPTS();
			if (*mask == 0)
				continue;
			first = pg_rightmost_one_pos64(*mask);
			cx_retention_enter(builder, state->base + first, mask, 1, first, 1);
		}
	}
	value = cx_retention_value(builder);
	cx_retention_end(builder);
	PG_RETURN_POINTER(value);
}
