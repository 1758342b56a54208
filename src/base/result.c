/*
 * result.c
 *	  Handing a computed figure to SQL: what is undefined is NULL, never NaN or infinity.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/shortest_dec.h"
#include "funcapi.h"

#include "base/result.h"

#define MAX_COLUMNS 8

TupleDesc
cx_row_type(FunctionCallInfo fcinfo)
{
	TupleDesc desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	return BlessTupleDesc(desc);
}

/*
 * The row's type is looked up once per call site: an interval per group over a million groups
 * would spend most of its time there otherwise.
 */
Datum
cx_figure_row(FunctionCallInfo fcinfo, int columns, const double *figures)
{
	TupleDesc desc = (TupleDesc) fcinfo->flinfo->fn_extra;
	Datum values[MAX_COLUMNS];
	bool nulls[MAX_COLUMNS];

	Assert(columns <= MAX_COLUMNS);
	if (desc == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		desc = cx_row_type(fcinfo);
		MemoryContextSwitchTo(old);
		Assert(desc->natts == columns);
		fcinfo->flinfo->fn_extra = desc;
	}

	for (int i = 0; i < columns; i++)
	{
		nulls[i] = !isfinite(figures[i]);
		values[i] = nulls[i] ? (Datum) 0 : Float8GetDatum(figures[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
}

char *
cx_shortest_decimal(double x)
{
	char *digits = palloc(DOUBLE_SHORTEST_DECIMAL_LEN);

	double_to_shortest_decimal_buf(x, digits);
	return digits;
}
