/*
 * view_time.c
 *	  Time in views over tables of users: what a column holds is never an error here.
 *
 * period_start() raises for what is infinite, and an index on it would make the INSERT of such a row
 * fail. Tools that read the views mostly know the years 1 to 9999 only, and a history by days holds
 * some 179 years: a customer's answer of the year 1000, or 20026, is a mistake. A margin is left at the
 * end, so that the period after lies in that range too, whatever the zone.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/datetime.h"

#include "base/period_lookup.h"
#include "base/zone.h"

#define FIRST_DAY     (-36524)        /* 1900-01-01 */
#define END_DAY       2921575         /* 9999-01-01 */
#define LAST_DAY      (END_DAY + 365) /* 10000-01-01: what follows the last period begins by then */
#define START_OF(day) ((int64) (day) *USECS_PER_DAY)

/*
 * period_start_or_null(at date, period cx_period) -> date
 * period_start_or_null(at timestamp, period cx_period) -> date
 * period_start_or_null(at timestamptz, period cx_period, zone cx_zone) -> date
 *		The first day of the period. NULL for a NULL at, an infinite one and one outside the years 1900
 *		to 9998 (of UTC, for an instant). NULL period or zone: error 22004.
 */
PG_FUNCTION_INFO_V1(cx_period_start_or_null_date);
Datum
cx_period_start_or_null_date(PG_FUNCTION_ARGS)
{
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 1, -1, CX_ANSWER_FIRST_DAY);

	if (PG_ARGISNULL(0) || PG_GETARG_DATEADT(0) < FIRST_DAY || PG_GETARG_DATEADT(0) >= END_DAY)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_lookup_day(lookup, PG_GETARG_DATEADT(0)));
}

PG_FUNCTION_INFO_V1(cx_period_start_or_null_timestamp);
Datum
cx_period_start_or_null_timestamp(PG_FUNCTION_ARGS)
{
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 1, -1, CX_ANSWER_FIRST_DAY);

	if (PG_ARGISNULL(0) || PG_GETARG_TIMESTAMP(0) < START_OF(FIRST_DAY) ||
		PG_GETARG_TIMESTAMP(0) >= START_OF(END_DAY))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_lookup_timestamp(lookup, PG_GETARG_TIMESTAMP(0)));
}

PG_FUNCTION_INFO_V1(cx_period_start_or_null_timestamptz);
Datum
cx_period_start_or_null_timestamptz(PG_FUNCTION_ARGS)
{
	CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 1, 2, CX_ANSWER_FIRST_DAY);

	if (PG_ARGISNULL(0) || PG_GETARG_TIMESTAMPTZ(0) < START_OF(FIRST_DAY) ||
		PG_GETARG_TIMESTAMPTZ(0) >= START_OF(END_DAY))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(0)));
}

/*
 * period_at(day date, zone cx_zone) -> timestamptz
 *		The instant at which the day begins on the zone's clocks. It is not day AT TIME ZONE, which takes
 *		CET and MET for fixed offsets where cx_zone has zones with summer time. NULL for a day that is
 *		infinite or outside the years 1900 to 9999. Strict.
 */
PG_FUNCTION_INFO_V1(cx_period_at);
Datum
cx_period_at(PG_FUNCTION_ARGS)
{
	DateADT day = PG_GETARG_DATEADT(0);
	pg_tz *zone = cx_zone_load(PG_GETARG_ZONE_PP(1));
	struct pg_tm local = {0};
	fsec_t fraction;
	TimestampTz at;
	int west;

	/* a period may begin before the first day in it that counts */
	if (day < FIRST_DAY - 366 || day > LAST_DAY)
		PG_RETURN_NULL();
	j2date(day + POSTGRES_EPOCH_JDATE, &local.tm_year, &local.tm_mon, &local.tm_mday);
	at = START_OF(day) + DetermineTimeZoneOffset(&local, zone) * USECS_PER_SEC;

	/* In a night in which clocks show midnight twice, the day has begun with the first of them. */
	if (timestamp2tm(at - 1, &west, &local, &fraction, NULL, zone) == 0)
		at = Min(at, START_OF(day) + west * USECS_PER_SEC);
	PG_RETURN_TIMESTAMPTZ(at);
}

/*
 * cx_local_time(at timestamptz, zone cx_zone) -> timestamp
 *		What the zone's clocks show at an instant, as at AT TIME ZONE would give it if that knew CET for
 *		a zone. NULL for an instant that is infinite or outside the years 1900 to 9999. Strict.
 */
PG_FUNCTION_INFO_V1(cx_local_time);
Datum
cx_local_time(PG_FUNCTION_ARGS)
{
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(0);
	pg_tz *zone = cx_zone_load(PG_GETARG_ZONE_PP(1));
	struct pg_tm local;
	fsec_t fraction;
	Timestamp result;
	int west;

	if (at < START_OF(FIRST_DAY) || at >= START_OF(LAST_DAY))
		PG_RETURN_NULL();
	if (timestamp2tm(at, &west, &local, &fraction, NULL, zone) != 0 ||
		tm2timestamp(&local, fraction, NULL, &result) != 0)
		elog(ERROR, "timestamp out of range");
	PG_RETURN_TIMESTAMP(result);
}
