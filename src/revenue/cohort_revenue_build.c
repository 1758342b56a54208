/*
 * cohort_revenue_build.c
 *	  A cx_cohort_revenue while it grows: an expanded object, flat again when it leaves the aggregate.
 *
 * Revenue is added up in millionths until a sum has no such form: a cell is then half as long, and a sum
 * costs one instruction. From that sum on all cells are wide; what leaves is as narrow as it can be.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/interrupts.h"
#include "revenue/cohort_revenue_build.h"

/* Smaller states stay flat, and are copied when they grow (cx_among_many_groups()). */
#define LEAST_EXPANDED     1024
#define LEAST_AMONG_GROUPS (64 * 1024)

void
cx_refuse_large_cohort_revenue(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("money by cohort and age takes more than %d MB",
				   (int) (CX_COHORT_REVENUE_MAX_WORDS >> 17)),
			errhint("Take a longer period, or fewer cohorts."));
}

/* Money as a whole number of millionths with a sign, where it is one. */
static bool
signed_micros(const CxMoney *money, int64 *micros)
{
	CxMoney magnitude = cx_fixed_magnitude(money);

	if (!cx_money_micros(&magnitude, micros))
		return false;
	if (cx_fixed_is_negative(money))
		*micros = -*micros;
	return true;
}

bool
cx_set_cell_revenue(uint64 *cell, int width, const CxMoney *money)
{
	int64 micros;

	if (width == CX_REVENUE_WIDE)
	{
		memcpy(cell + CX_REVENUE, money->words, sizeof(money->words));
		return true;
	}
	if (!signed_micros(money, &micros))
		return false;
	cell[CX_REVENUE] = (uint64) micros;
	return true;
}

/* ----- the flat value ----- */

static bool
is_zero_cell(const uint64 *cell, int width)
{
	for (int w = 0; w < width; w++)
		if (cell[w] != 0)
			return false;
	return true;
}

/* Ages of a cohort up to the last with a cell that is not all 0. */
static int32
used_ages(const CxCohortRevenueBuilder *builder, const CxGrowingCohort *cohort)
{
	int32 ages = cohort->room;

	while (ages > 0 &&
		   is_zero_cell(cohort->cells + (Size) (ages - 1) * builder->width, builder->width))
		ages--;
	return ages;
}

static bool
all_narrow(const CxCohortRevenueBuilder *builder)
{
	int64 micros;

	if (builder->width == CX_REVENUE_NARROW)
		return true;
	for (int i = 0; i < builder->count; i++)
		for (int32 k = 0; k < builder->cohorts[i].room; k++)
		{
			CxMoney money = cx_cell_revenue(builder->cohorts[i].cells + (Size) k * CX_REVENUE_WIDE,
											CX_REVENUE_WIDE);

			CX_CHECK_INTERRUPTS(k);
			if (!signed_micros(&money, &micros))
				return false;
		}
	return true;
}

/* What cancelled out, by subtraction, leaves no trace: equal states are equal bytes. */
static Size
flat_size(ExpandedObjectHeader *header)
{
	CxCohortRevenueBuilder *builder = (CxCohortRevenueBuilder *) header;
	Size size = offsetof(CxCohortRevenue, data);

	builder->flat_width = all_narrow(builder) ? CX_REVENUE_NARROW : CX_REVENUE_WIDE;
	for (int i = 0; i < builder->count; i++)
	{
		int32 ages = used_ages(builder, &builder->cohorts[i]);

		if (ages > 0)
			size += CX_REVENUE_COHORT_SIZE(ages, builder->flat_width);
	}
	if (!AllocSizeIsValid(size))
		cx_refuse_large_cohort_revenue();
	return size;
}

static void
copy_cells(uint64 *to, int to_width, const uint64 *from, int from_width, int32 ages)
{
	if (to_width == from_width)
	{
		memcpy(to, from, (Size) ages * from_width * sizeof(uint64));
		return;
	}
	for (int32 k = 0; k < ages; k++, to += to_width, from += from_width)
	{
		CxMoney money = cx_cell_revenue(from, from_width);

		CX_CHECK_INTERRUPTS(k);
		to[CX_BUYERS] = from[CX_BUYERS];
		to[CX_RETURNED] = from[CX_RETURNED];
		cx_set_cell_revenue(to, to_width, &money);
	}
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const CxCohortRevenueBuilder *builder = (const CxCohortRevenueBuilder *) header;
	CxCohortRevenue *flat = (CxCohortRevenue *) result;
	CxRevenueCohort *to = (CxRevenueCohort *) flat->data;

	memset(flat, 0, offsetof(CxCohortRevenue, data));
	SET_VARSIZE(flat, size);
	flat->version = CX_COHORT_REVENUE_VERSION;
	flat->outside = builder->outside;
	for (int i = 0; i < builder->count; i++)
	{
		const CxGrowingCohort *from = &builder->cohorts[i];
		int32 ages = used_ages(builder, from);

		if (ages == 0)
			continue;
		to->number = from->number;
		to->ages = ages;
		copy_cells(to->words, builder->flat_width, from->cells, builder->width, ages);
		to = (CxRevenueCohort *) ((char *) to + CX_REVENUE_COHORT_SIZE(ages, builder->flat_width));
		flat->cohorts++;
	}
	if (flat->cohorts > 0 || !cx_fixed_is_zero(&flat->outside))
	{
		flat->period = (uint8) builder->period;
		flat->width = (uint8) builder->flat_width;
	}
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

CxCohortRevenue *
cx_cohort_revenue_value(CxCohortRevenueBuilder *builder)
{
	Size size = flat_size(&builder->hdr);
	CxCohortRevenue *flat = palloc(size);

	flatten(&builder->hdr, flat, size);
	return flat;
}

/* ----- beginning and ending ----- */

CxCohortRevenueBuilder *
cx_cohort_revenue_begin(MemoryContext parent)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "cx_metrics cohort revenue", ALLOCSET_START_SMALL_SIZES);
	CxCohortRevenueBuilder *builder =
		MemoryContextAllocZero(context, sizeof(CxCohortRevenueBuilder));

	EOH_init_header(&builder->hdr, &methods, context);
	builder->width = CX_REVENUE_NARROW;
	return builder;
}

CxCohortRevenueBuilder *
cx_cohort_revenue_writable(FunctionCallInfo fcinfo)
{
	struct varlena *state = (struct varlena *) PG_GETARG_POINTER(0);
	MemoryContext parent = CurrentMemoryContext;
	CxCohortRevenueBuilder *builder;
	CxCohortRevenue *flat;
	bool lasting = false;

	if (cx_owns_state(fcinfo))
	{
		if (VARATT_IS_EXTERNAL_EXPANDED_RW(state))
			return (CxCohortRevenueBuilder *) DatumGetEOHP(PointerGetDatum(state));
		lasting = VARSIZE_ANY(state) >=
				  (cx_among_many_groups(fcinfo) ? LEAST_AMONG_GROUPS : LEAST_EXPANDED);
		if (lasting)
			AggCheckCallContext(fcinfo, &parent);
	}
	flat = PG_GETARG_COHORT_REVENUE(0);
	builder = cx_cohort_revenue_begin(parent);
	builder->lasting = lasting;
	cx_cohort_revenue_merge(builder, flat, 1);
	return builder;
}

Datum
cx_cohort_revenue_transition_value(CxCohortRevenueBuilder *builder)
{
	CxCohortRevenue *flat;

	if (builder->lasting)
		return EOHPGetRWDatum(&builder->hdr);
	flat = cx_cohort_revenue_value(builder);
	cx_cohort_revenue_end(builder);
	return PointerGetDatum(flat);
}

void
cx_cohort_revenue_end(CxCohortRevenueBuilder *builder)
{
	MemoryContextDelete(builder->hdr.eoh_context);
}

/* Cohorts that a window has emptied are nobody's, and of no period. */
static void
drop_empty_cohorts(CxCohortRevenueBuilder *builder)
{
	int32 kept = 0;

	for (int32 i = 0; i < builder->count; i++)
	{
		CxGrowingCohort *cohort = &builder->cohorts[i];

		if (used_ages(builder, cohort) > 0)
		{
			builder->cohorts[kept++] = *cohort;
			continue;
		}
		builder->words -= CX_REVENUE_COHORT_WORDS + (int64) cohort->room * builder->width;
		if (cohort->cells != NULL)
			pfree(cohort->cells);
	}
	builder->count = kept;
}

void
cx_cohort_revenue_set_period(CxCohortRevenueBuilder *builder, CxPeriod period)
{
	if (builder->period == period)
		return;
	drop_empty_cohorts(builder);
	if (builder->count > 0 || !cx_fixed_is_zero(&builder->outside))
		cx_refuse_two_periods(builder->period, period);
	builder->period = period;
	if (builder->known != NULL)
		pfree(builder->known);
	builder->known = NULL;
	builder->entered = 0;
}

/* ----- cohorts and cells ----- */

/* Where a cohort is, or would be. */
static int32
place_of(const CxCohortRevenueBuilder *builder, int32 number)
{
	int32 low = 0;
	int32 high = builder->count;

	/* as a rule there is a cohort for every period: then its place is known */
	if (high > 0)
	{
		uint64 guess = (uint64) ((int64) number - builder->cohorts[0].number);

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
is_at(const CxCohortRevenueBuilder *builder, int32 place, int32 number)
{
	return place < builder->count && builder->cohorts[place].number == number;
}

static void
check_words(const CxCohortRevenueBuilder *builder)
{
	if (builder->words > CX_COHORT_REVENUE_MAX_WORDS)
		cx_refuse_large_cohort_revenue();
}

/* Makes room for so many more cohorts. */
static void
reserve_cohorts(CxCohortRevenueBuilder *builder, int32 more)
{
	builder->words += (int64) more * CX_REVENUE_COHORT_WORDS;
	check_words(builder);
	if (builder->count + more <= builder->room)
		return;
	builder->room = Max(builder->count + more, Max(4, builder->room * 2));
	builder->cohorts =
		builder->cohorts == NULL
			? MemoryContextAllocHuge(builder->hdr.eoh_context,
									 builder->room * sizeof(CxGrowingCohort))
			: repalloc_huge(builder->cohorts, builder->room * sizeof(CxGrowingCohort));
}

CxGrowingCohort *
cx_cohort_revenue_find(CxCohortRevenueBuilder *builder, int32 number)
{
	int32 place = place_of(builder, number);

	if (is_at(builder, place, number))
		return &builder->cohorts[place];
	reserve_cohorts(builder, 1);
	memmove(builder->cohorts + place + 1, builder->cohorts + place,
			(builder->count - place) * sizeof(CxGrowingCohort));
	builder->cohorts[place] = (CxGrowingCohort){number, 0, NULL};
	builder->count++;
	return &builder->cohorts[place];
}

/*
 * Makes the cohorts of a state that are not there yet, all at once: to put each in its place would move
 * those behind it each time.
 */
void
cx_cohort_revenue_add_missing(CxCohortRevenueBuilder *builder, const CxCohortRevenue *state)
{
	const CxRevenueCohort *from = cx_first_revenue_cohort(state);
	int32 *missing =
		MemoryContextAllocHuge(CurrentMemoryContext, (Size) Max(state->cohorts, 1) * sizeof(int32));
	int32 left = 0;
	int32 old;

	for (int i = 0; i < state->cohorts; i++, from = cx_next_revenue_cohort(from, state->width))
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
			builder->cohorts[to] = (CxGrowingCohort){missing[--left], 0, NULL};
	}
	pfree(missing);
}

void
cx_cohort_revenue_make_room(CxCohortRevenueBuilder *builder, CxGrowingCohort *cohort, int32 ages)
{
	int width = builder->width;
	int32 room;
	Size bytes;

	if (likely(ages <= cohort->room))
		return;
	room = Max(ages, cohort->room + cohort->room / 2);
	/* what is only reserved must not count */
	if (builder->words + (int64) (room - cohort->room) * width > CX_COHORT_REVENUE_MAX_WORDS)
		room = ages;
	builder->words += (int64) (room - cohort->room) * width;
	check_words(builder);
	bytes = (Size) room * width * sizeof(uint64);
	cohort->cells = cohort->cells == NULL ? MemoryContextAllocHuge(builder->hdr.eoh_context, bytes)
										  : repalloc_huge(cohort->cells, bytes);
	memset(cohort->cells + (Size) cohort->room * width, 0,
		   (Size) (room - cohort->room) * width * sizeof(uint64));
	cohort->room = room;
	CHECK_FOR_INTERRUPTS();
}

/* Makes all cells wide. */
void
cx_cohort_revenue_widen(CxCohortRevenueBuilder *builder)
{
	for (int i = 0; i < builder->count; i++)
		builder->words += (int64) builder->cohorts[i].room * (CX_REVENUE_WIDE - CX_REVENUE_NARROW);
	check_words(builder);
	for (int i = 0; i < builder->count; i++)
	{
		CxGrowingCohort *cohort = &builder->cohorts[i];
		uint64 *wide;

		if (cohort->room == 0)
			continue;
		wide = MemoryContextAllocHuge(builder->hdr.eoh_context,
									  (Size) cohort->room * CX_REVENUE_WIDE * sizeof(uint64));
		copy_cells(wide, CX_REVENUE_WIDE, cohort->cells, CX_REVENUE_NARROW, cohort->room);
		pfree(cohort->cells);
		cohort->cells = wide;
	}
	builder->width = CX_REVENUE_WIDE;
}
