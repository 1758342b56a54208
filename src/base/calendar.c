/*
 * calendar.c
 *	  Which period an instant falls in: building the table, and what it does not hold.
 *
 * date_trunc() with a zone finds the offset, takes the instant apart and puts it together again for
 * every row. Rows of one query fall into few days, so each day is looked up once: entries are made
 * when first asked for, because a query over a thousand rows must not pay for a century.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "nodes/primnodes.h"
#include "utils/datetime.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/calendar.h"
#include "base/varlena_state.h"
#include "base/zone.h"

static bool
same_arguments(const CxCalendar *calendar, FunctionCallInfo fcinfo, int period_arg, int zone_arg)
{
	if (period_arg >= 0 &&
		(PG_ARGISNULL(period_arg) || PG_GETARG_OID(period_arg) != calendar->period_value))
		return false;
	if (zone_arg < 0)
		return true;
	if (PG_ARGISNULL(zone_arg))
		return false;
	return cx_same_bytes(PG_GETARG_ZONE_PP(zone_arg), calendar->zone_value);
}

/*
 * Is the argument the same in every row? Only a literal is, for all that can be known: PL/pgSQL keeps
 * a compiled expression, and with it this calendar, while its variables change. A transition function
 * sees only parameters for its arguments, so there the call of the aggregate is asked. When nobody
 * can tell, it is no.
 */
static bool
is_constant(FunctionCallInfo fcinfo, int argno)
{
	const Aggref *call = cx_owns_state(fcinfo) ? AggGetAggref(fcinfo) : NULL;
	const Node *expression = fcinfo->flinfo->fn_expr;

	if (call != NULL)
		return argno <= list_length(call->args) &&
			   IsA(((TargetEntry *) list_nth(call->args, argno - 1))->expr, Const);
	if (expression != NULL && IsA(expression, FuncExpr))
	{
		const List *args = ((const FuncExpr *) expression)->args;

		return argno < list_length(args) && IsA(list_nth(args, argno), Const);
	}
	return false;
}

/*
 * Arguments that differ from row to row are allowed: then the table is begun anew with each change,
 * in a context of its own so that nothing piles up.
 */
CxCalendar *
cx_calendar_make(FunctionCallInfo fcinfo, int period_arg, int zone_arg, bool gives_first_day)
{
	FmgrInfo *flinfo = fcinfo->flinfo;
	CxCalendar *calendar = (CxCalendar *) flinfo->fn_extra;
	MemoryContext context;
	CxPeriod period;

	if (calendar != NULL && same_arguments(calendar, fcinfo, period_arg, zone_arg))
		return calendar;

	period = period_arg < 0 ? CX_DAY : cx_period_arg(fcinfo, period_arg);
	if (zone_arg >= 0 && PG_ARGISNULL(zone_arg))
		ereport(ERROR, errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("zone must not be null"),
				errhint("For the session's own zone write current_setting('TimeZone')."));
	if (calendar != NULL)
	{
		flinfo->fn_extra = NULL;
		MemoryContextDelete(calendar->context);
	}

	context = AllocSetContextCreate(flinfo->fn_mcxt, "cx_metrics calendar", ALLOCSET_SMALL_SIZES);
	calendar = MemoryContextAllocZero(context, sizeof(CxCalendar));
	calendar->context = context;
	calendar->period = period;
	calendar->period_value = period_arg < 0 ? InvalidOid : PG_GETARG_OID(period_arg);
	calendar->gives_first_day = gives_first_day;
	if (zone_arg >= 0)
	{
		MemoryContext old = MemoryContextSwitchTo(context);

		calendar->zone_value = PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(zone_arg));
		calendar->zone = cx_zone_load(calendar->zone_value);
		MemoryContextSwitchTo(old);
	}
	calendar->constant = (period_arg < 0 || is_constant(fcinfo, period_arg)) &&
						 (zone_arg < 0 || is_constant(fcinfo, zone_arg));
	flinfo->fn_extra = calendar;
	return calendar;
}

static int32
answer(const CxCalendar *calendar, DateADT day)
{
	int32 number = cx_period_number(calendar->period, day);
	DateADT first_day = cx_period_first_day(calendar->period, number);

	/* looked for either way: a period without a first day could not be written down */
	return calendar->gives_first_day ? first_day : number;
}

/* The entry for a day of the table's range, made if need be; NULL beyond it. */
static CxCalendarDay *
make_entry(CxCalendar *calendar, uint64 index)
{
	CxCalendarDay **page;

	if (index >= CX_CALENDAR_PAGES * CX_CALENDAR_PAGE)
		return NULL;
	page = &calendar->pages[index / CX_CALENDAR_PAGE];
	if (*page == NULL)
	{
		CxCalendarDay *days =
			MemoryContextAlloc(calendar->context, CX_CALENDAR_PAGE * sizeof(CxCalendarDay));

		for (int i = 0; i < CX_CALENDAR_PAGE; i++)
			days[i] = (CxCalendarDay){0, CX_CALENDAR_UNKNOWN, CX_CALENDAR_UNKNOWN};
		*page = days;
	}
	return &(*page)[index % CX_CALENDAR_PAGE];
}

int32
cx_calendar_day_slow(CxCalendar *calendar, DateADT day)
{
	CxCalendarDay *entry;

	if (DATE_NOT_FINITE(day))
		cx_refuse_infinite("date");
	entry = make_entry(calendar, (uint64) ((int64) day - CX_CALENDAR_FIRST_DAY));
	if (entry == NULL)
		return answer(calendar, day);
	return entry->before = entry->after = answer(calendar, day);
}

int32
cx_calendar_timestamp_slow(CxCalendar *calendar, Timestamp at)
{
	if (TIMESTAMP_NOT_FINITE(at))
		cx_refuse_infinite("timestamp");
	return cx_calendar_day_slow(calendar,
								(DateADT) (at / USECS_PER_DAY - (at % USECS_PER_DAY < 0)));
}

/* Does the clock keep its offset from the beginning of this day of UTC to its end? */
static bool
steady_day(const CxCalendar *calendar, DateADT day, long *offset)
{
	pg_time_t start = ((pg_time_t) day + POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE) * SECS_PER_DAY;
	pg_time_t change;
	long after;
	int dst_before, dst_after;
	int found = pg_next_dst_boundary(&start, offset, &dst_before, &change, &after, &dst_after,
									 calendar->zone);

	return found == 0 || (found > 0 && change >= start + SECS_PER_DAY);
}

int32
cx_calendar_timestamptz_slow(CxCalendar *calendar, TimestampTz at)
{
	uint64 index = cx_calendar_index(at);
	CxCalendarDay *entry;
	struct pg_tm local;
	fsec_t fraction;
	int zone_offset;
	long offset;

	if (TIMESTAMP_NOT_FINITE(at))
		cx_refuse_infinite("timestamp");
	entry = make_entry(calendar, index);
	if (entry != NULL && steady_day(calendar, (DateADT) index + CX_CALENDAR_FIRST_DAY, &offset))
	{
		int64 start = ((int64) index + CX_CALENDAR_FIRST_DAY) * SECS_PER_DAY;
		int64 local_day = (start + offset) / SECS_PER_DAY - ((start + offset) % SECS_PER_DAY < 0);

		entry->midnight = ((local_day + 1) * SECS_PER_DAY - offset) * USECS_PER_SEC;
		entry->after = answer(calendar, (DateADT) local_day + 1);
		entry->before = answer(calendar, (DateADT) local_day);
		return at < entry->midnight ? entry->before : entry->after;
	}
	if (timestamp2tm(at, &zone_offset, &local, &fraction, NULL, calendar->zone) != 0)
		ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				errmsg("timestamp out of range"));
	return answer(calendar,
				  date2j(local.tm_year, local.tm_mon, local.tm_mday) - POSTGRES_EPOCH_JDATE);
}
