/*
 * aggregate.c
 *	  Updating a state in place: the copy for those who may not.
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
