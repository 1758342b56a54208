/*
 * rfm_pass.c
 *	  All customers in one pass over raw orders: rfm_agg(customer, at, amount, observed_until).
 *
 * As in retention_pass.c, a row is one bit in a hash of customers (base/customers.h), here for its
 * day, and two additions: days are kept as a set because rows come in any order and to any worker.
 * Amounts are whole millionths, until one is not, or a sum outgrows 64 bits; then all are exact money
 * of full width. The state is internal because nobody stores a hash of customers.
 *
 * An entry: the key; the day of the first purchase, marked as in use; the amount of that day and the
 * total; the days, bit 0 being the same day for all customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "common/int.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/memutils.h"
#include "utils/uuid.h"

#include "base/customers.h"
#include "base/money.h"
#include "base/state_wire.h"
#include "value/purchases.h"
#include "value/rfm.h"
#include "value/rfm_set.h"

#define TYPE_NAME    "rfm_agg state"
#define WIRE_VERSION 1
#define MAX_WORDS    (CX_RFM_MAX_DAYS / 64)

/* Rows wait while so many others come, see retention_pass.c. */
#define WAITING_ROWS 32

/* Room made at once for the days up to observed_until: four years. */
#define EAGER_WORDS 24

/* In the word of the first day. */
#define IN_USE (UINT64CONST(1) << 32)

#define NARROW_WORDS 1
#define WIDE_WORDS   CX_FIXED_WORDS

typedef struct Row
{
	uint64 key[2];
	uint64 hash;
	int64 micros;
	DateADT day;
} Row;

typedef struct PassState
{
	DateADT until;
	DateADT base;   /* day of bit 0 */
	DateADT lowest; /* of the days seen */
	DateADT highest;
	int day_words;
	int money_words; /* of an amount */
	int waiting;     /* rows, in the ring before next */
	int next;
	Row *rows; /* the ring; NULL while the table is small */
	CxCustomers customers;
} PassState;

static inline int
payload_words(const PassState *state)
{
	return 1 + 2 * state->money_words + state->day_words;
}

static inline uint64 *
days_of(const PassState *state, uint64 *kept)
{
	return kept + 1 + 2 * state->money_words;
}

static PassState *
begin(MemoryContext context, int key_words, DateADT until, DateADT day, int day_words)
{
	PassState *state = MemoryContextAllocZero(context, sizeof(PassState));

	state->until = until;
	state->base = state->lowest = state->highest = day;
	state->day_words = day_words;
	state->money_words = NARROW_WORDS;
	cx_customers_init(&state->customers, context, key_words, key_words + payload_words(state));
	return state;
}

/* Moves days by distance, upwards when it is positive; nothing is moved out. */
static void
move_days(uint64 *to, int to_words, const uint64 *from, int from_words, int64 distance)
{
	int64 words = distance >= 0 ? distance / 64 : -((-distance + 63) / 64);
	int shift = (int) (distance - words * 64);

	for (int w = 0; w < from_words; w++)
	{
		int64 at = w + words;

		if (from[w] == 0)
			continue;
		if (at >= 0 && at < to_words)
			to[at] |= from[w] << shift;
		if (shift > 0 && at + 1 >= 0 && at + 1 < to_words)
			to[at + 1] |= from[w] >> (64 - shift);
	}
}

/* Writes all entries anew, with days from base on and amounts of the width given. */
static void
rebuild(PassState *state, DateADT base, int day_words, int money_words)
{
	PassState before = *state;
	uint64 slot = 0;
	uint64 *entry;
	int key_words = state->customers.key_words;

	state->base = base;
	state->day_words = day_words;
	state->money_words = money_words;
	cx_customers_init(&state->customers, before.customers.context, key_words,
					  key_words + payload_words(state));
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
				int64 micros = (int64) amount[0];
				CxMoney money = cx_money_from_micros(micros < 0 ? -micros : micros);

				if (micros < 0)
					cx_fixed_negate(&money);
				memcpy(kept + 1 + i * money_words, money.words, sizeof(money.words));
			}
		}
		move_days(days_of(state, kept), day_words, days_of(&before, entry + key_words),
				  before.day_words, (int64) before.base - base);
	}
	pfree(before.customers.slots);
	CHECK_FOR_INTERRUPTS();
}

static void flush(PassState *state);

/* Makes room for the days from first to last. */
static void
reach(PassState *state, DateADT first, DateADT last)
{
	int64 needed;
	int words;

	if (first >= state->base && last < state->base + (int64) state->day_words * 64)
	{
		state->lowest = Min(state->lowest, first);
		state->highest = Max(state->highest, last);
		return;
	}
	flush(state);
	state->lowest = Min(state->lowest, first);
	state->highest = Max(state->highest, last);
	needed = ((int64) state->highest - state->lowest) / 64 + 1;
	if ((int64) state->highest - state->lowest >= CX_RFM_MAX_DAYS)
		cx_refuse_long_rfm();
	words = (int) Min(Max(needed, state->day_words + state->day_words / 2), MAX_WORDS);
	/* what room there is goes where the days go */
	rebuild(state,
			first < state->base ? (DateADT) Max((int64) state->highest - (int64) words * 64 + 1,
												DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE)
								: state->lowest,
			words, state->money_words);
}

static void
widen_money(PassState *state)
{
	flush(state);
	if (state->money_words == NARROW_WORDS)
		rebuild(state, state->base, state->day_words, WIDE_WORDS);
}

static inline void
add_money(uint64 *sum, const CxMoney *amount)
{
	CxMoney money;

	memcpy(money.words, sum, sizeof(money.words));
	cx_money_add(&money, amount);
	memcpy(sum, money.words, sizeof(money.words));
}

/* Adds a row to its entry, whose amounts are wide. */
static void
add_wide(PassState *state, uint64 *kept, DateADT day, const CxMoney *amount)
{
	uint64 *first = kept + 1;
	DateADT first_day = (DateADT) (uint32) kept[0];

	if (kept[0] == 0 || day < first_day)
	{
		kept[0] = IN_USE | (uint32) day;
		memcpy(first, amount->words, sizeof(amount->words));
	}
	else if (day == first_day)
		add_money(first, amount);
	add_money(first + WIDE_WORDS, amount);
}

static inline CxMoney
money_of_micros(int64 micros)
{
	CxMoney money = cx_money_from_micros(micros < 0 ? -micros : micros);

	if (micros < 0)
		cx_fixed_negate(&money);
	return money;
}

/* key_words is that of the state, as a constant where speed counts */
static pg_attribute_always_inline void
add_row(PassState *state, const uint64 *key, uint64 hash, DateADT day, int64 micros, int key_words)
{
	CxCustomers *customers = &state->customers;
	uint64 bit = (uint64) ((int64) day - state->base);
	uint64 *kept = cx_customers_find(customers, key, hash, key_words, customers->words);

	if (likely(state->money_words == NARROW_WORDS))
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
			CxMoney money = money_of_micros(micros);

			rebuild(state, state->base, state->day_words, WIDE_WORDS);
			kept = cx_customers_find(customers, key, hash, key_words, customers->words);
			add_wide(state, kept, day, &money);
			days_of(state, kept)[bit / 64] |= UINT64CONST(1) << (bit % 64);
			return;
		}
		if (kept[0] == 0 || day < first_day)
			kept[0] = IN_USE | (uint32) day;
		kept[1] = (uint64) first;
		kept[2] = (uint64) total;
		kept[3 + bit / 64] |= UINT64CONST(1) << (bit % 64);
	}
	else
	{
		CxMoney money = money_of_micros(micros);

		add_wide(state, kept, day, &money);
		days_of(state, kept)[bit / 64] |= UINT64CONST(1) << (bit % 64);
	}
}

/* Puts the rows that wait into the table; the state is then what its table says. */
static void
flush(PassState *state)
{
	for (; state->waiting > 0; state->waiting--)
	{
		const Row *row = &state->rows[(state->next + WAITING_ROWS - state->waiting) % WAITING_ROWS];

		add_row(state, row->key, row->hash, row->day, row->micros, state->customers.key_words);
	}
}

static pg_attribute_always_inline void
count_row(PassState *state, const uint64 *key, DateADT day, int64 micros, int key_words)
{
	CxCustomers *customers = &state->customers;
	uint64 hash;
	Row *row;

	if (unlikely(day < state->lowest || day > state->highest))
		reach(state, day, day);
	hash = cx_customers_hash(key, key_words);
	if (unlikely(state->rows == NULL))
	{
		add_row(state, key, hash, day, micros, key_words);
		if (unlikely(customers->capacity * customers->words * sizeof(uint64) >=
					 CX_CUSTOMERS_LARGE_BYTES))
			state->rows = MemoryContextAlloc(customers->context, WAITING_ROWS * sizeof(Row));
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
count_wide_row(PassState *state, const uint64 *key, DateADT day, const CxMoney *amount)
{
	int key_words = state->customers.key_words;
	uint64 *kept;
	uint64 bit;

	reach(state, day, day);
	widen_money(state);
	kept = cx_customers_find(&state->customers, key, cx_customers_hash(key, key_words), key_words,
							 state->customers.words);
	bit = (uint64) ((int64) day - state->base);
	add_wide(state, kept, day, amount);
	days_of(state, kept)[bit / 64] |= UINT64CONST(1) << (bit % 64);
}

static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("aggregate function called in non-aggregate context"));
	return context;
}

/* A uuid as two words, whatever the machine's byte order: they travel between servers. */
static inline void
uuid_key(const pg_uuid_t *uuid, uint64 *key)
{
	memcpy(key, uuid->data, 2 * sizeof(uint64));
	key[0] = pg_ntoh64(key[0]);
	key[1] = pg_ntoh64(key[1]);
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
	if (likely(!pg_mul_s64_overflow(DatumGetInt64(amount), 1000000, micros)))
		return true;
	*money = cx_money_from_int64(DatumGetInt64(amount));
	return false;
}

static inline bool
micros_of_float8(Datum amount, int64 *micros, CxMoney *money)
{
	double x = DatumGetFloat8(amount);
	double cents = rint(x * 100);

	/* see cx_money_from_float8 */
	if (likely(fabs(cents) < 1e14 && cents / 100 == x))
	{
		*micros = (int64) cents * 10000;
		return true;
	}
	*money = cx_money_from_float8(x);
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
 *		observed_until: error 22008; an amount that is not finite: error 22003, one with more than 30
 *		decimals: error 22023; another observed_until than in the rows before: error 22023; more than
 *		65536 days, or too many customers for 1 GB: error 54000.
 */
#define TRANSITION(symbol, key_words, get_key, day_of, micros_of)                                  \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		PassState *state = PG_ARGISNULL(0) ? NULL : (PassState *) PG_GETARG_POINTER(0);            \
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
static PassState *
begin_pass(FunctionCallInfo fcinfo, int key_words, DateADT until, DateADT day)
{
	int64 words = ((int64) until - day) / 64 + 1;

	return begin(aggregate_context(fcinfo), key_words, until, day, (int) Min(words, EAGER_WORDS));
}

#define BIGINT_KEY key[0] = (uint64) PG_GETARG_INT64(1)
#define UUID_KEY   uuid_key(PG_GETARG_UUID_P(1), key)

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

/* Adds the customers of from, which is left as it is but for rows not yet in its table. */
static void
merge(PassState *into, PassState *from)
{
	int key_words = into->customers.key_words;
	uint64 slot = 0;
	uint64 *entry;
	uint64 looked_at = 0;

	cx_check_same_until(into->until, from->until);
	flush(into);
	flush(from);
	reach(into, from->lowest, from->highest);
	if (from->money_words == WIDE_WORDS)
		widen_money(into);
	cx_customers_reserve(&into->customers,
						 into->customers.count +
							 cx_customers_missing(&into->customers, &from->customers));
	while ((entry = cx_customers_next(&from->customers, &slot)) != NULL)
	{
		uint64 hash = cx_customers_hash(entry, key_words);
		uint64 *theirs = entry + key_words;
		DateADT first = (DateADT) (uint32) theirs[0];
		uint64 *kept;
		CxMoney first_amount;
		CxMoney total;

		if (from->money_words == WIDE_WORDS)
		{
			memcpy(first_amount.words, theirs + 1, sizeof(first_amount.words));
			memcpy(total.words, theirs + 1 + WIDE_WORDS, sizeof(total.words));
		}
		kept = cx_customers_find(&into->customers, entry, hash, key_words, into->customers.words);
		if (into->money_words == NARROW_WORDS)
		{
			DateADT ours = (DateADT) (uint32) kept[0];
			int64 first_sum = (int64) kept[1];
			int64 sum = (int64) kept[2];
			bool fits = !pg_add_s64_overflow(sum, (int64) theirs[2], &sum);

			if (kept[0] == 0 || first < ours)
				first_sum = (int64) theirs[1];
			else if (first == ours)
				fits = !pg_add_s64_overflow(first_sum, (int64) theirs[1], &first_sum) && fits;
			if (fits)
			{
				if (kept[0] == 0 || first < ours)
					kept[0] = theirs[0];
				kept[1] = (uint64) first_sum;
				kept[2] = (uint64) sum;
			}
			else
			{
				widen_money(into);
				kept = cx_customers_find(&into->customers, entry, hash, key_words,
										 into->customers.words);
			}
		}
		if (into->money_words == WIDE_WORDS)
		{
			uint64 *ours = kept + 1;

			if (from->money_words == NARROW_WORDS)
			{
				first_amount = money_of_micros((int64) theirs[1]);
				total = money_of_micros((int64) theirs[2]);
			}
			if (kept[0] == 0 || first < (DateADT) (uint32) kept[0])
			{
				kept[0] = theirs[0];
				memcpy(ours, first_amount.words, sizeof(first_amount.words));
			}
			else if (first == (DateADT) (uint32) kept[0])
				add_money(ours, &first_amount);
			add_money(ours + WIDE_WORDS, &total);
		}
		move_days(days_of(into, kept), into->day_words, days_of(from, theirs), from->day_words,
				  (int64) from->base - into->base);
		if ((++looked_at & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

/*
 * cx_rfm_pass_combine(internal, internal) -> internal
 *		Combine function: the orders of both. Errors as the transition.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_combine);
Datum
cx_rfm_pass_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	PassState *into = PG_ARGISNULL(0) ? NULL : (PassState *) PG_GETARG_POINTER(0);
	PassState *from = PG_ARGISNULL(1) ? NULL : (PassState *) PG_GETARG_POINTER(1);

	if (from == NULL)
	{
		if (into == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(into);
	}
	if (into == NULL)
		into =
			begin(context, from->customers.key_words, from->until, from->lowest, from->day_words);
	merge(into, from);
	PG_RETURN_POINTER(into);
}

/*
 * cx_rfm_pass_serialize(internal) -> bytea, cx_rfm_pass_deserialize(bytea, internal) -> internal
 *		A partial state on its way from a worker: version byte, words of a key, of an amount and of
 *		days, until, base, lowest and highest day, customers, then the entries in the order of the
 *		hash. Strict. What is no such state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_serialize);
Datum
cx_rfm_pass_serialize(PG_FUNCTION_ARGS)
{
	PassState *state = (PassState *) PG_GETARG_POINTER(0);
	Size entry_bytes = state->customers.words * sizeof(uint64);
	StringInfoData message;
	uint64 slot = 0;
	uint64 *entry;

	aggregate_context(fcinfo);
	flush(state);
	if (state->customers.count > (MaxAllocSize - 64) / entry_bytes)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("too many customers for one pass in parallel"),
				errhint("Aggregate in two steps, first GROUP BY customer."));
	pq_begintypsend(&message);
	enlargeStringInfo(&message, (int) (64 + state->customers.count * entry_bytes));
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->customers.key_words);
	pq_sendbyte(&message, (uint8) state->money_words);
	pq_sendint32(&message, state->day_words);
	pq_sendint32(&message, state->until);
	pq_sendint32(&message, state->base);
	pq_sendint32(&message, state->lowest);
	pq_sendint32(&message, state->highest);
	pq_sendint64(&message, (int64) state->customers.count);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
		for (int i = 0; i < state->customers.words; i++)
			pq_sendint64(&message, (int64) entry[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(cx_rfm_pass_deserialize);
Datum
cx_rfm_pass_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	PassState *state;
	int key_words, money_words, day_words;
	DateADT until, base, lowest, highest;
	int64 customers;

	aggregate_context(fcinfo);
	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, TYPE_NAME, WIRE_VERSION);
	key_words = pq_getmsgbyte(&message);
	money_words = pq_getmsgbyte(&message);
	day_words = (int) pq_getmsgint(&message, 4);
	until = (DateADT) pq_getmsgint(&message, 4);
	base = (DateADT) pq_getmsgint(&message, 4);
	lowest = (DateADT) pq_getmsgint(&message, 4);
	highest = (DateADT) pq_getmsgint(&message, 4);
	customers = pq_getmsgint64(&message);
	if (key_words < 1 || key_words > 2 ||
		(money_words != NARROW_WORDS && money_words != WIDE_WORDS) || day_words < 1 ||
		day_words > MAX_WORDS || base > lowest || lowest > highest || highest > until ||
		highest >= base + (int64) day_words * 64 || customers < 0 ||
		customers != (message.len - message.cursor) /
						 (int64) ((key_words + 1 + 2 * money_words + day_words) * sizeof(uint64)))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");

	state = begin(CurrentMemoryContext, key_words, until, base, day_words);
	state->lowest = lowest;
	state->highest = highest;
	if (money_words == WIDE_WORDS)
		widen_money(state);
	cx_customers_reserve(&state->customers, (uint64) customers);
	for (int64 i = 0; i < customers; i++)
	{
		uint64 key[2];
		uint64 *kept;
		int64 first;

		for (int w = 0; w < key_words; w++)
			key[w] = (uint64) pq_getmsgint64(&message);
		kept = cx_customers_find(&state->customers, key, cx_customers_hash(key, key_words),
								 key_words, state->customers.words);
		if (kept[0] != 0)
			cx_wire_refuse(TYPE_NAME, "A customer comes twice.");
		for (int w = 0; w < payload_words(state); w++)
			kept[w] = (uint64) pq_getmsgint64(&message);
		first = (int64) (DateADT) (uint32) kept[0] - base;
		if (kept[0] >> 32 != 1 || first < 0 || first >= (int64) day_words * 64 ||
			(days_of(state, kept)[first / 64] >> (first % 64) & 1) == 0)
			cx_wire_refuse(TYPE_NAME, "A customer's first day has no purchase.");
	}
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}

/* The same figure as from a cx_rfm: 53 bits are divided exactly, more by exact money. */
static double
mean_amount(const PassState *state, const uint64 *kept, int32 frequency)
{
	CxMoney first_amount;
	CxMoney total;

	if (frequency == 0)
		return 0;
	if (state->money_words == NARROW_WORDS)
	{
		int64 repeat;

		if (!pg_sub_s64_overflow((int64) kept[2], (int64) kept[1], &repeat) &&
			repeat < INT64CONST(1) << 53 && repeat > -(INT64CONST(1) << 53))
			return (double) repeat / (1e6 * frequency);
		first_amount = money_of_micros((int64) kept[1]);
		total = money_of_micros((int64) kept[2]);
	}
	else
	{
		memcpy(first_amount.words, kept + 1, sizeof(first_amount.words));
		memcpy(total.words, kept + 1 + WIDE_WORDS, sizeof(total.words));
	}
	return cx_mean_repeat_amount(&total, &first_amount, frequency);
}

static CxRfmRow
summarize(const PassState *state, uint64 *kept)
{
	const uint64 *days = days_of(state, kept);
	DateADT first = (DateADT) (uint32) kept[0];
	int words = state->day_words;
	int64 count = (int64) pg_popcount((const char *) days, words * (int) sizeof(uint64));
	CxRfmRow row;

	while (days[words - 1] == 0)
		words--;
	row.frequency = (int32) (count - 1);
	row.recency = (int32) ((int64) state->base + (words - 1) * 64 +
						   pg_leftmost_one_pos64(days[words - 1]) - first);
	row.age = state->until - first;
	row.mean_amount = mean_amount(state, kept, row.frequency);
	return row;
}

/*
 * cx_rfm_pass_final(internal) -> cx_rfm_set
 *		Final function: a row for each customer. No rows: the empty set.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_final);
Datum
cx_rfm_pass_final(PG_FUNCTION_ARGS)
{
	PassState *state = PG_ARGISNULL(0) ? NULL : (PassState *) PG_GETARG_POINTER(0);
	CxRfmSet *set;
	uint64 slot = 0;
	uint64 *entry;
	uint64 count = 0;

	aggregate_context(fcinfo);
	if (state == NULL)
		PG_RETURN_RFM_SET_P(cx_rfm_set_new(1, 0, 0));
	/* rows that wait belong to the state as it is: putting them in changes nothing in it */
	flush(state);
	set = cx_rfm_set_new(state->customers.key_words, state->customers.count, state->until);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		uint64 *to = cx_rfm_set_entry(set, count);
		CxRfmRow row = summarize(state, entry + set->key_words);

		memcpy(to, entry, set->key_words * sizeof(uint64));
		cx_rfm_set_write(to + set->key_words, &row);
		if ((++count & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
	}
	cx_rfm_set_sort(set);
	PG_RETURN_RFM_SET_P(set);
}
