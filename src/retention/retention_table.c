/*
 * retention_table.c
 *	  Reading a cx_retention: the triangle of cohorts by age, and the curve pooled over them.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "common/int.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/rows.h"
#include "retention/cohort_table.h"
#include "retention/retention.h"

typedef enum RetentionMode
{
	MODE_ON,
	MODE_ON_OR_AFTER,
	MODE_ON_OR_BEFORE,
	MODE_STREAK
} RetentionMode;

static RetentionMode
mode_arg(FunctionCallInfo fcinfo, int argno)
{
	static const CxChoice modes[] = {{"on", MODE_ON},
									 {"on_or_after", MODE_ON_OR_AFTER},
									 {"on_or_before", MODE_ON_OR_BEFORE},
									 {"streak", MODE_STREAK}};

	return (RetentionMode) cx_choice_arg(fcinfo, argno, "mode", modes, lengthof(modes),
										 "'on', 'on_or_after', 'on_or_before' or 'streak'");
}

/* How far the data goes, and how far it was observed. */
typedef struct Horizon
{
	const CxRetention *state;
	CxHorizon cells;
	bool all_start; /* all customers are active at age 0, as those of one activity are */
} Horizon;

static Horizon
find_horizon(const CxRetention *state, DateADT as_of)
{
	Horizon horizon = {state, cx_horizon(state->kind, state->width, as_of), true};
	const CxCohort *cohort = cx_first_cohort(state);

	for (int i = 0; i < state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		CX_CHECK_INTERRUPTS(i);
		cx_horizon_reach(&horizon.cells, cohort->number, cohort->ages);
		horizon.all_start &= cohort->ages > 0 && cohort->counts[CX_ACTIVE] == cohort->customers;
	}
	return horizon;
}

/* Arguments 0 and 2 in the current memory context; NULL has no cohorts. */
static Horizon
horizon_arg(FunctionCallInfo fcinfo)
{
	return find_horizon(PG_ARGISNULL(0) ? palloc0(offsetof(CxRetention, data))
										: (void *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0)),
						cx_as_of_arg(fcinfo, 2));
}

static bool
is_complete(const Horizon *horizon, int64 cohort, int64 age)
{
	return cx_horizon_complete(&horizon->cells, cohort, age);
}

static int64
last_age(const Horizon *horizon, const CxCohort *cohort)
{
	return cx_horizon_last_age(&horizon->cells, cohort->number, cohort->ages);
}

/* Before the first of them is given out: the executor keeps them all. */
static void
check_rows(const Horizon *horizon)
{
	const CxCohort *cohort = cx_first_cohort(horizon->state);
	int64 rows = 0;

	for (int i = 0; i < horizon->state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		CX_CHECK_INTERRUPTS(i);
		if (pg_add_s64_overflow(rows, last_age(horizon, cohort) + 1, &rows))
			rows = PG_INT64_MAX;
	}
	cx_check_table_rows(rows);
}

/* For the ages of any cohort. */
static int64 *
retained_room(const Horizon *horizon)
{
	return MemoryContextAllocHuge(CurrentMemoryContext,
								  (Size) Max(horizon->cells.most_ages, 1) * sizeof(int64));
}

/* Retained customers at the ages that the cohort has counts for, by mode. */
static void
retained_by_age(const CxRetention *state, const CxCohort *cohort, RetentionMode mode,
				int64 *retained)
{
	int32 ages = cohort->ages;
	const int64 *active = cohort->counts;
	const int64 *last = active + (Size) CX_LAST * ages;
	const int64 *first_return = active + (Size) CX_FIRST_RETURN * ages;
	const int64 *run_end = active + (Size) CX_RUN_END * ages;
	const int64 *later = mode == MODE_ON_OR_AFTER ? last : run_end;
	int64 sum = 0;

	for (int32 i = 0; i < ages; i++)
	{
		int32 k = mode == MODE_ON || mode == MODE_ON_OR_BEFORE ? i : ages - 1 - i;
		int64 count = mode == MODE_ON             ? active[k]
					  : mode == MODE_ON_OR_BEFORE ? first_return[k]
												  : later[k];

		CX_CHECK_INTERRUPTS(i);
		if (count < 0 || pg_add_s64_overflow(sum, count, &sum))
			cx_refuse_cohort(state->kind, cohort->number);
		retained[k] = mode == MODE_ON                       ? count
					  : mode == MODE_ON_OR_BEFORE && k == 0 ? active[0]
															: sum;
		if (mode == MODE_ON)
			sum = 0;
		if (retained[k] < 0 || retained[k] > cohort->customers)
			cx_refuse_cohort(state->kind, cohort->number);
	}
	if (cohort->customers < 0)
		cx_refuse_cohort(state->kind, cohort->number);
}

/* Beyond the last activity nobody is active any more, but who has returned has returned. */
static int64
retained_at(const CxCohort *cohort, RetentionMode mode, const int64 *retained, int64 age)
{
	if (age < cohort->ages)
		return retained[age];
	return mode == MODE_ON_OR_BEFORE && cohort->ages > 1 ? retained[cohort->ages - 1] : 0;
}

/*
 * retention_table(cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
 * level double precision DEFAULT 0.95)
 * -> set of (cohort date, age integer, customers bigint, retained bigint, rate, low, high,
 * complete boolean)
 *		A row for every cohort and age: customers who entered, how many of them were retained at the
 *		age, in percent, and whether the period had ended by as_of. Ages go on to the last period that
 *		began before as_of, or that has data; as_of 'infinity' takes all data as complete. low and high
 *		are Wilson's interval of the rate in percent; NULL without customers, and at age 0 where all
 *		customers of all cohorts are active at age 0, as they are by construction where the first
 *		activity makes the cohort. NULL state or empty state: no rows. NULL mode, as_of or level: error
 *		22004; unknown mode, or a level that is not between 0 and 1: 22023; counts of a difference that no
 *		customers can have: 22023.
 *		Until 0.6.0 the symbol was cx_retention_table, which still gives no low and high.
 */
typedef struct Triangle
{
	Horizon horizon;
	RetentionMode mode;
	const CxCohort *cohort;
	int32 left; /* cohorts, with this one */
	int64 age;  /* of the next row */
	int64 last_age;
	double level;    /* 0: without an interval */
	int64 *retained; /* room for the cohort with most ages */
} Triangle;

static void
begin_cohort(Triangle *triangle)
{
	triangle->age = 0;
	if (triangle->left == 0)
		return;
	triangle->last_age = last_age(&triangle->horizon, triangle->cohort);
	retained_by_age(triangle->horizon.state, triangle->cohort, triangle->mode, triangle->retained);
}

static Datum
table_row(FunctionCallInfo fcinfo, bool with_interval)
{
	FuncCallContext *call;
	Triangle *triangle;
	Datum values[8];
	bool nulls[8] = {false};
	int64 retained;
	int columns;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Triangle));

		triangle = rows.call->user_fctx;
		triangle->mode = mode_arg(fcinfo, 1);
		triangle->horizon = horizon_arg(fcinfo);
		triangle->level = with_interval ? cx_level_arg(fcinfo, 3) : 0;
		triangle->cohort = cx_first_cohort(triangle->horizon.state);
		triangle->left = triangle->horizon.state->cohorts;
		check_rows(&triangle->horizon);
		triangle->retained = retained_room(&triangle->horizon);
		begin_cohort(triangle);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	triangle = call->user_fctx;
	if (triangle->left > 0 && triangle->age > triangle->last_age)
	{
		triangle->cohort = cx_next_cohort(triangle->cohort);
		triangle->left--;
		begin_cohort(triangle);
	}
	if (triangle->left == 0)
		SRF_RETURN_DONE(call);

	retained = retained_at(triangle->cohort, triangle->mode, triangle->retained, triangle->age);
	values[0] =
		DateADTGetDatum(cx_cohort_day(triangle->horizon.state->kind, triangle->cohort->number));
	values[1] = Int32GetDatum((int32) triangle->age);
	values[2] = Int64GetDatum(triangle->cohort->customers);
	values[3] = Int64GetDatum(retained);
	columns = 4 + cx_set_rate(&values[4], &nulls[4], retained, triangle->cohort->customers,
							  triangle->level, triangle->age > 0 || !triangle->horizon.all_start);
	values[columns] =
		BoolGetDatum(is_complete(&triangle->horizon, triangle->cohort->number, triangle->age));
	triangle->age++;
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

PG_FUNCTION_INFO_V1(cx_retention_table);
Datum
cx_retention_table(PG_FUNCTION_ARGS)
{
	return table_row(fcinfo, false);
}

PG_FUNCTION_INFO_V1(cx_retention_table_interval);
Datum
cx_retention_table_interval(PG_FUNCTION_ARGS)
{
	return table_row(fcinfo, true);
}

/*
 * retention_curve(cx_retention, mode text DEFAULT 'on', as_of date DEFAULT CURRENT_DATE,
 * level double precision DEFAULT 0.95)
 * -> set of (age integer, customers bigint, retained bigint, rate, low, high)
 *		For every age, pooled over the cohorts that have been observed so long (whose cell is
 *		complete): customers, how many of them were retained, in percent. Cohorts that retained nobody
 *		count like all others. No rows when no cell is complete. low and high are NULL for recurring
 *		entries, too, where a customer counts once in each cohort that he is in: no sample of so many.
 *		NULL and errors as retention_table. Until 0.6.0 the symbol was cx_retention_curve.
 */
typedef struct Curve
{
	int64 ages;
	int64 interval_from; /* the first age whose rate has an interval */
	double level;        /* 0: without intervals */
	int64 *customers;
	int64 *retained;
} Curve;

/* The ages up to which a cohort is complete: a prefix, found by bisection. */
static int64
complete_ages(const Horizon *horizon, const CxCohort *cohort)
{
	int64 low = 0;
	int64 high = last_age(horizon, cohort) + 1;

	while (low < high)
	{
		int64 middle = low + (high - low) / 2;

		if (is_complete(horizon, cohort->number, middle))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
add_count(int64 *sum, int64 count)
{
	if (pg_add_s64_overflow(*sum, count, sum))
		cx_refuse_count_overflow("customers");
}

/* Adds a count from one age on until before another: to sums that are still differences of ages. */
static void
add_from_to(int64 *differences, int64 from, int64 to, int64 count)
{
	if (from >= to)
		return;
	add_count(&differences[from], count);
	add_count(&differences[to], -count);
}

static void
pool_cohort(Curve *curve, const CxCohort *cohort, RetentionMode mode, const int64 *retained,
			int64 complete)
{
	int64 counted = Min(cohort->ages, complete);

	add_from_to(curve->customers, 0, complete, cohort->customers);
	for (int64 age = 0; age < counted; age++)
	{
		CX_CHECK_INTERRUPTS(age);
		add_from_to(curve->retained, age, age + 1, retained[age]);
	}
	/* beyond its counts a cohort retains the same number at every age */
	add_from_to(curve->retained, counted, complete,
				retained_at(cohort, mode, retained, cohort->ages));
}

/*
 * In time in proportion to the state and the rows: a cohort does not visit the ages without counts of
 * its own, of which there are millions with a far as_of.
 */
static void
pool(Curve *curve, const Horizon *horizon, RetentionMode mode)
{
	const CxCohort *cohort = cx_first_cohort(horizon->state);
	int64 *retained = retained_room(horizon);

	for (int i = 0; i < horizon->state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		CX_CHECK_INTERRUPTS(i);
		curve->ages = Max(curve->ages, complete_ages(horizon, cohort));
	}
	cx_check_table_rows(curve->ages);
	curve->customers = MemoryContextAllocExtended(
		CurrentMemoryContext, (curve->ages + 1) * sizeof(int64), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	curve->retained = MemoryContextAllocExtended(
		CurrentMemoryContext, (curve->ages + 1) * sizeof(int64), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	cohort = cx_first_cohort(horizon->state);
	for (int i = 0; i < horizon->state->cohorts; i++, cohort = cx_next_cohort(cohort))
	{
		CX_CHECK_INTERRUPTS(i);
		retained_by_age(horizon->state, cohort, mode, retained);
		pool_cohort(curve, cohort, mode, retained, complete_ages(horizon, cohort));
	}
	for (int64 age = 1; age < curve->ages; age++)
	{
		CX_CHECK_INTERRUPTS(age);
		add_count(&curve->customers[age], curve->customers[age - 1]);
		add_count(&curve->retained[age], curve->retained[age - 1]);
	}
	pfree(retained);
}

static Datum
curve_row(FunctionCallInfo fcinfo, bool with_interval)
{
	FuncCallContext *call;
	Curve *curve;
	Datum values[6];
	bool nulls[6] = {false};
	uint64 age;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Curve));
		RetentionMode mode = mode_arg(fcinfo, 1);
		Horizon horizon = horizon_arg(fcinfo);

		curve = rows.call->user_fctx;
		curve->level = with_interval ? cx_level_arg(fcinfo, 3) : 0;
		curve->interval_from = horizon.state->recurring ? PG_INT64_MAX : horizon.all_start;
		pool(curve, &horizon, mode);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	curve = call->user_fctx;
	age = call->call_cntr;
	if (age >= (uint64) curve->ages)
		SRF_RETURN_DONE(call);
	values[0] = Int32GetDatum((int32) age);
	values[1] = Int64GetDatum(curve->customers[age]);
	values[2] = Int64GetDatum(curve->retained[age]);
	cx_set_rate(&values[3], &nulls[3], curve->retained[age], curve->customers[age], curve->level,
				(int64) age >= curve->interval_from);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

PG_FUNCTION_INFO_V1(cx_retention_curve);
Datum
cx_retention_curve(PG_FUNCTION_ARGS)
{
	return curve_row(fcinfo, false);
}

PG_FUNCTION_INFO_V1(cx_retention_curve_interval);
Datum
cx_retention_curve_interval(PG_FUNCTION_ARGS)
{
	return curve_row(fcinfo, true);
}
