/*
 * rfm.c
 *	  Type cx_rfm: input and output, equality, casts.
 *
 * Text form: (1997-01-01..1997-09-30: 0 29.33, 17 14.96, 213 29.73), the first day with a row and the
 * last day observed, then the days (base/purchase_state.h, which has the binary form, too, and the last
 * day observed as what is common). The empty state is ().
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "value/rfm.h"

#define PURCHASES(rfm) ((const CxPurchases *) (rfm))

static const char *
problem_of(const CxRfm *rfm)
{
	const char *problem = cx_purchases_problem(PURCHASES(rfm));

	if (problem != NULL || rfm->width == 0)
		return problem;
	if (!IS_VALID_DATE(rfm->until))
		return "A day is out of range.";
	if (cx_purchases_last(PURCHASES(rfm)) > rfm->until)
		return "A day is after the last day observed.";
	return NULL;
}

static bool
read_text(CxTextReader *reader, CxRfm **state)
{
	DateADT first;
	DateADT until;

	reader->problem =
		"Expected is (first-day..last-day-observed: day amount, ...), with days counted "
		"from the first in order, or () for no rows.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
	{
		*state = (CxRfm *) cx_purchases_new(0, 0);
		return cx_text_end(reader);
	}
	if (!cx_text_date(reader, &first) || !cx_text_literal(reader, "..") ||
		!cx_text_date(reader, &until) || !cx_text_literal(reader, ":") ||
		!cx_purchases_read_days(reader, (CxPurchases **) state))
		return false;
	(*state)->first = first;
	(*state)->until = until;
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
	appendStringInfoString(text, ": ");
	cx_purchases_write_days(text, PURCHASES(rfm));
}

static CxRfm *
read_wire(StringInfo message)
{
	return (CxRfm *) cx_purchases_read_wire(message, "cx_rfm");
}

static void
write_wire(StringInfo message, const CxRfm *rfm)
{
	cx_purchases_write_wire(message, PURCHASES(rfm));
}

/* {"first", "observed_until", "days"}, the last an array of {"day", "amount", "purchase"}. */
static void
write_json(StringInfo json, const CxRfm *rfm)
{
	if (rfm->width == 0)
		appendStringInfoString(json, "{\"first\": null, \"observed_until\": null");
	else
	{
		appendStringInfoString(json, "{\"first\": \"");
		cx_append_date(json, rfm->first);
		appendStringInfoString(json, "\", \"observed_until\": \"");
		cx_append_date(json, rfm->until);
		appendStringInfoChar(json, '"');
	}
	cx_purchases_write_json_days(json, PURCHASES(rfm));
}

CX_STATE_IO(cx_rfm, CxRfm, CX_RFM_VERSION, PG_GETARG_RFM_P)
CX_VARLENA_STATE_ORDER(cx_rfm)
