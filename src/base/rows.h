/*
 * rows.h
 *	  How a function returns rows: one by one, or all of them to where FROM keeps them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROWS_H
#define CX_ROWS_H

#include "funcapi.h"
#include "utils/tuplestore.h"

#include "base/result.h"

/*
 * Begins: the row's type by the function's OUT parameters, zeroed memory for what the calls share in
 * user_fctx, and the context that lasts for all of them is the current one until cx_rows_begun().
 *
 *		if (SRF_IS_FIRSTCALL())
 *		{
 *			CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
 *			Table *table = rows.call->user_fctx;
 *			...
 *			cx_rows_begun(&rows);
 *		}
 */
typedef struct CxRows
{
	FuncCallContext *call;
	MemoryContext caller;
} CxRows;

static inline CxRows
cx_rows_begin(FunctionCallInfo fcinfo, Size size)
{
	CxRows rows;

	rows.call = SRF_FIRSTCALL_INIT();
	rows.caller = MemoryContextSwitchTo(rows.call->multi_call_memory_ctx);
	rows.call->tuple_desc = cx_row_type(fcinfo);
	rows.call->user_fctx = palloc0(size);
	return rows;
}

static inline void
cx_rows_begun(const CxRows *rows)
{
	MemoryContextSwitchTo(rows->caller);
}

/*
 * In FROM the rows of a function are kept before anybody reads the first of them, those of a LIMIT
 * too. Is this call in FROM? Then the function writes all rows at once, into cx_rows_kept().
 */
static inline bool
cx_rows_in_from(FunctionCallInfo fcinfo)
{
	const ReturnSetInfo *result = (const ReturnSetInfo *) fcinfo->resultinfo;

	return result != NULL && IsA(result, ReturnSetInfo) &&
		   (result->allowedModes & SFRM_Materialize_Preferred) != 0;
}

/*
 * Where FROM keeps the rows, up to work_mem of them in memory. expected rows, a guess, of a number of
 * columns of eight bytes: for so many the memory is there at once. Their type is in setDesc. It takes
 * fn_extra, so ask cx_rows_in_from() before SRF_IS_FIRSTCALL().
 */
extern Tuplestorestate *cx_rows_kept(FunctionCallInfo fcinfo, double expected, int columns);

#endif /* CX_ROWS_H */
