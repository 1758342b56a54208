/*
 * rfm.c
 *	  Type cx_rfm: input and output, equality, casts.
 *
 * Text form: (1997-01-01..1997-09-30: 0 29.33, 17 14.96, 213 29.73), the first day with a row and the
 * last day observed, then each day with rows, counted from the first, and what its amounts sum up to;
 * where they cancel out, the word void. The empty state is (). Binary form: version byte 1, the words
 * of a day as a byte, both dates as int4, the number of days as int4, their words as int8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#include "base/compat.h"
#include "base/period.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "value/rfm.h"
#include "value/rfm_build.h"

static const char *
problem_of(const CxRfm *rfm)
{
	int count = cx_rfm_count(rfm);
	int last = -1;
	bool any_wide = false;

	if (rfm->width == 0)
		return rfm->first == 0 && rfm->until == 0 && cx_rfm_words(rfm) == 0
				   ? NULL
				   : "Without a row it is written ().";
	if ((rfm->width != CX_DAY_NARROW && rfm->width != CX_DAY_WIDE) || count == 0 ||
		cx_rfm_words(rfm) != count * rfm->width)
		return "Its length is not one of whole days.";
	if (!IS_VALID_DATE(rfm->first) || !IS_VALID_DATE(rfm->until))
		return "A day is out of range.";
	if (cx_day_number(rfm->days[0]) != 0)
		return "It begins with the first day.";
	for (int i = 0; i < count; i++)
	{
		const uint64 *day = rfm->days + i * rfm->width;
		uint64 wide[CX_DAY_WIDE];
		CxMoney sum;

		CX_CHECK_INTERRUPTS(i);
		if (cx_day_number(*day) <= last)
			return "Days are in order, and each comes once.";
		last = cx_day_number(*day);
		if (rfm->width == CX_DAY_NARROW)
			continue;
		sum = cx_day_money(day, CX_DAY_WIDE);
		if ((*day & CX_DAY_SUM_MASK) > (cx_fixed_is_zero(&sum) ? 1 : 0))
			return "A day has marks that no rows make.";
		memcpy(wide, day, sizeof(wide));
		any_wide = any_wide || !cx_days_narrow(wide, 1);
	}
	if (rfm->width == CX_DAY_WIDE && !any_wide)
		return "Its days are wide without a reason.";
	if ((int64) rfm->first + last > rfm->until)
		return "A day is after the last day observed.";
	return NULL;
}

/* Days as wide ones; false when the text is not one of days. */
static bool
read_days(CxTextReader *reader, StringInfo days)
{
	int32 last = -1;
	int32 number;

	do
	{
		uint64 day[CX_DAY_WIDE];
		CxMoney sum = {{0}};
		bool mark;

		if (!cx_text_int32(reader, &number) || number <= last || number >= CX_PURCHASE_MAX_DAYS)
			return false;
		last = number;
		mark = cx_text_literal(reader, "void");
		if (!mark && !cx_text_money(reader, &sum))
			return false;
		cx_wide_day(day, (uint16) number, &sum);
		day[0] |= mark ? 1 : 0;
		appendBinaryStringInfo(days, (const char *) day, sizeof(day));
	} while (cx_text_literal(reader, ","));
	return true;
}

static bool
read_text(CxTextReader *reader, CxRfm **state)
{
	StringInfoData days;
	DateADT first;
	DateADT until;
	uint64 *words;
	int count;
	int width;

	reader->problem =
		"Expected is (first-day..last-day-observed: day amount, ...), with days counted "
		"from the first in order, or () for no rows.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = cx_rfm_new(0, 0);
		return cx_text_end(reader);
	}
	initStringInfo(&days);
	if (!cx_text_date(reader, &first) || !cx_text_literal(reader, "..") ||
		!cx_text_date(reader, &until) || !cx_text_literal(reader, ":") ||
		!read_days(reader, &days) || !cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	words = (uint64 *) days.data;
	count = days.len / (int) (CX_DAY_WIDE * sizeof(uint64));
	width = cx_days_narrow(words, count) ? CX_DAY_NARROW : CX_DAY_WIDE;
	*state = cx_rfm_new(count, width);
	(*state)->first = first;
	(*state)->until = until;
	memcpy((*state)->days, words, (Size) count * width * sizeof(uint64));
	return true;
}

static void
write_text(StringInfo text, const CxRfm *rfm)
{
	if (rfm->width == 0)
	{
		appendStringInfoString(text, "()");
		return;
	}
	appendStringInfoChar(text, '(');
	cx_append_date(text, rfm->first);
	appendStringInfoString(text, "..");
	cx_append_date(text, rfm->until);
	for (int i = 0; i < cx_rfm_count(rfm); i++)
	{
		const uint64 *day = rfm->days + i * rfm->width;
		CxMoney sum = cx_day_money(day, rfm->width);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(text, "%s%d ", i == 0 ? ": " : ", ", cx_day_number(*day));
		if (cx_fixed_is_zero(&sum) && !cx_day_is_purchase(day, rfm->width))
			appendStringInfoString(text, "void");
		else
			cx_append_money(text, &sum);
	}
	appendStringInfoChar(text, ')');
}

static CxRfm *
read_wire(StringInfo message)
{
	int width = pq_getmsgbyte(message);
	DateADT first = (DateADT) pq_getmsgint(message, 4);
	DateADT until = (DateADT) pq_getmsgint(message, 4);
	int count = (int) pq_getmsgint(message, 4);
	CxRfm *rfm;

	if ((width == 0) != (count == 0) ||
		(width > 0 && width != CX_DAY_NARROW && width != CX_DAY_WIDE) || count < 0 ||
		count > CX_PURCHASE_MAX_DAYS ||
		count > (message->len - message->cursor) / (int) sizeof(uint64))
		cx_wire_refuse("cx_rfm", "Its header does not fit its length.");
	rfm = cx_rfm_new(count, width);
	rfm->first = first;
	rfm->until = until;
	for (int i = 0; i < count * width; i++)
		rfm->days[i] = (uint64) pq_getmsgint64(message);
	return rfm;
}

static void
write_wire(StringInfo message, const CxRfm *rfm)
{
	pq_sendbyte(message, rfm->width);
	pq_sendint32(message, rfm->first);
	pq_sendint32(message, rfm->until);
	pq_sendint32(message, cx_rfm_count(rfm));
	for (int i = 0; i < cx_rfm_words(rfm); i++)
		pq_sendint64(message, (int64) rfm->days[i]);
}

/* {"first", "observed_until", "days"}, the last an array of {"day", "amount", "purchase"}. */
static void
write_json(StringInfo json, const CxRfm *rfm)
{
	if (rfm->width == 0)
	{
		appendStringInfoString(json, "{\"first\": null, \"observed_until\": null, \"days\": []}");
		return;
	}
	appendStringInfoString(json, "{\"first\": \"");
	cx_append_date(json, rfm->first);
	appendStringInfoString(json, "\", \"observed_until\": \"");
	cx_append_date(json, rfm->until);
	appendStringInfoString(json, "\", \"days\": [");
	for (int i = 0; i < cx_rfm_count(rfm); i++)
	{
		const uint64 *day = rfm->days + i * rfm->width;
		CxMoney sum = cx_day_money(day, rfm->width);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(json, "%s{\"day\": %d, \"amount\": ", i == 0 ? "" : ", ",
						 cx_day_number(*day));
		cx_append_money(json, &sum);
		appendStringInfo(json, ", \"purchase\": %s}",
						 cx_day_is_purchase(day, rfm->width) ? "true" : "false");
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_rfm, CxRfm, CX_RFM_VERSION, PG_GETARG_RFM_P)
CX_VARLENA_STATE_ORDER(cx_rfm)
