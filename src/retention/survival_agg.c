/*
 * survival_agg.c
 *	  Folding spells into cx_survival.
 *
 * A row costs one store: the spell as a 64-bit key, appended to the state. Only when the room is used
 * up is there anything to think about. Durations are often days or months, a few hundred different
 * ones among millions; then the spells are sorted and counted, and the room is used again. Exact times
 * hardly ever repeat; then the room grows, and everything is sorted once in the end. A sample tells the
 * two apart.
 *
 * The state is a flat value and not an expanded object, which would need a memory context, a
 * kilobyte, for each of a million groups of one row. Growing by doubling copies each spell about four
 * times all in all, which is less than what its sorting costs.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <sys/mman.h>

#include "miscadmin.h"
#include "utils/memdebug.h"

#include "base/aggregate.h"
#include "base/compat.h"
#include "base/result.h"
#include "math/radix_sort.h"
#include "retention/survival.h"

#define FIRST_ROOM      4         /* spells; most groups are small */
#define SORT_FROM       (1 << 16) /* pending spells from which on it may pay to count them */
#define HUGE_PAGE_BYTES ((Size) 2 * 1024 * 1024)
#define MAX_ROOM        (1 << 24) /* pending spells: 128 MB, or 256 MB with weights */

static void
check_for_interrupts(void *unused)
{
	CHECK_FOR_INTERRUPTS();
}

const CxCheck cx_interrupts = {check_for_interrupts, NULL};

static inline Size
spell_size(uint32 flags)
{
	return (flags & CX_SURVIVAL_WEIGHED) != 0 ? sizeof(CxKeyed) : sizeof(uint64);
}

/* Where the pending spells of an open state begin. */
static inline char *
tail_of(const CxSurvival *state)
{
	return (char *) state + cx_survival_size(state->marks, state->flags);
}

static inline Size
room_of(const CxSurvival *state)
{
	Size bytes = (char *) state + VARSIZE(state) - tail_of(state);

	return (state->flags & CX_SURVIVAL_WEIGHED) != 0 ? bytes / sizeof(CxKeyed)
													 : bytes / sizeof(uint64);
}

/*
 * Large states are written once from end to end: with huge pages where the kernel has them, the time
 * does not go into a page fault every 512 spells.
 */
static void *
allocate(Size size)
{
	char *memory = palloc(size);

#if defined(__linux__) && defined(MADV_HUGEPAGE)
	if (size >= 2 * HUGE_PAGE_BYTES)
	{
		char *first = (char *) TYPEALIGN(HUGE_PAGE_BYTES, memory);
		char *end = (char *) TYPEALIGN_DOWN(HUGE_PAGE_BYTES, memory + size);

		/* advice only: where it is not taken, pages are small */
		(void) madvise(first, end - first, MADV_HUGEPAGE);
	}
#endif
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
				errmsg("count of customers out of range"));
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

/* All marks of both, those that both have added up. */
static CxSurvival *
merge(const CxMarks *a, const CxMarks *b)
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
	const CxKeyed *sorted = cx_sort_keyed(pending, first, second, n, &cx_interrupts);
	uint64 *keys = palloc(n * sizeof(uint64));
	double *highs = palloc(n * sizeof(double));
	double *lows = palloc(n * sizeof(double));
	CxMarks marks = {0, keys, highs, lows};
	CxSurvival *state;

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
	state = cx_survival_make(&marks);
	pfree(first);
	pfree(second);
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
				  ? count_weights((const CxKeyed *) tail_of(state), state->pending)
				  : count_keys((const uint64 *) tail_of(state), state->pending);
	if (marks.count == 0)
		return counted;
	more = cx_survival_marks(counted);
	merged = merge(&marks, &more);
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
	/* copied, and sent by parallel workers, before it is written to */
	VALGRIND_MAKE_MEM_DEFINED((char *) state + used, size - used);
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
		memcpy(&sample[i], tail_of(state) + i * 16 * step, sizeof(uint64));
	sorted = cx_sort_keys(sample, first, second, n, &cx_interrupts);
	for (size_t i = 1; i < n; i++)
		distinct += sorted[i] != sorted[i - 1];
	pfree(sample);
	pfree(first);
	pfree(second);
	return distinct > n / 2;
}

/*
 * The state, which the caller owns, with room for so many spells of a kind: possibly another one. It
 * is called once for many rows, so it may take its time.
 */
static CxSurvival *
with_room(CxSurvival *state, bool weighed, Size wanted)
{
	bool same = cx_survival_open(state) && weighed == ((state->flags & CX_SURVIVAL_WEIGHED) != 0);
	Size room = same ? room_of(state) : 0;
	Size needed;

	if (same && state->pending + wanted <= room)
		return state;
	needed = (same ? state->pending : 0) + wanted;
	if (same && needed <= MAX_ROOM && (state->pending < SORT_FROM || hardly_repeats(state)))
	{
		CxSurvival *larger;

		/* copied by the executor as well, room and all: in fewer steps while it is small */
		room =
			Min(Max(room * (room < SORT_FROM || room >= 8 * SORT_FROM ? 2 : 4), needed), MAX_ROOM);
		larger = opened(state, weighed, room);
		memcpy(tail_of(larger), tail_of(state), state->pending * spell_size(state->flags));
		larger->pending = state->pending;
		return larger;
	}
	else
	{
		const CxSurvival *closed = cx_survival_closed(state);

		/* room for as many as there are marks: each is then merged a few times only */
		room = same ? Max(closed->marks, SORT_FROM) : Max(closed->marks / 8, FIRST_ROOM);
		return opened(closed, weighed, Max(Min(room, MAX_ROOM), wanted));
	}
}

CxSurvival *
cx_survival_append(CxSurvival *state, const CxMarks *marks)
{
	CxKeyed *tail;
	Size wanted = marks->count * (marks->lows == NULL ? 1 : 2);

	state = with_room(state, true, wanted);
	tail = (CxKeyed *) tail_of(state) + state->pending;
	for (size_t i = 0; i < marks->count; i++)
	{
		*tail++ = (CxKeyed){marks->keys[i], marks->highs[i]};
		if (marks->lows != NULL && marks->lows[i] != 0)
			*tail++ = (CxKeyed){marks->keys[i], marks->lows[i]};
	}
	state->pending = (uint32) (tail - (CxKeyed *) tail_of(state));
	return state;
}

const CxSurvival *
cx_survival_arg(FunctionCallInfo fcinfo, int argno)
{
	return cx_survival_closed((const CxSurvival *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno)));
}

CxMarks
cx_marks_arg(FunctionCallInfo fcinfo, int argno)
{
	return cx_survival_marks(cx_survival_arg(fcinfo, argno));
}

/*
 * Argument 0 as a state to be written to. What the executor owns is a plain value in its memory; what
 * others pass may be toasted, and stays as it is.
 */
static inline CxSurvival *
working_state(FunctionCallInfo fcinfo)
{
	CxSurvival *state = (CxSurvival *) PG_GETARG_POINTER(0);

	if (likely(cx_owns_state(fcinfo) && VARATT_IS_4B_U(state)))
		return state;
	return (CxSurvival *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
}

/* Whoever calls a transition by hand gets a value to keep, not a working state. */
static inline Datum
result_of(FunctionCallInfo fcinfo, const CxSurvival *state)
{
	if (likely(cx_owns_state(fcinfo)))
		PG_RETURN_POINTER(state);
	PG_RETURN_POINTER(cx_survival_closed(state));
}

/* This runs once a row: without weights, and but for parallel workers without pairs of counts. */
static pg_attribute_always_inline CxSurvival *
add_key(CxSurvival *state, uint64 key)
{
	Size end =
		offsetof(CxSurvival, keys) + ((Size) state->marks * 2 + state->pending) * sizeof(uint64);

	if (likely(state->flags == (CX_SURVIVAL_VERSION | CX_SURVIVAL_OPEN) &&
			   end + sizeof(uint64) <= VARSIZE(state)))
	{
		*(uint64 *) ((char *) state + end) = key;
		state->pending++;
		return state;
	}
	state = with_room(state, false, 1);
	((uint64 *) tail_of(state))[state->pending++] = key;
	return state;
}

pg_noreturn static void
refuse_time(const char *what, double time)
{
	if (isnan(time))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s NaN is no length of time", what),
				errhint("A spell of unknown length is NULL and is left out."));
	if (time < 0)
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("%s %s is negative", what, cx_shortest_decimal(time)),
				errhint("It is the time from the start of the spell to its end, or to when it was "
						"last seen going on."));
	ereport(
		ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		errmsg("%s %s is not 0 and not between %g and %g", what, cx_shortest_decimal(time),
			   CX_MIN_TIME, CX_MAX_TIME),
		errhint("A spell that goes on is censored: churned is false, and its duration is the time "
				"up to when it was last seen."));
}

static inline double
time_arg(FunctionCallInfo fcinfo, int argno, const char *what)
{
	double time = PG_GETARG_FLOAT8(argno) + 0.0; /* -0 becomes 0 */

	if (unlikely(!(time >= CX_MIN_TIME && time <= CX_MAX_TIME) && time != 0))
		refuse_time(what, time);
	return time;
}

static inline uint64
exit_mark(FunctionCallInfo fcinfo, int argno, double time)
{
	bool churned = !PG_ARGISNULL(argno) && PG_GETARG_BOOL(argno);

	return cx_mark(time, churned ? CX_CHURNED : CX_CENSORED);
}

/*
 * cx_survival_count(cx_survival, duration double precision, churned boolean) -> cx_survival
 *		Transition of survival_agg(duration, churned) and of the fits. Durations are in any unit. Not
 *		strict: a NULL duration is skipped, a NULL churned is false, a NULL state gives NULL. Negative
 *		or infinite: error 22003; NaN: error 22023; more different times than a state holds: error
 *		54000.
 */
PG_FUNCTION_INFO_V1(cx_survival_count);
Datum
cx_survival_count(PG_FUNCTION_ARGS)
{
	double duration;

	if (unlikely(PG_ARGISNULL(0)))
		PG_RETURN_NULL();
	if (unlikely(PG_ARGISNULL(1)))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	duration = time_arg(fcinfo, 1, "duration");
	return result_of(fcinfo, add_key(working_state(fcinfo), exit_mark(fcinfo, 2, duration)));
}

/*
 * cx_survival_count_late(cx_survival, entry, exit, churned) -> cx_survival
 *		Transition of survival_agg(entry, exit, churned): a spell that came under observation at age
 *		entry, and is at risk at ages in (entry, exit]. Entry 0 is from the start, as without. A NULL
 *		entry or exit is skipped; exit not after entry: error 22023; otherwise as above.
 */
PG_FUNCTION_INFO_V1(cx_survival_count_late);
Datum
cx_survival_count_late(PG_FUNCTION_ARGS)
{
	double entry;
	double exit;
	CxSurvival *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	entry = time_arg(fcinfo, 1, "entry");
	exit = time_arg(fcinfo, 2, "exit");
	if (!(exit > entry))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("exit %s is not after entry %s", cx_shortest_decimal(exit),
					   cx_shortest_decimal(entry)),
				errhint("Both are ages of the spell: entry is how old it was when it came under "
						"observation, exit when it left."));
	state = add_key(working_state(fcinfo), exit_mark(fcinfo, 3, exit));
	if (entry > 0)
		state = add_key(state, cx_mark(entry, CX_ENTERED));
	return result_of(fcinfo, state);
}

static double
weight_arg(FunctionCallInfo fcinfo, int argno)
{
	double weight;

	if (PG_ARGISNULL(argno))
		ereport(ERROR, errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED), errmsg("weight must not be null"),
				errhint("A spell that does not count has weight 0."));
	weight = PG_GETARG_FLOAT8(argno);
	if (weight < 0)
		ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("weight %s is negative", cx_shortest_decimal(weight)),
				errhint("A spell that does not count has weight 0."));
	if (weight != 0 && !(weight >= CX_MIN_COUNT && weight <= 1 / CX_MIN_COUNT))
		ereport(ERROR,
				errcode(isnan(weight) ? ERRCODE_INVALID_PARAMETER_VALUE
									  : ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				errmsg("weight %s is not 0 and not between %g and %g", cx_shortest_decimal(weight),
					   CX_MIN_COUNT, 1 / CX_MIN_COUNT),
				errhint("A weight is how many customers a row stands for."));
	return weight;
}

/*
 * cx_survival_count_weight(cx_survival, duration, churned, weight) -> cx_survival
 *		Transition of weighted_survival_agg(): a row that stands for so many customers. A NULL weight:
 *		error 22004, unless the duration is NULL; negative or infinite: error 22003; NaN: error 22023;
 *		weight 0 is absent.
 */
PG_FUNCTION_INFO_V1(cx_survival_count_weight);
Datum
cx_survival_count_weight(PG_FUNCTION_ARGS)
{
	double duration;
	double weight;
	CxSurvival *state;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	duration = time_arg(fcinfo, 1, "duration");
	weight = weight_arg(fcinfo, 3);
	if (weight == 0)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	state = with_room(working_state(fcinfo), true, 1);
	((CxKeyed *) tail_of(state))[state->pending++] =
		(CxKeyed){exit_mark(fcinfo, 2, duration), weight};
	return result_of(fcinfo, state);
}

/*
 * cx_survival_add(cx_survival, cx_survival) -> cx_survival
 *		Operator +, combine function, and transition of rollup(): the spells of both. Strict. More
 *		different times than a state holds: error 54000; more customers than it can count: error 22003.
 *
 * In an aggregate, states that are small beside what is there already are appended like rows.
 */
PG_FUNCTION_INFO_V1(cx_survival_add);
Datum
cx_survival_add(PG_FUNCTION_ARGS)
{
	CxMarks b = cx_marks_arg(fcinfo, 1);
	CxMarks a;

	if (cx_owns_state(fcinfo))
	{
		CxSurvival *state = working_state(fcinfo);

		if (b.count == 0)
			PG_RETURN_POINTER(state);
		if (b.count < MAX_ROOM / 2 && b.count < ((Size) state->marks + state->pending) / 2)
			PG_RETURN_POINTER(cx_survival_append(state, &b));
	}
	a = cx_marks_arg(fcinfo, 0);
	PG_RETURN_POINTER(merge(&a, &b));
}

/*
 * cx_survival_close(cx_survival) -> cx_survival
 *		Final function of the aggregates that return a state: the working state with all its spells
 *		sorted in. It reads only. Strict.
 */
PG_FUNCTION_INFO_V1(cx_survival_close);
Datum
cx_survival_close(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(cx_survival_arg(fcinfo, 0));
}
