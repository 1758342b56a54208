/*
 * rfm_set.c
 *	  Type cx_rfm_set: input and output, equality, casts, and its rows.
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

#include "access/htup_details.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"
#include "utils/uuid.h"

#include "base/compat.h"
#include "base/result.h"
#include "base/state_text.h"
#include "base/state_wire.h"
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
count_of(const CxRfmSet *set)
{
	return (VARSIZE(set) - offsetof(CxRfmSet, words)) / entry_bytes(set->key_words);
}

CxRfmSet *
cx_rfm_set_new(int key_words, uint64 customers, DateADT until)
{
	CxRfmSet *set;
	Size size;

	if (customers > (MaxAllocSize - offsetof(CxRfmSet, words)) / entry_bytes(key_words))
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("too many customers for one cx_rfm_set"),
				errhint("Aggregate in two steps, first GROUP BY customer."));
	size = offsetof(CxRfmSet, words) + customers * entry_bytes(key_words);
	set = palloc0(size);
	SET_VARSIZE(set, size);
	set->version = WIRE_VERSION;
	if (customers > 0)
	{
		set->key_words = (uint8) key_words;
		set->until = until;
	}
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

void
cx_rfm_set_sort(CxRfmSet *set)
{
	if (set->key_words == 1)
		sort_bigints((BigintEntry *) set->words, count_of(set));
	else
		sort_uuids((UuidEntry *) set->words, count_of(set));
}

static const char *
problem_of(CxRfmSet *set)
{
	uint64 count = count_of(set);

	if (count == 0)
		return set->key_words == 0 && set->until == 0 ? NULL
													  : "Without customers it is written ().";
	if (set->key_words < 1 || set->key_words > 2)
		return "There is no such type of customers.";
	if (!IS_VALID_DATE(set->until))
		return "The last day observed is out of range.";
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_entry(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);

		if (row.frequency < 0 || row.recency < row.frequency || row.age < row.recency ||
			(row.frequency == 0) != (row.recency == 0))
			return "A customer has figures that no purchases have.";
		if ((!isnormal(row.mean_amount) && row.mean_amount != 0) ||
			(row.mean_amount == 0 && signbit(row.mean_amount)) ||
			(row.frequency == 0 && row.mean_amount != 0))
			return "A customer has a mean amount that no purchases have.";
		if (!IS_VALID_DATE((int64) set->until - row.age))
			return "A customer's first day is out of range.";
		if (i > 0 &&
			(set->key_words == 1 ? by_bigint : by_uuid)(cx_rfm_set_entry(set, i - 1), entry) >= 0)
			return "Customers are in order, and each comes once.";
		if ((i & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
	}
	return NULL;
}

static pg_uuid_t *
uuid_of_key(const uint64 *key)
{
	pg_uuid_t *uuid = palloc(sizeof(pg_uuid_t));
	uint64 words[2] = {pg_hton64(key[0]), pg_hton64(key[1])};

	memcpy(uuid->data, words, sizeof(words));
	return uuid;
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

static CxRfmSet *
read_set(CxTextReader *reader)
{
	StringInfoData words;
	CxRfmSet *set;
	DateADT until;
	int key_words;

	reader->problem = "Expected is (bigint last-day-observed: customer frequency recency age "
					  "mean-amount; ...), with uuid for bigint, or () for no customers.";
	if (!cx_text_literal(reader, "("))
		return NULL;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader) ? cx_rfm_set_new(1, 0, 0) : NULL;
	if (cx_text_literal(reader, "bigint"))
		key_words = 1;
	else if (cx_text_literal(reader, "uuid"))
		key_words = 2;
	else
		return NULL;
	if (!cx_text_date(reader, &until) || !cx_text_literal(reader, ":"))
		return NULL;
	initStringInfo(&words);
	do
	{
		CHECK_FOR_INTERRUPTS();
		if (!read_entry(reader, &words, key_words))
			return NULL;
	} while (cx_text_literal(reader, ";"));
	if (!cx_text_literal(reader, ")") || !cx_text_end(reader))
		return NULL;
	set = cx_rfm_set_new(key_words, words.len / entry_bytes(key_words), until);
	memcpy(set->words, words.data, words.len);
	reader->problem = problem_of(set);
	return reader->problem == NULL ? set : NULL;
}

/*
 * cx_rfm_set_in(cstring) -> cx_rfm_set
 *		Text input. Malformed text, or customers that cannot be: error 22P02 (soft on 16 and later).
 */
PG_FUNCTION_INFO_V1(cx_rfm_set_in);
Datum
cx_rfm_set_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxRfmSet *set = read_set(&reader);

	if (set == NULL)
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_RFM_SET_P(set);
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

/*
 * cx_rfm_set_out(cx_rfm_set) -> cstring
 *		Text output, which cx_rfm_set_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_rfm_set_out);
Datum
cx_rfm_set_out(PG_FUNCTION_ARGS)
{
	CxRfmSet *set = PG_GETARG_RFM_SET_P(0);
	uint64 count = count_of(set);
	StringInfoData text;

	if (count == 0)
		PG_RETURN_CSTRING(pstrdup("()"));
	initStringInfo(&text);
	appendStringInfo(&text, "(%s ", set->key_words == 1 ? "bigint" : "uuid");
	cx_append_date(&text, set->until);
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_entry(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);

		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(&text, i == 0 ? ": " : "; ");
		append_key(&text, set, entry);
		appendStringInfo(&text, " %d %d %d", row.frequency, row.recency, row.age);
		if (row.frequency > 0)
		{
			appendStringInfoChar(&text, ' ');
			cx_append_float8(&text, row.mean_amount);
		}
	}
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_rfm_set_recv(internal) -> cx_rfm_set
 *		Binary input. Unknown version, short message, or a set that problem_of() objects to: error
 *		22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_rfm_set_recv);
Datum
cx_rfm_set_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxRfmSet *set;
	int key_words;
	DateADT until;
	int64 count;
	const char *problem;

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	key_words = pq_getmsgbyte(message);
	until = (DateADT) pq_getmsgint(message, 4);
	count = pq_getmsgint64(message);
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

		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < key_words; w++)
			entry[w] = (uint64) pq_getmsgint64(message);
		row.frequency = (int32) pq_getmsgint(message, 4);
		row.recency = (int32) pq_getmsgint(message, 4);
		row.age = (int32) pq_getmsgint(message, 4);
		row.mean_amount = pq_getmsgfloat8(message);
		cx_rfm_set_write(entry + key_words, &row);
	}
	problem = problem_of(set);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	PG_RETURN_RFM_SET_P(set);
}

/*
 * cx_rfm_set_send(cx_rfm_set) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_rfm_set_send);
Datum
cx_rfm_set_send(PG_FUNCTION_ARGS)
{
	CxRfmSet *set = PG_GETARG_RFM_SET_P(0);
	uint64 count = count_of(set);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, set->key_words);
	pq_sendint32(&message, set->until);
	pq_sendint64(&message, (int64) count);
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_entry(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);

		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < set->key_words; w++)
			pq_sendint64(&message, (int64) entry[w]);
		pq_sendint32(&message, row.frequency);
		pq_sendint32(&message, row.recency);
		pq_sendint32(&message, row.age);
		pq_sendfloat8(&message, row.mean_amount);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

CX_VARLENA_STATE_ORDER(cx_rfm_set)

static char *
as_json(CxRfmSet *set)
{
	uint64 count = count_of(set);
	StringInfoData json;

	initStringInfo(&json);
	appendStringInfoString(&json, "{\"observed_until\": ");
	if (count == 0)
		appendStringInfoString(&json, "null");
	else
	{
		appendStringInfoChar(&json, '"');
		cx_append_date(&json, set->until);
		appendStringInfoChar(&json, '"');
	}
	appendStringInfoString(&json, ", \"customers\": [");
	for (uint64 i = 0; i < count; i++)
	{
		const uint64 *entry = cx_rfm_set_entry(set, i);
		CxRfmRow row = cx_rfm_set_read(entry + set->key_words);
		const char *quote = set->key_words == 1 ? "" : "\"";

		CHECK_FOR_INTERRUPTS();
		appendStringInfo(&json, "%s{\"customer\": %s", i > 0 ? ", " : "", quote);
		append_key(&json, set, entry);
		appendStringInfo(
			&json, "%s, \"frequency\": %d, \"recency\": %d, \"age\": %d, \"mean_amount\": ", quote,
			row.frequency, row.recency, row.age);
		if (row.frequency > 0)
			cx_append_float8(&json, row.mean_amount);
		else
			appendStringInfoString(&json, "null");
		appendStringInfoChar(&json, '}');
	}
	appendStringInfoString(&json, "]}");
	return json.data;
}

/*
 * cx_rfm_set_json(cx_rfm_set) -> json, cx_rfm_set_jsonb(cx_rfm_set) -> jsonb
 *		Explicit casts: {"observed_until", "customers"}, the latter an array of objects.
 */
PG_FUNCTION_INFO_V1(cx_rfm_set_json);
Datum
cx_rfm_set_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_RFM_SET_P(0))));
}

PG_FUNCTION_INFO_V1(cx_rfm_set_jsonb);
Datum
cx_rfm_set_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_RFM_SET_P(0))));
}

static Datum
next_row(FunctionCallInfo fcinfo, int key_words)
{
	FuncCallContext *call;
	CxRfmSet *set;
	const uint64 *entry;
	CxRfmRow row;
	Datum values[5];
	bool nulls[5] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		call = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		call->tuple_desc = cx_row_type(fcinfo);
		set = (CxRfmSet *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		call->user_fctx = set;
		MemoryContextSwitchTo(old);
		if (set->key_words != 0 && set->key_words != key_words)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("the customers of this set are of type %s",
						   set->key_words == 1 ? "bigint" : "uuid"),
					errhint("Read it with %s().",
							set->key_words == 1 ? "rfm_table" : "rfm_uuid_table"));
		call->max_calls = count_of(set);
	}
	call = SRF_PERCALL_SETUP();
	set = call->user_fctx;
	if (call->call_cntr >= call->max_calls)
		SRF_RETURN_DONE(call);
	entry = cx_rfm_set_entry(set, call->call_cntr);
	row = cx_rfm_set_read(entry + key_words);
	values[0] =
		key_words == 1 ? Int64GetDatum((int64) entry[0]) : UUIDPGetDatum(uuid_of_key(entry));
	values[1] = Int64GetDatum(row.frequency);
	values[2] = Int32GetDatum(row.recency);
	values[3] = Int32GetDatum(row.age);
	nulls[4] = row.frequency == 0;
	values[4] = Float8GetDatum(row.mean_amount);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

/*
 * rfm_table(cx_rfm_set) -> set of (customer bigint, frequency bigint, recency integer, age integer,
 * mean_amount double precision)
 * rfm_uuid_table(cx_rfm_set) -> the same with customer uuid
 *		The customers in order; what the columns mean is with cx_rfm. Strict. A set of the other type
 *		of customers: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rfm_table);
Datum
cx_rfm_table(PG_FUNCTION_ARGS)
{
	return next_row(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_rfm_uuid_table);
Datum
cx_rfm_uuid_table(PG_FUNCTION_ARGS)
{
	return next_row(fcinfo, 2);
}
