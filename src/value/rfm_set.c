/*
 * rfm_set.c
 *	  Type cx_rfm_set: input and output, equality, casts.
 *
 * Text form: (bigint 1997-09-30: 1 2 213 272 22.345; 3 0 0 272), the type of the customers and the last
 * day observed, then for each customer key, frequency, recency, age and, after a repeat purchase, the
 * mean amount; the empty set is (). Binary form: version byte 1, the number of words of a key as a
 * byte, the day as int4, the number of customers as int8, and for each the words of the key as int8,
 * frequency, recency and age as int4, the mean amount as float8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/state_io.h"
#include "base/state_order.h"
#include "value/rfm_set.h"

#define TYPE_NAME    "cx_rfm_set"
#define WIRE_VERSION 1

static inline Size
entry_bytes(int key_words)
{
	return (Size) (key_words + CX_RFM_SET_PAYLOAD) * sizeof(uint64);
}

static uint64
most_customers(int key_words)
{
	return (MaxAllocSize - offsetof(CxRfmSet, words)) / entry_bytes(key_words);
}

static Size
size_for(int key_words, uint64 customers)
{
	if (customers > most_customers(key_words))
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("too many customers for one cx_rfm_set"),
				errhint("Aggregate in two steps, first GROUP BY customer."));
	return offsetof(CxRfmSet, words) + customers * entry_bytes(key_words);
}

CxRfmSet *
cx_rfm_set_new(int key_words, uint64 customers, DateADT until)
{
	Size size = size_for(key_words, customers);
	CxRfmSet *set = palloc0(size);

	SET_VARSIZE(set, size);
	set->version = WIRE_VERSION;
	if (customers > 0)
	{
		set->key_words = (uint8) key_words;
		set->until = until;
	}
	return set;
}

CxRfmSet *
cx_rfm_set_grow(CxRfmSet *set)
{
	uint64 room = cx_rfm_set_count(set);
	uint64 most = most_customers(set->key_words);
	Size size = size_for(set->key_words, room < most ? Min(room + room / 2 + 1, most) : room + 1);

	set = repalloc(set, size);
	SET_VARSIZE(set, size);
	return set;
}

typedef struct BigintEntry
{
	uint64 words[1 + CX_RFM_SET_PAYLOAD];
} BigintEntry;

typedef struct UuidEntry
{
	uint64 words[2 + CX_RFM_SET_PAYLOAD];
} UuidEntry;

static inline int
by_bigint(const uint64 *a, const uint64 *b)
{
	int64 x = (int64) a[0];
	int64 y = (int64) b[0];

	return (x > y) - (x < y);
}

static inline int
by_uuid(const uint64 *x, const uint64 *y)
{
	if (x[0] != y[0])
		return x[0] < y[0] ? -1 : 1;
	return (x[1] > y[1]) - (x[1] < y[1]);
}

#define ST_SORT          sort_bigints
#define ST_ELEMENT_TYPE  BigintEntry
#define ST_COMPARE(a, b) by_bigint((a)->words, (b)->words)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

#define ST_SORT          sort_uuids
#define ST_ELEMENT_TYPE  UuidEntry
#define ST_COMPARE(a, b) by_uuid((a)->words, (b)->words)
#define ST_CHECK_FOR_INTERRUPTS
#define ST_SCOPE static
#define ST_DEFINE
#include "lib/sort_template.h"

CxRfmSet *
cx_rfm_set_finish(CxRfmSet *set, uint64 count)
{
	if (count == 0)
		return cx_rfm_set_new(1, 0, 0);
	SET_VARSIZE(set, offsetof(CxRfmSet, words) + count * entry_bytes(set->key_words));
	if (set->key_words == 1)
		sort_bigints((BigintEntry *) set->words, count);
	else
		sort_uuids((UuidEntry *) set->words, count);
	return set;
}

static const char *
problem_of(const CxRfmSet *set)
{
	uint64 count = cx_rfm_set_count(set);

	if (count == 0)
		return set->key_words == 0 && set->until == 0 ? NULL
													  : "Without customers it is written ().";
	if (set->key_words < 1 || set->key_words > 2)
		return "There is no such type of customers.";
	if (!IS_VALID_DATE(set->until))
		return "The last day observed is out of range.";
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_at(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);

		if (row.frequency < 0 || row.recency < row.frequency || row.age < row.recency ||
			(row.frequency == 0) != (row.recency == 0))
			return "A customer has figures that no purchases have.";
		if ((!isnormal(row.mean_amount) && row.mean_amount != 0) || signbit(row.mean_amount) ||
			(row.frequency == 0 && row.mean_amount != 0))
			return "A customer has a mean amount that no purchases have.";
		if (!IS_VALID_DATE((int64) set->until - row.age))
			return "A customer's first day is out of range.";
		if (i > 0 &&
			(set->key_words == 1 ? by_bigint : by_uuid)(cx_rfm_set_at(set, i - 1), entry) >= 0)
			return "Customers are in order, and each comes once.";
		CX_CHECK_INTERRUPTS(i);
	}
	return NULL;
}

/* The one spelling: 32 digits in lower case with dashes. */
static bool
read_uuid(CxTextReader *reader, uint64 *key)
{
	key[0] = key[1] = 0;
	cx_text_literal(reader, "");
	for (int i = 0; i < 36; i++)
	{
		char c = *reader->at;
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;
		int at = i - (i > 8) - (i > 13) - (i > 18) - (i > 23);

		if (dash ? c != '-' : digit < 0)
			return false;
		if (!dash)
			key[at / 16] = key[at / 16] << 4 | (uint64) digit;
		reader->at++;
	}
	return true;
}

static bool
read_entry(CxTextReader *reader, StringInfo words, int key_words)
{
	uint64 entry[2 + CX_RFM_SET_PAYLOAD];
	int64 bigint;
	CxRfmRow row = {0, 0, 0, 0};

	if (key_words == 1 ? !cx_text_int64(reader, &bigint) : !read_uuid(reader, entry))
		return false;
	if (key_words == 1)
		entry[0] = (uint64) bigint;
	if (!cx_text_int32(reader, &row.frequency) || !cx_text_int32(reader, &row.recency) ||
		!cx_text_int32(reader, &row.age) ||
		(row.frequency > 0 && !cx_text_float8(reader, &row.mean_amount)))
		return false;
	cx_rfm_set_write(entry + key_words, &row);
	appendBinaryStringInfo(words, (const char *) entry, (int) entry_bytes(key_words));
	return true;
}

static bool
read_text(CxTextReader *reader, CxRfmSet **state)
{
	StringInfoData words;
	CxRfmSet *set;
	DateADT until;
	int key_words;

	reader->problem = "Expected is (bigint last-day-observed: customer frequency recency age "
					  "mean-amount; ...), with uuid for bigint, or () for no customers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = cx_rfm_set_new(1, 0, 0);
		return cx_text_end(reader);
	}
	if (cx_text_literal(reader, "bigint"))
		key_words = 1;
	else if (cx_text_literal(reader, "uuid"))
		key_words = 2;
	else
		return false;
	if (!cx_text_date(reader, &until) || !cx_text_literal(reader, ":"))
		return false;
	initStringInfo(&words);
	do
	{
		if (!read_entry(reader, &words, key_words))
			return false;
	} while (cx_text_literal(reader, ";"));
	if (!cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	set = cx_rfm_set_new(key_words, words.len / entry_bytes(key_words), until);
	memcpy(set->words, words.data, words.len);
	*state = set;
	return true;
}

static void
append_key(StringInfo text, const CxRfmSet *set, const uint64 *entry)
{
	if (set->key_words == 1)
		appendStringInfo(text, INT64_FORMAT, (int64) entry[0]);
	else
		appendStringInfo(text, "%08x-%04x-%04x-%04x-%04x%08x", (uint32) (entry[0] >> 32),
						 (uint32) (entry[0] >> 16 & 0xffff), (uint32) (entry[0] & 0xffff),
						 (uint32) (entry[1] >> 48), (uint32) (entry[1] >> 32 & 0xffff),
						 (uint32) entry[1]);
}

static void
write_text(StringInfo text, const CxRfmSet *set)
{
	uint64 count = cx_rfm_set_count(set);

	if (count == 0)
	{
		appendStringInfoString(text, "()");
		return;
	}
	appendStringInfo(text, "(%s ", set->key_words == 1 ? "bigint" : "uuid");
	cx_append_date(text, set->until);
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_at(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, i == 0 ? ": " : "; ");
		append_key(text, set, entry);
		appendStringInfo(text, " %d %d %d", row.frequency, row.recency, row.age);
		if (row.frequency > 0)
		{
			appendStringInfoChar(text, ' ');
			cx_append_float8(text, row.mean_amount);
		}
	}
	appendStringInfoChar(text, ')');
}

static CxRfmSet *
read_wire(StringInfo message)
{
	int key_words = pq_getmsgbyte(message);
	DateADT until = (DateADT) pq_getmsgint(message, 4);
	int64 count = pq_getmsgint64(message);
	CxRfmSet *set;

	if (key_words > 2 || (key_words == 0) != (count == 0) || count < 0 ||
		count > (message->len - message->cursor) / (int64) (key_words * sizeof(uint64) + 20))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");
	set = cx_rfm_set_new(key_words, (uint64) count, until);
	if (count == 0)
		set->until = until;
	for (int64 i = 0; i < count; i++)
	{
		uint64 *entry = cx_rfm_set_entry(set, (uint64) i);
		CxRfmRow row;

		CX_CHECK_INTERRUPTS(i);
		for (int w = 0; w < key_words; w++)
			entry[w] = (uint64) pq_getmsgint64(message);
		row.frequency = (int32) pq_getmsgint(message, 4);
		row.recency = (int32) pq_getmsgint(message, 4);
		row.age = (int32) pq_getmsgint(message, 4);
		row.mean_amount = pq_getmsgfloat8(message);
		cx_rfm_set_write(entry + key_words, &row);
	}
	return set;
}

static void
write_wire(StringInfo message, const CxRfmSet *set)
{
	uint64 count = cx_rfm_set_count(set);

	pq_sendbyte(message, set->key_words);
	pq_sendint32(message, set->until);
	pq_sendint64(message, (int64) count);
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_at(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);

		CX_CHECK_INTERRUPTS(i);
		for (int w = 0; w < set->key_words; w++)
			pq_sendint64(message, (int64) entry[w]);
		pq_sendint32(message, row.frequency);
		pq_sendint32(message, row.recency);
		pq_sendint32(message, row.age);
		pq_sendfloat8(message, row.mean_amount);
	}
}

/* {"observed_until", "customers"}, the latter an array of objects. */
static void
write_json(StringInfo json, const CxRfmSet *set)
{
	uint64 count = cx_rfm_set_count(set);
	const char *quote = set->key_words == 1 ? "" : "\"";

	appendStringInfoString(json, "{\"observed_until\": ");
	if (count == 0)
		appendStringInfoString(json, "null");
	else
	{
		appendStringInfoChar(json, '"');
		cx_append_date(json, set->until);
		appendStringInfoChar(json, '"');
	}
	appendStringInfoString(json, ", \"customers\": [");
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_at(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(json, "%s{\"customer\": %s", i > 0 ? ", " : "", quote);
		append_key(json, set, entry);
		appendStringInfo(
			json, "%s, \"frequency\": %d, \"recency\": %d, \"age\": %d, \"mean_amount\": ", quote,
			row.frequency, row.recency, row.age);
		if (row.frequency > 0)
			cx_append_float8(json, row.mean_amount);
		else
			appendStringInfoString(json, "null");
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_rfm_set, CxRfmSet, WIRE_VERSION, PG_GETARG_RFM_SET_P)
CX_VARLENA_STATE_ORDER(cx_rfm_set)
