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
#define TICKET(symbol, Type, GETARG, KIND, zone_arg, period_of, sign)                              \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxPeriodLookup *lookup;                                                                    \
		Type opened, resolved;                                                                     \
		bool open;                                                                                 \
                                                                                                   \
		CX_CHECK_KINDS_##KIND(&ticket_times);                                                      \
		lookup = cx_period_lookup(fcinfo, 3, zone_arg, false);                                     \
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

TICKET(cx_backlog_count_date, DateADT, PG_GETARG_DATEADT, DATE, -1, cx_period_lookup_day, 1)
TICKET(cx_backlog_uncount_date, DateADT, PG_GETARG_DATEADT, DATE, -1, cx_period_lookup_day, -1)
TICKET(cx_backlog_count_timestamp, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP, -1,
	   cx_period_lookup_timestamp, 1)
TICKET(cx_backlog_uncount_timestamp, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP, -1,
	   cx_period_lookup_timestamp, -1)
TICKET(cx_backlog_count_timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ, 4,
	   cx_period_lookup_timestamptz, 1)
TICKET(cx_backlog_uncount_timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ, 4,
	   cx_period_lookup_timestamptz, -1)
