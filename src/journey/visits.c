/*
 * visits.c
 *	  The steps of one customer as an aggregate collects them: room for them.
 *
 * A step is told apart from the others when it comes in: there are some dozens of names, and a row then
 * takes 12 bytes, whatever the length of its name.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/memutils.h"

#include "base/interrupts.h"
#include "journey/visits.h"

/* Bytes of the first visits and of the first names; with less, a customer would grow at once. */
#define FIRST_VISITS 128
#define FIRST_NAMES  64

CxVisits *
cx_visits_make(MemoryContext context, const CxStepNames *shared, int64 unit, int64 within,
			   uint32 depth)
{
	CxVisits *visits = MemoryContextAllocZero(context, sizeof(CxVisits));

	visits->shared = shared;
	visits->unit = unit;
	visits->within = within;
	visits->depth = depth;
	return visits;
}

void
cx_visits_make_room(MemoryContext context, CxVisits *visits, uint64 count)
{
	Size size = FIRST_VISITS;
	uint64 room;

	if (count > CX_VISITS_LIMIT)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("transition_agg is over the steps of one customer, and there are more than "
					   "%d",
					   CX_VISITS_LIMIT),
				errhint("Aggregate each customer with GROUP BY, and put the states together with "
						"rollup()."));
	/* pieces of memory are powers of two */
	while (size / sizeof(CxVisit) < count)
		size *= 2;
	room = Min(size / sizeof(CxVisit), CX_VISITS_LIMIT);
	if (visits->visits == NULL)
		visits->visits = MemoryContextAllocHuge(context, room * sizeof(CxVisit));
	else
		visits->visits = repalloc_huge(visits->visits, room * sizeof(CxVisit));
	visits->room = (uint32) room;
}

/* A name behind the others, with bytes that stay where they are. */
static uint32
add_name(MemoryContext context, CxStepNames *names, CxName name)
{
	uint32 count = names->names.count;
	MemoryContext caller = MemoryContextSwitchTo(context);
	uint32 number = cx_names_add(&names->names, name);

	if (names->names.count > count)
	{
		/* an empty name lies somewhere, too */
		if (names->bytes == NULL || name.length > names->bytes_left)
		{
			names->bytes_last = Min(Max(FIRST_NAMES, names->bytes_last * 2), 1 << 20);
			names->bytes_left = Max(names->bytes_last, name.length);
			names->bytes = palloc(names->bytes_left);
		}
		memcpy(names->bytes, name.bytes, name.length);
		names->names.names[number].bytes = names->bytes;
		names->bytes += name.length;
		names->bytes_left -= name.length;
		names->all_bytes += name.length;
	}
	MemoryContextSwitchTo(caller);
	return number;
}

uint32
cx_visits_step(MemoryContext context, CxVisits *visits, MemoryContext shared_context,
			   CxStepNames *shared, CxName name)
{
	uint32 step;

	if (likely(shared != NULL))
	{
		step = cx_names_find(&shared->names, name);
		if (likely(step < shared->names.count))
			return step;
		if (step < CX_SHARED_STEPS && shared->all_bytes + name.length <= CX_SHARED_STEP_BYTES)
			return add_name(shared_context, shared, name);
	}
	if (visits->own == NULL)
		visits->own = MemoryContextAllocZero(context, sizeof(CxStepNames));
	step = add_name(context, visits->own, name);
	if (visits->own->all_bytes > CX_VISITS_MAX_NAMES)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("the names of the steps of one customer take more than 512 MB"),
				errhint("Name steps by what they are, such as 'product page'."));
	return CX_SHARED_STEPS + step;
}

void
cx_visits_add_all(MemoryContext context, CxVisits *visits, const CxVisits *other)
{
	uint32 steps = cx_visits_steps(other);
	uint32 *numbers = palloc0(steps * sizeof(uint32)); /* 1 + ours, 0 where it was not needed yet */

	if ((uint64) visits->count + other->count > visits->room)
		cx_visits_make_room(context, visits, (uint64) visits->count + other->count);
	for (uint32 i = 0; i < other->count; i++)
	{
		uint32 *number = &numbers[other->visits[i].step];

		CX_CHECK_INTERRUPTS(i);
		/* names that are shared with others than ours become our own */
		if (*number == 0)
			*number = 1 + cx_visits_step(context, visits, NULL, NULL,
										 cx_visits_name(other, other->visits[i].step));
		visits->visits[visits->count] = other->visits[i];
		visits->visits[visits->count++].step = *number - 1;
	}
	pfree(numbers);
}
