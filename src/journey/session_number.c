/*
 * session_number.c
 *	  The number of the session that a row belongs to, as a window function.
 *
 * In SQL it takes two windows, one inside the other: lag() to find the gaps, and a running sum over
 * them. Here it is one pass that remembers the time before.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/timestamp.h"
#include "windowapi.h"

#include "base/args.h"
#include "base/compat.h"
#include "base/duration.h"
#include "base/kinds.h"

/* What is kept of the rows of a partition. All zeros before the first. */
typedef struct Sessions
{
	int64 number; /* 0: there was no row with a time */
	int64 last;   /* the time of the row before */
} Sessions;

/* Argument 1 of the current row, in microseconds. */
static int64
gap_arg(WindowObject window)
{
	bool null;
	Datum gap = WinGetFuncArgCurrent(window, 1, &null);
	int64 micros;

	if (null)
		cx_refuse_null("gap",
					   "It is the longest time between two rows of one session: '30 minutes'.");
	micros = cx_interval_micros(DatumGetIntervalP(gap), "gap");
	if (micros <= 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("gap %s is not longer than 0",
					   DatumGetCString(DirectFunctionCall1(interval_out, gap))),
				errhint("It is the longest time between two rows of one session: '30 minutes'."));
	return micros;
}

pg_noreturn static void
refuse_order(Datum at, Datum before, PGFunction out)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("at %s is before that of the row before, %s",
				   DatumGetCString(DirectFunctionCall1(out, at)),
				   DatumGetCString(DirectFunctionCall1(out, before))),
			errhint("The rows of a window have an order, OVER (PARTITION BY customer ORDER BY at), "
					"and it ascends."));
}

/* The number of the session of a row at this time, of which so many units are longer than the gap. */
static int64
session_of(Sessions *sessions, int64 at, int64 units)
{
	int64 gap;

	/* what is beyond bigint is longer than any gap */
	if (sessions->number == 0 || pg_sub_s64_overflow(at, sessions->last, &gap) || gap > units)
		sessions->number++;
	sessions->last = at;
	return sessions->number;
}

/*
 * session_number(at date, gap interval) -> bigint
 * session_number(at timestamp, gap interval) -> bigint
 * session_number(at timestamptz, gap interval) -> bigint
 *		Window function: the number of the session, from 1 on, that the row is in, where a session ends
 *		when more than gap passes up to the next row. It goes by the order of the window and the rows
 *		of the partition; the frame does not matter. A NULL at gives NULL, and the row is as if it were
 *		not there. gap is a length of time, in which a day is 24 hours. NULL gap: error 22004; one that is
 *		not above 0 or has months, a row that is before the one before, or a date or local time that
 *		PostgreSQL made an instant of (kinds.h): 22023; infinite at: 22008.
 */
PG_FUNCTION_INFO_V1(cx_session_number_date);
Datum
cx_session_number_date(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Sessions *sessions = WinGetPartitionLocalMemory(window, sizeof(Sessions));
	int64 gap;
	bool null;
	Datum at = WinGetFuncArgCurrent(window, 0, &null);

	cx_refuse_null_treatment(window, fcinfo);
	gap = gap_arg(window);
	if (null)
		PG_RETURN_NULL();
	if (DATE_NOT_FINITE(DatumGetDateADT(at)))
		cx_refuse_infinite("at");
	if (sessions->number > 0 && DatumGetDateADT(at) < sessions->last)
		refuse_order(at, DateADTGetDatum((DateADT) sessions->last), date_out);
	PG_RETURN_INT64(session_of(sessions, DatumGetDateADT(at), gap / USECS_PER_DAY));
}

/* Local times and instants count alike; out writes one. */
static Datum
session_number(FunctionCallInfo fcinfo, PGFunction out)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Sessions *sessions = WinGetPartitionLocalMemory(window, sizeof(Sessions));
	int64 gap;
	bool null;
	Datum at = WinGetFuncArgCurrent(window, 0, &null);

	cx_refuse_null_treatment(window, fcinfo);
	gap = gap_arg(window);
	if (null)
		PG_RETURN_NULL();
	if (TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(at)))
		cx_refuse_infinite("at");
	if (sessions->number > 0 && DatumGetTimestampTz(at) < sessions->last)
		refuse_order(at, TimestampTzGetDatum(sessions->last), out);
	PG_RETURN_INT64(session_of(sessions, DatumGetTimestampTz(at), gap));
}

PG_FUNCTION_INFO_V1(cx_session_number_timestamp);
Datum
cx_session_number_timestamp(PG_FUNCTION_ARGS)
{
	return session_number(fcinfo, timestamp_out);
}

static const CxTimes at_times = {0, 1, {"at"}};

PG_FUNCTION_INFO_V1(cx_session_number_timestamptz);
Datum
cx_session_number_timestamptz(PG_FUNCTION_ARGS)
{
	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&at_times);
	return session_number(fcinfo, timestamptz_out);
}
