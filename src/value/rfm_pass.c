/*
 * rfm_pass.c
 *	  All customers in one pass over raw orders: rfm_agg(customer, at, amount, observed_until).
 *
 * The state, base/purchase_pass.h, is internal because nobody stores piles of rows.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/aggregate.h"
#include "base/customer_key.h"
#include "base/purchase_pass.h"
#include "base/state_wire.h"
#include "value/observed_until.h"
#include "value/rfm_figures.h"
#include "value/rfm_set.h"

#define TYPE_NAME "rfm_agg state"

/* Room for customers in the result at first. */
#define FIRST_ROOM 64

/*
 * cx_rfm_pass(internal, customer, at, amount, observed_until date [, zone cx_zone]) -> internal;
 * customer bigint or uuid; at date or timestamp, or timestamptz with a zone; amount bigint, numeric
 * or double precision
 *		Transition of rfm_agg over raw orders. A NULL customer or at, and a day after observed_until,
 *		are skipped; a NULL amount is 0. NULL observed_until or zone: error 22004; infinite at or
 *		observed_until: error 22008; an amount that money cannot hold: error 22003; another
 *		observed_until than in the rows before: error 22023; more than 65536 days from the first to the
 *		last of all, or more than 1 GB: error 54000.
 */
#define TRANSITION(symbol, kind, get_key, day_of, amount_of)                                       \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxPurchasePass *state = PG_ARGISNULL(0) ? NULL : (CxPurchasePass *) PG_GETARG_POINTER(0);  \
		DateADT until = cx_observed_until_arg(fcinfo, 4);                                          \
		CxAmount amount = {.narrow = true};                                                        \
		DateADT day = 0;                                                                           \
		uint64 key[2];                                                                             \
		bool skip = PG_ARGISNULL(1) || PG_ARGISNULL(2);                                            \
                                                                                                   \
		if (likely(!skip))                                                                         \
		{                                                                                          \
			day = day_of(fcinfo, 2, 5);                                                            \
			skip = day > until;                                                                    \
		}                                                                                          \
		if (unlikely(skip))                                                                        \
		{                                                                                          \
			if (state == NULL)                                                                     \
				PG_RETURN_NULL();                                                                  \
			PG_RETURN_POINTER(state);                                                              \
		}                                                                                          \
		get_key;                                                                                   \
		if (unlikely(state == NULL))                                                               \
			state = cx_purchase_pass_begin(cx_aggregate_context(fcinfo), kind, until, day);        \
		if (unlikely(state->common != until))                                                      \
			cx_check_same_until(state->common, until);                                             \
		cx_purchase_pass_see(state, day);                                                          \
		if (likely(!PG_ARGISNULL(3)))                                                              \
			amount_of(PG_GETARG_DATUM(3), &amount);                                                \
		if (unlikely(!amount.narrow ||                                                             \
					 !cx_purchase_pass_add_at_once(state, key, day, amount.micros,                 \
												   CX_PURCHASER_WORDS(kind))))                     \
			cx_purchase_pass_add_row(state, key, day, &amount);                                    \
		PG_RETURN_POINTER(state);                                                                  \
	}

#define BIGINT_KEY key[0] = (uint64) PG_GETARG_INT64(1)
#define UUID_KEY   cx_uuid_customer(PG_GETARG_UUID_P(1), key)

#define TRANSITIONS(key, kind, get_key)                                                            \
	TRANSITION(cx_rfm_pass_##key##_date_bigint, kind, get_key, cx_day_of_date,                     \
			   cx_amount_of_bigint)                                                                \
	TRANSITION(cx_rfm_pass_##key##_date_numeric, kind, get_key, cx_day_of_date,                    \
			   cx_amount_of_numeric)                                                               \
	TRANSITION(cx_rfm_pass_##key##_date_float8, kind, get_key, cx_day_of_date,                     \
			   cx_amount_of_float8)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamp_bigint, kind, get_key, cx_day_of_timestamp,           \
			   cx_amount_of_bigint)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamp_numeric, kind, get_key, cx_day_of_timestamp,          \
			   cx_amount_of_numeric)                                                               \
	TRANSITION(cx_rfm_pass_##key##_timestamp_float8, kind, get_key, cx_day_of_timestamp,           \
			   cx_amount_of_float8)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_bigint, kind, get_key, cx_day_of_timestamptz,       \
			   cx_amount_of_bigint)                                                                \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_numeric, kind, get_key, cx_day_of_timestamptz,      \
			   cx_amount_of_numeric)                                                               \
	TRANSITION(cx_rfm_pass_##key##_timestamptz_float8, kind, get_key, cx_day_of_timestamptz,       \
			   cx_amount_of_float8)

TRANSITIONS(bigint, CX_PURCHASER_INTEGER, BIGINT_KEY)
TRANSITIONS(uuid, CX_PURCHASER_UUID, UUID_KEY)

/*
 * cx_rfm_pass_combine(internal, internal) -> internal
 *		Combine function: the orders of both. Errors as the transition; customers of two types:
 *		error 22P03.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_combine);
Datum
cx_rfm_pass_combine(PG_FUNCTION_ARGS)
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
		cx_check_same_until(into->common, from->common);
	PG_RETURN_POINTER(cx_purchase_pass_combine(context, into, from, TYPE_NAME));
}

/*
 * cx_rfm_pass_serialize(internal) -> bytea, cx_rfm_pass_deserialize(bytea, internal) -> internal
 *		A partial state on its way from a worker, see base/purchase_pass_merge.c. Strict. What is read is
 *		for cx_rfm_pass_combine() alone. Together with the state it must fit into the 1 GB that there is:
 *		error 54000 otherwise. What is no such state: error 22P03 or 08P01.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_serialize);
Datum
cx_rfm_pass_serialize(PG_FUNCTION_ARGS)
{
	CxPurchasePass *state = (CxPurchasePass *) PG_GETARG_POINTER(0);

	cx_aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P(cx_purchase_pass_send(state));
}

PG_FUNCTION_INFO_V1(cx_rfm_pass_deserialize);
Datum
cx_rfm_pass_deserialize(PG_FUNCTION_ARGS)
{
	CxPurchasePass *state;

	cx_aggregate_context(fcinfo);
	state = cx_purchase_pass_receive(PG_GETARG_BYTEA_PP(0), TYPE_NAME);
	if (!IS_VALID_DATE(state->common) || state->highest > state->common ||
		state->kind == CX_PURCHASER_TEXT)
		cx_wire_refuse(TYPE_NAME, "Its header is not one of orders.");
	PG_RETURN_POINTER(state);
}

/*
 * cx_rfm_pass_final(internal) -> cx_rfm_set
 *		Final function: a row for each customer with a purchase day. No rows: the empty set.
 */
PG_FUNCTION_INFO_V1(cx_rfm_pass_final);
Datum
cx_rfm_pass_final(PG_FUNCTION_ARGS)
{
	CxPurchasePass *state = PG_ARGISNULL(0) ? NULL : (CxPurchasePass *) PG_GETARG_POINTER(0);
	CxRfmSet *set;
	CxPurchasePassScan scan;
	const CxPurchaseDays *customer;
	uint64 count = 0;
	uint64 room = FIRST_ROOM;

	cx_aggregate_context(fcinfo);
	if (state == NULL)
		PG_RETURN_RFM_SET_P(cx_rfm_set_new(1, 0, 0));
	set = cx_rfm_set_new(state->key_words, room, state->common);
	cx_purchase_pass_scan(&scan, state);
	while ((customer = cx_purchase_pass_next(&scan)) != NULL)
	{
		CxRfmFigures figures = cx_days_figures(customer->days, customer->count, customer->width,
											   (uint16) state->lowest);
		CxRfmRow row;
		uint64 *to;

		if (figures.purchases == 0)
			continue;
		row.frequency = figures.purchases - 1;
		row.recency = figures.last - figures.first;
		row.age = state->common - (state->lowest + figures.first);
		row.mean_amount = row.frequency == 0 ? 0 : figures.mean_amount;
		if (count == room)
		{
			cx_purchase_pass_check(state, scan.sorted.bytes + VARSIZE(set) / 2 * 3);
			set = cx_rfm_set_grow(set);
			room = cx_rfm_set_count(set);
		}
		to = cx_rfm_set_entry(set, count++);
		memcpy(to, customer->key, state->key_words * sizeof(uint64));
		cx_rfm_set_write(to + state->key_words, &row);
	}
	cx_purchase_pass_scan_end(&scan);
	PG_RETURN_RFM_SET_P(cx_rfm_set_finish(set, count));
}

/*
 * cx_rfm_text_customer(internal, text, ...) -> internal
 *		Transition of the forms of rfm_agg for a text customer: always error 0A000. A text is kept as a
 *		hash, and the result would not say whose it is.
 */
PG_FUNCTION_INFO_V1(cx_rfm_text_customer);
Datum
cx_rfm_text_customer(PG_FUNCTION_ARGS)
{
	ereport(
		ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
		errmsg("rfm_agg over raw orders cannot give back customers of type text"),
		errhint("Aggregate in two steps: SELECT customer, rfm_agg(at, amount, observed_until) ... "
				"GROUP BY customer. Or number the customers with dense_rank()."));
	PG_RETURN_NULL();
}
