/*
 * rfm_pass_merge.c
 *	  rfm_agg over raw orders: putting the hashes of workers together, and the figures of customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "base/aggregate.h"
#include "base/bits.h"
#include "base/state_wire.h"
#include "value/rfm_pass.h"
#include "value/rfm_set.h"

#define TYPE_NAME    "rfm_agg state"
#define WIRE_VERSION 1

/* Adds the customers of from, which is left as it is but for rows not yet in its table. */
static void
merge(CxRfmPass *into, CxRfmPass *from)
{
	int key_words = into->customers.key_words;
	uint64 slot = 0;
	uint64 *entry;
	uint64 looked_at = 0;

	cx_check_same_until(into->until, from->until);
	/* the aggregate has customers of one type; what reads a worker's state doesn't know which */
	if (from->customers.key_words != key_words)
		cx_wire_refuse(TYPE_NAME, "Its customers are of another type.");
	cx_rfm_pass_flush(into);
	cx_rfm_pass_flush(from);
	cx_rfm_pass_reach(into, from->lowest, from->highest);
	if (from->money_words == CX_RFM_WIDE)
		cx_rfm_pass_widen(into);
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

		if (from->money_words == CX_RFM_WIDE)
		{
			memcpy(first_amount.words, theirs + 1, sizeof(first_amount.words));
			memcpy(total.words, theirs + 1 + CX_RFM_WIDE, sizeof(total.words));
		}
		kept = cx_customers_find(&into->customers, entry, hash, key_words, into->customers.words);
		if (into->money_words == CX_RFM_NARROW)
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
				cx_rfm_pass_widen(into);
				kept = cx_customers_find(&into->customers, entry, hash, key_words,
										 into->customers.words);
			}
		}
		if (into->money_words == CX_RFM_WIDE)
		{
			uint64 *ours = kept + 1;

			if (from->money_words == CX_RFM_NARROW)
			{
				first_amount = cx_money_from_signed_micros((int64) theirs[1]);
				total = cx_money_from_signed_micros((int64) theirs[2]);
			}
			if (kept[0] == 0 || first < (DateADT) (uint32) kept[0])
			{
				kept[0] = theirs[0];
				memcpy(ours, first_amount.words, sizeof(first_amount.words));
			}
			else if (first == (DateADT) (uint32) kept[0])
				cx_rfm_pass_add_money(ours, &first_amount);
			cx_rfm_pass_add_money(ours + CX_RFM_WIDE, &total);
		}
		cx_bits_or(cx_rfm_pass_days(into, kept), into->day_words, cx_rfm_pass_days(from, theirs),
				   from->day_words, (int64) from->base - into->base);
		if ((++looked_at & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

/*
 * cx_rfm_pass_combine(internal, internal) -> internal
 *		Combine function: the orders of both. Errors as the transition; customers of two types:
 *		error 22P03.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_combine);
Datum
cx_rfm_pass_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxRfmPass *into = PG_ARGISNULL(0) ? NULL : (CxRfmPass *) PG_GETARG_POINTER(0);
	CxRfmPass *from = PG_ARGISNULL(1) ? NULL : (CxRfmPass *) PG_GETARG_POINTER(1);

	if (from == NULL)
	{
		if (into == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(into);
	}
	if (into == NULL)
	{
		into = cx_rfm_pass_begin(context, from->customers.key_words, from->until, from->lowest,
								 from->day_words);
		/* with its room on both sides: the next to come may have days a little further */
		into->base = from->base;
	}
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
	CxRfmPass *state = (CxRfmPass *) PG_GETARG_POINTER(0);
	Size entry_bytes = state->customers.words * sizeof(uint64);
	StringInfoData message;
	uint64 slot = 0;
	uint64 *entry;

	cx_aggregate_context(fcinfo);
	cx_rfm_pass_flush(state);
	/* fits: two thirds of CX_CUSTOMERS_MAX_BYTES at most */
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
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = 0; i < state->customers.words; i++)
			pq_sendint64(&message, (int64) entry[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Are a customer's days from the first day on, and among those seen? All else builds on that. */
static bool
has_valid_days(CxRfmPass *state, uint64 *kept)
{
	const uint64 *days = cx_rfm_pass_days(state, kept);
	int low = 0;
	int high = state->day_words - 1;
	int64 first, last;

	while (high >= 0 && days[high] == 0)
		high--;
	if (high < 0)
		return false;
	while (days[low] == 0)
		low++;
	first = (int64) state->base + low * 64 + pg_rightmost_one_pos64(days[low]);
	last = (int64) state->base + high * 64 + pg_leftmost_one_pos64(days[high]);
	return kept[0] == (CX_RFM_IN_USE | (uint32) first) && first >= state->lowest &&
		   last <= state->highest;
}

PG_FUNCTION_INFO_V1(cx_rfm_pass_deserialize);
Datum
cx_rfm_pass_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	CxRfmPass *state;
	int key_words, money_words, day_words;
	DateADT until, base, lowest, highest;
	int64 customers;

	cx_aggregate_context(fcinfo);
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
		(money_words != CX_RFM_NARROW && money_words != CX_RFM_WIDE) || day_words < 1 ||
		day_words > CX_RFM_MAX_WORDS || base > lowest || lowest > highest || highest > until ||
		!IS_VALID_DATE(lowest) || !IS_VALID_DATE(until) ||
		highest >= base + (int64) day_words * 64 || customers < 1 ||
		customers != (message.len - message.cursor) /
						 (int64) ((key_words + 1 + 2 * money_words + day_words) * sizeof(uint64)))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");

	state = cx_rfm_pass_begin(CurrentMemoryContext, key_words, until, base, day_words);
	state->lowest = lowest;
	state->highest = highest;
	if (money_words == CX_RFM_WIDE)
		cx_rfm_pass_widen(state);
	cx_customers_reserve(&state->customers, (uint64) customers);
	for (int64 i = 0; i < customers; i++)
	{
		uint64 key[2];
		uint64 *kept;

		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < key_words; w++)
			key[w] = (uint64) pq_getmsgint64(&message);
		kept = cx_customers_find(&state->customers, key, cx_customers_hash(key, key_words),
								 key_words, state->customers.words);
		if (kept[0] != 0)
			cx_wire_refuse(TYPE_NAME, "A customer comes twice.");
		for (int w = 0; w < cx_rfm_pass_payload(state); w++)
			kept[w] = (uint64) pq_getmsgint64(&message);
		if (!has_valid_days(state, kept))
			cx_wire_refuse(TYPE_NAME, "A customer's days are not those of purchases.");
	}
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}

static double
mean_amount(const CxRfmPass *state, const uint64 *kept, int32 frequency)
{
	CxMoney first_amount;
	CxMoney total;

	if (frequency == 0)
		return 0;
	if (state->money_words == CX_RFM_NARROW)
	{
		first_amount = cx_money_from_signed_micros((int64) kept[1]);
		total = cx_money_from_signed_micros((int64) kept[2]);
	}
	else
	{
		memcpy(first_amount.words, kept + 1, sizeof(first_amount.words));
		memcpy(total.words, kept + 1 + CX_RFM_WIDE, sizeof(total.words));
	}
	return cx_mean_repeat_amount(&total, &first_amount, frequency);
}

static CxRfmRow
summarize(const CxRfmPass *state, uint64 *kept)
{
	const uint64 *days = cx_rfm_pass_days(state, kept);
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
	CxRfmPass *state = PG_ARGISNULL(0) ? NULL : (CxRfmPass *) PG_GETARG_POINTER(0);
	CxRfmSet *set;
	uint64 slot = 0;
	uint64 *entry;
	uint64 count = 0;

	cx_aggregate_context(fcinfo);
	if (state == NULL)
		PG_RETURN_RFM_SET_P(cx_rfm_set_new(1, 0, 0));
	/* rows that wait belong to the state as it is: putting them in changes nothing in it */
	cx_rfm_pass_flush(state);
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
