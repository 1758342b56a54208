/*
 * funnel_counts_agg.c
 *	  Folding the chains of customers into cx_funnel, and its arithmetic.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/date.h"
#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/kinds.h"
#include "journey/funnel_counts.h"

/* What the aggregate has collected in argument 0 so far. */
static CxFunnelBuild *
working_build(FunctionCallInfo fcinfo)
{
	MemoryContext context = cx_aggregate_context(fcinfo);

	if (PG_ARGISNULL(0))
		return cx_funnel_build(context);
	return (CxFunnelBuild *) PG_GETARG_POINTER(0);
}

static const CxTimes as_of_times = {2, 1, {"as_of"}};

static void
check_as_of(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(2))
		cx_refuse_null("as_of", "as_of is the first time that is not observed: CURRENT_TIMESTAMP, "
								"or 'infinity' when the data is complete.");
}

pg_noreturn static void
refuse_kind(CxTimeKind chain, CxTimeKind as_of)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("as_of is a %s, and the times of the chain are of type %s",
				   cx_time_kind_name(as_of), cx_time_kind_name(chain)),
			errhint("Write as_of in the type of the times: %s '2026-03-01%s'.",
					cx_time_kind_name(chain),
					chain == CX_TIME_TIMESTAMPTZ ? " 00:00 Europe/Berlin" : ""));
}

static Datum
change(FunctionCallInfo fcinfo, CxTimeKind kind, int64 as_of, int sign)
{
	CxFunnelBuild *build = working_build(fcinfo);
	const CxChain *chain;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(build);
	chain = PG_GETARG_CHAIN_P(1);
	if (!cx_chain_empty(chain) && chain->kind != kind)
		refuse_kind((CxTimeKind) chain->kind, kind);
	cx_funnel_count(build, chain, as_of, sign);
	PG_RETURN_POINTER(build);
}

static Datum
change_date(FunctionCallInfo fcinfo, int sign)
{
	DateADT day;

	check_as_of(fcinfo);
	day = PG_GETARG_DATEADT(2);
	if (DATE_IS_NOBEGIN(day))
		cx_refuse_infinite("as_of");
	/* a day beyond all timestamps is as good as no end */
	return change(fcinfo, CX_TIME_DATE,
				  day >= TIMESTAMP_END_JULIAN - POSTGRES_EPOCH_JDATE ? DT_NOEND
																	 : (int64) day * USECS_PER_DAY,
				  sign);
}

static Datum
change_timestamp(FunctionCallInfo fcinfo, CxTimeKind kind, int sign)
{
	check_as_of(fcinfo);
	if (TIMESTAMP_IS_NOBEGIN(PG_GETARG_TIMESTAMP(2)))
		cx_refuse_infinite("as_of");
	return change(fcinfo, kind, PG_GETARG_TIMESTAMP(2), sign);
}

/*
 * cx_funnel_counts_collect(internal, cx_chain, as_of date) -> internal
 * cx_funnel_counts_collect(internal, cx_chain, as_of timestamp) -> internal
 * cx_funnel_counts_collect(internal, cx_chain, as_of timestamptz) -> internal
 * cx_funnel_counts_remove, the same
 *		Transition of funnel_agg(), and its inverse in a window: counts a customer by how far his first
 *		start came, before as_of, the first time that is not observed; 'infinity': the data is complete. A
 *		NULL or empty chain is skipped, and so is one that did not reach the first step. A NULL as_of: error
 *		22004; '-infinity': 22008; an as_of of another type than the chain's times, or a date or local time
 *		among instants (kinds.h), a chain not by first starts, a step reached at as_of or later, another
 *		funnel or as_of than of the customers before: 22023; a count beyond bigint, or a customer taken out
 *		who is not there: 22003.
 */
#define TRANSITION(name, sign)                                                                     \
	PG_FUNCTION_INFO_V1(name##_date);                                                              \
	Datum name##_date(PG_FUNCTION_ARGS)                                                            \
	{                                                                                              \
		return change_date(fcinfo, sign);                                                          \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_timestamp);                                                         \
	Datum name##_timestamp(PG_FUNCTION_ARGS)                                                       \
	{                                                                                              \
		return change_timestamp(fcinfo, CX_TIME_TIMESTAMP, sign);                                  \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(name##_timestamptz);                                                       \
	Datum name##_timestamptz(PG_FUNCTION_ARGS)                                                     \
	{                                                                                              \
		CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&as_of_times);                                             \
		return change_timestamp(fcinfo, CX_TIME_TIMESTAMPTZ, sign);                                \
	}

TRANSITION(cx_funnel_counts_collect, 1)
TRANSITION(cx_funnel_counts_remove, -1)

/*
 * cx_funnel_counts_fold(internal, cx_funnel) -> internal
 * cx_funnel_counts_unfold(internal, cx_funnel) -> internal
 *		Transition of rollup(), and its inverse in a window. A NULL state is skipped. Another funnel or
 *		as_of: error 22023; a count beyond bigint, or customers taken out who are not there: 22003.
 */
PG_FUNCTION_INFO_V1(cx_funnel_counts_fold);
Datum
cx_funnel_counts_fold(PG_FUNCTION_ARGS)
{
	CxFunnelBuild *build = working_build(fcinfo);

	if (!PG_ARGISNULL(1))
		cx_funnel_fold(build, PG_GETARG_FUNNEL(1), 1);
	PG_RETURN_POINTER(build);
}

PG_FUNCTION_INFO_V1(cx_funnel_counts_unfold);
Datum
cx_funnel_counts_unfold(PG_FUNCTION_ARGS)
{
	CxFunnelBuild *build = working_build(fcinfo);

	if (!PG_ARGISNULL(1))
		cx_funnel_fold(build, PG_GETARG_FUNNEL(1), -1);
	PG_RETURN_POINTER(build);
}

/*
 * cx_funnel_counts_combine(internal, internal) -> internal
 *		Both together. A NULL state is empty. Errors as for rollup().
 */
PG_FUNCTION_INFO_V1(cx_funnel_counts_combine);
Datum
cx_funnel_counts_combine(PG_FUNCTION_ARGS)
{
	CxFunnelBuild *build = working_build(fcinfo);

	if (!PG_ARGISNULL(1))
		cx_funnel_fold(build, cx_funnel_built((const CxFunnelBuild *) PG_GETARG_POINTER(1)), 1);
	PG_RETURN_POINTER(build);
}

/*
 * cx_funnel_counts_serialize(internal) -> bytea
 *		A partial state for another process, as cx_funnel_send() has it. Strict.
 * cx_funnel_counts_deserialize(bytea, internal) -> internal
 *		What cx_funnel_counts_serialize() wrote, checked as cx_funnel_recv() does: error 22P03 or 08P01.
 *		Strict.
 */
PG_FUNCTION_INFO_V1(cx_funnel_counts_serialize);
Datum
cx_funnel_counts_serialize(PG_FUNCTION_ARGS)
{
	cx_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P(
		cx_funnel_to_bytes(cx_funnel_built((const CxFunnelBuild *) PG_GETARG_POINTER(0))));
}

PG_FUNCTION_INFO_V1(cx_funnel_counts_deserialize);
Datum
cx_funnel_counts_deserialize(PG_FUNCTION_ARGS)
{
	CxFunnelBuild *build;

	cx_aggregate_context(fcinfo);
	build = cx_funnel_build(CurrentMemoryContext);
	cx_funnel_fold(build, cx_funnel_of_bytes(PG_GETARG_BYTEA_PP(0)), 1);
	PG_RETURN_POINTER(build);
}

/*
 * cx_funnel_counts_final(internal) -> cx_funnel
 *		Final function of funnel_agg() and rollup(); () over no rows. It reads only.
 */
PG_FUNCTION_INFO_V1(cx_funnel_counts_final);
Datum
cx_funnel_counts_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(cx_funnel_built(working_build(fcinfo)));
}

/*
 * cx_funnel_add(cx_funnel, cx_funnel) -> cx_funnel
 * cx_funnel_subtract(cx_funnel, cx_funnel) -> cx_funnel
 *		Operators + and -: the customers of both, who are different ones; those of the first without those
 *		of the second, who are among them. Strict. Errors as for rollup().
 */
static Datum
merge(FunctionCallInfo fcinfo, int sign)
{
	CxFunnelBuild *build = cx_funnel_build(CurrentMemoryContext);

	cx_funnel_fold(build, PG_GETARG_FUNNEL(0), 1);
	cx_funnel_fold(build, PG_GETARG_FUNNEL(1), sign);
	PG_RETURN_POINTER(cx_funnel_built(build));
}

PG_FUNCTION_INFO_V1(cx_funnel_add);
Datum
cx_funnel_add(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(cx_funnel_subtract);
Datum
cx_funnel_subtract(PG_FUNCTION_ARGS)
{
	return merge(fcinfo, -1);
}
