/*
 * lifecycle.c
 *	  Type cx_lifecycle: its forms, order and arithmetic.
 *
 * Text form: (month: 2026-01-01 10 0 0, 2026-02-01 3 1 2), the period, then for each period with
 * flows its first day and how many customers were new, reactivated and churned; the empty state is
 * (). Binary form: version byte 1, the period as a byte, the number of rows as int4, and for each its
 * period's number as int4 and the three flows as int8. JSON: {"period", "flows": [{"period", "new",
 * "reactivated", "churned"}, ...]}; the empty state has a null period and no flows.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/period_text.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "retention/lifecycle.h"
#include "retention/lifecycle_build.h"

#define WIRE_VERSION 1
#define WIRE_ROW     (4 + 3 * 8)

static CxLifecycle *
new_state(int room)
{
	CxLifecycle *state = palloc0(cx_lifecycle_size(room));

	SET_VARSIZE(state, cx_lifecycle_size(room));
	state->version = CX_LIFECYCLE_VERSION;
	return state;
}

static const char *
problem_of(const CxLifecycle *state)
{
	int count = cx_lifecycle_count(state);

	if (count > CX_LIFECYCLE_MAX_PERIODS)
		return "There are more than 1000000 periods.";
	if (state->period >= (count > 0 ? CX_PERIODS : 1))
		return "There is no such period.";
	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CX_CHECK_INTERRUPTS(i);
		if (i > 0 && flow->number <= flow[-1].number)
			return "Periods must be in order, each once.";
		if (!cx_period_is_valid((CxPeriod) state->period, flow->number))
			return "A period begins outside the range of type date.";
		if ((flow->joined | flow->reactivated | flow->churned) == 0)
			return "A period without flows is left out.";
	}
	return NULL;
}

/* The flows, up to the parenthesis that ends them. */
static bool
read_flows(CxTextReader *reader, CxLifecycle **state)
{
	const char *expected = reader->problem;
	CxPeriod period = (CxPeriod) (*state)->period;
	int count = 0;
	int room = cx_lifecycle_count(*state);

	do
	{
		CxFlow flow;

		if (!cx_text_period_number(reader, period, &flow.number))
			return false;
		reader->problem = expected;
		if (!cx_text_int64(reader, &flow.joined) || !cx_text_int64(reader, &flow.reactivated) ||
			!cx_text_int64(reader, &flow.churned))
			return false;
		if (count == CX_LIFECYCLE_MAX_PERIODS)
		{
			reader->problem = "There are more than 1000000 periods.";
			return false;
		}
		if (count == room)
		{
			room *= 2;
			*state = repalloc(*state, cx_lifecycle_size(room));
		}
		(*state)->flows[count++] = flow;
	} while (cx_text_literal(reader, ","));
	SET_VARSIZE(*state, cx_lifecycle_size(count));
	return cx_text_literal(reader, ")") && cx_text_end(reader);
}

static bool
read_text(CxTextReader *reader, CxLifecycle **state)
{
	CxPeriod period;

	*state = new_state(0);
	reader->problem =
		"Expected is (period: first-day new reactivated churned, ...), or () for no customers.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!cx_text_period(reader, &period) || !cx_text_literal(reader, ":"))
		return false;
	*state = new_state(1);
	(*state)->period = (uint8) period;
	return read_flows(reader, state);
}

static void
write_text(StringInfo text, const CxLifecycle *state)
{
	int count = cx_lifecycle_count(state);

	appendStringInfoChar(text, '(');
	if (count > 0)
		appendStringInfo(text, "%s:", cx_period_name((CxPeriod) state->period));
	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(text, i == 0 ? " " : ", ");
		cx_append_period(text, (CxPeriod) state->period, flow->number);
		appendStringInfo(text, " " INT64_FORMAT " " INT64_FORMAT " " INT64_FORMAT, flow->joined,
						 flow->reactivated, flow->churned);
	}
	appendStringInfoChar(text, ')');
}

static CxLifecycle *
read_wire(StringInfo message)
{
	int period = pq_getmsgbyte(message);
	int count = (int) pq_getmsgint(message, 4);
	CxLifecycle *state;

	/* before memory is asked for */
	if (count < 0 || count > (message->len - message->cursor) / WIRE_ROW)
		cx_wire_refuse("cx_lifecycle", "There are fewer rows than the message says.");
	state = new_state(count);
	state->period = (uint8) period;
	for (int i = 0; i < count; i++)
	{
		CxFlow *flow = &state->flows[i];

		CX_CHECK_INTERRUPTS(i);
		flow->number = (int32) pq_getmsgint(message, 4);
		flow->joined = pq_getmsgint64(message);
		flow->reactivated = pq_getmsgint64(message);
		flow->churned = pq_getmsgint64(message);
	}
	return state;
}

static void
write_wire(StringInfo message, const CxLifecycle *state)
{
	int count = cx_lifecycle_count(state);

	pq_sendbyte(message, state->period);
	pq_sendint32(message, count);
	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CX_CHECK_INTERRUPTS(i);
		pq_sendint32(message, (int32) flow->number);
		pq_sendint64(message, flow->joined);
		pq_sendint64(message, flow->reactivated);
		pq_sendint64(message, flow->churned);
	}
}

static void
write_json(StringInfo json, const CxLifecycle *state)
{
	int count = cx_lifecycle_count(state);

	if (count == 0)
		appendStringInfoString(json, "{\"period\": null, \"flows\": [");
	else
		appendStringInfo(json, "{\"period\": \"%s\", \"flows\": [",
						 cx_period_name((CxPeriod) state->period));
	for (int i = 0; i < count; i++)
	{
		const CxFlow *flow = &state->flows[i];

		CX_CHECK_INTERRUPTS(i);
		appendStringInfoString(json, i == 0 ? "{\"period\": \"" : ", {\"period\": \"");
		cx_append_period(json, (CxPeriod) state->period, flow->number);
		appendStringInfo(json,
						 "\", \"new\": " INT64_FORMAT ", \"reactivated\": " INT64_FORMAT
						 ", \"churned\": " INT64_FORMAT "}",
						 flow->joined, flow->reactivated, flow->churned);
	}
	appendStringInfoString(json, "]}");
}

CX_STATE_IO(cx_lifecycle, CxLifecycle, WIRE_VERSION, PG_GETARG_LIFECYCLE)
CX_VARLENA_STATE_ORDER(cx_lifecycle)

/*
 * cx_lifecycle_add(cx_lifecycle, cx_lifecycle) -> cx_lifecycle
 *		Operator +, combine function of every aggregate over cx_lifecycle, and transition of
 *		rollup(). Strict. Different periods: error 22023; a count beyond bigint: 22003; too many
 *		periods: 54000.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_add);
Datum
cx_lifecycle_add(PG_FUNCTION_ARGS)
{
	CxLifecycleExpanded *state = cx_lifecycle_writable(fcinfo);

	cx_lifecycle_add_state(state, PG_GETARG_LIFECYCLE(1), 1);
	return cx_lifecycle_datum(fcinfo, state);
}

/*
 * cx_lifecycle_subtract(cx_lifecycle, cx_lifecycle) -> cx_lifecycle
 *		Operator - and inverse transition of rollup(). Strict. Flows may become negative; errors as
 *		for cx_lifecycle_add.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_subtract);
Datum
cx_lifecycle_subtract(PG_FUNCTION_ARGS)
{
	CxLifecycleExpanded *state = cx_lifecycle_writable(fcinfo);

	cx_lifecycle_add_state(state, PG_GETARG_LIFECYCLE(1), -1);
	return cx_lifecycle_datum(fcinfo, state);
}
