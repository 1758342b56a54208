/*
 * drivers_read.c
 *	  Reading a cx_drivers: counts, R squared, relative weights, and their error from parts.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "base/args.h"
#include "base/interrupts.h"
#include "base/names.h"
#include "base/result.h"
#include "base/rows.h"
#include "drivers/drivers.h"
#include "math/student_t.h"

/*
 * responses(cx_drivers) -> bigint
 *		Rows without a NULL and with a weight; 0 for no rows. Strict.
 */
PG_FUNCTION_INFO_V1(cx_drivers_responses);
Datum
cx_drivers_responses(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_DRIVERS(0)->responses);
}

/*
 * rows_left_out(cx_drivers) -> bigint
 *		Rows left out for a NULL in the overall score or in a driver; 0 for no rows. Strict.
 */
PG_FUNCTION_INFO_V1(cx_drivers_left_out);
Datum
cx_drivers_left_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_DRIVERS(0)->left_out);
}

/* ----- names ----- */

/* What a driver is called; without names, by its number. */
static char *
label(const CxNames *names, int driver)
{
	if (names->count == 0)
		return psprintf("driver %d", driver + 1);
	return pnstrdup(names->names[driver].bytes, names->names[driver].length);
}

/* For a message. */
static char *
called(const CxNames *names, int driver)
{
	char *name = label(names, driver);

	return names->count == 0 ? name : psprintf("driver \"%s\"", name);
}

pg_noreturn static void
refuse_names(char *message)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg_internal("%s", message),
			errhint("Give each driver a name of its own, in the order of the array."));
}

/* Names that were given, one for each driver; they outlive the argument. */
static CxNames
names_arg(FunctionCallInfo fcinfo, int argno, int drivers)
{
	CxNames names = {0};
	Datum *texts;
	bool *nulls;
	int count;

	if (PG_ARGISNULL(argno))
		return names;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P_COPY(argno), TEXTOID, -1, false, TYPALIGN_INT, &texts,
					  &nulls, &count);
	if (count != drivers)
		refuse_names(psprintf("%d names do not fit %d drivers", count, drivers));
	for (int i = 0; i < count; i++)
	{
		const struct varlena *name;

		if (nulls[i])
			refuse_names(psprintf("the name of driver %d is null", i + 1));
		name = PG_DETOAST_DATUM_PACKED(texts[i]);
		if (cx_names_add(&names, (CxName){VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name)}) < (uint32) i)
			refuse_names(
				psprintf("two drivers have the name \"%s\"", TextDatumGetCString(texts[i])));
	}
	return names;
}

/* ----- the figures of one state ----- */

/* "a", "a" and "b", "a", "b" and "c": the drivers that something is wrong with. */
static char *
list_at_fault(const CxNames *names, int drivers, const CxDriver *figures, int last)
{
	StringInfoData list;
	bool first = true;

	initStringInfo(&list);
	for (int i = 0; i < drivers; i++)
	{
		if (!figures[i].at_fault)
			continue;
		if (!first)
			appendStringInfoString(&list, i == last ? " and " : ", ");
		appendStringInfoString(&list, called(names, i));
		first = false;
	}
	return list.data;
}

/* part: without which part of several, from 1 up, or 0. */
pg_noreturn static void
refuse(CxDriversOutcome outcome, const CxNames *names, int drivers, const CxDriver *figures,
	   int part)
{
	const char *without = part > 0 ? psprintf(" without part %d", part) : "";
	int last = drivers - 1;

	while (last > 0 && !figures[last].at_fault)
		last--;
	if (outcome == CX_DRIVERS_CONSTANT)
	{
		int first = 0;

		while (!figures[first].at_fault)
			first++;
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s is constant%s", called(names, first), without),
				errdetail("All responses have %s.", cx_shortest_decimal(figures[first].mean)),
				errhint("What does not vary explains nothing: leave it out of the array."));
	}
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("%s follows from other drivers%s", called(names, last), without),
			errdetail("There is a sum of multiples of %s that is the same in all responses.",
					  list_at_fault(names, drivers, figures, last)),
			errhint("None of them has a weight of its own: leave one of them out of the array."));
}

/* Figures of a state that has responses; what is undefined is NaN. */
static double
figures_of(const CxDrivers *state, const CxNames *names, int part, CxDriver *figures)
{
	int drivers = (int) state->drivers;
	double r_squared;
	CxDriversOutcome outcome =
		cx_relative_weights(drivers, CX_DRIVERS_HIGH(state), CX_DRIVERS_LOW(state),
							(double) state->responses, figures, &r_squared);

	if (outcome == CX_DRIVERS_CONSTANT || outcome == CX_DRIVERS_DEPENDENT)
		refuse(outcome, names, drivers, figures, part);
	return r_squared;
}

/* % of all that the drivers explain; NaN where that is nothing. */
static double
share_of(double weight, double r_squared)
{
	return r_squared > 0 ? 100 * (weight / r_squared) : NAN;
}

/*
 * r_squared(cx_drivers) -> double precision
 *		The fraction of the variance of the overall score that all drivers together explain, 0 to 1. NULL
 *		for not more responses than drivers, and for an overall score that does not vary. Strict. A driver
 *		that is constant, or follows from the others: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_drivers_r_squared);
Datum
cx_drivers_r_squared(PG_FUNCTION_ARGS)
{
	const CxDrivers *state = PG_GETARG_DRIVERS(0);
	CxDriver figures[CX_DRIVERS_MOST];
	CxNames names = {0};
	double r_squared;

	if (state->responses == 0)
		PG_RETURN_NULL();
	r_squared = figures_of(state, &names, 0, figures);
	CX_RETURN_FIGURE(r_squared > 1 ? 1 : r_squared);
}

/* ----- tables ----- */

#define COLUMNS_OF_ONE   7
#define COLUMNS_OF_PARTS 9

typedef struct Table
{
	CxNames names;
	int drivers;
	int next;
	int64 responses;
	double r_squared;
	CxDriver figures[CX_DRIVERS_MOST];
	double low[CX_DRIVERS_MOST]; /* of the share, NaN unless there are parts */
	double high[CX_DRIVERS_MOST];
} Table;

static void
read_table(FunctionCallInfo fcinfo, Table *table, const CxDrivers *state)
{
	for (int i = 0; i < CX_DRIVERS_MOST; i++)
		table->low[i] = table->high[i] = NAN;
	if (state->responses == 0)
		return;
	table->drivers = (int) state->drivers;
	table->responses = state->responses;
	table->names = names_arg(fcinfo, 1, table->drivers);
	table->r_squared = figures_of(state, &table->names, 0, table->figures);
}

static Datum
next_row(FunctionCallInfo fcinfo, int columns)
{
	FuncCallContext *call = SRF_PERCALL_SETUP();
	Table *table = call->user_fctx;
	const CxDriver *driver = &table->figures[table->next];
	Datum values[COLUMNS_OF_PARTS];
	bool nulls[COLUMNS_OF_PARTS] = {false};

	if (table->next == table->drivers)
		SRF_RETURN_DONE(call);
	{
		double figures[] = {driver->mean,
							driver->correlation,
							driver->coefficient,
							driver->weight,
							share_of(driver->weight, table->r_squared),
							table->low[table->next],
							table->high[table->next]};

		values[0] = CStringGetTextDatum(label(&table->names, table->next));
		values[1] = Int64GetDatum(table->responses);
		for (int i = 2; i < columns; i++)
		{
			nulls[i] = !isfinite(figures[i - 2]);
			values[i] = nulls[i] ? (Datum) 0 : Float8GetDatum(figures[i - 2]);
		}
	}
	table->next++;
	SRF_RETURN_NEXT(call, HeapTupleGetDatum(heap_form_tuple(call->tuple_desc, values, nulls)));
}

/*
 * relative_weights(cx_drivers, names text[]) -> set of (driver text, responses bigint, mean, correlation,
 *		coefficient, raw_weight, share)
 *		A row for each driver in the order of the array: mean, correlation with the overall score,
 *		unstandardised coefficient of the regression on all drivers, its part of R squared, and that part
 *		in % of R squared. Not more responses than drivers, or an overall score that does not vary: NULL
 *		but for responses and mean. No rows for no responses or NULL. NULL names: driver 1, driver 2. A
 *		driver that is constant, or follows from others; names that are NULL, repeated, or as many as the
 *		drivers are not: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_drivers_weights);
Datum
cx_drivers_weights(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
	{
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));

		if (!PG_ARGISNULL(0))
			read_table(fcinfo, rows.call->user_fctx, PG_GETARG_DRIVERS(0));
		cx_rows_begun(&rows);
	}
	return next_row(fcinfo, COLUMNS_OF_ONE);
}

/* ----- parts ----- */

typedef struct Parts
{
	const CxDrivers **states; /* those with responses */
	int *positions;           /* where in the array each is, from 1 up */
	int count;
} Parts;

static Parts
parts_arg(FunctionCallInfo fcinfo, CxDrivers **whole)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(0);
	Datum *elements;
	bool *nulls;
	int count;
	Parts parts = {0};

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE, &elements, &nulls,
					  &count);
	parts.states = palloc(Max(count, 1) * sizeof(CxDrivers *));
	parts.positions = palloc(Max(count, 1) * sizeof(int));
	*whole = cx_drivers_new(0, false);
	for (int i = 0; i < count; i++)
	{
		const CxDrivers *state;

		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			continue;
		state = (const CxDrivers *) PG_DETOAST_DATUM(elements[i]);
		*whole = cx_drivers_merge(*whole, state);
		if (state->responses == 0)
			continue;
		parts.states[parts.count] = state;
		parts.positions[parts.count++] = i + 1;
	}
	return parts;
}

/*
 * The delete-a-group jackknife (K. M. Wolter, Introduction to Variance Estimation, 2nd ed. 2007, 4.2): the
 * shares without each part in turn, t1 ... tg, have the variance (g - 1) / g sum (t - mean)^2, and g - 1
 * degrees of freedom.
 */
static void
add_intervals(Table *table, const Parts *parts, const CxDrivers *whole, double level)
{
	int drivers = table->drivers;
	double *shares = palloc(drivers * sizeof(double) * parts->count);
	CxDrivers *rest = palloc(VARSIZE(whole));
	CxDriver figures[CX_DRIVERS_MOST];
	double t = -cx_student_t_quantile((1 - level) / 2, parts->count - 1);

	for (int g = 0; g < parts->count; g++)
	{
		const CxDrivers *part = parts->states[g];
		double r_squared;

		CHECK_FOR_INTERRUPTS();
		memcpy(rest, whole, VARSIZE(whole));
		rest->responses -= part->responses;
		cx_products_take(CX_DRIVERS_VARIABLES(rest), CX_DRIVERS_HIGH(rest), CX_DRIVERS_LOW(rest),
						 CX_DRIVERS_HIGH(part), CX_DRIVERS_LOW(part));
		r_squared = figures_of(rest, &table->names, parts->positions[g], figures);
		for (int i = 0; i < drivers; i++)
			shares[g * drivers + i] = share_of(figures[i].weight, r_squared);
	}
	for (int i = 0; i < drivers; i++)
	{
		double share = share_of(table->figures[i].weight, table->r_squared);
		double mean = 0;
		double squares = 0;
		double error;

		for (int g = 0; g < parts->count; g++)
			mean += shares[g * drivers + i] / parts->count;
		for (int g = 0; g < parts->count; g++)
			squares += (shares[g * drivers + i] - mean) * (shares[g * drivers + i] - mean);
		error = sqrt(squares * (parts->count - 1) / parts->count);
		table->low[i] = share - t * error;
		table->high[i] = share + t * error;
	}
}

/*
 * relative_weights(parts cx_drivers[], names text[], level) -> set of (the same, low, high)
 *		The figures of all parts together, and an interval of the share by the delete-a-group jackknife,
 *		t with one degree of freedom less than parts. A part is NULL or without responses: left out. NULL
 *		low and high for fewer than two parts, and where a share is undefined without one of them. NULL
 *		and errors as for one state, also of what is left without a part; parts of different numbers of
 *		drivers: error 22023; level outside (0, 1): 22023, NULL: 22004.
 */
PG_FUNCTION_INFO_V1(cx_drivers_parts_weights);
Datum
cx_drivers_parts_weights(PG_FUNCTION_ARGS)
{
	if (SRF_IS_FIRSTCALL())
	{
		double level = cx_level_arg(fcinfo, 2);
		CxRows rows = cx_rows_begin(fcinfo, sizeof(Table));
		Table *table = rows.call->user_fctx;

		if (!PG_ARGISNULL(0))
		{
			CxDrivers *whole;
			Parts parts = parts_arg(fcinfo, &whole);

			read_table(fcinfo, table, whole);
			if (parts.count > 1)
				add_intervals(table, &parts, whole, level);
		}
		cx_rows_begun(&rows);
	}
	return next_row(fcinfo, COLUMNS_OF_PARTS);
}
