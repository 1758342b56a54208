/*
 * drivers_agg.c
 *	  Folding rows into cx_drivers.
 *
 * A row costs a product for any two drivers, and little else: the numbers are read where the array has
 * them, and the sums are changed where they are.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/array.h"
#include "base/result.h"
#include "drivers/drivers.h"

/*
 * The state in argument 0, to be changed. What an aggregate owns is a plain value in its memory; anybody
 * else's is copied.
 */
static CxDrivers *
working_state(FunctionCallInfo fcinfo)
{
	if (likely(cx_owns_state(fcinfo)))
		return PG_GETARG_DRIVERS(0);
	return (CxDrivers *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
}

/* Which value is wrong: driver 0 is the overall score. */
pg_noreturn static void
refuse_value(int driver, double value)
{
	const char *what = driver == 0 ? "overall" : psprintf("driver %d", driver);

	if (isnan(value))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("%s must not be NaN", what),
				errhint("What was not answered is NULL."));
	ereport(ERROR, errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("%s %s is not 0 and not between %g and %g in size", what,
				   cx_shortest_decimal(value), CX_PRODUCTS_LEAST, CX_PRODUCTS_GREATEST),
			errhint("Measure it in another unit; what was not answered is NULL."));
}

static inline double
checked(int driver, double value)
{
	double size = fabs(value);

	/* written so that NaN fails */
	if (unlikely(!(size >= CX_PRODUCTS_LEAST && size <= CX_PRODUCTS_GREATEST) && size != 0))
		refuse_value(driver, value);
	return value;
}

static int
drivers_of(const ArrayType *array)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("drivers have %d dimensions", ARR_NDIM(array)),
				errhint("Give an array with a number for each driver: ARRAY[price, service]."));
	return ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
}

/* The array's numbers, none of which is NULL; those of doubles are looked at. */
static void
read_drivers(const ArrayType *array, int drivers, double *values)
{
	const void *data = cx_array_elements(array);

	switch (ARR_ELEMTYPE(array))
	{
		case FLOAT8OID:
			for (int i = 0; i < drivers; i++)
				values[i] = checked(i + 1, ((const float8 *) data)[i]);
			return;
		case INT4OID:
			for (int i = 0; i < drivers; i++)
				values[i] = ((const int32 *) data)[i];
			return;
		case INT2OID:
			for (int i = 0; i < drivers; i++)
				values[i] = ((const int16 *) data)[i];
			return;
		default:
			elog(ERROR, "drivers are of type %u", ARR_ELEMTYPE(array));
	}
}

static CxDrivers *
leave_out(CxDrivers *state)
{
	if (pg_add_s64_overflow(state->left_out, 1, &state->left_out))
		cx_refuse_count_overflow("rows left out");
	return state;
}

static CxDrivers *
with_sums(const CxDrivers *state)
{
	CxDrivers *larger = cx_drivers_new(state->drivers, true);

	larger->left_out = state->left_out;
	return larger;
}

#define WEIGHT_IS "Survey weights are positive and near 1."

static CxDrivers *
add_row(FunctionCallInfo fcinfo, bool weighted)
{
	CxDrivers *state = working_state(fcinfo);
	double z[CX_PRODUCTS_MOST];
	double weight = 1;
	ArrayType *array;

	/* a row that does not count is not left out, either */
	if (weighted && !PG_ARGISNULL(3) && PG_GETARG_FLOAT8(3) == 0)
		return state;
	if (unlikely(PG_ARGISNULL(2)))
		return leave_out(state);
	array = PG_GETARG_ARRAYTYPE_P(2);
	cx_drivers_settle(state, drivers_of(array));
	if (unlikely(PG_ARGISNULL(1)) || (ARR_HASNULL(array) && array_contains_nulls(array)))
		return leave_out(state);
	if (weighted)
		weight = cx_weight_arg(fcinfo, 3, CX_PRODUCTS_LEAST, CX_PRODUCTS_GREATEST, WEIGHT_IS);
	z[0] = 1;
	z[1] = checked(0, PG_GETARG_FLOAT8(1));
	read_drivers(array, (int) state->drivers, z + 2);
	if (unlikely(state->responses == 0))
		state = with_sums(state);
	if (pg_add_s64_overflow(state->responses, 1, &state->responses))
		cx_refuse_count_overflow("responses");
	cx_products_add(CX_DRIVERS_VARIABLES(state), CX_DRIVERS_HIGH(state), CX_DRIVERS_LOW(state), z,
					weight);
	return state;
}

/*
 * cx_drivers_count(cx_drivers, overall float8, drivers smallint[], integer[] or float8[] [, weight float8])
 *		-> cx_drivers
 *		Transition of driver_agg(). Not strict: a row with a NULL in overall, in drivers or in place of
 *		drivers is left out and counted; one of weight 0 is absent, whatever it has; a NULL state gives
 *		NULL. Otherwise a NULL weight: error 22004; a negative or infinite one: error 22003, a NaN one:
 *		error 22023. A value that is NaN, another number of drivers than before, more than one dimension,
 *		or none: error 22023; a value beyond 1e60 in size, or below 1e-60 and not 0: error 22003; more
 *		than 50 drivers: error 54000.
 */
#define COUNT(symbol, weighted)                                                                    \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		PG_RETURN_POINTER(add_row(fcinfo, weighted));                                              \
	}

COUNT(cx_drivers_count, false)
COUNT(cx_drivers_count_weighted, true)

/*
 * cx_drivers_add(cx_drivers, cx_drivers) -> cx_drivers
 *		Operator +, combine function of driver_agg(), and transition of rollup(). Strict. Another number
 *		of drivers: error 22023; a count beyond bigint: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_drivers_add);
Datum
cx_drivers_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(cx_drivers_merge(working_state(fcinfo), PG_GETARG_DRIVERS(1)));
}
