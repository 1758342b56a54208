/*
 * durations_agg.c
 *	  Folding durations into cx_durations, and taking them out again when a window moves on.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "base/args.h"
#include "base/compat.h"
#include "base/duration.h"
#include "base/kinds.h"
#include "base/durations_build.h"

/* This runs once a row: what is at hand is changed here, anything else elsewhere. */
static pg_attribute_always_inline Datum
count_duration(FunctionCallInfo fcinfo, int64 micros)
{
	CxDurations *state = (CxDurations *) PG_GETARG_POINTER(0);

	if (likely(cx_owns_state(fcinfo) && VARATT_IS_4B_U(state)))
	{
		if (likely(state->form == CX_DURATIONS_CELLED))
		{
			uint32 at = cx_bucket_of(micros) - state->first;

			if (likely(at < state->count))
			{
				CxCell *cell = &cx_durations_cells(state)[at];

				if (unlikely(cell->count == PG_INT64_MAX))
					cx_refuse_count_overflow("durations");
				cell->count++;
				cell->sum = cx_wide_sum(cell->sum, cx_wide((uint64) micros));
				PG_RETURN_POINTER(state);
			}
		}
		else if (state->form == CX_DURATIONS_LISTED &&
				 cx_listed_size(state->count + 1) <= VARSIZE(state))
		{
			state->words[state->count++] = (uint64) micros;
			PG_RETURN_POINTER(state);
		}
	}
	return cx_durations_with(fcinfo, micros);
}

static Datum
uncount_duration(FunctionCallInfo fcinfo, int64 micros)
{
	return cx_durations_without(fcinfo, micros);
}

#define TEXT_OF(output, value) DatumGetCString(DirectFunctionCall1Coll(output, InvalidOid, value))

pg_noreturn static void
refuse_order(const char *started, const char *ended)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("ended %s is before started %s", ended, started),
			errhint("A duration lasts from started to ended, and may be 0; ended is NULL or "
					"'infinity' while it lasts. Leave out wrong rows with FILTER (WHERE ended >= "
					"started)."));
}

/* What is not from one instant to a later one: an infinite instant, or ended before started. */
#define REFUSAL(KIND, Type, GetDatum, output, NOT_FINITE)                                          \
	pg_noreturn static void refuse_##KIND(Type started, Type ended)                                \
	{                                                                                              \
		if (NOT_FINITE(started))                                                                   \
			cx_refuse_infinite("started");                                                         \
		if (NOT_FINITE(ended))                                                                     \
			cx_refuse_infinite("ended");                                                           \
		if (ended < started)                                                                       \
			refuse_order(TEXT_OF(output, GetDatum(started)), TEXT_OF(output, GetDatum(ended)));    \
		cx_refuse_long_duration("ended - started");                                                \
	}

REFUSAL(DATE, DateADT, DateADTGetDatum, date_out, DATE_NOT_FINITE)
REFUSAL(TIMESTAMP, Timestamp, TimestampGetDatum, timestamp_out, TIMESTAMP_NOT_FINITE)
REFUSAL(TIMESTAMPTZ, TimestampTz, TimestampTzGetDatum, timestamptz_out, TIMESTAMP_NOT_FINITE)

/* Between two days lie whole ones, of 24 hours. */
static inline bool
micros_between_DATE(DateADT started, DateADT ended, int64 *micros)
{
	return started > DATEVAL_NOBEGIN && started < DATEVAL_NOEND && ended >= started &&
		   !pg_mul_s64_overflow((int64) ended - started, USECS_PER_DAY, micros);
}

static inline bool
micros_between_TIMESTAMP(Timestamp started, Timestamp ended, int64 *micros)
{
	return started > DT_NOBEGIN && started < DT_NOEND && ended >= started &&
		   !pg_sub_s64_overflow(ended, started, micros);
}

#define micros_between_TIMESTAMPTZ micros_between_TIMESTAMP

static const CxTimes times = {1, 2, {"started", "ended"}};

/*
 * cx_durations_count, cx_durations_uncount(cx_durations, started, ended) -> cx_durations
 *		Transition and inverse of duration_agg(started, ended) and resolution_time(opened, resolved),
 *		both of one kind: date, timestamp or timestamptz. Not strict: a NULL started is skipped, a NULL
 *		or infinite ended is still open and skipped; a NULL state gives NULL. Another infinite time, or
 *		more than 2^63 microseconds: error 22008; ended before started, or a date or local time among
 *		instants (kinds.h): error 22023; a count beyond bigint: error 22003.
 */
#define SPELL(symbol, KIND, Type, GETARG, NOT_FINITE, NOEND, change)                               \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		Type started;                                                                              \
		Type ended;                                                                                \
		int64 micros;                                                                              \
                                                                                                   \
		CX_CHECK_KINDS_ONCE_##KIND(&times);                                                        \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		started = GETARG(1);                                                                       \
		if (PG_ARGISNULL(2) || unlikely(GETARG(2) == NOEND))                                       \
		{                                                                                          \
			if (unlikely(NOT_FINITE(started)))                                                     \
				cx_refuse_infinite("started");                                                     \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		}                                                                                          \
		ended = GETARG(2);                                                                         \
		if (unlikely(!micros_between_##KIND(started, ended, &micros)))                             \
			refuse_##KIND(started, ended);                                                         \
		return change(fcinfo, micros);                                                             \
	}

#define SPELLS(kind, KIND, Type, GETARG, NOT_FINITE, NOEND)                                        \
	SPELL(cx_durations_count_##kind, KIND, Type, GETARG, NOT_FINITE, NOEND, count_duration)        \
	SPELL(cx_durations_uncount_##kind, KIND, Type, GETARG, NOT_FINITE, NOEND, uncount_duration)

SPELLS(date, DATE, DateADT, PG_GETARG_DATEADT, DATE_NOT_FINITE, DATEVAL_NOEND)
SPELLS(timestamp, TIMESTAMP, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP_NOT_FINITE, DT_NOEND)
SPELLS(timestamptz, TIMESTAMPTZ, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMP_NOT_FINITE, DT_NOEND)

static inline int64
duration_arg(FunctionCallInfo fcinfo, int argno)
{
	const Interval *span = PG_GETARG_INTERVAL_P(argno);
	int64 micros;

	if (likely(span->month == 0 && span->day == 0 && span->time >= 0 && span->time < PG_INT64_MAX))
		return span->time;
	micros = cx_interval_micros(span, "duration");
	if (micros < 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("duration %s is negative", TEXT_OF(interval_out, IntervalPGetDatum(span))),
				errhint("A duration is ended - started, and may be 0. Leave out wrong rows with "
						"FILTER (WHERE ended >= started)."));
	return micros;
}

/*
 * cx_durations_count, cx_durations_uncount(cx_durations, interval) -> cx_durations
 *		Transition and inverse of duration_agg(duration) and resolution_time(duration). A day is 24
 *		hours. Not strict: a NULL duration is skipped, a NULL state gives NULL. Months, which have no
 *		length, or a negative one: error 22023; infinite or beyond 2^63 microseconds: error 22008;
 *		otherwise as above.
 */
#define DURATION(symbol, change)                                                                   \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		return change(fcinfo, duration_arg(fcinfo, 1));                                            \
	}

DURATION(cx_durations_count_interval, count_duration)
DURATION(cx_durations_uncount_interval, uncount_duration)

/*
 * cx_durations_close(cx_durations) -> cx_durations
 *		Final function of the aggregates that return a state: the one that they worked in, closed. It
 *		reads only. Strict. A count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_durations_close);
Datum
cx_durations_close(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(
		cx_durations_closed((const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0))));
}
