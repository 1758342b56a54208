/*
 * purchase_pass_merge.c
 *	  Purchases of all customers: the way from a worker to the leader.
 *
 * Message: version byte 1; what a customer is told by as a byte; what rows have in common, lowest and
 * highest day as int4; the seed and the number of customers as int8; then each customer in the order of
 * the hash: the words of the key as int8, the number of days as int4, negative when they are wide, the
 * words of the days as int8. All in network order. The leader reads it where it lies and never has it
 * as a second hash.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/interrupts.h"
#include "base/state_wire.h"
#include "base/purchase_pass.h"

#define WIRE_VERSION 1
#define HEADER_BYTES (2 + 3 * 4 + 2 * 8)

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
	if (head == 0 || head < -CX_PURCHASE_MAX_DAYS || head > CX_PURCHASE_MAX_DAYS)
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
missing(const CxPurchasePass *into, const CxPurchasePass *from)
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
merge_message(CxPurchasePass *into, const CxPurchasePass *from)
{
	int key_words = into->customers.key_words;
	const char *at = from->message;
	uint64 *days = palloc(CX_PURCHASE_MAX_DAYS * CX_DAY_WIDE * sizeof(uint64));
	Sent sent;

	into->received += from->message_bytes;
	into->largest = Max(into->largest, from->message_bytes);
	cx_purchase_pass_reserve(into, missing(into, from));
	cx_purchase_pass_check(into, 0);
	for (uint64 i = 0; next_sent(&at, from->message + from->message_bytes, key_words, &sent); i++)
	{
		uint64 hash = cx_customers_hash(&into->customers, sent.key, key_words);
		uint64 *kept =
			cx_customers_find(&into->customers, sent.key, hash, key_words, into->customers.words);

		CX_CHECK_INTERRUPTS(i);
		for (int w = 0; w < sent.count * sent.width; w++)
			days[w] = word_at(sent.days + w * 8);
		cx_purchase_pass_append(into, kept, days, sent.count, sent.width);
	}
	pfree(days);
}

static void
merge_hash(CxPurchasePass *into, CxPurchasePass *from)
{
	int key_words = into->customers.key_words;
	CxPurchasePassScan scan;
	uint64 *entry;

	cx_purchase_pass_scan(&scan, from);
	cx_purchase_pass_reserve(into, cx_customers_missing(&into->customers, &from->customers));
	while ((entry = cx_purchase_pass_next(&scan)) != NULL)
	{
		uint64 *theirs = entry + key_words;
		uint64 *kept = cx_customers_find(&into->customers, entry,
										 cx_customers_hash(&into->customers, entry, key_words),
										 key_words, into->customers.words);

		cx_purchase_pass_append(into, kept, cx_purchase_pass_days(theirs),
								cx_purchase_pass_count(theirs), cx_purchase_pass_width(theirs));
	}
}

CxPurchasePass *
cx_purchase_pass_combine(MemoryContext context, CxPurchasePass *into, CxPurchasePass *from,
						 const char *type)
{
	if (into == NULL)
	{
		into = cx_purchase_pass_begin(context, from->kind, from->common, from->customer_bytes,
									  from->lowest);
		into->customers.seed = from->customers.seed;
	}
	/* the aggregate has customers of one type; what reads a worker's state does not know which */
	if (from->kind != into->kind)
		cx_wire_refuse(type, "Its customers are of another type.");
	if (into->kind == CX_PURCHASER_TEXT && into->customers.seed != from->customers.seed)
		cx_wire_refuse(type, "Its customers, who are texts, were told apart by another seed.");
	cx_purchase_pass_flush(into);
	cx_purchase_pass_reach(into, from->lowest, from->highest);
	if (from->message != NULL)
		merge_message(into, from);
	else
		merge_hash(into, from);
	return into;
}

bytea *
cx_purchase_pass_send(CxPurchasePass *state)
{
	int key_words = state->customers.key_words;
	StringInfoData message;
	CxPurchasePassScan scan;
	uint64 *entry;
	Size bytes = VARHDRSZ + HEADER_BYTES;

	cx_purchase_pass_scan(&scan, state);
	while ((entry = cx_purchase_pass_next(&scan)) != NULL)
	{
		uint64 *kept = entry + key_words;

		bytes +=
			key_words * 8 + 4 +
			(Size) cx_purchase_pass_count(kept) * cx_purchase_pass_width(kept) * sizeof(uint64);
	}
	cx_purchase_pass_check(state, Min(bytes, CX_PURCHASE_PASS_MAX_BYTES));

	pq_begintypsend(&message);
	enlargeStringInfo(&message, (int) bytes);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->kind);
	pq_sendint32(&message, state->common);
	pq_sendint32(&message, state->lowest);
	pq_sendint32(&message, state->highest);
	pq_sendint64(&message, state->customers.seed);
	pq_sendint64(&message, (int64) state->customers.count);
	cx_purchase_pass_scan(&scan, state);
	while ((entry = cx_purchase_pass_next(&scan)) != NULL)
	{
		uint64 *kept = entry + key_words;
		int width = cx_purchase_pass_width(kept);
		int count = cx_purchase_pass_count(kept);
		const uint64 *days = cx_purchase_pass_days(kept);

		for (int w = 0; w < key_words; w++)
			pq_writeint64(&message, entry[w]);
		pq_writeint32(&message, (uint32) (width == CX_DAY_WIDE ? -count : count));
		for (int w = 0; w < count * width; w++)
			pq_writeint64(&message, days[w]);
	}
	return pq_endtypsend(&message);
}

/* Are these days of a customer? All else builds on that. */
static bool
valid_days(const Sent *sent, DateADT lowest, DateADT highest)
{
	for (int d = 0; d < sent->count; d++)
	{
		uint64 day[CX_DAY_WIDE];

		for (int w = 0; w < sent->width; w++)
			day[w] = word_at(sent->days + (d * sent->width + w) * 8);
		if (cx_day_offset(day[0], (uint16) lowest) > highest - lowest ||
			!cx_day_is_sound(day, sent->width))
			return false;
	}
	return true;
}

CxPurchasePass *
cx_purchase_pass_receive(bytea *bytes, const char *type)
{
	CxPurchasePass *state = palloc0(sizeof(CxPurchasePass));
	StringInfoData message;
	const char *at;
	const char *end;
	int64 customers;
	int key_words;
	int kind;
	Sent sent;

	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, type, WIRE_VERSION);
	kind = pq_getmsgbyte(&message);
	state->common = (int32) pq_getmsgint(&message, 4);
	state->lowest = (DateADT) pq_getmsgint(&message, 4);
	state->highest = (DateADT) pq_getmsgint(&message, 4);
	state->customers.seed = (uint64) pq_getmsgint64(&message);
	customers = pq_getmsgint64(&message);
	if (kind < CX_PURCHASER_INTEGER || kind > CX_PURCHASER_TEXT || state->lowest > state->highest ||
		!IS_VALID_DATE(state->lowest) || !IS_VALID_DATE(state->highest) ||
		(int64) state->highest - state->lowest >= CX_PURCHASE_MAX_DAYS || customers < 1)
		cx_wire_refuse(type, "Its header is not one of orders.");
	state->kind = (CxPurchaseCustomer) kind;
	state->customers.key_words = key_words = CX_PURCHASER_WORDS(kind);
	state->message = at = message.data + message.cursor;
	state->message_bytes = message.len - message.cursor;
	end = message.data + message.len;
	for (int64 i = 0; i < customers; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (!next_sent(&at, end, key_words, &sent))
			cx_wire_refuse(type, "It ends within a customer.");
		if (!valid_days(&sent, state->lowest, state->highest))
			cx_wire_refuse(type, "A customer's days are not those of rows.");
	}
	if (at != end)
		cx_wire_refuse(type, "It goes on after its customers.");
	return state;
}
