/*
 * rfm_build.c
 *	  A cx_rfm while it grows.
 *
 * Most customers have a few days, and there are many of them: their states are flat, and grow in the
 * memory that they have, which an allocator rounds up. A flat state is copied with each new day that
 * has no room, so longer ones become an expanded object, to which days are appended as they come, and
 * put in order when the room is used up.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/compat.h"
#include "value/rfm_build.h"

/*
 * From this size on a state of an aggregate is an expanded object; wide days sooner, since a flat state
 * is looked through for each of them. An expanded object has a memory context of its own, and with each
 * new group of a hash the executor asks all contexts what they take: among many groups states stay flat
 * for longer.
 */
#define LONG_NARROW  4096
#define LONG_WIDE    1024
#define MANY_GROUPS  1000
#define AMONG_GROUPS 8 /* times as long */

/* What an allocator keeps in front of a chunk, at most, in any version. */
#ifdef MEMORY_CONTEXT_CHECKING
#define CHUNK_HEADER 24
#else
#define CHUNK_HEADER 16
#endif

typedef struct OpenRfm
{
	ExpandedObjectHeader hdr;
	DateADT first; /* of the days seen */
	DateADT last;
	DateADT until;
	int width;
	int count;    /* days, some of them perhaps twice */
	int room;     /* days */
	uint64 *days; /* numbered as dates are, modulo 65536 */
} OpenRfm;

CxRfm *
cx_rfm_new(int count, int width)
{
	Size size = CX_RFM_SIZE((Size) count * width);
	CxRfm *rfm = palloc0(size);

	SET_VARSIZE(rfm, size);
	rfm->version = CX_RFM_VERSION;
	rfm->width = (uint8) (count > 0 ? width : 0);
	return rfm;
}

/* ----- long states ----- */

static void
move_days(OpenRfm *open, int width, int room)
{
	uint64 *days =
		MemoryContextAllocHuge(open->hdr.eoh_context, (Size) room * width * sizeof(uint64));

	if (open->days != NULL)
	{
		if (width == open->width)
			memcpy(days, open->days, (Size) open->count * width * sizeof(uint64));
		else
			cx_days_widen(days, open->days, open->count);
		pfree(open->days);
	}
	open->days = days;
	open->width = width;
	open->room = room;
}

/* Puts the days in order, each once. */
static void
settle(OpenRfm *open)
{
	if (cx_days_settle(open->days, &open->count, open->width, (uint16) open->first))
		return;
	move_days(open, CX_DAY_WIDE, open->room);
	cx_days_settle(open->days, &open->count, open->width, (uint16) open->first);
}

/* Another day, whose sum is not yet set. */
static uint64 *
append(OpenRfm *open)
{
	if (unlikely(open->count == open->room))
	{
		settle(open);
		if (open->count * 4 > open->room * 3)
			move_days(open, open->width, open->room * 2);
	}
	return open->days + (Size) open->count++ * open->width;
}

static void
reach(OpenRfm *open, DateADT first, DateADT last)
{
	open->first = Min(open->first, first);
	open->last = Max(open->last, last);
	cx_check_span(open->first, open->last);
}

static void
add_row(OpenRfm *open, DateADT day, const CxAmount *amount)
{
	uint64 *to;

	reach(open, day, day);
	if (open->width == CX_DAY_NARROW && !amount->narrow)
		move_days(open, CX_DAY_WIDE, open->room);
	/* which may make the days wide */
	to = append(open);
	if (open->width == CX_DAY_NARROW)
		*to = cx_narrow_day((uint16) day, amount->micros);
	else
	{
		CxMoney money =
			amount->narrow ? cx_money_from_signed_micros(amount->micros) : amount->money;

		cx_wide_day(to, (uint16) day, &money);
	}
}

static void
add_flat(OpenRfm *open, const CxRfm *rfm)
{
	int count = cx_rfm_count(rfm);

	if (count == 0)
		return;
	reach(open, rfm->first, rfm->first + cx_day_number(rfm->days[(count - 1) * rfm->width]));
	if (rfm->width > open->width)
		move_days(open, CX_DAY_WIDE, open->room);
	for (int i = 0; i < count; i++)
	{
		const uint64 *from = rfm->days + i * rfm->width;
		uint64 *to = append(open);

		if (rfm->width == open->width)
			memcpy(to, from, rfm->width * sizeof(uint64));
		else
			cx_days_widen(to, from, 1);
		/* its number, from the first day of the state, modulo 65536 */
		*to += (uint64) (uint16) rfm->first << 48;
	}
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	OpenRfm *open = (OpenRfm *) header;

	settle(open);
	if (open->width == CX_DAY_WIDE && cx_days_narrow(open->days, open->count))
	{
		open->room *= CX_DAY_WIDE;
		open->width = CX_DAY_NARROW;
	}
	return CX_RFM_SIZE((Size) open->count * open->width);
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const OpenRfm *open = (const OpenRfm *) header;
	CxRfm *rfm = result;

	SET_VARSIZE(rfm, size);
	rfm->version = CX_RFM_VERSION;
	rfm->width = (uint8) open->width;
	rfm->unused = 0;
	rfm->first = open->first;
	rfm->until = open->until;
	memcpy(rfm->days, open->days, size - CX_RFM_SIZE(0));
	for (int i = 0; i < open->count; i++)
		rfm->days[i * open->width] -= (uint64) (uint16) open->first << 48;
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

static OpenRfm *
opened(MemoryContext parent, const CxRfm *rfm)
{
	MemoryContext context = AllocSetContextCreate(parent, "cx_metrics rfm", ALLOCSET_SMALL_SIZES);
	OpenRfm *open = MemoryContextAllocZero(context, sizeof(OpenRfm));

	EOH_init_header(&open->hdr, &methods, context);
	open->first = open->last = rfm->first;
	open->until = rfm->until;
	open->width = rfm->width;
	move_days(open, rfm->width, 2 * cx_rfm_count(rfm));
	add_flat(open, rfm);
	return open;
}

/* The state in argument 0 if it is open, and the caller's; NULL otherwise. */
static OpenRfm *
open_arg(FunctionCallInfo fcinfo)
{
	if (cx_owns_state(fcinfo) && VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0)))
		return (OpenRfm *) DatumGetEOHP(PG_GETARG_DATUM(0));
	return NULL;
}

static bool
among_many_groups(FunctionCallInfo fcinfo)
{
	const AggState *aggregate = (const AggState *) fcinfo->context;

	return IsA(aggregate, AggState) &&
		   (aggregate->aggstrategy == AGG_HASHED || aggregate->aggstrategy == AGG_MIXED) &&
		   aggregate->hash_ngroups_current > MANY_GROUPS;
}

/* A flat result, opened where an aggregate goes on with it. */
static Datum
result_of(FunctionCallInfo fcinfo, CxRfm *rfm)
{
	Size least = rfm->width == CX_DAY_WIDE ? LONG_WIDE : LONG_NARROW;
	MemoryContext context;

	if (VARSIZE(rfm) < least || !AggCheckCallContext(fcinfo, &context) ||
		(among_many_groups(fcinfo) && VARSIZE(rfm) < least * AMONG_GROUPS))
		return PointerGetDatum(rfm);
	return EOHPGetRWDatum(&opened(context, rfm)->hdr);
}

/* ----- short states ----- */

/* The state of days in any order, first being their first one; numbers are counted from it. */
static CxRfm *
rfm_of_days(uint64 *days, int count, int width, DateADT first, DateADT until)
{
	CxRfm *rfm;

	if (!cx_days_settle(days, &count, width, 0))
	{
		uint64 *wide = palloc((Size) count * CX_DAY_WIDE * sizeof(uint64));

		cx_days_widen(wide, days, count);
		days = wide;
		width = CX_DAY_WIDE;
		cx_days_settle(days, &count, width, 0);
	}
	if (width == CX_DAY_WIDE && cx_days_narrow(days, count))
		width = CX_DAY_NARROW;
	rfm = cx_rfm_new(count, width);
	rfm->first = first;
	rfm->until = until;
	memcpy(rfm->days, days, (Size) count * width * sizeof(uint64));
	return rfm;
}

/* Writes the days of a state to, numbered from another first one, in a width that has room for them. */
static void
copy_days(uint64 *to, int width, const CxRfm *rfm, DateADT first)
{
	int count = cx_rfm_count(rfm);

	if (width == rfm->width)
		memcpy(to, rfm->days, (Size) count * width * sizeof(uint64));
	else
		cx_days_widen(to, rfm->days, count);
	for (int i = 0; i < count; i++)
		to[i * width] += (uint64) (uint16) (rfm->first - first) << 48;
}

static inline DateADT
last_of(const CxRfm *rfm)
{
	return rfm->first + cx_day_number(rfm->days[(cx_rfm_count(rfm) - 1) * rfm->width]);
}

/* Both together, neither of them empty. */
static CxRfm *
sum_of(const CxRfm *a, const CxRfm *b)
{
	int width = Max(a->width, b->width);
	int count = cx_rfm_count(a) + cx_rfm_count(b);
	DateADT first = Min(a->first, b->first);
	uint64 *days = palloc((Size) count * width * sizeof(uint64));

	cx_check_span(first, Max(last_of(a), last_of(b)));
	copy_days(days, width, a, first);
	copy_days(days + cx_rfm_count(a) * width, width, b, first);
	return rfm_of_days(days, count, width, first, a->until);
}

/* A row as a state of its own. */
static CxRfm *
rfm_of_row(DateADT day, const CxAmount *amount, DateADT until)
{
	CxRfm *rfm = cx_rfm_new(1, amount->narrow ? CX_DAY_NARROW : CX_DAY_WIDE);

	rfm->first = day;
	rfm->until = until;
	if (amount->narrow)
		rfm->days[0] = cx_narrow_day(0, amount->micros);
	else
		cx_wide_day(rfm->days, 0, &amount->money);
	return rfm;
}

/* How many days of a narrow state are not later than one of this number. */
static int
days_until(const CxRfm *rfm, uint16 number)
{
	int low = 0;
	int high = cx_rfm_words(rfm);

	/* rows mostly come in the order of time */
	if (cx_day_number(rfm->days[high - 1]) <= number)
		return high;
	while (low < high)
	{
		int middle = (low + high) / 2;

		if (cx_day_number(rfm->days[middle]) <= number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * What most rows are: narrow, of a day that is known or later than the first. NULL when it is
 * otherwise.
 */
static CxRfm *
with_narrow_row(CxRfm *rfm, bool owned, DateADT day, int64 micros)
{
	int count = cx_rfm_words(rfm);
	uint64 word = cx_narrow_day((uint16) (day - rfm->first), micros);
	int at = days_until(rfm, cx_day_number(word));
	CxRfm *longer;

	if (at > 0 && cx_day_number(rfm->days[at - 1]) == cx_day_number(word))
	{
		if (!owned)
			rfm = cx_copy_state(rfm, VARSIZE(rfm));
		return cx_narrow_add(&rfm->days[at - 1], word) ? rfm : NULL;
	}
	if (owned && CX_RFM_SIZE(count + 1) + CHUNK_HEADER <= GetMemoryChunkSpace(rfm))
		longer = repalloc(rfm, CX_RFM_SIZE(count + 1)); /* which stays where it is */
	else
	{
		longer = palloc(CX_RFM_SIZE(count + 1));
		memcpy(longer, rfm, CX_RFM_SIZE(count));
	}
	memmove(longer->days + at + 1, longer->days + at, (count - at) * sizeof(uint64));
	longer->days[at] = word;
	SET_VARSIZE(longer, CX_RFM_SIZE(count + 1));
	return longer;
}

Datum
cx_rfm_with_row(FunctionCallInfo fcinfo, DateADT day, const CxAmount *amount, DateADT until)
{
	OpenRfm *open = open_arg(fcinfo);
	CxRfm *rfm;
	CxRfm *result = NULL;

	if (open != NULL)
	{
		cx_check_same_until(open->until, until);
		add_row(open, day, amount);
		return PG_GETARG_DATUM(0);
	}
	rfm = PG_GETARG_RFM_P(0);
	if (cx_rfm_count(rfm) == 0)
		return PointerGetDatum(rfm_of_row(day, amount, until));
	cx_check_same_until(rfm->until, until);
	if (likely(amount->narrow && rfm->width == CX_DAY_NARROW && day >= rfm->first))
	{
		cx_check_span(rfm->first, day);
		result =
			with_narrow_row(rfm, cx_owns_state(fcinfo) && (Pointer) rfm == PG_GETARG_POINTER(0),
							day, amount->micros);
	}
	if (result == NULL)
		result = sum_of(rfm, rfm_of_row(day, amount, until));
	return result == rfm ? PointerGetDatum(rfm) : result_of(fcinfo, result);
}

/*
 * cx_rfm_add(cx_rfm, cx_rfm) -> cx_rfm
 *		Operator +, combine function of rfm_agg, and transition of rollup(): the rows of both. Strict.
 *		Observed until different days: error 22023; more than 65536 days from the first to the last:
 *		error 54000; a sum beyond the range of money: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_rfm_add);
Datum
cx_rfm_add(PG_FUNCTION_ARGS)
{
	OpenRfm *open = open_arg(fcinfo);
	const CxRfm *b = PG_GETARG_RFM_P(1);
	CxRfm *a;

	if (open != NULL)
	{
		if (cx_rfm_count(b) > 0)
			cx_check_same_until(open->until, b->until);
		add_flat(open, b);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	a = PG_GETARG_RFM_P(0);
	if (cx_rfm_count(b) == 0)
		PG_RETURN_RFM_P(a);
	if (cx_rfm_count(a) == 0)
		PG_RETURN_DATUM(result_of(fcinfo, (CxRfm *) b));
	cx_check_same_until(a->until, b->until);
	PG_RETURN_DATUM(result_of(fcinfo, sum_of(a, b)));
}
