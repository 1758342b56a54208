/*
 * model_groups.c
 *	  Customers that are alike, counted: the memory of a fit.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/customer_key.h"
#include "base/customers.h"
#include "base/state_wire.h"
#include "value/model_groups.h"

#define TYPE_NAME    "model fit state"
#define WIRE_VERSION 1
#define GROUP_BYTES  ((int) (5 * sizeof(double)))

/*
 * Of 48 bytes each. Long searches can make the hash grow to 2^23 slots before 2^22 are full: 403 MB, and
 * 201 MB of the old one meanwhile. The messages of workers, 140 MB together, lie beside it, twice in
 * PostgreSQL's queues: within 1 GB.
 */
#define MOST_GROUPS ((uint32) 3500000)

/* Of all the rows there could be. */
#define MOST_TOTAL (CX_MOST_FIT_WEIGHT * CX_MOST_FIT_WEIGHT)

typedef struct GroupKey
{
	double figures[3];
} GroupKey;

typedef struct Slot
{
	GroupKey key;
	CxSum weight;
	uint32 hash;
	char status;
} Slot;

/* Whoever makes up customers does not know the seed, and cannot make them collide. */
static inline uint32
hash_key(GroupKey key, uint64 seed)
{
	uint64 words[3];
	uint64 hash = 0;

	memcpy(words, key.figures, sizeof(words));
	for (int i = 0; i < 3; i++)
		hash = cx_customers_mix((hash ^ words[i]) + seed);
	return (uint32) hash;
}

static inline bool
same_key(GroupKey a, GroupKey b)
{
	return a.figures[0] == b.figures[0] && a.figures[1] == b.figures[1] &&
		   a.figures[2] == b.figures[2];
}

#define SH_PREFIX            groups
#define SH_ELEMENT_TYPE      Slot
#define SH_KEY_TYPE          GroupKey
#define SH_KEY               key
#define SH_HASH_KEY(tb, key) hash_key(key, *(uint64 *) (tb)->private_data)
#define SH_EQUAL(tb, a, b)   same_key(a, b)
#define SH_SCOPE             static inline
#define SH_STORE_HASH
#define SH_GET_HASH(tb, a) a->hash
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

struct CxModelGroups
{
	uint64 seed;
	groups_hash *hash;   /* NULL: what follows */
	StringInfoData sent; /* read up to its groups */
	int64 sent_count;
};

CxModelGroups *
cx_model_groups_begin(MemoryContext context)
{
	CxModelGroups *state = MemoryContextAllocZero(context, sizeof(CxModelGroups));

	/* another one in each process: in the order of one hash, what is put into another of its seed clusters */
	state->seed = cx_customers_mix(cx_customer_seed() + (uint64) MyProcPid);
	state->hash = groups_create(context, 16, &state->seed);
	return state;
}

void
cx_model_groups_add(CxModelGroups *state, const CxModelGroup *group)
{
	GroupKey key;
	bool found;
	Slot *slot;

	memcpy(key.figures, group->figures, sizeof(key.figures));
	slot = groups_insert(state->hash, key, &found);
	if (!found)
	{
		slot->weight = (CxSum){0, 0};
		if (state->hash->members > MOST_GROUPS)
			ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					errmsg("too many different customers for one fit"),
					errdetail("There is room for %u of them.", MOST_GROUPS),
					errhint("Round times to whole days, or fit a sample."));
	}
	cx_sum_merge(&slot->weight, &group->weight);
}

size_t
cx_model_groups_count(const CxModelGroups *state)
{
	return state->hash->members;
}

void
cx_model_groups_each(const CxModelGroups *state,
					 void (*call)(void *argument, const CxModelGroup *group), void *argument)
{
	groups_iterator iterator;
	Slot *slot;

	groups_start_iterate(state->hash, &iterator);
	while ((slot = groups_iterate(state->hash, &iterator)) != NULL)
	{
		CxModelGroup group = {.weight = slot->weight};

		CHECK_FOR_INTERRUPTS();
		memcpy(group.figures, slot->key.figures, sizeof(group.figures));
		call(argument, &group);
	}
}

static void
merge_group(void *into, const CxModelGroup *group)
{
	cx_model_groups_add(into, group);
}

static void
read_group(StringInfo message, CxModelGroup *group)
{
	for (int i = 0; i < 3; i++)
	{
		group->figures[i] = pq_getmsgfloat8(message);
		if (!(group->figures[i] >= 0 && isfinite(group->figures[i])))
			cx_wire_refuse(TYPE_NAME, "A figure is negative or not finite.");
		group->figures[i] += 0.0; /* takes the sign off a zero */
	}
	group->weight.high = pq_getmsgfloat8(message);
	group->weight.low = pq_getmsgfloat8(message);
	if (!cx_sum_valid(&group->weight) || group->weight.high < CX_LEAST_FIT_WEIGHT ||
		group->weight.high > MOST_TOTAL)
		cx_wire_refuse(TYPE_NAME, "A weight is out of range.");
}

void
cx_model_groups_merge(CxModelGroups *into, const CxModelGroups *from)
{
	StringInfoData message = from->sent;

	if (from->hash != NULL)
	{
		cx_model_groups_each(from, merge_group, into);
		return;
	}
	/* at once, not by doubling: customers of two workers are often alike, so this may be all */
	if (from->sent_count * 10 / 9 > (int64) into->hash->size)
		groups_grow(into->hash, (uint64) from->sent_count * 10 / 9 + 1);
	for (int64 i = 0; i < from->sent_count; i++)
	{
		CxModelGroup group;

		CHECK_FOR_INTERRUPTS();
		read_group(&message, &group);
		cx_model_groups_add(into, &group);
	}
	pq_getmsgend(&message);
}

/* A version byte, the number of groups as int8, then for each its figures and its weight. */
void
cx_model_groups_send(StringInfo message, const CxModelGroups *state)
{
	groups_iterator iterator;
	Slot *slot;

	/* fits: MOST_GROUPS are 140 MB */
	enlargeStringInfo(message, 64 + (int) state->hash->members * GROUP_BYTES);
	pq_sendbyte(message, WIRE_VERSION);
	pq_sendint64(message, (int64) state->hash->members);
	groups_start_iterate(state->hash, &iterator);
	while ((slot = groups_iterate(state->hash, &iterator)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		for (int i = 0; i < 3; i++)
			pq_sendfloat8(message, slot->key.figures[i]);
		pq_sendfloat8(message, slot->weight.high);
		pq_sendfloat8(message, slot->weight.low);
	}
}

CxModelGroups *
cx_model_groups_receive(bytea *bytes)
{
	CxModelGroups *state = palloc0(sizeof(CxModelGroups));
	StringInfo message = &state->sent;

	message->data = VARDATA_ANY(bytes);
	message->len = message->maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	cx_wire_version(message, TYPE_NAME, WIRE_VERSION);
	state->sent_count = pq_getmsgint64(message);
	if (state->sent_count < 0 || state->sent_count > MOST_GROUPS ||
		state->sent_count * GROUP_BYTES != message->len - message->cursor)
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");
	return state;
}
