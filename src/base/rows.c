/*
 * rows.c
 *	  How a function returns rows: one by one, or all of them to where FROM keeps them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/huge_pages.h"
#include "base/rows.h"

#if PG_VERSION_NUM < 170000

/* A kept row: its head, its columns, and what the allocator adds (24 bytes in 15, 8 in 16). */
#define ROW_BYTES(columns) (MAXALIGN(SizeofMinimalTupleHeader) + 8 * (columns) + 24)

/* A first block smaller than the least is not worth a context; more than the most comes as needed. */
#define LEAST_RESERVED ((Size) 8 * 1024 * 1024)
#define MOST_RESERVED  ((Size) 512 * 1024 * 1024)

/*
 * Until 16 a store takes its rows from the context that it is made in, and each row has a piece that is
 * a power of two. In a context without these, whose first block is as large as all rows and of huge
 * pages, a million rows cost two thirds of the time. NULL where it is not worth it. Reserved is no more than the store may use, and
 * what is not written to is no memory.
 */
static MemoryContext
store_context(double expected, int columns)
{
	Size reserved = (Size) Min(Min(expected * ROW_BYTES(columns), (double) work_mem * 1024),
							   (double) MOST_RESERVED);
	MemoryContext context;

	reserved = TYPEALIGN(1024, reserved);
	if (reserved < LEAST_RESERVED)
		return NULL;
	context = GenerationContextCreate(CurrentMemoryContext, "rows of a set", reserved,
									  ALLOCSET_DEFAULT_INITSIZE, reserved);
	cx_advise_huge_pages(context, reserved);
	return context;
}

#else

/* Since 17 a store has a context of its own, which does the most of this. */
static MemoryContext
store_context(double expected, int columns)
{
	return NULL;
}

#endif

Tuplestorestate *
cx_rows_kept(FunctionCallInfo fcinfo, double expected, int columns)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller = MemoryContextSwitchTo(result->econtext->ecxt_per_query_memory);
	bool backward = (result->allowedModes & SFRM_Materialize_Random) != 0;

	result->setDesc = cx_row_type(fcinfo);
	result->returnMode = SFRM_Materialize;

	/* The store of the scan before is gone, as of the last row of a lateral join; its context is not. */
	if (fcinfo->flinfo->fn_extra != NULL)
		MemoryContextDelete((MemoryContext) fcinfo->flinfo->fn_extra);
	fcinfo->flinfo->fn_extra = NULL;
	fcinfo->flinfo->fn_extra = store_context(expected, columns);
	if (fcinfo->flinfo->fn_extra != NULL)
		MemoryContextSwitchTo((MemoryContext) fcinfo->flinfo->fn_extra);
	result->setResult = tuplestore_begin_heap(backward, false, work_mem);
	MemoryContextSwitchTo(caller);
	return result->setResult;
}
