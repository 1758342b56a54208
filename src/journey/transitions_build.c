/*
 * transitions_build.c
 *	  Type cx_transitions in memory: pairs of steps in a hash, to which rows and whole states are added.
 *
 * A million states of a customer each are rolled up into one of a hundred pairs. So nothing is copied
 * for a state: each of its pairs is looked for and counted up where it lies. What is taken away again,
 * as a window that moves does, leaves pairs of 0 behind, which go when there would be no room for others.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"
#include "utils/memutils.h"

#include "base/args.h"
#include "base/durations_text.h"
#include "base/interrupts.h"
#include "base/names_text.h"
#include "journey/times.h"
#include "journey/transitions.h"

#define FIRST_ROOM 16

/* A state has as many bytes as one backend should take for one value. */
#define MOST_MEMORY (Size)(1 << 30)

typedef struct Entry
{
	CxPair pair; /* its from and to are numbers in the order in which the names came */
	CxTimesSketch times;
} Entry;

struct CxTransitionsBuild
{
	MemoryContext context;
	bool settled; /* within and depth are those of a first pair */
	int64 within;
	uint32 depth;
	CxNames names;
	Entry *entries;
	uint32 count;
	uint32 empty; /* of them, with nothing left */
	uint32 room;
	uint32 *slots; /* 1 + the number of an entry, or 0 */
	uint32 mask;
	int64 total; /* transitions */
	Size memory; /* of names and times */
};

void
cx_refuse_many_pairs(void)
{
	ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a state of type cx_transitions holds at most %d different pairs of steps",
				   CX_TRANSITIONS_MAX_PAIRS),
			errhint("Name steps by what they are, such as 'product page', not by an address or a "
					"number of their own; a depth has pairs for each position."));
}

pg_noreturn static void
refuse_size(void)
{
	ereport(
		ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		errmsg("a state of type cx_transitions would take more than 1 GB"),
		errdetail("Its names are too long, or its pairs of steps have too many different times."),
		errhint("Name steps by what they are, such as 'product page', not by an address or a "
				"number of their own."));
}

pg_noreturn static void
refuse_missing(void)
{
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("transitions cannot be taken from a state that does not hold them"),
			errhint("a - b is what is left of a when the customers of b, who are among those of a, "
					"are taken away."));
}

static char *
settings_text(int64 within, uint32 depth)
{
	StringInfoData text;

	initStringInfo(&text);
	if (within == 0)
		appendStringInfoString(&text, "no within");
	else
	{
		appendStringInfoString(&text, "within ");
		cx_append_seconds(&text, cx_wide((uint64) within));
		appendStringInfoString(&text, " s");
	}
	if (depth == 0)
		appendStringInfoString(&text, " and no depth");
	else
		appendStringInfo(&text, " and depth %u", depth);
	return text.data;
}

CxTransitionsBuild *
cx_transitions_build(MemoryContext context)
{
	CxTransitionsBuild *build = MemoryContextAllocZero(context, sizeof(CxTransitionsBuild));

	build->context = context;
	return build;
}

void
cx_transitions_settle(CxTransitionsBuild *build, int64 within, uint32 depth)
{
	if (!build->settled)
	{
		build->settled = true;
		build->within = within;
		build->depth = depth;
	}
	else if (build->within != within || build->depth != depth)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("transitions differ: %s, and %s", settings_text(build->within, build->depth),
					   settings_text(within, depth)),
				errhint("Use one within and one depth for all customers."));
}

/* ----- names ----- */

uint32
cx_transitions_name(CxTransitionsBuild *build, CxName name)
{
	uint32 count = build->names.count;
	MemoryContext caller = MemoryContextSwitchTo(build->context);
	uint32 number = cx_names_add(&build->names, name);

	if (build->names.count > count)
	{
		char *bytes;

		if (count == CX_TRANSITIONS_MAX_PAIRS)
			cx_refuse_many_pairs();
		build->memory += name.length;
		if (build->memory > MOST_MEMORY)
			refuse_size();
		bytes = palloc(Max(name.length, 1));
		memcpy(bytes, name.bytes, name.length);
		build->names.names[number].bytes = bytes;
	}
	MemoryContextSwitchTo(caller);
	return number + 1;
}

/* ----- pairs ----- */

static inline uint32
hash_of(const CxPair *pair)
{
	uint64 hash = (uint64) pair->from << 32 | pair->to;

	hash = (hash ^ (uint64) pair->position << 21) * UINT64CONST(0x9e3779b97f4a7c15);
	return (uint32) (hash >> 32);
}

/* Where a pair is, or would be. */
static inline uint32 *
slot_of(const CxTransitionsBuild *build, const CxPair *pair)
{
	uint32 at = hash_of(pair) & build->mask;

	for (; build->slots[at] != 0; at = (at + 1) & build->mask)
	{
		const CxPair *other = &build->entries[build->slots[at] - 1].pair;

		if (other->from == pair->from && other->to == pair->to && other->position == pair->position)
			break;
	}
	return &build->slots[at];
}

static void
make_slots(CxTransitionsBuild *build)
{
	uint32 slots = build->room * 2;

	if (build->slots != NULL)
		pfree(build->slots);
	build->slots = MemoryContextAllocZero(build->context, slots * sizeof(uint32));
	build->mask = slots - 1;
	for (uint32 i = 0; i < build->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		*slot_of(build, &build->entries[i].pair) = i + 1;
	}
}

static void
free_names(CxNames *names)
{
	for (uint32 i = 0; i < names->count; i++)
		if (names->names[i].bytes != NULL)
			pfree(unconstify(char *, names->names[i].bytes));
	cx_names_free(names);
}

/* Drops the pairs of 0, and the names that no other has. */
static void
compact(CxTransitionsBuild *build)
{
	CxNames old = build->names;
	uint32 count = 0;

	build->names = (CxNames){NULL};
	build->memory = 0;
	for (uint32 i = 0; i < build->count; i++)
	{
		Entry *entry = &build->entries[i];
		CxPair *pair = &entry->pair;

		CX_CHECK_INTERRUPTS(i);
		if (pair->transitions == 0)
		{
			cx_times_free(&entry->times);
			continue;
		}
		if (pair->from != CX_NOWHERE)
			pair->from = cx_transitions_name(build, old.names[pair->from - 1]);
		if (pair->to != CX_NOWHERE)
			pair->to = cx_transitions_name(build, old.names[pair->to - 1]);
		build->memory += cx_times_memory(&entry->times);
		build->entries[count++] = *entry;
	}
	build->count = count;
	build->empty = 0;
	free_names(&old);
	make_slots(build);
}

static void
make_room(CxTransitionsBuild *build)
{
	if (build->count == CX_TRANSITIONS_MAX_PAIRS)
		cx_refuse_many_pairs();
	build->room = build->room == 0 ? FIRST_ROOM : build->room * 2;
	if (build->entries == NULL)
		build->entries = MemoryContextAlloc(build->context, build->room * sizeof(Entry));
	else
		build->entries = repalloc(build->entries, build->room * sizeof(Entry));
	make_slots(build);
}

/* The entry of a pair, a new one where it has none. */
static inline Entry *
entry_of(CxTransitionsBuild *build, const CxPair *pair)
{
	uint32 *slot;
	Entry *entry;

	if (unlikely(build->slots == NULL))
		make_room(build);
	slot = slot_of(build, pair);
	if (likely(*slot != 0))
		return &build->entries[*slot - 1];
	if (build->count == build->room)
	{
		make_room(build);
		slot = slot_of(build, pair);
	}
	entry = &build->entries[build->count++];
	*entry = (Entry){.pair = {.position = pair->position, .from = pair->from, .to = pair->to}};
	build->empty++;
	*slot = build->count;
	return entry;
}

bool
cx_transitions_has(const CxTransitionsBuild *build, const CxPair *pair)
{
	return build->slots != NULL && *slot_of(build, pair) != 0;
}

static inline Entry *
count_up(CxTransitionsBuild *build, const CxPair *pair, int64 transitions, int64 customers)
{
	Entry *entry = entry_of(build, pair);

	if (unlikely(pg_add_s64_overflow(build->total, transitions, &build->total)))
		cx_refuse_count_overflow("transitions");
	build->empty -= entry->pair.transitions == 0;
	/* neither is more than the total */
	entry->pair.transitions += transitions;
	entry->pair.customers += customers;
	return entry;
}

void
cx_transitions_put(CxTransitionsBuild *build, const CxPair *pair, CxClosedReader *buckets)
{
	Entry *entry = count_up(build, pair, pair->transitions, pair->customers);

	while (buckets->left > 0)
	{
		CxBucket bucket;

		cx_next_bucket(buckets, &bucket);
		cx_times_add(build->context, &entry->times, &bucket, &build->memory);
	}
	if (unlikely(build->memory > MOST_MEMORY))
		refuse_size();
}

void
cx_transitions_put_one(CxTransitionsBuild *build, const CxPair *pair, int64 micros)
{
	Entry *entry = count_up(build, pair, 1, 0);

	entry->pair.customers = 1;
	if (cx_pair_has_times(pair))
		cx_times_add(build->context, &entry->times,
					 &(CxBucket){cx_bucket_of(micros), 1, cx_wide((uint64) micros)},
					 &build->memory);
	if (unlikely(build->memory > MOST_MEMORY))
		refuse_size();
}

/* ----- whole states ----- */

/* Numbers that the names of a state have in ours. */
#define FEW_NAMES 64

static uint32 *
map_names(CxTransitionsBuild *build, const CxTransitions *state, CxTransitionsReader *reader,
		  uint32 *few)
{
	uint32 *numbers = state->names < FEW_NAMES ? few : palloc((state->names + 1) * sizeof(uint32));

	numbers[CX_NOWHERE] = CX_NOWHERE;
	for (uint32 i = 0; i < state->names; i++)
	{
		CX_CHECK_INTERRUPTS(i + 1);
		numbers[i + 1] = cx_transitions_name(build, cx_next_name(reader));
	}
	return numbers;
}

/* Takes a pair away, and its times. */
static void
take(CxTransitionsBuild *build, const CxPair *pair, CxClosedReader *buckets)
{
	Entry *entry;
	CxPair *left;

	if (!cx_transitions_has(build, pair))
		refuse_missing();
	entry = entry_of(build, pair);
	left = &entry->pair;
	if (left->transitions < pair->transitions || left->customers < pair->customers)
		refuse_missing();
	left->transitions -= pair->transitions;
	left->customers -= pair->customers;
	build->total -= pair->transitions;
	if (left->customers > left->transitions || (left->customers == 0) != (left->transitions == 0))
		refuse_missing();
	while (buckets->left > 0)
	{
		CxBucket bucket;

		cx_next_bucket(buckets, &bucket);
		if (!cx_times_take(&entry->times, &bucket))
			refuse_missing();
	}
	build->empty += left->transitions == 0;
}

/* Adds all pairs of a state, or takes them away. */
static pg_attribute_always_inline void
change_by(CxTransitionsBuild *build, const CxTransitions *state,
		  void (*change)(CxTransitionsBuild *, const CxPair *, CxClosedReader *))
{
	CxTransitionsReader reader = cx_transitions_read(state);
	uint32 few[FEW_NAMES];
	uint32 *numbers;

	cx_transitions_settle(build, state->within, state->depth);
	numbers = map_names(build, state, &reader, few);
	for (uint32 i = 0; i < state->pairs; i++)
	{
		CxPair pair;
		CxClosedReader buckets = cx_next_pair(&reader, &pair);

		CX_CHECK_INTERRUPTS(i + 1);
		pair.from = numbers[pair.from];
		pair.to = numbers[pair.to];
		change(build, &pair, &buckets);
		cx_pair_done(&reader, &buckets);
	}
	if (numbers != few)
		pfree(numbers);
}

void
cx_transitions_fold(CxTransitionsBuild *build, const CxTransitions *state)
{
	if (state->pairs == 0)
		return;
	if (unlikely(build->empty > build->count / 2 && build->empty > FIRST_ROOM))
		compact(build);
	change_by(build, state, cx_transitions_put);
}

void
cx_transitions_unfold(CxTransitionsBuild *build, const CxTransitions *state)
{
	if (state->pairs == 0)
		return;
	change_by(build, state, take);
	/* () has no within and no depth */
	if (build->total == 0)
		build->settled = false;
}

/* ----- a state of them ----- */

typedef struct Place
{
	uint64 key; /* the order of pairs */
	const Entry *entry;
} Place;

#define ST_SORT          sort_places
#define ST_ELEMENT_TYPE  Place
#define ST_COMPARE(a, b) ((a)->key < (b)->key ? -1 : (a)->key > (b)->key ? 1 : 0)
#define ST_SCOPE         static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * The names in use, in order; ranks[i] is 1 + the number that name i has there. Their bytes stay where they
 * are.
 */
static CxName *
rank_names(const CxTransitionsBuild *build, uint32 *ranks, uint32 *count)
{
	CxNames used = {.names = palloc(Max(build->names.count, 1) * sizeof(CxName))};
	uint32 *numbers = palloc0((build->names.count + 1) * sizeof(uint32));
	uint32 *sorted;

	for (uint32 i = 0; i < build->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		if (build->entries[i].pair.transitions > 0)
			numbers[build->entries[i].pair.from] = numbers[build->entries[i].pair.to] = 1;
	}
	for (uint32 i = 0; i < build->names.count; i++)
		if (numbers[i + 1] != 0)
		{
			used.names[used.count] = build->names.names[i];
			numbers[i + 1] = ++used.count;
		}
	sorted = cx_names_sort(&used);
	ranks[CX_NOWHERE] = CX_NOWHERE;
	for (uint32 i = 1; i <= build->names.count; i++)
		ranks[i] = sorted == NULL || numbers[i] == 0 ? numbers[i] : sorted[numbers[i] - 1] + 1;
	pfree(numbers);
	*count = used.count;
	return used.names;
}

/* Checked before memory is asked for. */
static void
check_size(const CxName *names, uint32 count, uint64 pairs, uint64 buckets)
{
	uint64 size = 64 + pairs * CX_PAIR_TEXT + buckets * CX_PAIR_BUCKET_TEXT;
	uint64 bytes = 0;

	for (uint32 i = 0; i < count; i++)
		bytes += (uint64) names[i].length * 2 + 4;
	if (size + bytes <= CX_TRANSITIONS_MAX_TEXT)
		return;
	/* few names need the room of their worst case */
	for (uint32 i = 0; i < count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		size += cx_name_text_size(names[i]) + 2;
	}
	if (size > CX_TRANSITIONS_MAX_TEXT)
		refuse_size();
}

static CxTransitions *
lay_out(const CxTransitionsBuild *build, const CxName *names, uint32 name_count,
		const uint32 *ranks, const Place *places, uint32 pairs, uint32 most_buckets,
		uint64 all_buckets)
{
	CxBucket *buckets = palloc(Max(most_buckets, 1) * sizeof(CxBucket));
	Size size = offsetof(CxTransitions, packed) + (Size) pairs * CX_PAIR_BYTES +
				all_buckets * CX_BUCKET_BYTES;
	CxTransitions *state;
	unsigned char *to;
	uint32 bytes = 0;

	for (uint32 i = 0; i < name_count; i++)
		bytes += names[i].length;
	size += bytes + (Size) name_count * 5;
	/* at most: what is not written to is given back */
	state = MemoryContextAllocHuge(CurrentMemoryContext, size);
	to = state->packed;
	for (uint32 i = 0; i < name_count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		to = cx_pack(to, names[i].length);
		memcpy(to, names[i].bytes, names[i].length);
		to += names[i].length;
	}
	for (uint32 i = 0; i < pairs; i++)
	{
		const Entry *entry = places[i].entry;
		CxClosedWriter writer = {NULL, -1};
		CxPair pair = entry->pair;

		CX_CHECK_INTERRUPTS(i);
		pair.from = ranks[pair.from];
		pair.to = ranks[pair.to];
		writer.at = cx_write_pair(to, build->depth != 0, &pair, entry->times.count);
		cx_times_read(&entry->times, buckets);
		for (uint32 k = 0; k < entry->times.count; k++)
			cx_write_bucket(&writer, &buckets[k]);
		to = writer.at;
	}
	pfree(buckets);
	size = (Size) (to - (unsigned char *) state);
	if (size > MaxAllocSize)
		refuse_size();
	SET_VARSIZE(state, size);
	state->version = CX_TRANSITIONS_VERSION;
	state->within = pairs > 0 ? build->within : 0;
	state->depth = pairs > 0 ? build->depth : 0;
	state->names = name_count;
	state->pairs = pairs;
	state->bytes = bytes;
	return repalloc(state, size);
}

CxTransitions *
cx_transitions_make(const CxTransitionsBuild *build)
{
	uint32 *ranks = palloc((build->names.count + 1) * sizeof(uint32));
	Place *places = palloc(Max(build->count, 1) * sizeof(Place));
	uint32 most_buckets = 0;
	uint64 all_buckets = 0;
	uint32 pairs = 0;
	uint32 name_count;
	CxName *names = rank_names(build, ranks, &name_count);
	CxTransitions *state;

	for (uint32 i = 0; i < build->count; i++)
	{
		const Entry *entry = &build->entries[i];

		CX_CHECK_INTERRUPTS(i);
		if (entry->pair.transitions == 0)
			continue;
		/* neither is beyond 21 bits, for each position and name has a pair */
		places[pairs].key = (uint64) entry->pair.position << 42 |
							(uint64) ranks[entry->pair.from] << 21 |
							(entry->pair.to == CX_NOWHERE ? (1 << 21) - 1 : ranks[entry->pair.to]);
		places[pairs++].entry = entry;
		most_buckets = Max(most_buckets, entry->times.count);
		all_buckets += entry->times.count;
	}
	check_size(names, name_count, pairs, all_buckets);
	sort_places(places, pairs);
	state = lay_out(build, names, name_count, ranks, places, pairs, most_buckets, all_buckets);
	pfree(names);
	pfree(places);
	pfree(ranks);
	return state;
}
