/*
 * rows.h
 *	  The first call of a function that returns rows one by one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ROWS_H
#define CX_ROWS_H

#include "funcapi.h"

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

#endif /* CX_ROWS_H */
