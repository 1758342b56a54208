/*
 * retention_pass.c
 *	  The cohort table in one pass over raw events: retention_agg(customer, at, period).
 *
 * GROUP BY customer first is what costs: a million groups, each found for every row. Here a row is
 * one bit (retention_pass.h); the cohorts are counted when all rows are in. The state is internal
 * because nobody stores that; the result is a cx_retention.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "port/pg_bitutils.h"

#include "base/aggregate.h"
#include "base/interrupts.h"
#include "base/period_lookup.h"
#include "retention/retention_pass.h"

/*
 * cx_retention_pass(internal, customer, at, cx_period [, cx_zone]) -> internal; customer smallint,
 * integer, bigint, uuid or text; at date or timestamp, or timestamptz with a zone
 *		Transition of retention_agg over raw events. A NULL customer or at is skipped. Texts are one
 *		customer when their bytes are the same. NULL period or
 *		zone: error 22004; infinite at: error 22008; another period than in the rows before: error
 *		22023; more than 65536 periods, or too many customers for 1 GB: error 54000.
 */
#define TRANSITION(symbol, kind, get_key, zone_arg, number_of)                                     \
	static pg_noinline Datum symbol##_any(FunctionCallInfo fcinfo)                                 \
	{                                                                                              \
		CxRetentionPass *state =                                                                   \
			PG_ARGISNULL(0) ? NULL : (CxRetentionPass *) PG_GETARG_POINTER(0);                     \
		CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 3, zone_arg, CX_ANSWER_NUMBER);          \
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
		if (unlikely(state == NULL))                                                               \
			state = cx_retention_pass_begin(fcinfo, kind, lookup->period, number);                 \
		if (unlikely(state->period != lookup->period))                                             \
			cx_check_same_kind(state->period, 0, lookup->period, 0);                               \
		get_key;                                                                                   \
		cx_retention_pass_add_row(state, key, number, CX_KEY_WORDS(kind));                         \
		PG_RETURN_POINTER(state);                                                                  \
	}

/*
 * Nearly all rows take a way on which nothing is called, so that no register needs to be saved, which
 * is 2 % of the time of a query. It is for days known to the lookup, and a period that is constant and so
 * the one the state began with.
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
		if (likely(!PG_ARGISNULL(0) && !PG_ARGISNULL(1) && !PG_ARGISNULL(2) && lookup != NULL &&   \
				   lookup->constant && known))                                                     \
		{                                                                                          \
			get_key;                                                                               \
			if (likely(cx_retention_pass_add(state, key[0], number)))                              \
				PG_RETURN_POINTER(state);                                                          \
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
#define UUID_KEY      cx_uuid_customer(PG_GETARG_UUID_P(1), key)
#define TEXT_KEY      cx_text_customer(PG_GETARG_TEXT_PP(1), state->customers.seed, key)
#define DAY           cx_period_lookup_day(lookup, PG_GETARG_DATEADT(2))
#define LOCAL         cx_period_lookup_timestamp(lookup, PG_GETARG_TIMESTAMP(2))
#define INSTANT       cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(2))
#define KNOWN_DAY     cx_period_lookup_known_day(lookup, PG_GETARG_DATEADT(2), &number)
#define KNOWN_LOCAL   cx_period_lookup_known_timestamp(lookup, PG_GETARG_TIMESTAMP(2), &number)
#define KNOWN_INSTANT cx_period_lookup_known_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(2), &number)

TRANSITION(cx_retention_pass_bigint_date, CX_CUSTOMER_INTEGER, BIGINT_KEY, -1, DAY)
SHORT_WAY(cx_retention_pass_bigint_date, BIGINT_KEY, KNOWN_DAY)
TRANSITION(cx_retention_pass_bigint_timestamp, CX_CUSTOMER_INTEGER, BIGINT_KEY, -1, LOCAL)
SHORT_WAY(cx_retention_pass_bigint_timestamp, BIGINT_KEY, KNOWN_LOCAL)
TRANSITION(cx_retention_pass_bigint_timestamptz, CX_CUSTOMER_INTEGER, BIGINT_KEY, 4, INSTANT)
SHORT_WAY(cx_retention_pass_bigint_timestamptz, BIGINT_KEY, KNOWN_INSTANT)
TRANSITION(cx_retention_pass_integer_date, CX_CUSTOMER_INTEGER, INTEGER_KEY, -1, DAY)
SHORT_WAY(cx_retention_pass_integer_date, INTEGER_KEY, KNOWN_DAY)
TRANSITION(cx_retention_pass_integer_timestamp, CX_CUSTOMER_INTEGER, INTEGER_KEY, -1, LOCAL)
SHORT_WAY(cx_retention_pass_integer_timestamp, INTEGER_KEY, KNOWN_LOCAL)
TRANSITION(cx_retention_pass_integer_timestamptz, CX_CUSTOMER_INTEGER, INTEGER_KEY, 4, INSTANT)
SHORT_WAY(cx_retention_pass_integer_timestamptz, INTEGER_KEY, KNOWN_INSTANT)
TRANSITION(cx_retention_pass_smallint_date, CX_CUSTOMER_INTEGER, SMALLINT_KEY, -1, DAY)
SHORT_WAY(cx_retention_pass_smallint_date, SMALLINT_KEY, KNOWN_DAY)
TRANSITION(cx_retention_pass_smallint_timestamp, CX_CUSTOMER_INTEGER, SMALLINT_KEY, -1, LOCAL)
SHORT_WAY(cx_retention_pass_smallint_timestamp, SMALLINT_KEY, KNOWN_LOCAL)
TRANSITION(cx_retention_pass_smallint_timestamptz, CX_CUSTOMER_INTEGER, SMALLINT_KEY, 4, INSTANT)
SHORT_WAY(cx_retention_pass_smallint_timestamptz, SMALLINT_KEY, KNOWN_INSTANT)
TRANSITION(cx_retention_pass_uuid_date, CX_CUSTOMER_UUID, UUID_KEY, -1, DAY)
NO_SHORT_WAY(cx_retention_pass_uuid_date)
TRANSITION(cx_retention_pass_uuid_timestamp, CX_CUSTOMER_UUID, UUID_KEY, -1, LOCAL)
NO_SHORT_WAY(cx_retention_pass_uuid_timestamp)
TRANSITION(cx_retention_pass_uuid_timestamptz, CX_CUSTOMER_UUID, UUID_KEY, 4, INSTANT)
NO_SHORT_WAY(cx_retention_pass_uuid_timestamptz)
TRANSITION(cx_retention_pass_text_date, CX_CUSTOMER_TEXT, TEXT_KEY, -1, DAY)
NO_SHORT_WAY(cx_retention_pass_text_date)
TRANSITION(cx_retention_pass_text_timestamp, CX_CUSTOMER_TEXT, TEXT_KEY, -1, LOCAL)
NO_SHORT_WAY(cx_retention_pass_text_timestamp)
TRANSITION(cx_retention_pass_text_timestamptz, CX_CUSTOMER_TEXT, TEXT_KEY, 4, INSTANT)
NO_SHORT_WAY(cx_retention_pass_text_timestamptz)

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
		CxRetentionPassScan scan;
		const uint64 *mask;

		cx_retention_set_kind(builder, state->period, 0);
		cx_retention_pass_scan(&scan, state);
		for (uint64 i = 0; (mask = cx_retention_pass_next(&scan)) != NULL; i++)
		{
			CX_CHECK_INTERRUPTS(i);
			enter(builder, mask, scan.words, scan.base);
		}
		cx_retention_pass_scan_end(&scan);
	}
	value = cx_retention_value(builder);
	cx_retention_end(builder);
	PG_RETURN_POINTER(value);
}

/*
 * cx_retention_pass_combine(internal, internal) -> internal
 *		Combine function: adds the customers of a state that came from a worker. Errors as the
 *		transition; customers of two types, and what cx_retention_pass_serialize() never wrote: error
 *		22P03.
 */
PG_FUNCTION_INFO_V1(cx_retention_pass_combine);
Datum
cx_retention_pass_combine(PG_FUNCTION_ARGS)
{
	CxRetentionPass *state = PG_ARGISNULL(0) ? NULL : (CxRetentionPass *) PG_GETARG_POINTER(0);
	CxRetentionMessage *message =
		PG_ARGISNULL(1) ? NULL : (CxRetentionMessage *) PG_GETARG_POINTER(1);

	cx_aggregate_context(fcinfo);
	if (message == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
		state = cx_retention_pass_begin(fcinfo, message->kind, message->period, message->base + 32);
	cx_retention_pass_merge(state, message);
	PG_RETURN_POINTER(state);
}

/*
 * cx_retention_pass_serialize(internal) -> bytea, cx_retention_pass_deserialize(bytea, internal) ->
 * internal
 *		A partial state on its way from a worker, see retention_pass_message.c. Strict. What is read is
 *		for cx_retention_pass_combine() alone. What is no such state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_retention_pass_serialize);
Datum
cx_retention_pass_serialize(PG_FUNCTION_ARGS)
{
	CxRetentionPass *state = (CxRetentionPass *) PG_GETARG_POINTER(0);

	cx_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P(cx_retention_pass_send(state, cx_is_partial_aggregate(fcinfo)));
}

PG_FUNCTION_INFO_V1(cx_retention_pass_deserialize);
Datum
cx_retention_pass_deserialize(PG_FUNCTION_ARGS)
{
	cx_aggregate_context(fcinfo);
	PG_RETURN_POINTER(cx_retention_pass_receive(PG_GETARG_BYTEA_PP(0)));
}
