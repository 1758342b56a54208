/*
 * rates.c
 *	  Net and gross revenue retention, the quick ratio, and rates of another length of time.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include <math.h>

#include "base/result.h"
#include "revenue/revenue.h"

pg_noreturn static void
refuse_figure(const char *what, const char *value)
{
	ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("a figure of revenue needs counts and sums that are not negative"),
			errdetail("%s is %s.", what, value),
			errhint("A difference of states is a correction: add it to a state first."));
}

/* What of the revenue before is left when nobody has grown; figures come from states that have it. */
static CxMoney
kept(const CxRevenue *state)
{
	CxMoney rest = state->before;

	cx_money_subtract(&rest, &state->flows.amounts[CX_CHURNED]);
	cx_money_subtract(&rest, &state->flows.amounts[CX_CONTRACTION]);
	return rest;
}

static void
check(const CxRevenue *state)
{
	CxMoney rest;

	if (state->customers_before < 0)
		refuse_figure("The number of customers before",
					  psprintf(INT64_FORMAT, state->customers_before));
	if (cx_fixed_is_negative(&state->before))
		refuse_figure("Revenue before", cx_money_text(&state->before));
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		if (state->flows.customers[i] < 0)
			refuse_figure(psprintf("The number of customers of \"%s\"", cx_movement_names[i]),
						  psprintf(INT64_FORMAT, state->flows.customers[i]));
		if (cx_fixed_is_negative(&state->flows.amounts[i]))
			refuse_figure(psprintf("The sum of \"%s\"", cx_movement_names[i]),
						  cx_money_text(&state->flows.amounts[i]));
	}
	rest = kept(state);
	if (cx_fixed_is_negative(&rest))
		refuse_figure("Revenue before without what was lost", cx_money_text(&rest));
}

/*
 * One exact sum divided by another and rounded once: so grr <= nrr and grr <= 100 hold to the last
 * bit, and 100 is exactly that.
 */
double
cx_revenue_nrr(const CxRevenue *state)
{
	CxMoney end;

	check(state);
	if (cx_fixed_is_zero(&state->before))
		return NAN;
	end = kept(state);
	cx_money_add(&end, &state->flows.amounts[CX_EXPANSION]);
	return cx_fixed_ratio(&end, &state->before, 100);
}

double
cx_revenue_grr(const CxRevenue *state)
{
	CxMoney end;

	check(state);
	if (cx_fixed_is_zero(&state->before))
		return NAN;
	end = kept(state);
	return cx_fixed_ratio(&end, &state->before, 100);
}

double
cx_revenue_quick_ratio(const CxRevenue *state)
{
	CxMoney gained = state->flows.amounts[CX_NEW];
	CxMoney lost = state->flows.amounts[CX_CONTRACTION];

	check(state);
	cx_money_add(&gained, &state->flows.amounts[CX_EXPANSION]);
	cx_money_add(&gained, &state->flows.amounts[CX_REACTIVATED]);
	cx_money_add(&lost, &state->flows.amounts[CX_CHURNED]);
	return cx_fixed_is_zero(&lost) ? NAN : cx_fixed_ratio(&gained, &lost, 1);
}

/*
 * nrr(cx_revenue) -> double precision, also final function of nrr(before, after)
 *		Net revenue retention in percent: what those who paid before pay after, of what they paid
 *		before. New and returning customers are not in it; losses are, whole ones as well. Strict.
 *		NULL when nobody paid before. Negative counts or sums: error 22023. Cohort form, as Gold,
 *		"Fighting Churn with Data" (2020), listing 2.1.
 */
PG_FUNCTION_INFO_V1(cx_nrr);
Datum
cx_nrr(PG_FUNCTION_ARGS)
{
	CX_RETURN_FIGURE(cx_revenue_nrr(PG_GETARG_REVENUE(0)));
}

/*
 * grr(cx_revenue) -> double precision, also final function of grr(before, after)
 *		Gross revenue retention in percent: the same with nobody counted for more than before; at
 *		most 100 and at most nrr. NULL and errors as for nrr.
 */
PG_FUNCTION_INFO_V1(cx_grr);
Datum
cx_grr(PG_FUNCTION_ARGS)
{
	CX_RETURN_FIGURE(cx_revenue_grr(PG_GETARG_REVENUE(0)));
}

/*
 * quick_ratio(cx_revenue) -> double precision
 *		(new + expansion + reactivated) / (contraction + churned), of revenue. Strict. NULL when
 *		nothing was lost. Negative counts or sums: error 22023. Mamoon Hamid's SaaS quick ratio,
 *		with reactivation on the side of growth.
 */
PG_FUNCTION_INFO_V1(cx_quick_ratio);
Datum
cx_quick_ratio(PG_FUNCTION_ARGS)
{
	CX_RETURN_FIGURE(cx_revenue_quick_ratio(PG_GETARG_REVENUE(0)));
}

static void
check_days(const char *name, double days)
{
	if (!(days > 0) || isinf(days))
		ereport(ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				errmsg("%s is %s, not a positive number of days", name, cx_shortest_decimal(days)),
				errhint("A year has 365 days, a month 365/12."));
}

/*
 * rescale_rate(rate, from_days, to_days) -> double precision
 *		A churn rate in percent, measured over from_days, as it is over to_days when those who stay
 *		keep leaving at the same pace: 100 (1 - (1 - rate/100)^(to_days/from_days)) (Gold, "Fighting
 *		Churn with Data", listing 2.5). Strict. A rate outside 0..100, or days that are not
 *		positive: error 22023.
 */
PG_FUNCTION_INFO_V1(cx_rescale_rate);
Datum
cx_rescale_rate(PG_FUNCTION_ARGS)
{
	double rate = PG_GETARG_FLOAT8(0);
	double from_days = PG_GETARG_FLOAT8(1);
	double to_days = PG_GETARG_FLOAT8(2);

	if (!(rate >= 0 && rate <= 100))
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("rate %s is not between 0 and 100", cx_shortest_decimal(rate)),
			errhint("A churn rate in percent: 5 for 5 %%. Of a retention rate r it is 100 - r."));
	check_days("from_days", from_days);
	check_days("to_days", to_days);
	/* exactly what was given, where nothing happens to it */
	if (from_days == to_days || rate == 0 || rate == 100)
		PG_RETURN_FLOAT8(rate);
	/* for a small rate the power is close to 1, and 1 minus it would have few digits left */
	PG_RETURN_FLOAT8(-100 * expm1(log1p(-rate / 100) * (to_days / from_days)));
}
