/*
 * radix_sort.c
 *	  Sorting integers, alone or with a number each, in linear time.
 *
 * Least significant byte first (H. H. Seward 1954; Knuth, TAOCP vol. 3, 5.2.5): one pass that counts
 * the values of all eight bytes, then one that distributes for each byte in which keys differ at
 * all. Whole days or months, whose lower bytes are all zero, need two or three of the eight.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/radix_sort.h"

#include <string.h>

#define BYTES  8
#define VALUES 256

/* Below this, inserting each element where it belongs takes less time than counting. */
#define FEW 48

#define KEY_ITSELF(element) (element)
#define KEY_OF(element)     ((element).key)

#define SORT(name, Element, KEY)                                                                   \
	static void name##_few(Element *elements, size_t n)                                            \
	{                                                                                              \
		for (size_t i = 1; i < n; i++)                                                             \
		{                                                                                          \
			Element moved = elements[i];                                                           \
			size_t j = i;                                                                          \
                                                                                                   \
			for (; j > 0 && KEY(elements[j - 1]) > KEY(moved); j--)                                \
				elements[j] = elements[j - 1];                                                     \
			elements[j] = moved;                                                                   \
		}                                                                                          \
	}                                                                                              \
                                                                                                   \
	Element *name(const Element *elements, Element *first, Element *second, size_t n,              \
				  const CxCheck *check)                                                            \
	{                                                                                              \
		size_t counts[BYTES][VALUES] = {{0}};                                                      \
		const Element *from = elements;                                                            \
		Element *to = first;                                                                       \
		Element *sorted = NULL;                                                                    \
                                                                                                   \
		for (size_t i = 0; n > FEW && i < n; i++)                                                  \
			for (int byte = 0; byte < BYTES; byte++)                                               \
				counts[byte][(KEY(from[i]) >> (8 * byte)) % VALUES]++;                             \
		for (int byte = 0; n > FEW && byte < BYTES; byte++)                                        \
		{                                                                                          \
			size_t place = 0;                                                                      \
                                                                                                   \
			if (counts[byte][(KEY(from[0]) >> (8 * byte)) % VALUES] == n)                          \
				continue;                                                                          \
			for (int value = 0; value < VALUES; value++)                                           \
			{                                                                                      \
				size_t here = counts[byte][value];                                                 \
                                                                                                   \
				counts[byte][value] = place;                                                       \
				place += here;                                                                     \
			}                                                                                      \
			for (size_t i = 0; i < n; i++)                                                         \
				to[counts[byte][(KEY(from[i]) >> (8 * byte)) % VALUES]++] = from[i];               \
			from = sorted = to;                                                                    \
			to = to == first ? second : first;                                                     \
			cx_check(check, 0);                                                                    \
		}                                                                                          \
		if (sorted != NULL)                                                                        \
			return sorted;                                                                         \
		memcpy(first, elements, n * sizeof(Element));                                              \
		if (n <= FEW)                                                                              \
			name##_few(first, n);                                                                  \
		return first;                                                                              \
	}

SORT(cx_sort_keys, uint64_t, KEY_ITSELF)
SORT(cx_sort_keyed, CxKeyed, KEY_OF)
