/*
 * durations_text.c
 *	  The buckets of a cx_durations in text, binary and json, alone or within another state.
 *
 * Text form: (1: 60, 3: 5400.5), how many durations there are of each bucket and how many seconds they
 * last together; the bucket is the one of their mean. None is (). Binary form: the number of buckets as
 * int4, then for each the count as int8 and the sum of microseconds as two int8, the higher first. JSON:
 * {"count", "seconds", "buckets": [{"least", "most", "count", "seconds"}]}, least and most being the
 * shortest and the longest duration of the bucket, in seconds.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "datatype/timestamp.h"
#include "libpq/pqformat.h"

#include "base/durations_text.h"
#include "base/state_wire.h"

/* Bytes of a bucket on the wire: tells how many a message can hold. */
#define WIRE_BUCKET 24

/* Adds so many durations with such a sum; what is wrong with them, or NULL. */
static const char *
read_bucket(CxBuckets *list, int64 count, CxWide sum)
{
	CxBucket bucket = {0, count, sum};
	CxWide mean;
	uint64 rest;

	if (count <= 0)
		return "A count is not positive.";
	mean = cx_wide_quotient(sum, (uint64) count, &rest);
	if (mean.high != 0 || mean.low > PG_INT64_MAX)
		return "A duration is out of range.";
	bucket.index = cx_bucket_of((int64) mean.low);
	if (list->count > 0 && bucket.index <= list->buckets[list->count - 1].index)
		return "Buckets are in order, and each comes once.";
	if (!cx_bucket_valid(&bucket))
		return "No bucket holds so many durations with such a sum.";
	list->buckets[list->count++] = bucket;
	return NULL;
}

/* value x 10 + digit; false when that is beyond 128 bits, or nearly so. */
static bool
add_digit(CxWide *value, int digit)
{
	uint64 high = value->high;
	CxWide tenfold;

	if (high > PG_UINT64_MAX / 20)
		return false;
	tenfold = cx_wide_product(value->low, 10);
	tenfold.high += high * 10;
	*value = cx_wide_sum(tenfold, cx_wide((uint64) digit));
	return true;
}

bool
cx_text_seconds(CxTextReader *reader, CxWide *micros)
{
	const char *at;
	int decimals = -1; /* none, and no point */

	cx_text_literal(reader, ""); /* skips blanks */
	at = reader->at;
	if (*at < '0' || *at > '9')
		return false;
	for (*micros = cx_wide(0);; at++)
	{
		if (*at == '.' && decimals < 0)
			decimals = 0;
		else if (*at < '0' || *at > '9')
			break;
		else if (!add_digit(micros, *at - '0') || (decimals >= 0 && ++decimals > 6))
			return false;
	}
	if (decimals == 0)
		return false; /* a point, and nothing behind it */
	for (decimals = Max(decimals, 0); decimals < 6; decimals++)
		if (!add_digit(micros, 0))
			return false;
	reader->at = at;
	return true;
}

bool
cx_buckets_read_text(CxTextReader *reader, CxBuckets *list)
{
	const char *outer = reader->problem;
	const char *expected =
		"Expected is (count: seconds, ...), how many durations a bucket holds and "
		"what they sum up to, in order, or () for none.";

	*list = (CxBuckets){0, palloc((CX_LAST_BUCKET + 1) * sizeof(CxBucket))};
	reader->problem = expected;
	if (!cx_text_literal(reader, "("))
		return false;
	if (!cx_text_literal(reader, ")"))
	{
		do
		{
			int64 count;
			CxWide sum;

			if (!cx_text_int64(reader, &count) || !cx_text_literal(reader, ":") ||
				!cx_text_seconds(reader, &sum))
				return false;
			reader->problem = read_bucket(list, count, sum);
			if (reader->problem != NULL)
				return false;
			reader->problem = expected;
		} while (cx_text_literal(reader, ","));
		if (!cx_text_literal(reader, ")"))
			return false;
	}
	if (outer != NULL)
		reader->problem = outer;
	return true;
}

void
cx_append_seconds(StringInfo text, CxWide micros)
{
	char digits[48];
	char *at = digits + sizeof(digits) - 1;
	uint64 decimals;
	uint64 digit;
	CxWide seconds = cx_wide_quotient(micros, USECS_PER_SEC, &decimals);

	*at = '\0';
	do
	{
		seconds = cx_wide_quotient(seconds, 10, &digit);
		*--at = (char) ('0' + digit);
	} while (!cx_wide_is_zero(seconds));
	appendStringInfoString(text, at);
	if (decimals == 0)
		return;
	appendStringInfo(text, ".%06d", (int) decimals);
	while (text->data[text->len - 1] == '0')
		text->data[--text->len] = '\0';
}

void
cx_buckets_write_text(StringInfo text, CxBuckets list)
{
	appendStringInfoChar(text, '(');
	for (int i = 0; i < list.count; i++)
	{
		appendStringInfo(text, "%s" INT64_FORMAT ": ", i > 0 ? ", " : "", list.buckets[i].count);
		cx_append_seconds(text, list.buckets[i].sum);
	}
	appendStringInfoChar(text, ')');
}

CxBuckets
cx_buckets_read_wire(StringInfo message, const char *type)
{
	uint32 count = pq_getmsgint(message, 4);
	CxBuckets list = {0, NULL};

	if (count > CX_LAST_BUCKET + 1 ||
		count > (uint32) (message->len - message->cursor) / WIRE_BUCKET)
		cx_wire_refuse(type, "There are fewer buckets than announced, or too many.");
	list.buckets = palloc(Max(count, 1) * sizeof(CxBucket));
	for (uint32 i = 0; i < count; i++)
	{
		int64 durations = pq_getmsgint64(message);
		uint64 high = (uint64) pq_getmsgint64(message);
		const char *problem =
			read_bucket(&list, durations, (CxWide){(uint64) pq_getmsgint64(message), high});

		if (problem != NULL)
			cx_wire_refuse(type, problem);
	}
	return list;
}

void
cx_buckets_write_wire(StringInfo message, CxBuckets list)
{
	pq_sendint32(message, (uint32) list.count);
	for (int i = 0; i < list.count; i++)
	{
		pq_sendint64(message, list.buckets[i].count);
		pq_sendint64(message, list.buckets[i].sum.high);
		pq_sendint64(message, list.buckets[i].sum.low);
	}
}

static void
append_signed_seconds(StringInfo text, CxWide micros)
{
	if (micros.high >> 63 == 0)
		cx_append_seconds(text, micros);
	else
	{
		appendStringInfoChar(text, '-');
		cx_append_seconds(text, cx_wide_difference(cx_wide(0), micros));
	}
}

void
cx_buckets_write_json(StringInfo json, CxBuckets list)
{
	int64 count = 0;
	CxWide sum = cx_wide(0);

	for (int i = 0; i < list.count; i++)
	{
		count += list.buckets[i].count;
		sum = cx_wide_sum(sum, list.buckets[i].sum);
	}
	appendStringInfo(json, "{\"count\": " INT64_FORMAT ", \"seconds\": ", count);
	append_signed_seconds(json, sum);
	appendStringInfoString(json, ", \"buckets\": [");
	for (int i = 0; i < list.count; i++)
	{
		const CxBucket *bucket = &list.buckets[i];

		appendStringInfo(json, "%s{\"least\": ", i > 0 ? ", " : "");
		cx_append_seconds(json, cx_wide((uint64) cx_bucket_least(bucket->index)));
		appendStringInfoString(json, ", \"most\": ");
		cx_append_seconds(json, cx_wide((uint64) cx_bucket_most(bucket->index)));
		appendStringInfo(json, ", \"count\": " INT64_FORMAT ", \"seconds\": ", bucket->count);
		append_signed_seconds(json, bucket->sum);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}

/* ---- corrections ---- */

#define WIRE_SIGNED (4 + WIRE_BUCKET)

/* Adds a bucket; what is wrong with it, or NULL. */
static const char *
take_signed(CxBuckets *list, int64 index, int64 count, CxWide sum)
{
	if (index < 0 || index > CX_LAST_BUCKET ||
		cx_bucket_least((uint32) index) > cx_bucket_most((uint32) index))
		return "There is no such bucket.";
	if (list->count > 0 && index <= list->buckets[list->count - 1].index)
		return "Buckets are in order, and each comes once.";
	if (count == 0 && cx_wide_is_zero(sum))
		return "A bucket without anything is left out.";
	if (index == 0 && !cx_wide_is_zero(sum))
		return "No bucket holds so many durations with such a sum.";
	list->buckets[list->count++] = (CxBucket){(uint32) index, count, sum};
	return NULL;
}

bool
cx_at_correction(CxTextReader *reader)
{
	const char *at = reader->at;
	bool found = cx_text_literal(reader, "(") && cx_text_literal(reader, "#");

	reader->at = at;
	return found;
}

bool
cx_correction_read_text(CxTextReader *reader, CxBuckets *list)
{
	const char *expected = "Expected is (#bucket count: seconds, ...), how many durations of each "
						   "bucket are to be added, and what they sum up to, in order.";

	*list = (CxBuckets){0, palloc((CX_LAST_BUCKET + 1) * sizeof(CxBucket))};
	reader->problem = expected;
	if (!cx_text_literal(reader, "("))
		return false;
	do
	{
		int64 index;
		int64 count;
		CxWide sum;
		bool negative;

		if (!cx_text_literal(reader, "#") || !cx_text_int64(reader, &index) ||
			!cx_text_int64(reader, &count) || !cx_text_literal(reader, ":"))
			return false;
		negative = cx_text_literal(reader, "-");
		if (!cx_text_seconds(reader, &sum) || sum.high >> 63 != 0)
			return false;
		if (negative)
			sum = cx_wide_difference(cx_wide(0), sum);
		reader->problem = take_signed(list, index, count, sum);
		if (reader->problem != NULL)
			return false;
		reader->problem = expected;
	} while (cx_text_literal(reader, ","));
	return cx_text_literal(reader, ")");
}

void
cx_correction_write_text(StringInfo text, CxBuckets list)
{
	for (int i = 0; i < list.count; i++)
	{
		appendStringInfo(text, "%s#%u " INT64_FORMAT ": ", i > 0 ? ", " : "(",
						 list.buckets[i].index, list.buckets[i].count);
		append_signed_seconds(text, list.buckets[i].sum);
	}
	appendStringInfoChar(text, ')');
}

CxBuckets
cx_correction_read_wire(StringInfo message, const char *type)
{
	uint32 count = pq_getmsgint(message, 4);
	CxBuckets list = {0, NULL};

	if (count == 0 || count > CX_LAST_BUCKET + 1 ||
		count > (uint32) (message->len - message->cursor) / WIRE_SIGNED)
		cx_wire_refuse(type, "There are fewer buckets than announced, or too many.");
	list.buckets = palloc(count * sizeof(CxBucket));
	for (uint32 i = 0; i < count; i++)
	{
		int64 index = (int64) pq_getmsgint(message, 4);
		int64 durations = pq_getmsgint64(message);
		uint64 high = (uint64) pq_getmsgint64(message);
		const char *problem =
			take_signed(&list, index, durations, (CxWide){(uint64) pq_getmsgint64(message), high});

		if (problem != NULL)
			cx_wire_refuse(type, problem);
	}
	return list;
}

void
cx_correction_write_wire(StringInfo message, CxBuckets list)
{
	pq_sendint32(message, (uint32) list.count);
	for (int i = 0; i < list.count; i++)
	{
		pq_sendint32(message, list.buckets[i].index);
		pq_sendint64(message, list.buckets[i].count);
		pq_sendint64(message, list.buckets[i].sum.high);
		pq_sendint64(message, list.buckets[i].sum.low);
	}
}
