/*
 * retention_pass.c
 *	  The cohort table in one pass over raw events: retention_agg(customer, at, period).
 *
 * GROUP BY customer first is what costs: a million groups, each found for every row. Here a row is
 * one bit, in a bitmap of customers for its period where their numbers lie close together
 * (base/dense_customers.h), or else in a mask of periods for its customer in a hash
 * (base/customers.h); the cohorts are counted when all rows are in. The state is internal because
 * nobody stores that; the result is a cx_retention.
 *
 * Bit 0 of every mask is the same period. Masks have 64 bits until the periods seen span more.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

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
	CxDenseCustomers *dense; /* NULL: customers are in the hash, which is empty otherwise */
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

/* Puts the rows that wait into the table; the state is then what its table says. */
static void
flush(PassState *state)
{
	for (; state->waiting > 0; state->waiting--)
	{
		const Row *row = &state->rows[(state->next + WAITING_ROWS - state->waiting) % WAITING_ROWS];

		set_bit(state, row->key, row->hash, row->bit, state->customers.key_words,
				state->mask_words);
	}
}

/* Adds the periods of a mask, whose bit 0 is the period base, to those of a customer in the hash. */
static void
add_mask(PassState *state, const uint64 *key, const uint64 *mask, int words, int64 base)
{
	int key_words = state->customers.key_words;
	uint64 *kept = cx_customers_find(&state->customers, key, cx_customers_hash(key, key_words),
									 key_words, state->customers.words);

	if (state->mask_words > 1)
		*kept++ = 1;
	cx_bits_or(kept, state->mask_words, mask, words, base - state->base);
}

/* Masks of so many words, or of more, for the periods first to last. */
static void
set_periods(PassState *state, int64 first, int64 last, int mask_words, bool below)
{
	int64 room;

	while (last - first >= (int64) mask_words * 64)
		mask_words *= 2;
	/*
	 * What room there is goes where the periods go, but for a quarter: rows that go both ways in
	 * turns would else move all masks again and again.
	 */
	room = (int64) mask_words * 64 - 1 - (last - first);
	state->base = first - (below ? room - room / 4 : room / 4);
	state->mask_words = mask_words;
}

/* Puts all that there is into the hash. */
static void
settle(PassState *state)
{
	CxDenseCustomers *dense = state->dense;
	CxDenseScan scan;
	const uint64 *mask;

	flush(state);
	if (dense == NULL)
		return;
	state->dense = NULL;
	set_periods(state, dense->first_period, dense->last_period, 1, false);
	pfree(state->customers.slots);
	cx_customers_init(&state->customers, state->customers.context, 1,
					  1 + payload_words(state->mask_words));
	cx_customers_reserve(&state->customers, cx_dense_count(dense));
	cx_dense_scan(&scan, dense);
	while ((mask = cx_dense_next(&scan)) != NULL)
		add_mask(state, &scan.number, mask, scan.words, dense->first_period);
	cx_dense_scan_end(&scan);
	cx_dense_free(dense);
	state->dense_try = state->customers.count * 2;
}

/*
 * The first and the last period that any customer in the hash has, counted from the base; returns how
 * many periods there are.
 */
static int64
used_periods(const PassState *state, int64 *first, int64 *last)
{
	uint64 *any = palloc0(state->mask_words * sizeof(uint64));
	uint64 slot = 0;
	uint64 *entry;
	int64 periods = 0;

	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < state->mask_words; w++)
			any[w] |= mask_of(state, entry)[w];
	}
	for (int w = 0; w < state->mask_words; w++)
	{
		if (any[w] == 0)
			continue;
		if (periods == 0)
			*first = w * 64 + pg_rightmost_one_pos64(any[w]);
		*last = w * 64 + pg_leftmost_one_pos64(any[w]);
		periods += pg_popcount64(any[w]);
	}
	pfree(any);
	return periods;
}

/* Makes the masks of the hash reach from period first to period last, moving and widening them. */
static void
reach(PassState *state, int64 first, int64 last)
{
	int64 used_first, used_last;
	bool below = first < state->base;
	uint64 slot = 0;
	uint64 *entry;
	PassState old;

	if (first >= state->base && last < state->base + (int64) state->mask_words * 64)
		return;
	flush(state);
	old = *state;
	if (used_periods(state, &used_first, &used_last) > 0)
	{
		first = Min(first, state->base + used_first);
		last = Max(last, state->base + used_last);
	}
	if (last - first >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
	set_periods(state, first, last, state->mask_words, below);
	if (state->mask_words == old.mask_words)
	{
		Size bytes = state->mask_words * sizeof(uint64);
		uint64 *was = palloc(bytes);

		while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
		{
			uint64 *mask = mask_of(state, entry);

			CHECK_FOR_INTERRUPTS();
			memcpy(was, mask, bytes);
			memset(mask, 0, bytes);
			cx_bits_or(mask, state->mask_words, was, state->mask_words, old.base - state->base);
		}
		pfree(was);
	}
	else
	{
		int key_words = old.customers.key_words;

		cx_customers_init(&state->customers, old.customers.context, key_words,
						  key_words + payload_words(state->mask_words));
		cx_customers_reserve(&state->customers, old.customers.count);
		while ((entry = cx_customers_next(&old.customers, &slot)) != NULL)
		{
			CHECK_FOR_INTERRUPTS();
			add_mask(state, entry, mask_of(&old, entry), old.mask_words, old.base);
		}
		pfree(old.customers.slots);
	}
}

/* Periods that came from outside. */
static void
check_range(CxPeriod period, int64 first, int64 last)
{
	if (!cx_period_is_valid(period, first) || !cx_period_is_valid(period, last))
		cx_wire_refuse(TYPE_NAME, "A period is outside the range of type date.");
}

static void
check_periods(const CxDenseCustomers *dense, int64 first, int64 last)
{
	if (Max(last, dense->last_period) - Min(first, dense->first_period) >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
}

/*
 * Adds the customers of a hash to bitmaps; false when one of them has no place there. Those before
 * them are there then, which does no harm: to add them again changes nothing.
 */
static bool
add_to_bitmaps(CxDenseCustomers *dense, const PassState *state)
{
	int64 first, last;
	uint64 slot = 0;
	uint64 *entry;

	if (used_periods(state, &first, &last) == 0)
		return true;
	check_periods(dense, state->base + first, state->base + last);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		const uint64 *mask = mask_of(state, entry);

		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < state->mask_words; w++)
			for (uint64 left = mask[w]; left != 0; left &= left - 1)
			{
				int64 number = state->base + w * 64 + pg_rightmost_one_pos64(left);
				uint64 *word = cx_dense_word(dense, entry[0], number);

				if (word == NULL)
					word = cx_dense_reach(dense, entry[0], number);
				if (word == NULL)
					return false;
				cx_dense_set(dense, word, entry[0]);
			}
	}
	return true;
}

/* Moves the customers of the hash into bitmaps; false, and the state is as it was, if they don't fit. */
static bool
move_to_bitmaps(PassState *state, CxDenseCustomers *dense)
{
	if (!add_to_bitmaps(dense, state))
	{
		cx_dense_free(dense);
		return false;
	}
	cx_customers_clear(&state->customers);
	state->dense = dense;
	return true;
}

/* Numbers that lie close together get bitmaps; if they don't, those of more customers may. */
static pg_noinline void
try_dense(PassState *state)
{
	int64 low = PG_INT64_MAX;
	int64 high = PG_INT64_MIN;
	int64 first, last;
	int64 periods;
	uint64 slot = 0;
	uint64 *entry;
	CxDenseCustomers *dense;

	flush(state);
	state->dense_try = state->customers.count + state->customers.count / 2;
	periods = used_periods(state, &first, &last);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		low = Min(low, (int64) entry[0]);
		high = Max(high, (int64) entry[0]);
	}
	dense = cx_dense_make(state->customers.context, low, high, state->customers.count,
						  state->base + first, state->base + last, periods);
	if (dense != NULL)
		move_to_bitmaps(state, dense);
}

/* Makes a place for a row among the bitmaps; NULL when there can be none. */
static pg_noinline uint64 *
reach_dense(PassState *state, uint64 customer, int64 number)
{
	uint64 *word;

	check_periods(state->dense, number, number);
	word = cx_dense_reach(state->dense, customer, number);
	if (word == NULL)
		settle(state);
	return word;
}

/* False when the bitmaps have no place for the row. */
static pg_attribute_always_inline bool
count_dense_row(PassState *state, uint64 customer, int64 number)
{
	uint64 *word = cx_dense_word(state->dense, customer, number);

	if (unlikely(word == NULL))
		word = reach_dense(state, customer, number);
	if (unlikely(word == NULL))
		return false;
	cx_dense_set(state->dense, word, customer);
	return true;
}

static pg_attribute_always_inline void
count_row(PassState *state, const uint64 *key, int64 number, int key_words)
{
	uint64 bit;
	uint64 hash;
	Row *row;

	if (key_words == 1)
	{
		/* before the row's bit is counted from the base: giving bitmaps up moves it */
		if (unlikely(state->dense == NULL && state->rows != NULL &&
					 state->customers.count >= state->dense_try))
			try_dense(state);
		if (state->dense != NULL && count_dense_row(state, key[0], number))
			return;
	}
	bit = (uint64) (number - state->base);
	if (unlikely(bit >= (uint64) state->mask_words * 64))
	{
		reach(state, number, number);
		bit = (uint64) (number - state->base);
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
	static pg_noinline Datum symbol##_any(FunctionCallInfo fcinfo)                                 \
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

/*
 * Nearly all rows take a way on which nothing is called, so that no register needs to be saved, which
 * is 2 % of the time of a query. It is for bitmaps, days known to the calendar, and a period that is
 * constant and so the one the state began with.
 */
#define SHORT_WAY(symbol, get_key, known)                                                          \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		PassState *state = (PassState *) PG_GETARG_POINTER(0);                                     \
		const CxCalendar *calendar = (const CxCalendar *) fcinfo->flinfo->fn_extra;                \
		uint64 key[1];                                                                             \
		int32 number;                                                                              \
                                                                                                   \
		if (likely(!PG_ARGISNULL(0) && !PG_ARGISNULL(1) && !PG_ARGISNULL(2) &&                     \
				   state->dense != NULL && calendar != NULL && calendar->constant && known))       \
		{                                                                                          \
			uint64 *word;                                                                          \
                                                                                                   \
			get_key;                                                                               \
			word = cx_dense_word(state->dense, key[0], number);                                    \
			if (likely(word != NULL))                                                              \
			{                                                                                      \
				cx_dense_set(state->dense, word, key[0]);                                          \
				PG_RETURN_POINTER(state);                                                          \
			}                                                                                      \
		}                                                                                          \
		return symbol##_any(fcinfo);                                                               \
	}

#define NO_SHORT_WAY(symbol)                                                                       \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		return symbol##_any(fcinfo);                                                               \
	}

#define BIGINT_KEY    key[0] = (uint64) PG_GETARG_INT64(1)
#define INTEGER_KEY   key[0] = (uint64) (int64) PG_GETARG_INT32(1)
#define SMALLINT_KEY  key[0] = (uint64) (int64) PG_GETARG_INT16(1)
#define UUID_KEY      cx_customers_uuid_key(PG_GETARG_UUID_P(1), key)
#define DAY           cx_calendar_day(calendar, PG_GETARG_DATEADT(2))
#define LOCAL         cx_calendar_timestamp(calendar, PG_GETARG_TIMESTAMP(2))
#define INSTANT       cx_calendar_timestamptz(calendar, PG_GETARG_TIMESTAMPTZ(2))
#define KNOWN_DAY     cx_calendar_known_day(calendar, PG_GETARG_DATEADT(2), &number)
#define KNOWN_LOCAL   cx_calendar_known_timestamp(calendar, PG_GETARG_TIMESTAMP(2), &number)
#define KNOWN_INSTANT cx_calendar_known_timestamptz(calendar, PG_GETARG_TIMESTAMPTZ(2), &number)

TRANSITION(cx_retention_pass_bigint_date, 1, BIGINT_KEY, -1, DAY)
SHORT_WAY(cx_retention_pass_bigint_date, BIGINT_KEY, KNOWN_DAY)
TRANSITION(cx_retention_pass_bigint_timestamp, 1, BIGINT_KEY, -1, LOCAL)
SHORT_WAY(cx_retention_pass_bigint_timestamp, BIGINT_KEY, KNOWN_LOCAL)
TRANSITION(cx_retention_pass_bigint_timestamptz, 1, BIGINT_KEY, 4, INSTANT)
SHORT_WAY(cx_retention_pass_bigint_timestamptz, BIGINT_KEY, KNOWN_INSTANT)
TRANSITION(cx_retention_pass_integer_date, 1, INTEGER_KEY, -1, DAY)
SHORT_WAY(cx_retention_pass_integer_date, INTEGER_KEY, KNOWN_DAY)
TRANSITION(cx_retention_pass_integer_timestamp, 1, INTEGER_KEY, -1, LOCAL)
SHORT_WAY(cx_retention_pass_integer_timestamp, INTEGER_KEY, KNOWN_LOCAL)
TRANSITION(cx_retention_pass_integer_timestamptz, 1, INTEGER_KEY, 4, INSTANT)
SHORT_WAY(cx_retention_pass_integer_timestamptz, INTEGER_KEY, KNOWN_INSTANT)
TRANSITION(cx_retention_pass_smallint_date, 1, SMALLINT_KEY, -1, DAY)
SHORT_WAY(cx_retention_pass_smallint_date, SMALLINT_KEY, KNOWN_DAY)
TRANSITION(cx_retention_pass_smallint_timestamp, 1, SMALLINT_KEY, -1, LOCAL)
SHORT_WAY(cx_retention_pass_smallint_timestamp, SMALLINT_KEY, KNOWN_LOCAL)
TRANSITION(cx_retention_pass_smallint_timestamptz, 1, SMALLINT_KEY, 4, INSTANT)
SHORT_WAY(cx_retention_pass_smallint_timestamptz, SMALLINT_KEY, KNOWN_INSTANT)
TRANSITION(cx_retention_pass_uuid_date, 2, UUID_KEY, -1, DAY)
NO_SHORT_WAY(cx_retention_pass_uuid_date)
TRANSITION(cx_retention_pass_uuid_timestamp, 2, UUID_KEY, -1, LOCAL)
NO_SHORT_WAY(cx_retention_pass_uuid_timestamp)
TRANSITION(cx_retention_pass_uuid_timestamptz, 2, UUID_KEY, 4, INSTANT)
NO_SHORT_WAY(cx_retention_pass_uuid_timestamptz)

/* Adds the customers of from to those of into, one of which has bitmaps; false: there is no place. */
static bool
merge_bitmaps(PassState *into, PassState *from)
{
	CxDenseCustomers *dense;

	if (from->dense == NULL)
		return add_to_bitmaps(into->dense, from);
	if (into->dense != NULL)
	{
		check_periods(into->dense, from->dense->first_period, from->dense->last_period);
		return cx_dense_merge(into->dense, from->dense);
	}
	/* of many parts that do not fit together, each must cost what it has, not what is there already */
	if (into->customers.count > from->dense->customers)
		return false;
	dense = cx_dense_make_empty(into->customers.context);
	if (cx_dense_merge(dense, from->dense))
		return move_to_bitmaps(into, dense);
	cx_dense_free(dense);
	return false;
}

/* Adds the customers of from. */
static void
merge(PassState *into, PassState *from)
{
	int64 first, last;
	uint64 slot = 0;
	uint64 *entry;

	cx_check_same_kind(into->period, 0, from->period, 0);
	/* the aggregate has customers of one type; what reads a worker's state doesn't know which */
	if (into->customers.key_words != from->customers.key_words)
		cx_wire_refuse(TYPE_NAME, "Its customers are of another type.");
	flush(into);
	flush(from);
	if ((into->dense != NULL || from->dense != NULL) && merge_bitmaps(into, from))
		return;
	settle(into);
	settle(from);
	if (used_periods(from, &first, &last) == 0)
		return;
	reach(into, from->base + first, from->base + last);
	cx_customers_reserve(&into->customers,
						 into->customers.count +
							 cx_customers_missing(&into->customers, &from->customers));
	while ((entry = cx_customers_next(&from->customers, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		add_mask(into, entry, mask_of(from, entry), from->mask_words, from->base);
	}
}

/*
 * cx_retention_pass_combine(internal, internal) -> internal
 *		Combine function: customers of both, active where either has them. Errors as the transition;
 *		customers of two types: error 22P03.
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
 *		A partial state on its way from a worker: version byte, period's code, key words, mask words.
 *		Then base, customers, keys and masks in the order of the hash; or, when there are no mask
 *		words, bitmaps. Strict. What is no such state: error 22P03 or 08P01.
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
	flush(state);
	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->period);
	pq_sendbyte(&message, (uint8) key_words);
	pq_sendint32(&message, state->dense != NULL ? 0 : state->mask_words);
	if (state->dense != NULL)
	{
		cx_dense_send(&message, state->dense);
		PG_RETURN_BYTEA_P(pq_endtypsend(&message));
	}
	enlargeStringInfo(&message, (int) (64 + state->customers.count *
												(key_words + state->mask_words) * sizeof(uint64)));
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
	int64 base, customers, first, last;

	cx_aggregate_context(fcinfo);
	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, TYPE_NAME, WIRE_VERSION);
	period = pq_getmsgbyte(&message);
	key_words = pq_getmsgbyte(&message);
	mask_words = (int) pq_getmsgint(&message, 4);
	if (period < CX_PERIODS && key_words == 1 && mask_words == 0)
	{
		state = begin(CurrentMemoryContext, key_words, (CxPeriod) period, 0, 1);
		state->dense = cx_dense_receive(&message, TYPE_NAME, CX_ACTIVITY_MAX_PERIODS);
		check_range(state->period, state->dense->first_period, state->dense->last_period);
		pq_getmsgend(&message);
		PG_RETURN_POINTER(state);
	}
	base = pq_getmsgint64(&message);
	customers = pq_getmsgint64(&message);
	if (period >= CX_PERIODS || key_words < 1 || key_words > 2 || mask_words < 1 ||
		mask_words > MAX_WORDS || base < PG_INT32_MIN - (int64) CX_ACTIVITY_MAX_PERIODS ||
		base > PG_INT32_MAX || customers < 1 ||
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
	used_periods(state, &first, &last);
	check_range(state->period, base + first, base + last);
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}

/* A customer enters the cohort of the first period of a mask, whose bit 0 is the period base. */
static void
enter(CxRetentionBuilder *builder, const uint64 *mask, int words, int64 base)
{
	int first = 0;

	while (mask[first] == 0)
		first++;
	while (mask[words - 1] == 0)
		words--;
	first = first * 64 + pg_rightmost_one_pos64(mask[first]);
	cx_retention_enter(builder, base + first, mask, words, first, 1);
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

	cx_aggregate_context(fcinfo);
	builder = cx_retention_begin(CurrentMemoryContext);
	if (state != NULL)
	{
		uint64 slot = 0;
		uint64 *entry;

		/* rows that wait belong to the state as it is: putting them in changes nothing in it */
		flush(state);
		cx_retention_set_kind(builder, state->period, 0);
		while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
		{
			enter(builder, mask_of(state, entry), state->mask_words, state->base);
			CHECK_FOR_INTERRUPTS();
		}
		if (state->dense != NULL)
		{
			CxDenseScan scan;
			const uint64 *mask;

			cx_dense_scan(&scan, state->dense);
			while ((mask = cx_dense_next(&scan)) != NULL)
				enter(builder, mask, scan.words, state->dense->first_period);
			cx_dense_scan_end(&scan);
		}
	}
	value = cx_retention_value(builder);
	cx_retention_end(builder);
	PG_RETURN_POINTER(value);
}
