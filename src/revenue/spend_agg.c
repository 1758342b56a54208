/*
 * spend_agg.c
 *	  Folding one customer's rows into cx_spend, and what it says by itself.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/args.h"
#include "base/result.h"
#include "revenue/spend.h"

static void
check_period(int32 a, int32 b)
{
	if (a != b)
		cx_refuse_two_periods((CxPeriod) a, (CxPeriod) b);
}

/*
 * cx_spend_count(cx_spend, at, amount, cx_period [, zone cx_zone]) -> cx_spend, for at date or timestamp,
 * or timestamptz with a zone, and amount bigint, numeric or double precision
 *		Transition of spend_agg: an amount on the day that holds at, in the zone's calendar. A NULL at
 *		is skipped; a NULL amount is 0; a NULL state gives NULL. NULL period or zone: error 22004;
 *		infinite at: error 22008; an amount that money cannot hold: error 22003; another period than in
 *		the rows before: error 22023; more than 65536 days from the first to the last: error 54000.
 */
#define TRANSITION(symbol, zone_arg, day_of, amount_of)                                            \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxPeriodLookup *lookup = cx_period_lookup(fcinfo, 3, zone_arg, CX_ANSWER_DAY);             \
		CxAmount amount = {.narrow = true};                                                        \
		DateADT day;                                                                               \
                                                                                                   \
		if (unlikely(PG_ARGISNULL(0)))                                                             \
			PG_RETURN_NULL();                                                                      \
		if (unlikely(PG_ARGISNULL(1)))                                                             \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		day = day_of;                                                                              \
		if (likely(!PG_ARGISNULL(2)))                                                              \
			amount_of(PG_GETARG_DATUM(2), &amount);                                                \
		PG_RETURN_DATUM(                                                                           \
			cx_purchases_with_row(fcinfo, check_period, lookup->period, day, &amount));            \
	}

#define DAY     cx_period_lookup_day(lookup, PG_GETARG_DATEADT(1))
#define LOCAL   cx_period_lookup_timestamp(lookup, PG_GETARG_TIMESTAMP(1))
#define INSTANT cx_period_lookup_timestamptz(lookup, PG_GETARG_TIMESTAMPTZ(1))

TRANSITION(cx_spend_count_date_bigint, -1, DAY, cx_amount_of_bigint)
TRANSITION(cx_spend_count_date_numeric, -1, DAY, cx_amount_of_numeric)
TRANSITION(cx_spend_count_date_float8, -1, DAY, cx_amount_of_float8)
TRANSITION(cx_spend_count_timestamp_bigint, -1, LOCAL, cx_amount_of_bigint)
TRANSITION(cx_spend_count_timestamp_numeric, -1, LOCAL, cx_amount_of_numeric)
TRANSITION(cx_spend_count_timestamp_float8, -1, LOCAL, cx_amount_of_float8)
TRANSITION(cx_spend_count_timestamptz_bigint, 4, INSTANT, cx_amount_of_bigint)
TRANSITION(cx_spend_count_timestamptz_numeric, 4, INSTANT, cx_amount_of_numeric)
TRANSITION(cx_spend_count_timestamptz_float8, 4, INSTANT, cx_amount_of_float8)

/*
 * cx_spend_add(cx_spend, cx_spend) -> cx_spend
 *		Operator +, combine function of spend_agg, and transition of rollup(): the rows of both. Strict.
 *		Different periods: error 22023; more than 65536 days from the first to the last: error 54000; a
 *		sum beyond the range of money: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_spend_add);
Datum
cx_spend_add(PG_FUNCTION_ARGS)
{
	return cx_purchases_add(fcinfo, check_period);
}

/*
 * total_amount(cx_spend) -> double precision
 *		The money of all rows, refunds taken off. Strict; NULL for the empty state. A sum beyond the
 *		range of money: error 22003.
 */
PG_FUNCTION_INFO_V1(cx_spend_total_amount);
Datum
cx_spend_total_amount(PG_FUNCTION_ARGS)
{
	const CxSpend *spend = PG_GETARG_SPEND_P(0);
	CxMoney total;

	if (cx_spend_days(spend) == 0)
		PG_RETURN_NULL();
	total = cx_purchases_total((const CxPurchases *) spend);
	CX_RETURN_FIGURE(cx_fixed_double(&total));
}

/*
 * first_purchase(cx_spend) -> date, last_purchase(cx_spend) -> date
 *		Purchase days, as of a cx_rfm. Strict; NULL without one.
 */
static Datum
purchase_day(FunctionCallInfo fcinfo, bool last)
{
	const CxSpend *spend = PG_GETARG_SPEND_P(0);
	int count = cx_spend_days(spend);

	for (int i = 0; i < count; i++)
	{
		const uint64 *day = spend->days + (last ? count - 1 - i : i) * spend->width;

		if (cx_day_is_purchase(day, spend->width))
			PG_RETURN_DATEADT(spend->first + cx_day_number(*day));
	}
	PG_RETURN_NULL();
}

PG_FUNCTION_INFO_V1(cx_spend_first_purchase);
Datum
cx_spend_first_purchase(PG_FUNCTION_ARGS)
{
	return purchase_day(fcinfo, false);
}

PG_FUNCTION_INFO_V1(cx_spend_last_purchase);
Datum
cx_spend_last_purchase(PG_FUNCTION_ARGS)
{
	return purchase_day(fcinfo, true);
}
