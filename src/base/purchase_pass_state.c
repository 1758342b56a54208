/*
 * purchase_pass_state.c
 *	  Purchases of all customers: the memory of the hash and of the days.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/purchase_pass.h"

CxPurchasePass *
cx_purchase_pass_begin(MemoryContext context, CxPurchaseCustomer kind, int32 common,
					   Size customer_bytes, DateADT day)
{
	CxPurchasePass *state = MemoryContextAllocZero(context, sizeof(CxPurchasePass));
	int key_words = CX_PURCHASER_WORDS(kind);

	state->kind = kind;
	state->common = common;
	state->customer_bytes = customer_bytes;
	state->lowest = state->highest = day;
	state->blocks.context = context;
	cx_customers_init(&state->customers, context, key_words, key_words + CX_PURCHASE_PASS_PAYLOAD);
	return state;
}

/*
 * A leader has its own part twice, as a hash and as a message, and every message until the end of the
 * query; in the end there is the result.
 */
void
cx_purchase_pass_check(const CxPurchasePass *state, Size more)
{
	const CxCustomers *customers = &state->customers;
	Size result = customers->count * state->customer_bytes;
	Size used = cx_customers_bytes(customers) + state->blocks.bytes + result + state->received +
				2 * state->largest + more;

	if (unlikely(used > CX_PURCHASE_PASS_MAX_BYTES))
		ereport(
			ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("too many customers for one pass"),
			errdetail("With their days and what else is there at the same time, " UINT64_FORMAT
					  " customers take more than %d MB.",
					  customers->count, (int) (CX_PURCHASE_PASS_MAX_BYTES >> 20)),
			errhint("Aggregate in two steps, first GROUP BY customer: that goes to disk where "
					"memory ends.%s",
					state->received > 0 ? " Without parallel workers there is more room." : ""));
}

void
cx_purchase_pass_reserve(CxPurchasePass *state, uint64 more)
{
	CxCustomers *customers = &state->customers;
	uint64 needed = customers->count + more;

	if (needed <= customers->room)
		return;
	/* a table is two thirds full at most, and grows by half; the old one is there meanwhile */
	cx_purchase_pass_check(state, Max(cx_customers_bytes(customers) / 2 * 3,
									  needed * customers->words * sizeof(uint64) / 4 * 9));
	cx_customers_reserve(customers, needed);
}

/* Moves a customer's days to a block that has room for so many, of a width. */
static void
move_days(CxPurchasePass *state, uint64 *kept, int room, int width)
{
	int class = cx_purchase_pass_class(kept);
	int count = cx_purchase_pass_count(kept);
	uint64 *from = cx_purchase_pass_days(kept);
	int larger = class;
	uint64 *to;

	while (cx_block_words(larger) < room * width)
		larger++;
	to = cx_block_get(&state->blocks, larger);
	if (width == cx_purchase_pass_width(kept))
		memcpy(to, from, (Size) count * width * sizeof(uint64));
	else
		cx_days_widen(to, from, count);
	if (class > 0)
		cx_block_put(&state->blocks, from, class);
	kept[0] = CX_PURCHASE_USED | (width == CX_DAY_WIDE ? CX_PURCHASE_WIDE : 0) |
			  (kept[0] & CX_PURCHASE_UNSORTED) | (uint64) larger << CX_PURCHASE_CLASS |
			  (uint32) count;
	kept[1] = (uint64) (uintptr_t) to;
	cx_purchase_pass_check(state, 0);
}

static inline void
set_count(uint64 *kept, int count)
{
	kept[0] = (kept[0] & ~(uint64) PG_UINT32_MAX) | (uint32) count;
}

void
cx_purchase_pass_settle(CxPurchasePass *state, uint64 *kept)
{
	int count = cx_purchase_pass_count(kept);
	bool settled;

	if ((kept[0] & CX_PURCHASE_UNSORTED) == 0)
		return;
	kept[0] &= ~CX_PURCHASE_UNSORTED;
	settled = cx_days_settle(cx_purchase_pass_days(kept), &count, cx_purchase_pass_width(kept),
							 (uint16) state->lowest);

	set_count(kept, count);
	if (settled)
		return;
	move_days(state, kept, count, CX_DAY_WIDE);
	cx_days_settle(cx_purchase_pass_days(kept), &count, CX_DAY_WIDE, (uint16) state->lowest);
	set_count(kept, count);
}

static inline int
room_of(const uint64 *kept)
{
	return cx_block_words(cx_purchase_pass_class(kept)) / cx_purchase_pass_width(kept);
}

void
cx_purchase_pass_add_slowly(CxPurchasePass *state, uint64 *kept, const uint64 *day, int width)
{
	uint64 wide[CX_DAY_WIDE];
	uint64 *days;
	int count;

	if (kept[0] == 0)
	{
		kept[0] = CX_PURCHASE_USED | (width == CX_DAY_WIDE ? CX_PURCHASE_WIDE : 0);
		move_days(state, kept, 1, width);
	}
	else if (width > cx_purchase_pass_width(kept))
		move_days(state, kept, cx_purchase_pass_count(kept) + 1, width);
	else if (cx_purchase_pass_count(kept) == room_of(kept))
	{
		cx_purchase_pass_settle(state, kept);
		if (cx_purchase_pass_count(kept) * 4 > room_of(kept) * 3)
			move_days(state, kept, room_of(kept) + 1, cx_purchase_pass_width(kept));
	}
	if (width < cx_purchase_pass_width(kept))
	{
		cx_days_widen(wide, day, 1);
		day = wide;
		width = CX_DAY_WIDE;
	}
	count = cx_purchase_pass_count(kept);
	days = cx_purchase_pass_days(kept);
	if (count > 0)
		kept[0] |= cx_purchase_pass_order(state, days[(count - 1) * width], *day);
	memcpy(days + count * width, day, width * sizeof(uint64));
	set_count(kept, count + 1);
}

void
cx_purchase_pass_append(CxPurchasePass *state, uint64 *kept, const uint64 *days, int count,
						int width)
{
	int total = cx_purchase_pass_count(kept) + count;

	if (count == 1)
	{
		cx_purchase_pass_add(state, kept, days, width);
		return;
	}
	if (kept[0] == 0)
	{
		kept[0] = CX_PURCHASE_USED | (width == CX_DAY_WIDE ? CX_PURCHASE_WIDE : 0);
		move_days(state, kept, count, width);
	}
	else if (width > cx_purchase_pass_width(kept) || total > room_of(kept))
	{
		cx_purchase_pass_settle(state, kept);
		total = cx_purchase_pass_count(kept) + count;
		if (width > cx_purchase_pass_width(kept) || total > room_of(kept))
			move_days(state, kept, total, Max(width, cx_purchase_pass_width(kept)));
	}
	if (width < cx_purchase_pass_width(kept))
		cx_days_widen(cx_purchase_pass_days(kept) + (total - count) * CX_DAY_WIDE, days, count);
	else
		memcpy(cx_purchase_pass_days(kept) + (total - count) * width, days,
			   (Size) count * width * sizeof(uint64));
	/* what a message says of their order is not looked at */
	kept[0] |= CX_PURCHASE_UNSORTED;
	set_count(kept, total);
}
