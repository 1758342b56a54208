/*
 * retention_pass_state.c
 *	  The forms of a state of retention_agg over raw events: masks that move and widen in the hash,
 *	  and customers that go from the hash to bitmaps and back.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "base/bits.h"
#include "retention/activity_build.h"
#include "retention/retention_pass.h"

CxRetentionPass *
cx_retention_pass_begin(MemoryContext context, int key_words, CxPeriod period, int64 first,
						int mask_words)
{
	CxRetentionPass *state = MemoryContextAllocZero(context, sizeof(CxRetentionPass));

	state->period = period;
	/* rows may come in any order: room on both sides */
	state->base = first - 32;
	state->mask_words = mask_words;
	cx_customers_init(&state->customers, context, key_words,
					  key_words + cx_retention_pass_payload(mask_words));
	return state;
}

void
cx_retention_pass_flush(CxRetentionPass *state)
{
	for (; state->waiting > 0; state->waiting--)
	{
		const CxRetentionPassRow *row =
			&state->rows[(state->next + CX_RETENTION_PASS_ROWS - state->waiting) %
						 CX_RETENTION_PASS_ROWS];

		cx_retention_pass_set_bit(state, row->key, row->hash, row->bit, state->customers.key_words,
								  state->mask_words);
	}
}

void
cx_retention_pass_add_mask(CxRetentionPass *state, const uint64 *key, const uint64 *mask, int words,
						   int64 base)
{
	int key_words = state->customers.key_words;
	uint64 *kept = cx_customers_find(&state->customers, key, cx_customers_hash(key, key_words),
									 key_words, state->customers.words);

	if (state->mask_words > 1)
		*kept++ = 1;
	cx_bits_or(kept, state->mask_words, mask, words, base - state->base);
}

/* Masks of so many words, or of more, for the periods first to last. */
static void
set_periods(CxRetentionPass *state, int64 first, int64 last, int mask_words, bool below)
{
	int64 room;

	while (last - first >= (int64) mask_words * 64)
		mask_words *= 2;
	/*
	 * What room there is goes where the periods go, but for a quarter: rows that go both ways in
	 * turns would else move all masks again and again.
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

	cx_retention_pass_flush(state);
	if (dense == NULL)
		return;
	state->dense = NULL;
	set_periods(state, dense->first_period, dense->last_period, 1, false);
	pfree(state->customers.slots);
	cx_customers_init(&state->customers, state->customers.context, 1,
					  1 + cx_retention_pass_payload(state->mask_words));
	cx_customers_reserve(&state->customers, cx_bitmaps_count(dense));
	cx_bitmaps_scan(&scan, dense);
	while ((mask = cx_bitmaps_next(&scan)) != NULL)
		cx_retention_pass_add_mask(state, &scan.number, mask, scan.words, dense->first_period);
	cx_bitmaps_scan_end(&scan);
	cx_bitmaps_free(dense);
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
		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < state->mask_words; w++)
			any[w] |= cx_retention_pass_mask(state, entry)[w];
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
	uint64 slot = 0;
	uint64 *entry;
	CxRetentionPass old;

	if (first >= state->base && last < state->base + (int64) state->mask_words * 64)
		return;
	cx_retention_pass_flush(state);
	old = *state;
	if (cx_retention_pass_periods(state, &used_first, &used_last) > 0)
	{
		first = Min(first, state->base + used_first);
		last = Max(last, state->base + used_last);
	}
	if (last - first >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
	set_periods(state, first, last, state->mask_words, below);
	if (state->mask_words == old.mask_words)
	{
		Size bytes = state->mask_words * sizeof(uint64);
		uint64 *was = palloc(bytes);

		while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
		{
			uint64 *mask = cx_retention_pass_mask(state, entry);

			CHECK_FOR_INTERRUPTS();
			memcpy(was, mask, bytes);
			memset(mask, 0, bytes);
			cx_bits_or(mask, state->mask_words, was, state->mask_words, old.base - state->base);
		}
		pfree(was);
	}
	else
	{
		int key_words = old.customers.key_words;

		cx_customers_init(&state->customers, old.customers.context, key_words,
						  key_words + cx_retention_pass_payload(state->mask_words));
		cx_customers_reserve(&state->customers, old.customers.count);
		while ((entry = cx_customers_next(&old.customers, &slot)) != NULL)
		{
			CHECK_FOR_INTERRUPTS();
			cx_retention_pass_add_mask(state, entry, cx_retention_pass_mask(&old, entry),
									   old.mask_words, old.base);
		}
		pfree(old.customers.slots);
	}
}

void
cx_retention_pass_check_periods(const CxPeriodBitmaps *dense, int64 first, int64 last)
{
	if (Max(last, dense->last_period) - Min(first, dense->first_period) >= CX_ACTIVITY_MAX_PERIODS)
		cx_refuse_long_activity();
}

bool
cx_retention_pass_add_to_bitmaps(CxPeriodBitmaps *dense, const CxRetentionPass *state)
{
	int64 first, last;
	uint64 slot = 0;
	uint64 *entry;

	if (cx_retention_pass_periods(state, &first, &last) == 0)
		return true;
	cx_retention_pass_check_periods(dense, state->base + first, state->base + last);
	while ((entry = cx_customers_next(&state->customers, &slot)) != NULL)
	{
		const uint64 *mask = cx_retention_pass_mask(state, entry);

		CHECK_FOR_INTERRUPTS();
		for (int w = 0; w < state->mask_words; w++)
			for (uint64 left = mask[w]; left != 0; left &= left - 1)
			{
				int64 number = state->base + w * 64 + pg_rightmost_one_pos64(left);
				uint64 *word = cx_bitmaps_word(dense, entry[0], number);

				if (word == NULL)
					word = cx_bitmaps_reach(dense, entry[0], number);
				if (word == NULL)
					return false;
				cx_bitmaps_set(dense, word, entry[0]);
			}
	}
	return true;
}

bool
cx_retention_pass_move_to_bitmaps(CxRetentionPass *state, CxPeriodBitmaps *dense)
{
	if (!cx_retention_pass_add_to_bitmaps(dense, state))
	{
		cx_bitmaps_free(dense);
		return false;
	}
	cx_customers_clear(&state->customers);
	state->dense = dense;
	return true;
}
