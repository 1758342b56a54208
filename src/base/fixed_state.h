/*
 * fixed_state.h
 *	  What every state of fixed length has alike: equality and hashing of its bytes.
 *
 * Bytes decide because each value has one form: no padding, one empty state, no spare word in use.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FIXED_STATE_H
#define CX_FIXED_STATE_H

#include "common/hashfn.h"
#include "fmgr.h"

/*
 * NAME_eq(state, state), NAME_ne(state, state) -> boolean
 *		Same bytes. Strict.
 * NAME_hash(state) -> integer, NAME_hash_extended(state, bigint) -> bigint
 *		For hash joins, grouping, DISTINCT, UNION and hash partitioning. Strict.
 */
#define CX_FIXED_STATE_EQUALITY(name, Struct)                                                      \
	PG_FUNCTION_INFO_V1(name##_eq);                                                                \
	Datum name##_eq(PG_FUNCTION_ARGS)                                                              \
	{                                                                                              \
		PG_RETURN_BOOL(memcmp(PG_GETARG_POINTER(0), PG_GETARG_POINTER(1), sizeof(Struct)) == 0);   \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_ne);                                                                \
	Datum name##_ne(PG_FUNCTION_ARGS)                                                              \
	{                                                                                              \
		PG_RETURN_BOOL(memcmp(PG_GETARG_POINTER(0), PG_GETARG_POINTER(1), sizeof(Struct)) != 0);   \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_hash);                                                              \
	Datum name##_hash(PG_FUNCTION_ARGS)                                                            \
	{                                                                                              \
		return hash_any((const unsigned char *) PG_GETARG_POINTER(0), sizeof(Struct));             \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_hash_extended);                                                     \
	Datum name##_hash_extended(PG_FUNCTION_ARGS)                                                   \
	{                                                                                              \
		return hash_any_extended((const unsigned char *) PG_GETARG_POINTER(0), sizeof(Struct),     \
								 (uint64) PG_GETARG_INT64(1));                                     \
	}

#endif /* CX_FIXED_STATE_H */
