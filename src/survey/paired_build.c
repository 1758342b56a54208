/*
 * paired_build.c
 *	  The memory of cx_paired, and putting customers together.
 *
 * Copyright (c) 2026, the cx_metrics developers
 */
#include "postgres.h"

#include "common/int.h"

#include "base/aggregate.h"
#include "base/args.h"
#include "survey/paired.h"

CxPaired *
cx_new_paired(void)
{
	CxPaired *state = palloc0(sizeof(CxPaired));

	SET_VARSIZE(state, sizeof(CxPaired));
	return state;
}

CxPaired *
cx_writable_paired(FunctionCallInfo fcinfo)
{
	return cx_owns_state(fcinfo) ? PG_GETARG_PAIRED(0)
								 : cx_copy_state(PG_GETARG_PAIRED(0), sizeof(CxPaired));
}

void
cx_paired_check_weighted(const CxPaired *state, bool weighted)
{
	if (!cx_paired_empty(state) && (state->weighted != 0) != weighted)
		ereport(
			ERROR, errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			errmsg("customers with and without survey weights do not add up"),
			errhint("Answers without weights have weight 1: weighted_score_agg(score, 1, ...)."));
}

void
cx_paired_merge(CxPaired *a, const CxPaired *b)
{
	if (cx_paired_empty(b))
		return;
	cx_paired_check_weighted(a, b->weighted != 0);
	a->weighted = b->weighted;
	if (b->scale.low != b->scale.high)
	{
		if (a->scale.low == a->scale.high)
			a->scale = b->scale;
		else if (!cx_same_scale(a->scale, b->scale))
			cx_refuse_other_scale(a->scale, b->scale);
	}
	if (pg_add_s64_overflow(a->customers, b->customers, &a->customers))
		cx_refuse_count_overflow("customers");
	for (int i = 0; i < 2; i++)
		if (pg_add_s64_overflow(a->answers[i], b->answers[i], &a->answers[i]))
			cx_refuse_count_overflow("responses");
	for (int i = 0; i < CX_PAIRED_POINTS; i++)
		cx_sum_merge(&a->totals[i], &b->totals[i]);
	for (int i = 0; i < CX_PAIRS(CX_PAIRED_POINTS); i++)
		cx_sum_merge(&a->products[i], &b->products[i]);
}
