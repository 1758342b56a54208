/*
 * business_days.c
 *	  Open dates, and their windows as ranges of instants.
 *
 * A window of a date is open while clocks show its times. Between two changes of the clocks that is one
 * range of instants; so a window may be none, when its hour is skipped, or two, when clocks are turned
 * back behind it. A date is open when any range of its windows is left: Samoa had no 30 December 2011.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type_d.h"
#include "common/int.h"
#include "funcapi.h"
#include "utils/datetime.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "service/business.h"

/* No clock is this far from UTC. */
#define FARTHEST_OFFSET (26 * USECS_PER_HOUR)

/* The dates with instants of type timestamptz. */
#define FIRST_DATE (DATETIME_MIN_JULIAN - POSTGRES_EPOCH_JDATE)
#define END_DATE   (TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE)

typedef struct Piece
{
	TimestampTz from;
	TimestampTz to;
} Piece;

typedef struct Pieces
{
	int count;
	int room;
	Piece *piece;
} Pieces;

static void
add_piece(Pieces *pieces, TimestampTz from, TimestampTz to, bool may_join)
{
	if (may_join && pieces->count > 0 && pieces->piece[pieces->count - 1].to == from)
	{
		pieces->piece[pieces->count - 1].to = to;
		return;
	}
	if (pieces->count == pieces->room)
	{
		pieces->room = Max(8, pieces->room * 2);
		pieces->piece = pieces->piece == NULL
							? palloc(pieces->room * sizeof(Piece))
							: repalloc(pieces->piece, pieces->room * sizeof(Piece));
	}
	pieces->piece[pieces->count++] = (Piece){from, to};
}

/* The instants at which clocks show a local time in [low, high), after those that are there. */
static void
add_window(Pieces *pieces, const CxClock *clock, int64 low, int64 high)
{
	TimestampTz from = low - FARTHEST_OFFSET;
	int first = pieces->count;
	bool more = true;

	while (more && from < high + FARTHEST_OFFSET)
	{
		int64 offset = cx_clock_offset(clock, from);
		TimestampTz change = PG_INT64_MAX;
		TimestampTz begins;
		TimestampTz ends;

		more = cx_clock_next(clock, from, &change);
		begins = Max(from, low - offset);
		ends = Min(change, high - offset);
		if (begins < ends)
			add_piece(pieces, begins, ends, pieces->count > first);
		from = change;
	}
}

static void
add_day(Pieces *pieces, const CxCalendar *calendar, const CxClock *clock, int64 day)
{
	const uint16 *first = cx_calendar_first(calendar);
	const CxWindow *window = cx_calendar_windows(calendar);
	int shape = cx_calendar_shape(calendar, day);

	for (int i = first[shape]; i < first[shape + 1]; i++)
		add_window(pieces, clock, day * USECS_PER_DAY + window[i].begins * USECS_PER_SEC,
				   day * USECS_PER_DAY + window[i].ends * USECS_PER_SEC);
}

static bool
has_windows(const CxCalendar *calendar, int shape)
{
	const uint16 *first = cx_calendar_first(calendar);

	return first[shape + 1] > first[shape];
}

/* Dates of [from, to) that clocks skip with all their windows. */
static int64
skipped_dates(const CxCalendar *calendar, const CxClock *clock, int64 from, int64 to)
{
	TimestampTz at = from * USECS_PER_DAY - FARTHEST_OFFSET;
	int64 skipped = 0;

	while (cx_clock_next(clock, at, &at) && at < to * USECS_PER_DAY + FARTHEST_OFFSET)
	{
		int64 low = at + cx_clock_offset(clock, at - 1);
		int64 high = at + cx_clock_offset(clock, at);

		CHECK_FOR_INTERRUPTS();
		for (int64 day = cx_local_day(low); day * USECS_PER_DAY < high; day++)
		{
			int64 begins = day * USECS_PER_DAY;
			int64 ends = begins + USECS_PER_DAY;
			uint64 open = cx_calendar_until(calendar, ends) - cx_calendar_until(calendar, begins);

			if (day >= from && day < to && open > 0 &&
				cx_calendar_until(calendar, Min(ends, high)) -
						cx_calendar_until(calendar, Max(begins, low)) ==
					open)
				skipped++;
		}
	}
	return skipped;
}

/* Open dates of [from, to): by weeks, then what the dates that differ change. */
static int64
count_days(const CxCalendar *calendar, int64 from, int64 to)
{
	int64 count = 0;

	for (int weekday = 0; weekday < CX_WEEKDAYS; weekday++)
	{
		int64 first = from + (weekday - cx_weekday(from) + CX_WEEKDAYS) % CX_WEEKDAYS;

		if (has_windows(calendar, calendar->shape[weekday]) && first < to)
			count += (to - first + CX_WEEKDAYS - 1) / CX_WEEKDAYS;
	}
	for (int i = cx_calendar_dates_before(calendar, from);
		 i < calendar->dates && cx_calendar_dates(calendar)[i] < to; i++)
		count += has_windows(calendar, cx_calendar_date_shape(calendar)[i]) -
				 has_windows(calendar, calendar->shape[cx_weekday(cx_calendar_dates(calendar)[i])]);
	return count - skipped_dates(calendar, cx_clock(cx_calendar_zone(calendar)), from, to);
}

static void
check_date(DateADT day)
{
	if (day < FIRST_DATE || day > END_DATE)
		ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				errmsg("date out of range for timestamp"));
}

/*
 * business_days(from_day date, to_day date, calendar cx_calendar) -> bigint
 *		The dates of [from_day, to_day) that are open at any time; negative when to_day is earlier. An
 *		infinite date: NULL; one beyond the range of timestamptz: error 22008. Strict.
 */
PG_FUNCTION_INFO_V1(cx_business_days);
Datum
cx_business_days(PG_FUNCTION_ARGS)
{
	DateADT from = PG_GETARG_DATEADT(0);
	DateADT to = PG_GETARG_DATEADT(1);
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(2);

	if (DATE_NOT_FINITE(from) || DATE_NOT_FINITE(to))
		PG_RETURN_NULL();
	check_date(from);
	check_date(to);
	PG_RETURN_INT64(to >= from ? count_days(calendar, from, to) : -count_days(calendar, to, from));
}

/* The last closing on the n-th open date after that of an instant. */
static TimestampTz
add_days(const CxCalendar *calendar, TimestampTz started, int32 days)
{
	const CxClock *clock = cx_clock(cx_calendar_zone(calendar));
	int64 from = cx_local_day(started + cx_clock_offset(clock, started)) + 1;
	int64 low = from; /* the n-th open date is not among [from, low) */
	int64 high = from;
	int64 step = days;
	Pieces pieces = {0};
	TimestampTz closing;

	if (days < 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a number of open dates to add must be at least 1: %d", days),
				errhint("1 is the next open date after that of started."));
	while (count_days(calendar, from, high) < days)
	{
		if (high >= END_DATE)
		{
			if (calendar->week > 0)
				cx_refuse_business_range();
			ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("the calendar is not open on so many dates"),
					errhint("No day of its week has windows, and its dates have no more of them."));
		}
		low = high;
		high = Min(high + step, END_DATE);
		step *= 2;
	}
	while (high - low > 1)
	{
		int64 middle = low + (high - low) / 2;

		if (count_days(calendar, from, middle) < days)
			low = middle;
		else
			high = middle;
	}
	add_day(&pieces, calendar, clock, high - 1);
	if (pieces.count == 0) /* whatever is counted as open has ranges */
		elog(ERROR, "no range of an open date");
	closing = pieces.piece[0].to;
	for (int i = 1; i < pieces.count; i++)
		closing = Max(closing, pieces.piece[i].to);
	if (!IS_VALID_TIMESTAMP(closing))
		cx_refuse_business_range();
	return closing;
}

/*
 * business_add_days(started timestamptz, days integer, calendar cx_calendar) -> timestamptz
 * business_add_days(started timestamp, days integer, calendar cx_calendar) -> timestamp
 *		When the last window of the n-th open date ends, counted from the date after that of started in
 *		the calendar's zone. An infinite started: NULL. Strict. Less than 1 day, a calendar that is
 *		not open on so many dates, or a date or local time that PostgreSQL cast (kinds.h): error 22023;
 *		beyond the type: 22008.
 */
PG_FUNCTION_INFO_V1(cx_business_add_days);
Datum
cx_business_add_days(PG_FUNCTION_ARGS)
{
	TimestampTz started = PG_GETARG_TIMESTAMPTZ(0);

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&cx_business_started);
	if (TIMESTAMP_NOT_FINITE(started))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(add_days(PG_GETARG_CALENDAR_P(2), started, PG_GETARG_INT32(1)));
}

PG_FUNCTION_INFO_V1(cx_business_add_days_local);
Datum
cx_business_add_days_local(PG_FUNCTION_ARGS)
{
	Timestamp started = PG_GETARG_TIMESTAMP(0);
	const CxCalendar *calendar = PG_GETARG_CALENDAR_P(2);

	CX_CHECK_DATES_ONCE(&cx_business_started, cx_refuse_business_date());
	if (TIMESTAMP_NOT_FINITE(started))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMP(cx_calendar_local(
		calendar, add_days(calendar, cx_calendar_instant(calendar, started), PG_GETARG_INT32(1))));
}

/* What the calls of one business_hours() share: the ranges of the day that is being given. */
typedef struct Hours
{
	const CxCalendar *calendar;
	const CxClock *clock;
	TypeCacheEntry *type;
	int64 day;
	int64 end;
	int given;
	Pieces pieces;
} Hours;

static Datum
range_of(TypeCacheEntry *type, Piece piece)
{
	RangeBound lower = {.val = TimestampTzGetDatum(piece.from), .inclusive = true, .lower = true};
	RangeBound upper = {.val = TimestampTzGetDatum(piece.to)};

	if (!IS_VALID_TIMESTAMP(piece.from) || !IS_VALID_TIMESTAMP(piece.to))
		cx_refuse_business_range();
	return RangeTypePGetDatum(cx_make_range(type, &lower, &upper, false));
}

/*
 * business_hours(from_day date, to_day date, calendar cx_calendar) -> setof tstzrange
 *		The windows of the dates of [from_day, to_day) in the calendar's zone, in the order of dates and
 *		windows, each a range with its beginning and without its end. One that clocks are turned back
 *		over may be two ranges, one that they skip none. Windows are not joined over midnight. An
 *		infinite date, or one beyond the range of timestamptz: error 22008. Strict.
 */
PG_FUNCTION_INFO_V1(cx_business_hours);
Datum
cx_business_hours(PG_FUNCTION_ARGS)
{
	FuncCallContext *call;
	Hours *hours;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext caller;

		call = SRF_FIRSTCALL_INIT();
		caller = MemoryContextSwitchTo(call->multi_call_memory_ctx);
		if (DATE_NOT_FINITE(PG_GETARG_DATEADT(0)))
			cx_refuse_infinite("from_day");
		if (DATE_NOT_FINITE(PG_GETARG_DATEADT(1)))
			cx_refuse_infinite("to_day");
		check_date(PG_GETARG_DATEADT(0));
		check_date(PG_GETARG_DATEADT(1));
		hours = call->user_fctx = palloc0(sizeof(Hours));
		hours->calendar = (const CxCalendar *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(2));
		hours->clock = cx_clock(cx_calendar_zone(hours->calendar));
		hours->type = lookup_type_cache(TSTZRANGEOID, TYPECACHE_RANGE_INFO);
		hours->day = PG_GETARG_DATEADT(0);
		hours->end = PG_GETARG_DATEADT(1);
		MemoryContextSwitchTo(caller);
	}
	call = SRF_PERCALL_SETUP();
	hours = call->user_fctx;
	while (hours->given == hours->pieces.count && hours->day < hours->end)
	{
		MemoryContext caller = MemoryContextSwitchTo(call->multi_call_memory_ctx);

		CHECK_FOR_INTERRUPTS();
		hours->pieces.count = hours->given = 0;
		add_day(&hours->pieces, hours->calendar, hours->clock, hours->day++);
		MemoryContextSwitchTo(caller);
	}
	if (hours->given == hours->pieces.count)
		SRF_RETURN_DONE(call);
	SRF_RETURN_NEXT(call, range_of(hours->type, hours->pieces.piece[hours->given++]));
}
