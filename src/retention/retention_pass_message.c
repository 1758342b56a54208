/*
 * retention_pass_message.c
 *	  A partial state of retention_agg or lifecycle_agg over raw events on its way from a worker.
 *
 * A state becomes its message, in the same memory, and is merged from it entry by entry: neither has a
 * copy beside it, because each may take a good part of the memory that a backend may.
 *
 *		message:	| length | version, period, kind, 1 | seed | base | mask words, grace | entries | entry ...
 *		or			| length | version, period, kind, 0 | seed | grace | bitmaps (period_bitmaps.h)
 *
 * Numbers are in network order; a grace is one more than it is, and 0 where there is none.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "port/pg_bitutils.h"
#include "port/pg_bswap.h"

#include "base/flows.h"
#include "base/interrupts.h"
#include "base/state_wire.h"
#include "retention/retention_pass.h"

#define TYPE_NAME    "retention_agg state"
#define WIRE_VERSION 1
#define MAX_WORDS    (CX_ACTIVITY_MAX_PERIODS / 64)

/* An entry of a message. */
typedef struct Entry
{
	uint64 key[2];
	uint64 *mask;
} Entry;

static inline uint64
read_word(const char *at)
{
	uint64 word;

	memcpy(&word, at, sizeof(word));
	return pg_ntoh64(word);
}

/* Words of an entry. */
static inline int
entry_words(const CxRetentionMessage *message)
{
	return CX_KEY_WORDS(message->kind) + message->mask_words + (message->mask_words > 1);
}

static void
read_key(const CxRetentionMessage *message, int64 i, Entry *entry)
{
	const char *at = message->rest.data + message->rest.cursor +
					 (Size) i * entry_words(message) * sizeof(uint64);

	for (int w = 0; w < CX_KEY_WORDS(message->kind); w++)
		entry->key[w] = read_word(at + w * sizeof(uint64));
}

static void
read_entry(const CxRetentionMessage *message, int64 i, Entry *entry)
{
	const char *at = message->rest.data + message->rest.cursor +
					 (Size) i * entry_words(message) * sizeof(uint64);

	read_key(message, i, entry);
	at += CX_KEY_WORDS(message->kind) * sizeof(uint64);
	if (message->mask_words > 1)
	{
		if (read_word(at) != 1)
			cx_wire_refuse(TYPE_NAME, "An entry is not marked as one.");
		at += sizeof(uint64);
	}
	for (int w = 0; w < message->mask_words; w++)
		entry->mask[w] = read_word(at + w * sizeof(uint64));
}

static void
begin_entry(const CxRetentionMessage *message, Entry *entry)
{
	memset(entry->key, 0, sizeof(entry->key));
	entry->mask = palloc(message->mask_words * sizeof(uint64));
}

bytea *
cx_retention_pass_send(CxRetentionPass *state, bool in_place)
{
	MemoryContext caller = CurrentMemoryContext;
	StringInfoData bytes;
	uint8 form = state->dense == NULL;
	uint8 *header;
	bytea *message;
	uint64 seed = pg_hton64(state->customers.seed);

	if (state->sent != NULL)
		return state->sent;
	cx_retention_pass_flush(state);
	if (in_place)
		MemoryContextSwitchTo(state->context);
	if (state->dense != NULL)
	{
		pq_begintypsend(&bytes);
		pq_sendint32(&bytes, 0);
		pq_sendint64(&bytes, (int64) state->customers.seed);
		pq_sendint32(&bytes, state->grace + 1);
		cx_bitmaps_send(&bytes, state->dense, in_place);
		message = pq_endtypsend(&bytes);
		if (in_place)
		{
			cx_bitmaps_free(state->dense);
			state->dense = NULL;
		}
	}
	else
	{
		uint64 base = pg_hton64((uint64) state->base);
		uint32 mask_words = pg_hton32((uint32) state->mask_words);
		uint32 grace = pg_hton32((uint32) state->grace + 1);
		uint64 count = pg_hton64(state->customers.count);

		message = cx_customers_message(&state->customers, in_place);
		memcpy((char *) message + 16, &base, sizeof(base));
		memcpy((char *) message + 24, &mask_words, sizeof(mask_words));
		memcpy((char *) message + 28, &grace, sizeof(grace));
		memcpy((char *) message + 32, &count, sizeof(count));
	}
	header = (uint8 *) message + VARHDRSZ;
	header[0] = WIRE_VERSION;
	header[1] = (uint8) state->period;
	header[2] = (uint8) state->kind;
	header[3] = form;
	memcpy((char *) message + 8, &seed, sizeof(seed));
	MemoryContextSwitchTo(caller);
	if (in_place)
		state->sent = message;
	return message;
}

/* Periods that came from outside. */
static void
check_range(CxPeriod period, int64 first, int64 last)
{
	if (!cx_period_is_valid(period, first) || !cx_period_is_valid(period, last))
		cx_wire_refuse(TYPE_NAME, "A period is outside the range of type date.");
}

static int
get_grace(StringInfo rest)
{
	uint32 grace = pq_getmsgint(rest, 4);

	if (grace > CX_FLOWS_MAX_GRACE + 1)
		cx_wire_refuse(TYPE_NAME, "Its grace is out of range.");
	return (int) grace - 1;
}

CxRetentionMessage *
cx_retention_pass_receive(bytea *bytes)
{
	CxRetentionMessage *message = palloc0(sizeof(CxRetentionMessage));
	StringInfo rest = &message->rest;
	int period, kind, form;

	rest->data = VARDATA_ANY(bytes);
	rest->len = rest->maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message->bytes = (Size) rest->len;
	cx_wire_version(rest, TYPE_NAME, WIRE_VERSION);
	period = pq_getmsgbyte(rest);
	kind = pq_getmsgbyte(rest);
	form = pq_getmsgbyte(rest);
	message->seed = (uint64) pq_getmsgint64(rest);
	if (period >= CX_PERIODS || kind < CX_CUSTOMER_INTEGER || kind > CX_CUSTOMER_TEXT || form > 1 ||
		(form == 0 && kind != CX_CUSTOMER_INTEGER))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");
	message->period = (CxPeriod) period;
	message->kind = (CxCustomerKind) kind;
	if (form == 0)
	{
		message->grace = get_grace(rest);
		return message;
	}
	message->base = pq_getmsgint64(rest);
	message->mask_words = (int) pq_getmsgint(rest, 4);
	message->grace = get_grace(rest);
	message->customers = pq_getmsgint64(rest);
	if (message->mask_words < 1 || message->mask_words > MAX_WORDS ||
		message->base < PG_INT32_MIN - (int64) CX_ACTIVITY_MAX_PERIODS ||
		message->base > PG_INT32_MAX || message->customers < 1 ||
		message->customers !=
			(rest->len - rest->cursor) / (int64) (entry_words(message) * sizeof(uint64)) ||
		(rest->len - rest->cursor) % (int64) (entry_words(message) * sizeof(uint64)) != 0)
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");
	return message;
}

/* Checks all entries, and says from which period to which they go. */
static void
look_through(const CxRetentionMessage *message, int64 *first, int64 *last)
{
	uint64 *any = palloc0(message->mask_words * sizeof(uint64));
	Entry entry;
	int low = 0;
	int high = message->mask_words - 1;

	begin_entry(message, &entry);
	for (int64 i = 0; i < message->customers; i++)
	{
		uint64 active = 0;

		CX_CHECK_INTERRUPTS(i);
		read_entry(message, i, &entry);
		for (int w = 0; w < message->mask_words; w++)
		{
			active |= entry.mask[w];
			any[w] |= entry.mask[w];
		}
		if (active == 0)
			cx_wire_refuse(TYPE_NAME, "A customer was never active.");
	}
	while (any[low] == 0)
		low++;
	while (any[high] == 0)
		high--;
	*first = message->base + low * 64 + pg_rightmost_one_pos64(any[low]);
	*last = message->base + high * 64 + pg_leftmost_one_pos64(any[high]);
	check_range(message->period, *first, *last);
	pfree(entry.mask);
	pfree(any);
}

/* False: bitmaps have no place for one. */
static bool
merge_entries_into_bitmaps(CxPeriodBitmaps *dense, const CxRetentionMessage *message, int64 first,
						   int64 last)
{
	Entry entry;

	cx_retention_pass_check_periods(dense, first, last);
	begin_entry(message, &entry);
	for (int64 i = 0; i < message->customers; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		read_entry(message, i, &entry);
		if (!cx_retention_pass_add_mask_to_bitmaps(dense, entry.key[0], entry.mask,
												   message->mask_words, message->base))
			return false;
	}
	return true;
}

/*
 * Merging in the order of the hash fills the table from one end. If it grew on the way, the part behind
 * would be crowded and the part ahead empty, and every probe would walk through the crowd: so the room
 * is counted out first.
 */
static void
merge_entries(CxRetentionPass *state, const CxRetentionMessage *message)
{
	int64 first, last;
	uint64 missing = 0;
	Entry entry;

	look_through(message, &first, &last);
	if (state->dense != NULL && merge_entries_into_bitmaps(state->dense, message, first, last))
		return;
	cx_retention_pass_settle(state);
	cx_retention_pass_reach(state, first, last);
	begin_entry(message, &entry);
	for (int64 i = 0; i < message->customers; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		read_key(message, i, &entry);
		missing += !cx_customers_has(&state->customers, entry.key);
	}
	cx_customers_reserve_tightly(&state->customers, state->customers.count + missing);
	for (int64 i = 0; i < message->customers; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		read_entry(message, i, &entry);
		cx_retention_pass_add_mask(state, entry.key, entry.mask, message->mask_words,
								   message->base);
	}
	pfree(entry.mask);
}

/* False: there can be no bitmaps for both. */
static bool
merge_into_bitmaps(CxRetentionPass *state, CxPeriodBitmaps *from)
{
	CxPeriodBitmaps *dense;

	if (state->dense != NULL)
	{
		cx_retention_pass_check_periods(state->dense, from->first_period, from->last_period);
		return cx_bitmaps_merge(state->dense, from);
	}
	/* of many parts that do not fit together, each must cost what it has, not what is there already */
	if (state->customers.count > from->customers)
		return false;
	dense = cx_bitmaps_make_empty(state->context,
								  Min(state->customers.most_bytes, state->bitmaps_limit));
	if (cx_bitmaps_merge(dense, from))
		return cx_retention_pass_move_to_bitmaps(state, dense);
	cx_bitmaps_free(dense);
	return false;
}

static void
merge_bitmaps(CxRetentionPass *state, CxRetentionMessage *message)
{
	CxPeriodBitmaps *from = cx_bitmaps_receive(&message->rest, TYPE_NAME, CX_ACTIVITY_MAX_PERIODS);
	CxPeriodBitmapsScan scan;
	const uint64 *mask;

	check_range(message->period, from->first_period, from->last_period);
	pq_getmsgend(&message->rest);
	/* the bitmaps that came are there beside those of the state */
	cx_retention_pass_limit(state, message->bytes);
	if (!merge_into_bitmaps(state, from))
	{
		cx_retention_pass_settle(state);
		cx_retention_pass_reach(state, from->first_period, from->last_period);
		cx_bitmaps_scan(&scan, from);
		while ((mask = cx_bitmaps_next(&scan)) != NULL)
			cx_retention_pass_add_mask(state, &scan.number, mask, scan.words, from->first_period);
		cx_bitmaps_scan_end(&scan);
	}
	cx_bitmaps_free(from);
}

void
cx_retention_pass_merge(CxRetentionPass *state, CxRetentionMessage *message)
{
	cx_check_same_kind(state->period, 0, message->period, 0);
	cx_retention_pass_set_grace(state, message->grace);
	/* the aggregate has customers of one type; what reads a worker's state doesn't know which */
	if (state->kind != message->kind)
		cx_wire_refuse(TYPE_NAME, "Its customers are of another type.");
	/* numbers are the same whatever the seed, but the order of the entries is another one */
	if (state->customers.count == 0 && state->dense == NULL)
		state->customers.seed = message->seed;
	if (state->kind == CX_CUSTOMER_TEXT && state->customers.seed != message->seed)
		cx_wire_refuse(TYPE_NAME, "Its customers, who are texts, were told apart by another seed.");
	cx_retention_pass_flush(state);
	state->received += message->bytes;
	state->largest = Max(state->largest, message->bytes);
	cx_retention_pass_limit(state, 0);
	/* what was allowed before may be too much now */
	if (state->dense != NULL && cx_bitmaps_bytes(state->dense) > state->dense->most_bytes)
		cx_retention_pass_settle(state);
	if (cx_customers_bytes(&state->customers) > state->customers.most_bytes)
		cx_customers_reserve_tightly(&state->customers, state->customers.room);
	if (message->mask_words == 0)
		merge_bitmaps(state, message);
	else
		merge_entries(state, message);
	cx_retention_pass_limit(state, 0);
}
