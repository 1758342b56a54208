/*
 * rfm_pass.c
 *	  All customers in one pass over raw orders: rfm_agg(customer, at, amount, observed_until).
 *
 * A row waits for memory twice, for its customer's slot in the hash and for the customer's days. So
 * rows are kept for a while: when one comes, its slot is asked for; when enough wait, all are looked up
 * and their days asked for; then the days are written. The waits overlap.
 *
 * The state, rfm_pass.h, is internal because nobody stores a hash of customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"
#include "base/customer_key.h"
#include "value/rfm_pass.h"

#define WAITING_ROWS 64

static pg_attribute_always_inline void
flush_rows(CxRfmPass *state, int key_words)
{
	cx_rfm_pass_reserve(state, state->waiting);
	for (int i = 0; i < state->waiting; i++)
	{
		CxRfmPassRow *row = &state->rows[i];

		row->kept = cx_customers_find(&state->customers, row->key, row->hash, key_words,
									  key_words + CX_RFM_PASS_PAYLOAD);
		if (row->kept[0] == 0)
			cx_rfm_pass_add_narrow(state, row->kept, row->day);
		else
		{
#if defined(__GNUC__) || defined(__clang__)
			__builtin_prefetch(cx_rfm_pass_days(row->kept) + cx_rfm_pass_count(row->kept), 1);
#endif
			continue;
		}
		row->kept = NULL;
	}
	for (int i = 0; i < state->waiting; i++)
		if (state->rows[i].kept != NULL)
			cx_rfm_pass_add_narrow(state, state->rows[i].kept, state->rows[i].day);
	state->waiting = 0;
}

void
cx_rfm_pass_flush(CxRfmPass *state)
{
	if (state->waiting == 0)
		return;
	if (state->customers.key_words == 1)
		flush_rows(state, 1);
	else
		flush_rows(state, 2);
}

/* key_words is that of the state, as a constant where speed counts */
static pg_attribute_always_inline void
count_row(CxRfmPass *state, const uint64 *key, DateADT day, int64 micros, int key_words)
{
	CxCustomers *customers = &state->customers;
	uint64 hash = cx_customers_hash(customers, key, key_words);
	CxRfmPassRow *row;

	if (unlikely(state->rows == NULL))
	{
		cx_rfm_pass_reserve(state, 1);
		cx_rfm_pass_add_narrow(
			state,
			cx_customers_find(customers, key, hash, key_words, key_words + CX_RFM_PASS_PAYLOAD),
			cx_narrow_day((uint16) day, micros));
		if (unlikely(cx_customers_bytes(customers) >= CX_CUSTOMERS_LARGE_BYTES))
			state->rows =
				MemoryContextAlloc(customers->context, WAITING_ROWS * sizeof(CxRfmPassRow));
		return;
	}
	row = &state->rows[state->waiting];
	row->key[0] = key[0];
	if (key_words > 1)
		row->key[1] = key[1];
	row->hash = hash;
	row->day = cx_narrow_day((uint16) day, micros);
	cx_customers_prefetch(customers, hash, key_words + CX_RFM_PASS_PAYLOAD);
	if (unlikely(++state->waiting == WAITING_ROWS))
		flush_rows(state, key_words);
}

/* A row whose amount has no narrow form. It need not wait for those before it: sums are exact. */
static void
count_wide_row(CxRfmPass *state, const uint64 *key, DateADT day, const CxMoney *money)
{
	int key_words = state->customers.key_words;
	uint64 wide[CX_DAY_WIDE];

	cx_wide_day(wide, (uint16) day, money);
	cx_rfm_pass_reserve(state, 1);
	cx_rfm_pass_add_slowly(state,
						   cx_customers_find(&state->customers, key,
											 cx_customers_hash(&state->customers, key, key_words),
											 key_words, state->customers.words),
						   wide, CX_DAY_WIDE);
}

/*
 * cx_rfm_pass(internal, customer, at, amount, observed_until date [, zone cx_zone]) -> internal;
 * customer bigint or uuid; at date or timestamp, or timestamptz with a zone; amount bigint, numeric
 * or double precision
 *		Transition of rfm_agg over raw orders. A NULL customer or at, and a day after observed_until,
 *		are skipped; a NULL amount is 0. NULL observed_until or zone: error 22004; infinite at or
 *		observed_until: error 22008; an amount that money cannot hold: error 22003; another observed_until than in the rows before: error 22023; more than 65536
 *		days from the first to the last of all, or more than 1 GB: error 54000.
 */
#define TRANSITION(symbol, key_words, get_key, day_of, amount_of)                                  \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxRfmPass *state = PG_ARGISNULL(0) ? NULL : (CxRfmPass *) PG_GETARG_POINTER(0);            \
		DateADT until = cx_observed_until_arg(fcinfo, 4);                                          \
		CxAmount amount = {.narrow = true};                                                        \
		DateADT day = 0;                                                                           \
		uint64 key[2];                                                                             \
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
			state = cx_rfm_pass_begin(cx_aggregate_context(fcinfo), key_words, until, day);        \
		if (unlikely(state->until != until))                                                       \
			cx_check_same_until(state->until, until);                                              \
		if (unlikely(day < state->lowest || day > state->highest))                                 \
			cx_rfm_pass_reach(state, day, day);                                                    \
		if (likely(!PG_ARGISNULL(3)))                                                              \
			amount_of(PG_GETARG_DATUM(3), &amount);                                                \
		if (likely(amount.narrow))                                                                 \
			count_row(state, key, day, amount.micros, key_words);                                  \
		else                                                                                       \
			count_wide_row(state, key, day, &amount.money);                                        \
		PG_RETURN_POINTER(state);                                                                  \
	}

#define BIGINT_KEY key[0] = (uint64) PG_GETARG_INT64(1)
#define UUID_KEY   cx_uuid_customer(PG_GETARG_UUID_P(1), key)

#define TRANSITIONS(key, key_words, get_key)                                                       \
	TRANSITION(cx_rfm_pass_##key##_date_bigint, key_words, get_key, cx_day_of_date,                \
			   cx_amount_of_bigint)                                                                \
	TRANSITION(cx_rfm_pass_##key##_date_numeric, key_words, get_key, cx_day_of_date,               \
			   cx_amount_of_numeric)                                                               \
	TRANSITION(cx_rfm_pass_##key##_date_float8, key_words, get_key, cx_day_of_date,                \
			   cx_amount_of_float8)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamp_bigint, key_words, get_key, cx_day_of_timestamp,      \
			   cx_amount_of_bigint)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamp_numeric, key_words, get_key, cx_day_of_timestamp,     \
			   cx_amount_of_numeric)                                                               \
	TRANSITION(cx_rfm_pass_##key##_timestamp_float8, key_words, get_key, cx_day_of_timestamp,      \
			   cx_amount_of_float8)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_bigint, key_words, get_key, cx_day_of_timestamptz,  \
			   cx_amount_of_bigint)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_numeric, key_words, get_key, cx_day_of_timestamptz, \
			   cx_amount_of_numeric)                                                               \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_float8, key_words, get_key, cx_day_of_timestamptz,  \
			   cx_amount_of_float8)

TRANSITIONS(bigint, 1, BIGINT_KEY)
TRANSITIONS(uuid, 2, UUID_KEY)

/*
 * cx_rfm_text_customer(internal, text, ...) -> internal
 *		Transition of the forms of rfm_agg for a text customer: always error 0A000. A text is kept as a
 *		hash, and the result would not say whose it is.
 */
PG_FUNCTION_INFO_V1(cx_rfm_text_customer);
Datum
cx_rfm_text_customer(PG_FUNCTION_ARGS)
{
	ereport(
		ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
		errmsg("rfm_agg over raw orders cannot give back customers of type text"),
		errhint("Aggregate in two steps: SELECT customer, rfm_agg(at, amount, observed_until) ... "
				"GROUP BY customer. Or number the customers with dense_rank()."));
	PG_RETURN_NULL();
}
