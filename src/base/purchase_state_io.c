/*
 * purchase_state_io.c
 *	  States over the rows of one customer: their days in text, binary and JSON.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#include "base/interrupts.h"
#include "base/purchase_state.h"
#include "base/state_wire.h"

const char *
cx_purchases_problem(const CxPurchases *state)
{
	int count = cx_purchases_days(state);
	int last = -1;
	bool any_wide = false;

	if (state->width == 0)
		return state->first == 0 && state->common == 0 && cx_purchases_words(state) == 0
				   ? NULL
				   : "Without a row it is written ().";
	if ((state->width != CX_DAY_NARROW && state->width != CX_DAY_WIDE) || count == 0 ||
		cx_purchases_words(state) != count * state->width)
		return "Its length is not one of whole days.";
	if (!IS_VALID_DATE(state->first))
		return "A day is out of range.";
	if (cx_day_number(state->days[0]) != 0)
		return "It begins with the first day.";
	for (int i = 0; i < count; i++)
	{
		const uint64 *day = state->days + i * state->width;
		uint64 wide[CX_DAY_WIDE];

		CX_CHECK_INTERRUPTS(i);
		if (cx_day_number(*day) <= last)
			return "Days are in order, and each comes once.";
		last = cx_day_number(*day);
		if (!cx_day_is_sound(day, state->width))
			return "A day has marks that no rows make.";
		if (state->width == CX_DAY_NARROW)
			continue;
		memcpy(wide, day, sizeof(wide));
		any_wide = any_wide || !cx_days_narrow(wide, 1);
	}
	if (state->width == CX_DAY_WIDE && !any_wide)
		return "Its days are wide without a reason.";
	if (!IS_VALID_DATE((int64) state->first + last))
		return "A day is out of range.";
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

bool
cx_purchases_read_days(CxTextReader *reader, CxPurchases **state)
{
	StringInfoData days;
	uint64 *words;
	int count;
	int width;

	initStringInfo(&days);
	if (!read_days(reader, &days) || !cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	words = (uint64 *) days.data;
	count = days.len / (int) (CX_DAY_WIDE * sizeof(uint64));
	width = cx_days_narrow(words, count) ? CX_DAY_NARROW : CX_DAY_WIDE;
	*state = cx_purchases_new(count, width);
	memcpy((*state)->days, words, (Size) count * width * sizeof(uint64));
	return true;
}

void
cx_purchases_write_days(StringInfo text, const CxPurchases *state)
{
	for (int i = 0; i < cx_purchases_days(state); i++)
	{
		const uint64 *day = state->days + i * state->width;
		CxMoney sum = cx_day_money(day, state->width);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(text, "%s%d ", i == 0 ? "" : ", ", cx_day_number(*day));
		if (cx_fixed_is_zero(&sum) && !cx_day_is_purchase(day, state->width))
			appendStringInfoString(text, "void");
		else
			cx_append_money(text, &sum);
	}
	appendStringInfoChar(text, ')');
}

CxPurchases *
cx_purchases_read_wire(StringInfo message, const char *type)
{
	int width = pq_getmsgbyte(message);
	DateADT first = (DateADT) pq_getmsgint(message, 4);
	int32 common = (int32) pq_getmsgint(message, 4);
	int count = (int) pq_getmsgint(message, 4);
	CxPurchases *state;

	if ((width == 0) != (count == 0) ||
		(width > 0 && width != CX_DAY_NARROW && width != CX_DAY_WIDE) || count < 0 ||
		count > CX_PURCHASE_MAX_DAYS ||
		count > (message->len - message->cursor) / (int) sizeof(uint64))
		cx_wire_refuse(type, "Its header does not fit its length.");
	state = cx_purchases_new(count, width);
	state->first = first;
	state->common = common;
	for (int i = 0; i < count * width; i++)
		state->days[i] = (uint64) pq_getmsgint64(message);
	return state;
}

void
cx_purchases_write_wire(StringInfo message, const CxPurchases *state)
{
	pq_sendbyte(message, state->width);
	pq_sendint32(message, state->first);
	pq_sendint32(message, state->common);
	pq_sendint32(message, cx_purchases_days(state));
	for (int i = 0; i < cx_purchases_words(state); i++)
		pq_sendint64(message, (int64) state->days[i]);
}

void
cx_purchases_write_json_days(StringInfo json, const CxPurchases *state)
{
	appendStringInfoString(json, ", \"days\": [");
	for (int i = 0; i < cx_purchases_days(state); i++)
	{
		const uint64 *day = state->days + i * state->width;
		CxMoney sum = cx_day_money(day, state->width);

		CX_CHECK_INTERRUPTS(i);
		appendStringInfo(json, "%s{\"day\": %d, \"amount\": ", i == 0 ? "" : ", ",
						 cx_day_number(*day));
		cx_append_money(json, &sum);
		appendStringInfo(json, ", \"purchase\": %s}",
						 cx_day_is_purchase(day, state->width) ? "true" : "false");
	}
	appendStringInfoString(json, "]}");
}
