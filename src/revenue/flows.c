/*
 * flows.c
 *	  Movements of recurring revenue: classifying a customer's, adding them up, what is left after.
 *
 * The classes are those of the dbt mrr-playbook (models/mrr.sql): new, reactivation, upgrade,
 * downgrade and churn. Their sum, the last two negative, is the change of revenue.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "revenue/revenue.h"

const char *const cx_movement_names[CX_MOVEMENTS] = {"new", "reactivated", "expansion",
													 "contraction", "churned"};

void
cx_flows_combine(CxFlows *flows, const CxFlows *other, int sign)
{
	for (int i = 0; i < CX_MOVEMENTS; i++)
	{
		int64 *count = &flows->customers[i];

		if (sign > 0 ? pg_add_s64_overflow(*count, other->customers[i], count)
					 : pg_sub_s64_overflow(*count, other->customers[i], count))
			cx_refuse_count_overflow("customers");
		if (sign > 0)
			cx_money_add(&flows->amounts[i], &other->amounts[i]);
		else
			cx_money_subtract(&flows->amounts[i], &other->amounts[i]);
	}
}

void
cx_flows_count(CxFlows *flows, const CxMoney *before, const CxMoney *after, bool ever_before,
			   int sign)
{
	int order = cx_fixed_compare(before, after);
	CxMovement movement;
	CxMoney amount;

	if (order == 0)
		return;
	if (order < 0)
	{
		movement = !cx_fixed_is_zero(before) ? CX_EXPANSION : ever_before ? CX_REACTIVATED : CX_NEW;
		amount = *after;
		cx_money_subtract(&amount, before);
	}
	else
	{
		movement = cx_fixed_is_zero(after) ? CX_CHURNED : CX_CONTRACTION;
		amount = *before;
		cx_money_subtract(&amount, after);
	}
	if (pg_add_s64_overflow(flows->customers[movement], sign, &flows->customers[movement]))
		cx_refuse_count_overflow("customers");
	if (sign > 0)
		cx_money_add(&flows->amounts[movement], &amount);
	else
		cx_money_subtract(&flows->amounts[movement], &amount);
}

int64
cx_customers_after(const CxRevenue *state)
{
	const int64 *moved = state->flows.customers;
	int64 after;

	if (pg_add_s64_overflow(state->customers_before, moved[CX_NEW], &after) ||
		pg_add_s64_overflow(after, moved[CX_REACTIVATED], &after) ||
		pg_sub_s64_overflow(after, moved[CX_CHURNED], &after))
		cx_refuse_count_overflow("customers");
	return after;
}

CxMoney
cx_revenue_after(const CxRevenue *state)
{
	CxMoney after = state->before;

	/* in turns of gains and losses, so that the sum is in range on the way where it is at the end */
	cx_money_add(&after, &state->flows.amounts[CX_NEW]);
	cx_money_subtract(&after, &state->flows.amounts[CX_CHURNED]);
	cx_money_add(&after, &state->flows.amounts[CX_EXPANSION]);
	cx_money_subtract(&after, &state->flows.amounts[CX_CONTRACTION]);
	cx_money_add(&after, &state->flows.amounts[CX_REACTIVATED]);
	return after;
}
