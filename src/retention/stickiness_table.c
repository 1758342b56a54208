/*
 * stickiness_table.c
 *	  Reading a cx_stickiness: customers by the number of periods in which they were active.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/int.h"

#include "base/args.h"
#include "base/percent.h"
#include "base/rows.h"
#include "retention/stickiness.h"

#define COLUMNS 5

typedef struct Table
{
	CxStickiness *state;
	int64 customers; /* of all */
	int64 at_least;  /* of the next row */
	int next;
} Table;

/* All customers; a table is right or an error, so it is looked at before there is a row. */
static int64
all_customers(const CxStickiness *state)
{
	int64 sum = 0;

	for (int i = 0; i < cx_stickiness_periods(state); i++)
	{
		if (state->customers[i] < 0)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("a stickiness needs counts that are not negative"),
					errdetail("Customers active in %d periods: " INT64_FORMAT ".", i + 1,
							  state->customers[i]),
					errhint("A difference of states is a correction: add it to a state first."));
		if (pg_add_s64_overflow(sum, state->customers[i], &sum))
			cx_refuse_count_overflow("customers");
	}
	return sum;
}

/*
 * stickiness_table(cx_stickiness) -> set of (periods_active bigint, customers bigint, share, at_least
 * bigint, share_at_least)
 *		A row for each number of periods from 1 to those of the range, also where it has no customers:
 *		how many were active in exactly so many of them, and in at least so many, each also in percent of
 *		all who were active in the range. No rows for a NULL or empty state. Negative counts, which only a
 *		difference can have: error 22023; customers beyond bigint: 22003.
 */
PG_FUNCTION_INFO_V1(cx_stickiness_table);
Datum
cx_stickiness_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};
	int64 customers;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));

		table = rows.call->user_fctx;
		if (!PG_ARGISNULL(0))
		{
			table->state = (CxStickiness *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
			table->customers = table->at_least = all_customers(table->state);
		}
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	if (table->state == NULL || table->next == cx_stickiness_periods(table->state))
		SRF_RETURN_DONE(call);

	customers = table->state->customers[table->next++];
	values[0] = Int64GetDatum(table->next);
	values[1] = Int64GetDatum(customers);
	values[2] = Float8GetDatum(cx_percent(customers, table->customers));
	values[3] = Int64GetDatum(table->at_least);
	values[4] = Float8GetDatum(cx_percent(table->at_least, table->customers));
	table->at_least -= customers;
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
