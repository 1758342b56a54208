/*
 * rfm_agg.c
 *	  Folding one customer's purchases into cx_rfm.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/purchase_state.h"
#include "value/observed_until.h"

/*
 * cx_rfm_count(cx_rfm, at, amount, observed_until date [, zone cx_zone]) -> cx_rfm, for at date or
 * timestamp, or timestamptz with a zone, and amount bigint, numeric or double precision
 *		Transition of rfm_agg: an amount on the day that holds at, in the zone's calendar. A NULL at,
 *		and a day after observed_until, are skipped; a NULL amount is 0; a NULL state gives NULL. NULL
 *		observed_until or zone: error 22004; infinite at or observed_until: error 22008; an amount that
 *		money cannot hold: error 22003; another observed_until than in the rows before: error 22023;
 *		more than 65536 days from the first to the last: error 54000.
 */
#define TRANSITION(symbol, day_of, amount_of)                                                      \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		DateADT until = cx_observed_until_arg(fcinfo, 3);                                          \
		CxAmount amount = {.narrow = true};                                                        \
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
			amount_of(PG_GETARG_DATUM(2), &amount);                                                \
		PG_RETURN_DATUM(cx_purchases_with_row(fcinfo, cx_check_same_until, until, day, &amount));  \
	}

TRANSITION(cx_rfm_count_date_bigint, cx_day_of_date, cx_amount_of_bigint)
TRANSITION(cx_rfm_count_date_numeric, cx_day_of_date, cx_amount_of_numeric)
TRANSITION(cx_rfm_count_date_float8, cx_day_of_date, cx_amount_of_float8)
TRANSITION(cx_rfm_count_timestamp_bigint, cx_day_of_timestamp, cx_amount_of_bigint)
TRANSITION(cx_rfm_count_timestamp_numeric, cx_day_of_timestamp, cx_amount_of_numeric)
TRANSITION(cx_rfm_count_timestamp_float8, cx_day_of_timestamp, cx_amount_of_float8)
TRANSITION(cx_rfm_count_timestamptz_bigint, cx_day_of_timestamptz, cx_amount_of_bigint)
TRANSITION(cx_rfm_count_timestamptz_numeric, cx_day_of_timestamptz, cx_amount_of_numeric)
TRANSITION(cx_rfm_count_timestamptz_float8, cx_day_of_timestamptz, cx_amount_of_float8)

/*
 * cx_rfm_add(cx_rfm, cx_rfm) -> cx_rfm
 *		Operator +, combine function of rfm_agg, and transition of rollup(): the rows of both. Strict.
 *		Observed until different days: error 22023; more than 65536 days from the first to the last:
 *		error 54000; a sum beyond the range of money: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_rfm_add);
Datum
cx_rfm_add(PG_FUNCTION_ARGS)
{
	return cx_purchases_add(fcinfo, cx_check_same_until);
}
