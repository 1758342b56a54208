/*
 * funnel_agg.c
 *	  How far a customer came in a funnel, and when he reached each step.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/duration.h"
#include "base/kinds.h"
#include "base/result.h"
#include "journey/funnel_mode.h"
#include "journey/funnel_rows.h"
#include "journey/funnel_steps.h"

#define MORE_THAN_A_DAY "within is a length of time without months: '30 minutes', '14 days'."

/*
 * What the last row of a call had: mostly all have the same. As long as that is so the states that it made
 * need not be looked at for rows that add nothing to them, which are many, and each another place in memory.
 */
typedef struct Cache
{
	Interval within;
	CxFunnelTerms terms; /* no steps: there was no row */
	bool varied;         /* some row had others */
	CxFunnelNames names;
} Cache;

static int64
micros_arg(FunctionCallInfo fcinfo, int argno)
{
	int64 micros = cx_interval_micros(PG_GETARG_INTERVAL_P(argno), "within");

	if (micros < 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("within %s is negative",
					   DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(argno)))),
				errhint(MORE_THAN_A_DAY));
	return micros;
}

static pg_noinline Cache *
new_cache(FmgrInfo *flinfo)
{
	return flinfo->fn_extra = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(Cache));
}

static pg_noinline void
new_terms(Cache *cache, FunctionCallInfo fcinfo, int argno, CxTimeKind kind, uint16 mode,
		  int32 steps)
{
	int64 micros = micros_arg(fcinfo, argno);

	cache->varied = cache->terms.steps != 0;
	cache->within = *PG_GETARG_INTERVAL_P(argno);
	cache->terms = (CxFunnelTerms){kind, mode, steps, micros};
}

/* The terms of a row, of which within is argument argno, and the others are known. */
static inline void
terms_of_row(Cache *cache, FunctionCallInfo fcinfo, int argno, CxTimeKind kind, uint16 mode,
			 int32 steps)
{
	const Interval *within = PG_GETARG_INTERVAL_P(argno);

	if (unlikely(cache->within.time != within->time || cache->within.day != within->day ||
				 cache->within.month != within->month || cache->terms.steps != steps ||
				 cache->terms.mode != mode))
		new_terms(cache, fcinfo, argno, kind, mode, steps);
}

/* How a row says which steps it meets. */
typedef enum Form
{
	CONDITIONS, /* an array of them */
	LISTED,     /* at most 64 of them, each an argument */
	NAMES,      /* a name, and an array of the names of the steps */
} Form;

/* Which steps have the name in argument argno; NULL is no name. */
static inline bool
read_name_arg(uint64 *met, FunctionCallInfo fcinfo, int argno, const CxFunnelNames *names)
{
	struct varlena *step;
	bool any;

	if (PG_ARGISNULL(argno))
	{
		memset(met, 0, CX_FUNNEL_WORDS(names->count) * sizeof(*met));
		return false;
	}
	step = PG_GETARG_VARLENA_PP(argno);
	any = cx_read_named_step(met, names, step, PG_GET_COLLATION());
	PG_FREE_IF_COPY(step, argno);
	return any;
}

static pg_attribute_always_inline Datum
collect(FunctionCallInfo fcinfo, CxTimeKind kind, bool with_mode, Form form)
{
	CxFunnelRows *rows = PG_ARGISNULL(0) ? NULL : (CxFunnelRows *) PG_GETARG_POINTER(0);
	Cache *cache = (Cache *) fcinfo->flinfo->fn_extra;
	int argno = with_mode ? 2 : 1;
	uint16 mode = 0;
	int32 steps;
	ArrayType *array = NULL;
	uint64 met[CX_FUNNEL_MAX_WORDS];
	bool any;
	int64 at;

	/* among millions of customers the state comes from memory: ask for it before the row is looked at */
	if (rows != NULL)
		__builtin_prefetch(rows, 1);
	if (unlikely(cache == NULL))
		cache = new_cache(fcinfo->flinfo);
	if (with_mode)
	{
		if (PG_ARGISNULL(1))
			cx_refuse_null("mode", "Leave it out, or write '' for the default.");
		mode = PG_GETARG_FUNNEL_MODE(1);
	}
	if (PG_ARGISNULL(argno + 1))
		cx_refuse_null("within", MORE_THAN_A_DAY);
	if (form == NAMES)
	{
		if (unlikely(!cache->names.constant))
		{
			cx_funnel_names_arg(fcinfo, argno + 3, &cache->names);
			if (cache->terms.steps == 0)
				cx_check_named_step(fcinfo, argno + 2, &cache->names);
		}
		steps = cache->names.count;
	}
	else if (form == LISTED)
		steps = PG_NARGS() - argno - 2;
	else
		array = cx_funnel_steps_arg(fcinfo, argno + 2, &steps);
	terms_of_row(cache, fcinfo, argno + 1, kind, mode, steps);
	if (unlikely(cache->varied) && rows != NULL && !cx_same_terms(&rows->terms, &cache->terms))
		cx_refuse_funnel_terms();
	if (PG_ARGISNULL(argno))
	{
		if (rows == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(rows);
	}
	if (kind == CX_TIME_DATE)
	{
		DateADT day = PG_GETARG_DATEADT(argno);

		if (unlikely(DATE_NOT_FINITE(day)))
			cx_refuse_infinite("at");
		if (unlikely(day >= TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE))
			ereport(ERROR, errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
					errmsg("at %s is out of range",
						   DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(day)))),
					errhint("A funnel takes days of type timestamp."));
		at = (int64) day * USECS_PER_DAY;
	}
	else
	{
		at = PG_GETARG_TIMESTAMP(argno);
		if (unlikely(TIMESTAMP_NOT_FINITE(at)))
			cx_refuse_infinite("at");
	}
	if (rows == NULL)
		rows = cx_funnel_rows_make(cx_aggregate_context(fcinfo), &cache->terms);
	any = form == NAMES    ? read_name_arg(met, fcinfo, argno + 2, &cache->names)
		  : form == LISTED ? cx_read_step_args(met, fcinfo, argno + 2)
						   : cx_read_steps(met, array, steps);
	if (any || (mode & CX_FUNNEL_STRICT_ORDER) != 0)
		cx_funnel_rows_add(rows, at, met);
	if (form == CONDITIONS)
		PG_FREE_IF_COPY(array, argno + 2);
	PG_RETURN_POINTER(rows);
}

static const CxTimes plain_times = {1, 1, {"at"}};
static const CxTimes mode_times = {2, 1, {"at"}};

/*
 * cx_funnel_rows_collect(internal, [cx_funnel_mode,] date, interval, VARIADIC boolean[]) -> internal
 * cx_funnel_rows_collect(internal, [cx_funnel_mode,] timestamp, interval, VARIADIC boolean[]) -> internal
 * cx_funnel_rows_collect(internal, [cx_funnel_mode,] timestamptz, interval, VARIADIC boolean[]) -> internal
 *		Transition of funnel() and chain_agg(): a row at that time meets these steps, NULL among them is
 *		false. A NULL at: the row is absent. within is from the first step to the last; a day is 24 hours. A
 *		NULL mode, within or array of steps: error 22004; months or a negative within, no step or more than
 *		1000, more than one dimension, a mode, within or number of steps that changes, or a date or local
 *		time that PostgreSQL made an instant of (kinds.h): 22023; infinite at, or a within beyond 2^63
 *		microseconds: 22008; more than 2^26 rows of one customer, or 1 GB of them: 54000.
 * cx_funnel_rows_collect(internal, date, interval, boolean, boolean[, ...]) -> internal, with a timestamp or a
 *		timestamptz likewise
 *		The same for two to six steps: to make an array of them for every row takes a sixth of a funnel's time.
 * cx_funnel_rows_collect(internal, [cx_funnel_mode,] date, interval, text, VARIADIC text[]) -> internal, with a
 *		timestamp or a timestamptz likewise
 *		The same of steps that are names: the row's step is the text, and meets each of the array that it equals
 *		by the collation. NULL meets none. A NULL array or name in it: error 22004; a single name that looks
 *		like an array, a step that is a literal and none of the names, or one of another type that PostgreSQL
 *		cast to text implicitly: 22023.
 */
#define COLLECT(suffix, kind, with_mode, form, check)                                              \
	PG_FUNCTION_INFO_V1(cx_funnel_rows_collect_##suffix);                                          \
	Datum cx_funnel_rows_collect_##suffix(PG_FUNCTION_ARGS)                                        \
	{                                                                                              \
		check;                                                                                     \
		return collect(fcinfo, kind, with_mode, form);                                             \
	}

#define COLLECT_KINDS(prefix, with_mode, form, times)                                              \
	COLLECT(prefix##date, CX_TIME_DATE, with_mode, form, )                                         \
	COLLECT(prefix##timestamp, CX_TIME_TIMESTAMP, with_mode, form, )                               \
	COLLECT(prefix##timestamptz, CX_TIME_TIMESTAMPTZ, with_mode, form,                             \
			CX_CHECK_KINDS_TIMESTAMPTZ(times))

COLLECT_KINDS(, false, CONDITIONS, &plain_times)
COLLECT_KINDS(mode_, true, CONDITIONS, &mode_times)
COLLECT_KINDS(listed_, false, LISTED, &plain_times)
COLLECT_KINDS(named_, false, NAMES, &plain_times)
COLLECT_KINDS(named_mode_, true, NAMES, &mode_times)

/* Argument argno is a within that is a number, of which nobody can tell what it counts. */
pg_noreturn static void
refuse_number(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		cx_refuse_null("within", MORE_THAN_A_DAY);
	ereport(
		ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		errmsg("within must be an interval, not the number %s",
			   cx_shortest_decimal(PG_GETARG_FLOAT8(argno))),
		errhint("Write what it counts: '86400 seconds', '1 day', or n * interval '1 second' for "
				"a column n."));
}

/*
 * cx_funnel_rows_refuse(internal, "any", double precision, VARIADIC boolean[]) -> internal
 * cx_funnel_rows_refuse(internal, cx_funnel_mode, "any", double precision, VARIADIC boolean[]) -> internal
 * cx_funnel_rows_refuse(internal, [cx_funnel_mode,] "any", double precision, text, VARIADIC text[]) -> internal
 *		Transition of funnel() and chain_agg() with a number as within: always error 22023, 22004 for a NULL.
 *		"any" fits every kind of time less exactly than the forms that take an interval, so that a literal in
 *		quotes still means an interval.
 */
PG_FUNCTION_INFO_V1(cx_funnel_rows_refuse);
Datum
cx_funnel_rows_refuse(PG_FUNCTION_ARGS)
{
	refuse_number(fcinfo, 2);
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(cx_funnel_rows_refuse_mode);
Datum
cx_funnel_rows_refuse_mode(PG_FUNCTION_ARGS)
{
	refuse_number(fcinfo, 3);
	PG_RETURN_NULL();
}

/*
 * cx_funnel_rows_combine(internal, internal) -> internal
 *		The rows of both. A NULL state has none. Another funnel: error 22023; too many rows: 54000.
 */
PG_FUNCTION_INFO_V1(cx_funnel_rows_combine);
Datum
cx_funnel_rows_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxFunnelRows *rows = PG_ARGISNULL(0) ? NULL : (CxFunnelRows *) PG_GETARG_POINTER(0);
	const CxFunnelRows *more = PG_ARGISNULL(1) ? NULL : (CxFunnelRows *) PG_GETARG_POINTER(1);

	if (more == NULL)
	{
		if (rows == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(rows);
	}
	if (rows == NULL)
		rows = cx_funnel_rows_make(context, &more->terms);
	cx_funnel_rows_add_all(rows, more);
	PG_RETURN_POINTER(rows);
}

/*
 * cx_funnel_rows_serialize(internal) -> bytea, cx_funnel_rows_deserialize(bytea, internal) -> internal
 *		A partial state for another process, and back. Strict. More than 1 GB: error 54000; a malformed
 *		message: 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_funnel_rows_serialize);
Datum
cx_funnel_rows_serialize(PG_FUNCTION_ARGS)
{
	cx_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P(cx_funnel_rows_to_bytes((const CxFunnelRows *) PG_GETARG_POINTER(0)));
}

PG_FUNCTION_INFO_V1(cx_funnel_rows_deserialize);
Datum
cx_funnel_rows_deserialize(PG_FUNCTION_ARGS)
{
	cx_aggregate_context(fcinfo);
	PG_RETURN_POINTER(cx_funnel_rows_of_bytes(CurrentMemoryContext, PG_GETARG_BYTEA_PP(0)));
}

/* Both scans need the rows in order of time; to put them so changes nothing that a state says. */
static int32
scan(CxFunnelRows *rows, int64 *times)
{
	cx_funnel_rows_sort(rows);
	return (rows->terms.mode & CX_FUNNEL_STRICT_ONCE) != 0 ? cx_funnel_scan_once(rows, times)
														   : cx_funnel_scan(rows, times);
}

/*
 * cx_funnel_rows_reached(internal) -> integer
 *		Final function of funnel(): the deepest step that was reached, 0 for none and over no rows. It may
 *		put the rows into order. Too many rows out of order: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_funnel_rows_reached);
Datum
cx_funnel_rows_reached(PG_FUNCTION_ARGS)
{
	cx_aggregate_context(fcinfo);
	PG_RETURN_INT32(PG_ARGISNULL(0) ? 0 : scan((CxFunnelRows *) PG_GETARG_POINTER(0), NULL));
}

/*
 * cx_funnel_rows_chain(internal) -> cx_chain
 *		Final function of chain_agg(): when each step was reached by the first chain that got furthest, ()
 *		over no rows. Otherwise as above.
 */
PG_FUNCTION_INFO_V1(cx_funnel_rows_chain);
Datum
cx_funnel_rows_chain(PG_FUNCTION_ARGS)
{
	CxFunnelRows *rows;
	CxChain *chain;
	int64 *times;
	int32 reached;

	cx_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(cx_chain_new(0));
	rows = (CxFunnelRows *) PG_GETARG_POINTER(0);
	times = palloc(rows->terms.steps * sizeof(int64));
	reached = scan(rows, times);
	chain = cx_chain_new(reached);
	chain->kind = (uint8) rows->terms.kind;
	chain->mode = rows->terms.mode;
	chain->steps = rows->terms.steps;
	chain->within = rows->terms.within;
	memcpy(chain->times, times, reached * sizeof(int64));
	pfree(times);
	PG_RETURN_POINTER(chain);
}
