/*
 * survival_build.c
 *	  Type cx_survival in memory: room for spells, sorting them in, adding whole states.
 *
 * A row costs one store: the spell as a 64-bit key, appended to the state (survival_agg.c). Only when
 * the room is used up is there anything to decide. Durations are often days or months, a few hundred
 * different ones among millions; then the spells are sorted and counted, and the room is used again.
 * Exact times hardly ever repeat; then the room grows, and everything is sorted once in the end. A
 * sample tells the two apart.
 *
 * The state is a flat value and not an expanded object, which would need a memory context, a
 * kilobyte, for each of a million groups of one row. Growing by doubling copies each spell about four
 * times all in all, which is less than what its sorting costs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"

#include "base/compat.h"
#include "base/huge_pages.h"
#include "base/interrupts.h"
#include "math/radix_sort.h"
#include "survival/survival_build.h"

#define FIRST_ROOM 4         /* spells; most groups are small */
#define SORT_FROM  (1 << 16) /* pending spells from which on it may pay to count them */

static inline Size
spell_size(uint32 flags)
{
	return (flags & CX_SURVIVAL_WEIGHED) != 0 ? sizeof(CxKeyed) : sizeof(uint64);
}

static inline Size
room_of(const CxSurvival *state)
{
	Size bytes = (char *) state + VARSIZE(state) - cx_survival_tail(state);

	return (state->flags & CX_SURVIVAL_WEIGHED) != 0 ? bytes / sizeof(CxKeyed)
													 : bytes / sizeof(uint64);
}

/* Large states are written once from end to end. */
static void *
allocate(Size size)
{
	void *memory = palloc(size);

	cx_advise_huge_pages(memory, size);
	return memory;
}

pg_noreturn static void
refuse_size(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a state of type cx_survival holds at most %d different times", CX_MAX_MARKS),
			errhint("Round the durations, for example to whole seconds or days."));
}

static CxSum
count_at(const CxMarks *marks, size_t i)
{
	return (CxSum){marks->highs[i], marks->lows == NULL ? 0 : marks->lows[i]};
}

static void
check_count(double count)
{
	if (count > CX_MAX_COUNT)
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("a count of customers is out of range"),
				errdetail("Weights of one time add up to %g at most.", CX_MAX_COUNT));
}

/* An empty result for the given number of marks, to be filled. */
static CxSurvival *
new_state(size_t marks, bool lows)
{
	uint32 flags = CX_SURVIVAL_VERSION | (lows ? CX_SURVIVAL_LOWS : 0);
	CxSurvival *state;
	Size size;

	if (marks > CX_MAX_MARKS)
		refuse_size();
	size = cx_survival_size((uint32) marks, flags);
	state = allocate(size);
	SET_VARSIZE(state, size);
	state->flags = flags;
	state->marks = (uint32) marks;
	state->pending = 0;
	return state;
}

CxSurvival *
cx_survival_make(const CxMarks *marks)
{
	bool lows = false;
	CxSurvival *state;
	double *columns;

	if (marks->lows != NULL)
		for (size_t i = 0; i < marks->count && !lows; i++)
			lows = marks->lows[i] != 0;
	state = new_state(marks->count, lows);
	columns = (double *) (state->keys + marks->count);
	memcpy(state->keys, marks->keys, marks->count * sizeof(uint64));
	memcpy(columns, marks->highs, marks->count * sizeof(double));
	if (lows)
		memcpy(columns + marks->count, marks->lows, marks->count * sizeof(double));
	return state;
}

CxSurvival *
cx_survival_merge(const CxMarks *a, const CxMarks *b)
{
	Size most = a->count + b->count;
	bool pairs = a->lows != NULL || b->lows != NULL;
	uint64 *keys;
	double *highs;
	double *lows;
	CxMarks merged;
	CxSurvival *state;
	size_t i = 0;
	size_t j = 0;
	size_t n = 0;

	if (a->count == 0)
		return cx_survival_make(b);
	if (b->count == 0)
		return cx_survival_make(a);
	keys = palloc(most * sizeof(uint64));
	highs = palloc(most * sizeof(double));
	lows = palloc(most * sizeof(double));
	for (; i < a->count || j < b->count; n++)
	{
		CxSum count;

		if (n % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (j == b->count || (i < a->count && a->keys[i] < b->keys[j]))
		{
			keys[n] = a->keys[i];
			count = count_at(a, i++);
		}
		else if (i == a->count || b->keys[j] < a->keys[i])
		{
			keys[n] = b->keys[j];
			count = count_at(b, j++);
		}
		else
		{
			CxSum other = count_at(b, j++);

			keys[n] = a->keys[i];
			count = count_at(a, i++);
			cx_sum_merge(&count, &other);
			check_count(count.high);
			/* whole numbers beyond 2^53 have something left over, too */
			pairs = pairs || count.low != 0;
		}
		highs[n] = count.high;
		lows[n] = count.low;
	}
	merged = (CxMarks){n, keys, highs, pairs ? lows : NULL};
	state = cx_survival_make(&merged);
	pfree(keys);
	pfree(highs);
	pfree(lows);
	return state;
}

/*
 * The pending spells without weights, sorted and counted: in the result itself, whose columns have
 * room for as many keys as there are spells, twice.
 */
static CxSurvival *
count_keys(const uint64 *pending, size_t n)
{
	CxSurvival *state = new_state(n, false);
	uint64 *keys = state->keys;
	double *counts = (double *) (keys + n);
	const uint64 *sorted = cx_sort_keys(pending, keys, (uint64 *) counts, n, &cx_interrupts);
	size_t marks = 0;
	size_t i = 0;

	while (i < n)
	{
		uint64 key = sorted[i];
		size_t start = i;

		/* what is written lies before what is still to be read */
		for (i++; i < n && sorted[i] == key;)
			i++;
		keys[marks] = key;
		counts[marks++] = (double) (i - start);
	}
	if (marks > CX_MAX_MARKS)
		refuse_size();
	memmove(keys + marks, counts, marks * sizeof(double));
	state->marks = (uint32) marks;
	SET_VARSIZE(state, cx_survival_size((uint32) marks, state->flags));
	return state;
}

/* Those with weights. */
static CxSurvival *
count_weights(const CxKeyed *pending, size_t n)
{
	CxKeyed *first = palloc(n * sizeof(CxKeyed));
	CxKeyed *second = palloc(n * sizeof(CxKeyed));
	CxKeyed *sorted = cx_sort_keyed(pending, first, second, n, &cx_interrupts);
	uint64 *keys;
	double *highs;
	double *lows;
	CxMarks marks;
	CxSurvival *state;

	/* millions of them: nothing is kept for longer than it is needed */
	pfree(sorted == first ? second : first);
	keys = palloc(n * sizeof(uint64));
	highs = palloc(n * sizeof(double));
	lows = palloc(n * sizeof(double));
	marks = (CxMarks){0, keys, highs, lows};
	for (size_t i = 0; i < n; marks.count++)
	{
		uint64 key = sorted[i].key;
		CxSum count = {0, 0};

		for (; i < n && sorted[i].key == key; i++)
			cx_sum_add(&count, sorted[i].value);
		check_count(count.high);
		keys[marks.count] = key;
		highs[marks.count] = count.high;
		lows[marks.count] = count.low;
	}
	pfree(sorted);
	state = cx_survival_make(&marks);
	pfree(keys);
	pfree(highs);
	pfree(lows);
	return state;
}

const CxSurvival *
cx_survival_closed(const CxSurvival *state)
{
	CxSurvival *counted;
	CxSurvival *merged;
	CxMarks marks;
	CxMarks more;

	if (!cx_survival_open(state))
		return state;
	/* the marks come first, laid out as in a closed state */
	marks = cx_survival_marks(state);
	if (state->pending == 0)
		return cx_survival_make(&marks);
	counted = (state->flags & CX_SURVIVAL_WEIGHED) != 0
				  ? count_weights((const CxKeyed *) cx_survival_tail(state), state->pending)
				  : count_keys((const uint64 *) cx_survival_tail(state), state->pending);
	if (marks.count == 0)
		return counted;
	more = cx_survival_marks(counted);
	merged = cx_survival_merge(&marks, &more);
	pfree(counted);
	return merged;
}

/* A closed state as an open one with so much room. */
static CxSurvival *
opened(const CxSurvival *closed, bool weighed, Size room)
{
	uint32 flags = (closed->flags & (CX_SURVIVAL_LOWS | 0xff)) | CX_SURVIVAL_OPEN |
				   (weighed ? CX_SURVIVAL_WEIGHED : 0);
	Size used = cx_survival_size(closed->marks, closed->flags);
	Size size = used + room * spell_size(flags);
	CxSurvival *state = allocate(size);

	memcpy(state, closed, used);
	SET_VARSIZE(state, size);
	state->flags = flags;
	state->pending = 0;
	/*
	 * Whoever makes an aggregate of a transition of ours, without our final function, stores the state
	 * as it is: the same spells are then the same bytes, and nothing of our memory shows in them.
	 */
	memset((char *) state + used, 0, size - used);
	return state;
}

/*
 * Whether hardly any time repeats, by a sixteenth of the spells: then counting them would make the
 * state larger, not smaller.
 */
static bool
hardly_repeats(const CxSurvival *state)
{
	Size step = spell_size(state->flags);
	size_t n = state->pending / 16;
	uint64 *sample = palloc(n * sizeof(uint64));
	uint64 *first = palloc(n * sizeof(uint64));
	uint64 *second = palloc(n * sizeof(uint64));
	uint64 *sorted;
	size_t distinct = 1;

	for (size_t i = 0; i < n; i++)
		memcpy(&sample[i], cx_survival_tail(state) + i * 16 * step, sizeof(uint64));
	sorted = cx_sort_keys(sample, first, second, n, &cx_interrupts);
	for (size_t i = 1; i < n; i++)
		distinct += sorted[i] != sorted[i - 1];
	pfree(sample);
	pfree(first);
	pfree(second);
	return distinct > n / 2;
}

/* It is called once for many rows, so it may take its time. */
CxSurvival *
cx_survival_with_room(CxSurvival *state, bool weighed, Size wanted)
{
	bool same = cx_survival_open(state) && weighed == ((state->flags & CX_SURVIVAL_WEIGHED) != 0);
	Size room = same ? room_of(state) : 0;
	Size needed;

	if (same && state->pending + wanted <= room)
		return state;
	needed = (same ? state->pending : 0) + wanted;
	if (same && needed <= CX_SURVIVAL_MAX_ROOM &&
		(state->pending < SORT_FROM || hardly_repeats(state)))
	{
		CxSurvival *larger;

		/* copied by the executor as well, room and all: in fewer steps while it is small */
		room = Min(Max(room * (room < SORT_FROM || room >= 8 * SORT_FROM ? 2 : 4), needed),
				   CX_SURVIVAL_MAX_ROOM);
		larger = opened(state, weighed, room);
		memcpy(cx_survival_tail(larger), cx_survival_tail(state),
			   state->pending * spell_size(state->flags));
		larger->pending = state->pending;
		return larger;
	}
	else
	{
		const CxSurvival *closed = cx_survival_closed(state);

		/* room for as many as there are marks: each is then merged a few times only */
		room = same ? Max(closed->marks, SORT_FROM) : Max(closed->marks / 8, FIRST_ROOM);
		return opened(closed, weighed, Max(Min(room, CX_SURVIVAL_MAX_ROOM), wanted));
	}
}

CxSurvival *
cx_survival_append(CxSurvival *state, const CxMarks *marks)
{
	CxKeyed *tail;
	Size wanted = marks->count * (marks->lows == NULL ? 1 : 2);

	state = cx_survival_with_room(state, true, wanted);
	tail = (CxKeyed *) cx_survival_tail(state) + state->pending;
	for (size_t i = 0; i < marks->count; i++)
	{
		*tail++ = (CxKeyed){marks->keys[i], marks->highs[i]};
		if (marks->lows != NULL && marks->lows[i] != 0)
			*tail++ = (CxKeyed){marks->keys[i], marks->lows[i]};
	}
	state->pending = (uint32) (tail - (CxKeyed *) cx_survival_tail(state));
	return state;
}
