/*
 * spend.c
 *	  Type cx_spend: input and output, equality, casts.
 *
 * Text form: (month | 1997-01-01: 0 29.33, 17 14.96, 213 void), the period and the first day with a row,
 * then the days (base/purchase_state.h, which has the binary form, too, and the code of the period as
 * what is common). The empty state is ().
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "revenue/spend.h"

#define PURCHASES(spend) ((const CxPurchases *) (spend))

static bool
has_period(CxPeriod period, DateADT day)
{
	return cx_period_is_valid(period, cx_period_number(period, day));
}

static const char *
problem_of(const CxSpend *spend)
{
	const char *problem = cx_purchases_problem(PURCHASES(spend));

	if (problem != NULL || spend->width == 0)
		return problem;
	if (spend->period < 0 || spend->period >= CX_PERIODS)
		return "There is no such period.";
	if (!has_period((CxPeriod) spend->period, spend->first) ||
		!has_period((CxPeriod) spend->period, cx_purchases_last(PURCHASES(spend))))
		return "A period is out of range.";
	return NULL;
}

static bool
read_text(CxTextReader *reader, CxSpend **state)
{
	CxPeriod period;
	DateADT first;

	reader->problem =
		"Expected is (period | first-day: day amount, ...), with days counted from the "
		"first in order, or () for no rows.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = (CxSpend *) cx_purchases_new(0, 0);
		return cx_text_end(reader);
	}
	if (!cx_text_period(reader, &period) || !cx_text_literal(reader, "|") ||
		!cx_text_date(reader, &first) || !cx_text_literal(reader, ":") ||
		!cx_purchases_read_days(reader, (CxPurchases **) state))
		return false;
	(*state)->first = first;
	(*state)->period = period;
	return true;
}

static void
write_text(StringInfo text, const CxSpend *spend)
{
	if (spend->width == 0)
	{
		appendStringInfoString(text, "()");
		return;
	}
	appendStringInfo(text, "(%s | ", cx_period_name((CxPeriod) spend->period));
	cx_append_date(text, spend->first);
	appendStringInfoString(text, ": ");
	cx_purchases_write_days(text, PURCHASES(spend));
}

static CxSpend *
read_wire(StringInfo message)
{
	return (CxSpend *) cx_purchases_read_wire(message, "cx_spend");
}

static void
write_wire(StringInfo message, const CxSpend *spend)
{
	cx_purchases_write_wire(message, PURCHASES(spend));
}

/* {"period", "first", "days"}, the last an array of {"day", "amount", "purchase"}. */
static void
write_json(StringInfo json, const CxSpend *spend)
{
	if (spend->width == 0)
		appendStringInfoString(json, "{\"period\": null, \"first\": null");
	else
	{
		appendStringInfo(json, "{\"period\": \"%s\", \"first\": \"",
						 cx_period_name((CxPeriod) spend->period));
		cx_append_date(json, spend->first);
		appendStringInfoChar(json, '"');
	}
	cx_purchases_write_json_days(json, PURCHASES(spend));
}

CX_STATE_IO(cx_spend, CxSpend, CX_SPEND_VERSION, PG_GETARG_SPEND_P)
CX_VARLENA_STATE_ORDER(cx_spend)
