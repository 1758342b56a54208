/*
 * lifecycle.c
 *	  Type cx_lifecycle: its forms, order and arithmetic.
 *
 * Its forms are those of base/flows.h with the counts new, reactivated and churned, and the periods of
 * grace that they were made with.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/state_io.h"
#include "base/state_order.h"
#include "retention/lifecycle.h"

const CxFlowsKind cx_lifecycle_kind = {"cx_lifecycle",
									   3,
									   "customers",
									   "Expected is (period: first-day new reactivated churned, "
									   "...), with grace and a number after the period "
									   "where there is one, or () for no customers.",
									   {"new", "reactivated", "churned"},
									   true};

CX_FLOWS_FORMS(&cx_lifecycle_kind, CxLifecycle)

CX_STATE_IO_VERSIONS(cx_lifecycle, CxLifecycle, CX_FLOWS_WIRE_GRACE, PG_GETARG_LIFECYCLE)
CX_VARLENA_STATE_ORDER(cx_lifecycle)

/*
 * cx_lifecycle_add(cx_lifecycle, cx_lifecycle) -> cx_lifecycle
 *		Operator +, combine function of every aggregate over cx_lifecycle, and transition of
 *		rollup(). Strict. Different periods or graces: error 22023; a count beyond bigint: 22003; too many
 *		periods: 54000.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_add);
Datum
cx_lifecycle_add(PG_FUNCTION_ARGS)
{
	CxFlowsExpanded *state = cx_flows_writable(fcinfo, &cx_lifecycle_kind);

	cx_flows_add_state(state, PG_GETARG_FLOWS(1), 1);
	return cx_flows_datum(fcinfo, state);
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
	CxFlowsExpanded *state = cx_flows_writable(fcinfo, &cx_lifecycle_kind);

	cx_flows_add_state(state, PG_GETARG_FLOWS(1), -1);
	return cx_flows_datum(fcinfo, state);
}
