/*
 * radix_sort_test.c
 *	  Sorting against qsort, over keys of every shape, and its stability.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/radix_sort.h"

#include <stdlib.h>
#include <string.h>

#include "math/marks.h"
#include "unit.h"

#define MOST 5000

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *) a;
	uint64_t y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

static uint64_t
key_of(int shape)
{
	switch (shape)
	{
		case 0: /* exact times */
			return cx_mark(unit_log_uniform(1e-3, 1e3), (CxMarkKind) unit_whole(0, 2));
		case 1: /* months */
			return cx_mark(unit_whole(0, 36), (CxMarkKind) unit_whole(0, 1));
		case 2: /* the lowest bytes only */
			return cx_mark(1 + unit_whole(0, 3000) * 0x1p-52, CX_CHURNED);
		case 3: /* the highest bit too */
			return ((uint64_t) unit_whole(0, 4294967295.0) << 32) |
				   (uint64_t) unit_whole(0, 4294967295.0);
		default:
			return 42;
	}
}

static void
check_called(void *argument)
{
	++*(int *) argument;
}

int
main(void)
{
	static uint64_t keys[MOST], first[MOST], second[MOST], wanted[MOST], kept[MOST];
	static CxKeyed pairs[MOST], first_pairs[MOST], second_pairs[MOST];
	UnitLaw sorts = {.name = "the order is that of qsort, and the input stays"};
	UnitLaw stable = {.name = "equal keys keep their order"};
	int calls = 0;
	CxCheck check = {check_called, &calls};

	for (int round = 0; round < 600; round++)
	{
		int shape = round % 5;
		size_t n = (size_t) unit_whole(1, round % 3 == 0 ? 60 : MOST);
		const uint64_t *sorted;
		const CxKeyed *sorted_pairs;
		bool in_order = true;

		for (size_t i = 0; i < n; i++)
		{
			keys[i] = wanted[i] = kept[i] = key_of(shape);
			pairs[i] = (CxKeyed){keys[i], (double) i};
		}
		qsort(wanted, n, sizeof(uint64_t), compare);
		sorted = cx_sort_keys(keys, first, second, n, &check);
		unit_holds(&sorts,
				   memcmp(sorted, wanted, n * sizeof(uint64_t)) == 0 &&
					   memcmp(keys, kept, n * sizeof(uint64_t)) == 0,
				   "shape %d, %zu keys", shape, n);
		sorted_pairs = cx_sort_keyed(pairs, first_pairs, second_pairs, n, &check);
		for (size_t i = 0; i < n; i++)
			in_order = in_order && sorted_pairs[i].key == wanted[i] &&
					   kept[(size_t) sorted_pairs[i].value] == wanted[i] &&
					   (i == 0 || sorted_pairs[i].key != sorted_pairs[i - 1].key ||
						sorted_pairs[i].value > sorted_pairs[i - 1].value);
		unit_holds(&stable, in_order, "shape %d, %zu keys", shape, n);
	}
	unit_law(&sorts);
	unit_law(&stable);
	unit_ok(calls > 0, "a caller can stop it");
	return unit_done();
}
