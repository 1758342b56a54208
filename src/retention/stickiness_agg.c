/*
 * stickiness_agg.c
 *	  Folding the histories of customers into cx_stickiness, and its arithmetic.
 *
 * A state has its full length from the first customer on, so it is changed where it lies.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/state_text.h"
#include "retention/activity_range.h"
#include "retention/stickiness.h"

StaticAssertDecl(CX_STICKINESS_MAX_PERIODS == CX_ACTIVITY_MAX_PERIODS,
				 "a range may be as long as a history");

static char *
shown_range(CxPeriod period, int64 from, int64 to)
{
	StringInfoData text;

	initStringInfo(&text);
	cx_append_date(&text, cx_period_first_day(period, from));
	appendStringInfoString(&text, " to ");
	cx_append_date(&text, cx_period_first_day(period, to));
	return text.data;
}

static void
check_same(const CxStickiness *state, CxPeriod period, CxPeriodRange range)
{
	int64 to = state->from + cx_stickiness_periods(state);

	if (state->period != period)
		cx_refuse_two_periods((CxPeriod) state->period, period);
	if (state->from != range.from || to != range.to)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("ranges of days differ: %s and %s", shown_range(period, state->from, to),
					   shown_range(period, range.from, range.to)),
				errhint("Only customers of the same from_day and to_day can be put together."));
}

/* The state in argument 0 for customers of that range: in place when allowed, else a copy. */
static CxStickiness *
writable(FunctionCallInfo fcinfo, CxPeriod period, CxPeriodRange range)
{
	CxStickiness *state = PG_GETARG_STICKINESS(0);

	if (cx_stickiness_periods(state) == 0)
	{
		state = cx_stickiness_new((int) (range.to - range.from));
		state->period = (uint8) period;
		state->from = range.from;
		return state;
	}
	check_same(state, period, range);
	if ((Pointer) state == PG_GETARG_POINTER(0) && !cx_owns_state(fcinfo))
		state = cx_copy_state(state, VARSIZE(state));
	return state;
}

/* Counts that have all become 0 are the empty state. */
static CxStickiness *
settled(CxStickiness *state)
{
	for (int i = 0; i < cx_stickiness_periods(state); i++)
		if (state->customers[i] != 0)
			return state;
	return cx_stickiness_new(0);
}

static void
check_length(CxPeriodRange range)
{
	if (range.to - range.from > CX_STICKINESS_MAX_PERIODS)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("a range of " INT64_FORMAT " periods is longer than %d",
					   range.to - range.from, CX_STICKINESS_MAX_PERIODS),
				errhint("Take a shorter range, or longer periods."));
}

static Datum
count_customer(FunctionCallInfo fcinfo, int change)
{
	CxDayRange days = cx_day_range_arg(fcinfo, 2);
	const CxActivity *activity;
	CxPeriodRange range;
	CxStickiness *state;
	int64 active;
	int64 *count;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	activity = PG_GETARG_ACTIVITY_P(1);
	if (cx_activity_empty(activity))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	range = cx_activity_period_range(activity, days);
	check_length(range);
	active = cx_activity_count_in(activity, range);
	if (active == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	state = writable(fcinfo, (CxPeriod) activity->kind, range);
	count = &state->customers[active - 1];
	if (pg_add_s64_overflow(*count, change, count))
		cx_refuse_count_overflow("customers");
	PG_RETURN_POINTER(*count == 0 ? settled(state) : state);
}

/*
 * cx_stickiness_count(cx_stickiness, cx_activity, from_day date, to_day date) -> cx_stickiness
 * cx_stickiness_uncount, the same
 *		Transition and inverse of stickiness_agg: the customer counts among those who were active in as
 *		many periods from from_day to just before to_day. A NULL or empty history, and one without
 *		activity in the range, is skipped; a NULL state gives NULL. A NULL bound: error 22004; an infinite
 *		one: 22008; from_day after to_day, a bound that is not the first day of a period of the history,
 *		rolling windows, or other periods or another range than the state's: 22023; more than 65536
 *		periods: 54000.
 */
PG_FUNCTION_INFO_V1(cx_stickiness_count);
Datum
cx_stickiness_count(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_stickiness_uncount);
Datum
cx_stickiness_uncount(PG_FUNCTION_ARGS)
{
	return count_customer(fcinfo, -1);
}

/*
 * cx_stickiness_add, cx_stickiness_subtract(cx_stickiness, cx_stickiness) -> cx_stickiness
 *		Operators + and -, combine function of every aggregate over cx_stickiness, transition and inverse
 *		of rollup(). Strict. Different periods or ranges: error 22023; a count beyond bigint: 22003.
 */
static Datum
merge(FunctionCallInfo fcinfo, int sign)
{
	const CxStickiness *other = PG_GETARG_STICKINESS(1);
	int periods = cx_stickiness_periods(other);
	CxStickiness *state;

	if (periods == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	state = writable(fcinfo, (CxPeriod) other->period,
					 (CxPeriodRange){other->from, other->from + periods});
	for (int i = 0; i < periods; i++)
	{
		int64 *count = &state->customers[i];

		/* -x overflows where 0 - x is what is meant */
		if (sign > 0 ? pg_add_s64_overflow(*count, other->customers[i], count)
					 : pg_sub_s64_overflow(*count, other->customers[i], count))
			cx_refuse_count_overflow("customers");
	}
	PG_RETURN_POINTER(settled(state));
}

PG_FUNCTION_INFO_V1(cx_stickiness_add);
Datum
cx_stickiness_add(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_stickiness_subtract);
Datum
cx_stickiness_subtract(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, -1);
}
