/*
 * drivers_build.c
 *	  Type cx_drivers in memory: a new state, and two as one.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "drivers/drivers.h"

CxDrivers *
cx_drivers_new(uint32 drivers, bool with_sums)
{
	Size sums = with_sums ? 2 * CX_PRODUCTS((Size) drivers + 2) : 0;
	Size size = offsetof(CxDrivers, sums) + sums * sizeof(double);
	CxDrivers *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->version = CX_DRIVERS_VERSION;
	state->drivers = drivers;
	return state;
}

void
cx_drivers_settle(CxDrivers *state, int drivers)
{
	if (likely(state->drivers == (uint32) drivers && drivers > 0))
		return;
	if (drivers == 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("there are no drivers"),
				errhint("Give an array with a number for each driver: ARRAY[price, service]."));
	if (drivers > CX_DRIVERS_MOST)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("%d drivers are more than %d", drivers, CX_DRIVERS_MOST),
				errhint("Ask for the drivers of one stage of the journey at a time."));
	if (state->drivers != 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("rows of %d and of %d drivers do not mix", (int) state->drivers, drivers),
				errhint("The array has the same drivers in the same order in every row; one that "
						"was not answered is NULL."));
	state->drivers = (uint32) drivers;
}

static void
add_count(int64 *count, int64 more, const char *what)
{
	if (pg_add_s64_overflow(*count, more, count))
		cx_refuse_count_overflow(what);
}

CxDrivers *
cx_drivers_merge(CxDrivers *state, const CxDrivers *other)
{
	if (other->drivers > 0)
		cx_drivers_settle(state, (int) other->drivers);
	add_count(&state->left_out, other->left_out, "rows left out");
	if (other->responses == 0)
		return state;
	if (state->responses == 0)
	{
		CxDrivers *copy = cx_copy_state(other, VARSIZE(other));

		copy->left_out = state->left_out;
		return copy;
	}
	add_count(&state->responses, other->responses, "responses");
	cx_products_merge(CX_DRIVERS_VARIABLES(state), CX_DRIVERS_HIGH(state), CX_DRIVERS_LOW(state),
					  CX_DRIVERS_HIGH(other), CX_DRIVERS_LOW(other));
	return state;
}
