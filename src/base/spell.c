/*
 * spell.c
 *	  The errors for a subscription, a ticket, or a period, whose start and end cannot be.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "base/args.h"
#include "base/period.h"
#include "base/spell.h"

#define TEXT_OF(output, value) DatumGetCString(DirectFunctionCall1Coll(output, InvalidOid, value))

pg_noreturn static void
refuse_spell(bool infinite, const char *started, const char *ended)
{
	if (infinite)
		cx_refuse_infinite("started");
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("ended %s is before started %s", ended, started),
			errhint("A subscription lasts from started to just before ended; ended is NULL or "
					"'infinity' while it lasts."));
}

pg_noreturn static void
refuse_ticket(bool infinite, const char *opened, const char *resolved)
{
	if (infinite)
		cx_refuse_infinite("opened");
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("resolved %s is before opened %s", resolved, opened),
			errhint("A ticket lasts from opened to just before resolved; resolved is NULL or "
					"'infinity' while it is open. FILTER (WHERE (resolved < opened) IS NOT TRUE) "
					"leaves such "
					"rows out and keeps the open ones."));
}

pg_noreturn static void
refuse_period(const char *infinite, const char *start, const char *end)
{
	const char *hint = "The period is half-open: period_end is the first moment that no longer "
					   "belongs to it, such as the first day of the next month.";

	if (infinite != NULL)
		ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				errmsg("%s must not be infinite", infinite), errhint("%s", hint));
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("period_end %s is not after period_start %s", end, start), errhint("%s", hint));
}

#define REFUSALS(KIND, Type, GetDatum, output, not_finite)                                         \
	void cx_spell_refuse_##KIND(Type started, Type ended)                                          \
	{                                                                                              \
		refuse_spell(not_finite(started), TEXT_OF(output, GetDatum(started)),                      \
					 TEXT_OF(output, GetDatum(ended)));                                            \
	}                                                                                              \
	void cx_ticket_refuse_##KIND(Type opened, Type resolved)                                       \
	{                                                                                              \
		refuse_ticket(not_finite(opened), TEXT_OF(output, GetDatum(opened)),                       \
					  TEXT_OF(output, GetDatum(resolved)));                                        \
	}                                                                                              \
	void cx_period_refuse_##KIND(Type start, Type end)                                             \
	{                                                                                              \
		refuse_period(not_finite(start) ? "period_start"                                           \
					  : not_finite(end) ? "period_end"                                             \
										: NULL,                                                    \
					  TEXT_OF(output, GetDatum(start)), TEXT_OF(output, GetDatum(end)));           \
	}

REFUSALS(DATE, DateADT, DateADTGetDatum, date_out, DATE_NOT_FINITE)
REFUSALS(TIMESTAMP, Timestamp, TimestampGetDatum, timestamp_out, TIMESTAMP_NOT_FINITE)
REFUSALS(TIMESTAMPTZ, TimestampTz, TimestampTzGetDatum, timestamptz_out, TIMESTAMP_NOT_FINITE)
