/*
 * durations_build.c
 *	  A cx_durations while it grows.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/durations_build.h"
#include "base/durations_closed.h"

#define ST_SORT          sort_durations
#define ST_ELEMENT_TYPE  uint64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b) ? 1 : 0)
#define ST_SCOPE         static
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * From this size on a closed state to which others are added becomes cells: from some two hundred
 * buckets on it pays for every further one.
 */
#define MANY_BUCKETS 1024

pg_noreturn static void
refuse_correction(void)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("durations were taken away that are not there"),
			errhint("A difference of states is a correction: add it to a state first."));
}

/* ----- buckets ----- */

static inline void
bucket_add(CxBucket *to, const CxBucket *from)
{
	if (unlikely(pg_add_s64_overflow(to->count, from->count, &to->count)))
		cx_refuse_count_overflow("durations");
	to->sum = cx_wide_sum(to->sum, from->sum);
}

static inline void
bucket_take(CxBucket *to, const CxBucket *from)
{
	if (unlikely(pg_sub_s64_overflow(to->count, from->count, &to->count)))
		cx_refuse_count_overflow("durations");
	to->sum = cx_wide_difference(to->sum, from->sum);
}

static inline bool
is_nothing(int64 count, CxWide sum)
{
	return count == 0 && cx_wide_is_zero(sum);
}

/* ----- any form as a list of buckets ----- */

static CxBuckets
new_buckets(Size room)
{
	return (CxBuckets){0, palloc(Max(room, 1) * sizeof(CxBucket))};
}

static CxBuckets
buckets_of_cells(const CxDurations *state)
{
	const CxCell *cells = cx_durations_cells(state);
	int count = state->words[0] != 0;
	CxBuckets list;

	for (uint32 i = 0; i < state->count; i++)
		count += !is_nothing(cells[i].count, cells[i].sum);
	list = new_buckets(count);
	if (state->words[0] != 0)
		list.buckets[list.count++] = (CxBucket){0, (int64) state->words[0], {0, 0}};
	for (uint32 i = 0; i < state->count; i++)
		if (!is_nothing(cells[i].count, cells[i].sum))
			list.buckets[list.count++] = (CxBucket){state->first + i, cells[i].count, cells[i].sum};
	return list;
}

static CxDurations *celled(const CxDurations *state);
static uint32 octaves_of_list(const CxDurations *state, uint32 *low, uint32 *high);

static CxBuckets
buckets_of_durations(const CxDurations *state)
{
	uint32 low;
	uint32 high;
	uint64 *sorted;
	CxBuckets list;

	if (state->count > CX_BUCKET_OCTAVE &&
		state->count >= octaves_of_list(state, &low, &high) * (CX_BUCKET_OCTAVE / 4))
	{
		CxDurations *cells = celled(state);

		/* a sort closes a state for each comparison, and frees what it knows of */
		list = buckets_of_cells(cells);
		pfree(cells);
		return list;
	}
	sorted = palloc(Max(state->count, 1) * sizeof(uint64));
	memcpy(sorted, state->words, state->count * sizeof(uint64));
	sort_durations(sorted, state->count);
	list = new_buckets(state->count);
	for (uint32 i = 0; i < state->count; i++)
	{
		CxBucket one = {cx_bucket_of((int64) sorted[i]), 1, {sorted[i], 0}};

		if (list.count > 0 && list.buckets[list.count - 1].index == one.index)
			bucket_add(&list.buckets[list.count - 1], &one);
		else
			list.buckets[list.count++] = one;
	}
	pfree(sorted);
	return list;
}

static CxBuckets
buckets_of_correction(const CxDurations *state)
{
	const CxSignedBucket *from = cx_durations_signed(state);
	CxBuckets list = new_buckets(state->count);

	for (; list.count < (int) state->count; list.count++)
		list.buckets[list.count] = (CxBucket){(uint32) from[list.count].index,
											  from[list.count].count, from[list.count].sum};
	return list;
}

CxBuckets
cx_durations_read(const CxDurations *state)
{
	CxClosedReader reader;
	CxBuckets list;

	if (state->form == CX_DURATIONS_CELLED)
		return buckets_of_cells(state);
	if (state->form == CX_DURATIONS_LISTED)
		return buckets_of_durations(state);
	if (state->form == CX_DURATIONS_SIGNED)
		return buckets_of_correction(state);
	reader = cx_read_closed(state);
	list = new_buckets(state->count);
	while (reader.left > 0)
		cx_next_bucket(&reader, &list.buckets[list.count++]);
	return list;
}

/* Only cells that were taken from, and what they are closed to, may be a correction. */
static void
check_figures(const CxDurations *state)
{
	const CxCell *cells;

	if (state->form == CX_DURATIONS_SIGNED)
		refuse_correction();
	if (state->form != CX_DURATIONS_CELLED)
		return;
	cells = cx_durations_cells(state);
	if ((int64) state->words[0] < 0)
		refuse_correction();
	for (uint32 i = 0; i < state->count; i++)
	{
		CxBucket bucket = {state->first + i, cells[i].count, cells[i].sum};

		if (unlikely(bucket.count < 0 ||
					 (!is_nothing(bucket.count, bucket.sum) && !cx_bucket_valid(&bucket))))
			refuse_correction();
	}
}

CxBuckets
cx_durations_arg(FunctionCallInfo fcinfo, int argno)
{
	const CxDurations *state = (const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(argno));

	check_figures(state);
	return cx_durations_read(state);
}

const CxDurations *
cx_durations_closed(const CxDurations *state)
{
	CxBuckets list;

	if (state->form == CX_DURATIONS_CLOSED || state->form == CX_DURATIONS_SIGNED)
		return state;
	list = cx_durations_read(state);
	if (!cx_durations_countable(list))
		cx_refuse_count_overflow("durations");
	state = state->form == CX_DURATIONS_CELLED ? cx_durations_make_signed(list)
											   : cx_durations_make(list);
	pfree(list.buckets);
	return state;
}

/* A count is added to a total, where that overflows with an error. */
static inline int64
total(int64 count, int64 more)
{
	int64 sum;

	if (unlikely(pg_add_s64_overflow(count, more, &sum)))
		cx_refuse_count_overflow("durations");
	return sum;
}

int64
cx_durations_sum(const CxDurations *state, CxWide *sum)
{
	int64 count = 0;

	check_figures(state);
	*sum = cx_wide(0);
	if (state->form == CX_DURATIONS_LISTED)
	{
		for (uint32 i = 0; i < state->count; i++)
			*sum = cx_wide_sum(*sum, cx_wide(state->words[i]));
		return state->count;
	}
	if (state->form == CX_DURATIONS_CELLED)
	{
		const CxCell *cells = cx_durations_cells(state);

		count = (int64) state->words[0];
		for (uint32 i = 0; i < state->count; i++)
		{
			count = total(count, cells[i].count);
			*sum = cx_wide_sum(*sum, cells[i].sum);
		}
		return count;
	}
	for (CxClosedReader reader = cx_read_closed(state); reader.left > 0;)
	{
		CxBucket bucket;

		cx_next_bucket(&reader, &bucket);
		count = total(count, bucket.count);
		*sum = cx_wide_sum(*sum, bucket.sum);
	}
	return count;
}

/* ----- cells ----- */

/* Cells for the octaves of these buckets, all of them 0. */
static CxDurations *
new_cells(uint32 low, uint32 high)
{
	uint32 first = (low - 1) / CX_BUCKET_OCTAVE * CX_BUCKET_OCTAVE + 1;
	uint32 cells = ((high - first) / CX_BUCKET_OCTAVE + 1) * CX_BUCKET_OCTAVE;
	Size size = cx_celled_size(cells);
	CxDurations *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->form = CX_DURATIONS_CELLED;
	state->count = cells;
	state->first = first;
	return state;
}

/* The cells with room for another bucket, which is not 0: the same ones, or fresh ones. */
static CxDurations *
with_cell(CxDurations *state, uint32 index)
{
	CxDurations *longer;

	if (index - state->first < state->count)
		return state;
	longer = state->count == 0
				 ? new_cells(index, index)
				 : new_cells(Min(state->first, index), Max(state->first + state->count - 1, index));
	longer->words[0] = state->words[0];
	if (state->count > 0)
		memcpy(cx_durations_cells(longer) + (state->first - longer->first),
			   cx_durations_cells(state), state->count * sizeof(CxCell));
	return longer;
}

static inline void
cell_add(CxCell *cell, const CxBucket *bucket)
{
	if (unlikely(pg_add_s64_overflow(cell->count, bucket->count, &cell->count)))
		cx_refuse_count_overflow("durations");
	cell->sum = cx_wide_sum(cell->sum, bucket->sum);
}

/* Adds a bucket to cells that are the caller's, or takes it away. */
static CxDurations *
change_cell(CxDurations *state, const CxBucket *by, bool take)
{
	CxBucket bucket = {by->index, 0, {0, 0}};
	CxCell *cell = NULL;

	if (by->index == 0)
		bucket.count = (int64) state->words[0];
	else
	{
		state = with_cell(state, by->index);
		cell = cx_durations_cells(state) + (by->index - state->first);
		bucket.count = cell->count;
		bucket.sum = cell->sum;
	}
	if (take)
		bucket_take(&bucket, by);
	else
		bucket_add(&bucket, by);
	if (cell == NULL)
		state->words[0] = (uint64) bucket.count;
	else
		*cell = (CxCell){bucket.count, bucket.sum};
	return state;
}

/* Adds all of another state to cells, or takes it away; the other is read without a list of buckets. */
static CxDurations *
change_cells(CxDurations *state, const CxDurations *by, bool take)
{
	CxBucket bucket = {0};

	if (by->form == CX_DURATIONS_LISTED && !take)
		for (uint32 i = 0; i < by->count; i++)
		{
			bucket = (CxBucket){cx_bucket_of((int64) by->words[i]), 1, {by->words[i], 0}};
			state = change_cell(state, &bucket, false);
		}
	else if (by->form == CX_DURATIONS_CLOSED)
		for (CxClosedReader reader = cx_read_closed(by); reader.left > 0;)
		{
			uint32 at;

			cx_next_bucket(&reader, &bucket);
			at = bucket.index - state->first;
			if (likely(!take && at < state->count))
				cell_add(&cx_durations_cells(state)[at], &bucket);
			else
				state = change_cell(state, &bucket, take);
		}
	else
	{
		CxBuckets list = cx_durations_read(by);

		for (int i = 0; i < list.count; i++)
			state = change_cell(state, &list.buckets[i], take);
	}
	return state;
}

/* The buckets other than 0 that a list reaches from and to, and how many octaves: 0 if there are none. */
static uint32
octaves_of_list(const CxDurations *state, uint32 *low, uint32 *high)
{
	uint64 least = PG_UINT64_MAX;
	uint64 most = 0;

	for (uint32 i = 0; i < state->count; i++)
	{
		uint64 micros = state->words[i];

		least = micros > 0 ? Min(least, micros) : least;
		most = Max(most, micros);
	}
	if (most == 0)
		return 0;
	*low = cx_bucket_of((int64) least);
	*high = cx_bucket_of((int64) most);
	return (*high - 1) / CX_BUCKET_OCTAVE - (*low - 1) / CX_BUCKET_OCTAVE + 1;
}

/* A state of any form as cells; one that has them already, itself. */
static CxDurations *
celled(const CxDurations *state)
{
	CxDurations *cells;
	uint32 low;
	uint32 high;

	if (state->form == CX_DURATIONS_CELLED)
		return unconstify(CxDurations *, state);
	if (state->form == CX_DURATIONS_LISTED && octaves_of_list(state, &low, &high) > 0)
		cells = new_cells(low, high);
	else
	{
		cells = palloc0(cx_celled_size(0));
		SET_VARSIZE(cells, cx_celled_size(0));
		cells->form = CX_DURATIONS_CELLED;
	}
	return change_cells(cells, state, false);
}

/* ----- rows ----- */

static CxDurations *
listed(Size size, const uint64 *durations, uint32 count)
{
	CxDurations *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->form = CX_DURATIONS_LISTED;
	state->count = count;
	memcpy(state->words, durations, count * sizeof(uint64));
	return state;
}

/*
 * The state in argument 0 where an aggregate works in it, else NULL. What the executor owns is a plain
 * value in its memory; only its first one may be in another form.
 */
static CxDurations *
working_state(FunctionCallInfo fcinfo)
{
	if (!cx_owns_state(fcinfo))
		return NULL;
	if (VARATT_IS_4B_U(PG_GETARG_POINTER(0)))
		return (CxDurations *) PG_GETARG_POINTER(0);
	return (CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
}

/* A window reads its one state again and again, and takes out the oldest row: cells from the start. */
static bool
in_window(FunctionCallInfo fcinfo)
{
	return IsA(fcinfo->context, WindowAggState);
}

/* A list doubles until cells take no more than twice its memory. */
static CxDurations *
longer_list(const CxDurations *state)
{
	uint32 low;
	uint32 high;
	Size size = VARSIZE(state);

	if (state->count > 0 &&
		2 * size >= cx_celled_size((Size) octaves_of_list(state, &low, &high) * CX_BUCKET_OCTAVE))
		return celled(state);
	/* with what an allocator puts in front of it, a power of two */
	return listed(state->count == 0 ? cx_listed_size(6) : 2 * size, state->words, state->count);
}

static CxDurations *merge(const CxDurations *a, const CxDurations *b, bool take);

static CxDurations *
changed_by_hand(FunctionCallInfo fcinfo, int64 micros, bool take)
{
	CxDurations *one = listed(cx_listed_size(1), (const uint64 *) &micros, 1);

	return merge((const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0)), one, take);
}

Datum
cx_durations_with(FunctionCallInfo fcinfo, int64 micros)
{
	CxDurations *state = working_state(fcinfo);
	CxBucket one = {cx_bucket_of(micros), 1, {(uint64) micros, 0}};

	if (state == NULL)
		PG_RETURN_POINTER(changed_by_hand(fcinfo, micros, false));
	if (state->form == CX_DURATIONS_SIGNED ||
		(state->form == CX_DURATIONS_CLOSED && (state->count > 0 || in_window(fcinfo))))
		state = celled(state);
	if (state->form != CX_DURATIONS_CELLED && cx_listed_size(state->count + 1) > VARSIZE(state))
		state = longer_list(state);
	if (state->form == CX_DURATIONS_CELLED)
		PG_RETURN_POINTER(change_cell(state, &one, false));
	state->words[state->count++] = (uint64) micros;
	PG_RETURN_POINTER(state);
}

Datum
cx_durations_without(FunctionCallInfo fcinfo, int64 micros)
{
	CxDurations *state = working_state(fcinfo);
	CxBucket one = {cx_bucket_of(micros), 1, {(uint64) micros, 0}};

	if (state == NULL)
		PG_RETURN_POINTER(changed_by_hand(fcinfo, micros, true));
	PG_RETURN_POINTER(change_cell(celled(state), &one, true));
}

/* ----- whole states ----- */

/* Both together, or what is left of the first, closed. */
static CxDurations *
merge(const CxDurations *a, const CxDurations *b, bool take)
{
	CxBuckets from = cx_durations_read(a);
	CxBuckets by = cx_durations_read(b);
	CxBuckets to = new_buckets((Size) from.count + by.count);
	bool may_lack = take || a->form >= CX_DURATIONS_CELLED || b->form >= CX_DURATIONS_CELLED;

	for (int i = 0, j = 0; i < from.count || j < by.count;)
	{
		bool first =
			j == by.count || (i < from.count && from.buckets[i].index <= by.buckets[j].index);
		bool second =
			i == from.count || (j < by.count && by.buckets[j].index <= from.buckets[i].index);
		CxBucket bucket = first ? from.buckets[i++] : (CxBucket){by.buckets[j].index, 0, {0, 0}};

		if (second && take)
			bucket_take(&bucket, &by.buckets[j++]);
		else if (second)
			bucket_add(&bucket, &by.buckets[j++]);
		if (!is_nothing(bucket.count, bucket.sum))
			to.buckets[to.count++] = bucket;
	}
	if (!cx_durations_countable(to))
		cx_refuse_count_overflow("durations");
	return may_lack ? cx_durations_make_signed(to) : cx_durations_make(to);
}

/*
 * cx_durations_add(cx_durations, cx_durations) -> cx_durations
 *		Operator +, combine function, and transition of rollup(): the durations of both. Strict. A count
 *		beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_durations_add);
Datum
cx_durations_add(PG_FUNCTION_ARGS)
{
	CxDurations *state = working_state(fcinfo);
	CxDurations *b = (CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(1));

	if (state == NULL)
		PG_RETURN_POINTER(
			merge((const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0)), b, false));
	if (b->count == 0 && b->form != CX_DURATIONS_CELLED)
		PG_RETURN_POINTER(state);
	if (in_window(fcinfo) || state->form == CX_DURATIONS_CELLED || VARSIZE(state) > MANY_BUCKETS)
		PG_RETURN_POINTER(change_cells(celled(state), b, false));
	if (state->count == 0)
		PG_RETURN_POINTER(b); /* which the executor copies */
	if (b->form == CX_DURATIONS_CELLED)
		PG_RETURN_POINTER(change_cells(cx_copy_state(b, VARSIZE(b)), state, false));
	PG_RETURN_POINTER(merge(state, b, false));
}

/*
 * cx_durations_subtract(cx_durations, cx_durations) -> cx_durations
 *		Operator -, and inverse of rollup(): the durations of the first without those of the second; what
 *		the first does not have, the difference lacks. Strict. A count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_durations_subtract);
Datum
cx_durations_subtract(PG_FUNCTION_ARGS)
{
	CxDurations *state = working_state(fcinfo);
	const CxDurations *b = (const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(1));

	if (state == NULL)
		PG_RETURN_POINTER(
			merge((const CxDurations *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0)), b, true));
	PG_RETURN_POINTER(change_cells(celled(state), b, true));
}
