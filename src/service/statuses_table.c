/*
 * statuses_table.c
 *	  Type cx_statuses: the history as a table, a row for each stay in a status.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/int.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "base/duration.h"
#include "base/interrupts.h"
#include "base/kinds.h"
#include "base/rows.h"
#include "service/statuses.h"

#define TABLE_COLUMNS 4

typedef struct Table
{
	CxHistory history;
	TimestampTz as_of;
	uint32 events; /* before as_of */
	uint32 next;
} Table;

static Table
table_args(FunctionCallInfo fcinfo)
{
	static const CxTimes as_of_times = {1, 1, {"as_of"}};
	Table table = {.as_of = cx_history_as_of_arg(fcinfo, 1)};

	cx_check_kinds(fcinfo, &as_of_times);
	if (PG_ARGISNULL(0))
		return table;
	table.history = cx_history_arg(fcinfo, 0);
	table.events = cx_history_before(&table.history, table.as_of);
	return table;
}

/* The next row; false when there is none. */
static bool
next_row(Table *table, Datum *values, bool *nulls)
{
	CxName name;
	CxStay stay;
	int64 time;

	if (!cx_next_stay(&table->history, table->events, table->as_of, &table->next, &stay))
		return false;
	if (pg_sub_s64_overflow(stay.left, stay.entered, &time))
		cx_refuse_long_duration("the time in a status");
	name = cx_history_name(&table->history, stay.status);
	values[0] = PointerGetDatum(cstring_to_text_with_len(name.bytes, (int) name.length));
	values[1] = TimestampTzGetDatum(stay.entered);
	values[2] = TimestampTzGetDatum(stay.left);
	values[3] = IntervalPGetDatum(cx_micros_interval(time));
	nulls[0] = nulls[1] = nulls[3] = false;
	nulls[2] = stay.last;
	return true;
}

static void
fill_table(FunctionCallInfo fcinfo)
{
	Table table = table_args(fcinfo);
	Tuplestorestate *store = cx_rows_kept(fcinfo, table.events, 2 * TABLE_COLUMNS);
	TupleDesc type = ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc;
	MemoryContext row =
		AllocSetContextCreate(CurrentMemoryContext, "row of status_table", ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(row);
	Datum values[TABLE_COLUMNS];
	bool nulls[TABLE_COLUMNS];

	while (next_row(&table, values, nulls))
	{
		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(store, type, values, nulls);
		MemoryContextReset(row);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(row);
}

/*
 * status_table(cx_statuses, as_of timestamptz) -> set of (status, started, ended, duration)
 *		One row for each stay in a status before as_of, in order: events at as_of or later are ignored.
 *		ended is NULL where the ticket is still in the status at as_of, and duration goes up to as_of. Of
 *		events at one instant all but the last have a row of 0 s. No rows for no events or NULL. A NULL
 *		as_of: error 22004; an infinite one, or a time beyond 2^63 microseconds: 22008; a date or local
 *		time that PostgreSQL made an instant of (kinds.h): 22023.
 */
PG_FUNCTION_INFO_V1(cx_statuses_table);
Datum
cx_statuses_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Datum values[TABLE_COLUMNS];
	bool nulls[TABLE_COLUMNS];

	if (cx_rows_in_from(fcinfo))
	{
		fill_table(fcinfo);
		return (Datum) 0;
	}
	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
		Table *table = rows.call->user_fctx;

		*table = table_args(fcinfo);
		if (table->events > 0)
		{
			/* the argument may be gone by the second call */
			const CxStatuses *state = cx_statuses_arg(fcinfo, 0);
			CxStatuses *copy = palloc(VARSIZE(state));

			memcpy(copy, state, VARSIZE(state));
			table->history = cx_history_of(copy);
		}
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	if (!next_row(call->user_fctx, values, nulls))
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
