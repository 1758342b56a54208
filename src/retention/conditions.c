/*
 * conditions.c
 *	  retention(): which of several conditions a customer met, given the first.
 *
 * As in ClickHouse, Databend, StarRocks, Doris and the behavioral extension of DuckDB: conditions are
 * OR-ed over the rows, then the first one anchors the others; the order in which they were met does
 * not matter.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"

#include "base/aggregate.h"
#include "base/array.h"

/*
 * A state is a plain array of true and false. Anyone can pass any array to these functions, so each
 * call checks the one it gets.
 */
static int
state_length(const ArrayType *state)
{
	if (ARR_ELEMTYPE(state) != BOOLOID || ARR_NDIM(state) > 1 || ARR_HASNULL(state))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a state of retention() is a list of booleans without nulls"));
	return ArrayGetNItems(ARR_NDIM(state), ARR_DIMS(state));
}

static ArrayType *
make_flags(int length)
{
	Size size;
	ArrayType *flags;

	if (length == 0)
		return construct_empty_array(BOOLOID);
	size = ARR_OVERHEAD_NONULLS(1) + length * sizeof(bool);
	flags = palloc0(size);
	SET_VARSIZE(flags, size);
	flags->ndim = 1;
	flags->elemtype = BOOLOID;
	ARR_DIMS(flags)[0] = length;
	ARR_LBOUND(flags)[0] = 1;
	return flags;
}

/* The state in argument 0, at least that long, to be written to. */
static bool *
writable_flags(FunctionCallInfo fcinfo, int length, ArrayType **state)
{
	ArrayType *given = PG_GETARG_ARRAYTYPE_P(0);
	int given_length = state_length(given);

	if (given_length >= length && cx_owns_state(fcinfo))
		*state = given;
	else
	{
		*state = make_flags(Max(given_length, length));
		if (given_length > 0)
			memcpy(cx_array_elements(*state), cx_array_elements(given), given_length);
	}
	return cx_array_elements(*state);
}

/*
 * cx_conditions_count(boolean[], boolean[]) -> boolean[]
 *		Transition of retention(). The second argument is a row's conditions, NULL among them false;
 *		a NULL one is skipped. A row with fewer conditions than others did not meet the rest. A NULL
 *		state gives NULL. Conditions in more than one dimension, or a state that is not a list of booleans
 *		without nulls: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_conditions_count);
Datum
cx_conditions_count(PG_FUNCTION_ARGS)
{
	ArrayType *row, *state;
	bool *seen;
	const bool *met;
	const uint8 *valid;
	int length;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	row = PG_GETARG_ARRAYTYPE_P(1);
	if (ARR_NDIM(row) > 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("the conditions of retention() have %d dimensions", ARR_NDIM(row)),
				errhint("List them, or pass VARIADIC an array with one element for each."));
	length = ArrayGetNItems(ARR_NDIM(row), ARR_DIMS(row));
	seen = writable_flags(fcinfo, length, &state);
	met = cx_array_elements(row);
	valid = ARR_NULLBITMAP(row);
	if (valid == NULL)
		for (int i = 0; i < length; i++)
			seen[i] |= met[i];
	else
		/* elements that are null take no place among the others */
		for (int i = 0; i < length; i++)
			if (valid[i / 8] & (1 << (i % 8)))
				seen[i] |= *met++;
	PG_RETURN_ARRAYTYPE_P(state);
}

/*
 * cx_conditions_combine(boolean[], boolean[]) -> boolean[]
 *		Combine function of retention(). Strict. Errors as for cx_conditions_count.
 */
PG_FUNCTION_INFO_V1(cx_conditions_combine);
Datum
cx_conditions_combine(PG_FUNCTION_ARGS)
{
	ArrayType *other = PG_GETARG_ARRAYTYPE_P(1);
	int length = state_length(other);
	ArrayType *state;
	bool *seen = writable_flags(fcinfo, length, &state);
	const bool *met = cx_array_elements(other);

	for (int i = 0; i < length; i++)
		seen[i] |= met[i];
	PG_RETURN_ARRAYTYPE_P(state);
}

/*
 * cx_conditions_final(boolean[]) -> boolean[]
 *		Final function of retention(): for each condition whether it and the first were met. Strict;
 *		NULL when there were no rows. Errors as for cx_conditions_count.
 */
PG_FUNCTION_INFO_V1(cx_conditions_final);
Datum
cx_conditions_final(PG_FUNCTION_ARGS)
{
	ArrayType *state = PG_GETARG_ARRAYTYPE_P(0);
	int length = state_length(state);
	ArrayType *result;

	if (length == 0)
		PG_RETURN_NULL();
	result = make_flags(length);
	if (*(const bool *) cx_array_elements(state))
		memcpy(cx_array_elements(result), cx_array_elements(state), length);
	PG_RETURN_ARRAYTYPE_P(result);
}
