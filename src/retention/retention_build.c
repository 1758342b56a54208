/*
 * retention_build.c
 *	  A cx_retention while it grows: an expanded object, flat again when it leaves the aggregate.
 *
 * The flat value of three years of months takes 20 kB, of days some megabytes. Copying it for every
 * customer is out of the question, so the aggregate works on an expanded object of the type.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/interrupts.h"
#include "retention/retention.h"

/* Smaller states stay flat, and are copied when they grow (cx_among_many_groups()). */
#define LEAST_EXPANDED     1024
#define LEAST_AMONG_GROUPS (64 * 1024)

/* A cohort with room to grow. */
typedef struct Cohort
{
	int64 number;
	int64 customers;
	int32 room;    /* ages */
	int64 *counts; /* [age][histogram]: what one customer touches lies together */
} Cohort;

struct CxRetentionBuilder
{
	ExpandedObjectHeader hdr;
	bool lasting; /* the aggregate keeps it, else it is flattened at the end of the call */
	uint8 kind;
	bool recurring; /* some entered anew with every active period */
	int64 width;
	int64 cells; /* sum of room, and one for each cohort, as when a state is read */
	int32 count;
	int32 room;
	Cohort *cohorts; /* by number */
};

void
cx_refuse_large_retention(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a cohort table has more than %d cells", CX_RETENTION_MAX_CELLS),
			errhint("Take a longer period, or fewer cohorts."));
}

/* Ages of a cohort that have counts. */
static int32
used_ages(const Cohort *cohort)
{
	int32 ages = cohort->room;

	while (ages > 0)
	{
		const int64 *cell = cohort->counts + (Size) (ages - 1) * CX_HISTOGRAMS;

		for (int h = 0; h < CX_HISTOGRAMS; h++)
			if (cell[h] != 0)
				return ages;
		ages--;
	}
	return 0;
}

/* What cancelled out, by subtraction, leaves no trace: equal states are equal bytes. */
static Size
flat_size(ExpandedObjectHeader *header)
{
	const CxRetentionBuilder *builder = (const CxRetentionBuilder *) header;
	Size size = offsetof(CxRetention, data);

	for (int i = 0; i < builder->count; i++)
	{
		int32 ages = used_ages(&builder->cohorts[i]);

		if (ages > 0 || builder->cohorts[i].customers != 0)
			size += CX_COHORT_SIZE(ages);
	}
	if (!AllocSizeIsValid(size))
		cx_refuse_large_retention();
	return size;
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const CxRetentionBuilder *builder = (const CxRetentionBuilder *) header;
	CxRetention *flat = (CxRetention *) result;
	CxCohort *to = (CxCohort *) flat->data;

	memset(flat, 0, size);
	SET_VARSIZE(flat, size);
	flat->version = 1;
	for (int i = 0; i < builder->count; i++)
	{
		const Cohort *from = &builder->cohorts[i];
		int32 ages = used_ages(from);

		if (ages == 0 && from->customers == 0)
			continue;
		to->number = from->number;
		to->customers = from->customers;
		to->ages = ages;
		for (int32 k = 0; k < ages; k++)
			for (int h = 0; h < CX_HISTOGRAMS; h++)
				to->counts[h * ages + k] = from->counts[(Size) k * CX_HISTOGRAMS + h];
		to = (CxCohort *) ((char *) to + CX_COHORT_SIZE(ages));
		flat->cohorts++;
	}
	if (flat->cohorts > 0)
	{
		flat->kind = builder->kind;
		flat->recurring = builder->recurring;
		flat->width = builder->width;
	}
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

CxRetentionBuilder *
cx_retention_begin(MemoryContext parent)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "cx_metrics retention", ALLOCSET_START_SMALL_SIZES);
	CxRetentionBuilder *builder = MemoryContextAllocZero(context, sizeof(CxRetentionBuilder));

	EOH_init_header(&builder->hdr, &methods, context);
	return builder;
}

CxRetentionBuilder *
cx_retention_writable(FunctionCallInfo fcinfo)
{
	struct varlena *state = (struct varlena *) PG_GETARG_POINTER(0);
	MemoryContext parent = CurrentMemoryContext;
	CxRetentionBuilder *builder;
	CxRetention *flat;
	bool lasting = false;

	if (cx_owns_state(fcinfo))
	{
		if (VARATT_IS_EXTERNAL_EXPANDED_RW(state))
			return (CxRetentionBuilder *) DatumGetEOHP(PointerGetDatum(state));
		lasting = VARSIZE_ANY(state) >=
				  (cx_among_many_groups(fcinfo) ? LEAST_AMONG_GROUPS : LEAST_EXPANDED);
		if (lasting)
			AggCheckCallContext(fcinfo, &parent);
	}
	flat = PG_GETARG_RETENTION_P(0);
	builder = cx_retention_begin(parent);
	builder->lasting = lasting;
	cx_retention_merge(builder, flat, 1);
	return builder;
}

Datum
cx_retention_transition_value(CxRetentionBuilder *builder)
{
	CxRetention *flat;

	if (builder->lasting)
		return EOHPGetRWDatum(&builder->hdr);
	flat = cx_retention_value(builder);
	cx_retention_end(builder);
	return PointerGetDatum(flat);
}

CxRetention *
cx_retention_value(CxRetentionBuilder *builder)
{
	Size size = flat_size(&builder->hdr);
	CxRetention *flat = palloc(size);

	flatten(&builder->hdr, flat, size);
	return flat;
}

void
cx_retention_end(CxRetentionBuilder *builder)
{
	MemoryContextDelete(builder->hdr.eoh_context);
}

/* Cohorts that a window has emptied are nobody's, and of no kind. */
static void
drop_empty_cohorts(CxRetentionBuilder *builder)
{
	int32 kept = 0;

	for (int32 i = 0; i < builder->count; i++)
	{
		Cohort *cohort = &builder->cohorts[i];

		if (cohort->customers != 0 || used_ages(cohort) > 0)
		{
			builder->cohorts[kept++] = *cohort;
			continue;
		}
		builder->cells -= cohort->room + 1;
		if (cohort->counts != NULL)
			pfree(cohort->counts);
	}
	builder->count = kept;
}

void
cx_retention_set_kind(CxRetentionBuilder *builder, int kind, int64 width)
{
	if (builder->count > 0 && (builder->kind != kind || builder->width != width))
	{
		drop_empty_cohorts(builder);
		if (builder->count > 0)
			cx_check_same_kind(builder->kind, builder->width, kind, width);
	}
	builder->kind = (uint8) kind;
	builder->width = width;
}

void
cx_retention_set_recurring(CxRetentionBuilder *builder)
{
	builder->recurring = true;
}

/* Where a cohort is, or would be. */
static int32
place_of(const CxRetentionBuilder *builder, int64 number)
{
	int32 low = 0;
	int32 high = builder->count;

	/* as a rule there is a cohort for every period: then its place is known */
	if (high > 0)
	{
		uint64 guess = (uint64) (number - builder->cohorts[0].number);

		if (guess < (uint64) high && builder->cohorts[guess].number == number)
			return (int32) guess;
	}
	while (low < high)
	{
		int32 middle = low + (high - low) / 2;

		if (builder->cohorts[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static inline bool
is_at(const CxRetentionBuilder *builder, int32 place, int64 number)
{
	return place < builder->count && builder->cohorts[place].number == number;
}

/* Makes room for so many more cohorts. */
static void
reserve_cohorts(CxRetentionBuilder *builder, int32 more)
{
	builder->cells += more;
	if (builder->cells > CX_RETENTION_MAX_CELLS)
		cx_refuse_large_retention();
	if (builder->count + more <= builder->room)
		return;
	builder->room = Max(builder->count + more, Max(4, builder->room * 2));
	builder->cohorts =
		builder->cohorts == NULL
			? MemoryContextAllocHuge(builder->hdr.eoh_context, builder->room * sizeof(Cohort))
			: repalloc_huge(builder->cohorts, builder->room * sizeof(Cohort));
}

static Cohort *
find_cohort(CxRetentionBuilder *builder, int64 number)
{
	int32 place = place_of(builder, number);

	if (is_at(builder, place, number))
		return &builder->cohorts[place];
	reserve_cohorts(builder, 1);
	memmove(builder->cohorts + place + 1, builder->cohorts + place,
			(builder->count - place) * sizeof(Cohort));
	builder->cohorts[place] = (Cohort){number, 0, 0, NULL};
	builder->count++;
	return &builder->cohorts[place];
}

/*
 * Makes the cohorts of a state that are not there yet, all at once: to put each in its place would move
 * those behind it each time.
 */
static void
add_missing_cohorts(CxRetentionBuilder *builder, const CxRetention *state)
{
	const CxCohort *from = cx_first_cohort(state);
	int64 *missing = MemoryContextAllocHuge(CurrentMemoryContext, state->cohorts * sizeof(int64));
	int32 left = 0;
	int32 old;

	for (int i = 0; i < state->cohorts; i++, from = cx_next_cohort(from))
	{
		CX_CHECK_INTERRUPTS(i);
		if (!is_at(builder, place_of(builder, from->number), from->number))
			missing[left++] = from->number;
	}
	reserve_cohorts(builder, left);
	old = builder->count;
	builder->count += left;
	/* from the back, where there is room, until no more are missing */
	for (int32 to = builder->count - 1; left > 0; to--)
	{
		if (old > 0 && builder->cohorts[old - 1].number > missing[left - 1])
			builder->cohorts[to] = builder->cohorts[--old];
		else
			builder->cohorts[to] = (Cohort){missing[--left], 0, 0, NULL};
	}
	pfree(missing);
}

static void
make_room(CxRetentionBuilder *builder, Cohort *cohort, int32 ages)
{
	int32 room;
	Size bytes;

	if (likely(ages <= cohort->room))
		return;
	room = Max(ages, cohort->room + cohort->room / 2);
	builder->cells += room - cohort->room;
	if (builder->cells > CX_RETENTION_MAX_CELLS)
	{
		/* what is only reserved must not count */
		builder->cells -= room - ages;
		room = ages;
		if (builder->cells > CX_RETENTION_MAX_CELLS)
			cx_refuse_large_retention();
	}
	bytes = (Size) room * CX_HISTOGRAMS * sizeof(int64);
	cohort->counts = cohort->counts == NULL
						 ? MemoryContextAllocHuge(builder->hdr.eoh_context, bytes)
						 : repalloc_huge(cohort->counts, bytes);
	memset(cohort->counts + (Size) cohort->room * CX_HISTOGRAMS, 0,
		   (Size) (room - cohort->room) * CX_HISTOGRAMS * sizeof(int64));
	cohort->room = room;
	CHECK_FOR_INTERRUPTS();
}

static inline void
change_count(int64 *count, int64 change)
{
	if (unlikely(pg_add_s64_overflow(*count, change, count)))
		cx_refuse_count_overflow("customers");
}

static inline uint64
word_from(const uint64 *words, int word_count, int word, int64 offset)
{
	/* bits before the offset are before the entry */
	if (offset > (int64) word * 64)
		return offset >= (int64) (word + 1) * 64 ? 0
												 : words[word] >> (offset % 64) << (offset % 64);
	return words[word];
}

void
cx_retention_enter(CxRetentionBuilder *builder, int64 number, const uint64 *words, int word_count,
				   int64 offset, int change)
{
	Cohort *cohort = find_cohort(builder, number);
	int64 top;
	int32 run = 0;
	int32 first_return = 0;

	change_count(&cohort->customers, change);
	if (word_count == 0)
		return;
	top = (word_count - 1) * 64 + pg_leftmost_one_pos64(words[word_count - 1]) - offset;
	if (top < 0)
		return;
	if (top >= CX_RETENTION_MAX_CELLS)
		cx_refuse_large_retention();
	make_room(builder, cohort, (int32) top + 1);

	for (int w = offset > 0 ? (int) (offset / 64) : 0; w < word_count; w++)
	{
		uint64 left = word_from(words, word_count, w, offset);

		for (; left != 0; left &= left - 1)
		{
			int32 age = (int32) ((int64) w * 64 + pg_rightmost_one_pos64(left) - offset);

			change_count(&cohort->counts[(Size) age * CX_HISTOGRAMS + CX_ACTIVE], change);
			run += age == run;
			if (age > 0 && first_return == 0)
				first_return = age;
		}
	}
	change_count(&cohort->counts[(Size) top * CX_HISTOGRAMS + CX_LAST], change);
	if (first_return > 0)
		change_count(&cohort->counts[(Size) first_return * CX_HISTOGRAMS + CX_FIRST_RETURN],
					 change);
	if (run > 0)
		change_count(&cohort->counts[(Size) (run - 1) * CX_HISTOGRAMS + CX_RUN_END], change);
}

void
cx_retention_merge(CxRetentionBuilder *builder, const CxRetention *state, int sign)
{
	const CxCohort *from = cx_first_cohort(state);

	if (state->cohorts == 0)
		return;
	cx_retention_set_kind(builder, state->kind, state->width);
	if (state->recurring)
		builder->recurring = true;
	add_missing_cohorts(builder, state);
	for (int i = 0; i < state->cohorts; i++, from = cx_next_cohort(from))
	{
		Cohort *to = find_cohort(builder, from->number);

		CX_CHECK_INTERRUPTS(i);
		make_room(builder, to, from->ages);
		/* -x overflows where 0 - x is what is meant */
		if (sign > 0 ? pg_add_s64_overflow(to->customers, from->customers, &to->customers)
					 : pg_sub_s64_overflow(to->customers, from->customers, &to->customers))
			cx_refuse_count_overflow("customers");
		for (int h = 0; h < CX_HISTOGRAMS; h++)
			for (int32 k = 0; k < from->ages; k++)
			{
				int64 *count = &to->counts[(Size) k * CX_HISTOGRAMS + h];
				int64 more = from->counts[h * from->ages + k];

				CX_CHECK_INTERRUPTS(k);
				if (sign > 0 ? pg_add_s64_overflow(*count, more, count)
							 : pg_sub_s64_overflow(*count, more, count))
					cx_refuse_count_overflow("customers");
			}
	}
}
