/*
 * brackets_table.c
 *	  Reading a cx_brackets: cohorts by brackets of ages.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/rows.h"
#include "retention/brackets.h"
#include "retention/cohort_table.h"

#define COLUMNS 9

typedef struct Table
{
	const CxBrackets *state;
	CxHorizon horizon;
	double level;
	bool all_start; /* all customers are retained in a bracket that begins with age 0 */
	int32 cohort;   /* of the next row */
	int32 bracket;
	int64 last_age; /* to be shown, of that cohort */
} Table;

static int64
last_age(const Table *table, const int64 *cohort)
{
	return cx_horizon_last_age(&table->horizon, cohort[CX_COHORT_NUMBER],
							   cx_brackets_ages(table->state, cohort));
}

/* What no customers can be is an error before there is a row. */
static void
look_through(Table *table)
{
	const CxBrackets *state = table->state;

	table->all_start = state->ages[0] == 0;
	for (int32 i = 0; i < state->cohorts; i++)
	{
		const int64 *cohort = cx_brackets_cohort(state, i);
		int64 customers = cohort[CX_COHORT_CUSTOMERS];

		CX_CHECK_INTERRUPTS(i);
		cx_horizon_reach(&table->horizon, cohort[CX_COHORT_NUMBER],
						 cx_brackets_ages(state, cohort));
		table->all_start &= cohort[CX_COHORT_RETAINED] == customers;
		if (customers < 0)
			cx_refuse_cohort(state->kind, cohort[CX_COHORT_NUMBER]);
		for (int32 b = 0; b < state->brackets; b++)
			if (cohort[CX_COHORT_RETAINED + b] < 0 || cohort[CX_COHORT_RETAINED + b] > customers)
				cx_refuse_cohort(state->kind, cohort[CX_COHORT_NUMBER]);
	}
}

/* The executor keeps all rows. */
static void
check_rows(const Table *table)
{
	const CxBrackets *state = table->state;
	int64 rows = 0;

	for (int32 i = 0; i < state->cohorts; i++)
	{
		int64 last = last_age(table, cx_brackets_cohort(state, i));

		CX_CHECK_INTERRUPTS(i);
		for (int32 b = 0; b < state->brackets && state->ages[b] <= last; b++)
			rows++;
	}
	cx_check_table_rows(rows);
}

static void
begin_table(FunctionCallInfo fcinfo)
{
	CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
	Table *table = rows.call->user_fctx;
	DateADT as_of = cx_as_of_arg(fcinfo, 1);

	table->level = cx_level_arg(fcinfo, 2);
	table->state = PG_ARGISNULL(0) ? cx_brackets_new(0, 0)
								   : (CxBrackets *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	table->horizon = cx_horizon(table->state->kind, table->state->width, as_of);
	if (table->state->cohorts > 0)
	{
		look_through(table);
		check_rows(table);
	}
	cx_rows_begun(&rows);
}

/* The cohort of the next row, whose bracket has begun; NULL: there is none. */
static const int64 *
next_row(Table *table)
{
	const CxBrackets *state = table->state;

	for (; table->cohort < state->cohorts; table->cohort++, table->bracket = 0)
	{
		const int64 *cohort = cx_brackets_cohort(state, table->cohort);

		CX_CHECK_INTERRUPTS(table->cohort);
		if (table->bracket == 0)
			table->last_age = last_age(table, cohort);
		if (table->bracket < state->brackets && state->ages[table->bracket] <= table->last_age)
			return cohort;
	}
	return NULL;
}

/*
 * bracket_table(cx_brackets, as_of date DEFAULT CURRENT_DATE, level double precision DEFAULT 0.95)
 * -> set of (cohort date, first_age integer, last_age integer, customers bigint, retained bigint, rate, low,
 * high, complete boolean)
 *		A row for every cohort and bracket whose first age began before as_of, or that has data: customers
 *		who entered, how many of them were active at any age of the bracket, in percent, and whether the
 *		period of the last age had ended by as_of; as_of 'infinity' takes all data as complete. So brackets
 *		of one age are retention_table's rows in mode 'on'. low and high are Wilson's interval of the rate in
 *		percent; NULL without customers, and in a bracket from age 0 on where all customers of all
 *		cohorts are retained, as they are by construction in periods of the calendar. NULL state or empty
 *		state: no rows. NULL as_of or level: error 22004; a level that is not between 0 and 1, or counts of a
 *		difference that no customers can have: 22023; more than 10 million rows: 54000.
 */
PG_FUNCTION_INFO_V1(cx_bracket_table);
Datum
cx_bracket_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;
	const int64 *cohort;
	const int32 *ages;
	int64 customers, retained;
	Datum values[COLUMNS];
	bool nulls[COLUMNS] = {false};

	if (SRF_IS_FIRSTCALL())
		begin_table(fcinfo);
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	cohort = next_row(table);
	if (cohort == NULL)
		SRF_RETURN_DONE(call);

	ages = &table->state->ages[table->bracket];
	customers = cohort[CX_COHORT_CUSTOMERS];
	retained = cohort[CX_COHORT_RETAINED + table->bracket];
	values[0] = DateADTGetDatum(cx_cohort_day(table->state->kind, cohort[CX_COHORT_NUMBER]));
	values[1] = Int32GetDatum(ages[0]);
	values[2] = Int32GetDatum(ages[1] - 1);
	values[3] = Int64GetDatum(customers);
	values[4] = Int64GetDatum(retained);
	cx_set_rate(&values[5], &nulls[5], retained, customers, table->level,
				table->bracket > 0 || !table->all_start);
	values[8] =
		BoolGetDatum(cx_horizon_complete(&table->horizon, cohort[CX_COHORT_NUMBER], ages[1] - 1));
	table->bracket++;
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
