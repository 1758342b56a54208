/*
 * purchase_state.c
 *	  The purchases of one customer while they grow.
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
#include "base/purchase_state.h"

/*
 * From this size on a state of an aggregate is an expanded object; wide days sooner, since a flat state
 * is looked through for each of them. Among many groups states stay flat for longer.
 */
#define LONG_NARROW  4096
#define LONG_WIDE    1024
#define AMONG_GROUPS 8 /* times as long */

/* What an allocator keeps in front of a chunk, at most, in any version. */
#ifdef MEMORY_CONTEXT_CHECKING
#define CHUNK_HEADER 24
#else
#define CHUNK_HEADER 16
#endif

typedef struct OpenPurchases
{
	ExpandedObjectHeader hdr;
	DateADT first; /* of the days seen */
	DateADT last;
	int32 common;
	int width;
	int count;    /* days, some of them perhaps twice */
	int room;     /* days */
	uint64 *days; /* numbered as dates are, modulo 65536 */
} OpenPurchases;

CxPurchases *
cx_purchases_new(int count, int width)
{
	Size size = CX_PURCHASES_SIZE((Size) count * width);
	CxPurchases *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->version = CX_PURCHASES_VERSION;
	state->width = (uint8) (count > 0 ? width : 0);
	return state;
}

CxMoney
cx_purchases_total(const CxPurchases *state)
{
	CxMoney total = {{0}};

	for (int i = 0; i < cx_purchases_days(state); i++)
	{
		CxMoney sum = cx_day_money(state->days + i * state->width, state->width);

		cx_money_add(&total, &sum);
	}
	return total;
}

/* ----- long states ----- */

static void
move_days(OpenPurchases *open, int width, int room)
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
settle(OpenPurchases *open)
{
	if (cx_days_settle(open->days, &open->count, open->width, (uint16) open->first))
		return;
	move_days(open, CX_DAY_WIDE, open->room);
	cx_days_settle(open->days, &open->count, open->width, (uint16) open->first);
}

/* Another day, whose sum is not yet set. */
static uint64 *
append(OpenPurchases *open)
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
reach(OpenPurchases *open, DateADT first, DateADT last)
{
	open->first = Min(open->first, first);
	open->last = Max(open->last, last);
	cx_check_span(open->first, open->last);
}

static void
add_row(OpenPurchases *open, DateADT day, const CxAmount *amount)
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
add_flat(OpenPurchases *open, const CxPurchases *state)
{
	int count = cx_purchases_days(state);

	if (count == 0)
		return;
	reach(open, state->first,
		  state->first + cx_day_number(state->days[(count - 1) * state->width]));
	if (state->width > open->width)
		move_days(open, CX_DAY_WIDE, open->room);
	for (int i = 0; i < count; i++)
	{
		const uint64 *from = state->days + i * state->width;
		uint64 *to = append(open);

		if (state->width == open->width)
			memcpy(to, from, state->width * sizeof(uint64));
		else
			cx_days_widen(to, from, 1);
		/* its number, from the first day of the state, modulo 65536 */
		*to += (uint64) (uint16) state->first << 48;
	}
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	OpenPurchases *open = (OpenPurchases *) header;

	settle(open);
	if (open->width == CX_DAY_WIDE && cx_days_narrow(open->days, open->count))
	{
		open->room *= CX_DAY_WIDE;
		open->width = CX_DAY_NARROW;
	}
	return CX_PURCHASES_SIZE((Size) open->count * open->width);
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const OpenPurchases *open = (const OpenPurchases *) header;
	CxPurchases *state = result;

	SET_VARSIZE(state, size);
	state->version = CX_PURCHASES_VERSION;
	state->width = (uint8) open->width;
	state->unused = 0;
	state->first = open->first;
	state->common = open->common;
	memcpy(state->days, open->days, size - CX_PURCHASES_SIZE(0));
	for (int i = 0; i < open->count; i++)
		state->days[i * open->width] -= (uint64) (uint16) open->first << 48;
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

static OpenPurchases *
opened(MemoryContext parent, const CxPurchases *state)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "cx_metrics purchases", ALLOCSET_SMALL_SIZES);
	OpenPurchases *open = MemoryContextAllocZero(context, sizeof(OpenPurchases));

	EOH_init_header(&open->hdr, &methods, context);
	open->first = open->last = state->first;
	open->common = state->common;
	open->width = state->width;
	move_days(open, state->width, 2 * cx_purchases_days(state));
	add_flat(open, state);
	return open;
}

/* The state in argument 0 if it is open, and the caller's; NULL otherwise. */
static OpenPurchases *
open_arg(FunctionCallInfo fcinfo)
{
	if (cx_owns_state(fcinfo) && VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0)))
		return (OpenPurchases *) DatumGetEOHP(PG_GETARG_DATUM(0));
	return NULL;
}

/* A flat result, opened where an aggregate goes on with it. */
static Datum
result_of(FunctionCallInfo fcinfo, CxPurchases *state)
{
	Size least = state->width == CX_DAY_WIDE ? LONG_WIDE : LONG_NARROW;
	MemoryContext context;

	if (VARSIZE(state) < least || !AggCheckCallContext(fcinfo, &context) ||
		(cx_among_many_groups(fcinfo) && VARSIZE(state) < least * AMONG_GROUPS))
		return PointerGetDatum(state);
	return EOHPGetRWDatum(&opened(context, state)->hdr);
}

/* ----- short states ----- */

/* The state of days in any order, first being their first one; numbers are counted from it. */
static CxPurchases *
state_of_days(uint64 *days, int count, int width, DateADT first, int32 common)
{
	CxPurchases *state;

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
	state = cx_purchases_new(count, width);
	state->first = first;
	state->common = common;
	memcpy(state->days, days, (Size) count * width * sizeof(uint64));
	return state;
}

/* Writes the days of a state to, numbered from another first one, in a width that has room for them. */
static void
copy_days(uint64 *to, int width, const CxPurchases *state, DateADT first)
{
	int count = cx_purchases_days(state);

	if (width == state->width)
		memcpy(to, state->days, (Size) count * width * sizeof(uint64));
	else
		cx_days_widen(to, state->days, count);
	for (int i = 0; i < count; i++)
		to[i * width] += (uint64) (uint16) (state->first - first) << 48;
}

/* Both together, neither of them empty. */
static CxPurchases *
sum_of(const CxPurchases *a, const CxPurchases *b)
{
	int width = Max(a->width, b->width);
	int count = cx_purchases_days(a) + cx_purchases_days(b);
	DateADT first = Min(a->first, b->first);
	uint64 *days = palloc((Size) count * width * sizeof(uint64));

	cx_check_span(first, Max(cx_purchases_last(a), cx_purchases_last(b)));
	copy_days(days, width, a, first);
	copy_days(days + cx_purchases_days(a) * width, width, b, first);
	return state_of_days(days, count, width, first, a->common);
}

/* A row as a state of its own. */
static CxPurchases *
state_of_row(DateADT day, const CxAmount *amount, int32 common)
{
	CxPurchases *state = cx_purchases_new(1, amount->narrow ? CX_DAY_NARROW : CX_DAY_WIDE);

	state->first = day;
	state->common = common;
	if (amount->narrow)
		state->days[0] = cx_narrow_day(0, amount->micros);
	else
		cx_wide_day(state->days, 0, &amount->money);
	return state;
}

/* How many days of a narrow state are not later than one of this number. */
static int
days_until(const CxPurchases *state, uint16 number)
{
	int low = 0;
	int high = cx_purchases_words(state);

	/* rows mostly come in the order of time */
	if (cx_day_number(state->days[high - 1]) <= number)
		return high;
	while (low < high)
	{
		int middle = (low + high) / 2;

		if (cx_day_number(state->days[middle]) <= number)
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
static CxPurchases *
with_narrow_row(CxPurchases *state, bool owned, DateADT day, int64 micros)
{
	int count = cx_purchases_words(state);
	uint64 word = cx_narrow_day((uint16) (day - state->first), micros);
	int at = days_until(state, cx_day_number(word));
	CxPurchases *longer;

	if (at > 0 && cx_day_number(state->days[at - 1]) == cx_day_number(word))
	{
		if (!owned)
			state = cx_copy_state(state, VARSIZE(state));
		return cx_narrow_add(&state->days[at - 1], word) ? state : NULL;
	}
	if (owned && CX_PURCHASES_SIZE(count + 1) + CHUNK_HEADER <= GetMemoryChunkSpace(state))
		longer = repalloc(state, CX_PURCHASES_SIZE(count + 1)); /* which stays where it is */
	else
	{
		longer = palloc(CX_PURCHASES_SIZE(count + 1));
		memcpy(longer, state, CX_PURCHASES_SIZE(count));
	}
	memmove(longer->days + at + 1, longer->days + at, (count - at) * sizeof(uint64));
	longer->days[at] = word;
	SET_VARSIZE(longer, CX_PURCHASES_SIZE(count + 1));
	return longer;
}

static inline void
check_common(CxCheckCommon check, int32 a, int32 b)
{
	if (unlikely(a != b))
		check(a, b);
}

Datum
cx_purchases_with_row(FunctionCallInfo fcinfo, CxCheckCommon check, int32 common, DateADT day,
					  const CxAmount *amount)
{
	OpenPurchases *open = open_arg(fcinfo);
	CxPurchases *state;
	CxPurchases *result = NULL;

	if (open != NULL)
	{
		check_common(check, open->common, common);
		add_row(open, day, amount);
		return PG_GETARG_DATUM(0);
	}
	state = PG_GETARG_PURCHASES_P(0);
	if (cx_purchases_days(state) == 0)
		return PointerGetDatum(state_of_row(day, amount, common));
	check_common(check, state->common, common);
	if (likely(amount->narrow && state->width == CX_DAY_NARROW && day >= state->first))
	{
		cx_check_span(state->first, day);
		result =
			with_narrow_row(state, cx_owns_state(fcinfo) && (Pointer) state == PG_GETARG_POINTER(0),
							day, amount->micros);
	}
	if (result == NULL)
		result = sum_of(state, state_of_row(day, amount, common));
	return result == state ? PointerGetDatum(state) : result_of(fcinfo, result);
}

Datum
cx_purchases_add(FunctionCallInfo fcinfo, CxCheckCommon check)
{
	OpenPurchases *open = open_arg(fcinfo);
	const CxPurchases *b = PG_GETARG_PURCHASES_P(1);
	CxPurchases *a;

	if (open != NULL)
	{
		if (cx_purchases_days(b) > 0)
			check_common(check, open->common, b->common);
		add_flat(open, b);
		return PG_GETARG_DATUM(0);
	}
	a = PG_GETARG_PURCHASES_P(0);
	if (cx_purchases_days(b) == 0)
		return PointerGetDatum(a);
	if (cx_purchases_days(a) == 0)
		return result_of(fcinfo, (CxPurchases *) b);
	check_common(check, a->common, b->common);
	return result_of(fcinfo, sum_of(a, b));
}
