/*
 * subscriptions.c
 *	  Collecting subscriptions: transitions, combining, and the way between processes.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "base/aggregate.h"
#include "base/period_lookup.h"
#include "base/state_wire.h"
#include "revenue/money_arg.h"
#include "revenue/subscriptions.h"

#define TYPE_NAME "revenue_agg state"
/* Memory does not travel to a machine of the other byte order: that is another version. */
#ifdef WORDS_BIGENDIAN
#define WIRE_VERSION 129
#else
#define WIRE_VERSION 1
#endif
#define WIRE_HEADER (1 + 1 + 8 + 8)

static CxSubscriptions *
make_state(MemoryContext context, CxPeriod period)
{
	CxSubscriptions *state = MemoryContextAllocZero(context, sizeof(CxSubscriptions));

	state->period = period;
	state->sorted = true;
	state->low = PG_INT32_MAX;
	state->high = PG_INT32_MIN;
	return state;
}

static void *
resize(MemoryContext context, void *array, int64 old, int64 capacity, Size size)
{
	if (capacity == old)
		return array;
	if (array == NULL)
		return MemoryContextAllocHuge(context, capacity * size);
	return repalloc_huge(array, capacity * size);
}

/*
 * Room for more subscriptions and more other amounts: twice as much as there was, or as the limit
 * allows. A million groups of one subscription each must stay small, so it begins with two.
 */
static void
make_room(MemoryContext context, CxSubscriptions *state, int64 more, int64 more_others)
{
	int64 count = state->count + more;
	int64 other_count = state->other_count + more_others;
	int64 capacity = state->capacity;
	int64 other_capacity = state->other_capacity;
	int64 left = CX_SUBSCRIPTIONS_LIMIT - CX_SUBSCRIPTIONS_BYTES(count, other_count);

	if (left < 0)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("revenue_agg over more than " INT64_FORMAT
					   " subscriptions needs more than 1 GB",
					   state->count),
				errhint("Aggregate parts that hold whole customers, such as customer %% 4, and add "
						"them up with rollup()."));
	if (count > capacity)
		capacity = Max(Max(2 * capacity, count), 2);
	if (other_count > other_capacity)
		other_capacity = Max(Max(2 * other_capacity, other_count), 2);
	if (CX_SUBSCRIPTIONS_BYTES(capacity, other_capacity) > CX_SUBSCRIPTIONS_LIMIT)
	{
		/*
		 * What is only reserved must not count. Each array may have to give back, but half of what
		 * is left is for either: arrays that grow in turns would else be moved for each element.
		 */
		other_capacity = Min(other_capacity, other_count + left / 2 / (int64) sizeof(CxMoney));
		capacity =
			Min(capacity, (CX_SUBSCRIPTIONS_LIMIT - CX_SUBSCRIPTIONS_BYTES(0, other_capacity)) /
							  (int64) sizeof(CxSubscription));
	}
	state->list = resize(context, state->list, state->capacity, capacity, sizeof(CxSubscription));
	state->capacity = capacity;
	state->others =
		resize(context, state->others, state->other_capacity, other_capacity, sizeof(CxMoney));
	state->other_capacity = other_capacity;
}

pg_noreturn static void
refuse_other_period(CxPeriod a, CxPeriod b)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("subscriptions by %s and by %s cannot be aggregated together", cx_period_name(a),
				   cx_period_name(b)),
			errhint("Use the same period in every row, or GROUP BY it."));
}

/* Takes note of the subscription that lies behind the last one, and counts it. */
static pg_attribute_always_inline void
note_next(CxSubscriptions *state)
{
	const CxSubscription *subscription = &state->list[state->count];

	state->differing |= (uint64) (subscription->customer ^ state->list[0].customer);
	/* unsigned, as they are sorted: a window goes on collecting behind what has been sorted */
	state->sorted = state->sorted && (state->count == 0 || (uint64) subscription[-1].customer <=
															   (uint64) subscription->customer);
	state->low = Min(state->low, subscription->first);
	state->high =
		Max(state->high, subscription->stop == CX_OPEN ? subscription->first : subscription->stop);
	state->count++;
}

/*
 * Appends a subscription, if it is of any consequence. The amount is in micros or, when those are
 * negative, in money.
 */
static pg_attribute_always_inline Datum
collect(FunctionCallInfo fcinfo, CxPeriod period, int64 customer, int32 first, int32 stop,
		int64 micros, const CxMoney *money)
{
	CxSubscriptions *state = PG_ARGISNULL(0) ? NULL : (CxSubscriptions *) PG_GETARG_POINTER(0);
	bool other = micros < 0;
	CxSubscription *subscription;

	/* not there at the end of any period, or paying nothing */
	if (first >= stop || micros == 0)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (unlikely(state == NULL))
		state = make_state(cx_aggregate_context(fcinfo), period);
	if (unlikely(state->period != period))
		refuse_other_period(state->period, period);
	if (unlikely(state->count == state->capacity ||
				 (other && state->other_count == state->other_capacity)))
		make_room(cx_aggregate_context(fcinfo), state, 1, other);

	subscription = &state->list[state->count];
	subscription->customer = customer;
	subscription->first = first;
	subscription->stop = stop;
	subscription->amount = micros;
	if (unlikely(other))
	{
		state->others[state->other_count] = *money;
		subscription->amount = ~state->other_count++;
	}
	note_next(state);
	PG_RETURN_POINTER(state);
}

pg_noreturn static void
refuse_backwards(PGFunction out, Datum started, Datum ended)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("subscription ended %s, before it started %s",
				   DatumGetCString(DirectFunctionCall1(out, ended)),
				   DatumGetCString(DirectFunctionCall1(out, started))),
			errhint("ended is the first moment without the subscription; NULL or infinity while it "
					"runs."));
}

#define TRANSITION(time, Time, type, zone_arg, is_open)                                            \
	PG_FUNCTION_INFO_V1(cx_subscriptions_collect_##time##_##type);                                 \
	Datum cx_subscriptions_collect_##time##_##type(PG_FUNCTION_ARGS)                               \
	{                                                                                              \
		CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 5, zone_arg, false);                     \
		int32 first, stop = CX_OPEN;                                                               \
		int64 micros;                                                                              \
		CxMoney money;                                                                             \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(1) || PG_ARGISNULL(2)))                                          \
		{                                                                                          \
			if (PG_ARGISNULL(0))                                                                   \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		}                                                                                          \
		first = cx_period_lookup_##time(lookup, DatumGet##Time(PG_GETARG_DATUM(2)));               \
		if (!PG_ARGISNULL(3) && !is_open(DatumGet##Time(PG_GETARG_DATUM(3))))                      \
		{                                                                                          \
			if (unlikely(DatumGet##Time(PG_GETARG_DATUM(3)) < DatumGet##Time(PG_GETARG_DATUM(2)))) \
				refuse_backwards(cx_##time##_out, PG_GETARG_DATUM(2), PG_GETARG_DATUM(3));         \
			stop = cx_period_lookup_##time(lookup, DatumGet##Time(PG_GETARG_DATUM(3)));            \
		}                                                                                          \
		CX_GETARG_MICROS(4, type, micros, money);                                                  \
		return collect(fcinfo, lookup->period, PG_GETARG_INT64(1), first, stop, micros, &money);   \
	}

#define cx_day_out         date_out
#define cx_timestamp_out   timestamp_out
#define cx_timestamptz_out timestamptz_out

#define TRANSITIONS(type)                                                                          \
	TRANSITION(day, DateADT, type, -1, DATE_IS_NOEND)                                              \
	TRANSITION(timestamp, Timestamp, type, -1, TIMESTAMP_IS_NOEND)                                 \
	TRANSITION(timestamptz, TimestampTz, type, 6, TIMESTAMP_IS_NOEND)

/*
 * cx_subscriptions_collect(internal, customer bigint, started, ended, amount, period cx_period) -> internal
 * cx_subscriptions_collect(internal, ..., period cx_period, zone cx_zone) -> internal
 *		Transition of the one-pass revenue_agg, for date and timestamp, and for timestamptz with a
 *		zone. NULL customer or started: row skipped; NULL or infinite ended: still running; NULL
 *		amount: 0. NULL period or zone: error 22004. Infinite started: error 22008; ended before
 *		started, or another period than in the rows before: error 22023; more than 1 GB: error 54000;
 *		amounts as in cx_revenue_count.
 */
TRANSITIONS(int2)
TRANSITIONS(int4)
TRANSITIONS(int8)
TRANSITIONS(float8)
TRANSITIONS(numeric)

/* Appends the subscriptions of another state, whose memory is not ours. */
static void
append(MemoryContext context, CxSubscriptions *state, const CxSubscriptions *other)
{
	if (state->count + other->count > state->capacity ||
		state->other_count + other->other_count > state->other_capacity)
		make_room(context, state, other->count, other->other_count);
	memcpy(state->list + state->count, other->list, other->count * sizeof(CxSubscription));
	if (other->other_count > 0)
	{
		memcpy(state->others + state->other_count, other->others,
			   other->other_count * sizeof(CxMoney));
		for (int64 i = state->count; i < state->count + other->count; i++)
			if (state->list[i].amount < 0)
				state->list[i].amount -= state->other_count; /* ~x - n is ~(x + n) */
	}
	state->sorted = state->count == 0 && other->sorted;
	state->differing |=
		other->differing | (uint64) (state->list[0].customer ^ other->list[0].customer);
	state->low = Min(state->low, other->low);
	state->high = Max(state->high, other->high);
	state->count += other->count;
	state->other_count += other->other_count;
}

/*
 * cx_subscriptions_combine(internal, internal) -> internal
 *		The subscriptions of both. A NULL state has none. Different periods: error 22023; more than
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
		state = make_state(context, other->period);
	else if (state->period != other->period)
		refuse_other_period(state->period, other->period);
	append(context, state, other);
	PG_RETURN_POINTER(state);
}

/*
 * cx_subscriptions_serialize(internal) -> bytea, cx_subscriptions_deserialize(bytea, internal) -> internal
 *		A partial state on its way from a worker: version byte, period's code, subscriptions and other
 *		amounts, then both as they lie in memory. Strict. What is no such state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_subscriptions_serialize);
Datum
cx_subscriptions_serialize(PG_FUNCTION_ARGS)
{
	const CxSubscriptions *state = (CxSubscriptions *) PG_GETARG_POINTER(0);
	StringInfoData message;

	pq_begintypsend(&message);
	enlargeStringInfo(
		&message, (int) (WIRE_HEADER + CX_SUBSCRIPTIONS_BYTES(state->count, state->other_count)));
	pq_sendbyte(&message, WIRE_VERSION);
	pq_sendbyte(&message, (uint8) state->period);
	pq_sendint64(&message, state->count);
	pq_sendint64(&message, state->other_count);
	pq_sendbytes(&message, (const char *) state->list, state->count * sizeof(CxSubscription));
	if (state->other_count > 0)
		pq_sendbytes(&message, (const char *) state->others, state->other_count * sizeof(CxMoney));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* What is wrong with a subscription that came from outside, or NULL. */
static const char *
problem_of(const CxSubscriptions *state, const CxSubscription *subscription)
{
	if (subscription->first >= subscription->stop)
		return "A subscription ends before it begins.";
	if (subscription->amount == 0)
		return "A subscription without an amount is left out.";
	if (subscription->amount < 0 && ~subscription->amount >= state->other_count)
		return "An amount is missing.";
	return NULL;
}

PG_FUNCTION_INFO_V1(cx_subscriptions_deserialize);
Datum
cx_subscriptions_deserialize(PG_FUNCTION_ARGS)
{
	bytea *bytes = PG_GETARG_BYTEA_PP(0);
	StringInfoData message;
	CxSubscriptions *state;
	int period;
	int64 count, other_count;

	cx_aggregate_context(fcinfo);
	message.data = VARDATA_ANY(bytes);
	message.len = message.maxlen = (int) VARSIZE_ANY_EXHDR(bytes);
	message.cursor = 0;
	cx_wire_version(&message, TYPE_NAME, WIRE_VERSION);
	period = pq_getmsgbyte(&message);
	count = pq_getmsgint64(&message);
	other_count = pq_getmsgint64(&message);
	/* no more of either than bytes: then nothing overflows */
	if (period >= CX_PERIODS || count < 1 || count > message.len || other_count < 0 ||
		other_count > count ||
		message.len - message.cursor != CX_SUBSCRIPTIONS_BYTES(count, other_count))
		cx_wire_refuse(TYPE_NAME, "Its header does not fit its length.");

	state = make_state(CurrentMemoryContext, (CxPeriod) period);
	make_room(CurrentMemoryContext, state, count, other_count);
	pq_copymsgbytes(&message, (char *) state->list, (int) (count * sizeof(CxSubscription)));
	if (other_count > 0)
		pq_copymsgbytes(&message, (char *) state->others, (int) (other_count * sizeof(CxMoney)));
	state->other_count = other_count;
	for (int64 i = 0; i < other_count; i++)
		if (cx_fixed_is_negative(&state->others[i]) || cx_fixed_is_zero(&state->others[i]))
			cx_wire_refuse(TYPE_NAME, "An amount is not positive.");
	while (state->count < count)
	{
		const char *problem = problem_of(state, &state->list[state->count]);

		CHECK_FOR_INTERRUPTS();
		if (problem != NULL)
			cx_wire_refuse(TYPE_NAME, problem);
		note_next(state);
	}
	/* all others are between these two */
	if (!cx_period_is_valid(state->period, state->low) ||
		!cx_period_is_valid(state->period, state->high))
		cx_wire_refuse(TYPE_NAME, "A period is outside the range of type date.");
	PG_RETURN_POINTER(state);
}

/*
 * cx_subscriptions_final(internal) -> cx_revenue_series
 *		Final function of the one-pass revenue_agg: the movements of all customers, () over no rows.
 *		It may put the state's subscriptions into another order. A sum beyond its range: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_subscriptions_final);
Datum
cx_subscriptions_final(PG_FUNCTION_ARGS)
{
	CxSubscriptions *state = PG_ARGISNULL(0) ? NULL : (CxSubscriptions *) PG_GETARG_POINTER(0);

	cx_aggregate_context(fcinfo);
	PG_RETURN_SERIES(cx_subscriptions_series(state));
}
