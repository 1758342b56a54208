/*
 * retention_pass_merge.c
 *	  Partial states of retention_agg over raw events: merging them, and their way from a worker.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "base/aggregate.h"
#include "base/state_wire.h"
#include "retention/retention_pass.h"

#define TYPE_NAME    "retention_agg state"
#define WIRE_VERSION 1
#define MAX_WORDS    (CX_ACTIVITY_MAX_PERIODS / 64)

/* Adds the customers of from to those of into, one of which has bitmaps; false: there is no place. */
static bool
merge_bitmaps(CxRetentionPass *into, CxRetentionPass *from)
{
	CxPeriodBitmaps *dense;

	if (from->dense == NULL)
		return cx_retention_pass_add_to_bitmaps(into->dense, from);
	if (into->dense != NULL)
	{
		cx_retention_pass_check_periods(into->dense, from->dense->first_period,
										from->dense->last_period);
		return cx_bitmaps_merge(into->dense, from->dense);
	}
	/* of many parts that do not fit together, each must cost what it has, not what is there already */
	if (into->customers.count > from->dense->customers)
		return false;
	dense = cx_bitmaps_make_empty(into->customers.context);
	if (cx_bitmaps_merge(dense, from->dense))
		return cx_retention_pass_move_to_bitmaps(into, dense);
	cx_bitmaps_free(dense);
	return false;
}

/* Adds the customers of from. */
static void
merge(CxRetentionPass *into, CxRetentionPass *from)
{
	int64 first, last;
	uint64 slot = 0;
	uint64 *entry;

	cx_check_same_kind(into->period, 0, from->period, 0);
	/* the aggregate has customers of one type; what reads a worker's state doesn't know which */
	if (into->customers.key_words != from->customers.key_words)
		cx_wire_refuse(TYPE_NAME, "Its customers are of another type.");
	cx_retention_pass_flush(into);
	cx_retention_pass_flush(from);
	if ((into->dense != NULL || from->dense != NULL) && merge_bitmaps(into, from))
		return;
	cx_retention_pass_settle(into);
	cx_retention_pass_settle(from);
	if (cx_retention_pass_periods(from, &first, &last) == 0)
		return;
	cx_retention_pass_reach(into, from->base + first, from->base + last);
	cx_customers_reserve(&into->customers,
						 into->customers.count +
							 cx_customers_missing(&into->customers, &from->customers));
	while ((entry = cx_customers_next(&from->customers, &slot)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		cx_retention_pass_add_mask(into, entry, cx_retention_pass_mask(from, entry),
								   from->mask_words, from->base);
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
	CxRetentionPass *into = PG_ARGISNULL(0) ? NULL : (CxRetentionPass *) PG_GETARG_POINTER(0);
	CxRetentionPass *from = PG_ARGISNULL(1) ? NULL : (CxRetentionPass *) PG_GETARG_POINTER(1);

	if (from == NULL)
	{
		if (into == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(into);
	}
	if (into == NULL)
	{
		into = cx_retention_pass_begin(context, from->customers.key_words, from->period,
									   from->base + 32, 1);
	}
	merge(into, from);
	PG_RETURN_POINTER(into);
}

/* Periods that came from outside. */
static void
check_range(CxPeriod period, int64 first, int64 last)
{
	if (!cx_period_is_valid(period, first) || !cx_period_is_valid(period, last))
		cx_wire_refuse(TYPE_NAME, "A period is outside the range of type date.");
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
	CxRetentionPass *state = (CxRetentionPass *) PG_GETARG_POINTER(0);
	StringInfoData message;
	uint64 slot = 0;
	uint64 *entry;
	int key_words = state->customers.key_words;

	cx_aggregate_context(fcinfo);
	cx_retention_pass_flush(state);
	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->period);
	pq_sendbyte(&message, (uint8) key_words);
	pq_sendint32(&message, state->dense != NULL ? 0 : state->mask_words);
	if (state->dense != NULL)
	{
		cx_bitmaps_send(&message, state->dense);
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
			pq_sendint64(&message, (int64) cx_retention_pass_mask(state, entry)[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(cx_retention_pass_deserialize);
Datum
cx_retention_pass_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	CxRetentionPass *state;
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
		state = cx_retention_pass_begin(CurrentMemoryContext, key_words, (CxPeriod) period, 0, 1);
		state->dense = cx_bitmaps_receive(&message, TYPE_NAME, CX_ACTIVITY_MAX_PERIODS);
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

	state = cx_retention_pass_begin(CurrentMemoryContext, key_words, (CxPeriod) period, base + 32,
									mask_words);
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
	cx_retention_pass_periods(state, &first, &last);
	check_range(state->period, base + first, base + last);
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}
