/*
 * aggregate.c
 *	  Where a state lives, and the copy for those who may not update it in place.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"

#define MANY_GROUPS 1000

void *
cx_copy_state(const void *state, Size size)
{
	return memcpy(palloc(size), state, size);
}

MemoryContext
cx_aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	return context;
}

bool
cx_among_many_groups(FunctionCallInfo fcinfo)
{
	const AggState *aggregate = (const AggState *) fcinfo->context;

	return IsA(aggregate, AggState) &&
		   (aggregate->aggstrategy == AGG_HASHED || aggregate->aggstrategy == AGG_MIXED) &&
		   aggregate->hash_ngroups_current > MANY_GROUPS;
}

const Aggref *
cx_aggregate_call(FunctionCallInfo fcinfo)
{
	const Aggref *call;

	/* Only the executor says what the arguments are. */
	if (fcinfo->flinfo->fn_expr == NULL || !cx_owns_state(fcinfo))
		return NULL;
	call = AggGetAggref(fcinfo);
	return call != NULL && list_length(call->args) >= PG_NARGS() - 1 ? call : NULL;
}

bool
cx_is_constant_arg(FunctionCallInfo fcinfo, int argno)
{
	const Aggref *call = cx_aggregate_call(fcinfo);
	const Node *expression = fcinfo->flinfo->fn_expr;

	if (call != NULL)
		return IsA(((TargetEntry *) list_nth(call->args, argno - 1))->expr, Const);
	if (expression != NULL && IsA(expression, FuncExpr))
	{
		const List *args = ((const FuncExpr *) expression)->args;

		return argno < list_length(args) && IsA(list_nth(args, argno), Const);
	}
	return false;
}
