/*
 * period_lookup.h
 *	  Which period an instant falls in, for the cost of a table lookup.
 *
 * A lookup belongs to one call site and lives as long as its query. For each day of UTC it knows
 * the period at its beginning, the instant within it at which the local day changes, and the period
 * after that. Days with a change of the clock are told apart and computed as PostgreSQL does.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_PERIOD_LOOKUP_H
#define CX_PERIOD_LOOKUP_H

#include "fmgr.h"
#include "pgtime.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "base/period.h"

/* The days with a table: 1850-01-01 and the 358 years after it. Others are computed, every time. */
#define CX_PERIOD_LOOKUP_FIRST_DAY (-54786)
#define CX_PERIOD_LOOKUP_PAGE      512
#define CX_PERIOD_LOOKUP_PAGES     256

/* No period has this number, and no date this value. */
#define CX_PERIOD_LOOKUP_UNKNOWN PG_INT32_MIN

/* What is asked for an instant. */
typedef enum CxPeriodAnswer
{
	CX_ANSWER_NUMBER,    /* of its period */
	CX_ANSWER_FIRST_DAY, /* of its period */
	CX_ANSWER_DAY        /* its own, of a period that has a first day */
} CxPeriodAnswer;

typedef struct CxPeriodLookupDay
{
	TimestampTz midnight; /* of the local day that begins within this day of UTC */
	int32 before;         /* period, or its first day, until then; UNKNOWN when not looked up yet */
	int32 after;          /* from then on */
} CxPeriodLookupDay;

typedef struct CxPeriodLookup
{
	CxPeriod period;
	Oid period_value; /* of the enum, that the next row's is compared with */
	bool constant;    /* the arguments cannot differ in the next row */
	CxPeriodAnswer answers;
	pg_tz *zone; /* NULL for date and timestamp, which have none */
	struct varlena *zone_value;
	MemoryContext context;
	CxPeriodLookupDay *pages[CX_PERIOD_LOOKUP_PAGES];
} CxPeriodLookup;

/*
 * The lookup for the arguments period_arg (-1: of days) and zone_arg (-1: without a zone) of this
 * call. Kept in fn_extra, which the caller must not use for anything else. NULL argument: error
 * 22004.
 */
extern CxPeriodLookup *cx_period_lookup_make(FunctionCallInfo fcinfo, int period_arg, int zone_arg,
											 CxPeriodAnswer answers);

/* What has no entry in the table; errors 22008 for what is infinite. */
extern int32 cx_period_lookup_day_slow(CxPeriodLookup *lookup, DateADT day);
extern int32 cx_period_lookup_timestamp_slow(CxPeriodLookup *lookup, Timestamp at);
extern int32 cx_period_lookup_timestamptz_slow(CxPeriodLookup *lookup, TimestampTz at);

static pg_attribute_always_inline CxPeriodLookup *
cx_period_lookup(FunctionCallInfo fcinfo, int period_arg, int zone_arg, CxPeriodAnswer answers)
{
	CxPeriodLookup *lookup = (CxPeriodLookup *) fcinfo->flinfo->fn_extra;

	if (likely(lookup != NULL && lookup->constant))
		return lookup;
	return cx_period_lookup_make(fcinfo, period_arg, zone_arg, answers);
}

/* The entry of a day of the table's range, which may still be unknown; NULL beyond it. */
static inline const CxPeriodLookupDay *
cx_period_lookup_entry(const CxPeriodLookup *lookup, uint64 index)
{
	const CxPeriodLookupDay *page;

	if (unlikely(index >= CX_PERIOD_LOOKUP_PAGES * CX_PERIOD_LOOKUP_PAGE))
		return NULL;
	page = lookup->pages[index / CX_PERIOD_LOOKUP_PAGE];
	return likely(page != NULL) ? &page[index % CX_PERIOD_LOOKUP_PAGE] : NULL;
}

/* Days since the first of the table; what lies before it becomes a very large number. */
static inline uint64
cx_period_lookup_index(int64 at)
{
	/* without a sign: infinite timestamps are the ends of the range */
	return ((uint64) at - (uint64) (CX_PERIOD_LOOKUP_FIRST_DAY * USECS_PER_DAY)) /
		   (uint64) USECS_PER_DAY;
}

/*
 * The answer for a date, of a local time, of an instant; and the same if it is in the
 * table already, for callers that have a faster path for that case.
 */
static pg_attribute_always_inline bool
cx_period_lookup_known_day(const CxPeriodLookup *lookup, DateADT day, int32 *period)
{
	const CxPeriodLookupDay *entry =
		cx_period_lookup_entry(lookup, (uint64) ((int64) day - CX_PERIOD_LOOKUP_FIRST_DAY));

	if (unlikely(entry == NULL || entry->before == CX_PERIOD_LOOKUP_UNKNOWN))
		return false;
	*period = entry->before;
	return true;
}

static inline int32
cx_period_lookup_day(CxPeriodLookup *lookup, DateADT day)
{
	int32 period;

	if (likely(cx_period_lookup_known_day(lookup, day, &period)))
		return period;
	return cx_period_lookup_day_slow(lookup, day);
}

static pg_attribute_always_inline bool
cx_period_lookup_known_timestamp(const CxPeriodLookup *lookup, Timestamp at, int32 *period)
{
	const CxPeriodLookupDay *entry = cx_period_lookup_entry(lookup, cx_period_lookup_index(at));

	if (unlikely(entry == NULL || entry->before == CX_PERIOD_LOOKUP_UNKNOWN))
		return false;
	*period = entry->before;
	return true;
}

static inline int32
cx_period_lookup_timestamp(CxPeriodLookup *lookup, Timestamp at)
{
	int32 period;

	if (likely(cx_period_lookup_known_timestamp(lookup, at, &period)))
		return period;
	return cx_period_lookup_timestamp_slow(lookup, at);
}

static pg_attribute_always_inline bool
cx_period_lookup_known_timestamptz(const CxPeriodLookup *lookup, TimestampTz at, int32 *period)
{
	const CxPeriodLookupDay *entry = cx_period_lookup_entry(lookup, cx_period_lookup_index(at));

	if (unlikely(entry == NULL || entry->before == CX_PERIOD_LOOKUP_UNKNOWN))
		return false;
	*period = at < entry->midnight ? entry->before : entry->after;
	return true;
}

static inline int32
cx_period_lookup_timestamptz(CxPeriodLookup *lookup, TimestampTz at)
{
	int32 period;

	if (likely(cx_period_lookup_known_timestamptz(lookup, at, &period)))
		return period;
	return cx_period_lookup_timestamptz_slow(lookup, at);
}

#endif /* CX_PERIOD_LOOKUP_H */
