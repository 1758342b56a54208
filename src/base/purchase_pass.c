/*
 * purchase_pass.c
 *	  Purchases of all customers in one pass over raw orders: how rows get into the hash.
 *
 * A row waits for memory twice, for its customer's slot in the hash and for the customer's days. So
 * rows are kept for a while: when one comes, its slot is asked for; when enough wait, all are looked up
 * and their days asked for; when as many have come again, the days are written. Between, the executor
 * fetches rows, and memory is there when it is needed.
 *
 *		a row comes -> rows -> looked up: who is new has the day -> known -> the day is written
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "miscadmin.h"

#include "base/interrupts.h"
#include "base/purchase_pass.h"

/* An address that will be read, or written. */
static inline void
ask_for(const uint64 *word)
{
#if defined(__GNUC__) || defined(__clang__)
	__builtin_prefetch(word, 1);
#endif
}

/* Customers must stay where they are from when they were found until then. */
static void
write_days(CxPurchasePass *state)
{
	for (int i = 0; i < state->found; i++)
		if (state->known[i].kept != NULL)
			cx_purchase_pass_add_narrow(state, state->known[i].kept, state->known[i].day);
	state->found = 0;
}

static pg_attribute_always_inline void
look_up(CxPurchasePass *state, int key_words)
{
	CxPurchasePassRow *rows = state->rows;

	cx_purchase_pass_reserve(state, state->waiting);
	for (int i = 0; i < state->waiting; i++)
	{
		CxPurchasePassRow *row = &state->rows[i];

		row->kept = cx_customers_find(&state->customers, row->key, row->hash, key_words,
									  key_words + CX_PURCHASE_PASS_PAYLOAD);
		if (row->kept[0] == 0)
		{
			cx_purchase_pass_add_narrow(state, row->kept, row->day);
			row->kept = NULL;
		}
		else
			ask_for(cx_purchase_pass_days(row->kept) + cx_purchase_pass_count(row->kept));
	}
	state->rows = state->known;
	state->known = rows;
	state->found = state->waiting;
	state->waiting = 0;
}

void
cx_purchase_pass_advance(CxPurchasePass *state)
{
	write_days(state);
	if (state->customers.key_words == 1)
		look_up(state, 1);
	else
		look_up(state, 2);
}

void
cx_purchase_pass_flush(CxPurchasePass *state)
{
	if (state->waiting > 0)
		cx_purchase_pass_advance(state);
	write_days(state);
}

void
cx_purchase_pass_wait(CxPurchasePass *state)
{
	state->rows = MemoryContextAlloc(state->customers.context,
									 2 * CX_PURCHASE_PASS_ROWS * sizeof(CxPurchasePassRow));
	state->known = state->rows + CX_PURCHASE_PASS_ROWS;
}

/* A row whose amount has no narrow form. It need not wait for those before it: sums are exact. */
void
cx_purchase_pass_count_wide(CxPurchasePass *state, const uint64 *key, DateADT day,
							const CxMoney *money)
{
	int key_words = state->customers.key_words;
	uint64 wide[CX_DAY_WIDE];

	cx_wide_day(wide, (uint16) day, money);
	write_days(state);
	cx_purchase_pass_reserve(state, 1);
	cx_purchase_pass_add_slowly(
		state,
		cx_customers_find(&state->customers, key,
						  cx_customers_hash(&state->customers, key, key_words), key_words,
						  state->customers.words),
		wide, CX_DAY_WIDE);
}

/* ----- reading ----- */

/* Customers whose days are asked for before they come. */
#define CUSTOMERS_AHEAD 16

/* Days of so many are asked for; a processor fetches the next ones by itself. */
#define DAYS_OF_A_LINE 8

static inline void
ask_for_days(CxPurchasePassScan *scan)
{
	const CxCustomers *customers = &scan->state->customers;
	uint64 *entry = cx_customers_next(customers, &scan->later);
	uint64 *kept;
	uint64 *days;

	if (entry == NULL)
		return;
	kept = entry + customers->key_words;
	days = cx_purchase_pass_days(kept);
	ask_for(days);
	if (cx_purchase_pass_count(kept) > DAYS_OF_A_LINE)
		ask_for(days + DAYS_OF_A_LINE);
}

void
cx_purchase_pass_scan(CxPurchasePassScan *scan, CxPurchasePass *state)
{
	cx_purchase_pass_flush(state);
	*scan = (CxPurchasePassScan){.state = state};
	for (int i = 0; i < CUSTOMERS_AHEAD; i++)
		ask_for_days(scan);
}

uint64 *
cx_purchase_pass_next(CxPurchasePassScan *scan)
{
	CxPurchasePass *state = scan->state;
	uint64 *entry = cx_customers_next(&state->customers, &scan->slot);

	if (entry == NULL)
		return NULL;
	CX_CHECK_INTERRUPTS(scan->count++);
	ask_for_days(scan);
	cx_purchase_pass_settle(state, entry + state->customers.key_words);
	return entry;
}
