/*
 * statuses_agg.c
 *	  Aggregates that put events, or whole states, into cx_statuses.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/kinds.h"
#include "service/statuses_build.h"

/*
 * Argument 0 as a state to be written to. What the executor owns is a plain value in its memory; what
 * others pass may be toasted, and stays as it is.
 */
static inline CxStatuses *
working_state(FunctionCallInfo fcinfo)
{
	CxStatuses *state = (CxStatuses *) PG_GETARG_POINTER(0);

	if (likely(cx_owns_state(fcinfo) && VARATT_IS_4B_U(state)))
		return state;
	return (CxStatuses *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
}

static const CxTimes event_times = {1, 1, {"at"}};

static Datum
append_event(FunctionCallInfo fcinfo, bool has_seq, int64 seq)
{
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(1);
	const struct varlena *status = PG_GETARG_VARLENA_PP(2);
	CxStatuses *state;

	CX_CHECK_KINDS_ONCE_TIMESTAMPTZ(&event_times);
	if (unlikely(TIMESTAMP_NOT_FINITE(at)))
		cx_refuse_infinite("at");
	state = cx_statuses_append(working_state(fcinfo), at, has_seq, seq,
							   (CxName){VARDATA_ANY(status), (uint32) VARSIZE_ANY_EXHDR(status)});
	/* whoever calls a transition by hand gets a value to keep, not a working state */
	if (likely(cx_owns_state(fcinfo)))
		PG_RETURN_POINTER(state);
	PG_RETURN_POINTER(cx_statuses_closed(state));
}

/*
 * cx_statuses_count(cx_statuses, at timestamptz, status text) -> cx_statuses
 *		Transition of status_agg(at, status): the ticket came into the status at that instant. Strict: a
 *		row with a NULL is skipped. An infinite instant: error 22008; a date or local time that PostgreSQL
 *		made an instant of (kinds.h): 22023; more events than a state holds: 54000.
 */
PG_FUNCTION_INFO_V1(cx_statuses_count);
Datum
cx_statuses_count(PG_FUNCTION_ARGS)
{
	return append_event(fcinfo, false, 0);
}

/*
 * cx_statuses_count_seq(cx_statuses, at timestamptz, status text, seq bigint) -> cx_statuses
 *		Transition of status_agg(at, status, seq), where seq orders the events of one instant. Not
 *		strict: a NULL seq comes first, a NULL state gives NULL, a row without instant or status is
 *		skipped. Errors as above.
 */
PG_FUNCTION_INFO_V1(cx_statuses_count_seq);
Datum
cx_statuses_count_seq(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	return append_event(fcinfo, !PG_ARGISNULL(3), PG_ARGISNULL(3) ? 0 : PG_GETARG_INT64(3));
}

/*
 * cx_statuses_refuse_local(cx_statuses, at, ...)
 *		Transition of status_agg() over dates and local times: error 22023. PostgreSQL would turn them
 *		into instants by the session's zone.
 */
PG_FUNCTION_INFO_V1(cx_statuses_refuse_local);
Datum
cx_statuses_refuse_local(PG_FUNCTION_ARGS)
{
	cx_refuse_local_time(fcinfo, 1, "at");
	PG_RETURN_NULL();
}

/*
 * cx_statuses_add(cx_statuses, cx_statuses) -> cx_statuses
 *		Operator +, combine function, and transition of rollup(): the events of both, an event that both
 *		have once. Strict. More events than a state holds: error 54000.
 *
 * In an aggregate, states that are small beside what is there already are appended like rows.
 */
PG_FUNCTION_INFO_V1(cx_statuses_add);
Datum
cx_statuses_add(PG_FUNCTION_ARGS)
{
	const CxStatuses *more = cx_statuses_arg(fcinfo, 1);

	if (cx_owns_state(fcinfo))
	{
		CxStatuses *state = working_state(fcinfo);

		if (more->events == 0)
			PG_RETURN_POINTER(state);
		if (cx_statuses_size(more) < (cx_statuses_size(state) + state->pending) / 2)
			PG_RETURN_POINTER(cx_statuses_append_all(state, more));
	}
	PG_RETURN_POINTER(cx_statuses_merge(cx_statuses_arg(fcinfo, 0), more));
}

/*
 * cx_statuses_close(cx_statuses) -> cx_statuses
 *		Final function of the aggregates that return a state: the working state with all its events
 *		sorted in. It reads only. Strict.
 */
PG_FUNCTION_INFO_V1(cx_statuses_close);
Datum
cx_statuses_close(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(cx_statuses_arg(fcinfo, 0));
}
