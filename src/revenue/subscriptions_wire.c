/*
 * subscriptions_wire.c
 *	  Collected subscriptions on their way from a worker.
 *
 * What workers send is read by one process, while the others wait: so they sort before they send, and
 * what comes is merged; and they send differences, of which most are a byte or two:
 *
 *		version  1 byte
 *		period   1 byte, its code
 *		kind     1 byte, of customers
 *		seed, lowest period, subscriptions, other amounts: 8 bytes each
 *		span     2 bytes
 *		for each subscription, in the order of customers, numbers of 7 bits a byte, the lowest first,
 *		with the highest bit in all but the last byte:
 *			customer  less the customer before; of two words: the first less that before and, when that
 *					  is 0, the second less that before, otherwise the second in 8 bytes
 *			first     less the lowest period
 *			stop      less first; 0 when it is open
 *			amount    twice as much, or of a negative one twice the magnitude less 1
 *		for each other amount: 32 bytes
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "base/aggregate.h"
#include "base/interrupts.h"
#include "base/state_wire.h"
#include "revenue/subscriptions.h"

#define TYPE_NAME    "revenue_agg state"
#define WIRE_VERSION 2
/* The fewest and the most bytes of a subscription. */
#define LEAST 4
#define MOST  48

static char *
write_number(char *at, uint64 number)
{
	for (; number >= 128; number >>= 7)
		*at++ = (char) (number | 128);
	*at++ = (char) number;
	return at;
}

static pg_attribute_always_inline void
write_list(StringInfo message, const CxSubscriptions *state, int words)
{
	uint64 before[2] = {0, 0};

	for (int64 i = 0; i < state->count; i++)
	{
		const CxSubscription *subscription =
			(CxSubscription *) (state->list + i * CX_SUBSCRIPTION_SIZE(words));
		const uint64 *customer = subscription->customer;
		char *at;

		CX_CHECK_INTERRUPTS(i);
		if (message->maxlen - message->len < MOST)
			enlargeStringInfo(message, MOST);
		at = write_number(message->data + message->len, customer[0] - before[0]);
		if (words == 2 && customer[0] == before[0])
			at = write_number(at, customer[1] - before[1]);
		else if (words == 2)
		{
			uint64 bits = pg_hton64(customer[1]);

			memcpy(at, &bits, sizeof(bits));
			at += sizeof(bits);
		}
		memcpy(before, customer, words * sizeof(uint64));
		at = write_number(at, (uint64) ((int64) subscription->first - state->low));
		at = write_number(at, subscription->stop == CX_OPEN
								  ? 0
								  : (uint64) ((int64) subscription->stop - subscription->first));
		at = write_number(at, (uint64) subscription->amount << 1 ^
								  (subscription->amount < 0 ? PG_UINT64_MAX : 0));
		message->len = (int) (at - message->data);
	}
}

/*
 * cx_subscriptions_serialize(internal) -> bytea
 *		A partial state, for another process. It puts the state's subscriptions in order. Strict. More
 *		than 1 GB: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_subscriptions_serialize);
Datum
cx_subscriptions_serialize(PG_FUNCTION_ARGS)
{
	CxSubscriptions *state = (CxSubscriptions *) PG_GETARG_POINTER(0);
	StringInfoData message;

	cx_subscriptions_sort(state);
	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->period);
	pq_sendbyte(&message, (uint8) state->kind);
	pq_sendint64(&message, state->seed);
	pq_sendint64(&message, (uint64) (int64) state->low);
	pq_sendint64(&message, (uint64) state->count);
	pq_sendint64(&message, (uint64) state->other_count);
	pq_sendint16(&message, (uint16) state->span);
	if (state->words == 1)
		write_list(&message, state, 1);
	else
		write_list(&message, state, 2);
	for (int64 i = 0; i < state->other_count; i++)
		cx_send_money(&message, &state->others[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* A reader of numbers, which stops at the end of the message or of a number that is too long. */
typedef struct Reader
{
	const unsigned char *at;
	const unsigned char *end;
	bool broken;
} Reader;

static inline uint64
read_number(Reader *reader)
{
	uint64 number = 0;

	for (int shift = 0; shift < 64 && reader->at < reader->end; shift += 7)
	{
		unsigned char byte = *reader->at++;

		number |= (uint64) (byte & 127) << shift;
		if (byte < 128)
			return number;
	}
	reader->broken = true;
	return 0;
}

static inline uint64
read_word(Reader *reader)
{
	uint64 bits;

	if (reader->end - reader->at < (ptrdiff_t) sizeof(bits))
	{
		reader->broken = true;
		return 0;
	}
	memcpy(&bits, reader->at, sizeof(bits));
	reader->at += sizeof(bits);
	return pg_ntoh64(bits);
}

/* Reads the next subscription; what is wrong with it, or NULL. */
static pg_attribute_always_inline const char *
read_subscription(Reader *reader, const CxSubscriptions *state, int64 lowest, int words,
				  CxSubscription *subscription, uint64 *before)
{
	uint64 step = read_number(reader);
	uint64 customer[2] = {before[0] + step, 0};
	uint64 first, length, amount;

	if (words == 2)
		customer[1] = step == 0 ? before[1] + read_number(reader) : read_word(reader);
	if (cx_customer_order(before, customer, words) > 0)
		return "Customers do not ascend.";
	memcpy(before, customer, words * sizeof(uint64));
	memcpy(subscription->customer, customer, words * sizeof(uint64));
	first = read_number(reader);
	length = read_number(reader);
	amount = read_number(reader);
	if (reader->broken)
		return "It is too short, or has a number that is too long.";
	if (first > (uint64) (CX_OPEN - 1 - lowest) ||
		length > (uint64) (CX_OPEN - 1 - lowest - (int64) first))
		return "A period is outside the range of type date.";
	subscription->first = (int32) (lowest + (int64) first);
	subscription->stop = length == 0 ? CX_OPEN : (int32) (subscription->first + (int64) length);
	subscription->amount = (int64) (amount >> 1 ^ ((amount & 1) != 0 ? PG_UINT64_MAX : 0));
	if (subscription->amount == 0)
		return "A subscription without an amount is left out.";
	if (subscription->amount < CX_LEAST_MICROS &&
		subscription->amount - PG_INT64_MIN >= state->other_count)
		return "An amount is missing.";
	return NULL;
}

static pg_attribute_always_inline void
read_list(Reader *reader, CxSubscriptions *state, int64 count, int64 lowest, int words)
{
	uint64 before[2] = {0, 0};

	while (state->count < count)
	{
		const char *problem = read_subscription(
			reader, state, lowest, words,
			(CxSubscription *) (state->list + state->count * CX_SUBSCRIPTION_SIZE(words)), before);

		CX_CHECK_INTERRUPTS(state->count);
		if (problem != NULL)
			cx_wire_refuse(TYPE_NAME, problem);
		cx_subscriptions_note(state, words);
	}
}

/*
 * cx_subscriptions_deserialize(bytea, internal) -> internal
 *		A partial state that another process sent. Strict. What is no such state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_subscriptions_deserialize);
Datum
cx_subscriptions_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	CxSubscriptions *state;
	Reader reader = {.broken = false};
	int period, kind, span;
	int64 seed, lowest, count, other_count, left;

	cx_aggregate_context(fcinfo);
	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, TYPE_NAME, WIRE_VERSION);
	period = pq_getmsgbyte(&message);
	kind = pq_getmsgbyte(&message);
	seed = pq_getmsgint64(&message);
	lowest = pq_getmsgint64(&message);
	count = pq_getmsgint64(&message);
	other_count = pq_getmsgint64(&message);
	span = (int) pq_getmsgint(&message, 2);
	/* no more of either than bytes: then nothing overflows, and memory is in proportion to them */
	left = message.len - message.cursor;
	if (period >= CX_PERIODS || span < 1 || kind >= CX_SUBSCRIBER_KINDS ||
		(kind != CX_BY_TEXT && seed != 0) || count < 1 || count > left / LEAST || other_count < 0 ||
		other_count > count || other_count * (int64) sizeof(CxMoney) + count * LEAST > left)
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");
	if (!cx_period_is_valid((CxPeriod) period, lowest))
		cx_wire_refuse(TYPE_NAME, "A period is outside the range of type date.");

	state = cx_subscriptions_make(CurrentMemoryContext, (CxPeriod) period, span,
								  (CxSubscriberKind) kind, (uint64) seed);
	cx_subscriptions_make_room(CurrentMemoryContext, state, count, other_count);
	state->other_count = other_count;
	reader.at = (const unsigned char *) message.data + message.cursor;
	reader.end = (const unsigned char *) message.data + message.len;
	if (state->words == 1)
		read_list(&reader, state, count, lowest, 1);
	else
		read_list(&reader, state, count, lowest, 2);
	if (reader.end - reader.at != other_count * (int64) sizeof(CxMoney))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");
	message.cursor = message.len - (int) (reader.end - reader.at);
	for (int64 i = 0; i < other_count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		state->others[i] = cx_receive_money(&message);
		if (cx_fixed_is_zero(&state->others[i]))
			cx_wire_refuse(TYPE_NAME, "A subscription without an amount is left out.");
	}
	/* all others are between the lowest and this one */
	if (!cx_period_is_valid(state->period, state->high))
		cx_wire_refuse(TYPE_NAME, "A period is outside the range of type date.");
	PG_RETURN_POINTER(state);
}
