/*
 * movements.c
 *	  Reading customers and amounts from a cx_revenue.
 *
 * Sums of nothing are 0, as counts are; they may be negative in a difference. Only the ratios ask
 * for more.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "utils/builtins.h"

#include "base/rows.h"
#include "revenue/revenue.h"

#define AMOUNT(symbol, amount)                                                                     \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		const CxRevenue *state = PG_GETARG_REVENUE(0);                                             \
		CxMoney money = amount;                                                                    \
                                                                                                   \
		PG_RETURN_FLOAT8(cx_fixed_double(&money));                                                 \
	}

/*
 * revenue_before(cx_revenue), new_revenue, reactivated_revenue, expansion_revenue,
 * contraction_revenue, churned_revenue, revenue_after(cx_revenue) -> double precision
 *		The sums, losses as positive numbers, each rounded once: after is before + new + reactivated
 *		+ expansion - contraction - churned. Strict; 0 for the empty state. After beyond the range of
 *		sums: error 22003.
 */
AMOUNT(cx_revenue_revenue_before, state->before)
AMOUNT(cx_revenue_new_revenue, state->flows.amounts[CX_NEW])
AMOUNT(cx_revenue_reactivated_revenue, state->flows.amounts[CX_REACTIVATED])
AMOUNT(cx_revenue_expansion_revenue, state->flows.amounts[CX_EXPANSION])
AMOUNT(cx_revenue_contraction_revenue, state->flows.amounts[CX_CONTRACTION])
AMOUNT(cx_revenue_churned_revenue, state->flows.amounts[CX_CHURNED])
AMOUNT(cx_revenue_revenue_after, cx_revenue_after(state))

/*
 * customers_before(cx_revenue), customers_after(cx_revenue) -> bigint
 *		Customers with revenue. Strict; 0 for the empty state. Beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_revenue_customers_before);
Datum
cx_revenue_customers_before(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_REVENUE(0)->customers_before);
}

PG_FUNCTION_INFO_V1(cx_revenue_customers_after);
Datum
cx_revenue_customers_after(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(cx_customers_after(PG_GETARG_REVENUE(0)));
}

/*
 * revenue_movements(cx_revenue) -> set of (movement text, customers bigint, amount double precision)
 *		Five rows, in the order new, reactivated, expansion, contraction, churned; losses as positive
 *		amounts. Strict; zeros for the empty state.
 */
PG_FUNCTION_INFO_V1(cx_revenue_movements);
Datum
cx_revenue_movements(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	const CxFlows *flows;
	int movement;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(CxFlows));

		memcpy(rows.call->user_fctx, &PG_GETARG_REVENUE(0)->flows, sizeof(CxFlows));
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	flows = call->user_fctx;
	movement = (int) call->call_cntr;
	if (movement < CX_MOVEMENTS)
	{
		Datum values[3] = {CStringGetTextDatum(cx_movement_names[movement]),
						   Int64GetDatum(flows->customers[movement]),
						   Float8GetDatum(cx_fixed_double(&flows->amounts[movement]))};
		bool nulls[3] = {false, false, false};

		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
	}
	SRF_RETURN_DONE(call);
}
