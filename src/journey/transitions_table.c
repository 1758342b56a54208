/*
 * transitions_table.c
 *	  The transitions of customers as a table: what came after what.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "utils/builtins.h"

#include "base/interrupts.h"
#include "base/percent.h"
#include "base/rows.h"
#include "journey/transitions.h"

#define TABLE_COLUMNS 7
#define MEDIAN        0.5

/* The next row, and what is the same for all rows of one from. */
typedef struct Table
{
	const CxTransitions *state;
	const CxName *names;
	CxTransitionsReader reader;
	uint32 left; /* pairs */
	uint32 left_of_from;
	int64 visits; /* of from */
} Table;

static void
begin_table(Table *table, const CxTransitions *state)
{
	CxName *names = palloc(Max(state->names, 1) * sizeof(CxName));

	*table = (Table){.state = state, .names = names, .left = state->pairs};
	table->reader = cx_transitions_read(state);
	for (uint32 i = 0; i < state->names; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		names[i] = cx_next_name(&table->reader);
	}
}

/* Looks ahead: how many pairs have the same from, and how often they were gone. */
static void
add_up_from(Table *table)
{
	CxTransitionsReader ahead = table->reader;
	CxPair first = {0};

	table->visits = 0;
	for (table->left_of_from = 0; table->left_of_from < table->left; table->left_of_from++)
	{
		CxPair pair;
		CxClosedReader buckets = cx_next_pair(&ahead, &pair);

		CX_CHECK_INTERRUPTS(table->left_of_from);
		if (table->left_of_from == 0)
			first = pair;
		else if (pair.from != first.from || pair.position != first.position)
			break;
		table->visits += pair.transitions;
		cx_pair_skip(&ahead, &buckets);
	}
}

/* The median of the times of a pair, which has some, within 1 %. */
static double
median_hours(CxClosedReader *reader, int64 count)
{
	CxBuckets list = {0, palloc(Max(reader->left, 1) * sizeof(CxBucket))};
	double hours;

	while (reader->left > 0)
		cx_next_bucket(reader, &list.buckets[list.count++]);
	hours = cx_buckets_quantile_hours(list, count, MEDIAN);
	pfree(list.buckets);
	return hours;
}

static void
put_step(const Table *table, uint32 step, Datum *value, bool *null)
{
	*null = step == CX_NOWHERE;
	if (!*null)
	{
		CxName name = table->names[step - 1];

		*value = PointerGetDatum(cstring_to_text_with_len(name.bytes, (int) name.length));
	}
}

static bool
next_row(Table *table, Datum *values, bool *nulls)
{
	CxClosedReader buckets;
	CxPair pair;

	if (table->left == 0)
		return false;
	if (table->left_of_from == 0)
		add_up_from(table);
	table->left--;
	table->left_of_from--;
	buckets = cx_next_pair(&table->reader, &pair);
	memset(nulls, false, TABLE_COLUMNS * sizeof(bool));
	nulls[0] = table->state->depth == 0;
	values[0] = Int32GetDatum((int32) pair.position);
	put_step(table, pair.from, &values[1], &nulls[1]);
	put_step(table, pair.to, &values[2], &nulls[2]);
	values[3] = Int64GetDatum(pair.transitions);
	values[4] = Int64GetDatum(pair.customers);
	values[5] = Float8GetDatum(cx_percent(pair.transitions, table->visits));
	nulls[6] = !cx_pair_has_times(&pair);
	if (!nulls[6])
		values[6] = Float8GetDatum(median_hours(&buckets, pair.transitions));
	cx_pair_skip(&table->reader, &buckets);
	return true;
}

static void
fill_table(FunctionCallInfo fcinfo)
{
	const CxTransitions *state = PG_GETARG_TRANSITIONS(0);
	Tuplestorestate *store = cx_rows_kept(fcinfo, state->pairs, 2 * TABLE_COLUMNS);
	TupleDesc type = ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc;
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext, "row of transition_table",
											  ALLOCSET_SMALL_SIZES);
	Datum values[TABLE_COLUMNS];
	bool nulls[TABLE_COLUMNS];
	MemoryContext caller;
	Table table;

	begin_table(&table, state);
	caller = MemoryContextSwitchTo(row);
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
 * transition_table(cx_transitions) -> set of (position, from_step, to_step, transitions, customers, share,
 * median_hours)
 *		One row for each pair of steps, by position, from and to in the order of their bytes. from_step is
 *		NULL for the begin of a journey, to_step for its end; position is NULL without a depth. share is
 *		the percentage of the visits to from_step, at that position; median_hours the median time between
 *		both, within 1 %, NULL for begin and end. No rows for no rows. Strict.
 */
PG_FUNCTION_INFO_V1(cx_transitions_table);
Datum
cx_transitions_table(PG_FUNCTION_ARGS)
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
		/* the argument may be gone by the second call */
		struct varlena *copy = PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));

		begin_table(rows.call->user_fctx, (const CxTransitions *) copy);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	if (!next_row(call->user_fctx, values, nulls))
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
