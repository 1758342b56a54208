/*
 * transitions_agg.c
 *	  Aggregates that make a cx_transitions of one customer's steps, and one of those of many customers.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/duration.h"
#include "base/interrupts.h"
#include "base/kinds.h"
#include "base/names_text.h"
#include "base/state_wire.h"
#include "journey/visits.h"

#define VISITS_NAME         "transition_agg state"
#define VISITS_WIRE_VERSION 1

/* ----- the steps of one customer ----- */

/* Argument 3, if there is one, as microseconds; 0 for a NULL, which is no limit. */
static int64
within_arg(FunctionCallInfo fcinfo)
{
	const Interval *within;
	int64 micros;

	if (PG_NARGS() <= 3 || PG_ARGISNULL(3))
		return 0;
	within = PG_GETARG_INTERVAL_P(3);
	micros = cx_interval_micros(within, "within");
	if (micros <= 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("within %s is not longer than 0",
					   DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(3)))),
				errhint("After a longer gap a customer's next step begins another journey: "
						"'30 minutes'; NULL is no limit."));
	return micros;
}

/* Argument 4, if there is one. */
static uint32
depth_arg(FunctionCallInfo fcinfo)
{
	int32 depth;

	if (PG_NARGS() <= 4)
		return 0;
	if (PG_ARGISNULL(4))
		cx_refuse_null("depth", "It is how many steps of a journey are looked at; for all of them "
								"leave it out.");
	depth = PG_GETARG_INT32(4);
	if (depth <= 0)
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("depth %d is not above 0", depth),
				errhint("It is how many steps of a journey are looked at; for all of them leave it "
						"out."));
	return (uint32) depth;
}

static pg_attribute_always_inline Datum
collect(FunctionCallInfo fcinfo, int64 unit)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxVisits *visits = PG_ARGISNULL(0) ? NULL : (CxVisits *) PG_GETARG_POINTER(0);
	int64 within = within_arg(fcinfo);
	uint32 depth = depth_arg(fcinfo);
	const struct varlena *step;
	CxStepNames *shared;
	int64 at;

	if (unlikely(visits != NULL && (visits->within != within || visits->depth != depth)))
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("within and depth must be the same in all rows of a customer"),
			errhint("For journeys cut in several ways aggregate several times, or GROUP BY within "
					"as well."));
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		if (visits == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(visits);
	}
	if (unit == 1)
	{
		at = PG_GETARG_TIMESTAMPTZ(2);
		if (unlikely(TIMESTAMP_NOT_FINITE(at)))
			cx_refuse_infinite("at");
	}
	else
	{
		at = PG_GETARG_DATEADT(2);
		if (unlikely(DATE_NOT_FINITE((DateADT) at)))
			cx_refuse_infinite("at");
	}
	shared = (CxStepNames *) fcinfo->flinfo->fn_extra;
	if (unlikely(shared == NULL))
		fcinfo->flinfo->fn_extra = shared =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(CxStepNames));
	if (visits == NULL)
		visits = cx_visits_make(context, shared, unit, within, depth);
	step = PG_GETARG_VARLENA_PP(1);
	cx_visits_add(context, visits, at,
				  cx_visits_step(context, visits, fcinfo->flinfo->fn_mcxt,
								 visits->shared == shared ? shared : NULL,
								 (CxName){VARDATA_ANY(step), (uint32) VARSIZE_ANY_EXHDR(step)}));
	PG_RETURN_POINTER(visits);
}

static const CxTimes step_times = {2, 1, {"at"}};

/*
 * cx_visits_collect(internal, step text, at date) -> internal
 * cx_visits_collect(internal, step text, at timestamp) -> internal
 * cx_visits_collect(internal, step text, at timestamptz) -> internal
 *		each also with within interval, and with within interval, depth integer
 *		Transition of transition_agg(): the customer was at the step at that time. NULL step or at: row
 *		skipped. NULL within: no limit; within that is not above 0 or has months: error 22023; NULL depth:
 *		22004; depth below 1, another within or depth than in the rows before, or a date or local time
 *		that PostgreSQL made an instant of (kinds.h): 22023; infinite at: 22008; more than 2^26 rows, or
 *		512 MB of different names: 54000.
 */
PG_FUNCTION_INFO_V1(cx_visits_collect_date);
Datum
cx_visits_collect_date(PG_FUNCTION_ARGS)
{
	return collect(fcinfo, USECS_PER_DAY);
}

PG_FUNCTION_INFO_V1(cx_visits_collect_timestamp);
Datum
cx_visits_collect_timestamp(PG_FUNCTION_ARGS)
{
	return collect(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_visits_collect_timestamptz);
Datum
cx_visits_collect_timestamptz(PG_FUNCTION_ARGS)
{
	CX_CHECK_KINDS_TIMESTAMPTZ(&step_times);
	return collect(fcinfo, 1);
}

/*
 * cx_visits_combine(internal, internal) -> internal
 *		The steps of both. A NULL state has none. Another within, depth or kind of time: error 22023;
 *		more than 2^26 rows: 54000.
 */
PG_FUNCTION_INFO_V1(cx_visits_combine);
Datum
cx_visits_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxVisits *visits = PG_ARGISNULL(0) ? NULL : (CxVisits *) PG_GETARG_POINTER(0);
	const CxVisits *other = PG_ARGISNULL(1) ? NULL : (CxVisits *) PG_GETARG_POINTER(1);

	if (other == NULL)
	{
		if (visits == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(visits);
	}
	if (visits == NULL)
		visits = cx_visits_make(context, NULL, other->unit, other->within, other->depth);
	if (visits->within != other->within || visits->depth != other->depth ||
		visits->unit != other->unit)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("within and depth must be the same in all rows of a customer"),
			errhint("For journeys cut in several ways aggregate several times, or GROUP BY within "
					"as well."));
	cx_visits_add_all(context, visits, other);
	PG_RETURN_POINTER(visits);
}

/*
 * cx_visits_serialize(internal) -> bytea
 *		A partial state, for another process: version as a byte, unit as int8, within as int8, depth as
 *		int4, the number of names as int4, each with its length before it, the number of rows as int4,
 *		each as the time as int8 and the number of its name as int4. Strict. More than 1 GB: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_visits_serialize);
Datum
cx_visits_serialize(PG_FUNCTION_ARGS)
{
	const CxVisits *visits = (CxVisits *) PG_GETARG_POINTER(0);
	uint32 *numbers = palloc0(cx_visits_steps(visits) * sizeof(uint32)); /* 1 + that in the list */
	uint32 *list = palloc(cx_visits_steps(visits) * sizeof(uint32));
	uint32 count = 0;
	StringInfoData message;

	for (uint32 i = 0; i < visits->count; i++)
	{
		uint32 step = visits->visits[i].step;

		CX_CHECK_INTERRUPTS(i);
		if (numbers[step] == 0)
		{
			list[count] = step;
			numbers[step] = ++count;
		}
	}
	pq_begintypsend(&message);
	pq_sendbyte(&message, VISITS_WIRE_VERSION);
	pq_sendint64(&message, (uint64) visits->unit);
	pq_sendint64(&message, (uint64) visits->within);
	pq_sendint32(&message, visits->depth);
	pq_sendint32(&message, count);
	for (uint32 i = 0; i < count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		cx_send_own_name(&message, cx_visits_name(visits, list[i]));
	}
	pq_sendint32(&message, visits->count);
	enlargeStringInfo(&message, (int) (visits->count * sizeof(CxVisit)));
	for (uint32 i = 0; i < visits->count; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		pq_sendint64(&message, (uint64) cx_visit_at(&visits->visits[i]));
		pq_sendint32(&message, numbers[visits->visits[i].step] - 1);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* A count of what takes so many bytes each. */
static uint32
read_count(StringInfo message, uint32 most, int size)
{
	uint32 count = pq_getmsgint(message, 4);

	if (count > most || count > (uint32) (message->len - message->cursor) / size)
		cx_wire_refuse(VISITS_NAME, "There are fewer names or rows than announced, or too many.");
	return count;
}

/* Is it a time that a column has? */
static bool
valid_time(int64 at, int64 unit)
{
	if (unit == 1)
		return IS_VALID_TIMESTAMP(at);
	return at >= PG_INT32_MIN && at <= PG_INT32_MAX && IS_VALID_DATE(at);
}

static void
read_visits(StringInfo message, CxVisits *visits)
{
	MemoryContext context = CurrentMemoryContext;
	uint32 names = read_count(message, CX_VISITS_LIMIT, 4);
	uint32 *steps = palloc(Max(names, 1) * sizeof(uint32));
	uint32 count;

	for (uint32 i = 0; i < names; i++)
	{
		CX_CHECK_INTERRUPTS(i);
		steps[i] =
			cx_visits_step(context, visits, NULL, NULL, cx_wire_own_name(message, VISITS_NAME));
	}
	count = read_count(message, CX_VISITS_LIMIT, 12);
	for (uint32 i = 0; i < count; i++)
	{
		int64 at = pq_getmsgint64(message);
		uint32 step = pq_getmsgint(message, 4);

		CX_CHECK_INTERRUPTS(i);
		if (step >= names || !valid_time(at, visits->unit))
			cx_wire_refuse(VISITS_NAME, "A row has a name that is not there, or no time.");
		cx_visits_add(context, visits, at, steps[step]);
	}
	pfree(steps);
}

/*
 * cx_visits_deserialize(bytea, internal) -> internal
 *		What cx_visits_serialize() wrote. Strict. A malformed message: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_visits_deserialize);
Datum
cx_visits_deserialize(PG_FUNCTION_ARGS)
{
	const bytea *sent = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	CxVisits *visits;
	int64 unit, within;
	uint32 depth;

	cx_aggregate_context(fcinfo);
	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(sent), (int) VARSIZE_ANY_EXHDR(sent));
	cx_wire_version(&message, VISITS_NAME, VISITS_WIRE_VERSION);
	unit = pq_getmsgint64(&message);
	within = pq_getmsgint64(&message);
	depth = pq_getmsgint(&message, 4);
	if ((unit != 1 && unit != USECS_PER_DAY) || within < 0 || depth > PG_INT32_MAX)
		cx_wire_refuse(VISITS_NAME, "Its within or depth is out of range.");
	visits = cx_visits_make(CurrentMemoryContext, NULL, unit, within, depth);
	read_visits(&message, visits);
	pq_getmsgend(&message);
	pfree(message.data);
	PG_RETURN_POINTER(visits);
}

/*
 * cx_visits_final(internal) -> cx_transitions
 *		Final function of transition_agg(): the transitions of the customer, () over no rows. It may put
 *		the rows into order. Two steps more than 2^63 microseconds apart, without a within: error 22008;
 *		too many different pairs, or a state beyond 1 GB: 54000.
 */
PG_FUNCTION_INFO_V1(cx_visits_final);
Datum
cx_visits_final(PG_FUNCTION_ARGS)
{
	cx_aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(cx_transitions_make(cx_transitions_build(CurrentMemoryContext)));
	PG_RETURN_POINTER(cx_visits_transitions((CxVisits *) PG_GETARG_POINTER(0)));
}

/* ----- the transitions of many customers ----- */

static CxTransitionsBuild *
working_build(FunctionCallInfo fcinfo)
{
	MemoryContext context = cx_aggregate_context(fcinfo);

	if (PG_ARGISNULL(0))
		return cx_transitions_build(context);
	return (CxTransitionsBuild *) PG_GETARG_POINTER(0);
}

/*
 * cx_transitions_collect(internal, cx_transitions) -> internal
 * cx_transitions_remove(internal, cx_transitions) -> internal
 *		Transition of rollup(), and its inverse in a window. NULL state: skipped. Another within or depth:
 *		error 22023; a count beyond bigint, or what is removed and not there: 22003; too many different
 *		pairs, or too long names: 54000.
 */
PG_FUNCTION_INFO_V1(cx_transitions_collect);
Datum
cx_transitions_collect(PG_FUNCTION_ARGS)
{
	CxTransitionsBuild *build = working_build(fcinfo);

	if (!PG_ARGISNULL(1))
		cx_transitions_fold(build, PG_GETARG_TRANSITIONS(1));
	PG_RETURN_POINTER(build);
}

PG_FUNCTION_INFO_V1(cx_transitions_remove);
Datum
cx_transitions_remove(PG_FUNCTION_ARGS)
{
	CxTransitionsBuild *build = working_build(fcinfo);

	if (!PG_ARGISNULL(1))
		cx_transitions_unfold(build, PG_GETARG_TRANSITIONS(1));
	PG_RETURN_POINTER(build);
}

/*
 * cx_transitions_combine(internal, internal) -> internal
 *		Both together. A NULL state is empty. Errors as above.
 */
PG_FUNCTION_INFO_V1(cx_transitions_combine);
Datum
cx_transitions_combine(PG_FUNCTION_ARGS)
{
	CxTransitionsBuild *build = working_build(fcinfo);

	if (!PG_ARGISNULL(1))
		cx_transitions_fold(build,
							cx_transitions_make((CxTransitionsBuild *) PG_GETARG_POINTER(1)));
	PG_RETURN_POINTER(build);
}

/*
 * cx_transitions_serialize(internal) -> bytea
 *		A partial state for another process: that of cx_transitions_send(), in the encoding of
 *		the server. Strict.
 * cx_transitions_deserialize(bytea, internal) -> internal
 *		What cx_transitions_serialize() wrote, checked as cx_transitions_recv() does. Strict.
 */
PG_FUNCTION_INFO_V1(cx_transitions_serialize);
Datum
cx_transitions_serialize(PG_FUNCTION_ARGS)
{
	const CxTransitions *state = cx_transitions_make((CxTransitionsBuild *) PG_GETARG_POINTER(0));

	PG_RETURN_BYTEA_P(cx_transitions_to_bytes(state));
}

PG_FUNCTION_INFO_V1(cx_transitions_deserialize);
Datum
cx_transitions_deserialize(PG_FUNCTION_ARGS)
{
	CxTransitionsBuild *build;

	cx_aggregate_context(fcinfo);
	build = cx_transitions_build(CurrentMemoryContext);
	cx_transitions_fold(build, cx_transitions_of_bytes(PG_GETARG_BYTEA_PP(0)));
	PG_RETURN_POINTER(build);
}

/*
 * cx_transitions_final(internal) -> cx_transitions
 *		Final function of rollup(): all of them as a state, () over no rows. It reads only.
 */
PG_FUNCTION_INFO_V1(cx_transitions_final);
Datum
cx_transitions_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(cx_transitions_make(working_build(fcinfo)));
}

/*
 * cx_transitions_add(cx_transitions, cx_transitions) -> cx_transitions
 *		Operator +: the customers of both, who are different ones. Strict. Errors as for rollup().
 */
PG_FUNCTION_INFO_V1(cx_transitions_add);
Datum
cx_transitions_add(PG_FUNCTION_ARGS)
{
	CxTransitionsBuild *build = cx_transitions_build(CurrentMemoryContext);

	cx_transitions_fold(build, PG_GETARG_TRANSITIONS(0));
	cx_transitions_fold(build, PG_GETARG_TRANSITIONS(1));
	PG_RETURN_POINTER(cx_transitions_make(build));
}

/*
 * cx_transitions_subtract(cx_transitions, cx_transitions) -> cx_transitions
 *		Operator -: the first without the customers of the second, who are among its own. Strict. What
 *		is not there: error 22003; another within or depth: 22023.
 */
PG_FUNCTION_INFO_V1(cx_transitions_subtract);
Datum
cx_transitions_subtract(PG_FUNCTION_ARGS)
{
	CxTransitionsBuild *build = cx_transitions_build(CurrentMemoryContext);

	cx_transitions_fold(build, PG_GETARG_TRANSITIONS(0));
	cx_transitions_unfold(build, PG_GETARG_TRANSITIONS(1));
	PG_RETURN_POINTER(cx_transitions_make(build));
}
