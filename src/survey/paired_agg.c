/*
 * paired_agg.c
 *	  Folding customers, each with what they said before and after, into cx_paired.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/args.h"
#include "survey/paired.h"
#include "survey/tally.h"

/* What a customer said at one of the two times. */
static void
set_side(CxPaired *customer, int side, CxScale scale, int64 answers)
{
	customer->answers[side] = answers;
	if (answers == 0)
		return;
	if (customer->scale.low != customer->scale.high && !cx_same_scale(customer->scale, scale))
		cx_refuse_other_scale(customer->scale, scale);
	customer->scale = scale;
}

static void
read_scores(CxPaired *customer, int side, const CxScores *state)
{
	CxTally tally;

	cx_tally_scores(state, &tally); /* refuses negative counts */
	set_side(customer, side, state->scale, cx_scores_between(state, PG_INT32_MIN, PG_INT32_MAX));
	for (int i = 0; i < CX_MAX_POINTS; i++)
		customer->totals[side * CX_MAX_POINTS + i] = cx_sum_of_count(state->counts[i]);
}

static void
read_weighted(CxPaired *customer, int side, const CxWeightedScores *state)
{
	set_side(customer, side, state->scale, state->responses);
	memcpy(&customer->totals[side * CX_MAX_POINTS], state->weights, sizeof(state->weights));
}

/* One more customer: of customer only scale, answers and totals are set. */
static Datum
add_customer(FunctionCallInfo fcinfo, const CxPaired *customer, bool weighted)
{
	CxPaired *state;

	/* who says nothing would give a degree of freedom, and has none to give */
	if (customer->scale.low == customer->scale.high)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	state = cx_writable_paired(fcinfo);
	cx_paired_check_weighted(state, weighted);
	state->weighted = weighted;
	if (pg_add_s64_overflow(state->customers, 1, &state->customers))
		cx_refuse_count_overflow("customers");
	if (state->scale.low == state->scale.high)
		state->scale = customer->scale;
	else if (!cx_same_scale(state->scale, customer->scale))
		cx_refuse_other_scale(state->scale, customer->scale);
	for (int i = 0; i < 2; i++)
		if (pg_add_s64_overflow(state->answers[i], customer->answers[i], &state->answers[i]))
			cx_refuse_count_overflow("responses");
	cx_clusters_add(CX_PAIRED_POINTS, customer->totals, state->totals, state->products);
	PG_RETURN_PAIRED(state);
}

/*
 * cx_paired_customer(cx_paired, cx_scores, cx_scores) -> cx_paired
 * cx_paired_customer(cx_paired, cx_weighted_scores, cx_weighted_scores)
 *		Transition of paired_agg(): one more customer, with what they said before and after. NULL on one
 *		side is no answer there, as the empty state is; without an answer on either there is nobody. A NULL state
 *		gives NULL. Different scales, negative counts: error 22023; a count beyond bigint: error 22003.
 */
#define CUSTOMER(symbol, read, GETARG, weighted)                                                   \
	PG_FUNCTION_INFO_V1(symbol);                                                                   \
	Datum symbol(PG_FUNCTION_ARGS)                                                                 \
	{                                                                                              \
		CxPaired customer;                                                                         \
                                                                                                   \
		if (PG_ARGISNULL(0))                                                                       \
			PG_RETURN_NULL();                                                                      \
		if (PG_ARGISNULL(1) && PG_ARGISNULL(2))                                                    \
			PG_RETURN_DATUM(PG_GETARG_DATUM(0));                                                   \
		memset(&customer, 0, offsetof(CxPaired, products));                                        \
		for (int side = 0; side < 2; side++)                                                       \
			if (!PG_ARGISNULL(1 + side))                                                           \
				read(&customer, side, GETARG(1 + side));                                           \
		return add_customer(fcinfo, &customer, weighted);                                          \
	}

CUSTOMER(cx_paired_customer_scores, read_scores, PG_GETARG_SCORES, false)
CUSTOMER(cx_paired_customer_weighted, read_weighted, PG_GETARG_WEIGHTED_SCORES, true)
