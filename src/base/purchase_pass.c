/*
 * purchase_pass.c
 *	  Purchases of all customers in one pass over raw orders: how rows get on piles.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/interrupts.h"
#include "base/purchase_pass.h"

/* From so many bytes on there is more than one pile. */
#define SPLIT_BYTES ((Size) 64 * 1024)

/* And from so many on, whether days repeat is tried. */
#define COMPACT_BYTES ((Size) 256 * 1024)

/* The first block of a pile has 16 words, each one twice as many as the one before, up to 1024. */
#define FIRST_CLASS 7
#define LAST_CLASS  19

/* Before the entries of a block: the next block, and its class. */
#define BLOCK_HEAD 2

static void
set_piles(CxPurchasePass *state, int piles)
{
	MemoryContext context = state->blocks.context;

	for (int form = 0; form < CX_PURCHASE_FORMS; form++)
	{
		state->piles[form] = MemoryContextAllocZero(context, piles * sizeof(CxPurchasePile));
		state->blocks_of[form] = MemoryContextAllocZero(context, piles * sizeof(CxPurchaseBlocks));
	}
	state->mask = (uint32) piles - 1;
}

CxPurchasePass *
cx_purchase_pass_begin(MemoryContext context, CxPurchaseCustomer kind, int32 common, DateADT day)
{
	CxPurchasePass *state = MemoryContextAllocZero(context, sizeof(CxPurchasePass));

	state->kind = kind;
	state->key_words = CX_PURCHASER_WORDS(kind);
	state->seed = cx_customer_seed();
	state->common = common;
	state->lowest = state->highest = day;
	state->compact_at = COMPACT_BYTES;
	state->blocks.context = context;
	set_piles(state, 1);
	return state;
}

/*
 * A leader has its own part twice, in piles and as a message, and every message until the end of the
 * query; in the end there is the result.
 */
void
cx_purchase_pass_check(const CxPurchasePass *state, Size more)
{
	Size used = state->blocks.bytes + state->received + 2 * state->largest + more;

	if (unlikely(used > CX_PURCHASE_PASS_MAX_BYTES))
		ereport(
			ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("too many customers for one pass"),
			errdetail("With their days and what else is there at the same time, they take more "
					  "than %d MB.",
					  (int) (CX_PURCHASE_PASS_MAX_BYTES >> 20)),
			errhint("Aggregate in two steps, first GROUP BY customer: that goes to disk where "
					"memory ends.%s",
					state->received > 0 ? " Without parallel workers there is more room." : ""));
}

/* ----- blocks ----- */

/* Memory that will be read. */
static inline void
ask_for(const uint64 *word)
{
#if defined(__GNUC__) || defined(__clang__)
	__builtin_prefetch(word);
	__builtin_prefetch(word + 8);
#endif
}

static uint64 *
next_block(const uint64 *block)
{
	return (uint64 *) (uintptr_t) block[0];
}

static void
add_block(CxPurchasePass *state, uint32 number, CxPurchaseForm form)
{
	CxPurchasePile *pile = &state->piles[form][number];
	CxPurchaseBlocks *blocks = &state->blocks_of[form][number];
	int class = blocks->last == NULL ? FIRST_CLASS : Min((int) blocks->last[1] + 2, LAST_CLASS);
	uint64 *block = cx_block_get(&state->blocks, class);

	blocks->before = cx_purchase_pile_entries(state, number, form);
	block[0] = 0;
	block[1] = class;
	if (blocks->last == NULL)
		blocks->first = block;
	else
		blocks->last[0] = (uint64) (uintptr_t) block;
	blocks->last = block;
	pile->next = block + BLOCK_HEAD;
	pile->end = block + cx_block_words(class) - cx_purchase_entry_words(state, form) + 1;
	state->bytes += cx_block_words(class) * sizeof(uint64);
	cx_purchase_pass_check(state, 0);
}

const uint64 *
cx_purchase_pile_next(const CxPurchasePass *state, uint32 pile, CxPurchaseForm form,
					  const uint64 *block, uint64 *count)
{
	const CxPurchaseBlocks *blocks = &state->blocks_of[form][pile];

	block = block == NULL ? blocks->first : next_block(block);
	if (block != NULL)
	{
		const uint64 *end = block == blocks->last ? state->piles[form][pile].next
												  : block + cx_block_words((int) block[1]);

		*count = (end - (block + BLOCK_HEAD)) / cx_purchase_entry_words(state, form);
		ask_for(next_block(block));
	}
	return block;
}

const uint64 *
cx_purchase_block_entries(const uint64 *block)
{
	return block + BLOCK_HEAD;
}

uint64
cx_purchase_pile_entries(const CxPurchasePass *state, uint32 pile, CxPurchaseForm form)
{
	const CxPurchaseBlocks *blocks = &state->blocks_of[form][pile];

	if (blocks->last == NULL)
		return 0;
	return blocks->before + (state->piles[form][pile].next - (blocks->last + BLOCK_HEAD)) /
								cx_purchase_entry_words(state, form);
}

/* Gives back a block and those after it. */
static void
put_blocks(CxPurchasePass *state, uint64 *block)
{
	while (block != NULL)
	{
		uint64 *next = next_block(block);
		int class = (int) block[1];

		state->bytes -= cx_block_words(class) * sizeof(uint64);
		cx_block_put(&state->blocks, block, class);
		block = next;
	}
}

void
cx_purchase_pile_clear(CxPurchasePass *state, uint32 pile)
{
	for (int form = 0; form < CX_PURCHASE_FORMS; form++)
	{
		put_blocks(state, state->blocks_of[form][pile].first);
		state->piles[form][pile] = (CxPurchasePile){0};
		state->blocks_of[form][pile] = (CxPurchaseBlocks){0};
	}
}

/* ----- entries ----- */

/* The form of a day's entry, and the entry if that is short. */
static CxPurchaseForm
form_of(const CxPurchasePass *state, const uint64 *key, const uint64 *day, int width, uint64 *entry)
{
	if (width == CX_DAY_WIDE)
		return CX_FORM_WIDE;
	/* the mark of amounts that cancel out is no whole number of cents */
	return cx_short_entry(state, key, cx_day_number(*day), cx_narrow_micros(*day), state->key_words,
						  entry)
			   ? CX_FORM_SHORT
			   : CX_FORM_NARROW;
}

void
cx_purchase_pile_add(CxPurchasePass *state, const uint64 *key, const uint64 *day, int width)
{
	uint64 entry;
	CxPurchaseForm form = form_of(state, key, day, width, &entry);
	uint32 number = cx_purchase_pass_pile(state, key, state->key_words);
	CxPurchasePile *pile = &state->piles[form][number];

	if (pile->next >= pile->end)
		add_block(state, number, form);
	if (form == CX_FORM_SHORT)
	{
		*pile->next = entry;
		state->numbered = Max(state->numbered, entry >> CX_SHORT_NUMBER);
	}
	else
	{
		memcpy(pile->next, key, state->key_words * sizeof(uint64));
		memcpy(pile->next + state->key_words, day, width * sizeof(uint64));
	}
	pile->next += cx_purchase_entry_words(state, form);
}

/* Puts the entries of the only pile on many. It has no short ones. */
static void
split(CxPurchasePass *state)
{
	CxPurchasePass old = *state;

	set_piles(state, CX_PURCHASE_PILES);
	for (int form = CX_FORM_NARROW; form <= CX_FORM_WIDE; form++)
	{
		int words = cx_purchase_entry_words(state, form);
		const uint64 *block = NULL;
		uint64 count;

		while ((block = cx_purchase_pile_next(&old, 0, form, block, &count)) != NULL)
			for (const uint64 *entry = block + BLOCK_HEAD; count > 0; count--, entry += words)
				cx_purchase_pile_add(state, entry, entry + state->key_words,
									 words - state->key_words);
	}
	for (int form = 0; form < CX_PURCHASE_FORMS; form++)
	{
		put_blocks(state, old.blocks_of[form]->first);
		pfree(old.piles[form]);
		pfree(old.blocks_of[form]);
	}
}

void
cx_purchase_pass_add(CxPurchasePass *state, const uint64 *key, const uint64 *day, int width)
{
	if (unlikely(state->mask == 0 && state->bytes >= SPLIT_BYTES))
		split(state);
	if (unlikely(state->bytes >= state->compact_at))
	{
		cx_purchase_pass_compact(state);
		state->compact_at = Max(COMPACT_BYTES, 2 * state->bytes);
	}
	cx_purchase_pile_add(state, key, day, width);
}

void
cx_purchase_pass_add_row(CxPurchasePass *state, const uint64 *key, DateADT day,
						 const CxAmount *amount)
{
	uint64 words[CX_DAY_WIDE];

	if (likely(amount->narrow))
		words[0] = cx_narrow_day((uint16) day, amount->micros);
	else
		cx_wide_day(words, (uint16) day, &amount->money);
	cx_purchase_pass_add(state, key, words, amount->narrow ? CX_DAY_NARROW : CX_DAY_WIDE);
}
