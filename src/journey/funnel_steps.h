/*
 * funnel_steps.h
 *	  Which steps of a funnel a row meets: conditions, in an array or one by one, or names.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#ifndef CX_FUNNEL_STEPS_H
#define CX_FUNNEL_STEPS_H

#include "fmgr.h"
#include "utils/array.h"

#include "base/array.h"
#include "base/compat.h"
#include "base/names.h"

/*
 * Argument argno, an array of conditions, and how many steps they are. NULL: error 22004; none, more than 1000,
 * more than one dimension: 22023.
 */
extern ArrayType *cx_funnel_steps_arg(FunctionCallInfo fcinfo, int argno, int32 *steps);

/* The steps that are met, a bit each, NULL among them false. Returns false where there are none. */
static inline bool
cx_read_steps(uint64 *met, const ArrayType *array, int32 steps)
{
	const bool *element = cx_array_elements(array);
	const uint8 *valid = ARR_NULLBITMAP(array);
	uint64 any = 0;

	for (int32 i = 0; i < steps; met++)
	{
		int32 end = Min(i + 64, steps);

		*met = 0;
		for (int32 bit = 0; i < end; i++, bit++)
			/* elements that are null take no place among the others */
			if (likely(valid == NULL) || (valid[i / 8] & (1 << (i % 8))) != 0)
				*met |= (uint64) *element++ << bit;
		any |= *met;
	}
	return any != 0;
}

/* The same of steps that are arguments of their own, argno and those behind it. */
static pg_attribute_always_inline bool
cx_read_step_args(uint64 *met, FunctionCallInfo fcinfo, int argno)
{
	*met = 0;
	for (int i = argno; i < PG_NARGS(); i++)
		if (!PG_ARGISNULL(i))
			*met |= (uint64) PG_GETARG_BOOL(i) << (i - argno);
	return *met != 0;
}

/* The first byte tells most names apart, without a call of memcmp(). */
static inline bool
cx_same_name(CxName a, CxName b)
{
	return a.length == b.length &&
		   (a.length == 0 || (a.bytes[0] == b.bytes[0] && memcmp(a.bytes, b.bytes, a.length) == 0));
}

/* The names of steps that the last row of a call had: mostly all have the same. */
typedef struct CxFunnelNames
{
	ArrayType *array; /* NULL: there was no row */
	bool constant;    /* all rows have these */
	bool by_bytes;    /* equal names have equal bytes; if not, the collation decides */
	int32 count;
	CxName *names; /* of the array */
	Datum *texts;  /* the same */
} CxFunnelNames;

/*
 * Makes last, which is not constant, the names in argument argno, an array of texts. NULL, or a name that is:
 * error 22004; none, more than 1000, more than one dimension, or a single one that looks like an array: 22023.
 */
extern void cx_funnel_names_arg(FunctionCallInfo fcinfo, int argno, CxFunnelNames *last);

/*
 * Checks the step in argument argno, once the names are known. If it is a literal and none of them, the column was
 * forgotten. If it has a type that is cast to text implicitly, such as citext, that type may have another equality.
 * Both: error 22023.
 */
extern void cx_check_named_step(FunctionCallInfo fcinfo, int argno, const CxFunnelNames *names);

/* Whether the step equals a name by the collation. */
extern bool cx_equals_name(const CxFunnelNames *names, int32 name, Datum step, Oid collation);

/* The same of names: the step of a row meets each that it is equal to. */
static inline bool
cx_read_named_step(uint64 *met, const CxFunnelNames *names, const struct varlena *step,
				   Oid collation)
{
	CxName own = {VARDATA_ANY(step), (uint32) VARSIZE_ANY_EXHDR(step)};
	uint64 any = 0;

	for (int32 i = 0; i < names->count; met++)
	{
		int32 end = Min(i + 64, names->count);

		*met = 0;
		for (int32 bit = 0; i < end; i++, bit++)
			if (likely(names->by_bytes)
					? cx_same_name(own, names->names[i])
					: cx_equals_name(names, i, PointerGetDatum(step), collation))
				*met |= (uint64) 1 << bit;
		any |= *met;
	}
	return any != 0;
}

#endif /* CX_FUNNEL_STEPS_H */
