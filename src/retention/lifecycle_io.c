/*
 * lifecycle_io.c
 *	  Type cx_lifecycle: input and output, equality, casts.
 *
 * Text form: (month: 2026-01-01 10 0 0, 2026-02-01 3 1 2), the period, then for each period with
 * flows its first day and how many customers were new, reactivated and churned; the empty state is
 * (). Binary form: version byte 1, the period as a byte, the number of rows as int4, and for each its
 * period's number as int4 and the three flows as int8.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/compat.h"
#include "base/period_text.h"
#include "base/state_wire.h"
#include "base/state_order.h"
#include "retention/lifecycle.h"

#define TYPE_NAME    "cx_lifecycle"
#define WIRE_VERSION 1
#define WIRE_ROW     (4 + 3 * 8)

/*
 * What is wrong with a state that came from outside, or NULL. The one validity check, shared by text
 * and binary input.
 */
static const char *
problem_of(CxPeriod period, const CxFlow *flows, int count)
{
	if (count > CX_LIFECYCLE_MAX_PERIODS)
		return "There are more than 1000000 periods.";
	for (int i = 0; i < count; i++)
	{
		if (i > 0 && flows[i].number <= flows[i - 1].number)
			return "Periods must be in order, each once.";
		if (!cx_period_is_valid(period, flows[i].number))
			return "A period begins outside the range of type date.";
		if ((flows[i].joined | flows[i].reactivated | flows[i].churned) == 0)
			return "A period without flows is left out.";
	}
	return NULL;
}

static CxLifecycle *
read_state(CxTextReader *reader)
{
	static const char *const expected =
		"Expected is (period: first-day new reactivated churned, ...), or () for no customers.";
	CxLifecycle *state = palloc0(cx_lifecycle_size(1));
	CxPeriod period = CX_DAY;
	int count = 0;
	int room = 1;

	reader->problem = expected;
	if (!cx_text_literal(reader, "("))
		return NULL;
	if (!cx_text_literal(reader, ")"))
	{
		if (!cx_text_period(reader, &period) || !cx_text_literal(reader, ":"))
			return NULL;
		do
		{
			CxFlow flow;

			CHECK_FOR_INTERRUPTS();
			if (!cx_text_period_number(reader, period, &flow.number))
				return NULL;
			reader->problem = expected;
			if (!cx_text_int64(reader, &flow.joined) || !cx_text_int64(reader, &flow.reactivated) ||
				!cx_text_int64(reader, &flow.churned))
				return NULL;
			if (count == room)
			{
				room *= 2;
				state = repalloc(state, cx_lifecycle_size(room));
			}
			state->flows[count++] = flow;
			if (count > CX_LIFECYCLE_MAX_PERIODS)
				break;
		} while (cx_text_literal(reader, ","));
		if (count <= CX_LIFECYCLE_MAX_PERIODS && !cx_text_literal(reader, ")"))
			return NULL;
	}
	if (count <= CX_LIFECYCLE_MAX_PERIODS && !cx_text_end(reader))
		return NULL;
	reader->problem = problem_of(period, state->flows, count);
	if (reader->problem != NULL)
		return NULL;
	SET_VARSIZE(state, cx_lifecycle_size(count));
	state->version = CX_LIFECYCLE_VERSION;
	state->period = period;
	return state;
}

/*
 * cx_lifecycle_in(cstring) -> cx_lifecycle
 *		Text input. Malformed text, a day that begins no period, periods out of order or without
 *		flows, a count beyond bigint: error 22P02 (soft on 16 and later).
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_in);
Datum
cx_lifecycle_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxLifecycle *state = read_state(&reader);

	if (state == NULL)
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(state);
}

/*
 * cx_lifecycle_out(cx_lifecycle) -> cstring
 *		Text output, which cx_lifecycle_in reads back to the same bytes, whatever DateStyle says.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_out);
Datum
cx_lifecycle_out(PG_FUNCTION_ARGS)
{
	const CxLifecycle *state = PG_GETARG_LIFECYCLE(0);
	int count = cx_lifecycle_count(state);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoChar(&text, '(');
	if (count > 0)
		appendStringInfo(&text, "%s:", cx_period_name((CxPeriod) state->period));
	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(&text, i == 0 ? " " : ", ");
		cx_append_period(&text, (CxPeriod) state->period, flow->number);
		appendStringInfo(&text, " " INT64_FORMAT " " INT64_FORMAT " " INT64_FORMAT, flow->joined,
						 flow->reactivated, flow->churned);
	}
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_lifecycle_recv(internal) -> cx_lifecycle
 *		Binary input. Unknown version, short message, or a state that problem_of() objects to: error
 *		22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_recv);
Datum
cx_lifecycle_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxLifecycle *state;
	int period, count;
	const char *problem;

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	period = pq_getmsgbyte(message);
	count = (int) pq_getmsgint(message, 4);
	/* before memory is asked for */
	if (count < 0 || count > (message->len - message->cursor) / WIRE_ROW)
		cx_wire_refuse(TYPE_NAME, "There are fewer rows than the message says.");
	if (period >= (count > 0 ? CX_PERIODS : 1))
		cx_wire_refuse(TYPE_NAME, "There is no such period.");

	state = palloc0(cx_lifecycle_size(count));
	SET_VARSIZE(state, cx_lifecycle_size(count));
	state->version = CX_LIFECYCLE_VERSION;
	state->period = (uint8) period;
	for (int i = 0; i < count; i++)
	{
		CxFlow *flow = &state->flows[i];

		CHECK_FOR_INTERRUPTS();
		flow->number = (int32) pq_getmsgint(message, 4);
		flow->joined = pq_getmsgint64(message);
		flow->reactivated = pq_getmsgint64(message);
		flow->churned = pq_getmsgint64(message);
	}
	problem = problem_of((CxPeriod) period, state->flows, count);
	if (problem != NULL)
		cx_wire_refuse(TYPE_NAME, problem);
	PG_RETURN_POINTER(state);
}

/*
 * cx_lifecycle_send(cx_lifecycle) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_send);
Datum
cx_lifecycle_send(PG_FUNCTION_ARGS)
{
	const CxLifecycle *state = PG_GETARG_LIFECYCLE(0);
	int count = cx_lifecycle_count(state);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, state->period);
	pq_sendint32(&message, count);
	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&message, (int32) flow->number);
		pq_sendint64(&message, flow->joined);
		pq_sendint64(&message, flow->reactivated);
		pq_sendint64(&message, flow->churned);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

CX_VARLENA_STATE_ORDER(cx_lifecycle)

static char *
as_json(const CxLifecycle *state)
{
	int count = cx_lifecycle_count(state);
	StringInfoData json;

	initStringInfo(&json);
	if (count == 0)
		appendStringInfoString(&json, "{\"period\": null, \"flows\": [");
	else
		appendStringInfo(&json, "{\"period\": \"%s\", \"flows\": [",
						 cx_period_name((CxPeriod) state->period));
	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CHECK_FOR_INTERRUPTS();
		appendStringInfoString(&json, i == 0 ? "{\"period\": \"" : ", {\"period\": \"");
		cx_append_period(&json, (CxPeriod) state->period, flow->number);
		appendStringInfo(&json,
						 "\", \"new\": " INT64_FORMAT ", \"reactivated\": " INT64_FORMAT
						 ", \"churned\": " INT64_FORMAT "}",
						 flow->joined, flow->reactivated, flow->churned);
	}
	appendStringInfoString(&json, "]}");
	return json.data;
}

/*
 * cx_lifecycle_json(cx_lifecycle) -> json, cx_lifecycle_jsonb(cx_lifecycle) -> jsonb
 *		Explicit casts: {"period", "flows": [{"period", "new", "reactivated", "churned"}, ...]}. The
 *		empty state has a null period and no flows.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_json);
Datum
cx_lifecycle_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_LIFECYCLE(0))));
}

PG_FUNCTION_INFO_V1(cx_lifecycle_jsonb);
Datum
cx_lifecycle_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_LIFECYCLE(0))));
}
