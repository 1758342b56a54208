/*
 * rfm_read.c
 *	  What one customer's days say: frequency, recency, age, mean amount.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "base/result.h"
#include "value/rfm.h"

bool
cx_rfm_empty(const CxRfm *rfm)
{
	return cx_rfm_figures(rfm).purchases == 0;
}

int64
cx_rfm_frequency(const CxRfm *rfm)
{
	return cx_rfm_figures(rfm).purchases - 1;
}

int32
cx_rfm_recency(const CxRfm *rfm)
{
	CxRfmFigures figures = cx_rfm_figures(rfm);

	return figures.last - figures.first;
}

int32
cx_rfm_age(const CxRfm *rfm)
{
	return rfm->until - (rfm->first + cx_rfm_figures(rfm).first);
}

double
cx_rfm_mean_amount(const CxRfm *rfm)
{
	return cx_rfm_figures(rfm).mean_amount;
}

static double
total_amount(const CxRfm *rfm)
{
	CxMoney total = cx_purchases_total((const CxPurchases *) rfm);

	return cx_fixed_double(&total);
}

#define FIGURE(symbol, give)                                                                       \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		const CxRfm *rfm = PG_GETARG_RFM_P(0);                                                     \
		CxRfmFigures figures = cx_rfm_figures(rfm);                                                \
                                                                                                   \
		if (figures.purchases == 0)                                                                \
			PG_RETURN_NULL();                                                                      \
		give;                                                                                      \
	}

/*
 * frequency(cx_rfm) -> bigint
 *		Purchase days after the first. Strict; NULL without a purchase day: who never bought is not a
 *		customer without repeat purchases.
 * recency(cx_rfm) -> integer
 *		Days from the first purchase day to the last; 0 without a repeat purchase. Strict, NULL
 *		likewise.
 * age(cx_rfm) -> integer
 *		Days from the first purchase day to the last day observed. Strict, NULL likewise.
 * mean_amount(cx_rfm) -> double precision
 *		Mean amount of the purchase days after the first, the amounts of one day added up, returns
 *		that came in on it among them. Strict; NULL without one. A sum beyond the range of money: error
 *		22003.
 * first_purchase(cx_rfm) -> date, last_purchase(cx_rfm) -> date
 *		Purchase days. Strict, NULL without one.
 */
FIGURE(cx_rfm_frequency_of, PG_RETURN_INT64(figures.purchases - 1))
FIGURE(cx_rfm_recency_of, PG_RETURN_INT32(figures.last - figures.first))
FIGURE(cx_rfm_age_of, PG_RETURN_INT32(rfm->until - (rfm->first + figures.first)))
FIGURE(cx_rfm_mean_amount_of, CX_RETURN_FIGURE(figures.mean_amount))
FIGURE(cx_rfm_first_purchase, PG_RETURN_DATEADT(rfm->first + figures.first))
FIGURE(cx_rfm_last_purchase, PG_RETURN_DATEADT(rfm->first + figures.last))

/*
 * total_amount(cx_rfm) -> double precision
 *		The money of all rows, returns taken off. Strict; NULL for the empty state. A sum beyond the
 *		range of money: error 22003.
 * observed_until(cx_rfm) -> date
 *		The last day observed. Strict; NULL for the empty state.
 */
#define OF_ROWS(symbol, give)                                                                      \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		const CxRfm *rfm = PG_GETARG_RFM_P(0);                                                     \
                                                                                                   \
		if (cx_rfm_count(rfm) == 0)                                                                \
			PG_RETURN_NULL();                                                                      \
		give;                                                                                      \
	}

OF_ROWS(cx_rfm_total_amount, CX_RETURN_FIGURE(total_amount(rfm)))
OF_ROWS(cx_rfm_observed_until, PG_RETURN_DATEADT(rfm->until))
