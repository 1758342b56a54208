/*
 * dense_customers.h
 *	  A word for each customer, for numbers that lie close together.
 *
 * Most tables number their customers from 1 on. Then a word has its place by the number itself: no
 * key is kept, no hash computed, and a million customers are a third of what they are in a hash, so
 * that more of them are in the caches. Numbers that have no place here are for customers.h.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_DENSE_CUSTOMERS_H
#define CX_DENSE_CUSTOMERS_H

#include "base/customers.h"

typedef struct CxDenseCustomers
{
	MemoryContext context;
	uint64 first; /* number of the first customer, a bigint without its sign */
	uint64 size;
	uint64 *words; /* 0: no such customer; NULL: there is no such table */
} CxDenseCustomers;

/*
 * Takes over the entries of a hash of bigints with a word for each; false, and nothing is done, when
 * their numbers lie too far apart.
 */
extern bool cx_dense_take(CxDenseCustomers *dense, CxCustomers *table);

/* Makes a place for a number that has none; false when it lies too far from the others. */
extern bool cx_dense_reach(CxDenseCustomers *dense, uint64 number);

/* Gives all entries to a hash, which is empty, and ends. */
extern void cx_dense_give(CxDenseCustomers *dense, CxCustomers *table);

static inline bool
cx_dense_has(const CxDenseCustomers *dense, uint64 number)
{
	return number - dense->first < dense->size;
}

#endif /* CX_DENSE_CUSTOMERS_H */
