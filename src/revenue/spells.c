/*
 * spells.c
 *	  Collecting subscriptions: transitions, combining, and the way between processes.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "base/aggregate.h"
#include "base/calendar.h"
#include "revenue/money_arg.h"
#include "revenue/spells.h"

static CxSpells *
make_state(MemoryContext context, CxPeriod period)
{
	CxSpells *state = MemoryContextAllocZero(context, sizeof(CxSpells));

	state->period = period;
	state->sorted = true;
	state->low = PG_INT32_MAX;
	state->high = PG_INT32_MIN;
	return state;
}

/*
 * Room for more elements of an array: twice as many as there were, or as many as the limit allows.
 * A million groups of one subscription each must stay small, so it begins with two.
 */
static void *
grow(MemoryContext context, void *array, int64 count, int64 more, int64 *capacity, Size size,
	 int64 other_bytes)
{
	int64 limit = (CX_SPELLS_LIMIT - other_bytes) / (int64) size;
	int64 wanted = Max(Max(2 * *capacity, count + more), 2);

	if (count + more > limit)
		ereport(ERROR, errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				errmsg("revenue_agg over more than " INT64_FORMAT
					   " subscriptions needs more than 1 GB",
					   count),
				errhint("Aggregate parts that hold whole customers, such as customer %% 4, and add "
						"them up with rollup()."));
	wanted = Min(wanted, limit);
	*capacity = wanted;
	if (array == NULL)
		return MemoryContextAllocHuge(context, wanted * size);
	return repalloc_huge(array, wanted * size);
}

static void
grow_spells(MemoryContext context, CxSpells *state, int64 more)
{
	state->spells = grow(context, state->spells, state->count, more, &state->capacity,
						 sizeof(CxSpell), state->other_capacity * sizeof(CxMoney));
}

static void
grow_others(MemoryContext context, CxSpells *state, int64 more)
{
	state->others = grow(context, state->others, state->other_count, more, &state->other_capacity,
						 sizeof(CxMoney), state->capacity * sizeof(CxSpell));
}

pg_noreturn static void
refuse_other_period(CxPeriod a, CxPeriod b)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("subscriptions by %s and by %s cannot be aggregated together", cx_period_name(a),
				   cx_period_name(b)),
			errhint("Use the same period in every row, or GROUP BY it."));
}

/* Appends a subscription, if it is of any consequence. */
static pg_attribute_always_inline Datum
collect(FunctionCallInfo fcinfo, CxPeriod period, int64 customer, int32 first, int32 stop,
		const CxMoney *amount)
{
	CxSpells *state = PG_ARGISNULL(0) ? NULL : (CxSpells *) PG_GETARG_POINTER(0);
	CxSpell *spell;

	/* not there at the end of any period, or paying nothing */
	if (first >= stop || cx_fixed_is_zero(amount))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (unlikely(state == NULL))
		state = make_state(cx_aggregate_context(fcinfo), period);
	if (unlikely(state->period != period))
		refuse_other_period(state->period, period);
	if (unlikely(state->count == state->capacity))
		grow_spells(cx_aggregate_context(fcinfo), state, 1);

	spell = &state->spells[state->count];
	spell->customer = customer;
	spell->first = first;
	spell->stop = stop;
	if (unlikely(!cx_money_micros(amount, &spell->amount)))
	{
		if (state->other_count == state->other_capacity)
			grow_others(cx_aggregate_context(fcinfo), state, 1);
		state->others[state->other_count] = *amount;
		spell->amount = ~state->other_count++;
	}
	state->differing |= (uint64) (customer ^ state->spells[0].customer);
	/* unsigned, as they are sorted: a window goes on collecting behind what has been sorted */
	state->sorted =
		state->sorted && (state->count == 0 || (uint64) spell[-1].customer <= (uint64) customer);
	state->low = Min(state->low, first);
	state->high = Max(state->high, stop == CX_OPEN ? first : stop);
	state->count++;
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
	PG_FUNCTION_INFO_V1(cx_spells_collect_##time##_##type);                                        \
	Datum cx_spells_collect_##time##_##type(PG_FUNCTION_ARGS)                                      \
	{                                                                                              \
		CxCalendar *calendar = cx_calendar(fcinfo, 5, zone_arg, false);                            \
		int32 first, stop = CX_OPEN;                                                               \
		CxMoney amount;                                                                            \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(1) || PG_ARGISNULL(2)))                                          \
		{                                                                                          \
			if (PG_ARGISNULL(0))                                                                   \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		}                                                                                          \
		first = cx_calendar_##time(calendar, DatumGet##Time(PG_GETARG_DATUM(2)));                  \
		if (!PG_ARGISNULL(3) && !is_open(DatumGet##Time(PG_GETARG_DATUM(3))))                      \
		{                                                                                          \
			if (unlikely(DatumGet##Time(PG_GETARG_DATUM(3)) < DatumGet##Time(PG_GETARG_DATUM(2)))) \
				refuse_backwards(cx_##time##_out, PG_GETARG_DATUM(2), PG_GETARG_DATUM(3));         \
			stop = cx_calendar_##time(calendar, DatumGet##Time(PG_GETARG_DATUM(3)));               \
		}                                                                                          \
		CX_GETARG_MONEY(4, type, amount);                                                          \
		return collect(fcinfo, calendar->period, PG_GETARG_INT64(1), first, stop, &amount);        \
	}

#define cx_day_out         date_out
#define cx_timestamp_out   timestamp_out
#define cx_timestamptz_out timestamptz_out

#define TRANSITIONS(type)                                                                          \
	TRANSITION(day, DateADT, type, -1, DATE_IS_NOEND)                                              \
	TRANSITION(timestamp, Timestamp, type, -1, TIMESTAMP_IS_NOEND)                                 \
	TRANSITION(timestamptz, TimestampTz, type, 6, TIMESTAMP_IS_NOEND)

/*
 * cx_spells_collect(internal, customer bigint, started, ended, amount, period cx_period) -> internal
 * cx_spells_collect(internal, ..., period cx_period, zone cx_zone) -> internal
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
append(MemoryContext context, CxSpells *state, const CxSpells *other)
{
	if (state->count + other->count > state->capacity)
		grow_spells(context, state, other->count);
	if (state->other_count + other->other_count > state->other_capacity)
		grow_others(context, state, other->other_count);
	memcpy(state->spells + state->count, other->spells, other->count * sizeof(CxSpell));
	if (other->other_count > 0)
	{
		memcpy(state->others + state->other_count, other->others,
			   other->other_count * sizeof(CxMoney));
		for (int64 i = state->count; i < state->count + other->count; i++)
			if (state->spells[i].amount < 0)
				state->spells[i].amount -= state->other_count; /* ~x - n is ~(x + n) */
	}
	state->sorted = state->count == 0 && other->sorted;
	state->differing |=
		other->differing | (uint64) (state->spells[0].customer ^ other->spells[0].customer);
	state->low = Min(state->low, other->low);
	state->high = Max(state->high, other->high);
	state->count += other->count;
	state->other_count += other->other_count;
}

/*
 * cx_spells_combine(internal, internal) -> internal
 *		The subscriptions of both. A NULL state has none. Different periods: error 22023; more than
 *		1 GB: error 54000.
 */
PG_FUNCTION_INFO_V1(cx_spells_combine);
Datum
cx_spells_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxSpells *state = PG_ARGISNULL(0) ? NULL : (CxSpells *) PG_GETARG_POINTER(0);
	const CxSpells *other = PG_ARGISNULL(1) ? NULL : (CxSpells *) PG_GETARG_POINTER(1);

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
 * cx_spells_serialize(internal) -> bytea, cx_spells_deserialize(bytea, internal) -> internal
 *		Between the processes of one query: the memory of the state as it is. Strict.
 */
PG_FUNCTION_INFO_V1(cx_spells_serialize);
Datum
cx_spells_serialize(PG_FUNCTION_ARGS)
{
	const CxSpells *state = (CxSpells *) PG_GETARG_POINTER(0);
	Size spells = state->count * sizeof(CxSpell);
	Size others = state->other_count * sizeof(CxMoney);
	bytea *value = palloc(VARHDRSZ + sizeof(CxSpells) + spells + others);
	char *at = VARDATA(value);

	SET_VARSIZE(value, VARHDRSZ + sizeof(CxSpells) + spells + others);
	memcpy(at, state, sizeof(CxSpells));
	memcpy(at + sizeof(CxSpells), state->spells, spells);
	if (others > 0)
		memcpy(at + sizeof(CxSpells) + spells, state->others, others);
	PG_RETURN_BYTEA_P(value);
}

PG_FUNCTION_INFO_V1(cx_spells_deserialize);
Datum
cx_spells_deserialize(PG_FUNCTION_ARGS)
{
	bytea *value = PG_GETARG_BYTEA_PP(0);
	const char *at = VARDATA_ANY(value);
	CxSpells *state = palloc(sizeof(CxSpells));
	Size spells, others;

	if (!AggCheckCallContext(fcinfo, NULL))
		elog(ERROR, "aggregate function called in non-aggregate context");
	memcpy(state, at, sizeof(CxSpells));
	state->capacity = state->count;
	state->other_capacity = state->other_count;
	spells = state->count * sizeof(CxSpell);
	others = state->other_count * sizeof(CxMoney);
	state->spells = MemoryContextAllocHuge(CurrentMemoryContext, spells);
	memcpy(state->spells, at + sizeof(CxSpells), spells);
	state->others = others > 0 ? MemoryContextAllocHuge(CurrentMemoryContext, others) : NULL;
	if (others > 0)
		memcpy(state->others, at + sizeof(CxSpells) + spells, others);
	PG_RETURN_POINTER(state);
}

/*
 * cx_spells_final(internal) -> cx_revenue_series
 *		Final function of the one-pass revenue_agg: the movements of all customers, () over no rows.
 *		It may put the state's subscriptions into another order. A sum beyond its range: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_spells_final);
Datum
cx_spells_final(PG_FUNCTION_ARGS)
{
	CxSpells *state = PG_ARGISNULL(0) ? NULL : (CxSpells *) PG_GETARG_POINTER(0);

	if (!AggCheckCallContext(fcinfo, NULL))
		elog(ERROR, "aggregate function called in non-aggregate context");
	PG_RETURN_SERIES(cx_spells_series(state));
}
