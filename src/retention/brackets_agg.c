/*
 * brackets_agg.c
 *	  Folding the histories of customers into cx_brackets, and its arithmetic.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "base/args.h"
#include "base/array.h"
#include "base/interrupts.h"
#include "retention/activity.h"
#include "retention/brackets.h"

#define FIRST_AGES_HINT                                                                            \
	"Write the first age of each bracket, and the first one behind the last: 1, 4, 8, 15 for "     \
	"ages "                                                                                        \
	"1 to 3, 4 to 7 and 8 to 14."

/*
 * Argument argno as first ages. What they must be is looked at where they differ from those of a state that
 * is there, so once as a rule, and here only that they are a list of integers.
 */
static CxBracketsShape
first_ages_arg(FunctionCallInfo fcinfo, int argno)
{
	CxBracketsShape shape = {0};
	ArrayType *array;

	if (PG_ARGISNULL(argno))
		cx_refuse_null("first_ages", FIRST_AGES_HINT);
	array = PG_GETARG_ARRAYTYPE_P(argno);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("first_ages must be a list, not an array of %d dimensions", ARR_NDIM(array)),
				errhint(FIRST_AGES_HINT));
	if (array_contains_nulls(array))
		cx_refuse_null("an element of first_ages", FIRST_AGES_HINT);
	shape.brackets = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) - 1;
	shape.ages = cx_array_elements(array);
	return shape;
}

static void
check_first_ages(const CxBracketsShape *shape)
{
	const int32 *ages = shape->ages;

	if (shape->brackets < 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("brackets need at least two first_ages, not %d", shape->brackets + 1),
				errhint(FIRST_AGES_HINT));
	if (shape->brackets > CX_BRACKETS_MAX)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("%d brackets are more than %d", shape->brackets, CX_BRACKETS_MAX),
				errhint("Take fewer brackets."));
	if (ages[0] < 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("first_ages must not be negative: %d", ages[0]), errhint(FIRST_AGES_HINT));
	for (int32 i = 1; i <= shape->brackets; i++)
		if (ages[i] <= ages[i - 1])
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("first_ages must ascend: %d comes after %d", ages[i], ages[i - 1]),
					errhint(FIRST_AGES_HINT));
}

/* The first age from one on at which the customer was active; -1: none. */
static int64
next_active(const CxActivity *activity, int64 age)
{
	int words = cx_activity_words(activity);
	int64 w = age / 64;
	uint64 left;

	if (w >= words)
		return -1;
	left = activity->words[w] & ~UINT64CONST(0) << (age % 64);
	while (left == 0)
	{
		if (++w == words)
			return -1;
		left = activity->words[w];
	}
	return w * 64 + pg_rightmost_one_pos64(left);
}

/* Enters a customer into the words of a cohort, or takes one out. */
static void
enter(int64 *cohort, const CxBracketsShape *shape, const CxActivity *activity, int sign)
{
	int64 active = -1;

	cx_brackets_change(&cohort[CX_COHORT_CUSTOMERS], 1, sign);
	for (int32 i = 0; i < shape->brackets; i++)
	{
		if (active < shape->ages[i])
		{
			active = next_active(activity, shape->ages[i]);
			if (active < 0)
				return;
		}
		if (active < shape->ages[i + 1])
			cx_brackets_change(&cohort[CX_COHORT_RETAINED + i], 1, sign);
	}
}

/* The day of the start of windows, or the number of the first active period. */
static int64
cohort_of(const CxActivity *activity)
{
	if (activity->kind != CX_ROLLING)
		return activity->start;
	return activity->start / USECS_PER_DAY - (activity->start % USECS_PER_DAY < 0);
}

static Datum
count_customer(FunctionCallInfo fcinfo, int sign)
{
	CxBracketsShape shape = first_ages_arg(fcinfo, 2);
	const CxActivity *activity;
	CxBrackets *flat;
	CxBracketsBuilder *builder;
	int64 *cohort;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
	{
		check_first_ages(&shape);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	activity = PG_GETARG_ACTIVITY_P(1);
	shape.kind = activity->kind;
	shape.width = activity->width;
	if (cx_activity_empty(activity))
	{
		check_first_ages(&shape);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	flat = cx_brackets_in_place(fcinfo, &shape);
	if (flat != NULL && (cohort = cx_brackets_lookup(flat, cohort_of(activity))) != NULL)
	{
		enter(cohort, &shape, activity, sign);
		if (likely(cx_cohort_is_used(cohort, shape.brackets)))
			PG_RETURN_POINTER(flat);
		builder = cx_brackets_writable(fcinfo);
		return cx_brackets_transition_value(builder);
	}
	check_first_ages(&shape);
	builder = cx_brackets_writable(fcinfo);
	cx_brackets_set_shape(builder, &shape);
	enter(cx_brackets_find(builder, cohort_of(activity)), &shape, activity, sign);
	return cx_brackets_transition_value(builder);
}

/*
 * cx_brackets_count(cx_brackets, cx_activity, first_ages integer[]) -> cx_brackets
 * cx_brackets_uncount, the same
 *		Transition and inverse of bracket_agg: the customer enters the cohort of the first period, or of the
 *		day of the start of rolling windows, and is retained in each bracket with an active age. A NULL or
 *		empty history is skipped; a NULL state gives NULL. NULL first_ages, or a NULL among them: error
 *		22004; fewer than two, a negative one, one that does not ascend, several dimensions, other first
 *		ages or periods than the state's: 22023; more than 65536 brackets, or a table too large: 54000.
 */
PG_FUNCTION_INFO_V1(cx_brackets_count);
Datum
cx_brackets_count(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_brackets_uncount);
Datum
cx_brackets_uncount(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, -1);
}

/* Adds in place where all cohorts are there already; false: nothing was done. */
static bool
merge_in_place(CxBrackets *state, const CxBrackets *other, int sign)
{
	for (int32 i = 0; i < other->cohorts; i++)
		if (cx_brackets_lookup(state, cx_brackets_cohort(other, i)[CX_COHORT_NUMBER]) == NULL)
			return false;
	for (int32 i = 0; i < other->cohorts; i++)
	{
		const int64 *from = cx_brackets_cohort(other, i);

		cx_brackets_add_cohort(cx_brackets_lookup(state, from[CX_COHORT_NUMBER]), from,
							   other->brackets, sign);
	}
	return true;
}

static bool
all_used(const CxBrackets *state)
{
	for (int32 i = 0; i < state->cohorts; i++)
		if (!cx_cohort_is_used(cx_brackets_cohort(state, i), state->brackets))
			return false;
	return true;
}

/*
 * cx_brackets_add, cx_brackets_subtract(cx_brackets, cx_brackets) -> cx_brackets
 *		Operators + and -, combine function of every aggregate over cx_brackets, transition and inverse of
 *		rollup(). Strict. Different periods or first ages: error 22023; a count beyond bigint: 22003; a table
 *		too large: 54000.
 */
static Datum
merge(FunctionCallInfo fcinfo, int sign)
{
	const CxBrackets *other = PG_GETARG_BRACKETS_P(1);
	CxBracketsShape shape = cx_brackets_shape(other);
	CxBrackets *flat;
	CxBracketsBuilder *builder;
	bool merged;

	if (other->cohorts == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	flat = cx_brackets_in_place(fcinfo, &shape);
	merged = flat != NULL && merge_in_place(flat, other, sign);
	if (merged && all_used(flat))
		PG_RETURN_POINTER(flat);
	builder = cx_brackets_writable(fcinfo);
	if (!merged)
		cx_brackets_merge(builder, other, sign);
	return cx_brackets_transition_value(builder);
}

PG_FUNCTION_INFO_V1(cx_brackets_add);
Datum
cx_brackets_add(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_brackets_subtract);
Datum
cx_brackets_subtract(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, -1);
}
