/*
 * aggregate.c
 *	  Where a state lives, and the copy for those who may not update it in place.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"

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
