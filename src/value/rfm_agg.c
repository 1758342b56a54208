/*
 * rfm_agg.c
 *	  Folding one customer's purchases into cx_rfm, and reading it.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "base/period_lookup.h"
#include "base/result.h"
#include "value/purchases.h"
#include "value/rfm.h"

/*
 * cx_rfm_count(cx_rfm, at, amount, observed_until date [, zone cx_zone]) -> cx_rfm, for at date or
 * timestamp, or timestamptz with a zone, and amount bigint, numeric or double precision
 *		Transition of rfm_agg: a purchase on the day that holds at, in the zone's calendar. A NULL at,
 *		and a day after observed_until, are skipped; a NULL amount is 0; a NULL state gives NULL. NULL
 *		observed_until or zone: error 22004; infinite at or observed_until: error 22008; an amount that
 *		is not finite: error 22003; another observed_until than in the rows before: error 22023; more
 *		than 65536 days from the first to the last: error 54000.
 */
#define TRANSITION(symbol, day_of, decimal_of)                                                     \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		DateADT until = cx_observed_until_arg(fcinfo, 3);                                          \
		CxMoney amount = {{0}};                                                                    \
		DateADT day;                                                                               \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		day = day_of(fcinfo, 1, 4);                                                                \
		if (day > until)                                                                           \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		if (likely(!PG_ARGISNULL(2)))                                                              \
			amount = decimal_of(2);                                                                \
		PG_RETURN_RFM_P(                                                                           \
			cx_rfm_with_purchase(PG_GETARG_RFM_P(0), day, &amount, until, cx_owns_state(fcinfo))); \
	}

#define BIGINT_AMOUNT(n)  cx_money_from_int64(PG_GETARG_INT64(n))
#define NUMERIC_AMOUNT(n) cx_money_from_numeric(PG_GETARG_DATUM(n))
#define FLOAT8_AMOUNT(n)  cx_money_from_float8(PG_GETARG_FLOAT8(n))

TRANSITION(cx_rfm_count_date_bigint, cx_day_of_date, BIGINT_AMOUNT)
TRANSITION(cx_rfm_count_date_numeric, cx_day_of_date, NUMERIC_AMOUNT)
TRANSITION(cx_rfm_count_date_float8, cx_day_of_date, FLOAT8_AMOUNT)
TRANSITION(cx_rfm_count_timestamp_bigint, cx_day_of_timestamp, BIGINT_AMOUNT)
TRANSITION(cx_rfm_count_timestamp_numeric, cx_day_of_timestamp, NUMERIC_AMOUNT)
TRANSITION(cx_rfm_count_timestamp_float8, cx_day_of_timestamp, FLOAT8_AMOUNT)
TRANSITION(cx_rfm_count_timestamptz_bigint, cx_day_of_timestamptz, BIGINT_AMOUNT)
TRANSITION(cx_rfm_count_timestamptz_numeric, cx_day_of_timestamptz, NUMERIC_AMOUNT)
TRANSITION(cx_rfm_count_timestamptz_float8, cx_day_of_timestamptz, FLOAT8_AMOUNT)

DateADT
cx_observed_until_arg(FunctionCallInfo fcinfo, int argno)
{
	DateADT until;

	if (PG_ARGISNULL(argno))
		ereport(ERROR, errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				errmsg("observed_until must not be null"),
				errhint("Write the last day for which all purchases are known."));
	until = PG_GETARG_DATEADT(argno);
	if (DATE_NOT_FINITE(until))
		cx_refuse_infinite("observed_until");
	return until;
}

#define FIGURE(symbol, give)                                                                       \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		const CxRfm *rfm = PG_GETARG_RFM_P(0);                                                     \
                                                                                                   \
		if (cx_rfm_empty(rfm))                                                                     \
			PG_RETURN_NULL();                                                                      \
		give;                                                                                      \
	}

/*
 * frequency(cx_rfm) -> bigint
 *		Days with a purchase after the first. Strict; NULL for the empty state: who never bought is no
 *		customer without repeat purchases.
 * recency(cx_rfm) -> integer
 *		Days from the first purchase to the last; 0 without a repeat purchase. Strict, NULL likewise.
 * age(cx_rfm) -> integer
 *		Days from the first purchase to the last day observed. Strict, NULL likewise.
 * mean_amount(cx_rfm) -> double precision
 *		Mean amount of the days with a repeat purchase, those of one day added up. Strict; NULL
 *		without one.
 * total_amount(cx_rfm) -> double precision
 *		Amount of all purchases, the first among them. Strict; NULL for the empty state.
 * first_purchase(cx_rfm) -> date, last_purchase(cx_rfm) -> date, observed_until(cx_rfm) -> date
 *		Days. Strict; NULL for the empty state.
 */
FIGURE(cx_rfm_frequency_of, PG_RETURN_INT64(cx_rfm_frequency(rfm)))
FIGURE(cx_rfm_recency_of, PG_RETURN_INT32(cx_rfm_recency(rfm)))
FIGURE(cx_rfm_age_of, PG_RETURN_INT32(cx_rfm_age(rfm)))
FIGURE(cx_rfm_mean_amount_of, CX_RETURN_FIGURE(cx_rfm_mean_amount(rfm)))
FIGURE(cx_rfm_total_amount, CX_RETURN_FIGURE(cx_fixed_double(&rfm->total)))
FIGURE(cx_rfm_first_purchase, PG_RETURN_DATEADT(rfm->first))
FIGURE(cx_rfm_last_purchase, PG_RETURN_DATEADT(rfm->first + cx_rfm_recency(rfm)))
FIGURE(cx_rfm_observed_until, PG_RETURN_DATEADT(rfm->until))
