/*
 * stickiness.c
 *	  Type cx_stickiness: its forms and order.
 *
 * Text form: (day 2026-01-01 2026-01-08: 3 0 1 0 0 0 2), the first day of the range, the day after it,
 * and how many customers were active in 1, 2, ... of its periods; the empty state is (). Binary form:
 * version byte 1, the period as a byte, the number of the first period as int8, the number of periods as
 * int4, the counts as int8. JSON: {"period", "from_day", "to_day", "customers"}; the empty state has null
 * for all but the last, which is an empty array.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "retention/stickiness.h"

CxStickiness *
cx_stickiness_new(int periods)
{
	CxStickiness *state = palloc0(CX_STICKINESS_SIZE(periods));

	SET_VARSIZE(state, CX_STICKINESS_SIZE(periods));
	state->version = CX_STICKINESS_VERSION;
	return state;
}

static const char *
problem_of(const CxStickiness *state)
{
	int periods = cx_stickiness_periods(state);

	if (state->period >= CX_PERIODS)
		return "There is no such period.";
	if (periods == 0)
		return state->period == 0 && state->from == 0 ? NULL
													  : "Without customers it is written ().";
	if (!cx_period_is_valid((CxPeriod) state->period, state->from) ||
		!cx_period_is_valid((CxPeriod) state->period, state->from + periods))
		return "A period is out of range.";
	for (int i = 0; i < periods; i++)
		if (state->customers[i] != 0)
			return NULL;
	return "Without customers it is written ().";
}

static bool
read_text(CxTextReader *reader, CxStickiness **state)
{
	CxPeriod period;
	int64 from, to;

	*state = cx_stickiness_new(0);
	reader->problem =
		"Expected is (period from-day to-day: count ...), with a count for each period, "
		"or () for no customers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_text_period(reader, &period) || !cx_text_period_number(reader, period, &from) ||
		!cx_text_period_number(reader, period, &to) || !cx_text_literal(reader, ":"))
		return false;
	if (to <= from || to - from > CX_STICKINESS_MAX_PERIODS)
	{
		reader->problem = "A range has 1 to 65536 periods.";
		return false;
	}
	*state = cx_stickiness_new((int) (to - from));
	(*state)->period = (uint8) period;
	(*state)->from = from;
	for (int i = 0; i < to - from; i++)
		if (!cx_text_int64(reader, &(*state)->customers[i]))
			return false;
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static void
write_text(StringInfo text, const CxStickiness *state)
{
	int periods = cx_stickiness_periods(state);

	appendStringInfoChar(text, '(');
	if (periods > 0)
	{
		appendStringInfo(text, "%s ", cx_period_name((CxPeriod) state->period));
		cx_append_period(text, (CxPeriod) state->period, state->from);
		appendStringInfoChar(text, ' ');
		cx_append_period(text, (CxPeriod) state->period, state->from + periods);
		appendStringInfoChar(text, ':');
	}
	for (int i = 0; i < periods; i++)
		appendStringInfo(text, " " INT64_FORMAT, state->customers[i]);
	appendStringInfoChar(text, ')');
}

static CxStickiness *
read_wire(StringInfo message)
{
	uint8 period = (uint8) pq_getmsgbyte(message);
	int64 from = pq_getmsgint64(message);
	int periods = (int) pq_getmsgint(message, 4);
	CxStickiness *state;

	if (periods < 0 || periods > CX_STICKINESS_MAX_PERIODS)
		cx_wire_refuse("cx_stickiness", "A range has 1 to 65536 periods.");
	state = cx_stickiness_new(periods);
	state->period = period;
	state->from = from;
	for (int i = 0; i < periods; i++)
		state->customers[i] = pq_getmsgint64(message);
	return state;
}

static void
write_wire(StringInfo message, const CxStickiness *state)
{
	int periods = cx_stickiness_periods(state);

	pq_sendbyte(message, state->period);
	pq_sendint64(message, state->from);
	pq_sendint32(message, periods);
	for (int i = 0; i < periods; i++)
		pq_sendint64(message, state->customers[i]);
}

static void
write_json(StringInfo json, const CxStickiness *state)
{
	int periods = cx_stickiness_periods(state);
	CxPeriod period = (CxPeriod) state->period;

	if (periods == 0)
		appendStringInfoString(json, "{\"period\": null, \"from_day\": null, \"to_day\": null");
	else
	{
		appendStringInfo(json, "{\"period\": \"%s\", \"from_day\": \"", cx_period_name(period));
		cx_append_period(json, period, state->from);
		appendStringInfoString(json, "\", \"to_day\": \"");
		cx_append_period(json, period, state->from + periods);
		appendStringInfoChar(json, '"');
	}
	appendStringInfoString(json, ", \"customers\": [");
	for (int i = 0; i < periods; i++)
		appendStringInfo(json, "%s" INT64_FORMAT, i == 0 ? "" : ", ", state->customers[i]);
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_stickiness, CxStickiness, CX_STICKINESS_VERSION, PG_GETARG_STICKINESS)
CX_VARLENA_STATE_ORDER(cx_stickiness)
