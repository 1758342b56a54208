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

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_io.h"
#include "base/state_order.h"
#include "revenue/revenue.h"

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
read_text(CxTextReader *reader, CxRevenue **result)
{
	CxRevenue *state = *result = palloc0(sizeof(CxRevenue));

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
	reader->problem = "A state without customers and amounts is written ().";
	return !is_empty(state);
}

/* Every combination of numbers is a state: that of a difference, perhaps. */
static const char *
problem_of(const CxRevenue *state pg_attribute_unused())
{
	return NULL;
}

static void
write_text(StringInfo text, const CxRevenue *state)
{
	if (is_empty(state))
	{
		appendStringInfoString(text, "()");
		return;
	}
	appendStringInfo(text, "(before " INT64_FORMAT ": ", state->customers_before);
	cx_append_money(text, &state->before);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		appendStringInfo(text, ", %s " INT64_FORMAT ": ", cx_movement_names[i],
						 state->flows.customers[i]);
		cx_append_money(text, &state->flows.amounts[i]);
	}
	appendStringInfoChar(text, ')');
}

static CxRevenue *
read_wire(StringInfo message)
{
	CxRevenue *state = palloc0(sizeof(CxRevenue));

	state->customers_before = pq_getmsgint64(message);
	state->before = cx_receive_money(message);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		state->flows.customers[i] = pq_getmsgint64(message);
		state->flows.amounts[i] = cx_receive_money(message);
	}
	return state;
}

static void
write_wire(StringInfo message, const CxRevenue *state)
{
	pq_sendint64(message, state->customers_before);
	cx_send_money(message, &state->before);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		pq_sendint64(message, state->flows.customers[i]);
		cx_send_money(message, &state->flows.amounts[i]);
	}
}

/* "before" and each movement as {"customers", "amount"}, amounts with all their digits. */
static void
write_json(StringInfo json, const CxRevenue *state)
{
	appendStringInfo(json, "{\"before\": {\"customers\": " INT64_FORMAT ", \"amount\": ",
					 state->customers_before);
	cx_append_money(json, &state->before);
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		appendStringInfo(json, "}, \"%s\": {\"customers\": " INT64_FORMAT ", \"amount\": ",
						 cx_movement_names[i], state->flows.customers[i]);
		cx_append_money(json, &state->flows.amounts[i]);
	}
	appendStringInfoString(json, "}}");
}

CX_STATE_IO(cx_revenue, CxRevenue, 1, PG_GETARG_REVENUE)
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
