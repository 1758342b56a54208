/*
 * revenue.c
 *	  Type cx_revenue: input and output, equality, arithmetic, casts.
 *
 * Text form: (before 3: 120.5, new 1: 20, reactivated 0: 0, expansion 1: 5, contraction 0: 0,
 * churned 1: 50), customers and their amount for each; the empty state is (). Binary form: version
 * byte 1, then for each of the six the customers as int8 and the amount as money.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_order.h"
#include "base/state_wire.h"
#include "revenue/revenue.h"

#define TYPE_NAME    "cx_revenue"
#define WIRE_VERSION 1

static bool
is_empty(const CxRevenue *state)
{
	static const CxRevenue empty;

	return memcmp(state, &empty, sizeof(empty)) == 0;
}

static bool
read_pair(CxTextReader *reader, const char *name, int64 *customers, CxMoney *amount)
{
	return cx_text_literal(reader, name) && cx_text_int64(reader, customers) &&
		   cx_text_literal(reader, ":") && cx_text_money(reader, amount);
}

static bool
read_state(CxTextReader *reader, CxRevenue *state)
{
	reader->problem = "Expected is (before customers: amount, new ..: .., reactivated ..: .., "
					  "expansion ..: .., contraction ..: .., churned ..: ..), or () for no rows.";
	if (!cx_text_literal(reader, "("))
		return false;
	if (cx_text_literal(reader, ")"))
		return cx_text_end(reader);
	if (!read_pair(reader, "before", &state->customers_before, &state->before))
		return false;
	for (int i = 0; i < CX_MOVEMENTS; i++)
		if (!cx_text_literal(reader, ",") ||
			!read_pair(reader, cx_movement_names[i], &state->flows.customers[i],
					   &state->flows.amounts[i]))
			return false;
	if (!cx_text_literal(reader, ")") || !cx_text_end(reader))
		return false;
	/* every other combination of numbers is a state: that of a difference, perhaps */
	reader->problem = "A state without customers and amounts is written ().";
	return !is_empty(state);
}

/*
 * cx_revenue_in(cstring) -> cx_revenue
 *		Text input. Malformed text, a number beyond its range, more than 30 decimals, or the empty
 *		state written out: error 22P02 (soft on 16 and later).
 */
PG_FUNCTION_INFO_V1(cx_revenue_in);
Datum
cx_revenue_in(PG_FUNCTION_ARGS)
{
	CxTextReader reader = {.type = TYPE_NAME,
						   .input = PG_GETARG_CSTRING(0),
						   .at = PG_GETARG_CSTRING(0),
						   .escontext = fcinfo->context};
	CxRevenue *state = palloc0(sizeof(CxRevenue));

	if (!read_state(&reader, state))
	{
		cx_text_refuse(&reader);
		PG_RETURN_NULL();
	}
	PG_RETURN_REVENUE(state);
}

/*
 * cx_revenue_out(cx_revenue) -> cstring
 *		Text output, which cx_revenue_in reads back to the same bytes.
 */
PG_FUNCTION_INFO_V1(cx_revenue_out);
Datum
cx_revenue_out(PG_FUNCTION_ARGS)
{
	const CxRevenue *state = PG_GETARG_REVENUE(0);
	StringInfoData text;

	if (is_empty(state))
		PG_RETURN_CSTRING(pstrdup("()"));
	initStringInfo(&text);
	appendStringInfo(&text, "(before " INT64_FORMAT ": ", state->customers_before);
	cx_append_money(&text, &state->before);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		appendStringInfo(&text, ", %s " INT64_FORMAT ": ", cx_movement_names[i],
						 state->flows.customers[i]);
		cx_append_money(&text, &state->flows.amounts[i]);
	}
	appendStringInfoChar(&text, ')');
	PG_RETURN_CSTRING(text.data);
}

/*
 * cx_revenue_recv(internal) -> cx_revenue
 *		Binary input; any six pairs of numbers are a state. Unknown version or short message: error
 *		22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_revenue_recv);
Datum
cx_revenue_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	CxRevenue *state = palloc0(sizeof(CxRevenue));

	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	state->customers_before = pq_getmsgint64(message);
	state->before = cx_receive_money(message);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		state->flows.customers[i] = pq_getmsgint64(message);
		state->flows.amounts[i] = cx_receive_money(message);
	}
	PG_RETURN_REVENUE(state);
}

/*
 * cx_revenue_send(cx_revenue) -> bytea
 *		Binary output.
 */
PG_FUNCTION_INFO_V1(cx_revenue_send);
Datum
cx_revenue_send(PG_FUNCTION_ARGS)
{
	const CxRevenue *state = PG_GETARG_REVENUE(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendint64(&message, state->customers_before);
	cx_send_money(&message, &state->before);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		pq_sendint64(&message, state->flows.customers[i]);
		cx_send_money(&message, &state->flows.amounts[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

CX_FIXED_STATE_ORDER(cx_revenue, CxRevenue)

/* a + sign * b, in place when the executor of an aggregate or window calls */
static CxRevenue *
combine(FunctionCallInfo fcinfo, int sign)
{
	CxRevenue *a = cx_writable_state(fcinfo, sizeof(CxRevenue));
	const CxRevenue *b = PG_GETARG_REVENUE(1);
	int64 *count = &a->customers_before;

	if (sign > 0 ? pg_add_s64_overflow(*count, b->customers_before, count)
				 : pg_sub_s64_overflow(*count, b->customers_before, count))
		cx_refuse_count_overflow("customers");
	if (sign > 0)
		cx_money_add(&a->before, &b->before);
	else
		cx_money_subtract(&a->before, &b->before);
	cx_flows_combine(&a->flows, &b->flows, sign);
	return a;
}

/*
 * cx_revenue_add(cx_revenue, cx_revenue) -> cx_revenue
 *		Operator +, combine function of every aggregate over cx_revenue, and transition of rollup().
 *		Strict. A count or sum beyond its range: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_revenue_add);
Datum
cx_revenue_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_REVENUE(combine(fcinfo, 1));
}

/*
 * cx_revenue_subtract(cx_revenue, cx_revenue) -> cx_revenue
 *		Operator - and inverse transition of rollup(). Strict. Counts and sums may become negative;
 *		errors as for cx_revenue_add.
 */
PG_FUNCTION_INFO_V1(cx_revenue_subtract);
Datum
cx_revenue_subtract(PG_FUNCTION_ARGS)
{
	PG_RETURN_REVENUE(combine(fcinfo, -1));
}

static char *
as_json(const CxRevenue *state)
{
	StringInfoData json;

	initStringInfo(&json);
	appendStringInfo(&json, "{\"before\": {\"customers\": " INT64_FORMAT ", \"amount\": ",
					 state->customers_before);
	cx_append_money(&json, &state->before);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		appendStringInfo(&json, "}, \"%s\": {\"customers\": " INT64_FORMAT ", \"amount\": ",
						 cx_movement_names[i], state->flows.customers[i]);
		cx_append_money(&json, &state->flows.amounts[i]);
	}
	appendStringInfoString(&json, "}}");
	return json.data;
}

/*
 * cx_revenue_json(cx_revenue) -> json, cx_revenue_jsonb(cx_revenue) -> jsonb
 *		Explicit casts: "before" and each movement as {"customers", "amount"}, amounts with all their
 *		digits; zeros for the empty state.
 */
PG_FUNCTION_INFO_V1(cx_revenue_json);
Datum
cx_revenue_json(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(as_json(PG_GETARG_REVENUE(0))));
}

PG_FUNCTION_INFO_V1(cx_revenue_jsonb);
Datum
cx_revenue_jsonb(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(as_json(PG_GETARG_REVENUE(0))));
}
