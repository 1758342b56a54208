/*
 * cohort_revenue_pass.c
 *	  Money by cohort and age in one pass over raw orders: cohort_revenue_agg(customer, at, amount, period).
 *
 * The state, base/purchase_pass.h, is internal because nobody stores piles of rows. Which of a customer's
 * days are purchases can be told when all rows are in; in the end the days of each customer are entered, as
 * those of a cx_spend are.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/customer_key.h"
#include "base/purchase_pass.h"
#include "base/state_wire.h"
#include "revenue/cohort_revenue_build.h"

#define TYPE_NAME "cohort_revenue_agg state"

static inline void
check_period(const CxPurchasePass *state, int32 period)
{
	if (unlikely(state->common != period))
		cx_refuse_two_periods((CxPeriod) state->common, (CxPeriod) period);
}

/*
 * cx_cohort_revenue_pass(internal, customer, at, amount, cx_period [, zone cx_zone]) -> internal;
 * customer smallint, integer, bigint, uuid or text; at date or timestamp, or timestamptz with a zone;
 * amount bigint, numeric or double precision
 *		Transition of cohort_revenue_agg over raw orders. A NULL customer or at is skipped; a NULL amount
 *		is 0. Texts are one customer when their bytes are the same. NULL period or zone: error 22004;
 *		infinite at: error 22008; an amount that money cannot hold: error 22003; another period than in
 *		the rows before: error 22023; more than 65536 days from the first to the last of all, or more
 *		than 1 GB: error 54000.
 */
#define TRANSITION(symbol, kind, get_key, zone_arg, day_of, amount_of)                             \
	static pg_noinline Datum symbol##_any(FunctionCallInfo fcinfo)                                 \
	{                                                                                              \
		CxPurchasePass *state = PG_ARGISNULL(0) ? NULL : (CxPurchasePass *) PG_GETARG_POINTER(0);  \
		CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 4, zone_arg, CX_ANSWER_DAY);             \
		CxAmount amount = {.narrow = true};                                                        \
		DateADT day;                                                                               \
		uint64 key[2];                                                                             \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(1) || PG_ARGISNULL(2)))                                          \
		{                                                                                          \
			if (state == NULL)                                                                     \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_POINTER(state);                                                              \
		}                                                                                          \
		day = day_of;                                                                              \
		if (unlikely(state == NULL))                                                               \
			state =                                                                                \
				cx_purchase_pass_begin(cx_aggregate_context(fcinfo), kind, lookup->period, day);   \
		check_period(state, lookup->period);                                                       \
		cx_purchase_pass_see(state, day);                                                          \
		if (likely(!PG_ARGISNULL(3)))                                                              \
			amount_of(PG_GETARG_DATUM(3), &amount);                                                \
		get_key;                                                                                   \
		cx_purchase_pass_add_row(state, key, day, &amount);                                        \
		PG_RETURN_POINTER(state);                                                                  \
	}

/*
 * Nearly all rows take a way on which nothing is called, as in retention/retention_pass.c: days known to the
 * lookup, amounts of a narrow form, and a period that is constant and so the one the state began with.
 */
#define SHORT_WAY(symbol, kind, get_key, known, micros_of)                                         \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxPurchasePass *state = (CxPurchasePass *) PG_GETARG_POINTER(0);                           \
		const CxPeriodLookup *lookup = (const CxPeriodLookup *) fcinfo->flinfo->fn_extra;          \
		uint64 key[2];                                                                             \
		int64 micros;                                                                              \
		int32 day;                                                                                 \
                                                                                                   \
		if (likely(!PG_ARGISNULL(0) && !PG_ARGISNULL(1) && !PG_ARGISNULL(2) && !PG_ARGISNULL(3) && \
				   lookup != NULL && lookup->constant && known &&                                  \
				   micros_of(PG_GETARG_DATUM(3), &micros)))                                        \
		{                                                                                          \
			get_key;                                                                               \
			if (likely(cx_purchase_pass_add_at_once(state, key, day, micros,                       \
													CX_PURCHASER_WORDS(kind))))                    \
				PG_RETURN_POINTER(state);                                                          \
		}                                                                                          \
		return symbol##_any(fcinfo);                                                               \
	}

#define SMALLINT_KEY key[0] = (uint64) (int64) PG_GETARG_INT16(1)
#define INTEGER_KEY  key[0] = (uint64) (int64) PG_GETARG_INT32(1)
#define BIGINT_KEY   key[0] = (uint64) PG_GETARG_INT64(1)
#define UUID_KEY     cx_uuid_customer(PG_GETARG_UUID_P(1), key)
#define TEXT_KEY     cx_text_customer(PG_GETARG_TEXT_PP(1), state->seed, key)
#define DAY          cx_period_lookup_day(lookup, PG_GETARG_DATEADT(2))
#define LOCAL        cx_period_lookup_timestamp(lookup, PG_GETARG_TIMESTAMP(2))
#define INSTANT      cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(2))

#define KNOWN_DAY     cx_period_lookup_known_day(lookup, PG_GETARG_DATEADT(2), &day)
#define KNOWN_LOCAL   cx_period_lookup_known_timestamp(lookup, PG_GETARG_TIMESTAMP(2), &day)
#define KNOWN_INSTANT cx_period_lookup_known_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(2), &day)

#define BOTH_WAYS(symbol, kind, get_key, zone_arg, day_of, known, amount)                          \
	TRANSITION(symbol##_##amount, kind, get_key, zone_arg, day_of, cx_amount_of_##amount)          \
	SHORT_WAY(symbol##_##amount, kind, get_key, known, cx_micros_of_##amount)

#define AMOUNTS(symbol, kind, get_key, zone_arg, day_of, known)                                    \
	BOTH_WAYS(symbol, kind, get_key, zone_arg, day_of, known, bigint)                              \
	BOTH_WAYS(symbol, kind, get_key, zone_arg, day_of, known, numeric)                             \
	BOTH_WAYS(symbol, kind, get_key, zone_arg, day_of, known, float8)

#define TRANSITIONS(key, kind, get_key)                                                            \
	AMOUNTS(cx_cohort_revenue_pass_##key##_date, kind, get_key, -1, DAY, KNOWN_DAY)                \
	AMOUNTS(cx_cohort_revenue_pass_##key##_timestamp, kind, get_key, -1, LOCAL, KNOWN_LOCAL)       \
	AMOUNTS(cx_cohort_revenue_pass_##key##_timestamptz, kind, get_key, 5, INSTANT, KNOWN_INSTANT)

TRANSITIONS(smallint, CX_PURCHASER_INTEGER, SMALLINT_KEY)
TRANSITIONS(integer, CX_PURCHASER_INTEGER, INTEGER_KEY)
TRANSITIONS(bigint, CX_PURCHASER_INTEGER, BIGINT_KEY)
TRANSITIONS(uuid, CX_PURCHASER_UUID, UUID_KEY)
TRANSITIONS(text, CX_PURCHASER_TEXT, TEXT_KEY)

/*
 * cx_cohort_revenue_pass_combine(internal, internal) -> internal
 *		Combine function: the orders of both. Errors as the transition; customers of two types, or
 *		texts told apart by two seeds: error 22P03.
 */
PG_FUNCTION_INFO_V1(cx_cohort_revenue_pass_combine);
Datum
cx_cohort_revenue_pass_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = cx_aggregate_context(fcinfo);
	CxPurchasePass *into = PG_ARGISNULL(0) ? NULL : (CxPurchasePass *) PG_GETARG_POINTER(0);
	CxPurchasePass *from = PG_ARGISNULL(1) ? NULL : (CxPurchasePass *) PG_GETARG_POINTER(1);

	if (from == NULL)
	{
		if (into == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(into);
	}
	if (into != NULL)
		check_period(into, from->common);
	PG_RETURN_POINTER(cx_purchase_pass_combine(context, into, from, TYPE_NAME));
}

/*
 * cx_cohort_revenue_pass_serialize(internal) -> bytea,
 * cx_cohort_revenue_pass_deserialize(bytea, internal) -> internal
 *		A partial state on its way from a worker, see base/purchase_pass_merge.c. Strict. What is read is
 *		for cx_cohort_revenue_pass_combine() alone. Together with the state it must fit into the 1 GB
 *		that there is: error 54000 otherwise. What is no such state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_cohort_revenue_pass_serialize);
Datum
cx_cohort_revenue_pass_serialize(PG_FUNCTION_ARGS)
{
	CxPurchasePass *state = (CxPurchasePass *) PG_GETARG_POINTER(0);

	cx_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P(cx_purchase_pass_send(state));
}

static bool
has_period(int32 period, DateADT day)
{
	return cx_period_is_valid((CxPeriod) period, cx_period_number((CxPeriod) period, day));
}

PG_FUNCTION_INFO_V1(cx_cohort_revenue_pass_deserialize);
Datum
cx_cohort_revenue_pass_deserialize(PG_FUNCTION_ARGS)
{
	CxPurchasePass *state;

	cx_aggregate_context(fcinfo);
	state = cx_purchase_pass_receive(PG_GETARG_BYTEA_PP(0), TYPE_NAME);
	if (state->common < 0 || state->common >= CX_PERIODS ||
		!has_period(state->common, state->lowest) || !has_period(state->common, state->highest))
		cx_wire_refuse(TYPE_NAME, "Its header is not one of orders.");
	PG_RETURN_POINTER(state);
}

/* Enters every customer. */
static void
enter_all(CxCohortRevenueBuilder *builder, CxPurchasePass *state)
{
	CxPurchasePassScan scan;
	const CxPurchaseDays *customer;

	cx_cohort_revenue_set_period(builder, (CxPeriod) state->common);
	cx_purchase_pass_scan(&scan, state);
	while ((customer = cx_purchase_pass_next(&scan)) != NULL)
		cx_cohort_revenue_enter(builder, customer->days, customer->count, customer->width,
								state->lowest, (uint16) state->lowest, 1);
	cx_purchase_pass_scan_end(&scan);
}

/*
 * cx_cohort_revenue_pass_final(internal) -> cx_cohort_revenue
 *		Final function: every customer enters the cohort of the first purchase day's period, as
 *		cohort_revenue_agg counts a cx_spend. No rows: the empty state. A table too large: error 54000; a
 *		sum beyond the range of money: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_cohort_revenue_pass_final);
Datum
cx_cohort_revenue_pass_final(PG_FUNCTION_ARGS)
{
	CxPurchasePass *state = PG_ARGISNULL(0) ? NULL : (CxPurchasePass *) PG_GETARG_POINTER(0);
	CxCohortRevenueBuilder *builder;
	CxCohortRevenue *value;

	cx_aggregate_context(fcinfo);
	builder = cx_cohort_revenue_begin(CurrentMemoryContext);
	if (state != NULL)
		enter_all(builder, state);
	value = cx_cohort_revenue_value(builder);
	cx_cohort_revenue_end(builder);
	PG_RETURN_POINTER(value);
}
