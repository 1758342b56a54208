/*
 * activity.c
 *	  Type cx_activity: its forms, order and arithmetic.
 *
 * Text form: (month 1997-01-01: 1101), the first active period and a digit for each period from
 * there to the last active one; (rolling 604800000000us 2024-05-03 28800000000us: 101) for windows,
 * with the day of the start and the time of that day; the empty state is (). Binary form: version
 * byte 1, the kind's code as a byte, start and width as int8, the number of words as int4, the
 * words as int8. JSON: {"period", "active"}, the first days of the active periods; for rolling
 * windows {"period": "rolling", "width_seconds", "active"}, the numbers of the windows from 0.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/bits.h"
#include "base/period_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "retention/activity.h"
#include "retention/activity_build.h"

const char *
cx_kind_name(int kind)
{
	return kind == CX_ROLLING ? "rolling" : cx_period_name((CxPeriod) kind);
}

void
cx_check_same_kind(int kind, int64 width, int other_kind, int64 other_width)
{
	if (kind != other_kind)
		cx_refuse_two_kinds(cx_kind_name(kind), cx_kind_name(other_kind));
	if (width != other_width)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("rolling windows differ in width: " INT64_FORMAT " and " INT64_FORMAT
					   " microseconds",
					   width, other_width),
				errhint("Only windows of the same width can be put together."));
}

bool
cx_read_kind(CxTextReader *reader, uint8 *kind, int64 *width)
{
	CxPeriod period;

	*width = 0;
	if (cx_text_literal(reader, "rolling"))
	{
		*kind = CX_ROLLING;
		return cx_text_int64(reader, width) && cx_text_literal(reader, "us");
	}
	if (!cx_text_period(reader, &period))
		return false;
	*kind = (uint8) period;
	return true;
}

void
cx_append_kind(StringInfo text, int kind, int64 width)
{
	appendStringInfoString(text, cx_kind_name(kind));
	if (kind == CX_ROLLING)
		appendStringInfo(text, " " INT64_FORMAT "us", width);
}

static const char *
problem_of(const CxActivity *activity)
{
	int words = cx_activity_words(activity);

	if (words > CX_ACTIVITY_MAX_WORDS)
		return "It spans too many periods.";
	if (words > 0 && activity->words[words - 1] == 0)
		return "It ends with the last active period.";
	if (activity->kind == CX_ROLLING)
	{
		if (activity->width <= 0)
			return "The width of a window is positive.";
		if (!IS_VALID_TIMESTAMP(activity->start))
			return "The start is out of range.";
		return NULL;
	}
	if (activity->kind > CX_ROLLING)
		return "There is no such period.";
	if (activity->width != 0)
		return "Only rolling windows have a width.";
	if (words == 0)
		return activity->kind == 0 && activity->start == 0 ? NULL
														   : "Without activity it is written ().";
	if ((activity->words[0] & 1) == 0)
		return "It begins with the first active period.";
	if (!cx_period_is_valid((CxPeriod) activity->kind, activity->start) ||
		!cx_period_is_valid((CxPeriod) activity->kind,
							activity->start + cx_activity_last(activity)))
		return "A period is out of range.";
	return NULL;
}

/* The bits, which are as many as there are digits. */
static CxActivity *
read_bits(CxTextReader *reader)
{
	size_t digits;
	CxActivity *activity;

	cx_text_literal(reader, ""); /* skips blanks */
	digits = strspn(reader->at, "01");
	if (digits > CX_ACTIVITY_MAX_PERIODS || (digits > 0 && reader->at[digits - 1] == '0'))
		return NULL;
	activity = cx_activity_new((int) (digits + 63) / 64);
	for (size_t i = 0; i < digits; i++)
		activity->words[i / 64] |= (uint64) (reader->at[i] - '0') << (i % 64);
	reader->at += digits;
	return activity;
}

/* The start of windows: the day, and the microseconds since it began. */
static bool
read_start(CxTextReader *reader, int64 *start)
{
	DateADT day;
	int64 time;

	if (!cx_text_date(reader, &day) || !cx_text_int64(reader, &time) ||
		!cx_text_literal(reader, "us") || time < 0 || time >= USECS_PER_DAY ||
		day < MIN_TIMESTAMP / USECS_PER_DAY - 1 || day > END_TIMESTAMP / USECS_PER_DAY)
		return false;
	*start = day * USECS_PER_DAY + time;
	return true;
}

static bool
read_text(CxTextReader *reader, CxActivity **state)
{
	CxActivity *activity;
	uint8 kind;
	int64 width;
	int64 start;

	reader->problem =
		"Expected is (period first-day: digits), with a digit 0 or 1 for each period, "
		"or () for no activity.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = cx_activity_new(0);
		return cx_text_end(reader);
	}
	if (!cx_read_kind(reader, &kind, &width) ||
		!(kind == CX_ROLLING ? read_start(reader, &start)
							 : cx_text_period_number(reader, (CxPeriod) kind, &start)) ||
		!cx_text_literal(reader, ":"))
		return false;
	*state = activity = read_bits(reader);
	if (activity == NULL || !cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	activity->kind = kind;
	activity->width = width;
	activity->start = start;
	reader->problem = "Without activity it is written ().";
	return !cx_activity_empty(activity);
}

static void
write_text(StringInfo text, const CxActivity *activity)
{
	int last = cx_activity_last(activity);

	if (cx_activity_empty(activity))
	{
		appendStringInfoString(text, "()");
		return;
	}
	appendStringInfoChar(text, '(');
	cx_append_kind(text, activity->kind, activity->width);
	appendStringInfoChar(text, ' ');
	if (activity->kind == CX_ROLLING)
	{
		int64 day = activity->start / USECS_PER_DAY - (activity->start % USECS_PER_DAY < 0);

		cx_append_date(text, (DateADT) day);
		appendStringInfo(text, " " INT64_FORMAT "us", activity->start - day * USECS_PER_DAY);
	}
	else
		cx_append_period(text, (CxPeriod) activity->kind, activity->start);
	appendStringInfoString(text, ": ");
	for (int k = 0; k <= last; k++)
		appendStringInfoChar(text, cx_activity_bit(activity, k) ? '1' : '0');
	appendStringInfoChar(text, ')');
}

static CxActivity *
read_wire(StringInfo message)
{
	uint8 kind = (uint8) pq_getmsgbyte(message);
	int64 start = pq_getmsgint64(message);
	int64 width = pq_getmsgint64(message);
	int words = (int) pq_getmsgint(message, 4);
	CxActivity *activity;

	if (words < 0 || words > CX_ACTIVITY_MAX_WORDS)
		cx_wire_refuse("cx_activity", "It spans too many periods.");
	activity = cx_activity_new(words);
	activity->kind = kind;
	activity->start = start;
	activity->width = width;
	for (int i = 0; i < words; i++)
		activity->words[i] = (uint64) pq_getmsgint64(message);
	return activity;
}

static void
write_wire(StringInfo message, const CxActivity *activity)
{
	pq_sendbyte(message, activity->kind);
	pq_sendint64(message, activity->start);
	pq_sendint64(message, activity->width);
	pq_sendint32(message, cx_activity_words(activity));
	for (int i = 0; i < cx_activity_words(activity); i++)
		pq_sendint64(message, (int64) activity->words[i]);
}

static void
write_json(StringInfo json, const CxActivity *activity)
{
	int last = cx_activity_last(activity);
	const char *separator = "";

	if (cx_activity_empty(activity))
		appendStringInfoString(json, "{\"period\": null, \"active\": [");
	else
	{
		appendStringInfo(json, "{\"period\": \"%s\", ", cx_kind_name(activity->kind));
		if (activity->kind == CX_ROLLING)
		{
			appendStringInfoString(json, "\"width_seconds\": ");
			cx_append_float8(json, activity->width / 1e6);
			appendStringInfoString(json, ", ");
		}
		appendStringInfoString(json, "\"active\": [");
	}
	for (int k = 0; k <= last; k++)
	{
		if (!cx_activity_bit(activity, k))
			continue;
		appendStringInfoString(json, separator);
		if (activity->kind == CX_ROLLING)
			appendStringInfo(json, "%d", k);
		else
		{
			appendStringInfoChar(json, '"');
			cx_append_period(json, (CxPeriod) activity->kind, activity->start + k);
			appendStringInfoChar(json, '"');
		}
		separator = ", ";
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_activity, CxActivity, CX_ACTIVITY_VERSION, PG_GETARG_ACTIVITY_P)
CX_VARLENA_STATE_ORDER(cx_activity)

/*
 * cx_activity_add(cx_activity, cx_activity) -> cx_activity
 *		Operator +, combine function of activity_agg, and transition of rollup(): active where either
 *		is. Strict. Different periods, or rolling windows that differ in width or in start: error
 *		22023. More than 65536 periods from the first to the last: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_activity_add);
Datum
cx_activity_add(PG_FUNCTION_ARGS)
{
	CxActivity *a = PG_GETARG_ACTIVITY_P(0);
	CxActivity *b = PG_GETARG_ACTIVITY_P(1);
	CxActivity *both;
	int64 start, last;

	if (cx_activity_empty(b))
		PG_RETURN_ACTIVITY_P(a);
	if (cx_activity_empty(a))
		PG_RETURN_ACTIVITY_P(b);
	cx_check_same_kind(a->kind, a->width, b->kind, b->width);
	if (a->kind == CX_ROLLING && a->start != b->start)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("rolling windows begin at different times"),
				errhint("A customer has one start: take the first with min()."));

	start = a->kind == CX_ROLLING ? 0 : Min(a->start, b->start);
	last = a->kind == CX_ROLLING
			   ? Max(cx_activity_last(a), cx_activity_last(b))
			   : Max(a->start + cx_activity_last(a), b->start + cx_activity_last(b));
	if (last - start >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
	both = cx_activity_new((int) ((last - start + 64) / 64));
	both->kind = a->kind;
	both->width = a->width;
	both->start = Min(a->start, b->start);
	for (int i = 0; i < 2; i++)
	{
		const CxActivity *one = i == 0 ? a : b;

		cx_bits_or(both->words, cx_activity_words(both), one->words, cx_activity_words(one),
				   one->start - both->start);
	}
	PG_RETURN_ACTIVITY_P(both);
}
