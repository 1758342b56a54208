/*
 * logrank.c
 *	  Comparing groups of customers: log-rank tests and the hazard ratio.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/result.h"
#include "base/rows.h"
#include "math/logrank.h"
#include "math/normal.h"
#include "survival/survival_build.h"

#define MAX_GROUPS 4096

/*
 * At each time of one group a test looks at all others: for so many, and a million times, a second. Only
 * groups that are there when somebody churns count: the others take no part.
 */
#define MAX_COMPARED 512

/* Efron's method takes those that churn together one by one: there must be a whole number of them. */
#define MAX_TIES 1e8

typedef struct Groups
{
	CxMarks *marks;
	CxGroup *group;
	int count;
} Groups;

/* The states of a variadic argument; a NULL is a group without spells. */
static Groups
groups_arg(FunctionCallInfo fcinfo)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(0);
	Datum *states;
	bool *nulls;
	Groups groups;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE, &states, &nulls,
					  &groups.count);
	if (groups.count > MAX_GROUPS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("cannot compare %d groups", groups.count),
				errdetail("A log-rank test compares at most %d groups.", MAX_GROUPS));
	groups.marks = palloc0(Max(groups.count, 1) * sizeof(CxMarks));
	groups.group = palloc0(Max(groups.count, 1) * sizeof(CxGroup));
	for (int i = 0; i < groups.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!nulls[i])
			groups.marks[i] = cx_survival_marks(
				cx_survival_closed((const CxSurvival *) PG_DETOAST_DATUM(states[i])));
	}
	return groups;
}

/* Leaves out the groups that nobody churns beside, of more than a test can compare. */
static void
keep_compared(Groups *groups)
{
	int kept = 0;

	if (groups->count <= MAX_COMPARED)
		return;
	cx_logrank_tallies(groups->marks, groups->count, groups->group, &cx_interrupts);
	for (int i = 0; i < groups->count; i++)
		if (groups->group[i].expected > 0 || groups->group[i].observed > 0)
			groups->marks[kept++] = groups->marks[i];
	groups->count = kept;
	if (kept > MAX_COMPARED)
		ereport(
			ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("cannot compare %d groups that are there when somebody churns", kept),
			errdetail("A log-rank test compares at most %d of these.", MAX_COMPARED),
			errhint("Add up small groups with rollup(), or give fewer. logrank_groups() shows the "
					"churned and the expected of all groups."));
}

static Datum
test_row(FunctionCallInfo fcinfo, CxLogrankWeight weight)
{
	Groups groups = groups_arg(fcinfo);
	double *scratch;
	CxLogrank test;
	bool none;
	Datum values[3];
	bool nulls[3];

	keep_compared(&groups);
	scratch = palloc(Max(cx_logrank_scratch(groups.count), 1) * sizeof(double));
	test = cx_logrank(groups.marks, groups.count, weight, groups.group, scratch, &cx_interrupts);
	none = test.df == 0;
	for (int i = 0; i < 3; i++)
		nulls[i] = none;
	values[0] = Float8GetDatum(test.chi_square);
	values[1] = Int32GetDatum(test.df);
	values[2] = Float8GetDatum(test.p_value);
	return HeapTupleGetDatum(heap_form_tuple(cx_row_type(fcinfo), values, nulls));
}

/*
 * logrank(VARIADIC cx_survival[]) -> (chi_square, df integer, p_value)
 *		Do the groups churn at the same rate? Ties by the hypergeometric variance. NULL and empty
 *		states, like groups never at risk with another at a churn, take no part. df is the number of
 *		the others less one; less one for each set of them, where sets never met. All is NULL when no
 *		two can be compared. Strict. More than 4096 groups, or more than 512 of those that are at risk
 *		at a churn: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_survival_logrank);
Datum
cx_survival_logrank(PG_FUNCTION_ARGS)
{
	return test_row(fcinfo, CX_LOGRANK);
}

/*
 * peto_logrank(VARIADIC cx_survival[]) -> (chi_square, df integer, p_value)
 *		The same, each time of churn weighed by Peto and Peto's own estimate of the pooled survival,
 *		the product of 1 - d / (n + 1) over the times up to and including it: early churn counts for
 *		more. As in Stata (sts test, peto), SAS (test = peto), lifelines (weightings = 'peto') and
 *		textbooks (D. Kleinbaum and M. Klein, Survival Analysis, 2012).
 */
PG_FUNCTION_INFO_V1(cx_survival_peto_logrank);
Datum
cx_survival_peto_logrank(PG_FUNCTION_ARGS)
{
	return test_row(fcinfo, CX_PETO_LOGRANK);
}

/*
 * fleming_harrington_logrank(VARIADIC cx_survival[]) -> (chi_square, df integer, p_value)
 *		The same weighed by the Kaplan-Meier estimate of the pooled survival just before the time: the
 *		test of Harrington and Fleming with rho = 1, as survdiff(..., rho = 1) of R has it.
 */
PG_FUNCTION_INFO_V1(cx_survival_fleming_harrington_logrank);
Datum
cx_survival_fleming_harrington_logrank(PG_FUNCTION_ARGS)
{
	return test_row(fcinfo, CX_FLEMING_HARRINGTON_1);
}

/*
 * logrank_groups(VARIADIC cx_survival[])
 *		-> set of (group_number integer, customers, observed, expected double precision)
 *		What logrank() compares: for each group, in the order given, how many churned and how many
 *		would have if all groups churned at the same rate. Strict. More than 4096 groups: error 54000.
 */
typedef struct CompareRow
{
	double customers;
	double observed;
	double expected;
} CompareRow;

PG_FUNCTION_INFO_V1(cx_survival_logrank_groups);
Datum
cx_survival_logrank_groups(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	const CompareRow *row;

	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, 0);
		Groups groups = groups_arg(fcinfo);
		CompareRow *all = palloc0(Max(groups.count, 1) * sizeof(CompareRow));

		cx_logrank_tallies(groups.marks, groups.count, groups.group, &cx_interrupts);
		/* the states may be gone by the second call */
		for (int i = 0; i < groups.count; i++)
			all[i] = (CompareRow){cx_customers_of(&groups.marks[i], &cx_interrupts),
								  groups.group[i].observed, groups.group[i].expected};
		rows.call->user_fctx = all;
		rows.call->max_calls = groups.count;
		cx_rows_begun(&rows);
	}
	call = SRF_PERCALL_SETUP();
	if (call->call_cntr >= call->max_calls)
		SRF_RETURN_DONE(call);
	row = (const CompareRow *) call->user_fctx + call->call_cntr;
	{
		Datum values[] = {Int32GetDatum((int32) call->call_cntr + 1),
						  Float8GetDatum(row->customers), Float8GetDatum(row->observed),
						  Float8GetDatum(row->expected)};
		bool nulls[] = {false, false, false, false};

		SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
	}
}

static bool
efron_arg(FunctionCallInfo fcinfo, int argno)
{
	static const CxChoice ties[] = {{"efron", true}, {"breslow", false}};

	return cx_choice_arg(fcinfo, argno, "ties", ties, lengthof(ties), "'efron' or 'breslow'");
}

static void
check_whole(const CxMarks *marks)
{
	double churned = 0;

	for (size_t i = 0; i < marks->count; i++)
	{
		if (cx_mark_kind(marks->keys[i]) != CX_CHURNED)
			continue;
		churned += marks->highs[i];
		if (marks->highs[i] != floor(marks->highs[i]) ||
			(marks->lows != NULL && marks->lows[i] != 0) || churned > MAX_TIES)
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("%s churned customers cannot be taken one by one",
						   cx_shortest_decimal(churned > MAX_TIES ? churned : marks->highs[i])),
					errhint("For weights that are fractions, and for very many customers, use "
							"ties => 'breslow'."));
	}
}

/*
 * hazard_ratio(cx_survival, cx_survival, level, ties) -> (hazard_ratio, low, high, z, p_value)
 *		How many times as fast the second group churns as the first, by Cox's proportional hazards, with
 *		a Wald interval and test on the logarithm. ties 'efron' (R's standard) or 'breslow'. NULL for a
 *		NULL state; all columns NULL where the ratio is 0, infinite or undefined, as when only one group
 *		churns. A NULL level or ties: error 22004; a level outside (0, 1), other ties, or Efron's method
 *		with weights that are fractions: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_survival_hazard_ratio);
Datum
cx_survival_hazard_ratio(PG_FUNCTION_ARGS)
{
	double level = cx_level_arg(fcinfo, 2);
	bool efron = efron_arg(fcinfo, 3);
	CxMarks first;
	CxMarks second;
	CxHazardRatio ratio;
	double margin;
	double z;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	first = cx_marks_arg(fcinfo, 0);
	second = cx_marks_arg(fcinfo, 1);
	if (efron)
	{
		check_whole(&first);
		check_whole(&second);
	}
	ratio = cx_hazard_ratio(&first, &second, efron, &cx_interrupts);
	margin = -cx_normal_quantile((1 - level) / 2) * ratio.error;
	z = ratio.log_ratio / ratio.error;
	return cx_figure_row(fcinfo, 5,
						 (double[]){exp(ratio.log_ratio), exp(ratio.log_ratio - margin),
									exp(ratio.log_ratio + margin), z, cx_normal_two_sided_p(z)});
}
