/*
 * cohort_table.c
 *	  What tables of cohorts by age share: which cells they show, which of those are complete, the rate.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "base/percent.h"
#include "base/proportion.h"
#include "retention/activity.h"
#include "retention/cohort_table.h"

/* The day after the last that a timestamp can be in: days beyond would overflow microseconds. */
#define LAST_INSTANT (TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE)

CxHorizon
cx_horizon(int kind, int64 width, DateADT as_of)
{
	CxHorizon horizon = {kind, width, as_of, PG_INT64_MIN, 0};

	if (!DATE_IS_NOEND(as_of) && kind != CX_ROLLING)
		horizon.last_period = cx_last_period_before((CxPeriod) kind, as_of);
	return horizon;
}

void
cx_horizon_reach(CxHorizon *horizon, int64 cohort, int64 ages)
{
	/* customers entered at age 0, whether or not they did anything: that much is observed */
	ages = Max(ages, 1);
	horizon->last_period = Max(horizon->last_period, cohort + ages - 1);
	horizon->most_ages = Max(horizon->most_ages, ages);
}

int64
cx_horizon_last_age(const CxHorizon *horizon, int64 cohort, int64 ages)
{
	int64 age;

	if (horizon->kind != CX_ROLLING)
		return Max(horizon->last_period - cohort, 0);
	age = ages - 1;
	if (DATE_IS_NOEND(horizon->as_of))
		age = horizon->most_ages - 1;
	else if (!DATE_IS_NOBEGIN(horizon->as_of))
	{
		int64 observed;

		if (pg_mul_s64_overflow(Min(horizon->as_of, LAST_INSTANT) - cohort, USECS_PER_DAY,
								&observed))
			observed = PG_INT64_MAX;
		/* window k begins k widths after the start, for the first of the day at midnight */
		if (observed > 0)
			age = Max(age, (observed - 1) / horizon->width);
	}
	return Max(age, 0);
}

/* The instant at which window k of those who started last on the cohort's day ends. */
static bool
window_end(const CxHorizon *horizon, int64 cohort, int64 age, int64 *end)
{
	int64 span;

	return !pg_mul_s64_overflow(age + 1, horizon->width, &span) &&
		   !pg_add_s64_overflow((cohort + 1) * USECS_PER_DAY, span, end);
}

bool
cx_horizon_complete(const CxHorizon *horizon, int64 cohort, int64 age)
{
	int64 end;

	if (horizon->kind != CX_ROLLING)
		return cx_period_ended((CxPeriod) horizon->kind, cohort + age, horizon->as_of);
	if (DATE_IS_NOEND(horizon->as_of))
		return true;
	if (DATE_IS_NOBEGIN(horizon->as_of))
		return false;
	return window_end(horizon, cohort, age, &end) &&
		   end <= (int64) Min(horizon->as_of, LAST_INSTANT) * USECS_PER_DAY;
}

DateADT
cx_cohort_day(int kind, int64 cohort)
{
	return kind == CX_ROLLING ? (DateADT) cohort : cx_period_first_day((CxPeriod) kind, cohort);
}

bool
cx_cohort_is_valid(int kind, int64 cohort, int64 ages)
{
	/* the start of a rolling window is a timestamp, whose range is narrower than that of dates */
	if (kind == CX_ROLLING)
		return cohort >= DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE && cohort < LAST_INSTANT;
	return cx_period_is_valid((CxPeriod) kind, cohort) &&
		   cx_period_is_valid((CxPeriod) kind, cohort + Max(ages - 1, 0));
}

void
cx_refuse_cohort(int kind, int64 cohort)
{
	cx_refuse_impossible_cohort(cx_cohort_day(kind, cohort),
								"A count is negative, or more were retained than entered.");
}

static void
set_figure(Datum *value, bool *null, double figure)
{
	*null = !isfinite(figure);
	*value = *null ? (Datum) 0 : Float8GetDatum(figure);
}

int
cx_set_rate(Datum *values, bool *nulls, int64 retained, int64 customers, double level,
			bool has_interval)
{
	double rate = cx_percent(retained, customers);
	CxInterval ci = {NAN, NAN};

	set_figure(&values[0], &nulls[0], rate);
	if (level == 0)
		return 1;
	if (has_interval)
		ci = cx_proportion_interval((CxProportion){(double) retained, (double) customers}, rate,
									level);
	set_figure(&values[1], &nulls[1], ci.low);
	set_figure(&values[2], &nulls[2], ci.high);
	return 3;
}
