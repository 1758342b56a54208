/*
 * subscriptions.c
 *	  The one-pass revenue_agg: collecting subscriptions, combining, and the answer.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/kinds.h"
#include "base/period_lookup.h"
#include "base/spell.h"
#include "base/state_wire.h"
#include "revenue/money_arg.h"
#include "revenue/subscriptions.h"

/* Argument 1 as a key. */
static pg_attribute_always_inline void
read_customer(FunctionCallInfo fcinfo, const CxSubscriptions *state, CxSubscriberKind kind,
			  uint64 *customer)
{
	if (kind == CX_BY_NUMBER)
		customer[0] = CX_NUMBER_KEY(PG_GETARG_INT64(1));
	else if (kind == CX_BY_UUID)
		cx_uuid_customer(PG_GETARG_UUID_P(1), customer);
	else
		cx_text_customer(PG_GETARG_TEXT_PP(1), state->seed, customer);
}

/* Argument argno as the span in periods; 1 in the forms without one. */
static pg_attribute_always_inline int
span_arg(FunctionCallInfo fcinfo, int argno)
{
	static const char what_it_is[] = "It is the number of periods between the two ends that are "
									 "compared: 12 with 'month' for the "
									 "trailing twelve months.";
	int32 span;

	if (PG_NARGS() <= argno)
		return 1;
	if (unlikely(PG_ARGISNULL(argno)))
		cx_refuse_null("span", what_it_is);
	span = PG_GETARG_INT32(argno);
	if (unlikely(span < 1 || span > CX_SERIES_MAX_SPAN))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("a span of %d periods is not between 1 and %d", span, CX_SERIES_MAX_SPAN),
				errhint("%s", what_it_is));
	return span;
}

/*
 * Adds a subscription, if it is of any consequence. The amount is in micros or, when those are too
 * few, in money.
 */
static pg_attribute_always_inline Datum
collect(FunctionCallInfo fcinfo, CxPeriod period, int span, CxSubscriberKind kind, int32 first,
		int32 stop, int64 micros, const CxMoney *money)
{
	const int words = CX_SUBSCRIBER_WORDS(kind);
	CxSubscriptions *state = PG_ARGISNULL(0) ? NULL : (CxSubscriptions *) PG_GETARG_POINTER(0);
	bool other = micros < CX_LEAST_MICROS;
	CxSubscription *subscription;

	/* not there at the end of any period, or paying nothing */
	if (first >= stop || micros == 0)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (unlikely(state == NULL))
		state = cx_subscriptions_make(cx_aggregate_context(fcinfo), period, span, kind,
									  kind == CX_BY_TEXT ? cx_customer_seed() : 0);
	if (unlikely(state->period != period))
		cx_refuse_two_periods(state->period, period);
	if (unlikely(state->span != span))
		cx_refuse_two_spans(state->span, span);
	if (unlikely(state->count == state->capacity ||
				 (other && state->other_count == state->other_capacity)))
		cx_subscriptions_make_room(cx_aggregate_context(fcinfo), state, 1, other);

	subscription = (CxSubscription *) (state->list + state->count * CX_SUBSCRIPTION_SIZE(words));
	read_customer(fcinfo, state, kind, subscription->customer);
	subscription->first = first;
	subscription->stop = stop;
	subscription->amount = micros;
	if (unlikely(other))
	{
		state->others[state->other_count] = *money;
		subscription->amount = CX_OTHER_AMOUNT(state->other_count++);
	}
	cx_subscriptions_note(state, words);
	PG_RETURN_POINTER(state);
}

static const CxTimes subscription_times = {2, 2, {"started", "ended"}};

/* An amount of fewer micros than a subscription holds is kept as money, too. */
#define TRANSITION(kind, KIND, time, TIME, Time, type, zone_arg, first_free)                       \
	PG_FUNCTION_INFO_V1(cx_subscriptions_collect_##kind##_##time##_##type);                        \
	Datum cx_subscriptions_collect_##kind##_##time##_##type(PG_FUNCTION_ARGS)                      \
	{                                                                                              \
		CxPeriodLookup *lookup;                                                                    \
		int32 first, stop = CX_OPEN, span;                                                         \
		int64 micros;                                                                              \
		CxMoney money;                                                                             \
		Time started, ended;                                                                       \
                                                                                                   \
		CX_CHECK_KINDS_##TIME(&subscription_times);                                                \
		lookup = cx_period_lookup(fcinfo, 5, zone_arg, CX_ANSWER_NUMBER);                          \
		span = span_arg(fcinfo, first_free);                                                       \
		if (unlikely(PG_ARGISNULL(1) || PG_ARGISNULL(2)))                                          \
		{                                                                                          \
			if (PG_ARGISNULL(0))                                                                   \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		}                                                                                          \
		started = DatumGet##Time(PG_GETARG_DATUM(2));                                              \
		ended = PG_ARGISNULL(3) ? CX_SPELL_OPEN_##TIME : DatumGet##Time(PG_GETARG_DATUM(3));       \
		if (unlikely(!cx_spell_valid_##TIME(started, ended)))                                      \
			cx_spell_refuse_##TIME(started, ended);                                                \
		first = cx_period_lookup_##time(lookup, started);                                          \
		if (ended != CX_SPELL_OPEN_##TIME)                                                         \
			stop = cx_period_lookup_##time(lookup, ended);                                         \
		CX_GETARG_MICROS(4, type, micros, money);                                                  \
		if (unlikely(micros < CX_LEAST_MICROS && micros != PG_INT64_MIN))                          \
			money = cx_money_from_signed_micros(micros);                                           \
		return collect(fcinfo, lookup->period, span, KIND, first, stop, micros, &money);           \
	}

#define TRANSITIONS_OF(kind, KIND, type)                                                           \
	TRANSITION(kind, KIND, day, DATE, DateADT, type, -1, 6)                                        \
	TRANSITION(kind, KIND, timestamp, TIMESTAMP, Timestamp, type, -1, 6)                           \
	TRANSITION(kind, KIND, timestamptz, TIMESTAMPTZ, TimestampTz, type, 6, 7)

#define TRANSITIONS(type)                                                                          \
	TRANSITIONS_OF(bigint, CX_BY_NUMBER, type)                                                     \
	TRANSITIONS_OF(uuid, CX_BY_UUID, type)                                                         \
	TRANSITIONS_OF(text, CX_BY_TEXT, type)

/*
 * cx_subscriptions_collect(internal, customer, started, ended, amount, period cx_period [, span integer])
 * cx_subscriptions_collect(internal, ..., period cx_period, zone cx_zone [, span integer]) -> internal;
 * customer bigint, uuid or text
 *		Transition of the one-pass revenue_agg, for date and timestamp, and for timestamptz with a zone;
 *		span in periods. NULL customer or started: row skipped; NULL or infinite ended: still running;
 *		NULL amount: 0; an amount may be negative. NULL period, zone or span: error 22004. A span below
 *		1 or above 65535, or another than in the rows before: error 22023. Infinite started: error
 *		22008; ended before started, a date or local time among instants (kinds.h), or another period
 *		than in the rows before: error 22023; more than 1 GB: error 54000; NaN, infinite and too large
 *		amounts: error 22003.
 */
TRANSITIONS(int2)
TRANSITIONS(int4)
TRANSITIONS(int8)
TRANSITIONS(float8)
TRANSITIONS(numeric)

/*
 * cx_subscriptions_combine(internal, internal) -> internal
 *		The subscriptions of both. A NULL state has none. Different periods or spans: error 22023; more than
 *		1 GB: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_subscriptions_combine);
Datum
cx_subscriptions_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxSubscriptions *state = PG_ARGISNULL(0) ? NULL : (CxSubscriptions *) PG_GETARG_POINTER(0);
	const CxSubscriptions *other =
		PG_ARGISNULL(1) ? NULL : (CxSubscriptions *) PG_GETARG_POINTER(1);

	if (other == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
		state =
			cx_subscriptions_make(context, other->period, other->span, other->kind, other->seed);
	if (state->period != other->period)
		cx_refuse_two_periods(state->period, other->period);
	if (state->span != other->span)
		cx_refuse_two_spans(state->span, other->span);
	if (state->kind != other->kind || state->seed != other->seed)
		cx_wire_refuse("revenue_agg state", "It has customers of another kind than the others.");
	cx_subscriptions_add(context, state, other);
	PG_RETURN_POINTER(state);
}

/*
 * cx_subscriptions_final(internal) -> cx_revenue_series
 *		Final function of the one-pass revenue_agg: the movements of all customers, () over no rows.
 *		It may put the state's subscriptions into another order. A customer whose subscriptions at the
 *		end of a period have a negative sum, and a sum beyond its range: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_subscriptions_final);
Datum
cx_subscriptions_final(PG_FUNCTION_ARGS)
{
	CxSubscriptions *state = PG_ARGISNULL(0) ? NULL : (CxSubscriptions *) PG_GETARG_POINTER(0);

	cx_aggregate_context(fcinfo);
	PG_RETURN_SERIES(cx_subscriptions_series(state));
}
