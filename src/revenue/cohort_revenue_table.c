/*
 * cohort_revenue_table.c
 *	  Reading a cx_cohort_revenue: money by cohort and age, in each period or up to its end.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/int.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/rows.h"
#include "revenue/cohort_revenue.h"

typedef enum RevenueMode
{
	MODE_IN,
	MODE_CUMULATIVE
} RevenueMode;

static RevenueMode
mode_arg(FunctionCallInfo fcinfo, int argno)
{
	static const CxChoice modes[] = {{"in", MODE_IN}, {"cumulative", MODE_CUMULATIVE}};

	return (RevenueMode) cx_choice_arg(fcinfo, argno, "mode", modes, lengthof(modes),
									   "'in' or 'cumulative'");
}

typedef struct Table
{
	const CxCohortRevenue *state;
	RevenueMode mode;
	DateADT as_of;
	int64 last_period; /* the last one to be shown */
	const CxRevenueCohort *cohort;
	int32 left; /* cohorts, with this one */
	int64 age;  /* of the next row */
	int64 customers;
	int64 returned; /* up to the age before */
	CxMoney sum;    /* likewise */
	bool outside;   /* the row of no cohort is still to come */
} Table;

static void
find_last_period(Table *table)
{
	const CxRevenueCohort *cohort = cx_first_revenue_cohort(table->state);
	int64 rows = 1;

	table->last_period = PG_INT64_MIN;
	if (!DATE_IS_NOEND(table->as_of))
		table->last_period = cx_last_period_before((CxPeriod) table->state->period, table->as_of);
	for (int i = 0; i < table->state->cohorts; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		table->last_period = Max(table->last_period, (int64) cohort->number + cohort->ages - 1);
		cohort = cx_next_revenue_cohort(cohort, table->state->width);
	}
	/* before the first of them is given out: the executor keeps them all */
	cohort = cx_first_revenue_cohort(table->state);
	for (int i = 0; i < table->state->cohorts; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (pg_add_s64_overflow(rows, table->last_period - cohort->number + 1, &rows))
			rows = PG_INT64_MAX;
		cohort = cx_next_revenue_cohort(cohort, table->state->width);
	}
	cx_check_table_rows(rows);
}

/* Arguments in the current memory context; a NULL state has no cohorts. */
static void
begin(FunctionCallInfo fcinfo, Table *table)
{
	table->mode = mode_arg(fcinfo, 1);
	table->as_of = cx_as_of_arg(fcinfo, 2);
	table->state = PG_ARGISNULL(0) ? palloc0(offsetof(CxCohortRevenue, data))
								   : (void *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	table->cohort = cx_first_revenue_cohort(table->state);
	table->left = table->state->cohorts;
	table->outside = !cx_fixed_is_zero(&table->state->outside);
	find_last_period(table);
}

static DateADT
cohort_day(const Table *table)
{
	return cx_period_first_day((CxPeriod) table->state->period, table->cohort->number);
}

static void
check_count(const Table *table, int64 count)
{
	if (count < 0 || count > table->customers)
		cx_refuse_impossible_cohort(cohort_day(table),
									"A count is negative, or more bought than entered.");
}

static void
set_figure(Datum *value, bool *null, double figure)
{
	*null = !isfinite(figure);
	*value = *null ? (Datum) 0 : Float8GetDatum(figure);
}

/* The cell of the next age of a cohort, with what came before it. */
static void
cell_row(Table *table, Datum *values, bool *nulls)
{
	const CxRevenueCohort *cohort = table->cohort;
	int width = table->state->width;
	CxMoney at_start = cx_cell_revenue(cohort->words, width);
	CxMoney revenue = {{0}};
	int64 buyers = 0;
	double per_customer = NAN;
	double share = NAN;

	if (table->age == 0)
	{
		table->customers = (int64) cohort->words[CX_BUYERS];
		table->returned = 0;
		table->sum = revenue;
		check_count(table, table->customers);
	}
	if (table->age < cohort->ages)
	{
		const uint64 *cell = cohort->words + (Size) table->age * width;

		buyers = (int64) cell[CX_BUYERS];
		revenue = cx_cell_revenue(cell, width);
		check_count(table, buyers);
		check_count(table, (int64) cell[CX_RETURNED]);
		table->returned += (int64) cell[CX_RETURNED]; /* of two that are possible */
		check_count(table, table->returned);
	}
	if (table->mode == MODE_CUMULATIVE)
	{
		cx_money_add(&table->sum, &revenue);
		revenue = table->sum;
		buyers = table->age == 0 ? table->customers : table->returned;
	}
	if (table->customers > 0)
	{
		CxMoney divisor = cx_money_from_int64(table->customers);

		per_customer = cx_fixed_ratio(&revenue, &divisor, 1);
	}
	if (!cx_fixed_is_zero(&at_start) && !cx_fixed_is_negative(&at_start))
		share = cx_fixed_ratio(&revenue, &at_start, 100);

	values[0] = DateADTGetDatum(cohort_day(table));
	values[1] = Int32GetDatum((int32) table->age);
	values[2] = Int64GetDatum(table->customers);
	values[3] = Int64GetDatum(buyers);
	values[4] = Float8GetDatum(cx_fixed_double(&revenue));
	set_figure(&values[5], &nulls[5], per_customer);
	set_figure(&values[6], &nulls[6], share);
	values[7] = BoolGetDatum(cx_period_ended((CxPeriod) table->state->period,
											 cohort->number + table->age, table->as_of));
}

/*
 * cohort_revenue_table(cx_cohort_revenue, mode text DEFAULT 'in', as_of date DEFAULT CURRENT_DATE)
 * -> set of (cohort date, age integer, customers bigint, buyers bigint, revenue, per_customer,
 * share_of_first double precision, complete boolean)
 *		A row for every cohort and age: customers of the cohort; how many of them had a purchase day in
 *		the period; revenue in it; the same by customer of the cohort, and in percent of that at age 0,
 *		NULL where that is not above 0; whether the period had ended by as_of. In mode 'cumulative'
 *		revenue is that of all ages up to this one, and buyers those who bought again at one of the ages
 *		1 to this one; at age 0 all. Ages go on to the last period that began before as_of, or that has
 *		data, with 0 where nothing came in; as_of 'infinity' takes all data as complete. The last row
 *		is what belongs to no cohort, where that is not 0: only its revenue is not NULL. NULL state or empty
 *		state: no rows. NULL mode or as_of: error 22004; unknown mode: 22023; counts of a difference
 *		that no customers can have: 22023; a sum beyond the range of money: 22003; more than 10,000,000
 *		rows: 54000.
 */
PG_FUNCTION_INFO_V1(cx_cohort_revenue_table);
Datum
cx_cohort_revenue_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Table *table;
	Datum values[8] = {0};
	bool nulls[8] = {false};

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));

		begin(fcinfo, rows.call->user_fctx);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	table = call->user_fctx;
	if (table->left > 0 && table->age > table->last_period - table->cohort->number)
	{
		table->cohort = cx_next_revenue_cohort(table->cohort, table->state->width);
		table->left--;
		table->age = 0;
	}
	if (table->left > 0)
	{
		cell_row(table, values, nulls);
		table->age++;
	}
	else if (table->outside)
	{
		memset(nulls, true, sizeof(nulls));
		nulls[4] = false;
		values[4] = Float8GetDatum(cx_fixed_double(&table->state->outside));
		table->outside = false;
	}
	else
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
