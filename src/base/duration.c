/*
 * duration.c
 *	  Lengths of time: an interval as microseconds, and back.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "base/args.h"
#include "base/duration.h"

static const char *
interval_text(const Interval *span)
{
	return DatumGetCString(DirectFunctionCall1(interval_out, PointerGetDatum(span)));
}

void
cx_refuse_long_duration(const char *what)
{
	ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			errmsg("%s is beyond 2^63 microseconds", what),
			errhint("That is 292,000 years. An instant so far away stands for something else, such "
					"as an end that is not known: write NULL or 'infinity' for an end, and leave "
					"rows out whose beginning is not known."));
}

int64
cx_interval_micros(const Interval *span, const char *what)
{
	int64 days = (int64) span->day + span->time / USECS_PER_DAY;
	int64 rest = span->time % USECS_PER_DAY;
	int64 micros;

#ifdef INTERVAL_NOT_FINITE /* since 17 */
	if (INTERVAL_NOT_FINITE(span))
		cx_refuse_infinite(what);
#endif
	if (span->month != 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s %s has months, which have no length", what, interval_text(span)),
				errhint("Write days or hours, such as '30 days' or '720 hours'; between two "
						"instants write ended - started, not age(ended, started)."));
	/* Of one sign, so that what overflows here is too long as a whole. */
	if (days > 0 && rest < 0)
	{
		days--;
		rest += USECS_PER_DAY;
	}
	else if (days < 0 && rest > 0)
	{
		days++;
		rest -= USECS_PER_DAY;
	}
	if (pg_mul_s64_overflow(days, USECS_PER_DAY, &micros) ||
		pg_add_s64_overflow(micros, rest, &micros))
		ereport(
			ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			errmsg("%s %s is beyond 2^63 microseconds", what, interval_text(span)),
			errhint(
				"A length of time is at most 106,751,991 days, which are 292,000 years: write "
				"the one that is meant, such as '30 days', and leave rows out that have none."));
	return micros;
}

Interval *
cx_micros_interval(int64 micros)
{
	Interval *span = (Interval *) palloc(sizeof(Interval));

	span->time = micros;
	span->day = 0;
	span->month = 0;
	return span;
}
