/*
 * survival_read.c
 *	  Type cx_survival: reading the Kaplan-Meier estimate from a state.
 *
 * Nothing is said about times that nobody was observed for: there, every figure is NULL. Fractions
 * are 0 to 1, times in the unit of the durations.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "executor/tuptable.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#include "base/args.h"
#include "base/compat.h"
#include "base/interrupts.h"
#include "base/result.h"
#include "base/rows.h"
#include "math/normal.h"
#include "survival/survival_build.h"

static double
time_arg(FunctionCallInfo fcinfo, int argno)
{
	double t = PG_GETARG_FLOAT8(argno);

	if (isnan(t))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("time must not be NaN"),
				errhint("Give the age to look at, in the unit of the durations."));
	if (t < 0)
		ereport(
			ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("time %s is negative", cx_shortest_decimal(t)),
			errhint("Spells start at 0: give the age to look at, in the unit of the durations."));
	return t;
}

static double
fraction_arg(FunctionCallInfo fcinfo, int argno)
{
	double p = PG_GETARG_FLOAT8(argno);

	if (!(p > 0 && p < 1))
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("quantile %s is not between 0 and 1", cx_shortest_decimal(p)),
			errhint("The time by which half of the customers have churned is the quantile 0.5."));
	return p;
}

static CxSurvivalMethod
method_arg(FunctionCallInfo fcinfo, int argno)
{
	static const CxChoice methods[] = {{"log", CX_LOG},        {"log-log", CX_LOG_LOG},
									   {"loglog", CX_LOG_LOG}, {"log_log", CX_LOG_LOG},
									   {"plain", CX_PLAIN},    {"linear", CX_PLAIN}};

	return (CxSurvivalMethod) cx_choice_arg(fcinfo, argno, "method", methods, lengthof(methods),
											"'log', 'log-log' or 'plain'");
}

/*
 * survival_at(cx_survival, t) -> double precision
 *		Share of the customers, 0 to 1, that is still there just after time t. NULL for no spells, and
 *		beyond the longest spell unless all have churned. Strict. A negative t: error 22003; NaN:
 *		error 22023.
 */
PG_FUNCTION_INFO_V1(cx_survival_at);
Datum
cx_survival_at(PG_FUNCTION_ARGS)
{
	double t = time_arg(fcinfo, 1);
	CxMarks marks = cx_marks_arg(fcinfo, 0);
	CxCurve curve;

	if (!cx_curve_seek(&curve, &marks, t, &cx_interrupts))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(curve.survival);
}

/*
 * survival_ci(cx_survival, t, level, method) -> (low, high)
 *		Confidence interval of survival_at(), from Greenwood's variance: 'log' (R's standard, cut at
 *		1), 'log-log', or 'plain' (cut at 0 and 1). NULL for a NULL state or t; both bounds NULL where
 *		survival_at() is NULL or 0, and by log-log where it is 1. A NULL level or method: error 22004;
 *		a level outside (0, 1), another method: error 22023; t as for survival_at().
 */
PG_FUNCTION_INFO_V1(cx_survival_ci);
Datum
cx_survival_ci(PG_FUNCTION_ARGS)
{
	double z = cx_critical_arg(fcinfo, 2);
	CxSurvivalMethod method = method_arg(fcinfo, 3);
	CxInterval interval = {NAN, NAN};
	CxMarks marks;
	CxCurve curve;
	double t;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	t = time_arg(fcinfo, 1);
	marks = cx_marks_arg(fcinfo, 0);
	if (cx_curve_seek(&curve, &marks, t, &cx_interrupts))
		interval = cx_curve_interval(&curve, z, method);
	return cx_figure_row(fcinfo, 2, (double[]){interval.low, interval.high});
}

/*
 * cumulative_hazard(cx_survival, t) -> double precision
 *		Nelson-Aalen estimate: the churned over those at risk, added up over the times to t. NULL and
 *		errors as for survival_at(). Strict.
 */
PG_FUNCTION_INFO_V1(cx_survival_cumulative_hazard);
Datum
cx_survival_cumulative_hazard(PG_FUNCTION_ARGS)
{
	double t = time_arg(fcinfo, 1);
	CxMarks marks = cx_marks_arg(fcinfo, 0);
	CxCurve curve;

	if (!cx_curve_seek(&curve, &marks, t, &cx_interrupts))
		PG_RETURN_NULL();
	CX_RETURN_FIGURE(curve.hazard);
}

/*
 * survival_quantile(cx_survival, p) -> double precision
 *		The time by which a fraction p of the customers has churned: the first at which survival is at
 *		most 1 - p. Where it is equal to that until it falls again, the middle of this stretch; where
 *		the curve ends so, its start, as print(survfit) of R has it (quantile() of R takes the middle up
 *		to the last time that anybody was seen). NULL when so many have not churned yet. Strict. p
 *		outside (0, 1): error 22023.
 */
PG_FUNCTION_INFO_V1(cx_survival_quantile);
Datum
cx_survival_quantile(PG_FUNCTION_ARGS)
{
	double p = fraction_arg(fcinfo, 1);
	CxMarks marks = cx_marks_arg(fcinfo, 0);

	CX_RETURN_FIGURE(cx_curve_quantile(&marks, p, &cx_interrupts));
}

/*
 * survival_median(cx_survival) -> double precision
 *		survival_quantile() of 0.5. Strict.
 */
PG_FUNCTION_INFO_V1(cx_survival_median);
Datum
cx_survival_median(PG_FUNCTION_ARGS)
{
	CxMarks marks = cx_marks_arg(fcinfo, 0);

	CX_RETURN_FIGURE(cx_curve_quantile(&marks, 0.5, &cx_interrupts));
}

static Datum
quantile_ci(FunctionCallInfo fcinfo, double p, int level_argno)
{
	double z = cx_critical_arg(fcinfo, level_argno);
	CxSurvivalMethod method = method_arg(fcinfo, level_argno + 1);
	CxMarks marks;
	CxInterval interval;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	marks = cx_marks_arg(fcinfo, 0);
	interval = cx_curve_quantile_interval(&marks, p, z, method, &cx_interrupts);
	return cx_figure_row(fcinfo, 2, (double[]){interval.low, interval.high});
}

/*
 * survival_quantile_ci(cx_survival, p, level, method) -> (low, high)
 * survival_median_ci(cx_survival, level, method) -> (low, high)
 *		Where the bounds of survival_ci() cross 1 - p. A bound is NULL where they do not. NULL for a
 *		NULL state or p; errors as for survival_ci() and survival_quantile().
 */
PG_FUNCTION_INFO_V1(cx_survival_quantile_ci);
Datum
cx_survival_quantile_ci(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	return quantile_ci(fcinfo, fraction_arg(fcinfo, 1), 2);
}

PG_FUNCTION_INFO_V1(cx_survival_median_ci);
Datum
cx_survival_median_ci(PG_FUNCTION_ARGS)
{
	return quantile_ci(fcinfo, 0.5, 1);
}

/*
 * restricted_mean(cx_survival, t) -> double precision
 *		Mean time that a customer stays within the first t: the area below the curve up to t. NULL and
 *		errors as for survival_at(). Strict.
 */
PG_FUNCTION_INFO_V1(cx_survival_restricted_mean);
Datum
cx_survival_restricted_mean(PG_FUNCTION_ARGS)
{
	double t = time_arg(fcinfo, 1);
	CxMarks marks = cx_marks_arg(fcinfo, 0);

	CX_RETURN_FIGURE(cx_restricted_mean(&marks, t, &cx_interrupts).mean);
}

/*
 * restricted_mean_ci(cx_survival, t, level) -> (low, high)
 *		Mean and its standard error as survfit of R has them, normal approximation, within 0 .. t. NULL
 *		for a NULL state or t; both bounds NULL where restricted_mean() is. Level as for survival_ci().
 */
PG_FUNCTION_INFO_V1(cx_survival_restricted_mean_ci);
Datum
cx_survival_restricted_mean_ci(PG_FUNCTION_ARGS)
{
	double z = cx_critical_arg(fcinfo, 2);
	CxRestrictedMean mean;
	CxMarks marks;
	double margin;
	double t;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	t = time_arg(fcinfo, 1);
	marks = cx_marks_arg(fcinfo, 0);
	mean = cx_restricted_mean(&marks, t, &cx_interrupts);
	margin = z * mean.error;
	if (isnan(mean.mean))
		return cx_figure_row(fcinfo, 2, (double[]){NAN, NAN});
	return cx_figure_row(fcinfo, 2,
						 (double[]){Max(mean.mean - margin, 0), Min(mean.mean + margin, t)});
}

/*
 * survival_table(cx_survival, level, method)
 *		-> set of (t, at_risk, churned, censored, survival, std_error, low, high, cumulative_hazard,
 *		hazard_error)
 *		One row for each time at which somebody churned or was censored, as summary(survfit(...)) of R.
 *		Counts are double precision, for weights may be fractions. std_error (of survival) and bounds
 *		are NULL where survival is 0. No rows for no spells or NULL. Level and method as for
 *		survival_ci().
 */
#define TABLE_COLUMNS 10

typedef struct Table
{
	CxMarks marks;
	CxCurve curve;
	double z;
	CxSurvivalMethod method;
	/* of what is so until somebody churns: */
	CxInterval interval;
	double error;
	double hazard_error;
	bool whole; /* none of it is NULL */
} Table;

static Table
table_args(FunctionCallInfo fcinfo)
{
	Table table = {.z = cx_critical_arg(fcinfo, 1), .method = method_arg(fcinfo, 2)};

	if (!PG_ARGISNULL(0))
		table.marks = cx_marks_arg(fcinfo, 0);
	return table;
}

static void
look_at_churn(Table *table)
{
	const CxCurve *curve = &table->curve;

	table->interval = cx_curve_interval(curve, table->z, table->method);
	table->error = cx_curve_error(curve);
	table->hazard_error = sqrt(curve->hazard_variance);
	table->whole = isfinite(table->interval.low) && isfinite(table->interval.high) &&
				   isfinite(table->error) && isfinite(curve->hazard) &&
				   isfinite(table->hazard_error);
}

static void
table_start(Table *table)
{
	cx_curve_start(&table->curve, &table->marks, &cx_interrupts);
	look_at_churn(table);
}

/* The next row of the table; false when there is none. */
static bool
next_row(Table *table, double *figures)
{
	const CxCurve *curve = &table->curve;

	if (!cx_curve_next(&table->curve))
		return false;
	if (curve->risk.churned > 0)
		look_at_churn(table);
	figures[0] = curve->risk.time;
	figures[1] = curve->risk.at_risk;
	figures[2] = curve->risk.churned;
	figures[3] = curve->risk.censored;
	figures[4] = curve->survival;
	figures[5] = table->error;
	figures[6] = table->interval.low;
	figures[7] = table->interval.high;
	figures[8] = curve->hazard;
	figures[9] = table->hazard_error;
	return true;
}

static void
row_of(const double *figures, Datum *values, bool *nulls)
{
	for (int i = 0; i < TABLE_COLUMNS; i++)
	{
		nulls[i] = !isfinite(figures[i]);
		values[i] = Float8GetDatum(figures[i]);
	}
}

/*
 * In FROM all rows are written where they are kept. All but the last ones are of ten numbers: one row
 * is formed, and the numbers of the next are put in their place in it.
 */
static void
fill_table(FunctionCallInfo fcinfo)
{
	Table table = table_args(fcinfo);
	Tuplestorestate *store = cx_rows_kept(fcinfo, (double) table.marks.count, TABLE_COLUMNS);
	TupleDesc type = ((ReturnSetInfo *) fcinfo->resultinfo)->setDesc;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(type, &TTSOpsMinimalTuple);
	Datum values[TABLE_COLUMNS];
	bool nulls[TABLE_COLUMNS];
	MinimalTuple tuple;
	double *figures;

	row_of((double[TABLE_COLUMNS]){0}, values, nulls);
	tuple = cx_form_minimal_tuple(type, values, nulls);
	figures = (double *) ((char *) tuple + tuple->t_hoff - MINIMAL_TUPLE_OFFSET);
	ExecStoreMinimalTuple(tuple, slot, false);
	for (table_start(&table); next_row(&table, figures);)
	{
		if (table.whole)
		{
			tuplestore_puttupleslot(store, slot);
			continue;
		}
		row_of(figures, values, nulls);
		tuplestore_putvalues(store, type, values, nulls);
	}
	ExecDropSingleTupleTableSlot(slot);
}

PG_FUNCTION_INFO_V1(cx_survival_table);
Datum
cx_survival_table(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	double figures[TABLE_COLUMNS];
	Datum values[TABLE_COLUMNS];
	bool nulls[TABLE_COLUMNS];

	if (cx_rows_in_from(fcinfo))
	{
		fill_table(fcinfo);
		return (Datum) 0;
	}
	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows;
		Table *table;

		rows = cx_rows_begin(fcinfo, sizeof(Table));
		table = rows.call->user_fctx;
		*table = table_args(fcinfo);
		/* the argument may be gone by the second call */
		table->marks = cx_survival_marks(cx_survival_make(&table->marks));
		table_start(table);
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	if (!next_row(call->user_fctx, figures))
		SRF_RETURN_DONE(call);
	row_of(figures, values, nulls);
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}
