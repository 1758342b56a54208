/*
 * retention_pass_state.c
 *	  The state of retention_agg over raw events: adding rows and reading customers, masks that move
 *	  and widen in the hash, and customers that go from the hash to bitmaps and back.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "port/pg_bitutils.h"

#include "base/aggregate.h"
#include "base/bits.h"
#include "base/flows_build.h"
#include "base/interrupts.h"
#include "retention/activity_build.h"
#include "retention/retention_pass.h"

/*
 * A row waits while so many others come: its slot is asked for when it arrives, and the executor's
 * work on the others is what the memory needs to answer.
 */
#define WAITING_ROWS 32

struct CxRetentionPassRow
{
	uint64 key[2];
	uint64 hash;
	uint64 bit;
};

/*
 * Messages stay in the memory of the queues that they came through, or of the part that this backend had
 * itself, which before PostgreSQL 16 has a copy as well. Some of them are there before they are merged:
 * as many as with two workers are expected.
 */
#if PG_VERSION_NUM < 160000
#define COPIES 1
#else
#define COPIES 0
#endif
#define EXPECTED_PARTS 3

/*
 * What one backend takes is CX_CUSTOMERS_MAX_BYTES. A part of a parallel aggregate has its message
 * beside it for a moment, and up to two copies of that on the way out; entries fill a hash by two thirds
 * at most. The messages of all parts, and the copies of the leader's own, must fit before one is merged.
 */
#define PARTIAL_BYTES         (CX_CUSTOMERS_MAX_BYTES / (EXPECTED_PARTS + 2 * COPIES) / 2 * 3)
#define PARTIAL_BITMAPS_BYTES (CX_CUSTOMERS_MAX_BYTES / 3)
/* Below what may be allocated at once. */
#define BITMAPS_BYTES (CX_CUSTOMERS_MAX_BYTES / 8 * 7)

static int
payload(int mask_words)
{
	return mask_words == 1 ? 1 : mask_words + 1;
}

static inline uint64 *
mask_of(const CxRetentionPass *state, uint64 *entry)
{
	return entry + state->customers.key_words + (state->mask_words > 1);
}

CxRetentionPass *
cx_retention_pass_begin(FunctionCallInfo fcinfo, CxCustomerKind kind, CxPeriod period, int64 first)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxRetentionPass *state = MemoryContextAllocZero(context, sizeof(CxRetentionPass));
	bool partial = cx_is_partial_aggregate(fcinfo);

	state->context = context;
	state->kind = kind;
	state->period = period;
	state->grace = -1;
	state->limit = partial ? PARTIAL_BYTES : CX_CUSTOMERS_MAX_BYTES;
	state->bitmaps_limit = partial ? PARTIAL_BITMAPS_BYTES : BITMAPS_BYTES;
	/* rows may come in any order: room on both sides */
	state->base = first - 32;
	state->mask_words = 1;
	cx_customers_init(&state->customers, context, CX_KEY_WORDS(kind),
					  CX_KEY_WORDS(kind) + payload(1));
	cx_retention_pass_limit(state, 0);
	return state;
}

void
cx_retention_pass_set_grace(CxRetentionPass *state, int grace)
{
	if (likely(state->grace == grace) || grace < 0)
		return;
	if (state->grace >= 0)
		cx_refuse_two_graces(state->grace, grace);
	state->grace = grace;
}

void
cx_retention_pass_limit(CxRetentionPass *state, Size taken)
{
	taken += Max(state->received, EXPECTED_PARTS * state->largest) + COPIES * state->largest;
	state->customers.most_bytes = state->limit - Min(state->limit, taken);
	if (state->dense != NULL)
		state->dense->most_bytes = state->bitmaps_limit - Min(state->bitmaps_limit, taken);
}

/*
 * Sets a row's bit in the hash. key_words and mask_words are those of the state, as constants where
 * speed counts.
 */
static pg_attribute_always_inline void
set_bit(CxRetentionPass *state, const uint64 *key, uint64 hash, uint64 bit, int key_words,
		int mask_words)
{
	uint64 *kept =
		cx_customers_find(&state->customers, key, hash, key_words, key_words + payload(mask_words));

	if (mask_words == 1)
		kept[0] |= UINT64CONST(1) << bit;
	else
	{
		kept[0] = 1;
		kept[1 + bit / 64] |= UINT64CONST(1) << (bit % 64);
	}
}

void
cx_retention_pass_flush(CxRetentionPass *state)
{
	for (; state->waiting > 0; state->waiting--)
	{
		const CxRetentionPassRow *row =
			&state->rows[(state->next + WAITING_ROWS - state->waiting) % WAITING_ROWS];

		set_bit(state, row->key, row->hash, row->bit, state->customers.key_words,
				state->mask_words);
	}
}

/* Numbers that lie close together get bitmaps; if they don't, those of more customers may. */
static pg_noinline void
try_dense(CxRetentionPass *state)
{
	int64 low = PG_INT64_MAX;
	int64 high = PG_INT64_MIN;
	int64 first, last;
	int64 periods;
	uint64 slot = 0;
	uint64 *entry;
	Size taken = cx_customers_bytes(&state->customers);
	CxPeriodBitmaps *dense;

	cx_retention_pass_flush(state);
	state->dense_try = state->customers.count + state->customers.count / 2;
	periods = cx_retention_pass_periods(state, &first, &last);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CX_CHECK_INTERRUPTS(slot);
		low = Min(low, (int64) entry[0]);
		high = Max(high, (int64) entry[0]);
	}
	dense = cx_bitmaps_make(state->context, state->bitmaps_limit - Min(state->bitmaps_limit, taken),
							low, high, state->customers.count, state->base + first,
							state->base + last, periods);
	if (dense != NULL)
		cx_retention_pass_move_to_bitmaps(state, dense);
}

/* Makes a place for a row among the bitmaps; NULL when there can be none. */
static pg_noinline uint64 *
reach_dense(CxRetentionPass *state, uint64 customer, int64 number)
{
	uint64 *word;

	cx_retention_pass_check_periods(state->dense, number, number);
	word = cx_bitmaps_reach(state->dense, customer, number);
	if (word == NULL)
		cx_retention_pass_settle(state);
	return word;
}

/* False when the bitmaps have no place for the row. */
static pg_attribute_always_inline bool
add_to_dense(CxRetentionPass *state, uint64 customer, int64 number)
{
	uint64 *word = cx_bitmaps_word(state->dense, customer, number);

	if (unlikely(word == NULL))
		word = reach_dense(state, customer, number);
	if (unlikely(word == NULL))
		return false;
	cx_bitmaps_set(state->dense, word, customer);
	return true;
}

static pg_attribute_always_inline void
add_row(CxRetentionPass *state, const uint64 *key, int64 number, int key_words)
{
	uint64 bit;
	uint64 hash;
	CxRetentionPassRow *row;

	if (key_words == 1)
	{
		/* before the row's bit is counted from the base: giving bitmaps up moves it */
		if (unlikely(state->dense == NULL && state->rows != NULL &&
					 state->customers.count >= state->dense_try))
			try_dense(state);
		if (state->dense != NULL && add_to_dense(state, key[0], number))
			return;
	}
	bit = (uint64) (number - state->base);
	if (unlikely(bit >= (uint64) state->mask_words * 64))
	{
		cx_retention_pass_reach(state, number, number);
		bit = (uint64) (number - state->base);
	}
	hash = cx_customers_hash(&state->customers, key, key_words);
	if (unlikely(state->rows == NULL))
	{
		set_bit(state, key, hash, bit, key_words, state->mask_words);
		if (unlikely(cx_customers_bytes(&state->customers) >= CX_CUSTOMERS_LARGE_BYTES))
			state->rows =
				MemoryContextAlloc(state->context, WAITING_ROWS * sizeof(CxRetentionPassRow));
		return;
	}
	row = &state->rows[state->next];
	if (likely(state->waiting == WAITING_ROWS))
	{
		if (likely(state->mask_words == 1))
			set_bit(state, row->key, row->hash, row->bit, key_words, 1);
		else
			set_bit(state, row->key, row->hash, row->bit, key_words, state->mask_words);
	}
	else
		state->waiting++;
	row->key[0] = key[0];
	if (key_words > 1)
		row->key[1] = key[1];
	row->hash = hash;
	row->bit = bit;
	state->next = (state->next + 1) % WAITING_ROWS;
	cx_customers_prefetch(&state->customers, hash, state->customers.words);
}

void
cx_retention_pass_add_row(CxRetentionPass *state, const uint64 *key, int64 number, int key_words)
{
	if (key_words == 1)
		add_row(state, key, number, 1);
	else
		add_row(state, key, number, 2);
}

void
cx_retention_pass_add_mask(CxRetentionPass *state, const uint64 *key, const uint64 *mask, int words,
						   int64 base)
{
	int key_words = state->customers.key_words;
	uint64 *kept = cx_customers_find(&state->customers, key,
									 cx_customers_hash(&state->customers, key, key_words),
									 key_words, state->customers.words);

	if (state->mask_words > 1)
		*kept++ = 1;
	cx_bits_or(kept, state->mask_words, mask, words, base - state->base);
}

bool
cx_retention_pass_add_mask_to_bitmaps(CxPeriodBitmaps *dense, uint64 customer, const uint64 *mask,
									  int words, int64 base)
{
	for (int w = 0; w < words; w++)
		for (uint64 left = mask[w]; left != 0; left &= left - 1)
		{
			int64 number = base + w * 64 + pg_rightmost_one_pos64(left);
			uint64 *word = cx_bitmaps_word(dense, customer, number);

			if (word == NULL)
				word = cx_bitmaps_reach(dense, customer, number);
			if (word == NULL)
				return false;
			cx_bitmaps_set(dense, word, customer);
		}
	return true;
}

/* Masks of so many words, or of more, for the periods first to last. */
static void
set_periods(CxRetentionPass *state, int64 first, int64 last, int mask_words, bool below)
{
	int64 room;

	while (last - first >= (int64) mask_words * 64)
		mask_words *= 2;
	/*
	 * What room there is goes where the periods go, but for a quarter: rows that go both ways in turns
	 * would else move all masks again and again.
	 */
	room = (int64) mask_words * 64 - 1 - (last - first);
	state->base = first - (below ? room - room / 4 : room / 4);
	state->mask_words = mask_words;
}

void
cx_retention_pass_settle(CxRetentionPass *state)
{
	CxPeriodBitmaps *dense = state->dense;
	CxPeriodBitmapsScan scan;
	const uint64 *mask;
	Size most = state->customers.most_bytes;

	cx_retention_pass_flush(state);
	if (dense == NULL)
		return;
	state->dense = NULL;
	set_periods(state, dense->first_period, dense->last_period, 1, false);
	cx_customers_widen(&state->customers, 1 + payload(state->mask_words));
	/* both are there for a moment */
	state->customers.most_bytes -= Min(most, cx_bitmaps_bytes(dense));
	cx_customers_reserve_tightly(&state->customers, cx_bitmaps_count(dense));
	cx_bitmaps_scan(&scan, dense);
	while ((mask = cx_bitmaps_next(&scan)) != NULL)
		cx_retention_pass_add_mask(state, &scan.number, mask, scan.words, dense->first_period);
	cx_bitmaps_scan_end(&scan);
	cx_bitmaps_free(dense);
	state->customers.most_bytes = most;
	state->dense_try = state->customers.count * 2;
}

int64
cx_retention_pass_periods(const CxRetentionPass *state, int64 *first, int64 *last)
{
	uint64 *any = palloc0(state->mask_words * sizeof(uint64));
	uint64 slot = 0;
	uint64 *entry;
	int64 periods = 0;

	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CX_CHECK_INTERRUPTS(slot);
		for (int w = 0; w < state->mask_words; w++)
			any[w] |= mask_of(state, entry)[w];
	}
	for (int w = 0; w < state->mask_words; w++)
	{
		if (any[w] == 0)
			continue;
		if (periods == 0)
			*first = w * 64 + pg_rightmost_one_pos64(any[w]);
		*last = w * 64 + pg_leftmost_one_pos64(any[w]);
		periods += pg_popcount64(any[w]);
	}
	pfree(any);
	return periods;
}

void
cx_retention_pass_reach(CxRetentionPass *state, int64 first, int64 last)
{
	int64 used_first, used_last;
	bool below = first < state->base;
	int key_words = state->customers.key_words;
	int old_words = state->mask_words;
	int64 old_base = state->base;
	uint64 slot = 0;
	uint64 *entry;
	uint64 *was;

	if (first >= state->base && last < state->base + (int64) state->mask_words * 64)
		return;
	cx_retention_pass_flush(state);
	if (cx_retention_pass_periods(state, &used_first, &used_last) > 0)
	{
		first = Min(first, state->base + used_first);
		last = Max(last, state->base + used_last);
	}
	if (last - first >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
	set_periods(state, first, last, state->mask_words, below);
	if (state->mask_words != old_words)
		cx_customers_widen(&state->customers, key_words + payload(state->mask_words));
	was = palloc(old_words * sizeof(uint64));
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CX_CHECK_INTERRUPTS(slot);
		memcpy(was, entry + key_words + (old_words > 1), old_words * sizeof(uint64));
		memset(entry + key_words, 0, payload(state->mask_words) * sizeof(uint64));
		if (state->mask_words > 1)
			entry[key_words] = 1;
		cx_bits_or(mask_of(state, entry), state->mask_words, was, old_words,
				   old_base - state->base);
	}
	pfree(was);
}

void
cx_retention_pass_check_periods(const CxPeriodBitmaps *dense, int64 first, int64 last)
{
	if (Max(last, dense->last_period) - Min(first, dense->first_period) >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
}

bool
cx_retention_pass_move_to_bitmaps(CxRetentionPass *state, CxPeriodBitmaps *dense)
{
	int64 first, last;
	uint64 slot = 0;
	uint64 *entry;

	if (cx_retention_pass_periods(state, &first, &last) > 0)
		cx_retention_pass_check_periods(dense, state->base + first, state->base + last);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		CX_CHECK_INTERRUPTS(slot);
		if (!cx_retention_pass_add_mask_to_bitmaps(dense, entry[0], mask_of(state, entry),
												   state->mask_words, state->base))
		{
			cx_bitmaps_free(dense);
			return false;
		}
	}
	/* an empty hash takes any masks */
	state->mask_words = 1;
	cx_customers_free(&state->customers);
	cx_customers_init(&state->customers, state->context, 1, 1 + payload(1));
	state->dense = dense;
	cx_retention_pass_limit(state, 0);
	return true;
}

void
cx_retention_pass_scan(CxRetentionPassScan *scan, CxRetentionPass *state)
{
	/* rows that wait belong to the state as it is: putting them in changes nothing in it */
	cx_retention_pass_flush(state);
	scan->state = state;
	scan->slot = 0;
	scan->words = state->mask_words;
	scan->base = state->base;
	if (state->dense != NULL)
	{
		cx_bitmaps_scan(&scan->bitmaps, state->dense);
		scan->words = scan->bitmaps.words;
		scan->base = state->dense->first_period;
	}
}

const uint64 *
cx_retention_pass_next(CxRetentionPassScan *scan)
{
	uint64 *entry;

	if (scan->state->dense != NULL)
		return cx_bitmaps_next(&scan->bitmaps);
	entry = cx_customers_next(&scan->state->customers, &scan->slot);
	return entry == NULL ? NULL : mask_of(scan->state, entry);
}

void
cx_retention_pass_scan_end(CxRetentionPassScan *scan)
{
	if (scan->state->dense != NULL)
		cx_bitmaps_scan_end(&scan->bitmaps);
}
