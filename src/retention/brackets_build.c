/*
 * brackets_build.c
 *	  A cx_brackets while it grows.
 *
 * A state that has a cohort already is changed where it lies: that is how nearly all customers come in.
 * For a new cohort a short state is copied. A long one, as of ten years of days and many brackets, is an
 * expanded object from then on, whose cohorts lie apart, so that one more moves pointers only.
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
#include "retention/activity.h"
#include "retention/brackets.h"

/*
 * From how many bytes on a state is an expanded object. It has a memory context of its own, and with each
 * new group a hashed aggregate walks through all contexts, so that many groups are better off with copies.
 */
#define LEAST_EXPANDED (64 * 1024)

struct CxBracketsBuilder
{
	ExpandedObjectHeader hdr;
	bool lasting; /* the aggregate keeps it, else it is flattened at the end of the call */
	uint8 kind;
	int64 width;
	int32 brackets;
	int32 *ages;
	int32 count;
	int32 room;
	int64 **cohorts;      /* by number */
	MemoryContext memory; /* of their words */
};

pg_noreturn static void
refuse_large(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a table of brackets has more than %d cells", CX_BRACKETS_MAX_CELLS),
			errhint("Take a longer period, fewer brackets, or fewer cohorts."));
}

void
cx_brackets_change(int64 *count, int64 by, int sign)
{
	/* -x overflows where 0 - x is what is meant */
	if (unlikely(sign > 0 ? pg_add_s64_overflow(*count, by, count)
						  : pg_sub_s64_overflow(*count, by, count)))
		cx_refuse_count_overflow("customers");
}

/* What cancelled out, by subtraction, leaves no trace: equal states are equal bytes. */
static int32
used_cohorts(const CxBracketsBuilder *builder)
{
	int32 used = 0;

	for (int32 i = 0; i < builder->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		used += cx_cohort_is_used(builder->cohorts[i], builder->brackets);
	}
	return used;
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	const CxBracketsBuilder *builder = (const CxBracketsBuilder *) header;
	int32 used = used_cohorts(builder);

	return cx_brackets_size(used > 0 ? builder->brackets : 0, used);
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const CxBracketsBuilder *builder = (const CxBracketsBuilder *) header;
	CxBrackets *flat = (CxBrackets *) result;

	memset(flat, 0, size);
	SET_VARSIZE(flat, size);
	flat->version = CX_BRACKETS_VERSION;
	/* without cohorts it is the empty state */
	if (size == cx_brackets_size(0, 0))
		return;
	flat->kind = builder->kind;
	flat->width = builder->width;
	flat->brackets = builder->brackets;
	memcpy(flat->ages, builder->ages, (builder->brackets + 1) * sizeof(int32));
	for (int32 i = 0; i < builder->count; i++)
		if (cx_cohort_is_used(builder->cohorts[i], builder->brackets))
			memcpy(cx_brackets_cohort(flat, flat->cohorts++), builder->cohorts[i],
				   CX_COHORT_WORDS(builder->brackets) * sizeof(int64));
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

static CxBracketsBuilder *
begin(MemoryContext parent)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "cx_metrics brackets", ALLOCSET_SMALL_SIZES);
	CxBracketsBuilder *builder = MemoryContextAllocZero(context, sizeof(CxBracketsBuilder));

	EOH_init_header(&builder->hdr, &methods, context);
	builder->memory =
		AllocSetContextCreate(context, "cx_metrics cohorts of brackets", ALLOCSET_SMALL_SIZES);
	return builder;
}

CxBracketsBuilder *
cx_brackets_writable(FunctionCallInfo fcinfo)
{
	struct varlena *state = (struct varlena *) PG_GETARG_POINTER(0);
	MemoryContext parent = CurrentMemoryContext;
	CxBracketsBuilder *builder;
	bool lasting = false;

	if (cx_owns_state(fcinfo))
	{
		if (VARATT_IS_EXTERNAL_EXPANDED_RW(state))
			return (CxBracketsBuilder *) DatumGetEOHP(PointerGetDatum(state));
		lasting = VARSIZE_ANY(state) >= LEAST_EXPANDED;
		if (lasting)
			AggCheckCallContext(fcinfo, &parent);
	}
	builder = begin(parent);
	builder->lasting = lasting;
	cx_brackets_merge(builder, PG_GETARG_BRACKETS_P(0), 1);
	return builder;
}

Datum
cx_brackets_transition_value(CxBracketsBuilder *builder)
{
	Size size;
	CxBrackets *flat;

	if (builder->lasting)
		return EOHPGetRWDatum(&builder->hdr);
	size = flat_size(&builder->hdr);
	flat = palloc(size);
	flatten(&builder->hdr, flat, size);
	MemoryContextDelete(builder->hdr.eoh_context);
	return PointerGetDatum(flat);
}

static char *
shown_ages(const CxBracketsShape *shape)
{
	StringInfoData text;

	initStringInfo(&text);
	for (int32 i = 0; i <= shape->brackets; i++)
	{
		if (i == 20)
		{
			appendStringInfo(&text, ", ... (%d)", shape->brackets + 1);
			break;
		}
		appendStringInfo(&text, i == 0 ? "%d" : ", %d", shape->ages[i]);
	}
	return text.data;
}

void
cx_brackets_set_shape(CxBracketsBuilder *builder, const CxBracketsShape *shape)
{
	CxBracketsShape mine = {builder->kind, builder->width, builder->brackets, builder->ages};

	if (mine.brackets > 0 && cx_brackets_same_shape(&mine, shape))
		return;
	/* cohorts that a window has emptied are nobody's, and of no shape */
	if (builder->count > 0 && used_cohorts(builder) > 0)
	{
		cx_check_same_kind(mine.kind, mine.width, shape->kind, shape->width);
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("brackets differ: %s and %s", shown_ages(&mine), shown_ages(shape)),
				errhint("Only customers of the same first ages can be put together."));
	}
	MemoryContextReset(builder->memory);
	builder->count = 0;
	if (builder->ages != NULL)
		pfree(builder->ages);
	builder->kind = (uint8) shape->kind;
	builder->width = shape->width;
	builder->brackets = shape->brackets;
	builder->ages =
		MemoryContextAlloc(builder->hdr.eoh_context, (shape->brackets + 1) * sizeof(int32));
	memcpy(builder->ages, shape->ages, (shape->brackets + 1) * sizeof(int32));
}

typedef int64 (*NumberOf)(const void *cohorts, int32 i);

/*
 * Where a cohort is, or would be. They mostly come in the order of time, and as a rule there is one for
 * every period: then its place is known.
 */
static pg_attribute_always_inline int32
place_of(const void *cohorts, int32 count, NumberOf number_of, int64 number)
{
	int32 low = 0;
	int32 high = count;
	uint64 guess;

	if (count == 0 || number_of(cohorts, count - 1) < number)
		return count;
	guess = (uint64) (number - number_of(cohorts, 0));
	if (guess < (uint64) count && number_of(cohorts, (int32) guess) == number)
		return (int32) guess;
	while (low < high)
	{
		int32 middle = low + (high - low) / 2;

		if (number_of(cohorts, middle) < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static pg_attribute_always_inline int64
number_in_builder(const void *cohorts, int32 i)
{
	return ((const CxBracketsBuilder *) cohorts)->cohorts[i][CX_COHORT_NUMBER];
}

static pg_attribute_always_inline int64
number_in_state(const void *cohorts, int32 i)
{
	return cx_brackets_cohort((const CxBrackets *) cohorts, i)[CX_COHORT_NUMBER];
}

static int32
place_in_builder(const CxBracketsBuilder *builder, int64 number)
{
	return place_of(builder, builder->count, number_in_builder, number);
}

static bool
is_at(const CxBracketsBuilder *builder, int32 place, int64 number)
{
	return place < builder->count && number_in_builder(builder, place) == number;
}

/* Memory for so many more cohorts, and places for them. */
static int64 *
reserve_cohorts(CxBracketsBuilder *builder, int32 more)
{
	Size words = CX_COHORT_WORDS(builder->brackets);

	if (((int64) builder->count + more) * (int64) words > CX_BRACKETS_MAX_CELLS)
		refuse_large();
	if (builder->count + more > builder->room)
	{
		builder->room = Max(builder->count + more, Max(8, builder->room * 2));
		builder->cohorts =
			builder->cohorts == NULL
				? MemoryContextAllocHuge(builder->hdr.eoh_context, builder->room * sizeof(int64 *))
				: repalloc_huge(builder->cohorts, builder->room * sizeof(int64 *));
	}
	return MemoryContextAllocZero(builder->memory, more * words * sizeof(int64));
}

int64 *
cx_brackets_find(CxBracketsBuilder *builder, int64 number)
{
	int32 place = place_in_builder(builder, number);
	int64 *cohort;

	if (is_at(builder, place, number))
		return builder->cohorts[place];
	cohort = reserve_cohorts(builder, 1);
	cohort[CX_COHORT_NUMBER] = number;
	memmove(builder->cohorts + place + 1, builder->cohorts + place,
			(builder->count - place) * sizeof(int64 *));
	builder->cohorts[place] = cohort;
	builder->count++;
	return cohort;
}

/*
 * Makes the cohorts of a state that are not there yet, all at once: to put each in its place would move
 * those behind it each time.
 */
static void
add_missing(CxBracketsBuilder *builder, const CxBrackets *state)
{
	int32 missing = 0;
	int32 from = state->cohorts - 1;
	int32 old = builder->count - 1;
	int64 *cohort;

	for (int32 i = 0; i < state->cohorts; i++)
	{
		int64 number = number_in_state(state, i);

		CX_CHECK_INTERRUPTS(i);
		missing += !is_at(builder, place_in_builder(builder, number), number);
	}
	if (missing == 0)
		return;
	cohort = reserve_cohorts(builder, missing);
	builder->count += missing;
	/* from the back, where there is room, until no more are missing */
	for (int32 to = builder->count - 1; missing > 0; to--)
	{
		int64 number = number_in_state(state, from);

		CX_CHECK_INTERRUPTS(to);
		if (old >= 0 && number_in_builder(builder, old) >= number)
		{
			from -= number_in_builder(builder, old) == number;
			builder->cohorts[to] = builder->cohorts[old--];
			continue;
		}
		cohort[CX_COHORT_NUMBER] = number;
		builder->cohorts[to] = cohort;
		cohort += CX_COHORT_WORDS(builder->brackets);
		from--;
		missing--;
	}
}

void
cx_brackets_add_cohort(int64 *to, const int64 *from, int32 brackets, int sign)
{
	for (int32 k = CX_COHORT_CUSTOMERS; k < CX_COHORT_RETAINED + brackets; k++)
		cx_brackets_change(&to[k], from[k], sign);
}

void
cx_brackets_merge(CxBracketsBuilder *builder, const CxBrackets *state, int sign)
{
	CxBracketsShape shape = cx_brackets_shape(state);

	if (state->cohorts == 0)
		return;
	cx_brackets_set_shape(builder, &shape);
	add_missing(builder, state);
	for (int32 i = 0; i < state->cohorts; i++)
	{
		const int64 *from = cx_brackets_cohort(state, i);

		CX_CHECK_INTERRUPTS(i);
		cx_brackets_add_cohort(cx_brackets_find(builder, from[CX_COHORT_NUMBER]), from,
							   state->brackets, sign);
	}
}

CxBrackets *
cx_brackets_in_place(FunctionCallInfo fcinfo, const CxBracketsShape *shape)
{
	struct varlena *value = (struct varlena *) PG_GETARG_POINTER(0);
	CxBracketsShape mine;

	if (!cx_owns_state(fcinfo) || !VARATT_IS_4B_U(value))
		return NULL;
	mine = cx_brackets_shape((CxBrackets *) value);
	return mine.brackets > 0 && cx_brackets_same_shape(&mine, shape) ? (CxBrackets *) value : NULL;
}

int64 *
cx_brackets_lookup(const CxBrackets *state, int64 number)
{
	int32 place = place_of(state, state->cohorts, number_in_state, number);

	return place < state->cohorts && number_in_state(state, place) == number
			   ? cx_brackets_cohort(state, place)
			   : NULL;
}
