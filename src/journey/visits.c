/*
 * visits.c
 *	  The steps of one customer as an aggregate collects them: room for them.
 *
 * A step is told apart from the others when it comes in: a customer has a handful of names, and a row
 * then takes 12 bytes, whatever the length of its name.
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
cx_visits_make(MemoryContext context, int64 unit, int64 within, uint32 depth)
{
	CxVisits *visits = MemoryContextAllocZero(context, sizeof(CxVisits));

	visits->unit = unit;
	visits->within = within;
	visits->depth = depth;
	return visits;
}

pg_noreturn static void
refuse_many_visits(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("transition_agg is over the steps of one customer, and there are more than %d",
				   CX_VISITS_LIMIT),
			errhint("Aggregate each customer with GROUP BY, and put the states together with "
					"rollup()."));
}

static void
make_room(MemoryContext context, CxVisits *visits, uint64 count)
{
	uint64 room = visits->room;
	Size size;

	if (count > CX_VISITS_LIMIT)
		refuse_many_visits();
	/* pieces of memory are powers of two */
	for (size = FIRST_VISITS; size / sizeof(CxVisit) < count; size *= 2)
		;
	room = Min(size / sizeof(CxVisit), CX_VISITS_LIMIT);
	if (visits->visits == NULL)
		visits->visits = MemoryContextAllocHuge(context, room * sizeof(CxVisit));
	else
		visits->visits = repalloc_huge(visits->visits, room * sizeof(CxVisit));
	visits->room = (uint32) room;
}

/* Bytes that stay where they are: there may be a million customers, each with a few short names. */
static char *
keep_bytes(CxVisits *visits, CxName name)
{
	char *kept;

	visits->all_bytes += name.length;
	if (visits->all_bytes > CX_VISITS_MAX_NAMES)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("the names of the steps of one customer take more than 512 MB"),
				errhint("Name steps by what they are, such as 'product page'."));
	if (name.length > visits->bytes_left)
	{
		visits->bytes_last = Min(Max(FIRST_NAMES, visits->bytes_last * 2), 1 << 20);
		visits->bytes_left = Max(visits->bytes_last, name.length);
		visits->bytes = palloc(visits->bytes_left);
	}
	kept = visits->bytes;
	memcpy(kept, name.bytes, name.length);
	visits->bytes += name.length;
	visits->bytes_left -= name.length;
	return kept;
}

static pg_attribute_always_inline uint32
step_of(MemoryContext context, CxVisits *visits, CxName name)
{
	uint32 count = visits->names.count;
	MemoryContext caller = MemoryContextSwitchTo(context);
	uint32 step = cx_names_add(&visits->names, name);

	if (visits->names.count > count)
		visits->names.names[step].bytes = keep_bytes(visits, name);
	MemoryContextSwitchTo(caller);
	return step;
}

void
cx_visits_add(MemoryContext context, CxVisits *visits, int64 at, CxName step)
{
	if (unlikely(visits->count == visits->room))
		make_room(context, visits, (uint64) visits->count + 1);
	visits->visits[visits->count] = cx_visit(at, step_of(context, visits, step));
	visits->count++;
}

void
cx_visits_add_all(MemoryContext context, CxVisits *visits, const CxVisits *other)
{
	uint32 *steps = palloc(Max(other->names.count, 1) * sizeof(uint32));

	if ((uint64) visits->count + other->count > visits->room)
		make_room(context, visits, (uint64) visits->count + other->count);
	for (uint32 i = 0; i < other->names.count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		steps[i] = step_of(context, visits, other->names.names[i]);
	}
	for (uint32 i = 0; i < other->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		visits->visits[visits->count] = other->visits[i];
		visits->visits[visits->count++].step = steps[other->visits[i].step];
	}
	pfree(steps);
}
