/*
 * cells_build.c
 *	  A cx_cells while it grows: an expanded object, flat again when it leaves the aggregate.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "common/int.h"
#include "utils/memutils.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/interrupts.h"
#include "base/names_text.h"
#include "survey/cells_build.h"

/* Smaller states stay flat, and are copied when they grow (cx_among_many_groups()). */
#define LEAST_EXPANDED     1024
#define LEAST_AMONG_GROUPS (64 * 1024)

#define FIRST_ROOM 16

pg_noreturn static void
refuse_many(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a state of type cx_cells holds at most %d different cells", CX_MAX_CELLS),
			errhint("A cell is a group of people, such as an age band, not an age in days."));
}

pg_noreturn static void
refuse_size(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a state of type cx_cells would take more than 1 GB"),
			errdetail("Its names are too long."),
			errhint("Name groups of people by a word, such as an age band."));
}

void
cx_cells_settle(CxCellsBuilder *builder, uint32 elements)
{
	if (builder->elements == 0)
	{
		builder->elements = elements;
		builder->names =
			MemoryContextAllocZero(builder->hdr.eoh_context, elements * sizeof(CxNames));
	}
	else if (builder->elements != elements)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("cells of %u and of %u elements do not mix", builder->elements, elements),
			errhint("A cell has an element for each margin, as in ARRAY[age, region]::text[]."));
}

/* ----- cells ----- */

static inline uint32
hash_of(const uint32 *codes, uint32 elements)
{
	return hash_bytes((const unsigned char *) codes, (int) (elements * sizeof(uint32)));
}

/* Where a cell is, or would be. */
static inline uint32 *
slot_of(const CxCellsBuilder *builder, const uint32 *codes)
{
	uint32 elements = builder->elements;
	uint32 at = hash_of(codes, elements) & builder->mask;

	while (builder->slots[at] != 0 &&
		   memcmp(builder->codes + (Size) (builder->slots[at] - 1) * elements, codes,
				  elements * sizeof(uint32)) != 0)
		at = (at + 1) & builder->mask;
	return &builder->slots[at];
}

static void *
grown(CxCellsBuilder *builder, void *array, Size size)
{
	return array == NULL ? MemoryContextAllocHuge(builder->hdr.eoh_context, size)
						 : repalloc_huge(array, size);
}

/* At most half of the slots are ever in use. */
static void
make_room(CxCellsBuilder *builder)
{
	if (builder->count == CX_MAX_CELLS)
		refuse_many();
	builder->room = builder->room == 0 ? FIRST_ROOM : builder->room * 2;
	builder->codes =
		grown(builder, builder->codes, (Size) builder->room * builder->elements * sizeof(uint32));
	builder->responses = grown(builder, builder->responses, builder->room * sizeof(int64));
	builder->weights = grown(builder, builder->weights, builder->room * sizeof(CxSum));
	if (builder->slots != NULL)
		pfree(builder->slots);
	builder->slots =
		MemoryContextAllocZero(builder->hdr.eoh_context, builder->room * 2 * sizeof(uint32));
	builder->mask = builder->room * 2 - 1;
	for (uint32 i = 0; i < builder->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		*slot_of(builder, builder->codes + (Size) i * builder->elements) = i + 1;
	}
}

/* The number of a name of an element, a new one where it has none. */
static uint32
code_of(CxCellsBuilder *builder, uint32 element, CxName name)
{
	CxNames *names = &builder->names[element];
	uint32 count = names->count;
	MemoryContext caller = MemoryContextSwitchTo(builder->hdr.eoh_context);
	uint32 code = cx_names_add(names, name);

	if (names->count > count)
	{
		char *bytes = palloc(Max(name.length, 1));

		memcpy(bytes, name.bytes, name.length);
		names->names[code].bytes = bytes;
	}
	MemoryContextSwitchTo(caller);
	return code;
}

/* A new cell, whose names are there. */
static void
add_cell(CxCellsBuilder *builder, const uint32 *codes)
{
	uint32 cell = builder->count;

	if (cell == builder->room)
		make_room(builder);
	builder->text += CX_CELL_TEXT;
	for (uint32 i = 0; i < builder->elements; i++)
		builder->text += cx_name_text_size(builder->names[i].names[codes[i]]) + 2;
	if (builder->text > CX_CELLS_MAX_TEXT)
		refuse_size();
	memcpy(builder->codes + (Size) cell * builder->elements, codes,
		   builder->elements * sizeof(uint32));
	builder->responses[cell] = 0;
	builder->weights[cell] = (CxSum){0, 0};
	*slot_of(builder, codes) = ++builder->count;
}

static bool
put_codes(CxCellsBuilder *builder, const uint32 *codes, int64 responses, CxSum weight)
{
	uint32 *slot = builder->slots == NULL ? NULL : slot_of(builder, codes);
	bool is_new = slot == NULL || *slot == 0;
	uint32 cell = is_new ? builder->count : *slot - 1;

	if (pg_add_s64_overflow(builder->total, responses, &builder->total))
		cx_refuse_count_overflow("responses");
	if (is_new)
		add_cell(builder, codes);
	builder->responses[cell] += responses; /* not more than the total */
	cx_sum_merge(&builder->weights[cell], &weight);
	return is_new;
}

bool
cx_cells_put(CxCellsBuilder *builder, const CxName *cell, int64 responses, CxSum weight)
{
	uint32 codes[CX_MAX_ELEMENTS];

	for (uint32 i = 0; i < builder->elements; i++)
		codes[i] = code_of(builder, i, cell[i]);
	return put_codes(builder, codes, responses, weight);
}

void
cx_cells_merge(CxCellsBuilder *builder, const CxCells *state)
{
	uint32 firsts[CX_MAX_ELEMENTS];
	const uint32 *codes = cx_cells_codes(state);
	uint32 *ours;
	uint32 name = 0;

	if (state->cells == 0)
		return;
	cx_cells_settle(builder, state->elements);
	cx_cells_firsts(state, firsts);
	ours = palloc(state->names * sizeof(uint32));
	for (uint32 i = 0; i < state->elements; i++)
		for (uint32 k = 0; k < cx_cells_counts(state)[i]; k++, name++)
		{
			CX_CHECK_INTERRUPTS(name);
			ours[name] = code_of(builder, i, cx_cells_name(state, name));
		}
	for (uint32 c = 0; c < state->cells; c++, codes += state->elements)
	{
		uint32 mapped[CX_MAX_ELEMENTS];

		CX_CHECK_INTERRUPTS(c);
		for (uint32 i = 0; i < state->elements; i++)
			mapped[i] = ours[firsts[i] + codes[i]];
		put_codes(builder, mapped, state->responses[c], cx_cells_weights(state)[c]);
	}
	pfree(ours);
}

/* ----- the flat value ----- */

static Size
flat_size(ExpandedObjectHeader *header)
{
	const CxCellsBuilder *builder = (const CxCellsBuilder *) header;
	Size names = 0;
	Size bytes = 0;
	Size size;

	for (uint32 i = 0; i < builder->elements; i++)
		for (uint32 k = 0; k < builder->names[i].count; k++)
		{
			CX_CHECK_INTERRUPTS(k);
			names++;
			bytes += builder->names[i].names[k].length;
		}
	size = cx_cells_size(builder->elements, builder->count, names, bytes);
	if (!AllocSizeIsValid(size))
		refuse_size();
	return size;
}

/* Cells by the ranks of their names. */
typedef struct Ranked
{
	const uint32 *codes;
	uint32 elements;
} Ranked;

static int
compare_codes(const uint32 *a, const uint32 *b, uint32 elements)
{
	for (uint32 i = 0; i < elements; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

static int
compare_cells(const void *a, const void *b, void *argument)
{
	const Ranked *ranked = argument;

	return compare_codes(ranked->codes + (Size) * (const uint32 *) a * ranked->elements,
						 ranked->codes + (Size) * (const uint32 *) b * ranked->elements,
						 ranked->elements);
}

/* Writes the names of an element in order; ranks[i] is the number that name i has there. */
static void
write_names(const CxNames *names, uint32 *ranks, CxCells *flat)
{
	CxNames sorted = {.count = names->count};
	uint32 *order;

	sorted.names = MemoryContextAllocHuge(CurrentMemoryContext, names->count * sizeof(CxName));
	memcpy(sorted.names, names->names, names->count * sizeof(CxName));
	order = cx_names_sort(&sorted);
	for (uint32 i = 0; i < sorted.count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		ranks[i] = order == NULL ? i : order[i];
		cx_cells_ends(flat)[flat->names++] = flat->bytes += sorted.names[i].length;
	}
	if (order != NULL)
		pfree(order);
	pfree(sorted.names);
}

/* The bytes of the names, which begin behind the ends of all of them. */
static void
write_bytes(const CxNames *names, const uint32 *ranks, uint32 first, CxCells *flat)
{
	for (uint32 i = 0; i < names->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		memcpy(unconstify(char *, cx_cells_name(flat, first + ranks[i]).bytes),
			   names->names[i].bytes, names->names[i].length);
	}
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	const CxCellsBuilder *builder = (const CxCellsBuilder *) header;
	CxCells *flat = result;
	uint32 *ranks[CX_MAX_ELEMENTS];
	Ranked ranked = {.elements = builder->elements};
	uint32 *codes;
	uint32 *order;
	uint32 first = 0;

	memset(flat, 0, offsetof(CxCells, responses));
	SET_VARSIZE(flat, size);
	flat->version = CX_CELLS_VERSION;
	if (builder->count == 0)
		return;
	flat->elements = builder->elements;
	flat->cells = builder->count;
	for (uint32 i = 0; i < builder->elements; i++)
	{
		cx_cells_counts(flat)[i] = builder->names[i].count;
		ranks[i] = palloc(builder->names[i].count * sizeof(uint32));
		write_names(&builder->names[i], ranks[i], flat);
	}
	for (uint32 i = 0; i < builder->elements; i++)
	{
		write_bytes(&builder->names[i], ranks[i], first, flat);
		first += builder->names[i].count;
	}

	codes = palloc((Size) builder->count * builder->elements * sizeof(uint32));
	order = palloc(builder->count * sizeof(uint32));
	for (uint32 c = 0; c < builder->count; c++)
	{
		CX_CHECK_INTERRUPTS(c);
		order[c] = c;
		for (uint32 i = 0; i < builder->elements; i++)
			codes[(Size) c * builder->elements + i] =
				ranks[i][builder->codes[(Size) c * builder->elements + i]];
	}
	ranked.codes = codes;
	qsort_interruptible(order, builder->count, sizeof(uint32), compare_cells, &ranked);
	for (uint32 c = 0; c < builder->count; c++)
	{
		CX_CHECK_INTERRUPTS(c);
		flat->responses[c] = builder->responses[order[c]];
		cx_cells_weights(flat)[c] = builder->weights[order[c]];
		memcpy(cx_cells_codes(flat) + (Size) c * builder->elements,
			   codes + (Size) order[c] * builder->elements, builder->elements * sizeof(uint32));
	}
	pfree(order);
	pfree(codes);
	for (uint32 i = 0; i < builder->elements; i++)
		pfree(ranks[i]);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

CxCells *
cx_cells_value(CxCellsBuilder *builder)
{
	Size size = flat_size(&builder->hdr);
	CxCells *flat = palloc(size);

	flatten(&builder->hdr, flat, size);
	return flat;
}

/* The number of a name among those from first up to end, or end - first where it has none. */
static uint32
find_name(const CxCells *state, uint32 first, uint32 end, CxName name)
{
	uint32 low = first;
	uint32 high = end;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (cx_compare_names(cx_cells_name(state, middle), name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < end && cx_compare_names(cx_cells_name(state, low), name) != 0)
		low = end;
	return low - first;
}

uint32
cx_cells_find(const CxCells *state, const CxName *cell, uint32 elements)
{
	const uint32 *codes = cx_cells_codes(state);
	uint32 wanted[CX_MAX_ELEMENTS];
	uint32 first = 0;
	uint32 low = 0;
	uint32 high = state->cells;

	if (elements != state->elements)
		return state->cells;
	for (uint32 i = 0; i < elements; i++)
	{
		uint32 count = cx_cells_counts(state)[i];

		wanted[i] = find_name(state, first, first + count, cell[i]);
		if (wanted[i] == count)
			return state->cells;
		first += count;
	}
	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;
		int order = compare_codes(codes + (Size) middle * elements, wanted, elements);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return state->cells;
}

/* ----- beginning and ending ----- */

CxCellsBuilder *
cx_cells_begin(MemoryContext parent)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "cx_metrics cells", ALLOCSET_START_SMALL_SIZES);
	CxCellsBuilder *builder = MemoryContextAllocZero(context, sizeof(CxCellsBuilder));

	EOH_init_header(&builder->hdr, &methods, context);
	return builder;
}

CxCellsBuilder *
cx_cells_writable(FunctionCallInfo fcinfo)
{
	struct varlena *state = (struct varlena *) PG_GETARG_POINTER(0);
	MemoryContext parent = CurrentMemoryContext;
	CxCellsBuilder *builder;
	bool lasting = false;

	if (cx_owns_state(fcinfo))
	{
		if (VARATT_IS_EXTERNAL_EXPANDED_RW(state))
			return (CxCellsBuilder *) DatumGetEOHP(PointerGetDatum(state));
		lasting = VARSIZE_ANY(state) >=
				  (cx_among_many_groups(fcinfo) ? LEAST_AMONG_GROUPS : LEAST_EXPANDED);
		if (lasting)
			AggCheckCallContext(fcinfo, &parent);
	}
	builder = cx_cells_begin(parent);
	builder->lasting = lasting;
	cx_cells_merge(builder, PG_GETARG_CELLS(0));
	return builder;
}

Datum
cx_cells_transition_value(CxCellsBuilder *builder)
{
	CxCells *flat;

	if (builder->lasting)
		return EOHPGetRWDatum(&builder->hdr);
	flat = cx_cells_value(builder);
	cx_cells_end(builder);
	return PointerGetDatum(flat);
}

void
cx_cells_end(CxCellsBuilder *builder)
{
	MemoryContextDelete(builder->hdr.eoh_context);
}
