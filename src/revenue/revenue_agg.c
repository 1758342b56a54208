/*
 * revenue_agg.c
 *	  Folding customers, with their revenue before and after, into cx_revenue, and taking them out
 *	  again when a window moves on.
 *
 * One transition and one inverse for each type of money: revenue_agg(b, a), nrr(b, a) and grr(b, a)
 * share one pass over the rows because they share the function here.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "revenue/money_arg.h"
#include "revenue/revenue.h"

static Datum
count_customer(FunctionCallInfo fcinfo, const CxMoney *before, const CxMoney *after,
			   bool ever_before, int sign)
{
	CxRevenue *state = cx_writable_state(fcinfo, sizeof(CxRevenue));

	if (!cx_fixed_is_zero(before))
	{
		if (pg_add_s64_overflow(state->customers_before, sign, &state->customers_before))
			cx_refuse_count_overflow("customers");
		if (sign > 0)
			cx_money_add(&state->before, before);
		else
			cx_money_subtract(&state->before, before);
	}
	cx_flows_count(&state->flows, before, after, ever_before, sign);
	PG_RETURN_REVENUE(state);
}

/* Not strict: NULL money is 0. Called by hand they may be given no state at all. */
#define TRANSITION(symbol, type, ever_before, sign)                                                \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxMoney before, after;                                                                     \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		CX_GETARG_MONEY(1, type, before);                                                          \
		CX_GETARG_MONEY(2, type, after);                                                           \
		return count_customer(fcinfo, &before, &after, ever_before, sign);                         \
	}

#define EVER_BEFORE (!PG_ARGISNULL(3) && PG_GETARG_BOOL(3))

#define TRANSITIONS(type)                                                                          \
	TRANSITION(cx_revenue_count_##type, type, false, 1)                                            \
	TRANSITION(cx_revenue_uncount_##type, type, false, -1)                                         \
	TRANSITION(cx_revenue_count_ever_##type, type, EVER_BEFORE, 1)                                 \
	TRANSITION(cx_revenue_uncount_ever_##type, type, EVER_BEFORE, -1)

/*
 * cx_revenue_count, cx_revenue_uncount(cx_revenue, before, after) -> cx_revenue
 * cx_revenue_count, cx_revenue_uncount(cx_revenue, before, after, ever_before boolean) -> cx_revenue
 *		Transition and inverse of revenue_agg, nrr and grr: one customer's recurring revenue before
 *		and after. NULL money is 0, a NULL ever_before false; a NULL state gives NULL. Who paid
 *		nothing before and pays after is new, or reactivated when ever_before. Negative money, NaN,
 *		infinity, a count or sum beyond its range: error 22003.
 */
TRANSITIONS(int2)
TRANSITIONS(int4)
TRANSITIONS(int8)
TRANSITIONS(float8)
TRANSITIONS(numeric)
