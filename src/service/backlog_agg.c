/*
 * backlog_agg.c
 *	  Folding tickets into cx_backlog: how many were opened and resolved in each period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/kinds.h"
#include "base/period_lookup.h"
#include "base/spell.h"
#include "service/backlog.h"

/* A ticket that is resolved in the period that it was opened in is both there. */
static pg_attribute_always_inline Datum
fold(FunctionCallInfo fcinfo, const CxPeriodLookup *lookup, int sign, int64 opened, bool open,
	 int64 resolved)
{
	CxFlowsExpanded *state;

	/* where a clock is set back over midnight, a later instant can fall in an earlier day */
	resolved = Max(opened, resolved);
	if (sign > 0 && likely(cx_flows_count_quickly(fcinfo, CX_BACKLOG_WIDTH, lookup->period, opened,
												  0, !open, resolved, 1)))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	state = cx_flows_writable(fcinfo, &cx_backlog_kind);
	cx_flows_change(state, CX_BACKLOG_WIDTH, lookup->period, opened, sign, (int64[]){1, 0});
	if (!open)
		cx_flows_change(state, CX_BACKLOG_WIDTH, lookup->period, resolved, sign, (int64[]){0, 1});
	return cx_flows_datum(fcinfo, state);
}

static const CxTimes ticket_times = {1, 2, {"opened", "resolved"}};

/*
 * cx_backlog_count(cx_backlog, opened, resolved, period [, zone]) -> cx_backlog
 * cx_backlog_uncount, the same
 *		Transition and inverse of backlog_agg(). A NULL opened is skipped; a NULL or infinite resolved
 *		is open. A NULL state gives NULL. An infinite opened: error 22008; resolved before opened, or
 *		a date or local time among instants (kinds.h): 22023; a NULL period or zone: 22004; another
 *		period than the rows before had: 22023.
 */
#define TICKET(function, Type, GETARG, KIND, zone_arg, period_of, sign)                            \
	static pg_noinline Datum function(FunctionCallInfo fcinfo)                                     \
	{                                                                                              \
		CxPeriodLookup *lookup;                                                                    \
		Type opened, resolved;                                                                     \
		bool open;                                                                                 \
                                                                                                   \
		CX_CHECK_KINDS_##KIND(&ticket_times);                                                      \
		lookup = cx_period_lookup(fcinfo, 3, zone_arg, CX_ANSWER_NUMBER);                          \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		opened = GETARG(1);                                                                        \
		resolved = PG_ARGISNULL(2) ? CX_SPELL_OPEN_##KIND : GETARG(2);                             \
		if (unlikely(!cx_spell_valid_##KIND(opened, resolved)))                                    \
			cx_ticket_refuse_##KIND(opened, resolved);                                             \
		open = resolved == CX_SPELL_OPEN_##KIND;                                                   \
		return fold(fcinfo, lookup, sign, period_of(lookup, opened), open,                         \
					open ? 0 : period_of(lookup, resolved));                                       \
	}

/*
 * The same for most rows: the arguments are constant, both days have been looked up before, and both
 * periods are there. A function of its own, so that it saves no registers for the sake of the others.
 */
#define TICKETS(kind, Type, GETARG, KIND, zone_arg, period_of, known_period)                       \
	TICKET(count_##kind, Type, GETARG, KIND, zone_arg, period_of, 1)                               \
	TICKET(uncount_##kind, Type, GETARG, KIND, zone_arg, period_of, -1)                            \
	PG_FUNCTION_INFO_V1(cx_backlog_count_##kind);                                                  \
	Datum cx_backlog_count_##kind(PG_FUNCTION_ARGS)                                                \
	{                                                                                              \
		const CxPeriodLookup *lookup = (const CxPeriodLookup *) fcinfo->flinfo->fn_extra;          \
		int32 first, last = PG_INT32_MIN;                                                          \
                                                                                                   \
		if (likely(lookup != NULL && lookup->constant && !PG_ARGISNULL(0) && !PG_ARGISNULL(1)))    \
		{                                                                                          \
			Type opened = GETARG(1);                                                               \
			Type resolved = PG_ARGISNULL(2) ? CX_SPELL_OPEN_##KIND : GETARG(2);                    \
			bool open = resolved == CX_SPELL_OPEN_##KIND;                                          \
                                                                                                   \
			if (likely(resolved >= opened && known_period(lookup, opened, &first) &&               \
					   (open || known_period(lookup, resolved, &last)) &&                          \
					   cx_flows_count_quickly(fcinfo, CX_BACKLOG_WIDTH, lookup->period, first, 0,  \
											  !open, Max(first, last), 1)))                        \
				PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                               \
		}                                                                                          \
		return count_##kind(fcinfo);                                                               \
	}                                                                                              \
	PG_FUNCTION_INFO_V1(cx_backlog_uncount_##kind);                                                \
	Datum cx_backlog_uncount_##kind(PG_FUNCTION_ARGS)                                              \
	{                                                                                              \
		return uncount_##kind(fcinfo);                                                             \
	}

TICKETS(date, DateADT, PG_GETARG_DATEADT, DATE, -1, cx_period_lookup_day,
		cx_period_lookup_known_day)
TICKETS(timestamp, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP, -1, cx_period_lookup_timestamp,
		cx_period_lookup_known_timestamp)
TICKETS(timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ, 4,
		cx_period_lookup_timestamptz, cx_period_lookup_known_timestamptz)
