/*
 * partial_states.c
 *	  For 011_partial_states.pl: hands bytes to the functions that read a worker's partial state, and calls
 *	  transitions in the name of another aggregate.
 *
 * SQL cannot call a function with an argument of type internal. A transition can, with the context
 * that such a function asks for.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;

static Datum
call(FunctionCallInfo fcinfo, int function, NullableDatum first, NullableDatum second, bool *isnull)
{
	LOCAL_FCINFO(inner, 2);
	FmgrInfo flinfo;
	Datum result;

	fmgr_info(PG_GETARG_OID(function), &flinfo);
	InitFunctionCallInfoData(*inner, &flinfo, 2, InvalidOid, fcinfo->context, NULL);
	inner->args[0] = first;
	inner->args[1] = second;
	result = FunctionCallInvoke(inner);
	*isnull = inner->isnull;
	return result;
}

/*
 * partial_in(internal, bytea, deserialize regprocedure, combine regprocedure) -> internal
 *		Transition that does what the executor does with a partial state: the executor's context for
 *		one row is also that of this call.
 */
PG_FUNCTION_INFO_V1(partial_in);
Datum
partial_in(PG_FUNCTION_ARGS)
{
	NullableDatum message = fcinfo->args[1];
	NullableDatum unused = {0, false};
	NullableDatum other;
	Datum result;

	other.value = call(fcinfo, 2, message, unused, &other.isnull);
	result = call(fcinfo, 3, fcinfo->args[0], other, &fcinfo->isnull);
	return result;
}

/*
 * transition_of(state, transition regprocedure, arguments ...) -> the state
 *		Transition of an aggregate that calls the transition of another one, as Citus does: in a context
 *		in which the call is its own, and without an expression.
 */
PG_FUNCTION_INFO_V1(transition_of);
Datum
transition_of(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(inner, 8);
	FmgrInfo flinfo;
	Datum result;

	fmgr_info(PG_GETARG_OID(1), &flinfo);
	InitFunctionCallInfoData(*inner, &flinfo, PG_NARGS() - 1, fcinfo->fncollation, fcinfo->context,
							 NULL);
	inner->args[0] = fcinfo->args[0];
	for (int i = 2; i < PG_NARGS(); i++)
		inner->args[i - 1] = fcinfo->args[i];
	result = FunctionCallInvoke(inner);
	fcinfo->isnull = inner->isnull;
	return result;
}
