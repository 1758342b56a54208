/*
 * state_order.h
 *	  Equality, hashing and order of states: by their bytes.
 *
 * Bytes decide because each value has one form: no padding, one empty state, no spare word in use.
 * Their order means nothing; it is there so that DISTINCT, ORDER BY, min, max, primary keys and merge joins
 * work.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_STATE_ORDER_H
#define CX_STATE_ORDER_H

#include "common/hashfn.h"
#include "fmgr.h"

#include "base/compat.h"

/* The bytes of a state that stands for itself: all of it, or what follows the length word. */
typedef struct CxBytes
{
	const unsigned char *data;
	int length;
	void *copy; /* of an argument, made to read it; NULL: there is none */
} CxBytes;

#define CX_FIXED_BYTES(n, Struct)                                                                  \
	((CxBytes){(const unsigned char *) PG_GETARG_POINTER(n), sizeof(Struct), NULL})

#define CX_VARLENA_BYTES(n, unused) cx_bytes_arg(fcinfo, n)

static inline CxBytes
cx_varlena_bytes(const struct varlena *state)
{
	return (CxBytes){(const unsigned char *) VARDATA_ANY(state), (int) VARSIZE_ANY_EXHDR(state),
					 NULL};
}

/* Packed: a short header or compression makes no difference to the bytes. */
static inline CxBytes
cx_bytes_arg(FunctionCallInfo fcinfo, int argno)
{
	struct varlena *state = PG_GETARG_VARLENA_PP(argno);
	CxBytes bytes = cx_varlena_bytes(state);

	if ((Pointer) state != PG_GETARG_POINTER(argno))
		bytes.copy = state;
	return bytes;
}

/*
 * A sort compares in memory that lasts until its end, millions of times: what was decompressed for one
 * comparison must not stay.
 */
static inline void
cx_release_bytes(CxBytes bytes)
{
	if (bytes.copy != NULL)
		pfree(bytes.copy);
}

/* Below, at or above 0; a state that another begins with comes first. */
static inline int
cx_compare_bytes(CxBytes a, CxBytes b)
{
	int order = memcmp(a.data, b.data, Min(a.length, b.length));

	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

static inline bool
cx_same_bytes(CxBytes a, CxBytes b)
{
	return a.length == b.length && memcmp(a.data, b.data, a.length) == 0;
}

#define CX_STATE_RELATION_(symbol, BYTES, Struct, result)                                          \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxBytes a = BYTES(0, Struct);                                                              \
		CxBytes b = BYTES(1, Struct);                                                              \
		Datum answer = result;                                                                     \
                                                                                                   \
		cx_release_bytes(a);                                                                       \
		cx_release_bytes(b);                                                                       \
		return answer;                                                                             \
	}

#define CX_STATE_ORDER_(name, BYTES, Struct)                                                       \
	CX_STATE_RELATION_(name##_eq, BYTES, Struct, BoolGetDatum(cx_same_bytes(a, b)))                \
	CX_STATE_RELATION_(name##_ne, BYTES, Struct, BoolGetDatum(!cx_same_bytes(a, b)))               \
	CX_STATE_RELATION_(name##_lt, BYTES, Struct, BoolGetDatum(cx_compare_bytes(a, b) < 0))         \
	CX_STATE_RELATION_(name##_le, BYTES, Struct, BoolGetDatum(cx_compare_bytes(a, b) <= 0))        \
	CX_STATE_RELATION_(name##_ge, BYTES, Struct, BoolGetDatum(cx_compare_bytes(a, b) >= 0))        \
	CX_STATE_RELATION_(name##_gt, BYTES, Struct, BoolGetDatum(cx_compare_bytes(a, b) > 0))         \
	CX_STATE_RELATION_(name##_cmp, BYTES, Struct, Int32GetDatum(cx_compare_bytes(a, b)))           \
	CX_STATE_RELATION_(name##_smaller, BYTES, Struct,                                              \
					   PG_GETARG_DATUM(cx_compare_bytes(a, b) <= 0 ? 0 : 1))                       \
	CX_STATE_RELATION_(name##_larger, BYTES, Struct,                                               \
					   PG_GETARG_DATUM(cx_compare_bytes(a, b) >= 0 ? 0 : 1))                       \
	PG_FUNCTION_INFO_V1(name##_hash);                                                              \
	Datum name##_hash(PG_FUNCTION_ARGS)                                                            \
	{                                                                                              \
		CxBytes state = BYTES(0, Struct);                                                          \
		Datum hash = hash_any(state.data, state.length);                                           \
                                                                                                   \
		cx_release_bytes(state);                                                                   \
		return hash;                                                                               \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_hash_extended);                                                     \
	Datum name##_hash_extended(PG_FUNCTION_ARGS)                                                   \
	{                                                                                              \
		CxBytes state = BYTES(0, Struct);                                                          \
		Datum hash = hash_any_extended(state.data, state.length, (uint64) PG_GETARG_INT64(1));     \
                                                                                                   \
		cx_release_bytes(state);                                                                   \
		return hash;                                                                               \
	}

/*
 * NAME_eq, _ne, _lt, _le, _ge, _gt(state, state) -> boolean, NAME_cmp(state, state) -> integer
 *		The bytes compared. Strict.
 * NAME_smaller, NAME_larger(state, state) -> state
 *		Transitions of min and max, by bytes. Strict.
 * NAME_hash(state) -> integer, NAME_hash_extended(state, bigint) -> bigint
 *		For hash joins, grouping, DISTINCT, UNION and hash partitioning. Strict.
 */
#define CX_FIXED_STATE_ORDER(name, Struct) CX_STATE_ORDER_(name, CX_FIXED_BYTES, Struct)
#define CX_VARLENA_STATE_ORDER(name)       CX_STATE_ORDER_(name, CX_VARLENA_BYTES, )

#endif /* CX_STATE_ORDER_H */
