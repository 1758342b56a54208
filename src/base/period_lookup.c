/*
 * period_lookup.c
 *	  Which period an instant falls in: building the table, and what it does not hold.
 *
 * date_trunc() with a zone finds the offset, takes the instant apart and puts it together again for
 * every row. Rows of one query fall into few days, so each day is looked up once: entries are made
 * when first asked for, because a query over a thousand rows must not pay for a century.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/datetime.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/period_lookup.h"
#include "base/state_order.h"
#include "base/zone.h"

static bool
same_arguments(const CxPeriodLookup *lookup, FunctionCallInfo fcinfo, int period_arg, int zone_arg)
{
	if (period_arg >= 0 &&
		(PG_ARGISNULL(period_arg) || PG_GETARG_OID(period_arg) != lookup->period_value))
		return false;
	if (zone_arg < 0)
		return true;
	if (PG_ARGISNULL(zone_arg))
		return false;
	return cx_same_bytes(cx_varlena_bytes(PG_GETARG_ZONE_PP(zone_arg)),
						 cx_varlena_bytes(lookup->zone_value));
}

/*
 * Arguments may differ from row to row. Each change begins a new table, in a memory context that goes
 * with it.
 */
CxPeriodLookup *
cx_period_lookup_make(FunctionCallInfo fcinfo, int period_arg, int zone_arg, CxPeriodAnswer answers)
{
	FmgrInfo *flinfo = fcinfo->flinfo;
	CxPeriodLookup *lookup = (CxPeriodLookup *) flinfo->fn_extra;
	MemoryContext context;
	CxPeriod period;

	if (lookup != NULL && same_arguments(lookup, fcinfo, period_arg, zone_arg))
		return lookup;

	period = period_arg < 0 ? CX_DAY : cx_period_arg(fcinfo, period_arg);
	if (zone_arg >= 0 && PG_ARGISNULL(zone_arg))
		cx_refuse_null("zone", "For the session's own zone write current_setting('TimeZone').");
	if (lookup != NULL)
	{
		flinfo->fn_extra = NULL;
		MemoryContextDelete(lookup->context);
	}

	context =
		AllocSetContextCreate(flinfo->fn_mcxt, "cx_metrics period lookup", ALLOCSET_SMALL_SIZES);
	lookup = MemoryContextAllocZero(context, sizeof(CxPeriodLookup));
	lookup->context = context;
	lookup->period = period;
	lookup->period_value = period_arg < 0 ? InvalidOid : PG_GETARG_OID(period_arg);
	lookup->answers = answers;
	if (zone_arg >= 0)
	{
		MemoryContext old = MemoryContextSwitchTo(context);

		lookup->zone_value = PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(zone_arg));
		lookup->zone = cx_zone_load(lookup->zone_value);
		MemoryContextSwitchTo(old);
	}
	lookup->constant = (period_arg < 0 || cx_is_constant_arg(fcinfo, period_arg)) &&
					   (zone_arg < 0 || cx_is_constant_arg(fcinfo, zone_arg));
	flinfo->fn_extra = lookup;
	return lookup;
}

static int32
answer(const CxPeriodLookup *lookup, DateADT day)
{
	int32 number = cx_period_number(lookup->period, day);
	DateADT first_day = cx_period_first_day(lookup->period, number);

	/* looked for either way: a period without a first day could not be written down */
	switch (lookup->answers)
	{
		case CX_ANSWER_FIRST_DAY:
			return first_day;
		case CX_ANSWER_DAY:
			return day;
		case CX_ANSWER_NUMBER:
			break;
	}
	return number;
}

/* The entry for a day of the table's range, made if need be; NULL beyond it. */
static CxPeriodLookupDay *
make_entry(CxPeriodLookup *lookup, uint64 index)
{
	CxPeriodLookupDay **page;

	if (index >= CX_PERIOD_LOOKUP_PAGES * CX_PERIOD_LOOKUP_PAGE)
		return NULL;
	page = &lookup->pages[index / CX_PERIOD_LOOKUP_PAGE];
	if (*page == NULL)
	{
		CxPeriodLookupDay *days =
			MemoryContextAlloc(lookup->context, CX_PERIOD_LOOKUP_PAGE * sizeof(CxPeriodLookupDay));

		for (int i = 0; i < CX_PERIOD_LOOKUP_PAGE; i++)
			days[i] = (CxPeriodLookupDay){0, CX_PERIOD_LOOKUP_UNKNOWN, CX_PERIOD_LOOKUP_UNKNOWN};
		*page = days;
	}
	return &(*page)[index % CX_PERIOD_LOOKUP_PAGE];
}

int32
cx_period_lookup_day_slow(CxPeriodLookup *lookup, DateADT day)
{
	CxPeriodLookupDay *entry;

	if (DATE_NOT_FINITE(day))
		cx_refuse_infinite("date");
	entry = make_entry(lookup, (uint64) ((int64) day - CX_PERIOD_LOOKUP_FIRST_DAY));
	if (entry == NULL)
		return answer(lookup, day);
	return entry->before = entry->after = answer(lookup, day);
}

int32
cx_period_lookup_timestamp_slow(CxPeriodLookup *lookup, Timestamp at)
{
	if (TIMESTAMP_NOT_FINITE(at))
		cx_refuse_infinite("timestamp");
	return cx_period_lookup_day_slow(lookup,
									 (DateADT) (at / USECS_PER_DAY - (at % USECS_PER_DAY < 0)));
}

/* Does the clock keep its offset from the beginning of this day of UTC to its end? */
static bool
steady_day(const CxPeriodLookup *lookup, DateADT day, long *offset)
{
	pg_time_t start = ((pg_time_t) day + POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY;
	pg_time_t change;
	long after;
	int dst_before, dst_after;
	int found = pg_next_dst_boundary(&start, offset, &dst_before, &change, &after, &dst_after,
									 lookup->zone);

	return found == 0 || (found > 0 && change >= start + SECS_PER_DAY);
}

int32
cx_period_lookup_timestamptz_slow(CxPeriodLookup *lookup, TimestampTz at)
{
	uint64 index = cx_period_lookup_index(at);
	CxPeriodLookupDay *entry;
	struct pg_tm local;
	fsec_t fraction;
	int zone_offset;
	long offset;

	if (TIMESTAMP_NOT_FINITE(at))
		cx_refuse_infinite("timestamp");
	entry = make_entry(lookup, index);
	if (entry != NULL && steady_day(lookup, (DateADT) index + CX_PERIOD_LOOKUP_FIRST_DAY, &offset))
	{
		int64 start = ((int64) index + CX_PERIOD_LOOKUP_FIRST_DAY) * SECS_PER_DAY;
		int64 local_day = (start + offset) / SECS_PER_DAY - ((start + offset) % SECS_PER_DAY < 0);

		entry->midnight = ((local_day + 1) * SECS_PER_DAY - offset) * USECS_PER_SEC;
		entry->after = answer(lookup, (DateADT) local_day + 1);
		entry->before = answer(lookup, (DateADT) local_day);
		return at < entry->midnight ? entry->before : entry->after;
	}
	if (timestamp2tm(at, &zone_offset, &local, &fraction, NULL, lookup->zone) != 0)
		ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				errmsg("timestamp out of range"));
	return answer(lookup,
				  date2j(local.tm_year, local.tm_mon, local.tm_mday) - POSTGRES_EPOCH_JDATE);
}
