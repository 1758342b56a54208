/*
 * visits_fold.c
 *	  The transitions of one customer, from the steps that were collected.
 *
 * Nearly all customers have a few rows, and a query has a million customers: what there is to say of few
 * is sorted and written at once, on the stack. Many go through the hash of pairs that states are added
 * up in, for which memory must not grow with the rows. Both write the same bytes.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/duration.h"
#include "base/interrupts.h"
#include "journey/visits.h"

/* Rows that are few. */
#define FEW 64

/* ----- their order ----- */

/* By time, and at one time by the bytes of the name; ranks are by step. */
static inline int
compare_visits(const CxVisit *a, const CxVisit *b, const uint32 *ranks)
{
	int64 first = cx_visit_at(a);
	int64 second = cx_visit_at(b);

	if (first != second)
		return first < second ? -1 : 1;
	return ranks[a->step] < ranks[b->step] ? -1 : ranks[a->step] > ranks[b->step];
}

#define ST_SORT                 sort_visits
#define ST_ELEMENT_TYPE         CxVisit
#define ST_COMPARE_ARG_TYPE     const uint32
#define ST_COMPARE(a, b, ranks) compare_visits(a, b, ranks)
#define ST_SCOPE                static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* Of few visits, in rows: their steps are numbered from 0 on as they come, and those are the names. */
static uint32
number_few(const CxVisits *visits, CxVisit *rows, CxName *names)
{
	uint32 steps[FEW];
	uint32 count = 0;

	for (uint32 i = 0; i < visits->count; i++)
	{
		uint32 step = visits->visits[i].step;
		uint32 k = 0;

		while (k < count && steps[k] != step)
			k++;
		if (k == count)
		{
			steps[count] = step;
			names[count++] = cx_visits_name(visits, step);
		}
		rows[i] = visits->visits[i];
		rows[i].step = k;
	}
	return count;
}

/*
 * Puts the names in order; ranks[i] is the new place of name i. A name may be there twice, as a shared one
 * and as an own one: then both have the place of the first. Returns how many there are.
 */
static uint32
rank_few(CxName *names, uint32 count, uint32 *ranks)
{
	CxName sorted[FEW];
	uint32 order[FEW];
	uint32 places = 0;

	for (uint32 i = 0; i < count; i++)
	{
		uint32 j = i;

		for (; j > 0 && cx_compare_names(names[order[j - 1]], names[i]) > 0; j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
	for (uint32 i = 0; i < count; i++)
	{
		CxName name = names[order[i]];

		if (places == 0 || cx_compare_names(sorted[places - 1], name) != 0)
			sorted[places++] = name;
		ranks[order[i]] = places - 1;
	}
	memcpy(names, sorted, places * sizeof(CxName));
	return places;
}

static void
insert_visits(CxVisit *visits, uint32 count, const uint32 *ranks)
{
	for (uint32 i = 0; i < count; i++)
	{
		CxVisit visit = visits[i];
		uint32 j = i;

		for (; j > 0 && compare_visits(&visits[j - 1], &visit, ranks) > 0; j--)
			visits[j] = visits[j - 1];
		visits[j] = visit;
	}
}

/* ----- journeys ----- */

/* Where a walk over the visits is. */
typedef struct Walk
{
	const CxVisits *visits; /* all but the visits themselves */
	const CxVisit *rows;    /* these are they, in order */
	uint32 next;            /* the next visit */
	uint32 position;        /* in its journey, of the one before; 0: none is */
} Walk;

/* What the walk comes by: from one visit to another, from the begin to one, from one to the end. */
typedef struct Move
{
	uint32 position;
	const CxVisit *from; /* NULL: the begin */
	const CxVisit *to;   /* NULL: the end */
	int64 micros;
} Move;

/* Is the next visit of the same journey? Then micros is the time up to it. */
static inline bool
goes_on(const CxVisits *visits, const CxVisit *next, int64 *micros)
{
	int64 gap;
	bool overflow = pg_sub_s64_overflow(cx_visit_at(next), cx_visit_at(next - 1), &gap) ||
					pg_mul_s64_overflow(gap, visits->unit, micros);

	if (visits->within == 0)
	{
		if (overflow)
			cx_refuse_long_duration("the time between two steps");
		return true;
	}
	return !overflow && *micros <= visits->within;
}

/* The next move, which is one of the journey's first steps if there is a depth; false: there is none. */
static inline bool
next_move(Walk *walk, Move *move)
{
	const CxVisits *visits = walk->visits;
	uint32 depth = visits->depth;

	for (;;)
	{
		bool more = walk->next < visits->count;

		CX_CHECK_INTERRUPTS(walk->next);
		if (walk->position == 0)
		{
			if (!more)
				return false;
			*move = (Move){.to = &walk->rows[walk->next++]};
			walk->position = 1;
			return true;
		}
		*move = (Move){.position = walk->position, .from = &walk->rows[walk->next - 1]};
		if (more && goes_on(visits, &walk->rows[walk->next], &move->micros))
		{
			move->to = &walk->rows[walk->next++];
			walk->position++;
		}
		else
		{
			move->micros = 0;
			walk->position = 0;
		}
		/* what follows the last step that counts is neither another one nor an end */
		if (depth == 0 || move->position < depth)
			return true;
	}
}

/* ----- few ----- */

/* A move as its key, in the order of pairs, and its time. */
typedef struct Item
{
	uint64 key;
	int64 micros;
} Item;

#define KEY_BITS 7 /* of a position, and of 1 + a name */
#define KEY_END  ((1 << KEY_BITS) - 1)

StaticAssertDecl(FEW + 1 < KEY_END, "few rows must fit into a key");

static inline void
insert_item(Item *items, uint32 count, Item item)
{
	for (;
		 count > 0 && (items[count - 1].key > item.key ||
					   (items[count - 1].key == item.key && items[count - 1].micros > item.micros));
		 count--)
		items[count] = items[count - 1];
	items[count] = item;
}

/* Writes the pairs of so many items, which are in order. */
static unsigned char *
write_items(unsigned char *to, bool deep, const Item *items, uint32 count, uint32 *pairs)
{
	uint32 end;

	*pairs = 0;
	for (uint32 start = 0; start < count; start = end)
	{
		uint32 last = (uint32) items[start].key & KEY_END;
		CxBucket buckets[2 * FEW];
		uint32 used = 0;
		CxPair pair = {.position = (uint32) (items[start].key >> (2 * KEY_BITS)),
					   .from = (uint32) (items[start].key >> KEY_BITS) & KEY_END,
					   .to = last == KEY_END ? CX_NOWHERE : last,
					   .customers = 1};

		for (end = start; end < count && items[end].key == items[start].key; end++)
		{
			uint64 micros = (uint64) items[end].micros;
			uint32 index;

			if (!cx_pair_has_times(&pair))
				continue;
			index = cx_bucket_of((int64) micros);
			if (used > 0 && buckets[used - 1].index == index)
			{
				buckets[used - 1].count++;
				buckets[used - 1].sum = cx_wide_sum(buckets[used - 1].sum, cx_wide(micros));
			}
			else
				buckets[used++] = (CxBucket){index, 1, cx_wide(micros)};
		}
		pair.transitions = end - start;
		to = cx_write_pair(to, deep, &pair, used);
		if (used > 0)
		{
			CxClosedWriter writer = {to, -1};

			for (uint32 i = 0; i < used; i++)
				cx_write_bucket(&writer, &buckets[i]);
			to = writer.at;
		}
		++*pairs;
	}
	return to;
}

/*
 * With a depth not every name is of a step that counts: leaves the others out, and gives those that stay
 * their places, in which the keys keep their order.
 */
static uint32
leave_out(CxName *names, uint32 name_count, Item *items, uint32 count)
{
	uint32 places[FEW + 1] = {CX_NOWHERE};
	uint32 kept = 0;

	/* whoever is left was entered */
	for (uint32 i = 0; i < count; i++)
		if ((items[i].key & KEY_END) != KEY_END)
			places[items[i].key & KEY_END] = 1;
	for (uint32 i = 0; i < name_count; i++)
		if (places[i + 1] != 0)
		{
			names[kept] = names[i];
			places[i + 1] = ++kept;
		}
	for (uint32 i = 0; i < count; i++)
	{
		uint64 position = items[i].key >> (2 * KEY_BITS);
		uint32 from = places[(items[i].key >> KEY_BITS) & KEY_END];
		uint32 to = (uint32) items[i].key & KEY_END;

		if (to != KEY_END)
			to = places[to];
		items[i].key = (position << KEY_BITS | from) << KEY_BITS | to;
	}
	return kept;
}

static CxTransitions *
lay_out_few(const CxVisits *visits, const CxName *names, uint32 name_count, const Item *items,
			uint32 count)
{
	unsigned char packed[2 * FEW * (CX_PAIR_BYTES + CX_BUCKET_BYTES)];
	Size size = offsetof(CxTransitions, packed);
	uint32 bytes = 0;
	uint32 pairs;
	Size packed_size =
		(Size) (write_items(packed, visits->depth != 0, items, count, &pairs) - packed);
	CxTransitions *state;
	unsigned char *to;

	for (uint32 i = 0; i < name_count; i++)
	{
		bytes += names[i].length;
		size += (Size) cx_packed_bytes(names[i].length);
	}
	size += bytes + packed_size;
	state = palloc(size);
	SET_VARSIZE(state, size);
	state->version = CX_TRANSITIONS_VERSION;
	state->within = visits->within;
	state->depth = visits->depth;
	state->names = name_count;
	state->pairs = pairs;
	state->bytes = bytes;
	to = state->packed;
	for (uint32 i = 0; i < name_count; i++)
	{
		to = cx_pack(to, names[i].length);
		memcpy(to, names[i].bytes, names[i].length);
		to += names[i].length;
	}
	memcpy(to, packed, packed_size);
	return state;
}

static CxTransitions *
transitions_of_few(const CxVisits *visits)
{
	CxVisit rows[FEW];
	CxName names[FEW];
	uint32 ranks[FEW];
	Item items[2 * FEW];
	uint32 count = 0;
	uint32 name_count = number_few(visits, rows, names);
	Walk walk = {.visits = visits, .rows = rows};
	Move move;

	name_count = rank_few(names, name_count, ranks);
	insert_visits(rows, visits->count, ranks);
	while (next_move(&walk, &move))
	{
		uint64 from = move.from == NULL ? CX_NOWHERE : ranks[move.from->step] + 1;
		uint64 to = move.to == NULL ? KEY_END : ranks[move.to->step] + 1;
		uint64 position = visits->depth == 0 ? 0 : move.position;

		insert_item(items, count++,
					(Item){(position << KEY_BITS | from) << KEY_BITS | to, move.micros});
	}
	if (visits->depth != 0)
		name_count = leave_out(names, name_count, items, count);
	return lay_out_few(visits, names, name_count, items, count);
}

/* ----- many ----- */

/* Puts them in order. A name that is shared and own has both numbers, one rank. */
static void
sort_many(CxVisits *visits)
{
	uint32 steps = cx_visits_steps(visits);
	uint32 *numbers = palloc0(steps * sizeof(uint32)); /* 1 + that of the name, 0 for none */
	CxNames names = {NULL};
	uint32 *ranks;

	for (uint32 i = 0; i < visits->count; i++)
	{
		uint32 *number = &numbers[visits->visits[i].step];

		CX_CHECK_INTERRUPTS(i);
		if (*number == 0)
			*number = 1 + cx_names_add(&names, cx_visits_name(visits, visits->visits[i].step));
	}
	ranks = cx_names_sort(&names);
	for (uint32 i = 0; ranks != NULL && i < steps; i++)
		if (numbers[i] != 0)
			numbers[i] = 1 + ranks[numbers[i] - 1];
	sort_visits(visits->visits, visits->count, numbers);
	if (ranks != NULL)
		pfree(ranks);
	cx_names_free(&names);
	pfree(numbers);
}

/* The number of a step among the names of the state. */
static uint32
number_of(CxTransitionsBuild *build, const CxVisits *visits, const CxVisit *visit, uint32 *numbers)
{
	uint32 *number;

	if (visit == NULL)
		return CX_NOWHERE;
	number = &numbers[visit->step];
	/* with a depth not every name is of a step that counts */
	if (*number == 0)
		*number = cx_transitions_name(build, cx_visits_name(visits, visit->step));
	return *number;
}

static CxTransitions *
transitions_of_many(CxVisits *visits)
{
	CxTransitionsBuild *build = cx_transitions_build(CurrentMemoryContext);
	uint32 *numbers = palloc0(cx_visits_steps(visits) * sizeof(uint32));
	Walk walk = {.visits = visits, .rows = visits->visits};
	Move move;

	sort_many(visits);
	cx_transitions_settle(build, visits->within, visits->depth);
	for (uint32 i = 0; next_move(&walk, &move); i++)
	{
		CxPair pair = {.position = visits->depth == 0 ? 0 : move.position};

		CX_CHECK_INTERRUPTS(i);
		pair.from = number_of(build, visits, move.from, numbers);
		pair.to = number_of(build, visits, move.to, numbers);
		cx_transitions_put_one(build, &pair, move.micros);
	}
	pfree(numbers);
	return cx_transitions_make(build);
}

CxTransitions *
cx_visits_transitions(CxVisits *visits)
{
	if (visits->count <= FEW)
		return transitions_of_few(visits);
	return transitions_of_many(visits);
}
