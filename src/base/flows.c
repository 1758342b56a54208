/*
 * flows.c
 *	  States of a few counts for each period: their text, binary and json forms.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "base/flows.h"
#include "base/interrupts.h"
#include "base/period_text.h"
#include "base/state_wire.h"

#define WIDTH(kind)    CX_FLOWS_WIDTH((kind)->counts)
#define WIRE_ROW(kind) (4 + (kind)->counts * 8)

static CxFlows *
new_state(const CxFlowsKind *kind, int room)
{
	CxFlows *state = palloc0(cx_flows_size(WIDTH(kind), room));

	SET_VARSIZE(state, cx_flows_size(WIDTH(kind), room));
	state->version = CX_FLOWS_VERSION;
	return state;
}

const char *
cx_flows_problem(const CxFlowsKind *kind, const CxFlows *state)
{
	int width = WIDTH(kind);
	int count = cx_flows_count(width, state);

	if (count > CX_FLOWS_MAX_PERIODS)
		return "There are more than 1000000 periods.";
	if (state->period >= (count > 0 ? CX_PERIODS : 1))
		return "There is no such period.";
	if (state->grace > 0 && (count == 0 || !kind->has_grace))
		return "There is nothing that a grace belongs to.";
	for (int i = 0; i < count; i++)
	{
		const int64 *row = &state->rows[(Size) i * width];
		int64 any = 0;

		CX_CHECK_INTERRUPTS(i);
		if (i > 0 && row[0] <= row[-width])
			return "Periods must be in order, each once.";
		if (!cx_period_is_valid((CxPeriod) state->period, row[0]))
			return "A period begins outside the range of type date.";
		for (int k = 1; k < width; k++)
			any |= row[k];
		if (any == 0)
			return "A period without flows is left out.";
	}
	return NULL;
}

/* The rows, up to the parenthesis that ends them. */
static bool
read_rows(const CxFlowsKind *kind, CxTextReader *reader, CxFlows **state)
{
	CxPeriod period = (CxPeriod) (*state)->period;
	int width = WIDTH(kind);
	int room = cx_flows_count(width, *state);
	int count = 0;

	do
	{
		int64 row[CX_FLOWS_WIDTH(CX_FLOWS_MAX_COUNTS)];

		if (!cx_text_period_number(reader, period, &row[0]))
			return false;
		reader->problem = kind->expected;
		for (int k = 1; k < width; k++)
			if (!cx_text_int64(reader, &row[k]))
				return false;
		if (count == CX_FLOWS_MAX_PERIODS)
		{
			reader->problem = "There are more than 1000000 periods.";
			return false;
		}
		if (count == room)
		{
			room *= 2;
			*state = repalloc(*state, cx_flows_size(width, room));
		}
		memcpy(&(*state)->rows[(Size) count++ * width], row, width * sizeof(int64));
	} while (cx_text_literal(reader, ","));
	SET_VARSIZE(*state, cx_flows_size(width, count));
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

bool
cx_flows_read_text(const CxFlowsKind *kind, CxTextReader *reader, CxFlows **state)
{
	CxPeriod period;
	int64 grace = 0;

	*state = new_state(kind, 0);
	reader->problem = kind->expected;
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_text_period(reader, &period))
		return false;
	if (kind->has_grace && cx_text_literal(reader, "grace"))
	{
		if (!cx_text_int64(reader, &grace))
			return false;
		if (grace < 1 || grace > CX_FLOWS_MAX_GRACE)
		{
			reader->problem = "A grace is 1 to 65535 periods; none is left out.";
			return false;
		}
	}
	if (!cx_text_literal(reader, ":"))
		return false;
	*state = new_state(kind, 1);
	(*state)->period = (uint8) period;
	(*state)->grace = (uint16) grace;
	return read_rows(kind, reader, state);
}

void
cx_flows_write_text(const CxFlowsKind *kind, StringInfo text, const CxFlows *state)
{
	int width = WIDTH(kind);
	int count = cx_flows_count(width, state);

	appendStringInfoChar(text, '(');
	if (count > 0)
		appendStringInfoString(text, cx_period_name((CxPeriod) state->period));
	if (state->grace > 0)
		appendStringInfo(text, " grace %d", state->grace);
	if (count > 0)
		appendStringInfoChar(text, ':');
	for (int i = 0; i < count; i++)
	{
		const int64 *row = &state->rows[(Size) i * width];

		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, i == 0 ? " " : ", ");
		cx_append_period(text, (CxPeriod) state->period, row[0]);
		for (int k = 1; k < width; k++)
			appendStringInfo(text, " " INT64_FORMAT, row[k]);
	}
	appendStringInfoChar(text, ')');
}

CxFlows *
cx_flows_read_wire(const CxFlowsKind *kind, StringInfo message, int version)
{
	int width = WIDTH(kind);
	int period = pq_getmsgbyte(message);
	int grace = version == CX_FLOWS_WIRE_GRACE ? (int) pq_getmsgint(message, 2) : 0;
	int count = (int) pq_getmsgint(message, 4);
	CxFlows *state;

	if (version == CX_FLOWS_WIRE_GRACE && grace == 0)
		cx_wire_refuse(kind->type, "A grace of 0 periods is left out.");
	/* before memory is asked for */
	if (count < 0 || count > (message->len - message->cursor) / WIRE_ROW(kind))
		cx_wire_refuse(kind->type, "There are fewer rows than the message says.");
	state = new_state(kind, count);
	state->period = (uint8) period;
	state->grace = (uint16) grace;
	for (int i = 0; i < count; i++)
	{
		int64 *row = &state->rows[(Size) i * width];

		CX_CHECK_INTERRUPTS(i);
		row[0] = (int32) pq_getmsgint(message, 4);
		for (int k = 1; k < width; k++)
			row[k] = pq_getmsgint64(message);
	}
	return state;
}

int
cx_flows_wire_version(const CxFlows *state)
{
	return state->grace > 0 ? CX_FLOWS_WIRE_GRACE : CX_FLOWS_VERSION;
}

void
cx_flows_write_wire(const CxFlowsKind *kind, StringInfo message, const CxFlows *state)
{
	int width = WIDTH(kind);
	int count = cx_flows_count(width, state);

	pq_sendbyte(message, state->period);
	if (state->grace > 0)
		pq_sendint16(message, state->grace);
	pq_sendint32(message, count);
	for (int i = 0; i < count; i++)
	{
		const int64 *row = &state->rows[(Size) i * width];

		CX_CHECK_INTERRUPTS(i);
		pq_sendint32(message, (int32) row[0]);
		for (int k = 1; k < width; k++)
			pq_sendint64(message, row[k]);
	}
}

void
cx_flows_write_json(const CxFlowsKind *kind, StringInfo json, const CxFlows *state)
{
	int width = WIDTH(kind);
	int count = cx_flows_count(width, state);

	if (count == 0)
		appendStringInfoString(json, "{\"period\": null, ");
	else
		appendStringInfo(json, "{\"period\": \"%s\", ", cx_period_name((CxPeriod) state->period));
	if (kind->has_grace)
		appendStringInfo(json, "\"grace\": %d, ", state->grace);
	appendStringInfoString(json, "\"flows\": [");
	for (int i = 0; i < count; i++)
	{
		const int64 *row = &state->rows[(Size) i * width];

		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(json, i == 0 ? "{\"period\": \"" : ", {\"period\": \"");
		cx_append_period(json, (CxPeriod) state->period, row[0]);
		appendStringInfoChar(json, '"');
		for (int k = 1; k < width; k++)
			appendStringInfo(json, ", \"%s\": " INT64_FORMAT, kind->names[k - 1], row[k]);
		appendStringInfoChar(json, '}');
	}
	appendStringInfoString(json, "]}");
}
