/*
 * rfm_pass.c
 *	  All customers in one pass over raw orders: rfm_agg(customer, at, amount, observed_until).
 *
 * As in retention_pass.c, a row is one bit in a hash of customers (base/customers.h), here for its
 * day, and two additions: days are kept as a set because rows come in any order and to any worker.
 * The state, rfm_pass.h, is internal because nobody stores a hash of customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "common/int.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "base/aggregate.h"
#include "base/bits.h"
#include "base/customers.h"
#include "base/money.h"
#include "base/state_wire.h"
#include "value/purchases.h"
#include "value/rfm_pass.h"

/* Rows wait while so many others come, see retention_pass.c. */
#define WAITING_ROWS 32

/* Room made at once for the days up to observed_until: four years. */
#define EAGER_WORDS 24

/* Smaller tables are written anew in a millisecond. */
#define EXACT_BYTES ((Size) 1024 * 1024)

CxRfmPass *
cx_rfm_pass_begin(MemoryContext context, int key_words, DateADT until, DateADT day, int day_words)
{
	CxRfmPass *state = MemoryContextAllocZero(context, sizeof(CxRfmPass));

	state->until = until;
	state->base = state->lowest = state->highest = day;
	state->day_words = day_words;
	state->money_words = CX_RFM_NARROW;
	cx_customers_init(&state->customers, context, key_words,
					  key_words + cx_rfm_pass_payload(state));
	return state;
}

/* Writes all entries anew, with days from base on and amounts of the width given. */
static void
rebuild(CxRfmPass *state, DateADT base, int day_words, int money_words)
{
	CxRfmPass before = *state;
	uint64 slot = 0;
	uint64 *entry;
	int key_words = state->customers.key_words;

	state->base = base;
	state->day_words = day_words;
	state->money_words = money_words;
	cx_customers_init(&state->customers, before.customers.context, key_words,
					  key_words + cx_rfm_pass_payload(state));
	cx_customers_reserve(&state->customers, before.customers.count);
	while ((entry = cx_customers_next(&before.customers, &slot)) != NULL)
	{
		uint64 hash = cx_customers_hash(entry, key_words);
		uint64 *kept =
			cx_customers_find(&state->customers, entry, hash, key_words, state->customers.words);
		const uint64 *was = entry + key_words;

		kept[0] = was[0];
		for (int i = 0; i < 2; i++)
		{
			const uint64 *amount = was + 1 + i * before.money_words;

			if (money_words == before.money_words)
				memcpy(kept + 1 + i * money_words, amount, money_words * sizeof(uint64));
			else
			{
				CxMoney money = cx_money_from_signed_micros((int64) amount[0]);

				memcpy(kept + 1 + i * money_words, money.words, sizeof(money.words));
			}
		}
		cx_bits_or(cx_rfm_pass_days(state, kept), day_words,
				   cx_rfm_pass_days(&before, entry + key_words), before.day_words,
				   (int64) before.base - base);
		CHECK_FOR_INTERRUPTS();
	}
	pfree(before.customers.slots);
}

/* Moves the days of all entries, which have room for them. */
static void
move_base(CxRfmPass *state, DateADT base)
{
	Size bytes = state->day_words * sizeof(uint64);
	uint64 *was = palloc(bytes);
	uint64 slot = 0;
	uint64 *entry;

	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		uint64 *days = cx_rfm_pass_days(state, entry + state->customers.key_words);

		memcpy(was, days, bytes);
		memset(days, 0, bytes);
		cx_bits_or(days, state->day_words, was, state->day_words, (int64) state->base - base);
		CHECK_FOR_INTERRUPTS();
	}
	state->base = base;
	pfree(was);
}

/*
 * Makes room for the days from first to last. A small table takes the words that it needs, for rows
 * in any order show nearly all their days before it is large. From then on words grow by half, so
 * that they are moved few times and are never more than one and a half times what is needed.
 */
void
cx_rfm_pass_reach(CxRfmPass *state, DateADT first, DateADT last)
{
	bool below = first < state->base;
	int64 span, needed, words, room, ahead;
	DateADT base;

	if (!below && last < state->base + (int64) state->day_words * 64)
	{
		state->lowest = Min(state->lowest, first);
		state->highest = Max(state->highest, last);
		return;
	}
	cx_rfm_pass_flush(state);
	state->lowest = Min(state->lowest, first);
	state->highest = Max(state->highest, last);
	span = (int64) state->highest - state->lowest;
	if (span >= CX_RFM_MAX_DAYS)
		cx_refuse_long_rfm();
	needed = span / 64 + 1;
	ahead = (int64) state->until - state->highest;
	words = state->day_words;
	if (needed > words)
	{
		if (cx_customers_bytes(&state->customers) < EXACT_BYTES)
			words = needed;
		else
			words = Min(Max(needed, words + words / 2), CX_RFM_MAX_WORDS);
		if (!below)
			words = Min(words, (span + ahead) / 64 + 1);
	}
	/*
	 * What room there is goes where the days go, but for a quarter: days that go both ways in turns
	 * would else move all entries again and again. None goes beyond the last day there can be.
	 */
	room = words * 64 - 1 - span;
	ahead = Min(ahead, below ? room / 4 : room >= ahead ? room : room - room / 4);
	base = (DateADT) (state->highest + ahead - (words * 64 - 1));
	if (words == state->day_words)
		move_base(state, base);
	else
		rebuild(state, base, (int) words, state->money_words);
}

void
cx_rfm_pass_widen(CxRfmPass *state)
{
	cx_rfm_pass_flush(state);
	if (state->money_words == CX_RFM_NARROW)
		rebuild(state, state->base, state->day_words, CX_RFM_WIDE);
}

/* Adds a row to its entry, whose amounts are wide. */
static void
add_wide(CxRfmPass *state, uint64 *kept, DateADT day, const CxMoney *amount)
{
	uint64 *first = kept + 1;
	DateADT first_day = (DateADT) (uint32) kept[0];

	if (kept[0] == 0 || day < first_day)
	{
		kept[0] = CX_RFM_IN_USE | (uint32) day;
		memcpy(first, amount->words, sizeof(amount->words));
	}
	else if (day == first_day)
		cx_rfm_pass_add_money(first, amount);
	cx_rfm_pass_add_money(first + CX_RFM_WIDE, amount);
}

/* key_words is that of the state, as a constant where speed counts */
static pg_attribute_always_inline void
add_row(CxRfmPass *state, const uint64 *key, uint64 hash, DateADT day, int64 micros, int key_words)
{
	CxCustomers *customers = &state->customers;
	uint64 bit = (uint64) ((int64) day - state->base);
	uint64 *kept = cx_customers_find(customers, key, hash, key_words, customers->words);

	if (likely(state->money_words == CX_RFM_NARROW))
	{
		DateADT first_day = (DateADT) (uint32) kept[0];
		int64 first = (int64) kept[1];
		int64 total = (int64) kept[2];
		bool fits = !pg_add_s64_overflow(total, micros, &total);

		if (kept[0] == 0 || day < first_day)
			first = micros;
		else if (day == first_day)
			fits = !pg_add_s64_overflow(first, micros, &first) && fits;
		if (unlikely(!fits))
		{
			CxMoney money = cx_money_from_signed_micros(micros);

			rebuild(state, state->base, state->day_words, CX_RFM_WIDE);
			kept = cx_customers_find(customers, key, hash, key_words, customers->words);
			add_wide(state, kept, day, &money);
			cx_rfm_pass_days(state, kept)[bit / 64] |= UINT64CONST(1) << (bit % 64);
			return;
		}
		if (kept[0] == 0 || day < first_day)
			kept[0] = CX_RFM_IN_USE | (uint32) day;
		kept[1] = (uint64) first;
		kept[2] = (uint64) total;
		kept[3 + bit / 64] |= UINT64CONST(1) << (bit % 64);
	}
	else
	{
		CxMoney money = cx_money_from_signed_micros(micros);

		add_wide(state, kept, day, &money);
		cx_rfm_pass_days(state, kept)[bit / 64] |= UINT64CONST(1) << (bit % 64);
	}
}

/* Puts the rows that wait into the table; the state is then what its table says. */
void
cx_rfm_pass_flush(CxRfmPass *state)
{
	for (; state->waiting > 0; state->waiting--)
	{
		const CxRfmPassRow *row =
			&state->rows[(state->next + WAITING_ROWS - state->waiting) % WAITING_ROWS];

		add_row(state, row->key, row->hash, row->day, row->micros, state->customers.key_words);
	}
}

static pg_attribute_always_inline void
count_row(CxRfmPass *state, const uint64 *key, DateADT day, int64 micros, int key_words)
{
	CxCustomers *customers = &state->customers;
	uint64 hash;
	CxRfmPassRow *row;

	if (unlikely(day < state->lowest || day > state->highest))
		cx_rfm_pass_reach(state, day, day);
	hash = cx_customers_hash(key, key_words);
	if (unlikely(state->rows == NULL))
	{
		add_row(state, key, hash, day, micros, key_words);
		if (unlikely(cx_customers_bytes(customers) >= CX_CUSTOMERS_LARGE_BYTES))
			state->rows =
				MemoryContextAlloc(customers->context, WAITING_ROWS * sizeof(CxRfmPassRow));
		return;
	}
	row = &state->rows[state->next];
	if (likely(state->waiting == WAITING_ROWS))
		add_row(state, row->key, row->hash, row->day, row->micros, key_words);
	else
		state->waiting++;
	row->key[0] = key[0];
	if (key_words > 1)
		row->key[1] = key[1];
	row->hash = hash;
	row->day = day;
	row->micros = micros;
	state->next = (state->next + 1) % WAITING_ROWS;
	cx_customers_prefetch(customers, hash, customers->words);
#if defined(__GNUC__) || defined(__clang__)
	/* the day's word is in another line of the cache */
	__builtin_prefetch(customers->slots + cx_customers_slot(customers, hash) * customers->words +
						   key_words + 1 + 2 * state->money_words +
						   (uint32) (day - state->base) / 64,
					   1);
#endif
}

/* What no whole number of millionths is. */
static void
count_wide_row(CxRfmPass *state, const uint64 *key, DateADT day, const CxMoney *amount)
{
	int key_words = state->customers.key_words;
	uint64 *kept;
	uint64 bit;

	cx_rfm_pass_reach(state, day, day);
	cx_rfm_pass_widen(state);
	kept = cx_customers_find(&state->customers, key, cx_customers_hash(key, key_words), key_words,
							 state->customers.words);
	bit = (uint64) ((int64) day - state->base);
	add_wide(state, kept, day, amount);
	cx_rfm_pass_days(state, kept)[bit / 64] |= UINT64CONST(1) << (bit % 64);
}

/* Money as millionths; false when it is none, and then it is in *money. */
static bool
micros_of_money(CxMoney *money, int64 *micros)
{
	CxMoney magnitude = cx_fixed_magnitude(money);

	if (!cx_money_micros(&magnitude, micros))
		return false;
	if (cx_fixed_is_negative(money))
		*micros = -*micros;
	return true;
}

static inline bool
micros_of_bigint(Datum amount, int64 *micros, CxMoney *money)
{
	if (likely(cx_money_micros_of_int64(DatumGetInt64(amount), micros)))
		return true;
	*money = cx_money_from_int64(DatumGetInt64(amount));
	return false;
}

static inline bool
micros_of_float8(Datum amount, int64 *micros, CxMoney *money)
{
	if (likely(cx_money_micros_of_float8(DatumGetFloat8(amount), micros)))
		return true;
	*money = cx_money_from_float8(DatumGetFloat8(amount));
	return micros_of_money(money, micros);
}

static inline bool
micros_of_numeric(Datum amount, int64 *micros, CxMoney *money)
{
	if (likely(cx_money_micros_of_numeric(amount, micros)))
		return true;
	*money = cx_money_from_numeric(amount);
	return micros_of_money(money, micros);
}

/*
 * cx_rfm_pass(internal, customer, at, amount, observed_until date [, zone cx_zone]) -> internal;
 * customer bigint or uuid; at date or timestamp, or timestamptz with a zone; amount bigint, numeric
 * or double precision
 *		Transition of rfm_agg over raw orders. A NULL customer or at, and a day after observed_until,
 *		are skipped; a NULL amount is 0. NULL observed_until or zone: error 22004; infinite at or
 *		observed_until: error 22008; an amount that is not finite: error 22003; another observed_until than
 *		in the rows before: error 22023; more than 65536 days, or too many customers for 1 GB: error
 *		54000.
 */
#define TRANSITION(symbol, key_words, get_key, day_of, micros_of)                                  \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxRfmPass *state = PG_ARGISNULL(0) ? NULL : (CxRfmPass *) PG_GETARG_POINTER(0);            \
		DateADT until = cx_observed_until_arg(fcinfo, 4);                                          \
		DateADT day = 0;                                                                           \
		uint64 key[2];                                                                             \
		int64 micros = 0;                                                                          \
		CxMoney money;                                                                             \
		bool skip = PG_ARGISNULL(1) || PG_ARGISNULL(2);                                            \
                                                                                                   \
		if (likely(!skip))                                                                         \
		{                                                                                          \
			day = day_of(fcinfo, 2, 5);                                                            \
			skip = day > until;                                                                    \
		}                                                                                          \
		if (unlikely(skip))                                                                        \
		{                                                                                          \
			if (state == NULL)                                                                     \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_POINTER(state);                                                              \
		}                                                                                          \
		get_key;                                                                                   \
		if (unlikely(state == NULL))                                                               \
			state = begin_pass(fcinfo, key_words, until, day);                                     \
		if (unlikely(state->until != until))                                                       \
			cx_check_same_until(state->until, until);                                              \
		if (likely(PG_ARGISNULL(3) || micros_of(PG_GETARG_DATUM(3), &micros, &money)))             \
			count_row(state, key, day, micros, key_words);                                         \
		else                                                                                       \
			count_wide_row(state, key, day, &money);                                               \
		PG_RETURN_POINTER(state);                                                                  \
	}

/* Rows mostly come in the order of time: room for the days that are to come. */
static CxRfmPass *
begin_pass(FunctionCallInfo fcinfo, int key_words, DateADT until, DateADT day)
{
	int64 words = ((int64) until - day) / 64 + 1;

	return cx_rfm_pass_begin(cx_aggregate_context(fcinfo), key_words, until, day,
							 (int) Min(words, EAGER_WORDS));
}

#define BIGINT_KEY key[0] = (uint64) PG_GETARG_INT64(1)
#define UUID_KEY   cx_customers_uuid_key(PG_GETARG_UUID_P(1), key)

#define TRANSITIONS(key, key_words, get_key)                                                       \
	TRANSITION(cx_rfm_pass_##key##_date_bigint, key_words, get_key, cx_day_of_date,                \
			   micros_of_bigint)                                                                   \
	TRANSITION(cx_rfm_pass_##key##_date_numeric, key_words, get_key, cx_day_of_date,               \
			   micros_of_numeric)                                                                  \
	TRANSITION(cx_rfm_pass_##key##_date_float8, key_words, get_key, cx_day_of_date,                \
			   micros_of_float8)                                                                   \
	TRANSITION(cx_rfm_pass_##key##_timestamp_bigint, key_words, get_key, cx_day_of_timestamp,      \
			   micros_of_bigint)                                                                   \
	TRANSITION(cx_rfm_pass_##key##_timestamp_numeric, key_words, get_key, cx_day_of_timestamp,     \
			   micros_of_numeric)                                                                  \
	TRANSITION(cx_rfm_pass_##key##_timestamp_float8, key_words, get_key, cx_day_of_timestamp,      \
			   micros_of_float8)                                                                   \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_bigint, key_words, get_key, cx_day_of_timestamptz,  \
			   micros_of_bigint)                                                                   \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_numeric, key_words, get_key, cx_day_of_timestamptz, \
			   micros_of_numeric)                                                                  \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_float8, key_words, get_key, cx_day_of_timestamptz,  \
			   micros_of_float8)

TRANSITIONS(bigint, 1, BIGINT_KEY)
TRANSITIONS(uuid, 2, UUID_KEY)
