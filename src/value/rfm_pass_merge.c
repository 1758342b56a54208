/*
 * rfm_pass_merge.c
 *	  rfm_agg over raw orders: the way from a worker to the leader, and to the figures of customers.
 *
 * Message: version byte 1; the words of a key as a byte; until, lowest and highest day as int4; the
 * number of customers as int8; then each customer in the order of the hash: the words of the key as
 * int8, the number of days as int4, negative when they are wide, the words of the days as int8. All in
 * network order. The leader reads it where it lies and never has it as a second hash.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/interrupts.h"
#include "base/state_wire.h"
#include "value/rfm_pass.h"
#include "value/rfm_set.h"

#define TYPE_NAME    "rfm_agg state"
#define WIRE_VERSION 1
#define HEADER_BYTES (2 + 3 * 4 + 8)

/* A customer in a message. */
typedef struct Sent
{
	uint64 key[2];
	int width;
	int count;
	const char *days; /* in network order */
} Sent;

static uint64
word_at(const char *bytes)
{
	uint64 word;

	memcpy(&word, bytes, sizeof(word));
	return pg_ntoh64(word);
}

/* Reads the customer at *at, and moves it on. False: the message ends before. */
static bool
next_sent(const char **at, const char *end, int key_words, Sent *sent)
{
	int32 head;
	Size bytes;

	if (end - *at < key_words * 8 + 4)
		return false;
	for (int w = 0; w < key_words; w++, *at += 8)
		sent->key[w] = word_at(*at);
	memcpy(&head, *at, sizeof(head));
	*at += sizeof(head);
	head = (int32) pg_ntoh32((uint32) head);
	if (head == 0 || head < -CX_RFM_MAX_DAYS || head > CX_RFM_MAX_DAYS)
		return false;
	sent->width = head < 0 ? CX_DAY_WIDE : CX_DAY_NARROW;
	sent->count = head < 0 ? -head : head;
	sent->days = *at;
	bytes = (Size) sent->count * sent->width * 8;
	if ((Size) (end - *at) < bytes)
		return false;
	*at += bytes;
	return true;
}

/*
 * As many customers as the table does not have. Merging in the order of the hash fills the table from
 * one end: if it grew meanwhile, the part behind would be crowded and the part ahead empty.
 */
static uint64
missing(const CxRfmPass *into, const CxRfmPass *from)
{
	int key_words = into->customers.key_words;
	const char *at = from->message;
	uint64 count = 0;
	Sent sent;

	for (uint64 i = 0; next_sent(&at, from->message + from->message_bytes, key_words, &sent); i++)
	{
		uint64 hash = cx_customers_hash(&into->customers, sent.key, key_words);

		CX_CHECK_INTERRUPTS(i);
		count += cx_customers_probe(&into->customers, sent.key, hash, key_words,
									into->customers.words)[key_words] == 0;
	}
	return count;
}

static void
merge_message(CxRfmPass *into, const CxRfmPass *from)
{
	int key_words = into->customers.key_words;
	const char *at = from->message;
	uint64 *days = palloc(CX_RFM_MAX_DAYS * CX_DAY_WIDE * sizeof(uint64));
	Sent sent;

	into->received += from->message_bytes;
	into->largest = Max(into->largest, from->message_bytes);
	cx_rfm_pass_reserve(into, missing(into, from));
	cx_rfm_pass_check(into, 0);
	for (uint64 i = 0; next_sent(&at, from->message + from->message_bytes, key_words, &sent); i++)
	{
		uint64 hash = cx_customers_hash(&into->customers, sent.key, key_words);
		uint64 *kept =
			cx_customers_find(&into->customers, sent.key, hash, key_words, into->customers.words);

		CX_CHECK_INTERRUPTS(i);
		for (int w = 0; w < sent.count * sent.width; w++)
			days[w] = word_at(sent.days + w * 8);
		cx_rfm_pass_append(into, kept, days, sent.count, sent.width);
	}
	pfree(days);
}

static void
merge_hash(CxRfmPass *into, CxRfmPass *from)
{
	int key_words = into->customers.key_words;
	uint64 slot = 0;
	uint64 *entry;
	uint64 i = 0;

	cx_rfm_pass_flush(from);
	cx_rfm_pass_reserve(into, cx_customers_missing(&into->customers, &from->customers));
	while ((entry = cx_customers_next(&from->customers, &slot)) != NULL)
	{
		uint64 *theirs = entry + key_words;
		uint64 *kept = cx_customers_find(&into->customers, entry,
										 cx_customers_hash(&into->customers, entry, key_words),
										 key_words, into->customers.words);

		CX_CHECK_INTERRUPTS(i++);
		cx_rfm_pass_settle(from, theirs);
		cx_rfm_pass_append(into, kept, cx_rfm_pass_days(theirs), cx_rfm_pass_count(theirs),
						   cx_rfm_pass_width(theirs));
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
		into = cx_rfm_pass_begin(context, from->customers.key_words, from->until, from->lowest);
	cx_check_same_until(into->until, from->until);
	/* the aggregate has customers of one type; what reads a worker's state does not know which */
	if (from->customers.key_words != into->customers.key_words)
		cx_wire_refuse(TYPE_NAME, "Its customers are of another type.");
	cx_rfm_pass_flush(into);
	cx_rfm_pass_reach(into, from->lowest, from->highest);
	if (from->message != NULL)
		merge_message(into, from);
	else
		merge_hash(into, from);
	PG_RETURN_POINTER(into);
}

/*
 * cx_rfm_pass_serialize(internal) -> bytea
 *		A partial state on its way from a worker. Strict. Together with the state it must fit into the
 *		1 GB that there is: error 54000 otherwise.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_serialize);
Datum
cx_rfm_pass_serialize(PG_FUNCTION_ARGS)
{
	CxRfmPass *state = (CxRfmPass *) PG_GETARG_POINTER(0);
	int key_words = state->customers.key_words;
	StringInfoData message;
	uint64 slot = 0;
	uint64 *entry;
	uint64 i = 0;
	Size bytes = VARHDRSZ + HEADER_BYTES;

	cx_aggregate_context(fcinfo);
	cx_rfm_pass_flush(state);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		uint64 *kept = entry + key_words;

		CX_CHECK_INTERRUPTS(i++);
		cx_rfm_pass_settle(state, kept);
		bytes += key_words * 8 + 4 +
				 (Size) cx_rfm_pass_count(kept) * cx_rfm_pass_width(kept) * sizeof(uint64);
	}
	cx_rfm_pass_check(state, Min(bytes, CX_RFM_PASS_MAX_BYTES));

	pq_begintypsend(&message);
	enlargeStringInfo(&message, (int) bytes);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) key_words);
	pq_sendint32(&message, state->until);
	pq_sendint32(&message, state->lowest);
	pq_sendint32(&message, state->highest);
	pq_sendint64(&message, (int64) state->customers.count);
	slot = 0;
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		uint64 *kept = entry + key_words;
		int width = cx_rfm_pass_width(kept);
		int count = cx_rfm_pass_count(kept);
		const uint64 *days = cx_rfm_pass_days(kept);

		CX_CHECK_INTERRUPTS(i++);
		for (int w = 0; w < key_words; w++)
			pq_writeint64(&message, entry[w]);
		pq_writeint32(&message, (uint32) (width == CX_DAY_WIDE ? -count : count));
		for (int w = 0; w < count * width; w++)
			pq_writeint64(&message, days[w]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Are these days of a customer? All else builds on that. */
static bool
valid_days(const Sent *sent, DateADT lowest, DateADT highest)
{
	for (int d = 0; d < sent->count; d++)
	{
		uint64 day[CX_DAY_WIDE];
		CxMoney sum;

		for (int w = 0; w < sent->width; w++)
			day[w] = word_at(sent->days + (d * sent->width + w) * 8);
		if (cx_day_offset(day[0], (uint16) lowest) > highest - lowest)
			return false;
		if (sent->width == CX_DAY_NARROW)
			continue;
		sum = cx_day_money(day, CX_DAY_WIDE);
		if ((day[0] & CX_DAY_SUM_MASK) > (cx_fixed_is_zero(&sum) ? 1 : 0))
			return false;
	}
	return true;
}

/*
 * cx_rfm_pass_deserialize(bytea, internal) -> internal
 *		What a worker sent, looked through, for cx_rfm_pass_combine(), which reads it in place. Strict.
 *		What is no such state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_deserialize);
Datum
cx_rfm_pass_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	CxRfmPass *state = palloc0(sizeof(CxRfmPass));
	StringInfoData message;
	const char *at;
	const char *end;
	int64 customers;
	int key_words;
	Sent sent;

	cx_aggregate_context(fcinfo);
	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, TYPE_NAME, WIRE_VERSION);
	key_words = pq_getmsgbyte(&message);
	state->until = (DateADT) pq_getmsgint(&message, 4);
	state->lowest = (DateADT) pq_getmsgint(&message, 4);
	state->highest = (DateADT) pq_getmsgint(&message, 4);
	customers = pq_getmsgint64(&message);
	if (key_words < 1 || key_words > 2 || state->lowest > state->highest ||
		state->highest > state->until || !IS_VALID_DATE(state->lowest) ||
		!IS_VALID_DATE(state->until) || (int64) state->highest - state->lowest >= CX_RFM_MAX_DAYS ||
		customers < 1)
		cx_wire_refuse(TYPE_NAME, "Its header is not one of orders.");
	state->customers.key_words = key_words;
	state->message = at = message.data + message.cursor;
	state->message_bytes = message.len - message.cursor;
	end = message.data + message.len;
	for (int64 i = 0; i < customers; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (!next_sent(&at, end, key_words, &sent))
			cx_wire_refuse(TYPE_NAME, "It ends within a customer.");
		if (!valid_days(&sent, state->lowest, state->highest))
			cx_wire_refuse(TYPE_NAME, "A customer's days are not those of rows.");
	}
	if (at != end)
		cx_wire_refuse(TYPE_NAME, "It goes on after its customers.");
	PG_RETURN_POINTER(state);
}

/*
 * cx_rfm_pass_final(internal) -> cx_rfm_set
 *		Final function: a row for each customer with a purchase day. No rows: the empty set.
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
	uint64 i = 0;
	int key_words;

	cx_aggregate_context(fcinfo);
	if (state == NULL)
		PG_RETURN_RFM_SET_P(cx_rfm_set_new(1, 0, 0));
	/* rows that wait, and days out of order, say the same afterwards: nothing in the state changes */
	cx_rfm_pass_flush(state);
	key_words = state->customers.key_words;
	set = cx_rfm_set_new(key_words, state->customers.count, state->until);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		uint64 *kept = entry + key_words;
		CxRfmFigures figures;
		CxRfmRow row;
		uint64 *to;

		CX_CHECK_INTERRUPTS(i++);
		cx_rfm_pass_settle(state, kept);
		figures = cx_days_figures(cx_rfm_pass_days(kept), cx_rfm_pass_count(kept),
								  cx_rfm_pass_width(kept), (uint16) state->lowest);
		if (figures.purchases == 0)
			continue;
		row.frequency = figures.purchases - 1;
		row.recency = figures.last - figures.first;
		row.age = state->until - (state->lowest + figures.first);
		row.mean_amount = row.frequency == 0 ? 0 : figures.mean_amount;
		to = cx_rfm_set_entry(set, count++);
		memcpy(to, entry, key_words * sizeof(uint64));
		cx_rfm_set_write(to + key_words, &row);
	}
	PG_RETURN_RFM_SET_P(cx_rfm_set_finish(set, count));
}
