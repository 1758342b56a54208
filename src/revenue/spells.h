/*
 * spells.h
 *	  Subscriptions collected for one aggregation: who, from which period, to which, for how much.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_SPELLS_H
#define CX_SPELLS_H

#include "utils/memutils.h"

#include "revenue/series.h"

/* A subscription without an end. No period has this number. */
#define CX_OPEN PG_INT32_MAX

/*
 * 24 bytes a subscription. Periods are half-open: the first at whose end it runs, the first at whose
 * end it runs no more.
 */
typedef struct CxSpell
{
	int64 customer;
	int32 first;
	int32 stop;
	int64 amount; /* in millionths; or, when negative, ~ of a place among the other amounts */
} CxSpell;

typedef struct CxSpells
{
	CxPeriod period;
	bool sorted;      /* by customer, as unsigned numbers */
	int32 low;        /* the first period in use */
	int32 high;       /* the last */
	uint64 differing; /* bits in which customers differ from that of the first subscription */
	int64 count;
	int64 capacity;
	int64 other_count;
	int64 other_capacity;
	CxSpell *spells;
	CxMoney *others; /* amounts that are no whole millionths, or too many of them */
} CxSpells;

/*
 * Both arrays together, so that a state can be handed from a worker as one value: 44 million
 * subscriptions. Sorting takes as much again.
 */
#define CX_SPELLS_LIMIT ((int64) MaxAllocSize - 1024)
#define CX_SPELLS_BYTES(count, other_count)                                                        \
	((int64) ((count) * sizeof(CxSpell) + (other_count) * sizeof(CxMoney)))

static inline CxMoney
cx_spell_amount(const CxSpells *state, const CxSpell *spell)
{
	return likely(spell->amount >= 0) ? cx_money_from_micros(spell->amount)
									  : state->others[~spell->amount];
}

/* Sorts by customer, in place: the state holds the same subscriptions afterwards. */
extern void cx_spells_sort(CxSpells *state);

/* The movements of all customers; NULL state: the empty series. */
extern CxRevenueSeries *cx_spells_series(CxSpells *state);

#endif /* CX_SPELLS_H */
