/*
 * radix_sort.h
 *	  Sorting integers, alone or with a number each, in linear time.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_RADIX_SORT_H
#define CX_RADIX_SORT_H

#include <stddef.h>
#include <stdint.h>

#include "math/check.h"

typedef struct CxKeyed
{
	uint64_t key;
	double value;
} CxKeyed;

/*
 * Both sort n elements ascending, by key and otherwise in their order, with the help of as many
 * elements of scratch, and return where the result is: in one of the two arrays.
 */
extern uint64_t *cx_sort_keys(uint64_t *keys, uint64_t *scratch, size_t n, const CxCheck *check);
extern CxKeyed *cx_sort_keyed(CxKeyed *elements, CxKeyed *scratch, size_t n, const CxCheck *check);

#endif /* CX_RADIX_SORT_H */
