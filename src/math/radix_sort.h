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
 * Both give n elements in ascending order of their keys and otherwise in the order they have, and
 * return where: in first or in second, which have room for all. The elements stay as they are.
 */
extern uint64_t *cx_sort_keys(const uint64_t *elements, uint64_t *first, uint64_t *second, size_t n,
							  const CxCheck *check);
extern CxKeyed *cx_sort_keyed(const CxKeyed *elements, CxKeyed *first, CxKeyed *second, size_t n,
							  const CxCheck *check);

#endif /* CX_RADIX_SORT_H */
