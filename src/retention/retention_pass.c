/*
 * retention_pass.c
 *	  The cohort table in one pass over raw events: retention_agg(customer, at, period).
 *
 * GROUP BY customer first is what costs: a million groups, each found for every row. Here a row is
 * one bit, in a bitmap of customers for its period where their numbers lie close together
 * (retention/period_bitmaps.h), or else in a mask of periods for its customer in a hash
 * (base/customers.h); the cohorts are counted when all rows are in. The state is internal because
 * nobody stores that; the result is a cx_retention.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "base/aggregate.h"
#include "base/period_lookup.h"
#include "retention/retention_pass.h"

/* Numbers that lie close together get bitmaps; if they don't, those of more customers may. */
static pg_noinline void
try_dense(CxRetentionPass *state)
{
	int64 low = PG_INT64_MAX;
	int64 high = PG_INT64_MIN;
	int64 first, last;
	int64 periods;
	uint64 slot = 0;
	uint64 *entry;
	CxPeriodBitmaps *dense;

	cx_retention_pass_flush(state);
	state->dense_try = state->customers.count + state->customers.count / 2;
	periods = cx_retention_pass_periods(state, &first, &last);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		low = Min(low, (int64) entry[0]);
		high = Max(high, (int64) entry[0]);
	}
	dense = cx_bitmaps_make(state->customers.context, low, high, state->customers.count,
							state->base + first, state->base + last, periods);
	if (dense != NULL)
		cx_retention_pass_move_to_bitmaps(state, dense);
}

/* Makes a place for a row among the bitmaps; NULL when there can be none. */
static pg_noinline uint64 *
reach_dense(CxRetentionPass *state, uint64 customer, int64 number)
{
	uint64 *word;

	cx_retention_pass_check_periods(state->dense, number, number);
	word = cx_bitmaps_reach(state->dense, customer, number);
	if (word == NULL)
		cx_retention_pass_settle(state);
	return word;
}

/* False when the bitmaps have no place for the row. */
static pg_attribute_always_inline bool
count_dense_row(CxRetentionPass *state, uint64 customer, int64 number)
{
	uint64 *word = cx_bitmaps_word(state->dense, customer, number);

	if (unlikely(word == NULL))
		word = reach_dense(state, customer, number);
	if (unlikely(word == NULL))
		return false;
	cx_bitmaps_set(state->dense, word, customer);
	return true;
}

static pg_attribute_always_inline void
count_row(CxRetentionPass *state, const uint64 *key, int64 number, int key_words)
{
	uint64 bit;
	uint64 hash;
	CxRetentionPassRow *row;

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
		cx_retention_pass_reach(state, number, number);
		bit = (uint64) (number - state->base);
	}
	hash = cx_customers_hash(key, key_words);
	if (unlikely(state->rows == NULL))
	{
		cx_retention_pass_set_bit(state, key, hash, bit, key_words, state->mask_words);
		if (unlikely(cx_customers_bytes(&state->customers) >= CX_CUSTOMERS_LARGE_BYTES))
			state->rows = MemoryContextAlloc(state->customers.context,
											 CX_RETENTION_PASS_ROWS * sizeof(CxRetentionPassRow));
		return;
	}
	row = &state->rows[state->next];
	if (likely(state->waiting == CX_RETENTION_PASS_ROWS))
	{
		if (likely(state->mask_words == 1))
			cx_retention_pass_set_bit(state, row->key, row->hash, row->bit, key_words, 1);
		else
			cx_retention_pass_set_bit(state, row->key, row->hash, row->bit, key_words,
									  state->mask_words);
	}
	else
		state->waiting++;
	row->key[0] = key[0];
	if (key_words > 1)
		row->key[1] = key[1];
	row->hash = hash;
	row->bit = bit;
	state->next = (state->next + 1) % CX_RETENTION_PASS_ROWS;
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
		CxRetentionPass *state =                                                                   \
			PG_ARGISNULL(0) ? NULL : (CxRetentionPass *) PG_GETARG_POINTER(0);                     \
		CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 3, zone_arg, false);                     \
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
			state = cx_retention_pass_begin(cx_aggregate_context(fcinfo), key_words,               \
											lookup->period, number, 1);                            \
		if (unlikely(state->period != lookup->period))                                             \
			cx_check_same_kind(state->period, 0, lookup->period, 0);                               \
		count_row(state, key, number, key_words);                                                  \
		PG_RETURN_POINTER(state);                                                                  \
	}

/*
 * Nearly all rows take a way on which nothing is called, so that no register needs to be saved, which
 * is 2 % of the time of a query. It is for bitmaps, days known to the lookup, and a period that is
 * constant and so the one the state began with.
 */
#define SHORT_WAY(symbol, get_key, known)                                                          \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxRetentionPass *state = (CxRetentionPass *) PG_GETARG_POINTER(0);                         \
		const CxPeriodLookup *lookup = (const CxPeriodLookup *) fcinfo->flinfo->fn_extra;          \
		uint64 key[1];                                                                             \
		int32 number;                                                                              \
                                                                                                   \
		if (likely(!PG_ARGISNULL(0) && !PG_ARGISNULL(1) && !PG_ARGISNULL(2) &&                     \
				   state->dense != NULL && lookup != NULL && lookup->constant && known))           \
		{                                                                                          \
			uint64 *word;                                                                          \
                                                                                                   \
			get_key;                                                                               \
			word = cx_bitmaps_word(state->dense, key[0], number);                                  \
			if (likely(word != NULL))                                                              \
			{                                                                                      \
				cx_bitmaps_set(state->dense, word, key[0]);                                        \
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
#define DAY           cx_period_lookup_day(lookup, PG_GETARG_DATEADT(2))
#define LOCAL         cx_period_lookup_timestamp(lookup, PG_GETARG_TIMESTAMP(2))
#define INSTANT       cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(2))
#define KNOWN_DAY     cx_period_lookup_known_day(lookup, PG_GETARG_DATEADT(2), &number)
#define KNOWN_LOCAL   cx_period_lookup_known_timestamp(lookup, PG_GETARG_TIMESTAMP(2), &number)
#define KNOWN_INSTANT cx_period_lookup_known_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(2), &number)

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
	CxRetentionPass *state = PG_ARGISNULL(0) ? NULL : (CxRetentionPass *) PG_GETARG_POINTER(0);
	CxRetentionBuilder *builder;
	CxRetention *value;

	cx_aggregate_context(fcinfo);
	builder = cx_retention_begin(CurrentMemoryContext);
	if (state != NULL)
	{
		uint64 slot = 0;
		uint64 *entry;

		/* rows that wait belong to the state as it is: putting them in changes nothing in it */
		cx_retention_pass_flush(state);
		cx_retention_set_kind(builder, state->period, 0);
		while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
		{
			enter(builder, cx_retention_pass_mask(state, entry), state->mask_words, state->base);
			CHECK_FOR_INTERRUPTS();
		}
		if (state->dense != NULL)
		{
			CxPeriodBitmapsScan scan;
			const uint64 *mask;

			cx_bitmaps_scan(&scan, state->dense);
			while ((mask = cx_bitmaps_next(&scan)) != NULL)
				enter(builder, mask, scan.words, state->dense->first_period);
			cx_bitmaps_scan_end(&scan);
		}
	}
	value = cx_retention_value(builder);
	cx_retention_end(builder);
	PG_RETURN_POINTER(value);
}
