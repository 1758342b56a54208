/*
 * purchase_pass_merge.c
 *	  Purchases of all customers: the way from a worker to the leader.
 *
 * Message: version byte 1; what a customer is told by as a byte; what rows have in common, lowest and
 * highest day as int4; the seed and the number of customers as int8; then each customer, pile by pile: the
 * words of the key as int8, the number of days as int4, negative when they are wide, the words of the days
 * as int8. All in network order. The leader puts the days on its own piles from where they lie.
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

static void
add_days(CxPurchasePass *into, const Sent *sent)
{
	for (int d = 0; d < sent->count; d++)
	{
		uint64 day[CX_DAY_WIDE];

		for (int w = 0; w < sent->width; w++)
			day[w] = word_at(sent->days + (d * sent->width + w) * 8);
		cx_purchase_pass_add(into, sent->key, day, sent->width);
	}
}

static void
merge_message(CxPurchasePass *into, const CxPurchasePass *from)
{
	const char *at = from->message;
	Sent sent;

	into->received += from->message_bytes;
	into->largest = Max(into->largest, from->message_bytes);
	cx_purchase_pass_check(into, 0);
	for (uint64 i = 0; next_sent(&at, from->message + from->message_bytes, into->key_words, &sent);
		 i++)
	{
		CX_CHECK_INTERRUPTS(i);
		add_days(into, &sent);
	}
}

static void
merge_piles(CxPurchasePass *into, CxPurchasePass *from)
{
	CxPurchasePassScan scan;
	const CxPurchaseDays *customer;

	cx_purchase_pass_scan(&scan, from);
	while ((customer = cx_purchase_pass_next(&scan)) != NULL)
		for (int d = 0; d < customer->count; d++)
			cx_purchase_pass_add(into, customer->key, customer->days + (Size) d * customer->width,
								 customer->width);
	cx_purchase_pass_scan_end(&scan);
}

CxPurchasePass *
cx_purchase_pass_combine(MemoryContext context, CxPurchasePass *into, CxPurchasePass *from,
						 const char *type)
{
	if (into == NULL)
	{
		into = cx_purchase_pass_begin(context, from->kind, from->common, from->lowest);
		into->seed = from->seed;
	}
	/* the aggregate has customers of one type; what reads a worker's state does not know which */
	if (from->kind != into->kind)
		cx_wire_refuse(type, "Its customers are of another type.");
	if (into->kind == CX_PURCHASER_TEXT && into->seed != from->seed)
		cx_wire_refuse(type, "Its customers, who are texts, were told apart by another seed.");
	cx_purchase_pass_reach(into, from->lowest, from->highest);
	if (from->message != NULL)
		merge_message(into, from);
	else
		merge_piles(into, from);
	return into;
}

bytea *
cx_purchase_pass_send(CxPurchasePass *state)
{
	StringInfoData message;
	CxPurchasePassScan scan;
	const CxPurchaseDays *customer;
	int at;
	uint64 customers;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->kind);
	pq_sendint32(&message, state->common);
	pq_sendint32(&message, state->lowest);
	pq_sendint32(&message, state->highest);
	pq_sendint64(&message, (int64) state->seed);
	at = message.len;
	pq_sendint64(&message, 0);
	cx_purchase_pass_scan(&scan, state);
	while ((customer = cx_purchase_pass_next(&scan)) != NULL)
	{
		bool wide = customer->width == CX_DAY_WIDE;
		int words = customer->count * customer->width;

		cx_purchase_pass_check(state, scan.sorted.bytes + message.len + (Size) words * 8);
		enlargeStringInfo(&message, (state->key_words + words) * 8 + 4);
		for (int w = 0; w < state->key_words; w++)
			pq_writeint64(&message, customer->key[w]);
		pq_writeint32(&message, (uint32) (wide ? -customer->count : customer->count));
		for (int w = 0; w < words; w++)
			pq_writeint64(&message, customer->days[w]);
	}
	customers = pg_hton64(scan.count);
	memcpy(message.data + at, &customers, sizeof(customers));
	cx_purchase_pass_scan_end(&scan);
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
	state->seed = (uint64) pq_getmsgint64(&message);
	customers = pq_getmsgint64(&message);
	if (kind < CX_PURCHASER_INTEGER || kind > CX_PURCHASER_TEXT || state->lowest > state->highest ||
		!IS_VALID_DATE(state->lowest) || !IS_VALID_DATE(state->highest) ||
		(int64) state->highest - state->lowest >= CX_PURCHASE_MAX_DAYS || customers < 1)
		cx_wire_refuse(type, "Its header is not one of orders.");
	state->kind = (CxPurchaseCustomer) kind;
	state->key_words = key_words = CX_PURCHASER_WORDS(kind);
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
