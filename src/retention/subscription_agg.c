/*
 * subscription_agg.c
 *	  Folding subscriptions into cx_lifecycle: who came and who left in each period.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/builtins.h"

#include "base/kinds.h"
#include "base/period_lookup.h"
#include "base/spell.h"
#include "retention/lifecycle.h"

/*
 * A subscription lasts from started to just before ended. It is new in its first period, active in
 * every period it overlaps, and churned in the next one, which is the period that ended begins when
 * it ended exactly there.
 */
static pg_attribute_always_inline Datum
fold(FunctionCallInfo fcinfo, const CxPeriodLookup *lookup, int sign, int64 first, bool open,
	 int64 last)
{
	CxFlowsExpanded *state;

	/* where a clock is set back over midnight, a later instant can fall in an earlier day */
	last = Max(first, last) + 1;
	if (sign > 0 && likely(cx_flows_count_quickly(fcinfo, CX_LIFECYCLE_WIDTH, lookup->period, first,
												  0, !open, last, 2)))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	state = cx_flows_writable(fcinfo, &cx_lifecycle_kind);
	cx_flows_set_grace(state, 0);
	cx_lifecycle_add_flow(state, lookup->period, first, sign, 0, 0);
	if (!open)
		cx_lifecycle_add_flow(state, lookup->period, last, 0, 0, sign);
	return cx_flows_datum(fcinfo, state);
}

static const CxTimes subscription_times = {1, 2, {"started", "ended"}};

/*
 * cx_lifecycle_subscribe(cx_lifecycle, started, ended, period [, zone]) -> cx_lifecycle
 * cx_lifecycle_unsubscribe, the same
 *		Transition and inverse of subscription_agg(). A NULL started, and one that equals ended, is
 *		skipped; a NULL or infinite ended is open. A NULL state gives NULL. An infinite started:
 *		error 22008; ended before started, or a date or local time among instants (kinds.h): 22023;
 *		a NULL period or zone: 22004; another period than the rows before had, or a grace: 22023.
 */
#define SUBSCRIPTION(symbol, Type, GETARG, KIND, zone_arg, period_of, sign)                        \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxPeriodLookup *lookup;                                                                    \
		Type started, ended;                                                                       \
		bool open;                                                                                 \
                                                                                                   \
		CX_CHECK_KINDS_##KIND(&subscription_times);                                                \
		lookup = cx_period_lookup(fcinfo, 3, zone_arg, CX_ANSWER_NUMBER);                          \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		started = GETARG(1);                                                                       \
		ended = PG_ARGISNULL(2) ? CX_SPELL_OPEN_##KIND : GETARG(2);                                \
		if (unlikely(!cx_spell_valid_##KIND(started, ended)))                                      \
			cx_spell_refuse_##KIND(started, ended);                                                \
		if (unlikely(ended == started))                                                            \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		open = ended == CX_SPELL_OPEN_##KIND;                                                      \
		return fold(fcinfo, lookup, sign, period_of(lookup, started), open,                        \
					open ? 0 : period_of(lookup, ended - 1));                                      \
	}

SUBSCRIPTION(cx_lifecycle_subscribe_date, DateADT, PG_GETARG_DATEADT, DATE, -1,
			 cx_period_lookup_day, 1)
SUBSCRIPTION(cx_lifecycle_unsubscribe_date, DateADT, PG_GETARG_DATEADT, DATE, -1,
			 cx_period_lookup_day, -1)
SUBSCRIPTION(cx_lifecycle_subscribe_timestamp, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP, -1,
			 cx_period_lookup_timestamp, 1)
SUBSCRIPTION(cx_lifecycle_unsubscribe_timestamp, Timestamp, PG_GETARG_TIMESTAMP, TIMESTAMP, -1,
			 cx_period_lookup_timestamp, -1)
SUBSCRIPTION(cx_lifecycle_subscribe_timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ, 4,
			 cx_period_lookup_timestamptz, 1)
SUBSCRIPTION(cx_lifecycle_unsubscribe_timestamptz, TimestampTz, PG_GETARG_TIMESTAMPTZ, TIMESTAMPTZ,
			 4, cx_period_lookup_timestamptz, -1)
