/*
 * array.h
 *	  Reading the elements of an array where they are.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_ARRAY_H
#define CX_ARRAY_H

#include "utils/array.h"

/*
 * The first element. Those that are NULL take no place among the others. The same as ARR_DATA_PTR, which
 * mixes signed and unsigned, what we compile as an error.
 */
static inline void *
cx_array_elements(const ArrayType *array)
{
	int32 offset =
		ARR_HASNULL(array) ? array->dataoffset : (int32) ARR_OVERHEAD_NONULLS(ARR_NDIM(array));

	return (char *) array + offset;
}

#endif /* CX_ARRAY_H */
