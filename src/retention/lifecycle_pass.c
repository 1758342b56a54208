/*
 * lifecycle_pass.c
 *	  The lifecycle in one pass over raw events: lifecycle_agg(customer, at, period [, grace]).
 *
 * The rows are those of retention_agg, and so is the state (retention_pass.h), in which a row is one bit;
 * only in the end something else is counted. Without a grace the transition is the very same function.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"
#include "base/interrupts.h"
#include "retention/lifecycle.h"
#include "retention/retention_pass.h"

/*
 * cx_lifecycle_pass(internal, customer, at, cx_period [, cx_zone], grace integer) -> internal; customer
 * and at as for cx_retention_pass
 *		Transition of lifecycle_agg over raw events with a grace: the row is added by cx_retention_pass,
 *		with its NULLs and errors. A NULL grace: error 22004; a negative one, one above 65535, or another
 *		one than in the rows before: 22023.
 */
#define TRANSITION(name)                                                                           \
	extern Datum cx_retention_pass_##name(PG_FUNCTION_ARGS);                                       \
	PG_FUNCTION_INFO_V1(cx_lifecycle_pass_##name);                                                 \
	Datum cx_lifecycle_pass_##name(PG_FUNCTION_ARGS)                                               \
	{                                                                                              \
		int grace = cx_grace_arg(fcinfo, PG_NARGS() - 1);                                          \
		Datum state = cx_retention_pass_##name(fcinfo);                                            \
                                                                                                   \
		if (likely(!fcinfo->isnull))                                                               \
			cx_retention_pass_set_grace((CxRetentionPass *) DatumGetPointer(state), grace);        \
		return state;                                                                              \
	}

TRANSITION(bigint_date)
TRANSITION(bigint_timestamp)
TRANSITION(bigint_timestamptz)
TRANSITION(integer_date)
TRANSITION(integer_timestamp)
TRANSITION(integer_timestamptz)
TRANSITION(smallint_date)
TRANSITION(smallint_timestamp)
TRANSITION(smallint_timestamptz)
TRANSITION(uuid_date)
TRANSITION(uuid_timestamp)
TRANSITION(uuid_timestamptz)
TRANSITION(text_date)
TRANSITION(text_timestamp)
TRANSITION(text_timestamptz)

/*
 * cx_lifecycle_pass_final(internal) -> cx_lifecycle
 *		Final function: the flows of every customer, as lifecycle_agg counts those of a history. No rows:
 *		the empty state. A period beyond the dates: error 22008.
 */
PG_FUNCTION_INFO_V1(cx_lifecycle_pass_final);
Datum
cx_lifecycle_pass_final(PG_FUNCTION_ARGS)
{
	CxRetentionPass *pass = PG_ARGISNULL(0) ? NULL : (CxRetentionPass *) PG_GETARG_POINTER(0);
	CxFlowsExpanded *state;

	cx_aggregate_context(fcinfo);
	state = cx_flows_begin(&cx_lifecycle_kind);
	if (pass != NULL)
	{
		int grace = Max(pass->grace, 0);
		CxRetentionPassScan scan;
		const uint64 *mask;

		cx_flows_set_grace(state, grace);
		cx_retention_pass_scan(&scan, pass);
		for (uint64 i = 0; (mask = cx_retention_pass_next(&scan)) != NULL; i++)
		{
			CX_CHECK_INTERRUPTS(i);
			cx_lifecycle_follow(state, pass->period, mask, scan.words, scan.base, grace, 1);
		}
		cx_retention_pass_scan_end(&scan);
	}
	PG_RETURN_POINTER(cx_flows_value(state));
}
