/*
 * radix_sort.c
 *	  Sorting integers, alone or with a number each, in linear time.
 *
 * By their bytes, the least significant first (H. H. Seward 1954; Knuth, TAOCP vol. 3, 5.2.5): one pass
 * that counts the values of all bytes, then one that distributes for each byte in which keys differ
 * at all. The lower half of an exact time hardly ever decides: first by the upper four bytes, then by
 * the lower four what those left equal.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "math/radix_sort.h"

#include <string.h>

#define BYTES  8
#define LOWER  4
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
	/* NULL if these bytes are the same in all keys */                                             \
	static Element *name##_by_bytes(const Element *elements, Element *first, Element *second,      \
									size_t n, int from_byte, int to_byte, const CxCheck *check)    \
	{                                                                                              \
		size_t counts[BYTES][VALUES] = {{0}};                                                      \
		const Element *from = elements;                                                            \
		Element *to = first;                                                                       \
		Element *sorted = NULL;                                                                    \
                                                                                                   \
		for (size_t i = 0; i < n; i++)                                                             \
			for (int byte = from_byte; byte < to_byte; byte++)                                     \
				counts[byte][(KEY(from[i]) >> (8 * byte)) % VALUES]++;                             \
		for (int byte = from_byte; byte < to_byte; byte++)                                         \
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
		return sorted;                                                                             \
	}                                                                                              \
                                                                                                   \
	/* a stretch whose upper bytes are the same; spare has room for it */                          \
	static void name##_by_lower(Element *elements, Element *spare, size_t n, const CxCheck *check) \
	{                                                                                              \
		const Element *sorted;                                                                     \
                                                                                                   \
		if (n <= FEW)                                                                              \
		{                                                                                          \
			name##_few(elements, n);                                                               \
			return;                                                                                \
		}                                                                                          \
		sorted = name##_by_bytes(elements, spare, elements, n, 0, LOWER, check);                   \
		if (sorted == spare)                                                                       \
			memcpy(elements, spare, n * sizeof(Element));                                          \
	}                                                                                              \
                                                                                                   \
	Element *name(const Element *elements, Element *first, Element *second, size_t n,              \
				  const CxCheck *check)                                                            \
	{                                                                                              \
		Element *sorted;                                                                           \
		Element *spare;                                                                            \
		size_t start = 0;                                                                          \
                                                                                                   \
		if (n <= FEW)                                                                              \
		{                                                                                          \
			memcpy(first, elements, n * sizeof(Element));                                          \
			name##_few(first, n);                                                                  \
			return first;                                                                          \
		}                                                                                          \
		sorted = name##_by_bytes(elements, first, second, n, LOWER, BYTES, check);                 \
		if (sorted == NULL)                                                                        \
			sorted = memcpy(first, elements, n * sizeof(Element));                                 \
		spare = sorted == first ? second : first;                                                  \
		for (size_t i = 1; i <= n; i++)                                                            \
		{                                                                                          \
			if (i < n && KEY(sorted[i]) >> (8 * LOWER) == KEY(sorted[start]) >> (8 * LOWER))       \
				continue;                                                                          \
			if (i - start > 1)                                                                     \
				name##_by_lower(sorted + start, spare, i - start, check);                          \
			start = i;                                                                             \
		}                                                                                          \
		return sorted;                                                                             \
	}

SORT(cx_sort_keys, uint64_t, KEY_ITSELF)
SORT(cx_sort_keyed, CxKeyed, KEY_OF)
