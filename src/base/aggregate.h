/*
 * aggregate.h
 *	  Updating a state in place, and where it lives.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_AGGREGATE_H
#define CX_AGGREGATE_H

#include "fmgr.h"
#include "nodes/execnodes.h"

/*
 * May argument 0 be changed in place? Only the executor of an aggregate or of a window owns the
 * state it passes; anyone else may call a transition function too, and gets a copy.
 * The test of AggCheckCallContext(), written out because it runs once a row.
 */
static inline bool
cx_owns_state(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL &&
		   (IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState));
}

/* Out of line: inlined, it would make every transition save registers for its sake. */
extern void *cx_copy_state(const void *state, Size size);

/* The state in argument 0, to be written to: in place when allowed, else in a fresh copy. */
static inline void *
cx_writable_state(FunctionCallInfo fcinfo, Size size)
{
	if (likely(cx_owns_state(fcinfo)))
		return PG_GETARG_POINTER(0);
	return cx_copy_state(PG_GETARG_POINTER(0), size);
}

/* Where a state of type internal lives; an error for anyone else who calls. */
extern MemoryContext cx_aggregate_context(FunctionCallInfo fcinfo);

/*
 * Is the state one of very many in a hash? An expanded object has a memory context of its own, and with
 * each new group a hashed aggregate walks through all contexts below its own to add up their memory: so
 * states of many groups stay flat for longer, though they are copied when they grow.
 */
extern bool cx_among_many_groups(FunctionCallInfo fcinfo);

/*
 * The call of an aggregate that this transition works for, with at least the arguments that it has. NULL
 * where that is not known: an aggregate that takes another's name and calls its transition, as
 * worker_partial_agg of Citus does, hands on a context in which the call is its own.
 */
extern const Aggref *cx_aggregate_call(FunctionCallInfo fcinfo);

/*
 * Is the argument the same in every row? Only a literal is certain to be: PL/pgSQL keeps a compiled
 * expression, and with it what a function remembers, while its variables change. A transition function sees
 * only parameters for its arguments, so for one the call of the aggregate is looked at. Where nothing is
 * known, the answer is no.
 */
extern bool cx_is_constant_arg(FunctionCallInfo fcinfo, int argno);

/* Is the state one of several that will be sent to where they are merged? */
static inline bool
cx_is_partial_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL && IsA(fcinfo->context, AggState) &&
		   DO_AGGSPLIT_SERIALIZE(((const AggState *) fcinfo->context)->aggsplit);
}

#endif /* CX_AGGREGATE_H */
