/*
 * sla_agg.c
 *	  Folding tickets into cx_sla: met, breached, or open within the target.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/duration.h"
#include "base/kinds.h"
#include "base/spell.h"
#include "service/calendar.h"
#include "service/sla.h"

pg_noreturn static void
refuse_negative(const char *what, Interval *span)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s %s is negative", what,
				   DatumGetCString(DirectFunctionCall1(interval_out, PointerGetDatum(span)))),
			errhint("It is a length of time from 0 up, such as resolved - opened."));
}

/* Argument argno, which is not NULL, in microseconds. */
static inline int64
span_arg(FunctionCallInfo fcinfo, int argno, const char *what)
{
	Interval *span = PG_GETARG_INTERVAL_P(argno);
	int64 micros =
		likely((span->month | span->day) == 0) ? span->time : cx_interval_micros(span, what);

	if (unlikely(micros < 0))
		refuse_negative(what, span);
	return micros;
}

static inline int64
target_arg(FunctionCallInfo fcinfo, int argno)
{
	if (unlikely(PG_ARGISNULL(argno)))
		cx_refuse_null("target", "Leave out tickets without a target: FILTER (WHERE target IS NOT "
								 "NULL).");
	return span_arg(fcinfo, argno, "target");
}

/* Met and breached without branches: which it is, is what no processor can predict. */
static pg_attribute_always_inline Datum
count_ticket(FunctionCallInfo fcinfo, bool late, bool resolved, int64 as_of, CxSlaClock clock,
			 int sign)
{
	CxSla *state = cx_writable_state(fcinfo, sizeof(CxSla));

	if (unlikely(!late & !resolved))
		cx_sla_count_open(state, 1, as_of, clock, sign);
	else if (unlikely(pg_add_s64_overflow(state->counts[late], sign, &state->counts[late])))
		cx_refuse_count_overflow("tickets");
	PG_RETURN_SLA(state);
}

/*
 * cx_sla_count(cx_sla, elapsed interval, target interval, resolved boolean) -> cx_sla
 * cx_sla_uncount, the same
 *		Transition and inverse of sla_agg(elapsed, target, resolved): met when resolved within the
 *		target, breached when elapsed is longer, resolved or not, else open. A day is 24 hours. A NULL
 *		resolved is false. A NULL elapsed is skipped where resolved is true, and an error 22004 where
 *		not: skipped, a ticket that nobody answers would raise the attainment. A NULL target: error
 *		22004; months, or a negative length: 22023; beyond 2^63 microseconds, or infinite: 22008. A
 *		NULL state gives NULL.
 */
static pg_attribute_always_inline Datum
count_elapsed(FunctionCallInfo fcinfo, int sign)
{
	int64 target = target_arg(fcinfo, 2);
	bool resolved = !PG_ARGISNULL(3) && PG_GETARG_BOOL(3);

	if (unlikely(PG_ARGISNULL(0)))
		PG_RETURN_NULL();
	if (unlikely(PG_ARGISNULL(1)))
	{
		if (!resolved)
			cx_refuse_null("elapsed of a ticket that is not resolved",
						   "The time of an open ticket runs to as_of: coalesce(resolved, as_of) - "
						   "opened.");
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	return count_ticket(fcinfo, span_arg(fcinfo, 1, "elapsed") > target, resolved, 0, CX_SLA_UNTOLD,
						sign);
}

PG_FUNCTION_INFO_V1(cx_sla_count_elapsed);
Datum
cx_sla_count_elapsed(PG_FUNCTION_ARGS)
{
	return count_elapsed(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_sla_uncount_elapsed);
Datum
cx_sla_uncount_elapsed(PG_FUNCTION_ARGS)
{
	return count_elapsed(fcinfo, -1);
}

static const CxTimes ticket_times = {1, 4, {"opened", "resolved", NULL, "as_of"}};

/* What stays the same in all rows of most calls. NULL as_of or calendar: error 22004. */
static inline int64
as_of_arg(FunctionCallInfo fcinfo)
{
	int64 as_of;

	if (unlikely(PG_ARGISNULL(4)))
		cx_refuse_null("as_of", "as_of is when the tickets were looked at, such as now(): an open "
								"one has waited until then.");
	as_of = PG_GETARG_TIMESTAMP(4);
	if (unlikely(TIMESTAMP_NOT_FINITE(as_of)))
		cx_refuse_infinite("as_of");
	return as_of;
}

/* A target in hours that a calendar has open, which has no days: two of them are not 48 open hours. */
static inline int64
open_target_arg(FunctionCallInfo fcinfo)
{
	if (likely(!PG_ARGISNULL(3)))
	{
		Interval *target = PG_GETARG_INTERVAL_P(3);

		if (unlikely(target->day != 0 && target->month == 0))
			ereport(
				ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("target %s has days, which are not so many open hours",
					   DatumGetCString(DirectFunctionCall1(interval_out, PointerGetDatum(target)))),
				errhint("Write open hours: two days of eight hours each are '16 hours'."));
	}
	return target_arg(fcinfo, 3);
}

static int64
real_elapsed(int64 from, int64 to)
{
	int64 elapsed;

	if (unlikely(pg_sub_s64_overflow(to, from, &elapsed)))
		cx_refuse_long_duration("resolved - opened");
	return elapsed;
}

static int64
open_elapsed(FunctionCallInfo fcinfo, CxSlaClock clock, int64 from, int64 to)
{
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(5);

	if (clock == CX_SLA_LOCAL)
	{
		from = cx_calendar_instant(calendar, from);
		to = cx_calendar_instant(calendar, to);
	}
	return cx_business_between(calendar, from, to);
}

/*
 * cx_sla_count(cx_sla, opened, resolved, target interval, as_of [, calendar]) -> cx_sla
 * cx_sla_uncount, the same
 *		Transition and inverse of sla_agg(opened, resolved, target, as_of [, calendar]), over instants
 *		or over local times, beside a calendar those of its zone. A ticket whose resolved is NULL,
 *		infinite or later than as_of is open at as_of and has waited until then. A NULL opened, and
 *		one at or after as_of, is skipped. A NULL target, as_of or calendar: error 22004; an infinite
 *		as_of or opened: 22008; resolved before opened, dates or local times among instants (kinds.h),
 *		dates or days in a target beside a calendar: 22023; the target otherwise as for elapsed times. A NULL
 *		state gives NULL.
 */
static pg_attribute_always_inline Datum
count_spell(FunctionCallInfo fcinfo, CxSlaClock clock, bool business, int sign)
{
	int64 as_of = as_of_arg(fcinfo);
	int64 target = business ? open_target_arg(fcinfo) : target_arg(fcinfo, 3);
	int64 opened, resolved, until;

	if (business && unlikely(PG_ARGISNULL(5)))
		(void) cx_calendar_arg(fcinfo, 5);
	if (unlikely(PG_ARGISNULL(0)))
		PG_RETURN_NULL();
	if (unlikely(PG_ARGISNULL(1)))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	opened = PG_GETARG_TIMESTAMP(1);
	resolved = PG_ARGISNULL(2) ? CX_SPELL_OPEN_TIMESTAMP : PG_GETARG_TIMESTAMP(2);
	if (unlikely(!cx_spell_valid_TIMESTAMP(opened, resolved)))
	{
		if (clock == CX_SLA_INSTANT)
			cx_ticket_refuse_TIMESTAMPTZ(opened, resolved);
		cx_ticket_refuse_TIMESTAMP(opened, resolved);
	}
	if (unlikely(opened >= as_of))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	until = Min(resolved, as_of);
	return count_ticket(fcinfo,
						(business ? open_elapsed(fcinfo, clock, opened, until)
								  : real_elapsed(opened, until)) > target,
						resolved <= as_of, as_of, clock, sign);
}

pg_noreturn static void
refuse_dates(void)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a date has no time of day to count hours from"),
			errhint("A target is met or breached by hours: give timestamps, or count days: "
					"sla_agg((least(resolved, as_of) - opened) * interval '24 hours', target, "
					"resolved <= as_of) FILTER (WHERE opened < as_of)."));
}

#define CX_CHECK_BESIDE_CALENDAR_TIMESTAMPTZ() CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&ticket_times)
#define CX_CHECK_BESIDE_CALENDAR_TIMESTAMP()   CX_CHECK_DATES_ONCE(&ticket_times, refuse_dates())

#define COUNT_SPELL(symbol, KIND, clock, business, sign)                                           \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		if (business)                                                                              \
			CX_CHECK_BESIDE_CALENDAR_##KIND();                                                     \
		else                                                                                       \
			CX_CHECK_KINDS_ONCE_##KIND(&ticket_times);                                             \
		return count_spell(fcinfo, clock, business, sign);                                         \
	}

COUNT_SPELL(cx_sla_count_timestamptz, TIMESTAMPTZ, CX_SLA_INSTANT, false, 1)
COUNT_SPELL(cx_sla_uncount_timestamptz, TIMESTAMPTZ, CX_SLA_INSTANT, false, -1)
COUNT_SPELL(cx_sla_count_timestamp, TIMESTAMP, CX_SLA_LOCAL, false, 1)
COUNT_SPELL(cx_sla_uncount_timestamp, TIMESTAMP, CX_SLA_LOCAL, false, -1)
COUNT_SPELL(cx_sla_count_timestamptz_business, TIMESTAMPTZ, CX_SLA_INSTANT, true, 1)
COUNT_SPELL(cx_sla_uncount_timestamptz_business, TIMESTAMPTZ, CX_SLA_INSTANT, true, -1)
COUNT_SPELL(cx_sla_count_timestamp_business, TIMESTAMP, CX_SLA_LOCAL, true, 1)
COUNT_SPELL(cx_sla_uncount_timestamp_business, TIMESTAMP, CX_SLA_LOCAL, true, -1)

/*
 * cx_sla_refuse(cx_sla, opened, resolved, target, as_of [, calendar])
 *		Transition of sla_agg() over dates: error 22023. PostgreSQL would take their midnights in the
 *		session's zone.
 */
PG_FUNCTION_INFO_V1(cx_sla_refuse_dates);
Datum
cx_sla_refuse_dates(PG_FUNCTION_ARGS)
{
	refuse_dates();
}
