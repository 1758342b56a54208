/*
 * varlena_state.h
 *	  What every state of variable length has alike: equality and hashing of its bytes.
 *
 * Bytes decide because each value has one form, as for the states of fixed length.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_VARLENA_STATE_H
#define CX_VARLENA_STATE_H

#include "common/hashfn.h"
#include "fmgr.h"

#include "base/compat.h"

static inline bool
cx_same_bytes(const struct varlena *a, const struct varlena *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		   memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

/*
 * NAME_eq(state, state), NAME_ne(state, state) -> boolean
 *		Same bytes. Strict.
 * NAME_hash(state) -> integer, NAME_hash_extended(state, bigint) -> bigint
 *		For hash joins, grouping, DISTINCT, UNION and hash partitioning. Strict.
 */
#define CX_VARLENA_STATE_EQUALITY(name)                                                            \
	PG_FUNCTION_INFO_V1(name##_eq);                                                                \
	Datum name##_eq(PG_FUNCTION_ARGS)                                                              \
	{                                                                                              \
		PG_RETURN_BOOL(cx_same_bytes(PG_GETARG_VARLENA_PP(0), PG_GETARG_VARLENA_PP(1)));           \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_ne);                                                                \
	Datum name##_ne(PG_FUNCTION_ARGS)                                                              \
	{                                                                                              \
		PG_RETURN_BOOL(!cx_same_bytes(PG_GETARG_VARLENA_PP(0), PG_GETARG_VARLENA_PP(1)));          \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_hash);                                                              \
	Datum name##_hash(PG_FUNCTION_ARGS)                                                            \
	{                                                                                              \
		struct varlena *state = PG_GETARG_VARLENA_PP(0);                                           \
                                                                                                   \
		return hash_any((const unsigned char *) VARDATA_ANY(state), VARSIZE_ANY_EXHDR(state));     \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_hash_extended);                                                     \
	Datum name##_hash_extended(PG_FUNCTION_ARGS)                                                   \
	{                                                                                              \
		struct varlena *state = PG_GETARG_VARLENA_PP(0);                                           \
                                                                                                   \
		return hash_any_extended((const unsigned char *) VARDATA_ANY(state),                       \
								 VARSIZE_ANY_EXHDR(state), (uint64) PG_GETARG_INT64(1));           \
	}

#endif /* CX_VARLENA_STATE_H */
