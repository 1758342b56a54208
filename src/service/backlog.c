/*
 * backlog.c
 *	  Type cx_backlog: its forms, order and arithmetic.
 *
 * Its forms are those of base/flows.h with the counts opened and resolved.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/state_io.h"
#include "base/state_order.h"
#include "service/backlog.h"

const CxFlowsKind cx_backlog_kind = {
	"cx_backlog",
	2,
	"tickets",
	"Expected is (period: first-day opened resolved, ...), or () for no tickets.",
	{"opened", "resolved"},
	false};

CX_FLOWS_FORMS(&cx_backlog_kind, CxBacklog)

CX_STATE_IO_VERSIONS(cx_backlog, CxBacklog, CX_FLOWS_VERSION, PG_GETARG_BACKLOG)
CX_VARLENA_STATE_ORDER(cx_backlog)

/*
 * cx_backlog_add(cx_backlog, cx_backlog) -> cx_backlog
 *		Operator +, combine function of every aggregate over cx_backlog, and transition of rollup().
 *		Strict. Different periods: error 22023; a count beyond bigint: 22003; too many periods: 54000.
 */
PG_FUNCTION_INFO_V1(cx_backlog_add);
Datum
cx_backlog_add(PG_FUNCTION_ARGS)
{
	CxFlowsExpanded *state = cx_flows_writable(fcinfo, &cx_backlog_kind);

	cx_flows_add_state(state, PG_GETARG_FLOWS(1), 1);
	return cx_flows_datum(fcinfo, state);
}

/*
 * cx_backlog_subtract(cx_backlog, cx_backlog) -> cx_backlog
 *		Operator - and inverse transition of rollup(). Strict. Counts may become negative; errors as
 *		for cx_backlog_add.
 */
PG_FUNCTION_INFO_V1(cx_backlog_subtract);
Datum
cx_backlog_subtract(PG_FUNCTION_ARGS)
{
	CxFlowsExpanded *state = cx_flows_writable(fcinfo, &cx_backlog_kind);

	cx_flows_add_state(state, PG_GETARG_FLOWS(1), -1);
	return cx_flows_datum(fcinfo, state);
}
