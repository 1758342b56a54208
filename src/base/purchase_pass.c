/*
 * purchase_pass.c
 *	  Purchases of all customers in one pass over raw orders: how rows get into the hash.
 *
 * A row waits for memory twice, for its customer's slot in the hash and for the customer's days. So
 * rows are kept for a while: when one comes, its slot is asked for; when enough wait, all are looked up
 * and their days asked for; then the days are written. The waits overlap.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/purchase_pass.h"

static pg_attribute_always_inline void
flush_rows(CxPurchasePass *state, int key_words)
{
	cx_purchase_pass_reserve(state, state->waiting);
	for (int i = 0; i < state->waiting; i++)
	{
		CxPurchasePassRow *row = &state->rows[i];

		row->kept = cx_customers_find(&state->customers, row->key, row->hash, key_words,
									  key_words + CX_PURCHASE_PASS_PAYLOAD);
		if (row->kept[0] == 0)
			cx_purchase_pass_add_narrow(state, row->kept, row->day);
		else
		{
#if defined(__GNUC__) || defined(__clang__)
			__builtin_prefetch(cx_purchase_pass_days(row->kept) + cx_purchase_pass_count(row->kept),
							   1);
#endif
			continue;
		}
		row->kept = NULL;
	}
	for (int i = 0; i < state->waiting; i++)
		if (state->rows[i].kept != NULL)
			cx_purchase_pass_add_narrow(state, state->rows[i].kept, state->rows[i].day);
	state->waiting = 0;
}

void
cx_purchase_pass_flush(CxPurchasePass *state)
{
	if (state->waiting == 0)
		return;
	if (state->customers.key_words == 1)
		flush_rows(state, 1);
	else
		flush_rows(state, 2);
}

void
cx_purchase_pass_wait(CxPurchasePass *state)
{
	state->rows = MemoryContextAlloc(state->customers.context,
									 CX_PURCHASE_PASS_ROWS * sizeof(CxPurchasePassRow));
}

/* A row whose amount has no narrow form. It need not wait for those before it: sums are exact. */
void
cx_purchase_pass_count_wide(CxPurchasePass *state, const uint64 *key, DateADT day,
							const CxMoney *money)
{
	int key_words = state->customers.key_words;
	uint64 wide[CX_DAY_WIDE];

	cx_wide_day(wide, (uint16) day, money);
	cx_purchase_pass_reserve(state, 1);
	cx_purchase_pass_add_slowly(
		state,
		cx_customers_find(&state->customers, key,
						  cx_customers_hash(&state->customers, key, key_words), key_words,
						  state->customers.words),
		wide, CX_DAY_WIDE);
}
